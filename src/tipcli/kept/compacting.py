"""Taking out of a file what later lines of the same file made needless, so that it does not grow for ever.

A line is needless where a later one of its file says the same kind of thing of the same tip, by the same name. What
takes back, such as `unstar`, stays like any other last word: so a copy of the file from before, or a merge by lines
that brings old lines back, changes nothing. Lines of other files make none needless, for those files may go their own
ways; lines that are torn, or that only a later version knows, stay.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from tipcli.kept.lines import parsed
from tipcli.kept.practice import is_begin
from tipcli.system.files import sync_folder
from tipcli.system.scratch import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.kept.lines import Line

_WORTH = 4  # it is written anew where one byte of so many goes
_STATES = {"star": "star", "unstar": "star", "hide": "hide", "unhide": "hide", "note": "note"}
_DAYS = ("done", "undone")


def needed(texts: Iterable[str]) -> list[str]:
    """Return the lines of one file, without their ends, that still count, in the order of time."""
    kept: list[str] = []
    later: set[tuple[str, ...]] = set()
    for text in sorted({text for text in texts if text}, reverse=True):
        line = parsed(text)
        about = _about(line) if line else ()
        if line and about:
            begun = ("practice", line.ref)
            is_day = line.verb in _DAYS
            if about in later or (is_day and begun in later):
                continue
            later.add(about)
        kept.append(text)
    return kept[::-1]


def _about(line: Line) -> tuple[str, ...]:
    """Return what a line is about, so that of two the later counts; nothing where both do."""
    if state := _STATES.get(line.verb):
        return (state, line.ref, line.slug, line.guid)
    if line.verb == "stop" or is_begin(line):
        return ("practice", line.ref)
    return (_DAYS[0], line.ref, line.text) if line.verb in _DAYS else ()


def compact(path: str, descriptor: int) -> None:
    """Write a file anew with what is needed of it, if that is much less; `descriptor` has it open and locked.

    Whoever waits for that lock has to open the file again: it is another one then. What fails leaves it as it is.
    """
    with suppress(OSError):
        size = os.fstat(descriptor).st_size
        data = os.pread(descriptor, size, 0)
        try:
            texts = data.decode("utf-8").split("\n")
        except UnicodeDecodeError:  # torn, or none of ours: it is not for us to change
            return
        made = "".join(f"{text}\n" for text in needed(texts)).encode()
        if len(data) != size or size - len(made) < size // _WORTH:
            return
        folder, name = os.path.split(path)
        with Part(folder, name) as part:
            part.file.write(made)
            part.sync()
            part.put(path)
        sync_folder(folder)
