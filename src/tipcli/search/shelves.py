"""Which collections are meant: `a,b` is any of them, and a name may be typed as it was when it was imported."""

from __future__ import annotations

from tipcli.model.errors import NotFoundError
from tipcli.model.text import quoted, slugify
from tipcli.search.names import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def collections_meant(names: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the collections that names mean, each once: `a,b` is both, and Our Team our-team.

    What is none of the known ones stays as it was typed.
    """
    parts = [part.strip() for name in names for part in (name.split(",") if name.strip(", ") else [name])]
    return tuple(dict.fromkeys(_meant(part, known) for part in parts if part or len(parts) == 1))


def _meant(name: str, known: Sequence[str]) -> str:
    is_words = all(letter.isalnum() or letter in " -_&'’" for letter in name)  # no path is a name
    slug = slugify(name)
    return slug if is_words and name not in known and slug in known else name


def unknown(name: str, known: Sequence[str]) -> NotFoundError:
    """Return the error of a collection that there is not, with what is nearest."""
    hint = did_you_mean(name, list(known))
    if set(name) & set("+"):
        several = ",".join(_meant(part, known) for part in name.split("+") if part)
        hint = f"A tip is in one collection only; for those of any: -c {several}"
    return NotFoundError(f"no collection is called {quoted(name)}", hint)
