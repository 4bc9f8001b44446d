"""How well the bundled tips are found: floors under what is measured on the lists that may be used for tuning."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import pytest

from tipcli.library import Library
from tipcli.model.results import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipcli.model.results import Hit

    Search = Callable[[str], list[Hit]]

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def library() -> Iterator[Library]:
    with Library() as opened:
        yield opened


@pytest.fixture(scope="module")
def search(library: Library) -> Search:
    """Return what finds the first page of hits of a query, which several tests look at."""
    return cache(lambda query: library.search(query, Filters()))


def judged(name: str, titles: dict[str, int]) -> list[tuple[str, str, set[int]]]:
    """Return (kind, query, numbers of the tips that answer) of a list."""
    rows = []
    for line in (BENCHMARKS / name).read_text(encoding="utf-8").splitlines()[1:]:
        kind, query, answers = line.split("\t")
        named = {titles[title] for title in answers.split("|") if title in titles}
        rows.append((kind, query, named or {int(number) for number in answers.split(",") if number.isdigit()}))
    return rows


@pytest.mark.parametrize(
    ("name", "first", "five"),
    [("judged.tsv", 0.85, 0.93), ("judged-held-out.tsv", 0.88, 0.96), ("judged-new.tsv", 0.93, 0.95),
     ("judged-spoken.tsv", 0.72, 0.87)],
)  # fmt: skip
def test_most_queries_find_what_was_meant(
    library: Library, search: Search, name: str, first: float, five: float
) -> None:
    titles = {tip.title: tip.number for tip in library.list_tips(Filters())}
    rows = judged(name, titles)
    hits = [[hit.tip.number for hit in search(query)] for _, query, _ in rows]
    asked = [(found, answers) for found, (kind, _, answers) in zip(hits, rows, strict=True) if kind != "none"]
    assert mean(bool(found[:1] and found[0] in answers) for found, answers in asked) >= first
    assert mean(bool(answers & set(found[:5])) for found, answers in asked) >= five
    assert mean(map(len, hits)) <= 10


def test_what_nothing_answers_scores_under_25(search: Search) -> None:
    rows = [query for kind, query, _ in judged("judged-spoken.tsv", {}) if kind == "none"]
    tops = {query: [hit.score for hit in search(query)][:1] for query in rows}
    assert {query: top for query, top in tops.items() if top and top[0] >= 25} == {}


def test_a_high_score_answers(library: Library, search: Search) -> None:
    titles = {tip.title: tip.number for tip in library.list_tips(Filters())}
    rows = judged("judged.tsv", titles) + judged("judged-spoken.tsv", titles)
    firsts = [(search(query), answers) for _, query, answers in rows]
    assert mean(found[0].tip.number in answers for found, answers in firsts if found and found[0].score >= 80) > 0.85
