"""Text of a tip is data: what `clean` lets through, and the small forms of text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import any_text, many
from tipcli.model.text import MARK_OFF, MARK_ON, clean, clean_line, quoted, slugify, spans, unmarked, word_count

REPLACED = "\ufffd"
HARMLESS = {
    "ascii": "plain",
    "tab and newline": "a\tb\nc",
    "hebrew": "שלום",
    "arabic": "مرحبا بالعالم",
    "family emoji": "👨‍👩‍👧‍👦",
    "zero width joiner": "क्‍ष",
    "left-to-right and right-to-left marks": "a\u200eb\u200fc",
    "combining accent": "e\u0301",
    "curly quotes and dash": "“don’t” – …",
    "no-break space": "10\u00a0000",
    "soft hyphen": "co\u00adop",
    "private use": "\ue000",
}


@many(40)
@given(any_text())
def test_clean_leaves_nothing_that_controls_or_reorders(text: str) -> None:
    done = clean(text)
    for character in done:
        code = ord(character)
        assert unicodedata.category(character) != "Cc" or character in "\t\n"
        assert not 0x202A <= code <= 0x202E
        assert not 0x2066 <= code <= 0x2069
        assert not 0xE0000 <= code <= 0xE007F
        assert not 0xD800 <= code <= 0xDFFF
    assert done.encode().decode() == done


@many(40)
@given(any_text())
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@many(30)
@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"))))
def test_clean_changes_no_letter_mark_or_sign(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_clean_lets_harmless_text_through_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb", f"a{REPLACED}b"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("\x1b[31mred\x1b[0m", f"{REPLACED}[31mred{REPLACED}[0m"),
        ("\x1b]0;title\x07", f"{REPLACED}]0;title{REPLACED}"),
        ("\x9b31m", f"{REPLACED}31m"),
        ("a\x85b", f"a{REPLACED}b"),
        ("\x00\x08\x7f", REPLACED * 3),
        ("\u202eabc\u202c", f"{REPLACED}abc{REPLACED}"),
        ("\u2067abc\u2069", f"{REPLACED}abc{REPLACED}"),
        ("a\U000e0041b", f"a{REPLACED}b"),
        (f"{MARK_ON}forged{MARK_OFF}", f"{REPLACED}forged{REPLACED}"),
        ("a\ud800b", f"a{REPLACED}b"),
        ("\udce9", REPLACED),
        ("\ud83d\x1b", REPLACED * 2),
    ],
)
def test_clean_replaces_each_dangerous_character_by_one(text: str, wanted: str) -> None:
    assert clean(text) == wanted


@many(40)
@given(any_text())
def test_clean_line_gives_one_clean_line_without_outer_blanks(text: str) -> None:
    done = clean_line(text)
    assert len(done.splitlines()) <= 1
    assert "\t" not in done
    assert done == done.strip()
    assert clean_line(done) == clean(done) == done


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("  a  ", "a"),
        ("a\tb", "a b"),
        ("a\nb", "a b"),
        ("a\r\nb", "a b"),
        ("a\vb\fc\x1cd\x1de\x1ef\x85g", "a b c d e f g"),
        ("a\u2028b", "a b"),
        ("\x1b", REPLACED),
        ("", ""),
    ],
)
def test_clean_line_makes_a_space_of_each_line_break(text: str, wanted: str) -> None:
    assert clean_line(text) == wanted


@many(30)
@given(any_text(200))
def test_a_quoted_text_is_printable_whatever_it_holds(text: str) -> None:
    done = quoted(text)
    assert done.isprintable()
    assert done[0] == done[-1]
    assert done[0] in "'\""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("plain", "'plain'"),
        ("it's", '"it\'s"'),
        ("C:\\[x]", "'C:\\\\[x]'"),
        ("\x1b[31m", "'\ufffd[31m'"),
        ("\u200f", "'\\u200f'"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 59}…'"),
    ],
)
def test_quoted_escapes_as_repr_does_and_cuts_at_sixty(text: str, wanted: str) -> None:
    assert quoted(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", 0),
        ("one", 1),
        ("two words", 2),
        ("- a list – of five: 5", 5),
        ("— … !", 0),
        ("don’t count twice", 3),
        ("日本 語", 2),
        ("a\n\tb\u00a0c", 3),
    ],
)
def test_a_word_is_a_run_with_a_letter_or_digit(text: str, wanted: int) -> None:
    assert word_count(text) == wanted


@many(50)
@given(any_text(30) | st.text("a1é½½日’…–“-. _\t\n", max_size=30))
def test_words_of_any_script_are_runs_with_a_letter_or_digit(text: str) -> None:
    assert word_count(text) == len([run for run in text.split() if any(map(str.isalnum, run))])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Give the Customer a Plan B", "give-the-customer-a-plan-b"),
        ("Don’t 'quote' me", "dont-quote-me"),
        ("Café déjà vu", "cafe-deja-vu"),
        ("When Customers are…Jerks", "when-customers-are-jerks"),
        ("“Never” – ‘never’—rock’n’roll", "never-never-rocknroll"),
        ("Café – “déjà”’s", "cafe-deja-s"),
        ("Straße", "strasse"),
        ("a -- b", "a-b"),
        ("--x--", "x"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本語", ""),
        ("", ""),
        ("½ ﬁne", "1-2-fine"),
    ],
)
def test_slugify_keeps_letters_and_digits_joined_by_hyphens(text: str, wanted: str) -> None:
    assert slugify(text) == wanted


@many(40)
@given(any_text(120), st.integers(1, 90))
def test_a_slug_has_only_its_letters_and_keeps_its_limit(text: str, limit: int) -> None:
    slug = slugify(text, limit)
    assert len(slug) <= limit
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in slug)
    assert slug == slug.strip("-")
    assert "--" not in slug
    assert slugify(slug, limit) == slug


@pytest.mark.parametrize(
    ("limit", "wanted"), [(80, "one-two-three"), (9, "one-two"), (8, "one-two"), (7, "one-two"), (6, "one"), (2, "on")]
)
def test_a_long_slug_is_cut_at_a_hyphen(limit: int, wanted: str) -> None:
    assert slugify("one two three", limit) == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("", []),
        ("plain", [("plain", False)]),
        ("\x02all\x03", [("all", True)]),
        ("a \x02b\x03 c \x02d\x03", [("a ", False), ("b", True), (" c ", False), ("d", True)]),
        ("\x02a\x03\x02b\x03", [("a", True), ("b", True)]),
        ("\x02\x03", []),
        ("\x02open", [("open", True)]),
    ],
)
def test_spans_tell_matched_pieces_from_others(marked: str, wanted: list[tuple[str, bool]]) -> None:
    assert spans(marked) == wanted


@many(40)
@given(st.lists(st.tuples(st.text(st.characters(exclude_characters="\x02\x03"), min_size=1), st.booleans())))
def test_marks_can_be_put_in_read_and_taken_out(pieces: list[tuple[str, bool]]) -> None:
    marked = "".join(f"{MARK_ON}{piece}{MARK_OFF}" if matched else piece for piece, matched in pieces)
    assert unmarked(marked) == "".join(piece for piece, _ in pieces)
    assert "".join(piece for piece, _ in spans(marked)) == unmarked(marked)
    assert [piece for piece, matched in spans(marked) if matched] == [piece for piece, matched in pieces if matched]
