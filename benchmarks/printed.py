"""Prints handouts in headless Chromium and tells on how many pages, and whether a tip is split.

    uv run python benchmarks/printed.py [--chromium chromium] [--keep FOLDER]

Needs Chromium and poppler's pdftotext (Debian: chromium, poppler-utils). The title of a tip, its action and its last
line have to stand on one page; `--keep` leaves the pages in a folder, as PDF, to be looked at.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

FIVE = ["30", "12", "47", "21", "8"]
LAYOUTS: tuple[tuple[str, list[str]], ...] = (("page", []), ("cards", ["--cards"]), ("large", ["--large"]))
MOST = {"page": 3, "cards": 2, "large": 5}  # pages for five tips


def main() -> int:
    """Print each layout; return 1 where one takes too many pages or splits a tip."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    is_well = True
    with tempfile.TemporaryDirectory() as held:
        folder = options.keep or Path(held)
        folder.mkdir(exist_ok=True)
        for layout, more in LAYOUTS:
            for paper in ("letter", "a4"):
                pages = printed(folder, layout, more, paper, options.chromium)
                split = split_tips((folder / f"{layout}-{paper}.html").read_text("utf-8"), pages)
                is_well = is_well and len(pages) <= MOST[layout] and not split
                print(
                    f"{layout:6} {paper:7} {len(pages)} pages for {len(FIVE)} tips; split: {', '.join(split) or 'none'}"
                )
    return 0 if is_well else 1


def printed(folder: Path, layout: str, more: list[str], paper: str, chromium: str) -> list[str]:
    """Return the text of each page of five tips in a layout."""
    page, out = folder / f"{layout}-{paper}.html", folder / f"{layout}-{paper}.pdf"
    tips = str(Path(sys.executable).parent / "tips")
    subprocess.run([tips, "export", "-q", "--force", *FIVE, *more, "-o", str(page)], check=True)
    text = page.read_text("utf-8")
    page.write_text(text.replace("</style>", f"@page {{ size: {paper} }}\n</style>", 1), "utf-8")
    # A sandbox cannot be set up as root in a container; the page is ours, and nothing runs in it.
    command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*command, f"--print-to-pdf={out}", page.as_uri()], check=True, capture_output=True)
    done = subprocess.run(["pdftotext", str(out), "-"], check=True, capture_output=True, text=True)
    return done.stdout.rstrip("\f").split("\f")


def split_tips(page: str, pages: list[str]) -> list[str]:
    """Return the tips whose title, action and last line do not stand on one page; `page` is the HTML."""
    texts = [" ".join(text.split()) for text in pages]
    found = []
    for number, title in re.findall(r'<article id="tip-(\d+)".*?<h2[^>]*>(.*?)</h2>', page, re.DOTALL):
        last = re.compile(rf"Tip {int(number)}\b")
        together = [text for text in texts if unescape(title) in text and last.search(text) and "To do today:" in text]
        if len(together) != 1:
            found.append(f"tip {int(number)}")
    return found


if __name__ == "__main__":
    raise SystemExit(main())
