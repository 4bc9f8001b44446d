"""Messages within messages: as mutt forwards them (tests/recorded/mail/forward.sh), and as other programs do."""

from __future__ import annotations

from email import message_from_string
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, counts, held, well
from tests.readers.mail.test_reader import FILES, read, saved
from tipcli.readers.base import Bad, Item
from tipcli.readers.mail import forwarded as module
from tipcli.readers.mail.forwarded import forwarded, is_digest, may_carry

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "From: Ana <a@example.org>\nDate: Tue, 4 Mar 2025 09:00:00 +0100\n"
ENCODED = "Content-Transfer-Encoding: base64\n\nU3ViamVjdDogQgoKVGV4dC4K"


def letter(subject: str, text: str = "", number: int = 1) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "Ana <a@example.org>", subject, f"<{number}@example.org>"
    made["Date"] = "Tue, 4 Mar 2025 09:00:00 +0100"
    made.set_content(text)
    return made


def around(part: str, text: str = "See below.") -> str:
    return (
        f'{HEAD}Message-ID: <9@x>\nSubject: Fwd: A\nContent-Type: multipart/mixed; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain\n\n{text}\n--b\n{part}\n--b--\n"
    )


def told(folder: Path, data: str | bytes) -> list[str]:
    """Return what is read of a message: titles and texts, or why a part is none."""
    found = read(saved(folder, data if isinstance(data, bytes) else data.encode()))
    return [f"{one.title}: {one.body}" if isinstance(one, Item) else one.reason for one in found]  # type: ignore[attr-defined]


def test_what_mutt_forwards_is_a_tip_of_its_own_once(tmp_path: Path) -> None:
    tips = Inside(tmp_path)
    source = str(FILES / "forwarded.mbox")
    ran = well(tips("import", source, "--name", "m"))
    assert counts(ran) == {"added": 3, "twice in the source": 3, "skipped": 1}
    assert "no text but that of what it forwards" in ran.err
    assert [(tip["title"], tip["date"], tip["body"].partition("\n")[0]) for tip in held(tmp_path, "m")] == [
        ("[desk] Pick up by the third ring", "2025-03-04", "Pick up by the third ring, and say your name."),
        ("[desk] Pick up by the third ring", "2025-03-05", "For the morning shift, please read."),
        ("[desk] Pick up by the third ring", "2025-03-05", "For the morning shift, please read."),
    ]
    assert counts(well(tips("sync", "m")))["unchanged"] == 3
    assert counts(well(tips("import", str(FILES / "sent.mbox"), "--name", "m")))["unchanged"] == 1


def test_what_python_attaches_is_read_in_its_order_with_what_lies_deeper(tmp_path: Path) -> None:
    inner, middle, outer = (letter(*one) for one in (("C", "Three.", 3), ("B", "Two.", 2), ("A", "One.", 1)))
    middle.add_attachment(inner)
    outer.add_attachment(middle)
    outer.add_attachment(letter("D", "Four.", 4))
    assert told(tmp_path, outer.as_bytes()) == ["A: One.", "B: Two.", "C: Three.", "D: Four."]


@pytest.mark.parametrize(
    "part",
    [
        f"Content-Type: message/rfc822\n\n{HEAD}Subject: B\n\nText.",
        f"Content-Type: MESSAGE/RFC822\nContent-Disposition: attachment; filename=b.eml\n\n{HEAD}Subject: B\n\nText.",
        f"Content-Type: message/global\n\n{HEAD}Subject: B\n\nText.",
        f"Content-Type: message/rfc822\n{ENCODED}",
        f"Content-Type: application/octet-stream; name=b.EML\n{ENCODED}",
    ],
)
def test_however_it_is_attached(part: str, tmp_path: Path) -> None:
    assert told(tmp_path, around(part)) == ["A: See below.", "B: Text."]
    assert told(tmp_path, around(part, "")) == ["no text but that of what it forwards", "B: Text."]


def test_a_digest_is_its_messages(tmp_path: Path) -> None:
    one = f"\n{HEAD}Subject: B\n\nText."
    other = f"Content-Type: message/rfc822\n\n{HEAD}Subject: C\n\nMore."
    digest = f'Content-Type: multipart/digest; boundary="d"\n\n--d\n{one}\n--d\n{other}\n--d--'
    reason = "a digest, of which each message is taken by itself"
    assert told(tmp_path, around(digest, "Topics of today: B, C")) == [reason, "B: Text.", "C: More."]
    assert told(tmp_path, HEAD + digest + "\n") == [reason, "B: Text.", "C: More."]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (f"Content-Type: message/rfc822\n\n{HEAD}Content-Type: image/png\n\nx", "no text in it"),
        (f"Content-Type: message/rfc822\n\nX-Mozilla-Draft-Info: 1\n{HEAD}\nText.", "a draft"),
        (
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n!!!!",
            "a forwarded message that cannot be decoded",
        ),
        ("Content-Type: message/rfc822\n\n", "a forwarded message that cannot be decoded"),
    ],
)
def test_one_that_is_no_tip_is_told(part: str, reason: str, tmp_path: Path) -> None:
    assert told(tmp_path, around(part)) == ["A: See below.", reason]


@pytest.mark.parametrize("head", ["X-Mozilla-Draft-Info: 1\n", "Auto-Submitted: auto-replied\n"])
def test_what_is_left_out_takes_what_it_forwards_with_it(head: str, tmp_path: Path) -> None:
    assert len(told(tmp_path, head + around(f"Content-Type: message/rfc822\n\n{HEAD}\nText."))) == 1


def test_a_message_returned_by_a_server_is_none(tmp_path: Path) -> None:
    report = around(f"Content-Type: message/rfc822\n\n{HEAD}\nText.").replace("multipart/mixed", "multipart/report")
    assert told(tmp_path, report) == ["a report of a mail server"]


def test_there_is_an_end_to_them_and_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 4)
    part = f"Content-Type: message/rfc822\n\n{HEAD}\nText."
    found = list(forwarded(message_from_string(around("\n--b\n".join([part] * 6)))))
    assert isinstance(found[-1], Bad)
    assert 1 < len(found) < 6


def test_parts_that_cannot_be_followed_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(_raw: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(module, "message_from_bytes", too_deep)
    assert told(tmp_path, HEAD + "\nText.\n") == ["parts in parts, too deep"]


def test_a_message_is_parsed_for_them_only_where_it_may_have_some() -> None:
    assert not may_carry(HEAD.encode() + b"\nText.\n")
    assert may_carry(b"content-type: Message/RFC822\n")
    assert not is_digest(message_from_string(around("Content-Type: text/plain\n\nText.")))
