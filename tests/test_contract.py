"""What the command line promises to scripts: the installed command, its output in pipes."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests.conftest import BUNDLED, COMMAND, Ran, Tips, rarely
from tests.importing import Inside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Make = Callable[..., Path]

HERE = Path(__file__).parent
FORMATS = ("rich", "plain", "tsv", "json", "jsonl", "markdown")
COMMANDS: dict[str, tuple[str, ...]] = {
    "list": ("list", "-n", "3", "-q"),
    "search": ("search", "empathy"),
    "show": ("show", "16"),
    "random": ("random", "--seed", "7"),
    "today": ("today",),
    "topics": ("topics",),
    "doctor": ("doctor", "-q"),
}
DEFAULTS = {name: "tsv" if name in ("list", "search", "topics") else "plain" for name in COMMANDS}
SCHEMAS = {"list": "tip", "search": "hit", "show": "tip", "random": "tip", "today": "tip"} | {
    "topics": "topic",
    "doctor": "check",
}
# What continuous integration sets; some libraries take it for a wish for colour.
CI = {"GITHUB_ACTIONS": "1", "CI": "true", "PY_COLORS": "1"}


def cases(name: str) -> list[Any]:
    """Return the tables of a file of cases, each named; some are for a campaign."""
    with (HERE / "cases" / f"{name}.toml").open("rb") as file:
        tables = tomllib.load(file).items()
    return [pytest.param(case, id=key, marks=[pytest.mark.campaign] * ("campaign" in case)) for key, case in tables]


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((HERE / "schemas" / f"{name}.json").read_text())
    return loaded


def write_collection(home: Path, name: str, tips: list[dict[str, Any]], **header: object) -> None:
    """Put a collection into a home that many tests share; the missing fields of its tips are filled in."""
    from tipcli.model.text import slugify
    from tipcli.model.tip import Tip
    from tipcli.store import drafts

    def made(number: int, fields: dict[str, Any]) -> Tip:
        whole: dict[str, Any] = {"collection": name, "number": number}
        whole["slug"] = slugify(fields["title"]) or f"tip-{number}"
        whole.update(gist=f"Gist of tip {number}.", body=f"Body of tip {number}.")
        whole.update(fields)
        return Tip(**whole)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TIPS_HOME", str(home))
        drafts.write(name, header, (made(number, fields) for number, fields in enumerate(tips, 1)))


class Memory(Tips):
    """The command that is run once for each command line and environment; for what only reads."""

    def __call__(self, *arguments: str, env: Mapping[str, str | None] | None = None, **more: Any) -> Ran:
        key = (str(self.home), arguments, tuple(sorted((env or {}).items())), tuple(more.items()))
        if key not in _KNOWN:
            _KNOWN[key] = super().__call__(*arguments, env=env, **more)
        return _KNOWN[key]


_KNOWN: dict[object, Ran] = {}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with a home without a collection of its own; only for tests that read."""
    return Memory(tmp_path_factory.mktemp("bundled") / "home")


FULL: dict[str, Any] = {
    "title": "A title",
    "date": "2024-02-29",
    "topics": ("ochre", "umber"),
    "gist": "A gist.",
    "body": "A “body” – with\n\n- a list",
    "action": "Do it.",
    "complete": False,
}
CREDIT = {"title": "Whence", "publisher": "A publisher", "date": "2020-01-31", "url": "https://example.org/a?b=c"}
NASTY = r"[bold]x[/] [/nope] :smile: C:\[x] **y** `z` <b>&amp; #1 _u_ ${HOME} %s {0} \n"
WIDE = "Café – “日本” 😀"
LONG = " ".join(f"word{number}" for number in range(300))
ZOO = {"title": "Feed the quokka", "gist": "At the Café.", "body": "The numbat waits.", "action": "A bandicoot."}


