"""Tips that go with a tip: those that share its topics and its rarer words."""

from __future__ import annotations

from tipcli.index import fulltext, terms
from tipcli.index.opened import Index
from tipcli.index.rows import BESIDE
from tipcli.model.results import Filters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection

    from tipcli.model.tip import Tip

# Kept in an index that was built with the package, see `Index.related`.
TABLE = "create table beside (number integer primary key, others text not null)"

_MOST_WORDS = 24
_COMMON = 0.25  # of the tips: a word in more of them says nothing about any
_ALWAYS_RARE = 3  # tips; in a small collection a quarter is soon reached
_NEVER_RARE = 5000
_ENOUGH = 4000  # matches that are ranked; of a large collection the rarest words alone say what goes with a tip


def related(index: Index, tip: Tip, count: int) -> list[Tip]:
    """Return up to `count` other tips of the collection, nearest first by BM25 over shared topics and rare words."""
    [pairs] = index.tokenizer.split([f"{tip.title} {tip.gist} {tip.action or ''} {tip.body}"])
    rare = min(max(index.size * _COMMON, _ALWAYS_RARE), _NEVER_RARE)
    known: dict[str, int] = {}
    stems = {word: stem for word, stem in pairs if len(word) > 2}
    counts = terms.tips_with(index, list(stems))
    for word, stem in stems.items():
        if 1 < (tips := counts.get(word, 0)) <= rare:
            known.setdefault(f'"{word}"', tips)
            known.pop(f'"{stem}"', None) if stem != word else None
    words = sorted(known, key=lambda phrase: (known[phrase], phrase))[:_MOST_WORDS]
    topics = [f'{{topic_words}} : "{topic.replace(chr(34), " ")}"' for topic in tip.topics]
    if index.size > _ENOUGH:
        topics, words = [], _rarest(words, known)
    if not words and not topics:
        return []
    return fulltext.nearest(index, " OR ".join(topics + words), tip.number, count)


def _rarest(words: list[str], tips: dict[str, int]) -> list[str]:
    """Return the first of `words`, rarest first, that have about `_ENOUGH` matches together."""
    chosen, matches = [], 0
    for word in words:
        if matches and matches + tips[word] > _ENOUGH:
            break
        chosen.append(word)
        matches += tips[word]
    return chosen


def keep(connection: Connection) -> None:
    """Write into a finished index which tips go with each, the BESIDE nearest. Raises what DAMAGE lists."""
    index = Index(connection, "")
    tips = list(index.tips(Filters()))
    rows = [(tip.number, ",".join([str(other.number) for other in related(index, tip, BESIDE)])) for tip in tips]
    connection.execute("begin")
    connection.executemany("insert into beside values(?, ?)", rows)
    connection.execute("commit")
