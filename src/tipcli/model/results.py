"""What the library answers with, and what views turn into text."""

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: that import costs as much as sqlite3's
if TYPE_CHECKING:
    from tipcli.model.tip import Tip


class Hit:
    """A tip that a search found, and why.

    `score` runs from 0 to 100. `matched` names the fields with a match, best first: title, topics, gist, action, body.
    `title` and `snippet` carry match marks (see `text.spans`). `alias` is the word of a topic that matched, if the
    topic's own name did not, with its marks.
    """

    __slots__ = ("alias", "matched", "score", "snippet", "tip", "title")

    def __init__(self, tip: Tip, score: float, matched: tuple[str, ...], title: str, snippet: str, alias: str) -> None:
        self.tip = tip
        self.score = score
        self.matched = matched
        self.title = title
        self.snippet = snippet
        self.alias = alias


class TopicCount:
    """A topic with the number of tips that have it."""

    __slots__ = ("about", "count", "slug")

    def __init__(self, slug: str, count: int, about: str) -> None:
        self.slug = slug
        self.count = count
        self.about = about


class Check:
    """One line of `tips doctor`: what was looked at, how it is (ok, note or wrong), and what to do about it."""

    __slots__ = ("about", "advice", "state", "value")

    def __init__(self, about: str, value: str, state: str = "ok", advice: str = "") -> None:
        self.about = about
        self.value = value
        self.state = state
        self.advice = advice


class Filters:
    """Which tips are meant; an empty filter means all.

    `topics` are any-of, as are `collections`; `a+b` is both topics. A tip with one of `without` does not pass.
    `since` and `until` are inclusive ISO dates; a tip without a date is outside of both. `short` keeps tips whose gist
    and body fit 60 words. `rotation` keeps collections in the rotation.
    """

    __slots__ = ("collections", "rotation", "short", "since", "topics", "until", "without")

    def __init__(
        self,
        *,
        topics: tuple[str, ...] = (),
        without: tuple[str, ...] = (),
        collections: tuple[str, ...] = (),
        since: str | None = None,
        until: str | None = None,
        short: bool = False,
        rotation: bool = False,
    ) -> None:
        self.topics = topics
        self.without = without
        self.collections = collections
        self.since = since
        self.until = until
        self.short = short
        self.rotation = rotation

    def key(self) -> str:
        """Return a text that is equal for equal filters, for use as a key of stored state."""
        named = (*sorted(set(self.topics)), "", *sorted(set(self.collections)), "", self.since or "", self.until or "")
        return "\t".join((*named, "short" if self.short else "", *(f"-{slug}" for slug in sorted(set(self.without)))))


class Holding:
    """A collection of the library: how many tips it has, from where, when it was last synced, and in the rotation."""

    __slots__ = ("in_rotation", "name", "origin", "synced", "tips")

    def __init__(self, name: str, tips: int, origin: str, synced: str, *, in_rotation: bool) -> None:
        self.name = name
        self.tips = tips
        self.origin = origin
        self.synced = synced
        self.in_rotation = in_rotation
