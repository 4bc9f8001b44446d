"""The index of a collection, opened for reading: one SQLite file that is replaced whole and never changed.

The bundled index is built with the package. Any other, and the bundled one where it does not fit its seeds, lies in the
cache folder and is built when it is missing, stale, broken or of another layout; where nothing can be written, it is
built in memory.
"""

from __future__ import annotations

import os
from stat import S_ISREG

from tipcli.index.schema import SCHEMA
from tipcli.index.words import Tokenizer
from tipcli.model.text import clean
from tipcli.model.tip import Credit, Tip
from tipcli.system import paths, sqlite

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.model.results import Filters
    from tipcli.store.sources import Source

FIELDS = (
    "tip.number, tip.slug, tip.title, tip.date, tip.topics, tip.gist, tip.body, tip.action, "
    "tip.credit_title, tip.credit_publisher, tip.credit_date, tip.credit_url, tip.complete, "
    "tip.guid, tip.link, tip.extra"
)
ORDERS = {
    "date": "date {down}, number {down}",
    "title": "title collate nocase {up}, number {up}",
    "number": "number {up}",
}
IN_MEMORY = ":memory:"  # the path of an index that could not be written
_SHORT = 60  # words of gist and body


class Index:
    """An open index. Every method may raise DatabaseError of sqlite3 where the file is damaged."""

    def __init__(self, connection: sqlite.Connection, path: str) -> None:
        self.connection = connection
        self.path = path  # or IN_MEMORY
        self.meta: dict[str, str] = dict(connection.execute("select key, value from meta"))
        self.name = self.meta["name"]
        self.size = int(self.meta["tips"])
        self._tokenizer: Tokenizer | None = None

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer of this connection, made when it is first asked for."""
        if self._tokenizer is None:
            self._tokenizer = Tokenizer(self.connection)
        return self._tokenizer

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def tip(self, row: tuple[object, ...]) -> Tip:
        """Return the tip of a row of FIELDS, every text cleaned."""
        (
            number, slug, title, date, topics, gist, body, action, credit, publisher, credit_date, url, complete,
            guid, link, extra,
        ) = (clean(value) if isinstance(value, str) else value for value in row)  # fmt: skip
        return Tip(
            collection=self.name,
            number=int(str(number)),
            slug=str(slug),
            title=str(title),
            date=str(date) if date else None,
            topics=tuple(str(topics).split(",")) if topics else (),
            gist=str(gist),
            body=str(body),
            action=str(action) if action else None,
            credit=None if credit is None else Credit(str(credit), _text(publisher), _text(credit_date), _text(url)),
            complete=bool(complete),
            guid=str(guid),
            link=str(link),
            extra=str(extra),
        )

    def numbered(self, numbers: list[int]) -> list[Tip]:
        """Return the tips with these numbers, in this order; unknown numbers are left out."""
        found = {}
        for number in numbers:
            for row in self.connection.execute(f"select {FIELDS} from tip where number = ?", (number,)):
                found[number] = self.tip(row)
        return [found[number] for number in numbers if number in found]

    def by_slug(self, slug: str, most: int) -> list[Tip]:
        """Return at most `most` tips with this slug, or else those whose slug starts with it."""
        rows = self.connection.execute(f"select {FIELDS} from tip where slug = ? limit ?", (slug, most))
        return [self.tip(row) for row in rows] or self.starting(slug, most)

    def starting(self, slug: str, most: int) -> list[Tip]:
        """Return at most `most` tips whose slug starts so, by slug."""
        query = f"select {FIELDS} from tip where slug >= ? and slug < ? order by slug limit ?"
        return [self.tip(row) for row in self.connection.execute(query, (slug, slug + "\U0010ffff", most))]

    def numbers_starting(self, digits: str, most: int) -> list[Tip]:
        """Return at most `most` tips whose number starts with these digits, by number."""
        query = f"select {FIELDS} from tip where substr(tip.number, 1, ?) = ? order by tip.number limit ?"
        return [self.tip(row) for row in self.connection.execute(query, (len(digits), digits, most))]

    def tips(self, filters: Filters, order: str = "date", *, reverse: bool = False, limit: int = -1) -> Iterator[Tip]:
        """Yield the tips that pass, by one of ORDERS; `limit` -1 is all."""
        where, values = condition(filters)
        up, down = ("desc", "asc") if reverse else ("asc", "desc")
        by = ORDERS[order].format(up=up, down=down)
        rows = self.connection.execute(
            f"select {FIELDS} from tip where {where} order by {by} limit ?", (*values, limit)
        )
        return map(self.tip, rows)

    def count(self, filters: Filters) -> int:
        """Return how many tips pass."""
        where, values = condition(filters)
        if where == "1":
            return self.size
        return int(self.connection.execute(f"select count(*) from tip where {where}", values).fetchone()[0])

    def nth(self, filters: Filters, position: int) -> Tip:
        """Return the tip at `position`, from 0, among those that pass, by number. Raises IndexError."""
        where, values = condition(filters)
        start, rest = 0, position
        if where == "1":  # from the nearest milestone: skipping a million rows takes a while
            query = "select position, number from milestone where position <= ? order by position desc limit 1"
            for place, number in self.connection.execute(query, (position,)):
                start, rest = number, position - place
        query = f"select {FIELDS} from tip where {where} and number >= ? order by number limit 1 offset ?"
        for row in self.connection.execute(query, (*values, start, rest)):
            return self.tip(row)
        raise IndexError(position)

    def topics(self) -> list[tuple[str, str, tuple[str, ...], int]]:
        """Return (slug, about, aliases, number of tips) of each topic in use, by slug."""
        rows = self.connection.execute("select slug, about, aliases, tips from topic order by slug")
        return [
            (clean(slug), clean(about), tuple(clean(aliases).split(",")) if aliases else (), tips)
            for slug, about, aliases, tips in rows
        ]


def _text(value: object) -> str | None:
    return str(value) if value else None


def condition(filters: Filters) -> tuple[str, tuple[str | int, ...]]:
    """Return the filters as an SQL condition on `tip` and its values."""
    parts: list[str] = []
    values: list[str | int] = []
    for topics, negation in ((filters.topics, ""), (filters.without, "not ")):
        if topics:
            part, slugs = _of_topics(topics)
            parts.append(negation + part)
            values += slugs
    if filters.since:
        parts.append("tip.date >= ?")
        values.append(filters.since)
    if filters.until:
        parts.append("tip.date <= ?")
        values.append(filters.until)
    if filters.short:
        parts.append("tip.words <= ?")
        values.append(_SHORT)
    return " and ".join(parts) or "1", tuple(values)


def _of_topics(topics: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return the condition of any of some topics, and its values; of those joined by + a tip has to have all."""
    single = [one for one in topics if "+" not in one]
    several = [one.split("+") for one in topics if "+" in one]
    of = "tip.number in (select number from tip_topic where topic {})"
    parts = [of.format(f"in ({', '.join('?' * len(single))})")] if single else []
    parts += [f"({' and '.join([of.format('= ?')] * len(slugs))})" for slugs in several]
    return f"({' or '.join(parts)})", [*single, *(slug for slugs in several for slug in slugs)]


