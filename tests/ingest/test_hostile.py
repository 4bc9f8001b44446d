"""Sources that attack: rows A and B of the list of faults, in memory and on a terminal.

What comes from the web is in test_import_hostile_web. The texts that attack are those of cases/faults, written into
sources of each format by `tests.hostile`; small hostile files are in cases/hostile.
"""

from __future__ import annotations

import csv
import fcntl
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from tests.conftest import COMMAND, Ran, Tips, well
from tests.hostile import ATOM, FEED, SOURCES, encoded
from tests.importing import Inside
from tests.test_faults_text import (
    CONTROLS,
    DECODED,
    KEPT,
    LINKS,
    LITERAL,
    QUERIES,
    STYLE,
    decoded,
    forbidden,
    strings,
)
from tipcli.exports.registry import FORMATS as EXPORTS

KINDS = {"control": CONTROLS, "kept": KEPT, "decoded": DECODED, "literal": LITERAL}
TEXTS = {(kind, name): text for kind, texts in KINDS.items() for name, text in texts.items()}
PLACE = {key: number for number, key in enumerate(TEXTS, 1)}
ALL = CONTROLS["all at once"].replace("\0", "")
PATIENCE = 60  # seconds of the processor for what takes one or two, and minutes where anything is worse than linear
ONE_FILE = [name for name in EXPORTS if name not in ("folder", "site", "svg", "png")]  # to standard output, any tips
FORBIDDEN_IN_FILES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def source(folder: Path, name: str, texts: list[str]) -> tuple[str, str]:
    """Write the source and return its path and what `--from` takes."""
    write, file, form = SOURCES[name]
    path = folder / file
    write(path, texts)
    return str(path), form


def one_line(ran: Ran, status: int = 3) -> None:
    """Assert that a command failed as users may see it."""
    well(ran, status)
    assert ran.out == ""
    assert ran.err.startswith("tips: "), ran.err
    assert ran.err.count("\n") == 1, ran.err
    assert not forbidden(ran.err)


def refused(tips: Tips, ran: Ran) -> None:
    """Assert that an import failed in plain words, and left no collection behind."""
    well(ran, 3)
    assert ran.out == ""
    assert ran.err.startswith("tips: "), ran.err
    assert not forbidden(ran.err)
    assert "added" not in ran.err
    assert not list((tips.home / "data").rglob("*.jsonl"))


def tips_of(tips: Tips, name: str = "x") -> list[dict[str, Any]]:
    """Return the tips of a collection as its file has them."""
    return stored(tips, name)[1:]


@dataclass(frozen=True)
class Cost:
    """What a command needed: seconds of the processor, and its peak."""

    ran: Ran
    seconds: float
    megabytes: float


