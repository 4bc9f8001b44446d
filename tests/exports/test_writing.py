"""Where an export is put: whole or not at all, over nothing that was not meant, through no link."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.exports.samples import ABOUT, OF_MANY, TIPS, text_of
from tests.made import a_tip
from tipcli.exports import manifest, writing
from tipcli.exports.folder import MARK
from tipcli.exports.registry import export
from tipcli.exports.writing import write
from tipcli.model.errors import AccessError
from tipcli.system import files, scratch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

    from tipcli.model.tip import Tip

ONE_FILE = [name for name in OF_MANY if not export(name).is_folder]


def put(name: str, path: Path | str, tips: object = TIPS, *, force: bool = False) -> int:
    return write(name, tips, ABOUT, str(path), force=force)  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes | str]:
    """Return what is in a folder: bytes of files, targets of links."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = "-> " + str(path.readlink())
        else:
            found[name] = path.read_bytes() if path.is_file() else ""
    return found


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("name", ONE_FILE)
def test_a_file_holds_the_pieces_and_only_its_owner_reads_it(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    assert put(name, path) == len(TIPS)
    assert path.read_bytes() == text_of(name, TIPS).encode()
    assert set(tree(tmp_path)) == {"x", "x.dat"} if name == "fortune" else {"x"}
    assert {mode(one) for one in tmp_path.iterdir()} == {0o600}


def test_a_folder_holds_a_file_a_tip(tmp_path: Path) -> None:
    path = tmp_path / "x"
    assert put("folder", path) == len(TIPS)
    written = {name: text.encode() for name, text in export("folder").files(TIPS, ABOUT)}
    digests = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in written.items())
    digests += f"{hashlib.sha256(digests.encode()).hexdigest()}  {manifest.NAME}\n"
    assert written | {manifest.NAME: digests.encode()} == tree(path)
    assert mode(path) == 0o700
    assert {mode(one) for one in path.iterdir()} == {0o600}
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mask", [0o000, 0o777])
@pytest.mark.parametrize("name", ["folder", "fortune"])
def test_modes_do_not_depend_on_the_mask(tmp_path: Path, name: str, mask: int) -> None:
    old = os.umask(mask)
    try:
        put(name, tmp_path / "x")
    finally:
        os.umask(old)
    for one in tmp_path.rglob("*"):
        assert mode(one) == (0o700 if one.is_dir() else 0o600)


