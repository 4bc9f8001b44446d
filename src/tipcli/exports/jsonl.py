"""JSON Lines: the form that the library itself keeps a collection in, a header and then a tip a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tipcli.exports.base import Export
from tipcli.store.jsonl import FORM, topics_as_header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry


class JsonLinesExport(Export):
    """The keys that `--format json` prints, and guid, link and extra where a tip has them."""

    name = "jsonl"
    about = "JSON Lines, a tip a line, nothing left out"
    ending = ".jsonl"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the header and a line a tip."""
        header = {"tipcli": FORM, "name": about.name, "topics": topics_as_header(about.topics)}
        yield json.dumps(header, ensure_ascii=False) + "\n"
        for entry in tips:
            fields = {"ref": entry.tip.ref, "collection": entry.tip.collection} | entry.record()
            yield json.dumps(fields, ensure_ascii=False) + "\n"
