"""Options and messages of sync, collections and remove, as a person or a script meets them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import BUNDLED, COMMAND, rarely
from tests.importing import Inside, table, tree, truth, well
from tests.spawned import ended, spawned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Tips


@pytest.fixture
def tips(tmp_path: Path) -> Tips:
    """Return the command, in this process, with an empty home."""
    return Inside(tmp_path / "home")


# collections


def test_collections_say_what_there_is_in_every_format(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,one", "B,two")
    well(tips("import", source, "--no-rotation", env={"TZ": "UTC"}))
    first, second = (line.split("\t") for line in tips("collections").lines)
    assert first == ["service", str(BUNDLED), "yes", "", "bundled"]
    assert second[:3] + second[4:] == ["s", "2", "no", source]
    assert len(second[3]) == len("2026-11-22T07:13:29Z")
    found = json.loads(tips("collections", "--json").out)
    assert [one["name"] for one in found] == ["service", "s"]
    assert tips("collections", "-f", "jsonl").out.count("\n") == 2
    for form in ("rich", "plain", "markdown"):
        ran = tips("collections", "-f", form, env={"COLUMNS": "200"})
        assert ran.status == 0
        assert all(word in ran.out for word in ("service", str(BUNDLED), "s.csv", "2"))


def test_a_collection_of_one_tip_has_a_tip_wherever_tips_are_counted(tips: Tips, tmp_path: Path) -> None:
    well(tips("import", table(tmp_path / "s.csv", "A,one")))
    assert "s has 1 tip. " in well(tips("show", "s/9"), 1).err
    assert "collection s: 1 tip in " in tips("doctor").out
    assert "s, 1 tip, " in tips("collections", "--format", "plain").out


# remove


def test_remove_asks_first_and_takes_everything_of_the_collection(tips: Tips, tmp_path: Path) -> None:
    well(tips("import", table(tmp_path / "s.csv", "A,one")))
    tips("list")
    before = tree(tips.home)
    assert "--yes" in well(tips("remove", "s"), 2).err
    assert "--yes" in well(tips("remove", "s", stdin="y\n"), 2).err
    assert tree(tips.home) == before
    assert well(tips("remove", "s", "--yes")).err == "Removed s with 1 tip.\n"
    assert [name for name, data in tree(tips.home).items() if data is not None and "bags" not in name] == []
    assert not list(tips.home.rglob("*.lock"))
    assert "service" not in well(tips("remove", "s", "--yes"), 1).err


def test_remove_of_a_broken_collection_asks_as_well(tips: Tips) -> None:
    truth(tips.home, "bad").parent.mkdir(parents=True)
    truth(tips.home, "bad").write_text("junk\n")
    assert "--yes" in tips("remove", "bad").err
    assert truth(tips.home, "bad").exists()
    ran = tips("remove", "bad", "--yes")
    assert (ran.status, ran.out) == (0, "")
    assert not truth(tips.home, "bad").exists()


@pytest.mark.parametrize("name", ["../s", "S", "s.jsonl", "", "x" * 5000, "\x1b[2J", "."])
def test_remove_of_what_is_no_collection_is_1(tips: Tips, collection: Callable[..., Path], name: str) -> None:
    collection("s", [{"title": "A"}])
    before = truth(tips.home, "s").read_bytes()
    ran = well(tips("remove", name, "--yes"), 1)
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err
    assert truth(tips.home, "s").read_bytes() == before


@pytest.mark.parametrize(("typed", "left"), [("n\n", 1), ("\x03", 1), rarely("y\n", 0), rarely("\n", 1)])
def test_on_a_terminal_the_answer_decides(tips: Tips, collection: Callable[..., Path], typed: str, left: int) -> None:
    collection("s", [{"title": "A"}])
    child = spawned([str(COMMAND), "remove", "s"], env=tips.env())
    child.expect(r"Remove s with 1 tip\?")
    child.send(typed)
    shown = ended(child)
    assert truth(tips.home, "s").exists() == bool(left)
    assert child.exitstatus in ([130] if typed == "\x03" else [0, 1] if left else [0])
    assert "Traceback" not in shown
