"""The index of a collection, opened for reading: one SQLite file that is replaced whole and never changed.

The bundled index is built with the package. Any other, and the bundled one where it does not fit its seeds, lies in the
cache folder and is built when it is missing, stale, broken or of another layout; where nothing can be written, it is
built in memory.
"""

from __future__ import annotations

import os
from stat import S_ISREG

from tipcli.index import rows
from tipcli.index.rows import FIELDS, ORDERS, SCHEMA, DamagedError, condition, number, text, tip_of, whole
from tipcli.model.text import clean
from tipcli.system import paths, sqlite

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.index.rows import Row, Value
    from tipcli.index.words import Tokenizer
    from tipcli.model.results import Filters
    from tipcli.model.tip import Tip
    from tipcli.store.sources import Source

IN_MEMORY = ":memory:"  # the path of an index that could not be written
_FEW = 20  # tips that are looked up one by one
_OF_SLUG = "select number from tip where slug = ? limit 2"


class Index:
    """An open index. Every method may raise what DAMAGE lists where the file is damaged.

    Its connection is private to this package, which has all the SQL; `terms` and `fulltext` ask further questions.
    """

    def __init__(self, connection: sqlite.Connection, path: str) -> None:
        self._connection = connection
        self.path = path  # or IN_MEMORY
        self.meta: dict[str, str] = dict(connection.execute("select key, value from meta"))
        self.name = text(self.meta.get("name"))
        self.size = number(self.meta.get("tips"))
        self._tokenizer: Tokenizer | None = None

    @property
    def tokenizer(self) -> Tokenizer:
        """The tokenizer of this connection, made when it is first asked for."""
        if self._tokenizer is None:
            from tipcli.index.words import Tokenizer

            self._tokenizer = Tokenizer(self._connection)
        return self._tokenizer

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def tip(self, row: Row) -> Tip:
        """Return the tip of a row of FIELDS."""
        return tip_of(row, self.name)

    def _tips(self, rest: str, values: tuple[Value, ...]) -> list[Tip]:
        """Return the tips of a query, of which the part after the name of the table is given."""
        return list(map(self.tip, self._connection.execute(f"select {FIELDS} from tip {rest}", values)))

    def numbered(self, numbers: list[int]) -> list[Tip]:
        """Return the tips with these numbers, in this order; unknown numbers are left out."""
        return [tip for wanted in numbers for tip in self._tips("where number = ?", (wanted,))]

    def related(self, tip: Tip, most: int) -> list[Tip]:
        """Return at most `most` tips that go with one, nearest first, as an index may keep or as is worked out now."""
        if most <= rows.BESIDE:
            for (others,) in self._connection.execute("select others from beside where number = ?", (tip.number,)):
                return self.numbered([number(other) for other in text(others).split(",") if other][:most])
        from tipcli.index.related import related

        return related(self, tip, most)

    def by_slug(self, slug: str, most: int) -> list[Tip]:
        """Return at most `most` tips with this slug, or else those whose slug starts with it."""
        return self._tips("where slug = ? limit ?", (slug, most)) or self.starting(slug, most)

    def by_link(self, link: str, most: int) -> list[Tip]:
        """Return at most `most` tips with this permanent address; none for an empty one."""
        return self._tips("where link = ? and link != '' limit ?", (link, most))

    def slugs(self, numbers: list[int]) -> dict[int, str]:
        """Return the slugs of the tips with these numbers, by number."""
        query = "select number, slug from tip where number in (select value from json_each(?))"
        found = self._connection.execute(query, (str(numbers),))
        return {whole(number): text(slug) for number, slug in found}

    def with_slug(self, slug: str) -> list[int]:
        """Return the numbers of at most two tips with exactly this slug."""
        return [whole(number) for (number,) in self._connection.execute(_OF_SLUG, (slug,))]

    def passing(self, filters: Filters, numbers: list[int]) -> list[Tip]:
        """Return those of the tips with these numbers that pass, by number."""
        where, values = condition(filters, self.name)
        rest = f"where number in (select value from json_each(?)) and {where} order by number"
        return self._tips(rest, (str(numbers), *values))

    def starting(self, slug: str, most: int) -> list[Tip]:
        """Return at most `most` tips whose slug starts so, by slug."""
        return self._tips("where slug >= ? and slug < ? order by slug limit ?", (slug, slug + "\U0010ffff", most))

    def numbers_starting(self, digits: str, most: int) -> list[Tip]:
        """Return at most `most` tips whose number starts with these digits, by number."""
        rest = "where substr(tip.number, 1, ?) = ? order by tip.number limit ?"
        return self._tips(rest, (len(digits), digits, most))

    def tips(
        self, filters: Filters, order: str = "date", *, reverse: bool = False, limit: int = -1, start: int = 0,
        brief: bool = False,
    ) -> Iterator[Tip]:  # fmt: skip
        """Yield the tips that pass, by one of ORDERS, from the place `start`; `limit` -1 is all.

        With `brief` they have only what a list shows: no body, action, credit and the like.
        """
        where, values = condition(self._needed(filters), self.name)
        up, down = ("desc", "asc") if reverse else ("asc", "desc")
        by = ORDERS[order].format(up=up, down=down)
        query = f"select {rows.LISTED if brief else FIELDS} from tip where {where} order by {by} limit ? offset ?"
        found = self._connection.execute(query, (*values, limit, start))
        return (rows.listed_of(row, self.name) for row in found) if brief else map(self.tip, found)

    def count(self, filters: Filters) -> int:
        """Return how many tips pass."""
        where, values = condition(self._needed(filters), self.name)
        if where == "1":
            return self.size
        return whole(self._connection.execute(f"select count(*) from tip where {where}", values).fetchone()[0])

    def at(self, filters: Filters, places: list[int]) -> list[Tip]:
        """Return the tips at these places, from 0, among those that pass, by number. Raises IndexError."""
        filters = self._needed(filters)
        if filters.is_empty and len(places) <= _FEW:
            return [self._at(place) for place in places]
        where, values = condition(filters, self.name)
        if len(places) == 1:
            if one := self._tips(f"where {where} order by tip.number limit 1 offset ?", (*values, places[0])):
                return one
            raise IndexError(places[0])
        # One pass over the tips that pass, however many places are asked for.
        query = (
            f"select place, {FIELDS} from "
            f"(select number as passing, row_number() over (order by number) - 1 as place from tip where {where}) "
            "join tip on tip.number = passing where place in (select value from json_each(?))"
        )
        found = {row[0]: self.tip(row[1:]) for row in self._connection.execute(query, (*values, str(places)))}
        try:
            return [found[place] for place in places]
        except KeyError as error:
            raise IndexError(*error.args) from None

    def _needed(self, filters: Filters) -> Filters:
        """Return the filters that leave anything out: without them, places are found faster."""
        if filters.but is not None and self.name not in dict(filters.but):
            filters = filters.replace(but=None)
        has_crises = self.meta.get("crises", "0") != "0"
        return filters if has_crises or not filters.dealable else filters.replace(dealable=False)

    def _at(self, place: int) -> Tip:
        """Return the tip at a place among all, from the nearest milestone: skipping a million rows takes a while."""
        start, skipped = 0, place
        query = "select position, number from milestone where position <= ? order by position desc limit 1"
        for position, first in self._connection.execute(query, (place,)):
            start, skipped = whole(first), place - whole(position)
        for tip in self._tips("where number >= ? order by number limit 1 offset ?", (start, skipped)):
            return tip
        raise IndexError(place)

    def topics(self) -> list[tuple[str, str, tuple[str, ...], int]]:
        """Return (slug, about, aliases, number of tips) of each topic in use, by slug."""
        found = self._connection.execute("select slug, about, aliases, tips from topic order by slug")
        return [
            (clean(text(slug)), clean(text(about)), tuple(clean(text(aliases)).split(",")) if aliases else (), whole(n))
            for slug, about, aliases, n in found
        ]


