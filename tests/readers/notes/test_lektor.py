"""Pages of Lektor (3.3.14 built a site of these files), as files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, counts, held, well
from tipcli.readers.notes.lektor import lektor

if TYPE_CHECKING:
    from pathlib import Path

FIRST = """title: Greet first
---
author: Ana
---
pub_date: 2026-03-05
---
tags:

phone
front desk
---
body:

Say *hello* before the name.

----

- C++ and <name>

```
-----
```
"""


def test_fields_are_parted_by_three_hyphens_and_more_mean_one_less() -> None:
    found = lektor(FIRST)
    assert found
    fields, body = found
    assert fields == {
        "title": "Greet first", "author": "Ana", "pub_date": "2026-03-05", "tags": ["phone", "front desk"],
    }  # fmt: skip
    assert body == "Say *hello* before the name.\n\n---\n\n- C++ and <name>\n\n```\n----\n```"


@pytest.mark.parametrize("text", ["", "words alone", "---\n---\n", "No field\n---\nNone: either: but this\n"[:8]])
def test_what_has_no_field_is_none(text: str) -> None:
    assert lektor(text) is None


def test_each_page_is_a_tip_named_by_its_folder(tmp_path: Path) -> None:
    tips = Inside(tmp_path / "home")
    for name, text in {
        "": "title: Welcome\n---\nbody: The desk writes.\n",
        "blog": "_model: blog\n---\ntitle: Tips\n",
        "blog/first": FIRST,
        "blog/second": "title: Close well\n---\n_slug: thanks\n---\nbody: Say thanks.\n",
        "blog/third": "title: Not yet\n---\n_hidden: yes\n---\nbody: Say it.\n",
    }.items():
        (tmp_path / "content" / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name / "contents.lr").write_text(text)
    ran = well(tips("import", str(tmp_path / "content"), "--name", "l"))
    assert counts(ran) == {"added": 3, "skipped": 2}
    assert "a page without a text" in ran.err
    found = {tip["title"]: (tip["slug"], tip["date"], tip["topics"]) for tip in held(tips.home, "l")}
    assert found["Greet first"] == ("first", "2026-03-05", ["phone", "front-desk"])
    assert found["Close well"] == ("thanks", None, [])
    assert counts(well(tips("sync", "l"))) == {"unchanged": 3, "skipped": 2}
