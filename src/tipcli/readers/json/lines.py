"""JSON Lines: an object or a text on each line."""

from __future__ import annotations

import json
import re
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.readers.base import About, Bad, Reader, Record, Skipped, decode
from tipcli.readers.columns import SAMPLE
from tipcli.readers.fields import text_of
from tipcli.readers.json.keys import dates_in, keys_of
from tipcli.readers.json.noted import noted_line
from tipcli.readers.json.servers import error_in
from tipcli.readers.json.values import item_of_value, reason
from tipcli.readers.lines import TOO_LONG, raw_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Item, Options
    from tipcli.readers.json.keys import Keys

_ENDINGS = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_TYPES = frozenset({"application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines"})
_NUMBERS = re.compile(rb'"\s*\d{1,2}[/-]\d{1,2}[/-]\d{2}')  # of a date that may be read in several ways


class JsonLinesReader(Reader):
    """A tip a line, of any number; the first line may describe the collection, as ours does."""

    name = "jsonl"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by two objects on two lines."""
        if document.ending in _ENDINGS or document.media_type in _TYPES:
            return True
        lines = (line.strip() for line in document.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1000))
        first, second = (*filter(None, lines), b"", b"")[:2]
        return first.startswith(b"{") and second.startswith(b"{") and isinstance(_loaded(first), dict)

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield a record for each line that is not blank. Raises AccessError for a file without any."""
        is_first = True
        keys = keys_of(_sample(document), _dates(document), options, document)
        form = keys.form
        for number, raw in enumerate(raw_lines(document), 1):
            if raw is None:
                yield Bad(f"line {number}", TOO_LONG)
            elif line := raw.strip(b" \t\r\n"):
                if error := _error(line, is_alone=is_first and len(raw) == document.size()):
                    if is_first or document.address:
                        raise AccessError(f"{document.place}, line {number}: {error}")
                    yield Bad(f"line {number}", error)
                    continue
                header = _header(line, document.place) if is_first else None
                yield header or Record(line + form, partial(_item_of_line, line, number, keys))
            else:
                continue
            is_first = False
        if is_first:
            raise AccessError(f"{document.place}: nothing is in it")


def _error(line: bytes, *, is_alone: bool) -> str:
    """Return what a line is that is no tip, but an error of a server or of a log; empty for any other."""
    is_suspect = is_alone or b'"error' in line or b"level" in line or b'"severity"' in line
    fields = _loaded(line) if is_suspect else None
    return error_in(fields, is_alone=is_alone) if isinstance(fields, dict) else ""


def _header(line: bytes, place: str) -> About | None:
    """Return what the first line says of the collection, if it does. Raises AccessError for one of a newer form."""
    fields = _loaded(line) if b'"tipcli"' in line else None
    if (
        not isinstance(fields, dict)
        or isinstance(fields.get("tipcli"), bool)
        or not isinstance(fields.get("tipcli"), int)
    ):
        return None
    from tipcli.store.jsonl import header_topics, read_header

    read_header(json.dumps({"tipcli": fields["tipcli"]}), place)
    rotation = fields.get("rotation")
    title = text_of(fields.get("title")) or text_of(fields.get("name")) or ""
    return About(title, tuple(header_topics(fields)), rotation if isinstance(rotation, bool) else None)


def _loaded(line: bytes) -> Any:
    try:
        return json.loads(decode(line))
    except (ValueError, RecursionError):
        return None


def _sample(document: Document) -> Iterator[Any]:
    """Yield the whole lines of the head."""
    lines = map(_loaded, document.head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[: SAMPLE + 1])
    return (noted_line(one) for one in lines if isinstance(one, dict))


def _dates(document: Document) -> Iterator[str]:
    """Yield the dates of numbers in all lines; only lines that have any are parsed."""
    with closing(raw_lines(document)) as lines:
        for raw in lines:
            if raw and _NUMBERS.search(raw):
                yield from dates_in(_loaded(raw))


def _item_of_line(line: bytes, number: int, keys: Keys) -> Item | Bad | Skipped:
    place = f"line {number}"
    try:
        value = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        return Bad(place, f"no JSON: {reason(error)}")
    made = noted_line(value)
    return (
        Skipped(place, made) if isinstance(value, dict) and isinstance(made, str) else item_of_value(made, place, keys)
    )
