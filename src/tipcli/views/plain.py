"""Plain text that reads well aloud: no boxes, no columns, nothing said by colour alone, no line broken."""

from __future__ import annotations

from tipcli.model.text import so_many_tips, spans, unmarked
from tipcli.model.wording import (
    FIELDS,
    LEFT_OUT,
    PART,
    credit_lines,
    first_of_all,
    for_whom,
    heading_of_day,
    kept_words,
    last_line,
    lead,
    long_date,
    other_tips,
    source_lines,
)
from tipcli.views.base import View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tipcli.model.results import Check, Hit, Holding, TopicCount
    from tipcli.model.tip import Tip

_BOLD, _NOT_BOLD = "\x1b[1m", "\x1b[22m"


class PlainView(View):
    """Sentences and short lines; on a screen with styles, titles and matched words are bold as well."""

    bodies = False

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield each tip as its ref and title, and its gist on the next line."""
        for tip in tips:
            yield f"{tip.ref}. {self._bold(tip.title)}{_kept(tip)}\n" + (f"{tip.gist}\n\n" if tip.gist else "\n")

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield each hit as a tip with its snippet and what matched; then how to read one."""
        for hit in hits:
            words = FIELDS | ({"topics": f"topics ({unmarked(hit.alias)})"} if hit.alias else {})
            found = ", ".join(words[field] for field in hit.matched)
            yield f"{hit.tip.ref}. {self._marked(hit.title)}{_kept(hit.tip)}\n"
            yield f"{self._marked(hit.snippet)}\nFound in its {found}.\n\n"
        yield f"Read one: tips {hits[0].tip.ref}\n" if hits else ""

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield each tip from title to credit, then its related tips."""
        for place, (tip, related) in enumerate(tips):
            yield "\n" if place else ""
            yield f"{tip.ref}. {self._bold(tip.title)}{_kept(tip)}\n"
            about = [", ".join(tip.topics), tip.date and long_date(tip.date), for_whom(tip)]
            yield ". ".join(part for part in about if part) + ".\n" if any(about) else ""
            yield "".join(f"\n{part}\n" for part in (first_of_all(tip), lead(tip), tip.body) if part)
            yield "" if tip.complete else f"\n{PART}\n"
            yield f"\nTo do today: {tip.action}\n" if tip.action else ""
            yield f"\nYour note: {tip.note}\n" if tip.note else ""
            beside = [*credit_lines(tip), *source_lines(tip), *filter(None, [other_tips(tip)])]
            yield "".join(f"\n{line}" for line in beside) + "\n" if beside else ""
            if related:
                yield "\nRelated tips:\n"
                yield from (f"{other.ref}. {other.title}\n" for other in related)

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield title, gist, action and how to read the rest."""
        yield f"{heading_of_day(day, week=week)}: {self._bold(tip.title)}\n" + (f"{tip.gist}\n" if tip.gist else "")
        yield f"To do today: {tip.action}\n" if tip.action else ""
        yield f"Your note: {tip.note}\n" if tip.note else ""
        yield f"{last}\n" if (last := last_line(tip, self.footer)) else ""

    def habits(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield the lines."""
        yield from (f"{line}\n" for line in lines)

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Yield each topic with its count and what it is about."""
        for topic in topics:
            about = f": {topic.about}" if topic.about else ""
            yield f"{self._bold(topic.slug)}, {so_many_tips(topic.count)}{about}\n"

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Yield each collection on a line, and on the next where it comes from."""
        for one in holdings:
            rotation = "" if one.in_rotation else f", {LEFT_OUT}"
            synced = f", last synced {long_date(one.synced[:10])}" if one.synced else ""
            yield f"{self._bold(one.name)}, {so_many_tips(one.tips)}{rotation}{synced}\n"
            yield f"From: {one.origin}\n" if one.origin else ""

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Yield each finding on a line, and the advice on the next."""
        for check in checks:
            yield f"{check.state}: {check.about}: {check.value}\n"
            yield f"  {check.advice}\n" if check.advice else ""

    def _bold(self, text: str) -> str:
        return text if self.screen.style == "none" else f"{_BOLD}{text}{_NOT_BOLD}"

    def _marked(self, text: str) -> str:
        return "".join(self._bold(piece) if matched else piece for piece, matched in spans(text))


def _kept(tip: Tip) -> str:
    return f" ({words})" if (words := kept_words(tip)) else ""
