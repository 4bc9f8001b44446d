"""What was shown when: a line each in the file `history` of the state folder, only where a person asked for that.

Reading tips writes nothing in a home until `tips history --on` has made that file. From then on `show`, `random` and
`today` add a line; with TIPS_HISTORY=off they do not. A full file becomes `history.old`, in place of the one before.
"""

from __future__ import annotations

import os

from tipcli.model.errors import AccessError
from tipcli.model.text import shown as shown_path
from tipcli.system import paths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipcli.model.tip import Tip

MOST = 1 << 18  # bytes of a file: some 8,000 lines
_LAST = 4096  # bytes of the file in which today's tip is looked for
_CAREFUL = os.O_RDWR | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def path() -> str | None:
    """Return where it is kept, or None where the system names no home for it."""
    state = paths.state_folder()
    return state and os.path.join(state, "history")


def is_off(env: dict[str, str] | None = None) -> bool:
    """Tell whether the environment forbids to remember anything."""
    return (os.environ if env is None else env).get("TIPS_HISTORY", "").casefold() in ("off", "0", "no", "false")


def is_kept() -> bool:
    """Tell whether what is shown is remembered."""
    where = path()
    return bool(where) and os.path.isfile(where or "") and not is_off()


def add(command: str, tips: Sequence[Tip], day: str = "", *, anew: bool = False) -> None:
    """Remember that tips were shown, where that is wanted; what cannot be written is not remembered.

    `day` is that of `today`, which is remembered once a day for one tip; `anew` begins a history where there is none.
    """
    where = path()
    if not where or is_off() or not tips or not (anew or os.path.lexists(where)):
        return
    try:
        descriptor = os.open(where, _CAREFUL | (os.O_CREAT if anew else 0), 0o600)
    except OSError:  # nobody asked for it
        return
    try:
        from time import gmtime, strftime

        now = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())
        lines = [f"\t{command}\t{tip.collection}/{tip.number}\t{tip.slug}\t{day}\n" for tip in tips]
        size = os.lseek(descriptor, 0, os.SEEK_END)
        last = os.pread(descriptor, _LAST, max(0, size - _LAST)) if day else b""
        new = [line for line in lines if not day or line.encode("utf-8", "replace") not in last]
        os.write(descriptor, "".join([now + line for line in new]).encode("utf-8", "replace"))
        if size > MOST:
            os.replace(where, f"{where}.old")
            os.close(os.open(where, _CAREFUL | os.O_CREAT, 0o600))
    except OSError:
        pass
    finally:
        os.close(descriptor)


def begin() -> None:
    """Make the file in which it is kept. Raises AccessError."""
    where = path()
    if not where:
        raise AccessError("there is no folder to remember it in", "Set TIPS_HOME to a folder of yours.")
    try:
        paths.private_folder(os.path.dirname(where))
        os.close(os.open(where, _CAREFUL | os.O_CREAT, 0o600))
        os.chmod(where, 0o600)  # whatever the umask
    except OSError as error:
        raise _refused(where, error) from None


def wipe() -> None:
    """Forget what was shown, and go on from now. Raises AccessError."""
    where = path()
    if where and os.path.lexists(where):
        end()
        begin()
    else:
        end()


def end() -> None:
    """Forget what was shown, and remember no more. Raises AccessError."""
    where = path()
    for one in (where, f"{where}.old") if where else ():
        try:
            os.unlink(one or "")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise _refused(one or "", error) from None


def _refused(where: str, error: OSError) -> AccessError:
    return AccessError(f"{shown_path(where)}: {error.strerror}", "Nothing was changed.")


def shown() -> list[tuple[str, str, str, str]]:
    """Return (UTC time, command, ref with its collection, slug) of what was shown, the oldest first."""
    from tipcli.system.files import read_regular

    where = path()
    found: list[tuple[str, str, str, str]] = []
    for one in (f"{where}.old", where) if where else ():
        try:
            data = read_regular(one or "", 2 * MOST)
        except OSError:
            continue
        for line in data.decode("utf-8", "replace").split("\n"):
            fields = line.split("\t")
            if len(fields) == 5 and fields[2].rpartition("/")[2].isdigit() and len(fields[2]) < 80:
                found.append((fields[0], fields[1], fields[2], fields[3]))
    return found


def seen() -> dict[str, set[int]]:
    """Return the numbers of the tips that were shown, by collection."""
    found: dict[str, set[int]] = {}
    for _, _, ref, _ in shown():
        collection, _, number = ref.rpartition("/")
        found.setdefault(collection, set()).add(int(number))
    return found
