"""A tip, its names, and its form in JSON."""

from __future__ import annotations

import pytest

from tests.made import PLAIN_CREDIT, a_tip
from tipcli.model.tip import BUNDLED, Credit, Topic


@pytest.mark.parametrize(
    ("collection", "number", "ref"), [(BUNDLED, 12, "12"), ("mine", 12, "mine/12"), ("a-b", 1, "a-b/1")]
)
def test_a_ref_names_the_collection_unless_it_is_the_bundled_one(collection: str, number: int, ref: str) -> None:
    assert a_tip(number, collection=collection).ref == ref


NO_NOTES: dict[str, object] = {
    "sources": [], "see": [], "unlike": [], "format": None, "for": None, "risk": None, "place": None
}  # fmt: skip


def test_an_object_has_every_key_in_the_documented_order() -> None:
    tip = a_tip(
        3,
        "T",
        date="2020-01-02",
        topics=("a", "b"),
        gist="G.",
        body="B",
        action="A.",
        credit=PLAIN_CREDIT,
        complete=False,
    )
    assert list(tip.as_object().items()) == [
        ("ref", "mine/3"),
        ("number", 3),
        ("slug", "slug-3"),
        ("collection", "mine"),
        ("title", "T"),
        ("date", "2020-01-02"),
        ("topics", ["a", "b"]),
        ("gist", "G."),
        ("body", "B"),
        ("action", "A."),
        (
            "credit",
            {"title": "A book", "publisher": "A publisher", "date": "2020-05-03", "url": "https://example.org/a"},
        ),
        ("complete", False),
        *NO_NOTES.items(),
        ("extra", {}),
        ("starred", False),
        ("note", None),
    ]


def test_what_is_missing_is_null_or_empty_and_the_tip_is_whole() -> None:
    fields = a_tip().as_object()
    assert (fields["date"], fields["topics"], fields["action"], fields["credit"]) == (None, [], None, None)
    assert fields["complete"] is True


def test_a_credit_of_a_title_alone_has_null_for_the_rest() -> None:
    assert a_tip(credit=Credit("T")).as_object()["credit"] == {
        "title": "T",
        "publisher": None,
        "date": None,
        "url": None,
    }


def test_a_topic_of_a_slug_alone_has_no_text_and_no_other_names() -> None:
    topic = Topic("empathy")
    assert (topic.slug, topic.about, topic.aliases) == ("empathy", "", ())
