"""The index, opened for reading: what it answers, and what becomes of a damaged one."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made import PLAIN_CREDIT, Held, a_tip, any_text, built, fields_of, index_of, many, reopened
from tipcli.index.build import new_database
from tipcli.index.opened import open_file, open_index
from tipcli.index.rows import DAMAGE, ORDERS, SCHEMA
from tipcli.model.errors import AccessError
from tipcli.model.results import Filters
from tipcli.model.text import clean, word_count
from tipcli.model.tip import Credit, Topic
from tipcli.search.rank import search
from tipcli.store.drafts import write
from tipcli.store.sources import Imported, Seeds
from tipcli.system import paths
from tipcli.system.scratch import Part

if TYPE_CHECKING:
    from tipcli.index.opened import Index
    from tipcli.model.tip import Tip

TIPS = [
    a_tip(
        number,
        f"Title {number}",
        gist="A gist.",
        body=f"Body of {number}. " + "lorem ipsum " * 20,
        topics=("one", "two") if number % 2 else (),
        date=f"2020-01-{number:02}" if number % 3 else None,
    )
    for number in range(1, 29)
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty home."""
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def stored(tips: list[Tip] = TIPS) -> Imported:
    """Return a collection in the data folder."""
    return Imported(write("mine", {}, tips))


def cached(home: Path) -> Path:
    return home / "cache" / "indexes" / "mine.index"


def answers(index: Index) -> list[dict[str, object]]:
    """Return all tips of an index, which is closed afterwards."""
    with closing(index):
        return [fields_of(tip) for tip in index.tips(Filters(), "number")]


WANTED = [fields_of(tip) for tip in TIPS]

days = st.none() | st.dates().map(lambda day: day.isoformat())


@st.composite
def collections(draw: st.DrawFn) -> list[Tip]:
    """Return tips with dates, topics and texts of different length."""
    numbers = draw(st.lists(st.integers(1, 2**63 - 1), max_size=8, unique=True))
    return [
        a_tip(
            number,
            draw(st.sampled_from(["Same", "same", "Álpha", "beta", "Zulu", "日本", "[x]"])),
            date=draw(days),
            topics=tuple(draw(st.lists(st.sampled_from("abc"), max_size=3, unique=True))),
            gist="word " * draw(st.integers(0, 3)),
            body="word – " * draw(st.integers(55, 61)),
        )
        for number in numbers
    ]


filters = st.builds(
    lambda topics, since, until, short: Filters(topics=tuple(topics), since=since, until=until, short=short),
    st.lists(st.sampled_from(["a", "b", "c", "d", "'; --"]), max_size=2),
    days,
    days,
    st.booleans(),
)


def passes(tip: Tip, wanted: Filters) -> bool:
    """Tell in plain Python whether the tip is meant."""
    return (
        (not wanted.topics or bool(set(wanted.topics) & set(tip.topics)))
        and (not wanted.since or (tip.date or "") >= wanted.since)
        and (not wanted.until or (tip.date is not None and tip.date <= wanted.until))
        and (not wanted.short or word_count(tip.gist) + word_count(tip.body) <= 60)
    )


def ascii_folded(title: str) -> bytes:
    return bytes(byte + 32 if 65 <= byte <= 90 else byte for byte in title.encode())


SORTED = {
    "number": lambda tip: tip.number,
    "title": lambda tip: (ascii_folded(tip.title), tip.number),
    "date": lambda tip: (tip.date or "", tip.number),
}


def test_every_order_has_a_naive_one_to_compare_it_with() -> None:
    assert set(SORTED) == set(ORDERS)


@many(25)
@given(collections(), filters, st.sampled_from(sorted(ORDERS)), st.booleans(), st.integers(-1, 9))
def test_filters_orders_and_limits_do_what_plain_python_does(
    tips: list[Tip],
    wanted: Filters,
    order: str,
    reverse: bool,  # noqa: FBT001
    limit: int,
) -> None:
    chosen = [tip.number for tip in sorted(tips, key=SORTED[order], reverse=reverse != (order == "date"))  # type: ignore[no-any-return, no-untyped-call, unused-ignore]
              if passes(tip, wanted)]  # fmt: skip
    with closing(built(*tips)) as index:
        found = [tip.number for tip in index.tips(wanted, order, reverse=reverse, limit=limit)]
        assert found == (chosen if limit < 0 else chosen[:limit])
        assert index.count(wanted) == len(chosen)
        places = [*range(len(chosen)), *range(len(chosen))][::-1]
        assert [tip.number for tip in index.at(wanted, places)] == [sorted(chosen)[place] for place in places]
        assert [tip.number for place in places for tip in index.at(wanted, [place])] == [
            sorted(chosen)[place] for place in places
        ]
        with pytest.raises(IndexError):
            index.at(wanted, [len(chosen)])


