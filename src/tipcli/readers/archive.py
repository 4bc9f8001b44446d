"""The archive pages of a tip site: a listing of one topic, as the text of a saved page or as its HTML.

Such a page has a heading, teasers (a title, a cut text that ends in "Read more") and posts (a title, a line like
"Posted on … in …", the text). Both forms become blocks first, and the same rules find the entries in them. A title ends
in a date that is written M/D/YY, mostly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tipcli.errors import AccessError
from tipcli.readers.base import About, Bad, Item, More, Reader, decode
from tipcli.readers.page import attribute, is_around, is_html
from tipcli.text import quoted, slugify
from tipcli.tip import Credit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_LONGEST_TITLE = 300  # characters, of titles and of the lines that say where and when something was posted
_LONGEST_TEASER = 20  # blocks
_OTHER_FORMATS = (".md", ".markdown", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".rss", ".atom")
_LARGEST = 4 * 2**20  # bytes; all blocks of a page are held at once
_DATED = re.compile(r"(?P<title>.*\S)?\s*[-–—]\s*(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))(?:\s*[-–—]?\s*TOW)?[\s–—-]*")
_TOW = re.compile(r"\s[-–—]?\s?TOW$")
_POSTED = re.compile(r"Posted on(?P<date> .{0,60}?)?(?: by .{0,80}?)? in:? (?P<topics>.*)", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:(?:please )?leave a (?:comment|reply)|no (?:comments?|responses?)(?: yet)?|edit"
    r"|\d{1,6} (?:comments?|responses?|replies)|comments? (?:are )?(?:off|closed)(?: on .{0,200})?)",
    re.IGNORECASE,
)
_ENDS_IN_REMARK = re.compile(rf"[\s|·•»,-]*\b{_REMARK.pattern}\.?$", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:sign ?-?up for (?:our )?free tips|did you like this (?:post|tip|article)\?|« ?previous"
    r"|(?:« )?(?:older|newer) posts?|(?:this entry was )?posted in|share this|(?:previous|next) (?:page|post)"
    r"|page \d+ of \d+|related posts?|(?:tags|tagged|filed under):)(?:\W|$)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:[\s\d.…«»‹›←→|]|\b(?:previous|prev|next|first|last|page)\b)*", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*[-–—|(]?\s*page \d+(?: of \d+)?\)?$", re.IGNORECASE)
_KIND_OF_PAGE = re.compile(r"(?:category|tag|topic|archives?)(?: archives?)?(?: for)?: ?| archives?$", re.IGNORECASE)
_BULLET = re.compile(r"(?P<indent>\s*)(?:(?P<mark>[•·▪◦●‣*-])|(?P<number>\d{1,3})[.)])\s+(?=\S)")
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.){0,400})\]\(([^()\s]{0,2000})\)")
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|(?<!\w)\*|\*(?!\w)")


@dataclass(slots=True)
class _Block:
    """A paragraph, list or heading of a page: as one line of plain text, and as Markdown."""

    plain: str
    markdown: str
    may_be_title: bool
    url: str = ""
    level: int = 0  # of a heading


@dataclass(slots=True)
class _Entry:
    """An entry as it is found: its title, what "Posted on" says of it, and its blocks."""

    title: _Block
    posted: re.Match[str] | None = None
    body: list[_Block] = field(default_factory=list)
    is_cut: bool = False


class _Page(NamedTuple):
    heading: str
    blocks: list[_Block]
    next_page: str = ""


class ArchiveReader(Reader):
    """Saved archive pages: teasers, which are cut, and whole posts."""

    name = "archive"
    about = "archive pages of a tip site, saved as text or as HTML"

    def fits(self, document: Document) -> bool:
        """Tell by entries that look like no other page's: two, or one below a heading like "topic | publisher"."""
        if document.ending in _OTHER_FORMATS or b"\0" in document.head[:1000]:
            return False
        try:
            lower = decode(document.read(_LARGEST), document.charset).lower()
            if lower.lstrip("\ufeff \n\r\t").startswith(("---\n", "---\r\n", "+++", "#", "{", "%")):
                return False
            if "posted on" not in lower and lower.count("read more") < 2:
                return False
            page = _page(document)
        except AccessError:
            return False
        entries = _entries(page)
        sure = sum(1 for entry in entries if _DATED.fullmatch(entry.title.plain) and (entry.posted or entry.is_cut))
        posted = sum(1 for entry in entries if entry.posted)
        # A single page of any blog may have "title | site" as its title, and one line "Posted on".
        enough = sure if is_html(document) else sure + posted
        return sure > 1 or posted > 1 or (enough > 0 and " | " in page.heading)

    def read(self, document: Document, options: Options) -> Iterator[Found]:  # noqa: ARG002 - the same for all readers
        """Yield an item for each entry. Raises AccessError for a page without any."""
        page = _page(document)
        entries = _entries(page)
        if not entries:
            raise AccessError(f"{document.place}: no entries of an archive page are in it")
        topic, publisher = _heading(page.heading)
        if publisher:
            yield About(publisher)
        for number, entry in enumerate(entries, 1):
            yield _item(entry, f"entry {number}", topic, publisher)
        if document.address and page.next_page:
            yield More(page.next_page)


