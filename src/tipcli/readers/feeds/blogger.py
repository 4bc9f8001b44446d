"""What Blogger's exports hold beside posts: settings, comments, drafts and pages, in the old form and in Takeout's."""

from __future__ import annotations

import re
from typing import Any

_KIND = "kind#"  # ends the scheme of the category that says what an entry is, and stands before what it is
_SILENT = re.compile(rb"<category\s[^<>]{0,300}/blogger/2008/kind#(?:settings|template)[\"']")


def kind_of(fields: dict[str, Any]) -> str:
    """Return what an entry is in lower case, such as `post` or `comment`; empty in other feeds than Blogger's."""
    for tag in fields.get("tags") or ():
        scheme, _, kind = str(tag.get("term") or "").rpartition(_KIND)
        if kind and "/blogger/" in scheme:
            return kind
    return str(fields.get("blogger_type") or "").lower()


def is_silent(entry: bytes) -> bool:
    """Tell whether an entry is none of the texts of a blog, in the form of a record."""
    return b"/blogger/2008/kind#" in entry and bool(_SILENT.search(entry))


def reason(fields: dict[str, Any], *, pages: bool) -> str:
    """Return why an entry is left out, empty where it is not. Any feed of Atom may call an entry a draft."""
    kind = kind_of(fields)
    if kind == "comment":
        return "a comment"
    state = str(fields.get("blogger_status") or "live").lower()
    if str(fields.get("app_draft") or "").lower() == "yes" or "draft" in state:
        return "a draft"
    if str(fields.get("blogger_trashed") or "") or state == "soft_trashed":
        return "in the trash"
    if state == "scheduled":
        return "not published yet"
    return "a page; --pages takes pages too" if kind == "page" and not pages else ""
