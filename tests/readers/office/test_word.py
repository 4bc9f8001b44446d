"""Documents of Word as HTML."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tipcli.readers.office.containers import UnfitError
from tipcli.readers.office.word import html_of

FILES = Path(__file__).parents[2] / "recorded" / "office"


def test_styles_that_come_from_others_are_headings_code_and_quotations() -> None:
    html = "".join(html_of(str(FILES / "derived.docx")))
    assert "<p>Contents</p><h1>Greet</h1><blockquote><p>Look up.</p></blockquote>" in html
    assert "<p>Press <code>F_1</code></p><pre>one\n\n  two</pre>" in html


def test_an_empty_line_of_code_stays() -> None:
    assert "</code>\n\n<code>last" in "".join(html_of(str(FILES / "styled.docx")))


@pytest.mark.parametrize("styles", ["", "<a>", None])
def test_a_document_with_damaged_styles_is_refused_and_one_without_is_read(styles: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(FILES / "one.docx") as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if name != "word/styles.xml":
                new.writestr(name, old.read(name))
            elif styles is not None:
                new.writestr(name, styles)
    if styles is None:
        assert "A pen that writes" in "".join(html_of(str(path)))
    else:
        with pytest.raises(UnfitError, match="damaged"):
            list(html_of(str(path)))
