"""JSON in which programs lay out what they hold in a way of their own: as a list of objects with the usual names."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from tipcli.readers.fields import role_of, text_of
from tipcli.readers.json.noted import noted

if TYPE_CHECKING:
    from collections.abc import Iterator

Laid = dict[str, Any] | str  # an object, or why one is left out
_STATES = {"published": "", "sent": "", "draft": "a draft", "scheduled": "not published yet"}
_KEPT = frozenset(("", "bot_message", "me_message", "thread_broadcast", "file_share"))  # messages that people wrote
_NO_TEXTS = (frozenset(("profile", "deleted", "team_id")), frozenset(("members", "creator", "purpose")))
_MENTION = re.compile(r"<([@#!])([^<>|\s]{1,100})(?:\|([^<>\n]{0,200}))?>")
_LINK = re.compile(r"<((?:https?://|mailto:)[^<>|\s]{1,2000})(?:\|([^<>\n]{0,500}))?>")
_STRONG = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,1000}?)(?<=\S)\*(?![\w*])")
_STRUCK = re.compile(r"(?<![\w~])~(?=\S)([^~\n]{1,1000}?)(?<=\S)~(?![\w~])")


def laid_out(value: Any, *, pages: bool) -> Iterator[Laid] | None:
    """Return the objects of a document as one of the programs below writes it, None for any other document."""
    if (notes := noted(value)) is not None:
        return notes
    if isinstance(value, dict):
        data = _ghost_data(value)
        return _nested(value) if data is None else _ghost(data, pages=pages)
    if _is_list(value) and any(all(keys <= entry.keys() for entry in value) for keys in _NO_TEXTS):
        return iter(("a list of Slack's people or channels",))
    return _slack(value) if _are_messages(value) else None


def _nested(value: dict[str, Any]) -> Iterator[Laid] | None:
    rows, found = value.get("records"), value.get("results")
    if _are_all(rows, "fields") and not any(_is_named(list(row)) for row in rows or ()):  # Airtable
        return ({**row["fields"], "id": row.get("id"), "dateCreated": row.get("createdTime")} for row in rows or ())
    if _are_all(found, "properties") and all(_are_typed(page["properties"]) for page in found or ()):
        return map(_notion, found or ())
    if (
        _is_list(value.get("lists"))
        and _is_list(value.get("cards"))
        and all("idList" in entry for entry in value["cards"])
    ):
        return _trello(value)
    is_feed = str(value.get("version")).startswith("https://jsonfeed.org/version/")
    return _json_feed(value) if is_feed and _is_list(value.get("items")) else _table(value)


def _are_all(value: Any, key: str) -> bool:
    return _is_list(value) and all(isinstance(entry.get(key), dict) for entry in value)


def _are_typed(properties: dict[str, Any]) -> bool:
    return all(isinstance(entry, dict) and "type" in entry for entry in properties.values())


def _is_list(value: Any) -> bool:
    """Tell whether a value is a list of objects with anything in it."""
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _ghost_data(value: dict[str, Any]) -> dict[str, Any] | None:
    """Return the tables of an export of Ghost."""
    first = next(iter(_objects(value.get("db"))), value)
    data = first.get("data")
    return data if isinstance(data, dict) and _is_list(data.get("posts")) and "posts_tags" in data else None


def _ghost(data: dict[str, Any], *, pages: bool) -> Iterator[Laid]:
    tags = {str(entry.get("id")): text_of(entry.get("name")) or "" for entry in _objects(data.get("tags"))}
    people = {str(entry.get("id")): text_of(entry.get("name")) or "" for entry in _objects(data.get("users"))}
    tagged, written = _joined(data.get("posts_tags"), "tag_id"), _joined(data.get("posts_authors"), "author_id")
    for post in data["posts"]:
        state = str(post.get("status") or "published")
        if reason := _STATES.get(state, f"in the state {state}"):
            yield reason
            continue
        if (post.get("type") == "page" or post.get("page") in (1, True)) and not pages:
            yield "a page; --pages takes pages too"
            continue
        topics = [tags.get(tag, "") for tag in tagged.get(str(post.get("id")), ())]
        texts = (post.get(name) for name in ("html", "markdown", "plaintext"))
        authors = [people.get(person, "") for person in written.get(str(post.get("id")), ())]
        yield {
            "id": post.get("uuid") or post.get("id"),
            "title": post.get("title"),
            "slug": post.get("slug"),
            "content_html" if post.get("html") else "content": next(filter(None, texts), None),
            "gist": post.get("custom_excerpt"),
            "date": post.get("published_at") or post.get("created_at"),
            "tags": [name for name in topics if not name.startswith("#")],  # those are for the site's own use
            "authors": [name for name in authors if name] or [people.get(str(post.get("author_id")), "")],
            "link": post.get("canonical_url"),
        }


def _joined(rows: Any, key: str) -> dict[str, list[str]]:
    """Return what a table says of each post, in its order."""
    made: dict[str, list[str]] = {}
    for entry in sorted(_objects(rows), key=_order):
        made.setdefault(str(entry.get("post_id")), []).append(str(entry.get(key)))
    return made


def _order(row: dict[str, Any]) -> int:
    return order if isinstance(order := row.get("sort_order"), int) else 0


def _trello(board: dict[str, Any]) -> Iterator[Laid]:
    lists = {str(entry.get("id")): entry for entry in _objects(board["lists"])}
    for card in board["cards"]:
        where = lists.get(str(card.get("idList")), {})
        if card.get("closed") is True or where.get("closed") is True:
            yield "in the archive of the board"
            continue
        todo = [entry for entry in _objects(board.get("checklists")) if entry.get("idCard") == card.get("id")]
        parts = [text_of(card.get("desc")) or "", *map(_checklist, todo)]
        made = str(card.get("id"))[:8]  # the seconds in which it was made
        seconds = int(made, 16) if re.fullmatch("[0-9a-f]{8}", made) and len(str(card["id"])) == 24 else None
        yield {
            "id": card.get("id"),
            "title": card.get("name"),
            "body": "\n\n".join(filter(None, parts)),
            "date": seconds or card.get("dateLastActivity"),
            "labels": card.get("labels"),
            "url": card.get("url"),
            "list": where.get("name"),
        }


def _checklist(checklist: dict[str, Any]) -> str:
    items = _objects(checklist.get("checkItems"))
    lines = [
        f"- [{'x' if entry.get('state') == 'complete' else ' '}] {text_of(entry.get('name')) or ''}" for entry in items
    ]
    return "\n".join((f"**{text_of(checklist.get('name')) or ''}**", "", *lines)) if lines else ""


def _notion(page: dict[str, Any]) -> Laid:
    """Return a page as Notion's interface gives it."""
    if page.get("archived") is True or page.get("in_trash") is True:
        return "in the trash"
    made: dict[str, Any] = {"id": page.get("id"), "url": page.get("url")}
    for name, entry in page["properties"].items():
        if isinstance(entry, dict):
            kind = str(entry.get("type"))
            made["title" if kind == "title" else name] = _property(entry.get(kind))
    return made | {"dateCreated": page.get("created_time")}


