"""Measures how well searches find what was meant, over judged queries, side by side.

    uv run python benchmarks/relevance.py [JUDGED.tsv] [--misses] [--alone]

Each line of the file is a kind, a query, and the tips that a fair person accepts as the first answer: numbers split
by commas, or titles split by `|`; none where nothing here answers. Printed are recall@1 and recall@5 by kind, with
Wilson's interval (1927) for all; of `tips` also what a score is worth, how many hits a query gets, and how high the
best hit of a query stands that nothing answers. `--alone` leaves the others out, `--misses` names what went wrong.
"""

from __future__ import annotations

import sys
from math import sqrt
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING

from peers import DEPTH, peers

from tipcli.library import Library
from tipcli.model.results import Filters

if TYPE_CHECKING:
    from tipcli.model.results import Hit
    from tipcli.model.tip import Tip

    Judged = tuple[str, str, set[str]]  # kind, query, titles of the tips that answer

JUDGED = Path(__file__).with_name("judged.tsv")
NONE = "none"  # the kind of queries that nothing answers
BANDS = (80, 60, 40, 25, 0)  # least scores


def main() -> None:
    """Print the tables."""
    names = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    with Library() as library:
        tips = list(library.list_tips(Filters(), order="number"))
        judged = read(Path(names[0]) if names else JUDGED, tips)
        hits = [library.search(query, Filters(), DEPTH) for _, query, _ in judged]
        places = [
            place([hit.tip.title for hit in found], titles) for found, (*_, titles) in zip(hits, judged, strict=True)
        ]
        kinds = [kind for kind in dict.fromkeys(kind for kind, _, _ in judged) if kind != NONE]
        print(f"{len(judged)} queries, {len(tips)} tips; recall@1 / recall@5\n")
        print("| search | " + " | ".join(f"{k} ({sum(k == j[0] for j in judged)})" for k in kinds) + " | all |")
        print("| --- |" + " --- |" * (len(kinds) + 1))
        print(row("tips", judged, kinds, places), flush=True)
        for name, search in ({} if "--alone" in sys.argv else peers(tips)).items():
            print(row(name, judged, kinds, [place(search(q), titles) for _, q, titles in judged]), flush=True)
    scores(judged, hits)
    if "--misses" in sys.argv:
        misses(judged, hits, places)


def read(path: Path, tips: list[Tip]) -> list[Judged]:
    """Return (kind, query, accepted titles) of each line after the header."""
    by_number = {str(tip.number): tip.title for tip in tips}
    judged = []
    for line in filter(None, path.read_text(encoding="utf-8").splitlines()[1:]):
        kind, query, answers = line.split("\t")
        numbers = answers.split(",")
        titles = {by_number[n] for n in numbers} if all(n in by_number for n in numbers) else set(answers.split("|"))
        judged.append((kind, query, titles - {""}))
    return judged


def place(found: list[str], titles: set[str]) -> int:
    """Return the place of the first accepted title, from 1; 0 where there is none."""
    return next((rank for rank, title in enumerate(found, 1) if title in titles), 0)


def row(name: str, judged: list[Judged], kinds: list[str], places: list[int]) -> str:
    """Return a row of the table: recall@1 / recall@5 for each kind and, with its interval, for all."""
    cells = []
    for kind in kinds:
        of_kind = [rank for rank, (k, _, _) in zip(places, judged, strict=True) if k == kind]
        cells.append(f"{share(of_kind, 1):.3f} / {share(of_kind, 5):.3f}")
    answered = [rank for rank, (kind, _, _) in zip(places, judged, strict=True) if kind != NONE]
    low, high = interval(sum(rank == 1 for rank in answered), len(answered))
    low_5, high_5 = interval(sum(0 < rank <= 5 for rank in answered), len(answered))
    cells.append(
        f"{share(answered, 1):.3f} ({low:.2f} to {high:.2f}) / {share(answered, 5):.3f} ({low_5:.2f} to {high_5:.2f})"
    )
    return f"| {name} | " + " | ".join(cells) + " |"


def share(places: list[int], depth: int) -> float:
    """Return the share of queries that have an answer among the first `depth` hits."""
    return sum(0 < rank <= depth for rank in places) / max(1, len(places))


def interval(good: int, of: int) -> tuple[float, float]:
    """Return Wilson's interval, 95 %, of a share."""
    z, n = 1.96, max(1, of)
    centre = (good / n + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(good / n * (1 - good / n) / n + z * z / (4 * n * n))
    return centre - half, centre + half


def scores(judged: list[Judged], hits: list[list[Hit]]) -> None:
    """Print what a score is worth: the share of hits that answer, by band, and of first hits."""
    pairs = [
        (hit.score, hit.tip.title in titles, rank)
        for found, (_, _, titles) in zip(hits, judged, strict=True)
        for rank, hit in enumerate(found)
    ]
    print("\n| score | first hits | of them answers | all hits | of them answers |\n| --- | --- | --- | --- | --- |")
    for least, below in zip(BANDS, (101, *BANDS), strict=False):
        band = [(good, rank) for score, good, rank in pairs if least <= score < below]
        first = [good for good, rank in band if rank == 0]
        parts = [f"{len(part)} | {mean(part):.2f}" if part else "0 | " for part in (first, [good for good, _ in band])]
        print(f"| {least} to {below - 1} | " + " | ".join(parts) + " |")
    print(f"\nhits a query: mean {mean(map(len, hits)):.1f}, median {median(map(len, hits)):.0f}")
    tops = [found[0].score if found else 0 for found, (kind, _, _) in zip(hits, judged, strict=True) if kind == NONE]
    if tops:
        print(f"nothing answers ({len(tops)}): best hit {min(tops):.0f} to {max(tops):.0f}, median {median(tops):.0f}")


def misses(judged: list[Judged], hits: list[list[Hit]], places: list[int]) -> None:
    """Print the queries whose answer is not first, with what is."""
    for (kind, query, titles), found, rank in zip(judged, hits, places, strict=True):
        if rank != 1 if kind != NONE else found and found[0].score >= 25:
            first = f"{found[0].score:.0f} {found[0].tip.number} {found[0].tip.title[:30]}" if found else "none"
            print(f"  miss: {kind} {query!r}: place {rank or 'none'} of {' | '.join(sorted(titles))}; first is {first}")


if __name__ == "__main__":
    main()
