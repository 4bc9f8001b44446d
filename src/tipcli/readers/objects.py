"""Objects with named fields as tips: JSON Lines, JSON, and for other readers whatever else has names for its values."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line, quoted
from tipcli.readers.base import About, Bad, Item, More, Reader, Record, Skipped, decode
from tipcli.readers.fields import TooMuchError, role_of, text_of
from tipcli.readers.json.shapes import laid_out
from tipcli.readers.lines import TOO_LONG, raw_lines
from tipcli.readers.mapping import Mapping, own_item, plain_item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.readers.base import Document, Found, Options

_OURS = frozenset({"slug", "title", "gist", "body", "complete"})  # every record that we write has all of these
_LISTS = tuple("tips items entries posts quotes fortunes data results records articles documents".split())
_ERRORS = frozenset("error errors code message status statuscode detail details title type instance data".split())
_SETTINGS = frozenset({"_category_.json", "package.json", "package-lock.json", "tsconfig.json", "composer.json"})
_DEEPEST_LIST = 3  # objects around the list, as in {"data": {"posts": [...]}}
_LINES_ENDINGS = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_LINES_TYPES = frozenset({"application/jsonl", "application/x-ndjson", "application/ndjson", "application/x-jsonlines"})


def item_of_object(fields: dict[str, Any], place: str, *, body: str | None = None) -> Item | Bad:
    """Make an item of named values, by the names in `fields.NAMES`; what no field takes is kept in `extra`.

    `body` is the text in Markdown where it stands apart from the fields, as below front matter. A record that we wrote
    ourselves comes back exactly: no name but ours is looked for in it, and its text is Markdown whatever it looks like.
    """
    try:
        if body is None and fields.keys() >= _OURS:
            item = own_item(fields, place)
        else:
            item = (plain_item(fields, place) if body is None else None) or Mapping(fields, body).item(place)
    except TooMuchError:
        return Bad(place, "more than 1 MB beside title and text")
    except AccessError as error:  # HTML that is not fit to be converted
        return Bad(place, clean_line(error.message))
    if item.title.strip() or item.body.strip():
        return item
    if not item.gist:
        return Bad(place, "no title and no text")
    item.body, item.gist = item.gist, ""
    return item


class JsonLinesReader(Reader):
    """A tip a line, of any number; the first line may describe the collection, as ours does."""

    name = "jsonl"
    about = "JSON Lines: an object or a text on each line"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by two objects on two lines."""
        if document.ending in _LINES_ENDINGS or document.media_type in _LINES_TYPES:
            return True
        lines = (line.strip() for line in document.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1000))
        first, second = (*filter(None, lines), b"", b"")[:2]
        return first.startswith(b"{") and second.startswith(b"{") and isinstance(_loaded(first), dict)

    def read(self, document: Document, options: Options) -> Iterator[Found]:  # noqa: ARG002 - the same for all readers
        """Yield a record for each line that is not blank. Raises AccessError for a file without any."""
        is_first = True
        for number, raw in enumerate(raw_lines(document), 1):
            if raw is None:
                yield Bad(f"line {number}", TOO_LONG)
            elif line := raw.strip(b" \t\r\n"):
                header = _header(line, document.place) if is_first else None
                yield header or Record(line, partial(_item_of_line, line, number))
            else:
                continue
            is_first = False
        if is_first:
            raise AccessError(f"{document.place}: nothing is in it")


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


def _item_of_line(line: bytes, number: int) -> Item | Bad:
    place = f"line {number}"
    try:
        value = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        return Bad(place, f"no JSON: {_why(error)}")
    return _item_of_value(value, place)


def _item_of_value(value: Any, place: str) -> Item | Bad:
    if isinstance(value, dict):
        return item_of_object(value, place)
    if isinstance(value, str):
        return Item(place, body=value) if value.strip() else Bad(place, "no title and no text")
    kind = "a list" if isinstance(value, list) else "null" if value is None else "a number, true or false"
    return Bad(place, f"{kind}, not an object or a text")


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{clean_line(error.msg[1:])}, column {error.colno}"
    return "a number of more than 4,300 digits"


