"""What can go wrong, with the exit status that CLI users may rely on.

Every error is one line for a person: what happened, to which input, and what to type next.
"""

from __future__ import annotations


class TipsError(Exception):
    """An error to show as one line on stderr; `status` is the exit status of the process.

    `hint` is the next step, printed after the message. `details` are further lines, such as the candidates for an
    ambiguous name.
    """

    status = 3

    def __init__(self, message: str, hint: str = "", details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details = details


class NotFoundError(TipsError):
    """Nothing matched: no hit, no such tip, topic or collection."""

    status = 1


class UsageError(TipsError):
    """The command was called the wrong way."""

    status = 2


class AccessError(TipsError):
    """A source, the library or its index could not be read or written; what was there before is untouched."""

    status = 3
