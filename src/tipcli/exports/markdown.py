"""All tips in one Markdown file: it reads well as it is, and comments in it hold what Markdown has no place for.

The first line is `<!-- tips: 1 -->`. Each tip begins with `<!-- tip {JSON of all but the body} -->`; its body stands
between the lines `<!-- body -->` and `<!-- /body -->`. What stands elsewhere is for people and is not read back. A line
of a body that is the closing mark, with any number of slashes, is written with one slash more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipcli.exports.base import Export, in_markup
from tipcli.model.wording import credit_lines, first_of_all, long_date, other_tips, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.exports.base import Collection, Entry

_CLOSING = re.compile(r"^<!-- /(?=/*body -->$)", re.MULTILINE)


class MarkdownExport(Export):
    """One file with a heading a tip."""

    name = "markdown"
    about = "one Markdown file"
    ending = ".md"

    def texts(self, tips: Iterator[Entry], about: Collection) -> Iterator[str]:
        """Yield the head and then each tip."""
        yield f"<!-- tips: 1 -->\n\n# {about.heading}\n"
        for entry in tips:
            yield "".join(_lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    tip = entry.tip
    fields = entry.record()
    body = _CLOSING.sub("<!-- //", str(fields.pop("body")))
    # No "--": a comment would end at "-->", and older parsers end it at "--".
    yield "\n<!-- tip " + in_markup(fields).replace("--", "-\\u002d") + " -->\n"
    yield f"\n## {tip.title}\n"
    yield f"\n**{first}**\n" if (first := first_of_all(tip)) else ""
    yield f"\n*{tip.gist}*\n" if tip.gist else ""
    yield "\n<!-- body -->\n" + (body + "\n" if body else "") + "<!-- /body -->\n"
    yield "" if tip.complete else "\nThis is an excerpt.\n"
    yield f"\n**To do today:** {tip.action}\n" if tip.action else ""
    yield "".join(f"\n{line}\n" for line in (*source_lines(tip), *filter(None, [other_tips(tip)])))
    # "Tip" also keeps a topic that looks like one of our comments from the beginning of a line.
    about = [f"Tip {tip.ref}", ", ".join(tip.topics), tip.date and long_date(tip.date)]
    yield "\n" + " ".join((*(f"{part}." for part in about if part), *credit_lines(tip))) + "\n"
