"""The table of meanings: its form, and that it was made from the tips as they are."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.made import Held, a_tip, index_of
from tipcli.index import meanings as asked
from tipcli.model.results import Filters
from tipcli.search.rank import search
from tipcli.store import meanings
from tipcli.store.sources import Seeds

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_table_was_made_from_the_tips_as_they_are() -> None:
    content = (SEEDS / meanings.NAME).read_bytes()
    seeds = Seeds(str(SEEDS))
    now = meanings.digest(seeds.tips(), seeds.asked(), seeds.synonyms())
    assert meanings.made_from(content) == now, "run: uv run --group meaning python benchmarks/meanings.py"
    assert len(content) < 500_000


def test_whatever_the_table_is_made_from_changes_the_digest() -> None:
    one, other = a_tip(1, "A", body="b"), a_tip(1, "A", body="c")
    digests = [
        meanings.digest([one], {}, []),
        meanings.digest([other], {}, []),
        meanings.digest([one], {1: "what people ask"}, []),
        meanings.digest([one], {}, [(True, ("angry", "anger"))]),
    ]
    assert len(set(digests)) == len(digests)
    two = a_tip(2, "B")
    assert meanings.digest([one, two], {}, []) == meanings.digest([two, one], {}, [])


def test_what_is_packed_comes_back() -> None:
    entries = {"grief": meanings.entry(40, [(103, 255), (300, 20)]), "two words": meanings.entry(0, [])}
    assert dict(meanings.unpacked(meanings.packed("digest", entries))) == entries


def test_a_word_finds_the_tip_that_it_is_near_to_and_says_so() -> None:
    held = Held([a_tip(1, "A customer has died", body="x"), a_tip(300, "Refunds", body="y")])
    held.near = [("mourning", meanings.entry(35, [(1, 200)])), ("refund", meanings.entry(45, [(300, 255)]))]
    with closing(index_of(held)) as index:
        assert asked.of(index, ["mourning", "nothing"]) == {"mourning": (35, {1: 200 / 255})}
        [hit] = search(index, index, "mourning", Filters())
        assert (hit.tip.number, hit.matched) == (1, ("meaning",))
        assert [hit.tip.number for hit in search(index, index, "mourninng", Filters())] == [1]
