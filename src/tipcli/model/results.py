"""What the library answers with, and what views turn into text."""

from __future__ import annotations

from tipcli.model.record import Record

TYPE_CHECKING = False  # not from typing: that import costs as much as sqlite3's
if TYPE_CHECKING:
    from tipcli.model.tip import Tip

    Numbers = tuple[tuple[str, tuple[int, ...]], ...]  # of tips, by the name of their collection


class Hit(Record):
    """A tip that a search found, and why.

    `score` runs from 0 to 100. `matched` names the fields with a match, best first: title, topics, gist, action, body.
    `title` and `snippet` carry match marks (see `text.spans`). `alias` is the word of a topic that matched, if the
    topic's own name did not, with its marks.
    """

    tip: Tip
    score: float
    matched: tuple[str, ...]
    title: str
    snippet: str
    alias: str


class TopicCount(Record):
    """A topic with the number of tips that have it."""

    slug: str
    count: int
    about: str


class Check(Record):
    """One line of `tips doctor`: what was looked at, how it is (ok, note or wrong), and what to do about it."""

    about: str
    value: str
    state: str = "ok"
    advice: str = ""


class Filters(Record):
    """Which tips are meant; an empty filter means all.

    `topics` are any-of, as are `collections`; `a+b` is both topics. A tip with one of `without` does not pass.
    `since` and `until` are inclusive ISO dates; a tip without a date is outside of both. `short` keeps tips whose gist
    and body fit 60 words. `rotation` keeps collections in the rotation.
    `audience` keeps tips for `desk` or `lead`; a tip for nobody in particular is for neither. `dealable` leaves out
    what nobody should meet by chance: tips for a crisis.

    `starred`, `unseen` and `hidden` ask for what a person keeps; which tips those are, the library says in `only` and
    `but`: numbers by collection that alone pass, and that do not. `useful` leaves out what was seen and is not starred.
    """

    topics: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    short: bool = False
    rotation: bool = False
    without: tuple[str, ...] = ()
    audience: str = ""
    dealable: bool = False
    starred: bool = False
    unseen: bool = False
    hidden: bool = False
    useful: bool = False
    only: Numbers | None = None
    but: Numbers | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every tip of a collection passes."""
        chosen = self.topics or self.since or self.until or self.short or self.without
        return not (chosen or self.audience or self.dealable) and self.only is None and self.but is None

    def key(self) -> str:
        """Return a text that is equal for equal filters, for use as a key of stored state."""
        named = (*sorted(set(self.topics)), "", *sorted(set(self.collections)), "", self.since or "", self.until or "")
        audience = (f"for {self.audience}",) if self.audience else ()
        without = (f"-{slug}" for slug in sorted(set(self.without)))
        kept = (f"is {name}" for name in ("starred", "unseen", "hidden", "useful") if getattr(self, name))
        return "\t".join((*named, "short" if self.short else "", *audience, *kept, *without))


class Holding(Record):
    """A collection of the library: how many tips it has, from where, when it was last synced, and in the rotation."""

    name: str
    tips: int
    origin: str
    synced: str
    in_rotation: bool
