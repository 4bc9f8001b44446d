"""Tab-separated rows for scripts: no header, no colour, nothing cut; a tab or line break in a field is a space."""

from __future__ import annotations

from tipcli.model.text import clean_line
from tipcli.views.base import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tipcli.model.results import Check, Hit, Holding, TopicCount
    from tipcli.model.tip import Tip


class TsvView(View):
    """Columns of a tip: ref, date, title, topics, gist; of a hit also the score."""

    bodies = False

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield a row a tip."""
        for tip in tips:
            yield _row(*_columns(tip))

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield a row a hit, its score last."""
        for hit in hits:
            yield _row(*_columns(hit.tip), f"{hit.score:.1f}")

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield a row a tip."""
        return self.tips(tip for tip, _ in tips)

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield the row of the tip."""
        return self.tips([tip])

    def habits(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield nothing: a row is a tip."""
        return iter(())

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Yield slug, count, about."""
        for topic in topics:
            yield _row(topic.slug, str(topic.count), topic.about)

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Yield name, tips, rotation, last sync, origin."""
        for one in holdings:
            yield _row(one.name, str(one.tips), "yes" if one.in_rotation else "no", one.synced, one.origin)

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Yield state, subject, finding, advice."""
        for check in checks:
            yield _row(check.state, check.about, check.value, check.advice)


def _columns(tip: Tip) -> tuple[str, ...]:
    return tip.ref, tip.date or "", tip.title, ",".join(tip.topics), tip.gist


def _row(*fields: str) -> str:
    return "\t".join(map(clean_line, fields)) + "\n"
