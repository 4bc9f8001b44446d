"""The piece of a tip that shows why it matched."""

from __future__ import annotations

from tipcli.model.text import MARK_OFF, MARK_ON, spans, unmarked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Mapping

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
    words = text.split(" ")
    is_cut = max(map(len, words)) > _LONGEST_WORD
    if is_cut:
        words = [word if len(word) <= _LONGEST_WORD else _shortened(word) for word in words]
    lengths = [len(unmarked(word) if is_cut else word) + 1 for word in words]
    hits: dict[int, str] = {}
    for place, word in _balanced(words).items():
        lengths[place] = len(unmarked(words[place])) + 1
        words[place] = word
        if MARK_ON in word and (hit := unmarked(word).casefold()):
            hits[place] = hit
    texts = list(hits.values())
    start = best = best_start = best_end = total = first = after = 0
    for last, end in enumerate(hits):  # a stretch that ends between two hits has no more of them
        total += sum(lengths[after : end + 1])
        after = end + 1
        while total > _WIDTH and start < end:
            total -= lengths[start]
            first += start in hits
            start += 1
        if (count := len(set(texts[first : last + 1]))) > best:
            best, best_start, best_end = count, start, end
    return _cut(words, lengths, hits, best_start, best_end)


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


def _cut(words: list[str], lengths: list[int], hits: Container[int], start: int, end: int) -> str:
    """Return words[start:end + 1], moved so that the first match has some words before it."""
    first = next((place for place in range(start, end + 1) if place in hits), start)
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


def _balanced(words: list[str]) -> dict[int, str]:
    """Return the words with a mark or inside of one, by place; marks that span several are closed at the gaps."""
    balanced: dict[int, str] = {}
    is_open = False
    for place, word in enumerate(words):
        if is_open or MARK_ON in word:
            marked = (MARK_ON if is_open else "") + word
            is_open = marked.rfind(MARK_ON) > marked.rfind(MARK_OFF)
            balanced[place] = marked + (MARK_OFF if is_open else "")
    return balanced
