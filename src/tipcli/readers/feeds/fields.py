"""What the fields of a feed's items say: addresses, names, dates, and texts as Markdown."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from tipcli.readers.dates import LONGEST, day, moment
from tipcli.readers.markup.addresses import untracked
from tipcli.readers.markup.converting import to_markdown, to_text
from tipcli.readers.markup.wordpress import autop, without_more

if TYPE_CHECKING:
    from tipcli.readers.base import Item
    from tipcli.readers.orders import Order

_BLOCK = re.compile(r"<(?:p|br|div|ul|ol|li|table|pre|blockquote|h[1-6]|figure|section|article)[\s/>]", re.IGNORECASE)
_VOID_END = re.compile(r"</(?:br|hr|img|input|wbr|embed|area|col|param|source|track)>")
_TARGET = re.compile(r"\]\([^()\s]{0,2000}\)")
_MAIL = re.compile(r"[^\s()<>@]+@[^\s()<>@]+(?:\s+\(([^()]+)\))?|([^<>@]*)<[^\s()<>@]+@[^\s()<>@]+>")
_TOPIC_END = re.compile(r"(?:\A|\n\n)\d+ posts? - \d+ participants?\n\n\[Read full topic\]\([^()\s]*\)\Z")  # Discourse
_FEWEST_WORDS = 8  # of a summary that may be made of a text by leaving something out
_WORD = re.compile(r"\w+")
_APPEARED = " appeared first on "  # what WordPress puts at the end of the texts of its feeds
_LONGEST_END = 2_000  # characters of what Discourse puts there
_COMPARED = 4_000  # characters in which the beginning of a text is looked for


def link_of(fields: dict[str, Any], base: str) -> str:
    """Return the address of an item. A guid that is no address is none, though feedparser makes it one."""
    link = str(fields.get("feedburner_origlink") or fields.get("link") or "")
    if link == str(fields.get("id") or "") and not link[:8].lower().startswith(("http://", "https://")):
        link = ""
    return address_of(link or any_link(fields), base)


def any_link(fields: dict[str, Any]) -> str:
    """Return the first link to the item itself, whatever type it names."""
    links = fields.get("links") or ()
    return next((str(link["href"]) for link in links if link.get("rel") == "alternate" and link.get("href")), "")


def address_of(link: object, base: str) -> str:
    """Return a link as an absolute address of the web, empty where it is none."""
    text = str(link or "").strip()
    try:
        address = untracked(urljoin(base, text)) if text else ""
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def title_text(detail: Any) -> str:
    """Return a title as plain text on one line. `detail` is feedparser's: the value, and whether it is HTML."""
    if not detail:
        return ""
    value = str(detail.get("value") or "")
    if detail.get("type") == "text/plain":
        return " ".join(unescape(value).split())
    return to_text(without_void_ends(value))


def author_of(fields: Any) -> str:
    """Return the names of the authors, or what else stands in for them, separated by commas."""
    raw = str(fields.get("author") or "").strip()
    named = [str(person.get("name") or "").strip() for person in fields.get("authors") or ()]
    # feedparser ends an address after four letters of its last part, and leaves the rest in the name.
    if len(named) < 2 and (mail := _MAIL.fullmatch(raw)):
        return unescape((mail[1] or mail[2] or raw).strip())
    return unescape(", ".join(dict.fromkeys(name for name in named if name)) or raw)


def topics_of(tags: Any) -> tuple[str, ...]:
    """Return the names of categories and tags, without those that only a program reads."""
    names = [
        unescape(str(tag.get("label") or tag.get("term") or "")).strip()
        for tag in tags
        if not str(tag.get("scheme") or "").endswith("#kind")  # Blogger: whether it is a post or a comment
    ]
    return tuple(dict.fromkeys(name for name in names if name))


def set_when(item: Item, fields: dict[str, Any], order: Order) -> None:
    """Set the day in the zone of the text of the first date that can be read; its time is kept in `extra`.

    What feedparser makes of them is not asked for: it fills in from today what a text does not say.
    """
    texts = [text for key in ("published", "created", "updated") if (text := str(fields.get(key) or "").strip())]
    for text in texts:
        if found := day(text, order.name):
            item.date = found
            item.extra["published"] = moment(text, order.name)
            item.doubtful = text if order.doubts(text) else ""
            return
    item.undated = texts[0][:LONGEST] if texts else ""


