"""What an office file has to be before a parser sees it; the limits are set low."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tipcli.readers.office import containers
from tipcli.readers.office.containers import UnfitError, check

if TYPE_CHECKING:
    from pathlib import Path


def made(folder: Path, **parts: bytes) -> str:
    with zipfile.ZipFile(folder / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("_", "."), data)
    return str(folder / "a.docx")


def test_what_is_unpacked_is_counted_over_all_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, a_xml=b"x" * 600, b_xml=b"x" * 600, c_png=b"x" * 9000)
    check(path)
    monkeypatch.setattr(containers, "MOST_UNPACKED", 1000)
    with pytest.raises(UnfitError, match="when unpacked"):
        check(path)


def test_parts_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MOST_PARTS", 1)
    with pytest.raises(UnfitError, match="more than 1 parts"):
        check(made(tmp_path, a_xml=b"<a/>", b_xml=b"<b/>"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("at", [0, 7, 30])
def test_a_declaration_is_seen_wherever_it_stands(
    encoding: str, at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "_PIECE", 16)
    text = (" " * at + "<!DOCTYPE a><a/>").encode(encoding)
    with pytest.raises(UnfitError, match="entities"):
        check(made(tmp_path, a_xml=text))


def test_what_is_cut_off_is_said_to_be(tmp_path: Path) -> None:
    path = made(tmp_path, a_xml=b"<a/>" * 99)
    with open(path, "rb+") as file:
        file.truncate(40)
    with pytest.raises(UnfitError, match="cut off"):
        check(path)
