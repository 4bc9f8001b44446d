"""Where tips truly are."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import PLAIN_CREDIT, a_tip, any_text, fields_of, many
from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import BUNDLED, Credit, Tip
from tipcli.store.drafts import write
from tipcli.store.jsonl import EDITORIAL
from tipcli.store.meanings import entry, packed
from tipcli.store.sources import Imported, Seeds, Source, collections_folder, imported, is_name

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def folder(home: Path) -> Path:
    return home / "data" / "collections"


lines = any_text(20).map(clean_line)
filled = lines.filter(bool)
days = st.none() | st.dates().map(lambda day: day.isoformat())
credits_ = st.builds(Credit, lines, st.none() | filled, days, st.none() | filled)
whole_tips = st.builds(
    Tip,
    collection=st.just("mine"),
    number=st.integers(1, 2**63 - 1),
    slug=st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True),
    title=filled,
    date=days,
    topics=st.lists(st.from_regex(r"[a-z0-9]{1,5}(-[a-z]{1,5})?", fullmatch=True), max_size=3, unique=True).map(tuple),
    gist=lines,
    body=any_text().map(clean),
    action=st.none() | filled,
    credit=st.none() | credits_,
    complete=st.booleans(),
)


@many(25)
@given(st.lists(whole_tips, max_size=4), st.sampled_from(["mine", "a-1"]))
def test_tips_written_and_read_again_are_the_same(tips: list[Tip], name: str) -> None:
    read = list(Imported(write(name, {}, tips)).tips())
    assert [fields_of(tip) | {"ref": "", "collection": ""} for tip in read] == [
        fields_of(tip) | {"ref": "", "collection": ""} for tip in tips
    ]
    assert {tip.collection for tip in read} <= {name}


def test_a_collection_is_json_lines_with_its_description_first(home: Path) -> None:
    tips = [a_tip(1, "Ümlaut “[x]”", credit=PLAIN_CREDIT), a_tip(2)]
    path = Path(write("mine", {"origin": "https://example.org/", "rotation": False}, tips))
    head, *rest = path.read_text("utf-8").split("\n")
    assert path == folder(home) / "mine.jsonl"
    assert json.loads(head) == {"tipcli": 1, "name": "mine", "origin": "https://example.org/", "rotation": False}
    written = [tip.as_object() for tip in tips]
    for fields in written:
        for key in (*EDITORIAL, "starred", "note"):  # where nothing is said, nothing is written
            del fields[key]
    assert [json.loads(line) for line in rest[:-1]] == written
    assert rest[-1] == ""
    assert "Ümlaut" in rest[0]


def test_what_is_written_is_for_the_user_alone_and_leaves_nothing_else(home: Path) -> None:
    old = os.umask(0o777)
    try:
        path = Path(write("mine", {}, [a_tip()]))
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in (home, home / "data", path.parent)} == {0o700}
    assert [entry.name for entry in path.parent.iterdir()] == ["mine.jsonl"]


class TroubleError(Exception):
    """What a source of tips may raise while a collection is written."""


def test_a_failure_in_the_middle_leaves_the_old_collection(home: Path) -> None:
    before = Path(write("mine", {}, [a_tip(1)])).read_bytes()

    def tips() -> Iterator[Tip]:
        yield a_tip(1)
        raise TroubleError

    with pytest.raises(TroubleError):
        write("mine", {}, tips())
    assert [(entry.name, entry.read_bytes()) for entry in folder(home).iterdir()] == [("mine.jsonl", before)]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_collection(home: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = Path(write("mine", {}, [a_tip(1)])).read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(AccessError, match="No space left") as caught:
        write("mine", {}, [a_tip(1), a_tip(2)])
    assert caught.value.hint == "Nothing was changed."
    assert [(entry.name, entry.read_bytes()) for entry in folder(home).iterdir()] == [("mine.jsonl", before)]


def test_text_that_cannot_be_encoded_is_no_hindrance_and_no_leftover(home: Path) -> None:
    write("mine", {"origin": "\udce9"}, [a_tip(1, "a\ud800b")])
    assert [entry.name for entry in folder(home).iterdir()] == ["mine.jsonl"]
    source = Imported(str(folder(home) / "mine.jsonl"))
    [tip] = source.tips()
    assert clean(tip.title) == tip.title
    assert clean(source.description()["origin"]) == source.description()["origin"]


@pytest.mark.parametrize("name", ["", "-a", "A", "a b", "ä", "a/b", "..", ".", "a" * 41, "a.b", "a\n", BUNDLED, "a\0"])
def test_what_cannot_name_a_collection_is_refused(home: Path, name: str) -> None:
    assert not is_name(name)
    with pytest.raises(AccessError):
        write(name, {}, [])
    assert not home.exists()


@pytest.mark.parametrize("name", ["a", "1", "a-", "my-tips-2", "a" * 40, "services"])
def test_letters_digits_and_hyphens_name_a_collection(name: str) -> None:
    assert is_name(name)


@many(40)
@given(any_text(45))
def test_a_name_is_safe_in_a_path_and_a_shell(name: str) -> None:
    if is_name(name):
        assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_collections_are_found_by_their_files_in_order_of_name(home: Path) -> None:
    for name in ("b", "a"):
        write(name, {}, [])
    for name in ("UPPER.jsonl", "notes.txt", ".hidden.jsonl", "service.jsonl", ".c-x.part", "jsonl", "é.jsonl"):
        (folder(home) / name).write_text("")
    assert [(source.name, source.path) for source in imported()] == [
        (name, str(folder(home) / f"{name}.jsonl")) for name in ("a", "b")
    ]


def test_no_folder_and_no_home_hold_no_collections(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert imported() == []
    home.write_text("a file")
    assert imported() == []
    monkeypatch.setattr("tipcli.store.sources.data_folder", lambda: None)
    assert collections_folder() is None
    assert imported() == []
    with pytest.raises(AccessError, match="cannot be written"):
        write("mine", {}, [])


HEADERS: list[tuple[dict[str, Any], dict[str, str]]] = [
    ({}, {"origin": "", "synced": "", "rotation": "yes"}),
    ({"rotation": False}, {"origin": "", "synced": "", "rotation": "no"}),
    ({"rotation": "false"}, {"origin": "", "synced": "", "rotation": "yes"}),
    ({"origin": "x\x1b[31m\ny", "synced": None}, {"origin": "x\ufffd[31m y", "synced": "", "rotation": "yes"}),
    ({"origin": ["a"], "synced": 5}, {"origin": "['a']", "synced": "5", "rotation": "yes"}),
    ({"origin": "\ud800"}, {"origin": "\ufffd", "synced": "", "rotation": "yes"}),
]


@pytest.mark.parametrize(("header", "wanted"), HEADERS)
def test_a_header_is_taken_for_what_it_is_and_cleaned(
    home: Path, header: dict[str, Any], wanted: dict[str, str]
) -> None:
    folder(home).mkdir(parents=True)
    path = folder(home) / "mine.jsonl"
    path.write_text(json.dumps({"tipcli": 1} | header) + "\n")
    assert Imported(str(path)).description() == wanted


def test_topics_of_a_collection_come_from_its_header() -> None:
    path = write("mine", {"topics": {"calm": {"about": "About", "aliases": ["stress"]}}}, [])
    [topic] = Imported(path).topics()
    assert (topic.slug, topic.about, topic.aliases) == ("calm", "About", ("stress",))
    assert Imported(path).synonyms() == []


def test_the_fingerprint_changes_with_the_file_and_so_does_the_digest() -> None:
    path = write("mine", {}, [a_tip(1)])
    source = Imported(path)
    before = source.fingerprint(), source.digest()
    assert (source.fingerprint(), source.digest()) == before
    write("mine", {}, [a_tip(2)])
    assert source.fingerprint() != before[0]
    assert source.digest() != before[1]
    os.utime(path, ns=(1, 1))
    assert source.meta() == {
        "name": "mine",
        "fingerprint": f"1 {os.path.getsize(path)} 1",
        "digest": source.digest(),
        "origin": "",
        "synced": "",
        "rotation": "yes",
    }


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe", "device", "loop"])
def test_what_is_no_regular_file_is_an_error_at_once(home: Path, kind: str) -> None:
    folder(home).mkdir(parents=True)
    path = folder(home) / "mine.jsonl"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "loop":
        path.symlink_to(path)
    with pytest.raises(AccessError, match=r"mine\.jsonl"):
        Imported(str(path)).meta()


def test_a_missing_or_unreadable_file_is_named_when_tips_are_read(home: Path) -> None:
    with pytest.raises(AccessError, match="No such file"):
        list(Imported(str(folder(home) / "mine.jsonl")).tips())


def test_seeds_are_the_markdown_and_toml_files_of_the_folder(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "001-one.md").write_text("---\ntitle: One\ngist: G.\ntopics: [calm]\n---\nBody\n")
    (seeds / "topics.toml").write_text('[calm]\nabout = "About"\naliases = ["stress"]\n')
    (seeds / "synonyms.toml").write_text('groups = ["calm, quiet"]\n')
    (seeds / "everyday.toml").write_text('groups = ["big, large"]\n')
    (seeds / "asked.toml").write_text('1 = "relax, unwind"\n')
    (seeds / "crisis.toml").write_text('grave = [1]\n[[crisis]]\ntips = [1]\nwords = "fire, in\\ndanger"\n')
    (seeds / "meanings.bin").write_bytes(packed("made from", {"rest": entry(40, [(1, 9)])}))
    (seeds / "notes.txt").write_text("not one of them")
    source = Seeds(str(seeds))
    assert [os.path.basename(path) for path in source.files()] == [
        "001-one.md", "asked.toml", "crisis.toml", "everyday.toml", "meanings.bin", "synonyms.toml", "topics.toml",
    ]  # fmt: skip
    assert [(tip.ref, tip.slug, tip.title) for tip in source.tips()] == [("1", "one", "One")]
    assert [topic.slug for topic in source.topics()] == ["calm"]
    assert source.synonyms() == [(False, ("calm", "quiet"))]
    assert source.description() == {"origin": "bundled", "synced": "", "rotation": "yes", "grave": "1"}
    assert source.everyday() == [(False, ("big", "large"))]
    assert source.asked() == {1: "relax, unwind"}
    assert source.crises() == [((1,), ("fire", "in danger"))]
    assert list(source.meanings()) == [("rest", entry(40, [(1, 9)]))]
    assert (source.name, source.is_checkout) == (BUNDLED, False)


def test_the_bundled_seeds_are_found() -> None:
    assert sum(name.endswith(".md") for name in Seeds().files()) >= 64


def test_a_folder_of_seeds_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="No such file"):
        Seeds(str(tmp_path / "nothing")).meta()


@pytest.mark.parametrize("method", ["files", "tips", "topics", "description"])
def test_a_source_says_itself_what_it_holds(method: str) -> None:
    with pytest.raises(NotImplementedError):
        getattr(Source(), method)()
    assert Source().synonyms() == Source().everyday() == []
