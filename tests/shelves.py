"""Sources that change, for the model of the library: rows of a few words, written in any format that is imported."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.importing import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# Titles that are alike as slugs, or have none; each text has one word that no other has, nor any bundled tip.
TITLES = ("Plan B", "Plan B 2", "plan b", "Fix Fast", "日本", "Ünï")
WORDS = ("quokka", "numbat", "okapi", "tapir", "axolotl", "zebu")
TEXTS = tuple(f"The {word} waits." for word in WORDS)
TOPICS = ("zeal", "calm", "haste")


@dataclass(frozen=True)
class Row:
    """An item of a source as a person thinks of it; `file` is its name where each item is a file."""

    title: str
    body: str
    topics: tuple[str, ...] = ()
    date: str = ""
    guid: str = ""
    file: str = ""


rows = st.builds(
    Row,
    title=st.sampled_from(TITLES),
    body=st.sampled_from(TEXTS),
    topics=st.lists(st.sampled_from(TOPICS), max_size=2, unique=True).map(tuple),
    date=st.sampled_from(["", "2024-02-29", "2026-01-01"]),
    guid=st.sampled_from(["", "", "urn:x:1", "urn:x:2", "urn:x:3"]),
)
MORE = [Row(f"Habit {number}", f"Habit {number} is a good one.", (TOPICS[number % 3],)) for number in range(10)]
# What is done to a row or to all of them.
edits = st.one_of(
    st.tuples(st.just("title"), st.sampled_from(TITLES)),
    st.tuples(st.just("body"), st.sampled_from(TEXTS)),
    st.tuples(st.just("topics"), rows.map(lambda row: row.topics)),
    st.tuples(st.just("date"), rows.map(lambda row: row.date)),
    st.tuples(st.just("guid"), rows.map(lambda row: row.guid)),
    st.tuples(st.just("file"), st.integers(100, 999).map("renamed-{}".format)),
    st.tuples(st.just("add"), rows),
    st.tuples(st.sampled_from(["drop", "first", "reverse", "twice"]), st.none()),
)


def edited(before: list[Row], place: int, kind: str, value: Any) -> list[Row]:
    """Return the rows after an edit of the one at `place`, counted round."""
    if kind == "add" and isinstance(value, Row):
        return named([*before[:place], value, *before[place:]])
    if kind == "reverse" or not before:
        return before[::-1]
    place %= len(before)
    one, others = before[place], before[:place] + before[place + 1 :]
    if kind == "drop":
        return others
    if kind in ("first", "twice"):
        return [one, *others] if kind == "first" else named([*before, replace(one, file="")])
    return named([*before[:place], replace(one, **{kind: value}), *before[place + 1 :]])


def named(before: list[Row]) -> list[Row]:
    """Return the rows with a file name for each, no two the same."""
    taken: set[str] = set()
    made = []
    for row in before:
        names = [row.file, *(f"note-{number}" for number in range(len(before)))]
        file = next(name for name in names if name and name not in taken)
        taken.add(file)
        made.append(replace(row, file=file))
    return made


def _fields(row: Row) -> dict[str, object]:
    return {key: value for key, value in asdict(row).items() if value and key != "file"}


def _jsonl(path: Path, held: list[Row]) -> None:
    lines(path, map(_fields, held))


def _json(path: Path, held: list[Row]) -> None:
    path.write_text(json.dumps([_fields(row) for row in held]))


def _csv(path: Path, held: list[Row]) -> None:
    cells = [(row.title, row.body, " ".join(row.topics).replace(" ", ";"), row.date, row.guid) for row in held]
    path.write_text("\n".join(["title,body,topics,date,id", *map(",".join, cells)]) + "\n")


def _folder(path: Path, held: list[Row]) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    for row in held:
        head = [f"title: {row.title}", f"topics: [{', '.join(row.topics)}]", f"date: {row.date}", f"guid: {row.guid}"]
        (path / f"{row.file}.md").write_text("\n".join(["---", *head, "---", "", row.body, ""]))


def _fortune(path: Path, held: list[Row]) -> None:
    path.write_text("".join(f"{row.body}\n%\n" for row in held))


def _rss(path: Path, held: list[Row]) -> None:
    items = [
        f"<item><title>{row.title}</title><description>{row.body}</description>"
        + "".join(f"<category>{topic}</category>" for topic in row.topics)
        + (f"<pubDate>{row.date}</pubDate>" if row.date else "")
        + (f'<guid isPermaLink="false">{row.guid}</guid>' if row.guid else "")
        + "</item>"
        for row in held
    ]
    path.write_text(f'<rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>')


# Name of the file or folder to what writes it; each stem is a name for a collection.
SHELVES: dict[str, Callable[[Path, list[Row]], None]] = {
    "lines.jsonl": _jsonl,
    "list.json": _json,
    "table.csv": _csv,
    "notes": _folder,
    "sayings.fortune": _fortune,
    "feed.xml": _rss,
}


def seen(shelf: str, row: Row) -> Row:
    """Return what an import can know of a row: a fortune is only a text."""
    if shelf != "sayings.fortune":
        return row
    return Row(row.body.rstrip("."), row.body, ("sayings",))


def in_order(shelf: str, held: list[Row]) -> list[Row]:
    """Return the rows as they are read: files by name."""
    return sorted(held, key=lambda row: f"{row.file}.md") if shelf == "notes" else held
