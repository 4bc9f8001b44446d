"""The app: which commands there are, where each lives, and the one place where exceptions end.

A command's module is imported, and its options are read, only when that command is called.
"""

import inspect
import os
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.completion
import typer.core

from tipcli import __version__
from tipcli.cli import boundary, helping, terminal
from tipcli.cli.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipcli.today.cache_read import Rendering

_COMPLETE = "_TIPS_COMPLETE"  # the variable by which a shell asks for completions
_HELP = (["--help"], ["-h"])  # lines that say what they say
Shell = StrEnum("Shell", ["bash", "zsh", "fish", "powershell"])


def _settings() -> dict[str, Any]:
    columns = helping.width()
    return {"help_option_names": ["-h", "--help"], "terminal_width": columns, "max_content_width": columns}


def _print_help(context: typer.Context, _: object, value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value and not context.resilient_parsing:
        helping.show(context)
        raise typer.Exit


class _Helpful:
    """Prints help as everything else is printed: a closed pipe is quiet, a full disk is told."""

    def get_help_option(self, ctx: typer.Context) -> Any:
        """Return the --help option."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.callback = _print_help
        return option

    def get_help(self, ctx: typer.Context) -> str:
        """Return the help."""
        formatter = helping.formatter(ctx)
        self.format_help(ctx, formatter)  # type: ignore[attr-defined]
        return str(formatter.getvalue()).rstrip("\n")


class Command(_Helpful, typer.core.TyperCommand):  # type: ignore[misc]
    """One command."""


class Group(_Helpful, typer.core.TyperGroup):  # type: ignore[misc]
    """The commands, each made when it is asked for."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """Write what the table says of each command: making them all for their help takes a third of a second."""
        helping.write_groups(formatter)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Return the command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, function, summary = COMMANDS[cmd_name]
        one = typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)
        callback = getattr(import_module(f"tipcli.cli.{module}"), function)
        # The docstring of a command is its examples; after \b they are not filled as a paragraph would be.
        text = f"\b\n{helping.examples(inspect.cleandoc(callback.__doc__ or ''), helping.width())}\n\n{summary}"
        one.command(cmd_name, cls=Command, help=text, short_help=summary, context_settings=_settings())(callback)
        return typer.main.get_command(one)


def _version(value: bool) -> None:  # noqa: FBT001 - Typer calls it so
    if value:
        terminal.write([f"tips {__version__}\n"])
        raise typer.Exit


def _completion(context: typer.Context, value: Shell | None) -> None:
    if value and not context.resilient_parsing:
        made = typer.completion.get_completion_script(  # type: ignore[attr-defined]
            prog_name="tips", complete_var=_COMPLETE, shell=str(value)
        )
        # Bash offers files where nothing else fits, unless it is told that none does.
        made = made.replace("$1 ) )\n", "$1 ) ) || compopt +o default 2>/dev/null\n")
        terminal.write([made.strip() + "\n"])
        raise typer.Exit


def _tips(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.", callback=_version)] = False,
    completion: Annotated[
        Shell | None,
        typer.Option(
            "--show-completion",
            metavar="SHELL",
            help="Print the lines that make TAB complete in bash, zsh, fish or powershell.",
            callback=_completion,
        ),
    ] = None,
) -> None:
    del version, completion  # their callbacks have ended the command
    if context.invoked_subcommand is None:
        helping.show(context)


_EXAMPLES = """
tips                           one tip a day
tips furious caller            find one
tips 30                        read it
tips list --topic empathy      see what there is
tips init bash                 one in every new terminal

Tips on serving customers well, one a day or found by your words."""


def _examples() -> str:
    lines, _, about = _EXAMPLES.strip().partition("\n\n")
    return f"\b\n{helping.examples(lines, helping.width())}\n\n{about}"


def app() -> typer.Typer:
    """Return the app with its options; its commands come from COMMANDS."""
    made = typer.Typer(
        name="tips",
        cls=Group,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    made.callback(invoke_without_command=True, help=_examples(), context_settings=_settings())(_tips)
    return made


def run(arguments: "Sequence[str]", rendering: "Rendering | None" = None) -> int:
    """Run a command line and return its exit status. No exception leaves, except SystemExit from completion.

    `rendering` is what `today` makes where it has not been made yet.
    """
    if not arguments and _COMPLETE not in os.environ:
        from tipcli.cli import greeting

        return greeting.greet(run(["today"]))
    try:
        if _COMPLETE not in os.environ and list(arguments) not in _HELP:
            from tipcli.cli import typed

            arguments = typed.meant(list(arguments))
        if _COMPLETE in os.environ:  # TAB; the options that Typer adds with its protocol are not ours
            typer.completion.completion_init()  # type: ignore[attr-defined]
        status = typer.main.get_command(app()).main(
            args=list(arguments), prog_name="tips", standalone_mode=False, obj=rendering
        )
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except typer.TyperException as error:
        from tipcli.cli import usage

        boundary.report(*usage.explained(error, list(arguments)))
        return 2
    except Exception as error:  # noqa: BLE001 - the boundary: whatever happened is told in one line
        failure = error
        if isinstance(error, OSError) and _COMPLETE in os.environ:  # Typer itself writes what it offers
            return boundary.run(lambda: terminal.failed(failure))
        return boundary.told(error)
    return status if isinstance(status, int) else 0
