"""config: the settings in force, and where each comes from."""

import json
import os
from collections.abc import Iterator

from tipcli.cli import preferences
from tipcli.cli.options import Output, command
from tipcli.kept import history
from tipcli.model.text import clean_line, shown
from tipcli.system import screen

Row = tuple[str, str | list[str], str]  # setting, value, where from


@command
def config(*, output: Output) -> None:
    """tips config                what is in force, and where from
    tips config --json
    """
    printer = output.printer("config")
    chosen = printer.preferences
    rows = list(_rows(chosen))
    keys = ("setting", "value", "from")
    if printer.format in ("json", "jsonl"):
        objects = [json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False) for row in rows]
        is_array = printer.format == "json"
        printer.show(["[\n  " + ",\n  ".join(objects) + "\n]\n" if is_array else "\n".join(objects) + "\n"])
    else:
        texts = [(name, clean_line(_text(value)), clean_line(origin)) for name, value, origin in rows]
        widths = [max(len(row[place]) for row in texts) for place in (0, 1)]
        is_tsv = printer.format == "tsv"
        printer.show(
            "\t".join(row) + "\n" if is_tsv else f"{row[0]:{widths[0]}}  {row[1]:{widths[1]}}  {row[2]}\n"
            for row in texts
        )
    if chosen.path and not os.path.lexists(chosen.path):
        printer.note(f'Settings of yours go into {shown(chosen.path)}: a line such as color = "never".')


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value) or "all"


def _rows(chosen: preferences.Preferences) -> Iterator[Row]:
    env = os.environ
    yield _row(chosen, "format", "TIPS_FORMAT", chosen.format, "rich")
    if "TIPS_PAGER" in env or "pager" in chosen.lines or not env.get("PAGER"):
        yield _row(chosen, "pager", "TIPS_PAGER", chosen.pager, "less")
    else:
        yield "pager", env["PAGER"], "PAGER"
    said = next((name for name in preferences.COLOR_VARIABLES if env.get(name)), "")
    yield ("color", "auto", said) if said else _row(chosen, "color", "", chosen.color, "auto")
    yield "history", *_history(chosen)
    for name in ("collections", "topics"):
        key = f"today.{name}"
        value = list(getattr(chosen, name))
        yield key, value, _place(chosen, key) if key in chosen.lines else "built in"
    last = "none" if chosen.footer == "" else chosen.footer or "how to read the rest"
    yield "today.footer", last, _place(chosen, "today.footer") if chosen.footer is not None else "built in"


def _row(chosen: preferences.Preferences, name: str, variable: str, value: str, usual: str) -> Row:
    if variable and (variable in os.environ if name == "pager" else os.environ.get(variable)):
        said = os.environ[variable]
        return name, "none" if name == "pager" and said.lower() in screen.NO else said, variable
    if name in chosen.lines:
        if name == "pager":
            value = {"no": "none", "1": "less"}.get(value, value)
        return name, value, _place(chosen, name)
    return name, usual, "built in"


def _history(chosen: preferences.Preferences) -> tuple[str, str]:
    """Return whether what is shown is remembered, and what says so."""
    if history.is_off():
        return "off", "TIPS_HISTORY"
    if "history" in chosen.lines:
        return "on" if chosen.history else "off", _place(chosen, "history")
    return ("on", shown(history.path() or "")) if history.is_kept() else ("off", "built in")


def _place(chosen: preferences.Preferences, key: str) -> str:
    return f"{shown(chosen.path)}, line {chosen.lines[key]}"
