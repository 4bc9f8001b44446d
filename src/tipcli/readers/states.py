"""What named values say of themselves beside their text: whether they are meant to be read yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tipcli.readers.fields import text_of, truth_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAFTS = frozenset(("draft", "isdraft"))
_PUBLISHED = frozenset(("published", "ispublished", "publish"))
_STATES = frozenset(("status", "state", "poststatus", "poststate"))
_UNREADY = {"draft": "a draft", "drafts": "a draft", "autodraft": "a draft", "unpublished": "not published"}


def is_state(name: str) -> bool:
    """Tell whether a name is that of a field which says whether an item is meant to be read yet."""
    return _blind(name) in _DRAFTS | _PUBLISHED | _STATES


def unready(fields: Mapping[str, Any]) -> str:
    """Return why an item with these named values is left out: a draft, or not published; empty where it is neither."""
    for name, value in fields.items():
        key = _blind(name)
        if key in _DRAFTS and truth_of(value):
            return "a draft"
        if key in _PUBLISHED and truth_of(value) is False:
            return "not published"
        if key in _STATES and (reason := _UNREADY.get(_blind(text_of(value) or ""))):
            return reason
    return ""


def _blind(text: str) -> str:
    return text[:40].casefold().strip().replace("-", "").replace("_", "").replace(" ", "")
