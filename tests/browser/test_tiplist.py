"""The list draws what is on the screen, whatever a title holds."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import App

from tipcli.browser.finder import Row
from tipcli.browser.tiplist import TipList

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield TipList(id="list")


def lines(rows: list[Row], width: int = 40) -> list[str]:
    async def run() -> list[str]:
        app = Shown()
        async with app.run_test(size=(width, 10)) as pilot:
            shown = app.query_one(TipList)
            shown.set_rows(rows)
            await pilot.pause()
            return ["".join(piece.text for piece in shown.render_line(y)) for y in range(shown.size.height)]

    return asyncio.run(run())


def test_a_row_is_cut_to_the_width_and_nothing_in_it_is_markup_or_a_control() -> None:
    hostile = Row("blog/12", (("[red]a\x1b[2J", False), ("漢字" * 30, True)), "")
    (first, *rest) = lines([hostile, Row("1", (("b", False),), "starred")])
    assert first.startswith("> blog/12  [red]a")
    assert "\x1b" not in first
    assert rest[0].strip() == "1        b  (starred)"
    assert all(not line.strip() for line in rest[1:])


def test_a_hundred_thousand_rows_are_as_ten() -> None:
    rows = [Row(str(number), (("title", False),), "") for number in range(100_000)]
    assert len(lines(rows)) == 10
