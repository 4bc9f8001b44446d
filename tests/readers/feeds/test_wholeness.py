"""Whether an item of a feed is all that there is, and the title that a whole page says again in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.readers.feeds.test_feed import items_in, rss
from tipcli.readers.feeds.fields import without_title

if TYPE_CHECKING:
    from pathlib import Path

WORD = "word "
HUGO = "<title>T</title><generator>Hugo -- gohugo.io</generator>"


@pytest.mark.parametrize(
    ("channel", "text", "complete"),
    [
        (HUGO, WORD * 69, True),
        (HUGO, WORD * 70, False),
        (HUGO, f"&lt;p&gt;{WORD * 69}&lt;/p&gt;&lt;ul class='a b'&gt;&lt;/ul&gt;", True),
        ("<title>T</title><generator>Another</generator>", WORD * 70, True),
        ("<title>Hugo</title>", WORD * 70, True),
        (HUGO, f"{WORD * 70}</description><description>", False),
    ],
)
def test_a_summary_of_hugo_is_whole_where_it_is_shorter_than_hugo_cuts(
    tmp_path: Path, channel: str, text: str, *, complete: bool
) -> None:
    item = f"<title>A</title><description>{text}</description>"
    assert [one.complete for one in items_in(rss(item, channel=channel), tmp_path)] == [complete]


@pytest.mark.parametrize(
    ("body", "title", "left"),
    [
        ("# Ask once\n\nThen wait.", "Ask once", "Then wait."),
        ("# Ask *once*\n\nThen wait.", "Ask once", "Then wait."),
        ("## Ask once\nThen wait.", "Ask once", "Then wait."),
        ("# Ask twice\n\nThen wait.", "Ask once", "# Ask twice\n\nThen wait."),
        ("# Ask once", "Ask once", "# Ask once"),
        ("Ask once\n\nThen wait.", "Ask once", "Ask once\n\nThen wait."),
        ("### Ask once\n\nThen wait.", "Ask once", "### Ask once\n\nThen wait."),
    ],
)
def test_a_heading_that_says_the_title_again_is_none_of_the_text(body: str, title: str, left: str) -> None:
    assert without_title(body, title) == left


def test_a_whole_page_in_a_feed_does_not_begin_with_its_title(tmp_path: Path) -> None:
    item = (
        "<title>Ask once</title><description>&lt;h1&gt;Ask once&lt;/h1&gt;&lt;p&gt;Then wait.&lt;/p&gt;</description>"
    )
    assert items_in(rss(item), tmp_path)[0].body == "Then wait."
