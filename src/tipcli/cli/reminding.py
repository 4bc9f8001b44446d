"""What `today` says of the habits that are being practiced: a line each, until it is done that day."""

from __future__ import annotations

from tipcli.model.errors import TipsError
from tipcli.model.wording import as_sentence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from tipcli.kept.practice import Practice
    from tipcli.library import Library


def line_of_day(library: Library, day: date) -> list[str]:
    """Return what `today` says of each habit that is not done on a day yet; nothing where that cannot be read."""
    if library.marked is None:
        return []
    from tipcli.kept import practice as habits

    try:
        waiting = [one for one in habits.running() if one.started <= day.isoformat() not in one.done]
    except OSError:
        return []
    return [_reminder(one, _action(library, one), day) for one in waiting[: habits.AT_ONCE]]


def _reminder(one: Practice, action: str, day: date) -> str:
    waited = one.waited(day)
    kind = "" if not waited else ", it waited a day for you" if waited == 1 else f", it waited {waited} days for you"
    return f"Day {one.number(day)} of {one.days}{kind}: {action} Done? tips done"


def _action(library: Library, one: Practice) -> str:
    """Return what there is to do, else the title, as a sentence."""
    try:
        [tip] = library.resolve([one.line.ref])
    except (TipsError, ValueError, OSError):
        tip = None
    return as_sentence((tip.action or tip.title) if tip else one.title)
