"""Files that attack: rows B1 to B6, B10, B12 and B13 of the list of faults.

No file here harms a parser. Limits are set low, and what parsers of other people are given is watched: see `guards`.
The guards themselves are tested beside the readers.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import feedparser
import justhtml
import pytest

from tests.conftest import COMMAND, ROOT, Ran, Tips, well
from tests.guards import overflowing, watched
from tests.hostile import ATOM, FEED, WXR, encoded
from tests.ingest.test_hostile import measured, one_line, refused, tips_of
from tests.server import answer, serving
from tests.test_faults_text import forbidden, strings
from tests.tracing import needs_strace, tracer
from tipcli.readers import base, lines
from tipcli.readers.feeds import items, xml
from tipcli.readers.markup import parsing
from tipcli.readers.tables import table

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these files are made with Linux's means")

CASES = ROOT / "tests" / "cases" / "hostile"
ENTITIES = sorted(path.name for path in (CASES / "entities").iterdir())
# What stands after the root is not read, UTF-7 is no encoding of XML, and what is no feed in its first 64 KB is none.
HARMLESS = {"after-root.xml", "utf7.xml", "late.xml"}
END = "</channel></rss>"
MEGABYTES = 150  # at most, where the list says 100: an interpreter with its libraries has some 30 of them


# B1, B2 and B3. XML


GOOD = f"{FEED.format('t')}<item><title>Good</title></item>{END}"


def test_b1_declared_entities_are_refused_in_one_line_each_that_says_so(
    tips: Tips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [watched(monkeypatch, feedparser, "parse"), watched(monkeypatch, ET, "fromstring")]
    (tmp_path / "good.xml").write_text(GOOD)
    paths = [str(tmp_path / "good.xml"), *(str(CASES / "entities" / name) for name in ENTITIES)]
    ran = tips("import", *paths, "--from", "feed", "--name", "x")
    well(ran, 3)  # a source that cannot be read is told by the status, and the good one is kept
    assert not forbidden(ran.err)
    said = {name: [line for line in ran.err.splitlines() if f"/{name}" in line] for name in ENTITIES}
    assert not {name: lines for name, lines in said.items() if name not in HARMLESS and len(lines) != 1}
    assert not {name: lines for name, lines in said.items() if name not in HARMLESS and "declares" not in lines[0]}
    assert "Good" in {tip["title"] for tip in tips_of(tips)}
    assert [data for parser in given for data in parser]
    assert not [data for parser in given for data in parser if b"ENTITY" in data or b"ELEMENT" in data]


def test_b1_a_feed_that_declares_entities_is_refused_without_its_format_named_too(tips: Tips) -> None:
    ran = tips("import", str(CASES / "entities" / "internal.xml"), "--name", "x")
    refused(tips, ran)
    one_line(ran)
    assert "declares" in ran.err


@needs_strace
def test_b2_no_entity_include_stylesheet_or_schema_opens_a_file_or_a_connection(tips: Tips, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    inside = (
        f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'
        f'<description>&lt;img src="file://{secret}"&gt;&lt;link href="file://{secret}"&gt;</description>'
    )
    harmless = (
        f'<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="file://{secret}"?>'
        f'<!DOCTYPE rss SYSTEM "file://{secret}"><rss version="2.0" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x file://{secret}"><channel>'
        f"<title>t</title><item><title>taken</title>{inside}</item>{END}"
    )
    (tmp_path / "harmless.xml").write_text(harmless)
    (tmp_path / "wxr.xml").write_text(
        harmless.replace("xmlns:xsi", 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:xsi')
    )
    for name in ENTITIES:
        text = (CASES / "entities" / name).read_bytes()
        (tmp_path / name).write_bytes(text.replace(b"/nowhere/secret", os.fsencode(secret)))
    log = tmp_path / "log"
    sources = [str(tmp_path / name) for name in ("harmless.xml", "wxr.xml", *ENTITIES)]
    done = subprocess.run(
        [
            *(*tracer(), "-o", str(log), "-e", "trace=openat,open,stat,newfstatat,readlink,socket,connect"),
            *(str(COMMAND), "import", *sources, "--from", "feed", "--name", "x"),
        ],
        env=tips.env(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    well(Ran(done.returncode, done.stdout.decode(), done.stderr.decode()), 3)
    assert {tip["title"] for tip in tips_of(tips)} >= {"taken"}
    calls = log.read_text(errors="replace")
    assert "harmless.xml" in calls
    assert "secret" not in calls
    assert "/nowhere" not in calls
    assert "AF_INET" not in calls
    assert "SECRET" not in json.dumps(tips_of(tips))


def test_b3_an_item_beyond_a_limit_costs_no_other(tips: Tips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(items, "MOST_TAGS", 20)
    given = watched(monkeypatch, feedparser, "parse")
    for head, item, end, name in ((FEED, "item", END, "rss"), (ATOM, "entry", "</feed>", "atom")):
        first = f"<{item}><title>Good {name}</title></{item}>"
        tangled = f"<{item}><title>bad</title>{'<i/>' * 20}</{item}>"
        (tmp_path / f"{name}.xml").write_text(f"{head.format('x')}{first}{tangled}{first.replace('d ', 'd 2 ')}{end}")
    ran = tips("import", str(tmp_path / "rss.xml"), str(tmp_path / "atom.xml"), "--from", "feed", "--name", "x")
    well(ran)
    assert {tip["title"] for tip in tips_of(tips)} == {"Good rss", "Good 2 rss", "Good atom", "Good 2 atom"}
    assert ran.err.count("more than 20 tags") == 2
    assert not [data for data in given if b"bad" in data]


@pytest.mark.parametrize("kind", ["feed", "wxr", "atom"])
def test_b3_a_document_beyond_a_limit_is_refused_before_it_is_parsed(
    tips: Tips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(xml, "DEEPEST", 8)
    given = [watched(monkeypatch, feedparser, "parse"), watched(monkeypatch, ET, "fromstring")]
    head, item, end = {"feed": (FEED, "item", END), "wxr": (WXR, "item", END), "atom": (ATOM, "entry", "</feed>")}[kind]
    deep = "<b>" * 9 + "x" + "</b>" * 9
    (tmp_path / "a.xml").write_text(f"{head.format('x')}<{item}><title>bad</title>{deep}</{item}>{end}")
    ran = tips("import", str(tmp_path / "a.xml"), "--from", "feed", "--name", "x")
    refused(tips, ran)
    one_line(ran)
    assert "nested more than 8 deep" in ran.err
    assert given == [[], []]


# B4. HTML

TANGLES = {
    "tags": "<b>words</b> " * 30,
    "attributes": f"<p {' '.join(f'a{n}=1' for n in range(30))}>words",
    "entities": "words &lt; " * 30,
    "reopened": "".join(f"<font size={n}>" for n in range(9)) + "<p>words" * 9,
}


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Set the limits of HTML low, and return what the parser is given."""
    for name, most in {"MOST_TAGS": 40, "MOST_ATTRIBUTES": 20, "MOST_ENTITIES": 20, "MOST_REOPENED": 50}.items():
        monkeypatch.setattr(parsing, name, most)
    return watched(monkeypatch, justhtml, "JustHTML")


