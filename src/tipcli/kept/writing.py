"""Adding lines to what a person keeps, so that none is lost: under a lock, at once, and on the disk before it is said.

    with Library() as library:
        writing.add("stars", "star", library.resolve(["12"]))

A machine writes files of its own name, which is made when it first writes and remembered in the state folder, which
nobody copies to another machine. Kinds are `stars`, `notes`, `hidden` and `practice`.
"""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EINVAL, ENOSPC
from stat import S_ISREG

from tipcli.kept.lines import ENDING, LARGEST, Line, folder, read
from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line, shown, slugify
from tipcli.system import paths
from tipcli.system.files import read_regular, sync_folder
from tipcli.system.locks import BUSY, HELD, lock
from tipcli.system.scratch import Part, has_name, sweep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipcli.model.tip import Tip

STEP = 1 << 16  # bytes; each time a file has grown by so many, what later lines made needless is taken out
_PATIENCE = 5.0  # seconds for which another process is waited for
LONGEST = 20_000  # characters of a text
_CAREFUL = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def add(kind: str, verb: str, tips: Iterable[Tip], text: str = "") -> None:
    """Say something of tips. Raises AccessError; then nothing was said of any."""
    add_lines(kind, [(verb, f"{tip.collection}/{tip.number}", tip.slug, tip.guid, tip.title, text) for tip in tips])


def add_lines(kind: str, said: Sequence[tuple[str, str, str, str, str, str]]) -> None:
    """Add lines as (verb, ref, slug, guid, title, text). Raises AccessError; then none was added."""
    inside = folder()
    if inside is None:
        raise AccessError("there is no folder to keep it in", "Set TIPS_HOME to a folder of yours.")
    path = inside
    try:
        time = _now(max((line.time for line in read()), default=""))
        lines = [
            Line(time, verb, ref, slug, clean_line(guid), clean_line(title), clean(text))
            for verb, ref, slug, guid, title, text in said
        ]
        path = os.path.join(paths.private_folder(inside), f"{kind}-{_machine()}{ENDING}")
        sweep(inside)
        _append(path, "".join(line.encoded() for line in lines).encode("utf-8", "replace"))
    except BlockingIOError:
        raise AccessError(f"{shown(path)}: another process is writing it", "Nothing was kept. Try again.") from None
    except OSError as error:
        raise AccessError(f"{shown(path)}: {error.strerror}", "Nothing was kept.") from None


def _append(path: str, data: bytes) -> None:
    """Add whole lines to a file, or leave it as it was. Raises OSError, BlockingIOError where another holds it."""
    descriptor, state = _opened(path)
    try:
        os.fchmod(descriptor, 0o600)  # whatever the umask
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":  # after a line that was torn
            data = b"\n" + data
        try:
            _write(descriptor, data, path)
            os.fsync(descriptor)
        except BaseException:
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
        end = size + len(data)
        if state == HELD and size // STEP != end // STEP and end < LARGEST:
            from tipcli.kept.compacting import compact

            compact(path, descriptor)
    finally:
        with suppress(OSError):
            os.close(descriptor)
    if not size:
        sync_folder(os.path.dirname(path))


def _opened(path: str) -> tuple[int, str]:
    """Open a file and lock it; return its descriptor, and whether there is a lock. Raises OSError, BlockingIOError.

    Who held the lock may have put another file in its place meanwhile: then that is opened.
    """
    from time import monotonic

    end = monotonic() + _PATIENCE
    while (left := end - monotonic()) > 0:
        descriptor = os.open(path, _CAREFUL, 0o600)
        try:
            state = _locked(path, descriptor, left)
            is_it = has_name(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        if is_it:
            return descriptor, state
        os.close(descriptor)
    raise BlockingIOError(path)


def _locked(path: str, descriptor: int, seconds: float) -> str:
    if not S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError(EINVAL, "no regular file", path)
    if (state := lock(descriptor, seconds)) == BUSY:
        raise BlockingIOError(path)
    return state


def _write(descriptor: int, data: bytes, path: str) -> None:
    if os.write(descriptor, data) != len(data):
        raise OSError(ENOSPC, "only a part could be written", path)


def _now(last: str) -> str:
    """Return the time, later than that of the last line, so that what is said now counts whatever the clock does."""
    from time import gmtime, strftime, time_ns

    seconds, rest = divmod(time_ns(), 1_000_000_000)
    now = f"{strftime('%Y-%m-%dT%H:%M:%S', gmtime(seconds))}.{rest // 1000:06}Z"
    if now > last:
        return now
    from datetime import UTC, datetime, timedelta

    try:
        later = datetime.strptime(last, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC) + timedelta(microseconds=1)
    except (ValueError, OverflowError):  # no time of ours
        return now
    return later.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _machine() -> str:
    """Return the name of this machine in names of files; one that cannot be remembered is that of the host alone."""
    host = slugify(os.uname().nodename.partition(".")[0], 20) or "machine"
    state = paths.state_folder()
    path = os.path.join(state or "", "machine")
    if (name := _remembered(path)) and name.rpartition("-")[0] == host:
        return name
    made = f"{host}-{os.urandom(3).hex()}"
    try:
        with Part(paths.private_folder(state or os.devnull), "machine") as part:
            part.file.write(f"{made}\n".encode("ascii"))
            part.sync()
            if name:  # the folder came from another machine
                part.put(path)
            else:
                part.put_new(path)
    except FileExistsError:  # made by a process that runs beside this one
        return _remembered(path) or host
    except OSError:
        return host
    return made


def _remembered(path: str) -> str:
    try:
        name = read_regular(path, 100).decode("ascii", "replace").strip()
    except OSError:
        return ""
    return name if name == slugify(name) else ""
