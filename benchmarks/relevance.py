"""Measures how well searches find what was meant: recall@1, recall@5 and MRR over judged queries, side by side.

    uv run python benchmarks/relevance.py [JUDGED.tsv] [--misses]

Each line of the file is a kind, a query, and the titles that a fair person accepts as the first answer, split by `|`.
Rivals get one line a tip: title, topics, gist, action and body. `fzf --filter` and `rg -i` run where installed. A query
of several words goes to rg as any of the words, its lines ordered by how many of them they have, as a shell user would.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from tipcli.library import Library
from tipcli.model.results import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.model.tip import Tip

JUDGED = Path(__file__).with_name("judged.tsv")
KINDS = ("typo", "form", "concept", "multi")
_DEPTH = 64


def main() -> None:
    """Print the table, and with --misses each query whose answer is not where it should be."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--misses"]
    judged = read(Path(arguments[0]) if arguments else JUDGED)
    with Library() as library:
        tips = list(library.list_tips(Filters(), order="number"))
        methods = searches(library, tips)
        print(f"{len(judged)} queries, {len(tips)} tips; recall@1 / recall@5 / MRR\n")
        print("| search | " + " | ".join(f"{kind} ({count(judged, kind)})" for kind in KINDS) + " | all |")
        print("| --- |" + " --- |" * (len(KINDS) + 1))
        for name, search in methods.items():
            ranks = [(kind, rank(search(query), titles)) for kind, query, titles in judged]
            parts = [figures([r for k, r in ranks if k == kind]) for kind in KINDS]
            print(f"| {name} | " + " | ".join([*parts, figures([r for _, r in ranks])]) + " |", flush=True)
            if name == "tips" and "--misses" in sys.argv:
                misses(judged, [r for _, r in ranks])


def read(path: Path) -> list[tuple[str, str, set[str]]]:
    """Return (kind, query, accepted titles) of each line after the header."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    return [(kind, query, set(titles.split("|"))) for kind, query, titles in rows]


def searches(library: Library, tips: list[Tip]) -> dict[str, Callable[[str], list[str]]]:
    """Return each method by name: a query in, titles out, best first."""
    lines = {" ".join((t.title, *t.topics, t.gist, t.action or "", t.body)).replace("\n", " "): t.title for t in tips}
    methods: dict[str, Callable[[str], list[str]]] = {
        "tips": lambda query: [hit.tip.title for hit in library.search(query, Filters(), _DEPTH)],
        "rapidfuzz WRatio": lambda query: [
            lines[line] for line, _, _ in process.extract(query.lower(), list(lines), scorer=fuzz.WRatio, limit=_DEPTH)
        ],
        "rapidfuzz partial_ratio": lambda query: [
            lines[line]
            for line, _, _ in process.extract(query.lower(), list(lines), scorer=fuzz.partial_ratio, limit=_DEPTH)
        ],
    }
    text = "\n".join(lines)
    if shutil.which("fzf"):
        methods["fzf --filter"] = lambda query: [lines[line] for line in _piped(["fzf", "--filter", query], text)]
    if shutil.which("rg"):
        methods["rg -i"] = lambda query: _ripgrep(query, text, lines)
    return methods


def _ripgrep(query: str, text: str, lines: dict[str, str]) -> list[str]:
    words = query.lower().split()
    patterns = [argument for word in words for argument in ("-e", word)]
    found = _piped(["rg", "-i", "-F", "--no-line-number", *patterns], text)
    return [lines[line] for line in sorted(found, key=lambda line: -sum(word in line.lower() for word in words))]


def _piped(command: list[str], text: str) -> list[str]:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def rank(found: list[str], titles: set[str]) -> int:
    """Return the place of the first accepted title, from 1; 0 where there is none."""
    return next((place for place, title in enumerate(found, 1) if title in titles), 0)


def figures(ranks: list[int]) -> str:
    """Return recall@1, recall@5 and the mean reciprocal rank."""
    total = max(1, len(ranks))
    at_1, at_5 = sum(r == 1 for r in ranks), sum(0 < r <= 5 for r in ranks)
    return f"{at_1 / total:.3f} / {at_5 / total:.3f} / {sum(1 / r for r in ranks if r) / total:.3f}"


def count(judged: list[tuple[str, str, set[str]]], kind: str) -> int:
    """Return the number of queries of this kind."""
    return sum(k == kind for k, _, _ in judged)


def misses(judged: list[tuple[str, str, set[str]]], ranks: list[int]) -> None:
    """Print the queries whose answer is not first (typo, form) or not among five (concept, multi)."""
    for (kind, query, titles), place in zip(judged, ranks, strict=True):
        if place != 1 if kind in {"typo", "form"} else not 0 < place <= 5:
            print(f"  miss: {kind} {query!r}: place {place or 'none'} for {' | '.join(sorted(titles))}")


if __name__ == "__main__":
    main()
