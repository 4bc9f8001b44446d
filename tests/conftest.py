"""What the tests share: the installed command, run in a process of its own with a home of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).resolve().parent.parent
COMMAND = Path(sys.executable).with_name("tips")
TODAY = "2026-11-22"
BUNDLED = len(list((ROOT / "seeds").glob("[0-9]*.md")))  # tips that come with the package, numbered from 1
# Nothing of the person who runs the tests may change what the command does.
_KEPT = ("PATH",)
# Compiled once for all processes, whatever the environment says of bytecode: an installed copy is compiled too.
BYTECODE = ROOT / ".pytest_cache" / "bytecode"
# The folder of a file system in memory, on Linux: most of what tests write, they write to the disk and throw away.
MEMORY = "/dev/shm"
_NUMBERS = count()


def pytest_configure() -> None:
    """Take Ctrl-C as every program does, and let all processes, those that run the tests too, share compiled modules.

    A shell lets its background jobs ignore Ctrl-C, and their children would too.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if _is_fit(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)


def _is_fit(folder: str) -> bool:
    """Tell whether the folders of the tests may lie there: programs can be run in it, and it has 2 GiB left."""
    try:
        told = os.statvfs(folder)
    except OSError:
        return False
    is_free = told.f_bavail * told.f_frsize >= 2 << 30
    return is_free and not told.f_flag & os.ST_NOEXEC and os.access(folder, os.W_OK)


def rarely(*values: object) -> Any:
    """Return a case of a test that is run in a campaign only, since others in the suite tell nearly as much."""
    return pytest.param(*values, marks=pytest.mark.campaign)


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str
    raw: bytes = b""

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")


def well(ran: Ran, *statuses: int) -> None:
    """Assert that a command ended as it may, without a word of a bug."""
    said = ran.err + ran.out
    assert ran.status in (statuses or (0,)), said
    assert "Traceback" not in said
    assert "should not have happened" not in said


@dataclass(frozen=True)
class Tips:
    """The installed `tips` with a home of its own."""

    home: Path

    def env(self, more: Mapping[str, str | None] | None = None) -> dict[str, str]:
        """Return the whole environment of the command; None in `more` takes a variable away."""
        base: dict[str, str | None] = {name: os.environ.get(name) for name in _KEPT}
        base |= {"TIPS_HOME": str(self.home), "HOME": str(self.home), "TIPS_TODAY": TODAY, "LANG": "C.UTF-8"}
        base |= {"PYTHONPYCACHEPREFIX": str(BYTECODE), "COLUMNS": "80", "TERM": "xterm-256color"}
        base |= {"TIPS_PAGER": ""} | dict(more or {})  # a pager would wait for a key
        return {name: value for name, value in base.items() if value is not None}

    def __call__(
        self,
        *arguments: str,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        stdin: str = "",
        timeout: float = 60,
    ) -> Ran:
        """Run it with its output in pipes."""
        done = subprocess.run(
            [str(COMMAND), *arguments],
            env=self.env(env),
            cwd=cwd,
            input=stdin.encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
        out, err = (data.decode("utf-8", "backslashreplace") for data in (done.stdout, done.stderr))
        return Ran(done.returncode, out, err, done.stdout)

    def on_terminal(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 40,
        env: Mapping[str, str | None] | None = None,
        timeout: float = 60,
    ) -> Ran:
        """Run it on a pseudo-terminal of this size; `out` holds what the terminal got from both streams."""
        leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        child = subprocess.Popen(
            [str(COMMAND), *arguments],
            env=self.env({"COLUMNS": None} | dict(env or {})),
            stdin=follower,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
        )
        os.close(follower)
        data = bytearray()
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            ready, _, _ = select.select([leader], [], [], 0.2)
            if ready:
                try:
                    piece = os.read(leader, 65536)
                except OSError:  # the other end is closed: the command is done
                    break
                if not piece:
                    break
                data += piece
            elif child.poll() is not None:
                break
        os.close(leader)
        status = child.wait(timeout=60)
        text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
        return Ran(status, text, "", bytes(data))


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return an empty folder for one test; in memory it goes with the test, unless it lies in a `--basetemp`.

    pytest's own looks through all the folders of the run for each new one, and links to it: time that grows with the
    square of the number of tests.
    """
    name = re.sub(r"\W", "_", request.node.name)[:30]
    path = tmp_path_factory.getbasetemp() / f"{name}_{next(_NUMBERS)}"
    path.mkdir(mode=0o700)
    yield path
    if str(path).startswith(f"{MEMORY}/pytest-of-"):
        shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def tips(tmp_path: Path) -> Tips:
    """Return the installed command with an empty home."""
    return Tips(tmp_path / "home")


@pytest.fixture
def collection(tips: Tips, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that puts an imported collection into the command's home.

    Call it as `collection("mine", [{"title": "…", "body": "…"}, …], rotation=True)`; the missing fields of a tip are
    filled in, and its number is its place from 1.
    """
    from tipcli.model.text import slugify
    from tipcli.model.tip import Tip
    from tipcli.store import drafts

    def write(name: str, fields: list[dict[str, object]], **header: object) -> Path:
        made = []
        for number, given in enumerate(fields, 1):
            whole: dict[str, object] = {
                "collection": name,
                "number": number,
                "slug": slugify(str(given.get("title", ""))) or f"tip-{number}",
                "title": f"Tip {number}",
                "gist": f"Gist of tip {number}.",
                "body": f"Body of tip {number}.",
            }
            made.append(Tip(**(whole | given)))  # type: ignore[arg-type]
        with monkeypatch.context() as patch:
            patch.setenv("TIPS_HOME", str(tips.home))
            return Path(drafts.write(name, header, made))

    return write
