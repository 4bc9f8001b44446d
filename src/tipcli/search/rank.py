"""Search: FTS5 finds candidates for what the words may mean, and the best of them are weighed word by word.

A tip's weight for a word is that of its best match, by field and by how sure the variant is; rare words count more
(inverse document frequency, Sparck Jones 1972). Tips with all words come first.
"""

from __future__ import annotations

from math import log

from tipcli.index import fulltext
from tipcli.index.fulltext import BEST, COLUMNS, NEWEST
from tipcli.model.results import Hit
from tipcli.model.text import MARK_OFF, MARK_ON, clean_marked, spans, unmarked
from tipcli.search.query import STEM, Reader, Word
from tipcli.search.snippet import snippet

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index
    from tipcli.index.rows import Row
    from tipcli.model.results import Filters

    Found = tuple[Row, list[str]]  # a tip's row, and its fields with match marks
    Match = tuple[float, float]  # worth, confidence

# What a match in each field is worth.
_WORTH = {"title": 1.0, "topics": 0.6, "gist": 0.65, "action": 0.45, "body": 0.5}
_OTHER_TOPIC = 0.75  # of a match in a topic that is not the tip's main one
_REPEATS = 0.06  # for each further match in the body, up to four
_MORE_FIELDS = 0.12  # of the worth of further fields with a match
_PRESENCE = 0.4  # of the score: how surely the words are there; the rest is where they are
_TITLE_SHARE = 0.06  # of the score: how much of the title was said
_ALL_WORDS = 50  # of 100: for a tip that has all the words with a subject
_SURE = 0.7  # a variant that counts as the word itself where all words are wanted; a synonym does not
_PAGE = 120  # candidates that are weighed at a time
_FEW = 3000  # matches: BM25 looks at every match before it gives the first, so more are taken newest first
_HEAVY = 100_000  # tips: BM25 counts the tips with each word, however few have all of them


def search(index: Index, thesaurus: Index, query: str, filters: Filters, *, title_only: bool = False) -> Iterator[Hit]:
    """Yield the hits in `index`, best first. Any text is a query; see `query.Reader` for what is read into it.

    With `title_only` the tips whose title has every word, in some form or with a typo, but no synonym of it.
    """
    words = Reader(index, None if title_only else thesaurus).read(query)
    if title_only and any(word.is_content and not word.variants for word in words):
        return
    words = [word for word in words if word.variants]
    if not words:
        return
    seen: set[int] = set()
    ceiling = 100.0
    for page in _candidates(index, words, filters, title_only=title_only):
        fresh = {number: (row, marked) for number, row, marked in page if number not in seen}
        seen.update(fresh)
        hits = _weigh(index, words, list(fresh.values()))
        for hit in hits:
            # Pages come in bm25's order, so that the best are on the first; no later page outranks an earlier one.
            yield hit.replace(score=ceiling) if hit.score > ceiling else hit
        ceiling = min(ceiling, hits[-1].score) if hits else ceiling


def _candidates(
    index: Index, words: list[Word], filters: Filters, *, title_only: bool
) -> Iterator[list[tuple[int, Row, list[str]]]]:
    """Yield pages of what `fulltext.matches` yields, first of tips with all words, then of any."""
    page: list[tuple[int, Row, list[str]]] = []
    for expression, order in _stages(index, words, title_only=title_only):
        for match in fulltext.matches(index, expression, filters, order):
            page.append(match)
            if len(page) == _PAGE:
                yield page
                page = []
    yield page


def _stages(index: Index, words: list[Word], *, title_only: bool) -> Iterator[tuple[str, str]]:
    """Yield (expression, order) of the queries to ask one after the other: all words, then any of them.

    A tip may be an answer to several. Few matches are ordered by BM25. Of very many, those with the words in their
    title come first, and in both groups the newest.
    """
    content = [word for word in words if word.is_content]
    all_words = " AND ".join(f"({_either(word)})" for word in content)
    if title_only:
        all_words = f"{{title}} : ({all_words})"
    if sum(word.tips for word in content) > _HEAVY or fulltext.count(index, all_words, _FEW + 1) > _FEW:
        if not title_only:
            yield f"{{title}} : ({all_words})", NEWEST
        yield all_words, NEWEST
    else:
        yield all_words, BEST
    if title_only or len(words) == 1:
        return
    any_word = " OR ".join(map(_either, words))
    if sum(word.tips for word in words) <= _HEAVY and fulltext.count(index, any_word, _FEW + 1) <= _FEW:
        yield any_word, BEST
        return
    for word in sorted(content, key=lambda word: word.tips):
        yield _either(word), BEST if word.tips <= _FEW else NEWEST


def _either(word: Word) -> str:
    return " OR ".join(f'"{phrase}"' for phrase in word.phrases)


