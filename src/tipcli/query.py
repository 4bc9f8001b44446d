"""What a person may have meant by the words of a query: other forms, words begun, typos, other words for the same.

Each word becomes a set of variants that the collection really has, each with the confidence that it was meant.
"""

from __future__ import annotations

from tipcli.spelling import query_keys, rank
from tipcli.words import root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection

    from tipcli.index import Index
    from tipcli.words import Tokenizer

# How sure a variant is to be meant. The typed word itself is 1.
STEM = 0.97
FORM = 0.85
ROOT = 0.8
SPLIT = 0.95
PREFIX = 0.8
TYPO = 0.85
SYNONYM = 0.55

_MOST_WORDS = 32
_MOST_CHARACTERS = 1000
_MOST_PREFIXED = 12
_MOST_RELATED = 12
_MOST_CORRECTIONS = 4
# Words that carry no subject: they help to order hits and never keep one out.
_FUNCTION_WORDS = frozenset(
    "a about am an and any are as at be been by can could did do does for from had has have he her him his how i if in is "
    "it its just like me more my of on or our she should so than that the their them then there these they this those to "
    "too us very was we were what when where which who why will with would you your t s re ve ll d m".split()
)


class Word:
    """One word of a query and its variants.

    `variants` maps the stems of a variant, joined by spaces, to its confidence; `phrases` are the same variants as the
    texts that FTS5 is asked for. `tips` is the number of tips with the likeliest variant.
    """

    def __init__(self, text: str, *, is_content: bool) -> None:
        self.text = text
        self.is_content = is_content
        self.variants: dict[str, float] = {}
        self.phrases: list[str] = []
        self.tips = 0
        self.correction = ""

    def add(self, phrase: str, stems: str, confidence: float, tips: int = 0) -> None:
        """Add a variant, or raise the confidence of one that is there."""
        if stems not in self.variants:
            self.phrases.append(phrase)
        self.variants[stems] = max(confidence, self.variants.get(stems, 0.0))
        self.tips = max(self.tips, tips)


