"""Tab-separated rows for scripts."""

from __future__ import annotations

import pytest

from tests.made import MARKUP, a_tip
from tests.views.samples import CALLS, WHOLE
from tipcli.model.results import TopicCount
from tipcli.system.screen import Screen
from tipcli.views.registry import view

ROWS = [
    f"12\t2014-01-28\tGive the Customer a Plan B\tchannels,proactive-service\t{WHOLE.gist}",
    f"mine/3\t\t{MARKUP}\todd\tGist {MARKUP}",
    "mine/4\t2020-12-31\t日本語の題 👨‍👩‍👧‍👦 שלום\t\t要旨",
    "mine/5\t\tBare\t\tBare gist.",
]
WANTED = {
    "tips": ROWS,
    "hits": [f"{ROWS[0]}\t97.3", f"{ROWS[1]}\t100.0", f"{ROWS[2]}\t0.0"],
    "whole": ROWS,
    "one-liner": ["mine/7\t\tAll in one line\t\tSay the name of the caller once."],
    "today": ROWS[:1],
    "week": ROWS[1:2],
    "bare-today": ROWS[3:],
    "topics": [
        "channels\t12\tPhone, counter, web: which door, and the next one when it is shut",
        f"odd\t1\t{MARKUP}",
        "bare\t4\t",
    ],
    "collections": [
        "service\t64\tyes\t\tbundled",
        "blog\t1\tyes\t2026-01-31T08:00:00Z\thttps://example.org/feed/",
        f"a-longer-name\t1234567\tno\t2025-12-31T23:59:59Z\t/srv/{MARKUP}.csv",
    ],
    "checks": [
        "ok\ttipcli\t0.1.0\t",
        "note\tstate folder\tnone\tSet TIPS_HOME to a folder of yours.",
        "wrong\tcollection [x]\tC:\\[x]: no JSON\tPut a good file in its place.",
    ],
}


@pytest.mark.parametrize("call", list(CALLS))
@pytest.mark.parametrize(
    "screen", [Screen(), Screen(20, "color"), Screen(200, "mono", unicode=False)], ids=["80", "20", "200"]
)
def test_rows_have_their_columns_and_nothing_else(call: str, screen: Screen) -> None:
    assert CALLS[call](view("tsv", screen)) == "".join(f"{row}\n" for row in WANTED[call])


def test_no_field_can_make_a_row_or_a_column() -> None:
    hostile = "a\tb\nc\r\nd\u2028e\x1b"
    tip = a_tip(1, hostile, gist=hostile, topics=("x\ty", "z"))
    made = "".join(view("tsv", Screen()).tips([tip]))
    assert made.count("\n") == 1
    assert made.rstrip("\n").split("\t") == ["mine/1", "", "a b c d e\ufffd", "x y,z", "a b c d e\ufffd"]
    assert "".join(view("tsv", Screen()).topics([TopicCount("a", 1, hostile)])) == "a\t1\ta b c d e\ufffd\n"


def test_nothing_is_no_row() -> None:
    made = view("tsv", Screen())
    assert [*made.tips([]), *made.hits([]), *made.whole([]), *made.topics([]), *made.checks([])] == []
