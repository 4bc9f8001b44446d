"""Tips to export: any text in every field, and what goes wrong most."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.made import MARKUP, a_tip, any_text
from tipcli.exports.base import Collection
from tipcli.exports.registry import FORMATS, export
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import Credit, Tip, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable

# The formats that take any number of tips, of which none comes with a picture.
OF_MANY = [name for name in FORMATS if name not in {"svg", "png"}]
TOPICS = (Topic("empathy", 'What "they" feel\\', ("feelings", "in their shoes")), Topic("日本", "", ()))
ABOUT = Collection("mine", "My <tips> & more", TOPICS, "2026-01-31T08:00:00Z")
WHOLE = a_tip(
    12,
    "Give the Customer a Plan B",
    slug="give-the-customer-a-plan-b",
    date="2014-01-28",
    topics=("channels", "empathy"),
    gist="Tell people who wait about another way.",
    body="A paragraph with **bold** and `code`.\n\n- a [link](https://example.org/a?b=1&c=2)\n- two",
    action="Make a card.",
    credit=Credit("Give the Customer a Plan B", "A publisher", "2014-01-28", "https://example.org/tip"),
    guid="https://example.org/?p=12",
    link="https://example.org/plan-b",
    extra=json.dumps({"layout": "post", "weight": 3, "aliases": ["a", "b: c"], "author": "somebody"}),
)
ODD = a_tip(3, MARKUP, slug="日本", topics=("odd",), gist=f"Gist {MARKUP}", body=f"Body {MARKUP}", complete=False)
TIPS = (WHOLE, ODD, a_tip(4, "Bare"))

# Lines that mean something to one of the formats.
LINES = (
    "%", "%%", "%\t", " %", "---", "+++", "...", "<!-- body -->", "<!-- /body -->", "<!-- //body -->",
    "<!-- tip {} -->", "-->", "--", "]]>", "</article>", "<script>alert(1)</script>", "&#27;[31m", "&amp;lt;",
    "=1+1", "'=1", "-", "- a", '"', '","', "```", "# A title", "{", "\\", "&#xFFFE;", "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    # What other programs mean something by.
    "%% a comment", "#calls", "#fff", "{: .note }", "a `b`{:.c}", "{% highlight x %}", "{% endhighlight %}",
    "<!--more-->", "import a from 'b';", "title:: Another", "  id:: 6", "Tags: a, b",
    "[[A page]]", "[gallery]", "[row]",
    "[code]a[/code]", "[video http://example.org/v]", "id: 0123456789abcdef0123456789abcdef", "type_: 1",
    "The post [A](http://example.org/) appeared first on [B](http://example.org/).", "Read more", "[…]",
    "submitted by [/u/a](http://example.org/) \\[comments\\]", "1 post - 1 participant", "[Read full topic](a)",
    "https://example.org/?utm_source=a&b=1", "https://www.google.com/url?q=https://example.org/a&sa=D",
    "A 0123456789abcdef0123456789abcdef",
)  # fmt: skip

line = st.sampled_from(LINES) | any_text(20)
body = st.lists(line, max_size=5).map("\n".join)
json_value: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | line,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(line, inner, max_size=3),
    max_leaves=5,
)
keys = st.sampled_from(["author", "layout", "tags", "date", "draft", "extra", "weight", "no", "a-b"]) | line
optional = st.none() | line


@st.composite
def any_tips(draw: st.DrawFn, *, most: int = 3) -> list[Tip]:
    """Draw tips of one or two collections, any text in every field."""
    made = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        slug, title = draw(line), draw(line)
        fields = {
            "collection": draw(st.sampled_from(["mine", "other"])),
            "slug": slug if clean_line(slug) else "slug",
            "gist": draw(line),
            "body": draw(body),
            "date": draw(st.sampled_from([None, "2020-02-29", "0001-01-01"])),
            "topics": tuple(draw(st.lists(line, max_size=2))),
            "action": draw(optional),
            "credit": draw(st.none() | st.builds(Credit, line, optional, st.none() | st.just("2020-01-02"), optional)),
            "complete": draw(st.booleans()),
            "guid": draw(line),
            "link": draw(line | st.just("https://example.org/a b")),
            "extra": draw(st.just("") | st.dictionaries(keys, json_value, max_size=3).map(json.dumps)),
        }
        made.append(a_tip(number, title if title.strip() else "A title", **fields))
    return made


def text_of(name: str, tips: Iterable[Tip], about: Collection = ABOUT) -> str:
    """Return the whole export."""
    return "".join(export(name).pieces(tips, about))


def wanted(tip: Tip) -> dict[str, object]:
    """Return the record that has to be in an export of the tip, worked out without the code of the exports."""
    record = tip.as_object()
    empty = [key for key in ("sources", "see", "unlike", "format", "for", "risk", "place") if not record[key]]
    for key in ("ref", "collection", "guid", "link", "extra", "starred", "note", *empty):
        record.pop(key, None)
    record = {key: cleaned(value, clean if key == "body" else clean_line) for key, value in record.items()}
    more = {
        "guid": clean_line(tip.guid),
        "link": clean_line(tip.link),
        "extra": cleaned(json.loads(tip.extra or "{}"), clean),
    }
    return record | {key: value for key, value in more.items() if value}


def cleaned(value: Any, how: Any) -> Any:
    """Return JSON with every text in it cleaned."""
    if isinstance(value, str):
        return how(value)
    if isinstance(value, dict):
        return {how(key): cleaned(inner, how) for key, inner in value.items()}
    return [cleaned(inner, how) for inner in value] if isinstance(value, (list, tuple)) else value
