"""Compares an earlier state with the work tree on a large collection: its import, and searches over it, in turns.

    uv run python benchmarks/scale_against.py REV [COUNT [IMPORTS [RUNS]]]

A wheel of both is installed with pip, each in an environment of its own. Each imports COUNT (100,000) made tips of 60
words without a gist IMPORTS (3) times, and between them the command line of SQLite inserts the same rows and indexes
their words, so that all of them meet the same noise. Then searches of both run in turns, RUNS (11) of them, over the
bundled tips alone and over these and the large collection, with fzf, rg and fortune beside where they are installed.

CPU is user and system of all processes; ratios are of one turn, to the earlier state or to `python -c pass`; all
figures are medians. The peak is that of the largest process.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from scale import command, environment, others
from startup import ROOT, installed

SEARCHES = {
    "exact": ["search", "{rare}"],
    "one typo": ["search", "{typo}"],
    "two words": ["search", "{common}", "{rare}"],
    "a word in every tip": ["search", "the"],
}
BUNDLED = {"exact, of the bundled": ["search", "empathy"], "one typo, of the bundled": ["search", "emapthy"]}
SQLITE = """.mode tabs
create table tip (number integer primary key, guid text, title text, date text, topic text, body text);
create virtual table words using fts5(title, body, content='tip', content_rowid='number', tokenize='porter unicode61');
begin;
.import rows.tsv tip
insert into words(words) values('rebuild');
commit;
"""


class Cost(NamedTuple):
    """What one run took: seconds of the processor and of the clock, and MB."""

    cpu: float
    wall: float
    peak: float


def main() -> None:
    """Print two tables."""
    revision = sys.argv[1]
    count, imports, runs = [*map(int, sys.argv[2:]), *(100_000, 3, 11)[len(sys.argv) - 2 :]]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as folder:
        pythons = {"then": earlier(Path(folder), revision), "now": fresh(Path(folder) / "now", ROOT)}
        source = made(Path(folder), count)
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {count:,} tips, then is {revision}\n")
        print("| import | CPU s | of then | wall s | of then | peak MB |\n| --- |" + " --- |" * 5)
        for line in imported(pythons, source, imports):
            print(line, flush=True)
        print(f"\n| search of bundled and {count:,} | then | now | over bundled alone: then | now |")
        print("| --- |" + " --- |" * 4)
        for line in searched(pythons, source, count, runs):
            print(line)


def fresh(folder: Path, root: Path) -> Path:
    """Install a wheel of a tree into a new folder and return its Python."""
    folder.mkdir()
    return installed(folder, root)


def earlier(folder: Path, revision: str) -> Path:
    """Install the state of a revision and return its Python."""
    tree = folder / "tree"
    subprocess.run(["git", "-C", ROOT, "worktree", "add", "-q", "--detach", tree, revision], check=True)
    try:
        return fresh(folder / "then", tree)
    finally:
        subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True)


def made(folder: Path, count: int) -> Path:
    """Make the source, and the same rows for the others."""
    source = folder / "big.jsonl"
    script = Path(__file__).with_name("made_tips.py")
    with source.open("w") as file:
        subprocess.run([sys.executable, str(script), str(count), "60"], stdout=file, check=True)
    with source.open() as file, (folder / "rows.tsv").open("w") as rows, (folder / "lines.txt").open("w") as lines:
        for number, tip in enumerate(map(json.loads, file), 1):
            body = tip["body"].replace("\n", " ")
            rows.write(f"{number}\t{tip['guid']}\t{tip['title']}\t{tip['date']}\t{tip['topics'][0]}\t{body}\n")
            lines.write(f"{tip['title']}. {body}\n")
    (folder / "fortunes").write_text((folder / "lines.txt").read_text().replace("\n", "\n%\n"))
    (folder / "insert.sql").write_text(SQLITE)
    return source


def imported(pythons: dict[str, Path], source: Path, turns: int) -> list[str]:
    """Import in turns and return a row for each; the last homes stay."""
    found: dict[str, list[Cost]] = {name: [] for name in (*pythons, "sqlite3")}
    for turn in range(turns):
        for name in list(pythons)[:: -1 if turn % 2 else 1]:
            home = source.with_name(f"home-{name}")
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            found[name].append(
                cost([str(pythons[name].with_name("tips")), "import", "--name", "big", str(source)], home)
            )
        if shutil.which("sqlite3"):
            database = source.with_name("peer.db")
            database.unlink(missing_ok=True)
            line = f"cd {source.parent} && sqlite3 peer.db <insert.sql"
            found["sqlite3"].append(cost(["sh", "-c", line], source.parent))
    rows = []
    for name, costs in found.items():
        cells = []
        for field in ("cpu", "wall"):
            values = [getattr(one, field) for one in costs]
            ratios = [value / getattr(then, field) for value, then in zip(values, found["then"], strict=False)]
            cells += [f"{statistics.median(values):.1f}", f"{statistics.median(ratios):.2f}"] if costs else ["", ""]
        peak = f"{max(one.peak for one in costs):.0f}" if costs else ""
        rows.append(f"| {name} | " + " | ".join((*cells, peak)) + " |")
    return rows


def searched(pythons: dict[str, Path], source: Path, count: int, runs: int) -> list[str]:
    """Search in turns and return a row for each query."""
    homes = {name: (source.with_name(f"home-{name}"), source.with_name(f"alone-{name}")) for name in pythons}
    lines: dict[tuple[str, str, int], tuple[list[str], Path]] = {}
    for name, (big, alone) in homes.items():
        alone.mkdir()
        shutil.copy(source, big / "big.jsonl")
        for query, arguments in (SEARCHES | BUNDLED).items():
            line = command(pythons[name], big, arguments, count)
            lines |= {(query, name, place): (line, home) for place, home in enumerate((big, alone))}
    lines |= {(peer, "now", 0): (line, source.parent) for peer, line in others(source.parent).items()}
    ratios: dict[tuple[str, str, int], list[float]] = {key: [] for key in lines}
    for turn in range(runs + 1):
        for key, (line, home) in lines.items():
            start = cost([str(pythons["now"]), "-c", "pass"], home).cpu
            ratios[key] += [cost(line, home).cpu / start] if turn else []  # the first one warms up
    rows = []
    for query in dict.fromkeys(query for query, _, _ in lines):
        keys = [(query, name, place) for place in (0, 1) for name in pythons]
        cells = [f"{statistics.median(ratios[key]):.2f}" if ratios.get(key) else "" for key in keys]
        rows.append(f"| {query} | " + " | ".join(cells) + " |")
    return rows


def cost(line: list[str], home: Path) -> Cost:
    """Run a command and return what it took."""
    start = time.perf_counter()
    child = subprocess.Popen(line, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
