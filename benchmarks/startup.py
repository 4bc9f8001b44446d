"""Measures what starting costs: medians and ratios to `python -c pass` of the same environment, interleaved.

    uv run python benchmarks/startup.py [RUNS]

A wheel is built and installed with pip into an empty environment, as users have it, so that bytecode is compiled and
no development package is near. Each command runs into a pipe or on a pseudo-terminal, bare, with options, on its first
run and on later ones. Commands of others are measured where they are installed. New shells are measured with and
without the lines of `tips init`.
"""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 21
BASE = "python -c pass"
PIPED = (
    "tips today",
    "tips today --once",
    "tips list",
    "tips search empathy",
    "tips search emapthy",
    "tips show 30",
    "tips random",
    "tips topics",
    "tips today --date 2026-01-31",
    "tips list -n 5",
    "tips search -n 5 empathy",
    "tips show 30 -f json",
    "tips random -t empathy",
    "tips topics --json",
)
ON_TERMINAL = (
    "tips today",
    "tips list",
    "tips search empathy",
    "tips show 30",
    "tips random",
    "tips topics",
    "tips list -n 5",
    "tips search -n 5 empathy",
    "tips --help",
)
OTHERS = ("fortune", "fortune -m the", "tldr tar", "tealdeer tar")
SHELLS = {"bash": ("--norc", "--rcfile"), "zsh": ("-f", "-o"), "fish": ("--no-config", "-C")}
COMPLETING = {"_TIPS_COMPLETE": "complete_bash", "COMP_WORDS": "tips show 3", "COMP_CWORD": "2"}

Command = Callable[[], None]


def main() -> None:
    """Print a table of medians, their ratios, and the quartiles of the ratios run by run."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as folder:
        python = installed(Path(folder))
        env = {"PATH": f"{python.parent}:{os.environ['PATH']}", "HOME": folder, "LANG": "C.UTF-8", "TERM": "xterm"}
        first = first_runs(python, env)
        chosen = commands(python, env)
        bare = piped([str(python), "-c", "pass"], env)
        times = measured(chosen, bare, runs)
        shells = measured(new_shells(env, Path(folder)), bare, runs)
    base = statistics.median(base for pairs in times.values() for _, base in pairs)
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {runs} runs, {BASE} {base * 1000:.1f} ms\n")
    print("| command | median ms | ratio | quartiles |\n| --- | --- | --- | --- |")
    for name, pairs in times.items():
        low, ratio, high = statistics.quantiles([seconds / base for seconds, base in pairs], n=4)
        middle = statistics.median(seconds for seconds, _ in pairs)
        print(f"| {name} | {middle * 1000:.1f} | {ratio:.2f} | {low:.2f} to {high:.2f} |")
    print("\n| first run after installing | ratio |\n| --- | --- |")
    for name, seconds in first.items():
        print(f"| {name} | {seconds / base:.2f} |")
    print("\n| new shell | median ms | more than without |\n| --- | --- | --- |")
    for name, pairs in shells.items():
        alone = [seconds for seconds, _ in shells[name.split(",")[0]]]
        more = statistics.median(seconds - without for (seconds, _), without in zip(pairs, alone, strict=True))
        print(f"| {name} | {statistics.median(seconds for seconds, _ in pairs) * 1000:.2f} | {more * 1000:+.2f} ms |")


def installed(folder: Path, root: Path = ROOT) -> Path:
    """Build a wheel of a checkout, install it with pip into a new environment in `folder`, and return its Python."""
    subprocess.run(["uv", "build", "-q", "--wheel", "-o", str(folder / "dist"), str(root)], check=True)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    [wheel] = (folder / "dist").glob("*.whl")
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    # A current pip writes a script that starts faster than those of old ones.
    subprocess.run([python, "-m", "pip", "install", "-q", "--upgrade", "pip"], env=clean, check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], env=clean, check=True)
    return python


def commands(python: Path, env: dict[str, str]) -> dict[str, Command]:
    """Return what to measure by name; `tips` is the one beside this Python."""
    chosen: dict[str, Command] = {}
    for line in PIPED:
        chosen[line] = piped([str(python.with_name("tips")), *line.split()[1:]], env)
    for line in ON_TERMINAL:
        chosen[f"{line}, on a terminal"] = on_terminal([str(python.with_name("tips")), *line.split()[1:]], env)
    chosen["TAB after tips show 3"] = piped([str(python.with_name("tips"))], env | COMPLETING)
    for line in OTHERS:
        name, *rest = line.split()
        if path := shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/games"):
            chosen[line] = piped([path, *rest], env)
    return chosen


def first_runs(python: Path, env: dict[str, str]) -> dict[str, float]:
    """Return the seconds of commands on their first run, with nothing in the cache folder."""
    found = {}
    for line in ("tips today", "tips search empathy"):
        start = time.perf_counter()
        piped([str(python.with_name("tips")), *line.split()[1:]], env)()
        found[line] = time.perf_counter() - start
    return found


def new_shells(env: dict[str, str], folder: Path) -> dict[str, Command]:
    """Return an interactive shell on a terminal, without and with the lines of `tips init`, by name."""
    chosen: dict[str, Command] = {}
    tips = shutil.which("tips", path=env["PATH"]) or "tips"
    for shell in filter(shutil.which, SHELLS):
        made = subprocess.run([tips, "init", shell], env=env, capture_output=True, text=True, check=False)
        if made.returncode:
            continue
        for what, lines in (("", ""), (", with the tip of the day", made.stdout)):
            home = folder / f"{shell}{len(what)}"
            home.mkdir()
            command = [shell, "-i"]
            if shell == "fish":
                (home / "config" / "fish").mkdir(parents=True)
                (home / "config" / "fish" / "config.fish").write_text(f"{lines}\nexit\n")
            else:
                (home / (".zshrc" if shell == "zsh" else ".bashrc")).write_text(f"{lines}\nexit\n")
            own = {"HOME": str(home), "ZDOTDIR": str(home), "XDG_CONFIG_HOME": str(home / "config")}
            own |= {"TIPS_HOME": str(folder / "tips"), "COLUMNS": "80"}
            chosen[shell + what] = on_terminal(command, env | own)
    return chosen


def piped(command: list[str], env: dict[str, str]) -> Command:
    """Return what runs a command with its output in a pipe that nobody has to read."""

    def run() -> None:
        nowhere = subprocess.DEVNULL
        subprocess.run(command, env=env, stdin=nowhere, stdout=nowhere, stderr=nowhere, check=False)

    return run


def on_terminal(command: list[str], env: dict[str, str]) -> Command:
    """Return what runs a command on a pseudo-terminal of 80 columns."""

    def run() -> None:
        master, slave = pty.openpty()
        reader = threading.Thread(target=_drain, args=(master,))
        reader.start()
        subprocess.run(
            command, env=env | {"COLUMNS": "80"}, stdin=slave, stdout=slave, stderr=slave, check=False,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        reader.join()
        os.close(master)

    return run


def _drain(descriptor: int) -> None:
    with contextlib.suppress(OSError):
        while os.read(descriptor, 65536):
            pass


def measured(chosen: dict[str, Command], base: Command, runs: int) -> dict[str, list[tuple[float, float]]]:
    """Return by name the seconds of each run and of `base` just before it.

    The commands take turns; the first turn warms caches and is dropped.
    """
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
    for turn in range(runs + 1):
        for name, command in chosen.items():
            start = time.perf_counter()
            base()
            middle = time.perf_counter()
            command()
            if turn:
                times[name].append((time.perf_counter() - middle, middle - start))
    return times


if __name__ == "__main__":
    main()
