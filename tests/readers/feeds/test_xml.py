"""What is refused and what is mended before a parser sees XML."""

from __future__ import annotations

import contextlib
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.model.errors import AccessError
from tipcli.readers.feeds import prolog, xml

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
ENTITY = b"<!" + b"ENTITY"  # a declaration of which nothing is used: any is refused
DECLARED = b"<!DOCTYPE x [" + ENTITY + b" a 'word'>]><rss>x</rss>"


def checked(data: bytes, charset: str = "") -> bytes:
    return xml.split(data, charset, "it").data


def text_of(data: bytes, charset: str = "") -> str:
    """Return all text of a checked document as a strict parser sees it."""
    return "".join(ET.fromstring(checked(data, charset)).itertext())


@pytest.mark.parametrize(
    "data",
    [
        HEAD + DECLARED,
        DECLARED.lower().replace(b"<!doctype", b"<!DocType"),
        (HEAD.replace(b"UTF-8", b"UTF-16") + DECLARED).decode().encode("utf-16"),
        (HEAD + DECLARED).decode().encode("utf-16-be"),
        (HEAD + DECLARED).decode().encode("utf-32"),
        b"<!-- [ --><?a b?>\n" + DECLARED,
        b'<!DOCTYPE rss SYSTEM "x.dtd" [ ]><rss/>',
        b"<rss>" + ENTITY + b' x "y"></rss>',
        b"<rss><item/>" + ENTITY + b" " * 500 + b"x 'y'></rss>",
    ],
)
def test_declarations_of_any_kind_are_refused(data: bytes) -> None:
    with pytest.raises(AccessError, match=r"^it: it declares entities or elements of its own: "):
        checked(data)


