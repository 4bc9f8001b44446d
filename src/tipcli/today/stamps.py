"""The stamps of `tips today --once`: which tips were shown on a day already. A shell may set and read them itself.

A stamp is an empty file in the state folder, named by the day and a mark of the command. Whoever creates it prints.
"""

import os

from tipcli.system import paths


def mark(filters_key: str, *, week: bool) -> str:
    """Return what tells the stamps of one command from those of another: eight hexadecimal digits.

    `filters_key` is `Filters.key` of its filters. A profile keeps the mark: another one would print the tip once more.
    """
    from zlib import crc32

    purpose = f"{filters_key}\t{week}"
    return f"{crc32(purpose.encode('utf-8', 'replace')):08x}"


def folder() -> str | None:
    """Return the folder of the stamps, or None where the system names no home for it."""
    state = paths.state_folder()
    return state and os.path.join(state, "once")


def first_time(day: str, purpose_mark: str) -> bool:
    """Tell whether this is the first call for this ISO day and mark, in any process, and remember it.

    What is remembered is kept for the newest two days, so that a clock set back by a day repeats nothing. Where
    nothing can be written it is always the first time.
    """
    stamps = folder()
    if stamps is None:
        return True
    stamp = os.path.join(stamps, f"{day}-{purpose_mark}")
    try:
        paths.private_folder(stamps)
        # Only one process can create the file.
        os.close(os.open(stamp, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.chmod(stamp, 0o600)  # whatever the umask
        forget(day)
    except FileExistsError:
        return False
    except OSError:
        pass
    return True


def forget(day: str) -> None:
    """Take away the stamps of all days but this one and the newest two. Raises OSError."""
    stamps = folder()
    names = os.listdir(stamps) if stamps else []
    newest = sorted({name[:10] for name in names})[-2:]
    for name in names:
        if name[:10] not in (*newest, day):
            os.unlink(os.path.join(stamps or "", name))
