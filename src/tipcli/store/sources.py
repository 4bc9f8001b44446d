"""Where tips truly are: the bundled folder of seeds, and one JSON Lines file for each imported collection.

A source says what it holds and by which fingerprint to see that it changed; `index` turns it into something fast.
Readers are imported when a source is read, which is only when an index is built.
"""

from __future__ import annotations

import os
from stat import S_ISREG

from tipcli.model.errors import AccessError
from tipcli.model.text import clean_line, shown
from tipcli.model.tip import BUNDLED, OWN
from tipcli.system.paths import data_folder, package_file, system_folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from tipcli.model.tip import Tip, Topic

ENDING = ".jsonl"
LONGEST_NAME = 40  # characters of the name of a collection


class Source:
    """The truth of one collection: a name and what is read from its origin."""

    name: str
    path: str
    index = ""  # the path of one that was built beside it, for all users of the machine
    # Whether an import is at it: its topics are known after its first tip only, its meta data after its last.
    is_being_read = False
    # Whether it changes with the package only, so that what takes long is worked out while its index is built.
    is_fixed = False

    def files(self) -> list[str]:
        """Return the files that hold the truth. Raises OSError."""
        raise NotImplementedError

    def fingerprint(self) -> str:
        """Return a text that changes when a file does: number of files, bytes, newest time in ns. Raises OSError."""
        stats = [os.stat(file) for file in self.files()]
        if not all(S_ISREG(s.st_mode) for s in stats):  # a pipe or a device may never end
            from errno import EINVAL

            raise OSError(EINVAL, "no regular file")
        return f"{len(stats)} {sum(s.st_size for s in stats)} {max((s.st_mtime_ns for s in stats), default=0)}"

    def digest(self) -> str:
        """Return the SHA-256 of the files' names and bytes, in hexadecimal. Raises OSError."""
        import hashlib

        total = hashlib.sha256()
        for path in self.files():
            with open(path, "rb") as file:
                inner = hashlib.file_digest(file, "sha256").hexdigest()
            total.update(f"{self._label(path)} {inner}\n".encode("utf-8", "surrogateescape"))
        return total.hexdigest()

    def _label(self, path: str) -> str:
        return os.path.basename(path)

    def meta(self) -> dict[str, str]:
        """Return what the index keeps of the collection beside its tips. Raises AccessError."""
        try:
            return {"name": self.name, "fingerprint": self.fingerprint(), "digest": self.digest()} | self.description()
        except OSError as error:
            raise AccessError(f"{shown(self.path)}: {error.strerror}") from None

    def description(self) -> dict[str, str]:
        """Return `origin`, `synced` and `rotation` (yes or no)."""
        raise NotImplementedError

    def title(self) -> str:
        """Return what the collection is called, or nothing."""
        return ""

    def tips(self) -> Iterator[Tip]:
        """Yield the tips. Raises AccessError."""
        raise NotImplementedError

    def topics(self) -> list[Topic]:
        """Return the topics that the collection describes. Raises AccessError."""
        raise NotImplementedError

    def synonyms(self) -> list[tuple[bool, tuple[str, ...]]]:
        """Return the sets of the thesaurus that comes with the collection: (forms of one word?, members)."""
        return []

    def everyday(self) -> list[tuple[bool, tuple[str, ...]]]:
        """Return the sets of the thesaurus for all other collections."""
        return []

    def asked(self) -> dict[int, str]:
        """Return what people type when they mean a tip, by its number: phrases, a comma between two."""
        return {}

    def crises(self) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        """Return (numbers of the tips that alone are shown, perhaps none; phrases of people in trouble)."""
        return []

    def meanings(self) -> Iterable[tuple[str, bytes]]:
        """Return the table of meanings that comes with the collection: words with the entries of `store.meanings`."""
        return []


class Seeds(Source):
    """The bundled collection: in an installed copy inside the package, in a checkout the folder `seeds/`."""

    name = BUNDLED
    is_fixed = True

    def __init__(self, path: str | None = None) -> None:
        installed = package_file("seeds")
        self.is_checkout = path is None and not os.path.isdir(installed)
        self.path = path or (os.path.normpath(package_file("../../seeds")) if self.is_checkout else installed)

    def files(self) -> list[str]:
        """Return the Markdown and TOML files and the table of meanings by name."""
        names = sorted(name for name in os.listdir(self.path) if name.endswith((".md", ".toml", ".bin")))
        return [os.path.join(self.path, name) for name in names]

    def description(self) -> dict[str, str]:
        """Return that the collection came with the package, and as `grave` its tips for grave trouble."""
        from tipcli.store import seeds

        return {"origin": "bundled", "synced": "", "rotation": "yes", "grave": seeds.read_grave(self.path)}

    def tips(self) -> Iterator[Tip]:
        """Yield the tips by number."""
        from tipcli.store import seeds

        return seeds.read_tips(self.path)

    def topics(self) -> list[Topic]:
        """Return the topics of topics.toml."""
        from tipcli.store import seeds

        return seeds.read_topics(self.path)

    def synonyms(self) -> list[tuple[bool, tuple[str, ...]]]:
        """Return the sets of synonyms.toml."""
        from tipcli.store import seeds

        return seeds.read_synonyms(self.path)

    def everyday(self) -> list[tuple[bool, tuple[str, ...]]]:
        """Return the sets of everyday.toml. Raises AccessError."""
        from tipcli.store import seeds

        return seeds.read_synonyms(self.path, seeds.EVERYDAY)

    def asked(self) -> dict[int, str]:
        """Return the phrases of asked.toml. Raises AccessError."""
        from tipcli.store import seeds

        return seeds.read_asked(self.path)

    def crises(self) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        """Return what crisis.toml says. Raises AccessError."""
        from tipcli.store import seeds

        return seeds.read_crises(self.path)

    def meanings(self) -> Iterable[tuple[str, bytes]]:
        """Yield the table of meanings.bin, which is empty where the file is missing. Raises AccessError."""
        from tipcli.store import seeds

        return seeds.read_meanings(self.path)


