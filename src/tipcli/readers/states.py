"""What named values say of themselves beside their text: whether they are meant to be read yet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tipcli.readers.fields import text_of, truth_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_SHORT = 40  # characters of a name
_DRAFTS = frozenset(("draft", "isdraft"))
_PUBLISHED = frozenset(("published", "ispublished", "publish"))
_TRASHED = frozenset(("trashed", "istrashed", "intrash", "deleted", "isdeleted"))
_TIMES = frozenset(("deletedat", "trashedat"))  # empty as long as it is in no trash
_STATES = frozenset(("status", "state", "poststatus", "poststate"))
_UNREADY = {"draft": "a draft", "drafts": "a draft", "autodraft": "a draft", "unpublished": "not published"}
_ALL = _DRAFTS | _PUBLISHED | _STATES | _TRASHED | _TIMES


def is_state(name: str) -> bool:
    """Tell whether a name is that of a field which says whether an item is meant to be read yet."""
    return _blind(name) in _ALL


def unready(fields: Mapping[str, Any]) -> str:
    """Return why an item with these named values is left out: a draft, not published, in the trash; else empty."""
    for name, value in fields.items():
        if (key := _blind_name(name[:_SHORT])) not in _ALL:
            continue
        if key in _DRAFTS and truth_of(value):
            return "a draft"
        if (key in _TRASHED and truth_of(value)) or (key in _TIMES and text_of(value) and truth_of(value) is not False):
            return "in the trash"
        if key in _PUBLISHED and truth_of(value) is False:
            return "not published"
        if key in _STATES and (reason := _UNREADY.get(_blind(text_of(value) or ""))):
            return reason
    return ""


def _blind(text: str) -> str:
    return text[:_SHORT].casefold().strip().replace("-", "").replace("_", "").replace(" ", "")


_blind_name = lru_cache(256)(_blind)  # a source has few
