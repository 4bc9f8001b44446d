"""JSON of programs is no list of tips, and lists of tips are not taken for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tipcli.readers.base import Document, Item, NotTipsError, Options
from tipcli.readers.json.document import JsonReader

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = {"name": "desk", "version": "1.0.0", "description": "Answers the phone.", "license": "MIT"}
MESSAGES = {"app.title": "Welcome to it", "app.save": "Save it now", "app.hello": "Hello {name}, how are you?"}
PLACE = {
    "type": "Feature",
    "geometry": {"type": "Point"},
    "properties": {"name": "Desk", "description": "By the door."},
}


def read(value: Any, folder: Path, name: str = "x.json") -> list[Item]:
    (folder / name).write_text(json.dumps(value))
    found = JsonReader().read(Document(str(folder / name), name, name), Options())
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ({"version": 3, "sources": ["a.js"], "sourcesContent": ["let a = 1;"], "mappings": "A"}, "a source map"),
        (PACKAGE, "settings of a program"),
        (PACKAGE | {"dependencies": {"a": "^1"}, "keywords": ["phone calls"]}, "settings of a program"),
        ({"compilerOptions": {"strict": True}, "include": ["src"]}, "settings of a program"),
        ({"name": "Desk", "short_name": "Desk", "icons": [{"src": "a.png"}]}, "a manifest of a web site"),
        ({"packages": [PACKAGE], "packages-dev": [PACKAGE], "content-hash": "x"}, "a lock file"),
        ({"name": "x", "lockfileVersion": 3, "packages": {"": {"name": "x"}}}, "a lock file"),
        ({"version": "2.3.9", "fields": ["title", "body"], "invertedIndex": [["a", {}]]}, "an index for a search"),
        ({"config": {"lang": ["en"]}, "docs": [{"title": "A", "text": "B."}]}, "an index for a search"),
        ({"version": "1.0", "languages": {"en": {"hash": "en_1", "page_count": 2}}}, "an index for a search"),
        ({"type": "FeatureCollection", "features": [PLACE]}, "a map with places"),
        (PLACE, "a map with places"),
        ({"cells": [{"cell_type": "markdown", "source": ["# Title\n"]}], "metadata": {}, "nbformat": 4}, "a notebook"),
        ({"openapi": "3.0", "info": {"title": "Desk"}, "paths": {}}, "a description of an interface"),
        ({"$schema": "https://json-schema.org/x", "title": "Tip", "properties": {}}, "a schema"),
        ({"editor.fontSize": 12, "files.exclude": {"a": True}, "editor.wordWrap": "on"}, "no tips are in it"),
        ({"tab": True, "width": 80}, "no tips are in it"),
        ({"scopeName": "x", "patterns": [{"name": "a b", "match": "x y z"}]}, "a grammar of an editor"),
        ({"Log": {"prefix": "log", "body": ["print"]}, "If": {"prefix": "if", "body": ["if"]}}, "no tips are in it"),
        ([{"id": 1, "price": 3}, {"id": 2, "price": 4}], "data without texts; its keys are 'id', 'price'"),
        ([1, 2, 3], "data without texts"),
        (["the", "of", "phone-call"], "data without texts"),
        ([{"name": "Ann"}, {"name": "Bob Example", "age": 3}], "data without texts; its keys are 'name', 'age'"),
        ({"tasks": [{"label": "Build it", "type": "shell"}]}, "data without texts; its keys are 'label', 'type'"),
        ({"people": [{"name": "Ann", "mail": "a@x.example"}]}, "data without texts; its keys are 'name', 'mail'"),
        ({"name": "Ann Example", "email": "a@x.example", "age": 3}, "no tips are in it"),
        ({"name": "My desk", "description": "Where I sit all day.", "theme": "Dark"}, "no tips are in it"),
        ({"name": "My desk"}, "no tips are in it"),
        (MESSAGES, "no tips are in it"),
        ({"title": "Welcome to it", "save": "Save it now", "hello": "Hello, how are you?"}, "no tips are in it"),
        ({"Save your changes": "Sichern Sie die Änderungen", "Log in": "Melden Sie sich an"}, "no tips are in it"),
        ({"en": MESSAGES, "de": MESSAGES}, "no tips are in it"),
        ({"login": {"title": "Log in", "text": "Say who."}, "menu": {"open": "Open it"}}, "no tips are in it"),
        ({"login": {"title": "Log in", "text": "Say who you are."}}, "no tips are in it"),
        ({"save": {"message": "Save it now"}, "go": {"message": "Go on", "description": "A key"}}, "no tips are in it"),
        ([{"id": "app.save", "message": "Save it now"}, {"id": "app.go", "message": "Go on now"}],
         "data without texts; its keys are 'id', 'message'"),
        ([{"id": "app.save", "translation": "Sichern Sie es jetzt"}],
         "data without texts; its keys are 'id', 'translation'"),
        ({"users": [{"name": "Ann"}], "roles": [{"name": "admin"}]}, "no tips are in it"),
        ({"editor.tabSize": 2, "name": "My workspace", "theme": "Dark mode"}, "no tips are in it"),
        ({"favourites": ["a.b", "c.d"], "ask": ["ms-python.python"]}, "no tips are in it"),
    ],
)  # fmt: skip
def test_what_programs_keep_is_no_tip(value: Any, what: str, tmp_path: Path) -> None:
    with pytest.raises(NotTipsError) as raised:
        read(value, tmp_path)
    assert raised.value.reason == what


@pytest.mark.parametrize(
    ("value", "titles"),
    [
        ({"version": "1", "title": "Desk", "tips": [{"title": "A", "body": "B c."}]}, ["A"]),
        ({"name": "Desk", "version": 2, "entries": [{"title": "A", "text": "B c."}]}, ["A"]),
        ({"coats": ["What to say of them."], "hooks and such": ["Where the coats go."], "count": 2}, ["", ""]),
        ({"$schema": "https://x.example/tips.json", "tips": [{"title": "A", "body": "B c."}]}, ["A"]),
        ({"name": "Ask once", "version": 2, "text": "Then wait for the answer."}, ["Ask once"]),
        ({"desk": [{"name": "Stand", "text": "Up."}], "phone": [{"name": "Sit", "text": "Down."}]}, ["Stand", "Sit"]),
        ([{"name": "Ask them once"}, {"name": "Wait", "size": 3}], ["Ask them once", "Wait"]),
    ],
)
def test_lists_of_texts_are_read_whatever_lies_beside_them(value: Any, titles: list[str], tmp_path: Path) -> None:
    assert [one.title for one in read(value, tmp_path)] == titles
