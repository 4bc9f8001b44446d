"""What standard output is: a terminal or a pipe, how wide, with which styles. The whole policy of who sees colour.

An explicit `--color` beats everything; then come NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, CLICOLOR, and TERM=dumb.
`tips today` asks this before anything else is imported, so nothing is imported here that a bare interpreter has not.
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


class Screen:
    """Where text goes: `width` in columns, `style` none, mono (bold and dim) or color, `unicode` for box lines."""

    __slots__ = ("style", "unicode", "width")

    def __init__(self, width: int = 80, style: str = "none", *, unicode: bool = True) -> None:
        self.width = width
        self.style = style
        self.unicode = unicode


def of_output(color: str, env: "Mapping[str, str]" = os.environ) -> Screen:
    """Return the screen of standard output for `--color` auto, always or never."""
    return Screen(width(env), style(color, env, is_tty=is_terminal()), unicode=is_unicode())


def is_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    try:
        return sys.stdout is not None and sys.stdout.isatty()
    except ValueError:  # closed
        return False


def is_unicode() -> bool:
    """Tell whether standard output takes every character."""
    return (getattr(sys.stdout, "encoding", None) or "ascii").lower().startswith("utf")


def style(color: str, env: "Mapping[str, str]", *, is_tty: bool) -> str:
    """Return none, mono or color. NO_COLOR takes the colours from a terminal and leaves it bold."""
    if color != "auto":
        return "color" if color == "always" else "none"
    if env.get("NO_COLOR"):
        return "mono" if is_tty and env.get("TERM") != "dumb" else "none"
    if any(env.get(name, "").lower() not in NO for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return "color"
    if env.get("CLICOLOR") == "0" or env.get("FORCE_COLOR") == "0" or env.get("TERM") == "dumb":
        return "none"
    return "color" if is_tty else "none"


def width(env: "Mapping[str, str]") -> int:
    """Return the columns of the screen: COLUMNS, else what the terminal says, else 80; never under 20."""
    wanted = env.get("COLUMNS", "")
    columns = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else 0
    if not columns:
        try:
            columns = os.get_terminal_size(1).columns
        except OSError:
            columns = 0
    return min(max(columns or DEFAULT_WIDTH, _NARROWEST), _WIDEST)


def wants_pager(env: "Mapping[str, str]") -> bool:
    """Tell whether TIPS_PAGER asks for a pager: the name of one, or 1, true or yes for that of PAGER."""
    return env.get("TIPS_PAGER", "").lower() not in NO
