"""What the installed command does with what editors say of the bundled tips."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

import pytest

from tests.editorial import seeds
from tipcli.model.wording import IN_DANGER

if TYPE_CHECKING:
    from tests.conftest import Tips

CRISES = [tip for tip in seeds() if tip.risk == "crisis"]


def test_a_tip_for_a_crisis_is_never_dealt(tips: Tips) -> None:
    dealt = {tip["number"] for tip in json.loads(tips("random", "-n", "0", "--seed", "1", "--json").out)}
    assert dealt == {tip.number for tip in seeds()} - {tip.number for tip in CRISES}
    one = CRISES[0]
    ran = tips("random", "-n", "0", "--seed", "2", "-t", one.topics[0], "--json")
    assert one.number not in {tip["number"] for tip in json.loads(ran.out)}


@pytest.mark.parametrize("tip", CRISES, ids=[str(tip.number) for tip in CRISES])
@pytest.mark.parametrize("form", ["plain", "markdown", "rich"])
def test_a_tip_for_a_crisis_says_first_whom_to_get(tips: Tips, tip: object, form: str) -> None:
    out = " ".join(tips("show", str(tip.number), "-f", form).out.split())  # type: ignore[attr-defined]
    first = IN_DANGER if form != "rich" else IN_DANGER[:40]
    assert out.index(first) < out.index(tip.gist[:30])  # type: ignore[attr-defined]


def test_a_tip_for_a_crisis_is_found_by_list_and_search(tips: Tips) -> None:
    listed = {tip["number"] for tip in json.loads(tips("list", "--json").out)}
    assert {tip.number for tip in CRISES} <= listed
    found = json.loads(tips("search", CRISES[0].title, "--json").out)
    assert found[0]["number"] == CRISES[0].number


def test_for_whom_is_a_filter_and_a_key(tips: Tips) -> None:
    for whom in ("desk", "lead"):
        listed = json.loads(tips("list", "--for", whom, "--json").out)
        assert {tip["number"] for tip in listed} == {tip.number for tip in seeds() if tip.audience == whom}
        assert {tip["for"] for tip in listed} == {whom}
    ran = tips("list", "--for", "boss")
    assert (ran.status, ran.out) == (2, "")


def test_sources_see_and_format_are_in_json_and_shown(tips: Tips) -> None:
    tip = next(tip for tip in seeds() if tip.sources and tip.head.get("see") and tip.head.get("unlike"))
    made = json.loads(tips("show", str(tip.number), "--json").out)
    assert made["sources"][0] == {key: tip.sources[0].get(key) for key in ("title", "publisher", "year", "url")}
    assert (made["see"], made["unlike"], made["format"]) == (tip.see, tip.unlike, tip.format)
    out = tips("show", str(tip.number)).out
    assert f"See also {', '.join(tip.see)}, and the other side: {', '.join(tip.unlike)}." in out
    assert tip.sources[0]["title"] in out


def test_a_tip_that_is_one_line_looks_right_alone_and_in_a_list(tips: Tips) -> None:
    tip = next(tip for tip in seeds() if tip.format == "one-liner")
    shown = tips("show", str(tip.number)).out
    assert "\n\n\n" not in shown
    assert shown.count(tip.gist) == 1
    assert f"To do today: {tip.action}" in shown
    for form in ("html", "markdown", "csv", "atom", "fortune", "jsonl"):
        out = tips("export", str(tip.number), "-f", form).out
        assert tip.gist in html.unescape(out.replace("\n", " "))
        assert "None" not in out


def test_of_two_days_neither_format_nor_idea_is_the_same(tips: Tips) -> None:
    ideas = {tip.number: tip.idea for tip in seeds()}
    before: dict[str, object] = {"number": 0, "format": ""}
    for day in range(1, 13):
        tip = json.loads(tips("today", "--date", f"2026-12-{day:02}", "--json").out)
        assert tip["format"] != before["format"]
        assert ideas[tip["number"]] != ideas.get(int(str(before["number"])))
        before = tip