class Imported(Source):
    """A collection in the data folder: one JSON Lines file, of the form that `readers.jsonl` describes."""

    def __init__(self, path: str, name: str = "", index: str = "") -> None:
        self.path = path
        self.index = index
        self.name = name or os.path.basename(path).removesuffix(ENDING)

    def files(self) -> list[str]:
        """Return the one file."""
        return [self.path]

    def _label(self, path: str) -> str:
        return self.name + ENDING

    def _lines(self) -> Iterator[str]:
        try:
            self.fingerprint()  # which looks whether it is a file at all
            with open(self.path, encoding="utf-8", errors="replace", newline="\n") as file:
                yield from file
        except OSError as error:
            raise AccessError(f"{shown(self.path)}: {error.strerror}") from None

    def header(self) -> dict[str, Any]:
        """Return the first line. Raises AccessError."""
        from tipcli.store import jsonl

        return jsonl.read_header(next(self._lines(), ""), shown(self.path))

    def description(self) -> dict[str, str]:
        """Return what the header says of origin, last sync and rotation."""
        header = self.header()
        rotation = "no" if header.get("rotation") is False else "yes"
        said = {key: clean_line(str(header.get(key) or "")) for key in ("origin", "synced")}
        return said | {"rotation": rotation}

    def title(self) -> str:
        """Return the title in the header."""
        return clean_line(str(self.header().get("title") or ""))

    def tips(self) -> Iterator[Tip]:
        """Yield the tips in the order of the file."""
        from tipcli.store import jsonl

        lines = self._lines()
        next(lines, "")
        return jsonl.read_tips(lines, shown(self.path), self.name)

    def topics_as_read(self) -> object:
        """Return the topics of the header as they stand there, for comparing two."""
        return self.header().get("topics")

    def topics(self) -> list[Topic]:
        """Return the topics of the header."""
        from tipcli.store import jsonl

        return jsonl.header_topics(self.header())


def imported() -> list[Imported]:
    """Return the imported collections by name; none where the data folder is missing. Raises OSError."""
    folder = collections_folder()
    try:
        names = _names(folder) if folder else []
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [Imported(os.path.join(folder or "", name + ENDING)) for name in names]


def of_system() -> list[Imported]:
    """Return the collections that all users of the machine share; none where a folder cannot be listed."""
    found: dict[str, Imported] = {}
    for folder in system_folders():
        try:
            names = _names(folder)
        except OSError:
            continue
        for name in names:
            index = os.path.join(os.path.dirname(folder), "indexes", f"{name}.index")
            found.setdefault(name, Imported(os.path.join(folder, name + ENDING), name, index))
    return list(found.values())


def _names(folder: str) -> list[str]:
    names = sorted(os.listdir(folder))
    return [name[: -len(ENDING)] for name in names if name.endswith(ENDING) and is_name(name.removesuffix(ENDING))]


def strays() -> list[str]:
    """Return the paths, by name, of what lies beside the collections and looks like one, but is none by its name.

    Such are a copy that a file syncer made of two versions, and a name that differs by case. Raises OSError.
    """
    folder = collections_folder()
    try:
        names = sorted(os.listdir(folder)) if folder else []
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [
        os.path.join(folder or "", name)
        for name in names
        if name[0] != "." and ENDING in name.lower() and not (name.endswith(ENDING) and is_name(name[: -len(ENDING)]))
    ]


def collections_folder() -> str | None:
    """Return the folder of the imported collections, or None where there is no home for it."""
    data = data_folder()
    return os.path.join(data, "collections") if data else None


def own_folder() -> str | None:
    """Return the folder of the tips that a person writes, made or not, or None where there is no home for it."""
    data = data_folder()
    return data and os.path.join(data, OWN)


def is_name(name: str) -> bool:
    """Tell whether `name` can name a collection: `[a-z0-9-]`, not starting with a hyphen, at most 40 characters.

    The name of the bundled collection is taken.
    """
    letters = all(c.isascii() and (c.islower() or c.isdigit() or c == "-") for c in name)
    return 0 < len(name) <= LONGEST_NAME and letters and name[0] != "-" and name != BUNDLED
