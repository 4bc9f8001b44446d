"""Lists of tips in YAML, as data files of sites and configuration of bots have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.readers.base import Reader, decode
from tipcli.readers.fields import role_of, text_of
from tipcli.readers.json.keys import dates_in, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_ENDINGS = (".yaml", ".yml")
_LISTS = "tips items entries posts quotes fortunes data results records articles".split()
# Blank lines, comments and the mark of a document; perhaps the name of the list; the first key of its first entry.
_BEGINS = re.compile(
    rf"(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\n){{0,200}}(?:(?:{'|'.join(_LISTS)}):[ \t]*\n(?:[ \t]*(?:#[^\n]*)?\n){{0,200}})?"
    r"[ \t]*-[ \t]+(?:\{[ \t]*)?[\"']?([\w -]{1,40})[\"']?:(?:\s|\Z)"
)
_MARK = re.compile(r"\A(?:\s*(?:#[^\n]*)?\n)*---[^\n]*\n")
_LARGEST = 4 * 2**20  # bytes; a parser in Python takes seconds for each
_MOST = 0.8  # of the entries have a text
_FEWEST = 3  # words of a text


class YamlReader(Reader):
    """A list of objects with a title and a text; any other file in YAML is settings of a program."""

    name = "yaml"

    def fits(self, document: Document) -> bool:
        """Tell by the name, by the first key, and then by what is in it. Raises AccessError where it cannot be read."""
        if document.ending not in _ENDINGS:
            return False
        found = _BEGINS.match(decode(document.head).replace("\r\n", "\n"))
        if not found or role_of(found[1].strip()) is None:
            return False
        try:
            return bool(_entries(document))
        except AccessError:  # what is wrong with it is told as of any other settings
            return False

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield the entries. Raises AccessError where it is no YAML, or nothing in it looks like tips."""
        rows = _entries(document)
        if not rows:
            raise AccessError(f"{document.place}: no list of objects with a title and a text")
        keys = keys_of(rows, (date for row in rows for date in dates_in(row)), options, document)
        for number, row in enumerate(rows, 1):
            yield keys.item(row, f"item {number}")


def _entries(document: Document) -> list[dict[str, Any]]:
    """Return the objects of the list; none where they do not look like tips."""
    from tipcli.store.frontmatter import load_yaml

    document.read(_LARGEST)
    text = _MARK.sub("", document.text(), count=1)
    if re.match(r"(?:\s*(?:#[^\n]*)?\n)*[ \t]*- ", text):
        text = f"tips:\n{text}"
    value = load_yaml(text, document.place, has_nulls=True)
    found: list[Any] = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), [])
    objects = [entry for entry in found if isinstance(entry, dict)]
    said = sum(map(_is_tip, objects))
    return objects if objects and len(objects) == len(found) and said >= _MOST * len(objects) else []


def _is_tip(entry: dict[str, Any]) -> bool:
    """Tell whether an object has a text, or a description below a title that is more than a name."""
    roles: dict[str, str] = {}
    for key, value in entry.items():
        if role := role_of(str(key)):
            roles[role[0]] = max(roles.get(role[0], ""), text_of(value) or "", key=len)
    is_titled = "title" in roles and "name" not in map(str.casefold, map(str, entry))
    text = roles.get("body") or (roles.get("gist", "") if is_titled else "")
    return len(text.split(None, _FEWEST)) >= _FEWEST or sum(letter >= "\u2e80" for letter in text) > 2 * _FEWEST