@many(25)
@given(st.lists(st.tuples(any_text(20), any_text(), st.none() | any_text(10), st.booleans()), min_size=1, max_size=3))
def test_a_tip_comes_out_as_it_went_in_but_clean(texts: list[tuple[str, str, str | None, bool]]) -> None:
    tips = [
        a_tip(
            number, clean(line), body=clean(body), credit=Credit(clean(line), extra and clean(extra)), complete=complete
        )
        for number, (line, body, extra, complete) in enumerate(texts, 1)
    ]
    with closing(built(*tips)) as index:
        for made, tip in zip(index.numbered([tip.number for tip in tips]), tips, strict=True):
            assert (made.number, made.slug, made.body, made.complete) == (tip.number, tip.slug, tip.body, tip.complete)
            assert made.title == " ".join(tip.title.replace("\t", " ").split("\n")).strip()


def test_every_field_of_a_tip_is_kept() -> None:
    whole = a_tip(
        9,
        "T [x] :smile: \\",
        date="2020-02-29",
        topics=("b", "a"),
        gist="G.",
        body="- a\n\n\tb",
        action="A.",
        credit=PLAIN_CREDIT,
        complete=False,
    )
    assert answers(built(whole, a_tip(10))) == [fields_of(whole), fields_of(a_tip(10))]


def test_numbered_tips_come_in_the_order_asked_for_without_unknown_ones() -> None:
    with closing(built(*TIPS)) as index:
        assert [tip.number for tip in index.numbered([9, 99, 2, 0, -1])] == [9, 2]
        assert index.numbered([]) == []


@pytest.mark.parametrize(
    ("slug", "wanted"),
    [("a", [1]), ("ab", [2, 3]), ("abc", [2]), ("ab%", []), ("_", []), ("", [1, 2]), ("zz", []), ("a'b", [])],
)
def test_a_slug_is_the_whole_or_the_beginning_of_one(slug: str, wanted: list[int]) -> None:
    tips = [a_tip(number, slug=name) for number, name in enumerate(["a", "abc", "abd", "b"], 1)]
    with closing(built(*tips)) as index:
        assert [tip.number for tip in index.by_slug(slug, 2)] == wanted


def test_topics_have_their_names_text_and_number_of_tips() -> None:
    topics = [Topic("two", "About two", ("zwei", "deux")), Topic("unused", "Never")]
    with closing(built(*TIPS, topics=topics)) as index:
        assert index.topics() == [("one", "", (), 14), ("two", "About two", ("zwei", "deux"), 14)]


def test_an_empty_collection_is_an_index_too() -> None:
    with closing(built()) as index:
        assert (index.size, index.count(Filters()), list(index.tips(Filters())), index.topics()) == (0, 0, [], [])


def test_the_first_opening_builds_and_the_second_does_not(home: Path) -> None:
    source = stored()
    with closing(open_index(source)) as index:
        assert index.path == str(cached(home))
    before = cached(home).stat().st_mtime_ns
    assert answers(open_index(source)) == WANTED
    assert cached(home).stat().st_mtime_ns == before
    assert [path.name for path in cached(home).parent.iterdir()] == ["mine.index"]
    assert cached(home).stat().st_mode & 0o777 == 0o600


def test_a_changed_source_is_read_again() -> None:
    open_index(stored()).close()
    assert answers(open_index(stored([*TIPS[:3], a_tip(99, "New")])))[-1]["title"] == "New"


def test_opening_anew_builds_a_fresh_index_again(home: Path) -> None:
    source = stored()
    open_index(source).close()
    before = cached(home).stat().st_ino
    open_index(source, anew=True).close()
    assert cached(home).stat().st_ino != before