def _joined(base: str, inner: str) -> str:
    try:
        return urljoin(base, inner)
    except ValueError:
        return base


def texts_of(fields: dict[str, Any], base: str) -> tuple[str, str, bool]:
    """Return body, gist, and whether the body is whole; `base` is the address that relative links go from.

    An `xml:base`, which may be relative itself, comes before it.
    """
    summary = fields.get("summary_detail") or {"value": fields.get("summary") or "", "type": "text/html"}
    found = [(str(text.get("value") or ""), text) for text in (*(fields.get("content") or ()), summary)]
    # Several texts of one item are mostly the same one, shortened or without its markup: the longest is the whole.
    text, detail = max(found, key=lambda pair: len(pair[0]))
    is_summary = detail is summary and len(text.strip()) > 0
    body, was_cut = body_of(_as_html(text, detail), _joined(base, str(detail.get("base") or "")))
    is_summary = is_summary or text == found[-1][0]  # feedparser gives a lone text under both names
    gist = "" if is_summary else gist_of(_as_html(found[-1][0], summary), body)
    return body, gist, not was_cut


def _as_html(text: str, detail: Any) -> str:
    """Return one text of an item as HTML, its paragraphs marked where only blank lines do that."""
    if str(detail.get("type")) == "text/plain":
        return autop(escape(text, quote=False))
    text = without_void_ends(text)
    return autop(text) if "\n" in text.strip() and not _BLOCK.search(text) else text


def without_void_ends(html: str) -> str:
    """Return HTML that came out of XML without end tags such as `</br>`, which HTML takes for another line break."""
    return _VOID_END.sub("", html) if "</" in html else html


def body_of(html: str, base: str) -> tuple[str, bool]:
    """Return the Markdown of an item's text, and whether the text breaks off with a link to the rest of it."""
    body = to_markdown(html, base).strip()
    head, gap, last = body.rpartition("\n\n")
    if len(last) < 2_000 and last.startswith("The post ") and _APPEARED in last:
        body = head if gap else ""
    if len(last) < 2_000 and last.startswith("submitted by [/u/") and "\\[comments\\]" in last:  # Reddit
        body = head
    return without_more(body[:-_LONGEST_END] + _TOPIC_END.sub("", body[-_LONGEST_END:]))


def without_title(body: str, title: str) -> str:
    """Return a text without the heading at its beginning that says the title again, as whole pages have it."""
    line, _, rest = body.partition("\n")
    is_title = line.startswith(("# ", "## ")) and _letters(line) == _letters(title)
    return rest.lstrip("\n") if is_title and rest.strip() else body


def gist_of(html: str, body: str) -> str:
    """Return a summary as one line, empty where it is no more than the beginning of the body."""
    line, was_cut = without_more(to_text(html))
    if _is_of(line, body, least=0.9 if was_cut else 1):
        return ""
    if _APPEARED in line and (at := line.rfind("The post ")) >= 0 and len(line) - at < 2_000:
        line, _ = without_more(line[:at].rstrip())
    letters = _letters(line[:_COMPARED])
    return "" if not letters or _letters(_TARGET.sub("]", body[: 2 * _COMPARED])).startswith(letters) else line


def _is_of(line: str, body: str, least: float) -> bool:
    """Tell whether a program made a summary of a text: its words are those of the text, in their order.

    Lists and code, pictures and the numbers of notes may be missing or be there; `least` is the share of words.
    """
    words = [word for word in _WORD.findall(line[:_COMPARED].casefold()) if not word.isdigit()]
    following = iter(_WORD.findall(_TARGET.sub("]", body[: 2 * _COMPARED]).casefold()))
    if least == 1:
        return len(words) >= _FEWEST_WORDS and all(word in following for word in words)
    known = set(following)
    return sum(word in known for word in words) >= least * len(words)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