def test_b4_tangled_html_of_an_item_becomes_its_words(tips: Tips, tmp_path: Path, low: list[bytes]) -> None:
    found = "".join(
        f"<item><title>{name}</title><content:encoded><![CDATA[{html}]]></content:encoded></item>"
        for name, html in {**TANGLES, "sound": "<p><b>words</b></p>"}.items()
    )
    (tmp_path / "a.xml").write_text(f"{FEED.format('x')}{found}{END}")
    well(tips("import", str(tmp_path / "a.xml"), "--from", "feed", "--name", "x"))
    bodies = {tip["title"]: tip["body"] for tip in tips_of(tips)}
    assert bodies.keys() == {*TANGLES, "sound"}
    assert all("words" in body for body in bodies.values())
    assert bodies["sound"] == "**words**"
    assert [data for data in low if b"words" in data] == [b"<p><b>words</b></p>"]


@pytest.mark.parametrize("name", TANGLES)
def test_b4_a_tangled_page_is_refused(tips: Tips, tmp_path: Path, low: list[bytes], name: str) -> None:
    (tmp_path / "a.html").write_text(f"<!doctype html><title>t</title><main><h1>t</h1><p>Words. {TANGLES[name]}</main>")
    ran = tips("import", str(tmp_path / "a.html"), "--from", "html", "--name", "y")
    refused(tips, ran)
    one_line(ran)
    assert "too tangled to parse" in ran.err
    assert low == []


