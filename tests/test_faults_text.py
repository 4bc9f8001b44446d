"""Text that attacks: rows A1 to A9, A13 and A14 of the list of faults, on a terminal through the installed command.

The hostile text stands in the data folder as JSON Lines, past every cleaning of an import, and comes by escapes, as raw
bytes, and by what Markdown decodes. A case is an entry of a file in cases/faults.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import COMMAND, Ran, Tips, well
from tests.importing import Inside
from tests.limits import processor_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CASES = Path(__file__).parent / "cases" / "faults"
FORMATS = ("rich", "plain", "tsv", "json", "jsonl", "markdown")
STYLE = re.compile(r"\x1b\[[0-9;]*m")  # with LINK the only sequence that the command itself writes
LINK = re.compile(r"\x1b\]8;id=tip;(https?://[!-~]+)\x1b\\([!-~]+)\x1b\]8;;\x1b\\")
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


def put(home: Path, name: str, tips: Iterable[Mapping[str, object]], /, **header: object) -> Path:
    """Write a collection as its file would stand there: nothing is cleaned, all that is not ASCII is escaped."""
    whole = (
        {
            "number": number,
            "slug": f"{name}-{number}",
            "title": f"Tip {number}",
            "gist": "Gist.",
            "body": "Body.",
            **tip,
        }
        for number, tip in enumerate(tips, 1)
    )
    return put_bytes(home, name, "".join(json.dumps(one) + "\n" for one in whole).encode(), **header)


def put_bytes(home: Path, name: str, lines: bytes, /, **header: object) -> Path:
    path = home / "data" / "collections" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(json.dumps({"tipcli": 1, "name": name, **header}).encode() + b"\n" + lines)
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


def forbidden(text: str, *, styled: bool = False) -> frozenset[str]:
    """Return the characters of an output that no terminal may get; its own colours and links are none of them."""
    return FORBIDDEN & set(LINK.sub(_shown, STYLE.sub("", text)) if styled else text)


def _shown(link: re.Match[str]) -> str:
    """Return what stands on the screen for a link, of which it shows a row at least; one that leads elsewhere whole."""
    return link[2] if link[2] in link[1] else link[0]


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


COUNT = len(CONTROLS | DECODED)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with two collections: a tip for each attack, and one tip with all of them."""
    home = tmp_path_factory.mktemp("attacked")
    attacks = list((CONTROLS | DECODED).values())
    framed = (everywhere(text, number) for number, text in enumerate(attacks, 1))
    put(home, "evil", framed, topics=described(attacks), origin=CONTROLS["all at once"])
    put(home, "one", [everywhere(" ".join(attacks), 1)], topics=described(attacks))
    return Inside(home)


COMMANDS: dict[str, list[str]] = {
    "list": ["list", "-c", "evil"],
    "search": ["search", "-n", "0", "-c", "evil", "begin1"],
    "show": ["show", *(f"evil/{number}" for number in range(1, COUNT + 1))],
    "random": ["random", "-n", "0", "--seed", "1", "-c", "evil"],
    "today": ["today", "-c", "one"],
    "topics": ["topics"],
    "doctor": ["doctor"],
}


# A command shows the same fields as another in some formats; these are the pairs that differ.
PAIRS = {
    "list": ("rich", "tsv", "jsonl", "markdown"),
    "search": ("rich", "plain", "json"),
    "show": ("rich", "plain", "json", "markdown"),
    "random": ("rich",),
    "today": ("rich", "markdown"),
    "topics": ("plain", "tsv"),
    "doctor": ("plain",),
}


@pytest.mark.parametrize(("command", "form"), [(command, form) for command, forms in PAIRS.items() for form in forms])
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


@pytest.mark.parametrize("command", ["list", "search", "show", "today", "topics"])
def test_a1_a_terminal_gets_no_sequence_but_our_own_colours(attacked: Tips, command: str) -> None:
    ran = attacked.on_terminal(*COMMANDS[command], columns=200)
    well(ran)
    assert not forbidden(ran.out, styled=True)
    assert re.search(r"begin1 |topic1", STYLE.sub("", ran.out))


