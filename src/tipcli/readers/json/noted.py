"""Notes, bookmarks and channels in JSON as the programs for them export these.

Simplenote, Standard Notes, Google Keep, TiddlyWiki, Pinboard, Taskwarrior, Telegram: each is told by keys that only it
has, and yields objects with the usual names, or why one is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tipcli.readers.fields import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    Laid = dict[str, Any] | str

_IN_THE_TRASH = "in the trash"
_MICROSECONDS = 1_000_000
_CHANNELS = ("public_channel", "private_channel", "saved_messages")  # of Telegram; the others are talks of people
_TAG = re.compile(r"\[\[(.+?)\]\]|(\S+)")
_TIME = 14  # digits of a time of TiddlyWiki, YYYYMMDDhhmmss, before its milliseconds


def noted(value: Any) -> Iterator[Laid] | None:
    """Return the objects of a document of one of these programs, None for any other."""
    if isinstance(value, dict):
        if isinstance(value.get("activeNotes"), list):
            return _simplenote(value)
        if "isTrashed" in value and ("textContent" in value or "listContent" in value):
            return iter((_keep(value),))
        if value.get("type") in _CHANNELS and isinstance(value.get("messages"), list):
            return _telegram(value["messages"])
        return _standard_notes(value["items"]) if _have(value.get("items"), "content_type", "uuid") else None
    if _have(value, "title", "text") and _are_tiddlers(value):
        return map(_tiddler, value)
    made = next((made for keys, made in _LISTS if _have(value, *keys)), None)
    return map(made, value) if made else None


def noted_line(value: Any) -> Any:
    """Return an object that stands on a line of its own, such as Taskwarrior writes too, as ours or why it is left out.

    Any other value is returned as it is.
    """
    if not isinstance(value, dict):
        return value
    return next((made(value) for keys, made in _LISTS if all(map(value.__contains__, keys))), value)


def _have(value: Any, *keys: str) -> bool:
    """Tell whether a value is a list of objects that all have these keys."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and all(key in one for key in keys) for one in value)
    )


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _simplenote(value: dict[str, Any]) -> Iterator[Laid]:
    """Yield notes whose first line is the title, as the program shows it."""
    for note in _objects(value["activeNotes"]):
        title, _, body = (text_of(note.get("content")) or "").replace("\r\n", "\n").strip().partition("\n")
        if title:
            made = {"id": note.get("id"), "date": note.get("creationDate"), "tags": note.get("tags")}
            yield made | ({"title": _bare(title), "body": body.strip("\n")} if body.strip() else {"body": title})
    for _ in _objects(value.get("trashedNotes")):
        yield _IN_THE_TRASH


def _bare(title: str) -> str:
    """Return a first line that is a heading without its mark."""
    return title.lstrip("#").strip() if title.startswith("#") else title


def _keep(note: dict[str, Any]) -> Laid:
    if note.get("isTrashed") is True:
        return _IN_THE_TRASH
    marks = {True: "x", False: " "}
    done = [f"- [{marks[one.get('isChecked') is True]}] {one.get('text')}" for one in _objects(note.get("listContent"))]
    texts = [text_of(note.get("textContent")), "\n".join(done)]
    body = "\n\n".join(filter(None, texts))
    if not body and not text_of(note.get("title")):
        return "a note without text"
    made = note.get("createdTimestampUsec") or note.get("userEditedTimestampUsec")
    links = [one.get("url") for one in _objects(note.get("annotations"))]
    return {
        "title": note.get("title"),
        "body": body,
        "date": made // _MICROSECONDS if isinstance(made, int) else None,
        "labels": note.get("labels"),
        "link": next(filter(None, links), None),
    }


def _standard_notes(items: list[dict[str, Any]]) -> Iterator[Laid]:
    inner = [(one, one["content"]) for one in items if isinstance(one.get("content"), dict)]
    tagged: dict[str, list[Any]] = {}
    for one, content in inner:
        for note in _objects(content.get("references")) if one["content_type"] == "Tag" else ():
            tagged.setdefault(str(note.get("uuid")), []).append(content.get("title"))
    for one, content in inner:
        if one["content_type"] != "Note":
            continue
        if content.get("trashed") is True:
            yield _IN_THE_TRASH
            continue
        yield {
            "id": one["uuid"],
            "title": content.get("title"),
            "body": content.get("text"),
            "date": one.get("created_at"),
            "tags": tagged.get(str(one["uuid"]), []),
        }
    if any(one["content_type"] == "Note" and isinstance(one.get("content"), str) for one in items):
        yield "encrypted notes; export them decrypted"


def _telegram(messages: list[Any]) -> Iterator[Laid]:
    """Yield the posts of a channel; one that begins with a bold line has it as its title."""
    for post in _objects(messages):
        parts = post.get("text")
        pieces = parts if isinstance(parts, list) else [parts]
        texts = [str((one.get("text") if isinstance(one, dict) else one) or "") for one in pieces]
        text = "".join(texts).strip()
        if post.get("type") != "message":
            yield "no post but a note of Telegram"
        elif not text:
            yield "a post without text"
        else:
            rest = "".join(texts[1:])
            is_titled = isinstance(pieces[0], dict) and pieces[0].get("type") == "bold" and rest.startswith("\n")
            yield {
                "id": post.get("id"),
                "title": texts[0].strip() if is_titled else "",
                "body": rest.strip() if is_titled else text,
                "date": post.get("date"),
            }


def _bookmark(one: dict[str, Any]) -> Laid:
    """Return a bookmark of Pinboard, whose `description` is the title."""
    if not text_of(one["extended"]):
        return "a bookmark without a text of its own"
    return {
        "title": one["description"],
        "body": one["extended"],
        "date": one.get("time"),
        "tags": str(one.get("tags") or "").split(),
        "link": one["href"],
    }


def _task(one: dict[str, Any]) -> Laid:
    """Return a task of Taskwarrior, whose annotations are its text."""
    if one["status"] == "deleted":
        return _IN_THE_TRASH
    texts = [text_of(note.get("description")) or "" for note in _objects(one.get("annotations"))]
    rest = {key: inner for key, inner in one.items() if key in ("uuid", "tags", "project", "due", "priority")}
    return rest | {"title": one["description"], "body": "\n\n".join(filter(None, texts)), "date": one["entry"]}


def _are_tiddlers(value: list[dict[str, Any]]) -> bool:
    times = [one["created"] for one in value if "created" in one]
    return bool(times) and all(isinstance(one, str) and one.isdigit() and len(one) > _TIME for one in times)


def _tiddler(one: dict[str, Any]) -> Laid:
    """Return a tiddler; its tags are words, or several words in double brackets."""
    if str(one["title"]).startswith("$:/"):
        return "of the program's own use, by its name"
    tags = one.get("tags")
    names = [found[1] or found[2] for found in _TAG.finditer(tags)] if isinstance(tags, str) else tags
    rest = {key: inner for key, inner in one.items() if key not in ("modified", "type")}
    return rest | {"tags": names, "created": str(one.get("created") or "")[:_TIME] or None}


# The keys of all objects of a list, and what makes one of ours of each.
_LISTS = (
    (("href", "description", "extended"), _bookmark),
    (("uuid", "entry", "status", "description"), _task),
)
