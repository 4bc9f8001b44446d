"""Tips that are typed in an editor: the draft is there until the tip is, and opens again where it is broken."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import typer

from tipcli.cli import editor, terminal
from tipcli.cli.words import line_of
from tipcli.model.errors import AccessError, TipsError, UsageError
from tipcli.model.text import quoted, shown, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator


CHANGE = "change-"  # begins the name of the draft of a tip that is there already


def refuse_text(words: list[str]) -> None:
    """Raise UsageError for a title and a text that were quoted one by one, as other programs take them."""
    if len(words) == 2 and all(" " in word.strip() for word in words):
        raise UsageError("add takes a title only", f"Did you mean {line_of(['add', words[0], '--body', words[1]])}?")


def refuse_source(named: str) -> None:
    """Raise UsageError for a title that is a file or an address: it may be meant to be imported."""
    if named and (os.path.exists(named) or named.startswith(("http://", "https://"))):
        source = line_of(["import", named])
        raise UsageError(f"{quoted(named)} is no title", f"To import it: {source}; a tip from a file: tips add - <FILE")


def check_terminal(command: str, name: str) -> None:
    """Raise UsageError where nobody could use an editor."""
    words = [command, *([name] if name else ["Title"]), "--gist", "The tip in one sentence."]
    editor.check_terminal(line_of(words))


def typed(name: str, start: str, *, is_new: bool = True) -> tuple[str, str]:
    """Return what a person makes of a text, which is a tip, and the draft it is in.

    Where it is none, the editor opens again at the line. Raises typer.Exit where a new tip stays as it was,
    AccessError, with the draft, where the person gives up.
    """
    from tipcli.store.own_text import parsed

    for other in editor.left():
        to_do = f"To add it: tips add - <{shown(other)}; or delete it" if _is_new(other) else "Read it and delete it"
        terminal.say(f"A draft from before: {shown(other)}. {to_do}.")
    path, line, before = editor.draft(slugify(name, 40) or "tip", start), 0, start
    while True:
        made = editor.edit(path, start, line)
        if not made.strip() or (is_new and made == start):
            editor.drop(path)
            terminal.say("Nothing was added.")
            raise typer.Exit(1)
        try:
            parsed(made, "the tip")
        except TipsError as error:
            line = getattr(error, "line", None) or 1
            terminal.say(f"tips: {error.message}.")
            if made == before or not _again():
                raise AccessError(error.message, _where(path)) from None
            before = made
        else:
            return made, path


def _again() -> bool:
    try:
        return typer.confirm("Open the editor again?", default=True, err=True)
    except typer.Abort:
        return False


def check(made: str, before: str, path: str) -> None:
    """Raise AccessError where a changed tip is none: by the lines of its file, where it was none before."""
    from tipcli.store.own_text import parsed

    try:
        parsed(made, "the tip")
    except AccessError:
        parsed(before, shown(path))
        raise


@contextmanager
def kept(path: str, text: str) -> Iterator[None]:
    """Let an error name the draft in which what was typed still is; without one, make it where that can be."""
    try:
        yield
    except TipsError as error:
        if not path and error.status == AccessError.status:
            with suppress(TipsError):
                path = editor.draft("tip", text)
        if path:
            raise AccessError(error.message, _where(path)) from None
        raise


def drop(path: str) -> None:
    """Take a draft away, if there is one."""
    if path:
        editor.drop(path)


def _where(path: str) -> str:
    mended = f"; when it is mended: tips add - <{shown(path)}" if _is_new(path) else ""
    return f"What you typed is in {shown(path)}{mended}"


def _is_new(path: str) -> bool:
    """Tell whether a draft is of a new tip: one of a change, added, would make a second tip, and a note is none."""
    return not os.path.basename(path).startswith((CHANGE, "note-"))
