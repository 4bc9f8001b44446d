"""Which versions of packages are installed, by the names of their folders: their metadata need not be parsed."""

import os
import sys

_ENDING = ".dist-info"


def versions() -> dict[str, str]:
    """Return the version of each package that lies in a folder of `sys.path`, by `name_of` it; the first found counts.

    The names of these folders are fixed by the specification of binary distributions: name, hyphen, version.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            package, _, version = name.removesuffix(_ENDING).partition("-")
            if name.endswith(_ENDING) and version:
                found.setdefault(name_of(package), version)
    return found


def version(name: str, known: dict[str, str]) -> str:
    """Return the version of a package, `known` being what `versions` returned; empty where there is none."""
    if found := known.get(name_of(name)):
        return found
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)  # it lies in a zip file, or in a folder of an older form
    except PackageNotFoundError:
        return ""


def name_of(package: str) -> str:
    """Return the name of a package as all its spellings have it."""
    return package.casefold().replace("-", "_").replace(".", "_")
