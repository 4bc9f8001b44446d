"""Marks of programs in Markdown that are no text: kramdown, Liquid, ERB, MDX, Hugo, Obsidian, and comments.

What is code, in a line or between fences, stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Lines = Callable[[str], Iterable[tuple[str, bool]]]

_SPAN = re.compile(r"`[^`\n]*`")
_SIGNS = ("<!--", "%%", "{", "<%", "^", "import ", "</", "/>")
_GONE = "\x01"  # where a mark was, until a line that was nothing else is left out
_CONTROLS = {0: "\ufffd", 1: "\ufffd"}  # which are signs here, and are no text in the end
_RAW = re.compile(r"\{%-? *(end)?raw *-?%\}")
_MARKS = re.compile(
    r"\{%-?[^{}]{0,500}?-?%\}"  # Liquid's tags
    r"|<%[^<>]{0,500}?%>"  # ERB
    r"|\{\{[<%][^{}]{0,500}?[%>]\}\}"  # Hugo's shortcodes; what they are around stays
    r"|\{\{-?\s*(?:site|page|layout|include|post)\.[^{}]{0,300}?\}\}"
    r"|\{\{-?[^{}|\n]{0,200}\|[^{}\n]{0,200}\}\}"
)
_ADDRESS = re.compile(r"""\{\{-?\s*["']([^"'{}\n]{0,300})["']\s*(?:\|[^{}\n]{0,200})?-?\}\}""")
_LINK_TAG = re.compile(
    r"\{%-?\s*(?:link|post_url)\s+([^\s{}%]{1,300})\s*-?%\}"
    r"|\{\{[<%]\s*(?:rel)?ref\s+[\"']([^\"'{}\n]{1,300})[\"']\s*[>%]\}\}"  # of Hugo
)
_ATTRIBUTES = re.compile(r"\s*\{:[^{}\n]{1,200}\}\s*")
_ID = re.compile(r":?\s*[#.][^{}\n]{0,200}")  # between the braces behind a heading
_UNDERLINE = re.compile(r"={2,}|-{2,}")  # of the heading above it
_BLOCK_ID = re.compile(r"(?=[\w-]*[A-Za-z])[A-Za-z0-9-]{1,40}")
_IMPORT = re.compile(
    r"import (?:[^\n]{1,200} from )?['\"][^'\"\n]{1,200}['\"];?\s*|export (?:const|default|let) [^\n]{1,300}"
)
_COMPONENT = re.compile(r"</([A-Z][\w.]{0,60})>|<([A-Z][\w.]{0,60})(?:\s[^<>]{0,1000})?/>")
_DIV = re.compile(r":{3,}[ \t]*(?P<kind>\{[^{}]{0,200}\}|[\w-]*)(?P<title>.*)")


def without_marks(body: str, lines: Lines, *, is_mdx: bool) -> str:
    """Return a text without the marks; `lines` gives its lines, and whether each is of a block of code."""
    if not any(sign in body for sign in _SIGNS):
        return body
    body = body.translate(_CONTROLS)
    found = (tag[1] or tag[2] for tag in _COMPONENT.finditer(body))
    names = "|".join(map(re.escape, sorted(set(found))))
    tags = re.compile(rf"</?(?:{names})(?=[\s/>])(?:\s[^<>]{{0,1000}})?/?>") if names else None
    made: list[str] = []
    prose: list[str] = []
    for line, is_code in (*lines(body), ("", True)):
        if not is_code:
            prose.append(line)
            continue
        if prose:
            made += _prose("\n".join(prose), tags, is_mdx=is_mdx)
            prose = []
        made.append(line)
    return "\n".join(made[:-1])


def _prose(text: str, tags: re.Pattern[str] | None, *, is_mdx: bool) -> list[str]:
    """Return the lines of text outside of code blocks, cleared of marks."""
    spans: list[str] = []

    def put_by(found: re.Match[str]) -> str:
        spans.append(found[0])
        return f"\x00{len(spans) - 1}\x00"

    if "`" in text:
        text = _SPAN.sub(put_by, text)
    for opened, closed in (("<!--", "-->"), ("%%", "%%"), ("{/*", "*/}")):
        text = _without_pairs(text, opened, closed)
    text = "".join(part if is_raw else _without_tags(part) for part, is_raw in _raw_parts(text))
    if tags:
        text = tags.sub(_GONE, text)
    lines = list(_lines(text.split("\n"), is_mdx=is_mdx))
    if not spans:
        return lines
    whole = re.sub("\x00(\\d+)\x00", lambda found: spans[int(found[1])], "\n".join(lines))
    return whole.split("\n")


def _without_pairs(text: str, opened: str, closed: str) -> str:
    """Return a text without what stands between two marks, but for WordPress's `more`."""
    parts, at = [], 0
    while (start := text.find(opened, at)) >= 0 and (end := text.find(closed, start + len(opened))) >= 0:
        end += len(closed)
        is_kept = text[start:end].strip("<!-> ") == "more"
        parts += [text[at:start], text[start:end] if is_kept else _GONE]
        at = end
    return "".join((*parts, text[at:]))


