"""Markdown for notes and mail. Titles and gists come out as they went in."""

from __future__ import annotations

from tipcli.model.text import spans
from tipcli.model.wording import (
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


class MarkdownView(View):
    """Lists as bullets, whole tips under headings."""

    bodies = False

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Yield a bullet a tip: ref, title, gist."""
        for tip in tips:
            yield f"- **{tip.ref}** {tip.title}{_kept(tip)}" + (f": {tip.gist}" if tip.gist else "") + "\n"

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Yield a bullet a hit, the matched words of its snippet in bold."""
        for hit in hits:
            snippet = "".join(f"**{piece}**" if matched else piece for piece, matched in spans(hit.snippet))
            yield f"- **{hit.tip.ref}** {hit.tip.title}{_kept(hit.tip)}: {snippet}\n"

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Yield each tip under a heading of its own, related tips as bullets."""
        for place, (tip, related) in enumerate(tips):
            yield "\n" if place else ""
            yield f"# {tip.title}\n"
            yield f"\n**{first}**\n" if (first := first_of_all(tip)) else ""
            yield f"\n*{gist}*\n" if (gist := lead(tip)) else ""
            yield f"\n{tip.body}\n" if tip.body else ""
            yield "" if tip.complete else f"\n{PART}\n"
            yield f"\n**To do today:** {tip.action}\n" if tip.action else ""
            yield _note(tip)
            kept = kept_words(tip).capitalize()
            about = [f"Tip {tip.ref}", ", ".join(tip.topics), tip.date and long_date(tip.date), for_whom(tip), kept]
            yield "\n" + " ".join((". ".join(part for part in about if part) + ".", *credit_lines(tip))) + "\n"
            yield "\n" + " ".join(rests) + "\n" if (rests := source_lines(tip)) else ""
            yield f"\n{others}\n" if (others := other_tips(tip)) else ""
            if related:
                yield "\n## Related\n\n"
                yield from (f"- **{other.ref}** {other.title}\n" for other in related)

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Yield title, gist, action and how to read the rest."""
        yield f"## {heading_of_day(day, week=week)}: {tip.title}\n" + (f"\n{tip.gist}\n" if tip.gist else "")
        yield f"\n**To do today:** {tip.action}\n" if tip.action else ""
        yield _note(tip)
        usual = f"Read the rest: `tips show {tip.ref}`"
        yield f"\n{last}\n" if (last := usual if self.footer is None else last_line(tip, self.footer)) else ""

    def habits(self, lines: Sequence[str]) -> Iterator[str]:
        """Yield each as a paragraph."""
        yield from (f"\n{line}\n" for line in lines)

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Yield a bullet a topic."""
        for topic in topics:
            yield f"- **{topic.slug}** ({topic.count})" + (f": {topic.about}" if topic.about else "") + "\n"

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Yield a bullet a collection."""
        for one in holdings:
            rotation = "" if one.in_rotation else f", {LEFT_OUT}"
            synced = f", last synced {one.synced[:10]}" if one.synced else ""
            origin = f": {one.origin}" if one.origin else ""
            yield f"- **{one.name}** ({one.tips:,}){rotation}{synced}{origin}\n"

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Yield a bullet a finding."""
        for check in checks:
            yield (
                f"- **{check.state}** {check.about}: {check.value}"
                + (f" ({check.advice})" if check.advice else "")
                + "\n"
            )


def _kept(tip: Tip) -> str:
    return f" ({words})" if (words := kept_words(tip)) else ""


def _note(tip: Tip) -> str:
    return "\n> **Your note:** " + tip.note.replace("\n", "\n> ") + "\n" if tip.note else ""
