"""What every view can show, and what it is told of the screen."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tipcli.results import Check, Hit, Holding, TopicCount
    from tipcli.screen import Screen
    from tipcli.tip import Tip

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WITHOUT_MARKS = dict.fromkeys(map(ord, "*_`#>\\"))


class View:
    """One format. Each method yields pieces of text, line ends included, that together are the whole output."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Show a list, one tip a row."""
        raise NotImplementedError

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Show what a search found, and why."""
        raise NotImplementedError

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Show whole tips, each with its related ones."""
        raise NotImplementedError

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Show the tip of a day, or of its ISO week: title, gist, action, and how to read the rest."""
        raise NotImplementedError

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Show the topics with the number of tips that have each."""
        raise NotImplementedError

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Show what the library holds."""
        raise NotImplementedError

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Show what `doctor` found."""
        raise NotImplementedError


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


def lead(tip: Tip) -> str:
    """Return the gist; nothing where it is the beginning of the body, which is shown with it."""
    start = " ".join(tip.body[: 3 * len(tip.gist) + 20].translate(_WITHOUT_MARKS).split())
    return "" if start.startswith(tip.gist.removesuffix("…").translate(_WITHOUT_MARKS)) else tip.gist


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
