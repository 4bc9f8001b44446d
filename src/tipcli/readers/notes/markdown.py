"""Markdown: a file that is one tip, with front matter or none, or one that `tips export` put many into.

A file of many begins with `<!-- tips: 1 -->`. Each tip begins with a line `<!-- tip {JSON of all but the body} -->`;
its body stands between the lines `<!-- body -->` and `<!-- /body -->`. What stands elsewhere is for people. A line of a
body that is the closing mark, with any number of slashes, has one slash more.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line
from tipcli.readers.base import About, Bad, Item, Reader, Record, Skipped, decode, decode_inside
from tipcli.readers.fields import role_of, text_of, truth_of
from tipcli.readers.lines import LONGEST_LINE, TOO_LONG, raw_lines
from tipcli.readers.notes import habits
from tipcli.readers.notes.headings import heading, plain_heading
from tipcli.readers.objects import item_of_object

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.readers.base import Document, Found, Options

_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx"})
_MANY = b"<!-- tips: "
_TIP = b"<!-- tip {"
_OPEN, _SHUT = b"<!-- body -->", b"<!-- /body -->"
_LISTING = frozenset({"readme", "index", "_index"})  # names of files that are about a folder
_MOST_DOTS = 1000  # between two `=` of a line of TOML: tomllib needs time by the square of the parts of a key


class MarkdownReader(Reader):
    """A file a tip, or the one file of many tips that `tips export` writes."""

    name = "markdown"
    about = "Markdown: a file or a folder, with front matter or none"

    def fits(self, document: Document) -> bool:
        """Tell by the name or the media type, or by front matter."""
        if document.ending in _ENDINGS or document.media_type == "text/markdown":
            return True
        if document.name in {"topics.toml", "synonyms.toml"}:
            return True
        head = document.head.removeprefix(b"\xef\xbb\xbf")
        return head.startswith(_MANY) or (b"\0" not in head and _front_matter(decode(head)) is not None)

    def read(self, document: Document, options: Options) -> Iterator[Found]:  # noqa: ARG002 - the same for all readers
        """Yield the tip of the file, or its tips. Raises AccessError where it cannot be read."""
        if document.name == "topics.toml":
            yield _topics(document)
        elif document.name == "synonyms.toml":
            yield Skipped("line 1", "a thesaurus is not imported")
        elif document.head.removeprefix(b"\xef\xbb\xbf").startswith(_MANY):
            yield from _many(document)
        else:
            yield _one(document)


def _topics(document: Document) -> About:
    """Return what a topics.toml describes. Raises AccessError."""
    from tipcli.store.jsonl import header_topics

    try:
        table = _toml(document.text())
    except ValueError as error:
        raise AccessError(f"{document.place}: no TOML: {clean_line(str(error))[:200]}") from None
    return About(topics=tuple(header_topics({"topics": table})))


def _toml(text: str) -> dict[str, Any]:
    """Return the table. Raises ValueError, also for what would take long."""
    import tomllib

    if any(part.count(".") > _MOST_DOTS for line in text.split("\n") for part in line.split("=")):
        raise ValueError("a key has too many parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _front_matter(text: str) -> tuple[str, str, str] | None:
    """Return the fence, what is between the fences and the body; None where the text has no front matter.

    A line `---` with no other one after it is a rule in the text.
    """
    first, _, rest = text.removeprefix("\ufeff").partition("\n")
    fence = first.rstrip()
    if fence not in {"---", "+++"}:
        return None
    lines = rest.split("\n")
    ends = {fence} if fence == "+++" else {fence, "..."}
    for number, line in enumerate(lines):
        if line.startswith(("---", "+++", "...")) and line.rstrip() in ends:
            return fence, "\n".join(lines[:number]), "\n".join(lines[number + 1 :]).strip("\n")
    return None


def _one(document: Document) -> Item | Bad | Skipped:
    text = document.text().removeprefix("\ufeff")
    fence, head, body = _front_matter(text) or ("", "", text.strip("\n"))
    fields: dict[str, Any] | None = {}
    if fence:
        try:
            fields = _fields(fence, head)
        except AccessError as error:
            place, _, reason = error.message.removeprefix(", ").partition(": ")
            if head.partition("\n")[0].strip():
                return Bad(place or "line 1", reason)
            fields = None
    elif document.stem.lower() in _LISTING:
        return Skipped("line 1", "about its folder, by its name; with front matter it would be a tip")
    if fields is None:  # prose between two rules
        fields, body = {}, text.strip("\n")
    reason = "a draft" if truth_of(fields.get("draft")) else "not published"
    if truth_of(fields.get("draft")) or truth_of(fields.get("published")) is False:
        return Skipped("line 1", reason)
    if truth_of(fields.get("published")):
        del fields["published"]
    if text_of(fields.get("gist")):  # of our own form
        return _item(fields, body, document)
    return _of_others(fields, body, document)


def _of_others(fields: dict[str, Any], body: str, document: Document) -> Item | Bad | Skipped:
    """Make the item of a file that another program may have written."""
    note = habits.joplin(body)
    if isinstance(note, str):
        return Skipped("line 1", note)
    if "_drafts" in document.inside.split("/"):
        return Skipped("line 1", "a draft")
    if document.stem == "_index" and not body.strip():
        return Skipped("line 1", "about its folder, by its name")
    if note:
        fields, body = fields | note[0], note[1]
    if "layout" in fields or "_posts" in document.inside.split("/"):
        fields = habits.words_of(fields)
    fields, body = habits.properties(document, fields, body)
    item = _item(fields, habits.plain_markdown(body), document)
    if isinstance(item, Item):
        item.topics = tuple(dict.fromkeys((*item.topics, *habits.tags_in(item.body))))
    return item


def _fields(fence: str, head: str) -> dict[str, Any] | None:
    """Return the keys, None where there are none but text. Raises AccessError with the line and the reason."""
    from tipcli.store.frontmatter import LARGEST_HEAD, load_yaml

    if len(head) > LARGEST_HEAD:
        raise AccessError(f"line 1: the front matter is longer than {LARGEST_HEAD // 1000} kB")
    if fence == "+++":
        try:
            return _toml(clean(head))
        except ValueError as error:
            raise AccessError(f"line 1: the front matter is no TOML: {clean_line(str(error))[:200]}") from None
    if not any(line.strip() and not line.lstrip().startswith("#") for line in head.split("\n")):
        return {}
    try:
        return load_yaml(head, "")
    except AccessError as error:
        if "holds no keys" in error.message:
            return None
        raise


def _item(fields: dict[str, Any], body: str, document: Document) -> Item | Bad:
    """Make the item; heading and name of the file stand in where the front matter has no title, slug, number, date."""
    ours = bool(text_of(fields.get("gist")))  # nobody else calls it so
    titles = [text for key, value in fields.items() if (role_of(key) or " ")[0] == "title" and (text := text_of(value))]
    found = None if ours else heading(body)
    if found:
        title, rest = plain_heading(found[0]), found[1]
        if not titles or title.casefold() == titles[0].strip().casefold():
            fields, body = fields if titles else fields | {"title": title}, rest
    elif (
        not titles and not ours and " " in (stem := habits.stem_of(document).strip()) and body.strip()
    ):  # a name as people give it to a note
        fields = fields | {"title": stem}
    link = text_of(fields.pop("link", None)) if ours else None  # of ours, any text comes back
    item = item_of_object(fields, "line 1", body=body)
    if isinstance(item, Bad):
        return item
    item.link = link or item.link
    _name(item, document, ours=ours)
    return item


def _name(item: Item, document: Document, *, ours: bool) -> None:
    """Take slug, number and date from a name like 001-a-slug.md or 2025-03-04-a-slug.md."""
    from tipcli.readers.dates import day

    stem = document.stem if ours else habits.stem_of(document)
    item.date = item.date or day(habits.day_of(stem))
    if stem.lower() in _LISTING and "/" in document.inside:
        stem = document.inside.rsplit("/", 2)[-2]
    written, slug = (day(stem[:10]), stem[11:]) if stem[4:5] == "-" and stem[10:11] == "-" else (None, "")
    if written and slug:
        item.date = item.date or written
    else:
        number, _, slug = stem.partition("-")
        is_number = 3 <= len(number) <= 9 and number.isascii() and number.isdigit() and int(number) > 0 and slug
        if is_number and (ours or not (len(number) == 4 and number[:2] in {"19", "20"})):  # 2025-review.md is a year
            item.number = item.number or int(number)
        else:
            slug = stem
    item.slug = item.slug or slug


class _Section:
    """A tip of a file of many while its lines come in: the comment, and the body once it has begun."""

    def __init__(self, head: bytes, number: int) -> None:
        self.head = head
        self.place = f"line {number}"
        self.body: list[bytes] | None = None
        self.left = LONGEST_LINE

    def take(self, line: bytes | None) -> None:
        """Add a line of the body, None for one that is too long."""
        self.left -= LONGEST_LINE + 1 if line is None else len(line) + 1
        if line is not None and self.left >= 0 and self.body is not None:
            self.body.append(line)

    def found(self, *, is_closed: bool) -> Record | Bad:
        if self.body is None or not is_closed:
            return Bad(self.place, "no body follows" if self.body is None else "the body is not closed")
        if self.left < 0:
            return Bad(self.place, f"the body is longer than {LONGEST_LINE // 2**20} MB")
        return Record(self.head + b"\n" + b"\n".join(self.body), partial(_of_many, self.head, self.body, self.place))


def _many(document: Document) -> Iterator[Found]:
    """Yield a record for each tip of a file of many, line by line. Raises AccessError for one of a newer form."""
    if document.head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0].rstrip() != _MANY + b"1 -->":
        raise AccessError(f"{document.place} was written by a newer tipcli", hint="Update tipcli to read it.")
    section: _Section | None = None
    for number, raw in enumerate(raw_lines(document), 1):
        line = raw and raw.removesuffix(b"\n").removesuffix(b"\r")
        if section and section.body is not None:
            if line == _SHUT:
                yield section.found(is_closed=True)
                section = None
            else:
                section.take(line)
        elif line is None:
            yield Bad(f"line {number}", TOO_LONG)
        elif section and line == _OPEN:
            section.body = []
        elif line.startswith(_TIP):
            if section:
                yield section.found(is_closed=False)
            section = _Section(line, number)
    if section:
        yield section.found(is_closed=False)


def _of_many(head: bytes, body: list[bytes], place: str) -> Item | Bad:
    """Make the tip of its comment and its body."""
    try:
        fields = json.loads(decode(head.removeprefix(_TIP[:-1]).removesuffix(b"-->")))
    except (ValueError, RecursionError):
        return Bad(place, "no JSON in the comment of the tip")
    if not isinstance(fields, dict):
        return Bad(place, "no JSON object in the comment of the tip")
    lines = [b"<!-- " + line[6:] if _is_shut(line) else line for line in body]
    return item_of_object(fields | {"body": decode_inside(b"\n".join(lines))}, place)


def _is_shut(line: bytes) -> bool:
    """Tell whether a line of a body is the closing mark with more slashes than one."""
    return line.startswith(b"<!-- //") and line[6:].lstrip(b"/") == b"body -->"
