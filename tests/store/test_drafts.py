"""A collection is written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, fields_of
from tipcli.model.errors import AccessError
from tipcli.store import drafts
from tipcli.store.sources import Imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.model.tip import Tip

TIPS = [a_tip(1, "Smile"), a_tip(2, "Straße \x1b[31m", topics=("desk",))]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path / "data" / "collections"


def test_what_was_written_is_read_again(folder: Path) -> None:
    path = drafts.write("mine", {"title": "Mine"}, TIPS)
    assert Path(path) == folder / "mine.jsonl" == Path(drafts.path_of("mine"))
    read = [fields_of(tip) for tip in Imported(path, "mine").tips()]
    assert [one["title"] for one in read] == ["Smile", "Straße \ufffd[31m"]
    assert read[0] == fields_of(TIPS[0])
    assert Path(path).stat().st_mode & 0o777 == 0o600


def test_tips_that_break_off_leave_what_was_there(folder: Path) -> None:
    before = Path(drafts.write("mine", {}, TIPS)).read_bytes()

    def torn() -> Iterator[Tip]:
        yield a_tip(3, "Other")
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        drafts.write("mine", {}, torn())
    assert [path.read_bytes() for path in folder.iterdir() if path.suffix == ".jsonl"] == [before]
    assert [path.name for path in folder.iterdir()] == ["mine.jsonl"]


@pytest.mark.parametrize("name", ["", "../x", "A b", "service", "x" * 41])
def test_a_name_that_is_none_is_refused(name: str, folder: Path) -> None:
    with pytest.raises(AccessError):
        drafts.write(name, {}, TIPS)
    assert not folder.exists()


def test_a_folder_that_is_a_file_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(AccessError, match="collections") as caught:
        drafts.write("mine", {}, TIPS)
    assert caught.value.hint == "Nothing was changed."
