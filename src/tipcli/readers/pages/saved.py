"""What a saved page says of itself for programs: where it was saved from, and who wrote it when (JSON-LD)."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.fields import names_of, text_of

if TYPE_CHECKING:
    from tipcli.readers.base import Document

_FROM = re.compile(
    rb"<!-- saved from url=\(\d{4}\)(https?://[^\s<>]{1,2000}) -->"  # Chrome, Edge, Internet Explorer
    rb"|<!--\s{1,9}Page saved with SingleFile\s{1,9}url: (https?://[^\s<>]{1,2000})"
)
_ARTICLES = frozenset(("Article", "BlogPosting", "NewsArticle", "TechArticle", "Report", "SocialMediaPosting"))
_LARGEST = 200_000  # characters


def saved_from(head: bytes) -> str:
    """Return the address of a saved page, as the browser notes it at its beginning; empty where it does not."""
    found = _FROM.search(head, 0, 4096)
    return (found[1] or found[2]).decode("utf-8", "replace") if found else ""


def is_beside_its_json(document: Document) -> bool:
    """Tell whether a page is a note of Google Keep, which lies beside it as JSON, with its day and labels apart."""
    is_note = b'<div class="note ' in document.head and b'<div class="heading">' in document.head
    return is_note and bool(document.path) and os.path.isfile(document.path.removesuffix(".html") + ".json")


def article_of(scripts: list[str]) -> dict[str, str]:
    """Return author and date of the one article that the page's JSON-LD describes, under the names of `meta`."""
    articles = [entry for script in scripts if len(script) <= _LARGEST for entry in _articles(_loaded(script))]
    if len(articles) != 1:
        return {}
    [article] = articles
    people = article.get("author")
    said = {"author": ", ".join(names_of(people) or ()) if not isinstance(people, str) else people.strip()}
    said["datepublished"] = text_of(article.get("datePublished")) or ""
    return {key: value for key, value in said.items() if value}


def _loaded(script: str) -> Any:
    try:
        return json.loads(script)
    except (ValueError, RecursionError):
        return None


def _articles(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        value = [value, *(value["@graph"] if isinstance(value.get("@graph"), list) else ())]
    return (
        [entry for entry in value if isinstance(entry, dict) and _is_article(entry)] if isinstance(value, list) else []
    )


def _is_article(value: dict[str, Any]) -> bool:
    kind = value.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name in _ARTICLES for name in kinds)
