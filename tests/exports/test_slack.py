"""Messages for Slack: an object a line, texts as they are."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from tests.exports.samples import TIPS, WHOLE, any_tips, text_of
from tests.made import MARKUP, a_tip, many
from tipcli.cli import formats
from tipcli.exports.slack import SlackExport
from tipcli.model.editorial import EditorialNotes
from tipcli.model.text import clean_line
from tipcli.model.tip import CRISIS
from tipcli.system.screen import Screen

if TYPE_CHECKING:
    from tipcli.model.tip import Tip


def messages(tips: list[Tip]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text_of("slack", tips).split("\n")[:-1]]


def texts(value: Any) -> list[str]:
    """Return every text in the blocks of a message."""
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key != "type" for text in texts(inner)]
    return [value] if isinstance(value, str) else []


@many(20)
@given(any_tips())
def test_each_tip_is_a_message_with_its_texts_as_they_are(tips: list[Tip]) -> None:
    made = messages(tips)
    assert len(made) == len(tips)
    for tip, message in zip(tips, made, strict=True):
        shown = texts(message["blocks"])
        assert {clean_line(tip.title), clean_line(tip.gist), clean_line(tip.action or "")} - {""} <= set(shown)
        assert not set("<>") & set(message["text"])


def test_nobody_is_called_by_a_tip_and_no_mark_is_emphasis() -> None:
    [message] = messages([a_tip(title=MARKUP, gist="<!channel> *now* & _here_", action="<@U1>")])
    assert message["text"].count("&lt;") == 2
    assert "&lt;!channel&gt; *now* &amp; _here_" in message["text"]
    assert "mrkdwn" not in json.dumps(message["blocks"])
    assert "<!channel> *now* & _here_" in texts(message["blocks"])


def test_a_day_has_a_heading_and_a_last_line_in_which_an_address_is_a_link() -> None:
    made = "".join(SlackExport().of_day(WHOLE, "Tip of the day", "More: https://example.org/?a&b"))
    blocks = json.loads(made)["blocks"]
    assert [block["type"] for block in blocks] == ["header", "rich_text", "context"]
    assert blocks[2]["elements"][0]["text"] == "Tip of the day"
    assert blocks[2]["elements"][1] == {"type": "mrkdwn", "text": "More: https://example.org/?a&amp;b"}
    assert json.loads(made)["text"].startswith("Tip of the day: Give the Customer a Plan B\n")
    plain = json.loads("".join(SlackExport().of_day(a_tip(), "", "")))
    assert [block["type"] for block in plain["blocks"]] == ["header"]


def test_what_is_longer_than_slack_takes_is_cut() -> None:
    [message] = messages([a_tip(title="x" * 400, gist="y" * 9000)])
    assert max(map(len, texts(message["blocks"]))) <= 1000
    assert message["blocks"][0]["text"]["text"] == "x" * 149 + "…"


def test_a_tip_for_a_crisis_says_first_whom_to_get() -> None:
    [message] = messages([a_tip(gist="Stay.", editorial=EditorialNotes(risk=CRISIS).text())])
    assert message["text"].split("\n")[1].startswith("If somebody is in danger now")


@pytest.mark.parametrize("name", ["html", "slack", "atom"])
def test_a_view_of_a_day_speaks_of_no_command_unless_it_is_told(name: str) -> None:
    view = formats.view(name, Screen())
    day = date(2026, 11, 28)
    assert "tips show" not in "".join(view.today(TIPS[0], day, week=False))
    view.footer = "More: https://example.org/{number}"
    assert ("https://example.org/12" in "".join(view.today(TIPS[0], day, week=True))) == (name != "atom")
