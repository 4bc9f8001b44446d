"""Text that attacks: rows A1 to A9, A13 and A14 of the list of faults, through the installed command.

The hostile text stands in the data folder as JSON Lines, past every cleaning of an import, and comes by escapes, as raw
bytes, and by what Markdown decodes. A case is an entry of a file in cases/faults.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import COMMAND, TODAY, Ran, Tips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CASES = Path(__file__).parent / "cases" / "faults"
FORMATS = ("rich", "plain", "tsv", "json", "jsonl", "markdown")
STYLE = re.compile(r"\x1b\[[0-9;]*m")  # the only sequence that the command itself writes
FORBIDDEN = frozenset(
    map(
        chr,
        chain(
            set(range(0x20)) - {0x09, 0x0A},
            range(0x7F, 0xA0),
            range(0x202A, 0x202F),
            range(0x2066, 0x206A),
            range(0xD800, 0xE000),
            range(0xE0000, 0xE0080),
        ),
    )
)


def cases(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


CONTROLS: dict[str, str] = cases("controls.json")
KEPT: dict[str, str] = cases("kept.json")
LITERAL: dict[str, str] = cases("literal.json")
DECODED: dict[str, str] = cases("decoded.json")
LINKS: dict[str, str] = cases("links.json")
BYTES: dict[str, str] = cases("bytes.json")
QUERIES: list[str] = cases("queries.json")


def put(home: Path, name: str, tips: Iterable[dict[str, object]], **header: object) -> Path:
    """Write a collection as its file would stand there: nothing is cleaned, all that is not ASCII is escaped."""
    whole = (
        {"number": number, "slug": f"{name}-{number}", "title": f"Tip {number}", "gist": "Gist.", "body": "Body."} | tip
        for number, tip in enumerate(tips, 1)
    )
    return put_bytes(home, name, "".join(json.dumps(one) + "\n" for one in whole).encode(), **header)


def put_bytes(home: Path, name: str, lines: bytes, **header: object) -> Path:
    path = home / "data" / "collections" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.dumps({"tipcli": 1, "name": name} | header).encode() + b"\n" + lines)
    return path


def everywhere(text: str, number: int, **more: object) -> dict[str, object]:
    """Return a tip with the text in every field, between two words that are seen to come out."""
    framed = f"begin{number} {text} end{number}"
    return {
        "number": number,
        "slug": f"slug{number}-{text}",
        "title": framed,
        "gist": framed,
        "body": f"{framed}\n\n- {framed}\n- twice\n\n> {framed}\n\n    {framed}\n\n```{text}\n{framed}\n```\n",
        "action": framed,
        "topics": [f"topic{number}", f"bad{text}", text],
        "credit": {"title": framed, "publisher": framed, "date": "2026-01-02", "url": f"https://x.example/{text}"},
        "date": "2026-01-02",
    } | more


def described(texts: Iterable[str]) -> dict[str, object]:
    """Return topics of a header, their names, descriptions and aliases all with one of the texts."""
    return {
        slug: {"about": f"about {text} done", "aliases": [f"alias {text}", text]}
        for number, text in enumerate(texts, 1)
        for slug in (f"topic{number}", f"bad{text}", text)
    }


def forbidden(text: str, *, styled: bool = False) -> set[str]:
    """Return the characters of an output that no terminal may get; its own colours are none of them."""
    return FORBIDDEN & set(STYLE.sub("", text) if styled else text)


def decoded(ran: Ran, form: str) -> str:
    """Return the output, and for JSON also every text in it as a program reads it."""
    documents = (
        [json.loads(ran.out)]
        if form == "json"
        else map(json.loads, ran.out.split("\n")[:-1])
        if form == "jsonl"
        else []
    )
    return ran.out + "".join(text for document in documents for text in strings(document))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in chain(value, value.values()) if isinstance(value, dict) else value:
            yield from strings(part)


def well(ran: Ran, *statuses: int) -> None:
    """Assert that a command ended as it may, without a word of a bug."""
    said = ran.err + ran.out
    assert ran.status in (statuses or (0,)), said
    assert "Traceback" not in said
    assert "should not have happened" not in said


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with two collections: a tip for each attack, and one tip with all of them."""
    home = tmp_path_factory.mktemp("attacked")
    attacks = list((CONTROLS | DECODED).values())
    put(
        home, "evil", (everywhere(text, number) for number, text in enumerate(attacks, 1)),
        topics=described(attacks), origin=CONTROLS["all at once"].replace("\ud800", ""),
    )  # fmt: skip
    put(home, "one", [everywhere(" ".join(attacks), 1)], topics=described(attacks))
    return Tips(home)


