"""The export as a static site: every link leads somewhere, nothing is loaded from elsewhere, each day has its tip."""

from __future__ import annotations

import json
import posixpath
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from icalendar import Calendar
from justhtml import JustHTML

from tests.exports.samples import ABOUT, TIPS, any_tips
from tests.importing import Inside
from tests.made import MARKUP, a_tip, many
from tipcli.exports import site_search
from tipcli.exports.site import SiteExport

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from tipcli.model.tip import Tip

TODAY = date(2026, 11, 28)


def files(tips: Sequence[Tip]) -> dict[str, str]:
    """Return the files of a site in which the tips take turns."""
    made = SiteExport(TODAY)
    if tips:
        made.deal(lambda day: tips[day.toordinal() % len(tips)])
    found = list(made.files(tips, ABOUT))
    assert len({name for name, _ in found}) == len(found)
    return dict(found)


def page(text: str) -> Any:
    return JustHTML(text, sanitize=False)


@many(10)
@given(any_tips(most=4))
def test_every_link_of_ours_leads_to_a_file_and_every_other_to_the_web(tips: list[Tip]) -> None:
    made = files(tips)
    for name, text in made.items():
        if name.endswith(".html"):
            for node in page(text).query("*"):
                for key in ("href", "src"):
                    target = node.attrs.get(key, "")
                    if target and not target.startswith(("https://", "http://", "#", "data:,")):
                        assert posixpath.normpath(posixpath.join(posixpath.dirname(name), target)) in made
                assert node.name not in ("img", "iframe", "object", "embed", "base")
                assert not [key for key in node.attrs if key.startswith("on")]


def test_each_tip_has_a_page_under_its_number_and_guests_under_their_collection() -> None:
    made = files([*TIPS, a_tip(12, "Guest", collection="other")])
    assert {name for name in made if name.startswith("tips/")} == {
        "tips/12.html", "tips/3.html", "tips/4.html", "tips/other-12.html",
    }  # fmt: skip
    [title] = page(made["tips/3.html"]).query("h1")
    assert title.to_text() == MARKUP
    assert "data-pagefind-body" in made["tips/3.html"]
    assert "Content-Security-Policy" in made["tips/3.html"]
    assert "<script" not in made["tips/3.html"]


def test_the_front_page_has_the_tip_of_the_day_and_scripts_those_of_the_days_to_come() -> None:
    made = files(TIPS)
    wanted = TIPS[TODAY.toordinal() % len(TIPS)]
    [today] = page(made["index.html"]).query("#today")
    assert today.attrs["data-day"] == "2026-11-28"
    assert wanted.title in today.to_text()
    for ahead in (0, 1, 40, 700):
        day = TODAY + timedelta(ahead)
        text = made[f"days/{day.isoformat()[:7]}.js"]
        days = json.loads(text.removeprefix("tipsOfDays(").removesuffix(");\n"))
        assert days[str(day.day)][1] == TIPS[day.toordinal() % len(TIPS)].title
        assert "<" not in text


def test_without_a_tip_of_the_day_the_site_has_none() -> None:
    made = dict(SiteExport(TODAY).files(TIPS, ABOUT))
    assert not list(page(made["index.html"]).query("#today"))
    assert not [name for name in made if name.startswith("days/")]
    assert "tips/12.html" in made


def test_topics_and_long_lists_have_pages() -> None:
    tips = [a_tip(number, f"T{number}", topics=("日本", "a b")) for number in range(1, 402)]
    made = files([*tips, a_tip(500, topics=("A-B",))])
    names = {name for name in made if name.startswith("topics/")}
    assert len(names) == 7
    assert {"topics/a-b.html", "topics/a-b-1.html", "topics/topic.html", "topics/topic--3.html"} <= names
    assert "Page 3 of 3." in made["all/tips--3.html"]
    assert len(list(page(made["all/tips.html"]).query("main li"))) == 200


def test_a_feed_a_calendar_of_working_days_and_all_tips_come_along() -> None:
    made = files(TIPS)
    assert [json.loads(line)["title"] for line in made["tips.jsonl"].splitlines()] == [tip.title for tip in TIPS]
    assert made["feed.atom"].count("<entry>") == len(TIPS)
    events: list[Any] = list(Calendar.from_ical(made["calendar.ics"]).walk("VEVENT"))
    assert len(events) == len({str(event["uid"]) for event in events}) == 90
    assert {event.start.weekday() for event in events} == {0, 1, 2, 3, 4}


@pytest.fixture
def without_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_search, "program", lambda: None)


@pytest.mark.usefixtures("without_search")
def test_by_the_command_it_is_as_today_has_it_and_force_keeps_what_a_person_added(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    public = tmp_path / "public"
    ran = tips("export", "-f", "site", "-t", "empathy", "-o", str(public))
    assert ran.status == 0
    assert "pip install 'tipcli[site]'" in ran.err
    assert 'id="find"' not in (public / "index.html").read_text("utf-8")
    wanted = json.loads(tips("today", "-t", "empathy", "--json").out)
    assert (
        wanted["title"] in next(page((public / "index.html").read_text("utf-8")).query("#today").__iter__()).to_text()
    )
    assert (public.stat().st_mode & 0o777, (public / "index.html").stat().st_mode & 0o777) == (0o755, 0o644)
    assert tips("export", "-f", "site", "-o", str(public)).status == 3
    assert tips("export", "-f", "site", "-o", str(public), "--force").status == 0
    for strange in ("tips/mine.html", "logo.png", "mine/a.txt"):
        path = public / strange
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
        ran = tips("export", "-f", "site", "-o", str(public), "--force")
        assert (ran.status, path.read_text()) == (3, "mine")
        path.unlink()
    (public / "mine").rmdir()
    (public / "tips" / "30.html").write_text("changed")
    assert tips("export", "-f", "site", "-o", str(public), "--force").status == 3
