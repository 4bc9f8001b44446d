"""The base of the library's values: frozen, equal by their fields, and copied with changes."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest

from tests.made import PLAIN_CREDIT, a_tip
from tipcli.model.results import Check, Filters, Hit, Holding, TopicCount
from tipcli.model.tip import Credit, Tip, Topic

if TYPE_CHECKING:
    from tipcli.model.record import Record

VALUES: list[Record] = [
    a_tip(3, topics=("a", "b"), credit=PLAIN_CREDIT),
    PLAIN_CREDIT,
    Topic("calm", "Of calm", ("quiet",)),
    Filters(topics=("a",), since="2020-01-01", short=True),
    Hit(a_tip(), 50.0, ("title",), "T", "S", ""),
    TopicCount("calm", 3, ""),
    Check("SQLite", "3"),
    Holding("mine", 3, "here", "", in_rotation=True),
]
each = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


@each
def test_a_copy_is_equal_and_has_the_same_hash_and_the_same_words(value: Record) -> None:
    for other in (value.replace(), copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert other is not value
        assert (other, hash(other), repr(other)) == (value, hash(value), repr(value))


@each
def test_a_value_with_another_field_is_another(value: Record) -> None:
    for name in value.__slots__:
        changed = value.replace(**{name: "another"})
        assert changed != value
        assert getattr(changed, name) == "another"
        assert changed.replace(**{name: getattr(value, name)}) == value


@each
def test_no_field_can_be_set_taken_away_or_added(value: Record) -> None:
    for name in (*value.__slots__, "another"):
        with pytest.raises(AttributeError, match="replace"):
            setattr(value, name, 1)
        with pytest.raises(AttributeError, match="does not change"):
            delattr(value, name)
    assert not hasattr(value, "__dict__")


def test_equal_fields_of_another_kind_make_no_equal_value() -> None:
    assert Topic("a", "b", ()) != TopicCount("a", 0, "b")
    assert Credit("a") != ("a", None, None, None)


def test_fields_come_in_order_by_name_or_both_and_the_rest_has_its_default() -> None:
    assert Credit("a", "b", "c", "d") == Credit(url="d", date="c", publisher="b", title="a")
    assert Credit("a", url="d") == Credit("a", None, None, "d")
    assert a_tip() == Tip("mine", 1, "slug-1", "A title", "", "")


def test_a_value_says_its_fields() -> None:
    assert repr(Credit("a", date="b")) == "Credit(title='a', publisher=None, date='b', url=None)"


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((), {"publisher": "P"}), (("a", "b", "c", "d", "e"), {}), (("a",), {"wrong": 1}),
     ((), {"title": "a", "publisher": "b", "date": "c", "wrong": "d"})],
)  # fmt: skip
def test_a_missing_a_further_and_an_unknown_field_are_errors(values: tuple[str, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Credit"):
        Credit(*values, **named)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no field wrong"):
        PLAIN_CREDIT.replace(wrong=1)
