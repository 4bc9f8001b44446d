"""Search: FTS5 finds candidates for what the words may mean, and the best of them are weighed word by word."""

from __future__ import annotations

from tipcli.index import fulltext
from tipcli.index.folding import restored
from tipcli.index.fulltext import BEST, COLUMNS, EVENLY, NEWEST
from tipcli.model.results import Hit
from tipcli.model.text import MARK_OFF, MARK_ON, clean_marked, slugify, spans, unmarked
from tipcli.model.tip import BUNDLED
from tipcli.search.crisis import pinned
from tipcli.search.light import FUNCTION
from tipcli.search.operators import Asked, read
from tipcli.search.page import Page
from tipcli.search.query import Reader
from tipcli.search.shown import Cut
from tipcli.search.snippet import snippet
from tipcli.search.weigh import Scales

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.index.fulltext import Found
    from tipcli.index.opened import Index
    from tipcli.model.results import Filters
    from tipcli.search.variants import Word

MEANING = "meaning"  # what matched where no word did
# A tip for grave trouble where the query is of none: its least score, and that where it has few words of the query.
_GRAVE, _GRAVE_BY_FEW, _FEW_WORDS = 45, 95, 2
_LONGEST_TITLE = 200  # characters of a query that may be a title
_PIN = 5  # of the score: from one tip for somebody in trouble to the next
_NEAREST = 12  # tips that are near in meaning without having a word
_NEAR_ENOUGH = 0.1
# Matches that are weighed at a time, by their order. Elsewhere titles say less: where all fields count nearly alike, an
# answer stands further in front.
_PAGES = {BEST: 120, EVENLY: 80}
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
    cut: Cut | None = None,
) -> Iterator[Hit]:
    """Yield the hits in `index`, best first, those that pass the cut. Any text is a query; see `query.Reader`.

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
    near = {} if asked.together or asked.without else scales.near()
    blended = not title_only and index.name != thesaurus.name
    best = EVENLY if blended else BEST
    pages = _candidates(index, searched, near, filters, asked, best, title_only=title_only)
    seen: set[int] = set()
    grave = index.meta.get("grave", "").split()
    ceiling, cut = 100.0, cut or Cut(None)
    for candidates in pages:
        fresh = {number: expression for number, expression in candidates if number not in seen}
        seen.update(fresh)
        relevance = _relevance(index, said, fresh) if blended else {}
        page = Page(index, scales, words, fresh, filters, relevance, is_plain=not asked.together)
        for score, _, number, matched in page.best_first(cut):
            # Pages come in bm25's order, so that the best are on the first; no later page outranks an earlier one.
            least = _GRAVE_BY_FEW if scales.words_of(number) <= _FEW_WORDS else _GRAVE
            if score >= least or str(number) not in grave or title_only:
                if not cut.passes(min(score, ceiling)):
                    return
                yield _hit(index, page.found[number], min(score, ceiling), matched)
        if fresh and (page.least is None or page.least < cut.least):
            return
        ceiling = min(ceiling, page.least) if page.least is not None else ceiling


def is_trouble(index: Index, query: str) -> bool:
    """Tell whether the query has words of somebody in trouble."""
    return pinned(index, Reader(index, index).read(query)) is not None


def _pinned(index: Index, words: list[Word], pins: tuple[int, ...], filters: Filters) -> Iterator[Hit]:
    """Yield the tips that alone are shown, in their order."""
    there = fulltext.passing(index, list(pins), filters)
    expression = " OR ".join(map(_either, words))
    matching = set(fulltext.numbers(index, expression, filters, fulltext.ANY) if words else ())
    shown = {number: expression if number in matching else "" for number in pins if number in there}
    page = Page(index, Scales(words, index.size), words, shown, filters, {}, is_plain=False)
    for place, (_, _, number, matched) in enumerate(sorted(page.best_first(Cut(None)), key=lambda found: found[1])):
        yield _hit(index, page.found[number], 100.0 - _PIN * place, matched)


def _candidates(
    index: Index,
    words: list[Word],
    near: dict[int, float],
    filters: Filters,
    asked: Asked,
    best: str,
    *,
    title_only: bool,
) -> Iterator[list[tuple[int, str]]]:
    """Yield pages of (number of a tip, expression by which it is marked), first of tips with all words, then of any.

    The first page has also the tips that are `near` in meaning, without an expression.
    """
    page: list[tuple[int, str]] = []
    for stage, order in _stages(index, words, best, title_only=title_only) if words else ():
        expression = asked.narrowed(stage)
        for number in fulltext.numbers(index, expression, filters, order):
            page.append((number, expression))
            if len(page) == _PAGES[best]:
                yield page + _nearest(index, near, filters, page)
                page, near = [], {}
    yield page + _nearest(index, near, filters, page)


def _nearest(
    index: Index, near: dict[int, float], filters: Filters, page: list[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Return those of the nearest tips that are not on the page, without an expression."""
    there = {number for number, _ in page}
    best = sorted(near, key=lambda number: -near[number])[:_NEAREST]
    missing = [number for number in best if near[number] >= _NEAR_ENOUGH and number not in there]
    return [(number, "") for number in fulltext.passing(index, missing, filters)] if missing else []


def _stages(index: Index, words: list[Word], best: str, *, title_only: bool) -> Iterator[tuple[str, str]]:
    """Yield (expression, order) of the queries to ask one after the other: all words, then any of them.

    A tip may be an answer to several. Few matches are ordered by BM25, in the order `best`. Of very many, those with
    the words in their title come first, and in both groups the newest.
    """
    content = [word for word in words if word.is_content] or words  # of a subject there may be nothing but a meaning
    if len(content) > 1 and not title_only and (typed := _literal(words, " AND ")):
        yield typed, best if _are_few(index, typed) else NEWEST
    all_words = " AND ".join(f"({_either(word)})" for word in content)
    if title_only:
        all_words = f"{{title}} : ({all_words})"
    if sum(word.tips for word in content) > _HEAVY or not _are_few(index, all_words):
        if not title_only:
            yield f"{{title}} : ({all_words})", NEWEST
        yield all_words, NEWEST
    else:
        yield all_words, best
    if title_only or len(words) == 1:
        return
    any_word = " OR ".join(map(_either, words))
    if sum(word.tips for word in words) <= _HEAVY and _are_few(index, any_word):
        yield any_word, best
        return
    for word in sorted(content, key=lambda word: word.tips):
        yield _either(word), best if word.tips <= _FEW else NEWEST


def _are_few(index: Index, expression: str) -> bool:
    return index.size <= _FEW or fulltext.count(index, expression, _FEW + 1) <= _FEW


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


def _relevance(index: Index, words: list[Word], numbers: Iterable[int]) -> dict[int, float]:
    """Return how relevant tips are by BM25 of the words as they were typed: length and frequency count there."""
    literal = _literal(words, " OR ") if all(word.tips <= _HEAVY for word in words) else ""
    some = list(numbers)
    return fulltext.relevance(index, literal, some) if literal and some else {}


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
