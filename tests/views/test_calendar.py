"""The calendar of a habit in each of its forms."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest

from tipcli.kept.lines import Line
from tipcli.kept.practice import Practice
from tipcli.system.screen import Screen
from tipcli.views import calendar

TODAY = date(2026, 11, 26)
SCREEN = Screen()


def habit(*done: int, days: int = 10, title: str = "Say <no> & mean it") -> Practice:
    line = Line("2026-11-20T08:00:00.000000Z", "practice", "service/3", "slug", "", title, "2026-11-20 10")
    start = date(2026, 11, 20)
    return Practice(line, start.isoformat(), days, tuple((start + timedelta(one)).isoformat() for one in done))


def test_the_picture_has_a_mark_a_day_and_a_row_a_week() -> None:
    assert calendar.rich([habit(0, 1, 3)], TODAY, SCREEN).splitlines() == [
        "3  Say <no> & mean it",
        "Day 4 of 10, begun November 20, 2026",
        "",
        "  Nov 20  ■ ■ · ■ · · ◆",
        "  Nov 27  □ □ □ □ □ □",
        "",
        "■ done, · not done, ◆ today. A day that was missed only moves the end.",
    ]


def test_without_unicode_it_is_drawn_in_ascii() -> None:
    made = calendar.rich([habit(0)], TODAY, Screen(unicode=False))
    assert made.isascii()
    assert "# . . . . . *" in made


def test_plain_text_says_it_in_words() -> None:
    assert calendar.plain([habit(0, 1, 3), habit()], TODAY, SCREEN) == (
        "3. Say <no> & mean it\nDay 4 of 10, begun November 20, 2026.\nDone on Nov 20, Nov 21, Nov 23.\n"
        "Days missed, each of which only moved the end: 3.\n"
        "\n3. Say <no> & mean it\nDay 1 of 10, begun November 20, 2026.\n"
        "Days missed, each of which only moved the end: 6.\n"
    )


@pytest.mark.parametrize(
    ("done", "said"),
    [
        ((0, 6), "Day 2 of 10, done today, begun November 20, 2026"),
        (tuple(range(10)), "Done on 10 days, begun November 20, 2026"),
    ],
)
def test_how_far_it_is(done: tuple[int, ...], said: str) -> None:
    assert calendar.heading(habit(*done), TODAY) == said


def test_markdown_is_a_table_whose_rows_are_of_one_width() -> None:
    rows = [line for line in calendar.markdown([habit(0, 1, 3)], TODAY, SCREEN).splitlines() if line[:1] == "|"]
    assert {row.count("|") for row in rows} == {9}
    assert rows[2] == "| Nov 20 | 20 done | 21 done | 22 | 23 done | 24 | 25 | 26 today |"


def test_svg_is_sound_and_holds_text_as_text() -> None:
    root = ET.fromstring(calendar.svg([habit(0), habit(title="x" * 500)], TODAY, SCREEN))
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Say <no> & mean it" in texts
    rects = list(root.iter("{http://www.w3.org/2000/svg}rect"))
    assert len(rects) == 2 * 16 - 1 + 0 or len(rects) > 20
    assert {one.get("class") for one in rects} == {"done", "missed", "today", "ahead"}


def test_json_has_every_key() -> None:
    [made] = json.loads(calendar.as_json([habit(0, 1)], TODAY, SCREEN))
    assert made == {
        "ref": "3",
        "title": "Say <no> & mean it",
        "started": "2026-11-20",
        "days": 10,
        "day": 3,
        "done": ["2026-11-20", "2026-11-21"],
        "missed": ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"],
        "finished": False,
    }


def test_of_a_long_calendar_the_last_weeks_are_shown() -> None:
    made = calendar.rich([habit(0, days=300)], TODAY, SCREEN)
    assert len(made.splitlines()) < 20
