"""What `doctor` asks of an index: whether its bytes are sound and say what the collection says."""

from __future__ import annotations

import sqlite3
from itertools import zip_longest
from typing import TYPE_CHECKING

from tipcli.index.build import build, new_database

if TYPE_CHECKING:
    from tipcli.index.opened import Index
    from tipcli.store.sources import Source

_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR)
TABLES = (
    "meta",
    "tip",
    "tip_topic",
    "topic",
    "term",
    "opening",
    "milestone",
    "synonym",
    "everyday",
    "meaning",
    "crisis",
    "folded_text",
    "beside",
)


class NoRoomError(Exception):
    """There is no memory or disk to look into an index, which says nothing about that index."""


def fault(index: Index, source: Source, digest: str, tips: int) -> str:
    """Return what is wrong with an index of `source`, which has this digest and so many tips; empty if nothing is.

    Raises NoRoomError where there is no room to find out.
    """
    if index.meta.get("digest") != digest or index.size != tips:
        return "made from other tips"
    copy, anew = sqlite3.connect(""), new_database("")  # in memory, or if large on disk
    try:
        # The full-text check is a statement that writes, so it is run on a copy.
        index._connection.backup(copy)
        (answer,) = copy.execute("pragma integrity_check").fetchone()
        copy.execute("insert into fts(fts, rank) values('integrity-check', 1)")
        build(anew, source)
        other = next((table for table in TABLES if not _is_same(copy, anew, table)), "")
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_ROOM:
            raise NoRoomError(str(error)) from None
        return f"damaged ({error})"
    except UnicodeDecodeError as error:
        return f"damaged ({error})"
    finally:
        copy.close()
        anew.close()
    return "" if answer == "ok" and not other else f"damaged ({other or str(answer).splitlines()[0]})"


def _is_same(left: sqlite3.Connection, right: sqlite3.Connection, table: str) -> bool:
    skipped = " where key != 'fingerprint'" if table == "meta" else ""  # times of files differ where it was built
    rows = (connection.execute(f"select * from {table}{skipped}") for connection in (left, right))
    return all(a == b for a, b in zip_longest(*rows))
