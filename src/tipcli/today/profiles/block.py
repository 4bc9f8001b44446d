"""The marked block in a person's shell profile: found, put in, and taken out, and nothing else of the file changed.

The first mark holds the command line that made the block, so that it can be made again after an upgrade. A file is
written whole and renamed into its place; what it was before is kept beside it.
"""

from __future__ import annotations

import os
import re
import shlex
from contextlib import suppress
from stat import S_IMODE

from tipcli.model.errors import AccessError
from tipcli.model.text import shown
from tipcli.system import paths
from tipcli.system.files import read_regular
from tipcli.system.scratch import Part

KEPT = ".before-tips"  # ending of the file as it was before
_LARGEST = 16 * 2**20  # bytes of a profile
_BLOCK = re.compile(rb"^# >>> (tips init [^\n]*) >>>\n(.*?)^# <<< tips init <<<\n?", re.MULTILINE | re.DOTALL)
_MARK = re.compile(rb"^# (>>> tips init .* >>>|<<< tips init <<<)$", re.MULTILINE)
_BY_HAND = re.compile(rb"^[^#\n]*\b(tips init\b|_tips_today\b|__tips_today\b)", re.MULTILINE)


class Block:
    """What a profile holds: the file behind its name, and the block in it, if there is one.

    `typed` is the command line that made the block, `lines` what it printed; both are empty without one. `by_hand` is
    the number of the first line outside it that asks for the tip of the day too, 0 where there is none. Raises
    AccessError where the file cannot be read, or a mark stands in it alone.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.target = os.path.realpath(path)
        self._about: os.stat_result | None = None
        self._data = b""
        try:
            self._about = os.stat(self.target)
            self._data = read_regular(self.target, _LARGEST + 1)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise AccessError(f"{shown(path)}: {error.strerror}") from None
        found = list(_BLOCK.finditer(self._data))
        if len(found) > 1 or len(_MARK.findall(self._data)) != 2 * len(found) or len(self._data) > _LARGEST:
            raise AccessError(f"{shown(path)}: the marks of tips in it are not one pair", "Mend it in an editor.")
        self._place = found[0].span() if found else None
        self.typed, self.lines = (
            part.decode("utf-8", "replace") for part in (found[0].groups() if found else (b"",) * 2)
        )
        rest = _BLOCK.sub(lambda match: b"\n" * match[0].count(b"\n"), self._data)
        by_hand = _BY_HAND.search(rest)
        self.by_hand = rest.count(b"\n", 0, by_hand.start()) + 1 if by_hand else 0

    def put(self, words: list[str], lines: str) -> bool:
        """Put in the lines that `tips WORDS` prints, or take these for what is there; tell whether that changed it.

        Raises AccessError, then nothing was changed.
        """
        made = f"# >>> {shlex.join(['tips', *words])} >>>\n{lines}# <<< tips init <<<\n".encode()
        start, end = self._place or (len(self._data), len(self._data))
        before = self._data[:start]
        if before and not before.endswith(b"\n"):
            before += b"\n"
        return self._write(before + made + self._data[end:])

    def take_out(self) -> bool:
        """Take the block out; tell whether there was one. A file with nothing else in it goes. Raises AccessError."""
        if not self._place:
            return False
        start, end = self._place
        return self._write(self._data[:start] + self._data[end:])

    def _write(self, data: bytes) -> bool:
        if data == self._data:
            return False
        self._check()
        folder, name = os.path.split(self.target)
        try:
            paths.private_folder(folder)
            kept = os.path.join(folder, name + KEPT)
            if self._about and data:
                self._put(kept, self._data)
            if data or os.path.islink(self.path) or _is_empty(kept):
                self._put(self.target, data)
            else:
                os.unlink(self.target)
        except OSError as error:
            raise AccessError(f"{shown(self.path)}: {error.strerror}", "Nothing was changed.") from None
        return True

    def _put(self, path: str, data: bytes) -> None:
        with Part(os.path.dirname(path), "tips") as part:
            part.file.write(data)
            part.sync()
            os.fchmod(part.file.fileno(), S_IMODE(self._about.st_mode) if self._about else 0o644)
            if self._about:
                with suppress(PermissionError):
                    os.fchown(part.file.fileno(), -1, self._about.st_gid)
            part.put(path)

    def _check(self) -> None:
        """Raise AccessError where the file is another's, is outside the home, or has changed since it was read."""
        advice = "Put the lines there yourself: tips init."
        if os.path.islink(self.path) and not _is_inside(self.target, os.path.expanduser("~")):
            raise AccessError(f"{shown(self.path)} leads out of your home, to {shown(self.target)}", advice)
        known = self.target
        while not os.path.exists(known):
            known = os.path.dirname(known)
        if os.stat(known).st_uid != os.geteuid():
            raise AccessError(f"{shown(known)} is not yours", "As its owner, without sudo, type it again.")
        if self._about and not os.access(self.target, os.W_OK):
            raise AccessError(f"{shown(self.path)} is read-only", advice)
        with suppress(FileNotFoundError):
            now = os.stat(self.target)
            if not self._about or (now.st_mtime_ns, now.st_size) != (self._about.st_mtime_ns, self._about.st_size):
                raise AccessError(f"{shown(self.path)} was changed by another program just now", "Type it again.")


def _is_empty(path: str) -> bool:
    """Tell of the file as it was before that it was there and empty: without its .zshrc zsh asks its own questions."""
    try:
        return os.path.getsize(path) == 0
    except OSError:
        return False


def _is_inside(path: str, folder: str) -> bool:
    folder = os.path.realpath(folder)
    return path.startswith(folder.rstrip("/") + "/")
