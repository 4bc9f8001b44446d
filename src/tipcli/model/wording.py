"""What is said of a tip in words: its date, the heading of a day, where it comes from, and what fields are called."""

from __future__ import annotations

from tipcli.model.tip import CRISIS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tipcli.model.tip import Tip

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEFT_OUT = "left out of today and random"  # of a collection that is not in the rotation
PART = "This is an excerpt; the rest is not in the library."
# What a reader who knows no field names is told that a search found something in.
FIELDS = {
    "title": "title", "topics": "topics", "gist": "one-line summary", "action": "thing to do", "body": "text",
    "meaning": "meaning", "note": "note of yours",
}  # fmt: skip
_LONGEST_ADDRESS = 2000  # characters
_NO_ADDRESS = frozenset(' "<>\\^`{|}')  # what no URI has
_WITHOUT_MARKS = dict.fromkeys(map(ord, "*_`#>\\"))


def long_date(iso: str) -> str:
    """Return an ISO date as in May 28, 2019, the same in every locale; what is none, from a damaged index, as it is."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    if not (month.isdigit() and day.isdigit() and 0 < int(month) <= len(MONTHS)):
        return iso
    return f"{MONTHS[int(month) - 1]} {int(day)}, {year}"


def heading_of_day(day: date, *, week: bool) -> str:
    """Return what stands over the tip of this day or week."""
    if week:
        monday, sunday = (
            day.fromordinal(min(day.toordinal() - day.weekday() + offset, day.max.toordinal())) for offset in (0, 6)
        )
        end = str(sunday.day) if sunday.month == monday.month else f"{MONTHS[sunday.month - 1]} {sunday.day}"
        return f"Tip of the week, {MONTHS[monday.month - 1]} {monday.day} to {end}"
    return f"Tip of the day, {WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"


def as_sentence(text: str) -> str:
    """Return a text with a period where nothing ends it, so that another sentence may follow."""
    return text if text.rstrip("”’»\"')")[-1:] in (".", "?", "!", "…", "") else f"{text}."


def last_line(tip: Tip, said: str | None) -> str:
    """Return what stands last in the tip of the day: how to read the rest, or the line that is said instead.

    In that line `{ref}`, `{number}` and `{slug}` are those of the tip.
    """
    if said is None:
        return f"Read the rest: tips show {tip.ref}"
    for name, value in (("ref", tip.ref), ("number", str(tip.number)), ("slug", tip.slug)):
        said = said.replace("{" + name + "}", value)
    return said


IN_DANGER = "If somebody is in danger now: get help first. Your supervisor, or your local emergency number."


def lead(tip: Tip) -> str:
    """Return the gist; nothing where it is the beginning of the body, which is shown with it."""
    start = " ".join(tip.body[: 3 * len(tip.gist) + 20].translate(_WITHOUT_MARKS).split())
    gist = " ".join(tip.gist.removesuffix("…").translate(_WITHOUT_MARKS).split())
    return "" if start.startswith(gist) else tip.gist


def credit_lines(tip: Tip) -> list[str]:
    """Return where the tip comes from: a sentence, and its address on a line of its own; empty where none is known."""
    credit = tip.credit
    if credit is None:
        return []
    title = "a tip of this title" if credit.title == tip.title else credit.title and f"“{credit.title}”"
    start = "Based on " if title else ""
    parts = [title, credit.publisher and f"by {credit.publisher}"]
    when = f", {long_date(credit.date)}" if credit.date and credit.date != tip.date else ""
    sentence = " ".join(part for part in parts if part) + when
    sentence = start + sentence if start else sentence[:1].upper() + sentence[1:]
    return [line for line in (sentence and f"{sentence.rstrip('.')}.", credit.url) if line]


def source_lines(tip: Tip) -> list[str]:
    """Return the publications that a tip rests on, a line each, and below it its address."""
    lines: list[str] = []
    for source in tip.notes.sources:
        parts = (f"“{source.title}”", source.publisher, source.year)
        lines += [f"Source: {', '.join(part for part in parts if part)}.", *([source.url] if source.url else [])]
    return lines


def other_tips(tip: Tip) -> str:
    """Return which tips of its collection go with a tip, and which hold the other side; empty where none is named."""
    notes = tip.notes
    see, unlike = (", ".join(map(tip.ref_of, numbers)) for numbers in (notes.see, notes.unlike))
    if see:
        return f"See also {see}" + (f", and the other side: {unlike}." if unlike else ".")
    return f"The other side: {unlike}." if unlike else ""


def kept_words(tip: Tip) -> str:
    """Return what a person keeps of a tip, for a list: starred, note, both; empty where nothing."""
    return ", ".join(word for word, is_so in (("starred", tip.starred), ("note", tip.note)) if is_so)


def for_whom(tip: Tip) -> str:
    """Return for whom a tip is, where it is not for everybody at a desk."""
    return "For leads" if tip.notes.audience == "lead" else ""


def first_of_all(tip: Tip) -> str:
    """Return what stands before anything else in a tip for a crisis; empty for any other."""
    return IN_DANGER if tip.notes.risk == CRISIS else ""


def web_address(text: str | None) -> str:
    """Return `text` if it is an http or https address that may be linked to or opened; else nothing."""
    if not text or len(text) > _LONGEST_ADDRESS or not text.isprintable() or _NO_ADDRESS.intersection(text):
        return ""
    scheme, _, rest = text.partition("://")
    return text if scheme.lower() in ("http", "https") and (rest[:1].isalnum() or rest.startswith("[")) else ""


def addresses(tip: Tip) -> list[str]:
    """Return the web addresses of a tip, the best to read on first: its own, what it is based on, its sources."""
    found = (tip.link, tip.credit.url if tip.credit else None, *(source.url for source in tip.notes.sources))
    return list(dict.fromkeys(filter(None, map(web_address, found))))
