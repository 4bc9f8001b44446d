"""JSON in one document: a list of objects or texts, an object with such a list, or titles with their texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from tipcli.model.errors import AccessError
from tipcli.model.text import quoted
from tipcli.readers.base import About, Bad, EmptyError, Item, More, NotTipsError, Reader, Skipped
from tipcli.readers.fields import role_of, text_of
from tipcli.readers.json.keys import dates_in, keys_of
from tipcli.readers.json.others import are_no_texts, what_else
from tipcli.readers.json.shapes import laid_out
from tipcli.readers.json.values import item_of_value, reason
from tipcli.readers.objects import item_of_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tipcli.readers.base import Document, Found, Options

_LISTS = tuple("tips items entries posts quotes fortunes data results records articles documents".split())
_ERRORS = frozenset("error errors code message status statuscode detail details title type instance data".split())
_SAYINGS = frozenset("message msg detail reason documentation_url".split())  # of which an error may have no other
_TOLD = ("message", "error", "detail", "title", "msg", "reason")
_MORE = _ERRORS | _SAYINGS | frozenset("success ok timestamp path trace description".split())
_SETTINGS = frozenset({"_category_.json", "package.json", "package-lock.json", "tsconfig.json", "composer.json"})
_DEEPEST_LIST = 3  # objects around the list, as in {"data": {"posts": [...]}}


class JsonReader(Reader):
    """One JSON document: a list of objects or texts, an object with such a list, or titles with their texts."""

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
        text = document.text().removeprefix("\ufeff")
        try:
            value = json.loads(text)
        except json.JSONDecodeError as error:
            hint = "If each line is an object of its own, use --from jsonl." if error.msg == "Extra data" else ""
            where = f"{document.place}, line {error.lineno}, column {error.colno}"
            raise AccessError(f"{where}: no JSON: {error.msg[:1].lower()}{error.msg[1:]}", hint=hint) from None
        except (ValueError, RecursionError) as error:
            raise AccessError(f"{document.place}: no JSON: {reason(error)}") from None
        del text
        if not options.columns and (what := what_else(value)):
            hint = "To say which is the text: --map KEY=body." if "keys" in what else ""
            raise NotTipsError(f"{document.place}: no list of tips, but {what}", hint, what)
        if isinstance(value, dict):
            _check_error(value, document.place)
            yield from _about(value, document)
        is_empty = True
        laid = laid_out(value, pages=options.pages)
        for found in _found(value, document, options) if laid is None else _found_laid(laid):
            is_empty = False
            yield found
        if is_empty:
            hint = "A list of objects with a title or a text is read."
            if _is_empty_list(value):
                raise EmptyError(f"{document.place}: no tips are in it", hint)
            raise NotTipsError(f"{document.place}: no tips are in it", hint, "no tips are in it")


def _is_empty_list(value: Any) -> bool:
    """Tell whether a document has its list, but nothing in it."""
    return value == [] or (isinstance(value, dict) and any(value.get(name) == [] for name in _LISTS))


def _check_error(value: dict[str, Any], place: str) -> None:
    """Refuse what a server says instead of tips. Raises AccessError."""
    status = value.get("status", value.get("statusCode"))
    is_failed = False in (value.get("success"), value.get("ok")) or (isinstance(status, int) and status >= 400)
    is_named = "error" in value or "errors" in value or "code" in value
    if (is_named and value.keys() <= _ERRORS) or (
        value and (value.keys() <= _SAYINGS or (is_failed and value.keys() <= _MORE | {"statusCode"}))
    ):
        told = next(
            (
                text
                for key in ("message", "error", "detail", "title", "msg", "reason")
                if (text := text_of(value.get(key)))
            ),
            "",
        )
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
    elif inner := _list_in(value, depth):
        yield from _found(inner, document, options, depth + 1)
    elif _is_one_item(value):
        keys = keys_of([value], dates_in(value), options, document)
        yield keys.item(value, "item 1")
    elif not are_no_texts(value):
        yield from _by_key(value)


def _found_laid(laid: Iterable[dict[str, Any] | str]) -> Iterator[Found]:
    for number, entry in enumerate(laid, 1):
        place = f"item {number}"
        yield Skipped(place, entry) if isinstance(entry, str) else item_of_object(entry, place)


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
            for number, entry in enumerate(inner, 1):
                found = item_of_value(entry, f"{place}, item {number}")
                if isinstance(found, Item):
                    found.topics = tuple(dict.fromkeys((key, *found.topics)))
                yield found
        else:
            yield Bad(place, "neither an object nor a text")
