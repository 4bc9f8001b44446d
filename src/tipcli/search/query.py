"""What a person may have meant by a query: its words, each with what the collection has for it, and phrases.

A word of which the collection has nothing stays: it counts against every tip.
"""

from __future__ import annotations

from itertools import pairwise

from tipcli.index import meanings, terms
from tipcli.index.folding import is_unspaced
from tipcli.search import light
from tipcli.search.variants import JOINED, PHRASE_PART, Variants, Word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.opened import Index

    Token = tuple[str, str, str]  # word, stem, and joined where it is of a run of several

_MOST_WORDS = 32
_MOST_CHARACTERS = 1000
_COMMON = 0.5  # of the tips: a word in more of them is taken for one without a subject, like `customer` here
_SMALL = 20  # tips; a collection too small to say which words are common
_SHORTEST_RUN = 6  # letters of what may be several words run together
_SHORT_WORDS = frozenset("a i me my of on in up to it is no we us he or so do go at by if am an as be".split())


class Reader:
    """Reads queries for one collection, with the thesaurus and the meanings of another, of the same, or none.

    Words in `exact` are known as they were typed, if not here then in another collection: they are not corrected.
    """

    def __init__(self, index: Index, thesaurus: Index | None, exact: frozenset[str] = frozenset()) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._variants = Variants(index, thesaurus, exact)

    def read(self, query: str) -> list[Word]:
        """Return the words of the query; those of which the collection has nothing are without variants.

        Any text is a query: what is no letter or digit separates words. More than 32 words or 1,000 characters are
        cut off.
        """
        tokens = self._tokens(query[:_MOST_CHARACTERS])
        known = meanings.of(self._thesaurus, _runs([token[0] for token in tokens])) if self._thesaurus else {}
        self._variants.expect(len(tokens))
        words: list[Word] = []
        for token in tokens:
            words += self._words(token, known, is_last=token is tokens[-1])
        self._add_joined(words)
        stems = [word.stem for word in words]
        words += self._phrases(words, stems)
        self._add_meanings(words, known)
        if not any(word.is_content and (word.variants or word.near) for word in words):
            for word in words:
                word.is_content, word.weight = True, 1.0
        return words

    def _tokens(self, query: str) -> list[Token]:
        tokens: list[Token] = []
        for pairs in terms.tokens(self._index, query.split()):
            if len(pairs) > 2 and all(is_unspaced(word) for word, _ in pairs):  # each two neighbours are a word
                tokens += [
                    (f"{one} {two}", f"{stem} {other}", one + two) for (one, stem), (two, other) in pairwise(pairs)
                ]
                continue
            joined = "".join(word for word, _ in pairs) if len(pairs) > 1 else ""
            if joined and any(len(word) < 3 for word, _ in pairs):  # don't, e-mail, co-worker, 24/7: one word
                tokens.append((" ".join(word for word, _ in pairs), " ".join(stem for _, stem in pairs), joined))
            else:
                tokens += [(word, stem, joined) for word, stem in pairs]
        return list(dict.fromkeys(tokens))[:_MOST_WORDS]

    def _words(self, token: Token, known: dict[str, tuple[int, dict[int, float]]], *, is_last: bool) -> list[Word]:
        """Return the word of a token, or several where they were run together."""
        text, stem, joined = token
        frequency = known[text][0] if text in known else 0
        word = self._variants.word(text, stem, joined, frequency, is_last=is_last)
        if " " in text and not word.variants and not joined.isalpha():
            return self._separately(text.split())
        if text in known or word.is_sure or len(text) < _SHORTEST_RUN or not text.isalpha():
            return [word]
        return self._separately(self._apart(text)) or [word]

    def _separately(self, parts: list[str]) -> list[Word]:
        split = [pairs[0] for pairs in terms.tokens(self._index, parts) if pairs]
        return [self._variants.word(part, stem, "", 0, is_last=False) for part, stem in split]

    def _apart(self, text: str) -> list[str]:
        """Return the fewest words, up to four, that `text` may be when they were typed without spaces."""
        pieces = {
            text[start:end]
            for start in range(len(text))
            for end in range(start + 2, min(len(text), start + 14) + 1)
            if end - start > 2 or text[start:end] in _SHORT_WORDS
        }
        real = terms.known(self._index, pieces)
        if self._thesaurus:
            real |= meanings.known(self._thesaurus, pieces)
        best: dict[int, list[str]] = {0: []}
        for end in range(2, len(text) + 1):
            ways = [[*best[at], text[at:end]] for at in range(end) if at in best and text[at:end] in real]
            if ways:
                best[end] = min(ways, key=len)
        found = best.get(len(text), [])
        return found if 1 < len(found) <= 4 else []

    def _add_meanings(self, words: list[Word], known: dict[str, tuple[int, dict[int, float]]]) -> None:
        """Say of each word which tips it is near to by its meaning, or by that of the word that was likeliest meant."""
        if not self._thesaurus or self._thesaurus.name != self._index.name:
            return
        better = {word.text: word.likeliest for word in words if word.text not in known and word.likeliest}
        more = [word.text for word in words if word.text not in known] + [text for text, _ in better.values()]
        found = known | (meanings.of(self._thesaurus, more) if more else {})
        for word in words:
            if word.text in found:
                word.near = found[word.text][1]
            elif word.text in better and better[word.text][0] in found:
                text, sureness = better[word.text]
                word.near = {number: near * sureness for number, near in found[text][1].items()}
        for run, (_, near) in known.items():
            parts = run.split(" ") if " " in run else []
            for word in words:
                if word.text in parts:
                    word.near = {n: max(near.get(n, 0.0), word.near.get(n, 0.0)) for n in {*near, *word.near}}

    def _phrases(self, words: list[Word], stems: list[str]) -> list[Word]:
        """Return the phrases of the thesaurus in the query as words of their own, `turn someone down` as `turn down`.

        Inside a phrase the single words mean little; they stay, as words without a subject.
        """
        if not self._thesaurus:
            return []
        pairs = list(zip(words, stems, strict=True))
        without_objects = [(word, stem) for word, stem in pairs if word.text not in light.OBJECTS]
        parts = {
            " ".join(stem for _, stem in sequence[start : start + length]): [
                word for word, _ in sequence[start : start + length]
            ]
            for sequence in (pairs, without_objects)
            for length in (4, 3, 2)
            for start in range(len(sequence) - length + 1)
        }
        known: set[str] = set()
        for table, _ in self._variants.lists if parts else ():
            known |= terms.phrases(self._thesaurus, list(parts), table)
        return [self._phrase(parts[key], key) for key in parts if key in known]

    def _add_joined(self, words: list[Word]) -> None:
        """Let two neighbours stand for what the collection has as one word: `wheel chair` for wheelchair."""
        pairs = {one.text + two.text: (one, two) for one, two in pairwise(words) if one.weight + two.weight > 1}
        known = terms.known(self._index, set(pairs)) if pairs else set()
        for text in known:
            [[(_, stem)]] = terms.tokens(self._index, [text])
            tips = terms.tips_with_stem(self._index, stem)
            for part in pairs[text]:
                part.add(text, stem, JOINED, 0 if part.variants else tips)

    def _phrase(self, parts: list[Word], key: str) -> Word:
        phrase = Word(" ".join(part.text for part in parts), key, is_content=True)
        phrase.is_phrase = True
        self._variants.add_synonyms(phrase, key, 1.0)
        phrase.add(phrase.text, key, 1.0, self._variants.phrase_count(phrase.text))
        for part in parts:
            if part.is_content:
                for text, stems in zip(part.phrases, part.variants, strict=True):
                    phrase.add(text, stems, PHRASE_PART * part.variants[stems])
            part.weight = min(part.weight, light.FUNCTION * 2)
        return phrase


def _runs(words: list[str]) -> list[str]:
    """Return the words, and each two and three of them that stand side by side as a phrase."""
    return [" ".join(words[start : start + length]) for length in (1, 2, 3) for start in range(len(words) - length + 1)]
