"""Which collections are meant by what is typed after -c."""

from __future__ import annotations

import pytest

from tipcli.search.shelves import collections_meant, unknown

KNOWN = ["service", "our-team", "blog"]


@pytest.mark.parametrize(
    ("names", "meant"),
    [
        ((), ()),
        (("blog",), ("blog",)),
        (("blog,service", "blog"), ("blog", "service")),
        (("Our Team, BLOG,",), ("our-team", "blog")),
        (("nosuch,blog",), ("nosuch", "blog")),
        ((",",), (",",)),
        (("../blog",), ("../blog",)),
        (("",), ("",)),
    ],
)
def test_a_name_is_one_or_several_in_any_spelling(names: tuple[str, ...], meant: tuple[str, ...]) -> None:
    assert collections_meant(names, KNOWN) == meant


def test_both_of_two_is_none_and_any_of_them_is_offered() -> None:
    assert unknown("Blog+service", KNOWN).hint.endswith("-c blog,service")
    assert "'blog'" in unknown("blgo", KNOWN).hint
