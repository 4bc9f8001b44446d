"""What the collection has for a word: other forms, words that begin so, typos of it, other words for the same.

Each variant has the confidence that it was meant.
"""

from __future__ import annotations

from math import sqrt

from tipcli.index import fulltext, terms
from tipcli.index.words import root
from tipcli.search import light

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.opened import Index

    Lists = tuple[tuple[str, float], ...]  # tables of synonyms, each with how sure one of it is to be meant

# How sure a variant is to be meant. The typed word itself is 1.
STEM = 0.97
FORM = 0.85
ROOT = 0.55
SPLIT = 0.95
JOINED = 0.95
PREFIX = 0.85
TYPO = 0.85
REAL_WORD = 0.7  # of that, where the typed word is an English one
KNOWN_TYPO = 0.9  # of that, where the typed word is an ending of a stem that is known
SYNONYM = 0.5
FOREIGN_SYNONYM = 0.25  # in a collection that is not the one of the thesaurus
EVERYDAY = 0.6  # an everyday word for the same, there
EVERYDAY_OF_FEW = 0.3  # the same where one or two words are typed, which a person mostly remembers from the text
PHRASE_PART = 0.55  # a word of a phrase where the phrase was typed

_MOST_PREFIXED = 12
_MOST_RELATED = 12
_MOST_CORRECTIONS = 4
_LONGEST_SPLIT = 60  # letters of what may be two words
_COMMON = 0.5  # of the tips: a word in more of them is taken for one without a subject, like `customer` here
_SMALL = 20  # tips; a collection too small to say which words are common
_COMMON_ENOUGH = 20_000  # tips
_SURE = 0.7
_LIKELY = 0.6
_AS_LIKELY = 0.15  # cost beside that of the likeliest correction
_ONE_EDIT, _LONG = 1.4, 8  # the cost up to which a word is one edit away; letters from which two are little

_OWN: Lists = ((terms.THESAURUS, SYNONYM),)
_ELSEWHERE: Lists = ((terms.EVERYDAY, EVERYDAY), (terms.THESAURUS, FOREIGN_SYNONYM))
_BY_FEW: Lists = ((terms.EVERYDAY, EVERYDAY_OF_FEW), (terms.THESAURUS, FOREIGN_SYNONYM))
OWN_WORDS = 0.4  # of a synonym, where the collection uses the typed word itself often enough
_OUTNUMBERED = 4  # times as many tips with another word for it: the collection says it in other words


class Word:
    """One word of a query and its variants.

    `variants` maps the stems of a variant, joined by spaces, to its confidence; `phrases` are the same variants as the
    texts that FTS5 is asked for. `near` maps numbers of tips to how near the word is to them by its meaning, up to 1.
    `tips` is the number of tips with the likeliest variant. `weight` is what the word counts beside others;
    `is_content` says whether it has a subject. `likeliest` is the correction that was likeliest meant, `meant` the
    stems of those that are as likely, whether or not a tip has them. `is_phrase` is for several words of the query that
    are there singly too. `is_english` is for a frequent English word.
    """

    def __init__(self, text: str, stem: str, *, is_content: bool, weight: float = 1.0) -> None:
        self.text = text
        self.stem = stem
        self.is_content = is_content
        self.weight = weight
        self.variants: dict[str, float] = {}
        self.phrases: list[str] = []
        self.near: dict[int, float] = {}
        self.tips = 0
        self.likeliest: tuple[str, float] | None = None
        self.meant: list[str] = []
        self.is_phrase = False
        self.is_english = False

    @property
    def is_sure(self) -> bool:
        """Whether some variant was surely meant."""
        return any(sureness >= _SURE for sureness in self.variants.values())

    def add(self, phrase: str, stems: str, confidence: float, tips: int = 0) -> None:
        """Add a variant, or raise the confidence of one that is there."""
        if stems not in self.variants:
            self.phrases.append(phrase)
        self.variants[stems] = max(confidence, self.variants.get(stems, 0.0))
        self.tips = max(self.tips, tips)


