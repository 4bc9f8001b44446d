"""Makes the pictures of the README anew, from what the installed command prints: `uv run python docs/pictures.py`.

Rich draws the SVG. Its own template fetches a font from the web; ours names fonts that systems have.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

FOLDER = Path(__file__).resolve().parent
DAY = "2026-11-22"
PICTURES = {
    "today.svg": ["today"],
    "search.svg": ["search", "furious", "caller", "-n", "3"],
    "show.svg": ["show", "16"],
    "topics.svg": ["topics"],
}
_WIDTH = 84


def main() -> None:
    """Write every picture."""
    for name in PICTURES:
        (FOLDER / name).write_text(picture(name), encoding="utf-8")
        print(name)


def picture(name: str) -> str:
    """Return the SVG of one picture."""
    arguments = PICTURES[name]
    with tempfile.TemporaryDirectory() as home:
        env = {
            "PATH": os.environ["PATH"],
            "TIPS_HOME": home,
            "TIPS_TODAY": DAY,
            "COLUMNS": str(_WIDTH),
            "LANG": "C.UTF-8",
        }
        command = [str(Path(sys.executable).with_name("tips")), *arguments, "-f", "rich", "--color", "always"]
        done = subprocess.run(command, env=env, capture_output=True, check=True)
    console = Console(record=True, width=_WIDTH, file=io.StringIO(), color_system="truecolor", force_terminal=True)
    console.print(Text.from_ansi(done.stdout.decode()), end="")
    stem = name.removesuffix(".svg")
    svg = console.export_svg(title="$ tips " + " ".join(arguments), theme=MONOKAI, unique_id=f"tips-{stem}")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    # Some renderers trim the blanks that a line begins with, unless told not to.
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return svg.replace("Fira Code", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono")


if __name__ == "__main__":
    main()
