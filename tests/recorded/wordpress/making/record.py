"""Asks the running site what a state is about and keeps the answers: python3 record.py STATE (see ../make.sh)."""

from __future__ import annotations

import json
import os
import re
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

FOLDER = Path(__file__).parents[1]
INDEX = FOLDER / "index.json"
HEADERS = """content-type content-disposition etag last-modified location link x-redirect-by x-wp-total x-wp-totalpages
             cache-control retry-after""".split()
RICH, PAGED, PROTECTED = (
    "/2024/03/a-reply-in-five-parts/",
    "/2024/05/a-refund-in-three-visits/",
    "/2024/06/notes-on-the-outage/",
)
POSTS = "/wp-json/wp/v2/posts"
EXPORT = "/wp-admin/export.php?download=true&content=all"


def paged(address: str, pages: int, name: str = "paged") -> list[str]:
    mark = "&" if "?" in address else "?"
    return [address, *(f"{address}{mark}{name}={page}" for page in range(2, pages + 1))]


LISTS = [*paged("/feed/", 3), *paged(f"{POSTS}?_embed", 2, "page"), EXPORT]
SHOWN = ["/", RICH, PAGED]
ROUTE = "/?rest_route=/wp/v2/posts"
TARGETS = {
    "site": [
        *paged("/feed/", 3), *paged("/feed/atom/", 3), *paged("/feed/rdf/", 3), *paged("/feed/rss/", 3),
        *paged(f"{RICH}feed/", 2), *paged("/comments/feed/", 2), "/category/returns-refunds/feed/",
        "/tag/listening/feed/", "/author/counter/feed/", "/category/nothing/feed/", "/?s=refund&feed=rss2",
        *paged("/?s=the&feed=rss", 3), "/feed", "/?feed=rss2", "/feed/?paged=1", "/feed/page/2/",
        *paged(POSTS, 3, "page"), *paged(f"{POSTS}?_embed", 3, "page"),
        f"{POSTS}?per_page=100&_embed", f"{POSTS}?per_page=101", "/wp-json/wp/v2/categories", "/wp-json/wp/v2/tags",
        "/wp-json/wp/v2/users", "/wp-json/wp/v2/pages", f"{ROUTE}&_embed", EXPORT,
    ],
    "summaries": [*paged("/feed/", 3), "/feed/atom/", "/feed/rdf/"],
    "plain": [
        *paged("/?feed=rss2", 2), "/?feed=atom", "/?feed=rss", *paged(f"{ROUTE}&_embed", 2, "page"), "/feed/",
        POSTS, f"{POSTS}/",
    ],
    "edited": LISTS,
    "deleted": [*LISTS, "/2024/05/repeat-the-number-back/"],
    "backdated": paged("/feed/", 2),
    "https": [*LISTS, "/feed/atom/", "/"],
    "moved": ["/feed/", POSTS, "/", RICH],
    "twentytwentyone": [
        *SHOWN, "/page/2/", f"{PAGED}2/", PROTECTED, "/category/phone/", "/?s=refund", "/nowhere/", "/about/", "/?p=7",
        "/2024/06/ask-why-wait-for-the-answer/", "/the-queue-by-hour/",
    ],
    "twentytwentytwo": SHOWN,
    "twentytwentythree": [*SHOWN, PROTECTED, "/category/phone/", "/feed/"],
    "maintenance": ["/feed/", POSTS, "/"],
    "broken": ["/feed/", POSTS, "/"],
}  # fmt: skip


def ask(
    target: str, *, is_secure: bool = False, sent: dict[str, str] | None = None, body: str | None = None
) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers with names in lower case and body; a header that came twice is joined by commas."""
    connection = HTTPConnection("127.0.0.1", int(os.environ["SITE_PORT"]), timeout=60)
    headers = {"Host": "blog.example", "X-Forwarded-Proto": "https" if is_secure else "http", **(sent or {})}
    connection.request("POST" if body else "GET", target, body, headers)
    answer = connection.getresponse()
    names = {name.lower() for name in answer.msg}
    return answer.status, {name: ", ".join(answer.msg.get_all(name) or []) for name in names}, answer.read()


def login(*, is_secure: bool) -> dict[str, str]:
    """Return the header that makes a request the administrator's, whom the export is for."""
    form = urlencode({"log": "desk", "pwd": os.environ["SITE_PASSWORD"], "testcookie": "1"})
    sent = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": "wordpress_test_cookie=1"}
    _, headers, _ = ask("/wp-login.php", is_secure=is_secure, sent=sent, body=form)
    return {"Cookie": "; ".join(re.findall(r"wordpress_\w+=[^;,]+", headers["set-cookie"]))}