class Variants:
    """Finds the variants of words in one collection, with the thesaurus of another, of the same, or none."""

    def __init__(self, index: Index, thesaurus: Index | None, exact: frozenset[str] = frozenset()) -> None:
        self._index = index
        self._exact = exact  # words that another collection has as they were typed: here they are no typos
        self._thesaurus = thesaurus
        is_own = thesaurus is not None and thesaurus.name == index.name
        self._split: dict[str, list[str]] = {}
        self._is_own = is_own
        self.lists = _OWN

    def expect(self, words: int) -> None:
        """Have synonyms count as they do in a query of so many words."""
        if not self._is_own:
            self.lists = _BY_FEW if words <= 2 else _ELSEWHERE

    def word(self, text: str, stem: str, joined: str, frequency: int, *, is_last: bool) -> Word:
        """Return a word with its variants; `frequency` is that of the table of meanings, 0 for no English word."""
        if " " in text:
            known = self.phrase_count(text)
        else:  # a stem of two letters, as of eing, is no evidence
            known = terms.tips_with_stem(self._index, stem) if len(stem) > 2 or self._is_written(text, stem) else 0
        weight = light.lightness(text, frequency)
        is_common = known > max(_COMMON * self._index.size, _SMALL)
        word = Word(text, stem, is_content=weight > light.ASKED and not is_common, weight=weight)
        word.is_english = frequency > 0
        if known:
            word.add(text, stem, 1.0, known)
        if joined:
            self._add_known(word, joined, SPLIT)
        if weight == light.FUNCTION and (known or frequency):
            return word
        if " " not in text:
            is_written = self._is_written(text, stem)
            is_begun = self._add_prefixed(word, text, is_last=is_last, is_written=is_written)
            self._add_forms(word, text, stem, 1.0 if is_written or not is_begun else 0.7)
            if not is_written:
                self._add_splits(word, text)
            if not is_begun and not is_written and weight == 1.0 and text not in self._exact:
                self._add_corrections(word, text, REAL_WORD if frequency else 1.0)
        self.add_synonyms(word, stem, 1.0)
        return word

    def phrase_count(self, phrase: str) -> int:
        """Return how many tips have the phrase, up to 1,000; of a phrase of very common words only that it may be."""
        tips = [terms.tips_with_stem(self._index, stem) for stem in self._stems(phrase)]
        if min(tips, default=0) > _COMMON_ENOUGH:
            return 1  # to find the few places where the words stand together, all of them are looked at
        return fulltext.count(self._index, f'"{phrase}"', 1000) if all(tips) else 0

    def _add_known(self, word: Word, text: str, confidence: float) -> None:
        if known := self.phrase_count(text):
            word.add(text, " ".join(self._stems(text)), confidence, known)

    def _stems(self, text: str) -> list[str]:
        if text not in self._split:
            self._split[text] = [stem for pairs in terms.tokens(self._index, [text]) for _, stem in pairs]
        return self._split[text]

    def _add_forms(self, word: Word, text: str, stem: str, confidence: float = 1.0) -> None:
        """Add the words with the same root: habitual for habit."""
        base = root(text)
        if len(base) < 4 or (len(text) < 5 and base != text):
            return
        for form, form_stem, tips in terms.with_root(self._index, base, stem, _MOST_RELATED):
            word.add(form, form_stem, confidence * ROOT, tips)

    def _add_prefixed(self, word: Word, text: str, *, is_last: bool, is_written: bool) -> bool:
        """Add words that start with this one, the nearer in length the surer, and tell whether there are any.

        The last word of a query is likelier unfinished than one before it, and so is one that is no word.
        """
        if len(text) < 3:
            return False
        known, is_begun = bool(word.variants), False
        for longer, stem, tips in terms.beginning_with(self._index, text, _MOST_PREFIXED):
            sureness = PREFIX * (0.6 + 0.4 * len(text) / len(longer))
            sureness *= (0.8 if is_written else 1.1) if known else 1.0 if is_last else 0.95
            word.add(longer, stem, min(sureness, 1.0), 0 if known else tips)
            is_begun = True
        return is_begun

    def _add_splits(self, word: Word, text: str) -> None:
        """Add the word as two, where the collection has them side by side: dont as don't, coworkers as co-workers."""
        if len(text) > _LONGEST_SPLIT:
            return
        cuts = [(text[:cut], text[cut:]) for cut in range(1, len(text))]
        halves = self._known({half for cut in cuts for half in cut})
        for first, second in cuts:
            if first in halves and (second in halves or second == "t"):
                self._add_known(word, f"{first} {second}", SPLIT)

    def _is_written(self, text: str, stem: str) -> bool:
        """Tell whether the collection or the thesaurus has the word in this form, or in one that it is an ending of."""
        places = (self._index, self._thesaurus) if self._thesaurus else (self._index,)
        return any(terms.is_written(place, text, stem) for place in places)

    def _known(self, texts: set[str]) -> set[str]:
        """Return those of the texts that the collection has as words, the longer ones in any form."""
        known = terms.known(self._index, texts)
        others = [text for text in texts if len(text) > 3 and text not in known]
        for text, pairs in zip(others, terms.tokens(self._index, others), strict=True):
            if pairs and terms.tips_with_stem(self._index, pairs[0][1]) > 0:
                known.add(text)
        return known

    def _add_corrections(self, word: Word, text: str, sureness: float) -> None:
        """Add what the word may be a typo of; a word known only as another ending of its stem may be one too."""
        from tipcli.search.corrections import begun, corrections, english

        penalty = sureness * (KNOWN_TYPO if word.variants else 1.0)
        found = corrections(self._index, text, word.stem)
        if self._thesaurus and not found and not word.variants:
            found = corrections(self._thesaurus, text, word.stem)
        for place, (better, stem, tips, cost) in enumerate(found[:_MOST_CORRECTIONS]):
            confidence = max(0.3, penalty * (TYPO - 0.12 * (cost - 0.8) - 0.05 * place))
            if known := tips or terms.tips_with_stem(self._index, stem):
                word.add(better, stem, confidence, known)
            self._add_forms(word, better, stem, confidence)
            if place < 2:
                self.add_synonyms(word, stem, confidence)
            word.likeliest = word.likeliest or (better, confidence)
            is_near = cost - found[0][3] < _AS_LIKELY and (cost < _ONE_EDIT or len(text) >= _LONG)
            if is_near and confidence >= _LIKELY:
                word.meant.append(stem)
        for longer, stem, tips in () if word.is_sure else begun(self._index, text):
            word.add(longer, stem, penalty * TYPO * PREFIX * (0.6 + 0.4 * len(text) / len(longer)), tips)
        if self._thesaurus and not word.variants and (likely := english(self._thesaurus, text)):
            better, cost = likely
            word.likeliest = (better, max(0.3, penalty * (TYPO - 0.12 * (cost - 0.8))))

    def add_synonyms(self, word: Word, key: str, confidence: float) -> None:
        """Add the other members of the thesaurus sets that hold the stems `key`."""
        if not self._thesaurus:
            return
        found = {
            (words, stems): confidence * (FORM if is_form else sureness)
            for table, sureness in reversed(self.lists)
            for words, stems, is_form in terms.synonyms(self._thesaurus, key, table)
        }
        if found and self.lists is not _OWN:
            found = self._there(word, found)
        for (words, stems), sureness in found.items():
            word.add(words, stems, sureness)

    def _there(self, word: Word, found: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
        """Return the synonyms that the collection has, less sure where the typed word is its own.

        The word counts no rarer than what it stands for, halfway, in its logarithm, to the commonest: else `room` would
        outweigh all of a question in texts that say `space`.
        """
        tips = terms.tips_with_stems(self._index, {stem for _, stems in found for stem in stems.split(" ")})
        most = max((tips.get(stems, 0) for _, stems in found), default=0)
        worth = 1.0 if most > _OUTNUMBERED * word.tips else OWN_WORDS
        if self.lists is _ELSEWHERE or not word.tips:
            word.tips = max(word.tips, int(sqrt((word.tips or most) * most)))
        return {
            synonym: sure * worth
            for synonym, sure in found.items()
            if all(stem in tips for stem in synonym[1].split(" "))
        }
