"""The blocks of an archive page: its paragraphs, lists and headings, out of lines of text or out of HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from tipcli.readers.markup.addresses import web_address
from tipcli.readers.markup.converting import node_markdown
from tipcli.readers.markup.escaping import literal
from tipcli.readers.markup.nodes import attribute, find, is_dropped, node_text
from tipcli.readers.markup.parsing import parse
from tipcli.readers.pages.html_kind import is_around

LONGEST_TITLE = 300  # characters, of titles and of the lines that say where and when something was posted
DATED = re.compile(r"(?P<title>.*\S)?\s*[-–—]\s*(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))(?:\s*[-–—]?\s*TOW)?[\s–—-]*")
_BULLET = re.compile(r"(?P<indent>\s*)(?:(?P<mark>[•·▪◦●‣*-])|(?P<number>\d{1,3})[.)])\s+(?=\S)")
LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.){0,400})\]\(([^()\s]{0,2000})\)")
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*|(?<!\w)\*|\*(?!\w)")


@dataclass(slots=True)
class Block:
    """A paragraph, list or heading of a page: as one line of plain text, and as Markdown."""

    plain: str
    markdown: str
    may_be_title: bool
    url: str = ""
    level: int = 0  # of a heading


class Page(NamedTuple):
    """A page as its blocks; `heading` is the title of the whole of it, `next_page` an address or nothing."""

    heading: str
    blocks: list[Block]
    next_page: str = ""


def blocks_of_text(text: str) -> list[Block]:
    """Return the blocks of a text: what stands between blank lines, lists with all their items."""
    blocks, lines = [], list[str]()
    for line in [*text.removeprefix("\ufeff").replace("\xa0", " ").split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            blocks.append(_block_of_lines(lines))
            lines = []
    return blocks


def _block_of_lines(lines: list[str]) -> Block:
    made: list[str] = []
    indents: list[int] = []  # of the open lists, the outer one first
    for line in lines:
        words = " ".join(line.split())
        if bullet := _BULLET.match(line[:200]):
            indent = len(bullet["indent"].expandtabs(4))
            indents = [outer for outer in indents if outer < indent - 1] + [indent]
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
    may_be_title = len(lines) == 1 and len(plain) <= LONGEST_TITLE and not _BULLET.match(lines[0][:200])
    return Block(plain, "\n".join(made), may_be_title)


def page_of_html(html: str, address: str) -> Page:
    """Return the page that HTML is. Raises AccessError for what would take too long to parse."""
    root = parse(html)
    elements = list(find(root, "a", "aside", "div", "h1", "link", "main", "nav", "section", "title", "ul"))
    by_name = {name: next((node for node in elements if node.name == name), None) for name in ("title", "h1")}
    texts = {name: node_text(node, everything=True) if node else "" for name, node in by_name.items()}
    heading = texts["title"] if " | " in texts["title"] else texts["h1"] or texts["title"]
    around = [node for node in elements if is_around(node)]
    content = next((node for node in elements if node.name == "main" and not is_dropped(node)), root)
    parts: list[str] = []
    in_code = False
    for part in node_markdown(content, address, around).split("\n\n"):  # code may hold blank lines
        parts[-1:] = [f"{parts[-1]}\n\n{part}"] if in_code else [*parts[-1:], part]
        in_code ^= part.count("\n```") % 2 == 1 or (part.startswith("```") and part.count("\n```") % 2 == 0)
    following = (node for node in elements if "next" in f"{attribute(node, 'rel')} {attribute(node, 'class')}".split())
    following_urls = (web_address(attribute(node, "href"), address) for node in following if node.name in ("a", "link"))
    return Page(heading, list(map(_block_of_markdown, parts)), next(filter(None, following_urls), ""))


def _block_of_markdown(markdown: str) -> Block:
    level = len(markdown) - len(markdown.lstrip("#"))
    is_heading = 0 < level < 5 and markdown[level : level + 1] == " "
    text = markdown[level + 1 :] if is_heading else markdown
    link = LINK.fullmatch(text)
    plain = " ".join(_MARKS.sub(r"\1", LINK.sub(r"\1", text)).split())
    may_be_title = len(plain) <= LONGEST_TITLE and (is_heading or bool(link and DATED.fullmatch(plain)))
    return Block(plain, markdown, may_be_title, link[2] if link else "", level if is_heading else 0)
