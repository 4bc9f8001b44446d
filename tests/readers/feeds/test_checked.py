"""A checked document of XML in parts, each a document of its own."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tests.made import many, words
from tipcli.readers.feeds.checked import Checked, opening_of

OPENING = b'<rss version="2.0" xmlns:x="http://example.org/x"><channel>'
CLOSING = b"</channel></rss>"


def made(titles: list[str], *, is_cut: bool = False) -> Checked:
    data, spans = OPENING + b"<title>Blog</title>", []
    for title in titles:
        start = len(data)
        data += f"<item><x:title>{title}</x:title></item>".encode()
        spans.append((start, len(data)))
    return Checked(data if is_cut else data + CLOSING, spans, OPENING, CLOSING, is_cut)


@many(60)
@given(st.lists(words(), max_size=5), st.booleans())
def test_each_item_is_a_document_and_the_frame_is_one_without_them(titles: list[str], is_cut: bool) -> None:  # noqa: FBT001
    whole = made(titles, is_cut=is_cut and bool(titles))
    found = [ET.fromstring(one).findtext(".//{http://example.org/x}title") for one in whole.documents()]
    assert found == titles
    frame = ET.fromstring(whole.frame)
    assert frame.findtext(".//title") == "Blog"
    assert frame.find(".//item") is None


def test_a_start_tag_keeps_what_its_items_need() -> None:
    tags = [b'<rss version="2.0" class="a" xmlns:x=\'http://example.org/x\'>', b'<channel xml:lang="de" id="b">']
    assert opening_of(tags) == b'<rss version="2.0" xmlns:x=\'http://example.org/x\'><channel xml:lang="de">'
