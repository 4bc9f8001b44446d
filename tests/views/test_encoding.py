"""JSON is written as `json.dumps` writes it, byte for byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipcli.views.encoding import dumps

plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=12
)


@given(values, st.booleans(), st.none() | st.integers(0, 3))
def test_any_value_is_written_as_json_does(value: object, ascii_only: bool, indent: int | None) -> None:  # noqa: FBT001
    assert dumps(value, ascii_only=ascii_only, indent=indent) == json.dumps(
        value, ensure_ascii=ascii_only, indent=indent
    )


@pytest.mark.parametrize(
    "value", ['\u2028 \x7f \x00 \ud800 "\\/', [[], {}, ()], {"a": {"b": [1, {}]}}, (1, "x"), 1e22, -0.0]
)
def test_the_corners_are_written_as_json_does(value: object) -> None:
    for indent in (None, 2):
        for ascii_only in (True, False):
            assert dumps(value, ascii_only=ascii_only, indent=indent) == json.dumps(
                value, ensure_ascii=ascii_only, indent=indent
            )


def test_what_json_has_not_is_no_value() -> None:
    with pytest.raises(TypeError, match="nothing that JSON has"):
        dumps({"a": {1}}, ascii_only=False)
