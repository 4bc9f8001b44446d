"""Writing an index: one SQLite file, made once from the truth and only read afterwards.

An `IndexWriter` is given the tips one by one. While the full-text index takes a batch of them in, in a thread, the
rows of the next are made.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial

from tipcli.index import crises, meanings, related
from tipcli.index.background import Background
from tipcli.index.columns import COLUMNS, NAMES, SEARCHED, row_of, words_of_topics
from tipcli.index.folding import fold, is_as_written
from tipcli.index.plainwords import PlainWords
from tipcli.index.rows import SCHEMA
from tipcli.index.schema import INDEXES, LONGEST_BODY, MILESTONE, TABLES
from tipcli.index.terms import EVERYDAY, THESAURUS
from tipcli.index.vocabulary import Tally, WordCount, add_words, as_numbers
from tipcli.index.words import Tokenizer
from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line
from tipcli.model.tip import CRISIS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from sqlite3 import Connection

    from tipcli.index.columns import Row, Value
    from tipcli.index.crises import Crises
    from tipcli.model.tip import Tip, Topic
    from tipcli.store.sources import Source

    Thesaurus = Sequence[tuple[bool, tuple[str, ...]]]

BATCH = 1000  # tips
_LITTLE = 50_000  # tips up to which the file is packed; a larger one has a few unused pages
_MEMORY = 16 * 2**20  # bytes in which SQLite keeps the newest part of a full-text index
_AUTOMERGE = 4  # segments of a full-text index from which they are merged: SQLite's own choice, for later changes
_INSERT = f"insert into tip values({', '.join('?' * len(COLUMNS))})"
_FOLD = f"insert into folded_text values({', '.join('?' * (len(SEARCHED) + 1))})"
_SEARCHED = [[column.name for column in COLUMNS].index(name) for name in SEARCHED]  # their places in a row
_NUMBER, _TOPICS = NAMES.index("number"), NAMES.index("topics")  # their places in a row


def new_database(path: str) -> Connection:
    """Return a connection for `build` to a file that is empty; "" is a file of SQLite's own, ":memory:" is none."""
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


def build(connection: Connection, source: Source) -> None:
    """Write the index of `source` into a `new_database`.

    Raises what reading the source raises, AccessError where a number stands twice, and sqlite3.Error. What the source
    says of itself is asked before its tips, so that an index of tips that were replaced meanwhile is seen to be stale.
    """
    meta = source.meta()
    try:
        with closing(IndexWriter(connection, source.topics(), source.asked())) as writer:
            for tip in source.tips():
                writer.add(tip)
            writer.finish(meta, source.synonyms(), source.meanings(), source.crises(), source.everyday())
        if source.is_fixed:
            related.keep(connection)
    except sqlite3.IntegrityError:
        hint = "Put a good file in its place, or move it away."
        raise AccessError(f"{source.name}: a number stands twice", hint) from None


class IndexWriter:
    """Writes the index of tips that come one by one, of a collection with these topics, into a `new_database`.

    Every method may raise sqlite3.Error, IntegrityError where a number stands twice. Close it before the connection.
    """

    def __init__(self, connection: Connection, topics: Sequence[Topic], asked: Mapping[int, str] | None = None) -> None:
        self._connection = connection
        self._topics = topics
        self._topic_words = words_of_topics(topics)
        self._asked = asked or {}
        self._rows: list[Row] = []
        self._tips = 0
        self._background = Background()
        run = connection.execute
        for pragma in ("journal_mode = off", "synchronous = off", f"cache_size = -{_MEMORY // 1024}"):
            run(f"pragma {pragma}")
        run("begin")
        _run_all(connection, TABLES)
        run(f"insert into fts(fts, rank) values('hashsize', {_MEMORY})")
        run("insert into fts(fts, rank) values('automerge', 0)")  # all is merged once, in the end
        self._tally = Tally(connection)
        self._plain_words = PlainWords(self._tally)
        self._words = WordCount(connection, "main.word_count")  # of all other texts

    def add(self, tip: Tip) -> None:
        """Take a tip in."""
        self._rows.append(row_of(tip, self._topic_words, self._asked.get(tip.number, "")))
        if len(self._rows) == BATCH:
            self._write_rows()

    def finish(
        self,
        meta: dict[str, str],
        thesaurus: Thesaurus = (),
        entries: Iterable[tuple[str, bytes]] = (),
        trouble: Crises = (),
        everyday: Thesaurus = (),
    ) -> None:
        """Write what follows from all tips, and `meta`, what the source says of itself."""
        self._write_rows()
        self._background.wait()
        run = self._connection.execute
        run("insert into fts(fts) values('optimize')")
        run(f"insert into fts(fts, rank) values('automerge', {_AUTOMERGE})")
        write_topics(self._connection, self._topics)
        write_milestones(self._connection)
        singles = _write_synonyms(self._connection, thesaurus)
        _write_synonyms(self._connection, everyday, EVERYDAY)
        singles |= crises.write(self._connection, Tokenizer(self._connection), trouble)
        meanings.write(self._connection, entries)
        self._plain_words.finish()
        self._tally.add(self._words.counts())
        self._words.drop()
        add_words(self._connection, self._tally.totals())
        self._tally.drop()
        add_words(self._connection, [(word, 0) for word in sorted(singles)])
        _run_all(self._connection, INDEXES)
        write_meta(self._connection, meta, self._tips)
        run("commit")
        run(f"pragma user_version = {SCHEMA}")
        if self._tips <= _LITTLE:
            run("vacuum")

    def close(self) -> None:
        """Let go of the connection, which may then be closed; what is not finished stays so."""
        self._background.stop()

    def _write_rows(self) -> None:
        rows, self._rows = self._rows, []
        folded, others = [], []
        for row in rows:
            text = _searched(row)
            other = None if is_as_written(text) else _folded(row)
            folded.append(other)
            if not self._plain_words.add(_words_of(other[1:]) if other else text):
                others.append(row[_NUMBER])
        self._background.wait()  # one thread at a time uses the connection
        self._plain_words.make_room()
        _insert(self._connection, rows, folded)
        self._tips += len(rows)
        numbers = as_numbers(row[_NUMBER] for row in rows)
        self._background.run(partial(index_rows, self._connection, self._words, numbers, as_numbers(others)))


