"""Kills `tips` with SIGKILL at random moments of an import, a sync and an export, and counts what is left.

    uv run python benchmarks/kill.py [KILLS [TIPS [COMMAND...]]]       import, sync and export unless named

The moments are spread evenly over the shortest time that the command was seen to take when nobody killed it. After each
kill the collection (or the file) is compared with what it was before and with what it was to become, the next command
is run, and temporary files are counted. A run that was over before its moment came is counted apart and repeated.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from made_tips import tips

TIPS = Path(sys.executable).with_name("tips")
RUNS, SIZE = 50, 20_000
CHANGED = 10  # a sync finds one tip in so many changed
HOUR = 3600  # seconds after which an import sweeps what was left


@dataclass
class Campaign:
    """What was seen after the kills of one command."""

    name: str
    seconds: float = 0.0
    seen: Counter[str] = field(default_factory=Counter)
    most_left: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """How many runs were killed."""
        return self.seen["before"] + self.seen["after"] + self.seen["torn"]

    def timed(self, bench: Bench, command: tuple[str, ...]) -> None:
        """Run the command whole, and remember how long that took."""
        started = time.perf_counter()
        bench.run(*command)
        self.seconds = time.perf_counter() - started


class Bench:
    """A folder with a home, a source and an export."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder = folder
        self.size = size
        self.source = folder / "tips.jsonl"
        self.file = folder / "home/data/collections/tips.jsonl"
        self.out = folder / "out" / "tips.jsonl"
        self.out.parent.mkdir()
        (folder / "scratch").mkdir()
        self.env = os.environ | {"TIPS_HOME": str(folder / "home"), "TMPDIR": str(folder / "scratch")}

    def write_source(self, version: int) -> None:
        """Write the tips; one in CHANGED says which version it is of."""
        import json

        with self.source.open("w") as file:
            for number, tip in enumerate(tips(self.size)):
                changed = {"action": f"Version {version}."} if number % CHANGED == 0 else {}
                file.write(json.dumps(tip | changed) + "\n")

    def run(self, *arguments: str, after: float | None = None) -> tuple[int, str]:
        """Run the command, killed `after` so many seconds; return its status and its last words."""
        child = subprocess.Popen(
            [TIPS, *arguments], env=self.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        try:
            _, err = child.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            child.kill()
            _, err = child.communicate()
        return child.returncode, err.decode().strip()

    def state(self, path: Path) -> str:
        """Return the hash of a file without its first line, which has the time in it; "none" where there is none."""
        if not path.exists():
            return "none"
        with path.open("rb") as file:
            if path == self.file:
                file.readline()
            return hashlib.file_digest(file, "sha256").hexdigest()

    def left(self) -> list[Path]:
        """Return the temporary files."""
        found = [path for path in self.folder.rglob("*") if ".part" in path.name]
        return found + list((self.folder / "scratch").iterdir())


def main() -> None:
    """Run the three campaigns and print their table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    size = int(sys.argv[2]) if len(sys.argv) > 2 else SIZE
    made = random.Random(1)
    campaigns = {"import": imports, "sync": syncs, "export": exports}
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), size)
        bench.write_source(0)
        done = [campaigns[name](bench, runs, made) for name in sys.argv[3:] or campaigns]
    print(f"{size:,} tips, {runs} kills\n")
    print("| command | seconds | as before | as after | over before the kill | most left over | swept | faults |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for one in done:
        seen = one.seen
        counts = f"{seen['before']} | {seen['after']} | {seen['over']} | {one.most_left} | {seen['swept']}"
        print(f"| {one.name} | {one.seconds:.1f} | {counts} | {len(one.faults)} |")
    for one in done:
        for fault in one.faults:
            print(f"{one.name}: {fault}")
    sys.exit(any(one.faults for one in done))


def imports(bench: Bench, kills: int, made: random.Random) -> Campaign:
    """Kill imports of a new collection."""
    campaign = Campaign("import")
    command = ("import", str(bench.source), "--from", "jsonl")
    campaign.timed(bench, command)
    whole = bench.state(bench.file)
    while campaign.kills < kills:
        bench.file.unlink(missing_ok=True)
        _kill(bench, campaign, command, made, bench.file, ("none", whole))
    _sweep(bench, campaign, command)
    return campaign


def syncs(bench: Bench, kills: int, made: random.Random) -> Campaign:
    """Kill syncs that find one tip in CHANGED changed."""
    campaign = Campaign("sync")
    command = ("sync", "tips")
    if not bench.file.exists():
        bench.run("import", str(bench.source), "--from", "jsonl")
    states: list[str] = []
    for version in (1, 0):
        bench.write_source(version)
        campaign.timed(bench, command)
        states.insert(0, bench.state(bench.file))
    while campaign.kills < kills:
        now = states.index(bench.state(bench.file))
        bench.write_source(1 - now)
        _kill(bench, campaign, command, made, bench.file, (states[now], states[1 - now]))
        if bench.state(bench.file) not in states:
            campaign.faults.append("given up")
            break
    _sweep(bench, campaign, command)
    return campaign


def exports(bench: Bench, kills: int, made: random.Random) -> Campaign:
    """Kill exports that overwrite another one."""
    campaign = Campaign("export")
    command = ("export", "-c", "tips", "--force", "-o", str(bench.out))
    if not bench.file.exists():
        bench.run("import", str(bench.source), "--from", "jsonl")
    campaign.timed(bench, command)
    whole = bench.state(bench.out)
    while campaign.kills < kills:
        bench.out.write_text("what was there before\n")
        _kill(bench, campaign, command, made, bench.out, (bench.state(bench.out), whole))
    _sweep(bench, campaign, command)
    return campaign


def _kill(
    bench: Bench, campaign: Campaign, command: tuple[str, ...], made: random.Random, path: Path, states: tuple[str, str]
) -> None:
    """Kill the command once, count what is there then, before or after, and see that the next command works."""
    started = time.perf_counter()
    status, _ = bench.run(*command, after=made.uniform(0, campaign.seconds))
    found = bench.state(path)
    if status >= 0:
        campaign.seen["over"] += 1
        campaign.seconds = min(campaign.seconds, time.perf_counter() - started)
        if found != states[1]:
            campaign.faults.append(f"status {status} and not the new state")
    elif found in states:
        campaign.seen["after" if found == states[1] else "before"] += 1
    else:
        campaign.seen["torn"] += 1
        campaign.faults.append("neither the old nor the new state")
    campaign.most_left = max(campaign.most_left, len(bench.left()))
    status, said = bench.run("list", "-c", "tips", "-n", "1")
    if status != (0 if bench.file.exists() else 1) or "should not have happened" in said:
        campaign.faults.append(f"the next command ended with {status}: {said}")


def _sweep(bench: Bench, campaign: Campaign, command: tuple[str, ...]) -> None:
    """See that what the kills left goes with the next run, once it is old."""
    before = len(bench.left())
    for path in bench.left():
        os.utime(path, (time.time() - 2 * HOUR, time.time() - 2 * HOUR))
    status, said = bench.run(*command)
    campaign.seen["swept"] = before - len(bench.left())
    if status or bench.left():
        campaign.faults.append(f"after the sweep: status {status}, {said}, left {[p.name for p in bench.left()]}")


if __name__ == "__main__":
    main()
