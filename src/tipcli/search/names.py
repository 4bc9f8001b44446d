"""The names of a tip: what a person may type where a command takes TIP.

A ref (`12`, `NAME/12`), a range or a list of refs (`1-5`, `12,30`), a slug, the beginning of one slug only, or words of
the title, typos included. Several good candidates are listed, never chosen from.
"""

from __future__ import annotations

from itertools import islice

from tipcli.model.errors import NotFoundError, UsageError
from tipcli.model.results import Filters
from tipcli.model.text import clean_line, quoted, shown, slugify, so_many_tips, topic_slug
from tipcli.model.tip import BUNDLED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tipcli.index.pool import Indexes
    from tipcli.model.tip import Tip

_CANDIDATES = 6  # listed for an ambiguous name
_NEAR = 3  # listed for an unknown one
_SHORT = 5  # letters: a longer name may have two slips
_LISTED = 10  # refs of no tip that are named
_WIDEST_RANGE = 1000  # tips
_DASHES = str.maketrans("–—", "--")


def refs(name: str) -> list[str]:
    """Return the refs that a ref, a range or a list stands for (12, blog/12, 1-5, blog/1-5, 12,30), else nothing.

    A range may be typed with dots or a dash, and a comma or a full stop may end it. Raises UsageError for a range of
    more than 1,000.
    """
    made: list[str] = []
    before = ""
    if not name[:1].isalnum() and name[:1] != "#":
        return []
    for part in filter(None, name.removeprefix("#").removesuffix(".").translate(_DASHES).replace("..", "-").split(",")):
        collection, slash, numbers = part.rpartition("/")
        first, hyphen, last = numbers.partition("-")
        if not _is_number(first) or (hyphen and not _is_number(last)):
            return []
        if slash:
            before = f"{collection}/"
            if not any(map(str.isalpha, collection)):  # 24/7
                return []
        start, end = int(first), int(last or first)
        if abs(end - start) >= _WIDEST_RANGE:
            message = f"{quoted(name)} is a range of more than {_WIDEST_RANGE:,} tips"
            raise UsageError(message, "For that many: tips export -f plain")
        step = 1 if end >= start else -1
        made += [f"{before}{number}" for number in range(start, end + step, step)]
    return made


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len(str(2**63))


class MissingError(NotFoundError):
    """Some of several tips there are not; `found` are the others."""

    def __init__(self, error: NotFoundError, found: list[Tip]) -> None:
        super().__init__(error.message, error.hint, error.details)
        self.found = found


def resolve(indexes: Indexes, arguments: list[str]) -> list[Tip]:
    """Return the tips that the arguments mean, each once, in their order; `indexes` has the bundled one first.

    Where not every argument names a tip, all of them together may be the words of one title. Raises NotFoundError for
    a name of no tip, as MissingError where others were found, and, with the candidates in its details, for a name of
    several; UsageError as `refs` does.
    """
    if found_whole := pasted(indexes, " ".join(arguments)):
        return [found_whole]
    expanded = [refs(argument) for argument in arguments]
    names = [
        ref
        for found, argument in zip(expanded, arguments, strict=True)
        for ref in (found if found and found != [argument] else [argument])
    ]
    found = [_named(indexes, name) for name in names]
    if len(arguments) > 1 and not all(expanded) and any(len(tips) != 1 for tips in found):
        title = " ".join(arguments)
        tips = _titled(indexes, title)
        if len(tips) == 1:
            return tips
        found = [tips or _titled(indexes, name) for tips, name in zip(found, names, strict=True)]
        if tips and any(len(tips) != 1 for tips in found):
            raise _ambiguous(title, tips)
        if not any(found):
            raise _unknown(indexes, title)
    is_range = len(names) > len(arguments)
    chosen = [_only(indexes, name, tips, is_word=not is_range) for name, tips in zip(names, found, strict=True)]
    missing = [name for name, tip in zip(names, chosen, strict=True) if tip is None]
    tips = list({tip.ref: tip for tip in chosen if tip}.values())
    if not missing:
        return tips
    error = _unknown(indexes, missing[0]) if len(missing) == 1 else _missing(missing)
    raise MissingError(error, tips) if tips else error


def pasted(indexes: Indexes, line: str) -> Tip | None:
    """Return the tip of a line as it is printed: 30. Make Empathy Your Superpower."""
    number, dot, title = clean_line(line).partition(". ")
    tips = _named(indexes, number) if dot and refs(number) == [number] else []
    return tips[0] if tips and slugify(tips[0].title) == slugify(title) else None


def _missing(names: list[str]) -> NotFoundError:
    listed = ", ".join(shown(clean_line(name)) for name in names[:_LISTED])
    more = " and others" if len(names) > _LISTED else ""
    return NotFoundError(f"there is no tip {listed}{more}", "See 'tips list'.")


def _named(indexes: Indexes, name: str) -> list[Tip]:
    """Return the tips that `name` names as a ref, a slug or the beginning of one."""
    collection, slash, rest = clean_line(name).rpartition("/")
    collection = collection if collection in indexes else collection.casefold()
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


def _only(indexes: Indexes, name: str, named: list[Tip], *, is_word: bool) -> Tip | None:
    """Return the one tip of a name, which may be words of a title, or None. Raises NotFoundError for several."""
    tips = named or (_titled(indexes, name) if is_word else [])
    if len(tips) > 1:
        raise _ambiguous(name, tips)
    return tips[0] if tips else None


def _ambiguous(name: str, tips: list[Tip]) -> NotFoundError:
    return NotFoundError(f"{quoted(name)} may be any of these tips:", details=_listed(tips[:_CANDIDATES]))


def _unknown(indexes: Indexes, name: str) -> NotFoundError:
    collection, slash, number = clean_line(name).rpartition("/")
    if slash and collection not in indexes:
        return NotFoundError(f"no collection is called {quoted(collection)}", f"There is: {', '.join(indexes)}.")
    if number.isdigit():
        index = indexes[collection if slash else BUNDLED]
        search = "" if slash else f", or as a word: 'tips search {number[:20]}'"
        size = f"{index.name} has {so_many_tips(index.size)}"
        return NotFoundError(f"there is no tip {quoted(name)}", f"{size}. See 'tips list'{search}.")
    from tipcli.search.rank import search as ranked

    hits = [
        hit for index in indexes.values() for hit in islice(ranked(index, indexes[BUNDLED], name, Filters()), _NEAR)
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


def topics_meant(indexes: Indexes, name: str) -> list[str]:
    """Return the topics that a name means: a,b any of them, a+b those that have both. Raises NotFoundError."""
    if not set(name) & set(",+"):
        return topic_slugs(indexes, name)
    from itertools import product

    made: list[str] = []
    for part in filter(None, name.split(",")):
        sides = [topic_slugs(indexes, side) for side in part.split("+") if side]
        made += ["+".join(dict.fromkeys(both)) for both in product(*sides) if both]
    return list(dict.fromkeys(made)) or topic_slugs(indexes, name)


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
    from rapidfuzz.distance import OSA

    most = 2 if len(name) > _SHORT else 1
    near = min(known, key=lambda one: OSA.distance(name.casefold(), one), default="")
    is_near = OSA.distance(name.casefold(), near) <= most
    return f"Did you mean '{near}'?" if is_near else otherwise or f"There is: {', '.join(known)}."
