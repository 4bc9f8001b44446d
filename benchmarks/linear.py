"""Times what reads a text of strangers on many of the same character or piece, and prints the slowest of each.

    uv run python benchmarks/linear.py

An expression that backtracks, or a loop that looks at all before it, takes seconds here instead of milliseconds.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from tipcli.ingest import derive
from tipcli.model import text
from tipcli.model.errors import AccessError
from tipcli.model.text import MARK_OFF, MARK_ON
from tipcli.readers.dates import day, moment
from tipcli.readers.feeds import prolog, xml
from tipcli.readers.tables.table import guarded, unguarded
from tipcli.search.snippet import snippet
from tipcli.web.address import is_address, redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SIZE = 20_000  # bytes, or characters: enough to tell linear from quadratic, too little to harm a parser
LIMIT = 20  # ms of the processor, for one character
CHARACTERS = "a [](){}<>&%*_#`~|\\/-+=.:,;!?@'\"1\n\t\x1b\0é\u0301\u202e\ufeff日…"
PIECES = (
    "a\n", "- ", "# ", "](", "[a](", "![", "Mr. ", ". ", "&lt;", "```\n", "a-", "1/",
    "2025-", "http://", "\x1b[", "a b ",
)  # fmt: skip


def a_snippet(piece: str) -> None:
    """Cut a snippet from the middle of it."""
    half = piece[: len(piece) // 2]
    snippet({"title": "", "topics": "", "gist": "", "action": "", "body": f"{half} {MARK_ON}x{MARK_OFF} {half}"})


def a_document(piece: str) -> None:
    """Check it as XML, and look for what it is instead."""
    data = f"<rss>{piece}".encode()
    try:
        xml.split(data, "", "it")
    except AccessError:
        prolog.root(data)
        prolog.what_instead(data[:65_536], "")


FUNCTIONS: dict[str, Callable[[str], Any]] = {
    **{f"text.{name}": getattr(text, name) for name in ("clean", "clean_line", "quoted", "word_count", "spans")},
    "snippet": a_snippet,
    "derive.gist": derive.gist,
    "derive.title": derive.title,
    "dates.day": day,
    "dates.moment": moment,
    "table.guarded": lambda piece: unguarded(guarded(piece)),
    "xml.split": a_document,
    "address.redacted": redacted,
    "address.is_address": is_address,
}


def slowest(function: Callable[[str], Any], pieces: Iterable[str]) -> tuple[float, str]:
    """Return the processor's milliseconds for SIZE characters of the worst piece, and that piece."""
    taken = []
    for piece in pieces:
        whole = piece * (SIZE // len(piece))
        start = time.process_time()
        function(whole)
        taken.append((1000 * (time.process_time() - start), piece))
    return max(taken)


def main() -> int:
    """Print a table; return 1 where one character takes longer than the limit."""
    print("| function | ms | of this character | ms | of this piece |\n| --- | --- | --- | --- | --- |")
    slow = False
    for name, function in FUNCTIONS.items():
        (one, character), (many, piece) = slowest(function, CHARACTERS), slowest(function, PIECES)
        print(f"| {name} | {one:.1f} | {character!a} | {many:.1f} | {piece!a} |")
        slow |= one > LIMIT
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
