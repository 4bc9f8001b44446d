"""The names of a tip: what a person may type where a command takes TIP.

A ref (`12`, `NAME/12`), a slug, the beginning of one slug only, or words of the title, typos included. Several good
candidates are listed, never chosen from.
"""

from __future__ import annotations

from itertools import islice

from tipcli.model.errors import NotFoundError
from tipcli.model.results import Filters
from tipcli.model.text import clean_line, quoted, slugify, so_many_tips, topic_slug
from tipcli.model.tip import BUNDLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.pool import Indexes
    from tipcli.model.tip import Tip

_CANDIDATES = 6  # listed for an ambiguous name
_NEAR = 3  # listed for an unknown one


def resolve(indexes: Indexes, arguments: list[str]) -> list[Tip]:
    """Return the tips that the arguments mean, each once, in their order; `indexes` has the bundled one first.

    Where not every argument names a tip, all of them together may be the words of one title. Raises NotFoundError for
    a name of no tip and, with the candidates in its details, for a name of several.
    """
    found = [_named(indexes, argument) for argument in arguments]
    if len(arguments) > 1 and any(len(tips) != 1 for tips in found):
        title = " ".join(arguments)
        tips = _titled(indexes, title)
        if len(tips) == 1:
            return tips
        found = [tips or _titled(indexes, name) for tips, name in zip(found, arguments, strict=True)]
        if tips and any(len(tips) != 1 for tips in found):
            raise _ambiguous(title, tips)
        if not any(found):
            raise _unknown(indexes, title)
    chosen = [_only(indexes, name, tips) for name, tips in zip(arguments, found, strict=True)]
    return list({tip.ref: tip for tip in chosen}.values())


def _named(indexes: Indexes, name: str) -> list[Tip]:
    """Return the tips that `name` names as a ref, a slug or the beginning of one."""
    collection, slash, rest = clean_line(name).rpartition("/")
    if slash and collection not in indexes:
        return []
    if rest.isascii() and rest.isdigit() and len(rest) < len(str(2**63)):
        return indexes[collection if slash else BUNDLED].numbered([int(rest)])
    slug = rest.casefold()
    if not slug.replace("-", "").isalnum():
        return []
    chosen = [indexes[collection]] if slash else indexes.values()
    tips = [tip for index in chosen for tip in index.by_slug(slug, _CANDIDATES)]
    exact = [tip for tip in tips if tip.slug == slug]
    if exact or slash or "-" in slug:
        return exact or tips
    # A bare word is as likely meant as a word of a title as it is the beginning of a slug.
    return list({tip.ref: tip for tip in (*tips, *_titled(indexes, rest))}.values()) if tips else []


def _titled(indexes: Indexes, words: str) -> list[Tip]:
    """Return the tips whose title the words are, or else those whose title has them all."""
    from tipcli.search.rank import search

    tips = [
        hit.tip
        for index in indexes.values()
        for hit in islice(search(index, indexes[BUNDLED], words, Filters(), title_only=True), _CANDIDATES)
    ]
    slug, title = slugify(words), clean_line(words).casefold()
    return [tip for tip in tips if tip.title.casefold() == title or (slug and slugify(tip.title) == slug)] or tips


def _only(indexes: Indexes, name: str, named: list[Tip]) -> Tip:
    tips = named or _titled(indexes, name)
    if len(tips) == 1:
        return tips[0]
    raise _ambiguous(name, tips) if tips else _unknown(indexes, name)


def _ambiguous(name: str, tips: list[Tip]) -> NotFoundError:
    return NotFoundError(f"{quoted(name)} may be any of these tips:", details=_listed(tips[:_CANDIDATES]))


def _unknown(indexes: Indexes, name: str) -> NotFoundError:
    collection, slash, number = clean_line(name).rpartition("/")
    if slash and collection not in indexes:
        return NotFoundError(f"no collection is called {quoted(collection)}", f"There is: {', '.join(indexes)}.")
    if number.isdigit():
        index = indexes[collection if slash else BUNDLED]
        return NotFoundError(
            f"there is no tip {quoted(name)}", f"{index.name} has {so_many_tips(index.size)}. See 'tips list'."
        )
    from tipcli.search.rank import search

    hits = [
        hit for index in indexes.values() for hit in islice(search(index, indexes[BUNDLED], name, Filters()), _NEAR)
    ]
    near = [hit.tip for hit in sorted(hits, key=lambda hit: -hit.score)[:_NEAR]]
    if near:
        return NotFoundError(f"no tip is called {quoted(name)}. Did you mean one of these?", details=_listed(near))
    return NotFoundError(f"no tip is called {quoted(name)}", "See 'tips list'.")


def _listed(tips: list[Tip]) -> tuple[str, ...]:
    return tuple(f"{tip.ref}  {tip.title}" for tip in tips)


def starting(indexes: Indexes, start: str, most: int) -> list[tuple[str, Tip]]:
    """Return at most `most` names of tips that start so, with their tips: refs, and once a letter is typed slugs."""
    found: list[tuple[str, Tip]] = []
    for name, index in indexes.items():
        before = "" if name == BUNDLED else f"{name}/"
        digits = start.removeprefix(before)
        if start.startswith(before) and (not digits or digits.isdigit()):
            found += [(tip.ref, tip) for tip in index.numbers_starting(digits, most)]
        elif before.startswith(start):
            found += [(tip.ref, tip) for tip in index.numbers_starting("", most)]
        if start:
            found += [(tip.slug, tip) for tip in index.starting(start, most)]
    return found[:most]


def topic_slugs(indexes: Indexes, name: str) -> list[str]:
    """Return the topics that a name or an alias means. Raises NotFoundError."""
    wanted = topic_slug(name) or name
    by_name: dict[str, list[str]] = {}
    for index in indexes.values():
        for slug, _, aliases, _ in index.topics():
            by_name.setdefault(slug, []).insert(0, slug)
            for alias in aliases:
                by_name.setdefault(slugify(alias), []).append(slug)
    for key in (name, wanted):
        if key in by_name:
            slugs = by_name[key]
            return [key] if key in slugs else list(dict.fromkeys(slugs))
    raise NotFoundError(f"no topic is called {quoted(name)}", did_you_mean(wanted, list(by_name), "See 'tips topics'."))


def did_you_mean(name: str, known: list[str], otherwise: str = "") -> str:
    """Return a hint: the known name that is nearest to this one, or else something else to do."""
    from difflib import get_close_matches

    near = get_close_matches(name.casefold(), known, n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else otherwise or f"There is: {', '.join(known)}."
