"""What a tip is worth for the words of a query, word by word, and the score that follows.

A word is in a tip by its best match, by field and by how sure the variant is, or by its meaning, from the table that
comes with the collection; rare words count more (inverse document frequency, Sparck Jones 1972). A word of which there
is nothing counts too, as missing.
"""

from __future__ import annotations

from itertools import pairwise
from math import log

from tipcli.index.fulltext import COLUMNS
from tipcli.model.text import MARK_ON, slugify, spans, unmarked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.search.variants import Word

    Match = tuple[float, float]  # worth, confidence
    Shape = tuple[list[float], float, float, bool, bool]  # shares of the words, of title and line; in title, in asked
    Meanings = dict[str, list[tuple[int, float]]]  # of a marked piece: place of a word of the query, confidence

# What a match in each field is worth.
_WORTH = {"title": 1.0, "topics": 0.6, "gist": 0.45, "action": 0.3, "asked": 0.75, "body": 0.34}
_WORTH_ELSEWHERE = {**_WORTH, "title": 0.8, "gist": 0.7, "body": 0.75}
_ONE_OF_MANY = 0.75  # of a match in a phrase that has nothing else of the query
_AS_ASKED = 0.45  # of the score beside: how much of the query stands so in one such phrase
_IN_ONE_LINE = 0.1  # of the score beside, in another collection: how much of the query one line of the body has
_OTHER_TOPIC = 0.4  # of a match in a topic that is not the tip's main one
_ALIAS = 0.5  # of a match in another name of a topic
_REPEATS, _MOST_REPEATS = 0.12, 4  # for each further match in the body, up to four
_MORE_FIELDS = 0.12  # of the worth of further fields with a match
_PRESENCE = 0.25  # of a word's share: how surely it is there; the rest is where
_NOT_THE_TITLE = 0.99  # the most where the query is not the title itself
_BREADTH = 0.2  # of the score: how evenly the words are there
_TITLE_SHARE = 0.15  # of the score: how much of the title was said, and of the query in it
_MOST_NEAR = 0.25  # what a word is worth at most for its meaning alone
_TOGETHER = 0.2  # of the score beside: how near the words together are in meaning
_NEAR_ENOUGH = 1.5  # what nearness is multiplied by there
_RARITY = 0.8  # the power of the inverse document frequency
_ASIDE, _UNKNOWN = 0.25, 0.6  # of the weight of a word of which there is nothing
_FEWEST = 2  # tips: a word in fewer counts no more than one in so many
# A tip's worth, and the score that a tip of that worth gets: fitted so that a hit of 80 answers four times in five.
_WORTHS = (0.0, 0.2, 0.34, 0.5, 0.65, 0.8, 0.9, 1.0)
_SCORES = (0.0, 8.0, 18.0, 37.0, 58.0, 76.0, 86.0, 100.0)


