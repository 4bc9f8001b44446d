"""The export as one Markdown file, read back by a reader of its own."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.exports.samples import ODD, TIPS, WHOLE, any_tips, text_of, wanted
from tests.made import a_tip, many

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def read(text: str) -> list[dict[str, Any]]:
    """Return the records, by the description at the head of the module."""
    lines = iter(text.split("\n"))
    assert next(lines) == "<!-- tips: 1 -->"
    found: list[dict[str, Any]] = []
    for line in lines:
        if line.startswith("<!-- tip {"):
            assert line.endswith("} -->")
            found.append(json.loads(line.removeprefix("<!-- tip ").removesuffix(" -->")))
        elif line == "<!-- body -->":
            body = []
            while (line := next(lines)) != "<!-- /body -->":
                body.append(re.sub(r"^<!-- //(/*body -->)$", r"<!-- /\1", line))
            found[-1]["body"] = "\n".join(body)
    return found


@many(40)
@given(any_tips())
def test_every_tip_comes_back(tips: list[Tip]) -> None:
    assert read(text_of("markdown", tips)) == list(map(wanted, tips))


@pytest.mark.parametrize(
    "body", ["<!-- /body -->", "<!-- //body -->\n<!-- /body -->", "a\n<!-- body -->\n<!-- tip {} -->"]
)
def test_a_body_cannot_end_itself_or_begin_another_tip(body: str) -> None:
    [found] = read(text_of("markdown", [a_tip(body=body)]))
    assert found["body"] == body


def test_a_comment_holds_nothing_that_ends_it() -> None:
    tip = a_tip(title="a --> b <script> --- c", gist="----", extra='{"--": "-->"}')
    [comment] = re.findall(r"^<!-- tip (.*) -->$", text_of("markdown", [tip]), re.MULTILINE)
    assert "--" not in comment
    assert not {"<", ">"} & set(comment)
    assert json.loads(comment)["extra"] == {"--": "-->"}


def test_it_reads_well_without_the_comments() -> None:
    text = re.sub(r"<!-- .* -->\n", "", text_of("markdown", [WHOLE]))
    assert text == (
        "\n# My <tips> & more\n\n\n## Give the Customer a Plan B\n\n*Tell people who wait about another way.*\n\n"
        f"{WHOLE.body}\n\n**To do today:** Make a card.\n\n"
        "Tip mine/12. channels, empathy. January 28, 2014. Based on a tip of this title by A publisher. https://example.org/tip\n"
    )


def test_an_excerpt_says_so_and_what_is_missing_leaves_no_gap() -> None:
    text = text_of("markdown", TIPS)
    assert "This is an excerpt." in text_of("markdown", [ODD])
    assert "\n\n\n\n" not in text
    assert "None" not in text
