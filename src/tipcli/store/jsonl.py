"""A collection as JSON Lines, the form that imported collections are kept in.

The first line describes the collection: `tipcli` (the version of this form), `name`, `title`, `origin` (for people) and
`origins` (to read again, see `plans.Plan`), `synced` (an ISO 8601 time in UTC), `rotation`, `topics` (slug to `about`
and `aliases`), and `next` (the lowest number that was never given). Each line after it is one tip with the keys that
`--format json` prints, and where there are any `guid`, `link`, `mark` (hexadecimal) and `seen`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tipcli.model.editorial import EditorialNotes, Source
from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line, topic_slug
from tipcli.model.tip import Credit, Tip, Topic
from tipcli.store.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FORM = 1
EDITORIAL = ("sources", "see", "unlike", "format", "for", "risk", "place")  # keys of a tip
_AROUND = "-!?.,;:\"'()[]{}<>¡¿…·«»“”„‘’‚‹›「」『』《》【】（）［］！？。、，；：؟،؛"  # a name in other scripts
_SHORT = 100  # characters of a topic
_encode = json.JSONEncoder(ensure_ascii=False).encode
_quote: Callable[[str], str] = json.encoder.encode_basestring


def read_header(line: str, place: str) -> dict[str, Any]:
    """Return the first line's object. Raises AccessError where it is none, or of a newer form."""
    header = _object(line, f"{place}, line 1")
    form = header.get("tipcli")
    if not isinstance(form, int):
        raise AccessError(f"{place}, line 1: no collection of tipcli")
    if form > FORM:
        raise AccessError(f"{place} was written by a newer tipcli", hint="Update tipcli to read it.")
    return header


def header_topics(header: dict[str, Any]) -> list[Topic]:
    """Return the topics that the header describes; what is not of their shape is left out."""
    topics = header.get("topics")
    found = topics.items() if isinstance(topics, dict) else ()
    return [_topic(slug, fields) for slug, fields in found if isinstance(fields, dict) and topic_name(slug)]


def topics_as_header(topics: Iterable[Topic]) -> dict[str, dict[str, object]]:
    """Return the topics in the form of the header: what `header_topics` reads."""
    return {topic.slug: {"about": topic.about, "aliases": list(topic.aliases)} for topic in topics}


def _topic(slug: str, fields: dict[str, Any]) -> Topic:
    aliases = fields.get("aliases")
    lines = [clean_line(str(alias)).replace(",", " ") for alias in aliases] if isinstance(aliases, list) else []
    return Topic(topic_name(slug), clean_line(str(fields.get("about") or "")), tuple(line for line in lines if line))


def read_tips(lines: Iterable[str], place: str, collection: str) -> Iterator[Tip]:
    """Yield the tip of each line after the header. Raises AccessError with the number of the line."""
    for number, line in enumerate(lines, 2):
        if line.strip():
            yield _tip(_object(line, f"{place}, line {number}"), f"{place}, line {number}", collection)


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AccessError(f"{place}: no JSON: {clean_line(str(error))[:200]}") from None
    if not isinstance(value, dict):
        raise AccessError(f"{place}: no JSON object")
    return value


def _tip(fields: dict[str, Any], place: str, collection: str) -> Tip:
    number, topics, credit = fields.get("number"), fields.get("topics") or [], fields.get("credit")
    # SQLite's integers end at 2**63.
    if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**63:
        raise AccessError(f"{place}: number is no positive whole number")
    if not isinstance(topics, list):
        raise AccessError(f"{place}: topics is no list")
    text = {key: clean_line(str(fields.get(key) or "")) for key in ("slug", "title", "gist", "action")}
    if not text["slug"] or not text["title"]:
        raise AccessError(f"{place}: slug or title is missing")
    return Tip(
        collection=collection,
        number=number,
        slug=text["slug"] if is_slug(text["slug"]) else topic_name(text["slug"]),
        title=text["title"],
        date=iso_date(fields.get("date"), place),
        topics=tuple(dict.fromkeys(name for topic in topics if (name := topic_name(str(topic))))),
        gist=text["gist"],
        body=clean(str(fields.get("body") or "")),
        action=text["action"] or None,
        credit=_credit(credit, place) if isinstance(credit, dict) else None,
        complete=fields.get("complete") is not False,
        guid=clean_line(str(fields["guid"])) if "guid" in fields else "",
        link=clean_line(str(fields["link"])) if "link" in fields else "",
        extra=json_text(fields["extra"]) if "extra" in fields else "",
        mark=_mark(fields["mark"]) if "mark" in fields else 0,
        editorial=editorial_text(fields) if fields.keys() & set(EDITORIAL) else "",
        seen=clean_line(str(fields["seen"])) if "seen" in fields else "",
    )


