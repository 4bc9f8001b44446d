"""What servers and programs say in JSON instead of tips: errors, and lines of a log."""

from __future__ import annotations

from typing import Any

from tipcli.model.text import quoted
from tipcli.readers.fields import text_of

_ERRORS = frozenset("error errors code message status statuscode detail details title type instance data".split())
_SAYINGS = frozenset("message msg detail reason documentation_url".split())  # of which an error may have no other
_TOLD = ("message", "error", "detail", "title", "msg", "reason")
_MORE = _ERRORS | _SAYINGS | frozenset("success ok timestamp time path trace description request_id statusCode".split())
_LEVELS = ("level", "severity", "levelname", "log_level", "loglevel")
_NAMES = frozenset("trace debug info notice warn warning error err critical fatal emergency alert panic".split())
_NUMBERS = frozenset(range(10, 61, 10))  # of Python and Node
_OF_LOGS = ("time", "timestamp", "ts", "@timestamp", "asctime", "logger", "pid", "hostname", "msg")


def error_in(value: dict[str, Any], *, is_alone: bool = True) -> str:
    """Return what an object is that a server says instead of tips, with what it says; empty where it may be a tip.

    Among the lines of others, not `is_alone`, a mere message may be one.
    """
    status = value.get("status", value.get("statusCode"))
    is_failed = False in (value.get("success"), value.get("ok")) or (isinstance(status, int) and status >= 400)
    is_error = ("error" in value or "errors" in value) and value.keys() <= _MORE
    if is_alone and value:
        is_coded = "code" in value and value.keys() <= _ERRORS
        is_error = is_error or is_coded or value.keys() <= _SAYINGS or (is_failed and value.keys() <= _MORE)
    if is_error:
        told = next((text for key in _TOLD if (text := text_of(value.get(key)))), "")
        return "an error of the server, not tips" + (f": {quoted(told)}" if told else "")
    return "a line of a log, not a tip" if _is_logged(value) else ""


def _is_logged(value: dict[str, Any]) -> bool:
    levels = [value[name] for name in _LEVELS if name in value]
    is_level = any(
        level.casefold() in _NAMES if isinstance(level, str) else isinstance(level, int) and level in _NUMBERS
        for level in levels
    )
    return is_level and any(name in value for name in _OF_LOGS)