def cleaned(body: bytes) -> bytes:
    """Leave out what is WordPress's own work and no text: styles, scripts, drawings, the words at an export's head.

    The stand-in of styles and scripts is a text, so that a reader who takes it for one is found out. That of the
    export's head is as long as the head was. The time of the export, which is the clock's, becomes a fixed one.
    """
    text = body.decode()
    if "<html" in text[:500]:
        text = re.sub(r"(<(style|script)\b[^>]*>)\s*[^\s<].*?(</\2>)", r"\1/* left out */\3", text, flags=re.DOTALL)
        text = re.sub(r"(<svg\b[^>]*>).*?(</svg>)", r"\1\2", text, flags=re.DOTALL)
    if "WordPress eXtended RSS" in text[:500]:
        head, rss, rest = text.partition("<rss")
        head = re.sub(r'created="[^"]*"', 'created="2024-10-01 12:00"', head)
        head = re.sub(r"(?m)^<!--(.*)-->", lambda words: f"<!--{' left out '.ljust(len(words[1]), '.')}-->", head)
        rest = re.sub(r"<pubDate>.*?</pubDate>", "<pubDate>Tue, 01 Oct 2024 12:00:00 +0000</pubDate>", rest, count=1)
        text = head + rss + rest
    return text.encode()


def file_of(state: str, target: str, content_type: str) -> str:
    ending = next((end for end in ("xml", "json", "html") if end in content_type), "txt")
    short = re.sub(r"^/wp-json/wp/v2/|^/wp-admin/|\.php\?download=true&content=all$", "", target)
    return f"{state}/{re.sub(r'[^a-z0-9]+', '-', short.lower()).strip('-') or 'front'}.{ending}"


def kept(headers: dict[str, str]) -> dict[str, str]:
    """Return the headers that matter to a reader; the day in the name of an export is that of its text."""
    chosen = {name: headers[name] for name in HEADERS if name in headers}
    if "content-disposition" in chosen:
        chosen["content-disposition"] = re.sub(r"\d{4}-\d\d-\d\d", "2024-10-01", chosen["content-disposition"])
    return chosen


def asked_again(target: str, known: dict[str, str], *, is_secure: bool) -> dict[str, int]:
    """Return the status for each way to ask with the validators of the site as built."""
    etag, modified = {"If-None-Match": known["etag"]}, {"If-Modified-Since": known["last-modified"]}
    ways = {"etag": etag, "last-modified": modified, "both": etag | modified}
    ways["weak etag"] = {"If-None-Match": f"W/{known['etag']}"}
    return {way: ask(target, is_secure=is_secure, sent=sent)[0] for way, sent in ways.items()}


def record(state: str, known: dict[str, str]) -> dict[str, object]:
    """Keep the answers of a state in files, the same bytes once, and return what the index says of them."""
    is_secure = state == "https"
    files = {file.read_bytes(): file for file in sorted(FOLDER.glob("*/*.*")) if file.parent.name in TARGETS}
    entries: dict[str, object] = {}
    for target in TARGETS[state]:
        sent = login(is_secure=is_secure) if target == EXPORT else {}
        status, headers, body = ask(target, is_secure=is_secure, sent=sent)
        entry: dict[str, object] = {"status": status, "headers": kept(headers)}
        if content := cleaned(body):
            file = files.setdefault(content, FOLDER / file_of(state, target, headers.get("content-type", "")))
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(content)
            entry["file"] = file.relative_to(FOLDER).as_posix()
        if not known and "etag" in headers:
            known = headers
        if "feed" in target:
            entry["asked again"] = asked_again(target, known, is_secure=is_secure)
        entries[target] = entry
    return entries


def main(state: str) -> None:
    index = json.loads(INDEX.read_text()) if INDEX.exists() else {}
    known = index["site"]["/feed/"]["headers"] if index else {}
    index[state] = record(state, known)
    INDEX.write_text(json.dumps(index, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
