"""Texts of LibreOffice as HTML."""

from __future__ import annotations

from pathlib import Path

import pytest

from tipcli.readers.office.containers import UnfitError
from tipcli.readers.office.opendocument import html_of

FILES = Path(__file__).parents[2] / "recorded" / "office"


def html(name: str) -> str:
    return "".join(html_of(str(FILES / name)))


@pytest.mark.parametrize("name", ["pandoc.odt", "styled.odt"])
def test_code_quotations_and_what_goes_on_in_an_item_are_what_they_were(name: str) -> None:
    made = html(name)
    assert "<blockquote><p>Thank you for <em>waiting</em>.</p><p>I am with you now.</p></blockquote>" in made
    assert "<p>Then type <code>tips_random --short</code> in:</p>" in made
    assert "  # *not a heading* ``` [1](2)\n\nlast &amp; &lt;b&gt;line&lt;/b&gt;</code></pre>\n<p>End.</p>" in made
    assert "<li>item<p>goes on</p><blockquote><p>quoted in a list</p></blockquote></li>" in made


def test_styles_that_come_from_others_are_those() -> None:
    made = html("derived.odt")
    assert "<blockquote><p>Look up.</p></blockquote>\n<p>Press <code>F_1</code></p>" in made
    assert "<pre><code>one\n\n  two</code></pre>" in made


def test_a_title_and_notes_are_taken_out_of_the_text() -> None:
    assert html("handbook.odt").startswith('<p class="title">Front desk handbook</p><p>What we learned')
    assert "once. [1] See" in html("notes.odt")


def test_what_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes((FILES / "one.docx").read_bytes())
    with pytest.raises(UnfitError, match="damaged"):
        list(html_of(str(tmp_path / "a.odt")))
