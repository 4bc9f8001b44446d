"""SQLite as Python's `sqlite3` has it, without the adapters for dates that this adds, and which nothing here uses.

They need `datetime`, whose import takes longer than a search. Where an interpreter has no `_sqlite3` of this form, it
is `sqlite3` itself. `_sqlite3` in its turn looks up `functools.lru_cache`, for the statements of a connection; what
that is made of, `_functools` has, without the import of `functools` and all that it needs.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection, DatabaseError, Error, connect
else:

    def _without_functools():
        """Return `_sqlite3`, imported with a stand-in for `functools`. Raises ImportError where there is none."""
        from _functools import _lru_cache_wrapper

        class StandIn:
            @staticmethod
            def lru_cache(maxsize):
                return lambda function: _lru_cache_wrapper(function, maxsize, False, tuple)  # noqa: FBT003

        sys.modules["functools"] = StandIn
        try:
            import _sqlite3
        finally:
            if sys.modules.get("functools") is StandIn:
                del sys.modules["functools"]
        return _sqlite3

    try:
        if "functools" in sys.modules or "_sqlite3" in sys.modules:
            from _sqlite3 import Connection, DatabaseError, Error, connect
        else:
            _module = _without_functools()
            Connection, DatabaseError, Error, connect = (
                _module.Connection, _module.DatabaseError, _module.Error, _module.connect,
            )  # fmt: skip
    except ImportError:
        from sqlite3 import Connection, DatabaseError, Error, connect

__all__ = ["Connection", "DatabaseError", "Error", "connect"]
