"""When tips stand in a calendar: how days, times and zones are typed, and which zone the machine has."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
import typer

from tipcli.cli import schedules

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mo", {0}),
        ("mo,tu,we", {0, 1, 2}),
        ("Monday, FRI", {0, 4}),
        ("mo-fr", {0, 1, 2, 3, 4}),
        ("sa-mo", {5, 6, 0}),
        ("tu - th,su", {1, 2, 3, 6}),
        ("mo-mo", {0}),
    ],
)
def test_weekdays(text: str, days: set[int]) -> None:
    assert schedules.weekdays(text) == days


@pytest.mark.parametrize("text", ["", "m", "t", "xx", "mo,", "mo-", "mo-xx", "monday-", "montag", "1"])
def test_what_names_no_weekdays_is_told(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="names no days"):
        schedules.weekdays(text)


@pytest.mark.parametrize(("text", "at"), [("8:45", time(8, 45)), ("08:45", time(8, 45)), ("00:00", time(0, 0))])
def test_a_time(text: str, at: time) -> None:
    assert schedules.clock(text) == at


@pytest.mark.parametrize(
    "text", ["", "8", "8:5", "24:00", "08:60", "8.45", "008:45", "-1:00", "8:45pm", "٨:45", "8:4²"]
)
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="is no time like"):
        schedules.clock(text)


def test_a_zone_is_one_that_there_is() -> None:
    assert schedules.zone("America/New_York") == "America/New_York"
    for text in ("Mars/Base", "", "../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000):
        with pytest.raises(typer.BadParameter, match="is no time zone"):
            schedules.zone(text)


@pytest.mark.parametrize(("said", "name"), [("Asia/Tokyo", "Asia/Tokyo"), (":UTC", "UTC"), ("CET-1CEST,M3", "")])
def test_the_zone_of_the_machine_is_that_of_tz(monkeypatch: pytest.MonkeyPatch, said: str, name: str) -> None:
    monkeypatch.setenv("TZ", said)
    assert schedules.own_zone() == name


def test_without_tz_it_is_where_the_link_leads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TZ", raising=False)
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Europe/Lisbon")
    monkeypatch.setattr(schedules, "_LOCAL", str(link))
    assert schedules.own_zone() == "Europe/Lisbon"
