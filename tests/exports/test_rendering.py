"""Markdown becomes HTML that may stand in any page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from tests.made import any_text, many
from tipcli.exports import rendering
from tipcli.exports.rendering import attribute, to_html

TAGS = set("p a strong em code pre ul ol li blockquote h1 h2 h3 h4 h5 h6 hr br s table thead tbody tr th td".split())


@many(300)
@given(any_text(200))
def test_any_text_gives_only_the_elements_of_a_text(text: str) -> None:
    made = to_html(text)
    assert {name.lower() for name in re.findall(r"</?([a-zA-Z0-9]+)", made)} <= TAGS
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", made)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("[a](https://example.org)", '<p><a href="https://example.org" rel="noopener noreferrer nofollow">a</a></p>\n'),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>\n"),
        ("![a *cup*](https://example.org/a.png)", "<p>a cup</p>\n"),
        ("~~no~~", "<p><s>no</s></p>\n"),
    ],
)
def test_links_lead_to_the_web_and_pictures_are_their_descriptions(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_a_text_beyond_the_bound_stays_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_LONGEST_RENDERED", 5)
    assert to_html("*a* <b") == "<pre>*a* &lt;b</pre>\n"


def test_an_attribute_cannot_be_left() -> None:
    assert attribute('"><script>') == "&quot;&gt;&lt;script&gt;"
