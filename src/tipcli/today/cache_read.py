"""What `tips today` printed before: files that this program, or a shell, prints again as they are.

All that the text depends on is in the name of its file, or in the line behind it:

    cache/today/2026-11-22_80_color_today_--topic_empathy    text, NUL, a line: form, install, state, mark of --once

The day is the local one, 80 the columns of the screen; then come its styles, with `-pipe` where it is no terminal;
then the command. Install is the package that made it, state that of tips and settings. Where two installs share a home,
and what stands there is the other one's, as good as on its day, one adds `@` and a number of its own to the name.
A file is written whole and renamed into its place. What is stale, torn or not ours is passed over,
and the ordinary way writes it anew. Only what is needed to read one is imported here: every new shell may do it.
"""

import os
import time

from tipcli.system import paths, screen

FORM = "tipcli 2"
_LARGEST = 1 << 20  # bytes of a rendering; one that a person reads is far smaller
_LONGEST_NAME = 150  # bytes of the arguments in the name of a file
_OF_NO_TEXT = ("--once", "--prepare", "--no-pager")  # options that change nothing of what is printed
_PLAIN = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.=:-"
_PRIME = (1 << 61) - 31  # a remainder by it names an install


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

    @property
    def own_path(self) -> str:
        """The file of this install, where `path` holds the rendering of another one."""
        return f"{self.path}@{int.from_bytes(os.fsencode(paths.package_file(''))) % _PRIME:x}"

    def read(self) -> tuple[str, str] | None:
        """Return the text and the mark of its --once, or None where there is no rendering that can be printed."""
        expected = [FORM, install_state(), tips_state()]
        try:
            text, found = parts(self.path)
            if found[1].partition(":")[0] != expected[1].partition(":")[0]:
                text, found = parts(self.own_path)
        except (OSError, ValueError):
            return None
        return (text, found[3]) if found[:3] == expected else None


def parts(path: str) -> tuple[str, list[str]]:
    """Return the text of a rendering, and form, install, state and mark of its line. Raises OSError, ValueError."""
    data = read_private(path, _LARGEST)
    text, line = (data or b"").decode("utf-8").split("\0")
    found = line.removesuffix("\n").rsplit(" ", 3)
    if len(found) != 4 or not line.endswith("\n"):
        raise ValueError(path)
    return text, found


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
    name = "_".join(["today", *map(_quoted, arguments)])
    return name if len(name) <= _LONGEST_NAME else ""


def _quoted(text: str) -> str:
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02x}" for byte in os.fsencode(text))


def unquoted(text: str) -> str:
    """Return what was quoted for the name of a file."""
    first, *rest = text.split("%")
    return os.fsdecode(os.fsencode(first) + b"".join(bytes.fromhex(one[:2]) + one[2:].encode() for one in rest))


def tips_state() -> str:
    """Return a text that changes whenever what a person has does: tips, marks on them, settings."""
    data = paths.data_folder()
    folders = [os.path.join(data, name) for name in ("collections", "kept", "mine")] if data else []
    # The last one as a whole too: a file that gets another name there is another tip.
    return _state([paths.config_file() or "", *folders[-1:]], folders + paths.system_folders())


def install_state() -> str:
    """Return the place of this package, quoted, a colon, and a text that changes when another version is put there.

    In a checkout, which is being worked on, it changes whenever a file of the program does.
    """
    package = paths.package_file("")
    folders = []
    if not os.path.isdir(paths.package_file("seeds")):  # a checkout
        with os.scandir(package) as entries:
            folders = [package, os.path.join(package, "../../seeds"), *(one.path for one in entries if one.is_dir())]
    return f"{_quoted(package).replace(':', '%3a')}:{_state([paths.package_file('service.index')], folders)}"


def _state(files: list[str], folders: list[str]) -> str:
    """Return how many files there are, and the sums of their bytes, their times in ns and their numbers."""
    found = [*map(_about, files)]
    for folder in folders:
        try:
            found += [_about(os.path.join(folder, name)) for name in os.listdir(folder) if name[0] != "."]
        except OSError:
            continue
    return ":".join([str(len(found)), *(str(sum(numbers)) for numbers in zip(*found, strict=True))])


def _about(path: str) -> tuple[int, int, int]:
    try:
        about = os.stat(path)
    except OSError:
        return 0, 0, 0
    return about.st_size, about.st_mtime_ns, about.st_ino


def read_private(path: str, most: int) -> bytes | None:
    """Return what is in a file of this user alone, None for another, or one of over `most` bytes. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | _CAREFUL)
    try:
        about = os.fstat(descriptor)
        return os.read(descriptor, most + 1) if about.st_size <= most and _is_private(about) else None
    finally:
        os.close(descriptor)


def _is_private(about: os.stat_result) -> bool:
    """Tell whether it is a regular file of this user that nobody else may write."""
    return about.st_uid == os.geteuid() and about.st_mode & 0o170022 == 0o100000


def folder() -> str | None:
    """Return the folder of the renderings, inside that of the cache, or None where there is no home for it."""
    cache = paths.cache_folder()
    return cache and os.path.join(cache, "today")
