"""Sources that attack: one text in every field of each format, as a tip site, a program or an enemy would write it."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

FEED = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{}</title>'
WXR = FEED.replace("<channel>", "").replace(
    "xmlns:content", 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content',
).replace("<title>", "<channel><title>")  # fmt: skip
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>{}</title><link href="https://x.example/"/>'


def framed(text: str, number: int) -> str:
    """Return the text between two words that are seen to come out."""
    return f"begin{number} {text} end{number}"


def coded(text: str) -> str:
    """Return each character that is no letter, digit or space as a number: what XML and HTML decode."""
    return "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"&#{ord(c)};" for c in text)


def encoded(text: str) -> bytes:
    """Return the text in UTF-8, lone surrogates as those who know no better write them."""
    return text.encode("utf-8", "surrogatepass")


def rss(texts: Sequence[str], code: Callable[[str], str] = coded) -> bytes:
    items = (
        f"<item><title>{code(framed(text, n))}</title><guid isPermaLink='false'>id{n}{code(text)}</guid>"
        f"<link>https://x.example/{n}?{code(text)}</link><author>{code(text)}</author>"
        f"<category>{code(text)}</category><category>topic{n}</category>"
        f"<description>{code(framed(text, n))}</description>"
        f"<content:encoded>{code(f'<p>{framed(text, n)}</p><ul><li>{text}</li></ul>')}</content:encoded></item>"
        for n, text in enumerate(texts, 1)
    )
    return encoded(FEED.format(code(" ".join(texts))) + "".join(items) + "</channel></rss>")


def rss_twice(texts: Sequence[str]) -> bytes:
    """Return a feed whose HTML has the text as numbers, escaped once more for XML."""
    return rss(texts, lambda text: escape(coded(text)) if "<" not in text else escape(text))


def atom(texts: Sequence[str]) -> bytes:
    """Return a feed with the text as it is: control characters, of which XML has none, in raw bytes."""
    entries = (
        f"<entry><id>urn:{n}:{escape(text)}</id><title>{escape(framed(text, n))}</title>"
        f"<link href='https://x.example/{n}?{escape(text)}'/><author><name>{escape(text)}</name></author>"
        f"<category term='{escape(text)}'/><category term='topic{n}'/><summary>{escape(framed(text, n))}</summary>"
        f"<content type='text'>{escape(framed(text, n))}</content></entry>"
        for n, text in enumerate(texts, 1)
    )
    return encoded(ATOM.format(escape(" ".join(texts))) + "".join(entries) + "</feed>")


def wxr(texts: Sequence[str]) -> bytes:
    def cdata(text: str) -> str:
        return f"<![CDATA[{text.replace(']]>', '')}]]>"

    items = (
        f"<item><title>{cdata(framed(text, n))}</title><link>https://x.example/{n}</link>"
        f"<dc:creator>{cdata(text)}</dc:creator><guid>id{n}</guid><wp:post_name>slug{n}</wp:post_name>"
        f"<category domain='category' nicename='x'>{cdata(text)}</category>"
        f"<content:encoded>{cdata(f'<p>{framed(text, n)}</p><blockquote>{coded(text)}</blockquote>')}</content:encoded>"
        f"<excerpt:encoded>{cdata(framed(text, n))}</excerpt:encoded><wp:status>publish</wp:status>"
        f"<wp:post_type>post</wp:post_type></item>"
        for n, text in enumerate(texts, 1)
    )
    return encoded(WXR.format(cdata(" ".join(texts))) + "".join(items) + "</channel></rss>")


def wp_json(texts: Sequence[str]) -> bytes:
    def rendered(text: str) -> dict[str, str]:
        return {"rendered": text}

    posts = [
        {
            "id": n,
            "guid": rendered(f"id{n}{text}"),
            "slug": f"slug{n}{text}",
            "link": f"https://x.example/{n}?{text}",
            "title": rendered(framed(text, n)),
            "content": rendered(f"<p>{framed(text, n)}</p><pre>{text}</pre><p>{coded(text)}</p>"),
            "excerpt": rendered(f"<p>gist {framed(coded(text), n)}</p>"),
            "_embedded": {
                "author": [{"name": text}],
                "wp:term": [[{"taxonomy": "category", "name": text}, {"taxonomy": "post_tag", "name": f"topic{n}"}]],
            },
        }
        for n, text in enumerate(texts, 1)
    ]
    return json.dumps(posts).encode()


def objects(texts: Sequence[str]) -> list[dict[str, object]]:
    return [
        {
            "title": framed(text, n),
            "slug": f"slug{n}{text}",
            "gist": framed(text, n),
            "body": f"{framed(text, n)}\n\n- {text}\n\n> {coded(text)}",
            "action": framed(text, n),
            "topics": [text, f"topic{n}", f"bad{text}"],
            "credit": {"title": text, "publisher": text, "date": "2026-01-02", "url": f"https://x.example/{text}"},
            "guid": f"id{n}{text}",
            "link": f"https://x.example/{n}?{text}",
            "extra": {f"key{text}": [text, {"inner": text}]},
        }
        for n, text in enumerate(texts, 1)
    ]


def jsonl(texts: Sequence[str]) -> bytes:
    about = {text: {"about": f"about {text}", "aliases": [text]} for text in texts}
    head = {"tipcli": 1, "name": "x", "title": " ".join(texts), "topics": about | {"topic1": {"about": texts[0]}}}
    return b"".join(json.dumps(line).encode() + b"\n" for line in (head, *objects(texts)))


def any_json(texts: Sequence[str]) -> bytes:
    return json.dumps({"title": " ".join(texts), "items": objects(texts)}).encode()


def table(texts: Sequence[str]) -> bytes:
    def row(cells: Iterable[str]) -> str:
        return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"

    rows = (
        (framed(text, n), framed(text, n), framed(text, n), f"{text},topic{n}", framed(text, n), text, text)
        for n, text in enumerate(texts, 1)
    )
    names = ("title", "body", "gist", "topics", "action", "author", f"other {texts[0]}")
    return encoded(row(names) + "".join(map(row, rows)))


def note(text: str, number: int, fence: str = "---") -> bytes:
    """Return a note with front matter in YAML or TOML, which decode `\\u001b`, and a body of raw bytes."""
    sign = ":" if fence == "---" else " ="
    # Neither has an escape for a lone surrogate.
    plain = encoded(text).decode("utf-8", "replace")

    fields = {"title": framed(plain, number), "gist": framed(plain, number), "topics": [plain, f"topic{number}"]}
    fields |= {"action": framed(plain, number), "other": plain}
    head = "".join(f"{key}{sign} {_basic(value)}\n" for key, value in fields.items())
    return encoded(f"{fence}\n{head}{fence}\n\n{framed(text, number)}\n\n- {text}\n\n{coded(text)}\n")


def _basic(value: object) -> str:
    """Return a text or a list of texts as YAML and TOML write them alike, every sign escaped."""
    if isinstance(value, list):
        return f"[{', '.join(map(_basic, value))}]"
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in str(value)) + '"'


def notes(fence: str) -> Callable[[Path, Sequence[str]], None]:
    def write(folder: Path, texts: Sequence[str]) -> None:
        folder.mkdir()
        for number, text in enumerate(texts, 1):
            (folder / f"note-{number}.md").write_bytes(note(text, number, fence))

    return write


def many_notes(texts: Sequence[str]) -> bytes:
    """Return the one Markdown file of many tips."""
    parts = ["<!-- tips: 1 -->\n"]
    for fields in objects(texts):
        body = str(fields.pop("body"))
        record = json.dumps(fields).replace("<", "\\u003c").replace(">", "\\u003e")
        parts.append(f"<!-- tip {record} -->\n<!-- body -->\n{body}\n<!-- /body -->\n")
    return encoded("".join(parts))


def fortunes(texts: Sequence[str]) -> bytes:
    return encoded("".join(f"{framed(text, n)}\n\t\t-- {text} Someone{n}\n%\n" for n, text in enumerate(texts, 1)))


def page(texts: Sequence[str]) -> bytes:
    """Return a page as `tips export --format html` writes it."""
    articles = (
        f'<article id="tip-{n}" data-record="{escape(json.dumps(fields))}">\n<h2>x</h2></article>\n'
        for n, fields in enumerate(objects(texts), 1)
    )
    return encoded(
        f'<!DOCTYPE html>\n<html data-collection="x"><title>{escape(" ".join(texts))}</title>\n{"".join(articles)}'
    )


def archive(texts: Sequence[str]) -> bytes:
    """Return the text of a saved archive page."""
    # A line end in a title would make another block of it, and what is no UTF-8 makes a page one of another encoding.
    plain = (encoded(" ".join(text.splitlines())).decode("utf-8", "replace") for text in texts)
    lines = (framed(text, n) for n, text in enumerate(plain, 1))
    entries = (
        f"{line} – {n % 12 + 1}/{n % 28 + 1}/18 [TOW]\n\nPosted on in {line.replace(',', ' ')}\n\n\n{line}\n\n"
        f"• {line}\n\n"
        for n, line in enumerate(lines, 1)
    )
    return encoded("hostile topic | Some Publisher - Page 1\n\n" + "".join(entries))


# Name of a source: how it is written at a path, and what `--from` takes.
def _file(make: Callable[[Sequence[str]], bytes]) -> Callable[[Path, Sequence[str]], None]:
    def write(path: Path, texts: Sequence[str]) -> None:
        path.write_bytes(make(texts))

    return write


SOURCES: dict[str, tuple[Callable[[Path, Sequence[str]], None], str, str]] = {
    "rss": (_file(rss), "a.xml", "feed"),
    "rss-twice": (_file(rss_twice), "a.xml", "feed"),
    "atom": (_file(atom), "a.xml", "feed"),
    "wxr": (_file(wxr), "a.xml", "feed"),
    "wp-json": (_file(wp_json), "a.json", "wp-json"),
    "jsonl": (_file(jsonl), "a.jsonl", "jsonl"),
    "json": (_file(any_json), "a.json", "json"),
    "csv": (_file(table), "a.csv", "csv"),
    "yaml": (notes("---"), "a", "markdown"),
    "toml": (notes("+++"), "a", "markdown"),
    "many": (_file(many_notes), "a.md", "markdown"),
    "fortune": (_file(fortunes), "a", "fortune"),
    "html": (_file(page), "a.html", "html"),
    "archive": (_file(archive), "a.txt", "archive"),
}