COUNT = len(CONTROLS | DECODED)
COMMANDS: dict[str, list[str]] = {
    "list": ["list", "-c", "evil"],
    "search": ["search", "-n", "0", "-c", "evil", "begin1"],
    "show": ["show", *(f"evil/{number}" for number in range(1, COUNT + 1))],
    "random": ["random", "-n", "0", "--seed", "1", "-c", "evil"],
    "today": ["today", "-c", "one"],
    "topics": ["topics"],
    "doctor": ["doctor"],
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a1_no_field_controls_a_terminal_in_any_command_or_format(attacked: Tips, command: str, form: str) -> None:
    ran = attacked(*COMMANDS[command], "-f", form)
    well(ran)
    assert not forbidden(decoded(ran, form))
    assert not forbidden(ran.err)
    if command in ("list", "show", "random") and (command, form) != ("list", "rich"):
        assert all(f"begin{number} " in ran.out and f"end{number}" in ran.out for number in range(1, COUNT + 1))
    if command in ("search", "today"):
        assert "begin1 " in ran.out
    if command == "topics":
        assert f"topic{COUNT}" in ran.out


@pytest.mark.parametrize("form", ["rich", "plain"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a1_a_terminal_gets_no_sequence_but_our_own_colours(attacked: Tips, command: str, form: str) -> None:
    ran = attacked.on_terminal(*COMMANDS[command], "-f", form, columns=200)
    well(ran)
    assert not forbidden(ran.out, styled=True)
    assert b"\x1b]" not in ran.raw
    assert re.search(rb"begin1 |topic1|ok.{0,20}tipcli", ran.raw)


@pytest.mark.parametrize("name", CONTROLS)
def test_a1_a_snippet_around_a_match_in_hostile_text_is_clean(tips: Tips, name: str) -> None:
    put(tips.home, "evil", [{"body": f"{'far ' * 60}\n{CONTROLS[name]}needle{CONTROLS[name]}\n{'off ' * 60}"}])
    ran = tips("search", "needle", "-c", "evil", "--json")
    well(ran)
    [hit] = json.loads(ran.out)
    assert "needle" in hit["snippet"]
    assert "far far" in hit["snippet"]
    assert not forbidden("".join(strings(hit)))


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["show", "begin5"], id="an unknown name"),
        pytest.param(["show", "slug"], id="an ambiguous slug"),
        pytest.param(["show", "evil/999"], id="an unknown number"),
        pytest.param(["list", "-t", "topik1"], id="a topic like one"),
        pytest.param(["list", "-t", "bad"], id="a topic like a hostile one"),
        pytest.param(["search", "begni17"], id="a word like one"),
        pytest.param(["search", "zzzqqqxxx"], id="nothing like it"),
    ],
)
def test_a1_errors_that_name_hostile_tips_are_clean(attacked: Tips, arguments: list[str]) -> None:
    ran = attacked(*arguments)
    well(ran, 0, 1)
    assert ran.err or ran.out
    assert not forbidden(ran.err + ran.out)
    shown = attacked.on_terminal(*arguments)
    well(shown, 0, 1)
    assert not forbidden(shown.out, styled=True)


@pytest.mark.parametrize("name", CONTROLS)
def test_a1_an_argument_comes_back_clean_in_the_error_text(attacked: Tips, name: str) -> None:
    text = CONTROLS[name].replace("\0", "").encode("utf-8", "replace").decode()
    for arguments in (["list", "-t", f"xyz{text}"], ["list", "--since", text], ["-f", text], [f"no{text}"]):
        ran = attacked(*arguments)
        assert ran.status in (1, 2)
        assert ran.err.count("\n") == 1, ran.err
        assert not forbidden(ran.err)


