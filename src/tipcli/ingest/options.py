"""How to import, as the person who asks for it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class ImportOptions:
    """How to import. `topics` are given to every tip; `rotation` None leaves it as it is; `limit` 0 takes all items.

    `rot13`, `pages`, `dates` and `columns` are those of `readers.base.Options`; `folder_topics`: folders are topics.
    `may_prune` is asked before more than half of a collection is dropped, with its size and how many of it; where it
    does not raise, they are. `today` is the ISO day up to which tips are dated, empty for any.
    """

    format: str = ""
    rot13: bool = False
    pages: bool = False
    folder_topics: bool = True
    dates: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    rotation: bool | None = None
    limit: int = 0
    prune: bool = False
    dry_run: bool = False
    may_prune: Callable[[int, int], None] | None = None
    today: str = ""
