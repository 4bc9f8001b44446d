"""Exports and REST listings of WordPress."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.found import sound
from tests.guards import overflowing
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Bad, Document, EmptyError, Item, More, Options, Skipped
from tipcli.readers.feeds.feed import FeedReader
from tipcli.readers.feeds.listing import ListingReader

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found

CASES = os.path.join(ROOT, "tests", "cases", "feeds")
EXPORT = os.path.join(CASES, "export.wxr.xml")
ADDRESS = "https://site.example/wp-json/wp/v2/posts"


def exported(options: Options, data: bytes | None = None, folder: Path | None = None) -> list[Found]:
    path = EXPORT
    if data is not None and folder is not None:
        path = str(folder / "x.xml")
        (folder / "x.xml").write_bytes(data)
    return list(FeedReader().read(Document(path, "it", "x.xml"), options))


def listed(data: object, folder: Path, address: str = "") -> list[Found]:
    (folder / "x.json").write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return list(ListingReader().read(Document(str(folder / "x.json"), "it", "x.json", address=address), Options()))


def a_post(**fields: Any) -> dict[str, Any]:
    return {
        "id": 1,
        "date": "2024-05-06T07:08:09",
        "date_gmt": "2024-05-06T05:08:09",
        "guid": {"rendered": "https://site.example/?p=1"},
        "slug": "the-slug",
        "status": "publish",
        "type": "post",
        "link": "https://site.example/the-slug/",
        "title": {"rendered": "Say &#8220;hello&#8221; &amp; smile"},
        "content": {"rendered": '<p>One <a href="/x">link</a>.</p>\n<ul><li>a</li></ul>', "protected": False},
        "excerpt": {"rendered": "<p>One link. [&hellip;]</p>", "protected": False},
        "categories": [3],
        "tags": [4],
    } | fields


def test_pages_are_taken_where_they_are_asked_for() -> None:
    titles = [one.title for one in exported(Options(pages=True)) if isinstance(one, Item)]
    assert titles == ["Say & do", "Blocks", "A page", "No gmt"]


def test_uploaded_files_are_not_even_named() -> None:
    places = {one.place for one in exported(Options()) if isinstance(one, Item | Skipped | Bad)}
    assert "item 9" not in places
    assert "item 8" in places


def test_an_export_streams(tmp_path: Path) -> None:
    with open(EXPORT, "rb") as file:
        data = file.read().replace(b"</channel>", b"<item><title a='1' a='2'/></item></channel>")
    (tmp_path / "x.xml").write_bytes(data)
    found = FeedReader().read(Document(str(tmp_path / "x.xml"), "it", "x"), Options())
    assert isinstance(next(found), About)
    assert isinstance(next(found), Item)
    assert sum(isinstance(one, Bad) for one in found) == 2


def test_an_export_without_items_is_an_error(tmp_path: Path) -> None:
    data = b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T</title></channel></rss>'
    with pytest.raises(AccessError, match="the export has no items"):
        exported(Options(), data, tmp_path)


@pytest.mark.campaign
@many(150)
@given(st.data())
def test_a_mutated_export_gives_items_or_an_access_error(tmp_path: Path, data: st.DataObject) -> None:
    with open(EXPORT, "rb") as file:
        whole = file.read()
    at, length = data.draw(st.integers(0, len(whole))), data.draw(st.sampled_from((0, 1, 7, 100, 100_000)))
    put = data.draw(st.sampled_from((b"", b"<", b">", b'"', b"&", b"]]>", b"<![CDATA[", b"</item>", b"<item>", b"<x:")))
    try:
        found = exported(Options(), whole[:at] + put + whole[at + length :], tmp_path)
    except AccessError:
        return
    assert found


def test_a_listing_gives_its_posts(tmp_path: Path) -> None:
    (item,) = listed([a_post()], tmp_path)
    assert isinstance(item, Item)
    assert (item.title, item.body) == (
        "Say “hello” & smile",
        "One [link](https://site.example/x).\n\n- a",
    )
    assert (item.date, item.slug, item.guid) == ("2024-05-06", "the-slug", "https://site.example/?p=1")
    assert (item.link, item.gist, item.topics) == ("https://site.example/the-slug/", "", ())
    assert item.extra == {"published": "2024-05-06T07:08:09+02:00"}
    assert item.credit is not None
    assert (item.credit.title, item.credit.url) == (item.title, item.link)


def test_topics_and_author_come_from_what_is_embedded(tmp_path: Path) -> None:
    terms = [
        [{"id": 3, "name": "Tone &amp; words", "taxonomy": "category"}],
        [{"id": 4, "name": "Phone", "taxonomy": "post_tag"}, {"name": "Aside", "taxonomy": "post_format"}, "no", None],
    ]
    embedded = {"author": [{"name": "The desk"}], "wp:term": terms}
    (item,) = listed([a_post(_embedded=embedded, class_list=["category-other"])], tmp_path)
    assert isinstance(item, Item)
    assert item.topics == ("Tone & words", "Phone")
    assert item.extra["author"] == "The desk"
    assert item.credit is not None
    assert item.credit.publisher == "The desk"


def test_without_embedded_terms_the_class_list_names_them(tmp_path: Path) -> None:
    classes = ["post-1", "category-tone-and-words", "tag-%d7%a9", "status-publish"]
    for given_as in (classes, dict(enumerate(classes))):
        (item,) = listed([a_post(class_list=given_as)], tmp_path)
        assert isinstance(item, Item)
        assert item.topics == ("tone and words", "ש")


def test_what_is_not_public_is_skipped(tmp_path: Path) -> None:
    posts = [
        a_post(content={"rendered": "", "protected": True}),
        a_post(status="draft"),
        a_post(status="x\x1b"),
        a_post(status="future"),
    ]
    found = listed(posts, tmp_path)
    assert [one.reason for one in found if isinstance(one, Skipped)] == [
        "protected by a password",
        "a draft",
        r"in the state 'x�'",
        "not published yet",
    ]


def test_an_excerpt_stands_in_for_a_missing_text(tmp_path: Path) -> None:
    (item,) = listed([a_post(content={"rendered": ""})], tmp_path)
    assert isinstance(item, Item)
    assert item.body.startswith("One link")
    assert not item.complete


def test_a_single_post_is_a_listing_of_one(tmp_path: Path) -> None:
    assert [type(one) for one in listed(a_post(), tmp_path, ADDRESS + "/1")] == [Item]


def test_the_next_page_is_guessed_from_the_web_only(tmp_path: Path) -> None:
    assert listed([a_post()], tmp_path, ADDRESS)[-1] == More(f"{ADDRESS}?page=2", is_guess=True)
    later = f"{ADDRESS}?per_page=100&page=3"
    assert listed([a_post()], tmp_path, later)[-1] == More(f"{ADDRESS}?per_page=100&page=4", is_guess=True)
    with pytest.raises(EmptyError):
        listed([], tmp_path, ADDRESS)
    assert not [one for one in listed([a_post()], tmp_path) if isinstance(one, More)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"code": "rest_no_route", "message": "No route &amp; none\\u001b", "data": {"status": 404}}',
         "instead of posts the site gives an error: 'No route & none�'"),
        (b'{"a": 1}', "no listing of posts, which is a JSON array"),
        (b"3", "no listing of posts, which is a JSON array"),
        (b'[{"deep": 1}]', "no JSON: nested too deep"),
        (b"", "no JSON: 'Expecting value: line 1 column 1 (char 0)'"),
        (b"<html>", "no JSON: 'Expecting value: line 1 column 1 (char 0)'"),
    ],
)  # fmt: skip
def test_what_is_no_listing_is_said(data: bytes, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overflowing(monkeypatch, json, "loads", "deep")
    with pytest.raises(AccessError) as error:
        listed(data, tmp_path)
    assert error.value.message == f"it: {says}"


def test_odd_json_does_no_harm(tmp_path: Path) -> None:
    posts = [
        1,
        None,
        NAN,
        {"id": BIG},
        {"title": {"rendered": [1]}, "content": 3},
        {"title": "plain\nline"},
        {"title": "\ud800"},
    ]
    text = json.dumps(posts).replace(f'"{BIG}"', "9" * 5000)
    found = listed(b"\xef\xbb\xbf" + text.encode(), tmp_path)
    assert [type(one).__name__ for one in found] == ["Bad"] * 5 + ["Item"] * 2


BIG = "a number of 5,000 digits"
NAN = float("nan")


@pytest.mark.parametrize(
    ("data", "address", "fits"),
    [
        (b'[{"date_gmt": "", "title": {"rendered": ""}, "content": {"rendered": ""}}]', "", True),
        (b"[]", ADDRESS, True),
        (b"[]", "https://site.example/?rest_route=/wp/v2/posts", True),
        (b'{"code": "x", "message": "y"}', ADDRESS, True),
        (b"[]", "", False),
        (b'[{"title": "a", "body": "b"}]', "", False),
        (b"<rss>", ADDRESS, False),
        (b"", ADDRESS, False),
    ],
)
def test_a_listing_is_told_by_its_keys_or_its_address(data: bytes, address: str, fits: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (tmp_path / "x").write_bytes(data)
    assert ListingReader().fits(Document(str(tmp_path / "x"), "x", "x", address=address)) is fits


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text(20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(a_post())), inner, max_size=4),
    max_leaves=8,
)
KEYS = st.sampled_from([*a_post(), "_embedded", "class_list"])


@pytest.mark.campaign
@many(200)
@given(
    st.lists(
        st.dictionaries(KEYS, ANY_JSON | st.fixed_dictionaries({"rendered": ANY_JSON}), max_size=6),
        min_size=1,
        max_size=3,
    )
)
def test_any_listing_gives_as_many_as_it_has(tmp_path: Path, posts: list[dict[str, Any]]) -> None:
    assert len(listed(posts, tmp_path)) == len(posts)


@many(40)
@given(st.binary(max_size=80), st.sampled_from((b"", b"[", b'[{"title":', b'{"code":"x","message":', b"\xff\xfe")))
def test_any_bytes_give_items_or_an_access_error(tmp_path: Path, data: bytes, start: bytes) -> None:
    try:
        found = listed(start + data, tmp_path, ADDRESS)
    except AccessError:
        return
    for one in found:
        assert not isinstance(one, About)
        sound(one)
