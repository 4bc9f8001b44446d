"""Readers turn an origin into tips, one file a form."""