class Scales:
    """Weighs tips for the words of one query in a collection of `size` tips; `title` is the query as a slug.

    `said` are the words with those that have no subject; a collection `elsewhere` is not the one
    that the figures are fitted on: its titles are of any kind, and it has no gists.
    """

    def __init__(
        self, words: list[Word], size: int, title: str = "", said: list[Word] | None = None, *, elsewhere: bool = False
    ) -> None:
        self._words = words
        self._title = title
        self._line, self._worth = (_IN_ONE_LINE, _WORTH_ELSEWHERE) if elsewhere else (0.0, _WORTH)
        self._weights = [word.weight * _missing(word) * _rarity(word, size) for word in words]
        self._total = sum(self._weights) or 1.0
        single = [word for word in said or () if not word.is_phrase]
        self._pairs = {(one.text, two.text): max(one.weight, two.weight) for one, two in pairwise(single)}
        self._all_pairs = sum(self._pairs.values()) or 1.0
        self._found: dict[int, int] = {}
        self._shapes: dict[tuple[tuple[object, ...], ...], Shape] = {}

    def near(self) -> dict[int, float]:
        """Return the numbers of tips that are near to the words in meaning, each with how near."""
        total: dict[int, float] = {}
        for word, weight in zip(self._words, self._weights, strict=True):
            for number, near in word.near.items():
                total[number] = total.get(number, 0.0) + near * weight / self._total
        return total

    def weigh(self, number: int, fields: dict[str, str], meanings: Meanings) -> tuple[float, tuple[str, ...]]:
        """Return the score of a tip, 0 to 100, and its fields with a match, best first; `fields` have match marks."""
        nothing = [(0.0, 0.0)] * len(self._words)
        found = [self._matches(field, text, meanings) if MARK_ON in text else nothing for field, text in fields.items()]
        there = [matches for matches in found if matches is not nothing]
        # How much of the title the query says: of two tips with the word in the title, the shorter title is nearer.
        title, is_title = 0.0, False
        if MARK_ON in fields["title"]:
            is_title = self.is_title(fields["title"])
            said = sum(len(piece.split()) for piece, matched in spans(fields["title"]) if matched)
            title = min(1.0, said / max(1, len(unmarked(fields["title"]).split())))
            title *= self._mean([float(sure > 0) for _, sure in found[0]])
        self._found[number] = sum(
            word.is_content and any(matches[place][1] for matches in there) for place, word in enumerate(self._words)
        )
        line = self._in_one_line(fields["body"], meanings) if self._line else 0.0
        asked = self._as_asked(fields["asked"])
        worth = 1.0 if is_title else self._worth_of(number, self._shares(there), title, line, asked)
        best = sorted(
            ((max(matches, default=(0.0, 0.0)), field) for matches, field in zip(found, COLUMNS, strict=True)),
            reverse=True,
        )
        return score(worth), tuple(field for (value, _), field in best if value)

    def shape(self, sure: dict[str, list[float]]) -> Shape:
        """Return what `most` needs of a tip that has words in some fields.

        `sure` says of each field with a match how surely each word can be meant there, by its likeliest variant in it.
        """
        key = tuple([(field, *surely) for field, surely in sure.items()])
        if key not in self._shapes:  # many tips have only the commonest word, in the same fields
            shares = self._shares([self._best_matches(field, one) for field, one in sure.items()])
            title = self._mean([float(one > 0) for one in sure["title"]]) if "title" in sure else 0.0
            line = self._mean(sure["body"]) if self._line and "body" in sure else 0.0
            self._shapes[key] = (shares, title, line, "title" in sure, "asked" in sure)
        return self._shapes[key]

    def most(self, number: int, shape: Shape, asked: float, *, is_title: bool) -> float:
        """Return a score that `weigh` does not exceed, whatever the texts of a tip of this shape are.

        `asked` is how much of the query stands in what people ask, at most; `is_title` whether it is the title.
        """
        shares, title, line, has_title, has_asked = shape
        if is_title and has_title:
            return score(1.0)
        return score(self._worth_of(number, shares, title, line, asked if has_asked else 0.0))

    def _best_matches(self, field: str, sure: list[float]) -> list[Match]:
        worth = self._worth[field]
        if field == "body":
            worth *= 1 + _REPEATS * _MOST_REPEATS
        elif field == "asked":
            worth *= _ONE_OF_MANY + (1 - _ONE_OF_MANY) * self._mean(sure)
        return [(worth * one, one) for one in sure]

    def pairs(self) -> dict[tuple[str, str], float]:
        """Return the neighbours in the query, each with its share of what `most` is told as `asked`."""
        return {pair: weight / self._all_pairs for pair, weight in self._pairs.items()}

    def is_title(self, title: str) -> bool:
        """Tell whether the query is this title, which may have match marks."""
        return bool(self._title) and slugify(unmarked(title)) == self._title

    def words_of(self, number: int) -> int:
        """Return how many words with a subject a tip has that was weighed."""
        return self._found.get(number, 0)

    def _shares(self, fields: list[list[Match]]) -> list[float]:
        """Return for each word what its matches in the fields that have any are worth together, 0 to 1."""
        there = fields or [[(0.0, 0.0)] * len(self._words)]
        shares = []
        for place in range(len(self._words)):
            worths = sorted([matches[place][0] for matches in there], reverse=True)
            sure = max([matches[place][1] for matches in there])
            where = min(1.0, worths[0] + _MORE_FIELDS * sum(worths[1:]))
            shares.append(_PRESENCE * sure + (1 - _PRESENCE) * where)
        return shares

    def _worth_of(self, number: int, shares: list[float], title: float, line: float, asked: float) -> float:
        """Return what a tip is worth where the query is not its title, 0 to 1, by the shares of the words.

        `title` is how much of the title and the query have in common, `line` how much of the query stands in one line,
        `asked` how much in what people ask. More of anything is never worth less: `most` relies on that.
        """
        near = [word.near.get(number, 0.0) for word in self._words]
        shares = [1 - (1 - share) * (1 - min(_MOST_NEAR, meant)) for share, meant in zip(shares, near, strict=True)]
        evenly = self._mean([share**0.5 for share in shares]) ** 2
        worth = ((1 - _BREADTH) * self._mean(shares) + _BREADTH * evenly) * (1 - _TITLE_SHARE + _TITLE_SHARE * title)
        worth += _TOGETHER * min(1.0, _NEAR_ENOUGH * self._mean(near))
        return min(worth + self._line * line + _AS_ASKED * asked, _NOT_THE_TITLE)

    def _mean(self, values: list[float]) -> float:
        return sum([weight * value for weight, value in zip(self._weights, values, strict=True)]) / self._total

    def _matches(self, field: str, text: str, meanings: Meanings) -> list[Match]:
        """Return for each word what its matches in a field are worth, and how surely it was meant; 0 for none."""
        if field == "asked":
            return self._matches_of_phrases(text, meanings)
        best = [(0.0, 0.0)] * len(self._words)
        count = [0] * len(self._words)
        is_topics = field == "topics"
        for line_number, line in enumerate(text.split("\n") if is_topics else [text]):
            if MARK_ON not in line:
                continue
            factor = self._worth[field] * (_OTHER_TOPIC if is_topics and line_number else 1.0)
            for part, (piece, matched) in enumerate(spans(line)):
                here = factor * _ALIAS if is_topics and part else factor
                for place, confidence in meanings.get(piece, ()) if matched else ():
                    best[place] = max(best[place], (here * confidence, confidence))
                    count[place] += 1
        if field == "body":
            return [
                (worth * (1 + _REPEATS * min(n - 1, _MOST_REPEATS)), sure) if n else (0.0, 0.0)
                for (worth, sure), n in zip(best, count, strict=True)
            ]
        return best

    def _as_asked(self, text: str) -> float:
        """Return how much of the query stands word by word in one phrase of what people ask, 0 to 1."""
        most = 0.0
        for phrase in text.split(", ") if self._pairs and MARK_ON in text else ():
            if MARK_ON in phrase:
                most = max(most, sum(self._pairs.get(pair, 0.0) for pair in pairwise(unmarked(phrase).split())))
        return min(1.0, most / self._all_pairs)

    def _in_one_line(self, text: str, meanings: Meanings) -> float:
        """Return how much of the query stands in one line of the body, 0 to 1."""
        most = 0.0
        for line in text.split("\n") if len(self._words) > 1 and MARK_ON in text else ():
            if line.count(MARK_ON) > 1:
                sure = [0.0] * len(self._words)
                for piece, matched in spans(line):
                    for place, confidence in meanings.get(piece, ()) if matched else ():
                        sure[place] = max(sure[place], confidence)
                most = max(most, self._mean(sure))
        return most

    def _matches_of_phrases(self, text: str, meanings: Meanings) -> list[Match]:
        """Return the same of what people ask, where a match counts for more the more of the query its phrase has."""
        best = [(0.0, 0.0)] * len(self._words)
        for phrase in text.split(", "):
            if MARK_ON not in phrase:
                continue
            sure = [0.0] * len(self._words)
            for piece, matched in spans(phrase):
                for place, confidence in meanings.get(piece, ()) if matched else ():
                    sure[place] = max(sure[place], confidence)
            share = self._worth["asked"] * (_ONE_OF_MANY + (1 - _ONE_OF_MANY) * self._mean(sure))
            best = [max(one, (share * confidence, confidence)) for one, confidence in zip(best, sure, strict=True)]
        return best


def _rarity(word: Word, size: int) -> float:
    return float(log(1 + (size + 1) / (max(word.tips, _FEWEST) + 1)) ** _RARITY)


def _missing(word: Word) -> float:
    """Return what a word counts of which there is nothing: an English one may stand there by chance."""
    return 1.0 if word.variants or word.near else _ASIDE if word.is_english else _UNKNOWN


def score(worth: float) -> float:
    """Return the score of a tip of this worth, 0 to 1, on straight lines between the fitted points."""
    at = min(sum([worth >= bound for bound in _WORTHS]), len(_WORTHS) - 1)
    low, high = _WORTHS[at - 1], _WORTHS[at]
    return round(_SCORES[at - 1] + (_SCORES[at] - _SCORES[at - 1]) * (min(worth, high) - low) / (high - low), 1)
