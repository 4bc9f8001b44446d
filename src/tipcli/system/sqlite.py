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

__all__ = ["Connection", "DatabaseError", "Error", "connect", "has_full_text", "version"]


def version() -> str:
    """Return the version of SQLite itself."""
    connection = connect(":memory:")
    try:
        return str(connection.execute("select sqlite_version()").fetchone()[0])
    finally:
        connection.close()


def has_full_text() -> bool:
    """Tell whether this SQLite has FTS5."""
    connection = connect(":memory:")
    try:
        connection.execute("create virtual table words using fts5(text)")
    except Error:
        return False
    finally:
        connection.close()
    return True
