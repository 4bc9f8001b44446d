"""Notes that are outlines, as Logseq has them, and notes that hold nothing but a frame: headings, bullets, embeds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Lines = Callable[[str], Iterable[tuple[str, bool]]]

_MOST_LINES = 60  # of properties
_PROPERTY = re.compile(r"(?P<key>[A-Za-z][\w-]{0,40}):: (?P<value>.*)")
_OWN = re.compile(r"^[ \t]+[a-z][\w-]{0,40}:: .*\n?", re.MULTILINE)  # of a block
_PAGE = re.compile(r"\[\[([^\[\]\n]{1,300})\]\]")
_BEGIN = re.compile(
    r"(?P<before>\s*(?:[-*+] )?)#\+BEGIN_(?P<kind>[A-Z]{2,20})\b[ \t]*(?P<language>[\w+#-]{0,40})[^\n]*", re.IGNORECASE
)
_END = re.compile(r"\s*#\+END_[A-Z]{2,20}\s*", re.IGNORECASE)
_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_LINKED = re.compile(rf"\[([^\[\]\n]{{1,300}})\]\(\(\({_ID}\)\)\)")
_SAID = re.compile(r"\{\{cloze ([^{}\n]{1,500})\}\}")
_MACRO = re.compile(
    r"\{\{(?:embed|query|renderer|function|namespace|video|youtube|youtube-timestamp|twitter|tweet|pdf|zotero-[a-z-]{1,40})"
    rf"\b[^{{}}\n]{{0,500}}\}}\}}|\(\({_ID}\)\)"
)
_CODE = ("SRC", "EXAMPLE", "EXPORT")
_FRAME = re.compile(r"(?:[-*+]\s+|#{1,6}\s)?(?P<rest>.*)")
_QUERIES = re.compile(
    r"^[ \t]{0,9}(`{3,})[ \t]*(?:dataview|dataviewjs|tasks|query|base)\b[^\n]*\n.*?^[ \t]{0,9}\1[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_CALLOUT = re.compile(r"(?P<before>[ \t]{0,9}(?:> ?){1,9})\[!(?P<kind>[\w|-]{1,40})\][-+]?(?P<title>[^\n]*)")
_EMBED = re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]")


def is_outline(body: str) -> bool:
    """Tell whether a text begins with properties as Logseq writes them, or has blocks with such."""
    return bool(_PROPERTY.match(body) or (body.startswith("- ") and _OWN.search(body)))


def outlined(fields: dict[str, Any], body: str) -> tuple[dict[str, Any], str]:
    """Return fields and text of an outline, with its properties among the fields and without those of its blocks."""
    lines = body.split("\n")
    made: dict[str, Any] = {}
    while lines and (found := _PROPERTY.fullmatch(lines[0])) and len(made) < _MOST_LINES:
        made[found["key"]] = _PAGE.sub(r"\1", found["value"]).strip()
        lines.pop(0)
    return made | fields, _OWN.sub("", "\n".join(lines)).strip("\n")


def without_macros(body: str, lines: Lines) -> str:
    """Return a text without what a program puts in its place: macros, references to blocks, marks of Org blocks.

    Queries go whole; code comes between fences.
    """
    if "{{" not in body and "((" not in body and "#+" not in body:
        return body
    return "\n".join(_lines(lines(body)))


def _lines(lines: Iterable[tuple[str, bool]]) -> Iterator[str]:
    kind, before = "", ""
    for line, is_code in lines:
        if is_code and not kind:
            yield line
        elif not kind and (found := _BEGIN.fullmatch(line)):
            kind, before = found["kind"].upper(), found["before"]
            if kind in _CODE:
                yield f"{before}```{found['language'] if kind == 'SRC' else ''}"
        elif kind and _END.fullmatch(line):
            if kind in _CODE:
                yield " " * len(before) + "```"
            kind = ""
        elif kind in _CODE:
            yield line
        elif kind != "QUERY":
            text = _without(line)
            yield before + text.lstrip() if kind and before.strip() else text
            before = " " * len(before)


def _without(line: str) -> str:
    if "((" not in line and "{{" not in line:
        return line
    made = _MACRO.sub("", _SAID.sub(r"\1", _LINKED.sub(r"\1", line)))
    return made.rstrip() if made != line else line


def is_hollow(body: str) -> bool:
    """Tell whether a text is a frame without words: embeds, queries or bullets with nothing in them, and headings."""
    is_framed = False
    for line in _QUERIES.sub("-", body).split("\n"):
        found = _FRAME.fullmatch(f"{line.strip()} ")
        rest = _EMBED.sub("", found["rest"] if found else line).strip()
        is_heading = line.startswith("#")
        if rest and not is_heading:
            return False
        is_framed = is_framed or (bool(line.strip()) and not is_heading)
    return is_framed


def with_titled_callouts(body: str, lines: Lines) -> str:
    """Return a text in which a callout is a quotation under its title, or its kind, as Obsidian and GitHub show it."""
    if "[!" not in body:
        return body
    return "\n".join(line if is_code else _titled_callout(line) for line, is_code in lines(body))


def _titled_callout(line: str) -> str:
    found = _CALLOUT.fullmatch(line)
    if not found:
        return line
    title = found["title"].strip() or found["kind"].split("|")[0].replace("-", " ").capitalize()
    return f"{found['before']}**{title}**\n{found['before'].rstrip()}"