def _damage(path: Path, how: str) -> None:
    """Do to an index file what `how` says."""
    data = path.read_bytes()
    if how == "no rights of its layout":
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("drop table meta")
    elif how.startswith("sql "):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(how.removeprefix("sql "))
    else:
        path.write_bytes(
            {
                "empty": b"",
                "text": b"not an index\n" * 500,
                "half": data[: len(data) // 2],
                "a byte too few": data[:-1],
                "a byte too many": data + b"\0",
                "a page too many": data + bytes(4096),
                "head of zeros": bytes(100) + data[100:],
                "zeros": bytes(len(data)),
                "first page of noise": b"\xa5" * 4096 + data[4096:],
            }[how]
        )


DAMAGES = [
    "empty",
    "text",
    "half",
    "a byte too few",
    "a byte too many",
    "a page too many",
    "head of zeros",
    "zeros",
    "first page of noise",
    f"sql pragma user_version = {SCHEMA + 1}",
    "sql pragma user_version = 0",
    "sql drop table meta",
    "sql delete from meta",
    "sql delete from meta where key = 'tips'",
    "sql delete from meta where key = 'fingerprint'",
    "sql update meta set value = 'other' where key = 'name'",
    "sql update meta set value = 'many' where key = 'tips'",
    "sql update meta set value = null where key = 'tips'",
    "sql update meta set value = null",
    "sql update meta set value = x'ff' where key = 'tips'",
    "sql update meta set value = cast(x'ff' as text)",
    "sql update meta set value = '1 2 3' where key = 'fingerprint'",
]


@pytest.mark.parametrize("how", DAMAGES)
def test_a_damaged_stale_or_foreign_index_is_built_anew_and_answers_the_same(home: Path, how: str) -> None:
    source = stored()
    open_index(source).close()
    _damage(cached(home), how)
    assert answers(open_index(source)) == WANTED
    with closing(sqlite3.connect(cached(home))) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("select value from meta where key = 'tips'").fetchone() == (str(len(TIPS)),)


@many(40)
@given(data=st.data())
def test_flipped_bits_are_found_or_harmless_and_raise_only_what_is_mended(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    good = _good_bytes()
    damaged = bytearray(good)
    # The head and the first page are hit as often as all the rest.
    for place in data.draw(st.lists(st.integers(0, 4095) | st.integers(0, len(good) - 1), min_size=1, max_size=3)):
        damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    path = tmp_path_factory.getbasetemp() / "flipped.index"
    path.write_bytes(damaged)
    index = open_file(str(path), "mine", None)
    if index is None:
        return
    with closing(index):
        try:
            tips = list(index.tips(Filters(), "number"))
            index.topics()
            list(search(index, index, "title lorem 7", Filters()))
        except DAMAGE:
            return  # what Library mends
        assert all(tip.title == clean(tip.title) and tip.body == clean(tip.body) for tip in tips)


_KEPT: list[bytes] = []


def _good_bytes() -> bytes:
    if not _KEPT:
        with closing(index_of(Held(TIPS))) as index:
            _KEPT.append(index._connection.serialize())
    return _KEPT[0]


@pytest.mark.parametrize("place", ["no cache folder", "file in place of the cache", "folder in place of the index"])
def test_where_no_index_can_be_written_one_is_built_in_memory(
    home: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = stored()
    if place == "no cache folder":
        monkeypatch.setattr(paths, "cache_folder", lambda: None)
    elif place == "file in place of the cache":
        (home / "cache").write_text("in the way")
    else:
        (cached(home) / "in the way").mkdir(parents=True)
    index = open_index(source)
    assert index.path == ":memory:"
    assert [hit.tip.number for hit in search(index, index, "title", Filters())] != []
    assert answers(index) == WANTED
    assert list(home.rglob("*.part")) == []


def test_a_source_that_cannot_be_read_is_an_error_and_leaves_nothing_behind(home: Path) -> None:
    source = stored()
    Path(source.path).write_text("no JSON\n")
    with pytest.raises(AccessError, match="line 1"):
        open_index(source)
    assert [path for path in (home / "cache").rglob("*") if path.is_file()] == []


def test_a_source_that_is_gone_is_an_error() -> None:
    source = stored()
    os.unlink(source.path)
    with pytest.raises(AccessError, match="No such file"):
        open_index(source)


def test_what_killed_builds_left_behind_goes_and_what_is_being_written_stays(home: Path) -> None:
    source = stored()
    folder = cached(home).parent
    folder.mkdir(parents=True)
    (folder / ".mine-a.part").write_text("half")
    with Part(str(folder), "mine") as part:
        open_index(source).close()
        assert {path.name for path in folder.iterdir()} == {os.path.basename(part.path), "mine.index"}


@pytest.mark.parametrize(
    "name", ["with space", "h#sh", "what?", "100%", "new\nline", "quo'te\"", "uml-äö", "a&b=c;d", "~", "\udcff"]
)
def test_a_home_of_any_name_holds_an_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("TIPS_HOME", str(tmp_path / name))
    source = stored()
    open_index(source).close()
    index = open_index(source)
    assert index.path == os.path.join(tmp_path, name, "cache", "indexes", "mine.index")
    assert answers(index) == WANTED


def test_the_bundled_index_is_used_as_it_is(tmp_path: Path, home: Path) -> None:
    seeds = Seeds()
    path = tmp_path / "service.index"
    with closing(index_of(seeds)) as index:
        path.write_bytes(index._connection.serialize())
    for trust in (True, False):
        with closing(open_index(seeds, str(path), trust=trust)) as opened:
            assert opened.path == str(path)
    assert not home.exists()


@pytest.mark.parametrize("trust", [True, False])
def test_a_bundled_index_that_does_not_fit_its_seeds_is_left_for_another(
    tmp_path: Path,
    home: Path,
    trust: bool,  # noqa: FBT001
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "001-one.md").write_text("---\ntitle: One\ngist: G.\n---\n\nBody\n")
    path = tmp_path / "service.index"
    with closing(index_of(Seeds(str(seeds)))) as index:
        path.write_bytes(index._connection.serialize())
    (seeds / "002-two.md").write_text("---\ntitle: Two\ngist: G.\n---\n\nBody\n")
    if trust:
        path.write_bytes(b"")
    for _ in range(2):
        with closing(open_index(Seeds(str(seeds)), str(path), trust=trust)) as opened:
            assert (opened.size, opened.path) == (2, str(home / "cache" / "indexes" / "service.index"))


def test_an_index_of_other_text_is_cleaned_when_it_is_read() -> None:
    with closing(built(a_tip(1, topics=("a",)), topics=[Topic("a", "b", ("c",))])) as index:
        index._connection.execute("update tip set title = 'a\x1b[31m', topics = 'x\x9by', credit_title = '\u202e'")
        index._connection.execute("update topic set about = '\x1b]0;', aliases = '\x07,b'")
        [tip] = index.tips(Filters())
        assert (tip.title, tip.topics) == ("a\ufffd[31m", ("x\ufffdy",))
        assert tip.credit is not None
        assert tip.credit.title == "\ufffd"
        assert index.topics() == [("a", "\ufffd]0;", ("\ufffd", "b"), 1)]


def test_an_open_index_goes_on_answering_while_another_takes_its_place() -> None:
    source = stored()
    open_index(source).close()
    index = open_index(source)
    write("mine", {}, TIPS[:2])
    open_index(source).close()
    assert answers(index) == WANTED
    assert len(answers(open_index(source))) == 2


def test_an_index_in_memory_that_cannot_be_built_is_closed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_text("")  # nothing can be written there
    made: list[sqlite3.Connection] = []

    def remembered(path: str) -> sqlite3.Connection:
        made.append(new_database(path))
        return made[-1]

    monkeypatch.setattr("tipcli.index.build.new_database", remembered)
    with pytest.raises(AccessError, match="number stands twice"):
        open_index(Held([a_tip(1), a_tip(1, slug="other")]))
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        made[0].execute("select 1")


def test_an_index_is_read_only() -> None:
    source = stored()
    open_index(source).close()
    with closing(open_index(source)) as index, pytest.raises(sqlite3.OperationalError, match="readonly"):
        index._connection.execute("delete from tip")


def test_the_bytes_of_an_index_open_again() -> None:
    assert answers(reopened(_good_bytes())) == WANTED
