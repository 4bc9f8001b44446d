"""JSON as programs export it, each with a layout of its own."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.found import sound
from tests.made import any_text, many
from tipcli.model.errors import AccessError
from tipcli.readers.base import Document, Item, Options, Record, Skipped
from tipcli.readers.json.document import JsonReader
from tipcli.readers.json.lines import JsonLinesReader

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.readers.base import Found

ROWS = [
    {"title": "A", "body": "Text one", "date": 1709595000000, "tags": ["x", "y"]},
    {"title": "B", "body": "Text two", "date": 1709681400000, "tags": []},
]
POST = {
    "id": "p1",
    "uuid": "u-1",
    "title": "Say how long",
    "slug": "say-how-long",
    "html": "<p>Tell <strong>them</strong>.</p>",
    "plaintext": "Tell them.",
    "type": "post",
    "status": "published",
    "published_at": "2024-03-05T07:00:00.000Z",
    "custom_excerpt": "A wait has an end.",
}
GHOST = {
    "posts": [POST, POST | {"id": "p2", "status": "draft"}, POST | {"id": "p3", "type": "page", "title": "About"}],
    "posts_tags": [
        {"post_id": "p1", "tag_id": "t2", "sort_order": 1},
        {"post_id": "p1", "tag_id": "t1", "sort_order": 0},
        {"post_id": "p1", "tag_id": "t3", "sort_order": 2},
    ],
    "posts_authors": [{"post_id": "p1", "author_id": "a1", "sort_order": 0}],
    "tags": [{"id": "t1", "name": "Calls"}, {"id": "t2", "name": "Waits"}, {"id": "t3", "name": "#own"}],
    "users": [{"id": "a1", "name": "The desk"}],
}
TRELLO = {
    "name": "Board",
    "prefs": {},
    "lists": [{"id": "l1", "name": "Ready", "closed": False}],
    "checklists": [{"idCard": "65e6f0c1aaaaaaaaaaaaaaaa", "name": "Try",
                    "checkItems": [{"name": "it", "state": "complete"}]}],
    "cards": [
        {"id": "65e6f0c1aaaaaaaaaaaaaaaa", "name": "Say how long", "desc": "Tell **them**.", "closed": False,
         "idList": "l1", "labels": [{"name": "calls"}], "url": "https://trello.example/c/1"},
        {"id": "c2", "name": "Old", "desc": "Gone.", "closed": True, "idList": "l1"},
    ],
}  # fmt: skip
NOTION = {
    "results": [
        {
            "id": "n1",
            "created_time": "2024-03-04T23:30:00.000Z",
            "url": "https://notion.example/n1",
            "properties": {
                "What": {"type": "title", "title": [{"plain_text": "Say "}, {"plain_text": "how long"}]},
                "Tags": {"type": "multi_select", "multi_select": [{"name": "calls"}]},
                "Text": {"type": "rich_text", "rich_text": [{"plain_text": "Tell them."}]},
                "Status": {"type": "select", "select": {"name": "Done"}},
                "Mood": {"type": "formula", "formula": {"type": "string", "string": "calm"}},
            },
        }
    ]
}
SLACK = [
    {"type": "message", "ts": "1709595000.000100", "client_msg_id": "m1", "user_profile": {"real_name": "The desk"},
     "text": "Say *how long*, see <https://e.example|this> &amp; `a*b*c` ~not~ <@U1>"},
    {"type": "message", "ts": "1709595001.0", "subtype": "channel_join", "text": "<@U2> has joined"},
]  # fmt: skip


def read(value: Any, folder: Path, *, pages: bool = False) -> list[Found]:
    path = folder / "x.json"
    path.write_text(json.dumps(value), "utf-8")
    return list(JsonReader().read(Document(str(path), "x.json", "x.json"), Options(pages=pages)))


def items(value: Any, folder: Path, *, pages: bool = False) -> list[Item]:
    return [one for one in read(value, folder, pages=pages) if isinstance(one, Item)]


@pytest.mark.parametrize("value", [{"db": [{"meta": {}, "data": GHOST}]}, {"meta": {}, "data": GHOST}])
def test_an_export_of_ghost_gives_its_published_posts(value: Any, tmp_path: Path) -> None:
    [post] = items(value, tmp_path)
    assert (post.title, post.body, post.gist) == ("Say how long", "Tell **them**.", "A wait has an end.")
    assert (post.date, post.slug, post.guid, post.topics) == ("2024-03-05", "say-how-long", "u-1", ("Calls", "Waits"))
    assert post.credit
    assert post.credit.publisher == "The desk"
    reasons = [one.reason for one in read(value, tmp_path) if isinstance(one, Skipped)]
    assert reasons == ["a draft", "a page; --pages takes pages too"]
    assert [one.title for one in items(value, tmp_path, pages=True)] == ["Say how long", "About"]


@pytest.mark.parametrize(
    "value",
    [
        {"records": [{"title": "A", "text": "B", "fields": {"mood": "calm"}}]},
        {"results": [{"title": "A", "text": "B", "properties": {"mood": "calm"}}]},
        {"cards": [{"title": "A", "text": "B"}], "lists": [{"name": "A", "text": "B"}]},
        {"notes": {"A": "B"}},
    ],
)
def test_objects_that_only_have_names_of_a_program_s_are_read_as_any_others(value: Any, tmp_path: Path) -> None:
    found = items(value, tmp_path)
    assert {(one.title, one.body) for one in found} == {("A", "B")}
    assert len(found) == len(read(value, tmp_path))


def test_a_board_of_trello_gives_its_open_cards(tmp_path: Path) -> None:
    card, old = read(TRELLO, tmp_path)
    assert isinstance(card, Item)
    assert (card.title, card.body) == ("Say how long", "Tell **them**.\n\n**Try**\n\n- [x] it")
    assert (card.date, card.topics, card.link) == ("2024-03-05", ("calls",), "https://trello.example/c/1")
    assert card.extra["list"] == "Ready"
    assert old == Skipped("item 2", "in the archive of the board")


def test_airtable_and_notion_keep_the_fields_one_level_down(tmp_path: Path) -> None:
    fields = {"Name": "Say how long", "Notes": "Tell them.", "Tags": ["calls"], "Status": "Done"}
    row = {"id": "rec1", "createdTime": "2024-03-04T23:30:00.000Z", "fields": fields}
    for one in (*items({"records": [row]}, tmp_path), *items(NOTION, tmp_path)):
        assert (one.title, one.body, one.date, one.topics) == ("Say how long", "Tell them.", "2024-03-04", ("calls",))
        assert one.extra["Status"] == "Done"
    assert one.extra["Mood"] == "calm"


@pytest.mark.parametrize(
    "value",
    [
        ROWS,
        {name: {str(n): row[name] for n, row in enumerate(ROWS)} for name in ROWS[0]},
        {str(n): row for n, row in enumerate(ROWS)},
        {"columns": list(ROWS[0]), "index": [0, 1], "data": [list(row.values()) for row in ROWS]},
        {"schema": {"fields": []}, "data": [{"index": n, **row} for n, row in enumerate(ROWS)]},
    ],
    ids=["records", "columns", "index", "split", "table"],
)
def test_a_table_of_pandas_gives_its_rows_however_it_lies(value: Any, tmp_path: Path) -> None:
    first, second = items(value, tmp_path)
    assert (first.title, first.body, first.date, first.topics) == ("A", "Text one", "2024-03-04", ("x", "y"))
    assert (second.title, second.body, second.date) == ("B", "Text two", "2024-03-05")


def test_messages_of_slack_become_markdown_and_its_notes_are_left_out(tmp_path: Path) -> None:
    message, joined = read(SLACK, tmp_path)
    assert isinstance(message, Item)
    assert message.body == "Say **how long**, see [this](https://e.example) & `a*b*c` ~~not~~ @U1"
    assert (message.date, message.guid) == ("2024-03-04", "m1")
    assert message.credit
    assert message.credit.publisher == "The desk"
    assert isinstance(joined, Skipped)
    people = [{"id": "U1", "team_id": "T", "name": "a", "deleted": False, "profile": {}}]
    assert read(people, tmp_path) == [Skipped("item 1", "a list of Slack's people or channels")]


def test_a_json_feed_names_the_authors_of_all_its_items(tmp_path: Path) -> None:
    feed = {"version": "https://jsonfeed.org/version/1", "title": "F", "author": {"name": "The desk"}}
    texts = [{"id": "1", "content_text": "One"}, {"id": "2", "content_text": "Two", "author": {"name": "A guest"}}]
    found = items(feed | {"items": texts}, tmp_path)
    assert [one.credit and one.credit.publisher for one in found] == ["The desk", "A guest"]


def test_what_a_database_wraps_is_unwrapped(tmp_path: Path) -> None:
    made = {"_id": {"$oid": "65e6"}, "title": "A", "createdAt": {"$date": {"$numberLong": "1709595000000"}}}
    (tmp_path / "a.json").write_text(json.dumps(made) + "\n" + json.dumps({"title": "B", "date": {"day": 4}}))
    reading = JsonLinesReader().read(Document(str(tmp_path / "a.json"), "a", "a.json"), Options())
    first, second = [one.parse() for one in reading if isinstance(one, Record)]
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.guid, first.date) == ("65e6", "2024-03-04")
    assert second.extra["date"] == {"day": 4}  # no date that is understood, but not lost


KEYS = st.sampled_from(sorted({"data", "db", "records"} | set(GHOST) | set(POST) | set(TRELLO)))
broken = st.recursive(
    st.none() | st.integers() | any_text(5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner),
    max_leaves=12,
)


@given(broken)
@many(200)
def test_any_document_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    folder = tmp_path_factory.getbasetemp()
    for one in (value, {"posts_tags": [], "data": {"posts": [value], "posts_tags": value, "tags": [value]}}):
        with suppress(AccessError):
            for found in read(one, folder):
                sound(found)


def test_names_and_titles_of_a_json_feed_are_decoded_once(tmp_path: Path) -> None:
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "items": [{"title": "A &amp; B &amp;lt;", "content_text": "x", "authors": [{"name": "Desk &amp; Counter"}]}],
    }
    [item] = items(value, tmp_path)
    assert (item.title, item.credit and item.credit.publisher) == ("A & B &lt;", "Desk & Counter")
