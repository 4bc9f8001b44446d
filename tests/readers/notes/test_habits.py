"""What programs write into Markdown beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guards import steps
from tests.readers.notes.test_markdown import one, read
from tipcli.readers.base import Document, Item, Options, Record, Skipped
from tipcli.readers.json.document import JsonReader
from tipcli.readers.tables.table import TableReader

if TYPE_CHECKING:
    from pathlib import Path

ID = "0123456789abcdef0123456789abcdef"


def test_a_page_of_notion_has_its_properties_as_fields(tmp_path: Path) -> None:
    text = (
        "# Say how long\n\nTags: calls, hold\nCreated: March 4, 2024 11:30 PM\nStatus: Done\n\nTell them.\n\nNote: so."
    )
    item = one(text, tmp_path, f"Say how long {ID}.md")
    assert (item.title, item.body, item.slug, item.guid) == (
        "Say how long",
        "Tell them.\n\nNote: so.",
        "Say how long",
        ID,
    )
    assert (item.date, item.topics, item.extra["Status"]) == ("2024-03-04", ("calls", "hold"), "Done")
    plain = one("# Say how long\n\nTell them.", tmp_path, f"Say how long {ID}.md")
    assert plain.body == "Tell them."
    prose = one("# Say how long\n\nTags: calls\n\nTell them.", tmp_path, "say.md")
    assert prose.body == "Tags: calls\n\nTell them."


@pytest.mark.parametrize(
    "text", ["Remember: say it first.", "Customer: How long?\nDesk: Ten minutes", "Note: call back."]
)
def test_sentences_behind_a_colon_are_no_properties(text: str, tmp_path: Path) -> None:
    item = one(f"# Say how long\n\n{text}\n\nTell them.", tmp_path, f"Say how long {ID}.md")
    assert item.body == f"{text}\n\nTell them."


def test_a_table_of_notion_is_left_out_where_its_pages_are(tmp_path: Path) -> None:
    table = tmp_path / f"Tips {ID}.csv"
    table.write_text("Name,Tags\nSay how long,calls\n")
    document = Document(str(table), "t", table.name)
    [row] = TableReader().read(document, Options())
    assert isinstance(row, Record)
    (tmp_path / f"Tips {ID}").mkdir()
    found = list(TableReader().read(document, Options()))
    assert found == [Skipped("line 1", "the pages that it lists are in the folder beside it")]


def test_a_note_of_joplin_has_its_fields_below_the_text(tmp_path: Path) -> None:
    below = f"id: {ID}\nparent_id: {ID}\ncreated_time: 2024-03-04T23:30:00.000Z\nauthor: \nsource_url: https://e.example/a\n"
    item = one(f"Say how long\n\nTell them.\n\n{below}type_: 1", tmp_path, f"{ID}.md")
    assert (item.title, item.body, item.date) == ("Say how long", "Tell them.", "2024-03-04")
    assert (item.guid, item.link) == (ID, "https://e.example/a")
    notebook = read(f"Notebook\n\n{below}type_: 2", tmp_path, f"{ID}.md")
    assert notebook == [Skipped("line 1", "no note but something else of Joplin's")]
    tied = read(f"{below}note_id: {ID}\ntag_id: {ID}\ntype_: 6", tmp_path, f"{ID}.md")
    assert tied == notebook


def test_a_page_of_logseq_has_its_properties_as_fields(tmp_path: Path) -> None:
    text = "title:: Say how long\ntags:: [[calls]], hold\n\n- Tell them.\n\t- Twice.\n\t  id:: 65e6-1\n"
    item = one(text, tmp_path, "say.md")
    assert (item.title, item.body, item.topics) == ("Say how long", "- Tell them.\n\t- Twice.", ("calls", "hold"))
    assert one("- A line", tmp_path, "2024_03_04.md").date == "2024-03-04"


def test_tags_in_the_text_are_topics_but_not_those_in_code(tmp_path: Path) -> None:
    text = "#calls/hold# and #tone.\n\nNo. #1, C#, a#b, `#code`, [x](#part)\n\n```\n#fenced\n```\n"
    assert one(text, tmp_path).topics == ("calls/hold", "tone")
    ours = "---\ntitle: T\ngist: G.\n---\n#kept"
    assert one(ours, tmp_path).topics == ()


def test_a_post_of_jekyll_has_words_as_tags_and_its_code_as_code(tmp_path: Path) -> None:
    head = "---\nlayout: post\ntitle: T\ncategories: calls hold\ntags: [wait, time zones]\n---\n"
    body = (
        "Tell them.\n<!--more-->\n{% highlight python linenos %}\n*a* = 5\n{% endhighlight %}\n\n![c](c.png){: .right }"
    )
    item = one(head + body, tmp_path, "2024-03-04-t.md")
    assert item.topics == ("calls", "hold", "wait", "time zones")
    assert item.body == "Tell them.\n\n```python\n*a* = 5\n```\n\n![c](c.png)"
    plain = one("---\ntitle: T\ntags: saying no\n---\nwords", tmp_path)
    assert plain.topics == ("saying no",)


@pytest.mark.parametrize(
    "body",
    [
        "Print it.\n\n```python\nprint('{:.2f} {: .3f}'.format(x))\n```\n\nOr `{: .note }` or {:.1f} or {: #b }.",
        "So:\n\n```\nabove\n<!--more-->\nbelow\n{: .note }\n```",
        "So:\n\n````\n{% highlight x %}\n```\n{% endhighlight %}\n````",
    ],
)
def test_marks_that_a_text_is_about_stay(body: str, tmp_path: Path) -> None:
    assert one(f"# T\n\n{body}", tmp_path).body == body


def test_a_text_that_begins_as_an_import_does_is_a_text(tmp_path: Path) -> None:
    text = "import calm from 'desk'\nis what a poet writes."
    assert one(text, tmp_path).body == text


def test_marks_of_jekyll_go_and_a_fence_is_longer_than_those_in_its_code(tmp_path: Path) -> None:
    block = "{% highlight x %}\n```\n{% endhighlight %}\n\n"
    item = one(f"{block}{block}One *b*{{:.c}}\n{{: #d }}\n<!--more-->\nTwo", tmp_path)
    assert item.body == "````x\n```\n````\n\n" * 2 + "One *b*\n\nTwo"


def test_colours_directives_and_code_between_other_fences_hold_no_tags(tmp_path: Path) -> None:
    text = "Use #fff; or #a1b2c3, in a #cafe.\n\n#include <a>\n\n```one```\n\n```\n~~~\n#no\n```\n\n#yes"
    assert one(text, tmp_path).topics == ("cafe", "yes")
    assert one("#Getting on\n\n##First\n\nA #yes", tmp_path).topics == ("yes",)


@pytest.mark.parametrize(
    ("text", "name", "inside", "reason"),
    [
        ("---\ntitle: T\n---\nwords", "a.md", "_drafts/a.md", "a draft"),
        ("---\ntitle: T\n---\n", "_index.md", "posts/_index.md", "about its folder, by its name"),
    ],
)
def test_files_of_a_site_that_are_no_posts_are_skipped(
    text: str, name: str, inside: str, reason: str, tmp_path: Path
) -> None:
    assert read(text, tmp_path, name, inside) == [Skipped("line 1", reason)]


def test_imports_of_mdx_are_no_text(tmp_path: Path) -> None:
    item = one("import A from '@theme/A';\nimport B from './b';\n\n# T\n\nTell them.", tmp_path, "t.mdx")
    assert (item.title, item.body) == ("T", "Tell them.")


def test_settings_of_programs_are_no_tips(tmp_path: Path) -> None:
    (tmp_path / "_category_.json").write_text('{"label": "Tips", "position": 2}')
    document = Document(str(tmp_path / "_category_.json"), "c", "_category_.json")
    assert list(JsonReader().read(document, Options())) == [Skipped("line 1", "of a program's own use, by its name")]


@pytest.mark.parametrize(
    "text", ["#a/", "{% highlight a %}\n", "<!--more-->\n", "<!--\n", "import A from 'b';\n", "{: .a}", "`", "a:: b\n"]
)
def test_work_of_looking_for_habits_grows_no_faster_than_the_text(text: str, tmp_path: Path) -> None:
    def found(count: int) -> None:
        assert isinstance(read(text * count + "a", tmp_path)[0], Item)

    found(100)  # what is loaded at the first time is no work of it
    assert steps(lambda: found(200)) < 2.2 * steps(lambda: found(100)) + 1000


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ask #phone once.", ("phone",)),
        ("#phone #desk", ("phone", "desk")),
        ("#phone, #desk\n\nAsk.", ("phone", "desk")),
        ("# T\n\n#Phone\n\nAsk.", ("Phone",)),
        ("#phone is where they\nask first.", ("phone",)),
        ("- #phone ask\n- wait", ("phone",)),
        ("#Greet the guest\n\nSay hello.", ()),
        ("#Greet\n\nSay hello.", ()),
        ("# T\n\n#Later in the day\n\nAsk.", ()),
        ("##Greet\n\nSay hello #x.", ("x",)),
        ("#define ASK 1\n#import <ask.h>\n#error no", ()),
        ("[1]: #notes\n[a b]: #c 'Title'", ()),
        ("- [x]: #y", ()),
        ("Paint it #abc, in colour.\ncolor: #fade", ()),
        ("We met at #cafe and #fade.", ("cafe", "fade")),
        ("#header {\n  top: 0\n}", ()),
        ("See `#code` and [there](#anchor) and C# or #1.", ()),
        ("```\n#comment\n```\n\n    #indented\n", ()),
    ],
)
def test_a_hashtag_is_a_word_of_the_prose(text: str, wanted: tuple[str, ...], tmp_path: Path) -> None:
    assert one(text, tmp_path).topics == wanted
