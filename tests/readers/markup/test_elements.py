"""Elements of HTML as Markdown, each as another parser reads it."""

from __future__ import annotations

import pytest

from tipcli.readers.markup.converting import to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>Smile</h2><p>First.</p>", "## Smile\n\nFirst."),
        ("<p>One<br>two</p>", None),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```"),
        ('<pre><code class="language-python">x = 1</code></pre>', None),
        ("<blockquote><p>Said.</p></blockquote>", "> Said."),
        ("<p>She said <q>yes</q></p>", None),
        ("<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>", "**a** *b* ~~c~~ `d`"),
        ('<a href="https://example.org/a">here</a>', "[here](https://example.org/a)"),
        ('<a href="javascript:x">here</a>', "here"),
        ("<ol start=3><li>c</li><li>d</li></ol>", "3. c\n4. d"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("<dl><dt>word</dt><dd>meaning</dd></dl>", None),
        ('<iframe src="https://video.example/1"></iframe>', None),
    ],
)
def test_an_element_is_what_it_means(html: str, markdown: str | None) -> None:
    made = to_markdown(html, "https://example.org/").strip()
    if markdown is not None:
        assert made == markdown
    for word in ("One", "two", "x = 1", "yes", "word", "meaning"):
        assert (word in made) == (word in html)
