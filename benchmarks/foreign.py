"""Measures the search on texts that others wrote: known items, asked for by a script.

    uv run python benchmarks/foreign.py FOLDER_OR_FORTUNE_FILE... [--count N] [--judged QUESTIONS.tsv]

Each file with entries between lines of `%` is read as fortunes, every `.md` as a tip. Of each of N texts, drawn with a
fixed seed, words of four letters or more that stand in few others are asked for: three with one typo each, one with a
typo, two as they are, one begun, and four that stand in many. `--judged` adds questions, each with the names of the
files that answer it (`judged-pages.tsv` and `judged-pages-2.tsv` are for the folder `pages/common` of tldr). Beside it:
FTS5's bm25 with Porter's stems over the same texts.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tipcli.index.build import IndexWriter, new_database
from tipcli.index.opened import Index
from tipcli.ingest import derive
from tipcli.library import Library
from tipcli.model.results import Filters
from tipcli.model.tip import BUNDLED, Tip
from tipcli.readers.markup.inline import words_of_line
from tipcli.search.rank import search

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = re.compile("[a-z]{4,}")
_META = {"name": "foreign", "fingerprint": "", "digest": "", "origin": "", "synced": "", "rotation": "yes"}


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--judged", type=Path)
    given = parser.parse_args()
    named = {text: name for path in given.paths for name, text in read(path)}
    texts = list(named)
    tips = [tip_of(number, text) for number, text in enumerate(texts, 1)]
    asked = queries(texts, given.count)
    if given.judged:
        asked["questions"] = judged(given.judged, list(named.values()))
    with closing(new_database("")) as connection, closing(sqlite3.connect(":memory:")) as plain, Library() as library:
        with closing(IndexWriter(connection, ())) as writer:
            for tip in tips:
                writer.add(tip)
            writer.finish(_META)
        index, thesaurus = Index(connection, ""), library._indexes[BUNDLED]  # noqa: SLF001
        plain.execute("create virtual table f using fts5(text, tokenize='porter unicode61')")
        plain.executemany("insert into f(rowid, text) values(?, ?)", enumerate(texts, 1))
        print(f"{len(texts)} texts; recall@1 / recall@5 of {given.count} each\n")
        print("| queries | tips | FTS5 |\n| --- | --- | --- |")
        for kind, rows in asked.items():
            ours = [found(search(index, thesaurus, query, Filters()), answers) for query, answers in rows]
            theirs = [bm25(plain, query, answers) for query, answers in rows]
            print(f"| {kind} | {shares(ours)} | {shares(theirs)} |", flush=True)


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of a file of fortunes, which have no names, or of a folder of Markdown."""
    if path.is_dir():
        files = sorted(path.rglob("*.md"))
        yield from ((file.stem, file.read_text(encoding="utf-8", errors="replace")) for file in files)
    else:
        texts = (text.strip() for text in path.read_text("utf-8", errors="replace").split("\n%\n"))
        yield from (("", text) for text in texts if text)


def judged(path: Path, names: list[str]) -> list[tuple[str, set[int]]]:
    """Return (question, numbers of the texts that answer)."""
    numbers = {name: number for number, name in enumerate(names, 1)}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [(question, {numbers[name] for name in answers.split(",") if name in numbers}) for question, answers in rows]


def tip_of(number: int, text: str) -> Tip:
    """Return a text as a tip, as an import makes it: a heading that it begins with is the title and no longer there."""
    first, _, rest = text.partition("\n")
    body = rest.strip() if first.startswith("# ") and rest.strip() else text
    title = words_of_line(first[2:]) if body != text else derive.title(text) or derive.first_line(text)
    return Tip("foreign", number, f"t{number}", title, derive.gist(body), body)


def queries(texts: list[str], count: int) -> dict[str, list[tuple[str, set[int]]]]:
    """Return for each kind of query (query, the number of the text that is meant)."""
    rng = random.Random(7)
    words = [sorted(set(_WORDS.findall(text.lower()))) for text in texts]
    tips = Counter(word for row in words for word in row)
    rare = [[word for word in row if tips[word] <= max(3, len(texts) // 200)] for row in words]
    able = [place for place, row in enumerate(rare) if len([w for w in row if len(w) > 5]) >= 3]
    made: dict[str, list[tuple[str, set[int]]]] = {"typo3": [], "typo1": [], "exact2": [], "prefix": [], "common4": []}
    for place in rng.sample(able, min(count, len(able))):
        long = [word for word in rare[place] if len(word) > 5]
        meant = {place + 1}
        made["typo3"].append((" ".join(mistyped(rng, word) for word in rng.sample(long, 3)), meant))
        single = min(long, key=lambda word: (tips[word], word))
        made["typo1"].append((mistyped(rng, single), meant))
        made["exact2"].append((" ".join(rng.sample(rare[place], 2)), meant))
        common = [word for word in words[place] if len(texts) // 200 < tips[word] <= len(texts) // 20]
        if len(common) >= 4:
            made["common4"].append(("how " + " ".join(rng.sample(common, 4)), meant))
        made["prefix"].append((single[: max(4, len(single) - 2)], meant))
    return made


def mistyped(rng: random.Random, word: str) -> str:
    """Return a word with two letters swapped, one left out, doubled or replaced."""
    at = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + (word[at] if kind == 2 else rng.choice("aeioutnrs")) + word[at + (kind == 3) :]


def found(hits: Iterator[object], answers: set[int]) -> int:
    """Return the place of the first answer among the first five hits, from 1; 0 where there is none."""
    for rank, hit in enumerate(hits, 1):
        if hit.tip.number in answers:  # type: ignore[attr-defined]
            return rank
        if rank == 5:
            break
    return 0


def bm25(plain: sqlite3.Connection, query: str, answers: set[int]) -> int:
    """Return the same of FTS5's own order."""
    words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
    rows = plain.execute("select rowid from f where f match ? order by bm25(f) limit 5", (words,)).fetchall()
    return next((rank for rank, (row,) in enumerate(rows, 1) if row in answers), 0)


def shares(places: list[int]) -> str:
    """Return recall@1 / recall@5."""
    return f"{sum(p == 1 for p in places) / len(places):.2f} / {sum(p > 0 for p in places) / len(places):.2f}"


if __name__ == "__main__":
    main()