LIMITS = {
    "DEEPEST": (3, b"<rss><a><b><c/></b></a></rss>", b"<rss><a><b><c>", "nested more than 3 deep"),
    "LARGEST_TAG": (20, b"<rss><a b='0123456789'/>", b"<rss><a b='0123456789abc'/>", "a tag larger than 20 bytes"),
    "MOST_TAGS": (3, b"<rss><a/></rss>", b"<rss><a/><b/></rss>", "more than 3 tags"),
    "MOST_ATTRIBUTES": (2, b"<rss a='=' b='=='>", b"<rss a='1' b='2' c='3'>", "more than 2 attributes"),
    "MOST_ITEMS": (2, b"<rss><item/><item/></rss>", b"<rss><item/><item/><item/></rss>", "3 items of this size"),
    "MOST_REPEATED": (10, b"<rss><item/><item/></rss>", b"<rss><item/><item/><item/></rss>", "3 items of this size"),
    "LARGEST_OPENING": (9, b"<rss a='1'><item/>", b"<rss version='2'><item/>", "more than 9 bytes around its items"),
    "LARGEST_TEXT": (30, b"<rss>" + b"x" * 25, b"<rss>" + b"x" * 26, "larger than 0 MB"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_beyond_a_limit_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    limit, within, beyond, says = LIMITS[name]
    checked(beyond)
    monkeypatch.setattr(xml, name, limit)
    checked(within)
    with pytest.raises(AccessError, match=f"^it: .*{says}"):
        checked(beyond)


def test_the_limit_of_a_text_counts_after_decoding_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LARGEST_TEXT", 40)
    with pytest.raises(AccessError, match="larger than"):
        checked("<rss>€€€€€€€€€€€€".encode("utf-16"))


def test_a_name_is_cut_at_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LONGEST_NAME", 4)
    data = b"<rss><author>123456</author><tags><![CDATA[12345]]></tags><b>123456</b></rss>"
    assert checked(data) == b"<rss><author>1234</author><tags></tags><b>123456</b></rss>"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<a>Q&A, R&D; &copy; &nbsp;&eacute;t&eacute; &bogus; &amp; &lt;b&gt; &#233; &#xE9;</a>",
         "Q&A, R&D; © \xa0été &bogus; & <b> é é"),
        (b"<a>1 < 2 && 3 > 2 <= 4 <</a>", "1 < 2 && 3 > 2 <= 4 <"),
        (b"<a>lone ]]> end</a>", "lone ]]> end"),
        (b"<a>\x00\x1b[31m\x0bx\x0cy</a>", "\ufffd\ufffd[31m\nx\ny"),
        (b"<a>&#0;&#27;&#x1B;&#xD800;&#xFFFF;&#1114112;&#11;&#10;</a>", "\ufffd" * 6 + "\n\n"),
        (b"<a>\xef\xbf\xbe</a>", "\ufffd"),
        (b"<a>&LT;&nvlt;</a>", "<<⃒"),
        (b"<a><![CDATA[<p>&nbsp; & ]] > \x08]]></a>", "<p>&nbsp; & ]] > \ufffd"),
        (b'<a b="x & y &nbsp; &lt;">z</a>', "z"),
        (b"<a><!-- -- & < --><?php echo 1 ?>z</a>", "z"),
        (b"<a><b><br>x<p>y</b>z</i></a>", "xyz"),
        (b"<a>x</a> after & <script>", "x"),
        (b'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x/y.dtd"><a>x<!DOCTYPE html>y</a>', "xy"),
        (b"<?xml version='1.1' encoding='x-none'?><a>x</a>", "x"),
        (b"Warning: none in x.php\n<?xml version='1.0'?><rss>x</rss>", "x"),
    ],
)  # fmt: skip
def test_what_is_sloppy_is_mended(data: bytes, text: str) -> None:
    assert text_of(data) == text


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("<a>é€ש</a>".encode(), "", "é€ש"),
        ("\ufeff<a>é</a>".encode(), "iso-8859-1", "é"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><a>é“</a>".encode(), "", "é“"),
        ("<?xml version='1.0' encoding='utf-8'?><a>é “q”</a>".encode("cp1252"), "", "é “q”"),
        ("<?xml version='1.0' encoding='us-ascii'?><a>“</a>".encode("cp1252"), "", "“"),
        ("<?xml version='1.0' encoding='utf-16'?><a>é</a>".encode(), "", "é"),
        (b"<?xml version='1.0' encoding='unicode_escape'?><a>\\x41</a>", "punycode", "\\x41"),
        ("<?xml version='1.0' encoding=\"koi8-r\"?><a>привет</a>".encode("koi8-r"), "", "привет"),
        ("<a>привет</a>".encode("cp1251"), "Windows-1251", "привет"),
        ("<?xml version='1.0' encoding='gb2312'?><a>你好</a>".encode("gbk"), "", "你好"),
        ("<?xml version='1.0' encoding='euc-jp'?><a>接客</a>".encode("euc-jp"), "utf-8", "接客"),
        ("<?xml version='1.0' encoding='iso-2022-jp'?><a>接客</a>".encode("iso-2022-jp"), "", "接客"),
        ("<a>é</a>".encode("utf-16"), "", "é"),
        ("<a>é</a>".encode("utf-16-le"), "", "é"),
        ("<a>é</a>".encode("utf-32-be"), "", "é"),
        (b"<a>\xc3\xa9 \x93q\x94 \xff\xfe</a>", "", "é “q” ÿþ"),
        ("<a>é</a>".encode("utf-16-le")[:-1], "", "é"),
    ],
)
def test_the_encoding_is_found(data: bytes, charset: str, text: str) -> None:
    mended = xml.split(data, charset, "it").data
    assert text in mended.decode()


def test_a_sound_document_is_not_copied() -> None:
    data = HEAD + b"<rss><item><a b='c'>x &amp; y</a><![CDATA[<&]]></item></rss>"
    assert checked(data) is data


