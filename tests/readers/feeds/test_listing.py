"""Listings of a WordPress site's REST interface."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tipcli.model.errors import AccessError
from tipcli.readers.base import Bad, Document, Found, Item, More, Options
from tipcli.readers.feeds.listing import ListingReader

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://example.org/wp-json/wp/v2/posts?page=2"
POST: dict[str, Any] = {
    "id": 7,
    "date": "2025-04-29T12:00:00",
    "date_gmt": "2025-04-29T10:00:00",
    "link": "https://example.org/smile/",
    "title": {"rendered": "Smile"},
    "content": {"rendered": "<p>First.</p>", "protected": False},
    "excerpt": {"rendered": ""},
}


def document(path: Path, value: object, address: str = "") -> Document:
    text = value if isinstance(value, str) else json.dumps(value)
    (path / "a.json").write_text(text)
    return Document(str(path / "a.json"), "a.json", "a.json", address=address)


def read(path: Path, value: object, address: str = "") -> list[Found]:
    return list(ListingReader().read(document(path, value, address), Options()))


def test_posts_are_items_and_the_next_page_is_a_guess(tmp_path: Path) -> None:
    item, more = read(tmp_path, [POST], ADDRESS)
    assert isinstance(item, Item)
    assert (item.title, item.body.strip(), item.date) == ("Smile", "First.", "2025-04-29")
    assert isinstance(more, More)
    assert more.is_guess
    assert "page=3" in more.address
    assert [type(one) for one in read(tmp_path, [POST])] == [Item]
    assert [type(one) for one in read(tmp_path, POST)] == [Item]


def test_what_is_no_post_is_told_at_its_place_and_the_others_are_kept(tmp_path: Path) -> None:
    bad, item = read(tmp_path, ["x", POST])
    assert isinstance(bad, Bad)
    assert bad.place == "item 1"
    assert isinstance(item, Item)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"code": "rest_no_route", "message": "No route &amp; more"}, "No route & more"),
        ({"a": 1}, "no listing of posts"),
        ([], "has no posts"),
        ("{", "no JSON"),
        ("7", "no listing of posts"),
    ],
)
def test_anything_else_is_refused_with_what_it_is(tmp_path: Path, value: object, said: str) -> None:
    with pytest.raises(AccessError, match=said):
        read(tmp_path, value)


def test_it_is_told_by_its_keys_or_its_address(tmp_path: Path) -> None:
    reader = ListingReader()
    assert reader.fits(document(tmp_path, [POST]))
    assert reader.fits(document(tmp_path, [], ADDRESS))
    assert not reader.fits(document(tmp_path, [{"title": "Smile"}]))
    assert not reader.fits(document(tmp_path, "<rss>", ADDRESS))
