"""The command line: parse, call the library once, hand the answer to a view."""
