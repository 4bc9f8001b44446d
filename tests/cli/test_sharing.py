"""--system: collections of all users, which root writes and everybody reads; nothing of root's in another's home."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import Ran, Tips
from tests.importing import Inside
from tipcli.system import paths

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
TEAM = "title,body,topics\nGreet first,Then ask.,zebra\n"


class Machine:
    """A machine with a folder for all users; each call is by somebody with a home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.system = folder / "usr" / "tipcli"
        self.source = folder / "team.csv"
        self.source.write_text(TEAM)

    def __call__(self, *words: str, home: str = "me", **env: str | None) -> Ran:
        (place := self.folder / home).mkdir(exist_ok=True)
        unset = dict.fromkeys(("TIPS_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"))
        base = {"HOME": str(place), "XDG_DATA_DIRS": f"relative:{self.system.parent}:/nowhere"}
        return Inside(place)(*words, env=unset | base | env)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_what_is_imported_for_all_is_read_by_all_with_its_index_and_nothing_is_written(machine: Machine) -> None:
    before = os.umask(0o077)
    try:
        ran = machine("import", str(machine.source), "--system", home="root")
    finally:
        os.umask(before)
    assert ran.status == 0
    made = sorted(str(path.relative_to(machine.system)) for path in machine.system.rglob("*") if path.is_file())
    assert made == ["collections/team.jsonl", "indexes/team.index", "state/syncs/team.json"]
    for path in (machine.system, *machine.system.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path
    assert "Then ask." in machine("show", "team/1").out
    assert "team\t1\tyes" in machine("collections").out
    assert machine("search", "zebra").lines[0].startswith("team/1\t")
    assert [path for home in ("me", "root") for path in (machine.folder / home).rglob("*")] == []


def test_a_home_of_its_own_is_private(machine: Machine) -> None:
    machine("import", str(machine.source), "--system")
    assert "team" not in machine("collections", TIPS_HOME=str(machine.folder / "private")).out


def test_an_own_collection_of_the_same_name_wins(machine: Machine) -> None:
    machine("import", str(machine.source), "--system")
    machine.source.write_text(TEAM.replace("Greet first", "Mine"))
    assert machine("import", str(machine.source)).status == 0
    assert "Mine" in machine("show", "team/1").out
    assert "Greet first" in machine("show", "team/1", home="other").out
    assert machine("remove", "team", "--yes").status == 0
    assert "Greet first" in machine("show", "team/1").out


def test_it_is_changed_with_the_option_only(machine: Machine) -> None:
    machine("import", str(machine.source), "--system")
    for command in ("sync", "remove"):
        ran = machine(command, "team", *["--yes"] * (command == "remove"))
        assert (ran.status, f"sudo tips {command} team --system" in ran.err) == (1, True)
    machine.source.write_text(TEAM + "Second,Two.,zebra\n")
    assert "1 new" in machine("sync", "--system").err
    assert "team\t2" in machine("collections").out
    assert machine("remove", "team", "--system", "--yes").status == 0
    assert "team" not in machine("collections").out
    assert paths.shared == ""


def test_a_stale_or_broken_index_for_all_is_made_anew_in_the_home(machine: Machine) -> None:
    machine("import", str(machine.source), "--system")
    index = machine.system / "indexes" / "team.index"
    index.write_bytes(b"no index")
    assert "Then ask." in machine("show", "team/1").out
    assert index.read_bytes() == b"no index"
    assert (machine.folder / "me/.cache/tipcli/indexes/team.index").exists()


def test_a_change_for_all_is_seen_by_todays_rendering(machine: Machine) -> None:
    day = {"TIPS_TODAY": "2026-11-25"}
    before = machine("today", "-t", "zebra", **day)
    assert before.status == 1
    machine("import", str(machine.source), "--system")
    assert "Greet first" in machine("today", "-t", "zebra", **day).out
    machine("remove", "team", "--system", "--yes")
    assert machine("today", "-t", "zebra", **day).status == 1


@needs_root
def test_root_leaves_nothing_in_the_home_of_a_person(machine: Machine) -> None:
    (home := machine.folder / "person").mkdir()
    os.chown(home, 12345, 12345)
    for line in ("today", "today --once", "random", "list", "search empathy"):
        assert machine(*line.split(), home="person").status == 0
    for line in (f"import {machine.source}", "pause"):
        ran = machine(*line.split(), home="person")
        assert (ran.status, "root" in ran.err) == (3, True)
    assert machine("import", str(machine.source), "--system", home="person").status == 0
    assert list(home.iterdir()) == []


@needs_root
@pytest.mark.skipif(not shutil.which("runuser"), reason="runuser is not installed")
def test_another_account_reads_what_root_imported_and_cannot_change_it() -> None:
    with tempfile.TemporaryDirectory() as folder:  # that of pytest is closed to others
        os.chmod(folder, 0o755)
        _as_another_account(Machine(Path(folder)))


def _as_another_account(machine: Machine) -> None:
    machine("import", str(machine.source), "--system", home="root")
    (home := machine.folder / "nobody").mkdir(mode=0o700)
    shutil.chown(home, "nobody")
    env = Tips(home).env({"TIPS_HOME": None, "XDG_DATA_DIRS": str(machine.system.parent), "HOME": str(home)})
    env |= {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)}

    def as_nobody(*words: str) -> subprocess.CompletedProcess[str]:
        # The interpreter of the tests may be closed to others, where that of the system is not.
        code = "import sys; from tipcli.express import main; sys.argv[0] = 'tips'; main()"
        line = ["runuser", "-u", "nobody", "--", "env", f"HOME={home}", "/usr/bin/python3", "-c", code, *words]
        return subprocess.run(line, env=env, capture_output=True, text=True, check=False, cwd="/")

    if as_nobody("search", "empathy", "-n", "1").returncode:
        pytest.skip("another account cannot run this installation")
    assert "Then ask." in as_nobody("show", "team/1").stdout
    ran = as_nobody("import", str(machine.source), "--system")
    assert (ran.returncode, "sudo tips import" in ran.stderr) == (3, True)
    ran = as_nobody("remove", "team", "--yes")
    assert (ran.returncode, "--system" in ran.stderr) == (1, True)
    profile = home / ".bashrc"
    profile.write_text("# mine\n")
    shutil.chown(profile, "nobody")
    assert as_nobody("init", "bash", "--install", "--yes").returncode == 0
    assert {path.stat().st_uid for path in home.iterdir()} == {home.stat().st_uid}
    # Root with this home takes nothing out of it.
    before = profile.read_text()
    refused = machine("init", "bash", "--uninstall", "--yes", home="nobody")
    assert (refused.status, "without sudo" in refused.err) == (3, True)
    assert profile.read_text() == before
    assert as_nobody("init", "--uninstall", "--yes").returncode == 0
    assert profile.read_text() == "# mine\n"
