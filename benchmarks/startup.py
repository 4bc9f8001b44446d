"""Measures what starting costs: medians and ratios to `python -c pass` of the same environment, interleaved.

    uv run python benchmarks/startup.py [RUNS]

A wheel is built and installed with pip into an empty environment, as users have it, so that bytecode is compiled and
no development package is near. Output goes to a file, which is no terminal. Commands of others are measured where
they are installed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 21
BASE = "python -c pass"
OURS = (
    "tips list",
    "tips list -n 5",
    "tips search empathy",
    "tips search emapthy",
    "tips show 30",
    "tips random",
    "tips today",
    "tips topics",
    "tips list -f rich",
    "tips search empathy -f rich",
    "tips show 30 -f rich",
    "tips today -f rich",
)
OTHERS = ("fortune", "fortune -m the")


def main() -> None:
    """Print a table of medians, their ratios, and the quartiles of the ratios run by run."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        times = measured(commands(installed(Path(folder))), Path(folder), runs)
    base = times[BASE]
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} runs\n")
    print("| command | median ms | ratio | quartiles |\n| --- | --- | --- | --- |")
    for name, values in times.items():
        low, _, high = statistics.quantiles([value / beside for value, beside in zip(values, base, strict=True)], n=4)
        middle = statistics.median(values)
        print(f"| {name} | {middle * 1000:.0f} | {middle / statistics.median(base):.2f} | {low:.2f} to {high:.2f} |")


def installed(folder: Path) -> Path:
    """Build a wheel, install it with pip into a new environment in `folder`, and return its Python."""
    subprocess.run(["uv", "build", "-q", "--wheel", "-o", str(folder / "dist"), str(ROOT)], check=True)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    [wheel] = (folder / "dist").glob("*.whl")
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], env=clean, check=True)
    return python


def commands(python: Path) -> dict[str, list[str]]:
    """Return the commands to measure by name; `tips` is the one beside this Python."""
    chosen = {BASE: [str(python), "-c", "pass"]}
    for line in OURS:
        chosen[line] = [str(python.with_name("tips")), *line.split()[1:]]
    for line in OTHERS:
        name, *rest = line.split()
        if path := shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/games"):
            chosen[line] = [path, *rest]
    return chosen


def measured(chosen: dict[str, list[str]], home: Path, runs: int) -> dict[str, list[float]]:
    """Return the seconds of each run by name, the commands taking turns; the first turn warms caches and is dropped."""
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "80"}
    times: dict[str, list[float]] = {name: [] for name in chosen}
    for turn in range(runs + 1):
        for name, command in chosen.items():
            start = time.perf_counter()
            subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
            if turn:
                times[name].append(time.perf_counter() - start)
    return times


if __name__ == "__main__":
    main()
