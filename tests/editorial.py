"""What the editorial check and the table of tips share: the seeds as they are written, and how words are counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = ROOT / "seeds"
KEYS = (
    "title", "date", "topics", "gist", "action", "format", "idea", "for", "origin", "risk", "place", "review_by",
    "see", "unlike", "sources", "credit",
)  # fmt: skip
FORMATS = ("scene", "script", "checklist", "case", "mistake", "huddle", "exercise", "one-liner", "evidence")
RISKS = ("crisis", "safety", "privacy", "payment", "law", "health")
ORIGINS = ("archive", "house", "source")
_LOCAL = re.compile(r"\b(999|911|988|112|ADA|HIPAA|GDPR|PCI DSS)\b")
_CLAIM = re.compile(r"\b(study|studies|researchers?|percent|per cent)\b|%|\b(19|20)\d\d\b", re.IGNORECASE)


@dataclass(frozen=True)
class Seed:
    """A tip as its file has it: number and slug of the name, the front matter as texts, and the body."""

    number: int
    slug: str
    head: dict[str, Any]
    body: str

    def __getattr__(self, name: str) -> Any:
        """Return a key of the front matter; empty where it has none."""
        return self.head.get("for" if name == "audience" else name, "")

    @property
    def text(self) -> str:
        """All that is read of it."""
        return f"{self.gist}\n{self.action}\n{self.body}"

    @property
    def claims_without_source(self) -> list[str]:
        """Figures, years and studies in a tip that names no source."""
        return [] if self.head.get("sources") else [found[0] for found in _CLAIM.finditer(f"{self.gist}\n{self.body}")]

    @property
    def local_without_place(self) -> list[str]:
        """Numbers and laws of one country in a tip that names no place."""
        return [] if self.head.get("place") else _LOCAL.findall(self.text)

    @property
    def shape(self) -> str:
        """The order of its paragraphs (p), lists (b) and quotations (q), runs as one: `pbp` is the usual one."""
        kinds = "".join(
            "b" if re.match(r"[-*] |\d+\. ", line) else "q" if line.startswith(">") else "p"
            for line in self.body.split("\n")
            if line.strip()
        )
        return re.sub(r"(.)\1+", r"\1", kinds)


@cache
def seeds() -> list[Seed]:
    """Return all tips by number."""
    return [_seed(path) for path in sorted(SEEDS.glob("*.md"))]


@cache
def dealt() -> frozenset[int]:
    """Return the numbers of the tips that `today` and `random` may give: all but those for a crisis."""
    return frozenset(seed.number for seed in seeds() if seed.risk != "crisis")


def _seed(path: Path) -> Seed:
    number, _, slug = path.stem.partition("-")
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return Seed(int(number), slug, yaml.load(head, Loader=yaml.BaseLoader), body.strip())


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without apostrophes."""
    return re.findall(r"[a-z0-9]+", re.sub("[’'‘]", "", text.lower()))


def count(text: str) -> int:
    """Return how many words a text has, as they stand between blanks."""
    return sum(1 for run in text.split() if re.search(r"\w", run))


def reading_ease(text: str) -> float:
    """Return the Flesch reading ease (Flesch, 1948); syllables are runs of vowels, without a silent e at the end."""
    sentences = [part for part in re.split(r"[.?!…:]+[”’)]*\s|\n", text + " ") if re.search(r"\w", part)]
    found = re.findall(r"[A-Za-z’]+", text)
    syllables = sum(_syllables(word) for word in found)
    return 206.835 - 1.015 * len(found) / max(1, len(sentences)) - 84.6 * syllables / max(1, len(found))


def _syllables(word: str) -> int:
    plain = re.sub(r"[^a-z]", "", word.lower())
    runs = len(re.findall(r"[aeiouy]+", plain))
    is_silent = (plain.endswith("e") and not plain.endswith("le")) or (
        plain.endswith("ed") and not plain.endswith(("ted", "ded"))
    )
    return max(1, runs - (is_silent and runs > 1))
