"""What changed in a source changes the tip, and only that; what is gone stays unless it is pruned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, brief, counts, held, lines, tree

if TYPE_CHECKING:
    from pathlib import Path
from typing import Any

ITEMS: list[dict[str, Any]] = [
    {"title": "Smile", "body": "First.", "guid": "a", "date": "2025-01-01", "topics": ["desk"]},
    {"title": "Listen", "body": "Then.", "guid": "b"},
    {"title": "Wave", "body": "Last.", "guid": "c"},
]


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    made = Inside(tmp_path / "home")
    assert made("import", "--name", "blog", lines(tmp_path / "source.jsonl", ITEMS)).status == 0
    return made


@pytest.mark.parametrize(
    ("field", "value"), [("title", "Smile!"), ("body", "At first."), ("date", "2025-01-02"), ("topics", ["phone"])]
)
def test_one_field_changes_one_tip(tips: Inside, tmp_path: Path, field: str, value: object) -> None:
    before = held(tips.home, "blog")
    lines(tmp_path / "source.jsonl", [ITEMS[0] | {field: value}, *ITEMS[1:]])
    assert counts(tips("sync", "blog")) == {"updated": 1, "unchanged": 2}
    after = held(tips.home, "blog")
    assert after[0][field] == value
    assert after[1:] == before[1:]


def test_a_sync_of_the_same_changes_no_file_of_the_collection(tips: Inside) -> None:
    before = tree(tips.home / "data")
    assert counts(tips("sync", "blog")) == {"unchanged": 3}
    assert tree(tips.home / "data") == before


def test_what_is_gone_stays_and_goes_only_by_prune(tips: Inside, tmp_path: Path) -> None:
    lines(tmp_path / "source.jsonl", ITEMS[:2])
    assert counts(tips("sync", "blog"))["gone from the source but kept"] == 1
    assert len(brief(tips.home, "blog")) == 3
    assert counts(tips("sync", "blog", "--prune"))["removed"] == 1
    assert sorted(brief(tips.home, "blog")) == [1, 2]
    lines(tmp_path / "source.jsonl", [*ITEMS[:2], {"title": "New", "body": "Words."}])
    tips("sync", "blog")
    assert sorted(brief(tips.home, "blog")) == [1, 2, 4]  # a number is never given again
