"""Archive pages: made-up ones of the form of the real ones, and the real ones where they are at hand."""

from __future__ import annotations

import contextlib
import glob
import json
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.found import sound
from tests.guards import steps
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Bad, Document, Item, More, Options
from tipcli.readers.markup import parsing
from tipcli.readers.pages.archive.reader import ArchiveReader

if TYPE_CHECKING:
    from pathlib import Path

CASES = os.path.join(ROOT, "tests", "cases", "archive")
REAL = sorted(glob.glob(os.path.join(ROOT.parent, "shared", "pages", "*.txt")))
ADDRESS = "https://letter.example.org/tag/patience/page/3/"
LINES = (
    "topic | Publisher - Page 2|A Title - 1/2/26|Other – Title – 3/4/2025 TOW|Undated Title|Posted on in Cat, Dog"
    "|Posted on|Posted on June 3, 2024 in Cat|Some text Read more"
    "|Read more|Text […]|  • Item|1. One|   rest|« Previous 1 2 Next »"
    "|Signup for FREE Tips!    Contact Us||||\u00a0|Leave a comment|- 1/2/26|<h1>x</h1>|99/99/99|# x"
).split("|")


def document(path: str, address: str = "") -> Document:
    return Document(path, os.path.basename(path), os.path.basename(path), address=address)


def saved(folder: Path, data: bytes, name: str = "page.txt") -> Document:
    (folder / name).write_bytes(data)
    return document(str(folder / name))


def read(one: Document) -> list[object]:
    return list(ArchiveReader().read(one, Options()))


def items(folder: Path, text: str, name: str = "page.txt") -> list[Item]:
    return [found for found in read(saved(folder, text.encode(), name)) if isinstance(found, Item)]


def fits(folder: Path, text: str, name: str = "page.txt") -> bool:
    return ArchiveReader().fits(saved(folder, text.encode(), name))


def as_json(found: object) -> object:
    if not isinstance(found, Item):
        return repr(found)
    credit = found.credit
    return {
        "place": found.place,
        "title": found.title,
        "date": found.date,
        "topics": list(found.topics),
        "body": found.body.split("\n"),
        "complete": found.complete,
        "guid": found.guid,
        "link": found.link,
        "credit": credit and [credit.title, credit.publisher, credit.date, credit.url],
    }


def cases() -> list[str]:
    return sorted(name for name in os.listdir(CASES) if not name.endswith(".json"))


def test_there_are_cases() -> None:
    assert len(cases()) >= 4


@pytest.mark.parametrize("name", cases())
def test_page_gives_the_entries_in_the_file_beside_it(name: str) -> None:
    found = read(document(os.path.join(CASES, name), ADDRESS if name.endswith(".html") else ""))
    with open(os.path.join(CASES, f"{name}.json")) as expected:
        assert [as_json(one) for one in found] == json.load(expected)


@pytest.mark.parametrize("name", cases())
def test_page_is_told_by_its_content(name: str) -> None:
    assert ArchiveReader().fits(document(os.path.join(CASES, name)))


@pytest.mark.skipif(not REAL, reason="the real pages are not here")
def test_the_real_pages_give_64_tips() -> None:
    by_guid: dict[str, list[Item]] = {}
    for path in REAL:
        assert ArchiveReader().fits(document(path))
        found = [one for one in read(document(path)) if not isinstance(one, About)]
        assert len(found) == 13
        for item in found:
            assert isinstance(item, Item), item
            by_guid.setdefault(item.guid, []).append(item)
    firsts = [same[0] for same in by_guid.values()]
    assert len(firsts) == 64
    assert [same[0].title for same in by_guid.values() if len(same) > 1] == ["Defend without Being Defensive"]
    teasers = [item for item in firsts if not item.complete]
    assert (len(teasers), len(firsts) - len(teasers)) == (50, 14)
    assert sum(item.date is None for item in firsts) == 2
    assert all(not item.topics and item.body.endswith("…") for item in teasers)
    twin = by_guid["archive:defend-without-being-defensive 2014-07-08"]
    assert {item.topics[0] for item in twin} == {"issue resolution", "service recovery"}
    text = "\n".join(item.body for item in firsts)
    assert "\n- Don’t make assumptions – you might" in text
    for leftover in ("Signup", "Read more", "Posted on", "Previous", "Did you like", "\u00a0", "Comment\n"):
        assert leftover not in text


@pytest.mark.parametrize(
    ("line", "title", "date"),
    [
        ("Patience is… - 3/4/25", "Patience is…", "2025-03-04"),
        ("One – Truly – Other – 6/12/2018", "One – Truly – Other", "2018-06-12"),
        ("After 9/11/01 - Again — 3/4/05 TOW", "After 9/11/01 - Again", "2005-03-04"),
        ("In Dash -3/4/05 - TOW -", "In Dash", "2005-03-04"),
        ("No Such Day - 13/45/20", "No Such Day - 13/45/20", None),
        ("Remember 9/11/01", "Remember 9/11/01", None),
        ("Undated – TOW", "Undated", None),
        ("*Stars* [and] (brackets) - 3/4/25", "*Stars* [and] (brackets)", "2025-03-04"),
    ],
)
def test_title_and_date_of_a_title_line(tmp_path: Path, line: str, title: str, date: str | None) -> None:
    for name, text in (
        ("teaser.txt", f"topic\n\n{line}\n\nText Read more\n"),
        ("post.txt", f"topic\r\n\r\n{line}\r\n\r\nPosted on in Cat\r\n\r\nText\r\n"),
        ("post.html", f"<!doctype html><title>t | P</title><h2>{line}</h2><p>Posted on in <a href=/c>Cat</a><p>Text"),
    ):
        (item,) = items(tmp_path, text, name)
        assert (item.title, item.date) == (title, date), name


