"""What a check can hold of the editorial rules: the form, the lengths, the spread, and that every word is ours."""

from __future__ import annotations

import re
import statistics
import tomllib
from collections import Counter
from datetime import date

import pytest

from tests.conftest import ROOT
from tests.each import each
from tests.editorial import FORMATS, KEYS, ORIGINS, RISKS, SEEDS, Seed, count, reading_ease, seeds, words
from tipcli.store.sources import Seeds

PAGES = ROOT.parent / "shared" / "pages"
TIPS = seeds()
TOPICS = Seeds(str(SEEDS)).topics()
ARCHIVE = 64  # tips that began with an entry of the archive: the first ones
RUN = 6  # words that may not stand in a page in the same order
each_tip = each(TIPS, lambda tip: f"tip {tip.number}")


def share(tips: list[Seed]) -> float:
    return len(tips) / len(TIPS)


def test_numbers_have_no_gap_and_none_of_the_first_went() -> None:
    assert [tip.number for tip in TIPS] == list(range(1, len(TIPS) + 1))
    assert len(TIPS) >= 124


@each_tip
def test_front_matter_is_complete_known_and_in_order(tip: Seed) -> None:
    assert list(tip.head) == [key for key in KEYS if key in tip.head]
    needed = {"title", "topics", "gist", "action", "format", "idea", "for", "origin", "review_by"}
    assert not {key for key in needed if not tip.head.get(key)}
    assert tip.format in FORMATS
    assert tip.audience in ("desk", "lead")
    assert tip.origin in ORIGINS
    assert tip.head.get("risk", "law") in RISKS
    for source in tip.sources or []:
        assert set(source) <= {"title", "publisher", "year", "url"}
        assert source["title"]
        assert source["publisher"]
        assert re.fullmatch(r"https?://\S+", source.get("url", "https://x"))
        assert re.fullmatch(r"(1[89]|20)\d\d", source.get("year", "2000"))


@each_tip
def test_numbers_of_other_tips_lead_somewhere(tip: Seed) -> None:
    numbers = [int(number) for key in ("see", "unlike") for number in tip.head.get(key, [])]
    assert set(numbers) <= {other.number for other in TIPS} - {tip.number}
    assert len(numbers) == len(set(numbers))


@each_tip
def test_where_a_tip_comes_from_is_said(tip: Seed) -> None:
    is_of_the_archive = tip.number <= ARCHIVE
    assert (tip.origin == "archive") == is_of_the_archive == bool(tip.credit)
    if is_of_the_archive:
        assert tip.credit["title"] == tip.title
        assert tip.credit["publisher"] == "Customer Service Solutions, Inc."
        assert tip.credit.get("date") == tip.head.get("date")
        assert "url" not in tip.credit
    assert tip.origin != "source" or tip.sources


@each_tip
def test_lengths(tip: Seed) -> None:
    assert 20 <= len(tip.gist) <= 100
    assert re.search(r"[.?][”’]?$", tip.gist)
    assert 20 <= len(tip.action) <= 140
    assert re.search(r"[.?…]”?$", tip.action)
    assert count(tip.body) <= 180
    if tip.format == "one-liner":
        assert not tip.body
        assert count(tip.gist) <= 25
    else:
        assert tip.body


@each_tip
def test_the_voice_keeps_to_the_house_rules(tip: Seed) -> None:
    assert "!" not in tip.text
    assert not re.search(r"\bremember,|in today’s|at the end of the day|game.changer", tip.text, re.IGNORECASE)
    british = r"\b\w*(colour|behaviour|apologis|recognis|realis|organis|centre)\w*\b"
    assert not re.search(british, tip.text, re.IGNORECASE)
    assert not re.search(r"['\"]", tip.text), "quotes are curly"
    assert tip.format == "one-liner" or reading_ease(tip.body) >= 70


@each_tip
def test_figures_have_a_source_and_laws_a_place(tip: Seed) -> None:
    assert not tip.claims_without_source
    assert not tip.local_without_place


@each_tip
def test_no_tip_is_due_for_review_and_what_changes_soon_is_reviewed_soon(tip: Seed) -> None:
    written = date.fromisoformat(tip.head["date"]) if tip.number > ARCHIVE else date(2026, 11, 28)
    due = date.fromisoformat(tip.review_by)
    assert due > written
    assert tip.risk not in ("crisis", "law") or (due - written).days <= 366
    assert (due - written).days <= 3 * 366


@each_tip
def test_a_crisis_says_first_whom_to_get(tip: Seed) -> None:
    if tip.risk == "crisis":
        first = f"{tip.gist} {re.split(r'(?<=[.?]) ', tip.body)[0]}".lower()
        assert re.search(r"supervisor|colleague|second person|emergency number|first aid", first)
        assert "your local emergency number" in tip.text
        assert tip.audience == "desk"


def test_the_spread_of_gists() -> None:
    lengths = [len(tip.gist) for tip in TIPS]
    assert statistics.mean(lengths) <= 75
    assert statistics.pstdev(lengths) >= 15
    assert share([tip for tip in TIPS if "," in tip.gist]) <= 0.3