def _without_tags(text: str) -> str:
    return _MARKS.sub(_GONE, _LINK_TAG.sub(r"\1\2", _ADDRESS.sub(r"\1", text))) if "{" in text or "<%" in text else text


def _raw_parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a text, and whether Liquid is told to leave it as it is."""
    at, is_raw = 0, False
    for found in _RAW.finditer(text):
        if is_raw == bool(found[1]):
            yield text[at : found.start()], is_raw
            yield _GONE, True
            at, is_raw = found.end(), not is_raw
    yield text[at:], is_raw


def _lines(lines: list[str], *, is_mdx: bool) -> Iterator[str]:
    """Yield the lines without what a mark of theirs is; of two blank ones around a line that goes, one goes too."""
    is_gap, above = False, "code"
    for at, line in enumerate(lines):
        following = lines[at + 1].strip() if at + 1 < len(lines) else ""
        is_import = bool(_IMPORT.fullmatch(line)) and (is_mdx or not following or bool(_IMPORT.fullmatch(following)))
        made = line.replace(_GONE, "")
        if made != line and line.startswith("#"):
            made = made.rstrip()
        is_gone = is_import or bool(_ATTRIBUTES.fullmatch(line) and ("=" in line or "#" in line or "." in line))
        if is_gone or (made != line and not made.strip()):
            is_gap = not above.strip()
            continue
        if not (is_gap and not made.strip()):
            yield _without_ids(made, is_heading=line.startswith("#") or bool(_UNDERLINE.fullmatch(following)))
            above = made
        is_gap = False


def _without_ids(line: str, *, is_heading: bool) -> str:
    """Return a line without the name of its heading or block behind it."""
    if is_heading and (bare := line.rstrip().rstrip("#").rstrip()).endswith("}"):
        title, _, inside = bare[:-1].rpartition("{")
        if title.strip("# \t") and _ID.fullmatch(inside):
            return title.rstrip()
    before, mark, name = line.rpartition("^")
    if mark and (not before or before[-1] in " \t") and _BLOCK_ID.fullmatch(name.rstrip()):
        return before.rstrip()
    return line


def quoted_divisions(lines: Iterable[tuple[str, bool]]) -> str:
    """Return a text in which each block between lines of `:::` is a quotation under its title."""
    made: list[str] = []
    depth, is_titled = 0, False
    for line, is_code in lines:
        found = None if is_code else _DIV.fullmatch(line.strip())
        quote = ">" * depth
        if is_titled and not line.strip():  # there is a blank line already
            continue
        is_titled = False
        if not found:
            made.append(f"{quote} {line}".rstrip() if depth else line)
        elif found["kind"] or found["title"].strip():
            title = found["title"].strip().strip("[]{}").strip() or _kind(found["kind"])
            made += [f"{quote}> **{title}**", f"{quote}>"] if title else ()
            is_titled = bool(title)
            depth += 1
        else:
            while depth and made and made[-1] == quote:
                made.pop()
            depth = max(0, depth - 1)
    return "\n".join(made)


def _kind(kind: str) -> str:
    return "" if kind.startswith("{") else kind.replace("-", " ").capitalize()
