"""Questions to the vocabulary of an index, and to the thesaurus that the bundled one has.

A term is a word as it is written, folded; its stem; and in how many tips the stem stands. All of these may raise what
DAMAGE lists.
"""

from __future__ import annotations

from tipcli.index.rows import number, terms, text, whole
from tipcli.index.words import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipcli.index.opened import Index

    Term = tuple[str, str, int]


_AT_ONCE = 500  # words of one query, of which some SQLite takes no more than 999
THESAURUS, EVERYDAY = "synonym", "everyday"  # tables: of the bundled collection, and of everyday words for any other
OPENING = 4  # letters of a word's beginning, by which words that a typo may stand for are found


def tokens(index: Index, texts: Iterable[str]) -> list[list[tuple[str, str]]]:
    """Return for each text its (word, stem) pairs as `Tokenizer.split` does; where all are known, from the vocabulary.

    To look up a few words takes a tenth of the time.
    """
    some = list(texts)
    words = plain(some)
    wanted = {word for each in words for word in each} if words else set()
    if words and len(wanted) <= _AT_ONCE:
        query = f"select word, stem from term where word in ({', '.join('?' * len(wanted))})"
        stems = {text(word): text(stem) for word, stem in index._connection.execute(query, tuple(wanted))}
        if len(stems) == len(wanted):
            return [[(word, stems[word]) for word in each] for each in words]
    return index.tokenizer.split(some)


def size(index: Index) -> int:
    """Return how many words there are."""
    return number(index.meta.get("words"))


def tips_with_stem(index: Index, stem: str) -> int:
    """Return in how many tips words with this stem stand."""
    query = "select coalesce(max(tips), 0) from term where stem = ?"
    return whole(index._connection.execute(query, (stem,)).fetchone()[0])


def tips_with_stems(index: Index, stems: Iterable[str]) -> dict[str, int]:
    """Return in how many tips each of the stems stands that there are."""
    wanted = list(stems)
    query = (
        f"select stem, max(tips) from term where stem in ({', '.join('?' * len(wanted))}) and tips > 0 group by stem"
    )
    return {text(stem): whole(tips) for stem, tips in index._connection.execute(query, wanted)}


def tips_with(index: Index, words: Sequence[str]) -> dict[str, int]:
    """Return in how many tips the stem of each word stands, as far as it is written so anywhere."""
    query = "select word, tips from term where word in "
    found: dict[str, int] = {}
    for start in range(0, len(words), _AT_ONCE):
        some = words[start : start + _AT_ONCE]
        rows = index._connection.execute(f"{query}({', '.join('?' * len(some))})", some)
        found |= {text(word): whole(tips) for word, tips in rows}
    return found


def with_root(index: Index, root: str, but_stem: str, most: int) -> list[Term]:
    """Return the commonest terms with a root, but those with this stem."""
    query = "select word, stem, tips from term where root = ? and stem != ? and tips > 0 order by tips desc limit ?"
    return terms(index._connection.execute(query, (root, but_stem, most)))


def beginning_with(index: Index, start: str, most: int) -> list[Term]:
    """Return the shortest terms that begin so and are longer."""
    query = (
        "select word, stem, tips from term where word > ? and word < ? and tips > 0 "
        "order by length(word), tips desc limit ?"
    )
    return terms(index._connection.execute(query, (start, start + "\U0010ffff", most)))


def written(index: Index, word: str, but_stem: str) -> list[Term]:
    """Return the term that is written so, unless it has this stem."""
    query = "select word, stem, tips from term where word = ? and stem != ?"
    return terms(index._connection.execute(query, (word, but_stem)))


def is_written(index: Index, word: str, stem: str) -> bool:
    """Tell whether there is the word itself, or one with its stem that it is an ending of."""
    query = "select 1 from term where word = ? or (stem = ? and length(word) > 2 and word = substr(?, 1, length(word)))"
    return index._connection.execute(query, (word, stem, word)).fetchone() is not None


def known(index: Index, words: set[str]) -> set[str]:
    """Return those of the words that some tip has."""
    query = f"select word from term where word in ({', '.join('?' * len(words))}) and tips > 0"
    return {text(word) for (word,) in index._connection.execute(query, (*words,))}


def phrases(index: Index, keys: list[str], table: str = THESAURUS) -> set[str]:
    """Return those of the stems, joined by spaces, that are a phrase of the thesaurus, or of `EVERYDAY`."""
    marks = ", ".join("?" * len(keys))
    rows = index._connection.execute(f"select distinct key from {table} where key in ({marks})", keys)
    return {text(key) for (key,) in rows}


def synonyms(index: Index, stems: str, table: str = THESAURUS) -> list[tuple[str, str, bool]]:
    """Return the other members of the sets with these stems: (words, their stems, whether all are forms of a word)."""
    # A join would look into the table once for each of its rows: only those of the few sets are looked at twice.
    query = (
        f"select words, key, max((select max(own.form) from {table} own "
        f"where own.key = ?1 and own.set_number = other.set_number)) from {table} other "
        f"where set_number in (select set_number from {table} where key = ?1) and key != ?1 group by key"
    )
    rows = index._connection.execute(query, (stems,))
    return [(text(words), text(key), bool(is_form)) for words, key, is_form in rows]


# Thousands of words come faster in one row than in a row each. They are letters only, so that spaces can be between.


def of_length(index: Index, least: int, most: int) -> list[str]:
    """Return the words of `least` to `most` letters."""
    return _joined(
        index,
        "select group_concat(word, ' ') from term where letters > 0 and letters between ? and ?",
        (least, most),
    )


def letters(index: Index) -> str:
    """Return the letters that words of several letters begin with, in the first OPENING places."""
    return text(index.meta.get("letters"))


def openings(index: Index, texts: Iterable[str]) -> list[str]:
    """Return those of the texts that words begin with: words of OPENING letters or more, or the shorter words."""
    query = "select group_concat(text, ' ') from opening where text in (select value from json_each(?))"
    return _joined(index, query, (_json(texts),))


def _json(texts: Iterable[str]) -> str:
    """Return texts of letters only as a list in JSON, for which its module need not be loaded."""
    quoted = '", "'.join(texts)
    return f'["{quoted}"]'


def of_length_beginning_with(index: Index, letters: int, start: str) -> list[str]:
    """Return the words of so many letters that begin so."""
    # All of this is in an index, which is of words with letters only.
    query = "select group_concat(word, ' ') from term where letters > 0 and letters = ? and word >= ? and word < ?"
    return _joined(index, query, (letters, start, start + "\U0010ffff"))


def _joined(index: Index, query: str, values: tuple[str | int, ...]) -> list[str]:
    (joined,) = index._connection.execute(query, values).fetchone()
    return text(joined).split(" ") if joined else []
