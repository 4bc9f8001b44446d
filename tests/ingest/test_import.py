"""What `tips import` promises: which tip an item is, that nothing is lost, and that numbers stay."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.importing import brief, counts, header, healthy, held, lines, table, tree, truth, well
from tests.limits import processor_time
from tests.made import many
from tipcli.index import checks
from tipcli.index.opened import open_index
from tipcli.ingest.options import ImportOptions
from tipcli.ingest.run import import_sources
from tipcli.readers.base import Document, Options
from tipcli.readers.registry import reader
from tipcli.store.drafts import path_of
from tipcli.store.sources import Imported

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.conftest import Tips
    from tipcli.model.reports import Report

SAME_TITLE = ("A,one", "A,two")
NOT_LATIN = ("ほげ,一", "日本,二")


def quiet(report: Report, done: int, total: int | None) -> None:
    """Show no progress."""


# Which tip an item is, through the command


@pytest.mark.parametrize("rows", [SAME_TITLE, NOT_LATIN, ("A,one", "B,two")], ids=["same title", "no slug", "plain"])
def test_a_row_more_at_the_top_is_one_tip_more_and_takes_none_away(
    tips: Tips, tmp_path: Path, rows: tuple[str, ...]
) -> None:
    new = "新,三" if rows is NOT_LATIN else "A,three"
    source = table(tmp_path / "s.csv", *rows)
    assert counts(well(tips("import", source))) == {"added": 2}
    before = brief(tips.home, "s")
    table(tmp_path / "s.csv", new, *rows)
    assert counts(well(tips("import", source))) == {"added": 1, "unchanged": 2}
    title, _, body = new.partition(",")
    assert brief(tips.home, "s") == before | {3: (title, body)}


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("bodies", [("one", "two"), ("two", "one")])
def test_rows_of_one_title_in_any_order_are_the_tips_that_they_were(
    tips: Tips, tmp_path: Path, form: str, bodies: tuple[str, ...]
) -> None:
    source = tmp_path / "s.csv"

    def put(bodies: tuple[str, ...]) -> None:
        rows = [{"title": "A", "body": body} for body in bodies]
        text = "title,body\n" + "".join(f"A,{body}\n" for body in bodies)
        source.write_text(text if form == "csv" else json.dumps(rows))

    put(("one", "two"))
    well(tips("import", str(source), "--from", form))
    before = truth(tips.home, "s").read_bytes()
    put(bodies)
    assert counts(well(tips("import", str(source), "--from", form))) == {"unchanged": 2}
    assert truth(tips.home, "s").read_bytes() == before


def test_rows_that_share_an_address_and_nothing_else_are_tips_of_their_own(tips: Tips, tmp_path: Path) -> None:
    rows = ("Alpha,one,https://x.example/", "Beta,two,https://x.example/")
    source = table(tmp_path / "s.csv", *rows, columns="title,body,url")
    assert counts(well(tips("import", source))) == {"added": 2}
    assert counts(well(tips("import", source))) == {"unchanged": 2}
    assert brief(tips.home, "s") == {1: ("Alpha", "one"), 2: ("Beta", "two")}


def test_two_files_that_count_their_rows_alike_lose_none(tips: Tips, tmp_path: Path) -> None:
    one = table(tmp_path / "one.csv", "1,Alpha,one", "2,Beta,two", columns="id,title,body")
    two = table(tmp_path / "two.csv", "1,Gamma,three", "2,Delta,four", columns="id,title,body")
    command = ("import", one, two, "--name", "both")
    assert counts(well(tips(*command))) == {"added": 4}
    assert counts(well(tips(*command))) == {"unchanged": 4}
    assert [tip["title"] for tip in held(tips.home, "both")] == ["Alpha", "Beta", "Gamma", "Delta"]


def test_one_tip_under_two_topics_has_both_also_when_it_is_imported_again(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "Alpha,one,a", "Alpha,one,b", columns="title,body,topics")
    assert counts(well(tips("import", source))) == {"added": 1, "twice in the source": 1}
    for _ in range(2):
        again = counts(well(tips("import", source)))
        assert again == {"unchanged": 1, "twice in the source": 1}
        assert [tip["topics"] for tip in held(tips.home, "s")] == [["a", "b"]]


def test_a_tip_that_a_second_row_gives_a_topic_counts_as_updated(tips: Tips, tmp_path: Path) -> None:
    rows = ("Alpha,one,a", "Beta,two,a")
    source = table(tmp_path / "s.csv", *rows, columns="title,body,topics")
    well(tips("import", source))
    table(tmp_path / "s.csv", *rows, "Alpha,one,b", "Alpha,one,c", columns="title,body,topics")
    said = counts(well(tips("import", source)))
    assert said == {"updated": 1, "unchanged": 1, "twice in the source": 2}
    assert [tip["topics"] for tip in held(tips.home, "s")] == [["a", "b", "c"], ["a"]]


def test_a_source_with_two_texts_under_one_identifier_is_the_same_each_time(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "1,Alpha,one", "1,Alpha,two", columns="id,title,body")
    well(tips("import", source))
    before = brief(tips.home, "s")
    for _ in range(2):
        again = counts(well(tips("import", source)))
        assert "updated" not in again
        assert "added" not in again
        assert brief(tips.home, "s") == before


def test_rows_that_are_the_same_count_as_twice(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,one", "B,two", "A,one")
    assert counts(well(tips("import", source))) == {"added": 2, "twice in the source": 1}
    assert counts(well(tips("import", source))) == {"unchanged": 2, "twice in the source": 1}


@pytest.mark.parametrize(
    ("key", "value"), [("guid", "urn:x:1"), ("link", "https://x.example/1"), ("slug", "kept-name")]
)
def test_a_tip_whose_title_and_text_changed_is_known_by(tips: Tips, tmp_path: Path, key: str, value: str) -> None:
    other = {"title": "Other", "body": "Other text."}
    source = lines(tmp_path / "s.jsonl", [{"title": "Old title", "body": "Old text.", key: value}, other])
    well(tips("import", source))
    slug = held(tips.home, "s")[0]["slug"]
    lines(tmp_path / "s.jsonl", [other, {"title": "New title", "body": "New text.", key: value}])
    assert counts(well(tips("import", source))) == {"updated": 1, "unchanged": 1}
    assert brief(tips.home, "s")[1] == ("New title", "New text.")
    assert held(tips.home, "s")[0]["slug"] == slug
    healthy(tips, "s")


def test_a_changed_tip_is_updated_a_new_one_added_and_one_that_is_gone_kept_unless_pruned(
    tips: Tips, tmp_path: Path
) -> None:
    source = table(tmp_path / "s.csv", "A,one", "B,two", "C,three")
    well(tips("import", source))
    table(tmp_path / "s.csv", "D,four", "A,other")
    expected = {"added": 1, "updated": 1, "gone from the source but kept": 2}
    assert counts(well(tips("import", source))) == expected
    kept = {1: ("A", "other"), 2: ("B", "two"), 3: ("C", "three"), 4: ("D", "four")}
    assert brief(tips.home, "s") == kept
    assert counts(well(tips("import", source, "--prune"))) == {"unchanged": 2, "removed": 2}
    assert brief(tips.home, "s") == {1: kept[1], 4: kept[4]}
    table(tmp_path / "s.csv", "D,four", "A,other", "B,two")
    well(tips("import", source))
    assert brief(tips.home, "s") == {1: kept[1], 4: kept[4], 5: ("B", "two")}
    healthy(tips, "s")


def test_a_number_that_was_given_is_not_given_to_another_tip_even_where_the_source_says_so(
    tips: Tips, tmp_path: Path
) -> None:
    columns = "number,title,body"
    source = table(tmp_path / "s.csv", "1,Alpha,one", "7,Beta,two", columns=columns)
    well(tips("import", source))
    assert brief(tips.home, "s") == {1: ("Alpha", "one"), 7: ("Beta", "two")}
    table(tmp_path / "s.csv", "1,Alpha,one", columns=columns)
    well(tips("import", source, "--prune"))
    table(tmp_path / "s.csv", "1,Alpha,one", "7,Gamma,three", columns=columns)
    well(tips("import", source))
    assert brief(tips.home, "s") == {1: ("Alpha", "one"), 8: ("Gamma", "three")}


@pytest.mark.parametrize("number", [2**63 - 1, 2**63 - 2, 2**63, -1, 0, 10**30, 1.5, True, "x"])
def test_any_number_that_a_source_says_is_taken_or_replaced(patched: Path, tmp_path: Path, number: object) -> None:
    rows: list[dict[str, Any]] = [{"number": number, "title": "A", "body": "one"}, {"title": "B", "body": "two"}]
    for more in range(2):
        rows += [{"title": "C", "body": "three"}] * more
        read(rows, tmp_path)
        found = brief(patched, "s")
        assert sorted(found.values()) == [(str(row["title"]), str(row["body"])) for row in rows]
        assert all(0 < one < 2**63 for one in found)


def test_an_excerpt_is_completed_by_the_whole_and_never_takes_its_place(tips: Tips, tmp_path: Path) -> None:
    excerpt = {"title": "A", "body": "The beginning", "complete": False}
    whole = {"title": "A", "body": "The beginning and the end.", "date": "2026-01-02"}
    source = lines(tmp_path / "s.jsonl", [excerpt])
    for tip, updated in ((whole, 1), (excerpt, 0)):
        well(tips("import", source))
        lines(tmp_path / "s.jsonl", [tip])
        found = counts(well(tips("import", source)))
        assert found == ({"updated": 1} if updated else {"unchanged": 1})
        [kept] = held(tips.home, "s")
        assert (kept["body"], kept["complete"]) == ("The beginning and the end.", True)


@pytest.mark.parametrize("title", ["日本{}", "One title"])
def test_many_tips_of_one_slug_are_told_apart_in_linear_time(patched: Path, tmp_path: Path, title: str) -> None:
    rows: list[dict[str, Any]] = [{"title": title.format(n), "body": f"Body {n}."} for n in range(5000)]
    with processor_time():
        read(rows, tmp_path)
        again = read([*rows[:1500], rows[1500] | {"body": "Another."}, *rows[1501:], rows[1700]], tmp_path)
    assert (again.updated, again.unchanged, again.added, again.twice) == (1, 4999, 0, 1)
    assert brief(patched, "s")[1501][1] == "Another."


def test_an_item_that_takes_the_guid_of_another_stays_what_it_is(patched: Path, tmp_path: Path) -> None:
    five, seven = ({"title": name, "body": f"{name} is good.", "slug": name.lower()} for name in ("Five", "Seven"))
    read([five, seven | {"guid": "x"}], tmp_path)
    again = read([five | {"guid": "x"}, seven | {"guid": "x"}], tmp_path, prune=True)
    assert (again.updated, again.unchanged, again.removed) == (1, 1, 0)
    assert [(tip["title"], tip["guid"]) for tip in held(patched, "s")] == [("Five", "x"), ("Seven", "x")]


def test_a_new_item_with_the_guid_of_another_takes_nothing_of_it(patched: Path, tmp_path: Path) -> None:
    seven = {"title": "Seven", "body": "Seven is good.", "slug": "seven", "guid": "x"}
    read([seven], tmp_path)
    again = read([{"title": "Six", "body": "Six is good.", "slug": "six", "guid": "x"}, seven], tmp_path)
    assert (again.unchanged, again.added, again.twice) == (1, 1, 0)
    assert [tip["title"] for tip in held(patched, "s")] == ["Seven", "Six"]


# What is described beside the tips


def write_folder(folder: Path, about: str, count: int = 6) -> str:
    folder.mkdir(exist_ok=True)
    for number in range(count):
        (folder / f"t{number}.md").write_text(f"---\ntitle: T{number}\ntopics: [zeal]\n---\nBody {number}.\n")
    (folder / "topics.toml").write_text(about)
    return str(folder)


def test_new_aliases_of_a_topic_are_searched_though_no_tip_changed(tips: Tips, tmp_path: Path) -> None:
    source = write_folder(tmp_path / "f", '[zeal]\nabout = "Zeal"\naliases = ["fervour"]\n')
    well(tips("import", source))
    assert tips("search", "fervour", "-c", "f", "-n", "0").out.count("\n") == 6
    write_folder(tmp_path / "f", '[zeal]\nabout = "Zeal"\naliases = ["ardency"]\n')
    assert counts(well(tips("import", source))) == {"unchanged": 6}
    assert tips("search", "ardency", "-c", "f", "-n", "0").out.count("\n") == 6
    healthy(tips, "f")


def test_a_topic_that_is_described_twice_leaves_a_sound_index(tips: Tips, tmp_path: Path) -> None:
    write_folder(tmp_path / "f", '[zeal]\naliases = ["fervour"]\n', 1)
    write_folder(tmp_path / "f" / "inner", '[zeal]\naliases = ["ardency"]\n', 1)
    well(tips("import", str(tmp_path / "f")))
    healthy(tips, "f")


def test_a_file_of_the_library_itself_is_imported_with_nothing_added(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,one,red", columns="title,body,colour")
    well(tips("import", source))
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(truth(tips.home, "s").read_bytes())
    well(tips("import", str(copy)))
    [one], [other] = held(tips.home, "s"), held(tips.home, "copy")
    assert other["extra"] == {"colour": "red"}
    own = ("ref", "collection", "mark", "seen")
    assert {key: one[key] for key in one if key not in own} == {key: other[key] for key in other if key not in own}


# Good beside bad


def test_the_good_are_kept_beside_the_bad_and_each_bad_one_is_named(tips: Tips, tmp_path: Path) -> None:
    source = tmp_path / "s.jsonl"
    source.write_text('{"title": "A", "body": "one"}\n{broken\n[]\n{"colour": "red"}\n{"title": "B", "body": "two"}\n')
    ran = well(tips("import", str(source)))
    assert counts(ran) == {"added": 2, "bad": 3}
    named = [line for line in ran.err.splitlines() if line.startswith(f"tips: {source}, line ")]
    assert [line.rsplit(", line ", 1)[1][0] for line in named] == ["2", "3", "4"]
    assert all(line.partition(": ")[2].partition(": ")[2] for line in named)


@pytest.mark.parametrize("broken", ["row", "file", "wrong file"])
def test_what_is_bad_this_time_is_not_gone_and_not_pruned(tips: Tips, tmp_path: Path, broken: str) -> None:
    if broken == "row":
        source, form = table(tmp_path / "s.csv", "A,one", "B,two"), "csv"
    else:
        source, form = write_folder(tmp_path / "s", "", 2), "markdown"
    well(tips("import", source, "--from", form))
    if broken == "row":
        table(tmp_path / "s.csv", "A,one", "B,two,more,cells")
    else:
        (tmp_path / "s" / "t1.md").write_bytes(b"---\ntitle: [\n---\nx\n" if broken == "file" else b"")
    ran = well(tips("import", source, "--from", form, "--prune"))
    assert counts(ran)["bad"] == 1
    assert "removed" not in counts(ran)
    assert len(brief(tips.home, "s")) == 2


NOTHING: dict[str, tuple[str, bytes]] = {
    "empty": ("csv", b""),
    "no rows": ("csv", b"title,body\n"),
    "only bad ones": ("jsonl", b"{\n[]\n"),
    "other format": ("json", b"<html></html>"),
    "only drafts": ("markdown", b"---\ntitle: A\ndraft: true\n---\nText.\n"),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_a_source_of_which_nothing_can_be_read_is_3_and_changes_nothing(tips: Tips, tmp_path: Path, kind: str) -> None:
    form, data = NOTHING[kind]
    source = tmp_path / "s"
    source.write_text('{"title": "A", "body": "one"}\n')
    well(tips("import", str(source)))
    before = tree(tips.home)
    source.write_bytes(data)
    ran = well(tips("import", str(source), "--from", form, "--name", "s"), 3)
    assert ran.err.startswith("tips: ")
    after = tree(tips.home)
    noted = "state/syncs/s.json"  # why the source could not be read, for the doctor
    assert {name: data for name, data in after.items() if data is not None and name != noted} == {
        name: data for name, data in before.items() if data is not None and name != noted
    }


def test_of_several_sources_one_that_fails_is_said_and_not_remembered(tips: Tips, tmp_path: Path) -> None:
    good = table(tmp_path / "good.csv", "A,one")
    missing = str(tmp_path / "missing.csv")
    ran = well(tips("import", missing, good, "--name", "both"), 3)
    assert "missing.csv: No such file" in ran.err
    assert counts(ran) == {"added": 1}
    assert [one["source"] for one in header(tips.home, "both")["origins"]] == [good]
    assert "missing" not in well(tips("sync")).err


def test_a_source_that_is_named_twice_is_read_once(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,one")
    assert counts(well(tips("import", source, source))) == {"added": 1}
    assert len(header(tips.home, "s")["origins"]) == 1


# Names and origins


def test_one_more_source_for_a_collection_takes_its_name_and_prune_is_refused(tips: Tips, tmp_path: Path) -> None:
    one = table(tmp_path / "one" / "s.csv", "A,one")
    two = table(tmp_path / "two" / "s.csv", "B,two")
    well(tips("import", one))
    before = tree(tips.home)
    ran = well(tips("import", two), 2)
    assert "--name" in ran.err
    ran = well(tips("import", two, "--name", "s", "--prune"), 2)
    assert "tips sync s --prune" in ran.err
    assert tree(tips.home) == before
    assert counts(well(tips("import", two, "--name", "s")))["added"] == 1
    assert [tip["title"] for tip in held(tips.home, "s")] == ["A", "B"]
    assert counts(well(tips("sync", "s"))) == {"unchanged": 2}
    well(tips("import", one, "--prune"), 2)
    table(tmp_path / "one" / "s.csv", "C,three")
    assert counts(well(tips("sync", "s", "--prune"))) == {"added": 1, "unchanged": 1, "removed": 1}


def test_a_source_under_a_second_name_is_a_second_collection_and_the_first_stays_its_own(
    tips: Tips, tmp_path: Path
) -> None:
    source = table(tmp_path / "s.csv", "A,one")
    well(tips("import", source))
    assert counts(well(tips("import", source, "--name", "again")), "again") == {"added": 1}
    before = truth(tips.home, "again").read_bytes()
    table(tmp_path / "s.csv", "A,one", "B,two")
    assert counts(well(tips("import", source)), "s") == {"added": 1, "unchanged": 1}
    assert truth(tips.home, "again").read_bytes() == before


@pytest.mark.parametrize(
    ("path", "name"),
    [("Our Tips.v2.csv", "our-tips-v2"), ("a/Ünï.csv", "uni"), ("x" * 60 + ".csv", "x" * 40)],
)
def test_a_collection_is_named_after_its_source(tips: Tips, tmp_path: Path, path: str, name: str) -> None:
    well(tips("import", table(tmp_path / path, "A,one")))
    assert truth(tips.home, name).exists()


def test_several_files_of_a_folder_make_a_collection_named_after_it(tips: Tips, tmp_path: Path) -> None:
    sources = [table(tmp_path / "team" / name, f"{name},one") for name in ("a.csv", "b.csv")]
    assert counts(well(tips("import", *sources)), "team") == {"added": 2}


@pytest.mark.parametrize("name", ["日本.csv", "service.csv"])
def test_a_source_that_gives_no_name_asks_for_one(tips: Tips, tmp_path: Path, name: str) -> None:
    ran = well(tips("import", table(tmp_path / name, "A,one")), 2)
    assert "--name" in ran.err
    assert not (tips.home / "data").exists()


@pytest.mark.parametrize("data", [b"junk\n", b'{"tipcli": 99, "name": "s"}\n', b"", b'{"tipcli": 1}\n{"number": 1,'])
def test_a_collection_that_is_broken_or_newer_is_not_written_over(tips: Tips, tmp_path: Path, data: bytes) -> None:
    source = table(tmp_path / "s.csv", "A,one")
    truth(tips.home, "s").parent.mkdir(parents=True)
    truth(tips.home, "s").write_bytes(data)
    well(tips("import", source, "--name", "s"), 3)
    assert truth(tips.home, "s").read_bytes() == data


# Trying without doing


def test_a_dry_run_tells_what_would_happen_and_changes_no_byte(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,one", "B,two", "A,one", "C,three,too,many")
    for prune in ([], ["--prune"]):
        before = tree(tips.home)
        dry = well(tips("import", source, "--dry-run", *prune))
        after = {name: data for name, data in tree(tips.home).items() if data is not None}
        assert after == {name: data for name, data in before.items() if data is not None}
        assert dry.err.rstrip().endswith("Nothing was changed: a dry run.")
        real = well(tips("import", source, *prune))
        assert counts(dry) == counts(real)
        table(tmp_path / "s.csv", "A,other", "B,two", "D,four")


# Near-duplicates


def test_a_tip_that_another_collection_has_is_named_and_kept(tips: Tips, tmp_path: Path) -> None:
    body = "Count to ten before you answer a letter that made you angry, then read it once more."
    well(tips("import", table(tmp_path / "one.csv", f'Count to ten,"{body}"')))
    near = body.replace("angry", "cross")
    source = table(tmp_path / "two.csv", f'Count up to ten,"{near}"', "Something else,With another text.")
    ran = well(tips("import", source))
    assert counts(ran) == {"added": 2}
    assert [line for line in ran.err.splitlines() if "much like" in line] == [
        "two/1 Count up to ten: much like one/1 Count to ten"
    ]
    assert "much like" not in tips("import", source).err


def test_tips_in_other_scripts_are_not_alike_for_that(tips: Tips, tmp_path: Path) -> None:
    well(tips("import", table(tmp_path / "one.csv", "日本,Rivers and their bridges.")))
    ran = well(tips("import", table(tmp_path / "two.csv", "שלום,Bread that is baked at night.")))
    assert "much like" not in ran.err


# What lies on this machine


PAGES = sorted((ROOT.parent / "shared" / "pages").glob("*.txt"))
FORTUNES = Path("/usr/share/games/fortunes")


@pytest.mark.skipif(len(PAGES) != 5, reason="the archive's pages are not here")
def test_the_pages_of_the_archive_give_64_tips_of_65_entries(tips: Tips, tmp_path: Path) -> None:
    folder = shutil.copytree(PAGES[0].parent, tmp_path / "pages", ignore=shutil.ignore_patterns("[!0-9]*"))
    ran = well(tips("import", str(folder)))
    assert counts(ran)["added"] == 64
    assert counts(ran)["twice in the source"] == 1
    assert "bad" not in counts(ran)
    found = held(tips.home, "pages")
    assert len([tip for tip in found if not tip["complete"]]) == 50
    assert len([tip for tip in found if tip["complete"]]) == 14
    assert len([tip for tip in found if tip["date"] is None]) == 2
    [twin] = [tip for tip in found if tip["title"] == "Defend without Being Defensive"]
    assert len(twin["topics"]) >= 2
    assert not any("Read more" in tip["body"] or "Posted on" in tip["body"] for tip in found)
    again = counts(well(tips("import", str(folder))))
    assert again == {"unchanged": 64, "twice in the source": 1}
    assert held(tips.home, "pages") == found


@pytest.mark.skipif(len(PAGES) != 5, reason="the archive's pages are not here")
@pytest.mark.parametrize("order", [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3]])
def test_the_pages_one_by_one_in_any_order_give_the_same_tips(patched: Path, order: list[int]) -> None:
    def texts(name: str) -> list[dict[str, Any]]:
        own = ("ref", "number", "collection", "slug", "mark", "seen", "topics")
        made = [
            {key: value for key, value in tip.items() if key not in own} | {"topics": sorted(tip["topics"])}
            for tip in held(patched, name)
        ]
        return sorted(made, key=lambda tip: (tip["title"], tip["body"]))

    import_sources([str(page) for page in PAGES], "whole", ImportOptions(), quiet)
    for place in order:
        import_sources([str(PAGES[place])], "parts", ImportOptions(), quiet)
    assert len(texts("parts")) == 64
    assert texts("parts") == texts("whole")


def fortunes() -> list[str]:
    return sorted(path.name for path in FORTUNES.glob("*") if not path.suffix and path.is_file())


def texts_of(path: Path) -> int:
    """Return how many texts that are not empty stand between the lines of `%`."""
    return len([one for one in re.split(rb"(?m)^%\n", path.read_bytes()) if one.strip()])


@pytest.mark.skipif(not fortunes(), reason="no fortune files are installed")
def test_each_fortune_file_gives_as_many_texts_as_its_index_counts() -> None:
    for name in fortunes():
        path = FORTUNES / name
        found = list(reader("fortune").read(Document(str(path), name, name), Options()))
        said = int.from_bytes(path.with_suffix(".dat").read_bytes()[4:8], "big")
        assert len(found) == texts_of(path), name
        assert len(found) == said or said == texts_of(path) + 1, name  # the empty end of some is counted


@pytest.mark.skipif(not fortunes(), reason="no fortune files are installed")
def test_of_a_folder_of_fortunes_each_text_is_taken_once_whatever_else_lies_there(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    names = ("ascii-art", "pets", "translate-me", "tao")
    for name in names:
        for path in FORTUNES.glob(f"{name}*"):
            shutil.copy(path, folder, follow_symlinks=True)
    found = counts(well(tips("import", str(folder))))
    assert found["added"] + found.get("twice in the source", 0) == sum(texts_of(FORTUNES / name) for name in names)
    assert "bad" not in found
    assert {topic for tip in held(tips.home, "all") for topic in tip["topics"]} == set(names)


# Any source at all, as properties of the library


@pytest.fixture
def patched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the home of the library in this process."""
    home = tmp_path / "home"
    monkeypatch.setenv("TIPS_HOME", str(home))
    return home