@pytest.mark.parametrize("name", CONTROLS)
def test_a1_values_of_variables_come_back_clean_in_the_error_text(tips: Tips, name: str) -> None:
    text = CONTROLS[name].replace("\0", "").encode("utf-8", "replace").decode()
    ran = tips.on_terminal("topics", env={"TIPS_FORMAT": f"x{text}"})
    assert ran.status == 2
    assert "TIPS_FORMAT" in ran.out
    assert not forbidden(ran.out, styled=True)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("line", ["tips show evil", "tips show slug", "tips list -t ", "tips list -t bad", "tips -"])
def test_a7_completion_of_a_hostile_collection_is_clean(attacked: Tips, shell: str, line: str) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_TYPER_COMPLETE_ARGS": line}
    words |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.split(" ")[-1]}
    ran = attacked(env=words | {"_TIPS_COMPLETE": f"complete_{shell}"})
    well(ran)
    assert ran.err == ""
    assert not forbidden(ran.out)
    assert not set(ran.out) & set("$`;|&<>�")


@pytest.mark.parametrize("name", DECODED)
def test_a2_what_markdown_decodes_is_cleaned_after_it(tips: Tips, name: str) -> None:
    put(tips.home, "evil", [{"title": "Sound title", "body": f"before\n\n{DECODED[name]}\n\nafter"}])
    piped = tips("show", "evil/1", "-f", "rich")
    shown = tips.on_terminal("show", "evil/1")
    for ran in (piped, shown):
        well(ran)
        assert "before" in ran.out
        assert "after" in ran.out
    assert not forbidden(piped.out)
    assert not forbidden(shown.out, styled=True)


@pytest.mark.parametrize("name", BYTES)
def test_a3_bytes_that_are_no_clean_utf_8_are_replaced(tips: Tips, name: str) -> None:
    data = bytes.fromhex(BYTES[name])
    line = b'{"number": 1, "slug": "s", "title": "Left %b right", "gist": "g%bh", "body": "top %b low", "topics": ["t%b"]}\n'
    path = put_bytes(tips.home, "evil", line.replace(b"%b", data))
    before = path.read_bytes()
    for form in FORMATS:
        ran = tips("show", "evil/1", "-f", form)
        well(ran)
        assert "Left" in ran.out
        assert "right" in ran.out
        assert not forbidden(decoded(ran, form))
    assert path.read_bytes() == before


@pytest.mark.parametrize("field", ["origin", "synced", "name"])
def test_a3_lone_surrogates_in_the_header_take_nothing_away(tips: Tips, field: str) -> None:
    put(tips.home, "mine", [{"title": "Still here"}], **{field: "a\ud800b"})
    ran = tips("list", "-c", "mine")
    well(ran)
    assert "Still here" in ran.out
    well(tips("doctor"))


@pytest.mark.parametrize("data", [b"\xff", b"caf\xe9", b"\xed\xa0\x80", b"\xc0\x9b[2J", b"a \x9b2J b"])
@pytest.mark.parametrize(
    "before",
    [["search"], ["search", "empathy"], ["show"], ["show", "1"], ["list", "-t"], ["list", "-c"], ["list", "--since"],
     ["today", "--date"], ["random", "--seed"], ["list", "-f"], []],
    ids=" ".join,
)  # fmt: skip
def test_a3_arguments_that_are_not_utf_8_are_an_ordinary_miss(tips: Tips, before: list[str], data: bytes) -> None:
    done = subprocess.run([str(COMMAND), *before, data], env=tips.env(), capture_output=True, check=False)
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    well(ran, 0, 1, 2)
    assert ran.status or before[0] == "search"
    assert not forbidden(ran.out + ran.err)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"caf\xe9", b"\x9b2J"])
def test_a3_a_home_whose_name_is_not_utf_8_works_and_is_shown_clean(tmp_path: Path, data: bytes) -> None:
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + data))
    command = Tips(home)
    put(home, "mine", [{"title": "Still here"}])
    path = put_bytes(home, "broken", b"no JSON\n")
    for form in FORMATS:
        well(command("list", "-c", "mine", "-f", form))
        ran = command("doctor", "-f", form)
        well(ran, 3)
        assert not forbidden(decoded(ran, form) + ran.err)
    assert (home / "cache" / "indexes" / "mine.index").is_file()
    assert path.exists()


