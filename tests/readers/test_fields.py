"""Names of fields as people write them, and the values that they put there."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.readers import fields
from tipcli.readers.fields import Keeper, body_of, names_of, number_of, object_of, plain, role_of, text_of, truth_of
from tipcli.readers.names import NAMES

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("name", "role"), [("Title", "title"), ("Published At", "date"), ("tip-text", "body"), ("TAGS", "topics")]
)
def test_a_name_is_known_without_regard_to_how_it_is_written(name: str, role: str) -> None:
    found = role_of(name)
    assert found is not None
    assert found[0] == role
    assert role_of(name + " of somebody") is None
    assert role_of("t" * 41) is None


def test_our_own_name_of_a_field_comes_before_any_other() -> None:
    assert all(role_of(role) == (role, 0) for role in NAMES if "_" not in role)


@many(200)
@given(VALUES)
def test_any_value_is_a_text_that_says_something_or_none(value: Any) -> None:
    for text in (text_of(value), body_of(value)):
        assert text is None or text.strip()
    for name in names_of(value) or ():
        assert name == name.strip() != ""
    number = number_of(value)
    assert number is None or 0 < number < 2**63
    assert truth_of(value) in {True, False, None}


@many(200)
@given(VALUES)
def test_what_is_kept_beside_a_tip_is_json_and_says_the_same(value: Any) -> None:
    kept = Keeper().kept(value)
    assert json.loads(json.dumps(kept, allow_nan=False)) == kept
    if "NaN" not in json.dumps(value) and "Infinity" not in json.dumps(value):
        assert kept == value


def test_what_is_kept_has_a_bound() -> None:
    keeper = Keeper()
    keeper.left = 10
    with pytest.raises(fields.TooMuchError):
        keeper.kept(["word", "word", "word"])
    deep: Any = "x"
    for _ in range(50):
        deep = [deep]
    assert "…" in str(Keeper().kept(deep))


def test_values_of_other_programs_are_what_they_stand_for() -> None:
    assert plain({"$oid": "5f"}) == "5f"
    assert plain({"$date": {"$numberLong": "1"}}) == "1"
    assert plain({"_seconds": 7, "_nanoseconds": 0}) == 7
    assert plain({"a": 1}) == {"a": 1}
    assert (text_of(3.0), text_of(date(2025, 4, 29)), text_of(" ")) == ("3", "2025-04-29", None)
    assert names_of([{"name": "desk"}, {"label": "phone"}, 7]) == ("desk", "phone", "7")
    assert names_of("desk; phone,") == ("desk", "phone")
    assert object_of('{"a": 1}') == {"a": 1}
    assert object_of("{no") is None
