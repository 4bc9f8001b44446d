"""Calls beside the main thread, or in it where there can be no other."""

from __future__ import annotations

import threading

import pytest

from tipcli.index.background import Background


def test_a_call_runs_in_another_thread_and_the_next_one_after_it() -> None:
    background, ran = Background(), list[tuple[str, bool]]()

    def call(name: str) -> None:
        ran.append((name, threading.current_thread() is threading.main_thread()))

    background.run(lambda: call("first"))
    background.run(lambda: call("second"))
    background.wait()
    assert ran == [("first", False), ("second", False)]


def test_what_a_call_raises_is_raised_once_where_somebody_waits() -> None:
    def fails() -> None:
        raise OSError("full")

    background = Background()
    background.run(fails)
    with pytest.raises(OSError, match="full"):
        background.wait()
    background.wait()
    background.run(fails)
    background.stop()  # for those who have given up


def test_where_no_thread_can_be_started_the_call_runs_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", start)
    ran = []
    background = Background()
    background.run(lambda: ran.append(1))
    assert ran == [1]
    background.wait()
