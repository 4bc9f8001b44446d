"""JSON that holds something else than tips: what programs keep for themselves, told by the names of its fields."""

from __future__ import annotations

from itertools import islice
from typing import Any

from tipcli.model.text import quoted
from tipcli.readers.fields import role_of, text_of

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
_LOOKED_AT = 1000  # entries of a list or an object
_SHOWN = 10  # keys in a message
_TEXTS = frozenset({"title", "body"})
_PARTS = frozenset("/\\:@_=<>{}[]#$|~")  # of paths, addresses, versions and names in programs; not of a single word


def what_else(value: Any) -> str:
    """Return what a document of JSON is, where it is no list of tips; empty where it may be one."""
    if isinstance(value, list):
        looked_at = value[:_LOOKED_AT]
        keys = dict.fromkeys(key for entry in looked_at if isinstance(entry, dict) for key in entry)
        named = f"; its keys are {', '.join(map(quoted, islice(keys, _SHOWN)))}" if keys else ""
        return f"data without texts{named}" if value and not any(map(_may_be_tip, looked_at)) else ""
    if not isinstance(value, dict):
        return ""
    has_list = any(isinstance(inner, list) and _are_tips(inner) for inner in value.values())
    likely = () if has_list or _is_text_itself(value) else _LIKELY_SETS
    sure = ((what, names) for what, names in (*_SURE_SETS, *likely) if names <= value.keys())
    return next((what for what, names in sure if not all(_is_prose(value[name]) for name in names)), "")


def are_no_texts(value: dict[str, Any]) -> bool:
    """Tell whether most values of an object, whose keys would be titles, are no texts but settings."""
    values = list(value.values())[:_LOOKED_AT]
    lists = [entry for entry in values if isinstance(entry, list) and any(isinstance(one, dict) for one in entry)]
    names_only = sum(not _are_tips(entry) and not any(isinstance(one, str) for one in entry) for entry in lists)
    return 2 * (sum(map(_has_text, values)) - names_only) < len(values)


def _may_be_tip(value: Any) -> bool:
    """Tell whether an entry of a list has a text under a known name, or a sentence under any."""
    sentences = value.values() if isinstance(value, dict) else ()
    return _has_text(value) or any(isinstance(said, str) and " " in said.strip() for said in sentences)


def _is_prose(value: Any) -> bool:
    return isinstance(value, str) and _has_text(value)


def _is_text_itself(value: dict[str, Any]) -> bool:
    roles = {(role_of(key) or " ")[0] for key, inner in value.items() if text_of(inner)}
    return roles >= _TEXTS


def _are_tips(value: list[Any]) -> bool:
    """Tell whether the objects of a list have texts, not only names."""
    objects = [entry for entry in value[:_LOOKED_AT] if isinstance(entry, dict)]
    return any(
        (role_of(key) or " ")[0] == "body" and text_of(inner) for entry in objects for key, inner in entry.items()
    )


def _has_text(value: Any, depth: int = 0) -> bool:
    if isinstance(value, str):
        return bool(value.strip()) and (" " in value.strip() or not (_PARTS & set(value) or "." in value[:-1]))
    if isinstance(value, list):
        return depth < 2 and any(_has_text(entry, depth + 1) for entry in value[:_LOOKED_AT])
    if isinstance(value, dict):
        return any((role_of(key) or " ")[0] in (*_TEXTS, "gist") and _said(inner) for key, inner in value.items())
    return False


def _said(value: Any) -> bool:
    return bool(text_of(value)) if not isinstance(value, list) else any(map(text_of, value))
