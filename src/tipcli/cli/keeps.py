"""What star, note and hide do, once their options are known; Typer is not needed here."""

from __future__ import annotations

from tipcli.cli import answers, terminal
from tipcli.kept import writing
from tipcli.library import Library
from tipcli.model.errors import AccessError, NotFoundError, UsageError
from tipcli.model.results import Filters
from tipcli.model.text import clean, clean_line, quoted, shown, so_many_tips
from tipcli.model.tip import BUNDLED
from tipcli.today import cache_write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.cli.printer import Notices, Printer
    from tipcli.kept.lines import Line
    from tipcli.model.tip import Tip

_SHOWN = 3  # tips that are named in a sentence


def star(printer: Printer, names: list[str]) -> None:
    """Star tips; without a name show those that are. Raises TipsError."""
    if names:
        _kept(printer, names, "stars", "star", lambda one: one.starred, "Starred", "starred already")
    else:
        _listed(printer, Filters(starred=True), "nothing is starred", "To star one: tips star 12")


def unstar(notices: Notices, names: list[str]) -> None:
    """Take stars away. Raises TipsError."""
    _kept(notices, names, "stars", "unstar", lambda one: not one.starred, "No longer starred:", "not starred")


def hide(printer: Printer, names: list[str]) -> None:
    """Hide tips; without a name show those that are. Raises TipsError."""
    if names:
        _kept(printer, names, "hidden", "hide", None, "Hidden from today and random:", "hidden already")
    else:
        _listed(printer, Filters(hidden=True), "nothing is hidden", "To hide one: tips hide 12")


def unhide(notices: Notices, names: list[str]) -> None:
    """Let tips come again. Raises TipsError."""
    _kept(notices, names, "hidden", "unhide", None, "No longer hidden:", "not hidden")


def note(notices: Notices, names: list[str], *, delete: bool = False, form: str = "") -> None:
    """Put words under a tip, the first of `names`, or take them away; without one print all notes. Raises TipsError."""
    with Library() as library:
        _check_read(library)
        if not names:
            _notes(library, form)
            return
        name, *text = names
        try:
            found, missing = answers.chosen(library, [name])
        except NotFoundError:
            if delete and _deleted_of_gone(library, name):
                notices.note(f"Deleted the note on {clean_line(name)}, which is gone.")
                return
            raise
    if missing or len(found) != 1:
        raise missing or UsageError("a note is under one tip", "Name one: tips note 12 'your words'")
    written, path = ("", "") if delete else _words(found[0], text)
    if written == found[0].note:
        notices.note(f"There is no note on {found[0].ref}." if delete else "The note is as it was.")
    else:
        _write(found, written, path)
        notices.note(f"{'Noted' if written else 'Deleted the note'} under {_named(found)}.")
    if path:
        from tipcli.cli import editor

        editor.drop(path)


def _words(tip: Tip, text: list[str]) -> tuple[str, str]:
    """Return the words of a note, as typed, from standard input or from the editor, and the draft, if they are in one.

    Raises UsageError.
    """
    path = ""
    if text == ["-"]:
        from tipcli.cli import editor

        words = editor.given()
    elif text:
        words = " ".join(text)
    else:
        from tipcli.cli import editor

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
        keep("notes", "note", tips, words)
    except AccessError as error:
        raise AccessError(error.message, f"What you typed is in {shown(path)}" if path else error.hint) from None


def keep(kind: str, verb: str, tips: list[Tip], words: str = "") -> None:
    """Write it down, and forget what was printed before. Raises AccessError."""
    writing.add(kind, verb, tips, words)
    cache_write.drop()


def _kept(
    notices: Notices,
    names: list[str],
    kind: str,
    verb: str,
    is_so: Callable[[Tip], bool] | None,
    done: str,
    already: str,
) -> None:
    """Say something of tips, and tell of which; of what is so already nothing is written."""
    with Library() as library:
        _check_read(library)
        if names[0].casefold() in ("all", "everything"):
            from tipcli.cli import spoken

            spoken.refuse_all(names, verb)
        tips, missing = answers.chosen(library, names)
        is_hidden = library.marked.is_hidden if library.marked else lambda _: False
        same = is_so or (lambda one: is_hidden(one) == (verb == "hide"))
        new = [one for one in tips if not same(one)]
    if new:
        keep(kind, verb, new)
        notices.note(f"{done} {_named(new)}.")
    if old := [one for one in tips if same(one)]:
        notices.note(f"{_named(old)}: {already}.")
    if missing:
        raise missing


def _check_read(library: Library) -> None:
    """Raise AccessError where it is not known what is kept so far: no word on that would be true."""
    if library.marked and library.marked.unread:
        raise AccessError(library.marked.unread, "Nothing was kept.")


def _listed(printer: Printer, filters: Filters, nothing: str, hint: str) -> None:
    with Library(printer.warn) as library:
        filters = library.checked(filters)
        if not library.count(filters):
            raise NotFoundError(nothing, hint)
        printer.show(printer.view.tips(library.list_tips(filters)))


def _notes(library: Library, form: str) -> None:
    """Print every note under its tip, those of tips that are gone last. Raises NotFoundError where there is none."""
    marked = library.marked
    notes = [(name, marked.of(name).notes) for name in library.indexes.names()] if marked else []
    tips = [tip for name, texts in notes if texts for tip in library.resolve([_ref(name, one) for one in texts])]
    gone = marked.gone() if marked else []
    found = [(tip.ref, tip.title, tip.note, False) for tip in tips]
    found += [(_gone_ref(line), line.title, line.text, True) for line in gone]
    if form in ("json", "jsonl"):
        from tipcli.cli.notes import as_json

        terminal.write(as_json(found, form))
    elif form in ("html", "csv"):
        raise UsageError(f"notes are not printed as {form}", "As lines or as JSON: tips note --json")
    elif not found:
        raise NotFoundError("there is no note", "To write one: tips note 12 'your words'")
    else:
        terminal.write(f"{ref}. {title}{' (gone)' * is_gone}\n{text}\n\n" for ref, title, text, is_gone in found)


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
