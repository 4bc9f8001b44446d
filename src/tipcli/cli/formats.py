"""The formats, all of them, one name for each: what `-f` takes on every command, and what each is for.

Views show and exports hand on; here a list can be a page or a spreadsheet too, and an export rows or plain text.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tipcli.exports import registry as exports
from tipcli.exports.base import Collection, Export
from tipcli.model.errors import UsageError
from tipcli.model.text import clean_line, quoted, shown
from tipcli.model.wording import heading_of_day, last_line
from tipcli.system.screen import Screen
from tipcli.views import registry as views
from tipcli.views.base import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tipcli.model.results import Check, Hit, Holding, TopicCount
    from tipcli.model.tip import Tip

ABOUT = {
    "rich": "a terminal",
    "plain": "reading, mail and screen readers",
    "tsv": "cut, grep and awk",
    "json": "programs",
    "jsonl": "programs, an object a line",
    "markdown": "notes and wikis",
    "html": "a browser, and to print",
    "csv": "a spreadsheet",
    "site": "people without a terminal, a web site; needs -o",
    "svg": "slides, a card with one tip",
    "png": "chats, a card with one tip; needs -o",
    "slack": "a chat such as Slack, a message a tip",
    "atom": "a feed reader",
    "ics": "a calendar, a tip each working day",
    "fortune": "fortune",
    "folder": "editing, a Markdown file a tip; needs -o",
}
FORMATS = tuple(ABOUT)
# Other names of a format, taken as it.
_ALSO = {
    "md": "markdown", "txt": "plain", "text": "plain", "htm": "html", "ndjson": "jsonl", "terminal": "rich",
    "ical": "ics", "icalendar": "ics", "calendar": "ics",
}  # fmt: skip
# What there is not, and what comes nearest.
_NEAREST = dict.fromkeys("pdf doc docx odt rtf epub print word".split(), "html") | {
    **dict.fromkeys("xls xlsx ods excel table".split(), "csv"),
    **dict.fromkeys("yaml yml toml sql".split(), "json"),
    **dict.fromkeys("xml rss rdf feed".split(), "atom"),
}
_ENDINGS = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".csv": "csv", ".tsv": "tsv",
    ".tab": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "plain", ".text": "plain",
    ".atom": "atom", ".fortune": "fortune", ".ics": "ics", ".slack": "slack",
    ".svg": "svg", ".png": "png", "": "folder",
}  # fmt: skip


def name_of(text: str) -> str:
    """Return the name of the format that was typed. Raises UsageError with the nearest where there is none."""
    word = text.casefold().removeprefix(".")
    if (name := _ALSO.get(word, word)) in ABOUT:
        return name
    near = _NEAREST.get(word)
    raise UsageError(
        f"there is no format {quoted(text)}",
        f"Instead, for {ABOUT[near]}: -f {near}" if near else f"For tips there is {', '.join(FORMATS)}.",
    )


def ending_of(name: str) -> str:
    """Return the usual ending of files in a format that is an export's."""
    return exports.export(name).ending


def meant(word: str) -> str:
    """Return the format that a word names, or the nearest to one that there is not; nothing for another word."""
    name = word.casefold().removeprefix(".")
    name = _ALSO.get(name, name)
    return name if name in ABOUT else _NEAREST.get(name, "")


def needs_path(name: str) -> bool:
    """Tell whether a format is no text that could go to standard output."""
    return name in exports.FORMATS and (exports.export(name).is_folder or exports.export(name).is_binary)


def is_file(word: str) -> bool:
    """Tell whether a word looks like the name of a file in one of the formats, or of one that comes near."""
    ending = os.path.splitext(word)[1].lower()
    return bool(ending) and (ending in _ENDINGS or ending[1:] in _NEAREST)


def of_path(path: str, line: str) -> str:
    """Return the format that the ending of a path names. Raises UsageError; `line` is the command without a path."""
    ending = os.path.splitext(path.rstrip("/"))[1].lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    near = _NEAREST.get(ending[1:])
    if not near:
        raise UsageError(f"{shown(path)} does not say which format", f"Add -f, one of {', '.join(FORMATS)}.")
    if ending == ".xml":
        raise UsageError(f"{shown(path)} could be a feed", f"If so: {line} -f {near} -o {shown(path)}")
    better = clean_line(path)[: -len(ending)] + ("." + near)
    raise UsageError(f"{ending[1:]} is not written", f"Instead, for {ABOUT[near]}: {line} -f {near} -o {better}")


def view(name: str, screen: Screen) -> View:
    """Return what shows results in a format of either kind. Raises UsageError for one that needs a path."""
    if name in views.FORMATS:
        return views.view(name, screen)
    made = exports.export(name)
    if made.is_folder or made.is_binary:
        raise UsageError(
            f"the format {name} needs a place to write to", f"As in: tips export -f {name} -o tips{made.ending or '/'}"
        )
    return _Exported(name, screen)


def export(name: str) -> Export:
    """Return what writes tips in a format of either kind. Raises UsageError for the one of terminals."""
    if name in exports.FORMATS:
        return exports.export(name)
    if name == "rich":
        raise UsageError("the format rich is for terminals only", "To write text: -f plain")
    return _Viewed(name)


def now() -> str:
    """Return the time as exports say it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Exported(View):
    """An export as a view: tips can be shown by it, other results cannot."""

    def __init__(self, name: str, screen: Screen) -> None:
        super().__init__(screen)
        self._name = name

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield the whole export."""
        return exports.export(self._name).pieces(tips, Collection("tips", updated=now()))

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield an export of the tips that were found."""
        return self.tips([hit.tip for hit in hits])

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield an export of the tips."""
        return self.tips([tip for tip, _ in tips])

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield an export of the tip, in the form that it has for a day."""
        last = last_line(tip, self.footer or "")  # who reads it has no such command, unless somebody says so
        return exports.export(self._name).of_day(tip, heading_of_day(day, week=week), last)

    def habits(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield nothing: what a person practices is not handed on."""
        return iter(())

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Raise UsageError."""
        raise self._no_tips(topics)

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Raise UsageError."""
        raise self._no_tips(holdings)

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Raise UsageError."""
        raise self._no_tips(checks)

    def _no_tips(self, _: object) -> UsageError:
        return UsageError(f"{self._name} is a format of tips, and these are none", "To have them: -f json, or -f tsv")


class _Viewed(Export):
    """A view as an export: a list in rows or as JSON, or whole tips as plain text."""

    def __init__(self, name: str) -> None:
        self._view = views.view(name, Screen())
        self._is_whole = name == "plain"

    def pieces(self, tips: Iterable[Tip], about: Collection) -> Iterator[str]:
        """Yield the text."""
        if self._is_whole:
            return self._view.whole([(tip.replace(note="", starred=False), ()) for tip in tips])
        return self._view.tips(tips)
