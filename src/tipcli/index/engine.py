"""What SQLite itself is, and whether it can do what an index needs."""

from __future__ import annotations

from tipcli.system.sqlite import Error, connect


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
