"""What every export gives, and a tip in the form in which it leaves.

Whatever a tip holds, an export controls no terminal: `Entry` cleans every text, also those that stand escaped in
JSON and only show what they are when they are decoded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from tipcli.model.text import clean, clean_line
from tipcli.model.tip import Credit, Tip, Topic
from tipcli.store.jsonl import EDITORIAL

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class Collection:
    """What an export says of the whole: `updated` is an ISO 8601 time in UTC, such as `2026-01-31T08:00:00Z`."""

    name: str
    title: str = ""
    topics: tuple[Topic, ...] = ()
    updated: str = ""

    @property
    def heading(self) -> str:
        """The title, or the name where there is none."""
        return self.title or self.name

    def cleaned(self) -> Collection:
        """Return the same with nothing in it that controls a terminal."""
        topics = tuple(
            Topic(clean_line(topic.slug), clean_line(topic.about), tuple(map(clean_line, topic.aliases)))
            for topic in self.topics
        )
        return Collection(clean_line(self.name), clean_line(self.title), topics, clean_line(self.updated))


@dataclass(frozen=True, slots=True)
class Entry:
    """A tip as it leaves: `tip` with every text cleaned, and what its `extra` holds.

    `is_guest` says that the tip belongs to another collection than the first one of the export: its number, slug or
    guid may stand in the export before.
    """

    tip: Tip
    extra: dict[str, Any]
    is_guest: bool = False

    def record(self) -> dict[str, object]:
        """Return the tip as JSON has it, without `ref` and `collection`; guid, link and extra only where there are.

        A person's stars and notes are not handed on.
        """
        fields = self.tip.as_object()
        for key in (
            "ref",
            "collection",
            "guid",
            "link",
            "extra",
            "starred",
            "note",
            *(key for key in EDITORIAL if not fields[key]),
        ):
            fields.pop(key, None)
        more = {"guid": self.tip.guid, "link": self.tip.link, "extra": self.extra}
        return fields | {key: value for key, value in more.items() if value}


class Export:
    """One format. `name` is what `--format` takes, `about` a line on it, `ending` that of its files, with the dot.

    `is_folder`: it has no ending, gives `files` instead of `pieces`, and cannot go to standard output.
    `is_binary`: it is no text, gives `data` instead of `pieces`, and does not go to standard output either.
    `is_dealt`: it gives people tips that they did not look for, so that none for a crisis is among them unless named.
    `is_public`: everybody may read what is written, as web servers do.
    `companion` is the ending of a second file that goes with the first, such as the index of a fortune file.
    """

    name: ClassVar[str]
    about: ClassVar[str]
    ending: ClassVar[str]
    companion: ClassVar[str] = ""
    is_folder: ClassVar[bool] = False
    is_binary: ClassVar[bool] = False
    is_dealt: ClassVar[bool] = False
    is_public: ClassVar[bool] = False

    def pieces(self, tips: Iterable[Tip], about: Collection) -> Iterator[str]:
        """Yield the text of the file, piece by piece. Raises AccessError as `tips` does."""
        return self.texts(entries(tips), about.cleaned())

    def data(self, tips: Iterable[Tip], about: Collection) -> Iterator[bytes]:
        """Yield the bytes of the file, piece by piece. Raises AccessError as `tips` does."""
        for piece in self.pieces(tips, about):
            yield piece.encode("utf-8", "replace")

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the text for tips that are cleaned: what a format of one file writes."""
        raise NotImplementedError

    def files(self, tips: Iterable[Tip], about: Collection) -> Iterator[tuple[str, str]]:
        """Yield name and text of each file of a folder; no name comes twice, none leads out of the folder."""
        raise NotImplementedError

    def of_day(self, tip: Tip, heading: str, footer: str) -> Iterator[str]:
        """Yield the text for the tip of a day, with a heading and a last line, which may be empty."""
        return self.pieces([tip], Collection("tips", heading))

    def deal(self, of_day: Callable[[date], Tip | None]) -> None:
        """Take what says which tip a day has, for a format that shows the tip of the day."""

    def finish(self, folder: str) -> Iterator[str]:
        """Add to a folder what is made from its files; yield what is to be said of it. Raises AccessError."""
        return iter(())

    def is_companion(self, head: bytes, /) -> bool:
        """Tell by its first 24 bytes whether a file may be such a second one, which may then be replaced."""
        raise NotImplementedError

    def companion_data(self, lengths: array[int]) -> bytes:
        """Return the second file for the lengths in bytes of the pieces of the first. Raises AccessError."""
        raise NotImplementedError


def entries(tips: Iterable[Tip]) -> Iterator[Entry]:
    """Yield each tip as it leaves."""
    first = None
    for tip in tips:
        first = tip.collection if first is None else first
        yield Entry(_cleaned(tip), _extra(tip.extra), tip.collection != first)


def _cleaned(tip: Tip) -> Tip:
    credit = tip.credit
    return tip.replace(
        slug=clean_line(tip.slug),
        title=clean_line(tip.title),
        date=_line_or_none(tip.date),
        topics=tuple(map(clean_line, tip.topics)),
        gist=clean_line(tip.gist),
        body=clean(tip.body),
        action=_line_or_none(tip.action),
        credit=credit
        and Credit(
            clean_line(credit.title),
            _line_or_none(credit.publisher),
            _line_or_none(credit.date),
            _line_or_none(credit.url),
        ),
        guid=clean_line(tip.guid),
        link=clean_line(tip.link),
        editorial=clean(tip.editorial),
    )


def _line_or_none(text: str | None) -> str | None:
    return None if text is None else clean_line(text)


def _extra(text: str) -> dict[str, Any]:
    """Return the object that the text holds; what is none, or too deeply nested to be one of ours, is left out."""
    if not text:
        return {}
    try:
        value = _cleaned_json(json.loads(text))
        json.dumps(value, allow_nan=False)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _cleaned_json(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned_json(inner) for inner in value]
    if isinstance(value, dict):
        return {clean(key): _cleaned_json(inner) for key, inner in value.items()}
    return value


def is_uri(text: str) -> bool:
    """Tell whether the text is an absolute URI or IRI (RFC 3987, the characters and the scheme of it)."""
    scheme, colon, rest = text.partition(":")
    starts = scheme[:1].isascii() and scheme[:1].isalpha()
    letters = all(c.isascii() and (c.isalnum() or c in "+-.") for c in scheme)
    return bool(colon and rest and starts and letters and text.isprintable() and not _NO_URI.intersection(text))


_NO_URI = frozenset(' <>"{}|\\^`')


def in_markup(value: object, *, in_ascii: bool = False) -> str:
    r"""Return JSON with `<`, `>` and `&` as escapes, so that no markup around it can take it for its own."""
    text = json.dumps(value, ensure_ascii=in_ascii)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
