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
        ([{"id": 1, "price": 3}, {"id": 2, "price": 4}], "data without texts; its keys are 'id', 'price'"),
        ([1, 2, 3], "data without texts"),
        ({"users": [{"name": "Ann"}], "roles": [{"name": "admin"}]}, "no tips are in it"),
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
        ({"plugins": "What to say of them.", "hooks": "Where the coats go."}, ["plugins", "hooks"]),
        ({"$schema": "https://x.example/tips.json", "tips": [{"title": "A", "body": "B c."}]}, ["A"]),
        ({"name": "Ask once", "version": 2, "text": "Then wait for the answer."}, ["Ask once"]),
        ({"desk": [{"name": "Stand", "text": "Up."}], "phone": [{"name": "Sit", "text": "Down."}]}, ["Stand", "Sit"]),
        ({"Ask": "Why?", "Wait": "Count to 4."}, ["Ask", "Wait"]),
        ([{"name": "Ask once"}, {"name": "Wait", "size": 3}], ["Ask once", "Wait"]),
    ],
)
def test_lists_of_texts_are_read_whatever_lies_beside_them(value: Any, titles: list[str], tmp_path: Path) -> None:
    assert [one.title for one in read(value, tmp_path)] == titles
