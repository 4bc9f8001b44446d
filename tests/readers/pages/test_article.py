"""A saved page with one article: its text without what stands around it on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, held

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!DOCTYPE html><html><head><title>Smile | Blog</title>{head}</head><body>
<nav><a href="/">Home</a></nav><article><h1>Smile</h1><p>First, and with all of it.</p>
<p>Then speak, and say what you can do.</p></article><footer>All rights reserved</footer></body></html>"""
HEADS = {
    "nothing": "",
    "meta": '<meta name="author" content="Ann"><meta property="article:published_time" content="2025-04-29T10:00:00Z">',
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_the_article_is_the_tip_and_the_page_around_it_is_not(tmp_path: Path, head: str) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "smile.html").write_text(PAGE.format(head=head))
    assert tips("import", str(tmp_path / "smile.html"), "--name", "saved").status == 0
    [tip] = held(tips.home, "saved")
    assert tip["title"] == "Smile"
    assert tip["body"].startswith("First, and with all of it.")
    assert "Home" not in tip["body"]
    assert "rights" not in tip["body"]
    assert tip.get("date") == ("2025-04-29" if head else None)
    assert (tip.get("credit") or {}).get("publisher") == ("Ann" if head else None)


@pytest.mark.parametrize("sign", ["—", "|", "·"])
def test_the_name_of_the_site_above_all_is_no_title(sign: str, tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    # as the first templates of Lektor have it
    (tmp_path / "index.html").write_text(
        f"<!doctype html><title>Greet first {sign} Desk</title><body><header><h1>Desk</h1>"
        "<nav><a href='/'>Home</a></nav></header>"
        "<div class=page><div class=blog-post><h1>Greet first</h1><p>Say hello before the name.</p>"
        "<h1>Desk work</h1><p>It helps.</p></div></div></body>"
    )
    assert tips("import", str(tmp_path / "index.html"), "--name", "saved").status == 0
    [tip] = held(tips.home, "saved")
    assert (tip["title"], tip["body"]) == ("Greet first", "Say hello before the name.\n\n# Desk work\n\nIt helps.")


def test_a_page_without_words_is_no_tip(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "empty.html").write_text("<!DOCTYPE html><html><title></title><body><nav>Home</nav></body></html>")
    ran = tips("import", str(tmp_path / "empty.html"), "--name", "saved")
    assert ran.status == 3