_LAUNCHER = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[2:]).returncode
with open(sys.argv[1], "w") as file:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=file)
sys.exit(status)
"""


def measured(tips: Tips, folder: Path, *arguments: str) -> Cost:
    """Run the command and measure it; a small process starts it, since a child's peak is never below its parent's."""
    told = folder / "peak"
    done = subprocess.run(
        [sys.executable, "-S", "-c", _LAUNCHER, str(told), str(COMMAND), *arguments],
        env=tips.env(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    out, err = (data.decode("utf-8", "backslashreplace") for data in (done.stdout, done.stderr))
    seconds, megabytes = map(float, told.read_text().split())
    return Cost(Ran(done.returncode, out, err), seconds, megabytes)


# A1 and A2. what controls a terminal


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tips, dict[str, Ran]]:
    """Return the command with a collection from a source of each format, and how their imports ended.

    All processes of the tests share it, and change nothing in it.
    """
    shared = tmp_path_factory.getbasetemp()
    folder = (shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared) / "attacked"
    folder.mkdir(exist_ok=True)
    tips, done = Inside(folder / "home"), folder / "imports.json"
    with open(folder / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            ran = {}
            for name in SOURCES:
                (folder / name).mkdir()
                path, form = source(folder / name, name, list(TEXTS.values()))
                imported = tips("import", path, "--from", form, "--name", name)
                ran[name] = [imported.status, imported.out, imported.err]
            done.write_text(json.dumps(ran))
    return tips, {name: Ran(*one) for name, one in json.loads(done.read_text()).items()}


def stored(tips: Tips, name: str) -> list[dict[str, Any]]:
    """Return the header and the tips of a collection as its file has them, `extra` decoded."""
    lines = (tips.home / "data" / "collections" / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    values = [json.loads(line) for line in lines]
    return [one | {"extra": json.loads(one["extra"])} if isinstance(one.get("extra"), str) else one for one in values]


def numbered(tips: Tips, name: str) -> dict[int, dict[str, Any]]:
    """Return the tips of a collection by the number in the frame of their text."""
    found = {}
    for tip in stored(tips, name)[1:]:
        match = re.search(r"begin(\d+) ", f"{tip['title']}\n{tip['body']}")
        assert match, tip
        found[int(match[1])] = tip
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_a1_a_hostile_source_is_taken_whole_and_reported_clean(
    attacked: tuple[Tips, dict[str, Ran]], name: str
) -> None:
    tips, imports = attacked
    well(imports[name])
    assert not forbidden(imports[name].err)
    found = numbered(tips, name)
    assert not [key for key, number in PLACE.items() if number not in found]
    assert not [key for key, n in PLACE.items() if f"end{n}" not in found[n]["body"].replace("\n", " ")]


@pytest.mark.parametrize("name", SOURCES)
def test_a1_and_a2_nothing_that_controls_a_terminal_is_stored_after_any_decoding(
    attacked: tuple[Tips, dict[str, Ran]], name: str
) -> None:
    header, *found = stored(attacked[0], name)
    assert not [text for tip in found for text in strings(tip) if forbidden(text)]
    assert not [text for key, value in header.items() if key != "origins" for text in strings(value) if forbidden(text)]


# HTML says by a soft hyphen where a word may be broken; a no-break space becomes a plain one where lines are filled.
HTML_ONLY = {"rss", "rss-twice", "wxr", "wp-json"}


@pytest.mark.parametrize("name", SOURCES)
def test_a4_text_of_people_comes_through_every_format_byte_for_byte(
    attacked: tuple[Tips, dict[str, Ran]], name: str
) -> None:
    found = numbered(attacked[0], name)
    left = {"soft hyphen"} if name in HTML_ONLY else set()
    left |= {"no-break space"} if name in HTML_ONLY | {"archive", "atom", "fortune"} else set()
    missing = [
        key
        for key, text in KEPT.items()
        if key not in left and f" {text} " not in f" {found[PLACE['kept', key]]['title']} "
    ]
    assert not missing


@pytest.mark.parametrize("name", ["jsonl", "json", "csv", "yaml", "toml", "many", "rss", "atom", "html"])
def test_a5_what_looks_like_markup_comes_through_as_it_is(attacked: tuple[Tips, dict[str, Ran]], name: str) -> None:
    found = numbered(attacked[0], name)
    # In the title of a feed these are HTML, and mean what they say.
    left = {"entities", "shell"} if name in ("rss", "atom") else set()
    assert not [
        key
        for key, text in LITERAL.items()
        if key not in left and f" {text} " not in f" {found[PLACE['literal', key]]['title']} "
    ]


OUTPUTS: dict[str, list[str]] = {
    "list": ["list", "-n", "0"],
    "search": ["search", "-n", "0", "begin1"],
    "show": ["show"],
    "today": ["today", "-c", "jsonl"],
    "topics": ["topics"],
    "collections": ["collections"],
    "doctor": ["doctor"],
}
FORMS = {
    "list": ("rich", "tsv", "jsonl", "markdown"),
    "search": ("plain", "json"),
    "show": ("plain", "json"),
    "today": ("plain",),
    "topics": ("plain", "tsv"),
    "collections": ("rich", "plain", "tsv", "json", "markdown"),
    "doctor": ("plain",),
}


def refs(command: str) -> list[str]:
    if command != "show":
        return []
    return [f"{name}/{number}" for name in SOURCES for number in (1, 31)]


@pytest.mark.parametrize(("command", "form"), [(command, form) for command, forms in FORMS.items() for form in forms])
def test_a1_no_command_or_format_hands_on_what_an_import_brought(
    attacked: tuple[Tips, dict[str, Ran]], command: str, form: str
) -> None:
    ran = attacked[0](*OUTPUTS[command], *refs(command), "-f", form)
    well(ran)
    assert not forbidden(decoded(ran, form))
    assert not forbidden(ran.err)
    if command in ("list", "search", "show"):
        assert ran.out.count("begin1 ") >= len(SOURCES)
    if command == "collections":
        assert all(name in ran.out for name in SOURCES)


@pytest.mark.parametrize("command", ["list", "search", "show", "today", "topics", "collections"])
def test_a1_a_terminal_gets_only_our_own_colours_from_imported_tips(
    attacked: tuple[Tips, dict[str, Ran]], command: str
) -> None:
    ran = attacked[0].on_terminal(*OUTPUTS[command], *refs(command), columns=200)
    well(ran)
    assert not forbidden(ran.out, styled=True)
    assert re.search("begin1 |topic1|jsonl", STYLE.sub("", ran.out))


@pytest.mark.parametrize("form", ONE_FILE)
def test_a1_no_export_hands_on_what_an_import_brought(attacked: tuple[Tips, dict[str, Ran]], form: str) -> None:
    ran = attacked[0]("export", "-f", form)
    well(ran)
    assert not FORBIDDEN_IN_FILES.findall(ran.out.replace("\r\n", "\n"))
    assert ran.out.count("begin1 ") >= len(SOURCES)
    if form == "jsonl":
        assert not [line for line in ran.out.split("\n")[:-1] if any(map(forbidden, strings(json.loads(line))))]
    if form == "html":
        assert not forbidden(unescape(ran.out))
    if form == "atom":
        leaves = [leaf.text or "" for leaf in ET.fromstring(ran.out.encode()).iter()]
        assert not [text for text in leaves if forbidden(text)]
        assert not [text for text in leaves if text.startswith("<p>") and forbidden(unescape(text))]


def test_a1_the_files_of_an_export_folder_are_clean_by_name_and_by_text(
    attacked: tuple[Tips, dict[str, Ran]], tmp_path: Path
) -> None:
    ran = attacked[0]("export", "-f", "folder", "-o", str(tmp_path / "out"))
    well(ran)
    files = list((tmp_path / "out").iterdir())
    assert len(files) > len(TEXTS) * len(SOURCES)
    names = r"topics\.toml|\.tips-export|[0-9]{3,}-[a-z0-9-]+\.md"
    assert not [path.name for path in files if not re.fullmatch(names, path.name)]
    for path in files:
        text = path.read_bytes().decode("utf-8")
        assert not FORBIDDEN_IN_FILES.findall(text), path.name
        if path.suffix == ".toml":
            head: Any = tomllib.loads(text)
        else:
            head = yaml.load(text.split("\n---\n")[0].removeprefix("---\n"), Loader=yaml.CBaseLoader)
        assert not [one for one in strings(head) if forbidden(one)], path.name


@pytest.mark.parametrize(
    ("shell", "line"),
    [("bash", "tips show jsonl/"), ("zsh", "tips show slug"), ("fish", "tips list -t bad"), ("zsh", "tips remove ")],
)
def test_a1_and_a7_completion_of_imported_names_is_of_harmless_characters(
    attacked: tuple[Tips, dict[str, Ran]], shell: str, line: str
) -> None:
    words = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_TYPER_COMPLETE_ARGS": line}
    words |= {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2]}
    ran = attacked[0](env=words | {"_TIPS_COMPLETE": f"complete_{shell}"})
    well(ran)
    assert ran.err == ""
    assert ran.out.strip()
    assert not forbidden(ran.out)
    assert not set(ran.out.replace("_arguments '*: :((", "").replace("))'", "")) & set("$`;|&<>()\ufffd")


@pytest.mark.parametrize("name", ["jsonl", "many", "atom", "wxr"])
def test_a2_what_markdown_decodes_is_cleaned_after_it_on_a_terminal(
    attacked: tuple[Tips, dict[str, Ran]], name: str
) -> None:
    tips = attacked[0]
    found = numbered(tips, name)
    shown = tips.on_terminal("show", *(f"{name}/{found[PLACE['decoded', key]]['number']}" for key in DECODED))
    well(shown)
    assert not forbidden(shown.out, styled=True)
    assert shown.out.count("end") >= len(DECODED)


SHELL = "$(touch pwned) `touch pwned` ;touch pwned|& 'x' \"y\" \\"


def test_a7_titles_and_topics_that_are_commands_run_in_no_shell(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"title": SHELL, "topics": [SHELL, "a b"], "slug": SHELL}]))
    well(tips("import", "a.json", "--from", "json", "--name", "x", "--topic", SHELL, cwd=tmp_path))
    well(tips("import", "a.json", "--from", "json", "--name", "$(touch pwned)", cwd=tmp_path), 2)
    for line in ("tips show x/", "tips show touch", "tips list -t touch"):
        words = {"_TYPER_COMPLETE_ARGS": line, "_TIPS_COMPLETE": "complete_zsh"}
        ran = tips(env=words, cwd=tmp_path)
        well(ran)
        assert "touch" in ran.out
        assert not set(ran.out.replace("_arguments '*: :((", "").replace("))'", "")) & set("$`;|&<>()")
    assert not (tmp_path / "pwned").exists()


# A1 and A9. messages

BAD: dict[str, dict[str, bytes]] = {
    "feed": {
        "root.xml": encoded(f"<r{ALL}><a/></r>"),
        "other root.xml": b"<x\xc2\x9b2J\xe2\x80\xae><a/></x>",
        "html.xml": encoded(f"<!doctype html><title>{ALL}</title>"),
        "no items.xml": encoded(FEED.format(ALL) + "</channel></rss>"),
        "cut.xml": encoded(FEED.format(ALL)),
        "entities.xml": encoded(f'<!DOCTYPE x [<!{"ENTITY"} {ALL} "{ALL}">]>' + FEED.format(ALL)),
        "namespaces.xml": encoded(ATOM.format(ALL) + f"<entry xmlns:{ALL}='x'><title></title></entry></feed>"),
    },
    "wp-json": {
        "error.json": json.dumps({"code": ALL, "message": ALL}).encode(),
        "entities.json": json.dumps({"code": "x", "message": "&#27;[2J&#x9b;&#8238;"}).encode(),
        "status.json": json.dumps([{"status": ALL, "title": {"rendered": "x"}}]).encode(),
        "no.json": encoded(f'[{{"{ALL}":'),
    },
    "json": {
        "error.json": json.dumps({"error": ALL, "message": ALL}).encode(),
        "keys.json": json.dumps({f"{ALL}a": 1, f"{ALL}b": 2}).encode(),
        "next.json": json.dumps({"items": [{"x": 1}], "next_url": f"http://[{ALL}"}).encode(),
        "no.json": encoded(f'{{"{ALL}": x'),
        "control.json": b'["a\x1b[2J"]',
    },
    "jsonl": {
        "lines.jsonl": encoded(f'{{"{ALL}\n"{ALL}"\n[{ALL}\n\x1b[2J\n'),
        "newer.jsonl": json.dumps({"tipcli": 99, "name": ALL}).encode(),
    },
    "csv": {
        "columns.csv": encoded(f"{ALL}a,{ALL}b\n1,2\n"),
        "cells.csv": encoded(f'title,body\n"{ALL}"x,y\n{",".join([ALL] * 9)}\n'),
    },
    "markdown": {
        "yaml.md": encoded(f"---\ntitle: [\n{ALL}: {ALL}\n---\n"),
        "alias.md": encoded("---\ntitle: *\u202ex\n---\n"),
        "tag.md": encoded("---\n? !<\u202e\x1b> x\n: y\n---\n"),
        "toml.md": encoded(f"+++\n{ALL}\n+++\n"),
        "toml key.md": encoded("+++\n'\u202e' = 1\n'\u202e' = 2\n+++\n"),
        "many.md": encoded(f"<!-- tips: {ALL} -->\n"),
        "tip.md": encoded(f"<!-- tips: 1 -->\n<!-- tip {{{ALL} -->\n<!-- body -->\n<!-- /body -->\n"),
    },
    "archive": {"title.txt": encoded("x | y\n\n- 1/2/18 \u202e\x1b\n\nPosted on in x\n\nbody\n")},
    "fortune": {"empty": b"\x1b%\n"},
    "html": {
        "instruction.html": b"><?x>",
        "empty.html": encoded(f"<!doctype html><title>{ALL}</title><body></body>"),
        "feed.html": encoded(
            f"<!doctype html><head><link rel=alternate type=application/rss+xml href='http://x.example/{ALL}'></head>"
        ),
        "record.html": encoded(f'<!doctype html><article data-record="{{&quot;{ALL}"></article>'),
    },
}


@pytest.mark.parametrize("form", BAD)
def test_a1_messages_about_hostile_documents_are_clean_lines_in_a_pipe_and_on_a_terminal(
    tips: Tips, tmp_path: Path, form: str
) -> None:
    paths = []
    for name, data in BAD[form].items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    named = list(map(str, paths))
    piped = tips("import", *named, "--from", form, "--name", "x")
    shown = tips.on_terminal("import", *named, "--from", form, "--name", "x", "-q")
    for ran in (piped, shown):
        well(ran, 0, 3)
    assert not forbidden(piped.err)
    assert piped.out == ""
    assert not forbidden(shown.out, styled=True)
    assert all(
        re.match(r"tips: |x: \d+ new|See them: tips list -c x|Today's tip may now|  \S|  +/", line)
        for line in piped.err.splitlines()
    ), piped.err


NAMES = [b"a\x1b[2Jb", b"caf\xe9 \xff\x9b2J", b"new\nline", b"\xe2\x80\xaegpj", b"-n", b"$(touch pwned)", b"\r\x08x"]


def test_a9_hostile_names_of_files_folders_and_links_are_shown_as_repr_would(tips: Tips, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    here = os.fsencode(folder)
    for name in NAMES:
        Path(os.fsdecode(here + b"/" + name + b".md")).write_bytes(b"---\ntitle: [\n---\n")
        os.mkdir(here + b"/" + name)
        Path(os.fsdecode(here + b"/" + name + b"/" + name + b"2.md")).write_bytes(b"Words of " + name + b".\n")
        Path(os.fsdecode(here + b"/" + name + b".lnk")).symlink_to(os.fsdecode(name + b".md"))
    ran = tips("import", str(folder), "--from", "markdown", "--name", "x", cwd=tmp_path)
    well(ran)
    assert not forbidden(ran.err)
    # One line for each bad file; of what is left out for one reason the first is named and the others are counted.
    assert ran.err.count("\n") == len(NAMES) + 4, ran.err
    assert ran.err.endswith("with --no-rotation.\n")
    assert f"\nx: {len(NAMES)} new, {len(NAMES)} left out, {len(NAMES)} not readable.\n" in ran.err
    again = tips("sync", "x", cwd=tmp_path)
    well(again)
    assert f"{len(NAMES)} unchanged" in again.err
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize("names", [NAMES[:1] + NAMES[2:], NAMES[1:2]], ids=["UTF-8", "not UTF-8"])
def test_a9_sources_of_hostile_names_are_imported_listed_and_synced(
    tips: Tips, tmp_path: Path, names: list[bytes]
) -> None:
    paths = [os.fsdecode(name + b".jsonl") for name in names]
    for number, path in enumerate(paths):
        (tmp_path / path).write_text(json.dumps({"title": f"Kept {number}"}) + "\n")
    ran = tips("import", "--from", "jsonl", "--name", "x", "--", *paths, cwd=tmp_path)
    well(ran)
    assert not forbidden(ran.err)
    for form in ("tsv", "json"):
        listed = tips("collections", "-f", form)
        well(listed)
        assert not forbidden(decoded(listed, form))
    again = tips("sync", "x", cwd=tmp_path.parent)
    well(again)
    assert f"{len(names)} unchanged" in again.err
    for path in paths:
        (tmp_path / path).unlink()
    missing = tips("sync", "x")
    well(missing, 3)
    assert missing.err.startswith("tips: ")
    assert not forbidden(missing.err)
    assert len(tips_of(tips)) == len(names)
    assert not (tmp_path / "pwned").exists()


def test_a9_sources_that_do_not_exist_are_named_as_repr_would(tips: Tips) -> None:
    for name in ("no\x1b[2Jsuch\nfile", "\u202ex", os.fsdecode(b"x\xff\x9b")):
        ran = tips("import", name, "--name", "x")
        one_line(ran)
        assert "No such file" in ran.err
        assert "\\" in ran.err


@pytest.mark.parametrize("name", ["../../x", "/abs", "a\x1b[2J", "-x", "service", "x" * 5000, "A/b"])
def test_a9_a_name_that_cannot_name_a_collection_is_wrong_usage_and_makes_no_file(
    tips: Tips, tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "A"}\n')
    ran = tips("import", str(tmp_path / "a.jsonl"), f"--name={name}")
    one_line(ran, 2)
    assert len(ran.err) < 500
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["a.jsonl"]


# A3. what is no text

BROKEN_BYTES = {
    "of every kind": b"\xff \x9b2J \xc0\x9b[2J \xed\xa0\x80 \xf4\x90\x80\x80 \x80\xbf \xe2\x82",
    "one": b"\x9b",
}
BROKEN = {
    "a.xml": encoded(FEED.format("x")) + b"<item><title>%b</title></item></channel></rss>",
    "wp.json": b'[{"id": 1, "title": {"rendered": "%b"}, "content": {"rendered": "b"}, "excerpt": {"rendered": ""}}]',
    "a.json": b'[{"title": "%b"}]',
    "a.jsonl": b'{"title": "%b"}\n{"title": "second"}\n',
    "a.csv": b"title,body\n%b,x\n",
    "a.md": b"---\ntitle: %b\n---\nbody\n",
    "b.md": b"# %b\n\nbody\n",
    "a.fortune": b"%b\n%%\n",
    "a.txt": b"t | p\n\n%b \xe2\x80\x93 1/2/18 [TOW]\n\nPosted on in x\n\nbody\n",
    "a.html": b"<!doctype html><title>%b</title><main><h1>%b</h1><p>Some text of it.</p></main>",
}


@pytest.mark.parametrize("kind", BROKEN_BYTES)
def test_a3_bytes_that_are_no_text_are_replaced_in_every_format_and_the_rest_stays(
    tips: Tips, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    for name, data in BROKEN.items():
        text = (
            b"Left " + BROKEN_BYTES[kind] + b" right \xe2\x80\x93 dash \xe2\x80\x9c" + name.encode() + b"\xe2\x80\x9d"
        )
        (folder / name).write_bytes(data.replace(b"%b", text).replace(b"%%", b"%"))
    ran = tips("import", str(folder), "--name", "x")
    well(ran)
    assert not forbidden(ran.err)
    found = ["\n".join(strings(tip)) for tip in tips_of(tips)]
    assert not [name for name in BROKEN if not [text for text in found if "Left" in text and name in text]]
    assert not [text for text in found if forbidden(text.replace("\n", ""))]
    if kind == "one":  # it costs no other character
        assert not [text for text in found if "Left" in text and "right \u2013 dash \u201c" not in text]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown"])
def test_a3_documents_of_other_encodings_are_read(tips: Tips, tmp_path: Path, form: str) -> None:
    title = "naïve “café”"
    text = {
        "json": '[{{"title": "{}"}}]',
        "jsonl": '{{"title": "{}"}}\n',
        "csv": "title,body\n{},x\n",
        "markdown": "---\ntitle: {}\n---\nbody\n",
    }[form]
    encodings = ("utf-16", "utf-16-be", "utf-8-sig", "cp1252")
    for encoding in encodings:
        mark = "\ufeff" if encoding == "utf-16-be" else ""
        (tmp_path / encoding).write_bytes((mark + text.format(f"{title} {encoding}")).encode(encoding))
    well(tips("import", *(str(tmp_path / one) for one in encodings), "--from", form, "--name", "x"))
    assert [tip["title"] for tip in tips_of(tips)] == [f"{title} {encoding}" for encoding in encodings]


# A6 and A10. links, and what a page may hold

HTML = """
<p onclick="x()" style="background:url(http://evil.example/)">words <script>alert(1)</script><style>p{{}}</style>
<img src="x" onerror="alert(1)"><img src="{0}" alt="pic"><iframe src="{0}"></iframe><a href="{0}">link</a>
<svg onload="alert(1)"><a xlink:href="{0}">s</a></svg><form action="{0}"><input></form><base href="{0}">
<meta http-equiv="refresh" content="0;url={0}"><object data="{0}"></object><math href="{0}">m</math>
<a href="https://sound.example/">sound</a></p>
"""


class Page(HTMLParser):
    """Collects the tags of a page and the addresses in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with tips of which each has one of the bad links wherever a link may stand."""
    folder = tmp_path_factory.mktemp("linked")
    tips = Inside(folder / "home")
    links = [*LINKS.values(), "https://long.example/" + "a" * 5000, "javascript\x1b:alert(1)", "http:alert"]
    escaped = [link.replace("&", "&amp;").replace("<", "&lt;") for link in links]
    items = "".join(
        f"<item><title>item {n}</title><link>{link}</link><guid>{link}#{n}</guid>"
        f"<description><![CDATA[{HTML.format(link)}]]></description></item>"
        for n, link in enumerate(escaped)
    )
    (folder / "a.xml").write_bytes(encoded(FEED.format("x") + items + "</channel></rss>"))
    posts = [
        {"id": n, "link": link, "title": {"rendered": f"post {n}"}, "content": {"rendered": HTML.format(link)}}
        for n, link in enumerate(links)
    ]
    (folder / "a.json").write_text(json.dumps(posts))
    lines: list[dict[str, object]] = [
        {"title": f"line {n}", "link": link, "credit": {"title": "c", "url": link}, "body":
         f"[a]({link}) ![b]({link}) <{link}> [c]\n\n[c]: {link}\n\n{HTML.format(link)}\n\n[sound](https://sound.example/)"}
        for n, link in enumerate(links)
    ]  # fmt: skip
    (folder / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    for name, form in (("a.xml", "feed"), ("a.json", "wp-json"), ("a.jsonl", "jsonl")):
        well(tips("import", str(folder / name), "--from", form, "--name", form))
    return tips


@pytest.mark.parametrize("form", ["feed", "wp-json", "jsonl"])
def test_a10_an_exported_page_runs_nothing_loads_nothing_and_links_to_the_web_only(linked: Tips, form: str) -> None:
    ran = linked("export", "-c", form, "-f", "html")
    well(ran)
    page = Page(ran.out)
    assert not page.tags & set("script iframe img svg form input base object embed math video audio link".split())
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "style", "action")]
    links = [value for name, value in page.attributes if "href" in name]
    assert "https://sound.example/" in links
    assert not [value for value in links if not re.match(r"https?://[a-z]|#tip-", value) or len(value) > 2000]
    [policy] = [value for name, value in page.attributes if name == "content" and "default-src" in value]
    assert "default-src 'none'" in policy
    assert [value for name, value in page.attributes if name == "http-equiv"] == ["Content-Security-Policy"]


@pytest.mark.parametrize("form", ["feed", "wp-json", "jsonl"])
def test_a6_an_exported_feed_links_to_the_web_only(linked: Tips, form: str) -> None:
    import feedparser

    ran = linked("export", "-c", form, "-f", "atom")
    well(ran)
    feed = feedparser.parse(io.BytesIO(ran.out.encode()), sanitize_html=False)
    assert feed.entries
    links = [link.href for entry in feed.entries for link in entry.get("links", ())]
    assert not [link for link in links if not link.startswith(("http://", "https://"))]
    for entry in feed.entries:
        page = Page(entry.content[0].value)
        assert not page.tags & set("script iframe img svg form input base object".split())
        assert not [value for name, value in page.attributes if name == "href" and not value.startswith("http")]
        assert not [name for name, _ in page.attributes if name.startswith("on")]


@pytest.mark.parametrize("form", ["feed", "wp-json", "jsonl"])
def test_a6_a_terminal_gets_no_link_from_an_import(linked: Tips, form: str) -> None:
    names = [f"{form}/{tip['number']}" for tip in tips_of(linked, form)]
    ran = linked.on_terminal("show", *names, columns=100)
    well(ran)
    assert b"\x1b]8" not in ran.raw
    assert not forbidden(ran.out, styled=True)
    assert "sound" in ran.out


@pytest.mark.parametrize("form", ["feed", "wp-json"])
def test_a6_html_that_is_imported_keeps_links_to_the_web_only(linked: Tips, form: str) -> None:
    for tip in tips_of(linked, form):
        targets = re.findall(r"\]\(<?([^)>\s]*)", tip["body"])
        assert not [target for target in targets if not target.startswith(("http://", "https://"))], tip["body"]
        assert "alert(1)" not in tip["body"].replace(":alert(1)", "")
        assert (tip.get("link") or "http").startswith("http")


# A8. hyphens


def test_a8_a_source_that_begins_with_a_hyphen_is_an_option_unless_told_otherwise(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "-n.jsonl").write_text('{"title": "A"}\n')
    one_line(tips("import", "-n.jsonl", cwd=tmp_path), 2)
    for arguments in (["./-n.jsonl"], ["--", "-n.jsonl"]):
        well(tips("import", "--from", "jsonl", "--name", "x", *arguments, cwd=tmp_path))
    assert len(tips_of(tips)) == 1


def test_a8_an_export_writes_to_a_path_that_begins_with_a_hyphen(tips: Tips, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "A"}\n')
    well(tips("import", "a.jsonl", cwd=tmp_path))
    well(tips("export", "-c", "a", "-o", "-x.csv", cwd=tmp_path))
    well(tips("export", "-c", "a", "--output=--force.csv", cwd=tmp_path))
    assert {path.name for path in tmp_path.glob("-*.csv")} == {"-x.csv", "--force.csv"}


# A11 and A12. formats with meanings of their own

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "''=1",
    "'",
    "'quoted'",
    "=cmd|' /C calc'!A0",
    "- item",
]


@pytest.mark.parametrize("name", ["jsonl", "csv"])
def test_a11_no_cell_of_an_exported_table_is_a_formula_and_all_come_back(tips: Tips, tmp_path: Path, name: str) -> None:
    if name == "jsonl":
        fields = [
            {"title": f"{text} title", "body": text, "gist": text, "action": text, "topics": [text], "slug": f"s{n}",
             "credit": {"title": text, "publisher": text}, "guid": f"{text}{n}", "extra": {text: text}}
            for n, text in enumerate(FORMULAS)
        ]  # fmt: skip
        path, form = tmp_path / "a.jsonl", "jsonl"
        path.write_text("".join(json.dumps(one) + "\n" for one in fields))
    else:
        made, form = source(tmp_path, name, FORMULAS)
        path = Path(made)
    well(tips("import", str(path), "--from", form, "--name", "x"))
    ran = tips("export", "-c", "x", "-f", "csv")
    rows = list(csv.reader(io.StringIO(ran.out)))
    assert len(rows) == len(FORMULAS) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    (tmp_path / "b.csv").write_bytes(ran.raw)
    well(tips("import", str(tmp_path / "b.csv"), "--from", "csv", "--name", "y"))

    def plain(collection: str) -> list[dict[str, Any]]:
        return [tip | {"ref": "", "collection": "", "mark": "", "seen": ""} for tip in tips_of(tips, collection)]

    assert plain("y") == plain("x")


PERCENTS = ["%", "a\n%\nb", "%\n%\n%", "%%", " %", "% ", "a\n%", "%\r\nx", "x" * 600 + "%", "a\n\n%\n\nb", "50%\n100%"]


def test_a12_lines_of_percent_signs_divide_no_text_of_an_exported_fortune_file(tips: Tips, tmp_path: Path) -> None:
    lines = (json.dumps({"title": f"Title {n}", "body": text}) + "\n" for n, text in enumerate(PERCENTS))
    (tmp_path / "a.jsonl").write_text("".join(lines))
    well(tips("import", str(tmp_path / "a.jsonl"), "--from", "jsonl", "--name", "x"))
    out = tmp_path / "out.fortune"
    well(tips("export", "-c", "x", "-f", "fortune", "-o", str(out)))
    assert (b"\n" + out.read_bytes()).count(b"\n%\n") == len(PERCENTS)
    ours = (tmp_path / "out.fortune.dat").read_bytes()
    ran = tips("import", str(out), "--from", "fortune", "--name", "y")
    well(ran)
    assert len(tips_of(tips, "y")) == len(PERCENTS)
    if strfile := shutil.which("strfile", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin"):
        subprocess.run([strfile, "-s", str(out), str(tmp_path / "theirs")], check=True, capture_output=True)
        assert int.from_bytes(ours[4:8]) == int.from_bytes((tmp_path / "theirs").read_bytes()[4:8]) == len(PERCENTS)


# A13. search


def test_a13_no_search_text_is_an_error_on_an_imported_library(attacked: tuple[Tips, dict[str, Ran]]) -> None:
    hostile = ["w " * 20_000, 'a" OR "b', "NEAR(begin1 end1, 5)"]
    for query in [*hostile, *QUERIES[::24]]:
        ran = attacked[0]("search", "-n", "3", "--", encoded(query.replace("\0", "")).decode("utf-8", "replace"))
        well(ran, 0, 1)
        assert not forbidden(ran.out + ran.err)


# A14. many of one character

CHARACTERS = 'a <&[*`#\\"\n,'
FORMATS_OF_FILES = {
    "feed": (encoded(FEED.format("x") + "<item><title>t</title><description><![CDATA["), b"]]></description></item>"),
    "jsonl": (b'{"title": "t", "body": "', b'"}\n'),
    "csv": (b"title,body\nt,", b"\n"),
    "markdown": (b"---\ntitle: t\n", b"\n---\nbody\n"),
    "archive": (b"t | p\n\nA - 1/2/18\n\n", b" Read more\n\nB - 1/2/18\n\nbody Read more\n"),
    "html": (b"<!doctype html><title>t</title><main><h1>t</h1><p>", b"</p></main>"),
}


@pytest.mark.campaign
@pytest.mark.parametrize("form", FORMATS_OF_FILES)
def test_a14_a_hundred_thousand_of_any_character_are_read_or_refused_in_no_time(
    tips: Tips, tmp_path: Path, form: str
) -> None:
    before, after = FORMATS_OF_FILES[form]
    paths = []
    for character in CHARACTERS:
        paths.append(tmp_path / f"c{ord(character):x}{'.csv' if form == 'csv' else ''}")
        paths[-1].write_bytes(before + encoded(character * 100_000) + after)
    cost = measured(tips, tmp_path, "import", *map(str, paths), "--from", form, "--name", "x")
    well(cost.ran, 0, 3)
    assert cost.seconds < PATIENCE
    assert cost.megabytes < 300


@pytest.mark.parametrize("gap", ["", " ", "\n"])
def test_articles_of_an_exported_page_that_share_a_line_are_all_taken(tips: Tips, tmp_path: Path, gap: str) -> None:
    articles = (
        f"<article data-record='{{&quot;title&quot;: &quot;T{n}&quot;}}'></article>".replace("'", '"') for n in range(5)
    )
    (tmp_path / "a.html").write_text(f'<!doctype html><html data-collection="x">{gap.join(articles)}</html>')
    well(tips("import", str(tmp_path / "a.html"), "--name", "x"))
    assert [tip["title"] for tip in tips_of(tips)] == [f"T{n}" for n in range(5)]
