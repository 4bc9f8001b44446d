"""Marks of programs in Markdown that are no text, heads in forms of their own, and what a note is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guards import steps
from tests.readers.notes.test_markdown import one, read
from tipcli.readers.base import Item, Skipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("<!-- lint off -->\n\n# T\n\nSame day.", "Same day."),
        ("One <!-- a\nb --> two.\n\n<!-- c -->\n\nThree.", "One  two.\n\nThree."),
        ("One %%mine%% two.", "One  two."),
        ("One. ^quote-of-mine\n\n- Two ^37066d", "One.\n\n- Two"),
        ("# T\n\n## Part {#part}\n\nOne.", "## Part\n\nOne."),
        ("# T\n\n## Part {: .wide }\n\nOne.", "## Part\n\nOne."),
        ("# T\n\nPart {#part}\n---\n\nOne.", "Part\n---\n\nOne."),
        ('```sh\nnote\n```\n{: data-line="1"}\n\nOne.', "```sh\nnote\n```\n\nOne."),
        ("{% raw %}\nClose it with {{ it }}.\n{% endraw %}", "Close it with {{ it }}."),
        ("One {% include x.html %}two.\n{% comment %}", "One two."),
        ("See [it]({{ '/queue/' | relative_url }}) and [that]({% link _posts/a.md %}).",
         "See [it](/queue/) and [that](_posts/a.md)."),
        ("One.\n\n<%= render 'x' %>\n\nTwo.", "One.\n\nTwo."),
        ('{{< figure src="a.png" >}}\n\nOne.\n\n{{% notice tip %}}\nTwo.\n{{% /notice %}}', "One.\n\nTwo."),
        ('# T\n\nimport A from "./a"\n\nOne.\n\n<A size="x" />\n\n<B>\nTwo.\n</B>', "One.\n\nTwo."),
        (":::tip Say it\nOne.\n:::\n\nTwo.", "> **Say it**\n>\n> One.\n\nTwo."),
        ("::: warning\nOne.\n\nMore.\n:::", "> **Warning**\n>\n> One.\n>\n> More."),
        (":::tip\n\nOne.\n\nMore.\n\n:::", "> **Tip**\n>\n> One.\n>\n> More."),
        ("One.\n\n{/* truncate */}\n\nTwo.", "One.\n\nTwo."),
        ("# T\n\n## Part {/* #part */}\n\nOne {/* a\nb */} two.", "## Part\n\nOne  two."),
        (":::note[Mine]\nOne.\n:::", "> **Mine**\n>\n> One."),
    ],
)  # fmt: skip
def test_marks_are_no_text(text: str, body: str, tmp_path: Path) -> None:
    assert one(text, tmp_path).body == body


@pytest.mark.parametrize(
    "body",
    [
        "Use `{/* truncate */}` in {/these/} and {/* no end.",
        "Use `<!-- c -->` and `%%x%%` and `{% raw %}` and ^2.",
        "```\n<!-- c -->\n%%x%%\n{% raw %}\n:::tip\n^a\n```",
        "Dear {{customer}}, it is 50%% off, <Name> says 10 ^ x.",
        "<!-- no end\n\nOne.",
        "Say {#1} to <guest>.",
        "import calm from 'desk'\nis what a poet writes.",
    ],
)
def test_what_a_text_is_about_stays(body: str, tmp_path: Path) -> None:
    assert one(f"# T\n\n{body}", tmp_path).body == body


def test_properties_of_blocks_of_logseq_are_no_text(tmp_path: Path) -> None:
    item = one("- Tell them.\n  mood:: calm\n- Twice.\n  id:: 65e6-1\n", tmp_path, "say.md")
    assert item.body == "- Tell them.\n- Twice."
    assert one("Use std:: in C++.\n\n  a:: b", tmp_path).body == "Use std:: in C++.\n\n  a:: b"


HEADS = (
    """Title: Wait
Date: 2024-03-06 00:30
Category: Phone
Tags: listening, voice
""",
    """title: Wait
date: 2024-03-06
category: Phone
tags: listening,
    voice
""",
    """<!--
.. title: Wait
.. date: 2024-03-06 00:30:00 UTC+01:00
.. category: Phone
.. tags: listening, voice
-->
""",
    """<!-- .. title: Wait -->
