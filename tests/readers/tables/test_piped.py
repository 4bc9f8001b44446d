"""A table in Markdown that is all of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, held

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "| Title | Text | Tags |\n| --- | :---: | ---: |\n"


def imported(folder: Path, text: str) -> list[tuple[str, str, list[str]]]:
    tips = Inside(folder / "home")
    (folder / "ours.md").write_text(text)
    assert tips("import", str(folder / "ours.md"), "--name", "ours").status == 0
    return [(tip["title"], tip["body"], tip["topics"]) for tip in held(tips.home, "ours")]


@pytest.mark.parametrize("above", ["", "\n", "# Our tips\n\n", "\ufeff"])
def test_a_row_is_a_tip(tmp_path: Path, above: str) -> None:
    found = imported(
        tmp_path, f"{above}{HEAD}| Ask | Once \\| and wait.<br>Then go. | phone |\n| Say | The name. | a, b |\n"
    )
    assert found == [("Ask", "Once | and wait.\nThen go.", ["phone"]), ("Say", "The name.", ["a", "b"])]


def test_lines_of_the_text_alone_go_on_with_the_row_before(tmp_path: Path) -> None:
    rows = (
        "| Ask | Once. | phone |\n|  |  |  |\n|     | - Then wait. |  |\n|  |   - Three counts. | |\n| Say | It. | |\n"
    )
    assert imported(tmp_path, HEAD + rows) == [
        ("Ask", "Once.\n\n- Then wait.\n  - Three counts.", ["phone"]),
        ("Say", "It.", []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"Before the table.\n\n{HEAD}| Ask | Once. | phone |\n",
        f"{HEAD}| Ask | Once. | phone |\n\nAfter the table.\n",
        "| Day | Price | Room |\n| --- | --- | --- |\n| Monday | 3 | 4 |\n",
        "| Title | Text |\n| Ask | Once. |\n",
    ],
)
def test_a_note_with_a_table_in_it_is_one_tip(tmp_path: Path, text: str) -> None:
    [(_, body, _)] = imported(tmp_path, text)
    assert "| --- |" in body or "| Ask |" in body