def test_post_that_is_cut_keeps_its_topics_and_is_no_whole_tip(tmp_path: Path) -> None:
    first = "A - 1/2/26\n\nPosted on in Cat\n\nFirst line.\n\nIt goes on Read more"
    text = f"topic\n\n{first}\n\nB - 1/3/26\n\nMore text Read more"
    one, other = items(tmp_path, text)
    assert (one.body, one.complete, one.topics) == ("First line.\n\nIt goes on…", False, ("topic", "Cat"))
    assert (other.title, other.topics) == ("B", ())


def test_teaser_after_a_post_is_an_entry_of_its_own(tmp_path: Path) -> None:
    text = "topic\n\nA - 1/2/26\n\nPosted on in Cat\n\nWhole text.\n\nUndated\n\nCut here Read more"
    assert [(item.title, item.body) for item in items(tmp_path, text)] == [
        ("A", "Whole text."),
        ("Undated", "Cut here…"),
    ]


def test_page_without_a_heading_loses_no_entry(tmp_path: Path) -> None:
    assert [item.title for item in items(tmp_path, "A - 1/2/26\n\nText Read more\n\nB\n\nText Read more")] == ["A", "B"]
    assert [item.topics for item in items(tmp_path, "A\n\nPosted on in Cat\n\nText")] == [("Cat",)]


def test_lists_in_text_stay_lists(tmp_path: Path) -> None:
    text = (
        "t | p\n\nA - 1/2/26\n\nPosted on in Cat\n\nSee:\n • one\n   and on\n    ◦ inner\n • two\nafter\n\n1) x\n2) y\n"
    )
    (item,) = items(tmp_path, text)
    assert item.body == "See:\n\n- one and on\n  - inner\n- two\n\nafter\n\n1. x\n2. y"


@pytest.mark.parametrize(
    "text",
    [
        "# Heading\n\nPosted on June 3, 2024 in News\n\nText",
        "---\ntitle: A - 1/2/26\n---\nText Read more\n\nRead more",
        "A story\n\nPosted on the wall in our lobby is a sign.\n\nRead more books.\n\nRead more of them.",
        "one\n%\ntwo - 1/2/26\n%\n",
        "To do\n\nMeeting - 1/2/26\n\nBring cake.\n",
        "<!doctype html><title>Blog</title><h1>Post</h1><p>Posted on June 3, 2024 in <a href=/n>News</a><p>Text",
        "<!doctype html><title>Post | B</title><h1>Post</h1><p>Posted on June 3, 2024 in <a href=/n>News</a><p>Text",
        "<!doctype html><title>B</title><h2>A</h2><p>T <a href=/1>Read more</a><h2>B</h2><p><a href=/2>Read more</a>",
        "",
    ],
)
def test_other_texts_are_not_taken_for_archive_pages(tmp_path: Path, text: str) -> None:
    assert not fits(tmp_path, text)
    assert not fits(tmp_path, "t | p\n\nA - 1/2/26\n\nText Read more\n\nB - 1/2/26\n\nText Read more", "page.md")


def test_page_without_entries_is_refused(tmp_path: Path) -> None:
    for name, text in (("a.txt", "Only text.\n"), ("a.txt", ""), ("a.html", "<html><p>Text</p>")):
        with pytest.raises(AccessError, match="no entries of an archive page"):
            read(saved(tmp_path, text.encode(), name))


def test_page_that_cannot_be_parsed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_TAGS", 10)
    with pytest.raises(AccessError, match=r"^a\.html: .* too tangled"):
        read(saved(tmp_path, b"<html>" + b"<p>" * 20, "a.html"))


def test_next_page_is_followed_only_on_the_web() -> None:
    path = os.path.join(CASES, "theme.html")
    assert [one for one in read(document(path, ADDRESS)) if isinstance(one, More)] == [
        More("https://letter.example.org/tag/patience/page/4/")
    ]
    assert not [one for one in read(document(path)) if isinstance(one, More)]


@many(60)
@given(st.lists(st.sampled_from(LINES) | any_text(12), max_size=30), st.sampled_from(["\n", "\n\n", "\r\n\r\n", "<p>"]))
def test_any_text_gives_items_or_an_access_error(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], by: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    for name, head in (("any.txt", ""), ("any.html", "<!doctype html><title>t | p</title>")):
        one = saved(folder, (head + by.join(lines)).encode("utf-8", "replace"), name)
        ArchiveReader().fits(one)
        try:
            found = read(one)
        except AccessError:
            continue
        for each in found:
            assert isinstance(each, Item | Bad | About)
            sound(each)
        assert all(each.title for each in found if isinstance(each, Item))


@many(30)
@given(st.data())
def test_mutated_pages_give_items_or_an_access_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(cases()))
    with open(os.path.join(CASES, name), "rb") as file:
        whole = file.read()
    at, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    one = saved(tmp_path_factory.getbasetemp(), whole[:at] + data.draw(st.binary(max_size=20)) + whole[end:], name)
    ArchiveReader().fits(one)
    with contextlib.suppress(AccessError):
        read(one)


@pytest.mark.parametrize(
    "piece", ["a\n\n", "- ", "T - 1/2/26\n\nx Read more\n\n", "x Read more\n\n", "Posted on in x\n\n", "[", " • a\n"]
)
def test_work_grows_no_faster_than_the_page(tmp_path: Path, piece: str) -> None:
    def told(count: int) -> None:
        one = saved(tmp_path, (piece * count).encode())
        ArchiveReader().fits(one)
        with contextlib.suppress(AccessError):
            read(one)

    told(100)  # what is loaded at the first time is no work of it
    assert steps(lambda: told(200)) < 2.2 * steps(lambda: told(100)) + 1000
