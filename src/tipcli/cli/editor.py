"""The editor of a person: $VISUAL, else $EDITOR, else the first of a few that is there.

What is typed is in a file of the folder `drafts`, in the data folder, until it is where it belongs, so that it outlives
a kill, a full disk and an editor that fails.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tipcli.cli.words import line_of
from tipcli.model.errors import AccessError, UsageError
from tipcli.model.text import clean, quoted, shown
from tipcli.system import paths
from tipcli.system.scratch import Part

if TYPE_CHECKING:
    from tipcli.model.tip import Tip

_OTHERS = ("sensible-editor", "nano", "vi")
_AT_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "joe", "ne", "kak", "hx", "sensible-editor")
LARGEST = 1 << 20  # bytes of what is typed
_CUT = "# ---- this line and what is below it are left out; an empty note changes nothing ----"


def draft(name: str, text: str) -> str:
    """Put a text into a new file of the folder of drafts and return its path. Raises AccessError."""
    data = paths.data_folder()
    if data is None:
        raise AccessError("there is no folder for a draft", "Set TIPS_HOME to a folder of yours.")
    folder = os.path.join(data, "drafts")
    try:
        with Part(paths.private_folder(folder), "draft") as part:
            part.file.write(text.encode("utf-8", "replace"))
            part.sync()
            path = _free(folder, name)
            part.put(path)
    except OSError as error:
        raise AccessError(f"{shown(folder)}: {error.strerror}") from None
    return path


def left() -> list[str]:
    """Return the drafts that are there: what was typed and is nowhere else yet, or is being typed."""
    folder = os.path.join(paths.data_folder() or "", "drafts")
    try:
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name[0] != "."]
    except OSError:
        return []


def edit(path: str, start: str, line: int = 0) -> str:
    """Open a draft in the editor, at a line where one is given, and return what is in it then.

    Raises UsageError where there is no editor, AccessError where it fails; the draft stays then, unless it is as it was
    at the start.
    """
    import subprocess

    program = _program()
    at_line = [f"+{line}"] if line and os.path.basename(program[0]) in _AT_LINE else []
    try:
        status = subprocess.run([*program, *at_line, path], check=False).returncode  # noqa: S603 - the program that the person chose
    except OSError as error:
        hint = f"Set EDITOR. {_left_in(path, start)}".rstrip()
        raise AccessError(f"the editor {quoted(program[0])}: {error.strerror}", hint) from None
    if status:
        hint = _left_in(path, start)
        raise AccessError(f"the editor {quoted(program[0])} ended with {status}; nothing was changed", hint)
    return read(path)


def _left_in(path: str, start: str) -> str:
    """Say where the words are that a failed editor left; a draft in which nothing was typed goes."""
    if read(path) == clean(start):
        drop(path)
        return ""
    return f"What you typed is in {shown(path)}"


def read(path: str) -> str:
    """Return the text of a draft. Raises AccessError."""
    from tipcli.system.files import read_regular

    try:
        return clean(read_regular(path, LARGEST).decode("utf-8", "replace"))
    except OSError as error:
        raise AccessError(f"{shown(path)}: {error.strerror}") from None


def given() -> str:
    """Return the text that comes by standard input, whatever its encoding. Raises AccessError where it is too long."""
    import sys

    from tipcli.readers.base import decode

    data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
    if len(data) > LARGEST:
        raise AccessError(f"standard input: more than {LARGEST >> 20} MB, which is no tip and no note", "Import it.")
    return clean(decode(data).replace("\r\n", "\n").replace("\r", "\n"))


def drop(path: str) -> None:
    """Take a draft away; one that cannot be is left."""
    from contextlib import suppress

    with suppress(OSError):
        os.unlink(path)


def note_of(tip: Tip) -> tuple[str, str]:
    """Return what a person wants under a tip, from the editor, and the draft that it is in. Raises as `edit` does."""
    check_terminal(line_of(["note", tip.ref, "your words"]))
    start = f"{tip.note}\n\n{_CUT}\n# {tip.ref}. {tip.title}\n"
    path = draft(f"note-{tip.slug}", start)
    return edit(path, start).partition(_CUT)[0].strip() or tip.note, path


def check_terminal(instead: str) -> None:
    """Raise UsageError where nobody could use an editor; `instead` is what to type."""
    import sys

    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise UsageError("there is no terminal for an editor", f"Say it all: {instead}")


def _program() -> list[str]:
    """Return the editor with its arguments. Raises UsageError where there is none."""
    import shlex
    import shutil

    for name in ("VISUAL", "EDITOR"):
        if value := os.environ.get(name, "").strip():
            try:
                if words := shlex.split(value):
                    return words
            except ValueError:
                raise UsageError(f"{name} is {quoted(value)}", "Set it to a command.") from None
    for name in _OTHERS:
        if path := shutil.which(name):
            return [path]
    raise UsageError("there is no editor", "Set EDITOR to one, as in: export EDITOR=nano")


def _free(folder: str, name: str) -> str:
    """Return a path in the folder that no file has."""
    path, number = os.path.join(folder, f"{name}.md"), 1
    while os.path.lexists(path):
        number += 1
        path = os.path.join(folder, f"{name}-{number}.md")
    return path