def _property(value: Any) -> Any:
    if isinstance(value, list):
        texts = [text for entry in _objects(value) if (text := text_of(entry.get("plain_text"))) is not None]
        return "".join(texts) if texts else [entry.get("name") for entry in _objects(value)]
    if isinstance(value, dict):  # a formula says under which name its value stands
        return value.get("name") or value.get("start") or value.get(str(value.get("type")))
    return value


def _json_feed(feed: dict[str, Any]) -> Iterator[Laid]:
    """Yield the items, each with the feed's authors where it names none of its own."""
    people = feed.get("authors") or ([feed["author"]] if feed.get("author") else [])
    for item in feed["items"]:
        own = item.get("authors") or ([item["author"]] if item.get("author") else people)
        title = {"title": unescape(item["title"])} if isinstance(item.get("title"), str) else {}
        yield {**item, **title, "author": None, "authors": [_decoded(person) for person in own]}


def _decoded(person: Any) -> Any:
    """Return a person whose name has `&amp;` decoded, which WordPress writes into feeds of every kind."""
    name = person.get("name") if isinstance(person, dict) else person
    return unescape(name) if isinstance(name, str) else person


def _table(value: dict[str, Any]) -> Iterator[Laid] | None:
    """Return the rows that pandas writes by column, or below the names of the columns."""
    columns, rows = value.get("columns"), value.get("data")
    if isinstance(columns, list) and isinstance(rows, list) and _is_named(columns):
        names = list(map(str, columns))
        whole = (isinstance(row, list) and len(row) == len(names) for row in rows)
        return (dict(zip(names, row, strict=True)) for row in rows) if rows and all(whole) else None
    if not _is_named(list(value)) or not all(isinstance(entry, dict) for entry in value.values()):
        return None
    keys = next(iter(value.values())).keys()
    if not keys or any(entry.keys() != keys for entry in value.values()) or any(map(role_of, keys)):
        return None
    is_titled = any((role_of(name) or " ")[0] == "title" for name in value)
    rest = ({} if key.isdigit() else {"id" if is_titled else "title": key} for key in keys)  # pandas counts its rows
    return (row | {name: column[key] for name, column in value.items()} for key, row in zip(keys, rest, strict=True))


def _is_named(columns: list[Any]) -> bool:
    """Tell whether one of the columns is a title or a text."""
    roles = (role_of(name) for name in columns if isinstance(name, str))
    return any(role and role[0] in ("title", "body") for role in roles)


def _are_messages(value: list[Any]) -> bool:
    return _is_list(value) and all(entry.get("type") == "message" and "ts" in entry for entry in value)


def _slack(messages: list[dict[str, Any]]) -> Iterator[Laid]:
    for message in messages:
        kind = str(message.get("subtype") or "")
        if kind not in _KEPT:
            yield f"no message but a note of Slack ({kind})"
        elif not text_of(message.get("text")):
            yield "a message without text"
        else:
            profile = message.get("user_profile")
            names = profile if isinstance(profile, dict) else {}
            yield {
                "id": message.get("client_msg_id") or message["ts"],
                "body": _markdown(str(message["text"])),
                "date": message["ts"],
                "author": names.get("real_name") or names.get("name") or message.get("username") or message.get("user"),
            }


def _markdown(text: str) -> str:
    """Return a message of Slack, whose marks are its own, as Markdown; what is code in it stays as it is."""
    parts = re.split("(```.*?```|`[^`\n]*`)", text, flags=re.DOTALL)
    made = [_code(part) if at % 2 else _marked(part) for at, part in enumerate(parts)]
    return unescape("".join(made)).strip("\n")


def _marked(text: str) -> str:
    text = _LINK.sub(lambda found: f"[{found[2]}]({found[1]})" if found[2] else f"<{found[1]}>", text)
    text = _MENTION.sub(lambda found: found[1].replace("!", "@") + (found[3] or found[2]), text)
    return _STRUCK.sub(r"~~\1~~", _STRONG.sub(r"**\1**", text)).replace("• ", "- ")


def _code(text: str) -> str:
    return "\n```\n" + text[3:-3].strip("\n") + "\n```\n" if text.startswith("```") else text
