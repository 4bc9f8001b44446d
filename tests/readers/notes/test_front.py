"""Front matter: told from a rule in a text, read as text, and never an error of a parser."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.readers.base import Bad
from tipcli.readers.notes import front
from tipcli.readers.notes.front import fields_of, front_matter, toml


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\ntitle: a\n---\n\nBody\n", ("---", "title: a", "Body")),
        ("\ufeff--- \ntitle: a\n...\nBody", ("---", "title: a", "Body")),
        ("+++\ntitle = 'a'\n+++\nBody", ("+++", "title = 'a'", "Body")),
        ("---\n---\nBody", ("---", "", "Body")),
        ("---\nA rule and no end", None),
        ("Words\n---\ntitle: a\n---", None),
        ("+++\ntitle = 'a'\n---\n", None),
        ("", None),
    ],
)
def test_it_stands_between_two_fences_at_the_beginning(text: str, found: tuple[str, str, str] | None) -> None:
    assert front_matter(text) == found


def test_yaml_stays_text_and_toml_has_its_kinds() -> None:
    assert fields_of("---", "title: no\nat: 12:30\nnumber: 010") == {"title": "no", "at": "12:30", "number": "010"}
    made = fields_of("+++", "title = 'a'\ndraft = true\n[more]\nx = 1")
    assert made == {"title": "a", "draft": True, "more": {"x": 1}}
    assert fields_of("---", "# a comment\n") == {}


def test_between_two_rules_prose_is_prose() -> None:
    assert fields_of("---", "\nJust words, no keys.\n") is None
    assert fields_of("---", "Just words, no keys.") is None


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    found = fields_of("+++", "title = ")
    assert isinstance(found, Bad)
    assert found.place == "line 1"
    assert "no TOML" in found.reason


def test_a_key_of_many_parts_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "MOST_DOTS", 2)
    assert toml("a.b.c = 1") == {"a": {"b": {"c": 1}}}
    with pytest.raises(ValueError, match="too many parts"):
        toml("a.b.c.d = 1")


@many(150)
@given(any_text(60))
def test_any_head_is_keys_prose_or_told_in_one_line(head: str) -> None:
    for fence in ("---", "+++"):
        found = fields_of(fence, head)
        assert found is None or isinstance(found, dict) or len(found.reason.splitlines()) == 1