def _page(document: Document) -> _Page:
    text = decode(document.read(_LARGEST), document.charset).replace("\r\n", "\n").replace("\r", "\n")
    if not is_html(document):
        return _page_of_text(text)
    try:
        return _page_of_html(text, document.address)
    except AccessError as error:
        raise AccessError(f"{document.place}: {error.message}") from None


def _page_of_text(text: str) -> _Page:
    blocks, lines = [], list[str]()
    for line in [*text.removeprefix("\ufeff").replace("\xa0", " ").split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            blocks.append(_block_of_lines(lines))
            lines = []
    starts = bool(blocks) and not _is_entry(blocks)
    return _Page(blocks[0].plain if starts else "", blocks[starts:])


def _is_entry(blocks: list[_Block]) -> bool:
    """Tell whether a page without a heading begins here with an entry."""
    after = blocks[1] if len(blocks) > 1 else None
    return bool(_DATED.fullmatch(blocks[0].plain[:_LONGEST_TITLE])) or (
        after is not None and bool(_posted(after) or _is_cut(after))
    )


def _block_of_lines(lines: list[str]) -> _Block:
    from tipcli.readers.markup import literal

    made: list[str] = []
    indents: list[int] = []  # of the open lists, the outer one first
    for line in lines:
        words = " ".join(line.split())
        if bullet := _BULLET.match(line[:200]):
            indent = len(bullet["indent"].expandtabs(4))
            indents = [one for one in indents if one < indent - 1] + [indent]
            mark = f"{bullet['number']}. " if bullet["number"] else "- "
            if made and len(indents) == 1 and not made[-1].lstrip().startswith(("- ", *"0123456789")):
                made.append("")
            made.append(" " * 2 * (len(indents) - 1) + mark + literal(" ".join(line[bullet.end() :].split())))
        elif indents and line.startswith(" " * (indents[-1] + 1)):  # the rest of an item
            made[-1] += " " + literal(words)
        else:
            if made:
                made[-1:] = [made[-1], ""] if indents else [made[-1] + "  "]
            indents = []
            made.append(literal(words))
    plain = " ".join(" ".join(lines).split())
    may_be_title = len(lines) == 1 and len(plain) <= _LONGEST_TITLE and not _BULLET.match(lines[0][:200])
    return _Block(plain, "\n".join(made), may_be_title)


def _page_of_html(html: str, address: str) -> _Page:
    from tipcli.readers.markup import find, is_dropped, node_markdown, node_text, parse, web_address

    root = parse(html)
    elements = list(find(root, "a", "aside", "div", "h1", "link", "main", "nav", "section", "title", "ul"))
    by_name = {name: next((one for one in elements if one.name == name), None) for name in ("title", "h1")}
    texts = {name: node_text(one, everything=True) if one else "" for name, one in by_name.items()}
    heading = texts["title"] if " | " in texts["title"] else texts["h1"] or texts["title"]
    around = [one for one in elements if is_around(one)]
    content = next((one for one in elements if one.name == "main" and not is_dropped(one)), root)
    parts: list[str] = []
    in_code = False
    for part in node_markdown(content, address, around).split("\n\n"):  # code may hold blank lines
        parts[-1:] = [f"{parts[-1]}\n\n{part}"] if in_code else [*parts[-1:], part]
        in_code ^= part.count("\n```") % 2 == 1 or (part.startswith("```") and part.count("\n```") % 2 == 0)
    following = (one for one in elements if "next" in f"{attribute(one, 'rel')} {attribute(one, 'class')}".split())
    following_urls = (web_address(attribute(one, "href"), address) for one in following if one.name in ("a", "link"))
    return _Page(heading, list(map(_block_of_markdown, parts)), next(filter(None, following_urls), ""))


def _block_of_markdown(markdown: str) -> _Block:
    level = len(markdown) - len(markdown.lstrip("#"))
    is_heading = 0 < level < 5 and markdown[level : level + 1] == " "
    text = markdown[level + 1 :] if is_heading else markdown
    link = _LINK.fullmatch(text)
    plain = " ".join(_MARKS.sub(r"\1", _LINK.sub(r"\1", text)).split())
    may_be_title = len(plain) <= _LONGEST_TITLE and (is_heading or bool(link and _DATED.fullmatch(plain)))
    return _Block(plain, markdown, may_be_title, link[2] if link else "", level if is_heading else 0)


def _posted(block: _Block) -> re.Match[str] | None:
    """Return what is said of where and when an entry was posted, where a block does that and nothing else."""
    from tipcli.readers.dates import day

    if len(block.plain) > _LONGEST_TITLE or block.plain[:9].lower() != "posted on":
        return None
    match = _POSTED.fullmatch(_ENDS_IN_REMARK.sub("", block.plain))
    if not match or ((date := (match["date"] or "").strip(" ,")) and not day(date)):
        return None
    return match


def _is_cut(block: _Block) -> bool:
    from tipcli.readers.markup import without_more

    tail = block.markdown[-600:].lower()
    return ("read" in tail or "more" in tail) and without_more(block.markdown)[1]


def _entries(page: _Page) -> list[_Entry]:
    """Find the entries: each is told by the line "Posted on" below its title, or by the end of its cut text."""
    entries: list[_Entry] = []
    waiting: list[_Block] = []  # the text of the last entry, where it was posted, and what may be the next title
    for block in page.blocks:
        last = entries[-1] if entries and not entries[-1].is_cut else None
        posted = _posted(block)
        is_cut = not posted and _is_cut(block)
        near = 3 if posted else _LONGEST_TEASER if is_cut else 0
        at = _title(waiting[-near:], last, posted=bool(posted)) if near else None
        if at is not None:
            if last:
                last.body = waiting[:-at]
            teaser = [*waiting[len(waiting) - at + 1 :], block]
            entries.append(_Entry(waiting[-at], posted, [] if posted else teaser, is_cut))
        elif is_cut and last:
            last.body, last.is_cut = [*waiting, block], True
        else:
            waiting.append(block)
            continue
        waiting = []
    if entries and not entries[-1].is_cut:
        entries[-1].body = waiting
    return entries


def _title(blocks: list[_Block], last: _Entry | None, *, posted: bool) -> int | None:
    """Return the place of an entry's title in the blocks above, 1 for the last of them.

    It is the nearest one with a date, else the nearest heading, else a line: right above "Posted on", or where the last
    entry ended. In the text of a post (`last`), headings of a lower level are its own.
    """
    places = [at for at in range(1, len(blocks) + 1) if blocks[-at].may_be_title]
    for at in places:
        if _DATED.fullmatch(blocks[-at].plain):
            return at
    for at in places:
        if blocks[-at].level and (posted or not last or blocks[-at].level <= last.title.level):
            return at
    at = 1 if posted or last else len(blocks)
    is_title = at in places and not blocks[-at].plain.endswith((".", ",", ";", ":")) and not _is_footer(blocks[-at])
    return at if is_title else None


def _is_footer(block: _Block) -> bool:
    """Tell whether a block at the end of an entry is none of its text: links to elsewhere, a pager, comments."""
    plain = block.plain
    if len(plain) > 2 * _LONGEST_TITLE:
        return False
    others = _LINK.sub("", block.markdown)
    only_links = block.markdown.count("](") > 2 and not any(map(str.isalnum, others))
    return bool(only_links or _FOOTER.match(plain) or _PAGES.fullmatch(plain) or _REMARK.fullmatch(plain.rstrip(".")))


def _heading(heading: str) -> tuple[str, str]:
    """Return the topic and the publisher of a heading like "topic | publisher - Page 2"."""
    topic, _, publisher = _PAGE_NUMBER.sub("", heading[:_LONGEST_TITLE]).rpartition(" | ")
    if not topic:
        topic, publisher = publisher, ""
    return _KIND_OF_PAGE.sub("", _PAGE_NUMBER.sub("", topic.strip())).strip(" :"), publisher.strip()


def _item(entry: _Entry, place: str, topic: str, publisher: str) -> Item | Bad:
    from tipcli.readers.dates import day
    from tipcli.readers.markup import without_more

    dated = _DATED.fullmatch(entry.title.plain)
    date = day(dated["date"]) if dated else None
    title = (dated["title"] or "") if dated and date else entry.title.plain
    title = _TOW.sub("", title).rstrip(" –—-") if title != entry.title.plain or not dated else title
    if not title:
        return Bad(place, f"no title but {quoted(entry.title.plain)}")
    topics: tuple[str, ...] = ()
    if entry.posted:
        date = date or day((entry.posted["date"] or "").strip(" ,"))
        topics = tuple(dict.fromkeys(filter(None, (topic, *map(str.strip, entry.posted["topics"].split(","))))))
    blocks = entry.body
    while blocks and _is_footer(blocks[-1]) and not entry.is_cut:
        blocks.pop()
    while blocks and _REMARK.fullmatch(blocks[0].plain[:_LONGEST_TITLE].rstrip(".")):
        blocks = blocks[1:]
    body = "\n\n".join(block.markdown for block in blocks)
    return Item(
        place,
        title=title,
        body=without_more(body)[0] if entry.is_cut else body,
        date=date,
        topics=topics,
        credit=Credit(title, publisher or None, date, entry.title.url or None),
        complete=not entry.is_cut and bool(body),
        adds_up=True,
        guid=f"archive:{slugify(title) or '-'.join(title.casefold().split())} {date or ''}".strip(),
        link=entry.title.url,
    )
