"""Tips of one title are told apart by a number at the end of the slug, and stay who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from tests.importing import Inside, held, lines
from tests.made import many

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def slugs(tips: Inside) -> dict[str, str]:
    return {tip["slug"]: tip["body"] for tip in held(tips.home, "blog")}


def take(tips: Inside, path: Path, bodies: list[str]) -> None:
    items = [{"title": "Calm", "body": body} for body in bodies]
    assert tips("import", "--name", "blog", lines(path / "source.jsonl", items)).status == 0


def test_each_has_a_slug_of_its_own(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    take(tips, tmp_path, ["one", "two", "three"])
    assert slugs(tips) == {"calm": "one", "calm-2": "two", "calm-3": "three"}


@many(8)
@given(order=st.permutations(["one", "two", "three", "four"]))
def test_in_whatever_order_they_come_again_each_keeps_its_slug(
    order: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("family")
    tips = Inside(folder / "home")
    take(tips, folder, ["one", "two", "three", "four"])
    before = slugs(tips)
    take(tips, folder, order)
    assert slugs(tips) == before
