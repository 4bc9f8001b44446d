"""What the views are given to show: tips that look like markup, wide characters, missing fields.

`python -m tests.views.samples` writes the files in tests/cases/views/ anew; read the difference before keeping it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.made import MARKUP, a_tip
from tipcli.model.results import Check, Hit, Holding, TopicCount
from tipcli.model.tip import Credit
from tipcli.system.screen import Screen
from tipcli.views.registry import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.views.base import View

CASES = Path(__file__).resolve().parents[1] / "cases" / "views"
WIDTHS = (20, 40, 59, 60, 80, 100, 120, 200)
DAY = date(2026, 1, 1)

WHOLE = a_tip(
    12,
    "Give the Customer a Plan B",
    collection="service",
    date="2014-01-28",
    topics=("channels", "proactive-service"),
    gist="Tell people who wait about another way to be served.",
    body=(
        "A first paragraph with **bold**, *italic* and `code`.\n\n- one [link](https://example.org/a) in a list\n"
        "- two\n\n> A quotation.\n\n<b>HTML</b> stays."
    ),
    action="Make a card that lists every other way, and when each one is quiet.",
    credit=Credit("Give the Customer a Plan B", "A publisher", "2014-01-28", "https://example.org/tip"),
)
ODD = a_tip(
    3,
    MARKUP,
    topics=("odd",),
    gist=f"Gist {MARKUP}",
    body=f"Body {MARKUP}",
    action=f"Action {MARKUP}",
    credit=Credit(f"Credit {MARKUP}"),
)
WIDE = a_tip(
    4,
    "日本語の題 👨‍👩‍👧‍👦 שלום",
    date="2020-12-31",
    gist="要旨",
    body="本文です。",
    action="行動",
    credit=Credit("", None, None, "https://example.org/"),
    complete=False,
)
BARE = a_tip(5, "Bare", gist="Bare gist.", body="Bare body.")
EMPTY = a_tip(6, "Empty")
ONE_LINER = a_tip(7, "All in one line", gist="Say the name of the caller once.", link="https://example.org/one")
TIPS = (WHOLE, ODD, WIDE, BARE)
HITS = (
    Hit(
        WHOLE,
        97.26,
        ("title", "topics"),
        "Give the \x02Customer\x03 a Plan B",
        "Tell \x02people\x03 who wait about another way.",
        "",
    ),
    Hit(ODD, 100.0, ("topics", "body"), MARKUP, f"…\x02{MARKUP}\x03 and more…", "\x02[alias]\x03"),
    Hit(WIDE, 0.04, ("gist",), WIDE.title, "\x02要旨\x03", ""),
)
TOPICS = (
    TopicCount("channels", 12, "Phone, counter, web: which door, and the next one when it is shut"),
    TopicCount("odd", 1, MARKUP),
    TopicCount("bare", 4, ""),
)
CHECKS = (
    Check("tipcli", "0.1.0"),
    Check("state folder", "none", "note", "Set TIPS_HOME to a folder of yours."),
    Check("collection [x]", "C:\\[x]: no JSON", "wrong", "Put a good file in its place."),
)
HOLDINGS = (
    Holding("service", 64, "bundled", "", in_rotation=True),
    Holding("blog", 1, "https://example.org/feed/", "2026-01-31T08:00:00Z", in_rotation=True),
    Holding("a-longer-name", 1_234_567, f"/srv/{MARKUP}.csv", "2025-12-31T23:59:59Z", in_rotation=False),
)
# What each method is called with, by the name of the case.
CALLS: dict[str, Callable[[View], str]] = {
    "tips": lambda made: "".join(made.tips(TIPS)),
    "hits": lambda made: "".join(made.hits(HITS)),
    "whole": lambda made: "".join(made.whole([(WHOLE, (WIDE, BARE)), (ODD, ()), (WIDE, (ODD,)), (BARE, ())])),
    "one-liner": lambda made: "".join(made.whole([(ONE_LINER, (BARE,))])),
    "today": lambda made: "".join(made.today(WHOLE, DAY, week=False)),
    "week": lambda made: "".join(made.today(ODD, DAY, week=True)),
    "bare-today": lambda made: "".join(made.today(BARE, DAY, week=False)),
    "topics": lambda made: "".join(made.topics(TOPICS)),
    "collections": lambda made: "".join(made.collections(HOLDINGS)),
    "checks": lambda made: "".join(made.checks(CHECKS)),
}
# Each screen by its name.
SCREENS = {str(width): Screen(width) for width in WIDTHS} | {
    "80-ascii": Screen(80, unicode=False),
    "80-mono": Screen(80, "mono"),
    "80-color": Screen(80, "color", links=True),
    "40-color": Screen(40, "color"),
}


def shown(call: str, screen: str) -> str:
    """Return what the rich view shows of one call on one screen, escapes written out."""
    made = CALLS[call](view("rich", SCREENS[screen]))
    return made.replace("\x1b", "␛")


def pinned(name: str) -> str:
    """Return the text that a case was pinned to."""
    return (CASES / f"{name}.txt").read_text("utf-8")


if __name__ == "__main__":
    for call, made in CALLS.items():
        for name in ("plain", "markdown"):
            (CASES / f"{name}-{call}.txt").write_text(made(view(name, Screen())), "utf-8")
        for screen in SCREENS:
            (CASES / f"rich-{call}-{screen}.txt").write_text(shown(call, screen), "utf-8")