@pytest.mark.parametrize("name", KEPT)
def test_a4_text_of_people_comes_through_byte_for_byte(tips: Tips, name: str) -> None:
    text = KEPT[name]
    tip = {"title": f"T {text} T", "gist": f"G {text} G", "body": f"B {text} B", "action": f"A {text} A"}
    put(tips.home, "mine", [tip | {"topics": [text], "credit": {"title": f"C {text} C"}}])
    for form, command in (("plain", "show"), ("json", "show"), ("markdown", "show"), ("tsv", "list"), ("rich", "show")):
        ran = tips(*([command, "mine/1"] if command == "show" else [command, "-c", "mine"]), "-f", form)
        well(ran)
        for letter in "TG" if command == "list" else "TGBAC":
            assert f"{letter} {text} {letter}".encode() in ran.raw
    for form in ("rich", "plain"):
        shown = tips.on_terminal("show", "mine/1", "-f", form)
        well(shown)
        assert f"B {text} B".encode() in shown.raw


@pytest.mark.parametrize("name", LITERAL)
def test_a5_what_looks_like_markup_is_literal_in_every_command(tips: Tips, name: str) -> None:
    text = LITERAL[name]
    put(
        tips.home, "mine", [{"title": f"T {text}", "gist": f"G {text}", "action": f"A {text}", "topics": ["mine-topic"]}],
        topics={"mine-topic": {"about": f"about {text}", "aliases": []}},
    )  # fmt: skip
    for form in ("rich", "plain", "tsv", "markdown"):
        listed, today, topics = (
            tips(*arguments, "-f", form, env={"COLUMNS": "300"})
            for arguments in (["list", "-c", "mine"], ["today", "-c", "mine"], ["topics"])
        )
        assert f"T {text}" in listed.out
        assert f"T {text}" in today.out
        assert f"G {text}" in today.out
        assert f"about {text}" in topics.out
        assert f"A {text}" in today.out or form == "tsv"
    shown = tips.on_terminal("show", "mine/1", columns=200)
    well(shown)
    plain = STYLE.sub("", shown.out)
    assert all(f"{letter} {text}" in " ".join(plain.split()) or "\\" in text for letter in "TG")
    assert not (tips.home / "pwned").exists()


@pytest.mark.parametrize("name", LINKS)
def test_a6_only_web_addresses_stay_links_all_others_become_their_text(tips: Tips, name: str) -> None:
    address = LINKS[name]
    body = f"[good](https://sound.example/) and [words]({address}) and ![pic]({address}) and [ref]\n\n[ref]: {address}"
    put(tips.home, "evil", [{"body": body, "credit": {"title": "c", "url": address}}])
    for ran in (tips("show", "evil/1", "-f", "rich", "--color", "always"), tips.on_terminal("show", "evil/1")):
        well(ran)
        assert b"\x1b]8" not in ran.raw
        text = STYLE.sub("", ran.out)
        body_text = text.partition("After")[0]
        assert "sound.example" in body_text
        assert all(word in body_text for word in ("words", "pic", "ref"))
        assert address.partition("&")[0] not in body_text


@pytest.mark.parametrize("length", [5000, 100_000])
def test_a6_an_address_of_thousands_of_characters_becomes_its_text(tips: Tips, length: int) -> None:
    address = "https://long.example/" + "a" * length
    put(tips.home, "evil", [{"body": f"[words]({address}) done"}])
    for ran in (tips("show", "evil/1", "-f", "rich"), tips.on_terminal("show", "evil/1")):
        well(ran)
        assert "words" in ran.out
        assert "done" in ran.out
        assert "long.example" not in ran.out
    assert address in tips("show", "evil/1", "-f", "plain").out


