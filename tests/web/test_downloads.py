"""Pages are saved where nobody else can read them, and nothing of them stays."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tipcli.model.errors import AccessError
from tipcli.web.downloads import Downloads

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix != ".lock"]


def test_pages_are_private_and_gone_after_closing(temporary: Path) -> None:
    saved = Downloads()
    first, second = Path(saved.save([b"one ", b"two"])), Path(saved.save([]))
    assert (first.read_bytes(), second.read_bytes()) == (b"one two", b"")
    assert first.parent == second.parent
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert stat.S_IMODE(first.parent.stat().st_mode) == 0o700
    saved.close()
    assert left(temporary) == []


def test_a_page_that_breaks_off_leaves_no_file(temporary: Path) -> None:
    def torn() -> Iterator[bytes]:
        yield b"one"
        raise ConnectionError("gone")

    saved = Downloads()
    with pytest.raises(ConnectionError):
        saved.save(torn())
    assert [path for path in left(temporary) if path.is_file() and path.read_bytes()] == []
    saved.close()


def test_without_a_folder_to_write_to_the_error_says_which(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "missing"))
    with pytest.raises(AccessError, match="missing") as caught:
        Downloads().save([b"one"])
    assert "TMPDIR" in caught.value.hint
