"""A story that Medium exported: its parts are told from its text, where they stand again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, held, truth

if TYPE_CHECKING:
    from pathlib import Path

STORY = """<!DOCTYPE html><title>x</title><article class="h-entry"><h1 class="p-name">{title}</h1>
<section data-field="subtitle" class="p-summary">{summary}</section>
<section data-field="body" class="e-content"><h3 class="graf graf--title">{title}</h3>
<h4 class="graf graf--subtitle">{subtitle}</h4><p>Words.</p><h3>{title}</h3></section>
<footer>{published}<a class="p-author h-card">Ann</a> <a class="p-canonical" href="https://example.org/p/1">x</a></footer>
</article>"""
PUBLISHED = '<time class="dt-published" datetime="2019-05-06T14:03:22.123Z">May 6</time>'


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def imported(tips: Inside, path: Path, **parts: str) -> list[dict[str, object]]:
    said = {"title": "Smile", "summary": "At first.", "subtitle": "At first.", "published": PUBLISHED} | parts
    (path / "story.html").write_text(STORY.format(**said))
    tips("import", "--name", "medium", str(path / "story.html"))
    return held(tips.home, "medium") if truth(tips.home, "medium").exists() else []


def test_title_and_subtitle_are_said_once(tips: Inside, tmp_path: Path) -> None:
    [tip] = imported(tips, tmp_path)
    assert (tip["title"], tip["gist"], tip["date"]) == ("Smile", "At first.", "2019-05-06")
    body = str(tip["body"])
    assert body.startswith("Words.")
    assert body.count("Smile") == 1  # a heading further below is a part of the text
    assert "At first." not in body


def test_a_subtitle_that_the_summary_cuts_is_the_same(tips: Inside, tmp_path: Path) -> None:
    [tip] = imported(tips, tmp_path, summary="At first, be…", subtitle="At first, be kind.")
    assert "be kind" not in str(tip["body"])


def test_another_heading_in_its_place_stays(tips: Inside, tmp_path: Path) -> None:
    [tip] = imported(tips, tmp_path, subtitle="Something else")
    assert "Something else" in str(tip["body"])


def test_a_draft_is_left_out(tips: Inside, tmp_path: Path) -> None:
    assert imported(tips, tmp_path, published="") == []
