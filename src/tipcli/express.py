"""The short ways: `tips today` from a rendering, and a plain line without the parser. Everything else is parsed.

A bare command is one with words only, no option: `BARE` says which there are, and how many words each takes. It runs
the same function as the parsed command, with the options at their defaults, so that what it prints is the same. So do
`tips 30` and `tips angry customer`, where no command is named. A line with options is read by `cli.straight`.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.cli.screen_read import Printed
    from tipcli.today.cache_read import Rendering

# name: (least words, most words)
BARE = {
    **dict.fromkeys(("list", "random", "topics", "doctor"), (0, 0)),
    **dict.fromkeys(("search", "show", "unstar", "unhide"), (1, 10_000)),
    **dict.fromkeys(("star", "hide", "note", "practice", "done"), (0, 10_000)),
}
_NO_MEMORY = b"tips: there is not enough memory. Nothing was changed.\n"
_ALLOCATIONS = 100_000  # more objects than there were, after which the collector looks for garbage
_COMPLETE = "_TIPS_COMPLETE"  # the variable by which a shell asks for completions


def main() -> None:
    """Run the command line and end the process with its status: what the console script calls."""
    end(outcome(sys.argv[1:]))


def outcome(arguments: list[str]) -> int:
    """Run a command line and return its exit status, also when it is interrupted or cannot even start."""
    try:
        return run(arguments)
    except KeyboardInterrupt:
        return 130
    except (MemoryError, SystemError):  # a SystemError is what an import may make of it
        # Even an orderly exit may need more than there is.
        os.write(2, _NO_MEMORY)
        os._exit(3)
    except (ImportError, OSError) as error:  # before there is a boundary: a torn install, or no room for a library
        is_memory = " map " in str(error)  # "failed to map segment", "cannot map zero-fill pages"
        sys.stderr.write(_NO_MEMORY.decode() if is_memory else f"tips: cannot start: {error}. Install tipcli again.\n")
        return 3


def end(status: int) -> None:
    """End the process at once. Whoever opened a file, a thread or a child has closed it by now.

    An interpreter that is taken apart frees each object before the system frees all of them: a sixth of its time.
    """
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):  # the interpreter tells it at an ordinary end
        sys.exit(status)
    os._exit(status)


def is_bare(arguments: list[str]) -> bool:
    """Tell whether a command line needs no parser."""
    least, most = BARE.get(arguments[0], (1, 0)) if arguments else (1, 0)
    return least <= len(arguments) - 1 <= most and not any(one.startswith("-") for one in arguments)


def run(arguments: list[str]) -> int:
    """Run a command line, the shortest way that there is for it, and return its exit status."""
    rendering: Rendering | None = None
    is_tab = _COMPLETE in os.environ
    if not arguments and not is_tab:
        status = run(["today"])
        if status == 0 and _is_terminal():
            from tipcli.cli import greeting

            greeting.greet(status)
        return status
    if arguments[:1] == ["today"] and not is_tab:
        from tipcli.today import cache_read

        rendering = cache_read.wanted(arguments)
        if rendering and "--prepare" not in arguments and (found := rendering.read()):
            return _print_today(rendering, *found)
    elif not is_tab and _is_terminal():
        from tipcli.cli import screen_read

        if printed := screen_read.wanted(arguments):
            return _printed(arguments, printed)
    return _answered(arguments, rendering)


def _is_terminal() -> bool:
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def _printed(arguments: list[str], printed: "Printed") -> int:
    """Print again what was printed before, or answer the line and keep what it prints; return its exit status."""
    if (status := printed.again()) is not None:
        return status
    from tipcli.cli import screen_write

    heard = screen_write.listen()
    status = _answered(arguments, None)
    if status == 0:
        screen_write.keep(printed, heard)
    return status


def _answered(arguments: list[str], rendering: "Rendering | None") -> int:
    """Answer a line, by the parser only where there is no other way, and return its exit status."""
    import gc

    is_tab = _COMPLETE in os.environ
    is_reading = is_tab or arguments[0] in ("today", *BARE)
    if is_reading and "TIPS_DEBUG" not in os.environ:  # with it a traceback has the lines of the source
        _has_parts()
    # What is imported lives as long as the process: looking through it for garbage took a twentieth of the time.
    gc.set_threshold(_ALLOCATIONS)
    answered: int | None = None
    if is_tab:
        from tipcli.cli import tab

        answered = tab.answer()
    elif is_bare(arguments):
        from tipcli.cli import answers, boundary

        answered = boundary.run(lambda: answers.bare(arguments[0], arguments[1:]))
    elif is_reading:
        answered = _read(arguments, rendering)
    elif arguments not in (["--help"], ["-h"]):
        line, refused = _meant(arguments)
        if line != arguments:
            answered = refused or run(line)
    if answered is not None:
        return answered
    from tipcli.cli.main import run as run_parsed

    return run_parsed(arguments, rendering)


def _has_parts() -> bool:
    """Take modules many at a time from now on, see `system.parts`, where there are such: a checkout has none."""
    try:
        __import__("tipcli._start")
    except ModuleNotFoundError:
        return False
    else:
        return True


def _read(arguments: list[str], rendering: "Rendering | None") -> int | None:
    """Answer a line with options and return its exit status, or None where the parser has to be asked."""
    from tipcli.cli import boundary, straight

    line = straight.read(arguments)
    return None if line is None else boundary.run(lambda: straight.answer(line, rendering))


def _meant(arguments: list[str]) -> tuple[list[str], int]:
    """Return the line that was meant and 0, or nothing and the exit status where that was asked about."""
    from tipcli.cli import boundary, typed
    from tipcli.model.errors import TipsError

    try:
        return typed.meant(arguments), 0
    except TipsError as error:
        return [], boundary.told(error)


def _print_today(rendering: "Rendering", text: str, mark: str) -> int:
    if rendering.once:
        from tipcli.today import stamps

        if not stamps.first_time(rendering.day, mark):
            return 0
    try:
        if sys.stdout is not None:
            sys.stdout.write(text)
            sys.stdout.flush()
    except (OSError, ValueError) as error:
        from tipcli.cli import boundary, terminal

        failure = error
        return boundary.run(lambda: terminal.failed(failure))
    return 0
