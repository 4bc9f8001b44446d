"""browse: find as you type on the full screen, or without one line by line."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from tipcli.cli import answers, complete, terminal
from tipcli.cli.options import Output, Selection, command
from tipcli.cli.printer import Printer
from tipcli.library import Library
from tipcli.model.errors import AccessError, UsageError
from tipcli.model.results import Filters
from tipcli.model.text import clean_line, quoted, so_many_tips
from tipcli.model.tip import Tip

_ROWS = 20  # of a list without a full screen


@command
def browse(
    selection: Selection,
    query: Annotated[
        list[str] | None,
        typer.Argument(
            help="What to look for first.", metavar="[QUERY...]", autocompletion=complete.words, show_default=False
        ),
    ] = None,
    *,
    plain: Annotated[
        bool, typer.Option("--plain", help="No full screen: numbered lines and a prompt.", show_default=False)
    ] = False,
    output: Output,
) -> None:
    """tips browse                    type to find; Enter prints the tip and ends, Esc ends without
    tips browse angry customer
    tips browse --starred
    tips browse -f markdown >tip.md     a picker, wherever the output goes
    tips browse --plain             lines and a prompt, for a screen reader
    """
    words = " ".join(query or [])
    printer = output.printer("show")
    filters = selection.filters()
    if plain:
        ref = _by_lines(printer, filters, words)
    elif _has_screen():
        ref = _on_screen(printer, filters, words)
    else:
        raise UsageError("browse needs a terminal to read keys from and to draw on", "In a pipe: tips search WORDS")
    if not ref:
        raise typer.Exit(1)
    answers.show(printer, [ref])


def _has_screen() -> bool:
    """Tell whether keys come from a terminal and the picture, which goes to standard error, ends on one."""
    streams = (sys.__stdin__, sys.__stderr__)
    return os.environ.get("TERM", "dumb") != "dumb" and all(one is not None and one.isatty() for one in streams)


def _on_screen(printer: Printer, filters: Filters, words: str) -> str:
    from tipcli.browser.app import Browser
    from tipcli.browser.finder import Finder

    warnings: list[str] = []
    finder = Finder(warnings.append)
    try:
        finder.do(lambda: finder.library.checked(filters))  # an unknown topic is told before the screen is taken
        app = Browser(finder, filters, Doing(), words)
        ref = app.run()
    finally:
        finder.close()
    for line in warnings:
        printer.warn(line)
    if app.ended_by:
        raise typer.Exit(128 + app.ended_by)
    return ref or ""


def _by_lines(printer: Printer, filters: Filters, words: str) -> str:
    """Ask for words and numbers until a tip is taken. Returns its ref, empty where nobody asks any more."""
    with Library(printer.warn) as library:
        filters = library.checked(filters)
        while True:
            tips = _found(library, filters, words)
            lines = (f"{number}. {clean_line(tip.title)} ({tip.ref})" for number, tip in enumerate(tips, 1))
            told = "Nothing matches." if words and not tips else f"{so_many_tips(len(tips))}:"
            terminal.write(f"{line}\n" for line in (told, *lines))
            terminal.write(["A number to read one, words to find others, nothing to end: "])
            said = sys.stdin.readline() if sys.stdin else ""
            if not said.strip():
                terminal.write(["\n"] if not said else [])
                return ""
            number = said.strip()
            if number.isascii() and number.isdigit() and 0 < int(number) <= len(tips):
                return tips[int(number) - 1].ref
            words = said.strip()


def _found(library: Library, filters: Filters, words: str) -> list[Tip]:
    if words:
        return [hit.tip for hit in library.search(words, filters, _ROWS)]
    return list(library.list_tips(filters, limit=_ROWS, brief=True))


class Doing:
    """What a key does, as the command of that name does it."""

    def star(self, tip: Tip) -> str:
        """Star a tip, or take its star off."""
        from tipcli.cli.keeps import keep

        keep("stars", "unstar" if tip.starred else "star", [tip])
        return f"{'No longer starred' if tip.starred else 'Starred'}: {tip.ref}"

    def note(self, tip: Tip, words: str) -> str:
        """Put words of one's own under a tip; none take them away."""
        from tipcli.cli.keeps import keep

        keep("notes", "note", [tip], words)
        return f"{'Noted' if words else 'No note any more'}: {tip.ref}"

    def copy(self, tip: Tip) -> str:
        """Copy a tip to the clipboard."""
        from tipcli.cli import copying, formats
        from tipcli.system.screen import Screen

        text = "".join(formats.view("plain", Screen()).whole([(tip.replace(note=""), ())]))
        return f"Copied {tip.ref} {copying.put(text, [tip.ref])}"

    def open(self, tip: Tip) -> str:
        """Open the link of a tip."""
        return _said("open", tip.ref) or f"Opened the link of {tip.ref}"

    def practice(self, tip: Tip) -> str:
        """Begin to practice a tip."""
        return _said("practice", tip.ref)

    def edit(self, tip: Tip) -> str:
        """Edit a tip in the person's editor."""
        status = subprocess.run([*_OURSELVES, "edit", tip.ref], check=False).returncode  # noqa: S603 - ourselves
        return f"Edited {tip.ref}" if not status else f"{tip.ref} is as it was"

    def export(self, refs: list[str], path: str) -> str:
        """Export tips to a file."""
        return _said("export", *refs, "-o", path)


_OURSELVES = [sys.executable, "-m", "tipcli"]


def _said(*arguments: str) -> str:
    """Run a command of ours with nothing to ask, and return what it said. Raises AccessError where it failed."""
    ran = subprocess.run(  # noqa: S603 - ourselves
        [*_OURSELVES, *arguments], stdin=subprocess.DEVNULL, capture_output=True, check=False, encoding="utf-8"
    )
    lines = [line for line in (ran.stderr or ran.stdout).splitlines() if line.strip()]
    told = clean_line(" ".join(lines)).removeprefix("tips: ")
    if ran.returncode:
        raise AccessError(told or f"{quoted(arguments[0])} did not work")
    return told
