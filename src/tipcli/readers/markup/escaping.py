"""Text that Markdown renders as it is: what it would take for marks gets a backslash, and nothing else does."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)|`|\*+|_+|~~+|\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)")
_SPECIAL_IN_LINK = re.compile(_SPECIAL.pattern + r"|[\[\]]")
_STARTS = re.compile(r"(\d{1,9})[.)](?:\s|$)|#{1,6}(?:\s|$)|[-+*](?:\s|$)|>|\||[-=_*:|+][-=_*:|+ ]*$")


def literal(text: str) -> str:
    """Return plain text as Markdown that renders as it is, its lines still lines."""
    return safe_lines(escaped(text))


def escaped(text: str, *, is_link: bool = False) -> str:
    """Escape what Markdown would take for marks within a line, and nothing else."""
    return (_SPECIAL_IN_LINK if is_link else _SPECIAL).sub(_escaped_run, text)


def _escaped_run(match: re.Match[str]) -> str:
    run, text = match[0], match.string
    if run[0] in "*_":
        start, end = match.span()
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if (before.isspace() and after.isspace()) or (run[0] == "_" and before.isalnum() and after.isalnum()):
            return run
    return "".join("\\" + character for character in run)


def safe_lines(text: str) -> str:
    """Escape what would begin something else than a paragraph at the start of a line."""
    return "\n".join(map(_safe_line, text.split("\n")))


def _safe_line(line: str) -> str:
    match = _STARTS.match(line)
    return f"{line[: (at := max(match.end(1), 0))]}\\{line[at:]}" if match else line
