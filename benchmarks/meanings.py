"""Makes seeds/meanings.bin: which tips each of some 30,000 English words and phrases of the thesaurus is near to.

    HF_HUB_OFFLINE=1 uv run --group meaning python benchmarks/meanings.py

To be run when a tip's text, what people ask or the thesaurus changed; a test says when. How near a word is to a tip is
the cosine of their vectors by a small sentence model, for the tip as a whole, its title and gist, and the two nearest
of its sentences and of the phrases that people ask. Of that is taken what the word has on average over all tips, and
then what the tip has over all words: what is left says that the two go together more than either does with anything.
The words are the most frequent of `wordfreq`'s list. Where other programs are busy, OPENBLAS_NUM_THREADS=1 saves time.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from minilm import Encoder
from wordfreq import top_n_list, zipf_frequency

from tipcli.store import meanings
from tipcli.store.sources import Seeds

if TYPE_CHECKING:
    from minilm import Array

    from tipcli.model.tip import Tip

SEEDS = Path(__file__).parents[1] / "seeds"
_WORDS = 45_000  # of the list, of which the shorter ones and those with digits fall out
_LEAST = 0.08  # nearness that is kept; of two things that have nothing in common it is under 0.05
_TELLING = 0.1  # a rarer word that is nowhere nearer than this says nothing
_COMMON = 45  # ten times the logarithm of the frequency from which a word is kept for its frequency alone
_FULL = 400  # the nearness of 1 in the file, where 255 is the most
_TITLE = 0.4  # weight of title and gist beside the whole and the nearest sentences
_SENTENCES = 2
_END = re.compile(r"(?<=[.!?”])\s+|\n+")


def main() -> None:
    """Make the table and say how large it is."""
    source = Seeds(str(SEEDS))
    tips = list(source.tips())
    asked = source.asked()
    synonyms = source.synonyms()
    phrases = {phrase for text in asked.values() for phrase in text.split(", ") if phrase.count(" ") < 3}
    words = candidates(tips, phrases | {member for _, members in synonyms for member in members})
    encoder = Encoder()
    near = nearness(encoder.encode(words), encoder, tips, asked)
    entries = {}
    for word, row in zip(words, near, strict=True):
        frequency = round(10 * zipf_frequency(word, "en")) if word.isalpha() else 0
        if row.max() >= _TELLING or frequency >= _COMMON:
            best = [place for place in np.argsort(-row)[: meanings.MOST] if row[place] >= _LEAST]
            pairs = [(tips[place].number, min(255, round(float(row[place]) * _FULL))) for place in best]
            entries[word] = meanings.entry(frequency, pairs)
    content = meanings.packed(meanings.digest(tips, asked, synonyms), entries)
    (SEEDS / meanings.NAME).write_bytes(content)
    print(f"{len(entries)} of {len(words)} words and phrases, {len(content)} bytes")


def candidates(tips: list[Tip], thesaurus: set[str]) -> list[str]:
    """Return the words and phrases, in lower case, that get an entry if they say something."""
    frequent = [word for word in top_n_list("en", _WORDS) if word.isascii() and word.isalpha() and len(word) > 2]
    own = {word for tip in tips for word in re.findall("[a-z]{3,}", f"{tip.title} {tip.gist} {tip.body}".lower())}
    return sorted({*frequent, *own, *thesaurus})


def nearness(vectors: Array, encoder: Encoder, tips: list[Tip], asked: dict[int, str]) -> Array:
    """Return an array of (words, tips), where 0 is no more than chance."""
    whole = encoder.encode([f"{tip.title}. {tip.gist} {tip.body}" for tip in tips])
    heads = encoder.encode([f"{tip.title}. {tip.gist}" for tip in tips])
    near = vectors @ whole.T + _TITLE * (vectors @ heads.T)
    for place, tip in enumerate(tips):
        lines = [tip.title, tip.gist, tip.action or "", *_END.split(tip.body), *asked.get(tip.number, "").split(", ")]
        sentences = encoder.encode([line for line in lines if len(line) > 3])
        near[:, place] += np.sort(vectors @ sentences.T, 1)[:, -_SENTENCES:].mean(1)
    near /= 2 + _TITLE
    near -= near.mean(1, keepdims=True)
    made: Array = near - near.mean(0)
    return made


if __name__ == "__main__":
    main()
