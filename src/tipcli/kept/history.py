"""What was shown when: a line each in the file `history` of the state folder, only where a person asked for that.

Reading tips writes nothing in a home until `tips history --on` has made that file. From then on `show`, `random` and
`today` add a line; with TIPS_HISTORY=off they do not. A full file becomes `history.old`, in place of the one before.
"""

from __future__ import annotations

import os

from tipcli.system import paths
from tipcli.system.files import read_regular

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipcli.model.tip import Tip

MOST = 1 << 18  # bytes of a file: some 8,000 lines
_CAREFUL = os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


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


def add(command: str, tips: Iterable[Tip], day: str = "") -> None:
    """Remember that tips were shown, where that is wanted; what cannot be written is not remembered."""
    if not (where := path()) or is_off():
        return
    try:
        descriptor = os.open(where, _CAREFUL)
    except OSError:  # nobody asked for it
        return
    try:
        from time import gmtime, strftime

        now = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime())
        lines = [f"{now}\t{command}\t{tip.collection}/{tip.number}\t{tip.slug}\t{day}\n" for tip in tips]
        os.write(descriptor, "".join(lines).encode("utf-8", "replace"))
        if os.fstat(descriptor).st_size > MOST:
            os.replace(where, f"{where}.old")
            os.close(os.open(where, _CAREFUL | os.O_CREAT, 0o600))
    except OSError:
        pass
    finally:
        os.close(descriptor)


def shown() -> list[tuple[str, str, str, str]]:
    """Return (UTC time, command, ref with its collection, slug) of what was shown, the oldest first."""
    where, found = path(), []
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