@pytest.mark.parametrize("word", ["-x", "--help", "--format=json", "-n", "--", "-"])
def test_a8_words_after_two_hyphens_are_never_options(tips: Tips, word: str) -> None:
    put(tips.home, "mine", [{"title": f"{word} title", "slug": "-dash"}])
    shown = tips("show", "--", f"{word} title")
    assert f"mine/1. {word} title" in shown.out
    searched = tips("search", "-c", "mine", "--", word)
    well(searched, 0, 1)
    assert "Usage" not in searched.out


def test_a8_a_query_that_looks_like_an_option_is_refused_with_the_way_out(tips: Tips) -> None:
    ran = tips("search", "-x")
    assert ran.status == 2
    assert "'--'" in ran.err


@pytest.mark.parametrize("variable", ["PAGER", "TIPS_PAGER"])
@pytest.mark.parametrize(
    "value", ["cat; touch pwned", "cat $(touch pwned)", "cat | touch pwned", "`touch pwned`", "touch pwned &&"]
)
def test_a8_no_shell_reads_what_a_pager_variable_holds(tips: Tips, variable: str, value: str) -> None:
    tips.home.mkdir()
    script = f'cd "{tips.home}" && exec "{COMMAND}" topics --pager -f plain'
    done = subprocess.run(
        ["script", "-qec", script, "/dev/null"], env=tips.env({variable: value, "SHELL": "/bin/sh"}),
        capture_output=True, stdin=subprocess.DEVNULL, timeout=30, check=False,
    )  # fmt: skip
    assert b"empathy" in done.stdout
    assert not (tips.home / "pwned").exists()


@pytest.mark.parametrize("name", [name for name in CONTROLS if "\0" not in CONTROLS[name] and "surrogates" not in name])
def test_a9_a_hostile_path_is_shown_as_repr_would(tmp_path: Path, name: str) -> None:
    if "\ud800" in CONTROLS[name]:
        pytest.skip("cannot be a path")
    command = Tips(tmp_path / f"h{CONTROLS[name].replace('/', '_')}e")
    put_bytes(command.home, "broken", b"no JSON\n")
    listed = command("list", "-n", "1", "--quiet")
    well(listed)
    warned = command("list", "-n", "0")
    assert warned.err.count("\n") == 1, warned.err
    assert "broken" in warned.err
    assert not forbidden(warned.err)
    for ran in (command("doctor"), command("doctor", "-f", "rich"), command("doctor", "-f", "markdown")):
        well(ran, 3)
        assert not forbidden(ran.out + ran.err)
    assert not forbidden(command.on_terminal("doctor", columns=200).out, styled=True)


def test_a9_files_with_hostile_names_in_the_data_folder_are_no_collections(tips: Tips) -> None:
    folder = put(tips.home, "mine", [{}]).parent
    line = (folder / "mine.jsonl").read_bytes()
    for name in (b"\x1b[2J", b"\xff", b"..", b"-n", b"A B", b"$(touch pwned)", "\u202e".encode(), b"a" * 60, b"CON\n"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name + b".jsonl")).write_bytes(line)
    ran = tips("list", "-f", "json")
    well(ran)
    assert {tip["collection"] for tip in json.loads(ran.out)} == {"service", "mine"}
    for checked in (tips("doctor"), tips.on_terminal("doctor")):
        well(checked)
        assert not forbidden(checked.out, styled=True)


def test_a9_a_long_path_still_names_the_file(tmp_path: Path) -> None:
    command = Tips(tmp_path / "a-long-name-for-a-folder" / "and-another-one-below-it" / "home")
    put_bytes(command.home, "broken", b"no JSON\n")
    assert "broken.jsonl" in command("list", "-n", "0").err


