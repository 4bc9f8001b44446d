"""What a person may have meant by the words of a query: other forms, words begun, typos, other words for the same.

Each word becomes a set of variants that the collection really has, each with the confidence that it was meant.
"""

from __future__ import annotations

from tipcli.index import fulltext, terms
from tipcli.index.words import root

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.opened import Index

# How sure a variant is to be meant. The typed word itself is 1.
STEM = 0.97
FORM = 0.85
ROOT = 0.8
SPLIT = 0.95
PREFIX = 0.8
TYPO = 0.85
KNOWN_TYPO = 0.9  # of that, where the typed word is an ending of a stem that is known
SYNONYM = 0.55
PHRASE_PART = 0.55  # a word of a phrase where the phrase was typed
FUNCTION_WORD = 0.15  # the weight of a word without a subject beside one with

_MOST_WORDS = 32
_COUNTED = 1000  # tips with a phrase
_MOST_CHARACTERS = 1000
_MOST_PREFIXED = 12
_MOST_RELATED = 12
_MOST_CORRECTIONS = 4
_LONGEST_SPLIT = 60  # letters of what may be two words
# Words that carry no subject, and the particles and general verbs of spoken questions ("how do I get someone to stop
# ..."): they help to order hits and keep none out. Where a query has no others, they are its subject.
_FUNCTION_WORDS = frozenset(
    (
        "a about again all also always am an and another any anybody anyone are arent as at away back be because "
        "become been before being but by can cannot cant come could couldnt d did didnt do does doesnt doing done "
        "dont down during each else even ever every everybody everyone everything for from get gets getting give "
        "gives giving go goes going got had has hasnt have havent having he her here hes him his how i if im in "
        "instead into is isnt it its ive just keep keeping keeps let like ll lot lots m made make makes making "
        "many me more most much must my need needs never no not now of off on one only or other our out over own "
        "people person put rather re really s same say says she shes should shouldnt so some somebody someone "
        "something stop such t take takes taking than that thats the their them then there these they theyre "
        "thing things this those through to too try trying under until up us use using ve very want wants was "
        "wasnt way ways we were werent weve what whats when where which while who whom whose why will with "
        "without wont work working would wouldnt you your youre yourself"
    ).split()
)
# What may stand between the words of a phrase.
_OBJECTS = frozenset(
    "a an the someone somebody people person customer customers client them him her it me you your their my".split()
)
_COMMON_ENOUGH = 20_000  # tips
_COMMON = 0.5  # of the tips: a word in more of them is taken for one without a subject, like `customer` here
_SMALL = 20  # tips; a collection too small to say which words are common


class Word:
    """One word of a query and its variants.

    `variants` maps the stems of a variant, joined by spaces, to its confidence; `phrases` are the same variants as the
    texts that FTS5 is asked for. `tips` is the number of tips with the likeliest variant. `weight` is what the word
    counts beside others; `is_content` says whether a tip has to have it to have all the words.
    """

    def __init__(self, text: str, *, is_content: bool) -> None:
        self.text = text
        self.is_content = is_content
        self.variants: dict[str, float] = {}
        self.phrases: list[str] = []
        self.tips = 0
        self.weight = 1.0 if is_content else FUNCTION_WORD

    def add(self, phrase: str, stems: str, confidence: float, tips: int = 0) -> None:
        """Add a variant, or raise the confidence of one that is there."""
        if stems not in self.variants:
            self.phrases.append(phrase)
        self.variants[stems] = max(confidence, self.variants.get(stems, 0.0))
        self.tips = max(self.tips, tips)


