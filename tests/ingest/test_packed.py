"""A zip of notes is the folder that it was made of."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, counts, header, held, well
from tipcli.ingest import packed

if TYPE_CHECKING:
    from pathlib import Path

NOTES = {
    "notes/phone/Say the name.md": "Say the name once.\n",
    "notes/Other.md": "See [[Say the name]].\n",
    "notes/picture.png": "\x89PNG",
}


def zipped(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def test_its_folders_are_topics_its_links_lead_and_a_sync_changes_nothing(tips: Inside, tmp_path: Path) -> None:
    path = zipped(tmp_path / "team.zip", NOTES)
    ran = well(tips("import", str(path)))
    assert counts(ran) == {"added": 2, "skipped": 1}
    assert "team.zip" in ran.err
    found = {tip["title"]: tip for tip in held(tips.home, "team")}
    assert found["Say the name"]["topics"] == ["phone"]
    assert found["Other"]["body"] == "See Say the name."
    assert header(tips.home, "team")["origins"][0]["found"] == "zip"
    assert counts(well(tips("sync"))) == {"unchanged": 2, "skipped": 1}


def test_a_source_that_was_a_zip_stays_one(tips: Inside, tmp_path: Path) -> None:
    path = zipped(tmp_path / "team.zip", NOTES)
    well(tips("import", str(path)))
    path.write_text("<!DOCTYPE html><title>Guest Wi-Fi</title><h1>Sign in</h1><p>To go on, accept our terms of use.")
    ran = tips("sync", "team")
    assert ran.status == 3
    assert "something else now, not a zip of files" in ran.err
    assert len(held(tips.home, "team")) == 2


@pytest.mark.parametrize("name", ["../out.md", "/out.md", "a/../../out.md", "a\\..\\..\\out.md"])
def test_what_leads_out_of_the_folder_is_left_out(name: str, tips: Inside, tmp_path: Path) -> None:
    path = zipped(tmp_path / "team.zip", {"in.md": "In.\n", name: "Out.\n"})
    assert counts(well(tips("import", str(path)))) == {"added": 1}
    assert not list(tmp_path.rglob("out.md"))


def test_a_link_is_left_out(tips: Inside, tmp_path: Path) -> None:
    path = zipped(tmp_path / "team.zip", {"in.md": "In.\n"})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.md")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    assert counts(well(tips("import", str(path)))) == {"added": 1}


def test_files_and_bytes_are_counted(tips: Inside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "team.zip", NOTES)
    monkeypatch.setattr(packed, "MOST_FILES", 2)
    assert "more than 2 files" in well(tips("import", str(path)), 3).err
    monkeypatch.setattr(packed, "MOST_FILES", 10)
    monkeypatch.setattr(packed, "MOST_UNPACKED", 30)
    assert "when unpacked" in well(tips("import", str(path)), 3).err


def test_one_that_is_cut_off_is_said_to_be(tips: Inside, tmp_path: Path) -> None:
    path = zipped(tmp_path / "team.zip", NOTES)
    path.write_bytes(path.read_bytes()[:200])
    assert "damaged, or cut off" in well(tips("import", str(path)), 3).err
