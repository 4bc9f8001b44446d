"""Words as the index sees them: tokens, stems and roots.

Tokens and stems are SQLite's own answer (FTS5's `porter unicode61`), asked through two temporary tables, so that a
query, a highlighted word and the index can never disagree about what a word is.
"""

from __future__ import annotations

from tipcli.index.folding import fold, is_as_written
from tipcli.model.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

# Marks are part of a word: those of Hindi and Thai would cut it, and `folding` has taken the others away.
FOLDING = "unicode61 remove_diacritics 2 categories ''L* N* Co Mn Mc''"
STEMMING = f"porter {FOLDING}"

_BARE = "content='', columnsize=0"  # words are asked for and nothing else
_TABLES = {
    "folded": (
        f"create virtual table if not exists temp.folder using fts5(text, tokenize='{FOLDING}', {_BARE})",
        "create virtual table if not exists temp.folded using fts5vocab(folder, instance)",
    ),
    "stemmed": (
        f"create virtual table if not exists temp.stemmer using fts5(text, tokenize='{STEMMING}', {_BARE})",
        "create virtual table if not exists temp.stemmed using fts5vocab(stemmer, instance)",
    ),
}
_FED = {"folded": "folder", "stemmed": "stemmer"}  # the table of texts behind each table of words
# What the bytes of a text of ASCII are in words: letters and digits in lower case, else what is between them.
_ASCII = bytes([ord(chr(code).lower()) if chr(code).isalnum() else 0x20 for code in range(0x80)]).ljust(0x100)

# Endings of derived words by length, longest first. Porter's algorithm keeps habit and habitual apart, and fail and
# failure.
_ENDINGS_OF_WORDS = (
    "ability ibility ableness ational ization isation fulness ousness iveness ically ually ation ition ative "
    "itive ement ment ness less ship ance ence ancy ency able ible ably ibly ally ual ial ical etic ious eous "
    "ous ful ary ate ating ated ator ators ism ist ize ise izing ising ized ised izer iser ify ified ure age "
    "ings ing ed er ers or ors est ies ied es s ic al ly ity ive ion ions ant ent ee y e"
).split()
# By their last letter, for most words have one that ends few of these or none: (length, endings), longest first.
_BY_LETTER: dict[str, dict[int, set[str]]] = {}
for _ending in sorted(_ENDINGS_OF_WORDS, key=len, reverse=True):
    _BY_LETTER.setdefault(_ending[-1], {}).setdefault(len(_ending), set()).add(_ending)
_ENDINGS = {letter: list(by_length.items()) for letter, by_length in _BY_LETTER.items()}
_SHORTEST_ROOT = 4


class Tokenizer:
    """Splits texts into (folded word, stem) pairs with SQLite's tokenizer."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._made: set[str] = set()

    def split(self, texts: Iterable[str]) -> list[list[tuple[str, str]]]:
        """Return for each text its tokens in order, as (word without case and accents, Porter stem)."""
        rows = [(number, fold(clean(text))) for number, text in enumerate(texts)]
        answer: list[list[tuple[str, str]]] = [[] for _ in rows]
        stemmed = self._words("stemmed", rows)
        if all(text.isascii() for _, text in rows):
            folded = [(number, word) for number, text in rows for word in of_ascii(text)]
        else:
            folded = self._words("folded", rows)
        for (row, word), (_, stem) in zip(folded, stemmed, strict=True):
            answer[row].append((word, stem))
        return answer

    def _words(self, table: str, rows: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """Return (number of the text, word) of texts, in order."""
        run = self._connection.execute
        if table not in self._made:
            for statement in _TABLES[table]:  # one by one: executescript would end a transaction
                run(statement)
            self._made.add(table)
        run(f"insert into temp.{_FED[table]}({_FED[table]}) values('delete-all')")
        self._connection.executemany(f"insert into temp.{_FED[table]}(rowid, text) values(?, ?)", rows)
        return run(f"select doc, term from temp.{table} order by doc, offset").fetchall()


def of_ascii(text: str) -> list[str]:
    """Return the words of a text of ASCII that is folded, in lower case, as SQLite's tokenizer finds them."""
    return text.encode().translate(_ASCII).decode().split()


def plain(texts: Iterable[str]) -> list[list[str]] | None:
    """Return the words of each text, or None where it takes the tokenizer to tell them."""
    joined = "\n".join(some := list(texts))
    return list(map(of_ascii, some)) if joined.isascii() and is_as_written(joined) else None


def root(word: str) -> str:
    """Return what is left of a folded word without its derivational endings, at least four letters of it.

    `habit`, `habitual` and `habitually` share a root; so do `fail` and `failure`. The method is Lovins' (1968): strip
    the longest listed ending, as long as enough is left; here repeated until none fits.
    """
    stripping = True
    while stripping:
        stripping = False
        for length, endings in _ENDINGS.get(word[-1:], ()):
            if len(word) - length >= _SHORTEST_ROOT and word[-length:] in endings:
                word = word[:-length]
                stripping = True
                break
    if len(word) > _SHORTEST_ROOT and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]  # planned, plan; rebel, rebelled
    return word
