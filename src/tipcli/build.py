"""Writing an index: one SQLite file, made once from the truth and only read afterwards.

The truth streams through: tips in batches, the keys of the vocabulary sorted by SQLite.
"""

from __future__ import annotations

from sqlite3 import IntegrityError

from tipcli.errors import AccessError
from tipcli.layout import INDEXES, SCHEMA, TABLES
from tipcli.spelling import stored_keys
from tipcli.text import clean, clean_line, word_count
from tipcli.words import Tokenizer, root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from sqlite3 import Connection

    from tipcli.collections import Source
    from tipcli.tip import Tip, Topic

_BATCH = 1000
_LONGEST_WORD = 40  # longer ones are searched for, and never offered as a correction


def build(connection: Connection, source: Source) -> None:
    """Write the index of `source` into the empty database `connection`. Raises what reading the source raises."""
    run = connection.execute
    run("pragma journal_mode = off")
    run("pragma synchronous = off")
    connection.executescript(TABLES)
    run("begin")
    meta = dict(source.meta())
    topics = {topic.slug: topic for topic in source.topics()}
    meta["tips"] = str(_write_tips(connection, source.tips(), topics))
    run("insert into fts(fts) values('rebuild')")
    run("insert into fts(fts) values('optimize')")
    _write_topics(connection, topics)
    tokenizer = Tokenizer(connection)
    thesaurus = [(form, members) for form, members in source.synonyms()]
    words_of_synonyms = _write_synonyms(connection, tokenizer, thesaurus)
    _write_terms(connection, tokenizer, words_of_synonyms)
    connection.executescript(INDEXES)
    connection.executemany("insert into meta values(?, ?)", sorted(meta.items()))
    connection.commit()
    run(f"pragma user_version = {SCHEMA}")
    run("vacuum")


def _write_tips(connection: Connection, tips: Iterable[Tip], topics: dict[str, Topic]) -> int:
    total = 0
    for batch in _batches(tips):
        rows = [_row(tip, topics) for tip in batch]
        try:
            connection.executemany(f"insert into tip values({','.join('?' * 15)})", rows)
        except IntegrityError:
            raise AccessError(f"{batch[0].collection}: a number stands twice") from None
        pairs = [(topic, tip.number) for tip in batch for topic in tip.topics]
        connection.executemany("insert or ignore into tip_topic values(?, ?)", pairs)
        texts = [(row[0], "\n".join(str(row[field]) for field in (2, 5, 6, 7, 14) if row[field])) for row in rows]
        connection.executemany("insert into temp.plain(rowid, text) values(?, ?)", texts)
        total += len(batch)
    return total


def _batches(tips: Iterable[Tip]) -> Iterator[list[Tip]]:
    batch: list[Tip] = []
    for tip in tips:
        batch.append(tip)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _row(tip: Tip, topics: dict[str, Topic]) -> tuple[str | int | None, ...]:
    gist, body = clean_line(tip.gist), clean(tip.body)
    credit = tip.credit
    # One line a topic, in the tip's order: a match in the first line is one in the tip's main topic.
    topic_words = "\n".join(" ".join((slug, *topics[slug].aliases)) if slug in topics else slug for slug in tip.topics)
    return (
        tip.number, tip.slug, clean_line(tip.title), tip.date, ",".join(tip.topics), gist, body,
        clean_line(tip.action) if tip.action else None,
        clean_line(credit.title) if credit else None,
        clean_line(credit.publisher or "") if credit else None,
        credit.date if credit else None,
        clean_line(credit.url or "") if credit else None,
        int(tip.complete), word_count(gist) + word_count(body), topic_words,
    )  # fmt: skip


def _write_topics(connection: Connection, topics: dict[str, Topic]) -> None:
    used = connection.execute("select topic, count(*) from tip_topic group by topic").fetchall()
    rows = []
    for slug, tips in used:
        topic = topics.get(slug)
        about, aliases = (topic.about, topic.aliases) if topic else ("", ())
        rows.append((slug, clean_line(about), ",".join(aliases), tips))
    connection.executemany("insert into topic values(?, ?, ?, ?)", rows)


def _write_synonyms(
    connection: Connection, tokenizer: Tokenizer, thesaurus: list[tuple[bool, tuple[str, ...]]]
) -> set[str]:
    """Write the thesaurus, each member under the stems of its words, and return all single words of it."""
    tokens = iter(tokenizer.split(member for _, members in thesaurus for member in members))
    rows = []
    singles: set[str] = set()
    for number, (form, members) in enumerate(thesaurus):
        for _ in members:
            pairs = next(tokens)
            words = " ".join(word for word, _ in pairs)
            rows.append((" ".join(stem for _, stem in pairs), number, int(form), words))
            singles.update(word for word, _ in pairs)
    connection.executemany("insert or ignore into synonym values(?, ?, ?, ?)", rows)
    return singles


def _write_terms(connection: Connection, tokenizer: Tokenizer, more: set[str]) -> None:
    """Write the vocabulary with the number of tips that have each word, and the keys that typos are found by."""
    found = dict(connection.execute("select term, doc from temp.vocabulary"))
    vocabulary = found | dict.fromkeys(more - found.keys(), 0)
    words = sorted(vocabulary)
    for start in range(0, len(words), _BATCH):
        part = words[start : start + _BATCH]
        stems = [pairs[0][1] if pairs else word for word, pairs in zip(part, tokenizer.split(part), strict=True)]
        terms = [
            (start + place, word, stem, root(word), vocabulary[word])
            for place, (word, stem) in enumerate(zip(part, stems, strict=True))
        ]
        connection.executemany("insert into term values(?, ?, ?, ?, ?)", terms)
    # In the order of the keys, which the table keeps: sorted by SQLite on disk, since they may not fit in memory.
    connection.execute("create temp table unsorted (key integer, term integer)")
    correctable = ((number, word) for number, word in enumerate(words) if len(word) <= _LONGEST_WORD and word.isalpha())
    keyed = ((key, number) for number, word in correctable for key in stored_keys(word))
    connection.executemany("insert into temp.unsorted values(?, ?)", keyed)
    connection.execute("insert or ignore into typo select key, term from temp.unsorted order by key, term")
    connection.execute("drop table temp.unsorted")