@pytest.mark.parametrize("name", OF_MANY)
def test_nothing_is_written_over_unless_told_to(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"
    put(name, path)
    before = tree(tmp_path)
    with pytest.raises(AccessError, match="x exists") as caught:
        put(name, path, [a_tip()])
    assert caught.value.hint == "Use --force to overwrite it."
    assert tree(tmp_path) == before
    assert put(name, path, [a_tip()], force=True) == 1
    after = tree(tmp_path)
    assert after != before
    assert not [one for one in after if ".part" in one]


def test_the_second_file_of_a_fortune_export_is_not_written_over_either(tmp_path: Path) -> None:
    (tmp_path / "x.dat").write_text("mine")
    with pytest.raises(AccessError, match=r"x\.dat exists"):
        put("fortune", tmp_path / "x")
    assert tree(tmp_path) == {"x.dat": b"mine"}


@pytest.mark.parametrize("data", [b"mine", b"", b"\0\0\0\2", b"\0\0\0\2 and more than 24 bytes of data"])
def test_a_second_file_that_is_no_index_is_never_replaced(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.dat").write_bytes(data)
    with pytest.raises(AccessError, match=r"x\.dat exists"):
        put("fortune", tmp_path / "x", [a_tip()], force=True)
    assert tree(tmp_path) == {"x.dat": data}


@pytest.mark.parametrize("name", ["jsonl", "fortune"])
def test_a_file_that_comes_in_the_last_moment_is_not_written_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x"

    def racing() -> Iterator[Tip]:
        path.write_text("mine")
        yield a_tip()

    with pytest.raises(AccessError, match="exists"):
        put(name, path, racing())
    assert tree(tmp_path) == {"x": b"mine"}


def test_an_index_that_comes_in_the_last_moment_takes_the_text_away_again(tmp_path: Path) -> None:
    def racing() -> Iterator[Tip]:
        (tmp_path / "x.dat").write_text("mine")
        yield a_tip()

    with pytest.raises(AccessError, match="exists"):
        put("fortune", tmp_path / "x", racing())
    assert tree(tmp_path) == {"x.dat": b"mine"}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", OF_MANY)
def test_no_link_is_followed(tmp_path: Path, name: str, *, force: bool) -> None:
    (tmp_path / "target").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "nowhere").symlink_to("new")
    (tmp_path / "to-file").symlink_to("target")
    (tmp_path / "to-folder").symlink_to("folder")
    before = tree(tmp_path)
    for link in ("nowhere", "to-file", "to-folder"):
        with pytest.raises(AccessError, match=r"is a link|no folder|is a folder"):
            put(name, tmp_path / link, force=force)
    assert tree(tmp_path) == before


def test_a_link_that_comes_in_the_last_moment_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine")
    path = tmp_path / "x"

    def racing() -> Iterator[Tip]:
        path.symlink_to("target")
        yield a_tip()

    put("jsonl", path, racing(), force=True)
    assert (tmp_path / "target").read_text() == "mine"
    assert not path.is_symlink()


@pytest.mark.parametrize("force", [False, True])
def test_devices_pipes_and_folders_are_not_files(tmp_path: Path, *, force: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", "/dev/null"):
        with pytest.raises(AccessError, match=r"is a folder|is a link or a device"):
            put("jsonl", path, force=force)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.mkdir()
    put("folder", f"{path}/")
    assert len(tree(path)) == len(TIPS) + 2


def foreign(folder: Path, kind: str) -> None:
    """Put something into an exported folder that no export wrote, or take its mark away."""
    if kind == "note":
        (folder / "notes.md").write_text("mine")
    elif kind == "folder":
        (folder / "001-a.md").mkdir()
    elif kind == "link":
        (folder / "001-a.md").symlink_to("012-give-the-customer-a-plan-b.md")
    elif kind == "named like ours":
        (folder / "900-a-tip.md").write_text("mine")
    elif kind == "edited":
        with next(folder.glob("0*.md")).open("a") as file:
            file.write("and a line of mine\n")
    elif kind == "edited, same size":
        path = next(folder.glob("0*.md"))
        path.write_text(path.read_text().swapcase())
    elif kind == "listed by a link":
        (folder / manifest.NAME).rename(folder.parent / "manifest")
        (folder / manifest.NAME).symlink_to("../manifest")
        (folder / "topics.toml").write_text("# mine")
    else:
        (folder / manifest.NAME).unlink()


@pytest.mark.parametrize(
    "kind",
    ["note", "folder", "link", "named like ours", "edited", "edited, same size", "listed by a link", "no manifest"],
)
def test_a_folder_that_holds_anything_else_is_never_replaced(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    put("folder", path)
    foreign(path, kind)
    before = tree(tmp_path)
    with pytest.raises(AccessError, match=r"no export wrote|not written by an export") as caught:
        put("folder", path, force=True)
    assert caught.value.hint == "Give another name to -o."
    assert tree(tmp_path) == before


def test_a_note_that_comes_in_the_last_moment_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x"
    put("folder", path)

    def racing() -> Iterator[Tip]:
        (path / "notes.md").write_text("mine")
        yield a_tip()

    with pytest.raises(AccessError, match=r"holds notes\.md"):
        put("folder", path, racing(), force=True)
    assert (path / "notes.md").read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_replaced_as_a_whole_without_the_call_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_exchanged", lambda *_: False)
    put("folder", tmp_path / "x")
    put("folder", tmp_path / "x", [a_tip()], force=True)
    assert set(tree(tmp_path)) == {"x", "x/topics.toml", "x/001-slug-1.md", f"x/{manifest.NAME}"}


def test_where_there_are_no_hard_links_the_name_is_taken_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    put("fortune", tmp_path / "x")
    assert set(tree(tmp_path)) == {"x", "x.dat"}
    with pytest.raises(AccessError, match="exists"):
        parts_put_new(tmp_path)


def parts_put_new(folder: Path) -> None:
    """Give a new part a name that is taken, as a race would."""
    (folder / "part").write_text("new")
    with writing._explained(str(folder / "x")):
        files.put_new(str(folder / "part"), str(folder / "x"))


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("name", OF_MANY)
@pytest.mark.parametrize("call", ["fsync", "replace", "link", "rename"])
def test_when_a_call_fails_what_was_there_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, name: str, *, force: bool
) -> None:
    real = getattr(os, call)
    calls = 0

    def failing(*values: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*values, **named)

    for nth in range(1, 20):
        folder = tmp_path / str(nth)
        folder.mkdir()
        if force:
            put(name, folder / "x")
        before, calls = tree(folder), 0
        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            try:
                put(name, folder / "x", [a_tip()], force=force)
            except AccessError as error:
                assert error.message.endswith("No space left on device")  # noqa: PT017
                assert tree(folder) == before
                continue
        assert tree(folder) != before
        if calls < nth:
            return


@pytest.mark.parametrize("error", [AccessError("damaged"), KeyboardInterrupt(), MemoryError()])
@pytest.mark.parametrize("name", OF_MANY)
def test_when_the_tips_break_off_nothing_is_left(tmp_path: Path, name: str, error: BaseException) -> None:
    def breaking() -> Iterator[Tip]:
        yield a_tip()
        raise error

    with pytest.raises(type(error)):
        put(name, tmp_path / "x", breaking())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("no/x", "no: there is no such folder"),
        ("a\0b", r"'a\x00b': not a path"),
        ("x" * 300, "File name too long"),
        ("", "the name of the file to write is empty"),
        ("file/x", "file/x: Not a directory"),
    ],
)
@pytest.mark.parametrize("name", ["jsonl", "folder", "fortune"])
def test_a_path_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, path: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(AccessError) as caught:
        put(name, path)
    assert message in str(caught.value)
    assert set(tree(tmp_path)) == {"file"}


