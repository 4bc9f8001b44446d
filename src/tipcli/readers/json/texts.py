"""Whether values of JSON look like texts that people wrote for others, as lists of tips do, or like a program's own."""

from __future__ import annotations

import re
from typing import Any

from tipcli.readers.fields import role_of, text_of
from tipcli.readers.objects import OURS

LOOKED_AT = 1000  # entries of a list or an object
_SHARE = 5  # of its objects, one in so many has a text, where a list is one of tips
_MOST = 0.8  # of the values of an object are alike, where its keys are titles, topics or identifiers
_WORDS = 3  # of a sentence
_LONG = 6  # words of a text, on average, that stands under its title as the key
_RATIO = 2  # times as long as its key
_TEXTS = frozenset({"body", "gist"})
_BESIDE = frozenset({"title", "author", "source", "credit", "date", "topics"})  # of which a tip has one beside its text
_FILE = re.compile(r"[^\s.]\.[A-Za-z0-9]{1,5}\Z")
_FOLDER = re.compile(r"\A[^\s/]*(?: [^\s/]+){0,5}/[^\s/]|[\\]\w")
_PARTS = frozenset("/\\:@_=<>{}[]#$|~")  # of paths, addresses, versions and names in programs
_MESSAGES = (
    frozenset("message description placeholders".split()),  # Chrome
    frozenset("id key message description defaultmessage translation other one few many zero two context".split()),
)


def is_tip(value: dict[str, Any]) -> bool:
    """Tell whether an object is plainly a tip: a text with a title, or with what else a tip has, and little besides."""
    roles = [role[0] for name, inner in value.items() if (role := role_of(name)) and _is_said(inner)]
    return value.keys() >= OURS or ("body" in roles and not _BESIDE.isdisjoint(roles) and 2 * len(roles) >= len(value))


def are_texts(value: list[Any]) -> bool:
    """Tell whether the entries of a list look like texts: sentences, or objects with a text or a title.

    An object that merely has a name is a person or a thing.
    """
    entries = value[:LOOKED_AT]
    objects = [entry for entry in entries if isinstance(entry, dict)]
    if any(_has_rows(entry) for entry in entries):
        return True
    if objects and 2 * len(objects) >= len(entries):
        return _SHARE * sum(map(_may_be_tip, objects)) >= len(objects) and not _are_messages(objects)
    texts = [entry for entry in entries if isinstance(entry, str)]
    return bool(texts) and 2 * sum(map(_has_words, texts)) >= len(entries)


def kind_of_values(value: dict[str, Any]) -> str:
    """Return what the values of an object are that holds tips under keys: `objects`, `lists`, `texts`.

    Empty where it holds none.
    """
    values = list(value.values())[:LOOKED_AT]
    numbered = bool(value) and all(key.isdigit() for key in value)
    lists = [one for one in values if isinstance(one, list) and one]
    if lists and all(map(are_texts, lists)) and not any(isinstance(one, dict) for one in values):
        sentences = sum(sum(map(_is_sentence, one)) for one in lists)
        return "lists" if 2 * sentences >= sum(map(len, lists)) or len(lists) > len(values) / 2 else ""
    objects = [one for one in values if isinstance(one, dict)]
    if objects and len(objects) >= _MOST * len(values) and (numbered or len(objects) > 1):
        return "objects" if _are_alike(objects) else ""
    texts = {key: text for key, text in value.items() if isinstance(text, str)}
    if texts and len(texts) >= _MOST * len(values) and all(map(_is_text, texts.values())):
        return "texts" if numbered or _are_titled(texts) else ""
    return ""


def _are_alike(objects: list[dict[str, Any]]) -> bool:
    """Tell whether objects have their texts under the same key, as those of one list have."""
    if all("prefix" in one and "body" in one for one in objects):  # snippets of an editor
        return False
    names = [name for name in objects[0] if (role := role_of(name)) and role[0] == "body"]
    counts = [sum(_is_said(one.get(name)) for one in objects) for name in names]
    return any(count >= _MOST * len(objects) for count in counts) and not _are_messages(objects)


def _are_messages(objects: list[dict[str, Any]]) -> bool:
    """Tell whether objects are what a program says to its users: a message and how it is known, and nothing else."""
    keys = {key.casefold() for one in objects for key in one}
    if not keys & {"message", "defaultmessage", "translation"}:
        return False
    names = [str(one.get("id") or one.get("key") or "") for one in objects]
    return keys <= _MESSAGES[0] or (keys <= _MESSAGES[1] and all(name and " " not in name for name in names))


def _are_titled(texts: dict[str, str]) -> bool:
    """Tell whether keys are titles of the texts below them, and not names or other words for them in a program."""
    if not all(" " in key.strip() and not _PARTS & set(key) for key in texts):
        return False
    words = sum(len(text.split()) for text in texts.values())
    return words >= _LONG * len(texts) and sum(map(len, texts.values())) >= _RATIO * sum(map(len, texts))


def _may_be_tip(value: dict[str, Any]) -> bool:
    is_led = any(isinstance(inner, str) and inner.startswith(("/", "#", "./")) for inner in value.values())
    for name, inner in value.items():
        role = (role_of(name) or " ")[0]
        if role in _TEXTS and _is_said(inner) and not (is_led and _is_label(inner)):
            return True
        is_title = role == "title" and name.casefold() != "name" and isinstance(inner, str) and _is_text(inner)
        if is_title and not (is_led and _is_label(inner)):
            return True
        if isinstance(inner, str) and _is_sentence(inner):
            return True
    return False


def _is_label(value: Any) -> bool:
    """Tell whether a text is a word or two, as in the menu of a site beside where it leads."""
    return isinstance(value, str) and not _is_sentence(value) and value.strip()[-1:] not in ".!?…。"


def _has_rows(value: Any) -> bool:
    """Tell whether an entry is a row of a table without names."""
    return (
        isinstance(value, list) and len(value) > 1 and any(isinstance(one, str) and _is_sentence(one) for one in value)
    )


def _is_said(value: Any) -> bool:
    if isinstance(value, list):
        return any(isinstance(one, (str, dict)) and bool(one) for one in value)
    return bool(text_of(value))


def _is_sentence(value: Any) -> bool:
    """Tell whether a text has three words; a script without blanks has two letters a word."""
    if not isinstance(value, str):
        return bool(isinstance(value, dict) and _may_be_tip(value))
    if _is_path(value):
        return False
    return len(value.split()) + sum(letter >= "\u2e80" for letter in value) // 2 >= _WORDS


def _is_path(value: str) -> bool:
    """Tell whether a text is the name of a file or a folder, which may have blanks in it."""
    text = value.strip()
    return bool(_FILE.search(text)) or (bool(_FOLDER.search(text)) and text[-1:] not in '.!?…"”’)')


def _has_words(value: str) -> bool:
    """Tell whether a text is more than one word; in a script without blanks two letters are a word."""
    if _is_path(value):
        return False
    return len(value.split()) > 1 or sum(letter >= "\u2e80" for letter in value) > _WORDS


def _is_text(value: str) -> bool:
    text = value.strip()
    return bool(text) and (" " in text or not (_PARTS & set(text) or "." in text[:-1]))
