"""What all exports have in common."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.exports.samples import ABOUT, OF_MANY, TIPS, WHOLE, any_tips, text_of, wanted
from tests.limits import processor_time
from tests.made import a_tip, many
from tipcli.exports.base import Collection, entries, in_markup, is_uri
from tipcli.exports.registry import export
from tipcli.model.text import clean

ONE_FILE = [name for name in OF_MANY if not export(name).is_folder]

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def whole(name: str, tips: list[Tip]) -> str:
    """Return everything that the format writes, names included."""
    made = export(name)
    if made.is_folder:
        return "\n".join("\n".join(file) for file in made.files(tips, ABOUT))
    return text_of(name, tips)


@pytest.mark.parametrize("name", OF_MANY)
def test_each_format_goes_by_the_name_of_its_class(name: str) -> None:
    made = export(name)
    assert made.name == name
    assert made.about
    assert made.is_folder == (made.ending == "")


def test_a_format_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        export("docx")


@pytest.mark.parametrize("name", OF_MANY)
@many(30)
@given(any_tips())
def test_no_export_holds_a_character_that_controls_a_terminal(name: str, tips: list[Tip]) -> None:
    text = whole(name, tips).replace("\r\n", "\n")
    assert text == clean(text)
    text.encode()


@pytest.mark.parametrize("name", ONE_FILE)
def test_an_export_of_nothing_is_a_whole_file(name: str) -> None:
    text = text_of(name, [])
    assert bool(text) == (name not in {"fortune", "jsonl", "slack"})


@pytest.mark.parametrize("name", [name for name in OF_MANY if name not in {"html", "folder", "site"}])
def test_tips_are_read_as_they_are_written(name: str) -> None:
    read = 0

    def endless() -> object:
        nonlocal read
        while True:
            read += 1
            yield a_tip(read)

    pieces = export(name).pieces(endless(), ABOUT)  # type: ignore[arg-type]
    for _ in range(10):
        next(pieces)
    assert 9 <= read <= 10


@many(30)
@given(any_tips())
def test_a_record_is_the_tip_as_json_has_it(tips: list[Tip]) -> None:
    assert [entry.record() for entry in entries(tips)] == list(map(wanted, tips))


@pytest.mark.parametrize("extra", ["[1]", "{", '"a"', '{"a":' * 5000, '{"a": NaN}', "[" * 200_000])
def test_an_extra_that_is_no_object_is_left_out(extra: str) -> None:
    [entry] = entries([a_tip(extra=extra)])
    assert entry.extra == {}


def test_an_escape_in_an_extra_is_cleaned_after_it_is_decoded() -> None:
    [entry] = entries([a_tip(extra=r'{"a\u009b": ["\u001b[31m", {"b": "\ud800"}]}')])
    assert entry.extra == {"a�": ["�[31m", {"b": "�"}]}


def test_a_tip_of_another_collection_than_the_first_is_a_guest() -> None:
    tips = [a_tip(1, collection="b"), a_tip(1, collection="a"), a_tip(2, collection="b")]
    assert [entry.is_guest for entry in entries(tips)] == [False, True, False]


def test_a_collection_without_a_title_goes_by_its_name() -> None:
    assert Collection("mine").heading == "mine"
    assert Collection("mine", "Mine").heading == "Mine"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("tag:example.org,2020:1", True),
        ("urn:uuid:0", True),
        ("https://example.org/?p=1", True),
        ("1:a", False),
        (":a", False),
        ("a:", False),
        ("archive:a b", False),
        ("plain", False),
        ("ä:b", False),
    ],
)
def test_what_a_uri_is(text: str, *, is_one: bool) -> None:
    assert is_uri(text) == is_one


def test_json_for_markup_has_none_of_its_characters_and_reads_back() -> None:
    value = {"<a>": "&amp; </script> -->"}
    text = in_markup(value)
    assert not {"<", ">", "&"} & set(text)
    assert json.loads(text) == value
    assert in_markup("ü", in_ascii=True).isascii()


@pytest.mark.parametrize("name", OF_MANY)
@pytest.mark.parametrize("character", ["%", "-", "[", "\n", "/", "ü"])
def test_a_long_text_of_one_character_takes_linear_time(name: str, character: str) -> None:
    text = character * 1_000_000
    tips = [a_tip(title=f"A {text[:1000]}", body=text)]
    with processor_time():
        whole(name, tips)


@pytest.mark.parametrize("name", OF_MANY)
def test_the_same_tips_give_the_same_export(name: str) -> None:
    assert whole(name, list(TIPS)) == whole(name, list(TIPS))
    assert WHOLE.title in whole(name, [WHOLE])
