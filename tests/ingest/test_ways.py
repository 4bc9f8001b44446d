"""A real WordPress, whichever way its posts come: each is one tip, and no way takes away what another one gave."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import rarely
from tests.importing import counts, held, well
from tests.recorded_site import EXPORT, FOLDER, INDEX, Site
from tests.server import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Tips

POSTS = 13  # that are public, without a password
WAYS = {
    "RSS": "/feed/",
    "Atom": "/feed/atom/",
    "RDF": "/feed/rdf/",
    "JSON": "/wp-json/wp/v2/posts",
    "JSON with names": "/wp-json/wp/v2/posts?_embed",
    "export": "",
}
OFTEN = {("RSS", "export"), ("export", "RSS"), ("JSON", "RDF"), ("Atom", "JSON"), ("RDF", "Atom")}
PAIRS = [pair if pair in OFTEN else rarely(*pair) for pair in permutations(WAYS, 2)]


@pytest.fixture
def site() -> Iterator[tuple[Site, Server]]:
    with serving() as server:
        yield Site(server), server


def source(site: tuple[Site, Server], way: str, folder: Path) -> str:
    """Return the address of a way in, or the path of the export."""
    if WAYS[way]:
        return site[1].address(WAYS[way])
    path = folder / "export.xml"
    path.write_bytes(site[0].body(INDEX[site[0].state].get(EXPORT) or INDEX["site"][EXPORT]))
    return str(path)


def alike(tip: dict[str, Any]) -> dict[str, Any]:
    """Return what people see of a tip."""
    return {name: value for name, value in tip.items() if name not in ("mark", "seen")}


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_two_ways_in_give_each_post_once(
    tips: Tips, site: tuple[Site, Server], tmp_path: Path, one: str, two: str
) -> None:
    both = [source(site, way, tmp_path) for way in (one, two)]
    assert counts(well(tips("import", both[0], "--name", "blog")))["added"] == POSTS
    first = held(tips.home, "blog")
    assert "added" not in counts(well(tips("import", both[1], "--name", "blog")))
    after = held(tips.home, "blog")
    assert [(tip["number"], tip["slug"]) for tip in after] == [(tip["number"], tip["slug"]) for tip in first]
    for was, now in zip(first, after, strict=True):
        assert set(was["topics"]) <= set(now["topics"])
        assert now["complete"] or not was["complete"]
        assert bool(now["extra"].get("author")) or not was["extra"].get("author")
    for again in both:
        assert counts(well(tips("import", again, "--name", "blog")))["unchanged"] == POSTS
    assert [alike(tip) for tip in held(tips.home, "blog")] == [alike(tip) for tip in after]


@pytest.mark.parametrize(("one", "two"), [("RSS", "export"), ("JSON", "Atom"), ("RDF", "JSON")])
def test_two_ways_in_one_import_give_each_post_once(
    tips: Tips, site: tuple[Site, Server], tmp_path: Path, one: str, two: str
) -> None:
    both = [source(site, way, tmp_path) for way in (one, two)]
    assert counts(well(tips("import", *both, "--name", "blog")))["added"] == POSTS
    assert len(held(tips.home, "blog")) == POSTS


@pytest.mark.parametrize("order", [1, -1])
def test_after_an_edit_each_post_is_one_tip_in_either_order(
    tips: Tips, site: tuple[Site, Server], tmp_path: Path, order: int
) -> None:
    old = source(site, "export", tmp_path)
    site[0].state = "edited"
    well(tips("import", *[old, source(site, "RSS", tmp_path)][::order], "--name", "blog"))
    assert len(held(tips.home, "blog")) == POSTS


@pytest.mark.parametrize("way", ["RSS", "RDF", "Atom"])
def test_a_feed_set_to_summaries_is_never_whole_and_takes_no_whole_text_away(
    tips: Tips, site: tuple[Site, Server], tmp_path: Path, way: str
) -> None:
    site[0].state = "summaries"
    address = source(site, way, tmp_path)
    well(tips("import", address, "--name", "short"))
    # Of RDF and Atom no more than the first page was recorded in this state.
    assert [tip["complete"] for tip in held(tips.home, "short")[:9]] == [False] * 9
    well(tips("import", source(site, "JSON", tmp_path), "--name", "blog"))
    before = {tip["number"]: tip["body"] for tip in held(tips.home, "blog")}
    well(tips("import", address, "--name", "blog"))
    assert {tip["number"]: tip["body"] for tip in held(tips.home, "blog")} == before


def test_the_move_to_https_changes_addresses_and_doubles_nothing(tips: Tips, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("old.xml", "new.xml")]
    for file, state in zip(files, ("site", "https"), strict=True):
        file.write_bytes((FOLDER / INDEX[state][EXPORT]["file"]).read_bytes())
    well(tips("import", str(files[0]), "--name", "blog"))
    assert "added" not in counts(well(tips("import", str(files[1]), "--name", "blog")))
    found = held(tips.home, "blog")
    assert len(found) == POSTS
    assert all(tip["link"].startswith("https://") for tip in found)


def test_a_deleted_post_is_dropped_though_the_server_calls_its_feed_unchanged(
    tips: Tips, site: tuple[Site, Server], tmp_path: Path
) -> None:
    address = source(site, "RSS", tmp_path)
    well(tips("import", address, "--name", "blog"))
    site[0].state = "deleted"
    assert "not changed" in well(tips("sync")).err
    assert counts(well(tips("sync", "--prune")))["removed"] == 1
    assert len(held(tips.home, "blog")) == POSTS - 1


@pytest.mark.parametrize("state", ["maintenance", "broken", "plain"])
def test_a_site_that_is_down_or_has_its_feed_elsewhere_is_3_and_keeps_all(
    tips: Tips, site: tuple[Site, Server], tmp_path: Path, state: str
) -> None:
    well(tips("import", source(site, "RSS", tmp_path), "--name", "blog"))
    site[0].state = state
    for more in ((), ("--prune",), ("--prune", "--yes")):
        ran = tips("sync", "blog", *more)
        if ran.status == 0:  # by the version, which stays the same in these states
            assert "not changed" in ran.err
        else:
            well(ran, 3)
    assert len(held(tips.home, "blog")) == POSTS


def test_a_day_is_that_of_the_site_whichever_way_came_last(
    tips: Tips, site: tuple[Site, Server], tmp_path: Path
) -> None:
    for ways in (("RSS", "JSON"), ("JSON", "RSS")):
        name = "-".join(ways).lower()
        for way in ways:
            well(tips("import", source(site, way, tmp_path), "--name", name))
        assert "2024-03-31" in [tip["date"] for tip in held(tips.home, name)]
        assert "2024-04-01" not in [tip["date"] for tip in held(tips.home, name)]
