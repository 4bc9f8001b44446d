"""SQLite as Python's `sqlite3` has it, without the adapters for dates that this adds, and which nothing here uses.

They need `datetime`, whose import takes longer than a search. Where an interpreter has no `_sqlite3` of this form, it
is `sqlite3` itself.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection, DatabaseError, Error, connect
else:
    try:
        from _sqlite3 import Connection, DatabaseError, Error, connect
    except ImportError:
        from sqlite3 import Connection, DatabaseError, Error, connect

__all__ = ["Connection", "DatabaseError", "Error", "connect"]
