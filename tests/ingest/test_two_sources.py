"""Two sources of the same things, whatever becomes of them: one thing is one tip, and nothing richer is lost."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.importing import Inside, counts, held, well
from tests.made import relaxed

THINGS = st.integers(0, 5)
ASPECTS = ("guid", "topics", "author", "whole", "modified", "slash")


@dataclass(frozen=True)
class Thing:
    """What is true of a thing; `version` counts its edits."""

    number: int
    version: int = 0

    def text(self, *, whole: bool) -> str:
        said = f"Thing {self.number} in its version {self.version} begins."
        return f"{said} And so it goes on, up to the end of {self.number}." if whole else said


@dataclass
class Teller:
    """A source: which aspects it tells of, the things that it holds, and how it tells of them."""

    path: Path
    aspects: frozenset[str]
    holds: dict[int, Thing] = field(default_factory=dict)

    def write(self) -> None:
        rows = [self.row(thing) for _, thing in sorted(self.holds.items())]
        self.path.write_text("".join(json.dumps(row) + "\n" for row in rows))

    def row(self, thing: Thing) -> dict[str, Any]:
        has = self.aspects.__contains__
        link = f"https://x.example/things/{thing.number}" + "/" * has("slash")
        row: dict[str, Any] = {"title": f"Thing {thing.number}", "link": link}
        row |= {"body": thing.text(whole=has("whole")), "complete": has("whole")}
        row |= {"guid": f"urn:x:{thing.number}"} if has("guid") else {}
        row |= {"topics": [f"t{thing.number % 2}"]} if has("topics") else {}
        row |= {"author": "Ann"} if has("author") else {}
        row |= {"modified": f"2026-01-0{1 + thing.version % 9}T00:00:00Z"} if has("modified") else {}
        return row


class TwoSources(RuleBasedStateMachine):
    """Things appear, change and go at two sources, which are read in any order."""

    @initialize(first=st.frozensets(st.sampled_from(ASPECTS)), second=st.frozensets(st.sampled_from(ASPECTS)))
    def begin(self, first: frozenset[str], second: frozenset[str]) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.tips = Inside(self.folder / "home")
        self.tellers = [Teller(self.folder / f"{name}.jsonl", has) for name, has in (("a", first), ("b", second))]
        self.truths: dict[int, Thing] = {}
        self.known: dict[int, dict[str, Any]] = {}  # tips by the thing that they are
        self.read: set[int] = set()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @rule(number=THINGS, at=st.sampled_from([(0,), (1,), (0, 1)]))
    def appear(self, number: int, at: tuple[int, ...]) -> None:
        thing = self.truths.setdefault(number, Thing(number))
        for one in at:
            self.tellers[one].holds[number] = thing

    @rule(number=THINGS, at=st.sampled_from([(0,), (1,), (0, 1)]))
    def change(self, number: int, at: tuple[int, ...]) -> None:
        thing = self.truths.get(number)
        if thing is None:
            return
        self.truths[number] = replace(thing, version=thing.version + 1)
        for one in at:
            if number in self.tellers[one].holds:
                self.tellers[one].holds[number] = self.truths[number]

    @rule(number=THINGS, at=st.integers(0, 1))
    def go(self, number: int, at: int) -> None:
        self.tellers[at].holds.pop(number, None)

    @rule(order=st.sampled_from([(0,), (1,), (0, 1), (1, 0)]), together=st.booleans())
    def bring(self, order: tuple[int, ...], *, together: bool) -> None:
        full = [one for one in order if self.tellers[one].holds]
        if not full:
            return
        for one in full:
            self.tellers[one].write()
        paths = [str(self.tellers[one].path) for one in full]
        for command in [paths] if together else [[path] for path in paths]:
            well(self.tips("import", *command, "--name", "both"))
            self.look()
        self.read.update(full)
        before = held(self.tips.home, "both")
        for command in [paths] if together else [[path] for path in paths]:
            said = counts(well(self.tips("import", *command, "--name", "both")))
            assert said.keys() <= {"unchanged", "twice in the source", "gone from the source but kept"}
        assert held(self.tips.home, "both") == before

    @precondition(lambda self: self.read)
    @rule()
    def sync(self) -> None:
        full = [one for one in self.read if self.tellers[one].holds]
        if len(full) < len(self.read):
            return
        for one in full:
            self.tellers[one].write()
        well(self.tips("sync", "both"))
        self.look()
        before = held(self.tips.home, "both")
        assert "updated" not in counts(well(self.tips("sync", "both")))
        assert held(self.tips.home, "both") == before

    def look(self) -> None:
        """Check that no thing is twice, no number another's, and nothing poorer than it was."""
        after: dict[int, dict[str, Any]] = {}
        for tip in held(self.tips.home, "both"):
            thing = int(tip["title"].split()[1])
            assert thing not in after
            after[thing] = tip
        for thing, was in self.known.items():
            now = after[thing]
            assert (now["number"], now["slug"]) == (was["number"], was["slug"])
            assert now["complete"] or not was["complete"]
            assert set(was["topics"]) <= set(now["topics"]) or not self.is_shared(thing)
            assert now["credit"] or not was["credit"] or not self.is_shared(thing)
        self.known = after

    def is_shared(self, thing: int) -> bool:
        """Tell whether both sources tell of a thing; what its only source takes back is gone."""
        return len(self.known[thing].get("seen", "").split()) > 1

    @invariant()
    def numbers_are_given_once(self) -> None:
        numbers = [tip["number"] for tip in getattr(self, "known", {}).values()]
        assert len(numbers) == len(set(numbers))


TestTwoSources = TwoSources.TestCase
TestTwoSources.settings = settings(relaxed, max_examples=20, stateful_step_count=20)
