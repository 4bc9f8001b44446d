"""What is refused before HTML is parsed."""

from __future__ import annotations

import justhtml
import pytest

from tests.guards import watched
from tipcli.model.errors import AccessError
from tipcli.readers.markup import parsing
from tipcli.readers.markup.converting import to_markdown, to_text

LIMITS = {
    "LONGEST": (20, "<p>words and more words</p>"),
    "MOST_TAGS": (3, "<p><b>words</b></p>"),
    "MOST_ATTRIBUTES": (2, "<p a=1 b=2 c=3>words"),
    "MOST_ENTITIES": (2, "<p>&lt;&lt;&lt; words"),
    "MOST_COPIED": (100, "<p>words</p>" * 4),
    "MOST_REOPENED": (5, "<p><font size=1><font size=2><font size=3></p><p>words"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_beyond_a_limit_never_reaches_the_parser(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    limit, html = LIMITS[name]
    given = watched(monkeypatch, justhtml, "JustHTML")
    to_markdown(html)
    assert len(given) == 1
    monkeypatch.setattr(parsing, name, limit)
    for function in (to_markdown, to_text):
        if name == "LONGEST":
            with pytest.raises(AccessError, match="larger than 0 MB"):
                function(html)
        else:
            assert "words" in function(html)  # without structure
    with pytest.raises(AccessError):
        parsing.parse(html)
    assert len(given) == 1


def test_the_parser_gets_no_zero_and_no_embedded_image_of_a_text_that_is_too_long_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parsing, "LONGEST", 60)
    given = watched(monkeypatch, justhtml, "JustHTML")
    assert to_markdown(f"<img src='data:image/png;base64,{'A' * 100}'>te\0xt < 1") == "te\ufffdxt < 1"
    assert given == ["<img src='data:image/png;'>te\ufffdxt &lt; 1".encode()]


def test_many_elements_come_back_as_paragraphs_without_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MOST_TAGS", 10)
    assert to_markdown("<p><b>x</b></p>" * 11).split("\n\n") == ["x"] * 11
