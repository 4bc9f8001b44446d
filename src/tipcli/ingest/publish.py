"""Putting a changed collection in its place: first the tips, then their index, each whole and by renaming.

The index of a new collection was written while its tips were read (`Indexer`). That of one with few changes is a
changed copy. A kill between the two renamings leaves new tips with an old index, which the next reader builds anew.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tipcli.index.build import build, new_database
from tipcli.index.opened import IN_MEMORY
from tipcli.index.update import update
from tipcli.ingest.indexer import FAILURES, drop_part, index_part, put_index
from tipcli.store.drafts import writing
from tipcli.store.jsonl import FORM, number_of, topics_as_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.index.opened import Index
    from tipcli.ingest.changes import Changes
    from tipcli.ingest.indexer import Indexer
    from tipcli.ingest.matching import Intake
    from tipcli.store.sources import Imported
    from tipcli.system.scratch import Part

_FEW = 5  # a copy of the index is changed where at most one tip in so many is new, another or gone


class LostTipsError(RuntimeError):
    """A collection would not hold the tips that it should: a bug, for which nothing is put in place."""


@dataclass(frozen=True)
class NextState:
    """What becomes of a collection: its new header, what is new and changed, `added` tips and without the `removed`."""

    path: str
    header: dict[str, Any]
    changes: Changes
    added: int
    removed: frozenset[int]


def header_of(before: dict[str, Any], intake: Intake, rotation: bool | None) -> dict[str, Any]:  # noqa: FBT001
    """Return the next header of a collection: `before` with what is new; `rotation` None leaves that as it was."""
    known = before.get("topics")
    topics = (dict(known) if isinstance(known, dict) else {}) | topics_as_header(intake.described())
    if rotation is None:
        rotation = before.get("rotation")
    if rotation is None:
        rotation = intake.rotation is not False
    first = {"tipcli": FORM, "name": intake.report.name, "title": before.get("title") or intake.title}
    return before | first | {"rotation": rotation, "topics": topics, "next": intake.next}


def publish_new(state: NextState, indexer: Indexer) -> None:
    """Put a new collection and its index in their place. Raises OSError, and LostTipsError where tips are missing."""
    with writing(state.path, state.header) as draft:
        draft.write_lines(state.changes.new_lines())
        _check(state, draft.lines, kept=0)
        indexer.finish(draft.finish(), state.changes)
        draft.put()
        indexer.put()


def publish_changed(state: NextState, old: Imported, index: Index) -> None:
    """Put the next state of a collection in its place; nothing is written where nothing changed.

    Raises OSError, and LostTipsError where tips would be missing.
    """
    if not (state.changes or state.removed or _is_described_anew(old.header(), state.header)):
        return
    part = None
    try:
        with writing(state.path, state.header) as draft:
            with open(old.path, "rb") as file:
                next(file, b"")  # the header
                draft.write_lines(_kept(file, state))
            draft.write_lines(state.changes.new_lines())
            _check(state, draft.lines, kept=index.size - len(state.removed))
            finished = draft.finish()
            part = _changed_index(state, index, old, finished)
            draft.put()
        if part:
            put_index(part, finished.name)
    finally:
        if part:
            drop_part(part)


def _check(state: NextState, written: int, *, kept: int) -> None:
    """Raise LostTipsError unless as many tips were written as were kept and added."""
    if not written == kept + state.added == kept + state.changes.added:
        counts = f"{kept:,} kept and {state.added:,} added, {state.changes.added:,} noted, but {written:,} written"
        raise LostTipsError(f"{state.path}: {counts}; nothing was changed")


def _is_described_anew(before: dict[str, Any], after: dict[str, Any]) -> bool:
    return any(before.get(key) != after.get(key) for key in ("origins", "rotation", "topics", "title"))


def _kept(lines: Iterable[bytes], state: NextState) -> Iterator[bytes]:
    """Yield the lines of the old file that stay, each as it has become; empty ones go."""
    is_same = not (state.removed or state.changes.has_replaced())
    for line in lines:
        if not is_same:
            number = number_of(line)
            if number in state.removed:
                continue
            line = state.changes.line(number) or line  # noqa: PLW2901
        if not line.isspace():
            yield line if line.endswith(b"\n") else line + b"\n"


def _changed_index(state: NextState, index: Index, old: Imported, finished: Imported) -> Part | None:
    """Write the next index: a changed copy of the present one where few tips are others. None where that fails."""
    if index.path == IN_MEMORY:
        return None
    # The words of a topic stand beside every tip that has it.
    has_same_topics = old.topics_as_read() == finished.topics_as_read()
    is_few = has_same_topics and (state.changes.count() + len(state.removed)) * _FEW <= index.size
    part = None
    try:
        part = index_part(finished.name)
        if is_few:
            shutil.copyfile(index.path, part.path)
        with closing(new_database(part.path)) as connection:
            if is_few:
                update(connection, finished, state.changes.all(), state.removed)
            else:
                build(connection, finished)
    except FAILURES:  # an index is disposable
        if part:
            drop_part(part)
        return None
    return part