<!-- .. date: 2024-03-06 -->
<!-- .. category: Phone -->
<!-- .. tags: listening,voice -->""",
    """{
  "title": "Wait", "date": "2024-03-06",
  "category": "Phone", "tags": ["listening", "voice"]
}
""",
)


@pytest.mark.parametrize("head", HEADS)
def test_a_head_of_another_form_is_a_head(head: str, tmp_path: Path) -> None:
    item = one(f"{head}\nTell them.", tmp_path)
    assert (item.title, item.date, item.body) == ("Wait", "2024-03-06", "Tell them.")
    assert item.topics == ("Phone", "listening", "voice")


def test_a_head_of_nikola_may_lie_beside_the_post(tmp_path: Path) -> None:
    (tmp_path / "document.meta").write_text(".. title: Wait\n.. slug: wait\n.. date: 2024-03-06\n")
    path = tmp_path / "document.md"
    path.write_text("Tell them.")
    from tipcli.readers.base import Document, Options
    from tipcli.readers.notes.markdown import MarkdownReader

    [item] = MarkdownReader().read(Document(str(path), "it", "document.md"), Options())
    assert isinstance(item, Item)
    assert (item.title, item.slug, item.date, item.body) == ("Wait", "wait", "2024-03-06", "Tell them.")


@pytest.mark.parametrize(
    "text", ["Note: call back.\n\nTell them.", "Customer: How long?\nDesk: Ten minutes.\n\nMore.", '{"a": 1} is JSON.']
)
def test_prose_is_no_head(text: str, tmp_path: Path) -> None:
    assert one(text, tmp_path).body == text


@pytest.mark.parametrize("text", ["Title: T\nStatus: draft\n\nwords", "---\ntitle: T\nstatus: Draft\n---\nwords"])
def test_a_draft_may_say_so_as_its_status(text: str, tmp_path: Path) -> None:
    assert read(text, tmp_path) == [Skipped("line 1", "a draft")]


def test_null_is_nothing_and_quoted_null_is_a_word(tmp_path: Path) -> None:
    item = one("---\ntitle: 'null'\ntags: null\naction: ~\nauthor: null\nmood: NULL\n---\nBody.", tmp_path)
    assert (item.title, item.topics, item.action, item.credit, item.extra) == ("null", (), "", None, {})


def test_a_date_may_be_among_other_dates(tmp_path: Path) -> None:
    item = one("---\ndate:\n  created: 2024-03-05\n  updated: 2024-04-01\n---\nBody.", tmp_path)
    assert (item.date, item.undated) == ("2024-03-05", "")
    assert one("---\ndate: soon\n---\nBody.", tmp_path).undated == "soon"


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("## Problem\n\nP.\n\n## Solution\n\nS.", "Late parcel.md", "Late parcel"),
        ("## Problem\n\nP.", "2024-03-05-late-parcel.md", "Late parcel"),
        ("words\n\n## Cost", "Buy the good chair.md", "Buy the good chair"),
        ("words\n\n# Cost", "Buy the good chair.md", "Buy the good chair"),
        ("# One\n\na\n\n# Two\n\nb", "Both of them.md", "Both of them"),
        ("# One\n\na\n\n```\n# Two\n```", "Both of them.md", "One"),
        ("words", "keep_calm.md", "Keep calm"),
        ("words", "Greeting.md", "Greeting"),
        ("words", "顾客.md", "顾客"),
        ("words", "0123456789abcdef.md", ""),
        ("words", "2024-03-05.md", ""),
        ("## Notes\n\nwords", "2024-03-05.md", "2024-03-05"),
        ("- words", "Desk___Bell.md", "Desk/Bell"),
        ("words", "202403051200 Ask once.md", "Ask once"),
        ("words", "2024 in review.md", "2024 in review"),
        ("## Only this", "a.md", "Only this"),
        ("# To call <guest> with <number>\n\nDial.", "a.md", "To call <guest> with <number>"),
        ("# Use `<b>` and <b>this</b>\n\nDial.", "a.md", "Use <b> and this"),
        ("# Call back {#call-back}\n\nx", "a.md", "Call back"),
        ("Call back {#call-back}\n=========\n\nx", "a.md", "Call back"),
        ("# ![logo](x.png)\n\nwords", "Desk notes.md", "Desk notes"),
        ("# {{ page.title }}\n\nwords", "Desk notes.md", "Desk notes"),
        ("---\ntitle: '{{ title }}'\n---\nwords", "Desk notes.md", "Desk notes"),
        ("# [![badge](a.png)](b)\n\nwords", "Desk notes.md", "Desk notes"),
    ],
)
def test_a_note_is_called_by_its_heading_at_the_top_or_by_its_name(
    text: str, name: str, title: str, tmp_path: Path
) -> None:
    assert one(text, tmp_path, name).title == title


@pytest.mark.parametrize(
    "text",
    ["%%", "{% raw %}", "{% endraw %}{% raw %}", "<%", "{{", "{{<", ":::a\n", "^a\n", "# {#a}\n", "<A/>", ".. a: b\n"],
)
def test_work_of_looking_for_marks_grows_no_faster_than_the_text(text: str, tmp_path: Path) -> None:
    def found(count: int) -> None:
        assert isinstance(read(text * count + "a", tmp_path)[0], Item)

    found(100)
    assert steps(lambda: found(200)) < 2.2 * steps(lambda: found(100)) + 1000