@pytest.mark.parametrize("command", ["search"])
def test_a1_plain_text_on_a_terminal_has_no_sequence_but_our_own_bold(attacked: Tips, command: str) -> None:
    ran = attacked.on_terminal(*COMMANDS[command], "-f", "plain")
    well(ran)
    assert "\x1b[1m" in ran.out
    assert not forbidden(ran.out, styled=True)


def test_a1_a_snippet_around_a_match_in_hostile_text_is_clean(tips: Tips) -> None:
    far, off = "far " * 60, "off " * 60
    put(
        tips.home,
        "evil",
        ({"body": f"{far}\n{text} needle {text}\n{off}"} for text in CONTROLS.values()),
    )
    ran = tips("search", "needle", "-n", "0", "-c", "evil", "--json")
    well(ran)
    snippets = {list(CONTROLS)[hit["number"] - 1]: hit["snippet"] for hit in json.loads(ran.out)}
    assert snippets.keys() == CONTROLS.keys()
    assert not {name for name, snippet in snippets.items() if "needle" not in snippet or " off off" not in snippet}
    assert not {name for name, snippet in snippets.items() if forbidden(snippet)}


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
    ran = attacked.on_terminal(*arguments)
    well(ran, 0, 1)
    assert ran.out
    assert not forbidden(ran.out, styled=True)


ARGUMENT = " ".join(CONTROLS.values()).replace("\0", "").encode("utf-8", "replace").decode()


@pytest.mark.parametrize(
    "before", [["list", "-t"], ["list", "--since"], ["show"], ["list", "-f"], ["help"]], ids=" ".join
)
def test_a1_an_argument_comes_back_clean_in_the_error_text(tips: Tips, before: list[str]) -> None:
    ran = tips(*before, f"qqq{ARGUMENT}")
    assert ran.status in (1, 2)
    assert ran.err.startswith("tips: ")
    assert ran.err.count("\n") == 1, ran.err
    assert not forbidden(ran.err)


def test_a1_the_value_of_a_variable_comes_back_clean_in_the_error_text(tips: Tips) -> None:
    ran = tips.on_terminal("topics", env={"TIPS_FORMAT": f"x{ARGUMENT}"})
    assert ran.status == 2
    assert "TIPS_FORMAT" in ran.out
    assert not forbidden(ran.out, styled=True)


@pytest.mark.parametrize(
    ("shell", "line"),
    [("bash", "tips show evil"), ("zsh", "tips show slug"), ("zsh", "tips list -t bad"), ("fish", "tips show evil")],
)
def test_a7_completion_of_a_hostile_collection_is_clean(attacked: Tips, shell: str, line: str) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_TYPER_COMPLETE_ARGS": line}
    words |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2]}
    ran = attacked(env=words | {"_TIPS_COMPLETE": f"complete_{shell}"})
    well(ran)
    assert ran.err == ""
    assert "evil/1" in ran.out or not line.endswith("evil")
    assert not forbidden(ran.out)
    assert not set(ran.out.replace("_arguments '*: :((", "").replace("))'", "")) & set("$`;|&<>()\ufffd")


def test_a2_what_markdown_decodes_is_cleaned_after_it(tips: Tips) -> None:
    bodies = (
        {"title": f"begin{number}", "body": f"first\n\n{text}\n\nlast"} for number, text in enumerate(DECODED.values())
    )
    put(tips.home, "evil", bodies)
    names = [f"evil/{number}" for number in range(1, len(DECODED) + 1)]
    piped, shown = tips("show", *names, "-f", "rich"), tips.on_terminal("show", *names)
    for ran in (piped, shown):
        well(ran)
        parts = re.split(r"begin\d+", ran.out)[1:]
        bodies_shown = [part for part in parts if "last" in part]
        assert len(bodies_shown) == len(DECODED)
        wrong = {name for name, part in zip(DECODED, bodies_shown, strict=True) if forbidden(part, styled=ran is shown)}
        assert not wrong


