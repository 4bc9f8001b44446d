"""The columns of a tip, declared once: table, rows, cleaning, what is searched, read back and exported follow."""

from __future__ import annotations

from tipcli.model.editorial import EditorialNotes
from tipcli.model.text import clean, clean_line, is_clean, word_count

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from tipcli.model.tip import Tip, Topic

    Value = str | int | None
    Row = tuple[Value, ...]


class Column:
    """A column of the table `tip`.

    `sql` is its type. `take` gets its value from a tip; it is None where the collection has to be asked. `cleaning`
    makes a text of a source safe. `rank` is the place among the columns that are searched, from 1, or 0. A column that
    is `kept_in_index` is not exported.
    """

    __slots__ = ("cleaning", "kept_in_index", "name", "rank", "sql", "take")

    def __init__(
        self,
        name: str,
        sql: str,
        take: Callable[[Tip], Value] | None,
        cleaning: Callable[[str], str] | None = None,
        *,
        rank: int = 0,
        kept_in_index: bool = False,
    ) -> None:
        self.name = name
        self.sql = sql
        self.take = take
        self.cleaning = cleaning
        self.rank = rank
        self.kept_in_index = kept_in_index


def _notes(tip: Tip) -> EditorialNotes:
    return tip.notes if tip.editorial else _NO_NOTES


_NO_NOTES = EditorialNotes()
_KEYWORDS = ("keywords", "keyword", "aliases", "alias")  # keys of `Tip.extra`
_QUOTED = tuple([f'"{name}": ' for name in _KEYWORDS])
_LONGEST_WORDS = 2000  # characters of keywords that are searched
COLUMNS = (
    Column("number", "integer primary key", lambda tip: tip.number),
    Column("slug", "text not null", lambda tip: tip.slug),
    Column("title", "text not null", lambda tip: tip.title, clean_line, rank=1),
    Column("date", "text", lambda tip: tip.date),
    Column("topics", "text not null", lambda tip: ",".join(tip.topics)),
    Column("gist", "text not null", lambda tip: tip.gist, clean_line, rank=3),
    Column("body", "text not null", lambda tip: tip.body, clean, rank=6),
    Column("action", "text", lambda tip: tip.action or None, clean_line, rank=4),
    # A tip without a credit has null there; what a credit lacks besides its date is an empty text.
    Column("credit_title", "text", lambda tip: tip.credit.title if tip.credit else None, clean_line),
    Column("credit_publisher", "text", lambda tip: tip.credit.publisher or "" if tip.credit else None, clean_line),
    Column("credit_date", "text", lambda tip: tip.credit.date if tip.credit else None),
    Column("credit_url", "text", lambda tip: tip.credit.url or "" if tip.credit else None, clean_line),
    Column("complete", "integer not null", lambda tip: int(tip.complete)),
    Column("guid", "text not null", lambda tip: tip.guid, clean_line),
    Column("link", "text not null", lambda tip: tip.link, clean_line),
    Column("extra", "text not null", lambda tip: tip.extra),
    Column("mark", "integer not null", lambda tip: tip.mark, kept_in_index=True),
    Column("editorial", "text not null", lambda tip: tip.editorial, clean, kept_in_index=True),
    Column("audience", "text not null", lambda tip: _notes(tip).audience, kept_in_index=True),
    Column("risk", "text not null", lambda tip: _notes(tip).risk, kept_in_index=True),
    Column("seen", "text not null", lambda tip: tip.seen, kept_in_index=True),
    Column("words", "integer not null", lambda tip: word_count(tip.gist) + word_count(tip.body), kept_in_index=True),
    Column("topic_words", "text not null", None, rank=2, kept_in_index=True),
    Column("asked", "text not null", None, rank=5, kept_in_index=True),
)
TABLE = ", ".join([f"{column.name} {column.sql}" for column in COLUMNS])
SEARCHED = tuple([column.name for column in sorted(COLUMNS, key=lambda column: column.rank) if column.rank])
_TAKEN = [column.take for column in COLUMNS if column.take]
_EXPORTED = [(column.name, column.take) for column in COLUMNS if column.take and not column.kept_in_index]
NAMES = tuple([name for name, _ in _EXPORTED])
_CLEANED = [(place, column.cleaning) for place, column in enumerate(COLUMNS) if column.cleaning]


def row_of(tip: Tip, topic_words: Mapping[str, str], asked: str = "") -> Row:
    """Return the row of a tip, every text cleaned.

    `topic_words` are what is searched of a topic, by its slug; `asked` is what people type when they mean the tip, to
    which the keywords come that its source gave it.
    """
    row = [take(tip) for take in _TAKEN]
    if not is_clean("".join([value for value in row if isinstance(value, str)])):  # hardly any is not
        for place, cleaning in _CLEANED:
            if text := row[place]:
                row[place] = cleaning(text)  # type: ignore[arg-type]
    # One line a topic, in the tip's order: a match in the first line is one in the tip's main topic.
    return (*row, "\n".join([topic_words.get(slug, slug) for slug in tip.topics]), asked or _keywords(tip.extra))


def _keywords(extra: str) -> str:
    """Return the words for a search in what else a source said of a tip: its keywords, other names of a note."""
    if not extra or not any(f'"{name}": ' in extra for name in _KEYWORDS):
        return ""
    import json

    said = json.loads(extra)
    found = [said.get(name) for name in _KEYWORDS]
    texts = [text for value in found for text in (value if isinstance(value, list) else (value,))]
    return clean_line(", ".join([text for text in texts if isinstance(text, str)])[:_LONGEST_WORDS])


def values_of(tip: Tip) -> dict[str, Value]:
    """Return what is exported of a tip by the name of the column, in the order of the columns."""
    return {name: take(tip) for name, take in _EXPORTED}


def words_of_topics(topics: Iterable[Topic]) -> dict[str, str]:
    """Return what is searched of each topic, its slug and the words that people type when they mean it, by the slug."""
    return {topic.slug: " ".join((topic.slug, *topic.aliases)) for topic in topics}
