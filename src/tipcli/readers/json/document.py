"""JSON in one document: a list of objects or texts, an object with such a list, or one that is a tip itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers.base import About, Bad, EmptyError, Item, More, NotTipsError, Reader, Skipped
from tipcli.readers.fields import role_of, text_of
from tipcli.readers.json.keys import dates_in, keys_of
from tipcli.readers.json.others import no_texts, what_else
from tipcli.readers.json.servers import error_in
from tipcli.readers.json.shapes import laid_out
from tipcli.readers.json.texts import are_texts, is_tip, kind_of_values
from tipcli.readers.json.values import item_of_value, reason
from tipcli.readers.objects import item_of_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.readers.base import Document, Found, Options

_LISTS = tuple("tips items entries posts quotes fortunes data results records articles documents".split())
_SETTINGS = frozenset({"_category_.json", "package.json", "package-lock.json", "tsconfig.json", "composer.json"})
_DEEPEST_LIST = 3  # objects around the list, as in {"data": {"posts": [...]}}


class JsonReader(Reader):
    """One JSON document: a list of objects or texts, an object with such a list, or one that is a tip itself.

    Where titles, topics or identifiers are keys, what stands under them is read as a list. Messages of a program are
    none.
    """

    name = "json"

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
        value = _loaded(document)
        laid = laid_out(value, pages=options.pages)
        is_open = laid is None or isinstance(value, dict)
        if is_open and not options.columns and (what := what_else(value)):
            hint = "To say which is the text: --map KEY=body." if "keys" in what else ""
            raise NotTipsError(f"{document.place}: no list of tips, but {what}", hint, what)
        if isinstance(value, dict):
            if said := error_in(value):
                raise AccessError(f"{document.place}: {said}")
            yield from _about(value, document)
        is_empty = True
        for found in _found(value, document, options) if laid is None else _found_laid(laid):
            is_empty = False
            yield found
        if is_empty:
            raise _nothing(value, document.place)


def _loaded(document: Document) -> Any:
    """Return the value of a document. Raises AccessError where it is no JSON."""
    text = document.text().removeprefix("\ufeff")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        hint = "If each line is an object of its own, use --from jsonl." if error.msg == "Extra data" else ""
        where = f"{document.place}, line {error.lineno}, column {error.colno}"
        raise AccessError(f"{where}: no JSON: {error.msg[:1].lower()}{error.msg[1:]}", hint=hint) from None
    except (ValueError, RecursionError) as error:
        raise AccessError(f"{document.place}: no JSON: {reason(error)}") from None


def _nothing(value: Any, place: str) -> AccessError:
    """Return what is raised for a document without tips."""
    hint = "A list of objects with a title or a text is read."
    if _is_empty_list(value):
        return EmptyError(f"{place}: no tips are in it", hint)
    lists = [inner for inner in value.values() if _is_of_objects(inner)] if isinstance(value, dict) else []
    if len(lists) == 1:
        what, hint = no_texts(lists[0]), "To say which is the text: --map KEY=body."
        return NotTipsError(f"{place}: no list of tips, but {what}", hint, what)
    return NotTipsError(f"{place}: no tips are in it", hint, "no tips are in it")


def _is_empty_list(value: Any) -> bool:
    """Tell whether a document has its list, but nothing in it."""
    return value == [] or (isinstance(value, dict) and any(value.get(name) == [] for name in _LISTS))


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


def _found(value: Any, document: Document, options: Options, depth: int = 0) -> Iterator[Found]:
    """Yield the items of a document of any shape."""
    if isinstance(value, list):
        keys = keys_of(value, (date for entry in value for date in dates_in(entry)), options, document)
        for number, entry in enumerate(value, 1):
            yield item_of_value(entry, f"item {number}", keys)
    elif not isinstance(value, dict):
        yield from [item_of_value(value, "item 1")] if value not in (None, "") else ()
    elif _is_empty_list(value):
        return
    elif inner := _list_in(value, options, depth):
        yield from _found(inner, document, options, depth + 1)
    elif is_tip(value) or options.columns:
        keys = keys_of([value], dates_in(value), options, document)
        yield keys.item(value, "item 1")
    elif kind := kind_of_values(value):
        yield from _by_key(value, kind)


def _found_laid(laid: Iterable[dict[str, Any] | str]) -> Iterator[Found]:
    for number, entry in enumerate(laid, 1):
        place = f"item {number}"
        yield Skipped(place, entry) if isinstance(entry, str) else item_of_object(entry, place)


def _list_in(value: dict[str, Any], options: Options, depth: int) -> Any:
    """Return the list of tips in an object, or the object that has it."""
    if is_tip(value):
        return None
    for name in _LISTS:
        inner = value.get(name)
        if isinstance(inner, list) and inner and (options.columns or are_texts(inner)):
            return inner
        if isinstance(inner, dict) and depth < _DEEPEST_LIST:
            return inner
    lists = [inner for inner in value.values() if isinstance(inner, list) and inner]
    lists = [inner for inner in lists if options.columns or are_texts(inner)]
    return lists[0] if len(lists) == 1 and _is_of_objects(lists[0]) else None


def _is_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _by_key(value: dict[str, Any], kind: str) -> Iterator[Found]:
    """Yield the items of an object whose keys are titles, topics or identifiers; its values are of this kind."""
    for key, inner in value.items():
        place = f"key {quoted(key)}"
        if isinstance(inner, str) and kind == "texts":
            title = "" if key.isdigit() else key
            yield Item(place, title=title, body=inner) if inner.strip() else Bad(place, "no text")
        elif isinstance(inner, dict):
            roles = {role[0] for name in inner if (role := role_of(name))}
            name = "id" if "title" in roles or key.isdigit() else "title"
            yield item_of_object({name: key} | inner, place)
        elif isinstance(inner, list):
            for number, entry in enumerate(inner, 1):
                found = item_of_value(entry, f"{place}, item {number}")
                if isinstance(found, Item):
                    found.topics = tuple(dict.fromkeys((key, *found.topics)))
                yield found
        else:
            yield Skipped(place, "no text, but something beside the texts")
