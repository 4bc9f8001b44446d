"""Links between the files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guards import steps
from tipcli.ingest.crosslinks import CrossLinks
from tipcli.readers.base import Document, Item

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def top(tmp_path: Path) -> Path:
    for path, text in (
        ("a.md", "# A\n"),
        ("desk/greet.md", "---\ntitle: Greet the guest\n---\nHello.\n"),
        ("desk/two words.md", "## Problem\n"),
        ("phone/hold.md", "\n# Hold *the* line\n\nx\n"),
        ("form.pdf", "x"),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path.parent / "outside.md").write_text("# Outside\n")
    return tmp_path


def resolved(top: Path, body: str, inside: str = "a.md") -> tuple[str, object]:
    item = Item("line 1", title="A", body=body)
    CrossLinks(str(top)).resolve(item, Document(str(top / inside), "a", inside.rpartition("/")[2], inside=inside))
    return item.body, item.extra.get("see")


@pytest.mark.parametrize(
    ("body", "wanted", "see"),
    [
        ("See [Greet the guest](desk/greet.md).", "See Greet the guest.", ["Greet the guest"]),
        ("See [there](desk/greet.md#how).", "See there (Greet the guest).", ["Greet the guest"]),
        ("See [greet](./desk/greet).", "See Greet the guest.", ["Greet the guest"]),
        ("See [desk/greet.md](/desk/greet.md).", "See Greet the guest.", ["Greet the guest"]),
        ("See [it](<desk/two words.md>).", "See it (Problem).", ["Problem"]),
        ("See [it](desk/two%20words.md 'x').", "See [it](desk/two%20words.md 'x').", None),
        ('See [it](desk/two%20words.md "x").', "See it (Problem).", ["Problem"]),
        ("[[greet]] or [[hold|wait]]", "Greet the guest or wait (Hold the line)", ["Greet the guest", "Hold the line"]),
        ("[[phone/hold#When]]", "Hold the line", ["Hold the line"]),
        ("[x](https://h.example/desk/greet.md)", "[x](https://h.example/desk/greet.md)", None),
        ("[x](../outside.md) [y](#part)", "[x](../outside.md) [y](#part)", None),
        ("[z](none.md) [[none]]", "[z](none.md) [[none]]", None),
        ("[form](form.pdf) ![greet](desk/greet.md)", "[form](form.pdf) ![greet](desk/greet.md)", None),
        ("`[x](desk/greet.md)`", "`[x](desk/greet.md)`", None),
        ("```\n[x](desk/greet.md)\n```", "```\n[x](desk/greet.md)\n```", None),
        ("[me](a.md)", "[me](a.md)", None),
    ],
)  # fmt: skip
def test_a_link_to_a_file_of_the_folder_is_the_name_of_its_tip(top: Path, body: str, wanted: str, see: object) -> None:
    assert resolved(top, body) == (wanted, see)


def test_a_link_goes_out_from_the_folder_of_its_file(top: Path) -> None:
    assert resolved(top, "[hold](../phone/hold.md)", "desk/greet.md")[0] == "Hold the line"


@pytest.mark.parametrize("piece", ["[", "[[", "](", "`", "[a](", "[a](b.md)", "\n[", "[[a|"])
def test_work_grows_no_faster_than_the_text(top: Path, piece: str) -> None:
    def work(count: int) -> int:
        return steps(lambda: resolved(top, piece * count + "]("))

    work(10)
    assert work(200) < 4.4 * work(50) + 2000
