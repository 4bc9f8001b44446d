"""What the unit tests make: tips, sources that are held in memory, and indexes of them."""

from __future__ import annotations

import functools
import os
import sqlite3
import string
from contextlib import closing
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tipcli.index import pool
from tipcli.index.build import build, new_database
from tipcli.index.opened import Index
from tipcli.library import Library
from tipcli.model.results import Filters
from tipcli.model.text import slugify
from tipcli.model.tip import Credit, Tip, Topic
from tipcli.store import sources
from tipcli.store.drafts import write
from tipcli.store.sources import Seeds, Source
from tipcli.system import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pytest

HOSTILE = (
    "\0\a\b\t\n\v\f\r\x1b\x1f\x7f\x80\x85\x9b\x9d\x9f\u2028\u2029\u202a\u202e\u2066\u2069\U000e0001\U000e007f"
    "\ud800\udbff\udc00\udfff\x02\x03\ufeff\u200e\u200f\u200d\u0301"
)
MARKUP = r"[/] [refund] :smile: C:\[x] [bold]b[/bold] [@click=app.bell]"

# Every property: no time limit of its own, the same examples in each run unless others are asked for, nothing stored
# between runs, fixtures shared by the examples.
relaxed = settings(
    deadline=None,
    derandomize=not os.environ.get("RANDOM_EXAMPLES"),
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.differing_executors],
)


def many(examples: int) -> settings:
    """Return the settings of a property with this many examples.

    Where they are the same in each run, most of what they find they have found: a part of them is tried.
    """
    return settings(relaxed, max_examples=examples if os.environ.get("RANDOM_EXAMPLES") else min(examples, 60))


def any_text(most: int = 60) -> st.SearchStrategy[str]:
    """Return texts of any code points, lone surrogates and control characters often among them."""
    return st.text(st.characters(exclude_categories=()) | st.sampled_from(HOSTILE), max_size=most)


def words(least: int = 3, most: int = 10) -> st.SearchStrategy[str]:
    """Return words of lower-case letters."""
    return st.text(string.ascii_lowercase, min_size=least, max_size=most)


def a_tip(number: int = 1, title: str = "A title", **fields: Any) -> Tip:
    """Return a tip with every field that is not given filled in."""
    whole: dict[str, Any] = {
        "collection": "mine",
        "number": number,
        "slug": f"slug-{number}",
        "title": title,
        "gist": "",
        "body": "",
    }
    return Tip(**(whole | fields))


class Held(Source):
    """A collection that is held in memory."""

    def __init__(
        self,
        tips: Sequence[Tip],
        name: str = "mine",
        topics: Sequence[Topic] = (),
        synonyms: Sequence[tuple[bool, tuple[str, ...]]] = (),
    ) -> None:
        self.name = name
        self.path = ""
        self._held = (list(tips), list(topics), list(synonyms))
        self.trouble: list[tuple[tuple[int, ...], tuple[str, ...]]] = []
        self.near: list[tuple[str, bytes]] = []
        self.phrases: dict[int, str] = {}
        self.everyday_words: list[tuple[bool, tuple[str, ...]]] = []

    def files(self) -> list[str]:
        return []

    def description(self) -> dict[str, str]:
        return {"origin": "", "synced": "", "rotation": "yes"}

    def tips(self) -> Iterator[Tip]:
        return iter(self._held[0])

    def topics(self) -> list[Topic]:
        return self._held[1]

    def synonyms(self) -> list[tuple[bool, tuple[str, ...]]]:
        return self._held[2]

    def everyday(self) -> list[tuple[bool, tuple[str, ...]]]:
        return self.everyday_words

    def crises(self) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        return self.trouble

    def meanings(self) -> list[tuple[str, bytes]]:
        return self.near

    def asked(self) -> dict[int, str]:
        return self.phrases


def index_of(source: Source) -> Index:
    """Return a new index of the source, in memory."""
    with closing(new_database(":memory:")) as connection:
        build(connection, source)
        return reopened(connection.serialize())


def built(
    *tips: Tip,
    name: str = "mine",
    topics: Sequence[Topic] = (),
    synonyms: Sequence[tuple[bool, tuple[str, ...]]] = (),
) -> Index:
    """Return a new index of these tips, in memory."""
    return index_of(Held(tips, name, topics, synonyms))


def reopened(data: bytes) -> Index:
    """Return an index from the bytes of its file, so that one that took long to build serves many tests."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(data)
    return Index(connection, ":memory:")


def fields_of(tip: Tip) -> dict[str, object]:
    """Return everything that there is in a tip, for comparing two."""
    return tip.as_object()


PLAIN_CREDIT = Credit("A book", "A publisher", "2020-05-03", "https://example.org/a")


@functools.cache
def bundled_data() -> bytes:
    """Return the bytes of an index of the bundled collection."""
    with closing(index_of(Seeds())) as index:
        return index._connection.serialize()


def bundled() -> Index:
    """Return an index of the bundled collection, in memory."""
    return reopened(bundled_data())


def titles() -> dict[int, str]:
    """Return the titles of the bundled collection by number."""
    with closing(bundled()) as index:
        return {tip.number: tip.title for tip in index.tips(Filters())}


def open_all() -> None:
    """Have the index of every collection built where it is not."""
    with Library() as library:
        list(library.indexes)


def use_small_seeds(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Make a bundled collection of three tips in `folder` and let the package use it, which saves much time."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    for number, title in enumerate(("Plan B", "Fix Fast", "Make Empathy Your Superpower"), 1):
        head = f"title: {title}\ntopics: [empathy]\ngist: Gist {number}.\ndate: 2020-01-0{number}"
        (seeds / f"00{number}-{slugify(title)}.md").write_text(f"---\n{head}\n---\n\nBody {number}.\n")
    (seeds / "topics.toml").write_text('[empathy]\nabout = "The other side"\naliases = ["compassion"]\n')
    (seeds / "synonyms.toml").write_text('groups = ["quick, fast"]\n')
    # All of them loaded before one is changed: a module that is loaded later would keep the changed function for ever.
    for module in (paths, sources, pool):
        patch.setattr(module, "package_file", lambda name: str(folder / name))


def zebras(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make a home of one collection, read before, beside a small bundled one, and return it."""
    patch.setenv("TIPS_HOME", str(folder / "home"))
    use_small_seeds(folder / "package", patch)
    write("mine", {}, [a_tip(number, f"Zebra {number}", body="lorem " * 300) for number in range(1, 9)])
    open_all()
    return folder / "home"
