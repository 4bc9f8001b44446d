"""What every view can show, and what it is told of the screen."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from tipcli.model.results import Check, Hit, Holding, TopicCount
    from tipcli.model.tip import Tip
    from tipcli.system.screen import Screen


class View:
    """One format. Each method yields pieces of text, line ends included, that together are the whole output.

    `bodies` tells whether `tips` needs whole tips: bodies are most of what a list would read. `footer` is the last line
    of `today`; None is how to read the rest, and an empty one none at all.
    """

    bodies = True
    footer: str | None = None

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def tips(self, tips: Iterable[Tip]) -> Iterator[str]:
        """Show a list, one tip a row."""
        raise NotImplementedError

    def hits(self, hits: Sequence[Hit]) -> Iterator[str]:
        """Show what a search found, and why."""
        raise NotImplementedError

    def whole(self, tips: Sequence[tuple[Tip, Sequence[Tip]]]) -> Iterator[str]:
        """Show whole tips, each with its related ones."""
        raise NotImplementedError

    def today(self, tip: Tip, day: date, *, week: bool) -> Iterator[str]:
        """Show the tip of a day, or of its ISO week: title, gist, action, and how to read the rest."""
        raise NotImplementedError

    def habits(self, lines: Sequence[str]) -> Iterator[str]:
        """Show, below the tip of a day, a line for each habit that is practiced; a format for programs shows none."""
        raise NotImplementedError

    def topics(self, topics: Sequence[TopicCount]) -> Iterator[str]:
        """Show the topics with the number of tips that have each."""
        raise NotImplementedError

    def collections(self, holdings: Sequence[Holding]) -> Iterator[str]:
        """Show what the library holds."""
        raise NotImplementedError

    def checks(self, checks: Sequence[Check]) -> Iterator[str]:
        """Show what `doctor` found."""
        raise NotImplementedError