def open_index(source: Source, bundled: str | None = None, *, trust: bool = False, anew: bool = False) -> Index:
    """Open the index of `source`, building it where none is fresh.

    `bundled` is the path of one that came with the package; with `trust` it is taken without a look at the source's
    files. `anew` builds in any case, as after damage that only reading showed. Raises AccessError where the source
    cannot be read.
    """
    if not anew and trust and bundled and (index := open_file(bundled, source.name, None)):
        return index
    cached = paths.index_file(source.name)
    if not anew:
        fresh = source_fingerprint(source)
        for path in (None if trust else bundled, cached):
            if path and (index := open_file(path, source.name, fresh)):
                return index
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
            if index.name == name and fingerprint in (None, index.meta.get("fingerprint")):
                return index
    except (
        OSError,
        sqlite.Error,
        DamagedError,
        UnicodeDecodeError,
    ):  # whatever it is, it is no index of ours, and it can be built anew
        raise_where_full(path)
    if connection:
        connection.close()
    return None


def raise_where_full(path: str) -> None:
    """Raise OSError where no file can be opened because too many are; SQLite does not say why it could not."""
    from errno import EMFILE, ENFILE

    try:
        os.close(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)))
    except OSError as error:
        if error.errno in (EMFILE, ENFILE):
            raise


def _quote(path: str) -> str:
    """Return an absolute path as that of a file: URI (RFC 3986); urllib.parse is slow to import."""
    plain = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-._~:"
    local = os.path.abspath(path).replace(os.sep, "/")
    quoted = "".join(chr(byte) if byte in plain else f"%{byte:02x}" for byte in os.fsencode(local))
    return quoted if quoted.startswith("/") else "/" + quoted


def _write(source: Source, path: str) -> Index:
    from tipcli.index.build import build, new_database
    from tipcli.system.scratch import Part, sweep

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
