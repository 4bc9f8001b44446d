"""Kills the commands that write what a person makes, and lets each of their writing calls fail in turn.

    uv run python benchmarks/kept.py [--kills N] [COMMAND...]      50 kills each, every command unless named

For each command: SIGKILL at moments spread over its time and at each of its writing calls (by strace), and ENOSPC from
its n-th writing call, once and from there on. `compact` is a star after which a file that has
grown is written anew. After each, what a person had made is there as it was, or with what the command was to add, never
less; a status of 3 left it as it was and one of 0 made the new state, but where nothing could be said at all; at most
three lines are said; the next command works, and the same one, typed again, does it.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tipcli.kept.compacting import needed
from tipcli.kept.writing import STEP

TIPS = Path(sys.executable).with_name("tips")
CALLS = ("openat", "write", "fsync", "rename", "link", "mkdir", "flock", "unlink", "ftruncate")
KILLS = 50
BEFORE = (
    ("star", "12"), ("note", "12", "words of mine"), ("hide", "16"), ("practice", "30"),
    ("add", "First", "--gist", "One."), ("add", "Second", "--gist", "Two."), ("delete", "mine/2", "--yes"),
)  # fmt: skip
COMMANDS = {
    "star": ("star", "30"),
    "unstar": ("unstar", "12"),
    "note": ("note", "12", "other words"),
    "compact": ("star", "7"),  # after which the file of stars is written anew
    "hide": ("hide", "30"),
    "practice": ("practice", "5"),
    "done": ("done",),
    "add": ("add", "Third", "--gist", "Three."),
    "edit": ("edit", "mine/1", "--gist", "Better."),
    "version": ("edit", "30", "--gist", "Better."),
    "delete": ("delete", "mine/1", "--yes"),
    "restore": ("delete", "--restore", "mine/2"),
}


class Bench:
    """A home in which a person has made something of each kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home, self.kept = folder / "home", folder / "kept"
        env = {name: value for name, value in os.environ.items() if not name.startswith("TIPS_")}
        self.env = env | {"TIPS_HOME": str(self.home), "TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
        for line in BEFORE:
            assert self.run(*line).returncode == 0, line
        self.run("list")
        self.home.rename(self.kept)
        self.command = ""

    def run(
        self, *arguments: str, strace: tuple[str, ...] = (), after: float | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command, behind strace or killed after so many seconds where that is asked for."""
        before = ["strace", "-f", "-y", "-s", "300", "-o", str(self.folder / "log"), *strace] if strace else []
        child = subprocess.Popen(
            [*before, TIPS, *arguments], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            out, err = child.communicate(timeout=after or 120)
        except subprocess.TimeoutExpired:
            child.kill()
            out, err = child.communicate()
        return subprocess.CompletedProcess(arguments, child.returncode, out, err)

    def fresh(self) -> None:
        """Put everything back."""
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.kept, self.home)
        if self.command == "compact":
            [path] = (self.home / "data" / "kept").glob("stars-*.log")
            line = "2026-01-01T00:00:{:02}.{:06}Z\tunstar\tservice/7\tslug\t\tA title\t\t;\n"
            texts = "".join(line.format(number // 10**6, number) for number in range(STEP // 60))
            left = STEP - path.stat().st_size - 50
            path.write_text(texts[: left - left % len(line.format(0, 0))] + path.read_text())

    def state(self) -> dict[str, object]:
        """Return what a person has made: the lines without their times, the texts of the tips."""
        found: dict[str, object] = {}
        lines: set[str] = set()
        for path in sorted((self.home / "data").rglob("*")):
            inside = str(path.relative_to(self.home / "data"))
            if not path.is_file() or ".part" in inside or ".lock" in inside or ".base" in inside:
                continue
            if path.suffix == ".log":
                whole = [line for line in path.read_text().split("\n") if line.endswith("\t;")]
                lines |= {line.partition("\t")[2] for line in needed(whole)}
            elif inside.startswith("mine/"):
                found[inside] = path.read_text()
        return found | {"lines": lines}

    def moments(self, command: tuple[str, ...]) -> float:
        """Return the seconds that a command takes."""
        self.fresh()
        started = time.perf_counter()
        self.run(*command)
        return time.perf_counter() - started


def main() -> None:
    """Run both campaigns and print what came of them."""
    arguments = sys.argv[1:]
    kills = int(arguments.pop(1)) if arguments[:1] == ["--kills"] else KILLS
    names = [one for one in arguments if one != "--kills"] or list(COMMANDS)
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        print("| command | kills | as before | as after | calls that failed | status 0 | status 3 | faults |")
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for name in names:
            command, bench.command = COMMANDS[name], name
            bench.fresh()
            before = bench.state()
            assert bench.run(*command).returncode == 0, name
            states = (before, bench.state())
            assert states[0] != states[1], name
            killed, wrong = kill(bench, command, states, kills)
            seen, more = fail(bench, command, states)
            counts = f"{sum(killed.values())} | {killed['before']} | {killed['after']}"
            failed = f"{sum(seen.values())} | {seen[0]} | {seen[3]} | {len(wrong) + len(more)}"
            print(f"| {name} | {counts} | {failed} |", flush=True)
            faults += [f"{name}: {one}" for one in (*wrong, *more)]
    print(*faults, sep="\n")
    sys.exit(bool(faults))


def kill(
    bench: Bench, command: tuple[str, ...], states: tuple[dict[str, object], dict[str, object]], kills: int
) -> tuple[Counter[str], list[str]]:
    """Kill a command at so many moments."""
    made, seconds = random.Random(1), bench.moments(command)
    seen: Counter[str] = Counter()
    faults: list[str] = []
    while sum(seen.values()) < kills:
        bench.fresh()
        ran = bench.run(*command, after=made.uniform(seconds / 4, seconds))
        if ran.returncode >= 0:  # it was over
            seconds *= 0.97
            continue
        found = bench.state()
        seen["before" if found == states[0] else "after" if found == states[1] else "torn"] += 1
        faults += ["killed: neither the old nor the new state"] * (found not in states)
        faults += following(bench)
        faults += again(bench, command, found, states)
    return seen, faults


def fail(
    bench: Bench, command: tuple[str, ...], states: tuple[dict[str, object], dict[str, object]]
) -> tuple[Counter[int], list[str]]:
    """Let each writing call that is about the home fail."""
    seen: Counter[int] = Counter()
    faults: list[str] = []
    for call in CALLS:
        bench.fresh()
        bench.run(*command, strace=("-e", f"trace={call}"))
        lines = (bench.folder / "log").read_text(errors="replace").splitlines()
        calls = [line.split(maxsplit=1)[1] for line in lines if f"{call}(" in line]
        ours = [n for n, line in enumerate(calls, 1) if str(bench.home) in line and "ENOENT" not in line]
        for number in ours:
            bench.fresh()
            bench.run(*command, strace=("-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={number}"))
            faults += [f"killed at {call} {number}: neither state"] * (bench.state() not in states)
            faults += following(bench)
            for when in (f"{number}", f"{number}+")[: 1 if call == "openat" else 2]:
                bench.fresh()
                inject = f"inject={call}:error=ENOSPC:when={when}"
                ran = bench.run(*command, strace=("-e", f"trace={call}", "-e", inject))
                seen[ran.returncode] += 1
                found = bench.state()
                about = f"{call} {when}: status {ran.returncode}, {ran.stderr.strip()}"
                is_well = ran.returncode in (0, 3) and "should not have happened" not in ran.stderr
                faults += [about] * (not is_well or len(ran.stderr.splitlines()) > 3)
                is_silent = ran.returncode == 3 and not ran.stderr  # standard output was full too, after the work
                is_right = found in states if is_silent else found == states[ran.returncode == 0]
                faults += [f"{about}: the wrong state"] * (not is_right)
                faults += following(bench)
    return seen, faults


def following(bench: Bench) -> list[str]:
    """Return what is wrong with the next command."""
    ran = bench.run("show", "12")
    is_well = ran.returncode == 0 and "words" in ran.stdout
    return [] if is_well else [f"the next command: {ran.returncode}, {ran.stderr}"]


def again(
    bench: Bench,
    command: tuple[str, ...],
    found: dict[str, object],
    states: tuple[dict[str, object], dict[str, object]],
) -> list[str]:
    """Return what is wrong where a command that was killed is typed again, and left nothing done."""
    if found != states[0]:
        return []
    bench.run(*command)
    left = [path.name for path in bench.home.rglob("*") if ".part" in path.name and "cache" not in str(path)]
    return ["typed again it did not do it"] * (bench.state() != states[1]) + [f"left: {left}"] * bool(left)


if __name__ == "__main__":
    main()
