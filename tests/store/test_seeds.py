"""The folder of the bundled collection."""

from __future__ import annotations

from pathlib import Path

import pytest

from tipcli.model.errors import AccessError
from tipcli.store.seeds import read_synonyms, read_tips, read_topics

ROOT = Path(__file__).resolve().parents[2]
TIP = "---\ntitle: T\ngist: G\n---\nBody\n"


def test_tips_come_by_number_with_the_slug_of_their_file(tmp_path: Path) -> None:
    for name in ("010-b.md", "002-a-b-c.md", "1000-c.md"):
        (tmp_path / name).write_text(TIP)
    (tmp_path / "notes.txt").write_text("not one")
    tips = list(read_tips(str(tmp_path)))
    assert [(tip.number, tip.slug, tip.collection) for tip in tips] == [
        (2, "a-b-c", "service"),
        (10, "b", "service"),
        (1000, "c", "service"),
    ]


def test_a_folder_may_be_empty(tmp_path: Path) -> None:
    assert [*read_tips(str(tmp_path)), *read_topics(str(tmp_path)), *read_synonyms(str(tmp_path))] == []


@pytest.mark.parametrize("name", ["readme.md", "000-a.md", "-a.md", "12.md", "12-.md", "a12-b.md", "١-a.md"])
def test_a_file_without_number_and_slug_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TIP)
    with pytest.raises(AccessError, match=r"is not NNN-slug\.md") as caught:
        list(read_tips(str(tmp_path)))
    assert name in caught.value.message


@pytest.mark.parametrize(("data", "said"), [(b"\xff\xfe", "not UTF-8"), (b"", "title is missing")])
def test_a_file_that_holds_no_tip_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "001-a.md").write_bytes(data)
    with pytest.raises(AccessError, match=rf"^seeds/001-a\.md: {said}"):
        list(read_tips(str(tmp_path)))


def test_a_folder_that_is_missing_is_named() -> None:
    with pytest.raises(AccessError, match="'/nowhere/at-all': No such file"):
        list(read_tips("/nowhere/at-all"))


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "001-a.md").mkdir()
    with pytest.raises(AccessError, match=r"^seeds/001-a\.md: Is a directory"):
        list(read_tips(str(tmp_path)))


def test_topics_keep_their_order_and_are_clean(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_text(
        '[b]\nabout = "About\\u001b b"\naliases = ["x", "y z"]\n[a]\nabout = "A"\n[c]\naliases = []\n'
    )
    assert [(topic.slug, topic.about, topic.aliases) for topic in read_topics(str(tmp_path))] == [
        ("b", "About\ufffd b", ("x", "y z")),
        ("a", "A", ()),
        ("c", "", ()),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a\n", "topics.toml"),
        ('a = "text"\n', "[a] needs a line"),
        ('[a]\naliases = "x"\n', "[a] needs a line"),
        ("[a]\n[a]\n", "topics.toml"),
    ],
)
def test_topics_of_another_shape_are_an_error(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "topics.toml").write_text(text)
    with pytest.raises(AccessError) as caught:
        read_topics(str(tmp_path))
    assert said in caught.value.message


def test_synonyms_are_sets_of_members(tmp_path: Path) -> None:
    (tmp_path / "synonyms.toml").write_text('groups = ["a, b c ,d"]\nforms = ["teach, taught"]\n')
    assert read_synonyms(str(tmp_path)) == [(True, ("teach", "taught")), (False, ("a", "b c", "d"))]


def test_the_bundled_files_name_only_known_topics_and_each_slug_once() -> None:
    seeds = str(ROOT / "seeds")
    known = {topic.slug for topic in read_topics(seeds)}
    tips = list(read_tips(seeds))
    assert {topic for tip in tips for topic in tip.topics} <= known
    assert len({tip.slug for tip in tips}) == len({tip.number for tip in tips}) == len(tips)
    assert all(tip.topics and tip.action for tip in tips)
    assert all(len(set(members)) > 1 for _, members in read_synonyms(seeds))
