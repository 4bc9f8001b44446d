"""The export file of WordPress (WXR)."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers.base import About, Bad, Skipped
from tipcli.readers.feeds.fields import address_of, body_of
from tipcli.readers.feeds.wordpress import STATES, TOPICS, make_item, when_of
from tipcli.readers.markup.converting import to_text
from tipcli.readers.markup.wordpress import autop, without_shortcodes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from tipcli.readers.base import Found, Item, Options
    from tipcli.readers.feeds.checked import Checked

_PREFIX = re.compile(rb"<([A-Za-z_][\w.-]{0,50}):[A-Za-z_]")
_DECLARED = re.compile(rb"\sxmlns:([A-Za-z_][\w.-]{0,50})\s*=")


def read_export(parts: Checked, place: str, options: Options) -> Iterator[Found]:
    """Yield the published posts of an export, and with `options.pages` its pages. Raises AccessError.

    Other posts are skipped with a reason, uploaded files silently. `parts` is the checked document.
    """
    if not parts.items:
        raise AccessError(
            f"{place}: the export {'breaks off before its first item' if parts.is_cut else 'has no items'}"
        )
    channel = _found(parts.frame, "channel")
    names = _authors(channel)
    title = "" if channel is None else unescape((channel.findtext("title") or "").strip())
    home = "" if channel is None else address_of(channel.findtext("link"), "")
    yield About(title=title)
    for number, whole in enumerate(parts.documents(), 1):
        element = _found(_declared(whole), "channel/item")
        if element is None:
            yield Bad(f"item {number}", "it cannot be read as XML")
        elif (found := _Post(element, home).found(f"item {number}", options, names, title)) is not None:
            yield found
    if parts.is_cut:
        yield Bad("end of the export", "it breaks off there; what was whole before is taken")


def _found(data: bytes, path: str) -> Element | None:
    """Return an element of a checked document; None where it has none or is not well-formed."""
    try:
        return ET.fromstring(data).find(path)  # noqa: S314 - nothing but what `xml.split` gave comes here
    except ET.ParseError:
        return None


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
            found[fields.get("wp:author_login", "")] = unescape(name)
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
            return STATES.get(state, f"in the state {quoted(state)}")
        return "protected by a password" if self.fields.get("wp:post_password") else ""

    def _item(self, place: str, names: dict[str, str], site: str) -> Item | Bad:
        fields = self.fields
        login = fields.get("dc:creator", "")
        link = address_of(fields.get("link"), self.home)
        content = without_shortcodes(fields.get("content:encoded", ""))
        body, _ = body_of(autop(content), link)
        local = fields.get("wp:post_date", "")
        if local[:4] == "0000":
            local = fields.get("pubDate", "")
        return make_item(
            place,
            title=to_text(fields.get("title", "")),
            body=body,
            gist=to_text(fields.get("excerpt:encoded", "")),
            topics=tuple(dict.fromkeys(filter(None, map(_name, self.element.iterfind("category"))))),
            when=when_of(
                local if local[:4] != "0000" else fields.get("pubDate", ""), fields.get("wp:post_date_gmt", "")
            ),
            author=names.get(login, login),
            site=site,
            modified=fields.get("wp:post_modified_gmt", ""),
            slug=unquote(fields.get("wp:post_name", "")),
            guid=fields.get("guid", ""),
            link=link,
        )


def _name(category: Element) -> str:
    return unescape((category.text or "").strip()) if category.get("domain", "") in TOPICS else ""
