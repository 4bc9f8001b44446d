"""Which hits are shown: those that somebody would call hits. The figures are fitted on judged queries."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.model.results import Hit

LEAST = 9.0  # score of a hit for a query of a few words; in a longer one each word counts for less
_A_FEW = 3  # words
_SHARE = 0.27  # of the best hit's score


def shown(hits: Iterable[Hit], query: str) -> Iterator[Hit]:
    """Yield the hits, which are best first, up to where they are much worse than the best one or worth nothing."""
    least = LEAST * min(1.0, _A_FEW / max(1, len(query.split())))
    for hit in hits:
        if hit.score < least:
            return
        least = max(least, _SHARE * hit.score)
        yield hit