# B5. YAML


def test_b5_yaml_that_attacks_is_text_or_refused_with_its_line(tips: Tips) -> None:
    ran = tips("import", str(CASES / "front"), "--from", "markdown", "--name", "x")
    well(ran)
    files = len(list((CASES / "front").iterdir()))
    assert len(tips_of(tips)) + len(re.findall(r"\.md, line \d+: ", ran.err)) == files
    assert "many-aliases.md, line 4: " in ran.err
    assert not [text for tip in tips_of(tips) for text in strings(tip) if forbidden(text)]


def test_b5_values_of_yaml_stay_the_text_that_they_are(tips: Tips, tmp_path: Path) -> None:
    values = ["no", "12:30", "010", "1e3", "0x1F", "~", "null", "1_000", ".inf", "2026-13-45", "=", "<<", "y", "-0"]
    lines = "".join(f"k{n}: {value}\n" for n, value in enumerate(values))
    (tmp_path / "a.md").write_text(f"---\ntitle: no\ngist: 12:30\naction: 010\n{lines}---\nBody.\n")
    well(tips("import", str(tmp_path / "a.md"), "--from", "markdown", "--name", "x"))
    [tip] = tips_of(tips)
    assert (tip["title"], tip["gist"], tip["action"]) == ("no", "12:30", "010")
    assert [tip["extra"].get(f"k{n}") for n in range(len(values))] == values


# B6. JSON and CSV