def kettle(title: str, date: str | None, topics: tuple[str, ...], words: int = 10) -> dict[str, Any]:
    """Return a tip with so many words of gist and body."""
    body = " ".join(["word"] * (words - 4))
    return {"title": title, "date": date, "topics": topics, "gist": f"The kettle called {title}.", "body": body}


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Tips:
    """Return the command with collections for whoever names one; `kettles` is what cases/filters.toml describes."""
    from tipcli.model.tip import Credit

    home = tmp_path_factory.mktemp("stock") / "home"
    kettles = [
        kettle("Alpha", "2024-01-31", ("red",)),
        kettle("Beta", "2024-02-01", ("red", "blue")),
        kettle("gamma", "2024-12-31", ("blue",)),
        kettle("Delta", None, ("green",)),
        kettle("Epsilon", "2025-01-01", (), 61),
        kettle("Zeta", "2025-06-15", ("green",), 60),
    ]
    write_collection(home, "kettles", kettles, topics={"red": {"about": "Warm\tones", "aliases": ["scarlet"]}})
    write_collection(home, "full", [FULL | {"credit": Credit(**CREDIT)}, {"title": "Bare"}], rotation=False)
    spaced = {"title": "With\ttab", "gist": "One\nline\u2028and\ranother\x0bone"}
    write_collection(home, "spaced", [FULL | spaced, {"title": "Undated, bare"}])
    write_collection(home, "nasty", [{"title": NASTY, "gist": f"gist {NASTY}", "action": f"act {NASTY}"}])
    write_collection(home, "wide", [{"title": WIDE}])
    topics = tuple(f"topic-number-{number}" for number in range(40))
    long: dict[str, Any] = dict.fromkeys(("title", "gist", "body", "action"), LONG) | {"slug": "long"}
    write_collection(home, "long", [long | {"topics": topics}])
    animals = {"marsupials": {"about": "Animals", "aliases": ["pouch"]}}
    zoo: list[dict[str, Any]] = [ZOO | {"topics": ("marsupials",)}, {"title": "Something else"}]
    write_collection(home, "zoo", zoo, topics=animals)
    write_collection(home, "many", [{"title": f"Kettle {number}"} for number in range(1, 104)])
    write_collection(home, "twins", [{"title": "Make it Crystal Clear"}])
    return Tips(home)


def refs(ran: Ran) -> list[str]:
    """Return the refs of what a command printed as JSON."""
    loaded = json.loads(ran.out)
    return [tip["ref"] for tip in (loaded if isinstance(loaded, list) else [loaded])]


