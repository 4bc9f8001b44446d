"""What a person keeps of tips, as lines in plain files: read here, written by `kept.writing`.

The folder `kept` in the data folder has a file for each kind and machine, `stars-desk-3f9a2c.log`. A line stands alone:

    2026-11-28T22:01:15.000000Z  star  service/12  make-empathy  guid  Make Empathy a Habit  its text  ;

Tabs separate the fields, a backslash escapes what would break a line, and the last field says that the line is whole.
Lines are only ever added, and of two on the same thing the later one counts. So folders of two machines are merged by
taking the lines of both, in any order and any number of times: copied over each other, merged by git line by line, or
left as a conflict copy, which is read like any other file. What is no whole line is passed over and stays.
"""

from __future__ import annotations

import os
from stat import S_ISREG

from tipcli.model.record import Record
from tipcli.system import paths

FIELDS = 8
END = ";"
LARGEST = 1 << 24  # bytes of a file that are read
ENDING = ".log"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_MEANT = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


class Line(Record):
    """One thing that was said of a tip: `time` is UTC to the microsecond, `ref` always has the collection's name."""

    time: str
    verb: str
    ref: str
    slug: str
    guid: str
    title: str
    text: str

    @property
    def collection(self) -> str:
        """The name of the collection."""
        return self.ref.rpartition("/")[0]

    @property
    def number(self) -> int:
        """The number of the tip in it."""
        return int(self.ref.rpartition("/")[2])

    def encoded(self) -> str:
        """Return it as it stands in a file, with its end."""
        fields = (self.time, self.verb, self.ref, self.slug, self.guid, self.title, self.text)
        return "\t".join([*map(_escaped, fields), END]) + "\n"


def folder() -> str | None:
    """Return the folder of what a person keeps, or None where the system names no home for it."""
    data = paths.data_folder()
    return data and os.path.join(data, "kept")


def read() -> list[Line]:
    """Return all whole lines of all files, each once, in the order in which they were said. Raises OSError."""
    inside = folder()
    try:
        names = os.listdir(inside) if inside else []
    except (FileNotFoundError, NotADirectoryError):
        return []
    found: set[str] = set()
    for name in names:
        if name[0] != ".":
            found.update(_texts(os.path.join(inside or "", name)))
    return [line for text in sorted(found) if (line := parsed(text))]


def torn() -> int:
    """Return how many lines are none of ours, or were torn. Raises OSError."""
    inside = folder() or ""
    texts = [one for name in os.listdir(inside) if name[0] != "." for one in _texts(os.path.join(inside, name))]
    return sum(1 for one in texts if one and parsed(one) is None)


def parsed(text: str) -> Line | None:
    """Return the line of a text without its end, None where it is none or torn."""
    fields = text.split("\t")
    if len(fields) != FIELDS or fields[-1] != END or len(fields[0]) < len("2026-11-28T22:01:15Z"):
        return None
    collection, slash, number = fields[2].rpartition("/")
    if not (slash and collection and number.isascii() and number.isdigit() and len(number) < len(str(2**63))):
        return None
    return Line(*[_meant(field) if "\\" in field else field for field in fields[:-1]])


def _texts(path: str) -> list[str]:
    """Return the lines of a regular file; a pipe is not waited for."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        about = os.fstat(descriptor)
        data = os.read(descriptor, LARGEST) if S_ISREG(about.st_mode) else b""
    finally:
        os.close(descriptor)
    return data.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")


def _escaped(field: str) -> str:
    if not field.isprintable() or "\\" in field:
        for letter, escape in _ESCAPES.items():
            field = field.replace(letter, escape)
    return field


def _meant(field: str) -> str:
    first, *rest = field.split("\\\\")
    pieces = [_unescaped(first), *map(_unescaped, rest)]
    return "\\".join(pieces)


def _unescaped(piece: str) -> str:
    for letter, meant in _MEANT.items():
        if letter != "\\":
            piece = piece.replace(f"\\{letter}", meant)
    return piece
