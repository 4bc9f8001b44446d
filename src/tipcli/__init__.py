"""A command-line tip browser: tips listed, searched, shown, dealt at random and given one a day."""

__version__ = "0.1.0"
