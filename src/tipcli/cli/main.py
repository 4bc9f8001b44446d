"""The app: which commands there are, where each lives, and the one place where exceptions end.

A command's module is imported, and its options are read, only when that command is called.
"""

from __future__ import annotations

import inspect
import os
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core

from tipcli import __version__
from tipcli.cli import terminal
from tipcli.errors import TipsError
from tipcli.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

# name: (module, function, what it does)
COMMANDS = {
    "list": ("browse", "list_tips", "The tips, one a row, newest first."),
    "search": ("browse", "search", "Find tips: ranked, typo-tolerant, with why each one matched."),
    "show": ("browse", "show", "The whole tip, with related tips."),
    "random": ("dealing", "random", "One tip at random; none twice until all were seen."),
    "today": ("dealing", "today", "The tip of the day: title, gist and something to do."),
    "topics": ("about", "topics", "The topics, how many tips each has, and what each is about."),
    "doctor": ("about", "doctor", "Versions, paths, and the health of the library."),
}
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Group(typer.core.TyperGroup):
    """The commands, each made when it is asked for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ARG002
        """Return the command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, function, summary = COMMANDS[cmd_name]
        one = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
        callback = getattr(import_module(f"tipcli.cli.{module}"), function)
        # The docstring of a command is its examples; after \b they are not filled as a paragraph would be.
        text = f"\b\n{inspect.cleandoc(callback.__doc__ or '')}\n\n{summary}"
        one.command(cmd_name, help=text, short_help=summary, context_settings=_HELP)(callback)
        return typer.main.get_command(one)


def _version(value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value:
        terminal.write([f"tips {__version__}\n"])
        raise typer.Exit


def _tips(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version)] = False,
) -> None:
    del version  # its callback has ended the command
    if context.invoked_subcommand is None:
        terminal.write([context.get_help() + "\n"])


_EXAMPLES = """\b
tips today                     one tip a day
tips search furious caller     find one
tips show 30                   read it
tips list --topic empathy      see what there is

Tips on serving customers well: listed, searched, shown and dealt."""


def app() -> typer.Typer:
    """Return the app with its options; its commands come from COMMANDS."""
    made = typer.Typer(
        name="tips",
        cls=Group,
        help=_EXAMPLES,
        context_settings=_HELP,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
    )
    made.callback(invoke_without_command=True, cls=Group, help=_EXAMPLES, context_settings=_HELP)(_tips)
    return made


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit status. No exception leaves, except SystemExit from completion."""
    try:
        status = typer.main.get_command(app()).main(
            args=None if arguments is None else list(arguments), prog_name="tips", standalone_mode=False
        )
    except TipsError as error:
        _report(error.message, error.hint, error.details)
        return error.status
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "tips"
        hyphen = " Words that begin with '-' go after '--'." if "No such option: -" in str(error) else ""
        _report(error.format_message().rstrip("."), f"See '{path} --help'.{hyphen}")
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except MemoryError:
        _report("out of memory; nothing was changed", "")
        return 3
    except Exception as error:
        if os.environ.get("TIPS_DEBUG"):
            raise
        _report(f"this should not have happened: {type(error).__name__}: {error}", "TIPS_DEBUG=1 shows where.")
        return 3
    return status if isinstance(status, int) else 0


def _report(message: str, hint: str, details: tuple[str, ...] = ()) -> None:
    end = "" if message.endswith(("?", ":", ".")) or not hint else "."
    terminal.say(" ".join(part for part in (f"tips: {clean_line(message)}{end}", clean_line(hint)) if part))
    for line in details:
        terminal.say("  " + clean_line(line))
