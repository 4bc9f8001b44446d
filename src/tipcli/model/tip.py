"""A tip, and the names it goes by.

Plain classes with slots: importing `dataclasses` takes longer than a whole search, and these load on every start.
"""

from __future__ import annotations

BUNDLED = "service"  # the collection that comes with the package; its refs need no collection name


class Credit:
    """Where a tip comes from; every field but `title` may be None."""

    __slots__ = ("date", "publisher", "title", "url")

    def __init__(
        self, title: str, publisher: str | None = None, date: str | None = None, url: str | None = None
    ) -> None:
        self.title = title
        self.publisher = publisher
        self.date = date
        self.url = url


class Tip:
    """One piece of advice, whole or an excerpt.

    `number` is positive, unique in its collection and never reused. `date` is ISO 8601 (YYYY-MM-DD) or None. `topics`
    holds slugs, the main one first. `body` is Markdown. `action` is one thing to do today, or None. `complete` is
    False where only an excerpt is known.

    Of an imported tip is kept besides: `guid`, its source's own identifier; `link`, its permanent address; `extra`,
    what else its source said, as the text of a JSON object; and `mark`, a hash of its raw form there. Empty or 0
    where there is none.
    """

    __slots__ = (
        "action",
        "body",
        "collection",
        "complete",
        "credit",
        "date",
        "extra",
        "gist",
        "guid",
        "link",
        "mark",
        "number",
        "slug",
        "title",
        "topics",
    )

    def __init__(  # noqa: PLR0913 - a tip has these fields; every caller names them
        self,
        *,
        collection: str,
        number: int,
        slug: str,
        title: str,
        gist: str,
        body: str,
        date: str | None = None,
        topics: tuple[str, ...] = (),
        action: str | None = None,
        credit: Credit | None = None,
        complete: bool = True,
        guid: str = "",
        link: str = "",
        extra: str = "",
        mark: int = 0,
    ) -> None:
        self.collection = collection
        self.number = number
        self.slug = slug
        self.title = title
        self.date = date
        self.topics = topics
        self.gist = gist
        self.body = body
        self.action = action
        self.credit = credit
        self.complete = complete
        self.guid = guid
        self.link = link
        self.extra = extra
        self.mark = mark

    @property
    def ref(self) -> str:
        """What a person types: `12` in the bundled collection, `NAME/12` in any other."""
        return str(self.number) if self.collection == BUNDLED else f"{self.collection}/{self.number}"

    def as_object(self) -> dict[str, object]:
        """Return the tip as JSON has it, in files and for scripts, every key present."""
        credit = self.credit
        return {
            "ref": self.ref,
            "number": self.number,
            "slug": self.slug,
            "collection": self.collection,
            "title": self.title,
            "date": self.date,
            "topics": list(self.topics),
            "gist": self.gist,
            "body": self.body,
            "action": self.action,
            "credit": credit
            and {"title": credit.title, "publisher": credit.publisher, "date": credit.date, "url": credit.url},
            "complete": self.complete,
        }


class Topic:
    """A topic of a collection: its slug, a line on what it is about, and the words people type when they mean it."""

    __slots__ = ("about", "aliases", "slug")

    def __init__(self, slug: str, about: str = "", aliases: tuple[str, ...] = ()) -> None:
        self.slug = slug
        self.about = about
        self.aliases = aliases
