"""Mail as mutt and MJML wrote it (tests/recorded/mail, made by its make.sh), and messages of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.found import parsed
from tipcli.readers.base import Bad, Document, Item, Options, Skipped
from tipcli.readers.mail import reader
from tipcli.readers.mail.reader import MailReader
from tipcli.readers.registry import reader_for

FILES = Path(__file__).parents[2] / "recorded" / "mail"
MAILDIR = sorted((FILES / "maildir" / "cur").iterdir())
HEAD = b"From: Ana <a@example.org>\nDate: Tue, 4 Mar 2025 09:00:00 +0100\nMessage-ID: <1@example.org>\nSubject: A\n\n"


def document(path: Path) -> Document:
    return Document(str(path), path.name, path.name)


def read(path: Path) -> list[object]:
    return [parsed(one) for one in MailReader().read(document(path), Options())]


def saved(folder: Path, data: bytes, name: str = "a.eml") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def texts(found: list[object]) -> list[tuple[str, str | None, str]]:
    return [(one.title, one.date, one.body) for one in found if isinstance(one, Item)]


CALL = """Pick up by the third ring, and say your name.

From here on it is listening: write down the first three words.

> Who calls first, ends last."""
ISSUE = """# When the line is long

Tell the **third** person how long it takes.

It costs nothing & calms the rest.

## Say

- It will be ten minutes.
- I will call you.

## Not

It is what it is."""


def test_an_mbox_and_a_maildir_of_mutt_say_the_same() -> None:
    box = texts(read(FILES / "sent.mbox"))
    assert box == [one for path in MAILDIR for one in texts(read(path))]
    assert box[0] == ("[desk] Pick up by the third ring", "2025-03-04", CALL)
    assert box[1][0] == "Grüßen, auf Deutsch: ein Betreff, der so lang ist, dass er in zwei Zeilen muss"
    assert box[1][2].startswith("Grüße zuerst – dann frag: „Wie")
    assert box[2] == ("Issue 12: When the line is long", "2025-03-04", ISSUE)


def test_every_message_is_told_by_its_head(tmp_path: Path) -> None:
    for path in (FILES / "sent.mbox", *MAILDIR, saved(tmp_path, HEAD, "no-ending")):
        assert isinstance(reader_for(document(path)), MailReader)
    for text in (
        b"Title: A\nDate: 2025-03-04\nFrom: Ana\n\nText.\n",
        b"From here on\nDate: x\n",
        b"",
        b"---\na: b\n---\n",
    ):
        assert not MailReader().fits(document(saved(tmp_path, text, "note")))


def test_only_a_line_after_a_blank_one_begins_a_message_and_quoted_ones_are_text(tmp_path: Path) -> None:
    mark = b"From a@example.org Tue Mar  4 09:00:00 2025\n"
    data = mark + HEAD + b"One.\n" + mark + b">From then on.\n>>From there.\n\n" + mark + HEAD + b"Two.\n\n"
    found = read(saved(tmp_path, data, "a.mbox"))
    assert [body for _, _, body in texts(found)] == [
        "One.\nFrom a@example.org Tue Mar  4 09:00:00 2025\nFrom then on.\n>From there.",
        "Two.",
    ]


def test_a_message_too_large_costs_itself_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "LARGEST", 400)
    mark = b"From a@example.org Tue Mar  4 09:00:00 2025\n"
    data = mark + HEAD + b"word " * 100 + b"\n\n" + mark + HEAD + b"Two.\n\n"
    found = read(saved(tmp_path, data, "a.mbox"))
    assert isinstance(found[0], Bad)
    assert [body for _, _, body in texts(found)] == ["Two."]


def test_a_message_of_apple_s_mail_is_as_long_as_it_says(tmp_path: Path) -> None:
    message = HEAD + b"Text.\n"
    data = str(len(message)).encode() + b"\n" + message + b"<?xml version='1.0'?><plist/>"
    assert texts(read(saved(tmp_path, data, "1.emlx"))) == [("A", "2025-03-04", "Text.")]


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        ("1.x:2,DS", b"", "a draft"),
        ("1.x:2,ST", b"", "in the trash"),
        ("a.eml", b"X-Mozilla-Draft-Info: internal/draft\n", "a draft"),
        ("a.eml", b"Auto-Submitted: auto-replied\n", "an automatic reply"),
        ("a.eml", b"Content-Type: multipart/encrypted; boundary=x\n", "encrypted"),
        ("a.eml", b"Content-Type: text/calendar\n", "an invitation"),
        ("a.eml", b"Content-Type: image/png\n", "no text in it"),
    ],
)
def test_what_is_none_to_read_is_left_out_with_a_reason(name: str, head: bytes, reason: str, tmp_path: Path) -> None:
    (found,) = read(saved(tmp_path, head + HEAD + b"Text.\n", name))
    assert isinstance(found, Skipped)
    assert found.reason == reason


def test_a_file_that_is_only_called_a_message_is_a_bad_one(tmp_path: Path) -> None:
    (found,) = read(saved(tmp_path, b"Just words.\n"))
    assert isinstance(found, Bad)
