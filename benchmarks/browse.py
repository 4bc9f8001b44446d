"""How fast `tips browse` answers: from a key to the screen, with the bundled tips and with 100,000 more.

    uv run python benchmarks/browse.py [COUNT]

A key goes in by Textual's pilot; the time ends when the list of its answer is drawn, or when the line shows the letter.
Start and memory are those of a process on a pseudo-terminal, the start beside `python -c pass`.
"""

from __future__ import annotations

import asyncio
import os
import pty
import resource
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tipcli.browser.app import Browser
from tipcli.browser.finder import Finder
from tipcli.cli.browsing import Doing
from tipcli.model.results import Filters

HERE = Path(__file__).resolve().parent
TIPS = Path(sys.executable).with_name("tips")
TYPED = ("angry customer", "emapthy", "refund", "late parcel")


async def keys() -> list[float]:
    """Return the milliseconds from each key to the drawn list."""
    finder = Finder(print)
    app = Browser(finder, Filters(), Doing())
    took: list[float] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)
        for text in TYPED:
            for key in text:
                drawn = app.tips.drawn
                begin = time.perf_counter()
                pressed = asyncio.create_task(pilot.press("space" if key == " " else key))
                while app.tips.drawn == drawn and time.perf_counter() < begin + 5:
                    await asyncio.sleep(0.001)
                took.append(1000 * (time.perf_counter() - begin))
                await pressed
            for _ in text:
                await pilot.press("backspace")
            await pilot.pause(0.5)
    finder.close()
    return took


def start() -> tuple[float, float, float]:
    """Return seconds to the first picture of the list, those of a bare interpreter, and the megabytes at the end."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    bare = time.perf_counter() - begin
    parent, child = pty.openpty()
    begin = time.perf_counter()
    process = subprocess.Popen([str(TIPS), "browse"], stdin=child, stdout=child, stderr=child)
    seen = b""
    while b"keys" not in seen and select.select([parent], [], [], 30)[0]:
        seen += os.read(parent, 65536)
    took = time.perf_counter() - begin
    os.write(parent, b"\x1b")
    process.wait()
    os.close(child)
    os.close(parent)
    return took, bare, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure with the bundled tips, then with COUNT more."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        os.environ["TIPS_HOME"] = home
        for more in (0, count):
            if more:
                made = subprocess.run(
                    [sys.executable, str(HERE / "made_tips.py"), str(more), "60"], capture_output=True, check=True
                )
                subprocess.run([str(TIPS), "import", "-", "--name", "big", "-q"], input=made.stdout, check=True)
            took = sorted(asyncio.run(keys()))
            starts = [start() for _ in range(5)]
            ratio = statistics.median(one / bare for one, bare, _ in starts)
            print(
                f"{124 + more:,} tips: key to list median {statistics.median(took):.0f} ms, "
                f"nine of ten {took[len(took) * 9 // 10]:.0f} ms; start {ratio:.1f} interpreter starts, "
                f"{starts[0][0] * 1000:.0f} ms; peak {max(size for _, _, size in starts):.0f} MB"
            )


if __name__ == "__main__":
    main()
