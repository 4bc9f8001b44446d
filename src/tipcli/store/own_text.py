"""One of a person's own tips, read from its Markdown file: lenient in what it takes, exact in what it says is wrong."""

from __future__ import annotations

import os
from typing import Any

from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line, shown
from tipcli.model.tip import OWN, Tip
from tipcli.store.dates import iso_date
from tipcli.store.frontmatter import FrontMatterError, credit_of, notes_of_fields, split_front_matter
from tipcli.store.jsonl import json_text, topic_name
from tipcli.store.own import ENDING, number_of
from tipcli.system.files import read_regular

LARGEST = 1 << 20  # bytes of a file
FROM = "from"  # the key that names the tip of which a file is a version of one's own
_LONGEST_GIST = 110  # characters
_MERGE_MARK = "<<<<<<< "


def read(path: str) -> Tip:
    """Return the tip of a file. Raises AccessError, as FrontMatterError where the line is known."""
    name = os.path.basename(path)
    place = f"{OWN}/{shown(name)}"
    try:
        data = read_regular(path, LARGEST + 1)
    except OSError as error:
        raise AccessError(f"{place}: {error.strerror}") from None
    if len(data) > LARGEST:
        raise AccessError(f"{place}: it is longer than {LARGEST:,} bytes")
    slug = name.removesuffix(ENDING).partition("-")[2]
    return parsed(data.decode("utf-8-sig", "replace"), place, number=number_of(name), slug=topic_name(slug) or "tip")


def parsed(text: str, place: str, *, number: int = 1, slug: str = "tip") -> Tip:
    """Return the tip that a text is. Raises AccessError as `read` does."""
    text = text.replace("\r\n", "\n")
    for line, words in enumerate(text.split("\n"), 1):
        if words.startswith(_MERGE_MARK):
            raise FrontMatterError(place, "both sides of a merge stand there: keep one, and take the marks out", line)
    fields, body = split_front_matter(text, place)
    title = clean_line(_text(fields, "title"))
    if not title:
        title, body = _heading(body)
    if not title:
        raise FrontMatterError(place, "there is no title", 2)
    body = clean(body).strip("\n")
    origin = clean_line(_text(fields, FROM))
    return Tip(
        collection=OWN,
        number=number,
        slug=slug,
        title=title,
        date=iso_date(fields.get("date"), place),
        topics=_topics(fields.get("topics")),
        gist=clean_line(_text(fields, "gist")) or _gist(body) or title,
        body=body,
        action=clean_line(_text(fields, "action")) or None,
        credit=credit_of(fields.get("credit"), place),
        editorial=notes_of_fields(fields, place).text(),
        extra=json_text({FROM: origin}) if origin else "",
    )


def _text(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def _heading(body: str) -> tuple[str, str]:
    """Return the first line where it is a heading, and the rest."""
    first, _, rest = body.lstrip("\n").partition("\n")
    return (clean_line(first.lstrip("#")), rest.strip("\n")) if first.startswith("#") else ("", body)


def _topics(value: Any) -> tuple[str, ...]:
    several = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(dict.fromkeys(name for one in several if (name := topic_name(str(one)))))


def _gist(body: str) -> str:
    """Return the first sentence of the first paragraph, cut where it is long."""
    line = clean_line(next((line for line in body.split("\n") if line.strip(" #>*-")), "")).lstrip("#>*- ")
    sentence = line.partition(". ")
    text = f"{sentence[0]}." if sentence[1] else line
    return text if len(text) <= _LONGEST_GIST else f"{text[: _LONGEST_GIST - 1].rpartition(' ')[0]}…"