def read(rows: list[dict[str, Any]], folder: Path, form: str = "jsonl", *, prune: bool = False) -> Report:
    path = folder / "s"
    if form == "json":
        path.write_text(json.dumps(rows), "utf-8")
    else:
        lines(path, rows)
    return import_sources([str(path)], "s", ImportOptions(format=form, prune=prune), quiet)


def fault() -> str:
    """Return what is wrong with the index of the collection."""
    source = Imported(path_of("s"))
    with closing(open_index(source)) as index:
        return checks.fault(index, source, source.digest(), index.size)


def forget(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)


titles = st.sampled_from(["A", "B", "日本", "新", "A 2"])
bodies = st.sampled_from(["one", "two", "three"])
row = st.fixed_dictionaries({"title": titles, "body": bodies})
states = st.lists(st.lists(row, min_size=1, max_size=6), min_size=1, max_size=4)
forms = st.sampled_from(["jsonl", "json"])


def key(row: dict[str, Any]) -> tuple[str, str]:
    return str(row["title"]), str(row["body"])


@many(25)
@given(states=states, form=forms, prune=st.booleans())
def test_whatever_a_source_becomes_nothing_is_lost_and_numbers_stay(
    patched: Path, tmp_path: Path, states: list[list[dict[str, Any]]], form: str, *, prune: bool
) -> None:
    forget(patched)
    known: dict[tuple[str, str], int] = {}
    named: dict[int, tuple[str, str]] = {}
    for rows in states:
        report = read(rows, tmp_path, form, prune=prune)
        found = brief(patched, "s")
        texts = list(found.values())
        assert set(map(key, rows)) <= set(texts)
        assert len(set(texts)) == len(texts)
        if prune:
            assert set(texts) == set(map(key, rows))
        assert report.read == len(rows)
        assert report.twice == len(rows) - len(set(map(key, rows)))
        for number, (title, body) in found.items():
            # Without an identifier, what shares neither title nor text is another tip.
            assert {title, body} & {*named.get(number, (title, body))}
            if (title, body) in known and (title, body) in set(map(key, rows)):
                assert known[title, body] == number
        named |= found
        known = {text: number for number, text in found.items()}
    assert fault() == ""


