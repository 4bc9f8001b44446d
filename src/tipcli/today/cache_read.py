"""What `tips today` printed before: files that this program, or a shell, prints again as they are.

All that the text depends on is in the name of its file, or in the line behind it:

    cache/today/2026-11-22_80_color_today_--topic_empathy    text, NUL, a line: form, state of the tips, mark of --once

The day is the local one, 80 the columns of the screen; then come its styles, with `-pipe` where it is no terminal;
then the command. A file is written whole and renamed into its place. What is stale, torn or not ours is passed over,
and the ordinary way writes it anew. Only what is needed to read one is imported here: every new shell may do it.
"""

import os
import time

from tipcli.system import paths, screen

FORM = "tipcli 1"
_LARGEST = 1 << 20  # bytes of a rendering; one that a person reads is far smaller
_LONGEST_NAME = 150  # bytes of the arguments in the name of a file
_OF_NO_TEXT = ("--once", "--prepare", "--no-pager")  # options that change nothing of what is printed
_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.=:-"


# Another's symbolic link is not followed, and a pipe not waited for.
_CAREFUL = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Rendering:
    """One rendering, whether it was made yet or not: a day (ISO 8601), a screen and the arguments of `today`.

    `once` tells whether --once was among them; it changes no text and is no part of the name.
    """

    __slots__ = ("day", "kind", "name", "once", "width")

    def __init__(self, day: str, width: int, kind: str, name: str, *, once: bool = False) -> None:
        self.day = day
        self.width = width
        self.kind = kind
        self.name = name
        self.once = once

    @property
    def path(self) -> str:
        """The file of the rendering; empty where the system names no home for it."""
        inside = folder()
        return os.path.join(inside, f"{self.day}_{self.width}_{self.kind}_{self.name}") if inside else ""

    def read(self) -> tuple[str, str] | None:
        """Return the text and the mark of its --once, or None where there is no rendering that can be printed."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY | _CAREFUL)
            try:
                about = os.fstat(descriptor)
                if about.st_size > _LARGEST or not _is_private(about):
                    return None
                data = os.read(descriptor, _LARGEST + 1)
            finally:
                os.close(descriptor)
            text, line = data.decode("utf-8").split("\0")
            said, _, mark = line.removesuffix("\n").rpartition(" ")
            return (text, mark) if said == f"{FORM} {tips_state()}" and line.endswith("\n") else None
        except (OSError, ValueError):
            return None


def wanted(arguments: list[str]) -> Rendering | None:
    """Return the rendering that a command line asks for; None where it asks for none, or none can be kept."""
    day = os.environ.get("TIPS_TODAY") or time.strftime("%Y-%m-%d")
    is_tty = screen.is_terminal()
    form = os.environ.get("TIPS_FORMAT", "") if is_tty else "pipe"
    is_plain = "--pager" not in arguments
    name = name_of([argument for argument in arguments[1:] if argument not in _OF_NO_TEXT])
    if arguments[:1] != ["today"] or not is_plain or not screen.is_unicode() or not name or not folder():
        return None
    if not day.replace("-", "").isdigit() or len(day) != 10 or not (form + "a").isalnum():
        return None
    kind = screen.style("auto", os.environ, is_tty=is_tty) + (f"-{form}" if form else "")
    return Rendering(day, screen.width(os.environ), kind, name, once="--once" in arguments)


def name_of(arguments: list[str]) -> str:
    """Return the arguments of `today`, without --once, as a part of a file's name; nothing where they are too long."""
    quoted = ["".join(chr(b) if b in _PLAIN else f"%{b:02x}" for b in os.fsencode(one)) for one in arguments]
    name = "_".join(["today", *quoted])
    return name if len(name) <= _LONGEST_NAME else ""


def tips_state() -> str:
    """Return a text that changes whenever the tips do, or in a checkout the program: files, bytes and times in ns."""
    data = paths.data_folder()
    folders = [os.path.join(data, "collections"), os.path.join(data, "kept")] if data else []
    folders += paths.system_folders()
    if not os.path.isdir(paths.package_file("seeds")):  # a checkout, which is being worked on
        folders += [paths.package_file(""), paths.package_file("views"), paths.package_file("../../seeds")]
    found = [_about(paths.package_file("service.index")), _about(paths.config_file() or "")]
    for folder in folders:
        try:
            found += [_about(os.path.join(folder, name)) for name in os.listdir(folder) if name[0] != "."]
        except OSError:
            continue
    return ":".join([str(len(found)), *(str(sum(numbers)) for numbers in zip(*found, strict=True))])


def _about(path: str) -> tuple[int, int]:
    try:
        about = os.stat(path)
    except OSError:
        return 0, 0
    return about.st_size, about.st_mtime_ns


def _is_private(about: os.stat_result) -> bool:
    """Tell whether it is a regular file of this user that nobody else may write."""
    return about.st_uid == os.geteuid() and about.st_mode & 0o170022 == 0o100000


def folder() -> str | None:
    """Return the folder of the renderings, inside that of the cache, or None where there is no home for it."""
    cache = paths.cache_folder()
    return cache and os.path.join(cache, "today")
