"""Templates are told from pages and notes that show how one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guards import steps
from tipcli.readers.base import Document, NotTipsError
from tipcli.readers.registry import chosen_reader
from tipcli.readers.templates import is_template

if TYPE_CHECKING:
    from pathlib import Path


def saved(folder: Path, text: str, name: str) -> Document:
    (folder / name).write_text(text)
    return Document(str(folder / name), name, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<!DOCTYPE html><title>{{ title }}</title><p>Some words.</p>"),
        ("a.html", "<!DOCTYPE html><title>T</title>{% block main %}<p>x</p>{% endblock %}"),
        ("a.html", "<html><body>{{{body}}}</body></html>"),
        ("a.html", "<html><body><h1><%= @title %></h1></body></html>"),
        ("a.html", "<html><?php the_title(); ?></html>"),
        ("a.html", "<html>{{ .Content }}</html>"),
        ("a.html", "<html>{{> header}}{{#each posts}}{{this.title}}{{/each}}</html>"),
        ("a.md", '---\ntitle: "{{ replace .Name }}"\ndate: x\n---\n'),
        ("a.md", "---\ntags: [x]\ntitle: <% tp.file.title %>\n---\nx"),
        ("a.md", "# {{title}}\n\n## Problem\n"),
        ("a.md", "Written <% tp.date.now() %>\n"),
    ],
)
def test_what_waits_to_be_filled_is_a_template(name: str, text: str, tmp_path: Path) -> None:
    document = saved(tmp_path, text, name)
    assert is_template(document)
    with pytest.raises(NotTipsError, match="a template"):
        chosen_reader(document, "")
    assert chosen_reader(document, "markdown").name == "markdown"


@pytest.mark.parametrize("name", ["Card.astro", "page.html.erb", "a.hbs", "b.md.j2", "c.vue", "d.njk"])
def test_a_template_is_told_by_its_ending(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotTipsError) as raised:
        chosen_reader(saved(tmp_path, "---\ntitle: x\n---\n# Words\n", name), "")
    assert raised.value.reason.startswith("a template")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.html",
            "<html><title>Marks</title><p>Write:</p><pre>{% block main %}</pre><code>{{ content }}</code></html>",
        ),
        ("a.html", "<html><title>Hello</title><p>Dear {{first_name}}, your order {{order}} is here.</p></html>"),
        ("a.html", "<html><!-- {% if x %} --><script>{{ content }}</script><p>Words.</p></html>"),
        ("a.md", "# Greet\n\nSee [the queue]({{ '/queue/' | relative_url }}).\n\n{% raw %}\nx\n{% endraw %}\n"),
        ("a.md", "# Write {{name}} in a letter\n\nIt is filled in.\n"),
        ("a.md", "---\ntitle: Letters\ntemplate: '{{x}}'\n---\nWords."),
        ("a.md", "Of marks.\n\n```\n# {{title}}\n<% tp.date.now() %>\n```\n\nThey are filled in.\n"),
        ("a.md", "# Marks\n\n# {{title}} is one\n"),
        ("a.txt", "{{ content }}"),
    ],
)
def test_what_shows_such_marks_is_none(name: str, text: str, tmp_path: Path) -> None:
    assert not is_template(saved(tmp_path, text, name))


@pytest.mark.parametrize("piece", ["{{", "{% ", "<code>", "<!--", "<title>", "---\n", "a: b\n", "# "])
def test_work_grows_no_faster_than_the_text(piece: str, tmp_path: Path) -> None:
    def told(count: int) -> None:
        for name in ("a.html", "a.md"):
            is_template(saved(tmp_path, "---\n" + piece * count + "{{", name))

    told(100)
    assert steps(lambda: told(400)) < 4.4 * steps(lambda: told(100)) + 1000
