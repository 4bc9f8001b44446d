"""The search of a site: Pagefind's program on its pages, and the mending of typos by node where it is there."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import tipcli.exports
from tests.exports.samples import ABOUT, TIPS
from tests.made import a_tip
from tipcli.exports import manifest, site_search
from tipcli.exports.site import SiteExport
from tipcli.exports.writing import write
from tipcli.model.errors import AccessError

SCRIPT = Path(tipcli.exports.__path__[0]) / "site.js"


@pytest.mark.skipif(site_search.program() is None, reason="Pagefind is not installed")
def test_pagefind_adds_an_index_that_belongs_to_the_export(tmp_path: Path) -> None:
    public = tmp_path / "public"
    for tips in (TIPS, [a_tip()]):  # the second over the first
        assert write(SiteExport(), tips, ABOUT, str(public), force=True) == len(tips)
        entry = json.loads((public / "pagefind" / "pagefind-entry.json").read_text())
        assert sum(one["page_count"] for one in entry["languages"].values()) == len(tips)
        assert (public / "pagefind" / "pagefind.js").stat().st_mode & 0o777 == 0o644
        assert not list((public / "pagefind").glob("*-ui*"))
        assert manifest.strange(str(public)) == ""
    assert 'id="find"' in (public / "index.html").read_text("utf-8")


def test_what_pagefind_says_is_told_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no room' >&2\nexit 7\n")
    program.chmod(0o755)
    monkeypatch.setattr(site_search, "program", lambda: str(program))
    with pytest.raises(AccessError, match="Pagefind ended with 7: no room"):
        write(SiteExport(), TIPS, ABOUT, str(tmp_path / "public"), force=False)
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind"]
    monkeypatch.setattr(site_search, "program", lambda: str(tmp_path / "nowhere"))
    with pytest.raises(AccessError, match="Pagefind: No such file"):
        site_search.add(str(tmp_path))


@pytest.mark.skipif(not shutil.which("node"), reason="node is not installed")
def test_a_typo_becomes_the_nearest_word_and_what_is_known_stays() -> None:
    queries = ["emapthy", "Calling backk", "angr", "empath", "xyzzyxyz", "a  of", ""]
    words = ["call", "calling", "back", "empathy", "angry"]
    made = f"{SCRIPT.read_text('utf-8')}\nconsole.log(JSON.stringify({json.dumps(queries)}.map((one) => "
    made += f"tipsCorrected(one, {json.dumps(words)}))));"
    done = subprocess.run(["node", "-e", made], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["empathy", "calling back", "angr", "empath", "xyzzyxyz", "a of", ""]
