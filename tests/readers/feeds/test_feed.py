"""Feeds: every kind of them, the sloppy and the hostile ones."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.found import sound
from tests.guards import steps, watched
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Bad, Document, Item, More, Options, Record, Skipped
from tipcli.readers.feeds import items
from tipcli.readers.feeds.feed import FeedReader
from tipcli.readers.feeds.next_page import next_address

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found

CASES = os.path.join(ROOT, "tests", "cases", "feeds")
NAMES = sorted(name for name in os.listdir(CASES) if not name.endswith(".json"))
ADDRESS = "https://feeds.example/feed/"


def found_in(data: bytes, folder: Path, address: str = "", *, pages: bool = False) -> list[Found]:
    """Return what the reader finds, each record parsed."""
    path = folder / "document"
    path.write_bytes(data)
    document = Document(str(path), "it", "document", address=address)
    parsed = FeedReader().read(document, Options(pages=pages))
    return [one.parse() if isinstance(one, Record) else one for one in parsed]


def items_in(data: bytes, folder: Path, address: str = "") -> list[Item]:
    return [one for one in found_in(data, folder, address) if isinstance(one, Item)]


def rss(*items: str, attributes: str = "", channel: str = "<title>T</title>") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {attributes}><channel>{channel}{inside}</channel></rss>'.encode()


def summed(found: list[Found]) -> dict[str, Any]:
    """Return the main fields of all that was found, in the form of the files beside the feeds."""
    told: dict[str, Any] = {"title": "", "items": [], "bad": [], "skipped": [], "more": []}
    for one in found:
        if isinstance(one, About):
            told["title"] = one.title
        elif isinstance(one, Item):
            told["items"].append(_fields(one))
        elif isinstance(one, Bad | Skipped):
            told["bad" if isinstance(one, Bad) else "skipped"].append(f"{one.place}: {one.reason}")
        elif isinstance(one, More):
            told["more"].append(one.address)
    return {key: value for key, value in told.items() if value}


def _fields(item: Item) -> dict[str, Any]:
    keys = ("title", "body", "gist", "date", "guid", "link", "slug", "extra")
    fields = {key: getattr(item, key) for key in keys} | {"topics": list(item.topics)}
    fields["publisher"] = item.credit and item.credit.publisher
    if not item.complete:
        fields["complete"] = False
    return {key: value for key, value in fields.items() if value not in ("", None, [], {})}


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_gives_the_items_beside_it(name: str) -> None:
    document = Document(os.path.join(CASES, name), name, name)
    with open(os.path.join(CASES, name + ".json"), encoding="utf-8") as file:
        expected = json.load(file)
    assert FeedReader().fits(document)
    parsed = FeedReader().read(document, Options())
    assert summed([one.parse() if isinstance(one, Record) else one for one in parsed]) == expected


def test_the_credit_names_title_author_day_and_link(tmp_path: Path) -> None:
    item = items_in(rss("<title>A</title><link>https://e.example/1</link><pubDate>2 Jan 2023</pubDate>"), tmp_path)[0]
    assert item.credit is not None
    credit = item.credit
    assert (credit.title, credit.publisher, credit.date, credit.url) == ("A", "T", "2023-01-02", "https://e.example/1")


def test_items_come_as_records_that_are_the_same_where_nothing_changed(tmp_path: Path) -> None:
    one, other = rss("<title>a</title>", "<title>b</title>"), rss("<title>a</title>", "<title>c</title>")
    raws = []
    for data in (one, other):
        (tmp_path / "document").write_bytes(data)
        reading = FeedReader().read(Document(str(tmp_path / "document"), "it", "document"), Options())
        raws.append([part.raw for part in reading if isinstance(part, Record)])
    assert raws[0][0] == raws[1][0]
    assert raws[0][1] != raws[1][1]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty, not a feed"),
        (b" \n", "empty, not a feed"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page, not a feed"),
        (b"<!doctype html>\n<title>404</title>", "a web page, not a feed"),
        (b'{"version": "1"}', "JSON, not a feed"),
        (b"[]", "JSON, not a feed"),
        (b"Some words", "no XML, so not a feed"),
        (b"\x1f\x8b\x08\x00", "compressed data, not a feed"),
        (b"<opml><body/></opml>", "a list of feeds (OPML), not a feed"),
        (b'<?xml version="1.0"?><urlset/>', "a site map, not a feed"),
        (b"<catalogue/>", "XML with the root element 'catalogue', not a feed"),
        (b'<rss version="2.0"><channel><title>T</title></channel></rss>', "the feed has no items"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "the feed has no items"),
        (b'<rss version="2.0"><channel><title>T</ti', "the feed breaks off before its first item"),
        (b"<rss", "the feed breaks off before its first item"),
    ],
)
def test_what_is_no_feed_is_named(data: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(AccessError) as error:
        found_in(data, tmp_path)
    assert error.value.message == f"it: {says}"


@pytest.mark.parametrize(
    ("head", "fits"),
    [
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><!-- <html> --><rss version='2.0'>", True),
        (b'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "a" "b"><rss>', True),
        ("<?xml version='1.0' encoding='utf-16'?><feed>".encode("utf-16"), True),
        (b'<rdf:RDF xmlns:rdf="x">', True),
        (b"<html><rss>", False),
        (b"About feeds: <rss> is one", False),
        (b"# Title\n\n```\n<?xml version='1.0'?>\n<rss>\n```", False),
        (b"<rssx>", False),
        (b"<", False),
        (b"", False),
    ],
)
def test_a_feed_is_told_by_its_root(head: bytes, fits: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (tmp_path / "x").write_bytes(head)
    assert FeedReader().fits(Document(str(tmp_path / "x"), "x", "x")) is fits


def test_a_next_link_is_followed_from_the_web_only(tmp_path: Path) -> None:
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/feed?page=2&amp;a=b"/>'
    data = rss("<title>a</title>", channel=f"<title>T</title>{link}<generator>WordPress 6</generator>")
    more = [one for one in found_in(data, tmp_path, ADDRESS) if isinstance(one, More)]
    assert more == [More("https://feeds.example/feed?page=2&a=b", is_guess=False)]
    assert not [one for one in found_in(data, tmp_path) if isinstance(one, More)]


def test_wordpress_without_a_next_link_is_asked_for_the_page_after_this(tmp_path: Path) -> None:
    data = rss("<title>a</title>", channel="<title>T</title><generator>https://wordpress.org/?v=6.5</generator>")
    for address, following in ((ADDRESS, f"{ADDRESS}?paged=2"), (f"{ADDRESS}?paged=7", f"{ADDRESS}?paged=8")):
        more = [one for one in found_in(data, tmp_path, address) if isinstance(one, More)]
        assert more == [More(following, is_guess=True)]
    assert not [one for one in found_in(rss("<title>a</title>"), tmp_path, ADDRESS) if isinstance(one, More)]


@pytest.mark.parametrize(
    ("address", "following"),
    [
        ("https://e.example/x?page=9", "https://e.example/x?page=10"),
        ("https://e.example/x?a=1&page=2&b=", "https://e.example/x?a=1&b=&page=3"),
        ("https://e.example/x?page=none", "https://e.example/x?page=2"),
        ("https://e.example/x?page=" + "9" * 5000, "https://e.example/x?page=2"),
        ("https://e.example/x#top", "https://e.example/x?page=2"),
    ],
)
def test_the_next_page_is_one_higher(address: str, following: str) -> None:
    assert next_address(address, "page") == following


def test_links_in_a_text_are_made_absolute(tmp_path: Path) -> None:
    data = rss("<description>&lt;a href='/x'>y&lt;/a></description>", channel="<link>https://s.example/a</link>")
    assert items_in(data, tmp_path)[0].body == "[y](https://s.example/x)"


def test_a_summary_that_is_the_beginning_of_the_text_is_no_gist(tmp_path: Path) -> None:
    text = "<description>One **two** [&amp;#8230;]</description><content:encoded>&lt;p>One **two** three&lt;/p>"
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    data = rss(f"{text}</content:encoded>", attributes=namespace)
    assert items_in(data, tmp_path)[0].gist == ""
    other = rss(f"{text}</content:encoded>".replace("One **two** [", "Why two ["), attributes=namespace)
    assert items_in(other, tmp_path)[0].gist.startswith("Why two")


def test_nothing_is_lost_at_an_entity_of_html_or_a_bare_ampersand(tmp_path: Path) -> None:
    sloppy = [f"<title>Number {n} & more&nbsp;</title><description>a &copy b & c &lt;p> {n}" for n in range(20)]
    found = items_in(rss(*[f"{text}</description>" for text in sloppy]), tmp_path)
    assert [item.title for item in found] == [f"Number {n} & more" for n in range(20)]
    assert all(item.body.startswith("a © b & c") and item.body.endswith(str(n)) for n, item in enumerate(found))


def test_one_broken_item_spoils_no_other(tmp_path: Path) -> None:
    broken = "<title a='1' a='2'>twice</title><gml:pos xmlns:gml='http://www.opengis.net/gml'>1</gml:pos>"
    found = found_in(rss("<title>a</title>", broken, "<title>c</title>"), tmp_path)
    assert [one.title for one in found if isinstance(one, Item)] in (["a", "c"], ["a", "twice", "c"])
    assert all(one.place == "item 2" for one in found if isinstance(one, Bad))


def test_bytes_that_are_the_name_of_a_file_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside = "<title>x<" + "!-- --></title>"
    assert items_in(rss(inside), tmp_path)[0].title == "x"
    (tmp_path / "name").write_bytes(rss("<title>of the file</title>"))
    assert items.parsed(b"name").entries == []


LIMITS = {
    "MOST_TOPICS": (2, "<category>a</category><category>b</category><dc:subject>c</dc:subject>", "2 categories"),
    "MOST_TAGS": (8, "<a><b><c><d><e></e></d></c></b></a>", "8 tags"),
    "MOST_LOOKUPS": (30, "<a xmlns:a='u'/><b xmlns:b='u'/><c xmlns:c='u'/>", "too many namespaces"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_an_item_beyond_a_limit_never_reaches_the_parser(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, beyond, says = LIMITS[name]
    monkeypatch.setattr(items, name, limit)
    given = watched(monkeypatch, feedparser, "parse")
    bad, good = found_in(rss(f"<title>w</title>{beyond}<i>BEYOND</i>", "<title>good</title>"), tmp_path)[1:]
    assert isinstance(bad, Bad)
    assert says in bad.reason
    assert isinstance(good, Item)
    assert len(given) == 2  # the frame, and the good item
    assert not [data for data in given if b"BEYOND" in data]


def test_tags_in_a_text_are_not_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "MOST_TAGS", 10)
    text = "<title>t</title><description><![CDATA[" + "<p>x" * 20 + "]]></description>"
    assert len(items_in(rss(text), tmp_path)) == 1


def test_what_declares_entities_never_reaches_the_parser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = watched(monkeypatch, feedparser, "parse")
    data = rss("<title>t</title>").replace(b"<item>", b"<!" + b"ENTITY a 'b'><item>")
    for text in (data, data.replace(b"<rss", b"<rss xmlns:wp='http://wordpress.org/export/1.2/'")):
        with pytest.raises(AccessError, match="declares entities"):
            found_in(text, tmp_path)
    assert given == []


def test_start_tags_around_items_are_parsed_again_with_what_items_need_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = watched(monkeypatch, feedparser, "parse")
    many = " ".join(f"a{number}='{number}'" for number in range(50))
    found = items_in(rss(*["<title>t</title>"] * 3, attributes=f"xmlns:x='u' {many} xml:lang='en'"), tmp_path)
    assert len(found) == 3
    assert b"a49='49'" in given[0]
    assert given[1].startswith(b"<rss version=\"2.0\" xmlns:x='u' xml:lang='en'><channel><item>")


WHOLE = [name for name in NAMES if os.path.getsize(os.path.join(CASES, name)) < 6000]


def only_what_is_allowed(data: bytes, folder: Path, address: str = "") -> None:
    try:
        found = found_in(data, folder, address)
    except AccessError:
        return
    assert found
    for one in found:
        sound(one)


@many(60)
@given(st.binary(max_size=200), st.sampled_from((b"", b"<rss>", b"<rss><item>", b"\xff\xfe", b"<?xml version='1.0'?>")))
def test_any_bytes_give_items_or_an_access_error(tmp_path: Path, data: bytes, start: bytes) -> None:
    only_what_is_allowed(start + data, tmp_path)


@many(80)
@given(st.sampled_from(WHOLE), st.data())
def test_a_mutated_feed_gives_items_or_an_access_error(tmp_path: Path, name: str, data: st.DataObject) -> None:
    with open(os.path.join(CASES, name), "rb") as file:
        whole = file.read()
    at = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.sampled_from((0, 1, 5, 50, 100_000)))
    put = data.draw(st.sampled_from((b"", b"<", b">", b'"', b"&", b"]]>", b"<![CDATA[", b"</item>", b"<item>", b"\0")))
    only_what_is_allowed(whole[:at] + put + whole[at + length :], tmp_path, ADDRESS)


@many(40)
@given(st.lists(st.tuples(any_text(), any_text()), min_size=1, max_size=4))
def test_whatever_the_texts_are_each_item_is_told_of(tmp_path: Path, texts: list[tuple[str, str]]) -> None:
    from html import escape

    items = [f"<title>{escape(a)}</title><description>{escape(b)}</description>" for a, b in texts]
    data = _bytes(items)
    found = [one for one in found_in(data, tmp_path) if isinstance(one, Item | Bad)]
    assert len(found) == len(texts)


def _bytes(items: list[str]) -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items).encode("utf-8", "replace")
    return b'<rss version="2.0"><channel>' + inside + b"</channel></rss>"


def test_work_of_splitting_grows_no_faster_than_the_feed(tmp_path: Path) -> None:
    def split(count: int) -> None:
        reading = FeedReader().read(Document(str(tmp_path / f"{count}"), "it", "document"), Options())
        assert sum(isinstance(one, Record) for one in reading) == count

    for count in (100, 200):
        given = [f"<title>Tip {n}</title><description>&lt;p>Text {n}&lt;/p></description>" for n in range(count)]
        (tmp_path / f"{count}").write_bytes(rss(*given))
    split(100)  # what is loaded at the first time is no work of it
    assert steps(lambda: split(200)) < 2.2 * steps(lambda: split(100)) + 1000


def test_pages_of_a_blogger_export_come_where_they_are_asked_for() -> None:
    document = Document(os.path.join(CASES, "blogger-archive.xml"), "it", "it")
    found = [one for one in FeedReader().read(document, Options(pages=True)) if isinstance(one, Record)]
    titles = [one.title for record in found if isinstance(one := record.parse(), Item)]
    assert titles == ["Say how long it takes", "About us"]
    assert len(found) - len(titles) == 2  # a comment and a draft; the template and a setting come not at all


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024 March 5", None),
        ("2024/03", None),
        ("2024-W10-2", None),
        ("2024년 3월", None),
        ("5 Μαρ 2024", None),
        ("Tue,05 Mar 2024", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("Tue, 05 Mar 2024 00:30:00 CEST", "2024-03-05"),
        ("Tue, 05 Mar 2024 00:30:00 JST", "2024-03-05"),
    ],
)
def test_a_date_says_all_that_is_made_of_it(text: str, wanted: str | None, tmp_path: Path) -> None:
    [item] = items_in(rss(f"<title>A</title><pubDate>{text}</pubDate>"), tmp_path)
    assert item.date == wanted
    assert item.undated == ("" if wanted else text)


def test_the_dates_of_a_feed_are_read_in_one_order(tmp_path: Path) -> None:
    days = ("05/03/2024", "13/03/2024")
    data = rss(*(f"<title>A</title><pubDate>{day}</pubDate>" for day in days))
    assert [item.date for item in items_in(data, tmp_path)] == ["2024-03-05", "2024-03-13"]


RELATIVE = (
    "&lt;p&gt;&lt;a href=&quot;#fn:1&quot;&gt;1&lt;/a&gt; &lt;a href=&quot;../b&quot;&gt;b&lt;/a&gt; "
    "&lt;img src=&quot;i.png&quot; alt=&quot;i&quot;&gt;&lt;/p&gt;"
)


@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("<link>https://e.example/x/a/</link>", ("/x/a/#fn:1", "/x/b", "/x/a/i.png")),
        ("<link>/x/a/</link>", ("/x/a/#fn:1", "/x/b", "/x/a/i.png")),
    ],
)
def test_relative_links_go_from_the_item(item: str, wanted: tuple[str, ...], address: str, tmp_path: Path) -> None:
    data = rss(
        f"{item}<description>{RELATIVE}</description>", channel="<title>T</title><link>https://e.example/</link>"
    )
    [found] = items_in(data, tmp_path, address)
    note, other, image = (f"https://e.example{path}" for path in wanted)
    assert found.body == f"[1]({note}) [b]({other}) ![i]({image})"


@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("base", ["https://e.example/y/c/", "/y/c/"])
def test_an_xml_base_comes_before_the_item(base: str, address: str, tmp_path: Path) -> None:
    data = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="https://e.example/"/><entry>'
        f'<title>A</title><id>tag:e</id><link href="https://e.example/x/a/"/>'
        f'<content type="html" xml:base="{base}">{RELATIVE}</content></entry></feed>'
    )
    [found] = items_in(data.encode(), tmp_path, address)
    assert "[b](https://e.example/y/b)" in found.body


@pytest.mark.parametrize(
    ("item", "wanted"),
    [
        ("<guid>12345</guid>", ""),
        ("<guid>a/b</guid>", ""),
        ("<guid>tag:e.example,2024-03-05:/a.html</guid>", ""),
        ("<guid>https://e.example/a</guid>", "https://e.example/a"),
        ("<link>https://e.example/a</link><guid>12345</guid>", "https://e.example/a"),
        ("<guid>tag:e.example,2024:/a</guid><link>https://e.example/a</link>", "https://e.example/a"),
        ("<link>/a</link><guid isPermaLink='false'>12345</guid>", "https://e.example/a"),
    ],
)
def test_a_guid_is_a_link_only_where_it_is_an_address(item: str, wanted: str, tmp_path: Path) -> None:
    channel = "<title>T</title><link>https://e.example/</link>"
    [found] = items_in(rss(f"<title>A</title>{item}", channel=channel), tmp_path, ADDRESS)
    assert found.link == wanted


@pytest.mark.parametrize(
    ("summary", "gist"),
    [
        ("We drew the calls of one week. Monday Tuesday. Ask if you try it.", ""),
        ("We drew the calls of one week. [&amp;#8230;]", ""),
        ("What one week of calls looked like to us.", "What one week of calls looked like to us."),
    ],
)
def test_a_summary_that_a_program_made_is_no_gist(summary: str, gist: str, tmp_path: Path) -> None:
    text = "<p>We drew the calls of one week.</p><img src='x' alt='Bars'><ul><li>Monday</li><li>Tuesday</li></ul>"
    whole = f"<description>{summary}</description><content:encoded><![CDATA[{text}<p>Ask if you try it.</p>]]>"
    namespace = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    [item] = items_in(rss(f"{whole}</content:encoded>", attributes=namespace), tmp_path)
    assert item.gist == gist
