"""The export as an Atom feed, read with the XML parser of the standard library and with feedparser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import UUID
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given

from tests.exports.samples import ABOUT, TIPS, WHOLE, any_tips, text_of, wanted
from tests.made import a_tip, many
from tipcli.exports.base import Collection
from tipcli.model.tip import Credit

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

A = "{http://www.w3.org/2005/Atom}"
RECORD = "{urn:tipcli:1}record"


def feed(*tips: Tip, about: Collection = ABOUT) -> ET.Element:
    return ET.fromstring(text_of("atom", tips, about))


def entry(**fields: object) -> ET.Element:
    found = feed(a_tip(**fields)).find(f"{A}entry")  # type: ignore[arg-type]
    assert found is not None
    return found


@many(30)
@given(any_tips())
def test_every_tip_comes_back(tips: list[Tip]) -> None:
    assert [json.loads(one.text or "") for one in feed(*tips).iter(RECORD)] == list(map(wanted, tips))


@many(25)
@given(any_tips())
def test_feedparser_hands_every_record_on(tips: list[Tip]) -> None:
    parsed = feedparser.parse(text_of("atom", tips).encode())
    assert not parsed.bozo
    assert [json.loads(one["tipcli_record"]) for one in parsed.entries] == list(map(wanted, tips))


@many(25)
@given(any_tips())
def test_every_entry_has_what_the_standard_asks_for(tips: list[Tip]) -> None:
    root = feed(*tips)
    for one in (root, *root.iter(f"{A}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(A + name)) == 1
        assert len([link for link in one.findall(f"{A}link") if link.get("rel") == "alternate"]) <= 1
    ids = [
        one.findtext(f"{A}id") for one in root.iter(f"{A}entry") if (one.findtext(f"{A}id") or "").startswith("urn:u")
    ]
    assert len(set(ids)) == len(ids)
    assert root.find(f"{A}author/{A}name") is not None


def test_what_an_entry_holds() -> None:
    [one] = feed(WHOLE).iter(f"{A}entry")
    assert one.findtext(f"{A}id") == WHOLE.guid
    assert one.findtext(f"{A}published") == one.findtext(f"{A}updated") == "2014-01-28T00:00:00Z"
    assert one.findtext(f"{A}author/{A}name") == "A publisher"
    assert [category.get("term") for category in one.iter(f"{A}category")] == ["channels", "empathy"]
    assert one.findtext(f"{A}summary") == WHOLE.gist
    assert [(link.get("rel"), link.get("href")) for link in one.iter(f"{A}link")] == [("alternate", WHOLE.link)]
    content = one.find(f"{A}content")
    assert content is not None
    assert content.get("type") == "html"
    assert (content.text or "").startswith("<p>A paragraph with <strong>bold</strong>")


def test_the_head_of_the_feed() -> None:
    root = feed()
    assert root.findtext(f"{A}title") == ABOUT.title
    assert root.findtext(f"{A}updated") == ABOUT.updated
    assert feed(about=Collection("x")).findtext(f"{A}updated") == "1970-01-01T00:00:00Z"


def test_identifiers_are_stable_and_tell_collections_apart() -> None:
    assert feed().findtext(f"{A}id") == "urn:uuid:" + str(UUID((feed().findtext(f"{A}id") or "")[9:]))
    assert feed(about=Collection("a")).findtext(f"{A}id") != feed(about=Collection("b")).findtext(f"{A}id")
    mine, other = (entry(collection=name).findtext(f"{A}id") for name in ("mine", "other"))
    assert mine != other
    assert mine == entry(title="Another", collection="mine").findtext(f"{A}id")


@pytest.mark.parametrize("guid", ["plain", "archive:a b", "", "a<b:c"])
def test_a_guid_that_is_no_uri_is_no_id(guid: str) -> None:
    one = entry(guid=guid)
    assert (one.findtext(f"{A}id") or "").startswith("urn:uuid:")
    assert json.loads(one.findtext(RECORD) or "").get("guid", "") == guid


def test_a_guid_that_stands_twice_is_the_id_of_the_first_only() -> None:
    tips = [a_tip(1, collection=name, guid="a:b") for name in ("x", "y")]
    first, second = (one.findtext(f"{A}id") for one in feed(*tips).iter(f"{A}entry"))
    assert first == "a:b"
    assert second != first


def test_where_there_is_no_link_the_credit_has_one() -> None:
    assert entry(credit=Credit("", url="https://example.org/c")).find(f"{A}link").get("href") == "https://example.org/c"  # type: ignore[union-attr]
    assert entry(link="javascript:x", credit=Credit("", url="file:///x")).find(f"{A}link") is None


def test_a_tip_without_a_date_has_the_time_of_the_collection() -> None:
    one = entry(date=None)
    assert one.findtext(f"{A}updated") == ABOUT.updated
    assert one.find(f"{A}published") is None


def test_no_character_that_xml_lacks_gets_through() -> None:
    text = text_of("atom", [a_tip(title="a\ufffe\uffff\0\x1b", body="&#xFFFE;\ufffe", topics=("\uffff",))])
    assert not {"\ufffe", "\uffff", "\0", "\x1b"} & set(text)
    ET.fromstring(text)


def test_titles_are_text_whatever_they_look_like() -> None:
    title = "<b>&amp; &lt;"
    found = entry(title=title).find(f"{A}title")
    assert found is not None
    assert (found.text, found.get("type")) == (title, "text")
    assert len(list(feed(*TIPS).iter(f"{A}entry"))) == len(TIPS)
