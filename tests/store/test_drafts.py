"""A collection is written whole or not at all, by one process at a time, and the line says what is true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipcli.model.errors import AccessError
from tipcli.store.drafts import access_errors, collection_lock, path_of, writing

if TYPE_CHECKING:
    from pathlib import Path


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
