"""What a tip needs and its source does not give: a title from its text, a gist from its first sentence."""

from __future__ import annotations

import re

from tipcli.model.text import clean_line

_TITLE = 60  # characters
_GIST = 110
_LOOKED_AT = 2000  # characters of a text
_HEAD = 300  # characters of a paragraph without Markdown that are enough: a gist or title is made of fewer
_MARKS = str.maketrans("", "", "*`")
_MARKUP = re.compile(r"[\n*`_\[\]>#|\\]|  ")  # one line without any of these, and no mark of a list, is plain
_BAR = re.compile(r"(?<!\\)\|")
_IMAGES = re.compile(  # without a text of theirs
    r"(?:\[?!\[(?:image)?\]\([^()\s]{0,2000}\)(?:\]\([^()\s]{0,2000}\))?\s*)+"
)
_WIKI = re.compile(r"(!?)\[\[(?:[^\[\]|\n]{0,300}\|)?([^\[\]|\n]{1,300})\]\]")
_END = re.compile(r'(?:[.?!…]|[.?!][”"]|\.\)) ')  # of a sentence, with the space behind it
_ABBREVIATED = ("mr.", "mrs.", "ms.", "dr.", "st.", "vs.", "e.g.", "i.e.", "etc.", "no.", "u.s.", "jr.", "sr.", "inc.",
                "a.m.", "p.m.", "ph.d.")  # fmt: skip


def gist(text: str) -> str:
    """Return the first sentence of a Markdown text on one line, cut at a word near 110 characters."""
    plain = _plain(text)
    for end in _END.finditer(plain):
        sentence = plain[: end.end() - 1]
        last = sentence.rpartition(" ")[2].lower().lstrip("(“\"'")
        is_initial = len(last) == 2 and last[0].isalpha() and last != "i."
        if last not in _ABBREVIATED and not is_initial and any(map(str.isalpha, sentence)):
            return cut(sentence, _GIST)
    return cut(plain, _GIST)


def title(text: str) -> str:
    """Return the first words of a Markdown text: a whole first sentence if it is short, else cut near 60 characters."""
    sentence = gist(text)
    if len(sentence) <= _TITLE:
        return clean_line(sentence.rstrip(".")) if not sentence.endswith("..") else sentence
    return cut(_plain(text), _TITLE)


def first_line(text: str) -> str:
    """Return the first line with anything in it, cut near 60 characters: the title of a text without words."""
    return next((line for line in (cut(line, _TITLE) for line in text[:_LOOKED_AT].split("\n")) if line), "")


def cut(text: str, most: int) -> str:
    """Return `text` on at most `most` characters, cut at a word, with an ellipsis where it is cut."""
    line = clean_line(text)
    if len(line) <= most:
        return line
    head = line[:most]
    whole = head.rpartition(" ")[0] or head[:-1]
    return whole.rstrip(" ,;:–—-") + "…"


def _plain(text: str) -> str:
    """Return the first paragraph with words, or more where it ends in a colon, as one line without Markdown.

    Of a longer one that begins without Markdown it is the head only.
    """
    head = text[:_HEAD]
    if head[:1].isalpha() and head.isprintable() and not _MARKUP.search(head):
        return head.strip()
    text = text[:_LOOKED_AT]
    all_lines = text.split("\n")
    return _paragraph([line for line in all_lines if not _is_beside(line)]) or _paragraph(
        [_cells(line) if line.startswith("|") else line for line in all_lines]
    )


def _is_beside(line: str) -> bool:
    """Tell whether a line is a heading or tags, a row of a table, or nothing but pictures without words."""
    is_image = line.startswith(("!", "[!")) and _IMAGES.fullmatch(line)
    return line.startswith(("#", "|")) or bool(is_image)


def _cells(row: str) -> str:
    """Return the cells of a row of a table, with commas between them."""
    cells = _BAR.split(row.strip().removeprefix("|").removesuffix("|"))
    return ", ".join(cell.strip().replace("\\|", "|") for cell in cells if cell.strip())


def _paragraph(all_lines: list[str]) -> str:
    lines: list[str] = []
    for line in all_lines:
        bare = _without_bullet(_without_links(line).strip().lstrip("> ").removeprefix("#").lstrip("#"))
        bare = " ".join(word.strip("_") for word in bare.translate(_MARKS).split())
        if any(map(str.isalnum, bare)):
            lines.append(bare)
        elif lines and not lines[-1].endswith(":"):
            break
    return clean_line(" ".join(" ".join(lines).split()))


def _without_bullet(line: str) -> str:
    """Return a line of a list without its mark: a bullet, or a number with a dot or a parenthesis."""
    mark, _, text = line.partition(" ")
    is_mark = mark in ("-", "*", "+", "•") or (mark[-1:] in (".", ")") and mark[:-1].isdigit())
    return text.strip() if is_mark and any(map(str.isalnum, text)) else line


def _without_links(line: str) -> str:
    """Return the line with the texts of its Markdown links instead of the links."""
    if "[[" in line:
        line = _WIKI.sub(lambda found: "" if found[1] else found[2], line)
    parts = line.split("](")
    for place in range(1, len(parts)):
        address, closed, after = parts[place].partition(")")
        before, opened, text = parts[place - 1].rpartition("[")
        if closed and opened:
            parts[place - 1] = before.removesuffix("!") + text
            parts[place] = after
        else:
            parts[place] = "](" + address + closed + after
    return "".join(parts)
