"""What an import asks of the tips that a collection has."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.made import a_tip, built
from tipcli.index.existing import ExistingTips


def test_a_new_collection_has_no_tips() -> None:
    existing = ExistingTips(None)
    assert (len(existing), existing.largest_number(), existing.fingerprints()) == (0, 0, {})
    assert not any((existing.with_value("slug", "calm"), existing.family("calm"), list(existing.numbers())))
    with pytest.raises(KeyError):
        existing.tip(1)


def test_tips_are_found_by_what_an_item_says_of_itself() -> None:
    tips = [
        a_tip(1, "A", slug="calm", guid="urn:1", mark=5),
        a_tip(4, "B", slug="calm-2", link="https://x.example/"),
        a_tip(7, "C", slug="calm-down", guid="urn:1"),
    ]
    with closing(built(*tips)) as index:
        existing = ExistingTips(index)
        assert len(existing) == 3
        assert existing.largest_number() == 7
        assert list(existing.numbers()) == [1, 4, 7]
        assert existing.with_value("guid", "urn:1") == [1, 7]
        assert existing.with_value("link", "https://x.example/") == [4]
        assert existing.with_value("link", "") == []
        assert existing.fingerprints() == {5: 1}
        assert [number for number, _ in existing.family("calm")] == [1, 4]
        assert existing.tip(1).mark == 5
        with pytest.raises(KeyError):
            existing.tip(2)
