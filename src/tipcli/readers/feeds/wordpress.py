"""A post of WordPress, whether its export or its REST interface tells of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import unquote

from tipcli.model.text import quoted
from tipcli.model.tip import Credit
from tipcli.readers.base import Bad, Item, Skipped
from tipcli.readers.dates import day, moment
from tipcli.readers.feeds.fields import address_of, body_of, gist_of
from tipcli.readers.markup.converting import to_text

TOPICS = ("category", "post_tag", "")  # other taxonomies order menus, formats and languages; none: exports before 2010
STATES = {"draft": "a draft", "auto-draft": "a draft", "pending": "not published yet", "private": "private",
           "future": "not published yet", "trash": "in the trash", "inherit": "a part of another post"}  # fmt: skip
_WIDEST = timedelta(hours=14)  # from UTC, of any zone


def make_item(
    place: str, *, when: tuple[str | None, str | None], author: str, site: str, modified: str, **fields: Any
) -> Item | Bad:
    """Make an item of what an export or a listing says, or say that there is nothing in it.

    `modified` is when it was changed last, in UTC without saying so.
    """
    if not fields["title"] and not fields["body"]:
        return Bad(place, "no title and no text")
    changed = moment(f"{modified}Z") if modified[:4] != "0000" else None
    said = (("author", author), ("published", when[1]), ("modified", changed))
    extra = {key: value for key, value in said if value}
    credit = Credit(fields["title"], author or site or None, when[0], fields["link"] or None)
    return Item(place, date=when[0], credit=credit, extra=dict(extra), **fields)


def when_of(local: str, utc: str) -> tuple[str | None, str | None]:
    """Return the day at the site, and the full time with the offset that follows from the same time in UTC."""
    full = moment(local)
    try:
        here, there = datetime.fromisoformat(local), datetime.fromisoformat(utc)
        offset = here - there
        if abs(offset) <= _WIDEST and offset.total_seconds() % 900 == 0:
            minutes = abs(int(offset.total_seconds())) // 60
            full = f"{here.isoformat()}{'-' if here < there else '+'}{minutes // 60:02}:{minutes % 60:02}"
    except (ValueError, TypeError, OverflowError):  # no date, or one with and one without a zone
        pass
    return day(local), full


def listed(post: dict[str, Any], place: str) -> Item | Bad | Skipped:
    """Return the item of a post as the REST interface gives it, or why it is left out. Raises AccessError."""
    content, excerpt = post.get("content"), _text(post, "excerpt")
    state = _text(post, "status") or "publish"
    if isinstance(content, dict) and content.get("protected") is True:
        return Skipped(place, "protected by a password")
    if state != "publish":
        return Skipped(place, STATES.get(state, f"in the state {quoted(state)}"))
    link = address_of(_text(post, "link"), "")
    text = _text(post, "content")
    body, was_cut = body_of(text if text.strip() else excerpt, link)
    is_whole = bool(text.strip() or not excerpt.strip()) and not was_cut
    return make_item(
        place,
        title=to_text(_text(post, "title")),
        body=body,
        gist=gist_of(excerpt, body) if text.strip() else "",
        topics=_terms(post),
        when=when_of(_text(post, "date"), _text(post, "date_gmt")),
        author=_author(post),
        site="",
        modified=_text(post, "modified_gmt"),
        slug=unquote(_text(post, "slug")),
        guid=_text(post, "guid"),
        link=link,
        complete=is_whole,
    )


def _text(post: dict[str, Any], key: str) -> str:
    """Return a field's text: its own, or the one under `rendered`; empty where there is none."""
    value = post.get(key)
    if isinstance(value, dict):
        value = value.get("rendered")
    return value if isinstance(value, str) else ""


def _embedded(post: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects that are embedded under `key`, in lists of any depth up to two."""
    embedded = post.get("_embedded")
    found = embedded.get(key) if isinstance(embedded, dict) else None
    flat: list[Any] = []
    for entry in found if isinstance(found, list) else []:
        flat += entry if isinstance(entry, list) else [entry]
    return [entry for entry in flat if isinstance(entry, dict)]


def _author(post: dict[str, Any]) -> str:
    names = [unescape(_text(entry, "name")).strip() for entry in _embedded(post, "author")]
    return ", ".join(name for name in names if name)


def _terms(post: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of categories and tags; where none are embedded, those that the CSS classes give away."""
    terms = [entry for entry in _embedded(post, "wp:term") if _text(entry, "taxonomy") in TOPICS]
    names = [unescape(_text(entry, "name")).strip() for entry in terms]
    classes = post.get("class_list")
    if not terms and isinstance(classes, (list, dict)):
        listed = classes.values() if isinstance(classes, dict) else classes
        pairs = [name.partition("-") for name in listed if isinstance(name, str)]
        names = [unquote(rest).replace("-", " ") for kind, _, rest in pairs if kind in ("category", "tag")]
    return tuple(dict.fromkeys(name for name in names if name))
