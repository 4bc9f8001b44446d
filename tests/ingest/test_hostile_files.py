"""Files that attack: rows B1 to B6, B10, B12 and B13 of the list of faults.

What must take under a second gets ten, since machines that run tests are slow; memory is the peak of the process.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import COMMAND, ROOT, Ran, Tips, well
from tests.hostile import ATOM, FEED, WXR, encoded
from tests.importing import Inside
from tests.ingest.test_hostile import PATIENCE, measured, one_line, refused, tips_of
from tests.server import answer, serving
from tests.test_faults_text import forbidden, strings
from tests.tracing import TRACER, needs_strace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these files are made with Linux's means")

CASES = ROOT / "tests" / "cases" / "hostile"
ENTITIES = sorted(path.name for path in (CASES / "entities").iterdir())
# What stands after the root is not read, UTF-7 is no encoding of XML, and what is no feed in its first 64 KB is none.
HARMLESS = {"after-root.xml", "utf7.xml", "late.xml"}
END = "</channel></rss>"
MEGABYTES = 150  # at most, where the list says 100: an interpreter with its libraries has some 30 of them


@pytest.fixture
def tips(tmp_path: Path) -> Tips:
    """Return the command, in this process, with an empty home."""
    return Inside(tmp_path / "home")


# B1, B2 and B3. XML


GOOD = f"{FEED.format('t')}<item><title>Good</title></item>{END}"


def test_b1_declared_entities_are_refused_in_one_line_each_that_says_so(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "good.xml").write_text(GOOD)
    paths = [str(tmp_path / "good.xml"), *(str(CASES / "entities" / name) for name in ENTITIES)]
    cost = measured(tips, tmp_path, "import", *paths, "--from", "feed", "--name", "x")
    well(cost.ran)
    assert not forbidden(cost.ran.err)
    said = {name: [line for line in cost.ran.err.splitlines() if f"/{name}" in line] for name in ENTITIES}
    assert not {name: lines for name, lines in said.items() if name not in HARMLESS and len(lines) != 1}
    assert not {name: lines for name, lines in said.items() if name not in HARMLESS and "declares" not in lines[0]}
    assert "Good" in {tip["title"] for tip in tips_of(tips)}
    assert cost.seconds < PATIENCE
    assert cost.megabytes < MEGABYTES


def test_b1_a_feed_that_declares_entities_is_refused_without_its_format_named_too(tips: Tips) -> None:
    ran = tips("import", str(CASES / "entities" / "laughs.xml"), "--name", "x")
    refused(tips, ran)
    one_line(ran)
    assert "declares" in ran.err


def test_b1_bombs_of_entities_end_at_once(tips: Tips, tmp_path: Path) -> None:
    bombs = {
        "chain": "".join(f'<!ENTITY e{n} "&e{n - 1};">' for n in range(1, 100_000)),
        "quadratic": f'<!ENTITY e99999 "{"a" * 500_000}">',
        "many": "<!ENTITY e99999 SYSTEM 'x'>" * 50_000,
        "blanks": "<!ENTITY" + " " * 1_000_000 + "e99999 'x'>",
    }
    (tmp_path / "good.xml").write_text(GOOD)
    for name, declared in bombs.items():
        item = f"<item><title>{'&e99999;' * 1000}</title></item>"
        (tmp_path / f"{name}.xml").write_text(f"<!DOCTYPE rss [{declared}]>{FEED.format('x')}{item}{END}")
    paths = [str(tmp_path / f"{name}.xml") for name in ("good", *bombs)]
    cost = measured(tips, tmp_path, "import", *paths, "--from", "feed", "--name", "x")
    well(cost.ran)
    assert len(tips_of(tips)) == 1
    assert cost.ran.err.count("declares") == len(bombs)
    assert cost.seconds < PATIENCE
    assert cost.megabytes < MEGABYTES


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
        (tmp_path / name).write_bytes(text.replace(b"/etc/hostname", os.fsencode(secret)))
    log = tmp_path / "log"
    sources = [str(tmp_path / name) for name in ("harmless.xml", "wxr.xml", *ENTITIES)]
    done = subprocess.run(
        [
            *(*TRACER, "-o", str(log), "-e", "trace=openat,open,stat,newfstatat,readlink,socket,connect"),
            *(str(COMMAND), "import", *sources, "--from", "feed", "--name", "x"),
        ],
        env=tips.env(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    well(Ran(done.returncode, done.stdout.decode(), done.stderr.decode()))
    assert {tip["title"] for tip in tips_of(tips)} >= {"taken"}
    calls = log.read_text(errors="replace")
    assert "harmless.xml" in calls
    assert "secret" not in calls
    assert "/etc/hostname" not in calls
    assert "AF_INET" not in calls
    assert "SECRET" not in json.dumps(tips_of(tips))


@pytest.mark.campaign
def test_b3_what_no_feed_needs_is_refused_or_taken_cheaply(tips: Tips, tmp_path: Path) -> None:
    inner = {
        "deep": "<b>" * 300_000 + "x" + "</b>" * 300_000,
        "attribute": f"<b a='{'x' * 30_000_000}'/>",
        "attributes": "<b " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>",
        "name": f"<{'n' * 2_000_000}/>",
        "tags": "<b/>" * 300_000,
        "comment": f"<!--{'-' * 10_000_000}",
        "namespaces": "<b " + " ".join(f"xmlns:n{n}='u{n}'" for n in range(20_000)) + ">" + "<n1:c/>" * 20_000 + "</b>",
    }
    kinds = {"feed": (FEED, "item", END), "wxr": (WXR, "item", END), "atom": (ATOM, "entry", "</feed>")}
    sources = [("feed", what) for what in inner] + [("wxr", "deep"), ("atom", "deep"), ("atom", "namespaces")]
    paths = []
    for kind, what in sources:
        head, item, end = kinds[kind]
        paths.append(tmp_path / f"{kind}-{what}.xml")
        first = f"<{item}><title>whole {kind} {what}</title></{item}>"
        paths[-1].write_text(f"{head.format('x')}{first}<{item}><title>bad</title>{inner[what]}</{item}>{end}")
    cost = measured(tips, tmp_path, "import", *map(str, paths), "--from", "feed", "--name", "x")
    well(cost.ran)
    assert not forbidden(cost.ran.err)
    assert not [path.name for path in paths if "deep" in path.name and f"{path.name}: " not in cost.ran.err]
    assert cost.seconds < PATIENCE
    assert cost.megabytes < 300


UNCLOSED = {
    "name": "<" + "n" * 200_000,
    "end": "</" + "n" * 200_000,
    "attributes": "<n " + "a" * 200_000,
    "quotes": "<n a='" + "\"'" * 100_000,
    "pairs": "<n " + "a='b' " * 50_000,
    "prefixes": "<" + "a:" * 100_000,
    "declaration": "<!DOCTYPE " + "x" * 200_000,
    "instruction": "<?" + "x" * 200_000,
    "many": "<n" * 100_000,
    "entities": "&x" * 100_000,
}


@pytest.mark.campaign
def test_b3_tags_that_nothing_closes_take_no_time_by_the_square(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "good.xml").write_text(GOOD)
    shutil.copy(CASES / "long-name.xml", tmp_path)
    for name, text in UNCLOSED.items():
        (tmp_path / f"{name}.xml").write_text(f"{FEED.format('x')}<item><title>t</title>{text}<item><title>u</title>")
        (tmp_path / f"{name}-first.xml").write_text(text)
    paths = sorted(map(str, tmp_path.glob("*.xml")))
    cost = measured(tips, tmp_path, "import", *paths, "--from", "feed", "--name", "x")
    well(cost.ran)
    assert cost.seconds < PATIENCE


# B4. HTML

TANGLES = {
    "a without an end": "<a " * 20_000,
    "deep": "<div>" * 100_000,
    "deep lists": "<ul><li>" * 15_000,
    "deep quotes": "<blockquote>" * 25_000,
    "deep formatting": "<b><i><u>" * 10_000,
    "deep tables": "<table><tr><td>" * 10_000,
    "links within links": "<a href='x'>" * 15_000,
    "paragraphs in formatting": "<b>" * 500 + "<p>x" * 2_500,
    "comments": "<!--" * 25_000,
    "declarations": "<!" * 50_000,
    "closing tags": "</p>" * 50_000,
    "entities": "&amp" * 50_000 + "&#x" * 25_000,
    "attributes": "<p " + " ".join(f"a{n}='x'" for n in range(15_000)) + ">x",
    "select": "<select><option>" * 10_000,
    "scripts": "<script>" * 25_000,
    "a long word": "x" * 500_000,
    "marks": "*_`[]()<>#" * 10_000,
    "less than": "<" * 150_000,
    "a wide table": "<table>" + "<tr>" + "<td>x" * 10_000,
    "shortcodes": "[caption" * 25_000,
}


@pytest.mark.campaign
def test_b4_html_that_hangs_parsers_is_taken_or_refused_in_time_as_an_item(tips: Tips, tmp_path: Path) -> None:
    items = (
        f"<item><title>{name}</title><content:encoded><![CDATA[{html.replace(']]>', '')}]]></content:encoded></item>"
        for name, html in TANGLES.items()
    )
    (tmp_path / "a.xml").write_text(f"{FEED.format('x')}{''.join(items)}{END}")
    cost = measured(tips, tmp_path, "import", str(tmp_path / "a.xml"), "--from", "feed", "--name", "x")
    well(cost.ran)
    assert len(tips_of(tips)) + cost.ran.err.count(", item ") == len(TANGLES)
    assert cost.seconds < PATIENCE
    assert cost.megabytes < 400


@pytest.mark.campaign
def test_b4_html_that_hangs_parsers_is_taken_or_refused_in_time_as_a_page(tips: Tips, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.html" for number in range(len(TANGLES))]
    for path, (name, html) in zip(paths, TANGLES.items(), strict=True):
        path.write_text(f"<!doctype html><title>{name}</title><main><h1>{name}</h1><p>Words. {html}</main>")
    cost = measured(tips, tmp_path, "import", *map(str, paths), "--from", "html", "--name", "y")
    well(cost.ran)
    assert len(tips_of(tips, "y")) + cost.ran.err.count(".html: ") == len(TANGLES)
    assert cost.seconds < PATIENCE
    assert cost.megabytes < 400


# B5. YAML


def test_b5_yaml_that_attacks_is_text_or_refused_with_its_line(tips: Tips, tmp_path: Path) -> None:
    cost = measured(tips, tmp_path, "import", str(CASES / "front"), "--from", "markdown", "--name", "x")
    well(cost.ran)
    files = len(list((CASES / "front").iterdir()))
    assert len(tips_of(tips)) + len(re.findall(r"\.md, line \d+: ", cost.ran.err)) == files
    assert "alias-bomb.md, line" in cost.ran.err
    assert cost.seconds < PATIENCE
    assert cost.megabytes < MEGABYTES
    assert not Path("pwned").exists()
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


def test_b6_one_bad_line_of_json_lines_costs_no_other(tips: Tips, tmp_path: Path) -> None:
    lines = [
        '\ufeff{"title": "one"}', "[" * 100_000, '{"title": "two", "body": "a\u2028b"}', '{"title":' * 50_000,
        '{"title": "x", "n": ' + "9" * 5000 + "}", '{"title": "three", "n": NaN, "m": -Infinity, "e": 1e999}',
        "nonsense", '{"title": "four", "number": 99999999999999999999}', "null", "[]", '{"title": ["five"]}', '"six"',
        '{"title": "' + "t" * 300_000 + '"}', '{"title": "seven\\ud800", "title": "seven"}', "", "\ufeff",
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


DEEP = ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000]
NO_JSON = [*DEEP, '["x", ' + "1" * 5000 + "]", "[NaN", "{}", "[]", "nul", "\ufeff", '{"a": 1}', "[[[[]]]]", '"']


@pytest.mark.parametrize(("form", "texts"), [("json", NO_JSON), ("wp-json", NO_JSON[:-1])])
def test_b6_json_that_is_none_or_holds_no_tip_is_refused_with_each_reason(
    tips: Tips, tmp_path: Path, form: str, texts: list[str]
) -> None:
    paths = [tmp_path / f"a{number}.json" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    cost = measured(tips, tmp_path, "import", *map(str, paths), "--from", form, "--name", "x")
    refused(tips, cost.ran)
    assert not [path.name for path in paths if path.name not in cost.ran.err]
    assert len(cost.ran.err) < 300 * len(texts)
    assert cost.seconds < PATIENCE


def test_b6_one_bad_row_of_a_table_costs_no_other(tips: Tips, tmp_path: Path) -> None:
    rows = [
        "title,body", "one,b", 'x,"never closed', "two,b", f"x,{'c' * 200_001}", "three,b", '"four\nlines",b',
        'x"y,b', '"x"y,b', "five,b,c,d", "six", ",", "", "seven,\0b",
        'eight,"a ""quoted"" word"', f"x,{'d' * 5_000_000}", "nine,b", '"' + "\n" * 1000,
    ]  # fmt: skip
    (tmp_path / "a.csv").write_text("\n".join(rows))
    cost = measured(tips, tmp_path, "import", str(tmp_path / "a.csv"), "--from", "csv", "--name", "x")
    well(cost.ran)
    titles = {tip["title"] for tip in tips_of(tips)}
    assert titles >= {"one", "two", "three", "six", "seven", "eight", "nine"}
    assert titles & {"four lines", "four"}
    for number in (3, 5, 10, 11, 17):
        assert f", line {number}: " in cost.ran.err, cost.ran.err
    assert cost.seconds < PATIENCE


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
    files = sorted(path.name for path in (inside / "out").rglob("*"))
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
    well(ran)
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


def test_b13_one_file_that_cannot_be_read_costs_no_other_of_its_folder(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "topics.toml").write_text("this is no TOML\n")
    (folder / "a.md").write_text("Good one.\n")
    (folder / "large.md").write_text("x" * (65 * 2**20))
    (folder / "z.md").write_text("Good two.\n")
    cost = measured(tips, tmp_path, "import", str(folder), "--from", "markdown", "--name", "x")
    well(cost.ran)
    assert len(tips_of(tips)) == 2
    assert "2 not readable" in cost.ran.err
    assert "topics.toml" in cost.ran.err
    assert "large.md" in cost.ran.err
    assert cost.megabytes < 300


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


def test_b13_two_thousand_files_are_taken_in_time_and_a_deep_folder_too(tips: Tips, tmp_path: Path) -> None:
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
    assert cost.seconds < PATIENCE
    assert cost.megabytes < MEGABYTES
    shutil.rmtree(folder)
    one_line(tips("sync", "x"))
    assert len(tips_of(tips)) == 2001