@many(20)
@given(st.lists(row, min_size=1, max_size=8), forms, st.randoms(use_true_random=False))
def test_a_source_that_is_read_again_in_any_order_changes_nothing(
    patched: Path, tmp_path: Path, rows: list[dict[str, Any]], form: str, chance: random.Random
) -> None:
    forget(patched)
    first = read(rows, tmp_path, form)
    before = truth(patched, "s").read_bytes()
    chance.shuffle(rows)
    again = read(rows, tmp_path, form)
    assert (again.added, again.updated, again.unchanged) == (0, 0, first.added)
    assert again.gone == 0
    assert truth(patched, "s").read_bytes() == before


identified = st.lists(
    st.dictionaries(st.integers(1, 6), st.tuples(titles, bodies, st.sampled_from(["", "x", "y"])), min_size=1),
    min_size=1,
    max_size=4,
)


@many(25)
@given(identified, st.sampled_from(["guid", "link"]), forms, st.randoms(use_true_random=False))
def test_tips_with_an_identifier_keep_their_number_whatever_else_changes(
    patched: Path, tmp_path: Path, states: list[dict[int, tuple[str, str, str]]], kind: str, form: str,
    chance: random.Random,
) -> None:  # fmt: skip
    forget(patched)
    numbers: dict[int, int] = {}
    for state in states:
        made = [
            {"title": title, "body": body, "topics": [topic] if topic else [], kind: f"https://x.example/{one}"}
            for one, (title, body, topic) in state.items()
        ]
        chance.shuffle(made)
        read(made, tmp_path, form, prune=True)
        tips = {int(tip[kind].rpartition("/")[2]): tip for tip in held(patched, "s")}
        assert {one: (tip["title"], tip["body"], ",".join(tip["topics"])) for one, tip in tips.items()} == state
        for one, tip in tips.items():
            assert numbers.get(one, tip["number"]) == tip["number"]
        assert not set(numbers.values()) - {numbers.get(one) for one in tips} & {t["number"] for t in tips.values()}
        numbers = {one: tip["number"] for one, tip in tips.items()}
    assert fault() == ""


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[BaseException]], None]:
    """Return a function that lets the renaming of a finished collection fail."""

    def fail(error: type[BaseException]) -> None:
        def put(_: object) -> None:
            raise error

        monkeypatch.setattr("tipcli.store.drafts.Draft.put", put)

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt, sqlite3.OperationalError, OSError])
def test_an_import_that_fails_at_the_last_moment_leaves_what_was_there_and_no_part(
    patched: Path, tmp_path: Path, failing: Callable[[type[BaseException]], None], error: type[BaseException]
) -> None:
    read([{"title": "A", "body": "one"}], tmp_path)
    before = tree(patched)
    failing(error)
    with pytest.raises((Exception, KeyboardInterrupt)):
        read([{"title": "A", "body": "two"}], tmp_path)
    assert tree(patched) == before