@pytest.fixture(scope="module")
def kettle(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    home = tmp_path_factory.mktemp("kettle")
    put(home, "mine", [{"title": "Fill the kettle", "body": "Cold water first. Don't e-mail a co-worker."}])
    return Tips(home)


def test_a13_every_odd_query_is_answered_or_missed_and_nothing_else(kettle: Tips) -> None:
    wrong = {}
    for query in QUERIES:
        for arguments in (["search", "-c", "mine", "--", query], ["show", "--", query]):
            ran = kettle(*arguments)
            if ran.status not in (0, 1) or "should not" in ran.err or forbidden(ran.err + ran.out):
                wrong[" ".join(arguments)] = ran
    assert not wrong


@pytest.mark.parametrize(
    "query", ["don't e-mail co-worker's", '"kettle"', "kettle*", "kettle) OR (water", "title:kettle"]
)
def test_a13_punctuation_in_a_query_keeps_its_words(kettle: Tips, query: str) -> None:
    ran = kettle("search", "-c", "mine", query)
    well(ran)
    assert "Fill the kettle" in ran.out


@pytest.mark.parametrize(
    "query",
    [pytest.param("word " * 20_000, id="20,000 words"), pytest.param("x" * 120_000, id="one word of 120,000 letters"),
     pytest.param(" ".join(f"w{number}" for number in range(20_000)), id="20,000 different words"),
     pytest.param('"' * 100_000, id="100,000 quotes"), pytest.param("kettle " + "(" * 100_000, id="100,000 brackets")],
)  # fmt: skip
def test_a13_a_huge_query_is_capped_and_its_echo_is_one_short_line(kettle: Tips, query: str) -> None:
    for command in ("search", "show"):
        begin = time.monotonic()
        ran = kettle(command, "--", query)
        well(ran, 0, 1)
        assert time.monotonic() - begin < 10
        assert len(ran.err) < 1000


def test_a13_null_characters_in_a_query_are_no_error(kettle: Tips, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipcli.library import Library
    from tipcli.results import Filters

    monkeypatch.setenv("TIPS_HOME", str(kettle.home))
    with Library() as library:
        assert [hit.tip.title for hit in library.search("\0kettle\0", Filters(collections=("mine",)))] == [
            "Fill the kettle"
        ]
        assert library.search("\0", Filters()) == []


@pytest.mark.parametrize("character", ["a", " ", "[", "\x1b", "&", "\u0301", "é", "\ud800", "\n", "\x02", "-", "'"])
@pytest.mark.parametrize("function", ["clean", "clean_line", "quoted", "word_count", "spans", "unmarked"])
def test_a14_a_million_characters_pass_every_function_of_text_in_half_a_second(function: str, character: str) -> None:
    from tipcli import text

    begin = time.process_time()
    getattr(text, function)(character * 1_000_000)
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize("character", ["a", " ", "[", "-", "#", ">", "&", "\n", "\u0301", "é"])
def test_a14_a_snippet_from_a_million_characters_takes_less_than_half_a_second(character: str) -> None:
    from tipcli.snippet import snippet
    from tipcli.text import MARK_OFF, MARK_ON

    long = character * 500_000
    body = f"{long} {MARK_ON}needle{MARK_OFF} {long}"
    begin = time.process_time()
    found = snippet({"title": "", "topics": "", "gist": "", "action": "", "body": body})
    assert time.process_time() - begin < 0.5
    assert "needle" in found


@pytest.mark.parametrize("character", ["a", " ", "[", "-", "*", "<"])
def test_a14_a_tip_of_a_million_characters_is_found_and_shown(tips: Tips, character: str) -> None:
    put(tips.home, "mine", [{"title": "Needle", "body": f"{character * 1_000_000} thread"}])
    for arguments in (
        ["list", "-c", "mine"],
        ["search", "thread", "-c", "mine"],
        ["show", "mine/1"],
        ["today", "-c", "mine"],
    ):
        begin = time.monotonic()
        ran = tips(*arguments, timeout=30)
        well(ran)
        assert "Needle" in ran.out
        assert time.monotonic() - begin < 10


# What an index in the cache may say that this program would never have written there.
POISON = {
    "tip": ["slug", "title", "topics", "gist", "body", "action", "credit_title", "credit_publisher", "credit_url", "topic_words"],
    "topic": ["about", "aliases"],
    "term": ["word", "stem", "root"],
    "synonym": ["words"],
}  # fmt: skip
BAD = "\x1b]0;owned\x07\x9b2J\u202e\U000e0041\r\b\x7f"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose cached index holds raw control characters in every text."""
    home = tmp_path_factory.mktemp("poisoned")
    put(
        home, "mine",
        [{"title": f"Needle {n}", "body": "needle thread", "topics": ["sew"], "action": "needle", "credit": {"title": "x"}}
         for n in range(1, 9)],
        topics={"sew": {"about": "needles", "aliases": ["stitch"]}},
    )  # fmt: skip
    assert Tips(home)("list", "-c", "mine").status == 0
    [index] = (home / "cache" / "indexes").glob("mine.index")
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        for table, columns in POISON.items():
            for column in columns:
                connection.execute(f"update or ignore {table} set {column} = {column} || ?", (f" {BAD} tail",))
        connection.execute("update or ignore topic set slug = slug || ?", (BAD,))
        connection.execute("update or ignore tip_topic set topic = topic || ?", (BAD,))
        connection.execute("update meta set value = ? where key in ('origin', 'synced')", (BAD,))
        connection.execute("insert into fts(fts) values('rebuild')")
    return home


@pytest.fixture
def poison(poisoned: Path, tips: Tips) -> Tips:
    shutil.copytree(poisoned, tips.home)
    return tips


def test_a1_the_poisoned_index_is_taken_for_fresh_so_that_these_tests_mean_something(poison: Tips) -> None:
    assert "tail" in poison("list", "-c", "mine").out


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "arguments",
    [["list", "-c", "mine"], ["search", "needle", "-c", "mine"], ["search", "stitch", "-c", "mine"], ["show", "mine/1", "mine/2"],
     ["random", "-n", "0", "-c", "mine", "--seed", "3"], ["today", "-c", "mine"], ["topics"], ["doctor"]],
    ids=" ".join,
)  # fmt: skip
def test_a1_a_hostile_index_in_the_cache_controls_no_terminal(poison: Tips, arguments: list[str], form: str) -> None:
    ran = poison(*arguments, "-f", form)
    well(ran, 0, 1)
    assert not forbidden(decoded(ran, form) + ran.err)


@pytest.mark.parametrize("arguments", [["search", "needle"], ["show", "mine/1"], ["show", "needle"], ["list", "-t", "seww"], ["search", "neddle"]], ids=" ".join)  # fmt: skip
def test_a1_a_hostile_index_in_the_cache_shows_nothing_forbidden_on_a_terminal(
    poison: Tips, arguments: list[str]
) -> None:
    ran = poison.on_terminal(*arguments)
    well(ran, 0, 1)
    assert not forbidden(ran.out, styled=True)


@pytest.mark.parametrize("column", ["date", "credit_date"])
@pytest.mark.parametrize("value", ["\x1b[2J", "2026-13-01", "2026", "", "x-y-z", "99999-1-1"])
def test_a1_a_date_in_a_cached_index_that_is_none_breaks_no_command(poison: Tips, column: str, value: str) -> None:
    [index] = (poison.home / "cache" / "indexes").glob("mine.index")
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        connection.execute(f"update tip set {column} = ?", (value,))
    for arguments in (["show", "mine/1"], ["show", "mine/1", "-f", "rich"], ["list", "-c", "mine", "-f", "rich"]):
        ran = poison(*arguments)
        well(ran)
        assert not forbidden(ran.out)


def test_a1_doctor_names_nothing_of_a_hostile_schema_raw(poison: Tips) -> None:
    [index] = (poison.home / "cache" / "indexes").glob("mine.index")
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        connection.execute(f'create index "{BAD}" on tip(words)')
        connection.execute("pragma writable_schema = on")
        connection.execute("update sqlite_master set sql = replace(sql, 'words', 'complete') where name = ?", (BAD,))
    for ran in (poison("doctor"), poison.on_terminal("doctor", columns=300)):
        well(ran, 0, 3)
        assert not forbidden(ran.out + ran.err, styled=True)


def test_a1_a_hostile_word_of_the_vocabulary_is_offered_clean(tips: Tips) -> None:
    put(tips.home, "mine", [{"title": "Fill the ke\u202ettle", "body": "\u202ewaterfall\u2066s"}])
    ran = tips("search", "-c", "mine", "waterfalll")
    assert not forbidden(ran.err + ran.out)


def test_today_is_the_day_that_these_tests_set(kettle: Tips) -> None:
    assert TODAY == "2026-11-22"
    assert "November 22" in kettle("today", "-c", "mine").out


Make = "Callable[..., Path]"
