"""A message as an item."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import many
from tipcli.readers.base import Bad, Item, Skipped
from tipcli.readers.mail.message import item_of_message

HEAD = "From: =?utf-8?q?Ana_M=C3=BCller?= <a@example.org>\nDate: Tue, 4 Mar 2025 23:30:00 -0800\nMessage-ID: <1@x>\n"
BOTH = (
    'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nPlain.\n--b\n'
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<p>H=C3=B6r <b>zu</b>.</p>\n--b--\n"
)


def item(text: str | bytes) -> Item:
    found = item_of_message(text.encode() if isinstance(text, str) else text, "item 1", "")
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


def test_the_html_part_is_the_text_and_is_decoded() -> None:
    assert item(HEAD + BOTH).body == "Hör **zu**."


def test_an_attached_text_is_none_of_the_message() -> None:
    other = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nOther."
    parts = f"--b\n\nText.\n--b\n{other}\n--b--\n"
    assert item(f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n{parts}').body == "Text."


def test_lines_that_flow_are_put_together() -> None:
    assert (
        item(f"{HEAD}Content-Type: text/plain; format=flowed\n\nOne \ntwo.\n\n Three.\n").body == "One two.\n\nThree."
    )


def test_what_is_hidden_in_a_page_and_its_pictures_are_left_out() -> None:
    html = (
        '<div style="display:none">a</div><div style="max-height: 0">b</div><img src="https://x.example/p" alt="c">'
        "<p>&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;Text.</p>"
    )
    assert item(f"{HEAD}Content-Type: text/html; charset=utf-8\n\n{html}\n").body == "Text."


def test_a_date_that_is_none_is_told() -> None:
    made = item("From: a@example.org\nDate: some day\n\nText.\n")
    assert (made.date, made.undated) == (None, "some day")


@many(60)
@given(st.binary(max_size=300))
def test_any_bytes_after_a_head_are_an_item_or_left_out(data: bytes) -> None:
    assert isinstance(item_of_message(HEAD.encode() + data, "item 1", ""), (Item, Bad, Skipped))
