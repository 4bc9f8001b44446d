"""Numbers stay, where a program counts its rows anew, a file has another name, or a site gives other identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import brief, counts, held, lines, table, well
from tipcli.ingest.identity import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips


def numbers(tips: Tips, name: str) -> dict[str, int]:
    return {tip["title"]: tip["number"] for tip in held(tips.home, name)}


@pytest.mark.parametrize("first", [0, 1])
@pytest.mark.parametrize("column", ["id", "guid", "uid"])
def test_an_identifier_that_is_a_place_in_a_list_names_no_tip(
    tips: Tips, tmp_path: Path, first: int, column: str
) -> None:
    def put(*rows: tuple[str, str]) -> str:
        counted = [f"{number},{title},{body}" for number, (title, body) in enumerate(rows, first)]
        return table(tmp_path / "s.csv", *counted, columns=f"{column},title,body")

    source = put(("A", "One."), ("B", "Two."), ("C", "Three."))
    well(tips("import", source))
    put(("New", "Zero."), ("A", "One."), ("B", "Two and a half."), ("C", "Three."))
    assert counts(well(tips("sync")))["added"] == 1
    assert numbers(tips, "s") == {"A": 1, "B": 2, "C": 3, "New": 4}
    assert brief(tips.home, "s")[2] == ("B", "Two and a half.")
    put(("C", "Three."), ("A", "One."))
    well(tips("sync", "--prune"))
    assert numbers(tips, "s") == {"A": 1, "C": 3}
    put(("C", "Three."), ("Anew", "Said in another way."))
    well(tips("sync"))
    assert brief(tips.home, "s")[1] in (("A", "One."), ("Anew", "Said in another way."))
    assert brief(tips.home, "s")[3] == ("C", "Three.")


def test_an_identifier_for_ever_is_taken_before_a_place_in_a_list(tips: Tips, tmp_path: Path) -> None:
    def put(*tasks: tuple[int, str, str]) -> str:
        return lines(
            tmp_path / "s.jsonl", [{"id": place, "uuid": name * 8, "title": title} for place, name, title in tasks]
        )

    source = put((1, "a", "Call back"), (2, "b", "Write the summary"))
    well(tips("import", source))
    put((0, "a", "Call back, done"), (1, "b", "Write it"))
    assert "added" not in counts(well(tips("sync")))
    assert numbers(tips, "s") == {"Call back, done": 1, "Write it": 2}


def test_two_sources_that_count_alike_are_not_one(tips: Tips, tmp_path: Path) -> None:
    one = table(tmp_path / "one.csv", "1,Alpha,one", "2,Beta,two", columns="id,title,body")
    two = table(tmp_path / "two.csv", "1,Gamma,three", "2,Delta,four", columns="id,title,body")
    for source in (one, two):
        assert counts(well(tips("import", source, "--name", "both")))["added"] == 2
    assert sorted(numbers(tips, "both")) == ["Alpha", "Beta", "Delta", "Gamma"]
    table(tmp_path / "two.csv", "1,Gamma,three", "2,Epsilon,five", columns="id,title,body")
    well(tips("sync", "both"))
    assert numbers(tips, "both") | {"Alpha": 1, "Beta": 2, "Gamma": 3} == numbers(tips, "both")


@pytest.mark.parametrize("text", ["Say it at once.", "# Say it\n\nAt once.", "---\ntopics: [phone]\n---\nAt once."])
def test_a_file_that_was_renamed_is_the_tip_that_it_was(tips: Tips, tmp_path: Path, text: str) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, said in (("alpha", text), ("beta", "Another."), ("gamma", "A third.")):
        (folder / f"{name}.md").write_text(said)
    well(tips("import", str(folder)))
    before = {tip["number"]: tip["slug"] for tip in held(tips.home, "notes")}
    (folder / "alpha.md").rename(folder / "zeta.md")
    (folder / "new.md").write_text("A fourth.")
    assert counts(well(tips("sync", "--prune")))["added"] == 1
    after = {tip["number"]: tip["slug"] for tip in held(tips.home, "notes")}
    assert {number: after.get(number) for number in before} == before


def test_a_text_that_several_tips_have_names_none_of_them(tips: Tips, tmp_path: Path) -> None:
    source = table(tmp_path / "s.csv", "A,Words.", "B,Words.")
    well(tips("import", source))
    table(tmp_path / "s.csv", "A,Words.", "C,Words.")
    assert counts(well(tips("sync"))) == {"added": 1, "unchanged": 1, "gone from the source but kept": 1}


def test_a_copy_of_a_file_is_a_tip_of_its_own(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "alpha.md").write_text("Say it at once.")
    well(tips("import", str(folder)))
    (folder / "copy.md").write_text("Say it at once.")
    well(tips("sync"))
    assert len(held(tips.home, "notes")) == 2


SAME = [
    "http://x.example/a", "https://x.example/a/", "https://www.x.example/a", "http://x.example:8080/a",
    "https://X.example/a?utm_source=feed", "http://www.x.example:80/a/?utm_medium=rss&fbclid=1",
]  # fmt: skip
OTHER = [
    "https://x.example/b", "https://x.example/a/b", "https://y.example/a", "https://x.example/a?p=1",
    "https://x.example/", "https://sub.x.example/a", "https://x.example/a#two", "urn:x:a", "x.example/a",
]  # fmt: skip


@pytest.mark.parametrize("address", SAME[1:])
def test_an_address_is_the_same_but_for_what_sites_change_in_it(address: str) -> None:
    assert key_of(address) == key_of(SAME[0])


@pytest.mark.parametrize("address", OTHER)
def test_another_address_is_another(address: str) -> None:
    assert key_of(address) != key_of(SAME[0])


@pytest.mark.parametrize("key", ["link", "guid"])
@pytest.mark.parametrize("address", SAME[1:])
def test_a_tip_is_known_by_its_address_in_any_spelling(tips: Tips, tmp_path: Path, key: str, address: str) -> None:
    source = lines(tmp_path / "s.jsonl", [{"title": "Old", "body": "One.", key: SAME[0]}])
    well(tips("import", source))
    lines(tmp_path / "s.jsonl", [{"title": "New", "body": "Two.", key: address}, {"title": "Z", "body": "Three."}])
    well(tips("sync"))
    assert brief(tips.home, "s") == {1: ("New", "Two."), 2: ("Z", "Three.")}


def test_a_guid_that_changes_with_the_date_is_no_other_tip_while_the_address_stays(tips: Tips, tmp_path: Path) -> None:
    def put(day: str, text: str) -> str:
        name = f"tag:x.example,{day}:/say"
        return lines(
            tmp_path / "s.jsonl", [{"title": "A", "body": text, "guid": name, "link": "https://x.example/say"}]
        )

    source = put("2024-01-01", "One.")
    well(tips("import", source))
    for day, text in (("2024-02-01", "One."), ("2024-03-01", "Two.")):
        put(day, text)
        assert counts(well(tips("sync"))) == {"updated": 1}
    assert brief(tips.home, "s") == {1: ("A", "Two.")}
