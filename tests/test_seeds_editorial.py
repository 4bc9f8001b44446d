"""What a check can hold of the editorial rules: the form, the lengths, the vocabulary, and that every word is ours."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import ROOT
from tipcli.store.sources import Seeds

if TYPE_CHECKING:
    from pathlib import Path

    from tipcli.model.tip import Tip

SEEDS = ROOT / "seeds"
PAGES = ROOT.parent / "shared" / "pages"
TIPS = list(Seeds(str(SEEDS)).tips())
TOPICS = Seeds(str(SEEDS)).topics()
FILES = sorted(SEEDS.glob("*.md"))
KEYS = ["title", "date", "topics", "gist", "action", "credit"]
RUN = 8  # words that may not stand in a page in the same order
each_tip = pytest.mark.parametrize("tip", TIPS, ids=[tip.slug for tip in TIPS])


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub("[’'‘]", "", text.lower()))


def count(text: str) -> int:
    return sum(1 for run in text.split() if re.search(r"\w", run))


def test_there_are_64_tips_numbered_without_a_gap() -> None:
    assert [tip.number for tip in TIPS] == list(range(1, 65))
    assert [path.name for path in FILES] == [f"{tip.number:03}-{tip.slug}.md" for tip in TIPS]


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_front_matter_is_complete_and_in_order(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("---\n")[1]
    fields = yaml.load(head, Loader=yaml.BaseLoader)
    assert list(fields) == KEYS
    assert {"title", "publisher", "date"} <= fields["credit"].keys() <= {"title", "publisher", "date", "url"}


@each_tip
def test_lengths_of_gist_action_and_body(tip: Tip) -> None:
    assert 50 <= len(tip.gist) <= 110
    assert tip.gist.endswith(".")
    assert tip.action is not None
    assert len(tip.action) <= 140
    assert tip.action.endswith((".", ".”", "?”"))
    assert 90 <= count(tip.body) <= 180
    assert 2 <= len(re.findall(r"^- ", tip.body, re.MULTILINE)) <= 5


@each_tip
def test_the_voice_keeps_to_the_house_rules(tip: Tip) -> None:
    text = f"{tip.gist}\n{tip.action}\n{tip.body}"
    assert "!" not in text
    assert not re.search(r"\bremember,|in today’s|at the end of the day|game.changer", text, re.IGNORECASE)
    assert not re.search(r"\b\w*(colour|behaviour|apologis|recognis|realis|organis|centre)\w*\b", text, re.IGNORECASE)
    assert not re.search(r"['\"]", tip.body + tip.gist), "quotes are curly"


def test_slugs_gists_and_openings_are_unique() -> None:
    for field in ("slug", "gist", "title", "action"):
        assert not [text for text, times in Counter(getattr(tip, field) for tip in TIPS).items() if times > 1]
    openings = Counter(" ".join(words(tip.body)[:3]) for tip in TIPS)
    assert not [opening for opening, times in openings.items() if times > 1]


def test_topics_are_few_known_used_and_described() -> None:
    assert 15 <= len(TOPICS) <= 24
    used = Counter(topic for tip in TIPS for topic in tip.topics)
    assert set(used) == {topic.slug for topic in TOPICS}
    assert min(used.values()) >= 2
    assert all(1 <= len(tip.topics) <= 4 and len(set(tip.topics)) == len(tip.topics) for tip in TIPS)
    assert all(topic.about and topic.aliases and len(set(topic.aliases)) == len(topic.aliases) for topic in TOPICS)


@pytest.mark.parametrize(
    "name", ["co-worker", "representative", "issue resolution", "customer service", "service recovery"]
)
def test_the_topics_of_the_archive_are_still_topics(name: str) -> None:
    known = {alias for topic in TOPICS for alias in (topic.slug, *topic.aliases)}
    assert name in known


@each_tip
def test_every_tip_credits_its_origin_and_invents_no_url(tip: Tip) -> None:
    assert tip.credit is not None
    assert (tip.credit.title, tip.credit.date) == (tip.title, tip.date)
    assert tip.credit.publisher == "Customer Service Solutions, Inc."
    assert tip.credit.url is None


def test_the_thesaurus_is_tidy() -> None:
    table = tomllib.loads((SEEDS / "synonyms.toml").read_text(encoding="utf-8"))
    assert set(table) == {"forms", "groups"}
    for line in (*table["forms"], *table["groups"]):
        members = line.split(", ")
        assert len(members) == len(set(members)) >= 2
        assert all(re.fullmatch(r"[a-z0-9][a-z0-9' -]*", member) for member in members), line


needs_pages = pytest.mark.skipif(not PAGES.is_dir(), reason=f"{PAGES.name}: the source pages are not here")


@needs_pages
def test_every_title_and_date_of_the_archive_is_there() -> None:
    known = {(tip.title, tip.date) for tip in TIPS}
    listed = set()
    for path in sorted(PAGES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if found := re.fullmatch(r"(.+?) ?[-–] (\d+)/(\d+)/(\d+)(?: TOW)?", line.strip()):
                title, month, day, year = found.groups()
                listed.add((title, f"20{year}-{int(month):02}-{int(day):02}"))
    assert len(listed) == 62
    assert listed <= known
    assert len([tip for tip in TIPS if tip.date is None]) == 2


@needs_pages
@each_tip
def test_no_run_of_eight_words_stands_in_a_page(tip: Tip) -> None:
    title = " ".join(words(tip.title))
    for text in (tip.gist, tip.action or "", tip.body):
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
