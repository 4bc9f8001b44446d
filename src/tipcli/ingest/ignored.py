"""What the `.gitignore` files of a folder name, by the rules of gitignore(5).

Patterns come with the folder and may be anybody's. They are matched here in time that grows with pattern times name;
as regular expressions, a few stars in one of them could take for ever.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from tipcli.readers.nearby import beside

_LARGEST = 100_000  # bytes of a file that are read
_MOST = 2000  # patterns in all


class _Rule(NamedTuple):
    """A pattern in parts, for paths below the folder it stands in. `is_kept`: what it names is read after all."""

    base: tuple[str, ...]
    parts: tuple[str, ...]
    is_kept: bool
    is_of_folders: bool


class Ignored:
    """The patterns of the folder `top` and of those below that were read; the last one that names a path decides."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._rules: list[_Rule] = []

    def read(self, inside: str) -> None:
        """Read the patterns of a folder below the top."""
        data = beside(os.path.join(self._top, inside, ".gitignore"), _LARGEST)
        base = tuple(filter(None, inside.split("/")))
        for line in data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines():
            if len(self._rules) < _MOST and (rule := _rule(line, base)):
                self._rules.append(rule)

    def names(self, inside: str, *, is_folder: bool) -> bool:
        """Tell whether a path below the top is ignored; the folders that it lies in are asked about before."""
        path = tuple(inside.split("/"))
        for rule in reversed(self._rules):
            depth = len(rule.base)
            if (is_folder or not rule.is_of_folders) and path[:depth] == rule.base and _fits(rule.parts, path[depth:]):
                return not rule.is_kept
        return False


def _rule(line: str, base: tuple[str, ...]) -> _Rule | None:
    text = line.rstrip("\r")
    while text.endswith(" ") and not text.endswith("\\ "):
        text = text[:-1]
    if not text or text.startswith("#"):
        return None
    is_kept = text.startswith("!")
    text = text[is_kept:]
    is_of_folders = text.endswith("/")
    text = text.rstrip("/") if is_of_folders else text
    parts = tuple(text.removeprefix("/").split("/"))
    if "/" not in text:  # at any depth
        parts = ("**", *parts)
    return _Rule(base, parts, is_kept, is_of_folders) if parts[-1] else None


def _fits(pattern: tuple[str, ...], path: tuple[str, ...]) -> bool:
    """Tell whether a pattern names a path; `**` stands for any number of parts, at the end for one or more."""
    reached = {0}
    for place, part in enumerate(pattern):
        if part == "**":
            is_last = place == len(pattern) - 1
            reached = set(range(min(reached) + is_last, len(path) + 1)) if reached else set()
        else:
            reached = {at + 1 for at in reached if at < len(path) and _is_like(part, path[at])}
    return len(path) in reached


def _is_like(pattern: str, name: str) -> bool:
    """Tell whether a name is like a pattern with `*`, `?`, `[a-z]` and a backslash before what is meant as it is."""
    signs = _signs(pattern)
    at = in_name = 0
    star, retry = -1, 0
    while in_name < len(name):
        if at < len(signs) and signs[at] == "*":
            star, retry = at, in_name
            at += 1
        elif at < len(signs) and _is_one(signs[at], name[in_name]):
            at += 1
            in_name += 1
        elif star >= 0:
            retry += 1
            at, in_name = star + 1, retry
        else:
            return False
    return all(sign == "*" for sign in signs[at:])


def _signs(pattern: str) -> list[str]:
    """Return a pattern sign by sign: `*`, `?`, a set with its brackets, or a backslash and a character."""
    made, at = [], 0
    while at < len(pattern):
        end = at + 1
        if pattern[at] == "[":
            start = at + 1 + (pattern[at + 1 : at + 2] in ("!", "^"))
            close = pattern.find("]", start + 1)
            end = close + 1 if close > 0 else at + 1
        elif pattern[at] == "\\":
            end = at + 2
        sign = pattern[at:end]
        made.append(sign if len(sign) > 1 or sign in "*?" else "\\" + sign)
        at = end
    return made


def _is_one(sign: str, character: str) -> bool:
    """Tell whether one sign stands for one character."""
    if sign == "?" or sign[0] == "\\":
        return sign == "?" or sign[1:] == character
    if sign[0] != "[":
        return False
    inner = sign[1:-1]
    is_not = inner[0] in "!^"
    inner = inner[is_not:]
    is_in, at = False, 0
    while at < len(inner):
        first = inner[at]
        last = inner[at + 2] if inner[at + 1 : at + 2] == "-" and at + 2 < len(inner) else first
        is_in = is_in or first <= character <= last
        at += 3 if last != first else 1
    return is_in != is_not