def count_hits(index: Index, thesaurus: Index, query: str, filters: Filters, most: int) -> int:
    """Return how many hits there are in `index`, at most `most`."""
    words = [word for word in Reader(index, thesaurus).read(query) if word.variants]
    return fulltext.count(index, " OR ".join(map(_either, words)), most, filters) if words else 0


def _weigh(index: Index, words: list[Word], candidates: list[Found]) -> list[Hit]:
    """Return the hits of one page of candidates, best first."""
    pieces = sorted({piece for _, texts in candidates for text in texts for piece, matched in spans(text) if matched})
    tokens = dict(zip(pieces, index.tokenizer.split(pieces), strict=True))
    meanings = {piece: _meanings(words, pairs) for piece, pairs in tokens.items()}
    weights = [log(1 + (index.size + 1) / (word.tips + 1)) * word.weight for word in words]
    hits = []
    for row, texts in candidates:
        fields = dict(zip(COLUMNS, texts, strict=True))
        found = [_best_by_word(field, text, meanings, len(words)) for field, text in fields.items()]
        score = _score(words, weights, found, fields["title"])
        worth = sorted(((max(best), field) for best, field in zip(found, COLUMNS, strict=True)), reverse=True)
        matched = tuple(field for (value, _), field in worth if value)
        tip = index.tip(row)
        shown = [
            clean_marked(text) for text in (fields["title"], snippet(fields), _alias(fields["topics"], tip.topics))
        ]
        hits.append(Hit(tip, score, matched, *shown))
    return sorted(hits, key=lambda hit: -hit.score)  # stable: equals stay in bm25's order


def _meanings(words: list[Word], pairs: list[tuple[str, str]]) -> list[tuple[int, float]]:
    """Return (position of a query word, confidence) for each query word that a highlighted piece may stand for."""
    whole = " ".join(stem for _, stem in pairs)
    stems = {whole, *(stem for _, stem in pairs)}
    texts = {word for word, _ in pairs} | {" ".join(word for word, _ in pairs)}
    meanings = []
    for position, word in enumerate(words):
        confidence = max((word.variants.get(stem, 0.0) for stem in stems), default=0.0)
        if confidence == 1.0 and word.text not in texts:
            confidence = STEM
        if confidence:
            meanings.append((position, confidence))
    return meanings


def _best_by_word(field: str, text: str, meanings: dict[str, list[tuple[int, float]]], words: int) -> list[Match]:
    """Return for each query word what its matches in this field are worth, and how surely it was meant; 0 for none."""
    best = [(0.0, 0.0)] * words
    count = [0] * words
    for line_number, line in enumerate(text.split("\n") if field == "topics" else [text]):
        factor = _WORTH[field] * (_OTHER_TOPIC if field == "topics" and line_number else 1.0)
        for piece, matched in spans(line):
            for position, confidence in meanings[piece] if matched else ():
                best[position] = max(best[position], (factor * confidence, confidence))
                count[position] += 1
    if field == "body":
        return [
            (worth * (1 + _REPEATS * min(n - 1, 4)), sure) if n else (0.0, 0.0)
            for (worth, sure), n in zip(best, count, strict=True)
        ]
    return best


def _score(words: list[Word], weights: list[float], found: list[list[Match]], title: str) -> float:
    """Return 0 to 100: from 50 for a tip that surely has all the words with a subject, by how well it has them."""
    worth, sureness = 0.0, 0.0
    has_all = True
    for position, word in enumerate(words):
        values = sorted((field[position][0] for field in found), reverse=True)
        sure = max(field[position][1] for field in found)
        worth += weights[position] * min(1.0, values[0] + _MORE_FIELDS * sum(values[1:]))
        sureness += weights[position] * sure
        has_all = has_all and (sure >= _SURE or not word.is_content or " " in word.text)
    # How much of the title the query says: of two tips with the word in the title, the shorter title is nearer.
    said = sum(len(piece.split()) for piece, matched in spans(title) if matched)
    title_share = min(1.0, said / max(1, len(unmarked(title).split())))
    quality = (
        (_PRESENCE * sureness + (1 - _PRESENCE) * worth)
        / sum(weights)
        * (1 - _TITLE_SHARE + _TITLE_SHARE * title_share)
    )
    return round((100 - _ALL_WORDS) * quality + (_ALL_WORDS if has_all else 0), 1)


def _alias(topic_words: str, topics: tuple[str, ...]) -> str:
    """Return the first matched words among the aliases of the tip's topics, marked; empty where a name matched."""
    for slug, line in zip(topics, topic_words.split("\n"), strict=False):
        name, _, aliases = line.partition(" ")
        if MARK_ON in line:
            if unmarked(name) == slug and MARK_ON in name:
                return ""
            return next((f"{MARK_ON}{piece}{MARK_OFF}" for piece, matched in spans(aliases) if matched), "")
    return ""
