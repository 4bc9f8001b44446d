"""The one door for the faces."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.importing import tree
from tests.made import a_tip, any_text, fields_of, many, open_all, use_small_seeds
from tipcli.index.rows import ORDERS
from tipcli.library import Library
from tipcli.model.errors import AccessError, NotFoundError, TipsError
from tipcli.model.results import Filters
from tipcli.model.tip import BUNDLED
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.model.tip import Tip

DAY = date(2026, 11, 22)
MINE = Filters(collections=("mine",))
BOTH = Filters(collections=("mine", "other"))
TIPS = [
    a_tip(
        number,
        f"Zebra {number}",
        slug=f"zebra-{number}",
        date=f"2021-02-{number % 5 + 1:02}" if number % 4 else None,
        topics=("stripes",) if number % 2 else ("grass", "big-ears"),
        body="lorem ipsum dolor " * 20,
    )
    for number in range(1, 40)
]
OTHER = [
    a_tip(number, f"zebra crossing {number}", slug=f"crossing-{number}", date="2021-02-03", topics=("stripes",))
    for number in range(1, 12)
]
HEADER = {
    "topics": {
        "stripes": {"about": "Black and white", "aliases": ["pattern", "Two Colours"]},
        "grass": {"aliases": ["pattern"]},
    }
}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home with two collections."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    write("mine", HEADER, TIPS)
    write("other", {"rotation": False}, OTHER)
    return tmp_path / "home"


def refs(tips: object) -> list[str]:
    return [tip.ref for tip in tips]  # type: ignore[attr-defined]


def test_the_bundled_collection_comes_first_and_the_others_by_name() -> None:
    with Library() as library:
        assert list(library.indexes) == [BUNDLED, "mine", "other"]
        assert library.count(Filters()) == library.indexes[BUNDLED].size + 50


def test_a_closed_library_has_closed_its_indexes() -> None:
    with Library() as library:
        indexes = list(library.indexes.values())
    assert len(indexes) == 3
    for index in indexes:
        with pytest.raises(sqlite3.ProgrammingError):
            index._connection.execute("select 1")


SORTED: dict[str, Callable[[Tip], tuple[object, ...]]] = {
    "number": lambda tip: (tip.number, tip.collection),
    "title": lambda tip: (tip.title.casefold(), tip.collection, tip.number),
    "date": lambda tip: (tip.date or "", tip.number),
}


@pytest.mark.parametrize("reverse", [False, True])
@pytest.mark.parametrize("order", list(ORDERS))
@pytest.mark.parametrize("limit", [0, 1, 7, 50, 51, 10**30])
def test_collections_are_listed_as_one(order: str, reverse: bool, limit: int) -> None:  # noqa: FBT001
    made = [tip.replace(collection="other") for tip in OTHER]
    wanted = sorted([*TIPS, *made], key=SORTED[order], reverse=reverse != (order == "date"))
    with Library() as library:
        found = list(library.list_tips(BOTH, order=order, reverse=reverse, limit=limit))
    assert [SORTED[order](tip) for tip in found] == [SORTED[order](tip) for tip in wanted][: limit or None]
    assert len(set(refs(found))) == len(found)


def test_filters_count_and_list_the_same() -> None:
    with Library() as library:
        for filters in (
            MINE,
            BOTH,
            Filters(collections=("mine",), topics=("grass",)),
            Filters(collections=("other",), short=True),
        ):
            assert library.count(filters) == len(list(library.list_tips(filters))) > 0


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("stripes", ("stripes",)),
        ("STRIPES", ("stripes",)),
        ("big ears", ("big-ears",)),
        ("pattern", ("stripes", "grass")),
        ("two colours", ("stripes",)),
        ("Two-Colours", ("stripes",)),
    ],
)
def test_a_topic_goes_by_its_slug_in_any_case_and_by_its_other_names(name: str, slugs: tuple[str, ...]) -> None:
    with Library() as library:
        assert sorted(library.checked(Filters(topics=(name,))).topics) == sorted(slugs)


@pytest.mark.parametrize("name", ["", " ", "nosuchtopic", "…", "\udcff", "a\0b", "--", "'; --"])
def test_an_unknown_topic_is_an_error_with_the_next_command(name: str) -> None:
    with Library() as library, pytest.raises(NotFoundError) as caught:
        library.checked(Filters(topics=(name,)))
    assert "tips topics" in caught.value.hint or "Did you mean '" in caught.value.hint
    assert caught.value.message.isprintable()


def test_a_mistyped_topic_or_collection_is_answered_with_the_right_one() -> None:
    with Library() as library:
        with pytest.raises(NotFoundError) as topic:
            library.checked(Filters(topics=("strpies",)))
        with pytest.raises(NotFoundError) as collection:
            library.checked(Filters(collections=("mien",)))
        with pytest.raises(NotFoundError) as unknown:
            library.checked(Filters(collections=("\x1b[31m",)))
    assert topic.value.hint == "Did you mean 'stripes'?"
    assert (collection.value.message, collection.value.hint) == (
        "no collection is called 'mien'",
        "Did you mean 'mine'?",
    )
    assert unknown.value.hint == "There is: service, mine, other."


def test_checked_filters_keep_everything_else() -> None:
    filters = Filters(collections=("mine",), since="2020-01-01", until="2021-01-01", short=True, rotation=True)
    with Library() as library:
        made = library.checked(filters)
    assert made == filters


def test_hits_of_all_collections_are_ranked_together() -> None:
    with Library() as library:
        hits = library.search("zebra", BOTH)
        assert len(hits) == 50
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert refs(hit.tip for hit in library.search("zebra", BOTH, 3)) == refs(hit.tip for hit in hits[:3])
        assert len(library.search("zebra", BOTH, 10**30)) == 50
        assert library.search("zebra crossing", BOTH)[0].tip.collection == "other"


@many(25)
@given(any_text(30))
def test_any_text_can_be_searched_for_and_suggested_from(query: str) -> None:
    with Library() as library:
        assert len(library.search(query, Filters(), 5)) <= 5
        assert len(library.suggestions(query)) <= 3


def test_near_words_are_suggested_nearest_first() -> None:
    with Library() as library:
        assert library.suggestions("xyzzy zerba")[0] == "zebra"
        assert library.suggestions("") == []


def test_names_of_all_collections_are_resolved() -> None:
    with Library() as library:
        assert refs(library.resolve(["mine/3", "other/4", "crossing-7"])) == ["mine/3", "other/4", "other/7"]


def test_related_tips_are_three_others_of_the_same_collection() -> None:
    with Library() as library:
        [tip] = library.resolve(["mine/3"])
        found = library.related(tip)
    assert len(found) == 3
    assert {other.collection for other in found} == {"mine"}
    assert tip.ref not in refs(found)


def test_random_deals_each_tip_once_a_round() -> None:
    with Library() as library:
        dealt = [ref for _ in range(13) for ref in refs(library.random(MINE, 3))]
        assert sorted(dealt) == sorted(refs(TIPS))
        assert sorted(refs(library.random(MINE, 0))) == sorted(refs(TIPS))
        assert len(library.random(MINE, 10**9)) == 39


@pytest.mark.parametrize("filters", [MINE, Filters(collections=("mine",), topics=("stripes",))], ids=["all", "some"])
def test_random_asks_an_index_a_few_times_however_many_tips_it_deals(filters: Filters) -> None:
    asked: list[str] = []
    with Library() as library:
        library.indexes["mine"]._connection.set_trace_callback(asked.append)
        size = library.count(filters)
        assert len(library.random(filters, 0, 7)) == size >= 20
    assert len(asked) <= 4


def test_random_without_a_tip_that_passes_gives_none() -> None:
    nothing = Filters(collections=("mine",), since="2999-01-01")
    with Library() as library:
        assert library.random(nothing) == library.random(nothing, 0, 7) == []
        assert library.today(nothing, DAY) is None


def test_a_seed_gives_the_same_tips_and_leaves_no_trace(home: Path) -> None:
    with Library() as library:
        first = refs(library.random(MINE, 39, 7))
        assert refs(library.random(MINE, 39, 7)) == first
        assert sorted(first) == sorted(refs(TIPS))
        assert refs(library.random(MINE, 5, -1)) != refs(library.random(MINE, 5, 12345678901234567890))
    assert not (home / "state").exists()


def test_a_bag_starts_afresh_when_the_collection_changes() -> None:
    with Library() as library:
        library.random(MINE, 30)
    write("mine", {}, TIPS[:10])
    with Library() as library:
        assert sorted(refs(library.random(MINE, 10))) == sorted(refs(TIPS[:10]))


def test_a_collection_out_of_the_rotation_is_dealt_only_when_named() -> None:
    with Library() as library:
        assert library.count(Filters(rotation=True)) == library.count(Filters()) - 11
        assert library.count(Filters(rotation=True, collections=("other",))) == 11
        dealt = {tip.collection for tip in library.random(Filters(rotation=True), 0)}
    assert dealt == {BUNDLED, "mine"}


def test_every_tip_has_its_day_in_a_round_and_the_same_each_time() -> None:
    with Library() as library:
        start = next(day for day in (DAY + timedelta(days) for days in range(39)) if day.toordinal() % 39 == 0)
        round_ = [library.today(MINE, start + timedelta(days)) for days in range(39)]
        assert sorted(refs(round_)) == sorted(refs(TIPS))
        again = library.today(MINE, start)
        assert again is not None
        assert refs([again]) == refs(round_[:1])


def test_a_week_has_one_tip_from_monday_to_sunday() -> None:
    monday = date(2026, 11, 23)
    with Library() as library:
        found = [library.today(MINE, monday + timedelta(days), week=True) for days in range(-1, 8)]
    assert len(set(refs(found[1:8]))) == 1
    assert len(set(refs(found))) > 1


def test_topics_of_all_collections_are_counted_together() -> None:
    with Library() as library:
        topics = {topic.slug: (topic.count, topic.about) for topic in library.topics()}
        assert list(topics) == sorted(topics)
    assert topics["stripes"] == (31, "Black and white")
    assert topics["grass"] == (19, "")
    assert topics["empathy"] == (3, "The other side")


@pytest.mark.parametrize(
    ("start", "wanted"),
    [
        ("mine/3", ["mine/3", *(f"mine/{number}" for number in range(30, 40))]),
        ("mi", [f"mine/{number}" for number in range(1, 40)]),
        ("crossing-1", ["crossing-1", "crossing-10", "crossing-11"]),
        ("other/12", []),
        ("qqq", []),
    ],
)
def test_names_that_start_so_are_completed(start: str, wanted: list[str]) -> None:
    with Library() as library:
        found = [name for name, _ in library.complete(start, 100)]
    assert found == wanted


def test_completion_without_a_letter_offers_refs_and_keeps_its_limit() -> None:
    with Library() as library:
        found = [name for name, _ in library.complete("", 5)]
        assert found == ["1", "2", "3", "mine/1", "mine/2"]
        assert all(name == tip.ref for name, tip in library.complete("", 500))


BROKEN = {
    "empty": "",
    "no JSON": "no JSON\n",
    "no collection": '{"a": 1}\n',
    "newer form": '{"tipcli": 99}\n',
    "tip without a number": '{"tipcli": 1}\n{"slug": "a", "title": "A"}\n',
    "number twice": '{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A"}\n{"number": 1, "slug": "b", "title": "B"}',
    "date of no calendar": '{"tipcli": 1}\n{"number": 1, "slug": "a", "title": "A", "date": "2021-02-30"}\n',
    "deep": '{"tipcli": 1}\n' + "[" * 100_000 + "\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_collection_is_left_out_named_and_kept(home: Path, text: str) -> None:
    path = home / "data" / "collections" / "broken.jsonl"
    path.write_text(text)
    warnings: list[str] = []
    with Library(warnings.append) as library:
        assert list(library.indexes) == [BUNDLED, "mine", "other"]
        assert library.count(MINE) == 39
    [warning] = warnings
    assert "broken" in warning
    assert "left out" in warning
    assert len(warning.splitlines()) == 1
    assert path.read_text() == text


def test_a_file_that_is_called_like_the_bundled_collection_does_not_take_its_place(home: Path) -> None:
    mine = home / "data" / "collections" / "mine.jsonl"
    mine.rename(mine.with_name("service.jsonl"))
    with Library() as library:
        assert library.resolve(["1"])[0].title == "Plan B"


def _overwrite(path: Path, marker: bytes, share: slice) -> None:
    """Overwrite the pages of a file that hold `marker`, or a share of them, with noise."""
    data = bytearray(path.read_bytes())
    pages = [start for start in range(4096, len(data), 4096) if marker in data[start : start + 4096]]
    assert pages[share]
    for start in pages[share]:
        data[start : start + 4096] = b"\xff" * 4096
    path.write_bytes(data)


QUESTIONS: dict[str, Callable[[Library], object]] = {
    "list by date": lambda library: [fields_of(tip) for tip in library.list_tips(MINE)],
    "list by number": lambda library: [fields_of(tip) for tip in library.list_tips(MINE, order="number")],
    "list backwards": lambda library: [fields_of(tip) for tip in library.list_tips(BOTH, order="title", reverse=True)],
    "search": lambda library: [hit.tip.ref for hit in library.search("lorem", MINE)],
    "show": lambda library: [fields_of(tip) for tip in library.resolve(["mine/1", "mine/20", "mine/39"])],
    "topics": lambda library: [(topic.slug, topic.count) for topic in library.topics()],
    "related": lambda library: refs(library.related(TIPS[5])),
    "today": lambda library: [
        fields_of(tip) for days in range(39) if (tip := library.today(MINE, DAY + timedelta(days)))
    ],
    "random": lambda library: refs(library.random(MINE, 39, 7)),
    "complete": lambda library: [name for name, _ in library.complete("zebra", 50)],
}


@pytest.mark.parametrize("share", [slice(None), slice(None, 1), slice(-1, None), slice(1, None, 2)], ids=str)
@pytest.mark.parametrize("question", QUESTIONS)
def test_damage_that_only_reading_shows_is_mended_and_answered_the_same(
    home: Path, question: str, share: slice
) -> None:
    with Library() as library:
        wanted = QUESTIONS[question](library)
    _overwrite(home / "cache" / "indexes" / "mine.index", b"lorem ipsum", share)
    for _ in range(2):
        with Library() as library:
            assert QUESTIONS[question](library) == wanted


def test_a_damaged_index_without_its_truth_leaves_its_collection_out(home: Path) -> None:
    with Library() as library:
        _overwrite(Path(library.indexes["mine"].path), b"lorem ipsum", slice(None))
    warnings: list[str] = []
    with Library(warnings.append) as library:
        (home / "data" / "collections" / "mine.jsonl").unlink()
        assert refs(library.list_tips(MINE, order="number")) == []
        assert list(library.indexes) == [BUNDLED, "other"]
    assert len(warnings) == 1
    assert "mine" in warnings[0]


def test_damage_that_mending_does_not_help_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[bool] = []

    def fail(*_: object, **__: object) -> int:
        calls.append(True)
        raise sqlite3.DatabaseError("damaged for ever")

    with Library() as library:
        monkeypatch.setattr("tipcli.index.opened.Index.count", fail)
        with pytest.raises(sqlite3.DatabaseError, match="for ever"):
            library.count(MINE)
        with pytest.raises(sqlite3.DatabaseError, match="for ever"):
            library.count(MINE)
    assert len(calls) == 3


@pytest.mark.parametrize("bug", [TypeError, ValueError, AttributeError, KeyError, IndexError])
@pytest.mark.parametrize("name", ["count", "tips"])
def test_a_bug_is_raised_and_no_index_is_built_anew_for_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str, bug: type[Exception]
) -> None:
    def fail(*_: object, **__: object) -> int:
        raise bug("a bug")

    open_all()
    before = tree(home)
    with monkeypatch.context() as patch, Library() as library:
        patch.setattr(f"tipcli.index.opened.Index.{name}", fail)
        with pytest.raises(bug, match="a bug"):
            library.count(MINE) if name == "count" else list(library.list_tips(MINE))
    assert tree(home) == before


def test_a_field_of_another_type_is_damage_and_mended(home: Path) -> None:
    open_all()
    path = home / "cache" / "indexes" / "mine.index"
    for change in ("tip set title = x'00'", "tip set mark = 'x'", "term set tips = 'x'", "topic set tips = 'x'"):
        with Library() as library:
            wanted = [question(library) for question in QUESTIONS.values()]
        with closing(sqlite3.connect(path)) as connection:
            connection.execute(f"update {change}")
            connection.commit()
        damaged = path.read_bytes()
        with Library() as library:
            assert [question(library) for question in QUESTIONS.values()] == wanted, change
        assert path.read_bytes() != damaged, change


def test_seeds_that_cannot_be_read_are_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def nowhere(name: str) -> str:
        return str(tmp_path / "nowhere" / name)

    monkeypatch.setattr("tipcli.store.sources.package_file", nowhere)
    monkeypatch.setattr("tipcli.index.pool.package_file", nowhere)
    with pytest.raises(TipsError):
        Library()


@pytest.mark.parametrize("query", ["lorem", "zerba", "dolor ipsum"])
def test_a_library_in_memory_answers_the_same(monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    with Library() as library:
        wanted = (
            refs(hit.tip for hit in library.search(query, MINE)),
            [fields_of(tip) for tip in library.list_tips(MINE)],
        )
    monkeypatch.setattr("tipcli.system.paths.cache_folder", lambda: None)
    with Library() as library:
        assert library.indexes["mine"].path == ":memory:"
        found = (
            refs(hit.tip for hit in library.search(query, MINE)),
            [fields_of(tip) for tip in library.list_tips(MINE)],
        )
    assert found == wanted


def test_reading_again_writes_nothing(home: Path) -> None:
    open_all()
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    with Library() as library:
        for name, question in QUESTIONS.items():
            assert question(library), name
        with pytest.raises(NotFoundError):
            library.resolve(["xyzzy qwfpg"])
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before


def test_an_index_that_is_stale_is_seen_at_the_next_start(home: Path) -> None:
    open_all()
    write("mine", {}, TIPS[:3])
    with Library() as library:
        assert library.count(MINE) == 3
    with closing(sqlite3.connect(home / "cache" / "indexes" / "mine.index")) as connection:
        assert connection.execute("select count(*) from tip").fetchone() == (3,)


def test_a_collection_that_was_left_out_is_not_said_to_be_unknown(home: Path) -> None:
    (home / "data" / "collections" / "mine.jsonl").write_bytes(b"no collection")
    with Library() as library, pytest.raises(AccessError, match="'mine' could not be read"):
        library.checked(Filters(collections=("mine",)))


def test_where_collections_cannot_be_listed_none_is_said_to_be_unknown(home: Path) -> None:
    folder = home / "data" / "collections"
    shutil.rmtree(folder)
    folder.symlink_to(folder)  # a loop
    with Library() as library, pytest.raises(AccessError, match="'mine' could not be read"):
        library.checked(Filters(collections=("mine",)))