@pytest.fixture(scope="module")
def mangled(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with a collection of one tip for each run of bytes that is no clean UTF-8."""
    home = tmp_path_factory.mktemp("mangled")
    tip = b'{"number": %d, "slug": "s%d", "title": "Left ? on", "gist": "g?h", "body": "a ? b", "topics": ["t?"]}\n'
    lines = [(tip % (n, n)).replace(b"?", bytes.fromhex(data)) for n, data in enumerate(BYTES.values(), 1)]
    put_bytes(home, "evil", b"".join(lines))
    return Inside(home)


@pytest.mark.parametrize("form", FORMATS)
def test_a3_bytes_that_are_no_clean_utf_8_are_replaced(mangled: Tips, form: str) -> None:
    path = mangled.home / "data" / "collections" / "evil.jsonl"
    before = path.read_bytes()
    ran = mangled("show", *(f"evil/{number}" for number in range(1, len(BYTES) + 1)), "-f", form)
    well(ran)
    assert ran.out.count("Left ") >= len(BYTES)
    assert ran.out.count("\ufffd") >= len(BYTES)
    assert not forbidden(decoded(ran, form))
    assert path.read_bytes() == before


@pytest.mark.parametrize("field", ["origin", "synced", "name", "topics"])
def test_a3_lone_surrogates_in_the_header_take_nothing_away(tips: Tips, field: str) -> None:
    put(tips.home, "mine", [{"title": "Still here"}], **{field: {"a\ud800b": {}} if field == "topics" else "a\ud800b"})
    ran = tips("list", "-c", "mine")
    well(ran)
    assert "Still here" in ran.out


@pytest.mark.parametrize(
    "before",
    [["search"], ["search", "empathy"], ["show"], ["list", "-t"], ["list", "-c"], ["list", "--since"],
     ["random", "--seed"], []],
    ids=" ".join,
)  # fmt: skip
def test_a3_arguments_that_are_not_utf_8_are_an_ordinary_miss(tips: Tips, before: list[str]) -> None:
    data = b"caf\xe9 \xff\xed\xa0\x80\xc0\x9b[2J \x9b2J"
    done = subprocess.run([str(COMMAND), *before, data], env=tips.env(), capture_output=True, check=False)
    ran = Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
    well(ran, 0, 1, 2)
    assert ran.status or before[:1] in ([], ["search"], ["show"])
    assert not forbidden(ran.out + ran.err)


def test_a3_a_home_whose_name_is_not_utf_8_works_and_is_shown_clean(tmp_path: Path) -> None:
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 \xff\x9b2J"))
    command = Tips(home)
    put(home, "mine", [{"title": "Still here"}])
    put_bytes(home, "broken", b"no JSON\n")
    listed = command("list", "-c", "mine")
    well(listed)
    assert "Still here" in listed.out
    assert (home / "cache" / "indexes" / "mine.index").is_file()
    ran = command("doctor", "--json")
    well(ran, 3)
    assert not forbidden(decoded(ran, "json") + ran.err)


def test_a4_text_of_people_comes_through_byte_for_byte(tips: Tips) -> None:
    frames = "TGBAC"
    put(
        tips.home, "mine",
        ({"title": f"T {text} T", "gist": f"G {text} G", "body": f"B {text} B", "action": f"A {text} A",
          "topics": [text], "credit": {"title": f"C {text} C"}} for text in KEPT.values()),
    )  # fmt: skip
    names = [f"mine/{number}" for number in range(1, len(KEPT) + 1)]
    results = {form: tips("show", *names, "-f", form) for form in ("rich", "plain", "json", "markdown")}
    results |= {f"{form} on a terminal": tips.on_terminal("show", *names, "-f", form) for form in ("rich", "plain")}
    results["tsv"] = tips("list", "-c", "mine")
    missing = {
        (form, name, letter)
        for form, ran in results.items()
        for name, text in KEPT.items()
        for letter in (frames if form != "tsv" else "TG")
        if f"{letter} {text} {letter}".encode() not in ran.raw
    }
    assert not missing


def test_a4_right_to_left_words_are_found(tips: Tips) -> None:
    put(tips.home, "mine", [{"title": KEPT["Hebrew"]}, {"title": KEPT["Arabic"]}])
    for name in ("Hebrew", "Arabic"):
        ran = tips("search", "-c", "mine", KEPT[name].split()[0])
        well(ran)
        assert KEPT[name] in ran.out


@pytest.fixture(scope="module")
def literal(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with a collection of one tip for each text that looks like markup, and one tip with all."""
    home = tmp_path_factory.mktemp("literal")
    put(
        home, "mine",
        ({"title": f"T {text}", "gist": f"G {text}", "action": f"A {text}", "topics": [f"name{number}"]}
         for number, text in enumerate(LITERAL.values())),
        topics={f"name{number}": {"about": f"about {text}"} for number, text in enumerate(LITERAL.values())},
    )  # fmt: skip
    whole = " ~ ".join(LITERAL.values())
    put(home, "one", [{"title": f"T {whole}", "gist": f"G {whole}", "action": f"A {whole}"}])
    return Inside(home)


@pytest.mark.parametrize("form", ["rich", "plain", "tsv", "markdown"])
def test_a5_what_looks_like_markup_is_literal_in_every_command(literal: Tips, form: str) -> None:
    wide = {"COLUMNS": "900"}
    listed, topics = literal("list", "-c", "mine", "-f", form, env=wide), literal("topics", "-f", form, env=wide)
    shown = literal("show", *(f"mine/{number}" for number in range(1, len(LITERAL) + 1)), "-f", form, env=wide)
    shown_text = " ".join(shown.out.replace("▌", "").split())
    assert not [text for text in LITERAL.values() if f"T {text}" not in listed.out]
    assert not [text for text in LITERAL.values() if f"about {text}" not in topics.out]
    assert not [text for text in LITERAL.values() if f"T {text}" not in shown_text or f"G {text}" not in shown_text]
    assert form == "tsv" or not [text for text in LITERAL.values() if f"A {text}" not in shown_text]


@pytest.mark.parametrize("form", ["rich", "plain"])
def test_a5_what_looks_like_markup_is_literal_in_today_on_a_terminal(literal: Tips, form: str) -> None:
    ran = literal.on_terminal("today", "-c", "one", "-f", form, columns=900)
    well(ran)
    text = " ".join(STYLE.sub("", ran.out).replace("│", " ").split())
    assert text.count(" ~ ".join(LITERAL.values())) == 3


def test_a6_only_web_addresses_stay_links_all_others_become_their_text(tips: Tips) -> None:
    good = "[good](https://sound.example/)"
    put(
        tips.home, "evil",
        ({"title": f"begin{n}", "body": f"{good} [words]({link}) ![pic]({link}) [ref]\n\n[ref]: {link}\n\nlast"}
         for n, link in enumerate(LINKS.values())),
    )  # fmt: skip
    names = [f"evil/{number}" for number in range(1, len(LINKS) + 1)]
    for ran in (tips("show", *names, "-f", "rich", "--color", "always"), tips.on_terminal("show", *names)):
        well(ran)
        assert b"\x1b]8" not in ran.raw
        text = STYLE.sub("", ran.out)
        bodies = [part for part in re.split(r"begin\d+", text) if "last" in part]
        assert len(bodies) == len(LINKS)
        for address, part in zip(LINKS.values(), bodies, strict=True):
            assert all(word in part for word in ("sound.example", "words", "pic", "ref"))
            assert f"words ({address.partition('&')[0]}" not in part


def test_a6_the_address_of_a_credit_is_text_and_no_link(tips: Tips) -> None:
    links = {**LINKS, "long": "https://long.example/" + "a" * 5000}
    put(tips.home, "evil", ({"credit": {"title": "c", "url": link}} for link in links.values()))
    for ran in (tips.on_terminal("show", *(f"evil/{number}" for number in range(1, len(links) + 1))),):
        well(ran)
        assert b"\x1b]8" not in ran.raw


def test_a6_an_address_of_thousands_of_characters_becomes_its_text(tips: Tips) -> None:
    long = [f"https://long.example/{'a' * length}" for length in (5000, 15_000)]
    put(tips.home, "evil", ({"body": f"[words]({address}) done"} for address in long))
    ran = tips("show", "evil/1", "evil/2", "-f", "rich")
    well(ran)
    assert ran.out.count("words") == 2
    assert ran.out.count("done") == 2
    assert "long.example" not in ran.out
    assert all(address in tips("show", "evil/1", "evil/2", "-f", "plain").out for address in long)


@pytest.mark.parametrize("word", ["--help", "--"])
def test_a8_words_after_two_hyphens_are_never_options(tips: Tips, word: str) -> None:
    put(tips.home, "mine", [{"title": f"{word} quince", "slug": "-dash"}])
    assert f"mine/1. {word} quince" in tips("show", "--", f"{word} quince").out
    searched = tips("search", "-c", "mine", "--", word, "quince")
    well(searched)
    assert f"{word} quince" in searched.out


def test_a8_a_query_that_looks_like_an_option_is_refused_with_the_way_out(tips: Tips) -> None:
    ran = tips("search", "-x")
    assert ran.status == 2
    assert "'--'" in ran.err


@pytest.mark.parametrize("variable", ["PAGER", "TIPS_PAGER"])
@pytest.mark.parametrize("value", ["cat; touch pwned", "cat $(touch pwned)", "`touch pwned`"])
def test_a8_no_shell_reads_what_a_pager_variable_holds(
    tips: Tips, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = tips.on_terminal("topics", "--pager", "-f", "plain", env={variable: value})
    assert "empathy" in ran.out
    assert not (tmp_path / "pwned").exists()


def test_a9_a_hostile_path_is_shown_as_repr_would(tmp_path: Path) -> None:
    command = Tips(tmp_path / f"h{ARGUMENT.replace('/', '_')}e"[:120])
    put_bytes(command.home, "broken", b"no JSON\n")
    warned = command("list", "-n", "0")
    well(warned)
    assert warned.err.count("\n") == 1, warned.err
    assert "broken" in warned.err
    assert not forbidden(warned.err)
    ran = command("doctor")
    well(ran, 3)
    assert not forbidden(ran.out + ran.err)
    assert not forbidden(command.on_terminal("doctor", columns=200).out, styled=True)


def test_a9_files_with_hostile_names_in_the_data_folder_are_no_collections(tips: Tips) -> None:
    path = put(tips.home, "mine", [{}])
    for name in (b"\x1b[2J", b"\xff", b"..", b"-n", b"A B", b"$(touch pwned)", "\u202e".encode(), b"a" * 60, b"con\n"):
        Path(os.fsdecode(os.fsencode(path.parent) + b"/" + name + b".jsonl")).write_bytes(path.read_bytes())
    ran = tips("list", "-f", "json")
    well(ran)
    assert {tip["collection"] for tip in json.loads(ran.out)} == {"service", "mine"}
    checked = tips.on_terminal("doctor")
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
    return Inside(home)


def test_a13_every_odd_query_is_answered_or_missed_and_nothing_else(
    kettle: Tips, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tipcli.library import Library
    from tipcli.model.errors import NotFoundError
    from tipcli.model.results import Filters

    monkeypatch.setenv("TIPS_HOME", str(kettle.home))
    with Library() as library:
        for query in [*QUERIES, "\0", "\0kettle\0", "\ud800", "kettle \udcff"]:
            hits = library.search(query, Filters())
            assert bool(hits) >= ("kettle" in query)
            library.suggestions(query)
            with contextlib.suppress(NotFoundError):
                library.resolve([query])


@pytest.mark.parametrize("query", ['"', "NEAR(a b, 5)", "col:x", "*", "(((", "\u202e\x1b[2J", "", "; drop table tip"])
def test_a13_the_command_survives_every_operator_of_a_query(kettle: Tips, query: str) -> None:
    ran = kettle("search", "-c", "mine", "--", query)
    well(ran, 0, 1)
    assert ran.err.startswith("tips: nothing matches") == bool(ran.status)
    assert not forbidden(ran.err)


@pytest.mark.parametrize("query", ["don't e-mail co-worker's", "kettle) OR (water", "title:kettle"])
def test_a13_punctuation_in_a_query_keeps_its_words(kettle: Tips, query: str) -> None:
    ran = kettle("search", "-c", "mine", query)
    well(ran)
    assert "Fill the kettle" in ran.out


@pytest.mark.parametrize("command", ["search", "show"])
@pytest.mark.parametrize(
    "query",
    [pytest.param("word " * 20_000, id="20,000 words"), pytest.param("x" * 120_000, id="one word of 120,000 letters"),
     pytest.param(" ".join(f"w{number}" for number in range(18_000)), id="18,000 different words"),
     pytest.param('"(' * 50_000, id="100,000 quotes and brackets")],
)  # fmt: skip
def test_a13_a_huge_query_is_capped_and_its_echo_is_one_short_line(kettle: Tips, command: str, query: str) -> None:
    with processor_time():
        ran = kettle(command, "--", query)
        well(ran, 0, 1)
    assert len(ran.err) < 1000


@pytest.mark.parametrize("character", ["a", " ", "[", "\x1b", "&", "\u0301", "é", "\ud800", "\n", "-"])
@pytest.mark.parametrize("function", ["clean", "clean_line", "quoted", "word_count", "spans"])
def test_a14_a_million_characters_pass_every_function_of_text_in_linear_time(function: str, character: str) -> None:
    from tipcli.model import text

    with processor_time():
        assert getattr(text, function)(character * 1_000_000) is not None


@pytest.mark.parametrize("character", ["a", " ", "[", "-", "#", ">", "&", "\n", "\u0301", "é"])
def test_a14_a_snippet_from_a_million_characters_takes_linear_time(character: str) -> None:
    from tipcli.model.text import MARK_OFF, MARK_ON
    from tipcli.search.snippet import snippet

    long = character * 500_000
    body = f"{long} {MARK_ON}needle{MARK_OFF} {long}"
    with processor_time():
        found = snippet({"title": "", "topics": "", "gist": "", "action": "", "body": body})
    assert "needle" in found


@pytest.fixture(scope="module")
def enormous(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with three tips of a million equal characters each, indexed."""
    home = tmp_path_factory.mktemp("enormous")
    put(home, "mine", ({"title": f"Needle {c}", "body": f"thread {c * 1_000_000} end"} for c in "a ["))
    command = Inside(home)
    assert command("list", "-c", "mine").status == 0
    return command


@pytest.mark.parametrize(
    "arguments",
    [["list", "-c", "mine"], ["search", "thread", "-c", "mine"], ["show", "mine/1", "mine/2", "mine/3"]],
    ids=" ".join,
)
def test_a14_tips_of_a_million_characters_are_listed_found_and_shown(enormous: Tips, arguments: list[str]) -> None:
    with processor_time():
        ran = enormous(*arguments)
        well(ran)
        assert all(f"Needle {c}" in ran.out for c in "a[")


@pytest.mark.parametrize("number", [1, 2])
def test_a14_a_tip_of_a_million_characters_is_rendered(enormous: Tips, number: int) -> None:
    with processor_time():
        ran = enormous("show", f"mine/{number}", "-f", "rich")
        well(ran)
        assert "thread" in ran.out


# What an index in the cache may say that this program would never have written there.
POISON = {
    "tip": "slug title topics gist body action credit_title credit_publisher credit_url topic_words".split(),
    "topic": ["about", "aliases"],
    "term": ["word", "stem", "root"],
    "synonym": ["words"],
}
BAD = "\x1b]0;owned\x07\x9b2J\u202e\U000e0041\r\b\x7f"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose cached index holds raw control characters in every text."""
    home = tmp_path_factory.mktemp("poisoned")
    tip: dict[str, object] = {"body": "needle thread", "topics": ["sew"], "action": "needle", "credit": {"title": "x"}}
    put(
        home, "mine", ({"title": f"Needle {number}", **tip} for number in range(1, 9)),
        topics={"sew": {"about": "needles", "aliases": ["stitch"]}},
    )  # fmt: skip
    assert Inside(home)("list", "-c", "mine").status == 0
    with contextlib.closing(sqlite3.connect(home / "cache/indexes/mine.index", isolation_level=None)) as connection:
        for table, columns in POISON.items():
            for column in columns:
                kept = " where word != 'needle'" if table == "term" else ""  # by which the search finds the rest
                connection.execute(f"update or ignore {table} set {column} = {column} || ?{kept}", (f" {BAD} tail",))
        connection.execute("update or ignore topic set slug = slug || ?", (BAD,))
        connection.execute("update or ignore tip_topic set topic = topic || ?", (BAD,))
        connection.execute("update meta set value = ? where key in ('origin', 'synced')", (BAD,))
        connection.execute("insert into fts(fts) values('rebuild')")
    return home


@pytest.fixture
def poison(poisoned: Path, tmp_path: Path) -> Tips:
    shutil.copytree(poisoned, tmp_path / "home")
    return Inside(tmp_path / "home")


@pytest.mark.parametrize("form", ["rich", "plain"])
@pytest.mark.parametrize(
    ("arguments", "seen"),
    [(["list", "-c", "mine"], "tail"), (["search", "needle", "-c", "mine"], "tail"), (["topics"], "tail"),
     (["show", "mine/1", "mine/2"], "tail"), (["today", "-c", "mine"], "tail"), (["doctor"], "mine")],
)  # fmt: skip
def test_a1_a_hostile_index_in_the_cache_controls_no_terminal(
    poison: Tips, arguments: list[str], seen: str, form: str
) -> None:
    ran = poison(*arguments, "-f", form)
    well(ran)
    assert seen in ran.out  # the index was taken for fresh, or this proves nothing
    assert not forbidden(decoded(ran, form) + ran.err)


@pytest.mark.parametrize(
    "arguments",
    [["search", "needle"], ["show", "needle"], ["list", "-t", "seww"], ["search", "threadd"], ["search", "stitch"]],
)
def test_a1_a_hostile_index_in_the_cache_shows_nothing_forbidden_on_a_terminal(
    poison: Tips, arguments: list[str]
) -> None:
    ran = poison.on_terminal(*arguments)
    well(ran, 0, 1)
    assert ran.out
    assert not forbidden(ran.out, styled=True)


@pytest.mark.parametrize("column", ["date", "credit_date"])
def test_a1_dates_in_a_cached_index_that_are_none_break_no_command(poison: Tips, column: str) -> None:
    values = ["\x1b[2J", "2026-13-01", "2026", "", "x-y-z", "99999-1-1", "2026-01-01-01", "0-0-0"]
    with contextlib.closing(
        sqlite3.connect(poison.home / "cache/indexes/mine.index", isolation_level=None)
    ) as connection:
        for number, value in enumerate(values, 1):
            connection.execute(f"update tip set {column} = ? where number = ?", (value, number))
    for form in ("rich", "plain", "markdown"):
        ran = poison("show", *(f"mine/{number}" for number in range(1, 9)), "-f", form)
        well(ran)
        assert not forbidden(ran.out)


def test_a1_doctor_names_nothing_of_a_hostile_schema_raw(poison: Tips) -> None:
    with contextlib.closing(
        sqlite3.connect(poison.home / "cache/indexes/mine.index", isolation_level=None)
    ) as connection:
        connection.execute(f'create index "{BAD}" on tip(words)')
        connection.execute("pragma writable_schema = on")
        connection.execute("update sqlite_master set sql = replace(sql, 'words', 'complete') where name = ?", (BAD,))
    ran = poison.on_terminal("doctor", columns=300)
    well(ran, 0, 3)
    assert "damaged" in ran.out
    assert not forbidden(ran.out, styled=True)
