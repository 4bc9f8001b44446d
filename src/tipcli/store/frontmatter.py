"""A tip as a Markdown file with YAML front matter: the form of `seeds/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from tipcli.model.editorial import EditorialNotes, Source
from tipcli.model.errors import AccessError
from tipcli.model.text import clean, clean_line
from tipcli.model.tip import Credit, Tip
from tipcli.store.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_HEAD = 100_000  # characters of front matter
DEEPEST = 50  # levels of front matter
MOST_ALIASES = 50  # of front matter: each can stand for all that came before
_FENCE = "---"
_NOTHING = frozenset({"~", "null", "Null", "NULL"})


class FrontMatterError(AccessError):
    """Raised for front matter that cannot be read: `reason` without a place, the `line` of the file where it is known.

    `is_text`: it is sound YAML, but words instead of keys.
    """

    def __init__(self, place: str, reason: str, line: int | None = None, *, is_text: bool = False) -> None:
        super().__init__(f"{place}, line {line}: {reason}" if line else f"{place}: {reason}")
        self.reason = reason
        self.line = line
        self.is_text = is_text


def split_front_matter(text: str, place: str) -> tuple[dict[str, Any], str]:
    """Split `text` into its front matter, every scalar of it a string, and the body.

    Without front matter the mapping is empty. `place` names the text in errors. Raises AccessError.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith(_FENCE + "\n"):
        return {}, text.strip("\n")
    head, fence, body = text[len(_FENCE) + 1 :].partition(f"\n{_FENCE}\n")
    if not fence:
        raise AccessError(f"{place}: the front matter has no closing '{_FENCE}'")
    return load_yaml(head, place), body.strip("\n")


def load_yaml(head: str, place: str, *, has_nulls: bool = False) -> dict[str, Any]:
    """Return the keys of front matter, every scalar of it a string. Raises FrontMatterError, the first line being 2.

    With `has_nulls` a `null` or `~` without quotes is None instead.
    What would take long is refused: more than 100 kB, 50 levels or 50 aliases.
    """
    if len(head) > LARGEST_HEAD:
        raise FrontMatterError(place, f"the front matter is longer than {LARGEST_HEAD // 1000} kB")
    try:
        loaded = (_NullLoader if has_nulls else _Loader)(clean(head)).get_single_data()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        told = clean_line(str(error.problem))[:200]
        raise FrontMatterError(place, f"the front matter is no YAML: {told}", line) from None
    # ValueError and the others: PyYAML lets them through for escapes and versions that are out of range.
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError, TypeError, LookupError) as error:
        raise FrontMatterError(place, f"the front matter is no YAML: {clean_line(str(error))[:200]}") from None
    if not isinstance(loaded, dict):
        raise FrontMatterError(place, "the front matter holds no keys", is_text=True)
    return loaded


class _Loader(yaml.BaseLoader):
    """The BaseLoader makes no type but text: `no` stays "no" and 12:30 stays "12:30". It builds no objects.

    It composes as it scans, so that what is too much is refused before it is read.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.aliases = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Compose a node. Raises YAMLError where there are too many aliases, or levels around it."""
        if self.check_event(yaml.AliasEvent):
            self.aliases += 1
        if self.aliases > MOST_ALIASES or self.depth > DEEPEST:
            what = f"more than {MOST_ALIASES} aliases" if self.depth <= DEEPEST else f"nested more than {DEEPEST} deep"
            raise yaml.MarkedYAMLError(None, None, what, self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


class _NullLoader(_Loader):
    def construct_scalar(self, node: yaml.ScalarNode) -> Any:
        """Return the text of a scalar, None for a null without quotes."""
        value = super().construct_scalar(node)
        return None if node.style is None and value in _NOTHING else value


def read_tip(text: str, place: str, *, collection: str, number: int, slug: str) -> Tip:
    """Read one numbered tip. Raises AccessError where a field that every tip has is missing or of another kind."""
    fields, body = split_front_matter(text, place)
    topics = fields.get("topics", [])
    if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
        raise AccessError(f"{place}: topics is no list of words")
    return Tip(
        collection=collection,
        number=number,
        slug=slug,
        title=_line(fields, "title", place),
        date=iso_date(fields.get("date"), place),
        topics=tuple(topics),
        gist=_line(fields, "gist", place),
        body=clean(body),
        action=clean_line(str(fields["action"])) if fields.get("action") else None,
        credit=credit_of(fields.get("credit"), place),
        editorial=notes_of_fields(fields, place).text(),
    )


def credit_of(fields: Any, place: str) -> Credit | None:
    """Return the credit that keys say, None for none. Raises AccessError where they are of another kind."""
    if not fields:
        return None
    if not isinstance(fields, dict):
        raise AccessError(f"{place}: credit holds no keys")
    title = _line(fields, "title", place)
    optional = {key: clean_line(str(fields[key])) for key in ("publisher", "url") if fields.get(key)}
    return Credit(title, date=iso_date(fields.get("date"), place), **optional)


def notes_of_fields(fields: dict[str, Any], place: str) -> EditorialNotes:
    """Return what the front matter says beside the text. Raises AccessError for what is of another kind."""
    sources = fields.get("sources") or []
    if not isinstance(sources, list) or not all(isinstance(source, dict) for source in sources):
        raise AccessError(f"{place}: sources is no list of titles with their publishers")
    words = {key: clean_line(str(fields.get(key) or "")) for key in ("format", "for", "idea", "risk", "place")}
    return EditorialNotes(
        format=words["format"],
        audience=words["for"],
        idea=words["idea"],
        risk=words["risk"],
        place=words["place"],
        see=_numbers(fields, "see", place),
        unlike=_numbers(fields, "unlike", place),
        sources=tuple(
            Source(*[clean_line(str(source.get(key) or "")) for key in ("title", "publisher", "year", "url")])
            for source in sources
        ),
    )


def _numbers(fields: dict[str, Any], key: str, place: str) -> tuple[int, ...]:
    numbers = fields.get(key) or []
    if not isinstance(numbers, list) or not all(isinstance(number, str) and number.isdecimal() for number in numbers):
        raise AccessError(f"{place}: {key} is no list of numbers of tips")
    return tuple(map(int, numbers))


def _line(fields: Mapping[str, Any], key: str, place: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str) or not (line := clean_line(value)):
        raise AccessError(f"{place}: {key} is missing or no text")
    return line