def test_items_are_found_with_the_tags_around_them() -> None:
    start = b"<rss version='2.0' xmlns:x=\"urn:a version='1'\">"
    data = HEAD + start[:-1] + b" a='1'><channel b='2'><b/><item>1</item><c/><item/><x:item>3</x:item></channel></rss>"
    parts = xml.split(data, "", "it")
    assert next(parts.documents()) == start + b"<channel><item>1</item></channel></rss>"
    assert [data[start:end] for start, end in parts.items] == [b"<item>1</item>", b"<item/>", b"<x:item>3</x:item>"]
    assert parts.frame == HEAD + start[:-1] + b" a='1'><channel b='2'><b/></channel></rss>"
    assert not parts.is_cut


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"<rss><item>1</item><item>2", 1),
        (b"<rss><item>1</item><item><![CDATA[2", 1),
        (b"<rss><item>1</item><!-- 2", 1),
        (b"<rss><item>1</item><it", 1),
        (b"<rss><item>1</item>", 1),
        (b"<rss", 0),
        (b"", 0),
    ],
)
def test_a_document_that_breaks_off_keeps_its_whole_items(data: bytes, count: int) -> None:
    parts = xml.split(data, "", "it")
    assert parts.is_cut
    assert len(parts.items) == count
    for whole in parts.documents():
        assert ET.fromstring(whole).findtext("item") == "1"


def test_an_item_that_nothing_closes_ends_where_the_next_begins() -> None:
    parts = xml.split(b"<rss><item><b>1<item>2</item><item>3</rss>", "", "it")
    texts = ["".join(ET.fromstring(whole).itertext()) for whole in parts.documents()]
    assert texts == ["1", "2", "3"]


@pytest.mark.parametrize(
    "unit",
    [b"a", b"<", b"&", b"]", b'"', b"'", b">", b"/", b"!", b"-", b"?", b" ", b"\0", b"\xff", b"=", b"\xd7",
     b"<a ", b'<a "', b"<!--", b"<![CDATA[", b"<?a", b"</a>", b"<!", b"&lt;", b"&a", b"<a b='", b"<!DOCTYPE "],
)  # fmt: skip
def test_what_nothing_closes_is_text_or_ends_the_document(unit: bytes) -> None:
    for start in (b"", b"<rss>", b"<rss a='"):
        data = start + unit * 20
        with contextlib.suppress(AccessError):
            checked(data)
        prolog.root(data)
        assert prolog.what_instead(data, "").endswith("not a feed") or start


PIECES = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?", b"?>", b"</a>", b"<a>", b"<b c='d'>", b"<br>",
    b"<item>", b"</item>", b"\0", b"\xff", b"&nbsp;", b"&#27;", b"x", b" ", b'"', b"<a b=>", b"<!DOCTYPE x>",
)  # fmt: skip
SOUND = [piece for piece in PIECES if piece != b"<a b=>"]


@many(100)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join))
def test_what_is_checked_holds_for_any_pieces(data: bytes) -> None:
    parts = xml.split(b"<rss>" + data + b"</rss>", "", "it")
    parts.data.decode()
    assert len(list(parts.documents())) == len(parts.items)
    assert b"<!" not in re.sub(rb"<!\[CDATA\[.*?(\]\]>|$)", b"", parts.data, flags=re.DOTALL)
    assert xml.split(parts.data, "", "it").items == parts.items


@many(80)
@given(st.binary(max_size=300), st.sampled_from(("", "utf-8", "shift_jis", "utf-16", "nonsense", "\0", "idna")))
def test_any_bytes_are_checked_or_refused(data: bytes, charset: str) -> None:
    try:
        parts = xml.split(data, charset, "it")
    except AccessError:
        return
    parts.data.decode()
    prolog.what_instead(data, charset)


@many(40)
@given(st.lists(st.sampled_from(SOUND), max_size=20).map(b"".join))
def test_what_was_mended_is_well_formed(data: bytes) -> None:
    parts = xml.split(b"<rss>" + data + b"</rss>", "", "it")
    if not parts.is_cut:
        ET.fromstring(parts.data)