def json_text(value: object) -> str:
    """Return an object as the text that `Tip.extra` holds: empty for an empty one or for anything else."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value and isinstance(value, dict) else ""


def editorial_text(fields: dict[str, Any]) -> str:
    """Return what the keys EDITORIAL of an object say, as in `Tip.editorial`, without what is of another kind."""
    words = {key: clean_line(value) for key in EDITORIAL if isinstance(value := fields.get(key), str)}
    numbers = {
        key: tuple(number for ref in several if (number := _number(ref)))
        for key in ("see", "unlike")
        if isinstance(several := fields.get(key), list)
    }
    sources = fields.get("sources")
    return EditorialNotes(
        format=words.get("format", ""),
        audience=words.get("for", ""),
        risk=words.get("risk", ""),
        place=words.get("place", ""),
        see=numbers.get("see", ()),
        unlike=numbers.get("unlike", ()),
        sources=tuple(map(_source, sources if isinstance(sources, list) else ())),
    ).text()


def _source(fields: object) -> Source:
    said = fields if isinstance(fields, dict) else {"title": fields}
    return Source(*[clean_line(str(said.get(key) or "")) for key in Source.__slots__])


def _number(ref: object) -> int:
    """Return the number in a ref, or 0."""
    digits = str(ref).rpartition("/")[2]
    return int(digits) if digits.isdecimal() and len(digits) < 16 else 0


def _mark(value: object) -> int:
    try:
        return int(str(value), 16) & (2**63 - 1)  # SQLite's integers end there
    except ValueError:
        return 0


def line_of(tip: Tip) -> str:
    """Return the line of a tip, without its end: the keys of `Tip.as_object` but those of EDITORIAL that are empty."""
    return _line_with_notes(tip) if tip.editorial else _plain_line(tip)


def _plain_line(tip: Tip) -> str:
    """Return the line of a tip without editorial notes, as most are: put together in a fifth of the time."""
    credit, date, action = tip.credit, tip.date, tip.action
    if credit:
        said = {"title": credit.title, "publisher": credit.publisher, "date": credit.date, "url": credit.url}
    more = [f', "{name}": {_quote(value)}' for name, value in (("guid", tip.guid), ("link", tip.link)) if value]
    if tip.mark:
        more.append(f', "mark": "{tip.mark:x}"')
    if tip.seen:
        more.append(f', "seen": {_quote(tip.seen)}')
    return (
        f'{{"ref": {_quote(tip.ref)}, "number": {tip.number}, "slug": {_quote(tip.slug)}, '
        f'"collection": {_quote(tip.collection)}, "title": {_quote(tip.title)}, '
        f'"date": {_quote(date) if date is not None else "null"}, "topics": [{", ".join(map(_quote, tip.topics))}], '
        f'"gist": {_quote(tip.gist)}, "body": {_quote(tip.body)}, '
        f'"action": {_quote(action) if action is not None else "null"}, '
        f'"credit": {_encode(said) if credit else "null"}, "complete": {"true" if tip.complete else "false"}, '
        f'"extra": {_encode(json.loads(tip.extra)) if tip.extra else "{}"}{"".join(more)}}}'
    )


def _line_with_notes(tip: Tip) -> str:
    fields = tip.as_object()
    del fields["starred"], fields["note"]  # a person's, and none of the collection
    for key in EDITORIAL:  # most tips have none of them
        if not fields[key]:
            del fields[key]
    fields |= {key: value for key, value in (("guid", tip.guid), ("link", tip.link)) if value}
    if tip.mark:
        fields["mark"] = f"{tip.mark:x}"
    if tip.seen:
        fields["seen"] = tip.seen
    return _encode(fields)


def topic_name(text: str) -> str:
    """Return the text as a slug; in one piece without commas where that would lose most of it, as in other scripts."""
    return _short_topic_name(text) if len(text) <= _SHORT else _topic_name(text)


def _topic_name(text: str) -> str:
    slug = topic_slug(text)
    if text.isascii() or 2 * len(slug) >= sum(map(str.isalnum, text)):
        return slug or _folded(text)
    return _folded(text).strip(_AROUND) or _folded(text)


_short_topic_name = lru_cache(256)(_topic_name)  # a source has few


def is_slug(text: str) -> bool:
    """Tell whether a text is a slug already, of any script."""
    return text.replace("-", "").isalnum() and text == _folded(text)


def _folded(text: str) -> str:
    return "-".join(clean_line(text).replace(",", " ").casefold().split())


def _credit(fields: dict[str, Any], place: str) -> Credit:
    line = {key: clean_line(str(fields[key])) if fields.get(key) else None for key in ("title", "publisher", "url")}
    return Credit(line["title"] or "", line["publisher"], iso_date(fields.get("date"), place), line["url"])


def number_of(line: bytes) -> int:
    """Return the number of the tip in a line of a collection; 0 for a line that holds none."""
    _, found, rest = line[:300].partition(b'"number": ')
    digits = rest[:20].partition(b",")[0]
    if found and digits.isdigit() and line.startswith(b'{"ref": '):
        return int(digits)
    try:
        number = json.loads(line).get("number")
    except (ValueError, RecursionError, AttributeError):
        return 0
    return number if isinstance(number, int) else 0
