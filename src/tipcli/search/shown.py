"""Which hits are shown: those that somebody would call hits. The figures are fitted on judged queries."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.model.results import Hit

LEAST = 9.0  # score of a hit for a query of a few words; in a longer one each word counts for less
_A_FEW = 3  # words
_SHARE = 0.27  # of the best hit's score


class Cut:
    """Where hits, which come best first, end: where they are much worse than the best one or worth nothing.

    `least` is the score that the next one has to have.
    """

    __slots__ = ("least",)

    def __init__(self, query: str | None) -> None:
        """Make the cut of a query, or with None one that everything passes."""
        self.least = -1.0 if query is None else LEAST * min(1.0, _A_FEW / max(1, len(query.split())))

    def passes(self, score: float) -> bool:
        """Tell whether a hit with this score, the best of those to come, is shown."""
        if score < self.least:
            return False
        if self.least >= 0:
            self.least = max(self.least, _SHARE * score)
        return True


def shown(hits: Iterable[Hit], query: str) -> Iterator[Hit]:
    """Yield the hits, which are best first, up to where they are much worse than the best one or worth nothing."""
    cut = Cut(query)
    for hit in hits:
        if not cut.passes(hit.score):
            return
        yield hit
