"""Which of a person's own tips are versions of others."""

from __future__ import annotations

from tipcli.model.tip import BUNDLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.opened import Index

_FROM = "from"  # in `extra`, as `store.own_text` writes it


def origins(index: Index) -> dict[tuple[str, int], int]:
    """Return the numbers of versions by collection and number of the tip that each was made from; of two the last."""
    import json

    found: dict[tuple[str, int], int] = {}
    query = "select number, extra from tip where instr(extra, ?) order by number"
    for number, extra in index._connection.execute(query, (f'"{_FROM}"',)):
        collection, _, origin = str(json.loads(extra).get(_FROM) or "").rpartition("/")
        if origin.isascii() and origin.isdigit() and len(origin) < len(str(2**63)):
            found[collection or BUNDLED, int(origin)] = number
    return found
