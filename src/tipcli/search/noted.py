"""Tips that are found by what a person wrote under them."""

from __future__ import annotations

from tipcli.index import fulltext
from tipcli.model.results import Hit
from tipcli.model.text import MARK_OFF, MARK_ON, clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.index.marked import Marked
    from tipcli.index.opened import Index
    from tipcli.model.results import Filters

SCORE = 70.0  # of a tip whose note has every word, and nothing else of it any
_MOST_WORDS = 50  # of a query
_WIDTH = 110  # characters of what is shown of a note
_BEFORE = 30  # of them before the first match


def with_notes(hits: list[Hit], marked: Marked, indexes: Iterable[Index], query: str, filters: Filters) -> list[Hit]:
    """Return the hits with stars and notes, and with the tips that pass and whose notes have every word of the query.

    A word of a note is had by its beginning or in another form.
    """
    found: dict[tuple[str, int], str] = {}
    further: list[Hit] = []
    known = {(hit.tip.collection, hit.tip.number) for hit in hits}
    for index in indexes:
        if not (notes := marked.of(index.name).notes):
            continue
        matching = _matching(index, notes, query)
        found |= {(index.name, number): text for number, text in matching.items()}
        missing = [number for number in matching if (index.name, number) not in known]
        texts_of = fulltext.chosen(index, missing, filters) if missing else {}
        for number, (row, texts) in texts_of.items():
            tip = marked.on(index.tip(row))
            further.append(Hit(tip, SCORE, ("note",), clean_line(texts[0]), matching[number], ""))
    return [_noted(hit, marked, found) for hit in hits] + further


def _noted(hit: Hit, marked: Marked, found: dict[tuple[str, int], str]) -> Hit:
    tip = marked.on(hit.tip)
    snippet = found.get((tip.collection, tip.number), "")
    if snippet:
        return hit.replace(tip=tip, matched=(*hit.matched, "note"), score=max(hit.score, SCORE), snippet=snippet)
    return hit if tip is hit.tip else hit.replace(tip=tip)


def _matching(index: Index, notes: dict[int, str], query: str) -> dict[int, str]:
    """Return what is shown, with match marks, of the notes that have every word of a query."""
    asked, *texts = index.tokenizer.split([query[:1000], *notes.values()])
    words = dict(asked[:_MOST_WORDS])
    if not words:
        return {}
    made: dict[int, str] = {}
    for (number, note), pairs in zip(notes.items(), texts, strict=True):
        hit = {word for word, stem in pairs for one, root in words.items() if stem == root or word.startswith(one)}
        has_all = all(any(word.startswith(one) or stem == root for word, stem in pairs) for one, root in words.items())
        if has_all:
            made[number] = _shown(index, note, hit)
    return made


def _shown(index: Index, note: str, words: set[str]) -> str:
    """Return a note on one line, cut, with marks around the words."""
    pieces = clean_line(note).split(" ")
    marks = [any(word in words for word, _ in pairs) for pairs in index.tokenizer.split(pieces)]
    first = marks.index(True) if True in marks else 0
    start, room = first, _BEFORE
    while start and room > len(pieces[start - 1]):
        start -= 1
        room -= len(pieces[start]) + 1
    shown: list[str] = []
    length = 0
    for piece, is_marked in list(zip(pieces, marks, strict=True))[start:]:
        length += len(piece) + 1
        if length > _WIDTH and shown:
            shown.append("…")
            break
        shown.append(f"{MARK_ON}{piece}{MARK_OFF}" if is_marked else piece)
    return ("… " if start else "") + " ".join(shown)
