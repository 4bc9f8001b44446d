"""Makes collections of any size for the measurements: short tips of words that are distributed as in real text.

    uv run python benchmarks/made_tips.py COUNT [WORDS] > tips.jsonl

Word frequencies follow Zipf's law with a long tail of 500,000 distinct words: the words of the bundled tips are the
most frequent ones, made-up words follow. The same COUNT gives the same tips; a larger one begins with those of a
smaller. With WORDS each tip is a title and a body of so many words, as most sources have it: the gist is for the import
to make.
"""

from __future__ import annotations

import json
import random
import re
import sys
from bisect import bisect
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
DISTINCT = 500_000
EVERYWHERE = "the"  # a word of every tip
_SYLLABLES = [a + b for a in ("b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "st", "br", "pl")
              for b in ("a", "e", "i", "o", "u", "an", "er", "in", "or", "us")]  # fmt: skip


@cache
def vocabulary() -> list[str]:
    """Return 500,000 words, the most frequent first."""
    counts: dict[str, int] = {}
    for path in sorted((ROOT / "seeds").glob("*.md")):
        for word in re.findall(r"[a-z]{2,}", path.read_text("utf-8").lower()):
            counts[word] = counts.get(word, 0) + 1
    words = dict.fromkeys(sorted(counts, key=lambda word: -counts[word]))
    made = random.Random(1)
    while len(words) < DISTINCT:
        words["".join(made.choices(_SYLLABLES, k=made.choice((2, 3, 3, 4))))] = None
    return list(words)


def tips(count: int, size: int = 0) -> Iterator[dict[str, object]]:
    """Yield `count` tips of about 40 words each, as objects with guid, title, date, topics, gist and body.

    With `size` there is no gist, and title and body together are so many words.
    """
    made = random.Random(2)
    words = vocabulary()
    reach = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))  # Zipf and Mandelbrot
    total = reach[-1]

    def some(least: int, most: int) -> str:
        drawn = [words[bisect(reach, made.random() * total)] for _ in range(made.randint(least, most))]
        return " ".join(drawn)

    def sentences(words: int) -> str:
        """Return so many words in sentences of 8 to 24, each third of them the beginning of a paragraph."""
        text, left = "", words
        while left:
            length = left if left < 16 else min(left, made.randint(8, 24))
            text += f"{some(length, length).capitalize()}." + (
                "\n\n" if left > length and not made.randrange(3) else " "
            )
            left -= length
        return text.strip()

    for number in range(1, count + 1):
        if size:
            title = some(3, 6)
            yield {
                "guid": f"https://tips.example/{number}",
                "title": title.capitalize(),
                "date": f"{made.randint(2005, 2026)}-{made.randint(1, 12):02}-{made.randint(1, 28):02}",
                "topics": [words[20 + made.randint(0, 40)]],
                "body": sentences(size - len(title.split())),
            }
            continue
        yield {
            "guid": f"https://tips.example/{number}",
            "title": some(3, 6).capitalize(),
            "date": f"{made.randint(2005, 2026)}-{made.randint(1, 12):02}-{made.randint(1, 28):02}",
            "topics": [words[20 + made.randint(0, 40)]],
            "gist": f"{EVERYWHERE.capitalize()} {some(8, 12)}.",
            "body": f"{some(8, 14).capitalize()}. {some(8, 14).capitalize()}.",
        }


if __name__ == "__main__":
    for tip in tips(*map(int, sys.argv[1:])):
        sys.stdout.write(json.dumps(tip) + "\n")
