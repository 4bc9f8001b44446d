"""A message for Slack's incoming webhooks, and chats that take the same: a JSON object a tip, each on a line.

`blocks` are what Slack shows: texts as they are, with no marks in them that could be taken for emphasis. `text` is what
notifications and other programs show; there `&`, `<` and `>` are escaped, as Slack asks for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tipcli.exports.base import Export, entries
from tipcli.model.wording import first_of_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry
    from tipcli.model.tip import Tip

_LONGEST_HEAD = 150  # characters that Slack takes in a header
_LONGEST = 1000  # and of ours in any other text; it takes 3,000


class SlackExport(Export):
    """Title, gist and action of each tip."""

    name = "slack"
    about = "messages for Slack, a JSON object a tip"
    ending = ".slack"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield a line a tip."""
        for entry in tips:
            yield _message(entry.tip, "", "")

    def of_day(self, tip: Tip, heading: str, footer: str) -> Iterator[str]:
        """Yield the message of a day."""
        for entry in entries([tip]):
            yield _message(entry.tip, heading, footer)


def _message(tip: Tip, heading: str, footer: str) -> str:
    action = [("To do today: ", True), (tip.action, False)] if tip.action else []
    paragraphs = [[(first_of_all(tip), True)], [(tip.gist, False)], action]
    sections = [made for paragraph in paragraphs if (made := _section(paragraph))]
    blocks: list[object] = [{"type": "header", "text": _plain(_cut(tip.title, _LONGEST_HEAD))}]
    if sections:
        blocks.append({"type": "rich_text", "elements": sections})
    notes = [_plain(_cut(heading, _LONGEST))] if heading else []
    if footer:
        notes.append({"type": "mrkdwn", "text": _escaped(footer)})  # an address in it becomes a link
    if notes:
        blocks.append({"type": "context", "elements": notes})
    lines = [": ".join(filter(None, (heading, tip.title)))]
    lines += ["".join(text for text, _ in paragraph) for paragraph in paragraphs]
    text = "\n".join(_escaped(line) for line in (*lines, footer) if line)
    return json.dumps({"text": text, "blocks": blocks}, ensure_ascii=False) + "\n"


def _section(parts: list[tuple[str, bool]]) -> dict[str, object] | None:
    """Return a paragraph of texts, each bold or not; None where there are none."""
    elements = [
        {"type": "text", "text": _cut(text, _LONGEST)} | ({"style": {"bold": True}} if is_bold else {})
        for text, is_bold in parts
        if text
    ]
    return {"type": "rich_text_section", "elements": [*elements, {"type": "text", "text": "\n"}]} if elements else None


def _plain(text: str) -> dict[str, object]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _escaped(text: str) -> str:
    text = _cut(text, _LONGEST)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