class Reader:
    """Reads queries for one collection, with the thesaurus of another, of the same, or none."""

    def __init__(self, index: Index, thesaurus: Index | None, tokenizer: Tokenizer) -> None:
        self._index = index.connection
        self._thesaurus = thesaurus.connection if thesaurus else None
        self._tokenizer = tokenizer

    def read(self, query: str) -> list[Word]:
        """Return the words of the query; those of which the collection has nothing are without variants.

        Any text is a query: what is no letter or digit separates words. More than 32 words or 1,000 characters are
        cut off.
        """
        chunks = query[:_MOST_CHARACTERS].split()
        tokens: list[tuple[str, str, str]] = []  # word, stem, the chunk's tokens joined where it has several
        for pairs in self._tokenizer.split(chunks):
            joined = "".join(word for word, _ in pairs) if len(pairs) > 1 else ""
            if joined and any(len(word) < 3 for word, _ in pairs):  # don't, e-mail, co-worker: one word
                tokens.append((" ".join(word for word, _ in pairs), " ".join(stem for _, stem in pairs), joined))
            else:
                tokens += [(word, stem, joined) for word, stem in pairs]
        tokens = list(dict.fromkeys(tokens))[:_MOST_WORDS]
        words = [self._understand(*token, is_last=token is tokens[-1]) for token in tokens]
        self._add_phrases(words, tokens)
        return words

    def _understand(self, text: str, stem: str, joined: str, *, is_last: bool) -> Word:
        word = Word(text, is_content=text not in _FUNCTION_WORDS)
        known = self._count(stem) if " " not in text else self._phrase_count(text)
        if known:
            word.add(text, stem, 1.0, known)
        if joined:
            self._add_known(word, joined, SPLIT)
        if not word.is_content:
            return word
        if " " not in text:
            self._add_forms(word, text, stem)
            self._add_prefixed(word, text, is_last=is_last)
        self._add_synonyms(word, stem, 1.0)
        if " " not in text:
            self._add_splits(word, text)
        if not word.variants:
            self._add_corrections(word, text)
        return word

    def _count(self, stem: str) -> int:
        (tips,) = self._index.execute("select coalesce(max(tips), 0) from term where stem = ?", (stem,)).fetchone()
        return int(tips)

    def _phrase_count(self, phrase: str) -> int:
        query = "select count(*) from (select 1 from fts where fts match ? limit 1000)"
        (tips,) = self._index.execute(query, (f'"{phrase}"',)).fetchone()
        return int(tips)

    def _add_known(self, word: Word, text: str, confidence: float) -> None:
        [pairs] = self._tokenizer.split([text])
        stems = " ".join(stem for _, stem in pairs)
        known = self._phrase_count(text)
        if known:
            word.add(text, stems, confidence, known)

    def _add_forms(self, word: Word, text: str, stem: str) -> None:
        """Add the words with the same root: habitual for habit."""
        base = root(text)
        if len(base) < 4 or len(text) < 5 and base != text:
            return
        query = "select word, stem, tips from term where root = ? and stem != ? and tips > 0 order by tips desc limit ?"
        for form, form_stem, tips in self._index.execute(query, (base, stem, _MOST_RELATED)):
            word.add(form, form_stem, ROOT, tips)

    def _add_prefixed(self, word: Word, text: str, *, is_last: bool) -> None:
        """Add words that start with this one, the nearer in length the surer; the last word is likelier unfinished."""
        if len(text) < 3:
            return
        query = (
            "select word, stem, tips from term where word > ? and word < ? and tips > 0 "
            "order by length(word), tips desc limit ?"
        )
        known = bool(word.variants)
        for longer, stem, tips in self._index.execute(query, (text, text + "\U0010ffff", _MOST_PREFIXED)):
            sureness = PREFIX * (0.6 + 0.4 * len(text) / len(longer)) * (0.8 if known else 1.0 if is_last else 0.95)
            word.add(longer, stem, sureness, 0 if known else tips)

    def _add_splits(self, word: Word, text: str) -> None:
        """Add the word as two, where the collection has them side by side: dont as don't, coworkers as co-workers."""
        for cut in range(1, len(text)):
            first, second = text[:cut], text[cut:]
            if self._is_term(first) and self._is_term(second) or (second == "t" and self._is_term(first)):
                self._add_known(word, f"{first} {second}", SPLIT)

    def _is_term(self, text: str) -> bool:
        query = "select 1 from term where word = ? and tips > 0"
        if self._index.execute(query, (text,)).fetchone():
            return True
        [pairs] = self._tokenizer.split([text])
        return bool(pairs) and len(text) > 3 and self._count(pairs[0][1]) > 0

    def _add_corrections(self, word: Word, text: str) -> None:
        found = corrections(self._index, text)
        if self._thesaurus and not found:
            found = corrections(self._thesaurus, text)
        for place, (better, stem, tips, cost) in enumerate(found[:_MOST_CORRECTIONS]):
            word.correction = word.correction or better
            confidence = TYPO - 0.12 * (cost - 0.8) - 0.05 * place
            if tips:
                word.add(better, stem, confidence, tips)
            self._add_forms(word, better, stem)
            if place < 2:
                self._add_synonyms(word, stem, confidence)

    def _add_synonyms(self, word: Word, key: str, confidence: float) -> None:
        """Add the other members of the thesaurus sets that hold the stems `key`."""
        if not self._thesaurus:
            return
        query = (
            "select other.words, other.key, max(own.form) from synonym own join synonym other using (set_number) "
            "where own.key = ? and other.key != own.key group by other.key"
        )
        for words, stems, is_form in self._thesaurus.execute(query, (key,)):
            word.add(words, stems, confidence * (FORM if is_form else SYNONYM))

    def _add_phrases(self, words: list[Word], tokens: list[tuple[str, str, str]]) -> None:
        """Let the synonyms of a phrase, as in `slow down`, stand for each of its words."""
        for length in (3, 2):
            for start in range(len(words) - length + 1):
                key = " ".join(stem for _, stem, _ in tokens[start : start + length])
                for word in words[start : start + length]:
                    self._add_synonyms(word, key, 1.0)


def corrections(connection: Connection, text: str) -> list[tuple[str, str, int, float]]:
    """Return (word, stem, number of tips, cost) of the words that `text` may be a typo of, likeliest first."""
    if not text.isalpha() or len(text) < 4:
        return []
    keys = sorted(query_keys(text))
    query = (
        f"select distinct word, stem, tips from typo join term on term.id = typo.term where key in ({','.join('?' * len(keys))})"  # noqa: S608
    )
    found = {word: (stem, tips) for word, stem, tips in connection.execute(query, keys)}
    ranked = rank(text, [(word, tips) for word, (_, tips) in found.items()])
    return [(word, *found[word], cost) for word, cost in ranked]