def _run_all(connection: Connection, statements: str) -> None:
    """Run statements one by one: `executescript` would end the transaction, and each later change be one of its own."""
    for statement in statements.split(";"):
        connection.execute(statement)


def insert_rows(connection: Connection, rows: list[Row]) -> None:
    """Insert rows of tips with their topics. Raises IntegrityError where a number stands twice."""
    _insert(connection, rows, list(map(_folded, rows)))


def _insert(connection: Connection, rows: list[Row], folded: list[Row | None]) -> None:
    connection.executemany(_INSERT, rows)
    connection.executemany(_FOLD, filter(None, folded))
    pairs = [(topic, row[_NUMBER]) for row in rows if row[_TOPICS] for topic in str(row[_TOPICS]).split(",")]
    connection.executemany("insert or ignore into tip_topic values(?, ?)", pairs)


def _folded(row: Row) -> Row | None:
    """Return a row of the table `folded_text`, None where every text is indexed as it is written."""
    texts = [row[place] for place in _SEARCHED]
    folded = [fold(text) if isinstance(text, str) else text for text in texts]
    return (row[_NUMBER], *folded) if folded != texts else None


def _searched(row: Row) -> str:
    """Return what is searched of a tip as one text, each field on lines of its own."""
    return _words_of([row[place] for place in _SEARCHED])


def _words_of(texts: Sequence[Value]) -> str:
    *others, body = texts
    return "\n".join([str(text) for text in (*others, str(body)[:LONGEST_BODY]) if text])


def index_rows(connection: Connection, words: WordCount, numbers: str, counted: str) -> None:
    """Take inserted tips into the full-text index, and count the words of those `counted`; both are lists in JSON.

    It is a statement for each, which keep Python's lock for a moment only.
    """
    columns = ", ".join(SEARCHED)
    connection.execute(
        f"insert into fts(rowid, {columns}) select number, {columns} from searched "
        "where number in (select value from json_each(?)) order by number",
        (numbers,),
    )
    words.add(counted)


def write_topics(connection: Connection, topics: Iterable[Topic]) -> None:
    """Write the topics in use anew, each with the number of tips that have it."""
    described = {topic.slug: topic for topic in topics}
    connection.execute("delete from topic")
    used = connection.execute("select topic, count(*) from tip_topic group by topic").fetchall()
    rows = []
    for slug, tips in used:
        topic = described.get(slug)
        about, aliases = (topic.about, topic.aliases) if topic else ("", ())
        rows.append((slug, clean_line(about), ",".join(aliases), tips))
    connection.executemany("insert into topic values(?, ?, ?, ?)", rows)


def _write_synonyms(connection: Connection, thesaurus: Thesaurus, table: str = THESAURUS) -> set[str]:
    """Write the thesaurus, each member under the stems of its words, and return all single words of it."""
    tokens = iter(Tokenizer(connection).split(member for _, members in thesaurus for member in members))
    rows = []
    singles: set[str] = set()
    for number, (form, members) in enumerate(thesaurus):
        for _ in members:
            pairs = next(tokens)
            words = " ".join(word for word, _ in pairs)
            rows.append((" ".join(stem for _, stem in pairs), number, int(form), words))
            singles.update(word for word, _ in pairs)
    connection.executemany(f"insert or ignore into {table} values(?, ?, ?, ?)", rows)
    return singles


def write_milestones(connection: Connection) -> None:
    """Write anew at which number each run of MILESTONE tips begins."""
    connection.execute("delete from milestone")
    connection.execute(
        "insert into milestone select place, number from "
        "(select row_number() over (order by number) - 1 as place, number from tip) where place % ? = 0",
        (MILESTONE,),
    )


def write_meta(connection: Connection, said: dict[str, str], tips: int) -> None:
    """Write what the index keeps of the collection beside its tips; `said` is the source's own part."""
    meta = {**said, "tips": str(tips)}
    crises = connection.execute("select count(*) from tip where risk != '' and risk = ?", (CRISIS,))
    meta["crises"] = str(crises.fetchone()[0])
    meta["words"] = str(connection.execute("select count(*) from term").fetchone()[0])
    openings = connection.execute("select text from opening where length(text) > 1")
    meta["letters"] = "".join(sorted(set().union(*[text for (text,) in openings])))
    connection.executemany("insert or replace into meta values(?, ?)", sorted(meta.items()))
