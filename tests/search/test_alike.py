"""Which new tips another collection may have already."""

from __future__ import annotations

from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.made import a_tip, built
from tipcli.search.alike import near

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

BODY = "Count to ten before you answer a letter that made you angry, and then read it once more before it goes."


def named(new: list[Tip], old: list[Tip]) -> list[tuple[int, int]]:
    """Return the pairs of numbers that are named."""
    with ExitStack() as stack:
        indexes = {
            name: stack.enter_context(closing(built(*tips, name=name))) for name, tips in (("new", new), ("old", old))
        }
        return [(one.number, other.number) for one, other in near(indexes, "new", [tip.number for tip in new])]


def one(number: int = 1, title: str = "Count to ten", **fields: Any) -> Tip:
    return a_tip(number, title, **({"slug": title.lower().replace(" ", "-"), "body": BODY} | fields))


@pytest.mark.parametrize(
    "other",
    [
        one(5),
        one(5, "Count up to ten"),
        one(5, body=BODY.replace("angry", "cross")),
        one(5, body=BODY.upper()),
        one(5, "Quite another title", link="https://x.example/a"),
    ],
    ids=["same", "longer title", "a word", "case", "link"],
)
def test_the_same_tip_with_small_changes_is_named(other: Tip) -> None:
    assert named([one(link="https://x.example/a")], [a_tip(1, "Kettle", body="Boil water."), other]) == [(1, 5)]


@pytest.mark.parametrize(
    "other",
    [
        a_tip(5, "Kettle", slug="kettle", body="Boil water twice."),
        one(5, "Ten counts", body="An entirely different text on numbers, sums and money in a shop."),
        a_tip(5, "日本", slug="tip", body="Rivers."),
    ],
    ids=["other", "words of the title", "other script"],
)
def test_another_tip_is_not_named(other: Tip) -> None:
    assert named([one(), a_tip(2, "שלום", slug="tip", body="Bread.")], [other]) == []


def test_a_typo_in_the_new_title_hides_nothing() -> None:
    assert named([one(1, "Cuont to ten")], [a_tip(1, "Kettle", body="Boil water."), one(5)]) == [(1, 5)]


def test_tips_without_address_or_text_are_not_alike_for_that() -> None:
    assert named([a_tip(1, "Alpha", slug="alpha")], [a_tip(5, "Omega", slug="omega")]) == []


def test_tips_of_the_same_collection_are_not_compared_with_each_other() -> None:
    assert named([one(1), one(2, slug="count-to-ten-2")], [a_tip(1, "Kettle", body="Boil water.")]) == []


def test_of_many_new_tips_those_with_the_same_title_are_named() -> None:
    new = [one(number, f"Title {number}") for number in range(1, 200)]
    assert named(new, [one(5, "Title 150"), one(6, "Title 300")]) == [(150, 5)]
