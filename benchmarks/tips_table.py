"""Prints what each bundled tip is: number, idea, format, for whom, sources, words, length of the gist, next review.

    uv run python benchmarks/tips_table.py [DAY]

At the end stand the figures of the whole, and the tips whose review is due on DAY (ISO 8601; today if left out). It is
run before each release.
"""

from __future__ import annotations

import statistics
import sys
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.editorial import count, seeds


def main() -> None:
    """Print the table."""
    day = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else date.today()  # noqa: DTZ011 - the local day
    print("| tip | idea | format | for | sources | words | gist | review by |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for tip in seeds():
        row = (tip.number, tip.idea, tip.format, tip.audience, len(tip.sources or []), count(tip.body), len(tip.gist))
        print("|", " | ".join(map(str, row)), "|", tip.review_by, "|")
    lengths = [len(tip.gist) for tip in seeds()]
    formats = ", ".join(f"{name} {times}" for name, times in Counter(tip.format for tip in seeds()).most_common())
    usual = sum(tip.shape == "pbp" for tip in seeds())
    print(f"\n{len(lengths)} tips, {len({tip.idea for tip in seeds()})} ideas; {formats}")
    print(f"gists: mean {statistics.mean(lengths):.1f} characters, standard deviation {statistics.pstdev(lengths):.1f}")
    print(f"paragraph, list, paragraph: {usual} of {len(lengths)}")
    due = [str(tip.number) for tip in seeds() if date.fromisoformat(tip.review_by) <= day]
    print(f"review due on {day}: {', '.join(due) or 'none'}")


if __name__ == "__main__":
    main()
