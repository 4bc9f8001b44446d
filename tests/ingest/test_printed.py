"""A fortune file over the collection that it came from, or goes into: one thing is one tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, brief, counts, well
from tests.made import a_tip
from tipcli.ingest.printed import in_words_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (
    "Ask once, then wait.\n%\nSay the name.\n\nThen listen to all of it.\n\t\t-- Ana\n%\n"
    "A tip with *stars*\nand two lines\n%\nSay the name.\n\nThen another text.\n%\n"
)


@pytest.fixture
def tips(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "home")


def test_a_fortune_file_that_was_laid_out_anew_is_the_same_tips(tips: Inside, tmp_path: Path) -> None:
    (tmp_path / "one.fortune").write_text(TEXTS)
    well(tips("import", str(tmp_path / "one.fortune"), "--name", "q"))
    before = brief(tips.home, "q")
    well(tips("export", "-c", "q", "-o", str(tmp_path / "two.fortune")))
    assert (tmp_path / "two.fortune").read_text() != TEXTS
    for name in ("two", "one", "two"):
        ran = well(tips("import", str(tmp_path / f"{name}.fortune"), "--name", "q"))
        assert "added" not in counts(ran)
        assert brief(tips.home, "q") == before


@pytest.mark.parametrize("form", ["jsonl", "csv", "markdown"])
@pytest.mark.parametrize("order", [1, -1])
def test_a_collection_and_its_fortune_file_are_the_same_tips_in_either_order(
    form: str, order: int, tips: Inside, tmp_path: Path
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# Should we tell? The usual question\n\nSay it first.\n\nIt helps.\n")
    (tmp_path / "notes" / "b.md").write_text("---\nauthor: Ana\n---\n# Close well\n\nSay *thanks*.\n")
    well(tips("import", str(tmp_path / "notes"), "--name", "m"))
    files = [str(tmp_path / "x.fortune"), str(tmp_path / ("x.md" if form == "markdown" else f"x.{form}"))]
    for file in files:
        well(tips("export", "-c", "m", "-o", file))
    files = files[::order]
    well(tips("import", files[0], "--name", "r"))
    for file in (files[1], files[0], files[1]):
        assert "added" not in counts(well(tips("import", file, "--name", "r")))
    last = brief(tips.home, "r")
    assert [title for title, _ in last.values()] == ["Should we tell? The usual question", "Close well"]
    assert counts(well(tips("import", files[0], "--name", "r"))) == {"unchanged": 2}
    assert brief(tips.home, "r") == last


def test_two_tips_with_one_text_are_not_taken_for_each_other(tips: Inside, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("title,body\nOne,The same text.\nTwo,The same text.\n")
    (tmp_path / "a.fortune").write_text("The same text.\n%\n")
    well(tips("import", str(tmp_path / "a.csv"), "--name", "m"))
    assert counts(well(tips("import", str(tmp_path / "a.fortune"), "--name", "m"))) == {"added": 1}


def test_only_what_stands_apart_elsewhere_is_taken_apart() -> None:
    known = a_tip(1, "Close well", body="Say thanks.", gist="Say thanks.")
    printed = a_tip(1, "Close well", body="Close well\n\nSay thanks.", guid="fortune:1")
    assert in_words_of(printed, known).body == "Say thanks."
    for other in (printed.replace(guid="x"), printed.replace(body="Say  thanks."), printed.replace(body="Say it.")):
        assert in_words_of(other, known) is other
