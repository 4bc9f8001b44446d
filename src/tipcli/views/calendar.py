"""The calendar of a habit: a picture on a terminal, words in plain text, a table in Markdown, a drawing in SVG."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from tipcli.kept.practice import AHEAD, DONE, MISSED, TODAY
from tipcli.model.wording import MONTHS, long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from tipcli.kept.practice import Practice
    from tipcli.system.screen import Screen

_WEEK = 7  # days in a row
_MOST_ROWS = 12
_GLYPHS = {DONE: "■", MISSED: "·", TODAY: "◆", AHEAD: "□"}
_ASCII = {DONE: "#", MISSED: ".", TODAY: "*", AHEAD: "-"}
_WORDS = {DONE: "done", MISSED: "", TODAY: "today", AHEAD: ""}
_CELL, _GAP, _TOP = 28, 6, 34  # of the drawing, in pixels
_LONGEST_TITLE = 60


def heading(practice: Practice, today: date) -> str:
    """Return how far it is, in words."""
    begun = f"begun {long_date(practice.started)}"
    if practice.is_finished:
        return f"Done on {practice.days} days, {begun}"
    is_done = today.isoformat() in practice.done
    number = len(practice.done) if is_done else practice.number(today)
    return f"Day {number} of {practice.days}{', done today' if is_done else ''}, {begun}"


def rich(practices: Sequence[Practice], today: date, screen: Screen) -> str:
    """Return a picture of each: a row a week, a mark a day."""
    glyphs = _GLYPHS if screen.unicode else _ASCII
    bold, plain = ("\x1b[1m", "\x1b[22m") if screen.style != "none" else ("", "")
    made = []
    for one in practices:
        rows = _rows(one, today)
        lines = [f"  {_short(week[0][0]):>6}  " + " ".join(glyphs[state] for _, state in week) for week in rows]
        made.append("\n".join([f"{one.ref}  {bold}{one.title}{plain}", heading(one, today), "", *lines]) + "\n")
    legend = ", ".join(
        f"{glyphs[state]} {word}" for state, word in ((DONE, "done"), (MISSED, "not done"), (TODAY, "today"))
    )
    return "\n".join([*made, f"{legend}. A day that was missed only moves the end.\n"])


def plain(practices: Sequence[Practice], today: date, _: Screen) -> str:
    """Return sentences."""
    made = []
    for one in practices:
        missed = sum(state == MISSED for _, state in one.cells(today))
        said = [f"{one.ref}. {one.title}", f"{heading(one, today)}."]
        said += [f"Done on {', '.join(map(_short, _days(one, today, DONE)))}."] if one.done else []
        said += [f"Days missed, each of which only moved the end: {missed}."] if missed else []
        made.append("\n".join(said) + "\n")
    return "\n".join(made)


def markdown(practices: Sequence[Practice], today: date, _: Screen) -> str:
    """Return a table of weeks for each."""
    made = []
    for one in practices:
        lines = [f"## {one.title}", "", f"Tip {one.ref}. {heading(one, today)}.", ""]
        lines += ["| week from |" + " |" * _WEEK, "| --- |" + " --- |" * _WEEK]
        for week in _rows(one, today):
            cells = [f"{day.day} {_WORDS[state]}".strip() for day, state in week]
            lines.append(f"| {_short(week[0][0])} | " + " | ".join(cells + [""] * (_WEEK - len(cells))) + " |")
        made.append("\n".join(lines) + "\n")
    return "\n".join(made)


def svg(practices: Sequence[Practice], today: date, _: Screen) -> str:
    """Return one drawing of all, in the colours of a light or a dark page."""
    parts: list[str] = []
    top = 0
    width = max(_WEEK * (_CELL + _GAP) + 80, *(8 * min(len(one.title), _LONGEST_TITLE) + 20 for one in practices))
    for one in practices:
        title = one.title if len(one.title) <= _LONGEST_TITLE else f"{one.title[:_LONGEST_TITLE]}…"
        parts.append(f'<text class="title" x="10" y="{top + 22}">{escape(title)}</text>')
        parts.append(f'<text x="10" y="{top + 40}">{escape(heading(one, today))}</text>')
        for row, week in enumerate(_rows(one, today)):
            y = top + _TOP + 20 + row * (_CELL + _GAP)
            parts.append(f'<text x="10" y="{y + 18}">{_short(week[0][0])}</text>')
            for column, (day, state) in enumerate(week):
                x = 70 + column * (_CELL + _GAP)
                parts.append(
                    f'<rect class="{state}" x="{x}" y="{y}" width="{_CELL}" height="{_CELL}" rx="5">'
                    f"<title>{day.isoformat()}: {_WORDS[state] or state}</title></rect>"
                )
        top += _TOP + 30 + len(_rows(one, today)) * (_CELL + _GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top + 10}" width="{width}" height="{top + 10}" '
        f'role="img">\n<style>{_STYLE}</style>\n' + "\n".join(parts) + "\n</svg>\n"
    )


_STYLE = (
    "text{font:13px sans-serif;fill:#333}.title{font-weight:bold;font-size:15px}rect{stroke:#555;fill:none}"
    ".done{fill:#2b7a4b}.missed{stroke-dasharray:2 3}.today{stroke:#b35900;stroke-width:3}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}rect{stroke:#aaa}.done{fill:#5fbf86}.today{stroke:#ffb066}}"
)


def as_object(one: Practice, today: date) -> dict[str, object]:
    """Return a practice as JSON has it."""
    return {
        "ref": one.ref,
        "title": one.title,
        "started": one.started,
        "days": one.days,
        "day": one.number(today),
        "done": list(one.done),
        "missed": [day.isoformat() for day in _days(one, today, MISSED)],
        "finished": one.is_finished,
    }


def as_json(practices: Sequence[Practice], today: date, screen: Screen) -> str:
    """Return an array of objects."""
    return json.dumps([as_object(one, today) for one in practices], indent=2, ensure_ascii=not screen.unicode) + "\n"


def _rows(practice: Practice, today: date) -> list[list[tuple[date, str]]]:
    """Return the calendar by weeks, of a long one the last of them."""
    cells = practice.cells(today)
    return [cells[start : start + _WEEK] for start in range(0, len(cells), _WEEK)][-_MOST_ROWS:]


def _days(practice: Practice, today: date, wanted: str) -> list[date]:
    return [day for day, state in practice.cells(today) if state == wanted]


def _short(day: date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.day}"


FORMATS: dict[str, Callable[[Sequence[Practice], date, Screen], str]] = {
    "rich": rich,
    "plain": plain,
    "json": as_json,
    "markdown": markdown,
    "svg": svg,
}
