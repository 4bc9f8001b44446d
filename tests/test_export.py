"""What `tips export` promises: any format to any place, and what was exported comes back as it was."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import BUNDLED
from tests.importing import Inside, counts, held, lines, tree, well
from tests.ingest.test_items import all_of, items
from tests.made import MARKUP, a_tip, many
from tipcli.exports.base import Collection
from tipcli.exports.writing import write
from tipcli.ingest.items import tip_of
from tipcli.ingest.options import ImportOptions
from tipcli.ingest.run import import_sources
from tipcli.model.tip import Tip, Topic
from tipcli.store import drafts
from tipcli.store.jsonl import read_tips

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Tips
    from tipcli.model.reports import Report
    from tipcli.readers.base import Item

# Those of which something comes back.
ENDINGS = {
    "folder": "out", "markdown": "out.md", "html": "out.html", "jsonl": "out.jsonl", "csv": "out.csv",
    "fortune": "out.fortune", "atom": "out.atom",
}  # fmt: skip
TIPS: list[dict[str, Any]] = [
    {
        "number": 3, "slug": "plan-b", "title": "Plan B: “always”", "date": "2014-01-28",
        "topics": ["channels", "empathy"], "gist": "Tell people who wait about another way.",
        "body": "A paragraph with **bold**, `code`.\n\n- a [link](https://example.org/a?b=1&c=2)\n- two\n\n    code",
        "action": "Make a card.",
        "credit": {"title": "A book", "publisher": "A publisher", "date": "2014-01-28", "url": "https://example.org/t"},
        "complete": True, "guid": "urn:x:3", "link": "https://example.org/plan-b",
        "extra": {"layout": "post", "weight": 3, "more": {"a": ["b: c", None, True]}},
    },
    {"number": 4, "title": "Bare", "body": "Only a text."},
    {"number": 9, "title": MARKUP, "body": f"# {MARKUP}\n\n%\n---\n<!-- /body -->\n=1+1\n<script>x</script>\n| a |",
     "complete": False, "date": "2026-02-28", "topics": ["empathy"]},
    {"number": 10, "title": "Bare", "body": "Another text of the same title."},
    {"number": 12, "title": "日本", "body": "一。\n\n二。", "slug": "日本", "action": "=HYPERLINK(1)"},
]  # fmt: skip


@pytest.fixture
def tips(tmp_path: Path) -> Tips:
    """Return the command, in this process, with an empty home."""
    return Inside(tmp_path / "home")


@pytest.fixture
def filled(tips: Tips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tips:
    """Return the command with these tips in the collection `mine`."""
    with monkeypatch.context() as patch:
        patch.setenv("TIPS_HOME", str(tips.home))
        report = import_sources([lines(tmp_path / "in.jsonl", TIPS)], "mine", ImportOptions(), _quiet)
    assert (report.added, report.read, report.bad) == (len(TIPS), len(TIPS), [])
    return tips


def stripped(data: bytes | None) -> bytes | None:
    """Return an export without the moment of it."""
    return data and re.sub(rb"20\d\d-\d\d-\d\dT(?!00:00:00Z)\d\d:\d\d:\d\dZ", b"NOW", data)


def written(path: Path) -> dict[str, bytes | None]:
    files = tree(path) if path.is_dir() else {"": path.read_bytes()}
    return {name: stripped(data) for name, data in files.items()}


def comparable(tip: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in tip.items() if key not in ("mark", "seen")}


def _quiet(report: Report, done: int, total: int | None) -> None:
    """Show no progress."""


def shown(one: object) -> str:
    return " ".join(map(str, one)) if isinstance(one, list) else str(one)


# Through the command


@pytest.mark.parametrize("name", ENDINGS)
def test_what_is_exported_comes_back_as_it_was_and_is_exported_as_before(
    filled: Tips, tmp_path: Path, name: str
) -> None:
    before = held(filled.home, "mine")
    out = tmp_path / "first" / ENDINGS[name]
    out.parent.mkdir()
    ran = well(filled("export", "-c", "mine", "-o", str(out)))
    assert ran.err == f"Wrote {len(TIPS)} tips to {out}.\n"
    other = Inside(tmp_path / "other")
    assert counts(well(other("import", str(out), "--name", "mine")))["added"] == len(TIPS)
    after = held(other.home, "mine")
    if name != "fortune":
        assert list(map(comparable, after)) == list(map(comparable, before))
    again = tmp_path / "again" / ENDINGS[name]
    again.parent.mkdir()
    well(other("export", "-c", "mine", "-o", str(again)))
    if name == "fortune":  # which has no place for Markdown: a text with marks comes back as a code block
        assert again.read_bytes().split() == out.read_bytes().split()
    else:
        assert written(again) == written(out)


def test_a_fortune_file_has_each_text_once_and_its_index_agrees(filled: Tips, tmp_path: Path) -> None:
    well(filled("export", "-c", "mine", "-o", str(tmp_path / "out.fortune")))
    text = (tmp_path / "out.fortune").read_bytes()
    data = (tmp_path / "out.fortune.dat").read_bytes()
    offsets = [int.from_bytes(data[at : at + 4], "big") for at in range(24, len(data), 4)]
    pieces = [text[start:end] for start, end in pairwise(offsets)]
    assert len(pieces) == int.from_bytes(data[4:8], "big") == len(TIPS)
    for piece, tip in zip(pieces, TIPS, strict=True):
        assert piece.endswith(b"\n%\n")
        words = piece.decode().split()
        assert [word for word in str(tip["body"]).split() if word not in words] == []
        assert [word for word in str(tip["title"]).split() if word not in words] == []


def test_the_ending_of_the_path_says_the_format_and_standard_output_takes_any_file(
    filled: Tips, tmp_path: Path
) -> None:
    for ending, name in {".htm": "html", ".atom": "atom", ".json": "json", ".tsv": "tsv", ".txt": "plain"}.items():
        well(filled("export", "-c", "mine", "-o", str(tmp_path / f"x{ending}")))
        out = filled("export", "-c", "mine", "-f", name, "-o", "-")
        assert (out.status, out.err) == (0, "")
        assert stripped(out.raw) == stripped((tmp_path / f"x{ending}").read_bytes())
    assert json.loads(filled("export", "-c", "mine").lines[0])["ref"] == "mine/3"
    well(filled("export", "-c", "mine", "-f", "csv", "-o", str(tmp_path / "x.md"), "--force"))
    assert (tmp_path / "x.md").read_text().startswith('\ufeffnumber,"slug","title"')


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["-o", "x.pdf"], 2),
        (["-o", "x.xml"], 2),
        (["-f", "folder"], 2),
        (["-f", "folder", "-o", "-"], 2),
        (["-f", "pdf"], 2),
        (["-n", "-1"], 2),
        (["-o", "missing/x.md"], 3),
        (["-o", "there.md"], 3),
        (["-o", "there"], 3),
        (["-f", "csv", "-o", "there", "--force"], 3),
        (["-o", ""], 3),
        (["-t", "nonsense", "-o", "x.md"], 1),
        (["-c", "nonsense", "-o", "x.md"], 1),
        (["--since", "2999-01-01", "-o", "x.md"], 1),
        (["--since", "soon", "-o", "x.md"], 2),
    ],
    ids=shown,
)
def test_what_cannot_be_written_is_said_and_nothing_is_changed(
    tips: Tips, tmp_path: Path, arguments: list[str], status: int
) -> None:
    folder = tmp_path / "work"
    (folder / "there").mkdir(parents=True)
    (folder / "there" / "mine.txt").write_text("mine")
    (folder / "there.md").write_text("mine")
    before = tree(folder)
    ran = well(tips("export", *arguments, cwd=folder), status)
    assert ran.err.startswith("tips: ")
    assert ran.err.count("\n") == 1
    assert tree(folder) == before


FILTERS: list[tuple[list[str], list[int]]] = [
    (["-t", "empathy"], [3, 9]),
    (["-t", "empathy", "--until", "2020"], [3]),
    (["-t", "channels", "-t", "empathy"], [3, 9]),
    (["--since", "2026-01-01"], [9]),
    (["-n", "2"], [3, 4]),
    (["-n", "0"], [3, 4, 9, 10, 12]),
]


def test_a_credit_without_a_title_is_by_somebody_and_based_on_nothing(tips: Tips, tmp_path: Path) -> None:
    path = tmp_path / "in.json"
    path.write_text('[{"title": "One", "body": "First text.", "credit": {"publisher": "Mona"}}]')
    well(tips("import", str(path), "--name", "mine"))
    for name in ("html", "markdown"):
        text = tips("export", "-c", "mine", "-f", name).out
        assert "By Mona." in text
        assert "Based on" not in text


def test_json_lines_hold_a_tip_a_line_and_come_back_with_their_numbers(filled: Tips, tmp_path: Path) -> None:
    ran = filled("export", "-c", "mine", "-f", "jsonl")
    assert [json.loads(line)["title"] for line in ran.lines] == [tip["title"] for tip in TIPS]
    other = Inside(tmp_path / "other")
    (tmp_path / "one").write_text(ran.lines[2])  # no ending says what it is, and no second line
    well(other("import", str(tmp_path / "one"), "--name", "one"))
    assert [tip["number"] for tip in held(other.home, "one")] == [9]


def test_only_what_passes_the_filters_is_exported(filled: Tips) -> None:
    for arguments, numbers in FILTERS:
        ran = filled("export", "-c", "mine", *arguments)
        assert (ran.status, ran.err) == (0, ""), arguments
        assert [json.loads(line)["number"] for line in ran.lines] == numbers, arguments


def test_short_tips_alone_and_all_collections_can_be_exported(tips: Tips, tmp_path: Path) -> None:
    long = {"title": "Long", "body": "word " * 61}
    well(tips("import", lines(tmp_path / "in.jsonl", [long, *TIPS]), "--name", "mine"))
    short = [json.loads(line)["title"] for line in tips("export", "-c", "mine", "--short").lines]
    assert len(short) == len(TIPS)
    assert "Long" not in short
    well(tips("export", "-o", str(tmp_path / "all")))
    assert len(list((tmp_path / "all").glob("*.md"))) == BUNDLED + 1 + len(TIPS)
    later = {"TIPS_TODAY": "2026-12-01"}  # a tip that is dated ahead waits for its day
    found = counts(well(tips("import", str(tmp_path / "all"), env=later)))
    assert found == {"added": BUNDLED + 1 + len(TIPS)}


@pytest.mark.parametrize("name", ["folder", "jsonl", "fortune"])
def test_force_replaces_what_an_export_wrote_and_nothing_does_so_without_it(
    tips: Tips, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "w" / "x"
    out.parent.mkdir()
    command = ["export", "-f", name, "-o", str(out)]
    well(tips(*command, "-n", "3", "-q"))
    before = tree(out.parent)
    assert "--force" in well(tips(*command), 3).err
    assert tree(out.parent) == before
    ran = well(tips(*command, "-n", "1", "--force", "-q"))
    assert ran.err == ""
    after = tree(out.parent)
    assert after != before
    assert len(after) <= len(before)
    assert not [one for one in after if "part" in one]


# Any tips, as a property: each format through its reader


@st.composite
def collections(draw: st.DrawFn) -> list[Tip]:
    made: list[Tip] = []
    for number, item in enumerate(draw(st.lists(items, min_size=1, max_size=3)), 1):
        made.append(_distinct(item, number))
    return made


def _distinct(item: Item, number: int) -> Tip:
    """Return a tip as the library holds them: with a title, and names that no other tip has."""
    item.title = item.title if item.title.strip() else "A title"
    tip = tip_of(item, "mine", ())
    return tip.replace(
        title=tip.title or "A title",
        number=number,
        slug=f"{tip.slug}-{number}",
        guid=tip.guid and f"{tip.guid}-{number}",
        link=tip.link and f"https://example.org/{number}",
    )


@pytest.mark.parametrize("name", [name for name in ENDINGS if name != "fortune"])
def test_tips_of_any_kind_come_back_from_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    path = str(tmp_path / ENDINGS[name])
    form = {"folder": "markdown", "atom": "feed"}.get(name, name)
    about = Collection("mine", "Title", (Topic("zeal", "Zeal", ("fervour",)),), "2026-01-31T08:00:00Z")

    @many(12)
    @given(collections())
    def comes_back(made: list[Tip]) -> None:
        drafts.write("mine", {}, made)
        kept = _read(tmp_path)
        write(name, kept, about, path, force=True)
        first = written_by(tmp_path, path)
        truth = tmp_path / "home/data/collections/mine.jsonl"
        truth.unlink()
        report = import_sources([path], "mine", ImportOptions(format=form), _quiet)
        assert (report.added, report.bad) == (len(made), [])
        back = _read(tmp_path)
        for one, other in zip(map(all_of, back), map(all_of, kept), strict=True):
            assert {key: one[key] for key in one if one[key] != other[key]} == {
                key: other[key] for key in one if one[key] != other[key]
            }
        write(name, back, about, path, force=True)
        assert written_by(tmp_path, path) == first

    comes_back()


MARK = "\ufeff"  # at the beginning of a file a byte order mark, in a text a character


@pytest.mark.parametrize("name", [name for name in ENDINGS if name != "fortune"])
def test_what_would_be_a_byte_order_mark_at_the_beginning_stays_in_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    path = str(tmp_path / ENDINGS[name])
    bodies = [MARK, f"{MARK}a", f"{MARK}{MARK}a", f"{MARK}# a", f"{MARK}---\na\n---", f"a\n{MARK}b", f"a\n{MARK}"]
    marked = {"action": f"{MARK}a", "gist": f"{MARK}g", "guid": f"{MARK}i", "link": f"{MARK}l"}
    made = [
        a_tip(number, f"{MARK}{number}", body=body, **marked).replace(guid=f"{MARK}i{number}", link=f"{MARK}l{number}")
        for number, body in enumerate(bodies, 1)
    ]
    write(name, made, Collection("mine"), path, force=True)
    form = {"folder": "markdown", "atom": "feed"}.get(name, name)
    report = import_sources([path], "mine", ImportOptions(format=form), _quiet)
    assert (report.added, report.bad) == (len(made), [])
    for back, tip in zip(_read(tmp_path), made, strict=True):
        assert {key: back.as_object()[key] for key in (*marked, "title", "body") if key in back.as_object()} == {
            key: tip.as_object()[key] for key in (*marked, "title", "body") if key in tip.as_object()
        }


def _read(folder: Path) -> list[Tip]:
    with open(folder / "home/data/collections/mine.jsonl", encoding="utf-8", newline="\n") as file:
        next(file)
        return sorted(read_tips(file, "x", "mine"), key=lambda tip: tip.number)


def written_by(folder: Path, path: str) -> dict[str, bytes | None]:
    return written(folder / path)


def test_a_fortune_file_of_any_tips_has_as_many_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    path = str(tmp_path / "out.fortune")

    @many(12)
    @given(collections())
    def comes_back(made: list[Tip]) -> None:
        made = [tip.replace(title=f"{tip.title} {tip.number}") for tip in made]  # texts that are the same would be one
        write("fortune", made, Collection("mine"), path, force=True)
        (tmp_path / "home/data/collections/mine.jsonl").unlink(missing_ok=True)
        report = import_sources([path], "mine", ImportOptions(format="fortune"), _quiet)
        assert (report.added, report.bad) == (len(made), [])

    comes_back()
