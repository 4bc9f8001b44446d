"""Search: FTS5 finds candidates for what the words may mean, and the best of them are weighed word by word."""

from __future__ import annotations

from tipcli.index import fulltext
from tipcli.index.folding import restored
from tipcli.index.fulltext import BEST, COLUMNS, NEWEST, PAGE
from tipcli.model.results import Hit
from tipcli.model.text import MARK_OFF, MARK_ON, clean_marked, slugify, spans, unmarked
from tipcli.model.tip import BUNDLED
from tipcli.search.crisis import pinned
from tipcli.search.light import FUNCTION
from tipcli.search.operators import Asked, read
from tipcli.search.query import Reader
from tipcli.search.snippet import snippet
from tipcli.search.weigh import Scales

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.opened import Index
    from tipcli.index.rows import Row
    from tipcli.model.results import Filters
    from tipcli.search.variants import Word

    Weighed = tuple[float, int, int, tuple[str, ...]]  # score, place, number, fields with a match
    Found = tuple[Row, list[str]]  # a tip's row, and its fields with match marks

MEANING = "meaning"  # what matched where no word did
# A tip for grave trouble where the query is of none: its least score, and that where it has few words of the query.
_GRAVE, _GRAVE_BY_FEW, _FEW_WORDS = 45, 95, 2
_LONGEST_TITLE = 200  # characters of a query that may be a title
_BM25 = 0.3  # of the score in a collection that the thesaurus is not of
_PIN = 5  # of the score: from one tip for somebody in trouble to the next
_NEAREST = 12  # tips that are near in meaning without having a word
_NEAR_ENOUGH = 0.1
_FEW = 3000  # matches: BM25 looks at every match before it gives the first, so more are taken newest first
_HEAVY = 100_000  # tips: BM25 counts the tips with each word, however few have all of them


def search(
    index: Index,
    thesaurus: Index,
    query: str,
    filters: Filters,
    *,
    title_only: bool = False,
    exact: frozenset[str] = frozenset(),
) -> Iterator[Hit]:
    """Yield the hits in `index`, best first. Any text is a query; see `query.Reader` for what is read into it.

    With `title_only` the tips whose title has every word, in some form or with a typo, but no synonym of it.
    Words in `exact` are not corrected.
    """
    asked = Asked(query, [], []) if title_only else read(query)
    words = Reader(index, None if title_only else thesaurus, exact).read(asked.text)
    if title_only and any(word.is_content and not word.variants for word in words):
        return
    pins = pinned(index, words) if thesaurus.name == index.name and not title_only else None
    said = words
    if any(word.is_content and (word.variants or word.near) for word in words):
        words = [word for word in words if word.weight > FUNCTION]
    searched = [word for word in words if word.variants]
    scales = Scales(words, index.size, slugify(query[:_LONGEST_TITLE]), said, elsewhere=index.name != thesaurus.name)
    if pins is not None:
        yield from _pinned(index, searched, pins, filters)
        return
    seen: set[int] = set()
    grave = index.meta.get("grave", "").split()
    ceiling = 100.0
    near = {} if asked.together or asked.without else scales.near()
    for page in _candidates(index, searched, near, filters, asked, title_only=title_only):
        fresh = {number: (row, marked) for number, row, marked in page if number not in seen}
        seen.update(fresh)
        weighed = _weigh(index, scales, fresh)
        if index.name != thesaurus.name and not title_only:
            weighed = _blended(index, said, weighed)
        for score, _, number, matched in weighed:
            # Pages come in bm25's order, so that the best are on the first; no later page outranks an earlier one.
            least = _GRAVE_BY_FEW if scales.words_of(number) <= _FEW_WORDS else _GRAVE
            if score >= least or str(number) not in grave or title_only:
                yield _hit(index, fresh[number], min(score, ceiling), matched)
        ceiling = min(ceiling, weighed[-1][0]) if weighed else ceiling


def is_trouble(index: Index, query: str) -> bool:
    """Tell whether the query has words of somebody in trouble."""
    return pinned(index, Reader(index, index).read(query)) is not None


def _pinned(index: Index, words: list[Word], pins: tuple[int, ...], filters: Filters) -> Iterator[Hit]:
    """Yield the tips that alone are shown, in their order."""
    found = {number: (row, marked) for number, row, marked in fulltext.chosen(index, list(pins), filters)}
    if words:
        expression = " OR ".join(map(_either, words))
        marked = fulltext.matches(index, expression, filters, BEST)
        found |= {number: (row, texts) for number, row, texts in marked if number in found}
    scales = Scales(words, index.size)
    ranked = _weigh(index, scales, {number: found[number] for number in pins if number in found})
    for place, (_, _, number, matched) in enumerate(sorted(ranked, key=lambda weighed: weighed[1])):
        yield _hit(index, found[number], 100.0 - _PIN * place, matched)


def _candidates(
    index: Index, words: list[Word], near: dict[int, float], filters: Filters, asked: Asked, *, title_only: bool
) -> Iterator[list[tuple[int, Row, list[str]]]]:
    """Yield pages of what `fulltext.matches` yields, first of tips with all words, then of any.

    The first page has also the tips that are `near` in meaning.
    """
    page: list[tuple[int, Row, list[str]]] = []
    for expression, order in _stages(index, words, title_only=title_only) if words else ():
        for match in fulltext.matches(index, asked.narrowed(expression), filters, order):
            page.append(match)
            if len(page) == PAGE:
                yield page + _nearest(index, near, filters, page)
                page, near = [], {}
    yield page + _nearest(index, near, filters, page)


