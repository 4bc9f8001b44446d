"""A tip, where it comes from, and its topics."""

from __future__ import annotations

from tipcli.model.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.model.editorial import EditorialNotes

CRISIS = "crisis"  # the risk of a tip that is never dealt: it is found by who looks for it
BUNDLED = "service"  # the collection that comes with the package; its refs need no collection name
OWN = "mine"  # the collection of a person's own tips


class Credit(Record):
    """Where a tip comes from; every field but `title` may be None."""

    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


class Tip(Record):
    """One piece of advice, whole or an excerpt.

    `number` is positive, unique in its collection and never reused. `date` is ISO 8601 (YYYY-MM-DD) or None. `topics`
    holds slugs, the main one first. `body` is Markdown. `action` is one thing to do today, or None. `complete` is
    False where only an excerpt is known.

    Of an imported tip is kept besides: `guid`, its source's own identifier; `link`, its permanent address; `extra`,
    what else its source said, as the text of a JSON object; `mark`, a hash of its raw form there; and `seen`, the
    sources that tell of it, see `ingest.merging`. Empty or 0 where there is none. `editorial` is what
    `editorial.notes_of` reads.

    `starred` and `note`, the person's own words, are no part of the collection: the library adds them to what it hands
    out.
    """

    collection: str
    number: int
    slug: str
    title: str
    gist: str
    body: str
    date: str | None = None
    topics: tuple[str, ...] = ()
    action: str | None = None
    credit: Credit | None = None
    complete: bool = True
    guid: str = ""
    link: str = ""
    extra: str = ""
    mark: int = 0
    editorial: str = ""
    seen: str = ""
    starred: bool = False
    note: str = ""

    @property
    def ref(self) -> str:
        """What a person types: `12` in the bundled collection, `NAME/12` in any other."""
        return self.ref_of(self.number)

    @property
    def notes(self) -> EditorialNotes:
        """What the editors of the collection say of the tip."""
        from tipcli.model.editorial import notes_of

        return notes_of(self.editorial)

    def ref_of(self, number: int) -> str:
        """Return the ref of another tip of the same collection."""
        return str(number) if self.collection == BUNDLED else f"{self.collection}/{number}"

    def as_object(self) -> dict[str, object]:
        """Return the tip as JSON has it, in files and for scripts, every key present."""
        credit, notes = self.credit, self.notes
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
            "sources": [
                {
                    "title": source.title,
                    "publisher": source.publisher or None,
                    "year": source.year or None,
                    "url": source.url or None,
                }
                for source in notes.sources
            ],
            "see": [self.ref_of(number) for number in notes.see],
            "unlike": [self.ref_of(number) for number in notes.unlike],
            "format": notes.format or None,
            "for": notes.audience or None,
            "risk": notes.risk or None,
            "place": notes.place or None,
            "extra": _object(self.extra),
            "starred": self.starred,
            "note": self.note or None,
        }


def _object(text: str) -> dict[str, object]:
    if not text:
        return {}
    import json

    found: dict[str, object] = json.loads(text)
    return found


class Topic(Record):
    """A topic of a collection: its slug, a line on what it is about, and the words people type when they mean it."""

    slug: str
    about: str = ""
    aliases: tuple[str, ...] = ()