def sort_key(order: str) -> Callable[[Tip], tuple[object, ...]]:
    """Return the key by which an index orders tips (see ORDERS), to merge several; undated ones are the oldest."""
    if order == "title":
        return lambda tip: (_ascii_lower(tip.title), tip.collection, tip.number)
    if order == "number":
        return lambda tip: (tip.number, tip.collection)
    return lambda tip: (tip.date or "", tip.number)


def _ascii_lower(text: str) -> str:
    """Return `text` as SQLite's NOCASE compares it."""
    return text.translate({code: code + 32 for code in range(65, 91)})


def open_index(source: Source, bundled: str | None = None, *, trust: bool = False, anew: bool = False) -> Index:
    """Open the index of `source`, building it where none is fresh.

    `bundled` is the path of one that came with the package; with `trust` it is taken without a look at the source's
    files. `anew` builds in any case, as after damage that only reading showed. Raises AccessError where the source
    cannot be read.
    """
    cached = paths.index_file(source.name)
    if not anew:
        fresh = None if trust else source_fingerprint(source)
        for path, expected in ((bundled, fresh), (cached, fresh or source_fingerprint(source))):
            if path and (index := open_file(path, source.name, expected)):
                return index
            if path == bundled and trust:
                expected = fresh = source_fingerprint(source)  # noqa: PLW2901
    if cached:
        try:
            return _write(source, cached)
        except (OSError, sqlite.Error):
            pass  # nothing can be written there: build in memory
    from tipcli.index.build import build, new_database

    connection = new_database(IN_MEMORY)
    try:
        connection.execute("pragma temp_store = memory")
        build(connection, source)
        return Index(connection, IN_MEMORY)
    except BaseException:
        connection.close()
        raise


def source_fingerprint(source: Source) -> str:
    """Return the source's fingerprint, or an impossible one where its files cannot be looked at."""
    try:
        return source.fingerprint()
    except OSError:
        return "unknown"


def open_file(path: str, name: str, fingerprint: str | None) -> Index | None:
    """Open the index file of collection `name`; None where it is missing, damaged, stale or of another layout."""
    connection = None
    try:
        about = os.stat(path)
        if not S_ISREG(about.st_mode):  # opening a pipe would wait for ever
            return None
        connection = sqlite.connect(f"file:{_quote(path)}?mode=ro&immutable=1", uri=True, isolation_level=None)
        connection.execute("pragma temp_store = memory")  # reading writes nothing, scratch tables included
        (schema,) = connection.execute("pragma user_version").fetchone()
        (pages,) = connection.execute("pragma page_count").fetchone()
        (page,) = connection.execute("pragma page_size").fetchone()
        if schema == SCHEMA and pages * page == about.st_size:
            index = Index(connection, path)
            if index.name == name and fingerprint in (None, index.meta["fingerprint"]):
                return index
    except (OSError, sqlite.Error, KeyError, ValueError, TypeError):
        pass  # whatever it is, it is no index of ours, and it can be built anew
    if connection:
        connection.close()
    return None


def _quote(path: str) -> str:
    """Return an absolute path as that of a file: URI (RFC 3986); urllib.parse is slow to import."""
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~:"
    local = os.path.abspath(path).replace(os.sep, "/")
    quoted = "".join(chr(byte) if byte in plain else f"%{byte:02x}" for byte in os.fsencode(local))
    return quoted if quoted.startswith("/") else "/" + quoted


def _write(source: Source, path: str) -> Index:
    from tipcli.index.build import build, new_database
    from tipcli.system.files import Part, sweep

    folder = paths.private_folder(os.path.dirname(path))
    sweep(folder)
    with Part(folder, source.name) as part:
        connection = new_database(part.path)
        try:
            build(connection, source)
        finally:
            connection.close()
        part.put(path)
    index = open_file(path, source.name, None)
    if index is None:
        raise OSError(f"{path} cannot be read back")
    return index
