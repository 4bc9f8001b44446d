"""Outlines as Logseq has them, and notes that are a frame without words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.importing import Inside, counts, held, well
from tipcli.readers.notes.habits import plain_markdown
from tipcli.readers.notes.outlines import is_hollow, is_outline, outlined

if TYPE_CHECKING:
    from pathlib import Path

ID = "6380b0a1-0bce-4ecc-b373-fee87e6e9519"


def test_properties_of_an_outline_are_fields_and_those_of_its_blocks_are_gone() -> None:
    body = "type:: [[Feature]]\nalias:: Ring back\n\n- Call them.\n  id:: x1\n  collapsed:: true\n\t- Today."
    assert is_outline(body)
    assert outlined({"title": "A"}, body) == (
        {"type": "Feature", "alias": "Ring back", "title": "A"},
        "- Call them.\n\t- Today.",
    )
    assert not is_outline("- Call them.\n- Today: now.")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("- #+BEGIN_NOTE\n  Ask once.\n  #+END_NOTE\n- Wait.", "- Ask once.\n- Wait."),
        ("#+BEGIN_QUOTE\nAsk once.\nThen wait.\n#+END_QUOTE", "Ask once.\nThen wait."),
        ("- #+begin_src sh\n  note\n  #+end_src", "- ```sh\n  note\n  ```"),
        ('- Before\n- #+BEGIN_QUERY\n  {:title "x"}\n  #+END_QUERY\n- After', "- Before\n- After"),
        (f"See {{{{embed (({ID}))}}}}", "See"),
        (f"As said (({ID})).", "As said ."),
        (f"[first]((({ID}))) of all", "first of all"),
        ("{{query (and [[a]] [[b]])}}", ""),
        ("{{cloze Ask}} once", "Ask once"),
        ("{{ask}} them", "{{ask}} them"),
        ("> [!tip]- Once\n> Ring.", "> **Once**\n>\n> Ring."),
        ("> [!NOTE]\n> Ring.", "> **Note**\n>\n> Ring."),
        ("```\n> [!tip] Once\n```", "```\n> [!tip] Once\n```"),
        ("> see [!this]", "> see [!this]"),
        ("## Todo\n\n- [ ] Call\n\n%% kanban:settings\n```\n{}\n```\n%%", "## Todo\n\n- [ ] Call"),
        (f"```\n(({ID}))\n#+BEGIN_NOTE\n```", f"```\n(({ID}))\n#+BEGIN_NOTE\n```"),
        ("f(g((x)))", "f(g((x)))"),
    ],
)  # fmt: skip
def test_what_the_program_puts_in_its_place_is_no_text(body: str, wanted: str) -> None:
    assert plain_markdown(body) == wanted


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("-", True),
        ("- \n\t-\n", True),
        ("![[Albums.base]]", True),
        ("## Notes\n\n![[Daily.base#x|y]]\n", True),
        ("- ![[a]]\n- ", True),
        ("## Open\n\n```dataview\nTABLE x\n```\n", True),
        ("```tasks\nnot done\n```\n\nwords", False),
        ("```sh\nnote\n```", False),
        ("## Problem\n\n## Solution", False),
        ("# Only a title", False),
        ("![[a]] and words", False),
        ("- words\n-", False),
        ("![x](a.png)", False),
        ("", False),
    ],
)
def test_a_frame_without_words_is_told(body: str, *, wanted: bool) -> None:
    assert is_hollow(body) is wanted


def test_of_a_graph_what_says_something_is_taken(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    for path, text in {
        "journals/2020_09_14.md": "---\ntitle: Sep 14th, 2020\n---\n\n-",
        "journals/2020_09_15.md": "- Asked [[Desk/Bell]] again.",
        "pages/Desk___Bell.md": "type:: [[Tool]]\ndescription:: Rings **once**, as [here](https://x.example) told.",
        "pages/Empty.md": "- ![[Desk.base]]",
    }.items():
        (graph / path).parent.mkdir(parents=True, exist_ok=True)
        (graph / path).write_text(text)
    tips = Inside(tmp_path / "home")
    assert counts(well(tips("import", str(graph)))) == {"added": 2, "skipped": 2}
    journal, page = held(tips.home, "graph")
    assert (journal["date"], journal["see"]) == ("2020-09-15", ["graph/2"])
    assert (page["title"], page["gist"]) == ("Desk/Bell", "Rings once, as here told.")


def test_a_variable_is_the_field_of_the_head(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\ndesc: Ask once\n---\n{{fm.desc}}, then wait. {{ fm.none }}\n")
    tips = Inside(tmp_path / "home")
    well(tips("import", str(tmp_path / "a.md")))
    assert held(tips.home, "a")[0]["body"] == "Ask once, then wait."


def test_a_drawing_is_no_note(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    (tmp_path / "v" / "a.excalidraw.md").write_text("---\nexcalidraw-plugin: parsed\n---\n# Text Elements\nBell ^x1\n")
    (tmp_path / "v" / "b.md").write_text("Ring once.")
    tips = Inside(tmp_path / "home")
    ran = well(tips("import", str(tmp_path / "v")))
    assert counts(ran) == {"added": 1, "skipped": 1}
    assert "a drawing" in ran.err
