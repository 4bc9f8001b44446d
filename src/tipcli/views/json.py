"""JSON for programs: keys always present, UTF-8. `json` is one document, `jsonl` one object a line."""

from __future__ import annotations

from tipcli.model.text import unmarked
from tipcli.views.base import View
from tipcli.views.encoding import dumps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tipcli.model.results import Check, Hit, Holding, TopicCount
    from tipcli.model.tip import Tip


class _Json(View):
    def _text(self, value: object, indent: int | None = None) -> str:
        # JSON is UTF-8 on every screen: where characters may be replaced, they are written as escapes.
        return dumps(value, ascii_only=not self.screen.unicode, indent=indent)

    def habits(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield nothing: what is printed is the tip."""
        return iter(())

    def _document(self, value: object) -> Iterator[str]:
        yield self._text(value, 2) + "\n"

    def _array(self, objects: Iterable[dict[str, object]]) -> Iterator[str]:
        before = "[\n"
        for value in objects:
            yield f"{before}  " + self._text(value, 2).replace("\n", "\n  ")
            before = ",\n"
        yield "[]\n" if before == "[\n" else "\n]\n"

    def _lines(self, objects: Iterable[dict[str, object]]) -> Iterator[str]:
        for value in objects:
            yield self._text(value) + "\n"


class JsonView(_Json):
    """An array for lists, also for an empty one; an object for one tip."""

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield an array, tip by tip, so that a long list needs no memory."""
        return self._array(tip.as_object() for tip in tips)

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield an array of tips with `score`, `matched` and `snippet`."""
        return self._array(map(_hit_object, hits))

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield an object for one tip and an array for several."""
        if len(tips) == 1:
            return self._document(tips[0][0].as_object())
        return self.tips(tip for tip, _ in tips)

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield the tip's object."""
        return self._document(tip.as_object())

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Yield an array of objects: slug, count, about."""
        return self._array(map(_topic_object, topics))

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Yield an array of objects: name, tips, rotation, synced, origin."""
        return self._array(map(_holding_object, holdings))

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Yield an array of objects: state, about, value, advice."""
        return self._array(map(_check_object, checks))


class JsonLinesView(_Json):
    """The same objects, one a line."""

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield a line a tip."""
        return self._lines(tip.as_object() for tip in tips)

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield a line a hit."""
        return self._lines(map(_hit_object, hits))

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield a line a tip."""
        return self.tips(tip for tip, _ in tips)

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield the tip's line."""
        return self.tips([tip])

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Yield a line a topic."""
        return self._lines(map(_topic_object, topics))

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Yield a line a collection."""
        return self._lines(map(_holding_object, holdings))

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Yield a line a check."""
        return self._lines(map(_check_object, checks))


def _hit_object(hit: Hit) -> dict[str, object]:
    return hit.tip.as_object() | {"score": hit.score, "matched": list(hit.matched), "snippet": unmarked(hit.snippet)}


def _topic_object(topic: TopicCount) -> dict[str, object]:
    return {"slug": topic.slug, "count": topic.count, "about": topic.about}


def _holding_object(one: Holding) -> dict[str, object]:
    return {
        "name": one.name,
        "tips": one.tips,
        "rotation": one.in_rotation,
        "synced": one.synced or None,
        "origin": one.origin,
    }


def _check_object(check: Check) -> dict[str, object]:
    return {"state": check.state, "about": check.about, "value": check.value, "advice": check.advice}