def test_a_format_that_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        put("docx", tmp_path / "x")


KILLED = """
import sys, time
from tests.made import a_tip
from tests.exports.samples import ABOUT
from tipcli.exports.writing import write
def slow():
    for number in range(1, 100):
        yield a_tip(number)
    print("now", flush=True)
    time.sleep(60)
write(sys.argv[1], slow(), ABOUT, sys.argv[2], force=False)
"""


@pytest.mark.parametrize("name", ["folder", "jsonl"])
def test_what_a_killed_export_left_is_removed_by_the_next_and_what_a_living_one_writes_is_not(
    tmp_path: Path, name: str
) -> None:
    def started(path: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", KILLED, name, str(tmp_path / path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        return process

    with started("a") as dead, started("b") as living:
        try:
            dead.send_signal(signal.SIGKILL)
            dead.wait(60)
            assert not (tmp_path / "a").exists()
            assert len(list(tmp_path.iterdir())) == 2
            put(name, tmp_path / "c")
            assert len([one for one in tmp_path.iterdir() if one.name.endswith(".part")]) == 1
        finally:
            living.terminate()
        living.wait(60)
    put(name, tmp_path / "d")
    assert {one.name for one in tmp_path.iterdir()} == {"c", "d"}


def test_only_parts_are_swept(tmp_path: Path) -> None:
    for name in (".tips-export-x.part", ".tips-export-x", "x.part", ".other.part"):
        (tmp_path / name).write_text("")
    (tmp_path / ".tips-export-y.part").mkdir()
    (tmp_path / ".tips-export-z.part").symlink_to("x.part")
    scratch.sweep(str(tmp_path), "tips-export")
    assert set(tree(tmp_path)) == {".tips-export-x", "x.part", ".other.part", ".tips-export-z.part"}


def test_the_mark_says_what_force_does() -> None:
    assert MARK.startswith("# Written by")


@pytest.mark.parametrize("name", ["folder", "html", "jsonl"])
def test_many_tips_take_work_in_proportion(tmp_path: Path, name: str) -> None:
    def calls(count: int) -> int:
        """Return how many functions are called, which is the same on a busy machine."""
        number = 0

        def counted(_: FrameType, event: str, __: Any) -> None:
            nonlocal number
            number += event in ("call", "c_call")

        sys.setprofile(counted)
        try:
            put(name, tmp_path / f"{count}", (a_tip(number, body="A body.") for number in range(1, count + 1)))
        finally:
            sys.setprofile(None)
        return number

    calls(10)
    assert calls(1600) < 5 * calls(400)
