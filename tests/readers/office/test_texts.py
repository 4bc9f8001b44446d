"""Documents as real programs write them: tests/recorded/office, made by its make.sh."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.found import parsed
from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Document, Item, Options, Skipped
from tipcli.readers.office.texts import DocumentReader
from tipcli.readers.registry import reader_for

FILES = Path(__file__).parents[2] / "recorded" / "office"
NAMES = """When a guest **calls**, say *their* name once. [1] See [this page](https://example.org/names).

[1] As it was said to you.

- One \\<guest>
- Two
  - inner"""
PARCEL = """Tell them first, 5 * 3 times if need_be.

## Why

Because they wait.

| {say} | {not_} |
| --- | --- |
| I will look | yes \\| no |"""

STYLED = """Say this:

> Thank you for *waiting*.
>
> I am with you now.

Then type `tips_random --short` in:

````
tips random --short
    tips  today
  # *not a heading* ``` [1](2)

last & <b>line</b>
````

End."""


def read(name: str) -> list[object]:
    document = Document(str(FILES / name), name, name)
    return [parsed(one) for one in DocumentReader().read(document, Options())]


def items(found: list[object]) -> list[Item]:
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize(("name", "bold"), [("notes.docx", ""), ("notes.odt", "**")])
def test_a_heading_begins_a_tip_with_its_lists_tables_links_and_notes(name: str, bold: str) -> None:
    first, second, third = items(read(name))
    assert (first.title, first.body) == ("Say the name", NAMES)
    assert (second.title, second.body) == (
        "Late parcel",
        PARCEL.format(say=f"{bold}Say{bold}", not_=f"{bold}Not{bold}"),
    )
    assert (third.title, third.body) == ("In turn", "Take the queue in turn.\n\n1. first\n2. second")


@pytest.mark.parametrize("name", ["python-docx.docx", "handbook.odt"])
def test_headings_of_chapters_are_topics(name: str) -> None:
    found = read(name)
    assert [(one.title, one.topics) for one in items(found)] == [
        ("Pick up by the third ring", ("Phone",)),
        ("Say goodbye last", ("Phone",)),
        ("Ask for the door", ("Parcels",)),
    ]
    assert items(found)[0].body.endswith("- Smile first\n- Then speak\n\n## If they are cross\n\nLet them finish.")
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["what stands before the first heading"]


@pytest.mark.parametrize("name", ["python-docx.docx", "handbook.odt"])
def test_the_title_of_a_document_is_that_of_the_collection(name: str) -> None:
    assert read(name)[0] == About(title="Front desk handbook")


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    assert [(one.title, one.body) for one in items(read("bold.docx"))] == [
        ("Greet people", "Look up and greet."),
        ("Thank them", "Thank them at the end."),
    ]


def test_a_document_of_one_heading_is_one_tip() -> None:
    assert [(one.title, one.body) for one in items(read("one.docx"))] == [
        ("Keep a pen ready", "A pen that writes saves a minute.")
    ]


def test_a_document_is_told_by_name_and_by_bytes(tmp_path: Path) -> None:
    assert isinstance(reader_for(Document(str(FILES / "notes.odt"), "x", "notes.odt")), DocumentReader)
    (tmp_path / "a.docx").write_text("# A note\n\nText.\n")
    assert not DocumentReader().fits(Document(str(tmp_path / "a.docx"), "x", "a.docx"))


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_what_only_looks_like_a_document_is_refused_in_a_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((FILES / "huddle.ods").read_bytes() if name == "a.docx" else b"PK\x03\x04 cut")
    with pytest.raises(AccessError, match=r"damaged"):
        list(DocumentReader().read(Document(str(tmp_path / name), name, name), Options()))


@pytest.mark.parametrize("name", ["pandoc.docx", "pandoc.odt", "styled.docx", "styled.odt"])
def test_code_and_quotations_are_what_they_were(name: str) -> None:
    first, second = items(read(name))
    assert first.body == STYLED
    assert second.body.endswith("> quoted in a list\n\nText.\n\n```\ndef f():\n    return 1\n```")


@pytest.mark.parametrize("name", ["derived.docx", "derived.odt"])
def test_styles_of_one_s_own_are_what_they_come_from(name: str) -> None:
    text = "> Look up.\n\nPress `F_1`\n\n```\none\n\n  two\n```"
    assert [(one.title, one.body) for one in items(read(name))] == [("Greet", text), ("Thank", text)]
