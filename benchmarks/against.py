"""Compares an earlier state of the program with the work tree: CPU and wall of commands that take turns.

    uv run python benchmarks/against.py REV [-n RUNS] [LINE ...]

REV is checked out beside the work tree, in a temporary folder. Of both a wheel is built and installed with pip, each in
an environment of its own, and each has a home of its own. In every turn `python -c pass` runs, then each LINE of both,
in an order that changes from turn to turn. A LINE is what is typed, as `tips list -n 5`; with `tty: ` before it runs on
a pseudo-terminal, with `first: ` there too, each time as if nothing had been printed before. `shell: bash` is a new
interactive bash with the lines of `tips init bash` less one without them, and any other program stands for itself.
Without a LINE those below are measured.

CPU is that of the process and its children, user and system. The figures are medians, in parentheses the quartiles, of
ratios taken turn by turn to `python -c pass`; for shells, milliseconds.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from startup import ROOT, Command, installed, new_shells, on_terminal, piped

RUNS = 21
LINES = (
    "tips list", "tips search empathy", "tips search emapthy", "tips show 30", "tips random", "tips topics",
    "tips today", "tips list -n 5", "tips search -n 5 -t empathy empathy", "tips show 30 --json",
    "tips random -t empathy", "tips list --since 2025-01-01",
    "first: tips list", "first: tips show 30", "first: tips --help",
    "tty: tips list", "tty: tips search empathy", "tty: tips show 30", "tty: tips topics", "tty: tips --help",
    "tty: tips today", "shell: bash", "shell: zsh", "shell: fish", "fortune", "fortune -m the",
)  # fmt: skip
START = "python -c pass"


class Cost(NamedTuple):
    """What one run took, in seconds."""

    cpu: float
    wall: float


class Side:
    """One of the two states: its environment in a folder, its home, and how a line is run there."""

    def __init__(self, folder: Path, root: Path) -> None:
        folder.mkdir()
        self.python = installed(folder, root)
        path = f"{self.python.parent}:{os.environ['PATH']}:/usr/games"
        self.env = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "xterm-256color", "COLUMNS": "80"}
        self.env |= {"TZ": os.environ["TZ"]} if "TZ" in os.environ else {}  # after 22 o'clock a fish asks for the day
        self._shells = new_shells(self.env, folder)

    def commands(self, line: str) -> tuple[Command, ...]:
        """Return what runs a line: two for a shell, with and without the tip of the day; none where it is missing."""
        where, _, rest = line.rpartition(": ")
        if where == "shell":
            return tuple(self._shells[name] for name in (f"{rest}, with the tip of the day", rest)
                         if name in self._shells)  # fmt: skip
        name, *arguments = shlex.split(rest)
        program = shutil.which(name, path=self.env["PATH"])
        if not program:
            return ()
        if where == "first":
            return (_forgetting(f"{self.env['HOME']}/first", [program, *arguments], self.env),)
        return ((on_terminal if where == "tty" else piped)([program, *arguments], self.env),)


def _forgetting(home: str, command: list[str], env: dict[str, str]) -> Command:
    """Return what runs a command on a terminal, with a home where nothing is kept."""
    on_its_terminal = on_terminal(command, env | {"TIPS_HOME": home})

    def run() -> None:
        shutil.rmtree(home, ignore_errors=True)
        on_its_terminal()

    return run


def main() -> None:
    """Print a table: each line with both states, as ratios to a bare Python and to one another."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("rev")
    parser.add_argument("-n", "--runs", type=int, default=RUNS)
    parser.add_argument("lines", nargs="*", default=list(LINES))
    given = parser.parse_intermixed_args()
    with tempfile.TemporaryDirectory() as folder:
        before = Path(folder) / "tree"
        subprocess.run(["git", "-C", ROOT, "worktree", "add", "-q", "--detach", before, given.rev], check=True)
        try:
            sides = Side(Path(folder) / "before", before), Side(Path(folder) / "now", ROOT)
        finally:
            subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", before], check=True)
        chosen = {line: [side.commands(line) for side in sides] for line in given.lines}
        found = measured({line: two for line, two in chosen.items() if all(two)}, start(sides[1]), given.runs)
        pip = subprocess.run([sides[1].python, "-m", "pip", "--version"], capture_output=True, text=True, check=True)
    middle = statistics.median(cost.wall for cost in found[START][0])
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, installed by pip {pip.stdout.split()[1]}, "
          f"{given.runs} turns, {START} {middle * 1000:.1f} ms\n")  # fmt: skip
    print(f"| line | CPU at {given.rev} | CPU now | now / then | wall at {given.rev} | wall now | now / then |")
    print("| --- |" + " --- |" * 6)
    for line in found:
        if line != START:
            print(row(line, *found[line], found[START][0]))


def start(side: Side) -> Command:
    """Return what runs a bare Python of the same environment."""
    return piped([str(side.python), "-c", "pass"], side.env)


def measured(
    chosen: dict[str, list[tuple[Command, ...]]], bare: Command, runs: int
) -> dict[str, tuple[list[Cost], list[Cost]]]:
    """Return by line what each turn took of both states, and under START a bare Python; the first turn warms up.

    Where a line has two commands the second one's cost is taken from the first's.
    """
    found: dict[str, tuple[list[Cost], list[Cost]]] = {line: ([], []) for line in (START, *chosen)}
    for turn in range(runs + 1):
        found[START][0].append(cost(bare))
        for line, two in chosen.items():
            for side in (0, 1) if turn % 2 else (1, 0):
                costs = [cost(command) for command in two[side]]
                less = costs[1] if len(costs) > 1 else Cost(0, 0)
                found[line][side].append(Cost(costs[0].cpu - less.cpu, costs[0].wall - less.wall))
    return {line: (then[1:], now[1:]) for line, (then, now) in found.items()}


def cost(command: Command) -> Cost:
    """Run a command and return what it took."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command()
    ended, after = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended - begun)


def row(line: str, then: list[Cost], now: list[Cost], bare: list[Cost]) -> str:
    """Return a row of the table: for CPU and for wall the figure of both states, and the one by the other."""
    cells = []
    for kind in range(2):
        is_shell = line.startswith("shell: ")
        units = [0.001] * len(bare) if is_shell else [one[kind] for one in bare]
        both = [[one[kind] / unit for one, unit in zip(side, units, strict=True)] for side in (then, now)]
        cells += [spread(values) + " ms" * is_shell for values in both]
        cells.append(spread([new / old for old, new in zip(*both, strict=True) if old]))
    return f"| {line} | " + " | ".join(cells) + " |"


def spread(values: list[float]) -> str:
    """Return the median, and the quartiles in parentheses."""
    low, middle, high = statistics.quantiles(values, n=4) if len(values) > 1 else values * 3
    return f"{middle:.2f} ({low:.2f} to {high:.2f})"


if __name__ == "__main__":
    main()
