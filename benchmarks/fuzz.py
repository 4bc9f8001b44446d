"""Mutates every file of the tests' cases and reads it with every reader, for as long as it is told.

    uv run python benchmarks/fuzz.py [SECONDS] [SEED]

Of a reader only items, records, what is bad or skipped, addresses and descriptions may come, and AccessError; no
document of at most 20 kB may take longer than 2 seconds of the processor; no text of a tip may control a terminal.
Prints a table, and for each failure the document's path, where it is kept. Exit status 1 where there was any. The
same SEED gives the same documents in the same order.
"""

from __future__ import annotations

import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.hostile import SOURCES  # noqa: E402 - it lies beside the package
from tests.test_faults_text import CONTROLS, forbidden, strings  # noqa: E402

from tipcli.ingest.items import tip_of  # noqa: E402
from tipcli.model.errors import AccessError  # noqa: E402
from tipcli.readers.base import About, Bad, Document, Item, More, Options, Record, Skipped  # noqa: E402
from tipcli.readers.registry import FORMATS, reader, reader_for  # noqa: E402

if TYPE_CHECKING:
    from types import FrameType

LARGEST = 20_000  # bytes of a document
LONGEST = 2.0  # seconds of the processor for one document and one reader
HANGING = 20  # seconds until a reader is interrupted
MEMORY = 2 * 2**30  # bytes
# What means something to one of the formats.
TOKENS = [token.replace("~", " ").encode() for token in (ROOT / "tests/cases/hostile/tokens.txt").read_text().split()]
TOKENS += [
    b"\0", b"\r", b"\n", b"\n\n", b"\t", b"\x1b[2J", b"\x9b", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\n%\n", b"\n---\n", b"    ", b" " * 100, b"9" * 5000,
]  # fmt: skip


class HungError(BaseException):
    """A reader does not end."""


def _hung(_number: int, _frame: FrameType | None) -> None:
    raise HungError


def seeds(folder: Path) -> list[tuple[str, bytes]]:
    """Return name and bytes of the documents that are mutated."""
    found = [path for path in sorted((ROOT / "tests" / "cases").rglob("*")) if path.is_file()]
    expected = {path for path in found if path.suffix == ".json" and path.with_suffix("").suffix}  # what must come out
    for name, (write, file, _) in SOURCES.items():
        path = folder / name / file
        path.parent.mkdir()
        write(path, [*CONTROLS.values()][::6])
        found += sorted(path.iterdir()) if path.is_dir() else [path]
    return [(path.name, path.read_bytes()[:LARGEST]) for path in found if path not in expected]


