"""Notes, bookmarks and channels in JSON as the programs for them export these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.readers.json.test_shapes import items, read
from tipcli.readers.base import Skipped

if TYPE_CHECKING:
    from pathlib import Path

NOTES = "Greet first\r\nLook up.\r\n\r\nThen ask."
SIMPLENOTE = {
    "activeNotes": [
        {"id": "n1", "content": NOTES, "creationDate": "2025-03-04T09:30:00.000Z", "tags": ["phone"]},
        {"id": "n2", "content": "# Smile\nIt is heard."},
        {"id": "n3", "content": "Only one line here."},
        {"id": "n4", "content": " "},
    ],
    "trashedNotes": [{"id": "n5", "content": "Old\r\nGone."}],
}
STANDARD = {
    "version": "004",
    "items": [
        {"content_type": "Note", "uuid": "u1", "created_at": "2025-03-04T09:30:00.000Z",
         "content": {"title": "Greet first", "text": "Look up.", "references": []}},
        {"content_type": "Note", "uuid": "u2", "content": {"title": "Old", "text": "Gone.", "trashed": True}},
        {"content_type": "Tag", "uuid": "u3", "content": {"title": "phone", "references": [{"uuid": "u1"}]}},
        {"content_type": "SN|UserPreferences", "uuid": "u4", "content": {"sortBy": "title"}},
    ],
}  # fmt: skip
KEEP = {
    "isTrashed": False, "isArchived": True, "title": "Greet first", "textContent": "Look up.",
    "createdTimestampUsec": 1741080600000000, "userEditedTimestampUsec": 1751080600000000,
    "labels": [{"name": "phone"}, {"name": "first day"}], "annotations": [{"url": "https://example.org/a"}],
}  # fmt: skip
KEPT_LIST = {
    "isTrashed": False,
    "title": "Closing",
    "listContent": [{"text": "Count the till", "isChecked": True}, {"text": "Lock up", "isChecked": False}],
}
TELEGRAM: dict[str, Any] = {
    "name": "Desk tips",
    "type": "public_channel",
    "messages": [
        {"id": 1, "type": "service", "date": "2025-01-01T00:00:00", "title": "Desk tips", "text": ""},
        {"id": 2, "type": "message", "date": "2025-03-04T09:30:00", "from": "Desk tips",
         "text": [{"type": "bold", "text": "Greet first"}, "\n\nLook up, ", {"type": "code", "text": "then"}, " ask."]},
        {"id": 3, "type": "message", "date": "2025-03-05T09:30:00", "text": "Say who you are. Then wait."},
        {"id": 4, "type": "message", "date": "2025-03-06T09:30:00", "text": ""},
    ],
}  # fmt: skip
TIDDLERS = [
    {"title": "Greet first", "text": "Look up.", "tags": "phone [[first day]]", "created": "20250304093000000",
     "modified": "20250404093000000", "type": "text/vnd.tiddlywiki"},
    {"title": "$:/core", "text": "A setting."},
]  # fmt: skip
PINBOARD = [
    {"href": "https://example.org/a", "description": "Greet first", "extended": "Look up.", "tags": "phone first_day",
     "time": "2025-03-04T09:30:00Z", "toread": "no"},
    {"href": "https://example.org/b", "description": "A page", "extended": "", "tags": ""},
]  # fmt: skip

TASKS = [
    {"id": 1, "uuid": "t1", "description": "Greet first", "entry": "20250304T093000Z", "status": "pending",
     "tags": ["phone"], "annotations": [{"entry": "20250305T093000Z", "description": "Look up."}]},
    {"id": 0, "uuid": "t2", "description": "Old", "entry": "20250304T093000Z", "status": "deleted"},
]  # fmt: skip


@pytest.mark.parametrize("value", [SIMPLENOTE, STANDARD, KEEP, TELEGRAM, TIDDLERS, PINBOARD, TASKS])
def test_each_has_its_title_text_and_day(value: Any, tmp_path: Path) -> None:
    first = items(value, tmp_path)[0]
    assert (first.title, first.body.partition(".")[0].partition(",")[0]) == ("Greet first", "Look up")
    assert first.date == "2025-03-04"
    assert first.extra.keys() <= {"published"}


@pytest.mark.parametrize(
    ("value", "topics"),
    [
        (SIMPLENOTE, ("phone",)),
        (STANDARD, ("phone",)),
        (KEEP, ("phone", "first day")),
        (TIDDLERS, ("phone", "first day")),
        (PINBOARD, ("phone", "first_day")),
        (TASKS, ("phone",)),
    ],
)
def test_each_has_its_topics(value: Any, topics: tuple[str, ...], tmp_path: Path) -> None:
    assert items(value, tmp_path)[0].topics == topics


@pytest.mark.parametrize(
    ("value", "count", "reasons"),
    [
        (SIMPLENOTE, 3, ["in the trash"]),
        (STANDARD, 1, ["in the trash"]),
        (KEEP | {"isTrashed": True}, 0, ["in the trash"]),
        (KEEP | {"title": "", "textContent": ""}, 0, ["a note without text"]),
        (TELEGRAM, 2, ["no post but a note of Telegram", "a post without text"]),
        (TIDDLERS, 1, ["of the program's own use, by its name"]),
        (TASKS, 1, ["in the trash"]),
        (PINBOARD, 1, ["a bookmark without a text of its own"]),
        (
            {"version": "004", "items": [{"content_type": "Note", "uuid": "u", "content": "004:c2VjcmV0"}]},
            0,
            ["encrypted notes; export them decrypted"],
        ),
    ],
)
def test_what_is_no_tip_is_told(value: Any, count: int, reasons: list[str], tmp_path: Path) -> None:
    assert len(items(value, tmp_path)) == count
    assert [one.reason for one in read(value, tmp_path) if isinstance(one, Skipped)] == reasons


def test_a_first_line_is_the_title_as_the_program_shows_it(tmp_path: Path) -> None:
    greet, smile, line = items(SIMPLENOTE, tmp_path)
    assert greet.body == "Look up.\n\nThen ask."
    assert (smile.title, smile.body) == ("Smile", "It is heard.")
    assert (line.title, line.body) == ("", "Only one line here.")


def test_a_list_is_one_note(tmp_path: Path) -> None:
    [note] = items(KEPT_LIST, tmp_path)
    assert (note.title, note.body) == ("Closing", "- [x] Count the till\n- [ ] Lock up")


def test_a_post_keeps_its_words_together(tmp_path: Path) -> None:
    greet, wait = items(TELEGRAM, tmp_path)
    assert greet.body == "Look up, then ask."
    assert (wait.title, wait.body) == ("", "Say who you are. Then wait.")


def test_talks_of_people_are_read_as_any_other_document(tmp_path: Path) -> None:
    talk = TELEGRAM | {"type": "personal_chat"}
    assert all(isinstance(one, Skipped) is False for one in read(talk, tmp_path))
