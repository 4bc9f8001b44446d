"""Writing an index: one SQLite file, made once from the truth and only read afterwards.

The truth streams through in batches: while the full-text index takes one in, in a thread, the next is made.
"""

from __future__ import annotations

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor

from tipcli.index.schema import INDEXES_OF_TIPS, INDEXES_OF_WORDS, MILESTONE, SCHEMA, TABLES
from tipcli.index.vocabulary import Beside
from tipcli.index.words import Tokenizer
from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line, word_count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from sqlite3 import Connection

    from tipcli.model.tip import Tip, Topic
    from tipcli.store.sources import Source

    Row = tuple[str | int | None, ...]

_BATCH = 1000
_COLUMNS = 19  # of the table of tips
_LITTLE = 50_000  # tips up to which the file is packed; a larger one has a few unused pages
_MEMORY = 16 * 2**20  # bytes in which SQLite keeps the newest part of a full-text index
SEARCHED = "title, topic_words, gist, action, body"


def new_database(path: str) -> Connection:
    """Return a connection for `build` to a file that is empty; "" is a file of SQLite's own, ":memory:" is none."""
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


def build(connection: Connection, source: Source) -> None:
    """Write the index of `source` into a `new_database`. Raises what reading the source raises.

    What the source says of itself is asked before its tips, so that an index of tips which were replaced meanwhile is
    seen to be stale; a source that is only just being read says it afterwards.
    """
    run = connection.execute
    for pragma in ("journal_mode = off", "synchronous = off", f"cache_size = -{_MEMORY // 1024}"):
        run(f"pragma {pragma}")
    connection.executescript(TABLES)
    run("begin")
    run(f"insert into fts(fts, rank) values('hashsize', {_MEMORY})")
    meta = None if source.is_being_read else source.meta()
    topics = {topic.slug: topic for topic in source.topics()}
    with Beside() as vocabulary:
        tips = _write_tips(connection, source.tips(), topics, vocabulary)
        vocabulary.finish()
        run("insert into fts(fts) values('optimize')")
        write_topics(connection, topics)
        write_milestones(connection)
        words_of_synonyms = _write_synonyms(connection, Tokenizer(connection), list(source.synonyms()))
        connection.executescript(INDEXES_OF_TIPS)  # while the words are being counted
        vocabulary.write(connection, words_of_synonyms)
    connection.executescript(INDEXES_OF_WORDS)
    write_meta(connection, meta or source.meta(), tips)
    connection.commit()
    run(f"pragma user_version = {SCHEMA}")
    if tips <= _LITTLE:
        run("vacuum")


def write_meta(connection: Connection, said: dict[str, str], tips: int) -> None:
    """Write what the index keeps of the collection beside its tips; `said` is the source's own part."""
    meta = {**said, "tips": str(tips)}
    meta["words"] = str(connection.execute("select count(*) from term").fetchone()[0])
    connection.executemany("insert or replace into meta values(?, ?)", sorted(meta.items()))


def _write_tips(connection: Connection, tips: Iterable[Tip], topics: dict[str, Topic], vocabulary: Beside) -> int:
    total = 0
    has_threads = True
    taken_in: Future[None] | None = None
    with ThreadPoolExecutor(1) as beside:
        for batch in _batches(tips):
            rows = [row_of(tip, topics) for tip in batch]
            if taken_in:
                taken_in.result()  # one thread at a time uses the connection
            try:
                insert_rows(connection, rows)
            except sqlite3.IntegrityError:
                hint = "Put a good file in its place, or move it away."
                raise AccessError(f"{batch[0].collection}: a number stands twice", hint) from None
            taken_in = None
            if has_threads and len(rows) == _BATCH:
                try:
                    taken_in = beside.submit(index_rows, connection, rows)
                except RuntimeError:  # no memory for one; what is queued then never runs
                    has_threads = False
            if taken_in is None:
                index_rows(connection, rows)
            for row in rows:
                vocabulary.add(text_of(row))
            total += len(batch)
    if taken_in:
        taken_in.result()
    return total


def insert_rows(connection: Connection, rows: list[Row]) -> None:
    """Insert rows of tips with their topics. Raises IntegrityError where a number stands twice."""
    connection.executemany(f"insert into tip values({','.join('?' * _COLUMNS)})", rows)
    pairs = [(topic, row[0]) for row in rows if row[4] for topic in str(row[4]).split(",")]
    connection.executemany("insert or ignore into tip_topic values(?, ?)", pairs)


def index_rows(connection: Connection, rows: list[Row]) -> None:
    """Take rows of the table of tips into the full-text index, in one statement, which needs nothing of Python's."""
    connection.execute(
        f"insert into fts(rowid, {SEARCHED}) select number, {SEARCHED} from searched "
        "where number in (select value from json_each(?)) order by number",
        (json.dumps([row[0] for row in rows]),),
    )


def text_of(row: Row) -> str:
    """Return the text of a row that is searched, one field a line."""
    return "\n".join([str(row[field]) for field in (2, 5, 6, 7, 14) if row[field]])


def _batches(tips: Iterable[Tip]) -> Iterator[list[Tip]]:
    batch: list[Tip] = []
    for tip in tips:
        batch.append(tip)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def row_of(tip: Tip, topics: dict[str, Topic]) -> Row:
    """Return the row of the table of tips, every text cleaned."""
    gist, body = clean_line(tip.gist), clean(tip.body)
    credit = tip.credit
    # One line a topic, in the tip's order: a match in the first line is one in the tip's main topic.
    topic_words = "\n".join(
        [" ".join((slug, *topics[slug].aliases)) if slug in topics else slug for slug in tip.topics]
    )
    return (
        tip.number, tip.slug, clean_line(tip.title), tip.date, ",".join(tip.topics), gist, body,
        clean_line(tip.action) if tip.action else None,
        clean_line(credit.title) if credit else None,
        clean_line(credit.publisher or "") if credit else None,
        credit.date if credit else None,
        clean_line(credit.url or "") if credit else None,
        int(tip.complete), word_count(f"{gist} {body}"), topic_words,
        clean_line(tip.guid), clean_line(tip.link), tip.extra, tip.mark,
    )  # fmt: skip


def write_topics(connection: Connection, topics: dict[str, Topic]) -> None:
    """Write the topics in use anew, each with the number of tips that have it."""
    connection.execute("delete from topic")
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


def write_milestones(connection: Connection) -> None:
    """Write anew at which number each run of MILESTONE tips begins."""
    connection.execute("delete from milestone")
    connection.execute(
        "insert into milestone select place, number from "
        "(select row_number() over (order by number) - 1 as place, number from tip) where place % ? = 0",
        (MILESTONE,),
    )
