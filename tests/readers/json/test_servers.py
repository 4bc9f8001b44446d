"""What servers and logs say in JSON is no tip, alone and among the lines of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.importing import Inside, counts, held, truth, well
from tests.server import answer, serving
from tipcli.readers.json.servers import error_in

if TYPE_CHECKING:
    from pathlib import Path

TIPS = b'{"title": "A", "body": "One."}\n{"title": "B", "body": "Two."}\n'
ERRORS: list[dict[str, Any]] = [
    {"error": "too many requests"},
    {"error": {"code": 429, "message": "slow down"}, "request_id": "x"},
    {"errors": [{"message": "no"}], "data": None},
    {"level": "error", "msg": "timeout", "time": "2026-01-01T00:00:00Z"},
    {"level": 50, "time": 1, "pid": 7, "hostname": "h", "msg": "timeout"},
    {"severity": "INFO", "message": "Started it all.", "timestamp": "2026-01-01T00:00:00Z", "logger": "x"},
]
ALONE: list[dict[str, Any]] = [
    {"message": "Not Found"},
    {"detail": "Not found."},
    {"code": 7, "message": "Out of order"},
    {"success": False, "status": 500, "reason": "out of order"},
]
FINE: list[dict[str, Any]] = [
    {"title": "Own the error", "body": "Say that it was yours.", "error": "none"},
    {"message": "Say hello first.", "author": "Ann"},
    {"level": "beginner", "title": "Wait", "time": "3 min"},
    {"level": 1, "text": "Wait for it.", "time": "morning"},
    {"severity": "info", "text": "It is calm."},
    {},
]


@pytest.mark.parametrize("fields", ERRORS)
def test_an_error_is_none_alone_or_among_others(fields: dict[str, Any]) -> None:
    assert error_in(fields)
    assert error_in(fields, is_alone=False)


@pytest.mark.parametrize("fields", ALONE)
def test_a_message_is_an_error_only_where_it_is_all(fields: dict[str, Any]) -> None:
    assert error_in(fields)
    assert not error_in(fields, is_alone=False)


@pytest.mark.parametrize("fields", FINE)
def test_a_tip_is_no_error(fields: dict[str, Any]) -> None:
    assert (error_in(fields), error_in(fields, is_alone=False)) == ("", "")


@pytest.mark.parametrize("fields", ERRORS)
def test_lines_that_end_in_an_error_are_3_and_keep_all(tmp_path: Path, fields: dict[str, Any]) -> None:
    tips = Inside(tmp_path / "home")
    line = json.dumps(fields).encode()
    with serving() as server:
        address = server.at("/tips.jsonl", answer(TIPS))
        well(tips("import", address, "--name", "case"))
        before = truth(tips.home, "case").read_bytes()
        for body in (line, line + b"\n", TIPS[: TIPS.index(b"\n") + 1] + line, line + b"\n" + TIPS):
            server.at("/tips.jsonl", answer(body))
            for more in ((), ("--prune",), ("--prune", "--yes")):
                assert "not " in well(tips("sync", "case", *more), 3).err
                assert truth(tips.home, "case").read_bytes() == before


def test_of_a_file_the_other_lines_are_kept(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    (tmp_path / "a.jsonl").write_bytes(TIPS + json.dumps(ERRORS[0]).encode() + b'\n{"title": "C", "body": "Three."}\n')
    assert counts(well(tips("import", str(tmp_path / "a.jsonl")))) == {"added": 3, "bad": 1}
    assert len(held(tips.home, "a")) == 3
    (tmp_path / "log.jsonl").write_bytes(b"".join(json.dumps(one).encode() + b"\n" for one in ERRORS[3:]))
    assert "a line of a log" in well(tips("import", str(tmp_path / "log.jsonl")), 3).err
