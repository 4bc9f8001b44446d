"""What the browser can do with a tip; `cli.browsing` does it as the commands of these names do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


class Actions(Protocol):
    """Each returns what was done, in a sentence, and raises TipsError where it could not be."""

    def star(self, tip: Tip) -> str:
        """Star a tip, or take its star off."""

    def note(self, tip: Tip, words: str) -> str:
        """Put words of one's own under a tip; none take them away."""

    def copy(self, tip: Tip) -> str:
        """Copy a tip to the clipboard."""

    def open(self, tip: Tip) -> str:
        """Open the link of a tip."""

    def practice(self, tip: Tip) -> str:
        """Begin to practice a tip."""

    def edit(self, tip: Tip) -> str:
        """Edit a tip in the person's editor; the screen is the editor's meanwhile."""

    def export(self, refs: list[str], path: str) -> str:
        """Export tips to a file."""