class Reader:
    """Reads queries for one collection, with the thesaurus of another, of the same, or none."""

    def __init__(self, index: Index, thesaurus: Index | None) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._tokenizer = index.tokenizer

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
        words += self._phrases(words, [stem for _, stem, _ in tokens])
        if not any(word.is_content and word.variants for word in words):
            for word in words:
                word.is_content, word.weight = True, 1.0
        return words

    def _understand(self, text: str, stem: str, joined: str, *, is_last: bool) -> Word:
        if " " in text:
            known = self._phrase_count(text)
        else:  # a stem of two letters, as of eing, is no evidence
            known = terms.tips_with_stem(self._index, stem) if len(stem) > 2 or self._is_written(text, stem) else 0
        is_common = known > max(_COMMON * self._index.size, _SMALL)
        is_function = text.replace(" ", "") in _FUNCTION_WORDS
        word = Word(text, is_content=not (is_common or is_function))
        if known:
            word.add(text, stem, 1.0, known)
        if joined:
            self._add_known(word, joined, SPLIT)
        if is_function and known:
            return word
        if " " not in text:
            self._add_forms(word, text, stem)
            is_begun = self._add_prefixed(word, text, is_last=is_last)
            self._add_splits(word, text)
            if not is_begun and not self._is_written(text, stem):
                self._add_corrections(word, text)
        self._add_synonyms(word, stem, 1.0)
        return word

    def _phrase_count(self, phrase: str) -> int:
        """Return how many tips have the phrase, up to 1,000; of a phrase of very common words only that it may be."""
        [pairs] = self._tokenizer.split([phrase])
        tips = [terms.tips_with_stem(self._index, stem) for _, stem in pairs]
        if min(tips, default=0) > _COMMON_ENOUGH:
            return 1  # to find the few places where the words stand together, all of them are looked at
        return fulltext.count(self._index, f'"{phrase}"', _COUNTED)

    def _add_known(self, word: Word, text: str, confidence: float) -> None:
        [pairs] = self._tokenizer.split([text])
        stems = " ".join(stem for _, stem in pairs)
        known = self._phrase_count(text)
        if known:
            word.add(text, stems, confidence, known)

    def _add_forms(self, word: Word, text: str, stem: str, confidence: float = 1.0) -> None:
        """Add the words with the same root: habitual for habit."""
        base = root(text)
        if len(base) < 4 or (len(text) < 5 and base != text):
            return
        for form, form_stem, tips in terms.with_root(self._index, base, stem, _MOST_RELATED):
            word.add(form, form_stem, confidence * ROOT, tips)

    def _add_prefixed(self, word: Word, text: str, *, is_last: bool) -> bool:
        """Add words that start with this one, the nearer in length the surer, and tell whether there are any.

        The last word of a query is likelier unfinished than one before it.
        """
        if len(text) < 3:
            return False
        known, is_begun = bool(word.variants), False
        for longer, stem, tips in terms.beginning_with(self._index, text, _MOST_PREFIXED):
            sureness = PREFIX * (0.6 + 0.4 * len(text) / len(longer)) * (0.8 if known else 1.0 if is_last else 0.95)
            word.add(longer, stem, sureness, 0 if known else tips)
            is_begun = True
        return is_begun

    def _add_splits(self, word: Word, text: str) -> None:
        """Add the word as two, where the collection has them side by side: dont as don't, coworkers as co-workers."""
        if len(text) > _LONGEST_SPLIT:
            return
        cuts = [(text[:cut], text[cut:]) for cut in range(1, len(text))]
        known = self._known({half for cut in cuts for half in cut})
        for first, second in cuts:
            if first in known and (second in known or second == "t"):
                self._add_known(word, f"{first} {second}", SPLIT)

    def _is_written(self, text: str, stem: str) -> bool:
        """Tell whether the collection or the thesaurus has the word in this form, or in one that it is an ending of."""
        places = (self._index, self._thesaurus) if self._thesaurus else (self._index,)
        return any(terms.is_written(place, text, stem) for place in places)

    def _known(self, texts: set[str]) -> set[str]:
        """Return those of the texts that the collection has as words, the longer ones in any form."""
        known = terms.known(self._index, texts)
        others = [text for text in texts if len(text) > 3 and text not in known]
        for text, pairs in zip(others, self._tokenizer.split(others), strict=True):
            if pairs and terms.tips_with_stem(self._index, pairs[0][1]) > 0:
                known.add(text)
        return known

    def _add_corrections(self, word: Word, text: str) -> None:
        """Add what the word may be a typo of; a word known only as another ending of its stem may be one too."""
        from tipcli.search.corrections import corrections

        base, penalty = root(text), KNOWN_TYPO if word.variants else 1.0
        found = corrections(self._index, text, base)
        if self._thesaurus and not found and not word.variants:
            found = corrections(self._thesaurus, text, base)
        for place, (better, stem, tips, cost) in enumerate(found[:_MOST_CORRECTIONS]):
            confidence = penalty * (TYPO - 0.12 * (cost - 0.8) - 0.05 * place)
            if known := tips or terms.tips_with_stem(self._index, stem):
                word.add(better, stem, confidence, known)
            self._add_forms(word, better, stem, confidence)
            if place < 2 and penalty == 1.0:
                self._add_synonyms(word, stem, confidence)

    def _add_synonyms(self, word: Word, key: str, confidence: float) -> None:
        """Add the other members of the thesaurus sets that hold the stems `key`."""
        if not self._thesaurus:
            return
        for words, stems, is_form in terms.synonyms(self._thesaurus, key):
            word.add(words, stems, confidence * (FORM if is_form else SYNONYM))

    def _phrases(self, words: list[Word], stems: list[str]) -> list[Word]:
        """Return the phrases of the thesaurus in the query as words of their own, `turn someone down` as `turn down`.

        Inside a phrase the single words mean little; they stay, as words without a subject.
        """
        pairs = list(zip(words, stems, strict=True))
        without_objects = [(word, stem) for word, stem in pairs if word.text not in _OBJECTS]
        found: dict[str, Word] = {}
        for sequence in (pairs, without_objects):
            for length in (3, 2):
                for start in range(len(sequence) - length + 1):
                    part = sequence[start : start + length]
                    key = " ".join(stem for _, stem in part)
                    if key not in found and (phrase := self._phrase([word for word, _ in part], key)):
                        found[key] = phrase
        return list(found.values())

    def _phrase(self, parts: list[Word], key: str) -> Word | None:
        phrase = Word(" ".join(part.text for part in parts), is_content=True)
        self._add_synonyms(phrase, key, 1.0)
        if not phrase.variants:
            return None
        phrase.add(phrase.text, key, 1.0, self._phrase_count(phrase.text))
        for part in parts:
            if part.is_content:
                for text, stems in zip(part.phrases, part.variants, strict=True):
                    phrase.add(text, stems, PHRASE_PART * part.variants[stems])
            part.weight = FUNCTION_WORD
        return phrase
