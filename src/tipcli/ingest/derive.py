"""What a tip needs and its source does not give: a title from its text, a gist from its first sentence."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from tipcli.model.text import clean_line
from tipcli.readers.markup.inline import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = 60  # characters
_GIST = 110
_FEWEST = 4  # words of a sentence that says enough alone
_LOOKED_AT = 2000  # characters of a text
_HEAD = 300  # characters of a paragraph that are enough: a gist or title is made of fewer
# One line without any of these is plain.
_MARKUP = re.compile(r"[\n*`_\[\]<>#|\\&!^%:{}~]")
_MARKS = ("  ", "... ")
_APART = re.compile(r"<!--|%%|\](?!\()")  # what may go on below, and links that are explained there
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|%%.*?%%", re.DOTALL)
_RESTS = ("continue reading", "read more", "weiterlesen", "lire la suite", "[...]")
_REST = re.compile(rf"(?:\[(?:…|\.\.\.)\]|(?:{'|'.join(_RESTS[:-1])})\b.{{0,80}})\Z", re.IGNORECASE)
_LONGEST_REST = 100  # characters of what that matches
_ADDRESS = re.compile(r"\bhttps?://\S+|\bwww\.\S+")
_TIGHT = re.compile(r"#+[^\W\d_][^\n#]*#*\Z")  # a heading without a blank
_BOX = re.compile(r"\[[ xX]\] ")  # of a task
_TAGS = re.compile(r"(?:tags?: )?(?:#[^\W\d_][\w/-]*[ ,]*)+")  # a paragraph of nothing else
# The end of a sentence, with the space behind it. What begins with a set of characters is found ten times as fast.
_END = re.compile(r'[.?!…。！？](?:(?<![。！？])(?:(?<=[.?!])[”"’]|(?<=\.)\))? |(?<=[。！？])[」』”）]?)')
_ENDS = frozenset('.?!…”"’)。！？」』）')
_ABBREVIATED = ("mr.", "mrs.", "ms.", "dr.", "st.", "vs.", "e.g.", "i.e.", "etc.", "no.", "u.s.", "jr.", "sr.", "inc.",
                "a.m.", "p.m.", "ph.d.", "z.b.", "d.h.", "bzw.", "ca.", "approx.", "fig.", "p.ex.")  # fmt: skip


def gist(text: str) -> str:
    """Return a sentence of the first paragraph of a Markdown text, on one line of at most 110 characters.

    It is whole where one fits; after one of fewer than four words comes the next. What is no prose (lists, quotations,
    headings, tables, code, the words of pictures) stands in only where a text has nothing else.
    """
    paragraphs = _paragraphs(text)
    sentences = (sentence for paragraph in paragraphs for sentence in _sentences(paragraph))
    first = next(sentences, "")
    if first and _is_short(first) and (second := next(sentences, "")) and len(f"{first} {second}") <= _GIST:
        return f"{first} {second}"
    if len(first) > _GIST:
        following = islice(_sentences(paragraphs[0]), 1, None)
        first = next((one for one in following if len(one) <= _GIST and not _is_short(one) and one[-1] in _ENDS), first)
    return cut(first, _GIST)


def title(text: str) -> str:
    """Return the first words of a Markdown text: a whole first sentence if it is short, else cut near 60 characters."""
    paragraphs = _paragraphs(text)
    sentence = next((one for paragraph in paragraphs for one in _sentences(paragraph)), "")
    if len(sentence) <= _TITLE:
        return clean_line(sentence.rstrip(".")) if not sentence.endswith("..") else sentence
    return cut(paragraphs[0], _TITLE)


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


def _is_short(sentence: str) -> bool:
    """Tell whether a sentence has fewer than four words; a script without blanks has two letters a word."""
    words = len(sentence.split(None, _FEWEST))
    return words < _FEWEST and words + sum(character >= "\u2e80" for character in sentence) // 2 < _FEWEST


def _sentences(paragraph: str) -> Iterator[str]:
    """Yield the sentences of the head of a paragraph; the last may be the rest of it."""
    start = 0
    for end in _END.finditer(paragraph):
        if end.end() > _HEAD:
            break
        sentence = paragraph[start : end.end()].strip()
        last = sentence.rpartition(" ")[2].lower().lstrip("(“\"'")
        is_initial = len(last) == 2 and last[0].isalpha() and last != "i." and last[0] < "\u2e80"
        if last not in _ABBREVIATED and not is_initial and any(map(str.isalnum, sentence)):
            yield sentence
            start = end.end()
    rest = paragraph[start:].strip()
    if any(map(str.isalnum, rest)):
        yield rest


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of prose in the head of a text as plain lines, else what stands in for them.

    Of a longer one that begins without Markdown it is the head only.
    """
    end = text.find("\n\n", 0, _HEAD + 2)
    head = text[:_HEAD] if end < 0 else text[:end]
    if head[:1].isalpha() and head.isprintable() and not _MARKUP.search(head) and not any(map(head.count, _MARKS)):
        first = head.strip() if end < 0 else _enough(head.strip())
    else:
        first = _first_alone(text)
    if first:
        return [first]
    blocks = [_as_row(kind, words) for kind, words in blocks_of(_head_of(_COMMENT.sub("", text)))]
    prose = _first_prose(blocks)
    if prose and prose[0].endswith((":", "：")):  # what it announces is no prose, but another paragraph may be
        prose = [*(words for words in prose[1:] if not _is_short(words) and words[-1] not in ":："), *prose]
    is_short = all(map(_is_short, prose))
    if is_short and (found := _stand_in(blocks, *prose[:1])) and not (prose and _is_short(found)):
        return [found]
    return [clean_line(_without_rest(words)) for words in prose] or _bare(text)


