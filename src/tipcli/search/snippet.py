"""The piece of a tip that shows why it matched."""

from __future__ import annotations

from tipcli.model.text import MARK_OFF, MARK_ON, spans, unmarked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDTH = 110  # characters of the text without marks
_LONGEST_WORD = 60  # of them in one word
_BEFORE = 30  # of them before the first match


def snippet(fields: Mapping[str, str]) -> str:
    """Return a marked text of about 110 characters from the field that shows most of the matches.

    `fields` maps title, topics, gist, action and body to their marked texts. The gist is preferred among equals, as it
    stands on its own; where only the title or a topic matched, it is shown without marks.
    """
    best, most = fields["gist"], _distinct(fields["gist"])
    for name in ("body", "action"):
        if (count := _distinct(fields[name])) > most:
            best, most = fields[name], count
    text = _plain_markdown(best)
    room = 2 * _WIDTH if best == fields["gist"] else _WIDTH
    return text if len(unmarked(text)) <= room else _window(text)


def _distinct(text: str) -> int:
    return len({piece.casefold() for piece, matched in spans(text) if matched})


def _plain_markdown(text: str) -> str:
    """Return Markdown as one line without list marks: a snippet is no place for structure."""
    lines = filter(str.strip, text.split("\n"))  # empty ones, of which there may be many, are left out at once
    return " ".join(line.strip().removeprefix("- ").removeprefix("* ").lstrip("#> ") for line in lines)


def _window(text: str) -> str:
    """Return the stretch of words with the most distinct matches, earliest first, with an ellipsis where it is cut."""
    words = [word if len(word) <= _LONGEST_WORD else _shortened(word) for word in text.split(" ")]
    inside = _balanced(words)
    has_mark = [MARK_ON in word or MARK_OFF in word for word in words]
    lengths = [len(unmarked(word) if marks else word) + 1 for word, marks in zip(words, has_mark, strict=True)]
    hits = [unmarked(word).casefold() if MARK_ON in marked else "" for word, marked in zip(words, inside, strict=True)]
    start, best, best_start, best_end = 0, 0, 0, 0
    total = 0
    for end, length in enumerate(lengths):
        total += length
        while total > _WIDTH and start < end:
            total -= lengths[start]
            start += 1
        if hits[end] and (count := len({hit for hit in hits[start : end + 1] if hit})) > best:
            best, best_start, best_end = count, start, end
    return _cut(inside, lengths, hits, best_start, best_end)


def _shortened(word: str) -> str:
    """Return a word, perhaps an address of a thousand letters, cut to what stands around its first match."""
    if len(unmarked(word)) <= _LONGEST_WORD:
        return word
    before, on, rest = word.partition(MARK_ON)
    if not on:
        return word[:_LONGEST_WORD] + "…"
    match, _, after = rest.partition(MARK_OFF)
    left, right = before[-_LONGEST_WORD // 4 :], unmarked(after)[: _LONGEST_WORD // 4]
    return f"…{left}{MARK_ON}{match[: _LONGEST_WORD // 2]}{MARK_OFF}{right}…"


def _cut(words: list[str], lengths: list[int], hits: list[str], start: int, end: int) -> str:
    """Return words[start:end + 1], moved so that the first match has some words before it."""
    first = next((place for place in range(start, end + 1) if hits[place]), start)
    start, room = first, _BEFORE
    while start > 0 and lengths[start - 1] <= room:
        start -= 1
        room -= lengths[start]
    end, room = start, _WIDTH - lengths[start]
    while end + 1 < len(words) and lengths[end + 1] <= room:
        end += 1
        room -= lengths[end]
    text = " ".join(words[start : end + 1])
    return ("…" if start else "") + text + ("…" if end + 1 < len(words) else "")


def _balanced(words: list[str]) -> list[str]:
    """Return the words with each mark that spans several of them closed and opened again at the gaps."""
    balanced, is_open = [], False
    for word in words:
        if not is_open and MARK_ON not in word:
            balanced.append(word)
            continue
        marked = (MARK_ON if is_open else "") + word
        is_open = marked.rfind(MARK_ON) > marked.rfind(MARK_OFF)
        balanced.append(marked + (MARK_OFF if is_open else ""))
    return balanced
