"""Writes share/: the manual page, from what the parser knows, and a completion file for each shell.

`uv run python docs/manual.py`; `mandoc -Tlint share/man/man1/tips.1` then finds nothing to complain of.
"""

from __future__ import annotations

import io
import re
import textwrap
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from tipcli.cli.commands import COMMANDS
from tipcli.cli.main import app, run

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARE = Path(__file__).resolve().parent.parent / "share"
COMPLETIONS = {
    "bash": "bash-completion/completions/tips",
    "zsh": "zsh/site-functions/_tips",
    "fish": "fish/vendor_completions.d/tips.fish",
}
_CHANGED = "2026-11-28"  # the page, when its text last did
_STATUS = {
    "0": "done",
    "1": "nothing matched, or one of several was missing",
    "2": "wrong usage",
    "3": "a source, the library or the network could not be read or written; what was there before is untouched",
    "130": "interrupted",
}
_ENVIRONMENT = {
    "TIPS_HOME": "the folder under which data, cache, state and settings are",
    "TIPS_TODAY": "the date that commands take as today, as in 2026-12-24",
    "TIPS_FORMAT": "the format on a terminal",
    "TIPS_PAGER": "the pager; empty for none",
    "TIPS_OFF": "1: the lines in a shell profile print nothing",
    "NO_COLOR, FORCE_COLOR, CLICOLOR": "as other programs heed them",
}


def main() -> None:
    """Write every file."""
    for name, text in files().items():
        path = SHARE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(name)


def files() -> dict[str, str]:
    """Return the text of each file, by its path below share/."""
    return {"man/man1/tips.1": page()} | {path: _completion(shell) for shell, path in COMPLETIONS.items()}


def _completion(shell: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out), suppress(SystemExit):
        run(["--show-completion", shell])
    # As a file of its own the zsh function is called, not evaluated.
    return out.getvalue() + ('_tips_completion "$@"\n' if shell == "zsh" else "")


def page() -> str:
    """Return the manual page in the man(7) macros."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    group: Any = typer.main.get_command(app())
    context = typer.Context(group, info_name="tips")
    yield f'.TH TIPS 1 {_CHANGED} tipcli "User Commands"'
    yield ".SH NAME\ntips \\- tips on serving customers well, one a day or found by your words"
    yield ".SH SYNOPSIS\n.B tips\n.RI [ COMMAND ]\n.RI [ OPTIONS ]\n.RI [ WORDS ]"
    yield ".SH DESCRIPTION"
    yield _filled("Alone, tips shows the tip of the day; with the number of a tip it shows that one; with other words "
                  "it searches for them.")  # fmt: skip
    yield from _options(group)
    yield ".SH COMMANDS"
    for name, (_, _, about) in COMMANDS.items():
        command = group.get_command(context, name)
        words = " ".join(one.make_metavar(context) for one in command.params if one.param_type_name == "argument")
        yield f".SS {_escaped(f'tips {name} {words}'.strip())}\n{_text(about)}"
        examples = re.search(r"\x08\n(.*?)\n\n", f"{command.help}\n\n", re.DOTALL)
        if examples:
            yield f".PP\n.nf\n.RS\n{_text(examples[1])}\n.RE\n.fi"
        yield from _options(command)
    yield f".SH EXIT STATUS\n{_listed(_STATUS)}"
    yield f".SH ENVIRONMENT\n{_listed(_ENVIRONMENT)}"


def _options(command: Any) -> Iterator[str]:
    for one in command.params:
        if one.param_type_name == "option":
            names = ", ".join([*sorted(one.opts, key=len), *one.secondary_opts])
            value = "" if one.is_flag or one.count else f" \\fI{_escaped(one.metavar or 'VALUE')}\\fR"
            yield f".TP\n\\fB{_escaped(names)}\\fR{value}\n{_filled(one.help or '')}"


def _listed(about: dict[str, str]) -> str:
    return "\n".join(f".TP\n.B {_escaped(name)}\n{_filled(text)}" for name, text in about.items())


def _filled(text: str) -> str:
    return _text("\n".join(textwrap.wrap(text, 72, break_on_hyphens=False)))


def _text(text: str) -> str:
    """Return a text in which no line is taken for a macro."""
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in _escaped(text).split("\n"))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...").replace("’", "\\(cq")


if __name__ == "__main__":
    main()
