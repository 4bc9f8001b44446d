"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass, field

COMPARED = 500  # new tips that are compared with those of other collections


@dataclass
class Tally:
    """How often something was met, and what it was the first time."""

    count: int = 0
    first: str = ""

    def add(self, text: str) -> None:
        """Count once more."""
        self.first = self.first or text
        self.count += 1


@dataclass
class Report:
    """What an import did, or with `dry_run` would do, to the collection `name`.

    `twice` items stood in the source before. `gone` tips were not found again and kept, `removed` ones were not. Bad
    and skipped items are (source, place, reason). `failures` are sources that could not be read, (message, hint).
    `first` are the numbers of the first new tips; `not_modified` addresses whose server said that nothing is new;
    `empty` says of sources that had tips once that they have none now. `is_waiting`: some have their day still to come.
    `remarks` are (source, text) of documents that a person may want read otherwise; `undated` are dates that could not
    be read, `doubtful` those that could be read in two ways.
    """

    name: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    twice: int = 0
    removed: int = 0
    gone: int = 0
    skipped: list[tuple[str, str, str]] = field(default_factory=list)
    bad: list[tuple[str, str, str]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    is_prune_put_off: bool = False
    is_waiting: bool = False
    first: list[int] = field(default_factory=list)
    not_modified: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    undated: Tally = field(default_factory=Tally)
    doubtful: Tally = field(default_factory=Tally)

    @property
    def read(self) -> int:
        """How many items could be read."""
        return self.added + self.updated + self.unchanged + self.twice
