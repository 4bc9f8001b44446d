"""Links between the files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guards import steps
from tipcli.ingest.crosslinks import CrossLinks
from tipcli.readers.base import Document, Item

if TYPE_CHECKING:
    from pathlib import Path


GREET, HOLD, TWO = ["desk/greet.md"], ["phone/hold.md"], ["desk/two words.md"]


@pytest.fixture
def top(tmp_path: Path) -> Path:
    for path, text in (
        ("a.md", "# A\n"),
        ("desk/greet.md", "---\ntitle: Greet the guest\n---\nHello.\n"),
        ("desk/two words.md", "## Problem\n"),
        ("phone/hold.md", "\n# Hold *the* line\n\nx\n"),
        ("form.pdf", "x"),
        ("202401011200 one-thought.md", "It is one.\n"),
    ):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path.parent / "outside.md").write_text("# Outside\n")
    (tmp_path / "linked.md").symlink_to(tmp_path.parent / "outside.md")
    return tmp_path


def resolved(top: Path, body: str, inside: str = "a.md") -> tuple[str, object]:
    item = Item("line 1", title="A", body=body)
    CrossLinks(str(top)).resolve(item, Document(str(top / inside), "a", inside.rpartition("/")[2], inside=inside))
    return item.body, list(item.see) or None


@pytest.mark.parametrize(
    ("body", "wanted", "see"),
    [
        ("See [Greet the guest](desk/greet.md).", "See Greet the guest.", GREET),
        ("See [there](desk/greet.md#how).", "See there (Greet the guest).", GREET),
        ("See [greet](./desk/greet).", "See Greet the guest.", GREET),
        ("See [desk/greet.md](/desk/greet.md).", "See Greet the guest.", GREET),
        ("See [page](/desk/greet/).", "See page (Greet the guest).", GREET),
        ("See [it](<desk/two words.md>).", "See it (two words).", TWO),
        ("See [it](desk/two%20words.md 'x').", "See [it](desk/two%20words.md 'x').", None),
        ('See [it](desk/two%20words.md "x").', "See it (two words).", TWO),
        ("[[greet]] or [[hold|wait]]", "Greet the guest or wait (Hold the line)", [*GREET, *HOLD]),
        ("[[phone/hold#When]]", "Hold the line", HOLD),
        ("[[hold#^block|wait]] [[Hold.md]]", "wait (Hold the line) Hold the line", HOLD),
        ("![[hold]]", "Hold the line", HOLD),
        ("![[form.pdf]] ![[pic.png|100]]", "![[form.pdf]] ![[pic.png|100]]", None),
        ("[[a table|greet]]", "a table (Greet the guest)", GREET),
        ("| [[greet\\|hi]] |", "| hi (Greet the guest) |", GREET),
        ("[[hi|dendron://vault/greet]]", "hi (Greet the guest)", GREET),
        ("[[greet.base]]", "[[greet.base]]", None),
        ("[[202401011200]]", "202401011200 (One thought)", ["202401011200 one-thought.md"]),
        ("[it][g]\n\n[g]: desk/greet.md", "it (Greet the guest)", GREET),
        ("[g] [it][]\n\n[G]: desk/greet.md 'x'\n[it]: <desk/two words.md>", "g (Greet the guest) it (two words)",
         [*GREET, *TWO]),
        ("[it][g]\n\n[g]: desk/none.md", "[it][g]\n\n[g]: desk/none.md", None),
        ("![g] ![it][g]\n\n[g]: desk/greet.md", "![g] ![it][g]\n\n[g]: desk/greet.md", None),
        ("```\n[g]: desk/greet.md\n```\n[it][g]", "```\n[g]: desk/greet.md\n```\n[it][g]", None),
        ("[x](https://h.example/desk/greet.md)", "[x](https://h.example/desk/greet.md)", None),
        ("[x](../outside.md) [y](#part)", "[x](../outside.md) [y](#part)", None),
        ("[x](linked.md)", "[x](linked.md)", None),
        ("[z](none.md) [[none]] [none]", "[z](none.md) [[none]] [none]", None),
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


@pytest.mark.parametrize(
    "piece", ["[", "[[", "](", "`", "[a](", "[a](b.md)", "\n[", "[[a|", "[a][", "[a]\n\n[b]: c", "[b]: a.md\n"]
)
def test_work_grows_no_faster_than_the_text(top: Path, piece: str) -> None:
    def work(count: int) -> int:
        return steps(lambda: resolved(top, piece * count + "]("))

    work(10)
    assert work(200) < 4.4 * work(50) + 2000
