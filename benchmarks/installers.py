"""Measures what starting costs as different installers write the script: pip 23, the newest pip, uv and pipx.

    uv run python benchmarks/installers.py [RUNS]

One wheel is installed by each into an environment of its own; the commands of all take turns with `python -c pass`. The
figures are medians, in parentheses the quartiles, of the CPU as ratios to that. An installer that is missing is left
out.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from against import cost
from startup import ROOT, piped

if TYPE_CHECKING:
    from collections.abc import Callable

LINES = ("tips today", "tips list")
OLD_PIP = "pip>=23,<24"


def main() -> None:
    """Print a row an installer."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["uv", "build", "-q", "--wheel", "-o", f"{folder}/dist", ROOT], check=True)
        [wheel] = Path(folder, "dist").glob("*.whl")
        ways: dict[str, Callable[[Path, Path], Path]] = {
            "pip 23": lambda at, wheel: by_pip(at, wheel, OLD_PIP), "pip": lambda at, wheel: by_pip(at, wheel, "pip"),
            "uv": by_uv, "pipx": by_pipx,
        }  # fmt: skip
        scripts = {}
        for name, install in ways.items():
            if name == "pip 23" or shutil.which(name.split()[0]):
                at = Path(folder, name.replace(" ", ""))  # where there is a blank, the script asks a shell
                scripts[name] = install(at, wheel)
        measure(scripts, Path(folder), runs)


def measure(scripts: dict[str, Path], home: Path, runs: int) -> None:
    """Print a row an installer: what each of LINES costs by its script."""
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
    bare = piped([sys.executable, "-c", "pass"], env)
    found: dict[tuple[str, str], list[float]] = {(name, line): [] for name in scripts for line in LINES}
    for turn in range(runs + 1):
        for (name, line), ratios in found.items():
            own = env | {"TIPS_HOME": str(home / f"{name} home")}
            base = cost(piped([str(interpreter(scripts[name])), "-c", "pass"], env)).cpu or cost(bare).cpu
            taken = cost(piped([str(scripts[name]), *line.split()[1:]], own)).cpu
            if turn:
                ratios.append(taken / base)
    print("| installed by | " + " | ".join(LINES) + " |\n| --- |" + " --- |" * len(LINES))
    for name in scripts:
        cells = []
        for line in LINES:
            low, middle, high = statistics.quantiles(found[name, line], n=4)
            cells.append(f"{middle:.2f} ({low:.2f} to {high:.2f})")
        print(f"| {name} | " + " | ".join(cells) + " |")


def interpreter(script: Path) -> Path:
    """Return the Python that a script runs, from its first line."""
    return Path(script.read_text(encoding="utf-8").partition("\n")[0].removeprefix("#!").strip())


def by_pip(at: Path, wheel: Path, pip: str) -> Path:
    """Install the wheel with a version of pip, and return the script."""
    python = at / "bin" / "python"
    _run(sys.executable, "-m", "venv", at)
    _run(python, "-m", "pip", "install", "-q", "--upgrade", pip)
    _run(python, "-m", "pip", "install", "-q", wheel)
    return at / "bin" / "tips"


def by_uv(at: Path, wheel: Path) -> Path:
    """Install the wheel with uv as a tool, its bytecode compiled, and return the script."""
    env = {"UV_TOOL_DIR": str(at), "UV_TOOL_BIN_DIR": str(at / "bin"), "UV_COMPILE_BYTECODE": "1"}
    _run("uv", "tool", "install", "-q", "--python", sys.executable, wheel, **env)
    return at / "bin" / "tips"


def by_pipx(at: Path, wheel: Path) -> Path:
    """Install the wheel with pipx, and return the script."""
    env = {"PIPX_HOME": str(at), "PIPX_BIN_DIR": str(at / "bin"), "PIPX_MAN_DIR": str(at / "man")}
    _run("pipx", "install", "--python", sys.executable, wheel, **env)
    return at / "bin" / "tips"


def _run(*command: str | Path, **more: str) -> None:
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, env=clean | more, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
