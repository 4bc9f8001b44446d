"""The clippings that a Kindle keeps in one text file: what was marked in books, with the reader's own notes.

An entry is the book with its author, a line that says what it is, where and when, and the text, ended by `==========`.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from tipcli.model.errors import AccessError
from tipcli.model.tip import Credit
from tipcli.readers.base import Item, Reader, Skipped
from tipcli.readers.dates import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_LATER = 200  # marks of the same book that a mark is compared with
_RULE = "=========="
_ENTRY = re.compile(r"\ufeff?[^\n]{1,1000}\n- [^\n|]{1,300}\|[^\n]{1,500}(?:\n[^\n]{0,9000}){1,99}?\n==========")
_BOOK = re.compile(r"(.{1,990}?)(?:\s*\(([^()]{1,300}(?:\([^()]{1,100}\)[^()]{0,100})?)\))?\s*")
_PLACE = re.compile(r"\d{1,9}(?:-\d{1,9})?")
_NOTE = re.compile(r"\b(?:note|notiz|nota|notitie|anteckning|notatka|заметка)\b|笔记|メモ|메모", re.IGNORECASE)
_BOOKMARK = re.compile(
    r"bookmark|lesezeichen|signet|marcador|segnalibro|bladwijzer|书签|ブックマーク|북마크", re.IGNORECASE
)
_DAY = re.compile(
    r"[^\W\d_]{3,12} \d{1,2},? \d{4}|\d{1,2}\.?(?: de)? [^\W\d_]{3,12}\.?(?: de)? \d{4}"
    r"|\d{4} ?[年년][^日일]{1,12}[日일]"
)


class _Clip(NamedTuple):
    number: int
    book: str
    author: str
    said: str
    text: str

    @property
    def places(self) -> tuple[int, int]:
        """Where in the book it begins and ends: the last numbers before the date."""
        found = _PLACE.findall(self.said.rpartition("|")[0])
        first, _, last = (found[-1] if found else "0").partition("-")
        return int(first), int(last or first)


class ClippingsReader(Reader):
    """A mark a tip, with the note that was made at it."""

    name = "clippings"

    def fits(self, document: Document) -> bool:
        """Tell by the first entry."""
        return bool(_ENTRY.match(document.head.decode("utf-8", "replace").replace("\r\n", "\n")))

    def read(self, document: Document, _options: Options) -> Iterator[Found]:
        """Yield the marks. Raises AccessError where there is none."""
        clips = list(_clips(document.text()))
        if not clips:
            raise AccessError(f"{document.place}: no clippings are in it")
        notes = {(clip.book, clip.places[1]): clip for clip in clips if clip.text and _NOTE.search(_kind(clip))}
        own = {clip.number for clip in notes.values()}
        later: dict[str, deque[_Clip]] = {}
        found: list[Found] = []
        for clip in reversed(clips):
            if clip.number in own:
                continue
            after = later.setdefault(clip.book, deque(maxlen=_LATER))
            if not clip.text:
                found.append(Skipped(_at(clip), "a bookmark" if _BOOKMARK.search(_kind(clip)) else "no text in it"))
            elif any(_is_within(clip, other) for other in after):
                found.append(Skipped(_at(clip), "marked again later, and longer or otherwise"))
            else:
                note = next((notes[key] for key in _keys(clip) if key in notes), None)
                own -= {note.number} if note else set()
                found.append(_item(clip, note))
                after.append(clip)
        found += [_item(note, None) for note in notes.values() if note.number in own]
        yield from reversed(found)


def _clips(text: str) -> Iterator[_Clip]:
    for number, entry in enumerate(text.lstrip("\ufeff").split(f"\n{_RULE}"), 1):
        lines = entry.strip("\n").split("\n")
        if len(lines) > 1 and lines[1].startswith("- "):
            named = _BOOK.fullmatch(lines[0].strip().lstrip("\ufeff"))
            book, author = (named[1], named[2] or "") if named else ("", "")
            yield _Clip(number, book, author, lines[1], "\n".join(lines[2:]).strip())


def _kind(clip: _Clip) -> str:
    return clip.said.partition("|")[0]


def _keys(clip: _Clip) -> Iterator[tuple[str, int]]:
    """Yield where a note to a mark may stand: at its end, or at its beginning."""
    first, last = clip.places
    yield from ((clip.book, last), (clip.book, first))


def _is_within(clip: _Clip, later: _Clip) -> bool:
    """Tell whether a mark was made anew: a later one of the same book that overlaps it and shares its words."""
    (first, last), (begin, end) = clip.places, later.places
    is_near = clip.book == later.book and first <= end and begin <= last
    return is_near and bool(later.text) and (clip.text in later.text or later.text in clip.text)


def _at(clip: _Clip) -> str:
    return f"clipping {clip.number}"


def _item(clip: _Clip, note: _Clip | None) -> Item:
    found = _DAY.search(clip.said.rpartition("|")[2])
    body = clip.text + (f"\n\n{note.text}" if note else "")
    credit = Credit(clip.book, clip.author or None, None, None) if clip.book else None
    return Item(_at(clip), body=body, date=day(found[0]) if found else None, credit=credit)
