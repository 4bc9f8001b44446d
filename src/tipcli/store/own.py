"""A person's own tips: a folder of Markdown files in the form of `seeds/`, which people edit by hand and keep in git.

A file is `NNN-slug.md`; its number is that of the tip, for ever. Only a title is needed, and that may stand as the
heading. A file that cannot be read costs no other tip: it is left out, and said to be.
"""

from __future__ import annotations

import os

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line, shown
from tipcli.model.tip import OWN
from tipcli.store.sources import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.model.tip import Tip, Topic

ENDING = ".md"
_MOST_TOLD = 3  # faults
_NO_TIPS = ("README.md", "CHANGELOG.md", "LICENSE.md")


class Own(Source):
    """The collection `mine`."""

    name = OWN

    def __init__(self, path: str) -> None:
        self.path = path

    def files(self) -> list[str]:
        """Return the Markdown files by name, without what only has the name of one. Raises OSError."""
        return list(filter(os.path.isfile, (os.path.join(self.path, name) for name in names(self.path))))

    def fingerprint(self) -> str:
        """Return the same as of any source, and a sum of the names: a file that was renamed is another tip."""
        import zlib

        listed = "\n".join(names(self.path)).encode("utf-8", "surrogateescape")
        return f"{super().fingerprint()} {zlib.crc32(listed):08x}"

    def description(self) -> dict[str, str]:
        """Return where it is, and as `faults` what could not be read, a line each."""
        faults: list[str] = []
        list(self._read(faults))
        told = faults[:_MOST_TOLD] + [f"and {len(faults) - _MOST_TOLD} more"] * (len(faults) > _MOST_TOLD)
        return {"origin": self.path, "synced": "", "rotation": "yes", "faults": "\n".join(told)}

    def tips(self) -> Iterator[Tip]:
        """Yield the tips that can be read, by number."""
        yield from sorted(self._read([]), key=lambda tip: tip.number)

    def topics(self) -> list[Topic]:
        """Return none: they are called as the person calls them."""
        return []

    def _read(self, faults: list[str]) -> Iterator[Tip]:
        from tipcli.store.own_text import read

        known: dict[int, str] = {}
        for name in names(self.path):
            number = number_of(name)
            place = f"{OWN}/{shown(name)}"
            if not number:
                faults.append(f"{place} has no number in its name: call it NNN-{shown(name)}, NNN being a free one")
            elif number in known:
                faults.append(f"{place} has the number of {shown(known[number])}: give it another, as in NNN-slug.md")
            else:
                known[number] = name
                try:
                    yield read(os.path.join(self.path, name))
                except AccessError as error:
                    to_mend = f"left out until you mend it: tips edit {OWN}/{number}"
                    faults.append(clean_line(f"{error.message}; {to_mend}"))


def names(folder: str) -> list[str]:
    """Return the names of the Markdown files, by name; none of a hidden one. Raises OSError."""
    found = sorted(name for name in os.listdir(folder) if name.endswith(ENDING) and name[0] != ".")
    return [name for name in found if name not in _NO_TIPS]


def number_of(name: str) -> int:
    """Return the number in the name of a file, 0 where there is none."""
    number, hyphen, slug = name.removesuffix(ENDING).partition("-")
    return int(number) if hyphen and slug and number.isascii() and number.isdigit() and len(number) < 16 else 0
