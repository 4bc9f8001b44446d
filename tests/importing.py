"""What the tests of import, sync and export share: the command in their own process, and what a home holds."""

from __future__ import annotations

import gc
import io
import json
import os
import re
import sys
import tempfile
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import Ran, Tips
from tests.limits import real_time
from tipcli.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

GONE = "gone from the source but kept"
# What is counted, by the words in which it is said.
COUNTED = {
    "new": "added",
    "changed": "updated",
    "unchanged": "unchanged",
    "left out": "skipped",
    "not readable": "bad",
    "twice in the source": "twice in the source",
    "removed": "removed",
    GONE: GONE,
}


class Inside(Tips):
    """The command in the process of the test, for what it does: a process takes longer to start than most imports.

    Its streams and its environment are those of the installed command in a pipe; on a terminal it is the installed one.
    """

    def __call__(
        self,
        *arguments: str,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        stdin: str = "",
        timeout: float = 60,
    ) -> Ran:
        """Run it with its output in memory."""

        out, err = io.BytesIO(), io.BytesIO()
        streams = {
            "stdin": io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"),
            "stdout": io.TextIOWrapper(out, "utf-8"),
            "stderr": io.TextIOWrapper(err, "utf-8", errors="backslashreplace"),
        }
        with pytest.MonkeyPatch.context() as patch:
            for name in os.environ.keys() - self.env(env).keys():
                patch.delenv(name)
            for name, value in self.env(env).items():
                patch.setenv(name, value)
            if cwd:
                patch.chdir(cwd)
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            patch.setattr(tempfile, "tempdir", None)  # to be found in this environment
            gc.freeze()
            try:
                with real_time(timeout):
                    status = run(arguments)
            except SystemExit as end:  # from completion
                status = int(end.code or 0)
            finally:
                _let_go()
            streams["stdout"].flush()
            streams["stderr"].flush()
        said, told = (one.getvalue().decode("utf-8", "backslashreplace") for one in (out, err))
        return Ran(status, said, told, out.getvalue())


def _let_go() -> None:
    """Close what the command left open, as the end of a process does; only what is new is looked through."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
    gc.unfreeze()


def counts(ran: Ran, name: str = "") -> dict[str, int]:
    """Return the counts of the last line that has some, or says that there is nothing new."""
    count = rf"(\d[\d,]*) ({'|'.join(COUNTED)})"
    line = re.compile(
        rf"({re.escape(name) or '[a-z0-9-]+'}): (({count}(, )?)+|nothing new)\.( Nothing was changed: a dry run\.)?"
    )
    lines = [told for told in ran.err.splitlines() if line.fullmatch(told)]
    assert lines, ran.err
    return {COUNTED[what]: int(number.replace(",", "")) for number, what in re.findall(count, lines[-1])}


def well(ran: Ran, status: int = 0) -> Ran:
    """Check the status, that nothing went to standard output, and that no traceback was shown."""
    assert (ran.status, ran.out) == (status, ""), (ran.status, ran.out, ran.err)
    assert "Traceback" not in ran.err
    assert "should not have happened" not in ran.err
    return ran


def truth(home: Path, name: str) -> Path:
    return home / "data" / "collections" / f"{name}.jsonl"


def held(home: Path, name: str) -> list[dict[str, Any]]:
    """Return the tips of a collection from its file, by number."""
    lines = truth(home, name).read_text("utf-8").split("\n")[1:]
    return sorted((json.loads(line) for line in lines if line), key=lambda tip: int(tip["number"]))


def header(home: Path, name: str) -> dict[str, Any]:
    found = json.loads(truth(home, name).read_text("utf-8").split("\n", 1)[0])
    assert isinstance(found, dict)
    return found


def brief(home: Path, name: str) -> dict[int, tuple[str, str]]:
    """Return title and body of each tip under its number."""
    return {tip["number"]: (tip["title"], tip["body"]) for tip in held(home, name)}


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return every file below a folder with its bytes, and every folder; no locks."""
    found = sorted(folder.rglob("*")) if folder.exists() else []
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in found
        if path.suffix != ".lock"
    }


def table(path: Path, *rows: str, columns: str = "title,body") -> str:
    """Write a CSV file and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((columns, *rows)) + "\n", "utf-8")
    return str(path)


def lines(path: Path, tips: Iterable[dict[str, Any]]) -> str:
    """Write a file of JSON Lines and return its path."""
    path.write_text("".join(json.dumps(tip, ensure_ascii=False) + "\n" for tip in tips), "utf-8")
    return str(path)


def healthy(tips: Tips, name: str) -> None:
    """Check that the doctor finds the index of a collection to be the one that would be built anew."""
    ran = tips("doctor")
    found = [line for line in ran.lines if f"index of {name}:" in line]
    assert [line.partition(":")[0] for line in found] == ["ok"], ran.out
