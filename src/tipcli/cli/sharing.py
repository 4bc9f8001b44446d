"""--system: the collections of all users of a machine, which root changes and everybody reads."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from tipcli.model.errors import AccessError, NotFoundError, UsageError
from tipcli.model.text import quoted, shown
from tipcli.model.tip import OWN
from tipcli.store.sources import imported, of_system, own_folder
from tipcli.system import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

System = Annotated[bool, typer.Option("--system", help="The collections of all users; as root.")]


@contextmanager
def library_of(*, system: bool, line: str) -> Iterator[None]:
    """Let what is done meanwhile be done to the collections of all users, if `system`.

    Raises AccessError where this user may not; `line` is what to type as root.
    """
    if not system:
        yield
        return
    folder = known = paths.system_home()
    while not os.path.exists(known):
        known = os.path.dirname(known)
    if not os.access(known, os.W_OK):
        raise AccessError(f"{shown(folder)} may be written by root alone", f"Type: sudo tips {line} --system")
    paths.shared = folder
    try:
        yield
    finally:
        paths.shared = ""


def refuse_of_system(name: str, command: str) -> None:
    """Raise NotFoundError where a collection is one of all users and none of this person's."""
    if not paths.shared and name in [one.name for one in of_system()] and name not in [one.name for one in imported()]:
        raise NotFoundError(f"{quoted(name)} is there for all users", f"Type: sudo tips {command} {name} --system")


def refuse_own(name: str) -> None:
    """Raise UsageError where the collection is that of a person's own tips, or one of them."""
    folder = own_folder()
    if folder and name.partition("/")[0] == OWN and os.path.isdir(folder):
        one = name if "/" in name else f"{OWN}/1"
        hint = f"To delete one: tips delete {one}; all of them are files in {shown(folder)}"
        raise UsageError(f"{quoted(name)} is of your own tips, which come from no source", hint)
