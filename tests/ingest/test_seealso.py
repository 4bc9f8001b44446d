"""Links between the files of a folder lead to the tips of the collection."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.importing import counts, healthy, held, lines, well
from tipcli.ingest.seealso import SeeAlso

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "a.md").write_text("# Alpha\n\nSee [it](b.md) and [[c]], not [d](d.md).\n")
    (folder / "b.md").write_text("# Beta\n\nBack to [[a]].\n")
    (folder / "c.md").write_text("# Gamma\n\nAlone.\n")
    (folder / "d.md").write_text("---\ntitle: Delta\ndraft: true\n---\nNot yet.\n")
    return folder


def see(tips: Tips) -> dict[str, list[str]]:
    return {tip["title"]: tip.get("see", []) for tip in held(tips.home, "vault")}


def test_see_are_the_refs_of_the_tips_that_links_lead_to(tips: Tips, vault: Path) -> None:
    well(tips("import", str(vault)))
    assert see(tips) == {"Alpha": ["vault/2", "vault/3"], "Beta": ["vault/1"], "Gamma": []}
    assert json.loads(tips("show", "vault/1", "--json").out)["see"] == ["vault/2", "vault/3"]
    healthy(tips, "vault")


def test_a_second_round_changes_nothing_and_what_changes_is_followed(tips: Tips, vault: Path) -> None:
    well(tips("import", str(vault)))
    assert counts(well(tips("sync"))) == {"unchanged": 3, "skipped": 1}
    (vault / "d.md").write_text("---\ntitle: Delta\n---\nBy now.\n")  # the tip that leads there is as it was
    assert counts(well(tips("sync"))) == {"added": 1, "updated": 1, "unchanged": 2}
    assert see(tips)["Alpha"] == ["vault/2", "vault/3", "vault/4"]
    (vault / "a.md").write_text("# Alpha\n\nAlone by now.\n")
    assert counts(well(tips("sync"))) == {"updated": 1, "unchanged": 3}
    assert see(tips) == {"Alpha": [], "Beta": ["vault/1"], "Gamma": [], "Delta": []}
    healthy(tips, "vault")


def test_a_renamed_file_is_still_what_a_link_leads_to(tips: Tips, vault: Path) -> None:
    well(tips("import", str(vault)))
    (vault / "c.md").rename(vault / "third.md")
    (vault / "a.md").write_text("# Alpha\n\nSee [it](b.md) and [[third]].\n")
    well(tips("sync"))
    assert see(tips)["Alpha"] == ["vault/2", "vault/3"]


def test_what_another_source_says_of_a_tip_takes_its_links_not_away(tips: Tips, vault: Path, tmp_path: Path) -> None:
    well(tips("import", str(vault)))
    other = lines(tmp_path / "o.jsonl", [{"title": "Alpha", "slug": "a", "body": "Alpha, told in more words."}])
    well(tips("import", other, "--name", "vault"))
    assert see(tips)["Alpha"] == ["vault/2", "vault/3"]


def test_a_file_of_several_tips_is_none_of_them() -> None:
    links = SeeAlso()
    for number, file in ((1, "a"), (2, "many"), (3, "many"), (4, "b")):
        links.note(number, file, ("many", "b", "a", "none"), is_changed=False)
    links.note(5, "c", (), is_changed=False)
    links.note(6, "d", (), is_changed=True)
    assert dict(links.found()) == {1: (4,), 2: (4, 1), 3: (4, 1), 4: (1,), 6: ()}
