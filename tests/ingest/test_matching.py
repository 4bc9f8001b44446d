"""Which tip an item is: by its identifier, its link, its slug or what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.importing import Inside, brief, counts, held, lines, well

if TYPE_CHECKING:
    from pathlib import Path


def taken(tips: Inside, path: Path, *items: dict[str, Any]) -> dict[str, int]:
    ran = tips("import", "--name", "blog", lines(path / "source.jsonl", items))
    assert ran.status == 0, ran.err
    return counts(ran)


KEYS = {
    "identifier": {"guid": "a-1"},
    "link": {"link": "https://example.org/a"},
    "slug": {"slug": "smile"},
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_whatever_speaks_for_a_tip_it_keeps_its_number(tips: Inside, tmp_path: Path, key: dict[str, str]) -> None:
    other = {"title": "Listen", "body": "Before you speak."}
    taken(tips, tmp_path, other, {"title": "Smile", "body": "First."} | key)
    changed = {"title": "Smile now", "body": "First, and last."} | key
    assert taken(tips, tmp_path, changed, other) == {"updated": 1, "unchanged": 1}
    assert brief(tips.home, "blog")[2] == ("Smile now", "First, and last.")


def test_without_anything_in_common_it_is_another_tip(tips: Inside, tmp_path: Path) -> None:
    taken(tips, tmp_path, {"title": "Smile", "body": "First.", "guid": "a"})
    taken(tips, tmp_path, {"title": "Wave", "body": "Second.", "guid": "b"})
    assert sorted(brief(tips.home, "blog")) == [1, 2]


def test_an_item_that_says_the_same_twice_is_one_tip_with_the_topics_of_both(tips: Inside, tmp_path: Path) -> None:
    item = {"title": "Smile", "body": "First.", "guid": "a"}
    said = taken(tips, tmp_path, item | {"topics": ["desk"]}, item | {"topics": ["phone"]})
    assert said == {"added": 1, "twice in the source": 1}
    assert set(held(tips.home, "blog")[0]["topics"]) == {"desk", "phone"}


def test_lines_written_are_those_kept_and_those_added(tips: Inside, tmp_path: Path) -> None:
    for first in range(0, 60, 20):
        items = [{"title": f"Tip {number}", "body": "Words."} for number in range(first, first + 30)]
        said = taken(tips, tmp_path, *items)
        assert said["added"] + said.get("unchanged", 0) == 30
    assert len(held(tips.home, "blog")) == 70


UNDATED = "title,body\nGreet first,Look up and say hello.\n"
DATED = "title,body,date,topics,link\nGreet first,Look up and say hello.,2025-03-04,phone,https://example.org/a\n"


@pytest.mark.parametrize("names", [("a.csv", "b.csv"), ("b.csv", "a.csv"), ("",)])
def test_what_says_the_same_in_one_import_is_one_tip_where_only_one_of_two_has_a_day(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    tips, folder = Inside(tmp_path / "home"), tmp_path / "both"
    folder.mkdir()
    (folder / "a.csv").write_text(UNDATED)
    (folder / "b.csv").write_text(DATED)
    sources = [str(folder / name) if name else str(folder) for name in names]
    topics = ("--name", "x", "--no-folder-topics")
    assert counts(well(tips("import", *sources, *topics))) == {"added": 1, "twice in the source": 1}
    [tip] = held(tmp_path / "home", "x")
    assert (tip["date"], tip["topics"], tip["link"]) == ("2025-03-04", ["phone"], "https://example.org/a")
    again = counts(well(tips("import", *sources, *topics)))
    assert again.get("unchanged") == 1
    assert "added" not in again
    assert held(tmp_path / "home", "x") == [tip]


def test_what_says_the_same_on_two_days_is_two_tips(tmp_path: Path) -> None:
    tips, folder = Inside(tmp_path / "home"), tmp_path / "both"
    folder.mkdir()
    (folder / "a.csv").write_text(UNDATED)
    (folder / "b.csv").write_text(DATED)
    (folder / "c.csv").write_text(DATED.replace("2025-03-04", "2026-03-04").replace("/a", "/c"))
    for order in ("abc", "bca", "cab"):
        name = f"x{order}"
        well(tips("import", *[str(folder / f"{one}.csv") for one in order], "--name", name))
        assert sorted(tip["date"] for tip in held(tmp_path / "home", name)) == ["2025-03-04", "2026-03-04"]


def test_titles_without_a_text_are_apart(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    rows = "title,date,body\nGreet first,2025-03-04,\nGreet first,,\n"
    (tmp_path / "a.csv").write_text(rows)
    assert counts(well(tips("import", str(tmp_path / "a.csv"))))["added"] == 2
