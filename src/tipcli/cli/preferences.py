"""What a person has set in config.toml. Environment beats it, options beat both.

    format = "plain"                  on a terminal: rich, plain, tsv, json, jsonl or markdown
    pager = "less -S"                 or false for none
    color = "never"                   or always, or auto

    history = false                   never remember what was shown

    [today]                           what `tips today` deals from, where the command line does not say
    collections = ["service", "team"]
    topics = ["empathy"]
    footer = ""                       its last line; {ref} is that of the tip

What is no setting, or has no fit value, is told with its line, and passed over.
"""

from __future__ import annotations

import os

from tipcli.model.errors import NotFoundError
from tipcli.model.text import clean_line, shown
from tipcli.system import paths
from tipcli.views.registry import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipcli.library import Library
    from tipcli.model.results import Filters

COLORS = ("auto", "always", "never")
COLOR_VARIABLES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TTY_COMPATIBLE")
_LARGEST = 1 << 14  # bytes
_HINT = "See 'tips config'."


class Preferences:
    """The settings of a file, empty where it has none; `lines` has the line of each, `faults` what is wrong in it.

    `pager` is as TIPS_PAGER has it: a command, `no` for none.
    """

    __slots__ = ("collections", "color", "faults", "footer", "format", "history", "lines", "pager", "path", "topics")

    def __init__(self, path: str) -> None:
        self.path = path
        self.format = self.pager = self.color = ""
        self.history: bool | None = None  # what is said of it
        self.collections: tuple[str, ...] = ()
        self.topics: tuple[str, ...] = ()
        self.footer: str | None = None
        self.lines: dict[str, int] = {}
        self.faults: list[str] = []

    def color_of(self, asked: str, env: Mapping[str, str] = os.environ) -> str:
        """Return auto, always or never, `asked` being what an option says, if any."""
        is_said = any(env.get(name) for name in COLOR_VARIABLES) or env.get("TERM") == "dumb"
        return asked or ("auto" if is_said else self.color or "auto")

    def style(self, style: str) -> str:
        """Return the style of a terminal that by itself has this one."""
        return "none" if self.color == "never" and style == "color" else style

    def dealt(self, library: Library, filters: Filters) -> Filters:
        """Return the filters of `today`, with what is set where they do not say. Raises NotFoundError."""
        topics = self.topics if not (filters.topics or filters.without) else ()
        collections = () if filters.collections else self.collections
        if not (topics or collections):
            return library.checked(filters)
        more = {"topics": topics} if topics else {}
        more |= {"collections": collections} if collections else {}
        try:
            return library.checked(filters.replace(**more))
        except NotFoundError as error:
            raise NotFoundError(f"{shown(self.path)}: {error.message}", error.hint, error.details) from None


def load() -> Preferences:
    """Return the settings; no parser is loaded where there is no file."""
    path = paths.config_file() or ""
    made = Preferences(path)
    if path and os.path.lexists(path):
        from tipcli.cli import settings_file

        try:
            settings_file.read(made, path, _LARGEST, _take)
        except OSError as error:
            made.faults.append(f"{shown(path)}: {error.strerror}; its settings are passed over. {_HINT}")
    return made


def _take(made: Preferences, name: str, value: object) -> str:
    """Take a setting; return what is wrong with it, nothing where it is fine."""
    if name == "format":
        made.format = str(value) if value in FORMATS else ""
        return "" if made.format else f"is not one of {', '.join(FORMATS)}"
    if name == "color":
        made.color = str(value) if value in COLORS else ""
        return "" if made.color else "is not auto, always or never"
    if name == "history":
        made.history = value if isinstance(value, bool) else None
        return "" if isinstance(value, bool) else "is not true or false"
    if name == "pager":
        is_fit = isinstance(value, (str, bool))
        made.pager = str(value or "no") if isinstance(value, str) else "1" if value is True else "no"
        if not is_fit:
            made.pager = ""
        return "" if is_fit else "is no command in quotes, nor true or false"
    return _take_of_today(made, name, value)


def _take_of_today(made: Preferences, name: str, value: object) -> str:
    if name == "today.footer":
        made.footer = clean_line(value) if isinstance(value, str) else None
        return "" if isinstance(value, str) else "is no text in quotes"
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        return 'is no list of names, as in ["empathy"]'
    setattr(made, name.rpartition(".")[2], tuple(value))
    return ""