def _nearest(
    index: Index, near: dict[int, float], filters: Filters, page: list[tuple[int, Row, list[str]]]
) -> list[tuple[int, Row, list[str]]]:
    """Return those of the nearest tips that are not on the page, without marks."""
    there = {number for number, _, _ in page}
    best = sorted(near, key=lambda number: -near[number])[:_NEAREST]
    missing = [number for number in best if near[number] >= _NEAR_ENOUGH and number not in there]
    return list(fulltext.chosen(index, missing, filters)) if missing else []


def _stages(index: Index, words: list[Word], *, title_only: bool) -> Iterator[tuple[str, str]]:
    """Yield (expression, order) of the queries to ask one after the other: all words, then any of them.

    A tip may be an answer to several. Few matches are ordered by BM25. Of very many, those with the words in their
    title come first, and in both groups the newest.
    """
    content = [word for word in words if word.is_content] or words  # of a subject there may be nothing but a meaning
    if len(content) > 1 and not title_only and (typed := _literal(words, " AND ")):
        few = fulltext.count(index, typed, _FEW + 1) <= _FEW
        yield typed, BEST if few else NEWEST
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


def _literal(words: list[Word], between: str) -> str:
    """Return an expression of the words as they were typed; empty where one of them was corrected, or not begun so."""
    single = [word for word in words if not word.is_phrase]
    known = [word for word in single if word.variants.get(word.stem) == 1.0]
    if any(word.is_content and word.variants and word not in known and not word.is_english for word in single):
        return ""
    return between.join(f'"{word.text}"' for word in known)


def _either(word: Word) -> str:
    return " OR ".join(f'"{phrase}"' for phrase in word.phrases)


def count_hits(index: Index, thesaurus: Index, query: str, filters: Filters, most: int) -> int:
    """Return how many hits there are in `index`, at most `most`."""
    asked = read(query)
    words = [word for word in Reader(index, thesaurus).read(asked.text) if word.variants]
    if not words:
        return 0
    return fulltext.count(index, asked.narrowed(" OR ".join(map(_either, words))), most, filters)


def _weigh(index: Index, scales: Scales, candidates: dict[int, Found]) -> list[tuple[float, int, int, tuple[str, ...]]]:
    """Return (score, place, number, fields with a match) of one page of candidates, best first."""
    marked = (text for _, texts in candidates.values() for text in texts)
    pieces = sorted({piece for text in marked if MARK_ON in text for piece, matched in spans(text) if matched})
    meanings = scales.meanings(dict(zip(pieces, index.tokenizer.split(pieces), strict=True)))
    weighed = []
    for place, (number, (_, texts)) in enumerate(candidates.items()):
        score, matched = scales.weigh(number, dict(zip(COLUMNS, texts, strict=True)), meanings)
        weighed.append((score, place, number, matched))
    return sorted(weighed, key=lambda found: (-found[0], found[1]))  # equals stay in bm25's order


def _blended(index: Index, words: list[Word], weighed: list[Weighed]) -> list[Weighed]:
    """Return the tips with a share of BM25 of the words as they were typed: length and frequency count there."""
    literal = _literal(words, " OR ") if all(word.tips <= _HEAVY for word in words) else ""
    best = fulltext.relevance(index, literal, [number for _, _, number, _ in weighed]) if literal and weighed else {}
    mixed = [
        (round((1 - _BM25) * score + 100 * _BM25 * best.get(number, 0.0), 1) if best else score, place, number, matched)
        for score, place, number, matched in weighed
    ]
    return sorted(mixed, key=lambda found: (-found[0], found[1]))


def _hit(index: Index, found: Found, score: float, matched: tuple[str, ...]) -> Hit:
    row, texts = found
    fields = dict(zip(COLUMNS, texts, strict=True))
    tip = index.tip(row)
    for name, written in (("title", tip.title), ("gist", tip.gist), ("action", tip.action or ""), ("body", tip.body)):
        if MARK_ON in fields[name] and not written.startswith(unmarked(fields[name])):
            fields[name] = restored(written, fields[name])
        elif MARK_ON not in fields[name]:
            fields[name] = written
    shown = [clean_marked(text) for text in (fields["title"], snippet(fields), _alias(fields["topics"], tip.topics))]
    asked = MEANING if tip.collection == BUNDLED else "keywords"
    seen = tuple(dict.fromkeys(asked if field == "asked" else field for field in matched)) or (MEANING,)
    return Hit(tip, score, seen, *shown)


def _alias(topic_words: str, topics: tuple[str, ...]) -> str:
    """Return the first matched words among the aliases of the tip's topics, marked; empty where a name matched."""
    for slug, line in zip(topics, topic_words.split("\n"), strict=False):
        name, _, aliases = line.partition(" ")
        if MARK_ON in line:
            if unmarked(name) == slug and MARK_ON in name:
                return ""
            return next((f"{MARK_ON}{piece}{MARK_OFF}" for piece, matched in spans(aliases) if matched), "")
    return ""
