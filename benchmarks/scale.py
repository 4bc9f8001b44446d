"""Measures what a large library costs: searches and other commands from 64 tips to a million, side by side.

    uv run python benchmarks/scale.py [RUNS] [COUNT ...]

For each COUNT (64 1000 10000 100000 1000000 unless said) a home is made by `tips import` of made-up tips, whose speed
and memory are measured too, and a sync of it after 100 changes. Then the commands take turns over all homes, and every
time is divided by that of `python -c pass` in the same turn. fzf, rg and fortune get the same tips as a text file.
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

from startup import installed

COUNTS = (64, 1000, 10_000, 100_000, 1_000_000)
COMMANDS = {
    "search, exact": ["search", "{rare}"],
    "search, one typo": ["search", "{typo}"],
    "search, two words": ["search", "{common}", "{rare}"],
    "search, a word in every tip": ["search", "the"],
    "show": ["show", "big/{middle}"],
    "random": ["random"],
    "today": ["today"],
    "list -n 20": ["list", "-n", "20"],
}


def main() -> None:
    """Print two tables: what each command costs, and what importing does."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    counts = [int(text) for text in sys.argv[2:]] or list(COUNTS)
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as folder:
        python = installed(Path(folder))
        homes = {count: Path(folder) / str(count) for count in counts}
        imports = [imported(python, home, count) for count, home in homes.items()]
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} runs, medians\n")
        print("| command | " + " | ".join(f"{count:,}" for count in counts) + " |")
        print("| --- |" + " --- |" * len(counts))
        for name, cells in measured(python, homes, runs).items():
            print(f"| {name} | " + " | ".join(cells) + " |")
    print("\n| tips | import s | tips/s | peak MB | sync of 100 changes s | share | text MB | index MB |")
    print("| --- |" + " --- |" * 7)
    for line in imports:
        print(line)


def environment(home: Path) -> dict[str, str]:
    """Return the environment of the commands."""
    return {"PATH": os.environ["PATH"], "HOME": str(home), "TIPS_HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "80"}


def imported(python: Path, home: Path, count: int) -> str:
    """Import `count` tips into the home, change 100, sync, and return a row of the second table."""
    home.mkdir()
    source = home / "big.jsonl"
    # This process stays small: what it holds counts as the peak of the processes that it starts.
    with source.open("w") as file:
        subprocess.run(
            [sys.executable, str(Path(__file__).with_name("made_tips.py")), str(count)], stdout=file, check=True
        )
    with source.open() as file, (home / "lines.txt").open("w") as lines, (home / "fortunes").open("w") as texts:
        for tip in map(json.loads, file):
            text = f"{tip['title']}. {tip['gist']} {tip['body']}"
            lines.write(text + "\n")
            texts.write(text + "\n%\n")
    tips = [str(python.with_name("tips"))]
    seconds, peak = timed([*tips, "import", str(source)], home)
    with source.open() as file, source.with_suffix(".new").open("w") as changed:
        for place, line in enumerate(file):
            is_changed = place % max(1, count // 100) == 0
            changed.write(line.replace('"gist": "The', '"gist": "Today the', 1) if is_changed else line)
    source.with_suffix(".new").replace(source)
    again, second_peak = timed([*tips, "sync"], home)
    size = sum(path.stat().st_size for path in (home / "cache" / "indexes").iterdir())
    peak = max(peak, second_peak)
    return (
        f"| {count:,} | {seconds:.1f} | {count / seconds:,.0f} | {peak:.0f} | {again:.1f} | {again / seconds:.2f} "
        f"| {source.stat().st_size / 1e6:.1f} | {size / 1e6:.1f} |"
    )


def timed(command: list[str], home: Path) -> tuple[float, float]:
    """Run a command and return its seconds and the peak of its memory in MB, the largest of its processes."""
    start = time.perf_counter()
    child = subprocess.Popen(command, env=environment(home), stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def measured(python: Path, homes: dict[int, Path], runs: int) -> dict[str, list[str]]:
    """Return the cells of the first table by row: ratio to `python -c pass` and for searches the peak in MB."""
    chosen = {(name, count): command(python, home, arguments, count) for name, arguments in COMMANDS.items()
              for count, home in homes.items()}  # fmt: skip
    chosen |= {(name, count): line for count, home in homes.items() for name, line in others(home).items()}
    times: dict[tuple[str, int], list[float]] = {key: [] for key in chosen}
    peaks = dict.fromkeys(chosen, 0.0)
    for turn in range(runs + 1):
        for key, line in chosen.items():
            start = time.perf_counter()
            subprocess.run([str(python), "-c", "pass"], check=True)
            base = time.perf_counter() - start
            start = time.perf_counter()
            child = subprocess.Popen(
                line, env=environment(homes[key[1]]), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if turn:
                times[key].append((time.perf_counter() - start) / base)
            peaks[key] = max(peaks[key], usage.ru_maxrss / 1024)
    rows: dict[str, list[str]] = {}
    for key, values in times.items():
        memory = f" ({peaks[key]:.0f} MB)" if key[0] in COMMANDS else ""
        rows.setdefault(key[0], []).append(f"{statistics.median(values):.2f}{memory}")
    return rows


def command(python: Path, home: Path, arguments: list[str], count: int) -> list[str]:
    """Return a command line with words of this library put in."""
    with (home / "big.jsonl").open() as file:
        words = [word for line, _ in zip(file, range(40), strict=False) for word in json.loads(line)["title"].split()]
    rare = max(words, key=lambda word: (len(word) >= 8, -words.count(word), len(word)))
    typo = rare[:4] + rare[5] + rare[4] + rare[6:]
    fill = {"rare": rare, "typo": typo, "common": "customer", "middle": str(max(1, count // 2))}
    return [str(python.with_name("tips")), *(argument.format(**fill) for argument in arguments)]


def others(home: Path) -> dict[str, list[str]]:
    """Return the commands of others on the same tips, where they are installed."""
    path = os.environ.get("PATH", "") + ":/usr/games"
    found = {}
    if fzf := shutil.which("fzf", path=path):
        found["fzf --filter"] = ["sh", "-c", f"{fzf} --filter customer <{home}/lines.txt"]
    if rg := shutil.which("rg", path=path):
        found["rg -i"] = [rg, "-i", "customer", str(home / "lines.txt")]
    if fortune := shutil.which("fortune", path=path):
        if strfile := shutil.which("strfile", path=path + ":/usr/bin"):
            subprocess.run([strfile, "-s", str(home / "fortunes")], check=True)
        found["fortune -m"] = [fortune, "-m", "customer", str(home / "fortunes")]
    return found


if __name__ == "__main__":
    main()
