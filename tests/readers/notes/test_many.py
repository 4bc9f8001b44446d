"""The one Markdown file of many tips: what an export wrote comes back, whatever stands in a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text
from tests.made import many as examples
from tipcli.model.errors import AccessError
from tipcli.readers.base import Bad, Document, Item, Record
from tipcli.readers.notes.many import many

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "<!-- tips: 1 -->\n"


def read(path: Path, text: str) -> list[Item | Bad]:
    """Return the tips of a file, parsed."""
    path.write_bytes(text.encode("utf-8", "replace"))
    found = [one.parse() if isinstance(one, Record) else one for one in many(Document(str(path), "a.md", "a.md"))]
    assert all(isinstance(one, (Item, Bad)) for one in found)
    return [one for one in found if isinstance(one, (Item, Bad))]


def section(body: str, title: str = "Smile") -> str:
    return f'<!-- tip {{"title": "{title}"}} -->\nFor people.\n<!-- body -->\n{body}\n<!-- /body -->\n'


BODY = st.lists(st.sampled_from(["words", "", "# head", "<!-- tip {x} -->", "<!-- body -->", "<!-- x -->"]), min_size=1)


@examples(60)
@given(BODY.map("\n".join).filter(str.strip), BODY.map("\n".join).filter(str.strip))
def test_each_body_is_what_stands_between_its_marks(tmp_path: Path, one: str, other: str) -> None:
    found = read(tmp_path / "a.md", HEAD + section(one) + "Between.\n" + section(other, "Wave"))
    assert [(item.title, item.body) for item in found if isinstance(item, Item)] == [("Smile", one), ("Wave", other)]


def test_a_closing_mark_in_a_body_has_one_slash_more(tmp_path: Path) -> None:
    [item] = read(tmp_path / "a.md", HEAD + section("one\n<!-- //body -->\n<!-- ///body -->"))
    assert isinstance(item, Item)
    assert item.body == "one\n<!-- /body -->\n<!-- //body -->"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('<!-- tip {"title": "a"} -->\n', "no body follows"),
        ('<!-- tip {"title": "a"} -->\n<!-- body -->\nwords\n', "the body is not closed"),
        ("<!-- tip {title} -->\n<!-- body -->\nwords\n<!-- /body -->\n", "no JSON in the comment"),
    ],
)
def test_a_tip_that_is_torn_is_told_and_the_next_one_is_read(tmp_path: Path, text: str, reason: str) -> None:
    found = read(tmp_path / "a.md", HEAD + text)
    assert [one.reason for one in found if isinstance(one, Bad)] == [found[0].reason]  # type: ignore[union-attr]
    assert isinstance(found[0], Bad)
    assert reason in found[0].reason
    assert found[0].place == "line 2"


def test_a_file_of_a_newer_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="newer"):
        read(tmp_path / "a.md", "<!-- tips: 2 -->\n" + section("words"))


@examples(60)
@given(any_text(80))
def test_any_text_below_the_first_line_is_tips_or_told(tmp_path: Path, text: str) -> None:
    for one in read(tmp_path / "a.md", HEAD + '<!-- tip {"title": "a"} -->\n' + text):
        assert isinstance(one, Item) or len(one.reason.splitlines()) == 1
