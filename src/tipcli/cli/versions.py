"""Versions of one's own: of which tip they are, and what has changed in that since."""

from __future__ import annotations

from tipcli.model.errors import TipsError
from tipcli.model.tip import BUNDLED, OWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.library import Library
    from tipcli.model.tip import Tip


def news(library: Library, tips: list[Tip]) -> Iterator[str]:
    """Yield a line for each of these tips that is a version of one that has changed since, or is gone."""
    for tip in tips:
        if tip.collection == OWN and '"from"' in tip.extra and (line := _news(library, tip)):
            yield line


def _news(library: Library, tip: Tip) -> str:
    from tipcli.own import files, text

    try:
        path = files.path_of(tip.number)
        base, now = files.base_of(path), origin_of(library, files.read(path))
        if now is None:
            return f"{tip.ref} was made from a tip that is gone; yours stays."
        changed = text.fields_that_differ(base, text.of_tip(now, has_origin=False)) if base else []
    except (TipsError, OSError):  # what cannot be compared is no news
        return ""
    if not changed:
        return ""
    return f"{now.ref}, of which {tip.ref} is a version, has changed: {', '.join(changed)}. tips edit {tip.ref} --diff"


def origin_of(library: Library, text: str) -> Tip | None:
    """Return the tip that a text is a version of, as it is now; None where there is none any more."""
    from tipcli.store.frontmatter import split_front_matter
    from tipcli.store.own_text import FROM

    try:
        ref = str(split_front_matter(text, "the tip")[0].get(FROM) or "")
        [tip] = library.resolve([ref.removeprefix(f"{BUNDLED}/")]) if ref else []
    except (TipsError, ValueError):
        return None
    return tip


def version_of(library: Library, tip: Tip) -> Tip | None:
    """Return the version of one's own that there is of a tip."""
    from tipcli.model.results import Filters

    if OWN not in library.indexes or tip.collection == OWN:
        return None
    wanted = f'"{tip.collection}/{tip.number}"'
    return next((one for one in library.list_tips(Filters(collections=(OWN,))) if wanted in one.extra), None)
