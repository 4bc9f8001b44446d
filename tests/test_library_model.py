"""What the library promises over time, as a model: sources change, collections come, change and go, files are harmed.

The model knows little: which collections there are and from which sources, which numbers were ever given, what a person
changed by hand. After each step it compares the collections with what they were before and with what the command said.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import shelves
from tests.importing import GONE, Inside, counts, header, held, tree, truth, well
from tests.made import many
from tests.shelves import SHELVES, Row
from tests.test_export import ENDINGS
from tipcli.index.checks import fault
from tipcli.index.opened import open_index
from tipcli.model.text import slugify
from tipcli.model.tip import BUNDLED
from tipcli.store.sources import Imported

if TYPE_CHECKING:
    Tips = dict[int, dict[str, Any]]

NAMES = ("mine", "other")
FOUND = ("score", "matched", "snippet")  # what a search adds to a tip
REST: dict[str, Any] = {"date": None, "topics": [], "gist": "A line.", "action": None, "credit": None, "complete": True}
OWN = ("ref", "collection", "mark", "seen")  # what a copy of a tip has of its own


@dataclass
class Known:
    """What the model knows of a collection: each source with the topics for its tips, and the numbers ever given."""

    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    given: set[int] = field(default_factory=set)
    by_hand: list[str] = field(default_factory=list)  # texts that stood in the sources where a person wrote another
    rotation: bool = True


@dataclass(frozen=True)
class Way:
    """The options of an import or a sync."""

    prune: bool = False
    topic: str = ""
    limit: int = 0
    rotation: bool | None = None

    def options(self) -> list[str]:
        said = ["--prune"] * self.prune + (["--topic", self.topic] if self.topic else [])
        said += ["--limit", str(self.limit)] if self.limit else []
        return said + ([] if self.rotation is None else ["--rotation" if self.rotation else "--no-rotation"])


@dataclass(frozen=True)
class Run:
    """An import or a sync of a collection: the sources that it has afterwards, and those that are read."""

    name: str
    way: Way
    sources: dict[str, tuple[str, ...]]
    read: list[str]


ways = st.builds(
    Way,
    prune=st.booleans(),
    topic=st.sampled_from(["", "", "", "extra"]),
    limit=st.sampled_from([0, 0, 0, 1, 2]),
    rotation=st.sampled_from([None, None, None, True, False]),
)


class LibraryModel(RuleBasedStateMachine):
    """A library, what its sources hold now, and what the model knows of it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp()) / "desk"
        self.folder.mkdir()
        self.tips = Inside(self.folder / "home")
        self.home = self.tips.home
        self.rows: dict[str, list[Row]] = {}
        self.known: dict[str, Known] = {}
        self.sound: dict[str, object] = {}  # what was compared with an index built anew
        self.dealt: dict[tuple[str, bytes], list[str]] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder.parent)

    # What there is

    def held(self, name: str) -> Tips:
        return {tip["number"]: tip for tip in held(self.home, name)} if name in self.known else {}

    def files(self) -> dict[str, bytes | None]:
        """Return the files that count: no cache, no folders."""
        kept = {name: data for name, data in tree(self.home).items() if data is not None}
        return {name: data for name, data in kept.items() if not name.startswith("cache")}

    def path(self, shelf: str) -> str:
        return str(self.folder / shelf)

    def a_name(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.known)), label="collection")

    def listed(self, *arguments: str) -> list[dict[str, Any]]:
        ran = self.tips(*arguments, "--json")
        assert ran.err == "" or ran.status == 1, ran.err
        found = json.loads(ran.out)
        return found if isinstance(found, list) else [found]

    # Sources change

    @initialize(held=st.lists(shelves.rows, min_size=1, max_size=4), shelf=st.sampled_from(sorted(SHELVES)))
    def begin(self, shelf: str, held: list[Row]) -> None:
        """Beside few changes among many tips, an index is a changed copy of the one before."""
        self.put(shelf, shelves.named([*held, *shelves.MORE]))

    @rule(shelf=st.sampled_from(sorted(SHELVES)), held=st.lists(shelves.rows, max_size=5))
    def write_a_source(self, shelf: str, held: list[Row]) -> None:
        self.put(shelf, shelves.named(held))

    @rule(data=st.data(), place=st.integers(0, 15), edit=shelves.edits)
    def edit_a_source(self, data: st.DataObject, place: int, edit: tuple[str, object]) -> None:
        shelf = data.draw(st.sampled_from(sorted(self.rows)), label="source")
        self.put(shelf, shelves.edited(self.rows[shelf], place, *edit))

    def put(self, shelf: str, held: list[Row]) -> None:
        self.rows[shelf] = held
        SHELVES[shelf](self.folder / shelf, held)

    # Importing

    @rule(data=st.data(), name=st.sampled_from([None, None, *NAMES]), way=ways)
    def import_sources(self, data: st.DataObject, name: str | None, way: Way) -> None:
        some = st.lists(st.sampled_from(sorted(self.rows)), min_size=1, max_size=2, unique=True)
        read = data.draw(some, label="sources")
        target = name or self.target(read)
        known = self.known.get(target, Known())
        others = {shelf: topics for shelf, topics in known.sources.items() if shelf not in read}
        is_of_others = name is None and others and len(others) == len(known.sources)
        command = ["import", *map(self.path, read), *way.options(), *(["--name", name] if name else [])]
        if is_of_others or (way.prune and others):
            self.refused(command, 2)
        elif not any(self.rows[shelf] for shelf in read):
            self.refused(command, 3)
        else:
            topics = (way.topic,) if way.topic else ()
            failed = self.unreadable(read, way.limit) - known.sources.keys()
            sources = others | {shelf: topics for shelf in read if shelf not in failed}
            self.changed(command, Run(target, way, sources, read))

    def target(self, read: list[str]) -> str:
        """Return where sources are imported without --name: where they were before, or a name after their own."""
        known = {name: self.known[name].sources.keys() for name in sorted(self.known)}
        exact = [name for name, sources in known.items() if sources == set(read)]
        some = [name for name, sources in known.items() if sources & set(read)]
        stem = read[0].partition(".")[0] if len(read) == 1 else "desk"
        return stem if stem in some or not some else (exact or some)[0]

    def unreadable(self, read: list[str], limit: int = 0) -> set[str]:
        """Return the sources of which nothing can be read: empty ones, as far as the limit lets them be opened.

        An empty folder, or a table with no more than the names of its columns, is as good as any.
        """
        failed, count = set(), 0
        for shelf in read:
            if limit and count >= limit:
                break
            count += len(self.rows[shelf])
            if not self.rows[shelf] and shelf not in ("notes", "table.csv"):
                failed.add(shelf)
        return failed

    @precondition(lambda self: self.known)
    @rule(data=st.data(), edit=st.none() | shelves.edits, prune=st.booleans())
    def sync_one(self, data: st.DataObject, edit: tuple[str, object] | None, *, prune: bool) -> None:
        name = self.a_name(data)
        sources = self.known[name].sources
        if edit:
            shelf = data.draw(st.sampled_from(sorted(sources)), label="source")
            place = data.draw(st.integers(0, 15), label="place")
            self.put(shelf, shelves.edited(self.rows[shelf], place, *edit))
        command = ["sync", name, *["--prune"] * prune]
        if not any(self.rows[shelf] for shelf in sources):
            self.refused(command, 3)
        else:
            self.changed(command, Run(name, Way(prune=prune), sources, list(sources)))

    @precondition(lambda self: self.known)
    @rule()
    def sync_all(self) -> None:
        """All are read again as if each was synced alone; one that fails keeps nobody from the others."""
        can = [name for name, known in self.known.items() if any(self.rows[shelf] for shelf in known.sources)]
        before = {name: self.held(name) for name in self.known}
        ran = well(self.tips("sync"), 0 if len(can) == len(self.known) else 3)
        for name in self.known:
            if name in can:
                sources = self.known[name].sources
                self.compare(before[name], counts(ran, name), Run(name, Way(), sources, list(sources)))
            else:
                assert self.held(name) == before[name]

    def refused(self, command: list[str], status: int) -> None:
        before = self.files()
        well(self.tips(*command), status)
        assert self.files() == before

    def changed(self, command: list[str], run: Run) -> None:
        """Run a command: dry, then in earnest, then once more, which finds nothing new and changes no byte."""
        before, files = self.held(run.name), self.files()
        dry = counts(well(self.tips(*command, "--dry-run")), run.name)
        assert self.files() == files
        said = counts(well(self.tips(*command)), run.name)
        assert dry == said
        self.compare(before, said, run)
        if self.known[run.name].by_hand:  # what a row is of which a person changed the text is nowhere promised
            return
        data = truth(self.home, run.name).read_bytes()
        again = counts(well(self.tips(*command)), run.name)
        assert again.keys() <= {"unchanged", "twice in the source", GONE}
        assert truth(self.home, run.name).read_bytes() == data

    def compare(self, before: Tips, said: dict[str, int], run: Run) -> None:
        """Compare what is held now with what was, with what the command said, and with what its sources hold."""
        known = self.known.setdefault(run.name, Known())
        known.sources = run.sources
        known.rotation = known.rotation if run.way.rotation is None else run.way.rotation
        after = self.held(run.name)
        read = [(shelf, row) for shelf in run.read for row in shelves.in_order(shelf, self.rows[shelf])]
        read = read[: run.way.limit or None]
        self.numbers_stay(known, before, after)
        is_whole = not run.way.limit and run.sources.keys() == set(run.read) and not self.unreadable(run.read)
        told_is_done(before, after, said, items=len(read), is_whole=is_whole)
        assert run.way.prune or before.keys() <= after.keys()
        changes_have_a_reason(before, after, has_names="notes" in run.read)
        all_is_there(after, [(shelf, row) for shelf, row in read if row.body not in known.by_hand], run.sources)
        said_of_itself = header(self.home, run.name)
        assert [Path(one["source"]).name for one in said_of_itself["origins"]] == list(run.sources)
        assert said_of_itself["rotation"] is known.rotation

    def numbers_stay(self, known: Known, before: Tips, after: Tips) -> None:
        """None is given twice, and neither is a slug."""
        new = after.keys() - before.keys()
        assert not new & known.given
        known.given |= new
        slugs = {number: tip["slug"] for number, tip in after.items()}
        assert len(set(slugs.values())) == len(slugs)
        assert all(before[number]["slug"] == slug for number, slug in slugs.items() if number in before)

    # Removing, copying

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = self.a_name(data)
        others = {one: truth(self.home, one).read_bytes() for one in self.known if one != name}
        count = len(self.held(name))
        ran = well(self.tips("remove", name, "--yes"))
        assert f"Removed {name} with {count} tip" in ran.err
        del self.known[name]
        assert not [file for file in tree(self.home) if f"/{name}." in file]
        assert {one: truth(self.home, one).read_bytes() for one in self.known} == others

    @precondition(lambda self: self.known)
    @rule(data=st.data(), form=st.sampled_from(sorted(ENDINGS)))
    def export_and_import(self, data: st.DataObject, form: str) -> None:
        name = self.a_name(data)
        before = self.held(name)
        out = self.folder / "exports" / ENDINGS[form]
        shutil.rmtree(out.parent, ignore_errors=True)
        out.parent.mkdir()
        if not before:
            well(self.tips("export", "-c", name, "-o", str(out)), 1)
            return
        assert f"Wrote {len(before)} tip" in well(self.tips("export", "-c", name, "-o", str(out))).err
        said = counts(well(self.tips("import", str(out), "--name", "copy")))
        copy = {tip["number"]: tip for tip in held(self.home, "copy")}
        if form == "fortune":
            assert said["added"] + said.get("twice in the source", 0) == len(before)
            assert said["added"] >= len({(tip["title"], tip["body"]) for tip in before.values()})
        else:
            assert said == {"added": len(before)}
            assert [comparable(tip) for tip in copy.values()] == [comparable(tip) for tip in before.values()]
        well(self.tips("remove", "copy", "--yes"))

    @precondition(lambda self: self.known)
    @rule(data=st.data(), form=st.sampled_from(sorted(ENDINGS.keys() - {"fortune"})))
    def mirror(self, data: st.DataObject, form: str) -> None:
        """Another library that imports each export of a collection anew has the same tips, under numbers that stay."""
        name = self.a_name(data)
        tips = self.held(name)
        if not tips:
            return
        there, copy = Inside(self.folder / "elsewhere"), f"{name}-{form}"
        out = self.folder / "mirrors" / name / ENDINGS[form]
        out.parent.mkdir(parents=True, exist_ok=True)
        known = held(there.home, copy) if truth(there.home, copy).exists() else []
        well(self.tips("export", "-c", name, "-o", str(out), "--force"))
        well(there("import", str(out), "--name", copy, "--prune"))
        after = held(there.home, copy)
        assert sorted(map(unnumbered, after)) == sorted(map(unnumbered, tips.values()))
        slugs = {tip["number"]: tip["slug"] for tip in known}
        assert all(slugs.get(tip["number"], tip["slug"]) == tip["slug"] for tip in after)

    # Harm

    @precondition(lambda self: self.known)
    @rule(data=st.data(), kind=st.sampled_from(["change", "drop", "add", "turn", "no end"]), text=shelves.rows)
    def change_by_hand(self, data: st.DataObject, kind: str, text: Row) -> None:
        """A person edits the file of a collection; what they wrote is what there is."""
        name = self.a_name(data)
        known, file = self.known[name], truth(self.home, name)
        first, *found = file.read_text("utf-8").removesuffix("\n").split("\n")
        place = data.draw(st.integers(0, len(found)), label="line")
        if kind == "add":
            number = max([0, *known.given]) + 2
            tip = {"number": number, "slug": f"by-hand-{number}", "title": text.title, "body": text.body} | REST
            found.insert(place, json.dumps(tip, ensure_ascii=False))
            known.given.add(number)
        elif kind == "turn":
            found.reverse()
        elif found:
            place %= len(found)
            if kind == "drop":
                del found[place]
            elif kind == "change":
                tip = json.loads(found[place])
                known.by_hand.append(tip["body"])
                found[place] = json.dumps(tip | {"title": text.title, "body": text.body})
        file.write_text("\n".join([first, *found]) + "\n" * (kind != "no end"), "utf-8")

    @rule(data=st.data(), kind=st.sampled_from(["gone", "cut", "empty", "state"]))
    def harm_what_is_disposable(self, data: st.DataObject, kind: str) -> None:
        indexes = sorted((self.home / "cache").rglob("*.index"))
        if kind == "gone":
            shutil.rmtree(self.home / "cache", ignore_errors=True)
        elif kind == "state":
            shutil.rmtree(self.home / "state", ignore_errors=True)
            self.dealt.clear()
        elif indexes:
            index = data.draw(st.sampled_from(indexes), label="index")
            size = data.draw(st.integers(0, index.stat().st_size - 1), label="bytes") if kind == "cut" else 0
            index.write_bytes(index.read_bytes()[:size])

    # Reading: every command tells of the same tips

    @rule()
    def list_all(self) -> None:
        """Each tip is listed as the file of its collection has it, newest first; topics and collections count them."""
        found = {name: self.held(name) for name in sorted(self.known)}
        listed = self.listed("list")
        mine = {tip["ref"]: tip for tip in listed if tip["collection"] != BUNDLED}
        held = {f"{name}/{number}": tip for name, tips in found.items() for number, tip in tips.items()}
        assert mine.keys() == held.keys()
        for ref, tip in mine.items():
            assert all(tip[key] == held[ref][key] for key in tip.keys() & held[ref].keys())
        assert listed == sorted(listed, key=lambda tip: (tip["date"] or "", tip["number"]), reverse=True)
        topics = (line.split("\t") for line in self.tips("topics").lines)
        assert {slug: int(count) for slug, count, _ in topics} == Counter(
            topic for tip in listed for topic in tip["topics"]
        )
        told = [line.split("\t")[:3] for line in self.tips("collections").lines]
        assert told[1:] == [
            [name, str(len(tips)), "yes" if self.known[name].rotation else "no"] for name, tips in found.items()
        ]

    @rule(word=st.sampled_from(shelves.WORDS))
    def search(self, word: str) -> None:
        """A word finds the tips that have it, and each is shown as it was found."""
        hits = self.listed("search", word, "-n", "0")
        found = {f"{name}/{number}": tip for name in self.known for number, tip in self.held(name).items()}
        texts = {ref: f"{tip['title']} {tip['gist']} {tip['body']}".lower() for ref, tip in found.items()}
        # A made-up word that nobody has may be a typo of a bundled tip's word.
        assert {tip["ref"] for tip in hits if tip["collection"] != BUNDLED} == {
            ref for ref, text in texts.items() if word in text
        }
        for tip in hits[:1]:
            assert self.listed("show", tip["ref"]) == [{key: tip[key] for key in tip if key not in FOUND}]

    @rule(seed=st.integers(0, 99))
    def deal_by_seed(self, seed: int) -> None:
        """A seed deals the same tips each time, each once, of the collections in the rotation."""
        first, again = (self.listed("random", "--seed", str(seed), "-n", "0") for _ in range(2))
        assert first == again
        rotating = {name for name, known in self.known.items() if known.rotation}
        mine = [tip["ref"] for tip in first if tip["collection"] != BUNDLED]
        assert sorted(mine) == sorted(f"{name}/{number}" for name in rotating for number in self.held(name))

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def deal(self, data: st.DataObject) -> None:
        """None comes twice until all were seen."""
        name = self.a_name(data)
        size = len(self.held(name))
        if not size:
            assert self.tips("random", "-c", name).status == 1
            return
        seen = self.dealt.setdefault((name, truth(self.home, name).read_bytes()), [])
        [tip] = self.listed("random", "-c", name)
        assert tip["ref"] not in seen[len(seen) // size * size :]
        seen.append(tip["ref"])

    @invariant()
    def every_index_is_the_one_that_would_be_built_anew(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TIPS_HOME", str(self.home))
            for name in self.known:
                source = Imported(str(truth(self.home, name)))
                cached = self.home / "cache" / "indexes" / f"{name}.index"
                state = source.fingerprint(), cached.stat().st_mtime_ns if cached.exists() else 0
                if self.sound.get(name) == state:
                    continue
                self.sound[name] = state
                with closing(open_index(source)) as index:
                    assert fault(index, source, source.digest(), len(self.held(name))) == "", name


def told_is_done(before: Tips, after: Tips, said: dict[str, int], *, items: int, is_whole: bool) -> None:
    """The counts are those of the differences; what is gone is told where all that the collection has was read."""
    added, updated, unchanged, twice, removed, gone = (
        said.get(what, 0) for what in ("added", "updated", "unchanged", "twice in the source", "removed", GONE)
    )
    changed = changed_ones(before, after)
    assert added == len(after.keys() - before.keys())
    assert removed == len(before.keys() - after.keys())
    assert updated - twice <= len(changed) <= updated  # what one row takes away its twin may give back
    assert added + updated + unchanged + twice == items
    assert removed + gone == (len(before) - updated - unchanged if is_whole else 0)


def changes_have_a_reason(before: Tips, after: Tips, *, has_names: bool) -> None:
    """A tip becomes another only where something says that it is the same: an identifier, its name or its text."""
    for number in changed_ones(before, after):
        one, other = before[number], after[number]
        assert one.get("guid") in (None, other.get("guid"))
        is_same_name = slugify(one["title"]) == slugify(other["title"]) or has_names
        assert is_same_name or one["body"] == other["body"] or one.get("guid") == other.get("guid", "none")


def all_is_there(after: Tips, read: list[tuple[str, Row]], sources: dict[str, tuple[str, ...]]) -> None:
    """Each row that was read is a tip, with what the row says and the topics that the source gives."""
    for shelf, given in read:
        row = shelves.seen(shelf, given)
        alike = [tip for tip in after.values() if (tip["title"], tip["body"]) == (row.title, row.body)]
        assert {*row.topics, *sources[shelf]} <= {topic for tip in alike for topic in tip["topics"]}
        assert not row.guid or row.guid in {tip.get("guid") for tip in alike}
        assert alike


def changed_ones(before: Tips, after: Tips) -> list[int]:
    both = before.keys() & after.keys()
    return [number for number in both if comparable(before[number]) != comparable(after[number])]


def comparable(tip: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tip.items() if key not in OWN}


def unnumbered(tip: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in comparable(tip).items() if key != "number"}, sort_keys=True)


def test_the_library_keeps_its_promises_whatever_is_done_to_it() -> None:
    run_state_machine_as_test(LibraryModel, settings=settings(many(8), stateful_step_count=10, derandomize=True))


@pytest.mark.campaign
def test_the_library_keeps_its_promises_in_the_long_run() -> None:
    run_state_machine_as_test(LibraryModel, settings=settings(many(200), stateful_step_count=40))
