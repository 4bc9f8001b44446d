"""Markdown for notes and mail."""

from __future__ import annotations

import pytest

from tests.made import MARKUP
from tests.views.samples import CALLS
from tipcli.views import view
from tipcli.views.base import Screen

WANTED = {
    "tips": f"""- **12** Give the Customer a Plan B: Tell people who wait about another way to be served.
- **mine/3** {MARKUP}: Gist {MARKUP}
- **mine/4** 日本語の題 👨‍👩‍👧‍👦 שלום: 要旨
- **mine/5** Bare
""",
    "hits": f"""- **12** Give the Customer a Plan B: Tell **people** who wait about another way.
- **mine/3** {MARKUP}: …**{MARKUP}** and more…
- **mine/4** 日本語の題 👨‍👩‍👧‍👦 שלום: **要旨**
""",
    "whole": f"""# Give the Customer a Plan B

*Tell people who wait about another way to be served.*

A first paragraph with **bold**, *italic* and `code`.

- one [link](https://example.org/a) in a list
- two

> A quotation.

<b>HTML</b> stays.

**To do today:** Make a card that lists every other way, and when each one is quiet.

Tip 12. channels, proactive-service. January 28, 2014. After the tip of this title, A publisher, January 28, 2014. https://example.org/tip

## Related

- **mine/4** 日本語の題 👨‍👩‍👧‍👦 שלום
- **mine/5** Bare

# {MARKUP}

*Gist {MARKUP}*

Body {MARKUP}

**To do today:** Action {MARKUP}

Tip mine/3. odd. After “Credit {MARKUP}”.

# 日本語の題 👨‍👩‍👧‍👦 שלום

*要旨*

本文です。

This is an excerpt; the rest is not in the library.

**To do today:** 行動

Tip mine/4. December 31, 2020. https://example.org/

## Related

- **mine/3** {MARKUP}

# Bare

Tip mine/5.
""",
    "today": """## Tip of the day, January 1: Give the Customer a Plan B

Tell people who wait about another way to be served.

**To do today:** Make a card that lists every other way, and when each one is quiet.

Read the rest: `tips show 12`
""",
    "week": f"""## Tip of week 1, 2026: {MARKUP}

Gist {MARKUP}

**To do today:** Action {MARKUP}

Read the rest: `tips show mine/3`
""",
    "bare-today": """## Tip of the day, January 1: Bare

Read the rest: `tips show mine/5`
""",
    "topics": f"""- **channels** (12): Phone, counter, web: which door, and the next one when it is shut
- **odd** (1): {MARKUP}
- **bare** (4)
""",
    "checks": """- **ok** tipcli: 0.1.0
- **note** state folder: none (Set TIPS_HOME to a folder of yours.)
- **wrong** collection [x]: C:\\[x]: no JSON (Put a good file in its place.)
""",
}


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize(
    "screen", [Screen(), Screen(20, "color"), Screen(200, "mono", unicode=False)], ids=["80", "20", "200"]
)
def test_the_text_is_the_same_on_every_screen(call: str, screen: Screen) -> None:
    assert CALLS[call](view("markdown", screen)) == WANTED[call]


def test_nothing_is_shown_for_nothing() -> None:
    made = view("markdown", Screen())
    assert "".join([*made.tips([]), *made.hits([]), *made.whole([]), *made.topics([]), *made.checks([])]) == ""
