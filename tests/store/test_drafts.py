"""A collection is written whole or not at all, by one process at a time, and the line says what is true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, fields_of
from tipcli.model.errors import AccessError
from tipcli.store.drafts import access_errors, collection_lock, path_of, write, writing
from tipcli.store.sources import Imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.model.tip import Tip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path


def test_a_draft_that_is_not_put_leaves_what_was_there(home: Path) -> None:
    path = path_of("mine")
    for is_put in (True, False):
        with writing(path, {"name": "mine"}) as draft:
            draft.write_lines([b"1\n", b"2\n"] if is_put else [b"3\n"])
            assert draft.lines == (2 if is_put else 1)
            draft.finish()
            if is_put:
                draft.put()
    folder = home / "data" / "collections"
    assert [file.name for file in folder.iterdir()] == ["mine.jsonl"]
    assert (folder / "mine.jsonl").read_text().splitlines()[1:] == ["1", "2"]


def test_the_lock_of_a_collection_is_for_one_at_a_time() -> None:
    with collection_lock("mine"):
        with pytest.raises(AccessError, match="being changed by another process"), collection_lock("mine"):
            pass
        with collection_lock("other"):
            pass
    with collection_lock("mine"):
        pass


def test_an_error_says_that_nothing_was_changed_only_where_that_is_so() -> None:
    with pytest.raises(AccessError) as caught, access_errors("a"):
        raise OSError(28, "No space left on device")
    assert (caught.value.message, caught.value.hint) == ("a: No space left on device", "Nothing was changed.")
    with access_errors("a") as outcome:
        outcome.is_changed = True
        raise OSError(5, "Input/output error")


def test_a_bug_is_no_error_of_a_file() -> None:
    with pytest.raises(TypeError), access_errors("a"):
        raise TypeError


def test_what_was_written_is_read_again() -> None:
    tips = [a_tip(1, "Smile"), a_tip(2, "Straße", topics=("desk",))]
    path = write("mine", {"title": "Mine"}, tips)
    assert [fields_of(tip) for tip in Imported(path, "mine").tips()] == [fields_of(tip) for tip in tips]


def test_tips_that_break_off_leave_what_was_there(home: Path) -> None:
    before = Path(write("mine", {}, [a_tip(1)])).read_bytes()

    def torn() -> Iterator[Tip]:
        yield a_tip(2)
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError):
        write("mine", {}, torn())
    assert [path.read_bytes() for path in (home / "data" / "collections").iterdir() if path.suffix == ".jsonl"] == [
        before
    ]


@pytest.mark.parametrize("name", ["", "../x", "A b", "service", "x" * 41])
def test_a_name_that_is_none_is_refused(name: str, home: Path) -> None:
    with pytest.raises(AccessError):
        write(name, {}, [a_tip(1)])
    assert not (home / "data").exists()
