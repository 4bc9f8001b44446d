"""Notes of Anki, exported as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, held

if TYPE_CHECKING:
    from pathlib import Path

NOTE = 'How often <b>do</b> you ask?\t"Once.<br>Then ""wait""."\tphone asking\n'
ALL = "#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:6\n"
LONG = NOTE.replace("How", "k1\tBasic\tService::Phone\tHow")


@pytest.mark.parametrize(
    ("text", "topics", "extra"),
    [
        ("#separator:tab\n#html:true\n#tags column:3\n" + NOTE, ["phone", "asking"], {}),
        ("#separator:tab\n#html:true\n" + ALL + LONG, ["phone", "asking"], {"note type": "Basic"}),
        ("#separator:Tab\n#html:true\n#columns:Front\tBack\tTags\n#tags column:3\n" + NOTE, ["phone", "asking"], {}),
        ("#separator:Semicolon\n#html:true\n#tags column:3\n" + NOTE.replace("\t", ";"), ["phone", "asking"], {}),
    ],
)
def test_a_note_is_a_tip(tmp_path: Path, text: str, topics: list[str], extra: dict[str, str]) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "deck.txt").write_text(text)
    assert tips("import", str(tmp_path / "deck.txt")).status == 0
    [tip] = held(tips.home, "deck")
    assert (tip["title"], tip["body"], tip["topics"]) == ("How often do you ask?", 'Once.  \nThen "wait".', topics)
    assert tip.get("extra", {}) == extra


def test_a_text_that_is_no_html_stays_as_it_is(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "deck.txt").write_text("#separator:tab\n#html:false\nAsk\tOnce & *then* wait.\n")
    assert tips("import", str(tmp_path / "deck.txt")).status == 0
    assert [tip["body"] for tip in held(tips.home, "deck")] == ["Once & *then* wait."]


def test_a_quote_that_is_not_closed_is_told(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "deck.txt").write_text('#separator:tab\nAsk\tOnce.\nSay\t"It.\n')
    ran = tips("import", str(tmp_path / "deck.txt"))
    assert "a quote is not closed" in ran.err
    assert len(held(tips.home, "deck")) == 1
