"""Lets the n-th writing call of an import, a sync, an export or a removal fail, for n = 1, 2, 3 … until it succeeds.

    uv run python benchmarks/nth_write.py [COMMAND...]       import sync export folder remove; all unless named

strace injects ENOSPC, once for the n-th call and once for it and all that follow, as on a full disk; `openat`, which
also reads, fails but once. Each time: the status is 0 or 3, nothing but one line is said, a status of 3 left the old
state and one of 0 made the new one, no temporary file stays that the same command does not sweep, and the next command
reads what is there. Where the folder of the collections cannot be listed, an export says so, and then that the
collection cannot be read.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

TIPS = Path(sys.executable).with_name("tips")
CALLS = ("openat", "write", "pwrite64", "fsync", "rename", "renameat2", "link", "mkdir", "flock", "unlink")
SAID = re.compile(r"tips: [^\n]+\n")


def source(path: Path, count: int, version: str) -> None:
    """Write a source of `count` tips."""
    lines = [json.dumps({"guid": f"g{n}", "title": f"Tip {n}", "body": f"Body {n}{version}"}) for n in range(count)]
    path.write_text("\n".join(lines) + "\n")


class Bench:
    """A folder with a home that has a collection, a source with other tips, and an export."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now, self.kept = folder / "now", folder / "kept"
        self.now.mkdir()
        self.source = folder / "tips.jsonl"
        env = {name: value for name, value in os.environ.items() if not name.startswith("TIPS_")}
        self.env = env | {"TIPS_HOME": str(self.now / "home"), "TMPDIR": str(self.now), "PYTHONDONTWRITEBYTECODE": "1"}
        source(self.source, 4, "")
        self.run("import", str(self.source), "--from", "jsonl")
        for name in ("tips.csv", "folder"):
            self.run("export", "-c", "tips", "-o", str(self.now / name))
        source(self.source, 5, " anew")
        self.new = folder / "new.jsonl"
        source(self.new, 3, "")
        self.now.rename(self.kept)

    def run(self, *arguments: str, strace: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        """Run the command, behind strace if its options are given."""
        before = ["strace", "-f", "-y", "-s", "300", "-o", str(self.folder / "log"), *strace] if strace else []
        return subprocess.run(
            [*before, TIPS, *arguments], env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=120,
        )  # fmt: skip

    def fresh(self) -> None:
        """Put everything back."""
        shutil.rmtree(self.now, ignore_errors=True)
        shutil.copytree(self.kept, self.now)

    def log(self) -> list[str]:
        """Return the calls that strace saw."""
        lines = (self.folder / "log").read_text(errors="replace").splitlines()
        return [line.split(maxsplit=1)[1] for line in lines if "(" in line]

    def state(self) -> dict[str, str]:
        """Return the texts that count: collections without their headers, and exports."""
        found = {}
        for path in sorted(self.now.rglob("*")):
            if ".part" in str(path):
                continue
            if path.suffix == ".jsonl":
                found[path.name] = path.read_text().partition("\n")[2]
            elif path.is_file() and path.suffix in (".csv", ".md", ".toml"):
                found[str(path.relative_to(self.now))] = path.read_text()
        return found

    def left(self) -> list[str]:
        """Return the names of temporary files."""
        return [path.name for path in self.now.rglob("*") if re.search(r"\.part|^tmp|^tipcli-", path.name)]


def commands(bench: Bench) -> dict[str, tuple[str, ...]]:
    """Return the commands by name."""
    return {
        "import": ("import", str(bench.new), "--from", "jsonl"),
        "sync": ("sync", "tips"),
        "export": ("export", "-n", "2", "-c", "tips", "--force", "-o", str(bench.now / "tips.csv")),
        "folder": ("export", "-n", "2", "-c", "tips", "--force", "-o", str(bench.now / "folder")),
        "remove": ("remove", "tips", "--yes"),
    }


def main() -> None:
    """Run the campaign and print what came of it."""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        chosen = commands(bench)
        print("| command | call | calls that failed in turn | status 0 | status 3 | faults |")
        print("| --- | --- | --- | --- | --- | --- |")
        for name in sys.argv[1:] or chosen:
            bench.fresh()
            before = bench.state()
            bench.run(*chosen[name])
            after = bench.state()
            for call in CALLS:
                seen, found = campaign(bench, chosen[name], call, (before, after))
                if sum(seen.values()):
                    counts = f"{sum(seen.values())} | {seen[0]} | {seen[3]} | {len(found)}"
                    print(f"| {name} | {call} | {counts} |", flush=True)
                faults += [f"{name}, {call} {fault}" for fault in found]
    print(*faults, sep="\n")
    sys.exit(bool(faults))


def campaign(
    bench: Bench, command: tuple[str, ...], call: str, states: tuple[dict[str, str], dict[str, str]]
) -> tuple[Counter[int], list[str]]:
    """Let each call of one kind that is about a file of the bench fail, and return the statuses and the faults."""
    bench.fresh()
    bench.run(*command, strace=("-e", f"trace={call}"))
    calls = [line for line in bench.log() if line.startswith(f"{call}(")]
    ours = [n for n, line in enumerate(calls, 1) if str(bench.now) in line and "ENOENT" not in line]
    seen: Counter[int] = Counter()
    faults = []
    for number in ours:
        for when in (f"{number}", f"{number}+")[: 1 if call == "openat" else 2]:
            bench.fresh()
            ran = bench.run(*command, strace=("-e", f"trace={call}", "-e", f"inject={call}:error=ENOSPC:when={when}"))
            seen[ran.returncode] += 1
            faults += [f"{when}: {fault}" for fault in judged(bench, command, ran, states)]
    return seen, faults


def judged(
    bench: Bench,
    command: tuple[str, ...],
    ran: subprocess.CompletedProcess[str],
    states: tuple[dict[str, str], dict[str, str]],
) -> list[str]:
    """Return what is wrong after a run in which a call failed."""
    faults = []
    said = ran.stderr
    if command[0] == "export" and ran.returncode == 3 and "left out" in said:
        said = said.partition("\n")[2]  # after the line on the folder comes the one on the collection
    if ran.returncode not in (0, 3) or "Traceback" in said or "should not have happened" in said:
        faults.append(f"status {ran.returncode}: {said}")
    # Where standard error itself is full, no line can be said.
    if ran.returncode == 3 and not SAID.fullmatch(said) and said:
        faults.append(f"not one line: {said}")
    if (found := bench.state()) != states[ran.returncode == 0]:
        faults.append(f"status {ran.returncode}, but {'neither state' if found not in states else 'the other state'}")
    following = bench.run("list", "-c", "tips")
    is_there = "tips.jsonl" in bench.state()
    if following.returncode != (0 if is_there else 1) or len(following.stdout.splitlines()) not in (0, 4, 5):
        faults.append(f"the next command: {following.returncode}, {following.stderr}")
    if left := bench.left():
        bench.run(*command)
        faults += [f"left: {left}"] if bench.left() else []
    return faults


if __name__ == "__main__":
    main()
