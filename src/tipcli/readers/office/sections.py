"""A document with headings as sections that are tips.

The tips are at the first level of heading that there is more than once. Where the headings above it have no text of
their own, they say what the tips below them are about.
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

# The HTML is that of mammoth or of markdown-it: well formed, with headings outside of everything but tables and quotes.
_HEADING = re.compile(r"<(/?)(table|blockquote|ul|ol|h[1-6])\b[^>]*>")
_TAGS = re.compile(r"<[^>]*>")
_TITLE = re.compile(r'<p class="title">(.*?)</p>', re.DOTALL)
_SUBTITLE = re.compile(r'<p class="subtitle">.*?</p>', re.DOTALL)
# A paragraph that is bold from one end to the other stands in for a heading where a document has no styles.
_BOLD = re.compile(r"<p><strong>((?:(?!</?(?:p|strong|table|li)\b).){1,200}?)</strong>\s*</p>", re.DOTALL)
_NOTES = re.compile(r'<ol>(?:<li id="(?:foot|end)note-[^"]*">.*?</li>)+</ol>\s*\Z', re.DOTALL)
_NOTE = re.compile(r'<li id="((?:foot|end)note-[^"]*)">(.*?)</li>', re.DOTALL)
_BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">[^<]*</a>')
_MARK = re.compile(r'<sup><a href="#((?:foot|end)note-[^"]*)"[^>]*>(\[\d+\])</a></sup>')
_BLOCK_END = re.compile(r"(?<=</p>)|(?<=</h[1-6]>)|(?<=</li>)")
_LONGEST_TITLE = 120  # characters of a bold paragraph
_DEEPEST = 7


class Section(NamedTuple):
    """A heading and what stands below it as HTML; `topics` are the headings above it."""

    title: str
    html: str
    topics: tuple[str, ...] = ()


class _Piece(NamedTuple):
    level: int
    title: str
    html: str

    @property
    def is_bare(self) -> bool:
        """Whether nothing stands below the heading."""
        return not _words(self.html)


class Parts(NamedTuple):
    """A document: its title, what stands before the first section, and the sections."""

    title: str
    lead: str
    sections: list[Section]


def parts_of(html: str) -> Parts:
    """Take a document apart. Where there is no section twice, it is one section without a title of its own."""
    html = _with_notes(html)
    named = _TITLE.search(html)
    title = _words(named[1]) if named else ""
    html = _SUBTITLE.sub("", _TITLE.sub("", html))
    pieces = _pieces(html) or _pieces(_BOLD.sub(_bold_heading, html))
    lead = html[: _first(html)] if pieces and _HEADING.search(html) else ""
    if pieces and not _pieces(html):
        lead = _BOLD.split(html, maxsplit=1)[0]
    level = next((one for one in range(1, _DEEPEST) if sum(piece.level == one for piece in pieces) > 1), 0)
    if level and _are_chapters(pieces, level):
        level = next((one for one in range(level + 1, _DEEPEST) if sum(p.level == one for p in pieces) > 1), level)
    if not level:
        return _whole(title, html, pieces)
    return _sections(title, lead, pieces, level)


def _first(html: str) -> int:
    """Return where the first heading outside of tables begins."""
    return next((start for start, _, _ in _headings(html)), len(html))


def _headings(html: str) -> list[tuple[int, int, int]]:
    """Return where each heading that stands by itself begins, where it ends, and its level."""
    depth, opened, found = 0, 0, []
    for match in _HEADING.finditer(html):
        end, name = match[1], match[2]
        if name[0] != "h":
            depth += -1 if end else 1
        elif depth == 0 and not end:
            opened = match.start()
        elif depth == 0:
            found.append((opened, match.end(), int(name[1])))
    return found


def _pieces(html: str) -> list[_Piece]:
    """Return the headings that have words, each with what stands below it up to the next."""
    marks = [(start, end, level) for start, end, level in _headings(html) if _words(html[start:end])]
    ends = [start for start, _, _ in marks[1:]] + [len(html)]
    return [
        _Piece(level, _words(html[start:end]), html[end:upto])
        for (start, end, level), upto in zip(marks, ends, strict=False)  # without marks, one end is left
    ]


def _are_chapters(pieces: list[_Piece], level: int) -> bool:
    """Tell whether headings of a level only stand above others: none has a text of its own, most have one below."""
    own = [at for at, piece in enumerate(pieces) if piece.level == level]
    above = [at for at in own if at + 1 < len(pieces) and pieces[at + 1].level > level]
    return all(pieces[at].is_bare for at in above) and 2 * len(above) > len(own)


def _sections(title: str, lead: str, pieces: list[_Piece], level: int) -> Parts:
    """Put deeper headings back into the text of the section that they are in."""
    sections: list[Section] = []
    above: dict[int, str] = {}
    for piece in pieces:
        if piece.level < level:
            above = {one: text for one, text in above.items() if one < piece.level} | {piece.level: piece.title}
            if not piece.is_bare:
                sections.append(Section(piece.title, piece.html))
        elif piece.level == level or not sections:
            sections.append(Section(piece.title, piece.html, tuple(above.values())))
        else:
            last, name = sections[-1], f"h{min(piece.level - level + 1, 6)}"
            sections[-1] = last._replace(html=f"{last.html}<{name}>{_escaped(piece.title)}</{name}>{piece.html}")
    if len(above) == 1 and all(section.topics in ((), tuple(above.values())) for section in sections):
        title = title or next(iter(above.values()))  # one heading over all is the document's
        sections = [section._replace(topics=()) for section in sections]
    return Parts(title, lead, sections)


def _whole(title: str, html: str, pieces: list[_Piece]) -> Parts:
    """Return a document that is one tip: the only heading at its top is its title."""
    if pieces and not title and not _words(html[: _first(html)]):
        start, end, _ = _headings(html)[0]
        title, html = pieces[0].title, html[:start] + html[end:]
    return Parts(title, "", [Section("", html)])


def _bold_heading(match: re.Match[str]) -> str:
    words = _words(match[1])
    is_heading = words and len(words) <= _LONGEST_TITLE and not words.endswith((".", ",", ";"))
    return f"<h2>{match[1]}</h2>" if is_heading else match[0]


def _with_notes(html: str) -> str:
    """Put each note of the end of a document below the block with the mark that points to it."""
    found = _NOTES.search(html)
    if not found:
        return html
    notes = {key: _BACK.sub("", text) for key, text in _NOTE.findall(found[0])}
    blocks = _BLOCK_END.split(html[: found.start()])
    return "".join(_annotated(block, notes) for block in blocks)


def _annotated(block: str, notes: dict[str, str]) -> str:
    marks = [(key, mark) for key, mark in _MARK.findall(block) if key in notes]
    plain = _MARK.sub(lambda match: f" {match[2]}" if match[1] in notes else "", block)
    return plain + "".join(f"<p>{mark} {_words(notes[key], keep=True)}</p>" for key, mark in marks)


def _words(html: str, *, keep: bool = False) -> str:
    """Return the text of a piece on one line; `keep`: still as HTML."""
    text = " ".join(_TAGS.sub("", html).split())
    return text if keep else unescape(text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