def _head_of(text: str) -> str:
    """Return the head of a text in whole lines where it has some."""
    if len(text) <= _LOOKED_AT:
        return text
    end = text.rfind("\n", _LOOKED_AT // 2, _LOOKED_AT)
    return text[: end if end > 0 else _LOOKED_AT]


def _as_row(kind: str, words: str) -> tuple[str, str]:
    """Return a block: a table of kramdown without a head is a row, `#Part` on a line of its own a heading."""
    if kind == "prose" and _TIGHT.match(words) and words.lstrip("#")[0].isupper() and not _TAGS.fullmatch(words):
        return "heading", words.strip("#")
    if kind != "prose" or not words.startswith("|"):
        return kind, words
    return "row", ", ".join(filter(None, map(str.strip, words.split("|"))))


def _stand_in(blocks: list[tuple[str, str]], short: str = "") -> str:
    """Return what says something where no prose does, or only a `short` one, in four words or more.

    Where nothing has as many, the first that there is; code only where there is nothing else.
    """
    for kind in ("quote", "item", "heading", "row", "head", "code", "image"):
        found = [words for what, words in blocks if what == kind and _has_words(words)]
        if not found or (kind == "code" and short):
            continue
        if kind in ("item", "heading"):
            made = _joined(found, "; " if kind == "item" else ", ")
        else:
            first = (
                next((words for words in found if not _is_short(words)), found[0])
                if kind in ("row", "quote")
                else found[0]
            )
            made = clean_line(first.strip().split("\n")[0])
        if not _is_short(made):
            return made
        short = short or made
    return short


def _first_alone(text: str) -> str:
    """Return the first paragraph, parsed by itself, where that is enough: it takes a fifth of the time."""
    paragraph, gap, _ = text[:_LOOKED_AT].partition("\n\n")
    if not gap or not paragraph[0:1].isalpha() or _APART.search(paragraph):
        return ""
    blocks = list(blocks_of(paragraph))
    return _enough(blocks[0][1]) if len(blocks) == 1 and blocks[0][0] == "prose" else ""


def _enough(words: str) -> str:
    """Return a paragraph of prose on one line where it says enough alone, else nothing."""
    line = clean_line(_without_rest(words))
    if not line or line.endswith((":", "：")) or _TAGS.fullmatch(words):
        return ""
    end = _END.search(line)
    is_long = not _is_short(line[: end.end()] if end else line)  # what ends before the first sentence is no longer
    return line if is_long or not _is_short(next(_sentences(line), "")) else ""


def _first_prose(blocks: list[tuple[str, str]]) -> list[str]:
    """Return the first paragraphs of prose, as far as the next heading."""
    found: list[str] = []
    for kind, words in blocks:
        if kind == "heading" and found:
            break
        if kind == "prose" and _says_something(words):
            found.append(words)
    return found


def _says_something(words: str) -> bool:
    """Tell whether a paragraph has words, and not only tags, addresses or a link to the rest."""
    return _has_words(words) and not _TAGS.fullmatch(words) and bool(_without_rest(words).strip())


def _has_words(text: str) -> bool:
    """Tell whether a text has any letters or digits that are not of an address."""
    return any(map(str.isalnum, _ADDRESS.sub("", text) if "://" in text or "www." in text else text))


def _without_rest(words: str) -> str:
    """Return a paragraph without what says that more of it is elsewhere."""
    tail = words[-_LONGEST_REST:]
    if tail.isascii() and not any(map(tail.lower().__contains__, _RESTS)):  # a search takes ten times as long
        return words
    rest = _REST.search(words, max(0, len(words) - _LONGEST_REST))
    return words[: rest.start()] if rest else words


def _joined(entries: list[str], between: str) -> str:
    """Return the items of a list, or headings, on one line, as many as a gist may need, each once."""
    made = ""
    for entry in dict.fromkeys(entries):
        if len(made) > _GIST:
            break
        words = _BOX.sub("", clean_line(entry))
        made += f"{' ' if made[-1] in _ENDS or made[-1] in ',;:' else between}{words}" if made else words
    return made


def _bare(text: str) -> list[str]:
    """Return the first line with words of a text that is nothing but marks to Markdown, as a definition of a link."""
    lines = (clean_line(line) for line in _COMMENT.sub("", text[:_LOOKED_AT]).split("\n"))
    return [line for line in lines if any(map(str.isalnum, line)) and "](" not in line][:1]