def mutated(data: bytes, others: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    """Return the document after one to eight changes."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        at = chance.randrange(len(made) + 1)
        end = min(len(made), at + int(chance.paretovariate(0.5)))
        other = chance.choice(others)[1]
        cut = chance.randrange(len(other) + 1)
        piece = {
            "token": chance.choice(TOKENS),
            "tokens": chance.choice(TOKENS) * chance.choice((2, 10, 50)),
            "nothing": b"",
            "again": bytes(made[at:end]) * chance.choice((2, 5, 20)),
            "other": other[cut : cut + int(chance.paretovariate(0.4))],
            "noise": chance.randbytes(min(end - at, 100)),
        }
        kind = chance.choice((*piece, "end"))
        if kind == "end":
            del made[at:]
        else:
            made[at : end if chance.random() < 0.5 else at] = piece[kind]
        del made[LARGEST:]
    return bytes(made)


@dataclass
class Tally:
    """What a reader did."""

    seconds: float = 0.0
    slowest: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)


def read(form: str, document: Document, tally: Tally) -> str:
    """Read the document, and return what was wrong with it; empty where nothing was."""
    start = time.process_time()
    signal.setitimer(signal.ITIMER_REAL, HANGING)
    try:
        for one in reader(form).read(document, Options(rot13=len(document.name) % 2 == 0, pages=True)):
            found: object = one.parse() if isinstance(one, Record) else one
            tally.counts[type(found).__name__] += 1
            if isinstance(found, Item):
                tip = tip_of(found, "x", ("fuzz",))
                if [text for text in strings(tip.as_object()) if forbidden(text)]:
                    return "a text that controls a terminal"
            elif not isinstance(found, (Bad, Skipped, More, About)):
                return f"a {type(found).__name__}"
    except AccessError as error:
        tally.counts["refused"] += 1
        if "\n" in error.message:
            return f"a message of several lines: {error.message!r}"
    except HungError:
        return f"no end after {HANGING} seconds"
    except (Exception, RecursionError, MemoryError):  # noqa: BLE001 - any of them is what is looked for
        return traceback.format_exc(limit=-4)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        spent = time.process_time() - start
        tally.seconds += spent
        tally.slowest = max(tally.slowest, spent)
        tally.counts["documents"] += 1
    return f"{spent:.1f} seconds" if spent > LONGEST else ""


def sniffed(document: Document) -> str:
    """Ask all readers whether the document is theirs, and return what was wrong; empty where nothing was."""
    start = time.process_time()
    try:
        reader_for(document)
    except AccessError:
        pass
    except Exception:  # noqa: BLE001 - any of them is what is looked for
        return traceback.format_exc(limit=-4)
    spent = time.process_time() - start
    return f"{spent:.1f} seconds" if spent > LONGEST else ""


def run(seconds: float, seed: int, folder: Path) -> bool:
    """Fuzz for so long, print the table, and tell whether all was well."""
    chance = random.Random(seed)
    (folder / "seeds").mkdir()
    known = seeds(folder / "seeds")
    kinds: dict[str, list[tuple[str, bytes]]] = {}
    for one in known:
        kinds.setdefault(Path(one[0]).suffix, []).append(one)
    tallies = {form: Tally() for form in FORMATS}
    failures: Counter[str] = Counter()
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        name, data = known[count] if count < len(known) else chance.choice(kinds[chance.choice([*kinds])])
        data = data if count < len(known) else mutated(data, known, chance)
        path = folder / f"{count}-{name}"
        path.write_bytes(data)
        place = str(path)
        checks = {form: read(form, Document(place, place, name), tally) for form, tally in tallies.items()}
        checks["sniffing"] = sniffed(Document(place, place, name))
        wrong = {form: what for form, what in checks.items() if what}
        for form, what in wrong.items():
            failures[f"{form}: {what.strip().splitlines()[-1][:100]}"] += 1
            if failures.total() <= 20:
                print(f"{form}: {path}\n{what}\n", file=sys.stderr)
        if not wrong:
            path.unlink()
        count += 1
    report(tallies, failures, f"{count:,} documents from {len(known)} seeds, {seconds:g} seconds, seed {seed}")
    return not failures


def report(tallies: dict[str, Tally], failures: Counter[str], title: str) -> None:
    """Print the table."""
    print(f"{title}\n\n| reader | documents | items | bad or skipped | refused | mean ms | slowest s |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for form, tally in tallies.items():
        counts = tally.counts
        mean = 1000 * tally.seconds / max(counts["documents"], 1)
        cells = (counts["documents"], counts["Item"], counts["Bad"] + counts["Skipped"], counts["refused"])
        print(f"| {form} | {' | '.join(f'{cell:,}' for cell in cells)} | {mean:.1f} | {tally.slowest:.2f} |")
    print("\nFailures: " + (", ".join(f"{count} of {what}" for what, count in failures.most_common()) or "none"))


def main() -> None:
    """Fuzz as the command line says."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _hung)
    folder = Path(tempfile.mkdtemp(prefix="tips-fuzz-"))
    good = run(seconds, seed, folder)
    if good:
        import shutil

        shutil.rmtree(folder)
    sys.stdout.flush()
    os._exit(0 if good else 1)  # whatever a reader left behind


if __name__ == "__main__":
    main()
