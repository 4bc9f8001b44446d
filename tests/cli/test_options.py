"""The options that several commands share."""

from __future__ import annotations

import calendar
import inspect
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Annotated, get_type_hints

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tipcli.cli.days import current_day
from tipcli.cli.options import Audience, Output, Selection, command, first_day, last_day, whole_day
from tipcli.model.errors import UsageError
from tipcli.model.results import Filters
from tipcli.views.registry import FORMATS


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-04", "2026-04-01", "2026-04-30"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("2026-07-15", "2026-07-15", "2026-07-15"),
    ],
)
def test_a_year_or_month_goes_from_its_first_to_its_last_day(text: str, first: str, last: str) -> None:
    assert (first_day(text), last_day(text)) == (first, last)


@many(30)
@given(st.dates())
def test_any_day_month_and_year_is_understood(day: date) -> None:
    end = calendar.monthrange(day.year, day.month)[1]
    assert first_day(f"{day:%Y}".zfill(4)) == date(day.year, 1, 1).isoformat()
    assert last_day(day.isoformat()[:7]) == date(day.year, day.month, end).isoformat()
    assert first_day(day.isoformat()) == last_day(day.isoformat()) == whole_day(day.isoformat()).isoformat()


NO_DAYS = [
    "", "x", "20260131", "1-2-2026", "2026-13", "2026-00", "2026-02-30", "0000", "26", "2026-", "2026-01-", " 2026",
    "2026-01-01T00:00", "2026-W01", "2026-W01-1", "２０２６", "-2026", "\udcff", "\x1b[31m", "soon", "2026-01-011",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_date_is_wrong_usage(text: str) -> None:
    for parser in (first_day, last_day, whole_day):
        with pytest.raises(typer.BadParameter, match="is no date like 2026-01-31") as caught:
            parser(text)
        assert str(caught.value).isprintable()


@pytest.mark.parametrize("text", ["2026", "2026-01"])
def test_the_day_of_a_tip_is_a_whole_day(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        whole_day(text)


@many(30)
@given(any_text(10))
def test_any_text_is_a_date_or_wrong_usage(text: str) -> None:
    for parser in (first_day, last_day):
        with suppress(typer.BadParameter):
            assert date.fromisoformat(parser(text)).isoformat() == parser(text)


def test_today_is_the_date_of_the_clock_unless_the_variable_says_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_TODAY", "2026-01-31")
    assert current_day() == date(2026, 1, 31)
    for name in ("", None):
        if name is None:
            monkeypatch.delenv("TIPS_TODAY")
        else:
            monkeypatch.setenv("TIPS_TODAY", name)
        before = date.today()  # noqa: DTZ011
        assert before <= current_day() <= date.today()  # noqa: DTZ011


@pytest.mark.parametrize("text", ["2026", "tomorrow", "2026-02-30", "\udcff", " "])
def test_a_variable_that_is_no_day_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("TIPS_TODAY", text)
    with pytest.raises(UsageError, match="TIPS_TODAY is") as caught:
        current_day()
    assert caught.value.status == 2
    assert "2026-01-31" in caught.value.hint


def test_a_selection_becomes_filters() -> None:
    selection = Selection(
        topic=["a"],
        not_topic=["d", "e"],
        collection=["b", "c"],
        since="2020-01-01",
        until="2021-01-01",
        short=True,
        audience=Audience.lead,
    )
    made = selection.filters(rotation=True)
    assert {name: getattr(made, name) for name in Filters.__slots__} == {
        "topics": ("a",),
        "without": ("d", "e"),
        "collections": ("b", "c"),
        "since": "2020-01-01",
        "until": "2021-01-01",
        "short": True,
        "rotation": True,
        "audience": "lead",
        "dealable": False,
        **dict.fromkeys(("starred", "unseen", "hidden", "useful"), False),
        **dict.fromkeys(("only", "but")),
    }
    assert Selection(starred=True).filters().starred
    assert Selection(unseen=True).filters().unseen
    assert Selection(hidden=True).filters().hidden
    assert Selection().filters().key() == Filters().key()
    assert not Selection().filters().rotation


@pytest.mark.parametrize(
    ("name", "json", "wanted"),
    [
        (None, False, ""),
        (None, True, "json"),
        ("json", True, "json"),
        ("tsv", False, "tsv"),
        ("jsonl", False, "jsonl"),
    ],
)
def test_json_is_short_for_its_format(name: str | None, json: bool, wanted: str) -> None:  # noqa: FBT001
    assert Output(format=name, json=json).form() == wanted


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_json_and_another_format_contradict_each_other(name: str) -> None:
    with pytest.raises(UsageError, match=f"--json and --format {name} contradict"):
        Output(format=name, json=True).form()


@dataclass
class Pair:
    """Two options."""

    left: Annotated[int, typer.Option("--left")] = 1
    right: Annotated[str, typer.Option("--right")] = "r"


def test_a_group_of_options_is_unfolded_into_the_signature_and_folded_for_the_call() -> None:
    got: list[tuple[int, Pair]] = []

    @command
    def example(number: int, pair: Pair) -> None:
        """Say what was given."""
        got.append((number, pair))

    parameters = inspect.signature(example).parameters
    assert [(name, parameter.default) for name, parameter in parameters.items()] == [
        ("number", inspect.Parameter.empty),
        ("left", 1),
        ("right", "r"),
    ]
    assert set(example.__annotations__) == {"number", "left", "right"}
    assert example.__doc__ == "Say what was given."
    example(number=3, left=5, right="x")
    assert got == [(3, Pair(5, "x"))]


def test_each_option_is_declared_with_a_help_of_its_own() -> None:
    for group in (Selection, Output):
        for hint in get_type_hints(group, include_extras=True).values():
            assert hint.__metadata__[0].help.endswith(".")
