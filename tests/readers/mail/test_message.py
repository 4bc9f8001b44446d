"""A message as an item."""

from __future__ import annotations

from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.readers.base import Item, Skipped
from tipcli.readers.mail.message import item_of_message

HEAD = "From: =?utf-8?q?Ana_M=C3=BCller?= <a@example.org>\nDate: Tue, 4 Mar 2025 23:30:00 -0800\nMessage-ID: <1@x>\n"


def item(text: str | bytes) -> Item:
    found = item_of_message(message_from_bytes(text.encode() if isinstance(text, str) else text), "item 1")
    assert isinstance(found, Item), found
    return found


def test_the_head_gives_title_author_day_and_identifier() -> None:
    made = item(HEAD + "Subject: =?utf-8?b?R3LDvMOfZQ==?=\nArchived-At: <https://example.org/1>\n\nText.\n")
    assert (made.title, made.date, made.guid, made.link) == ("Grüße", "2025-03-04", "1@x", "https://example.org/1")
    assert made.extra == {"author": "Ana Müller"}


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: A", "A"),
        ("AW: Fwd: A", "A"),
        ("Re: [list] A", "A"),
        ("[list] Re: A", "A"),
        ("Reading aloud", "Reading aloud"),
        ("caf\u00e9 \u2013 8 bit", "café – 8 bit"),
        ("=?no-such-charset?q?A?=", "=?no-such-charset?q?A?="),
    ],
)
def test_a_title_is_the_subject_without_what_answers_and_lists_put_before_it(subject: str, title: str) -> None:
    assert item(f"{HEAD}List-Id: <l.example.org>\nSubject: {subject}\n\nText.\n").title == title


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("[a@example.org: A]", "A"),
        ("[a@example.org: [b@example.org: Re: [desk] A: B]]", "[desk] A: B"),
        ("[desk] A: B", "[desk] A: B"),
        ("A subject that goes\n on in the next line", "A subject that goes on in the next line"),
    ],
)
def test_what_mutt_puts_around_a_subject_and_how_it_was_folded_is_no_title(subject: str, title: str) -> None:
    assert item(f"{HEAD}Subject: {subject}\n\nText.\n").title == title


def test_a_date_that_is_none_is_told() -> None:
    made = item("From: a@example.org\nDate: some day\n\nText.\n")
    assert (made.date, made.undated) == (None, "some day")


@many(60)
@given(st.binary(max_size=300))
def test_any_bytes_after_a_head_are_an_item_or_left_out(data: bytes) -> None:
    assert isinstance(item_of_message(message_from_bytes(HEAD.encode() + data), "item 1"), (Item, Skipped))
