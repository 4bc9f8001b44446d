"""What stands around the text of a message."""

from __future__ import annotations

import pytest

from tipcli.readers.mail.around import without_around

TEXT = "Tell the third person how long it takes.\n\nIt calms the rest."


@pytest.mark.parametrize(
    "footer",
    [
        "You are receiving this because you signed up. [Unsubscribe](https://x.example/u)\n\n1 Main Street",
        "Manage your email preferences here.",
        "Newsletter [abbestellen](https://x.example/u)",
        "Pour vous désabonner, cliquez ici.",
        "[A](https://x.example/a) | [B](https://x.example/b)\n\nNo longer want to hear from us? [Opt out](https://x.example)",
        "メール配信停止はこちら",
    ],
)
def test_how_to_unsubscribe_and_what_follows_is_no_text(footer: str) -> None:
    assert without_around(f"{TEXT}\n\n{footer}", is_plain=False) == TEXT


def test_words_about_it_in_the_midst_of_a_text_stay() -> None:
    told = "Tell them how to unsubscribe.\n\n" + "\n\n".join(
        f"Then {number} words more of the text." * 9 for number in range(20)
    )
    assert without_around(f"{TEXT}\n\n{told}", is_plain=False) == f"{TEXT}\n\n{told}"


@pytest.mark.parametrize("line", ["[View in your browser](https://x.example)", "Im Browser ansehen: https://x.example"])
def test_a_line_to_a_copy_on_the_web_is_no_text(line: str) -> None:
    assert without_around(f"{line}\n\n{TEXT}", is_plain=False) == TEXT
    assert without_around(line, is_plain=False) == line


@pytest.mark.parametrize(
    "tail",
    [
        "-- \nThe desk\n+1 555 0100",
        "_______________________________________________\nteam mailing list\nteam@example.org\n",
        "On Tuesday Ana wrote:\n\n> What do we tell them?\n> And when?",
    ],
)
def test_signatures_footers_of_lists_and_what_is_answered_are_no_text(tail: str) -> None:
    assert without_around(f"{TEXT}\n\n{tail}", is_plain=True) == TEXT


def test_a_quotation_before_a_text_stays() -> None:
    text = "Ana wrote:\n\n> What do we tell them?\n\nTell them first."
    assert without_around(text, is_plain=True) == text
