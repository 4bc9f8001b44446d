"""What is written in the parts of a message."""

from __future__ import annotations

from email import message_from_string

import pytest

from tipcli.readers.mail.written import text_of

BOTH = (
    'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nPlain.\n--b\n'
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    "<p>H=C3=B6r <b>zu</b>.</p>\n--b--\n"
)


def text(message: str) -> str:
    return text_of(message_from_string(message))


def mixed(*parts: str, kind: str = "mixed", edge: str = "m") -> str:
    within = "".join(f"--{edge}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{edge}"\n\n{within}--{edge}--\n'


def page(text: str) -> str:
    return f"Content-Type: text/html\n\n<p>{text}</p>"


PICTURE = "Content-Type: image/png; name=a.png\n\nx"


def test_the_html_part_is_the_text_and_is_decoded() -> None:
    assert text(BOTH) == "Hör **zu**."


def test_an_attached_text_is_none_of_the_message() -> None:
    other = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nOther."
    parts = f"--b\n\nText.\n--b\n{other}\n--b--\n"
    assert text(f'Content-Type: multipart/mixed; boundary="b"\n\n{parts}') == "Text."


def test_lines_that_flow_are_put_together() -> None:
    assert text("Content-Type: text/plain; format=flowed\n\nOne \ntwo.\n\n Three.\n") == "One two.\n\nThree."


def test_what_is_hidden_in_a_page_and_its_pictures_are_left_out() -> None:
    html = (
        '<div style="display:none">a</div><div style="max-height: 0">b</div><img src="https://x.example/p" alt="c">'
        "<p>&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;Text.</p>"
    )
    assert text(f"Content-Type: text/html; charset=utf-8\n\n{html}\n") == "Text."


@pytest.mark.parametrize(
    "message",
    [
        mixed("\nBefore.", PICTURE, "Content-Type: text/plain\n\nAfter."),
        # as Apple's Mail writes it: plain text beside pieces of a page around what is attached
        mixed("\nBefore.\n\nAfter.", mixed(page("Before."), PICTURE, page("After."), edge="n"), kind="alternative"),
    ],
)
def test_a_text_goes_on_after_what_is_attached(message: str) -> None:
    assert text(message) == "Before.\n\nAfter."


def test_the_footer_that_a_list_adds_as_a_part_is_none_of_the_text() -> None:
    footer = "_" * 40 + "\nDesk mailing list\nhttps://example.org/listinfo/desk"
    assert text(mixed("\nText.", f"\n{footer}", "\nTo unsubscribe, write to desk-leave@example.org.")) == "Text."


def test_two_forms_of_one_text_are_one() -> None:
    assert text(mixed("\nHear *them* out.", page("Hear <b>them</b> out."))) == "Hear **them** out."


def test_a_named_text_beside_another_is_a_file() -> None:
    file = "Content-Type: text/plain; name=a.txt\nContent-Disposition: inline; filename=a.txt\n\nFile."
    assert text(mixed("\nText.", file)) == "Text."
    assert text(mixed(file)) == "File."


def test_parts_have_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipcli.readers.mail.written._DEEPEST", 1)
    assert text(mixed("\nText.", mixed("\nDeep.", edge="n"))) == "Text."
