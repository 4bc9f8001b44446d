"""The entries in the blocks of an archive page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tipcli.readers.dates import day
from tipcli.readers.markup.wordpress import without_more
from tipcli.readers.pages.archive.blocks import DATED, LINK, LONGEST_TITLE, Block

_LONGEST_TEASER = 20  # blocks
_POSTED = re.compile(r"Posted on(?P<date> .{0,60}?)?(?: by .{0,80}?)? in:? (?P<topics>.*)", re.IGNORECASE)
REMARK = re.compile(
    r"(?:(?:please )?leave a (?:comment|reply)|no (?:comments?|responses?)(?: yet)?|edit"
    r"|\d{1,6} (?:comments?|responses?|replies)|comments? (?:are )?(?:off|closed)(?: on .{0,200})?)",
    re.IGNORECASE,
)
_ENDS_IN_REMARK = re.compile(rf"[\s|·•»,-]*\b{REMARK.pattern}\.?$", re.IGNORECASE)
_FOOTER = re.compile(
    r"(?:sign ?-?up for (?:our )?free tips|did you like this (?:post|tip|article)\?|« ?previous"
    r"|(?:« )?(?:older|newer) posts?|(?:this entry was )?posted in|share this|(?:previous|next) (?:page|post)"
    r"|page \d+ of \d+|related posts?|(?:tags|tagged|filed under):)(?:\W|$)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:[\s\d.…«»‹›←→|]|\b(?:previous|prev|next|first|last|page)\b)*", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """An entry as it is found: its title, what "Posted on" says of it, and its blocks."""

    title: Block
    posted: re.Match[str] | None = None
    body: list[Block] = field(default_factory=list)
    is_cut: bool = False


def entries_of(blocks: list[Block]) -> list[Entry]:
    """Find the entries: each is told by the line "Posted on" below its title, or by the end of its cut text."""
    entries: list[Entry] = []
    waiting: list[Block] = []  # the text of the last entry, where it was posted, and what may be the next title
    for block in blocks:
        last = entries[-1] if entries and not entries[-1].is_cut else None
        posted = _posted(block)
        is_cut = not posted and _is_cut(block)
        near = 3 if posted else _LONGEST_TEASER if is_cut else 0
        at = _title(waiting[-near:], last, posted=bool(posted)) if near else None
        if at is not None:
            if last:
                last.body = waiting[:-at]
            teaser = [*waiting[len(waiting) - at + 1 :], block]
            entries.append(Entry(waiting[-at], posted, [] if posted else teaser, is_cut))
        elif is_cut and last:
            last.body, last.is_cut = [*waiting, block], True
        else:
            waiting.append(block)
            continue
        waiting = []
    if entries and not entries[-1].is_cut:
        entries[-1].body = waiting
    return entries


def is_entry(blocks: list[Block]) -> bool:
    """Tell whether a page without a heading begins here with an entry."""
    after = blocks[1] if len(blocks) > 1 else None
    return bool(DATED.fullmatch(blocks[0].plain[:LONGEST_TITLE])) or (
        after is not None and bool(_posted(after) or _is_cut(after))
    )


def _posted(block: Block) -> re.Match[str] | None:
    """Return what is said of where and when an entry was posted, where a block does that and nothing else."""
    if len(block.plain) > LONGEST_TITLE or block.plain[:9].lower() != "posted on":
        return None
    match = _POSTED.fullmatch(_ENDS_IN_REMARK.sub("", block.plain))
    if not match or ((date := (match["date"] or "").strip(" ,")) and not day(date)):
        return None
    return match


def _is_cut(block: Block) -> bool:
    tail = block.markdown[-600:].lower()
    return ("read" in tail or "more" in tail) and without_more(block.markdown)[1]


def _title(blocks: list[Block], last: Entry | None, *, posted: bool) -> int | None:
    """Return the place of an entry's title in the blocks above, 1 for the last of them.

    It is the nearest one with a date, else the nearest heading, else a line: right above "Posted on", or where the last
    entry ended. In the text of a post (`last`), headings of a lower level are its own.
    """
    places = [at for at in range(1, len(blocks) + 1) if blocks[-at].may_be_title]
    for at in places:
        if DATED.fullmatch(blocks[-at].plain):
            return at
    for at in places:
        if blocks[-at].level and (posted or not last or blocks[-at].level <= last.title.level):
            return at
    at = 1 if posted or last else len(blocks)
    is_title = at in places and not blocks[-at].plain.endswith((".", ",", ";", ":")) and not is_footer(blocks[-at])
    return at if is_title else None


def is_footer(block: Block) -> bool:
    """Tell whether a block at the end of an entry is none of its text: links to elsewhere, a pager, comments."""
    plain = block.plain
    if len(plain) > 2 * LONGEST_TITLE:
        return False
    others = LINK.sub("", block.markdown)
    only_links = block.markdown.count("](") > 2 and not any(map(str.isalnum, others))
    return bool(only_links or _FOOTER.match(plain) or _PAGES.fullmatch(plain) or REMARK.fullmatch(plain.rstrip(".")))