def test_b6_one_bad_line_of_json_lines_costs_no_other(
    tips: Tips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overflowing(monkeypatch, json, "loads", "deep")
    lines = [
        '\ufeff{"title": "one"}', '["deep"]', '{"title": "two", "body": "a\u2028b"}', '{"title":' * 3,
        '{"title": "x", "n": ' + "9" * 5000 + "}", '{"title": "three", "n": NaN, "m": -Infinity, "e": 1e999}',
        "nonsense", '{"title": "four", "number": 99999999999999999999}', "null", "[]", '{"title": ["five"]}', '"six"',
        '{"title": "' + "t" * 3000 + '"}', '{"title": "seven\\ud800", "title": "seven"}', "", "\ufeff",
        '{"title": "eight", "date": 1e308, "topics": {"a": [[[]]]}, "credit": [1], "complete": "x"}',
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    ran = tips("import", str(tmp_path / "a.jsonl"), "--from", "jsonl", "--name", "x")
    well(ran)
    titles = {tip["title"] for tip in tips_of(tips)}
    assert titles >= {"one", "two", "three", "four", "six", "seven", "eight"}
    for number in (2, 4, 5, 7, 9, 10):
        assert f", line {number}: " in ran.err
    assert not forbidden(ran.err)
    assert all(len(line) < 400 for line in ran.err.splitlines())


NO_JSON = [
    '["deep"]',
    "[" * 20,
    '{"a":' * 20,
    '["x", ' + "1" * 5000 + "]",
    "[NaN",
    "{}",
    "[]",
    "nul",
    "\ufeff",
    '{"a": 1}',
    "[[[[]]]]",
    '"',
]


@pytest.mark.parametrize(("form", "texts"), [("json", NO_JSON), ("wp-json", NO_JSON[:-1])])
def test_b6_json_that_is_none_or_holds_no_tip_is_refused_with_each_reason(
    tips: Tips, tmp_path: Path, form: str, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    overflowing(monkeypatch, json, "loads", "deep")
    paths = [tmp_path / f"a{number}.json" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    ran = tips("import", *map(str, paths), "--from", form, "--name", "x")
    refused(tips, ran)
    assert not [path.name for path in paths if path.name not in ran.err]
    assert len(ran.err) < 300 * len(texts)


def test_b6_one_bad_row_of_a_table_costs_no_other(tips: Tips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LONGEST_CELL", 100)
    for module in (lines, table):
        monkeypatch.setattr(module, "LONGEST_LINE", 400)
    rows = [
        "title,body", "one,b", 'x,"never closed', "two,b", f"x,{'c' * 101}", "three,b", '"four\nlines",b',
        'x"y,b', '"x"y,b', "five,b,c,d", "six", ",", "", "seven,\0b",
        'eight,"a ""quoted"" word"', f"x,{'d' * 500}", "nine,b", '"' + "\n" * 50,
    ]  # fmt: skip
    (tmp_path / "a.csv").write_text("\n".join(rows))
    ran = tips("import", str(tmp_path / "a.csv"), "--from", "csv", "--name", "x")
    well(ran)
    titles = {tip["title"] for tip in tips_of(tips)}
    assert titles >= {"one", "two", "three", "six", "seven", "eight", "nine"}
    assert titles & {"four lines", "four"}
    for number in (3, 5, 10, 11, 17):
        assert f", line {number}: " in ran.err, ran.err


# B10. feeds that look like names


@pytest.mark.parametrize("form", ["feed", "html", "markdown", "fortune"])
def test_b10_a_document_that_is_a_name_or_an_address_leads_nowhere(tips: Tips, tmp_path: Path, form: str) -> None:
    (tmp_path / "secret.xml").write_text(f"{FEED.format('x')}<item><title>SECRET</title></item>{END}")
    with serving() as server:
        address = server.at("/feed", answer(encoded(f"{FEED.format('x')}<item><title>SECRET</title></item>{END}")))
        for number, text in enumerate(
            (address, str(tmp_path / "secret.xml"), "secret.xml", f"file://{tmp_path}/secret.xml")
        ):
            (tmp_path / f"s{number}").write_text(text)
        names = [f"s{number}" for number in range(4)]
        ran = tips("import", *names, "--from", form, "--name", "x", cwd=tmp_path)
        well(ran, 0, 3)
        assert server.requests == []
    assert ran.status or "SECRET" not in json.dumps(tips_of(tips))


# B12. names of exports

SLUGS = ["../../x", "/abs", "CON", "nul.txt", "x" * 5000, "Twin", "twin", "TWIN", ".", "..", "", "a/b", "a\\b", "-rf",
         "é", "\u202ex", "a\0b", "topics", "x.toml", "~", "%2e%2e%2f", "aux.md", " lead", "trail. "]  # fmt: skip


def test_b12_the_names_of_an_export_are_made_by_us_and_stay_in_the_folder(tips: Tips, tmp_path: Path) -> None:
    lines = [json.dumps({"title": slug or "empty", "slug": slug, "number": n}) for n, slug in enumerate(SLUGS, 1)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    well(tips("import", str(tmp_path / "a.jsonl"), "--from", "jsonl", "--name", "x"))
    inside = tmp_path / "in"
    inside.mkdir()
    before = set(tmp_path.iterdir())
    well(tips("export", "-c", "x", "-f", "folder", "-o", str(inside / "out")))
    assert set(tmp_path.iterdir()) == before
    assert [path.name for path in inside.iterdir()] == ["out"]
    files = sorted(path.name for path in (inside / "out").rglob("*") if path.name != ".tips-export")
    assert len(files) == len(SLUGS) + 1
    assert not [name for name in files if not re.fullmatch(r"topics\.toml|[0-9]{3,}-[a-z0-9-]{1,90}\.md", name)]
    assert len({name.casefold() for name in files}) == len(files)


@pytest.mark.parametrize(
    ("form", "target"), [("csv", "file"), ("csv", "nowhere"), ("folder", "folder"), ("folder", "nowhere")]
)
@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "force"])
def test_b12_an_export_follows_no_link(tips: Tips, tmp_path: Path, target: str, form: str, force: list[str]) -> None:
    (tmp_path / "file").write_text("kept")
    (tmp_path / "folder").mkdir()
    out = tmp_path / "out"
    out.symlink_to(target)
    ran = tips("export", "-t", "empathy", "-f", form, "-o", str(out), *force)
    one_line(ran)
    assert out.is_symlink()
    assert (tmp_path / "file").read_text() == "kept"
    assert not list((tmp_path / "folder").iterdir())
    assert not (tmp_path / "nowhere").exists()


def test_b12_the_second_file_of_an_export_follows_no_link_either(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    (tmp_path / "out.dat").symlink_to("kept")
    for force in ([], ["--force"]):
        one_line(tips("export", "-t", "empathy", "-f", "fortune", "-o", str(tmp_path / "out"), *force))
    assert (tmp_path / "kept").read_text() == "kept"
    assert not (tmp_path / "out").exists()


# B13. what is no file


def test_b13_of_a_folder_only_regular_files_are_taken_and_the_others_counted(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    (folder / "x.md" / "y.md").mkdir(parents=True)
    (folder / "x.md" / "y.md" / "in.md").write_text("Inside of it.\n")
    (folder / "good.md").write_text("A good note.\n")
    (folder / "fifo").mkdir()
    os.mkfifo(folder / "fifo" / "f.md")
    for name, target in (
        ("zero.md", "/dev/zero"),
        ("out.md", "/etc/passwd"),
        ("none.md", "nowhere"),
        ("me.md", "me.md"),
    ):
        (folder / name).symlink_to(target)
    (folder / "linked").symlink_to("/etc")
    (folder / "up").symlink_to("..")
    ran = tips("import", str(folder), "--from", "markdown", "--name", "x")
    well(ran)
    assert {tip["body"] for tip in tips_of(tips)} == {"A good note.", "Inside of it."}
    assert ", 7 left out." in ran.err, ran.err
    assert "f.md: no regular file" in ran.err
    assert "a link, which is not followed" in ran.err


def test_b13_sources_that_are_no_files_or_folders_are_named_in_one_line_each(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text("Good.\n")
    os.mkfifo(tmp_path / "fifo")
    for name, target in (("zero", "/dev/zero"), ("none", "nowhere"), ("loop", "loop"), ("tty", "/dev/tty")):
        (tmp_path / name).symlink_to(target)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "socket"))
    names = ["fifo", "zero", "none", "loop", "tty", "socket", "good.md/inside", "missing"]
    ran = tips("import", "good.md", *names, "--from", "markdown", "--name", "x", cwd=tmp_path)
    well(ran, 3)
    assert len(tips_of(tips)) == 1
    assert ran.err.count("\n") == len(names) + 3  # with the counts and what to type next
    assert not [name for name in names if f"/{name}: " not in ran.err]
    one_line(tips("import", "zero", "--name", "y", cwd=tmp_path))


def test_b13_what_stands_beside_a_fortune_file_in_place_of_its_index_does_not_hang(tips: Tips, tmp_path: Path) -> None:
    for name in ("fifo", "folder", "zero"):
        (tmp_path / name).write_text(f"one {name}\n%\ntwo {name}\n")
    os.mkfifo(tmp_path / "fifo.dat")
    (tmp_path / "folder.dat").mkdir()
    (tmp_path / "zero.dat").symlink_to("/dev/zero")
    paths = [str(tmp_path / name) for name in ("fifo", "folder", "zero")]
    ran = tips("import", *paths, "--from", "fortune", "--name", "x")
    well(ran)
    assert len(tips_of(tips)) == 6


def test_b13_one_file_that_cannot_be_read_costs_no_other_of_its_folder(
    tips: Tips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "LARGEST_TEXT", 1000)
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "topics.toml").write_text("this is no TOML\n")
    (folder / "a.md").write_text("Good one.\n")
    (folder / "large.md").write_text("x" * 1001)
    (folder / "z.md").write_text("Good two.\n")
    ran = tips("import", str(folder), "--from", "markdown", "--name", "x")
    well(ran)
    assert len(tips_of(tips)) == 2
    assert "2 not readable" in ran.err
    assert "topics.toml" in ran.err
    assert "large.md" in ran.err


def test_b13_files_of_no_known_format_are_skipped_and_the_others_taken(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("# One\n\nGood one.\n")
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "c").write_bytes(bytes(range(256)) * 100)
    (folder / "d.jsonl").write_text('{"title": "Two"}\n')
    ran = tips("import", str(folder), "--name", "x")
    well(ran)
    assert {tip["title"] for tip in tips_of(tips)} == {"One", "Two"}
    assert "2 left out" in ran.err


def test_b13_two_thousand_files_are_taken_and_a_deep_folder_too(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in range(2000):
        (folder / f"note-{number}.md").write_text(f"---\ntitle: Note {number}\n---\nText {number}.\n")
    deep = folder
    for _ in range(200):
        deep = deep / "d"
        deep.mkdir()
    (deep / "deep.md").write_text("# Deep\n")
    cost = measured(tips, tmp_path, "import", str(folder), "--from", "markdown", "--name", "x")
    well(cost.ran)
    assert "2,001 new" in cost.ran.err
    assert cost.megabytes < MEGABYTES
    shutil.rmtree(folder)
    one_line(tips("sync", "x"))
    assert len(tips_of(tips)) == 2001
