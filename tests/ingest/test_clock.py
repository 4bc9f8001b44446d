"""The clock of the work at a document; no test watches a real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, held, well
from tests.server import answer, serving
from tipcli.ingest import clock
from tipcli.ingest.clock import LEAST, RATE, Clock
from tipcli.model.errors import AccessError
from tipcli.readers.base import Document

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("size", "most"), [(0, LEAST), (650_000, LEAST), (100 * RATE, 100.0)])
def test_a_document_has_time_by_its_size(tmp_path: Path, size: int, most: float) -> None:
    path = tmp_path / "x.xml"
    with path.open("wb") as file:
        file.truncate(size)
    now = [5.0]
    timed = Clock(Document(str(path), "x.xml", "x.xml"), lambda: now[0], lambda: 10 * now[0])
    now[0] += most
    timed.check()
    now[0] += 0.1
    with pytest.raises(AccessError, match="not read after"):
        timed.check()


def test_the_work_is_looked_up_only_where_so_much_time_has_passed_that_it_may_be_over(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.touch()
    wall, asked = [0.0], []

    def now() -> float:
        asked.append(wall[0])
        return wall[0] / 4  # others have the processor in between

    timed = Clock(Document(str(path), "x.xml", "x.xml"), now, lambda: wall[0])
    ended = 0.0
    for second in range(400):
        wall[0] = second
        try:
            timed.check()
        except AccessError:
            ended = second
            break
    assert ended == 4 * LEAST + 1
    assert asked == sorted(set(asked))
    assert len(asked) < 25


def test_what_came_before_the_time_was_over_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 10_000, 25))
    monkeypatch.setattr(clock.Clock.__init__, "__defaults__", (lambda: next(ticks),) * 2)
    tips = Inside(tmp_path / "home")
    items = "".join(f"<item><title>T{number}</title></item>" for number in range(20))
    body = f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()
    with serving() as server:
        ran = well(tips("import", server.at("/feed", answer(body)), "--name", "news"), 3)
    assert "not read after 60 seconds of work" in ran.err
    assert 0 < len(held(tips.home, "news")) < 20
