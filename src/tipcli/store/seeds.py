"""The folder of the bundled collection: `NNN-slug.md`, `topics.toml` and `synonyms.toml`."""

from __future__ import annotations

import os
import tomllib
import zlib
from typing import TYPE_CHECKING, Any

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line, quoted
from tipcli.model.tip import BUNDLED, Tip, Topic
from tipcli.store import meanings
from tipcli.store.frontmatter import read_tip

if TYPE_CHECKING:
    from collections.abc import Iterator

# The thesaurus of the bundled collection, and that of everyday words for all others.
THESAURUS, EVERYDAY = "synonyms.toml", "everyday.toml"


def read_tips(folder: str) -> Iterator[Tip]:
    """Yield the tips of the folder by number. Raises AccessError, naming the file that is at fault."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".md"))
    except OSError as error:
        raise AccessError(f"{quoted(folder)}: {error.strerror}") from None
    for name in names:
        number, _, slug = name.removesuffix(".md").partition("-")
        if not (number.isascii() and number.isdigit() and int(number) > 0 and slug):
            raise AccessError(f"seeds/{quoted(name)}: the name is not NNN-slug.md")
        yield read_tip(_text(folder, name), f"seeds/{name}", collection=BUNDLED, number=int(number), slug=slug)


def read_topics(folder: str) -> list[Topic]:
    """Return the topics in the order of the file. Raises AccessError."""
    topics = []
    for slug, fields in _table(folder, "topics.toml").items():
        aliases = fields.get("aliases", []) if isinstance(fields, dict) else None
        if not isinstance(aliases, list):
            raise AccessError(f"seeds/topics.toml: [{slug}] needs a line `about` and a list `aliases`")
        topics.append(Topic(slug, clean_line(str(fields.get("about", ""))), tuple(map(str, aliases))))
    return topics


def read_synonyms(folder: str, name: str = THESAURUS) -> list[tuple[bool, tuple[str, ...]]]:
    """Return the sets of a thesaurus: whether its members are forms of one word, and the members."""
    table = _table(folder, name)
    return [
        (key == "forms", tuple(member.strip() for member in line.split(",")))
        for key in ("forms", "groups")
        for line in table.get(key, [])
    ]


def read_asked(folder: str) -> dict[int, str]:
    """Return what people type when they mean a tip, by its number. Raises AccessError."""
    return {int(number): clean_line(str(phrases)) for number, phrases in _table(folder, "asked.toml").items()}


def read_crises(folder: str) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Return for each kind of trouble the numbers of its tips, perhaps none, and its phrases. Raises AccessError.

    First, with the number 0, come the phrases that only sound like trouble.
    """
    table = _table(folder, "crisis.toml")
    kinds = [((0,), table.get("ordinary", ""))]
    kinds += [(tuple(crisis["tips"]), crisis["words"]) for crisis in table.get("crisis", [])]
    return [
        (tips, tuple(clean_line(phrase) for phrase in words.replace("\n", " ").split(",")))
        for tips, words in kinds
        if words
    ]


def read_grave(folder: str) -> str:
    """Return the numbers of the tips that are for grave trouble only, with spaces between them. Raises AccessError."""
    return " ".join(map(str, _table(folder, "crisis.toml").get("grave", [])))


def read_meanings(folder: str) -> list[tuple[str, bytes]]:
    """Return the table of meanings, empty where there is none. Raises AccessError."""
    try:
        with open(os.path.join(folder, meanings.NAME), "rb") as file:
            return list(meanings.unpacked(file.read()))
    except FileNotFoundError:
        return []
    except (OSError, zlib.error, ValueError, IndexError):
        raise AccessError(f"seeds/{meanings.NAME}: it cannot be read") from None


def _text(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise AccessError(f"seeds/{name}: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None


def _table(folder: str, name: str) -> dict[str, Any]:
    if not os.path.exists(os.path.join(folder, name)):
        return {}
    try:
        return tomllib.loads(_text(folder, name))
    except tomllib.TOMLDecodeError as error:
        raise AccessError(f"seeds/{name}: {error}") from None