def test_the_spread_of_actions() -> None:
    firsts = [words(tip.action)[0] for tip in TIPS]
    assert sum(first in ("write", "list", "mark", "note", "put") for first in firsts) <= 0.2 * len(TIPS)
    waiting = re.compile(
        r"^(when|if|after|next time)\b|\bthe next (time|customer|caller|person|visitor)\b", re.IGNORECASE
    )
    assert share([tip for tip in TIPS if waiting.search(tip.action)]) <= 0.25


def test_the_spread_of_shapes_and_formats() -> None:
    assert share([tip for tip in TIPS if tip.shape == "pbp"]) <= 1 / 3
    formats = Counter(tip.format for tip in TIPS)
    assert max(formats.values()) <= len(TIPS) / 3
    new = Counter(tip.format for tip in TIPS if tip.number > ARCHIVE)
    assert min(new[name] for name in FORMATS if name != "scene") >= 6


def test_no_idea_is_told_too_often() -> None:
    ideas = Counter(tip.idea for tip in TIPS)
    assert not [idea for idea, times in ideas.items() if times > 3]
    assert len({tip.idea for tip in TIPS if tip.number > ARCHIVE}) >= 50


def test_at_least_half_of_the_new_tips_rest_on_a_source() -> None:
    new = [tip for tip in TIPS if tip.number > ARCHIVE]
    assert len([tip for tip in new if tip.sources]) >= len(new) / 2


def test_few_tips_are_of_one_place() -> None:
    assert share([tip for tip in TIPS if tip.place]) <= 0.1


def test_slugs_gists_and_openings_are_unique() -> None:
    for field in ("slug", "gist", "title", "action"):
        assert not [text for text, times in Counter(getattr(tip, field) for tip in TIPS).items() if times > 1]
    openings = Counter(" ".join(words(tip.body)[:2]) for tip in TIPS if tip.body)
    assert not [opening for opening, times in openings.items() if times > 1]


def test_short_tips_are_there() -> None:
    assert len([tip for tip in TIPS if count(f"{tip.gist} {tip.body}") <= 60]) >= 6


def test_topics_are_few_known_used_and_described() -> None:
    assert 15 <= len(TOPICS) <= 32
    known = {topic.slug for topic in TOPICS}
    assert {topic for tip in TIPS for topic in tip.topics} == known
    leading = Counter(tip.topics[0] for tip in TIPS)
    assert not {topic for topic in known if leading[topic] < 2}
    assert all(1 <= len(tip.topics) <= 4 and len(set(tip.topics)) == len(tip.topics) for tip in TIPS)
    assert all(topic.about and topic.aliases and len(set(topic.aliases)) == len(topic.aliases) for topic in TOPICS)


@pytest.mark.parametrize(
    "name", ["co-worker", "representative", "issue resolution", "customer service", "service recovery"]
)
def test_the_topics_of_the_archive_are_still_topics(name: str) -> None:
    known = {alias for topic in TOPICS for alias in (topic.slug, *topic.aliases)}
    assert name in known


@pytest.mark.parametrize(("name", "keys"), [("synonyms.toml", {"forms", "groups"}), ("everyday.toml", {"groups"})])
def test_the_thesaurus_is_tidy(name: str, keys: set[str]) -> None:
    table = tomllib.loads((SEEDS / name).read_text(encoding="utf-8"))
    assert set(table) == keys
    for line in [line for key in keys for line in table[key]]:
        members = line.split(", ")
        assert len(members) == len(set(members)) >= 2
        assert all(re.fullmatch(r"[a-z0-9][a-z0-9' -]*", member) for member in members), line


needs_pages = pytest.mark.skipif(not PAGES.is_dir(), reason=f"{PAGES.name}: the source pages are not here")


@needs_pages
def test_every_title_and_date_of_the_archive_is_there() -> None:
    known = {(tip.title, tip.head.get("date")) for tip in TIPS}
    listed = set()
    for path in sorted(PAGES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := re.fullmatch(r"(.+?) ?[-–] (\d+)/(\d+)/(\d+)(?: TOW)?", line.strip()):
                title, month, day, year = found.groups()
                listed.add((title, f"20{year}-{int(month):02}-{int(day):02}"))
    assert len(listed) == 62
    assert listed <= known
    assert len([tip for tip in TIPS if not tip.head.get("date")]) == 2


@needs_pages
@each_tip
def test_no_run_of_words_stands_in_a_page(tip: Seed) -> None:
    title = " ".join(words(tip.title))
    for text in (tip.gist, tip.action, tip.body):
        own = words(text)
        runs = {tuple(own[start : start + RUN]) for start in range(len(own) - RUN + 1)}
        shared = {" ".join(run) for run in runs & _runs_of_the_pages() if " ".join(run) not in title}
        assert not shared


_found: set[tuple[str, ...]] = set()


def _runs_of_the_pages() -> set[tuple[str, ...]]:
    if not _found:
        for path in PAGES.glob("*.txt"):
            page = words(path.read_text(encoding="utf-8"))
            _found.update(tuple(page[start : start + RUN]) for start in range(len(page) - RUN + 1))
    return _found