def snapshot(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return what lies below a folder, with size and time."""
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in sorted(folder.rglob("*"))}


# The names of a tip


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        (["12"], "12"),
        (["service/12"], "12"),
        (["make-empathy-your-superpower"], "30"),
        rarely(["make-empathy"], "30"),
        (["MAKE-Empathy"], "30"),
        rarely(["service/make-empathy"], "30"),
        (["Make Empathy Your Superpower"], "30"),
        (["make", "empathy", "your", "superpower"], "30"),
        (["superpower"], "30"),
        rarely(["supperpower"], "30"),
        (["emapthy", "superpowr"], "30"),
        rarely(["stop", "rolling", "your", "eyes"], "13"),
        (["Dont Rush to Resolve Quickly"], "46"),
        rarely(["Don’t Rush to Resolve Quickly"], "46"),
        rarely(["It's Decision Time"], "18"),
        (["Patience is…"], "38"),
        rarely(["6", "Common", "Sense", "Responses"], "23"),
        (["PERKI"], "40"),
        ([" 12 "], "12"),
    ],
)
def test_a_tip_is_found_by_each_of_its_names(shared: Tips, words: list[str], ref: str) -> None:
    ran = shared("show", *words, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert refs(ran) == [ref]


@pytest.mark.parametrize(
    "name", ["kettles/3", "gamma", rarely("kettles/gamma"), rarely("gam"), "kettles/gam", rarely("Gamma")]
)
def test_a_tip_of_an_imported_collection_is_found_by_each_of_its_names(stock: Tips, name: str) -> None:
    ran = stock("show", name, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert refs(ran) == ["kettles/3"]


def test_a_bare_number_is_that_of_the_bundled_tip_also_beside_other_collections(stock: Tips) -> None:
    assert refs(stock("show", "3", "--json")) == ["3"]


@pytest.mark.parametrize(
    ("words", "candidates"),
    [
        (["make-"], {"15": "Make it Crystal Clear", "30": "Make Empathy Your Superpower"}),
        (["empathy"], {"30": "Make Empathy Your Superpower", "48": "Questions to Guide You to Empathy"}),
        rarely(["dilemma"], {"11": "The Company’s Dilemma", "12": "The Employee’s Dilemma"}),
        rarely(["should-you-tell"], {"11": "The Company’s Dilemma", "12": "The Employee’s Dilemma"}),
        (["dilema"], {"11": "The Company’s Dilemma", "12": "The Employee’s Dilemma"}),
        (["16", "make-"], {"15": "Make it Crystal Clear", "30": "Make Empathy Your Superpower"}),
    ],
)
def test_several_candidates_are_listed_on_stderr_and_none_is_chosen(
    shared: Tips, words: list[str], candidates: dict[str, str]
) -> None:
    ran = shared("show", *words)
    assert (ran.status, ran.out) == (1, "")
    first, *rest = ran.err.splitlines()
    assert first.startswith("tips: ")
    assert words[-1] in first
    listed = dict(line.split(maxsplit=1) for line in rest)
    assert listed.keys() == candidates.keys()
    assert all(title in listed[ref] for ref, title in candidates.items())


@pytest.mark.parametrize("name", [rarely("make-it-crystal-clear"), "Make it Crystal Clear", "make-it-c"])
def test_the_same_name_in_two_collections_is_never_guessed(stock: Tips, name: str) -> None:
    ran = stock("show", name)
    assert (ran.status, ran.out) == (1, "")
    assert {line.split()[0] for line in ran.err.splitlines()[1:]} == {"15", "twins/1"}


@pytest.mark.parametrize("name", [rarely("twins/make-it-crystal-clear"), "twins/1", "twins/make"])
def test_the_name_of_the_collection_settles_which_of_two_is_meant(stock: Tips, name: str) -> None:
    assert refs(stock("show", name, "--json")) == ["twins/1"]


def test_an_unknown_name_near_to_a_tip_is_answered_with_that_tip(stock: Tips) -> None:
    ran = stock("show", "numbat")
    assert (ran.status, ran.out) == (1, "")
    first, *rest = ran.err.splitlines()
    assert first.startswith("tips: no tip is called 'numbat'. Did you mean")
    assert ["zoo/1", "Feed the quokka"] in [line.split(maxsplit=1) for line in rest]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        rarely(["12", "30"], ["12", "30"]),
        rarely(["30", "12"], ["30", "12"]),
        (["30", "make-empathy", "12"], ["30", "12"]),
        (["1-3"], ["1", "2", "3"]),
        (["3-1,7", "service/12-13"], ["3", "2", "1", "7", "12", "13"]),
        rarely(["#12", "30,30"], ["12", "30"]),
        (["today", "12"], ["today", "12"]),
        (["Patience is…", "Never Before…"], ["38", "28"]),
    ],
)
def test_several_tips_come_in_the_order_asked_for_each_once(
    shared: Tips, words: list[str], expected: list[str]
) -> None:
    ran = shared("show", *words, "--json")
    today = json.loads(shared("today", "--json").out)["ref"]
    assert (ran.status, ran.err) == (0, "")
    assert refs(ran) == [today if ref == "today" else ref for ref in expected]


@pytest.mark.parametrize(
    "words", [["16"], rarely(["12", "30"]), ["empathy", "superpower"], rarely(["make-"]), ["zzzzqqqq"]]
)
def test_show_writes_nothing_however_a_tip_is_named(shared: Tips, words: list[str]) -> None:
    shared("list", "-n", "1")  # where the seeds were edited since the package was built, this builds the index
    before = snapshot(shared.home)
    Tips(shared.home)("show", *words)
    assert snapshot(shared.home) == before


# Filters, limits and orders


@pytest.mark.parametrize("case", cases("filters"))
def test_list_gives_what_passes_in_its_order(stock: Tips, case: dict[str, Any]) -> None:
    ran = stock("list", "-c", "kettles", *case["options"], "-q")
    assert (ran.status, ran.err) == (0, "")
    assert [line.split("\t")[0] for line in ran.lines] == [f"kettles/{number}" for number in case["numbers"]]


@pytest.mark.parametrize("case", [case for case in cases("filters") if case.values[0].get("set")])
@pytest.mark.parametrize("command", [("search", "kettle", "-n", "0"), ("random", "-n", "0"), ("today",)], ids=str)
def test_the_filters_are_the_same_on_every_command(stock: Tips, command: tuple[str, ...], case: dict[str, Any]) -> None:
    ran = stock(*command, "-c", "kettles", *case["options"], "--json")
    assert (ran.status, ran.err) == (0, "")
    expected = {f"kettles/{number}" for number in case["numbers"]}
    found = refs(ran)
    assert set(found) <= expected if command == ("today",) else set(found) == expected
    assert len(set(found)) == len(found)


def test_the_bundled_list_is_whole_and_newest_first(shared: Tips) -> None:
    tips = json.loads(shared("list", "--json").out)
    assert sorted(tip["number"] for tip in tips) == list(range(1, BUNDLED + 1))
    dates = [tip["date"] or "" for tip in tips]
    assert dates == sorted(dates, reverse=True)


def test_several_collections_are_merged_into_one_order(stock: Tips) -> None:
    both = refs(stock("list", "-c", "kettles", "-c", "service", "--sort", "number", "-n", "5", "--json", "-q"))
    assert [ref.rpartition("/")[2] for ref in both] == ["1", "1", "2", "2", "3"]
    newest = refs(
        stock("list", "-c", "kettles", "-c", "service", "--since", "2025-06-10", "--until", "2025-08-05", "--json")
    )
    assert newest == ["53", "kettles/6", "52"]
    chosen = json.loads(stock("list", "-c", "kettles", "-c", "service", "--json").out)
    assert len(chosen) == BUNDLED + 6
    assert [tip["date"] or "" for tip in chosen] == sorted((tip["date"] or "" for tip in chosen), reverse=True)


@pytest.mark.parametrize(
    ("options", "count"),
    [((), 10), rarely(("-n", "3"), 3), (("-n", "0"), 103), rarely(("--limit", "99999999999999999999"), 103)],
)
def test_search_gives_ten_hits_unless_told(stock: Tips, options: tuple[str, ...], count: int) -> None:
    ran = stock("search", "kettle", "-c", "many", *options)
    assert (ran.status, ran.err) == (0, "")
    assert len(ran.lines) == count


def test_list_gives_all_in_a_pipe_however_many(stock: Tips) -> None:
    ran = stock("list", "-c", "many")
    assert (ran.status, ran.err, len(ran.lines)) == (0, "", 103)


# Search


@pytest.mark.parametrize(
    ("query", "field"),
    [
        rarely("quokka", "title"),
        rarely("QUOKKA", "title"),
        ("quoka", "title"),
        ("cafe", "gist"),
        ("numbat", "body"),
        ("bandicoot", "action"),
        rarely("marsupials", "topics"),
        ("pouch", "topics"),
    ],
)
def test_search_forgives_and_says_which_field_matched(stock: Tips, query: str, field: str) -> None:
    ran = stock("search", query, "-c", "zoo", "--json")
    assert (ran.status, ran.err) == (0, "")
    [hit] = json.loads(ran.out)
    assert (hit["ref"], hit["matched"]) == ("zoo/1", [field])
    assert hit["score"] > 0
    assert hit["snippet"] == ZOO.get(field if field != "title" else "gist", ZOO["gist"])


def test_search_ranks_by_score_and_puts_the_tip_of_that_title_first(shared: Tips) -> None:
    hits = json.loads(shared("search", "make empathy your superpower", "--all", "-n", "0", "--json").out)
    scores = [hit["score"] for hit in hits]
    assert hits[0]["ref"] == "30"
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 1


# random and today


def test_random_repeats_nothing_until_all_were_seen_however_many_at_a_time(stock: Tips) -> None:
    pieces = [("-n", "1"), ("-n", "2"), (), ("--limit", "1")]
    bag = ("random", "-c", "kettles", "--until", "2031", "--json")
    dealt = [ref for piece in pieces for ref in refs(stock(*bag, *piece))]
    assert sorted(dealt) == [f"kettles/{number}" for number in (1, 2, 3, 5, 6)]


def test_random_gives_each_tip_once_where_more_are_wanted_than_there_are(stock: Tips) -> None:
    assert len(set(refs(stock("random", "-c", "kettles", "-n", "100", "--json")))) == 6


def test_a_seed_repeats_and_leaves_no_trace(stock: Tips) -> None:
    stock("list", "-n", "1")  # builds the indexes
    before = snapshot(stock.home)
    first, second = (refs(stock("random", "-c", "many", "-n", "5", "--seed", "7", "--json")) for _ in range(2))
    assert first == second
    assert refs(stock("random", "-c", "many", "-n", "5", "--seed", "8", "--json")) != first
    assert snapshot(stock.home) == before


def test_a_seed_takes_nothing_out_of_the_bag(stock: Tips) -> None:
    bag = ("random", "-c", "kettles", "--until", "2032", "--json")
    dealt = refs(stock(*bag, "-n", "2"))
    stock(*bag, "-n", "3", "--seed", "7")
    dealt += refs(stock(*bag, "-n", "3"))
    assert len(set(dealt)) == 5


def test_random_and_today_leave_out_a_collection_that_is_not_in_the_rotation_unless_it_is_named(stock: Tips) -> None:
    dealt = refs(stock("random", "-n", "0", "--json"))
    assert "full/1" not in dealt
    assert {"kettles/1", "zoo/1", "1"} < set(dealt)
    assert refs(stock("random", "-c", "full", "-t", "ochre", "--json")) == ["full/1"]
    assert refs(stock("today", "-c", "full", "-t", "ochre", "--json")) == ["full/1"]
    assert "full/1" in refs(stock("list", "--json"))
    assert refs(stock("search", "bare", "-c", "full", "--json")) == ["full/2"]


def test_today_is_the_same_all_day_and_another_on_another_day(shared: Tips) -> None:
    once_more = Tips(shared.home)("today", "--date", "2026-03-01")
    days = [shared("today", "--date", f"2026-03-0{day}").lines[0].partition(": ")[2] for day in range(1, 5)]
    assert once_more == shared("today", "--date", "2026-03-01")
    assert len(set(days)) == 4


def test_the_date_option_beats_the_variable_and_both_say_the_same(shared: Tips) -> None:
    asked = shared("today", "--date", "2026-12-24")
    assert asked.status == 0
    assert "December 24: " in asked.lines[0]
    assert asked == shared("today", env={"TIPS_TODAY": "2026-12-24"})
    assert asked == shared("today", "--date", "2026-12-24", env={"TIPS_TODAY": "nonsense"})


def test_a_week_has_one_tip_from_monday_to_sunday(shared: Tips) -> None:
    week = [
        shared("today", "--week", "--date", day) for day in ("2026-12-28", "2026-12-31", "2027-01-01", "2027-01-03")
    ]
    assert {ran.status for ran in week} == {0}
    assert len({ran.out for ran in week}) == 1
    assert "week" in week[0].lines[0]
    assert shared("today", "--week", "--date", "2027-01-04").lines[0] != week[0].lines[0]


@pytest.mark.parametrize(
    ("day", "week"),
    [("0001-01-01", ()), ("9999-12-31", ("--week",)), rarely("2028-02-29", ()), rarely("0001-01-01", ("--week",)),
     rarely("9999-12-31", ()), rarely("2028-02-29", ("--week",))],
)  # fmt: skip
def test_every_day_of_the_calendar_has_a_tip(shared: Tips, day: str, week: tuple[str, ...]) -> None:
    ran = shared("today", "--date", day, *week)
    assert (ran.status, ran.err) == (0, "")
    assert ran.lines[-1].startswith("Read the rest: tips show ")


def test_once_prints_the_first_time_of_a_day_and_is_silent_after(tips: Tips) -> None:
    first = tips("today", "--once")
    assert (first.status, first.err) == (0, "")
    assert first.out == tips("today").out
    assert tips("today", "--once") == Ran(0, "", "", b"")
    assert tips("today", "--once", "--json") == Ran(0, "", "", b"")
    assert tips("today", "--once", env={"TIPS_TODAY": "2026-11-23"}).out
    assert tips("today", "--once", "--week").out
    assert tips("today", "--once", "-t", "empathy").out
    assert tips("today").out == first.out


# What is printed


# Tests of the views have the other pairs too; here those are left to a campaign.
TOLD = [(name, format_) for name in ("list", "show") for format_ in FORMATS]
TOLD += [(name, format_) for name in COMMANDS if name not in ("list", "show") for format_ in ("plain", "json")]
TOLD += [("search", "tsv"), ("topics", "tsv"), ("search", "rich"), ("today", "markdown")]
PAIRS = [(name, format_) for name in COMMANDS for format_ in FORMATS]


@pytest.mark.parametrize(("name", "format_"), [pair if pair in TOLD else rarely(*pair) for pair in PAIRS])
def test_every_command_has_every_format_and_a_pipe_gets_no_escape_sequence(
    shared: Tips, name: str, format_: str
) -> None:
    ran = shared(*COMMANDS[name], "--format", format_, env=CI)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.endswith("\n")
    assert "\x1b" not in ran.out
    assert "\r" not in ran.out
    if format_ in ("json", "jsonl"):
        texts = ran.lines if format_ == "jsonl" else [ran.out]
        loaded = [json.loads(text) for text in texts]
        objects = loaded[0] if format_ == "json" and name in ("list", "search", "topics", "doctor") else loaded
        assert objects
        for value in objects:
            jsonschema.validate(value, schema(SCHEMAS[name]))


@pytest.mark.parametrize("name", ["list", "search", "show", "today", *map(rarely, ("random", "topics", "doctor"))])
def test_a_pipe_gets_its_format_whatever_the_terminal_would(shared: Tips, name: str) -> None:
    chosen = shared(*COMMANDS[name], "--format", DEFAULTS[name], env=CI)
    assert shared(*COMMANDS[name]) == chosen
    assert shared(*COMMANDS[name], env={"TIPS_FORMAT": "nonsense", "COLUMNS": "20", "TERM": None}) == chosen


@pytest.mark.parametrize("name", ["list", "show", "topics", *map(rarely, ("search", "random", "today", "doctor"))])
def test_json_is_short_for_format_json(shared: Tips, name: str) -> None:
    assert shared(*COMMANDS[name], "--json") == shared(*COMMANDS[name], "--format", "json", env=CI)


def test_json_and_format_json_agree(shared: Tips) -> None:
    assert shared("show", "16", "--json", "-f", "json") == shared("show", "16", "--json")


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (["show", "16"], dict),
        (["show", "12", "30"], list),
        (["random", "-n", "1"], dict),
        (["random", "-n", "2"], list),
        (["today"], dict),
        (["list", "-n", "1"], list),
        rarely(["search", "superpower", "-n", "1"], list),
    ],
    ids=str,
)
def test_json_gives_an_object_for_one_tip_and_an_array_for_lists_and_several(
    shared: Tips, command: list[str], kind: type
) -> None:
    assert isinstance(json.loads(shared(*command, "--json").out), kind)


def test_json_of_a_tip_is_exactly_what_went_in(stock: Tips) -> None:
    first, second = json.loads(stock("show", "full/1", "full/2", "--json").out)
    names = {"ref": "full/1", "number": 1, "slug": "a-title", "collection": "full"}
    unsaid: dict[str, Any] = {"sources": [], "see": [], "unlike": []} | dict.fromkeys(
        ("format", "for", "risk", "place")
    )
    beside = {"topics": ["ochre", "umber"], "credit": CREDIT, "extra": {}, "starred": False, "note": None}
    assert first == FULL | names | unsaid | beside
    assert (second["date"], second["topics"], second["action"], second["credit"]) == (None, [], None, None)
    assert second["complete"] is True


@pytest.mark.parametrize("encoding", [rarely("latin-1"), "ascii", rarely("cp1252")])
def test_json_is_utf_8_and_loses_nothing_whatever_the_terminal_can_show(stock: Tips, encoding: str) -> None:
    ran = stock("show", "wide/1", "--json", env={"PYTHONIOENCODING": encoding})
    assert json.loads(ran.raw.decode("utf-8"))["title"] == WIDE


def test_tsv_has_five_columns_and_a_tab_or_line_break_in_a_field_is_a_space(stock: Tips) -> None:
    rows = stock("list", "-c", "spaced", "--sort", "number").raw.decode()
    first = "spaced/1\t2024-02-29\tWith tab\tochre,umber\tOne line and another one\n"
    assert rows == first + "spaced/2\t\tUndated, bare\t\tGist of tip 2.\n"


@pytest.mark.parametrize(
    "command",
    [
        ("show", "full/1"),
        ("random", "-c", "full", "-t", "ochre"),
        ("today", "-c", "full", "-t", "ochre"),
        ("list", "-c", "full", "-t", "ochre"),
    ],
    ids=str,
)
def test_the_tsv_row_of_a_tip_is_the_same_from_every_command(stock: Tips, command: tuple[str, ...]) -> None:
    assert stock(*command, "-f", "tsv").out == "full/1\t2024-02-29\tA title\tochre,umber\tA gist.\n"


def test_the_tsv_of_search_adds_the_score_from_0_to_100(stock: Tips) -> None:
    [row] = stock("search", "title", "-c", "full").lines
    *columns, score = row.split("\t")
    assert columns == ["full/1", "2024-02-29", "A title", "ochre,umber", "A gist."]
    assert 0 < float(score) <= 100


def test_the_tsv_of_topics_is_slug_count_and_about(stock: Tips) -> None:
    rows = {line.split("\t")[0]: line for line in stock("topics").lines}
    assert (rows["red"], rows["blue"]) == ("red\t2\tWarm ones", "blue\t2\t")
    assert all(line.count("\t") == 2 for line in rows.values())
    assert list(rows) == sorted(rows)


def test_topics_count_what_list_gives(shared: Tips) -> None:
    counted = {slug: int(count) for slug, count, _ in (line.split("\t") for line in shared("topics").lines)}
    tips = json.loads(shared("list", "--json").out)
    assert counted == {slug: sum(slug in tip["topics"] for tip in tips) for slug in counted}
    assert {slug for tip in tips for slug in tip["topics"]} == counted.keys()


@pytest.mark.parametrize(
    ("command", "times"),
    [(("list", "-c"), 2), (("search", "word7", "-c"), 2), (("show",), 3), (("random", "-c"), 3), (("today", "-c"), 3)],
)
def test_a_pipe_gets_no_wrapping_and_no_truncation(stock: Tips, command: tuple[str, ...], times: int) -> None:
    out = stock(*command, "long/1" if command == ("show",) else "long", env={"COLUMNS": "20"}).out
    assert out.count(LONG) == times


@pytest.mark.parametrize(
    ("command", "format_"),
    [
        *((("show", "nasty/1"), format_) for format_ in FORMATS),
        *((("list", "-c", "nasty"), format_) for format_ in ("rich", "markdown")),
        (("today", "-c", "nasty"), "rich"),
        (("search", "nope", "-c", "nasty"), "rich"),
        *(rarely((name, "-c", "nasty"), "plain") for name in ("list", "today")),
        rarely(("today", "-c", "nasty"), "markdown"),
        *(rarely(("search", "nope", "-c", "nasty"), format_) for format_ in ("plain", "markdown")),
    ],
)
def test_brackets_colons_backslashes_and_markdown_of_a_title_come_out_as_they_went_in(
    stock: Tips, command: tuple[str, ...], format_: str
) -> None:
    out = stock(*command, "-f", format_, env={"COLUMNS": "400"}).out
    if format_ in ("json", "jsonl"):
        loaded = json.loads(out)
        tip = loaded[0] if isinstance(loaded, list) else loaded
        assert (tip["title"], tip["gist"], tip["action"]) == (NASTY, f"gist {NASTY}", f"act {NASTY}")
    else:
        assert NASTY in out


@pytest.mark.parametrize("format_", ["rich", "plain", "markdown"])
def test_today_has_title_gist_action_and_how_to_read_the_rest(stock: Tips, format_: str) -> None:
    out = stock("today", "-c", "full", "-t", "ochre", "-f", format_).out
    for text in ("November 22", "A title", "A gist.", "Do it.", "tips show full/1"):
        assert text in out
    assert "a list" not in out  # words of the body


@pytest.mark.parametrize("format_", ["rich", "plain", "markdown"])
def test_show_has_the_whole_tip_and_related_ones(shared: Tips, format_: str) -> None:
    out = shared("show", "30", "-f", format_).out
    tip = json.loads(shared("show", "30", "--json").out)
    assert out.index(tip["title"]) < out.index("Related")
    assert "January 2, 2024" in out
    words = re.sub(r"[^\w]+", " ", out)
    for text in (tip["gist"], tip["body"], tip["action"]):
        assert all(word in words for word in re.findall(r"\w+", text))
    others = re.findall(r"^\W*(\d+)\W", out[out.index("Related") :], re.MULTILINE)
    assert len(others) == 3
    assert "30" not in others


def test_plain_has_no_box_and_no_columns(shared: Tips) -> None:
    for command in COMMANDS.values():
        out = shared(*command, "--format", "plain", env=CI).out
        assert not re.search(r"[\u2500-\u259f\t]| {3,}|^\W*[-=+|]{2,}", out, re.MULTILINE), command


def test_a_collection_that_cannot_be_read_is_named_on_stderr_and_the_rest_works(tips: Tips, collection: Make) -> None:
    path = collection("broken", [{"title": "Gone"}])
    path.write_text("no JSON\n")
    ran = tips("list", "-n", "0")
    assert (ran.status, len(ran.lines)) == (0, BUNDLED)
    assert len(ran.err.splitlines()) == 1
    assert "broken" in ran.err
    assert "tips doctor" in ran.err
    assert tips("list", "-n", "0", "--quiet").err == ""
    assert path.read_text() == "no JSON\n"
    doctor = tips("doctor", "--json")
    assert doctor.status == 3
    assert len(doctor.err.splitlines()) == 1
    [wrong] = [check for check in json.loads(doctor.out) if check["state"] == "wrong"]
    assert "broken" in wrong["about"]
    assert wrong["advice"]


# Exit status


def installed_too(tips: Tips, *arguments: str, env: dict[str, str]) -> Ran:
    """Run a command in this process; what has its own ways to end, the first of each status, as it is installed too."""
    ran = Inside(tips.home)(*arguments, env=env)
    if ran.status not in _ENDED:
        assert tips(*arguments, env=env) == ran
        _ENDED.add(ran.status)
    return ran


_ENDED: set[int] = set()


@pytest.mark.parametrize("case", cases("errors"))
def test_an_error_is_one_line_that_says_what_happened_and_what_to_type_next(shared: Tips, case: dict[str, Any]) -> None:
    ran = installed_too(shared, *case["arguments"], env={**CI, **case.get("env", {})})
    assert ran.status == case["status"]
    assert ran.out == case.get("out", "")
    assert len(ran.err.splitlines()) == 1, ran.err
    assert ran.err.startswith("tips: ")
    assert "this should not have happened" not in ran.err
    assert "\x1b" not in ran.err
    assert [words for words in case["says"] if words not in ran.err] == [], ran.err


# Help


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_begins_with_examples_and_names_every_option(shared: Tips, name: str) -> None:
    words = [name] if name else []
    ran = shared(*words, "--help", env=CI)
    assert (ran.status, ran.err) == (0, "")
    assert "\x1b" not in ran.out
    assert not re.search(r"[\u2500-\u259f]", ran.out)
    usage, _, first, *_ = ran.lines
    assert usage.startswith(f"Usage: tips {name}".rstrip())
    assert first.strip().startswith(f"tips {name}".strip())
    assert "-h, --help" in ran.out
    filters = (
        "--topic",
        "-t",
        "--not-topic",
        "-T",
        "--collection",
        "-c",
        "--since",
        "--until",
        "--short",
        "--limit",
        "-n",
    )
    expected = {
        "list": (*filters, "--sort", "--reverse"),
        "search": filters,
        "random": (*filters, "--seed"),
        "today": (*filters[:-2], "--date", "--week", "--once"),
    }.get(name, ())
    shown = ("--format", "-f", "--json", "--color", "--quiet", "-q", "--pager", *FORMATS) if name else tuple(COMMANDS)
    assert [option for option in (*expected, *shown) if option not in ran.out] == []


@pytest.mark.parametrize("name", ["list", *map(rarely, ("search", "show", "random", "today", "topics", "doctor"))])
def test_h_is_short_for_help(shared: Tips, name: str) -> None:
    assert shared(name, "-h", env=CI) == shared(name, "--help", env=CI)
    assert shared("-h", env=CI) == shared("--help", env=CI)


def test_tips_alone_is_the_tip_of_the_day(shared: Tips) -> None:
    assert shared(env=CI) == shared("today", env=CI)


@pytest.mark.parametrize("words", [["12", "zzzzqqqq"], [f"{BUNDLED - 1}-{BUNDLED + 1}"], ["12,65000"]], ids=str)
def test_where_one_of_several_tips_is_missing_the_others_are_printed(shared: Tips, words: list[str]) -> None:
    ran = shared("show", *words, "-f", "tsv")
    assert ran.status == 1
    assert [line.split("\t")[0] for line in ran.lines] == (
        [str(BUNDLED - 1), str(BUNDLED)] if "-" in words[0] else ["12"]
    )
    assert ran.err.startswith("tips: ")
    assert len(ran.err.splitlines()) == 1


def test_version_is_one_line(shared: Tips) -> None:
    from tipcli import __version__

    for words in ("--version", "-V", "version"):
        assert shared(words) == Ran(0, f"tips {__version__}\n", "", f"tips {__version__}\n".encode())


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_example_of_the_help_works(shared: Tips, name: str) -> None:
    head = shared(*([name] if name else []), "--help", env=CI).out.split("\n\n")[1]
    examples = [re.split(r"\s{2,}|\s\|", line.strip())[0] for line in head.splitlines()]
    assert examples
    for example in examples:
        ran = shared(*shlex.split(example)[1:])
        assert ran.status == 0, example
        assert not ran.err.startswith("tips: "), example  # notes are no errors
        assert ran.out


@pytest.mark.parametrize("columns", [rarely("0"), "1", rarely("40")])
def test_help_keeps_its_words_at_any_width(shared: Tips, columns: str) -> None:
    usual = shared("list", "--help", env={"COLUMNS": "80"})
    ran = shared("list", "--help", env={"COLUMNS": columns})
    assert (ran.status, ran.err) == (0, "")
    # Where an example goes on in the next line, a shell wants a backslash.
    assert "".join(ran.out.replace("\\\n", "\n").split()) == "".join(usual.out.split())


# Where things are


def test_it_works_from_any_folder_and_writes_nothing_there(shared: Tips, tmp_path: Path) -> None:
    for module in ("json", "typer", "sqlite3", "tipcli", "random"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit('the wrong module')\n")
    before = sorted(tmp_path.iterdir())
    assert shared("show", "16", cwd=tmp_path) == shared("show", "16", cwd=Path("/"))
    assert shared("random", "--seed", "1", cwd=tmp_path).status == 0
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("home", [None, "relative"])
def test_it_works_from_a_folder_that_is_gone(shared: Tips, tmp_path: Path, home: str | None) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f'rmdir "{gone}"; "{COMMAND}" show 16 --json'
    env = shared.env({"TIPS_HOME": home} if home else {})
    done = subprocess.run(["/bin/sh", "-c", script], cwd=gone, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ref"] == "16"


def test_tips_home_holds_everything_that_is_written(tips: Tips, tmp_path: Path, collection: Make) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    collection("mine", [{"title": "Mine"}])
    xdg = {f"XDG_{kind}_HOME": str(elsewhere) for kind in ("DATA", "CACHE", "STATE", "CONFIG")}
    for command in (["list"], ["random"], ["today", "--once"], ["doctor"], ["search", "mine"]):
        assert tips(*command, env={"HOME": str(elsewhere), **xdg}).status == 0
    assert list(elsewhere.iterdir()) == []
    assert {path.name for path in tips.home.iterdir()} <= {"data", "cache", "state", "config"}


def test_deleting_the_cache_loses_nothing(tips: Tips, collection: Make) -> None:
    collection("mine", [FULL, {"title": "Second"}])
    first = tips("list", "-c", "mine", "--json")
    cache = tips.home / "cache"
    for path in sorted(cache.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    cache.rmdir()
    assert tips("list", "-c", "mine", "--json") == first


def test_it_needs_no_home_and_no_variable(shared: Tips) -> None:
    env = {"PATH": os.environ["PATH"]}
    done = subprocess.run([str(COMMAND), "show", "16"], env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == shared("show", "16").out


def test_nothing_waits_for_standard_input(shared: Tips) -> None:
    reader, writer = os.pipe()  # never written to, never closed while a command runs
    try:
        for command in (["show", "16"], ["search", "empathy"], ["random"]):
            done = subprocess.run(
                [str(COMMAND), *command], env=shared.env(), stdin=reader, capture_output=True, timeout=60, check=False
            )
            assert done.returncode == 0
    finally:
        os.close(reader)
        os.close(writer)
