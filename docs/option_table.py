"""Writes src/tipcli/cli/option_table.py, by which a line is read without the parser, from what the parser knows.

`uv run python docs/option_table.py`, after an option of a reading command was added or changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from tipcli.cli.main import app
from tipcli.cli.straight import ANSWERS

FILE = Path(__file__).resolve().parent.parent / "src/tipcli/cli/option_table.py"
_HEAD = '''"""The options of the reading commands, as the parser has them: made by docs/option_table.py, not by hand.

Of each command: the words that it takes, least and most; the value of each option that is not named; and its
options, each with the name of its value and what is done with what is typed after it.
"""

from __future__ import annotations

MOST = 2**62  # words, where there may be any number
'''


def main() -> None:
    """Write the file."""
    FILE.write_text(text(), encoding="utf-8")


def text() -> str:
    """Return what stands in the file. Raises ValueError for an option of a kind that the short way cannot read."""
    words, defaults, options = [], [], []
    context = typer.Context(typer.main.get_command(app()))
    for name in ANSWERS:
        command: Any = context.command.get_command(context, name)  # type: ignore[attr-defined]
        parameters = [one for one in command.params if one.name != "help"]
        arguments = [one for one in parameters if one.param_type_name == "argument"]
        words.append(f'    "{name}": ({_words(name, arguments)}),\n')
        rest = [one for one in parameters if one not in arguments]
        defaults.append(_block(name, {one.name: _plain(one.default) for one in rest}))
        options.append(_block(name, {option: kind for one in rest for option, kind in _kinds(one)}))
    tables = (("WORDS", words), ("DEFAULTS", defaults), ("OPTIONS", options))
    types = ("dict[str, tuple[int, int]]", "dict[str, dict[str, object]]", "dict[str, dict[str, tuple[str, str]]]")
    body = "\n".join(
        f"{table}: {kind} = {{\n{''.join(rows)}}}" for (table, rows), kind in zip(tables, types, strict=True)
    )
    return f"{_HEAD}{body}\n"


def _words(name: str, arguments: list[Any]) -> str:
    if not arguments:
        return "0, 0"
    [one] = arguments
    if one.nargs != -1 or not one.required:
        raise ValueError(f"{name}: words of a kind that the short way does not know")
    return "1, MOST"


def _kinds(option: Any) -> list[tuple[str, tuple[str, str]]]:
    """Return the spellings of an option, each with the name of its value and what is done with what is typed."""
    if option.is_flag:
        return [(one, (option.name, "yes")) for one in option.opts] + [
            (one, (option.name, "no")) for one in option.secondary_opts
        ]
    choices = getattr(option.type, "choices", None)
    read = getattr(getattr(option.type, "func", None), "__name__", "")
    if choices:
        kind = "one of " + " ".join(str(_plain(one)) for one in choices)
    elif option.multiple and option.type.name == "str":
        kind = "many"
    elif read:
        kind = read
    else:
        raise ValueError(f"{option.name}: an option of a kind that the short way does not know")
    if option.nargs != 1 or option.envvar or (option.multiple and kind != "many"):
        raise ValueError(f"{option.name}: an option of a kind that the short way does not know")
    return [(one, (option.name, kind)) for one in option.opts]


def _plain(value: Any) -> object:
    return str(value) if isinstance(value, str) else value


def _block(name: str, rows: dict[str, object]) -> str:
    lines = "".join(f"        {_quoted(key)}: {_quoted(value)},\n" for key, value in rows.items())
    return f'    "{name}": {{\n{lines}    }},\n'


def _quoted(value: object) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_quoted, value))})"
    return f'"{value}"' if isinstance(value, str) else repr(value)


if __name__ == "__main__":
    main()
