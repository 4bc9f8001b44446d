"""A story as Medium exports it: a page with the parts of an h-entry, and title and subtitle again in its text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tipcli.readers.markup.nodes import find, node_text

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(slots=True)
class Story:
    """What the page says apart from its text. `repeated` are the elements of the text that say it again."""

    text: Any
    link: str = ""
    author: str = ""
    gist: str = ""
    is_draft: bool = False
    repeated: list[Any] = field(default_factory=list)


def story_of(elements: Iterable[Any]) -> Story | None:
    """Return the story of a page, by its elements; None for any other page."""
    by_class: dict[str, Any] = {}
    for element in elements:
        for name in ((element.attrs or {}).get("class") or "").split():
            by_class.setdefault(name, element)
    text, entry = by_class.get("e-content"), by_class.get("h-entry")
    if text is None or entry is None or (text.attrs or {}).get("data-field") != "body":
        return None
    made = Story(text, is_draft="dt-published" not in by_class)
    if "p-canonical" in by_class:
        made.link = (by_class["p-canonical"].attrs or {}).get("href") or ""
    made.author = node_text(by_class["p-author"]) if "p-author" in by_class else ""
    made.gist = node_text(by_class["p-summary"]) if "p-summary" in by_class else ""
    said = {made.gist, node_text(by_class["p-name"])} if "p-name" in by_class else {made.gist}
    for element in find(text, "div", "h2", "h3", "h4"):
        classes = ((element.attrs or {}).get("class") or "").split()
        is_title = not {"graf--title", "graf--subtitle"}.isdisjoint(classes) and _is_said(node_text(element), said)
        if is_title or ("section-divider" in classes and "section--first" in _around(element)):
            made.repeated.append(element)
    return made


def _is_said(text: str, said: set[str]) -> bool:
    """Tell whether a heading says the same; a summary may be cut."""
    return any(text == phrase or (phrase.endswith("…") and text.startswith(phrase[:-1].rstrip())) for phrase in said)


def _around(node: Any) -> list[str]:
    parent = node.parent
    return ((parent.attrs or {}).get("class") or "").split() if parent is not None else []
