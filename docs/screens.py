"""Makes the pictures of `tips browse` anew: `uv run python docs/screens.py`. Textual draws them, as on the screen."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from tipcli.browser.app import Browser
from tipcli.browser.finder import Finder
from tipcli.cli.browsing import Doing
from tipcli.model.results import Filters

FOLDER = Path(__file__).resolve().parent
WIDTHS = {"browse-80.svg": (80, 28), "browse-160.svg": (160, 32)}


async def picture(size: tuple[int, int]) -> str:
    """Return the SVG of a browser of this size, with something typed and the second tip chosen."""
    finder = Finder(print)
    app = Browser(finder, Filters(), Doing())
    async with app.run_test(size=size) as pilot:
        await pilot.press(*"furious caller")
        for _ in range(3):
            await pilot.pause()
            await app.workers.wait_for_complete()
        await pilot.press("down")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        svg = app.export_screenshot(title="tips browse")
    finder.close()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # from elsewhere
    svg = re.sub(r"<!--.*?-->\s*", "", svg)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)  # some renderers trim the blanks at the start of a line
    svg = re.sub(r"terminal-\d+", "tips-browse", svg)
    return svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["TIPS_HOME"] = home
        for name, size in WIDTHS.items():
            (FOLDER / name).write_text(asyncio.run(picture(size)), encoding="utf-8")
            print(name)


if __name__ == "__main__":
    main()
