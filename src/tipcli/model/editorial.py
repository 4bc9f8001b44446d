"""What the editors of a collection say of a tip beside its text: its form, for whom, how risky, and by which sources.

A tip carries it as one text, since most commands never look at it: a line of fields, then a line for each source,
their parts separated by tabs. `EditorialNotes` is that text taken apart.
"""

from __future__ import annotations

from tipcli.model.record import Record

FORMATS = ("scene", "script", "checklist", "case", "mistake", "huddle", "exercise", "one-liner", "evidence")


class Source(Record):
    """A publication that a tip rests on; `year` and `url` may be empty."""

    title: str
    publisher: str = ""
    year: str = ""
    url: str = ""


class EditorialNotes(Record):
    """What editors say of a tip; every text is empty where nothing is said.

    `idea` is the key of the one behaviour that the tip teaches. `see` and `unlike` are numbers of tips of the same
    collection: what goes with it, and what holds the other side.
    """

    format: str = ""
    audience: str = ""
    idea: str = ""
    risk: str = ""
    place: str = ""
    see: tuple[int, ...] = ()
    unlike: tuple[int, ...] = ()
    sources: tuple[Source, ...] = ()

    def text(self) -> str:
        """Return it as a tip carries it; empty where there is nothing in it."""
        numbers = (",".join(map(str, several)) for several in (self.see, self.unlike))
        lines = [(self.format, self.audience, self.idea, self.risk, self.place, *numbers)]
        lines += [(source.title, source.publisher, source.year, source.url) for source in self.sources]
        return "\n".join("\t".join(line) for line in lines) if any(map(any, lines)) else ""


def notes_of(text: str) -> EditorialNotes:
    """Return what `EditorialNotes.text` made; what is not of its shape says nothing."""
    if not text:
        return _NOTHING
    head, *lines = text.split("\n")
    fields = head.split("\t")
    if len(fields) != 7:
        return _NOTHING
    see, unlike = (tuple(int(part) for part in field.split(",") if part.isdecimal()) for field in fields[5:])
    sources = tuple(Source(*parts) for line in lines if len(parts := line.split("\t")) == 4)
    kind, audience, idea, risk, place = fields[:5]
    return EditorialNotes(kind, audience, idea, risk, place, see, unlike, sources)


_NOTHING = EditorialNotes()
