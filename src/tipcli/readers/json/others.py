"""JSON that holds something else than tips: what programs keep for themselves, told by the names of its fields."""

from __future__ import annotations

from itertools import islice
from typing import Any

from tipcli.model.text import quoted
from tipcli.readers.fields import role_of, text_of
from tipcli.readers.json.texts import LOOKED_AT, are_texts

# What it is, and sets of keys of which one is whole in the outermost object. What lies in these may look like texts.
_SURE = (
    ("a source map", ("version mappings", "sources mappings", "version sections")),
    ("a lock file", ("lockfileVersion", "packages packages-dev", "_meta default develop", "content-hash packages")),
    ("an index for a search", ("fields invertedIndex", "documentStore ref", "documentStore index", "config docs")),
    ("an index for a search", ("documentIds fieldIds", "keys records", "index store", "docnames terms")),
    ("a map with places", ("type features", "type geometry", "type coordinates", "type arcs")),
    ("a notebook", ("cells nbformat", "cells metadata")),
    ("a description of an interface", ("openapi paths", "swagger paths", "info item", "asyncapi channels")),
    ("a list of bookmarks", ("checksum roots", "guid children")),
)
# These mean something only where no list of texts lies beside them.
_LIKELY = (
    ("an index for a search", ("version languages",)),
    ("a manifest of a web site", ("icons short_name", "icons start_url", "icons display", "manifest_version")),
    ("a grammar of an editor", ("scopeName", "patterns repository")),
    ("a schema", ("$schema properties", "$schema definitions", "$schema $defs", "$defs")),
    ("a drawing", ("v fr layers", "nodes edges", "type version elements")),
    ("a record of requests", ("log",)),
    ("settings of a program", ("compilerOptions", "$schema", "devDependencies", "dependencies", "peerDependencies")),
    ("settings of a program", ("scripts version", "name version", "require", "presets", "plugins", "hooks")),
    ("settings of a program", ("extends rules", "folders settings", "recommendations", "overrides", "exclude include")),
)


def _in_sets(shapes: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, frozenset[str]]]:
    return [(what, frozenset(keys.split())) for what, each in shapes for keys in each]


_SURE_SETS, _LIKELY_SETS = _in_sets(_SURE), _in_sets(_LIKELY)
_SHOWN = 10  # keys in a message
_TEXTS = frozenset({"title", "body"})


def what_else(value: Any) -> str:
    """Return what a document of JSON is, where it is no list of tips; empty where it may be one."""
    if isinstance(value, list):
        return no_texts(value) if value and not are_texts(value) else ""
    if not isinstance(value, dict):
        return ""
    has_list = any(isinstance(inner, list) and _are_tips(inner) for inner in value.values())
    likely = () if has_list or _is_text_itself(value) else _LIKELY_SETS
    sure = ((what, names) for what, names in (*_SURE_SETS, *likely) if names <= value.keys())
    return next((what for what, names in sure if not all(_is_prose(value[name]) for name in names)), "")


def no_texts(value: list[Any]) -> str:
    """Return what is said of a list that is none of tips, with the keys of its objects."""
    keys = dict.fromkeys(key for entry in value[:LOOKED_AT] if isinstance(entry, dict) for key in entry)
    named = f"; its keys are {', '.join(map(quoted, islice(keys, _SHOWN)))}" if keys else ""
    return f"data without texts{named}"


def _is_prose(value: Any) -> bool:
    return isinstance(value, str) and " " in value.strip()


def _is_text_itself(value: dict[str, Any]) -> bool:
    roles = {(role_of(key) or " ")[0] for key, inner in value.items() if text_of(inner)}
    return roles >= _TEXTS


def _are_tips(value: list[Any]) -> bool:
    """Tell whether the objects of a list have texts, not only names."""
    objects = [entry for entry in value[:LOOKED_AT] if isinstance(entry, dict)]
    return any(
        (role_of(key) or " ")[0] == "body" and text_of(inner) for entry in objects for key, inner in entry.items()
    )
