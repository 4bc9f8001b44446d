"""Values as JSON, as `json.dumps` writes them, for output: `json` itself loads all that reading JSON needs.

Texts are written by what `json` uses too. Where an interpreter has none of it, it is `json` itself.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from json.encoder import py_encode_basestring as encode_basestring
    from json.encoder import py_encode_basestring_ascii as encode_basestring_ascii
else:
    try:
        from _json import encode_basestring, encode_basestring_ascii
    except ImportError:
        from json.encoder import encode_basestring, encode_basestring_ascii

_CONSTANTS = {None: "null", True: "true", False: "false"}


def dumps(value: object, *, ascii_only: bool, indent: int | None = None) -> str:
    """Return what `json.dumps(value, ensure_ascii=ascii_only, indent=indent)` does.

    Of dictionaries with texts for keys, lists, tuples, texts, finite numbers, true, false and None. Raises TypeError.
    """
    return _dumped(value, encode_basestring_ascii if ascii_only else encode_basestring, indent, "\n")


def _dumped(value: object, text: Callable[[str], str], indent: int | None, line: str) -> str:
    """Return a value as JSON; `line` is a line end with the blanks of the line that the value begins in."""
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, bool):
        return _CONSTANTS[value]
    if isinstance(value, (int, float)):
        return repr(value)
    inside = line if indent is None else line + " " * indent
    if isinstance(value, dict):
        parts = [f"{text(key)}: {_dumped(one, text, indent, inside)}" for key, one in value.items()]
        first, last = "{}"
    elif isinstance(value, (list, tuple)):
        parts = [_dumped(one, text, indent, inside) for one in value]
        first, last = "[]"
    else:
        raise TypeError(f"{value!r:.60} is nothing that JSON has")
    if not parts or indent is None:
        return first + ", ".join(parts) + last
    return first + inside + f",{inside}".join(parts) + line + last
