"""JSON Lines: a tip a line and nothing else, so that `jq` and the like need to know nothing of us."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tipcli.exports.base import Export

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry


class JsonLinesExport(Export):
    """The keys that `--format json` prints, and guid, link and extra where a tip has them."""

    name = "jsonl"
    about = "JSON Lines, a tip a line, nothing left out"
    ending = ".jsonl"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield a line a tip."""
        for entry in tips:
            fields = entry.tip.as_object() | entry.record()
            del fields["starred"], fields["note"]  # which are nobody else's
            yield json.dumps(fields, ensure_ascii=False) + "\n"
