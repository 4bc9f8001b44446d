"""star, unstar, note, hide, unhide: what a person keeps of tips. All of it is in plain files of the data folder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from tipcli.cli import answers, complete, editor, terminal
from tipcli.cli.options import Output, Quiet, command
from tipcli.kept import writing
from tipcli.library import Library
from tipcli.model.errors import AccessError, NotFoundError, UsageError
from tipcli.model.results import Filters
from tipcli.model.text import clean, clean_line, quoted, shown, so_many_tips
from tipcli.model.tip import BUNDLED
from tipcli.today import cache_write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.kept.lines import Line
    from tipcli.model.tip import Tip

Tips = Annotated[
    list[str],
    typer.Argument(
        help="A number, several as in 1-5 or 12,30, words of the title, or today.",
        metavar="TIP...",
        autocompletion=complete.tips,
    ),
]
PerhapsTips = Annotated[
    list[str] | None,
    typer.Argument(
        help="A number, a range or list of numbers, words of the title, or today; without one, what there is.",
        metavar="[TIP...]",
        autocompletion=complete.tips,
        show_default=False,
    ),
]
_SHOWN = 3  # tips that are named in a sentence


@command
def star(tip: PerhapsTips = None, *, output: Output) -> None:
    """tips star 12                   find it again: tips list --starred
    tips star 12 30 today
    tips star                      what you starred
    """
    if not tip:
        _listed(output, Filters(starred=True), "nothing is starred", "To star one: tips star 12")
        return
    _kept(output, tip, "stars", "star", lambda one: one.starred, "Starred", "starred already")


@command
def unstar(tip: Tips, *, speaking: Quiet) -> None:
    """tips unstar 12                 no longer starred"""
    _kept(speaking, tip, "stars", "unstar", lambda one: not one.starred, "No longer starred:", "not starred")


@command
def hide(tip: PerhapsTips = None, *, output: Output) -> None:
    """tips hide 12                   not for me: never in today or random
    tips hide                      what you hid
    """
    if not tip:
        _listed(output, Filters(hidden=True), "nothing is hidden", "To hide one: tips hide 12")
        return
    _kept(output, tip, "hidden", "hide", None, "Hidden from today and random:", "hidden already")


@command
def unhide(tip: Tips, *, speaking: Quiet) -> None:
    """tips unhide 12                 it may come again"""
    _kept(speaking, tip, "hidden", "unhide", None, "No longer hidden:", "not hidden")


@command
def note(
    tip: Annotated[
        str | None,
        typer.Argument(
            help="Its number, or its title with hyphens; without one, all notes.",
            metavar="[TIP]",
            autocompletion=complete.tips,
            show_default=False,
        ),
    ] = None,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            help="Your words; - is standard input. Without any the editor opens.",
            metavar="[TEXT...]",
            show_default=False,
        ),
    ] = None,
    *,
    delete: Annotated[bool, typer.Option("--delete", help="Take the note away.", show_default=False)] = False,
    output: Output,
) -> None:
    """tips note 12 'worked on Friday'   shown with the tip, and found by search
    tips note 12                      in your editor
    tips note                         all notes, also of tips that are gone
    tips note 12 --delete
    """
    notices = output.printer("list")
    with Library(notices.warn) as library:
        if tip is None:
            _notes(library)
            return
        try:
            found, missing = answers.chosen(library, [tip])
        except NotFoundError:
            if delete and _deleted_of_gone(library, tip):
                notices.note(f"Deleted the note on {clean_line(tip)}, which is gone.")
                return
            raise
    if missing or len(found) != 1:
        raise missing or UsageError("a note is under one tip", "Name one: tips note 12 'your words'")
    written, path = ("", "") if delete else _words(found[0], text or [])
    if written == found[0].note:
        notices.note(f"There is no note on {found[0].ref}." if delete else "The note is as it was.")
    else:
        _write(found, written, path)
        notices.note(f"{'Noted' if written else 'Deleted the note'} under {_named(found)}.")
    if path:
        editor.drop(path)


def _words(tip: Tip, text: list[str]) -> tuple[str, str]:
    """Return the words of a note, as typed, from standard input or from the editor, and the draft, if they are in one.

    Raises UsageError.
    """
    path = ""
    if text == ["-"]:
        words = sys.stdin.read() if sys.stdin else ""
    elif text:
        words = " ".join(text)
    else:
        words, path = editor.note_of(tip)
    words = clean(words).strip()
    if len(words) > writing.LONGEST:
        where = f" What you typed is in {shown(path)}." if path else ""
        raise UsageError(f"a note has at most {writing.LONGEST:,} characters", f"Make a tip of it: tips add.{where}")
    if not words and text:
        raise UsageError("the note is empty", f"To take it away: tips note {tip.ref} --delete")
    return words, path


def _write(tips: list[Tip], words: str, path: str) -> None:
    """Write a note. Raises AccessError, which names the draft that it is in, if it is in one."""
    try:
        writing.add("notes", "note", tips, words)
        cache_write.drop()
    except AccessError as error:
        raise AccessError(error.message, f"What you typed is in {shown(path)}" if path else error.hint) from None


def _kept(
    speaking: Quiet | Output,
    names: list[str],
    kind: str,
    verb: str,
    is_so: Callable[[Tip], bool] | None,
    done: str,
    already: str,
) -> None:
    """Say something of tips, and tell of which; of what is so already nothing is written."""
    notices = speaking.printer("list") if isinstance(speaking, Output) else speaking.notices()
    with Library(notices.warn) as library:
        tips, missing = answers.chosen(library, names)
        is_hidden = library.marked.is_hidden if library.marked else lambda _: False
        same = is_so or (lambda one: is_hidden(one) == (verb == "hide"))
        new = [one for one in tips if not same(one)]
    if new:
        writing.add(kind, verb, new)
        cache_write.drop()
        notices.note(f"{done} {_named(new)}.")
    if old := [one for one in tips if same(one)]:
        notices.note(f"{_named(old)}: {already}.")
    if missing:
        raise missing


def _listed(output: Output, filters: Filters, nothing: str, hint: str) -> None:
    printer = output.printer("list")
    with Library(printer.warn) as library:
        filters = library.checked(filters)
        if not library.count(filters):
            raise NotFoundError(nothing, hint)
        printer.show(printer.view.tips(library.list_tips(filters)))


def _notes(library: Library) -> None:
    """Print every note under its tip, those of tips that are gone last. Raises NotFoundError where there is none."""
    marked = library.marked
    notes = [(name, marked.of(name).notes) for name in library.indexes.names()] if marked else []
    tips = [tip for name, texts in notes if texts for tip in library.resolve([_ref(name, one) for one in texts])]
    gone = marked.gone() if marked else []
    if not tips and not gone:
        raise NotFoundError("there is no note", "To write one: tips note 12 'your words'")
    terminal.write(f"{tip.ref}. {tip.title}\n{tip.note}\n\n" for tip in tips)
    terminal.write(f"{_gone_ref(line)}. {line.title} (gone)\n{line.text}\n\n" for line in gone)


def _ref(name: str, number: int) -> str:
    return str(number) if name == BUNDLED else f"{name}/{number}"


def _gone_ref(line: Line) -> str:
    return _ref(line.collection, line.number)


def _deleted_of_gone(library: Library, ref: str) -> bool:
    """Take away the note of a tip that is gone; tell whether there was one."""
    lines = [line for line in (library.marked.gone() if library.marked else ()) if _gone_ref(line) == clean_line(ref)]
    if lines:
        writing.add_lines("notes", [("note", one.ref, one.slug, one.guid, one.title, "") for one in lines])
    return bool(lines)


def _named(tips: list[Tip]) -> str:
    if len(tips) > _SHOWN:
        return so_many_tips(len(tips))
    return ", ".join(f"{tip.ref} {quoted(tip.title)}" if len(tips) == 1 else tip.ref for tip in tips)
