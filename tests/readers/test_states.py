"""What says that it is a draft is none of the tips, in whichever way and format it says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, counts, held, well
from tipcli.readers.states import unready

if TYPE_CHECKING:
    from pathlib import Path

DRAFTS = [
    ("draft", "TRUE"), ("draft", "t"), ("draft", "1"), ("draft", 1), ("draft", True), ("Draft", "yes"),
    ("is_draft", "true"), ("status", "draft"), ("Status", "Draft"), ("state", "auto-draft"), ("published", False),
    ("published", "f"), ("isPublished", "no"), ("post_status", "draft"),
]  # fmt: skip
READY = [
    ("draft", "FALSE"), ("draft", "f"), ("draft", "0"), ("draft", ""), ("draft", None), ("status", "publish"),
    ("status", "completed"), ("state", "drafted well"), ("published", "2024-03-05"), ("published", True),
    ("published", ""), ("drafts", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), DRAFTS)
def test_a_draft_says_so(name: str, value: object) -> None:
    assert unready({"title": "A", name: value})


@pytest.mark.parametrize(("name", "value"), READY)
def test_what_is_no_draft_is_taken(name: str, value: object) -> None:
    assert unready({"title": "A", name: value}) == ""


FORMS = {
    "csv": lambda draft: f"title,body,draft\nA,One.,{'t' if draft else 'f'}\n",
    "psql": lambda draft: f"title|body|draft\nA|One.|{'t' if draft else 'f'}\n",
    "json": lambda draft: json.dumps([{"title": "A", "body": "One.", "draft": draft}]),
    "jsonl": lambda draft: json.dumps({"title": "A", "body": "One.", "status": "draft" if draft else "live"}) + "\n",
    "md": lambda draft: f"---\ntitle: A\nstatus: {'draft' if draft else 'published'}\n---\nOne.\n",
    "toml.md": lambda draft: f'+++\ntitle = "A"\ndraft = {str(draft).lower()}\n+++\nOne.\n',
}


@pytest.mark.parametrize("form", FORMS)
def test_of_every_format_a_draft_is_skipped_with_a_reason(tmp_path: Path, form: str) -> None:
    tips = Inside(tmp_path / "home")
    folder = tmp_path / "all"
    folder.mkdir()
    for name, is_draft in (("one", True), ("two", False)):
        (folder / f"{name}.{form.replace('psql', 'csv')}").write_text(FORMS[form](is_draft))
    ran = well(tips("import", str(folder)))
    assert counts(ran) == {"added": 1, "skipped": 1}
    assert "a draft" in ran.err
    assert [tip["title"] for tip in held(tips.home, "all")] == ["A"]
