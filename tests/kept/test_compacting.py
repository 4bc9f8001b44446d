"""Taking out what no longer counts: whatever is merged with what, the same is kept as before."""

from __future__ import annotations

import errno
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import a_tip, many
from tipcli.kept import lines, writing
from tipcli.kept.compacting import needed
from tipcli.kept.lines import Line, read
from tipcli.kept.practice import practices
from tipcli.system.locks import NO_LOCKS

if TYPE_CHECKING:
    from pathlib import Path

TIP = a_tip(3, "A title", guid="g")
NUMBERS = {"old": 1, "new": 1, "other": 2}  # the tips by their slugs: one was renamed
DAYS = ("2026-11-01", "2026-11-02")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path))
    return tmp_path


def said(second: int, verb: str, ref: int, slug: str, text: str) -> str:
    about = Line(f"2026-11-28T22:00:{second:02}.000000Z", verb, f"mine/{ref}", slug, "", "A title", text)
    return about.encoded().rstrip("\n")


TOLD = st.one_of(
    st.builds(said, st.integers(0, 59), st.sampled_from(("star", "unstar", "hide", "unhide")),
              st.just(1), st.sampled_from(("old", "new", "other")), st.just("")),
    st.builds(said, st.integers(0, 59), st.just("note"), st.just(1), st.sampled_from(("old", "other")),
              st.sampled_from(("", "words", "others"))),
    st.builds(said, st.integers(0, 59), st.sampled_from(("done", "undone")), st.integers(1, 2), st.just("old"),
              st.sampled_from(DAYS)),
    st.builds(said, st.integers(0, 59), st.sampled_from(("practice", "stop")), st.integers(1, 2), st.just("old"),
              st.sampled_from(("2026-11-01 21", "no day"))),
    st.sampled_from(("torn", said(5, "later", 1, "old", "x"))),
)  # fmt: skip


def state(texts: set[str]) -> object:
    """Return what lines say, of whatever files they are."""
    stars: dict[tuple[str, int], str] = {}
    told = [line for text in sorted(texts) if (line := lines.parsed(text))]
    for line in told:
        if line.verb in ("star", "unstar", "hide", "unhide", "note"):
            stars[line.verb.removeprefix("un"), NUMBERS[line.slug]] = line.verb + line.text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tipcli.kept.practice.read", lambda: told)
        return stars, practices()


@many(300)
@given(st.lists(TOLD, max_size=30), st.lists(TOLD, max_size=10), st.data())
def test_what_counts_is_the_same_alone_beside_other_files_and_merged_with_what_was_before(
    own: list[str], others: list[str], data: st.DataObject
) -> None:
    kept = needed(own)
    assert set(kept) <= set(own)
    assert needed(kept) == kept
    assert state(set(kept)) == state(set(own))
    again = data.draw(st.sets(st.sampled_from(own))) if own else set()
    for there in (set(others), set(others) | again, set(needed(others)) | again):
        assert state(set(kept) | there) == state(set(own) | there)
    assert {text for text in own if not lines.parsed(text) or "later" in text} <= set(kept)


def starred(times: int) -> None:
    for _ in range(times):
        writing.add("stars", "star", [TIP])
        writing.add("stars", "unstar", [TIP])


def only_file(home: Path) -> Path:
    [path] = (home / "data" / "kept").iterdir()
    return path


def test_a_file_that_has_grown_is_written_anew_with_the_last_words(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "STEP", 1000)
    writing.add("stars", "star", [a_tip(4, "Another")])
    starred(40)
    assert only_file(home).stat().st_size < 1300
    assert only_file(home).stat().st_mode & 0o777 == 0o600
    assert {(line.number, line.verb) for line in read() if line.number == 4} == {(4, "star")}
    assert read()[-1].verb == "unstar"


def test_what_still_counts_is_not_written_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "STEP", 1000)
    writing.add("stars", "star", [a_tip(1)])
    before = only_file(home).stat().st_ino
    for number in range(2, 40):
        writing.add("stars", "star", [a_tip(number)])
    assert only_file(home).stat().st_ino == before
    assert len(read()) == 39


@pytest.mark.parametrize("step", ["sync", "put"])
def test_what_fails_leaves_the_file_and_what_was_said(home: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    starred(10)
    monkeypatch.setattr(writing, "STEP", 100)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(f"tipcli.system.scratch.Part.{step}", full)
    starred(1)
    assert len(read()) == 22
    assert only_file(home).stat().st_size > 1000


def test_without_locks_no_file_is_put_in_the_place_of_another(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "STEP", 100)
    monkeypatch.setattr(writing, "lock", lambda *_: NO_LOCKS)
    starred(10)
    assert len(read()) == 20
    assert only_file(home).stat().st_size > 1000


def test_a_file_that_is_no_text_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starred(10)
    path = only_file(home)
    path.write_bytes(path.read_bytes() + b"\xff\n")
    monkeypatch.setattr(writing, "STEP", 100)
    starred(1)
    assert len(read()) == 22


def test_many_at_once_all_get_their_line_while_files_change_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "STEP", 300)

    def both(number: int) -> None:
        writing.add("stars", "unstar", [a_tip(number)])
        writing.add("stars", "star", [a_tip(number)])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(both, range(1, 25)))
    last = {line.number: line.verb for line in read()}
    assert last == dict.fromkeys(range(1, 25), "star")


def test_what_a_process_that_is_gone_left_is_swept(home: Path) -> None:
    writing.add("stars", "star", [TIP])
    left = only_file(home).with_name(".stars-x.log-0a1b2c.part")
    left.write_text("")
    writing.add("stars", "unstar", [TIP])
    assert not left.exists()
