"""A folder as documents: what is passed over, and what `.gitignore` names, as git itself sees it."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guards import steps
from tests.importing import Inside, counts, held, well
from tests.made import many
from tipcli.ingest.folders import folder_documents
from tipcli.ingest.ignored import Ignored
from tipcli.readers.base import Document, Skipped

if TYPE_CHECKING:
    from pathlib import Path


def written(top: Path, *paths: str, text: str = "# T\n\nText.\n") -> None:
    for path in paths:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text)


def read(top: Path) -> tuple[list[str], dict[str, str]]:
    found = list(folder_documents(str(top)))
    names = [one.inside for one in found if isinstance(one, Document)]
    return names, {one.place: one.reason for one in found if isinstance(one, Skipped)}


@pytest.mark.parametrize(
    "folder",
    "node_modules _site public site output vendor logseq/bak logseq/version-files .obsidian .git __pycache__ Templates"
    " docs/_site a/b/node_modules".split(),
)
def test_a_folder_of_no_tips_is_passed_over_and_told_once(tmp_path: Path, folder: str) -> None:
    written(tmp_path, "a.md", f"{folder}/x.md", f"{folder}/deep/y.md")
    names, passed = read(tmp_path)
    assert names == ["a.md"]
    assert list(passed) == [folder]


def test_a_folder_that_was_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("public", "node_modules", ".hidden"):
        written(tmp_path / name, "a.md")
        assert read(tmp_path / name)[0] == ["a.md"]


def test_folders_that_only_sound_alike_are_read(tmp_path: Path) -> None:
    paths = ["bak/a.md", "output-notes/a.md", "sites/a.md", "vendors/a.md"]
    written(tmp_path, *paths)
    assert read(tmp_path) == (paths, {})


def test_what_gitignore_names_is_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "a.md", "private.md", "made/x.md", "in/private.md", "in/kept.md", "in/b.tmp.md")
    (tmp_path / ".gitignore").write_text("# private\n/private.md\nmade/\n")
    (tmp_path / "in" / ".gitignore").write_text("*.md\n!kept.md\n")
    names, passed = read(tmp_path)
    assert names == ["a.md", "in/kept.md"]
    assert passed == dict.fromkeys(["made", "private.md", "in/b.tmp.md", "in/private.md"], "what .gitignore names")


def test_a_picture_of_a_folder_is_not_opened(tmp_path: Path) -> None:
    written(tmp_path, "a.md", "b.png", "c.JPEG", "d.woff2")
    names, passed = read(tmp_path)
    assert names == ["a.md"]
    assert passed == {"b.png": "a picture", "c.JPEG": "a picture", "d.woff2": "a font"}


PATTERNS = st.lists(
    st.lists(
        st.sampled_from([*"ab*?/!\\ ", "**", "[ab]", "[!a]", "[a-b]", "a.md", "*.md", "/"]), min_size=1, max_size=5
    ),
    min_size=1,
    max_size=4,
).map(lambda lines: ["".join(parts) for parts in lines])
PATHS = ["a", "b", "a.md", "b.md", "ab", "a/a", "a/b", "a/a.md", "b/a/a.md", "b/a/b", "b/b/ab"]


@pytest.mark.skipif(not shutil.which("git"), reason="git is not here")
@many(60)
@given(PATTERNS)
def test_gitignore_is_read_as_git_reads_it(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    top = tmp_path_factory.mktemp("ignored")
    subprocess.run(["git", "init", "-q", str(top)], check=True)
    (top / ".gitignore").write_text("\n".join(lines) + "\n")
    for path in PATHS:
        ignored = Ignored(str(top))
        ignored.read("")
        parts = path.split("/")
        above = ["/".join(parts[:depth]) for depth in range(1, len(parts))]
        ours = any(ignored.names(folder, is_folder=True) for folder in above) or ignored.names(path, is_folder=False)
        asked = ["git", "-C", str(top), "check-ignore", "-q", "--no-index", path]
        for folder in above:
            (top / folder).mkdir(parents=True, exist_ok=True)
        assert ours == (subprocess.run(asked, check=False).returncode == 0), (lines, path)
        shutil.rmtree(top / parts[0], ignore_errors=True)


def test_stars_cost_no_more_than_pattern_times_name(tmp_path: Path) -> None:
    def asked(size: int) -> None:
        (tmp_path / ".gitignore").write_text("a*" * size + "b\n")
        ignored = Ignored(str(tmp_path))
        ignored.read("")
        assert not ignored.names("a" * size, is_folder=False)

    asked(20)
    assert steps(lambda: asked(40)) < 5 * steps(lambda: asked(20))


def test_what_is_about_the_project_is_passed_over_by_its_name(tmp_path: Path) -> None:
    passed = ["SUMMARY.md", "CONTRIBUTING.md", "LICENSE", "License.txt", "404.html", "docs/404.md", "Makefile", "NEWS"]
    read_ones = ["Contributing to a call.md", "news.md", "security.md", "summary.md"]
    written(tmp_path, *passed, *read_ones)
    names, why = read(tmp_path)
    assert names == read_ones
    assert sorted(why) == sorted(passed)


@pytest.mark.parametrize(
    ("last", "options", "wanted", "is_told"),
    [
        ("13/03/2024", (), "2024-03-05", False),
        ("03/13/2024", (), "2024-05-03", False),
        ("01/02/2024", (), "2024-05-03", True),
        ("01/02/2024", ("--dates", "dmy"), "2024-03-05", False),
    ],
)
def test_the_dates_of_a_folder_are_read_in_one_order(
    tmp_path: Path, last: str, options: tuple[str, ...], wanted: str, *, is_told: bool
) -> None:
    folder = tmp_path / "notes"
    (folder / "desk").mkdir(parents=True)
    (folder / "a.md").write_text("---\ntitle: A\ndate: 05/03/2024\n---\nOne.\n")
    (folder / "desk" / "b.md").write_text(f"Title: B\nDate: {last}\n\nTwo.\n")
    tips = Inside(tmp_path / "home")
    ran = well(tips("import", str(folder), *options))
    assert held(tips.home, "notes")[0]["date"] == wanted
    assert ("may be read in two ways" in ran.err) is is_told
    assert counts(well(tips("sync")))["unchanged"] == 2


def test_a_note_about_files_of_programs_is_none_of_them(tmp_path: Path) -> None:
    written(tmp_path, "makefile.md", "Makefile", "dockerfile.md", "Dockerfile", "Gemfile", "LICENSE.md", "LICENSE")
    names, skipped = read(tmp_path)
    assert names == ["dockerfile.md", "makefile.md"]
    assert sorted(skipped) == ["Dockerfile", "Gemfile", "LICENSE", "LICENSE.md", "Makefile"]


@pytest.mark.parametrize(
    ("paths", "is_read"),
    [
        (("content/templates/_index.md", "content/templates/base.md"), True),
        (("methods/site/AllPages.md",), True),
        (("Bases/Layouts/Cards view.md", "Bases/Layouts/List view.md"), True),
        (("layouts/base.html", "layouts/notes.md"), False),
        (("Templates/Book.md", "Templates/Person.md"), False),
        (("_site/a.md",), False),
        (("output/a.html",), False),
        (("node_modules/index.md",), False),
    ],
)
def test_a_folder_of_notes_is_read_whatever_it_is_called(
    tmp_path: Path, paths: tuple[str, ...], *, is_read: bool
) -> None:
    written(tmp_path, *paths, "note.md")
    names, skipped = read(tmp_path)
    assert set(names) == {"note.md", *(paths if is_read else ())}
    assert bool(skipped) is not is_read
