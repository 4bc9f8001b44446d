"""How to import, as the person who asks for it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportOptions:
    """How to import. `topics` are given to every tip; `rotation` None leaves it as it is; `limit` 0 takes all items.

    `rot13`, `pages`, `dates` and `columns` are those of `readers.base.Options`.
    """

    format: str = ""
    rot13: bool = False
    pages: bool = False
    dates: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    topics: tuple[str, ...] = ()
    rotation: bool | None = None
    limit: int = 0
    prune: bool = False
    dry_run: bool = False