class JsonReader(Reader):
    """One JSON document: a list of objects or texts, an object with such a list, or titles with their texts."""

    name = "json"
    about = "JSON: a list of tips, a JSON Feed, or titles with their texts"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by a beginning that no prose has; posts of WordPress are not meant."""
        head = b"".join(document.head.removeprefix(b"\xef\xbb\xbf").split())
        if b'"title":{"rendered"' in head:
            return False
        media_type = document.media_type
        if document.ending == ".json" or media_type == "application/json" or media_type.endswith("+json"):
            return True
        return (head.startswith(b'{"') and b":" in head) or head.startswith((b"[{", b'["', b'[["'))

    def read(self, document: Document, options: Options) -> Iterator[Found]:
        """Yield what the document holds. Raises AccessError where it is no JSON or nothing in it looks like tips."""
        if document.name in _SETTINGS or document.ending == ".canvas":
            yield Skipped("line 1", "of a program's own use, by its name")
            return
        text = document.text().removeprefix("\ufeff")
        try:
            value = json.loads(text)
        except json.JSONDecodeError as error:
            hint = "If each line is an object of its own, use --from jsonl." if error.msg == "Extra data" else ""
            where = f"{document.place}, line {error.lineno}, column {error.colno}"
            raise AccessError(f"{where}: no JSON: {error.msg[:1].lower()}{error.msg[1:]}", hint=hint) from None
        except (ValueError, RecursionError) as error:
            raise AccessError(f"{document.place}: no JSON: {_why(error)}") from None
        del text
        if isinstance(value, dict):
            _check_error(value, document.place)
            yield from _about(value, document)
        is_empty = True
        laid = laid_out(value, pages=options.pages)
        for found in _found(value) if laid is None else _found_laid(laid):
            is_empty = False
            yield found
        if is_empty:
            raise AccessError(
                f"{document.place}: no tips are in it", hint="A list of objects with a title or a text is read."
            )


def _check_error(value: dict[str, Any], place: str) -> None:
    """Refuse what a server says instead of tips. Raises AccessError."""
    if ("error" in value or "errors" in value or "code" in value) and value.keys() <= _ERRORS:
        told = next((text for key in ("message", "error", "detail", "title") if (text := text_of(value.get(key)))), "")
        raise AccessError(f"{place}: an error of the server, not tips" + (f": {quoted(told)}" if told else ""))


def _about(value: dict[str, Any], document: Document) -> Iterator[Found]:
    """Yield what a JSON Feed says of itself, and where it goes on."""
    if not any(isinstance(value.get(name), list) for name in _LISTS):
        return
    if title := text_of(value.get("title")) or text_of(value.get("name")):
        yield About(title)
    following = text_of(value.get("next_url"))
    if following:
        try:
            yield More(urljoin(document.address, following))
        except ValueError:
            yield Bad("next_url", f"no address: {quoted(following)}")


def _found(value: Any, depth: int = 0) -> Iterator[Found]:
    """Yield the items of a document of any shape."""
    if isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield _item_of_value(one, f"item {number}")
    elif not isinstance(value, dict):
        yield from [_item_of_value(value, "item 1")] if value not in (None, "") else ()
    elif inner := _list_in(value, depth):
        yield from _found(inner, depth + 1)
    elif _is_one_item(value):
        yield item_of_object(value, "item 1")
    else:
        yield from _by_key(value)


def _found_laid(laid: Iterable[dict[str, Any] | str]) -> Iterator[Found]:
    for number, one in enumerate(laid, 1):
        place = f"item {number}"
        yield Skipped(place, one) if isinstance(one, str) else item_of_object(one, place)


def _list_in(value: dict[str, Any], depth: int) -> Any:
    """Return the list of tips in an object, or the object that has it."""
    for name in _LISTS:
        inner = value.get(name)
        if isinstance(inner, list) or (isinstance(inner, dict) and depth < _DEEPEST_LIST and not _is_one_item(value)):
            return inner
    lists = [inner for inner in value.values() if isinstance(inner, list) and inner]
    return lists[0] if len(lists) == 1 and isinstance(lists[0][0], dict) and not _is_one_item(value) else None


def _is_one_item(value: dict[str, Any]) -> bool:
    """Tell whether an object is a tip itself: it has a title or a text, and most of its names are those of fields."""
    roles = [role_of(name) for name in value]
    known = {role[0] for role in roles if role}
    has_text = any(
        role and role[0] in {"title", "body"} and text_of(inner)
        for role, inner in zip(roles, value.values(), strict=True)
    )
    return has_text and (len(known) > 1 or len(value) == 1) and 2 * sum(map(bool, roles)) >= len(value)


def _by_key(value: dict[str, Any]) -> Iterator[Found]:
    """Yield the items of an object whose keys are titles, topics or identifiers."""
    for key, inner in value.items():
        place = f"key {quoted(key)}"
        if isinstance(inner, str):
            yield Item(place, title=key, body=inner) if inner.strip() else Bad(place, "no text")
        elif isinstance(inner, dict):
            roles = {role[0] for name in inner if (role := role_of(name))}
            name = "id" if "title" in roles or key.isdigit() else "title"
            yield item_of_object({name: key} | inner, place)
        elif isinstance(inner, list):
            for number, one in enumerate(inner, 1):
                found = _item_of_value(one, f"{place}, item {number}")
                if isinstance(found, Item):
                    found.topics = tuple(dict.fromkeys((key, *found.topics)))
                yield found
        else:
            yield Bad(place, "neither an object nor a text")
