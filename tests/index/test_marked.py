"""Stars, notes and what is hidden, brought to tips whatever became of their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, use_small_seeds
from tipcli.kept import writing
from tipcli.library import Library
from tipcli.model.results import Filters
from tipcli.store.drafts import write
from tipcli.system.paths import data_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("home")

BLOG = [a_tip(number, f"Title {number}", collection="blog", slug=f"slug-{number}") for number in (1, 2, 3)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    write("blog", {"rotation": True}, BLOG)
    return tmp_path / "home"


def listed(filters: Filters | None = None) -> list[str]:
    with Library() as library:
        return [tip.ref for tip in library.list_tips(library.checked(filters or Filters()), order="number")]


def test_without_the_folder_nothing_is_kept_and_no_filter_passes(home: Path) -> None:
    with Library() as library:
        assert library.marked is None
    assert (listed(Filters(starred=True)), listed(Filters(hidden=True))) == ([], [])
    assert listed(Filters(unseen=True)) == listed()
    assert not (home / "data" / "kept").exists()


def test_the_last_word_on_a_tip_counts() -> None:
    writing.add("stars", "star", BLOG[:2])
    writing.add("stars", "unstar", BLOG[:1])
    writing.add("notes", "note", BLOG[1:2], "first")
    writing.add("notes", "note", BLOG[1:2], "second")
    assert listed(Filters(starred=True)) == ["blog/2"]
    with Library() as library:
        [tip] = library.resolve(["blog/2"])
        assert (tip.starred, tip.note) == (True, "second")
        assert [one.note for one in library.resolve(["blog/1"])] == [""]
        writing.add("notes", "note", [tip], "")
        library.look_again()
        assert library.resolve(["blog/2"])[0].note == ""


def test_a_tip_that_came_back_under_another_number_is_known_by_its_slug() -> None:
    writing.add("stars", "star", BLOG[:1])
    write("blog", {}, [a_tip(1, "New", collection="blog", slug="new"), BLOG[0].replace(number=7)])
    assert listed(Filters(starred=True)) == ["blog/7"]
    writing.add("stars", "unstar", [BLOG[0].replace(number=7)])
    assert listed(Filters(starred=True)) == []


def test_the_note_of_a_tip_that_is_gone_is_kept_and_comes_back_with_it(home: Path) -> None:
    writing.add("notes", "note", BLOG[:1], "my words")
    write("blog", {}, BLOG[1:])
    with Library() as library:
        assert library.marked
        assert [(line.ref, line.title, line.text) for line in library.marked.gone()] == [
            ("blog/1", "Title 1", "my words")
        ]
    (home / "data" / "collections" / "blog.jsonl").unlink()
    with Library() as library:
        assert library.marked
        assert len(library.marked.gone()) == 1
    write("blog", {}, BLOG)
    with Library() as library:
        assert library.marked
        assert (library.marked.gone(), library.resolve(["blog/1"])[0].note) == ([], "my words")


def test_a_bundled_tip_is_known_by_its_number_alone() -> None:
    with Library() as library:
        [tip] = library.resolve(["1"])
    writing.add("stars", "star", [tip.replace(slug="as-it-was-called")])
    assert listed(Filters(starred=True)) == ["1"]


def test_hidden_tips_are_listed_but_never_dealt() -> None:
    with Library() as library:
        everything = [tip.ref for tip in library.list_tips(Filters(dealable=True))]
        writing.add("hidden", "hide", BLOG[:2])
        library.look_again()
        assert {tip.ref for tip in library.random(Filters(), 0)} == set(everything) - {"blog/1", "blog/2"}
        assert {tip.ref for tip in library.random(Filters(collections=("blog",)), 5, seed=3)} == {"blog/3"}
        assert {tip.ref for tip in library.list_tips(Filters())} >= {"blog/1", "blog/2"}
        chosen = library.checked(Filters(hidden=True))
        assert {tip.ref for tip in library.random(chosen, 0)} == {"blog/1", "blog/2"}


def test_hiding_a_tip_changes_no_other_day() -> None:
    from datetime import date, timedelta

    days = [date(2026, 1, 1) + timedelta(one) for one in range(20)]
    with Library() as library:
        before = {day: library.today(Filters(), day) for day in days}
        writing.add("hidden", "hide", BLOG[:1])
        library.look_again()
        after = {day: library.today(Filters(), day) for day in days}
    assert "blog/1" in {tip.ref for tip in before.values() if tip}
    for day in days:
        was, is_now = before[day], after[day]
        assert was
        assert is_now
        assert is_now.ref != "blog/1"
        assert was.ref in (is_now.ref, "blog/1")


def test_where_all_is_hidden_nothing_is_dealt() -> None:
    from datetime import date

    writing.add("hidden", "hide", BLOG)
    with Library() as library:
        chosen = Filters(collections=("blog",))
        assert library.random(chosen) == []
        assert library.today(chosen, date(2026, 1, 1)) is None


def test_useful_leaves_out_what_was_seen_and_is_not_starred(home: Path) -> None:
    (home / "state").mkdir(parents=True, exist_ok=True)
    (home / "state" / "history").write_text("".join(f"x\tshow\tblog/{n}\tslug-{n}\t\n" for n in (1, 2)))
    writing.add("stars", "star", BLOG[:1])
    assert {ref for ref in listed(Filters(useful=True)) if "/" in ref} == {"blog/1", "blog/3"}
    assert {ref for ref in listed(Filters(unseen=True)) if "/" in ref} == {"blog/3"}
    assert listed(Filters(unseen=True, starred=True)) == []


def test_what_cannot_be_read_is_told_and_the_tips_are_there(home: Path) -> None:
    (home / "data" / "kept").mkdir()
    (home / "data" / "kept" / "stars-a.log").symlink_to("stars-a.log")
    told: list[str] = []
    with Library(told.append) as library:
        assert library.resolve(["blog/1"])
    assert len(told) == 1
    assert "stars and notes are left out" in told[0]
    assert data_folder() == str(home / "data")
