"""WordPress: its export file (WXR), and the listings of posts that its REST interface gives."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.model.tip import Credit
from tipcli.readers.base import About, Bad, Item, More, Reader, Skipped, decode
from tipcli.readers.feeds import fields as feed_fields
from tipcli.readers.feeds.feed import next_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from tipcli.readers.base import Document, Found, Options
    from tipcli.readers.feeds.xml import Checked

_TOPICS = ("category", "post_tag", "")  # other taxonomies order menus, formats and languages; none: exports before 2010
_STATES = {"draft": "a draft", "auto-draft": "a draft", "pending": "not published yet", "private": "private",
           "future": "not published yet", "trash": "in the trash", "inherit": "a part of another post"}  # fmt: skip
_WIDEST = timedelta(hours=14)  # from UTC, of any zone
_LISTING = re.compile(rb'"(?:rendered|date_gmt|wp:term)"\s*:')
_PREFIX = re.compile(rb"<([A-Za-z_][\w.-]{0,50}):[A-Za-z_]")
_DECLARED = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]{0,50})\s*=")


def read_export(parts: Checked, place: str, options: Options) -> Iterator[Found]:
    """Yield the published posts of an export, and with `options.pages` its pages. Raises AccessError.

    Other posts are skipped with a reason, uploaded files silently. `parts` is the checked document.
    """
    from xml.etree.ElementTree import ParseError, fromstring  # of checked bytes only

    if not parts.items:
        raise AccessError(
            f"{place}: the export {'breaks off before its first item' if parts.is_cut else 'has no items'}"
        )
    try:
        channel = fromstring(parts.frame).find("channel")  # noqa: S314 - it was checked
    except ParseError:
        channel = None
    names = _authors(channel)
    title = "" if channel is None else unescape((channel.findtext("title") or "").strip())
    home = "" if channel is None else feed_fields.address_of(channel.findtext("link"), "")
    yield About(title=title)
    for number, whole in enumerate(parts.documents(), 1):
        try:
            element = fromstring(_declared(whole)).find("channel/item")  # noqa: S314 - it was checked
        except ParseError:
            element = None
        if element is None:
            yield Bad(f"item {number}", "it cannot be read as XML")
        elif (found := _Post(element, home).found(f"item {number}", options, names, title)) is not None:
            yield found
    if parts.is_cut:
        yield Bad("end of the export", "it breaks off there; what was whole before is taken")


def _declared(whole: bytes) -> bytes:
    """Return a document with the prefixes declared that nothing in it declares: plugins forget that."""
    unknown = set(_PREFIX.findall(whole)) - set(_DECLARED.findall(whole))
    added = b"".join(b' xmlns:%b="urn:unknown:%b"' % (prefix, prefix) for prefix in sorted(unknown)[:100])
    return whole.replace(b"<rss", b"<rss" + added, 1) if added else whole


def _authors(channel: Element | None) -> dict[str, str]:
    """Return the names that the authors go by, by their login names."""
    found = {}
    for author in channel if channel is not None else ():
        fields = {_key(child): (child.text or "").strip() for child in author}
        if _key(author) == "wp:author" and (name := fields.get("wp:author_display_name")):
            found[fields.get("wp:author_login", "")] = name
    return found


def _key(element: Element) -> str:
    """Return an element's name with the prefix that it usually has; its namespace ends in the export's version."""
    space, _, local = str(element.tag).rpartition("}")
    if "wordpress.org/export/" in space:
        return f"excerpt:{local}" if "excerpt" in space else f"wp:{local}"
    prefixes = {"{http://purl.org/rss/1.0/modules/content/": "content:", "{http://purl.org/dc/elements/1.1/": "dc:"}
    return prefixes.get(space, "") + local


class _Post:
    """One item of an export; `home` is the address of the site, which Squarespace leaves out of its links."""

    def __init__(self, element: Element, home: str) -> None:
        self.element = element
        self.home = home
        self.fields: dict[str, str] = {}
        for child in element:
            self.fields.setdefault(_key(child), (child.text or "").strip())

    def found(self, place: str, options: Options, names: dict[str, str], site: str) -> Found | None:
        """Return the post, or why it is left out; None for what is never named."""
        fields = self.fields
        kind, state = fields.get("wp:post_type", "post"), fields.get("wp:status", "publish")
        if kind == "attachment":
            return None
        if reason := self._reason(kind, state, pages=options.pages):
            return Skipped(place, reason)
        try:
            return self._item(place, names, site)
        except AccessError as error:
            return Bad(place, error.message)

    def _reason(self, kind: str, state: str, *, pages: bool) -> str:
        """Return why the post is left out, empty where it is not."""
        if kind == "page" and not pages:
            return "a page; --pages takes pages too"
        if kind not in ("post", "page"):
            return f"of the type {quoted(kind)}, not a post"
        if state != "publish":
            return _STATES.get(state, f"in the state {quoted(state)}")
        return "protected by a password" if self.fields.get("wp:post_password") else ""

    def _item(self, place: str, names: dict[str, str], site: str) -> Item | Bad:
        from tipcli.readers.markup import autop, to_text, without_shortcodes

        fields = self.fields
        login = fields.get("dc:creator", "")
        link = feed_fields.address_of(fields.get("link"), self.home)
        content = without_shortcodes(fields.get("content:encoded", ""))
        body, _ = feed_fields.body_of(autop(content), link)
        local = fields.get("wp:post_date", "")
        return _item(
            place,
            title=to_text(fields.get("title", "")),
            body=body,
            gist=to_text(fields.get("excerpt:encoded", "")),
            topics=tuple(dict.fromkeys(filter(None, map(_name, self.element.iterfind("category"))))),
            when=_when(local if local[:4] != "0000" else fields.get("pubDate", ""), fields.get("wp:post_date_gmt", "")),
            author=names.get(login, login),
            site=site,
            slug=unquote(fields.get("wp:post_name", "")),
            guid=fields.get("guid", ""),
            link=link,
        )


def _name(category: Element) -> str:
    return unescape((category.text or "").strip()) if category.get("domain", "") in _TOPICS else ""


def _item(place: str, *, when: tuple[str | None, str | None], author: str, site: str, **fields: Any) -> Item | Bad:
    """Make an item of what an export or a listing says, or say that there is nothing in it."""
    if not fields["title"] and not fields["body"]:
        return Bad(place, "no title and no text")
    extra = {key: value for key, value in (("author", author), ("published", when[1])) if value}
    credit = Credit(fields["title"], author or site or None, when[0], fields["link"] or None)
    return Item(place, date=when[0], credit=credit, extra=dict(extra), **fields)


def _when(local: str, utc: str) -> tuple[str | None, str | None]:
    """Return the day at the site, and the full time with the offset that follows from the same time in UTC."""
    from tipcli.readers.dates import day, moment

    full = moment(local)
    try:
        here, there = datetime.fromisoformat(local), datetime.fromisoformat(utc)
        offset = here - there
        if abs(offset) <= _WIDEST and offset.total_seconds() % 900 == 0:
            minutes = abs(int(offset.total_seconds())) // 60
            full = f"{here.isoformat()}{'-' if here < there else '+'}{minutes // 60:02}:{minutes % 60:02}"
    except (ValueError, TypeError, OverflowError):  # no date, or one with and one without a zone
        pass
    return day(local), full


class ListingReader(Reader):
    """What `/wp-json/wp/v2/posts` of a WordPress site gives."""

    name = "wp-json"
    about = "posts as a WordPress site lists them under /wp-json/wp/v2/posts"

    def fits(self, document: Document) -> bool:
        """Tell by the keys that such a listing has, or by its address."""
        head = document.head.removeprefix(b"\xef\xbb\xbf").lstrip()
        is_site = "/wp-json/" in document.address or "rest_route=" in document.address
        if head[:1] not in (b"[", b"{"):
            return False
        return is_site or len(_LISTING.findall(head)) > 2

    def read(self, document: Document, options: Options) -> Iterator[Found]:  # noqa: ARG002 - every reader takes them
        """Yield the posts of a listing and the address of its next page. Raises AccessError."""
        value = _loaded(document)
        if isinstance(value, dict) and "code" in value and "message" in value:
            message = quoted(unescape(str(value["message"])))
            raise AccessError(f"{document.place}: instead of posts the site gives an error: {message}")
        posts = [value] if isinstance(value, dict) and "content" in value else value
        if not isinstance(posts, list):
            raise AccessError(f"{document.place}: no listing of posts, which is a JSON array")
        if not posts and not document.address:  # on the web it may be the page after the last
            raise AccessError(f"{document.place}: the listing has no posts")
        for number, post in enumerate(posts, 1):
            place = f"item {number}"
            try:
                yield _listed(post, place) if isinstance(post, dict) else Bad(place, "no JSON object")
            except AccessError as error:
                yield Bad(place, error.message)
        if document.address and posts and posts is value:
            yield More(next_address(document.address, "page"), is_guess=True)


def _no(_number: str) -> None:
    return None


def _loaded(document: Document) -> Any:
    try:
        # No number is used, and one of 5,000 digits raises.
        return json.loads(decode(document.read(), document.charset), strict=False, parse_int=_no, parse_constant=_no)
    except RecursionError:
        reason = "nested too deep"
    except ValueError as error:
        reason = quoted(str(error))
    raise AccessError(f"{document.place}: no JSON: {reason}")


def _listed(post: dict[str, Any], place: str) -> Item | Bad | Skipped:
    from tipcli.readers.markup import to_text

    content, excerpt = post.get("content"), _text(post, "excerpt")
    state = _text(post, "status") or "publish"
    if isinstance(content, dict) and content.get("protected") is True:
        return Skipped(place, "protected by a password")
    if state != "publish":
        return Skipped(place, _STATES.get(state, f"in the state {quoted(state)}"))
    link = feed_fields.address_of(_text(post, "link"), "")
    text = _text(post, "content")
    body, was_cut = feed_fields.body_of(text if text.strip() else excerpt, link)
    return _item(
        place,
        title=to_text(_text(post, "title")),
        body=body,
        gist=feed_fields.gist_of(excerpt, body) if text.strip() else "",
        topics=_terms(post),
        when=_when(_text(post, "date"), _text(post, "date_gmt")),
        author=_author(post),
        site="",
        slug=unquote(_text(post, "slug")),
        guid=_text(post, "guid"),
        link=link,
        complete=not was_cut,
    )


def _text(post: dict[str, Any], key: str) -> str:
    """Return a field's text: its own, or the one under `rendered`; empty where there is none."""
    value = post.get(key)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _embedded(post: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects that are embedded under `key`, in lists of any depth up to two."""
    embedded = post.get("_embedded")
    found = embedded.get(key) if isinstance(embedded, dict) else None
    flat: list[Any] = []
    for one in found if isinstance(found, list) else []:
        flat += one if isinstance(one, list) else [one]
    return [one for one in flat if isinstance(one, dict)]


def _author(post: dict[str, Any]) -> str:
    names = [unescape(_text(one, "name")).strip() for one in _embedded(post, "author")]
    return ", ".join(name for name in names if name)


def _terms(post: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of categories and tags; where none are embedded, those that the CSS classes give away."""
    terms = [one for one in _embedded(post, "wp:term") if _text(one, "taxonomy") in _TOPICS]
    names = [unescape(_text(one, "name")).strip() for one in terms]
    classes = post.get("class_list")
    if not terms and isinstance(classes, (list, dict)):
        listed = classes.values() if isinstance(classes, dict) else classes
        pairs = [name.partition("-") for name in listed if isinstance(name, str)]
        names = [unquote(rest).replace("-", " ") for kind, _, rest in pairs if kind in ("category", "tag")]
    return tuple(dict.fromkeys(name for name in names if name))
