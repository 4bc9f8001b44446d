"""Versions of one's own, and the tips that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.made import a_tip, use_small_seeds
from tipcli.cli.versions import news, origin_of, version_of
from tipcli.library import Library
from tipcli.own import files, text
from tipcli.store.drafts import write

if TYPE_CHECKING:
    from pathlib import Path

TIP = a_tip(1, "Kettle", collection="blog", body="It boils.", gist="Hot.")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    use_small_seeds(tmp_path / "package", monkeypatch)
    write("blog", {}, [TIP])
    files.add("Kettle", text.of_tip(TIP, has_origin=True), text.of_tip(TIP, has_origin=False))


def said() -> list[str]:
    with Library() as library:
        return list(news(library, library.resolve(["mine/1"])))


def test_no_news_while_the_other_tip_is_as_it_was() -> None:
    assert said() == []
    with Library() as library:
        version = version_of(library, TIP)
        assert version
        assert version.ref == "mine/1"
        assert version_of(library, TIP.replace(number=2)) is None
        assert version_of(library, version) is None


def test_what_changed_is_named() -> None:
    write("blog", {}, [TIP.replace(body="It boils long.", gist="Hotter.")])
    assert said() == ["blog/1, of which mine/1 is a version, has changed: gist, body. tips edit mine/1 --diff"]


def test_a_tip_that_is_gone_is_told() -> None:
    write("blog", {}, [TIP.replace(number=2, slug="other")])
    assert said() == ["mine/1 was made from a tip that is gone; yours stays."]


@pytest.mark.parametrize("made", ["", "---\ntitle: x\n---\n", "---\nfrom: x\n---\n", "---\nfrom: [\n---\n"])
def test_a_text_that_names_no_tip_has_no_origin(made: str) -> None:
    with Library() as library:
        assert origin_of(library, made) is None
