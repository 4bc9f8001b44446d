"""What is made of a text that has no title or gist of its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.limits import processor_time
from tests.made import any_text, many
from tipcli.ingest import derive
from tipcli.model.text import clean_line

marks = st.sampled_from(
    ["# ", "## ", "- ", "> ", "**", "`", "[a](b)", "![x](y)", "](", "\n", "\n\n", ". ", "Mr. ", "e.g. ", ": ", "…",
     "---", "“Yes!” ", "word ", "I. ", "3. ", "\u3002"]
)  # fmt: skip
texts = st.lists(marks | any_text(8), max_size=20).map("".join)


@many(30)
@given(texts)
def test_gist_and_title_are_a_line_of_a_length_and_never_empty_for_a_text_with_words(text: str) -> None:
    gist, title = derive.gist(text), derive.title(text)
    assert derive.gist(f"{text}\n\nPlain words stand here.")
    assert len(gist) <= 110
    assert len(title) <= 60
    for line in (gist, title):
        assert line == clean_line(line)
    assert any(map(str.isalnum, gist)) is bool(gist) is bool(title)


@many(50)
@given(st.lists(st.sampled_from(["word ", "wörd, ", "don’t ", "e.g. "]), min_size=40, max_size=90).map("".join), texts)
def test_the_head_of_a_long_paragraph_gives_the_gist_and_title_of_the_whole(start: str, rest: str) -> None:
    text = start + rest
    made = derive.gist(text), derive.title(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derive, "_HEAD", derive._LOOKED_AT)
        assert made == (derive.gist(text), derive.title(text))


@many(60)
@given(
    st.lists(st.sampled_from(["word ", "Wörd. ", "e.g. ", "Go. ", "read more", "：", "…", "don’t ", "* "])).map("".join)
)
def test_a_first_paragraph_without_markdown_gives_what_parsing_it_does(start: str) -> None:
    text = f"So {start}\n\nMore words stand here."
    made = derive.gist(text), derive.title(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derive, "_MARKUP", re.compile(""))
        assert made == (derive.gist(text), derive.title(text))


@many(30)
@given(texts, st.integers(1, 50))
def test_what_is_cut_is_no_longer_than_allowed_and_begins_as_the_text_does(text: str, most: int) -> None:
    made = derive.cut(text, most)
    line = clean_line(text)
    assert len(made) <= most
    if len(line) <= most:
        assert made == line
    else:
        assert made.endswith("…")
        assert line.startswith(made.removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "gist"),
    [
        ("This is one sentence. And another.", "This is one sentence."),
        ("One sentence. And another.", "One sentence. And another."),
        ("No. Never promise what you cannot keep. More.", "No. Never promise what you cannot keep."),
        ("Same day.", "Same day."),
        ("Same day.\n\nCall the guest back. Do.", "Same day. Call the guest back."),
        ("等三秒再回答客人。然后说。", "等三秒再回答客人。"),
        ("Ask Mr. Smith first. Then go.", "Ask Mr. Smith first."),
        ("Ask J. Smith first. Then go.", "Ask J. Smith first."),
        ("“Who was it that told you?” she asked. Nobody.", "“Who was it that told you?”"),
        ("# A heading\n\nThe text stands here. More.", "The text stands here."),
        ("# Only a heading", "Only a heading"),
        ("- first thing\n- second thing", "first thing; second thing"),
        ("See [the page](https://x.example/a.b) now. Go.", "See the page now."),
        ("![A picture](x.png)\n\nThe text.", "The text."),
        ("![A picture](x.png)", "A picture"),
        ("[![image](https://x.example/x.png)](https://x.example/)\n\nThe text.", "The text."),
        ("![image](https://x.example/x.png)", "image"),
        ("See [[Other note]] and ![[a.png]] [[Deep/It#Part|that]].", "See Other note and that."),
        ("Three things:\n\n- one\n- two", "Three things:"),
        ("Run it like this:\n\n```sh\nmake check\n```\n\nThen tell the customer.", "Then tell the customer."),
        ("```sh\nring --back 42\n```\n\nUse it when the line drops.", "Use it when the line drops."),
        ("Type the number:\n\n```json\n{}\n```", "Type the number:"),
        ("```js\nconst fs = 1\n```", "const fs = 1"),
        (
            "> Show who is calling.\n> More: <https://x.example/>.\n\n- All:\n\n`calls --all`\n\n`calls {{a}}`",
            "Show who is calling.",
        ),
        ("`ring`\n\n> Ring them up, then wait.", "Ring them up, then wait."),
        ("- Ring them up:\n\n`ring --now`", "Ring them up:"),
        ("`ring --all` `ring`\n`stop`\n\n# Ring", "Ring"),
        ("`ring --back`", "ring --back"),
        ("`ring` rings them up. Wait.", "ring rings them up."),
        ("- a list\n\nA sentence of prose follows. More.", "A sentence of prose follows."),
        ("> said somebody\n\nA sentence of prose follows.", "A sentence of prose follows."),
        ("<!-- lint off -->\n\n# Call\n\nSame day.", "Same day."),
        ("<!-- lint\noff -->\nCall them the same day.", "Call them the same day."),
        ("%%mine%% Call them the same day.", "Call them the same day."),
        ("#calm #phone\n\nCall them the same day.", "Call them the same day."),
        (
            "See [the\npage](https://x.example/a) and [that][1] now.\n\n[1]: https://x.example/b",
            "See the page and that now.",
        ),
        ("Set `max_*_size` in my_file_name, not __init__.", "Set max_*_size in my_file_name, not __init__."),
        ("Do **this** and _that_ and __Those__ now.", "Do this and that and Those now."),
        ("Call <guest> and <b>wait</b> for them.", "Call <guest> and wait for them."),
        ("Wait three seconds before you answer. Continue reading", "Wait three seconds before you answer."),
        ("We drew the calls of a week.[\\[1\\]](https://x.example/#fn1)", "We drew the calls of a week."),
        ("Be kind to all of them[^1].\n\n[^1]: Or try.", "Be kind to all of them."),
        ("It costs 3.50 today. Pay.", "It costs 3.50 today."),
        ("snake_case stays.", "snake_case stays."),
        ("1. Apologise at once\n2. Fix it", "Apologise at once; Fix it"),
        ("... and then what? Nothing.", "... and then what?"),
        ("We open at 9 a.m. on Mondays. Come.", "We open at 9 a.m. on Mondays."),
        ("| when | do |\n| --- | --- |\n| angry | breathe |", "angry, breathe"),
        ("## Options\n\n### Format\n\n## Options\n\n## Files\n\n## More", "Options, Format, Files, More"),
        ("https://x.example/a\n\n- Ask them once, then wait", "Ask them once, then wait"),
        ("Reference\n\n- Ask them once, then wait", "Ask them once, then wait"),
        ("Nothing\n\n```\nmake all of it\n```", "Nothing"),
        ("| `a` | Ask them once |\n| `b` | Wait |", "a, Ask them once, b, Wait"),
        ("| A | B |\n|---|---|\n| Skill | |\n| *Mastery* | Ask them once |", "Mastery, Ask them once"),
        ("#inbox Take it as it is.\n\nOr leave it there.", "#inbox Take it as it is."),
        ("#Use a file from there\n\nTake it as it is.", "Take it as it is."),
        ("#Use a file from there#\n\n```\nget it\n```", "Use a file from there"),
        ("- https://x.example/\n- Ask them once, then wait", "Ask them once, then wait"),
        ("tags: #calm #desk\n\nTake it as it is.", "Take it as it is."),
        ("> **Once**\n>\n> Ring once only, then wait.", "Ring once only, then wait."),
        ("- [x] Ask\n- [ ] Wait\n- Listen to them", "Ask; Wait; Listen to them"),
        ("| when | do |\n| --- | --- |", "when, do"),
        ("| a \\| b | **c** |  |\n|:-:|---|---|\n", "a | b, c"),
        ("# Head\n\n| when | do |\n| --- | --- |", "Head"),
        ("| when | do |\n| --- | --- |\n\nThe text stands here. More.", "The text stands here."),
        ("", ""),
        ("---", ""),
    ],
)
def test_the_gist_is_the_first_sentence_without_markdown(text: str, gist: str) -> None:
    assert derive.gist(text) == gist


def test_a_whole_sentence_is_better_than_the_beginning_of_a_long_one() -> None:
    assert derive.gist("word " * 30 + "ends. This one is whole. More.") == "This one is whole."


@pytest.mark.parametrize("text", ["word " * 40, "word, " * 40, "w" * 300])
def test_a_long_sentence_is_cut_at_a_word_near_the_end(text: str) -> None:
    gist = derive.gist(text)
    assert 90 < len(gist) <= 110
    assert gist.endswith("…")
    assert not gist.endswith((",…", " …"))


@pytest.mark.parametrize(
    ("text", "title"), [("Count to ten. Then answer.", "Count to ten"), ("Wait… what?", "Wait…"), ("Well..", "Well..")]
)
def test_the_title_is_a_short_first_sentence_without_its_dot(text: str, title: str) -> None:
    assert derive.title(text) == title


@pytest.mark.parametrize("text", [mark * 200_000 for mark in ("[", "](", "[a](", "*", ". ", "Mr. ", "a\n", "# \n")])
def test_a_megabyte_of_one_thing_takes_linear_time(text: str) -> None:
    with processor_time():
        derive.gist(text)
        derive.title(text)
