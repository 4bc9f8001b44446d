"""What standard output is: a terminal or a pipe, how wide, with which styles. The whole policy of the terminal.

Colour: an explicit `--color` beats everything; then come NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, CLICOLOR,
TTY_COMPATIBLE, and TERM=dumb. `tips today` asks this before anything else is imported, so nothing is imported here that
a bare interpreter has not.
"""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_WIDTH = 80
_NARROWEST = 20  # columns; a narrower terminal breaks the lines itself
_WIDEST = 1000
NO = ("", "0", "false", "no")  # what a variable says that asks for nothing
_YES = ("1", "true", "yes")
# Terminals that show hyperlinks (OSC 8) or pass them over in silence, by how their TERM begins.
_LINKING = ("xterm", "tmux", "alacritty", "foot", "wezterm", "ghostty", "contour", "konsole", "vte", "gnome")
_FIRST_VTE = 5001  # VTE 0.50.1; up to 0.50.0 links crash it or come out as text
_FIRST_TMUX = (3, 4)


class Screen:
    """Where text goes: `width` in columns, `style` none, mono (bold and underline) or color.

    `unicode` tells whether it has lines for boxes, `links` whether it takes hyperlinks (OSC 8).
    """

    __slots__ = ("links", "style", "unicode", "width")

    def __init__(self, width: int = 80, style: str = "none", *, unicode: bool = True, links: bool = False) -> None:
        self.width = width
        self.style = style
        self.unicode = unicode
        self.links = links


def of_output(color: str, env: "Mapping[str, str]" = os.environ) -> Screen:
    """Return the screen of standard output for `--color` auto, always or never."""
    is_tty = is_terminal()
    styled = style(color, env, is_tty=is_tty)
    return Screen(width(env), styled, unicode=is_unicode(), links=is_tty and styled != "none" and links(env))


def is_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    return _is_tty(sys.stdout)


def _is_tty(stream: object) -> bool:
    try:
        return stream is not None and bool(stream.isatty())  # type: ignore[attr-defined]
    except ValueError:  # closed
        return False


def is_unicode() -> bool:
    """Tell whether standard output takes every character."""
    return (getattr(sys.stdout, "encoding", None) or "ascii").lower().startswith("utf")


def style(color: str, env: "Mapping[str, str]", *, is_tty: bool) -> str:
    """Return none, mono or color. NO_COLOR takes the colours from a terminal and leaves it bold.

    TTY_COMPATIBLE says 1 where what reads a pipe shows colour as a terminal does, and 0 of a terminal that cannot.
    """
    if color != "auto":
        return "color" if color == "always" else "none"
    said = {"0": False, "1": True}.get(env.get("TTY_COMPATIBLE", ""))
    is_tty = is_tty if said is None else said
    is_dumb = env.get("TERM") == "dumb" and not said
    if env.get("NO_COLOR"):
        return "mono" if is_tty and not is_dumb else "none"
    if any(env.get(name, "").lower() not in NO for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return "color"
    if env.get("CLICOLOR") == "0" or env.get("FORCE_COLOR") == "0" or is_dumb:
        return "none"
    return "color" if is_tty else "none"


def links(env: "Mapping[str, str]") -> bool:
    """Tell whether the terminal may be given hyperlinks (OSC 8).

    Not the Linux console, TERM=dumb or any TERM that is not known; not GNU screen, nor tmux before 3.4, which do not
    pass them on; not VTE up to 0.50.0; not Terminal of macOS. FORCE_HYPERLINK says otherwise: 1 gives, 0 takes.
    """
    forced = env.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced.lower() not in NO
    term, program = env.get("TERM", ""), env.get("TERM_PROGRAM", "")
    if "TMUX" in env:  # its TERM is screen or tmux
        return program == "tmux" and _version(env.get("TERM_PROGRAM_VERSION", "")) >= _FIRST_TMUX
    vte = env.get("VTE_VERSION", "")
    if "STY" in env or program == "Apple_Terminal" or (vte and (int(vte) if vte.isdecimal() else 0) < _FIRST_VTE):
        return False
    return term.startswith(_LINKING)


def _version(text: str) -> tuple[int, int]:
    """Return the two numbers that a version such as 3.4a begins with; (0, 0) where it does not."""
    major, _, rest = text.partition(".")
    minor = rest.rstrip("abcdefghijklmnopqrstuvwxyz")
    return (int(major), int(minor)) if major.isdecimal() and minor.isdecimal() else (0, 0)


def width(env: "Mapping[str, str]") -> int:
    """Return the columns of the screen: COLUMNS, else what the terminal says, else 80; never under 20."""
    return min(max(_size(env.get("COLUMNS", ""), 0) or DEFAULT_WIDTH, _NARROWEST), _WIDEST)


def height(env: "Mapping[str, str]") -> int:
    """Return the rows of the screen: LINES, else what the terminal says, else 0."""
    return _size(env.get("LINES", ""), 1)


def _size(wanted: str, place: int) -> int:
    """Return the size that a variable names, else the one of the terminal: columns are at place 0, rows at 1."""
    size = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0
    try:
        return size or os.get_terminal_size(1)[place]
    except OSError:
        return 0


def pager(env: "Mapping[str, str]", *, asked: bool | None = None, own: str = "") -> str:
    """Return the command of the pager: that of TIPS_PAGER, else `own`, else of PAGER, else less.

    Return nothing where there is to be none.

    `asked` is True for --pager and False for --no-pager. Unless it is asked for there is none in a pipe, nor where
    nobody could turn the pages, nor with TERM=dumb, TIPS_PAGER set to nothing or `no`, or PAGER set to nothing or cat.
    """
    if asked is False or not is_terminal():
        return ""
    own = env.get("TIPS_PAGER", own or "1")
    is_off = own.lower() in NO
    if is_off or own.lower() in _YES:
        own = env.get("PAGER", "less")
    if asked:
        return own or "less"
    is_off = is_off or env.get("TERM", "dumb") == "dumb" or not _is_tty(sys.stdin)
    return "" if is_off or own == "cat" else own
