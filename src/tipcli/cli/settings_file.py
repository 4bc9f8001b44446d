"""Reads config.toml, and finds the line on which a setting stands."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from tipcli.model.text import clean_line, quoted, shown
from tipcli.system.files import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.cli.preferences import Preferences

KEYS = ("format", "pager", "color", "history", "today.collections", "today.topics", "today.footer")
_HINT = "It is passed over. See 'tips config'."


def read(made: Preferences, path: str, most: int, take: Callable[[Preferences, str, object], str]) -> None:
    """Give every setting of the file to `take`, and keep where it stands and what is wrong with it. Raises OSError."""
    data = read_regular(path, most + 1)
    name = shown(path)
    if len(data) > most:
        made.faults.append(f"{name} is longer than {most:,} bytes. {_HINT}")
        return
    text = data.decode("utf-8-sig", "replace")
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        made.faults.append(f"{name} is no TOML: {clean_line(str(error))}. {_HINT}")
        return
    for key, value in _settings(said):
        line = _line(text, key)
        if key not in KEYS:
            made.faults.append(f"{name}, line {line}: there is no setting {quoted(key)}{_near(key)} {_HINT}")
        elif wrong := take(made, key, value):
            made.faults.append(f"{name}, line {line}: {key} {wrong}. {_HINT}")
        else:
            made.lines[key] = line


def _settings(said: dict[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in said.items():
        if key == "today" and isinstance(value, dict):
            yield from ((f"today.{inner}", one) for inner, one in value.items())
        else:
            yield key, value


def _near(key: str) -> str:
    from tipcli.cli.neighbours import is_slip

    inner = key.rpartition(".")[2]
    near = next((name for name in KEYS if is_slip(inner, name.rpartition(".")[2])), "")
    return f"; did you mean {near}?" if near else "."


def _line(text: str, key: str) -> int:
    """Return the number of the first line that sets a key or begins a table of this name; 1 where none is found."""
    last = re.escape(key.rpartition(".")[2])
    pattern = re.compile(rf"""\s*(?:[\w."']*\.)?["']?{last}["']?\s*[=.]|\s*\[+\s*["']?{re.escape(key)}\b""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
