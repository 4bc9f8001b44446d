"""Whether what a person makes is well: the files of their own tips, the lines that they keep, drafts that were left."""

from __future__ import annotations

import os

from tipcli.kept import lines
from tipcli.model.results import Check
from tipcli.model.text import shown, so_many_tips
from tipcli.store.own import Own
from tipcli.store.sources import own_folder
from tipcli.system.paths import data_folder


def checks() -> list[Check]:
    """Return the findings; none where nothing was made."""
    return [*_tips(), *_lines(), *_drafts()]


def _tips() -> list[Check]:
    folder = own_folder()
    if not folder or not os.path.isdir(folder):
        return []
    source = Own(folder)
    try:
        faults = [line for line in source.description()["faults"].split("\n") if line]
        size = len(list(source.tips()))
    except OSError as error:
        return [Check("your own tips", f"{shown(folder)}: {error.strerror}", "wrong", "Make it readable.")]
    found = [Check("your own tips", f"{so_many_tips(size)} in {shown(folder)}")]
    return found + [Check("your own tips", fault, "wrong", "No other tip is affected.") for fault in faults]


def _lines() -> list[Check]:
    folder = lines.folder()
    if not folder or not os.path.isdir(folder):
        return []
    try:
        whole, torn = len(lines.read()), lines.torn()
    except OSError as error:
        advice = "Make it readable; stars and notes are left out until then."
        return [Check("what you keep", f"{shown(str(error.filename))}: {error.strerror}", "wrong", advice)]
    found = [Check("what you keep", f"{whole:,} lines in {shown(folder)}")]
    if torn:
        found.append(Check("what you keep", f"{torn:,} lines there are none of ours", "note", "They are passed over."))
    return found


def _drafts() -> list[Check]:
    folder = os.path.join(data_folder() or "", "drafts")
    try:
        names = [name for name in sorted(os.listdir(folder)) if name[0] != "."]
    except OSError:
        return []
    advice = "To add it: tips add - <FILE; else delete it."
    return [Check("draft", shown(os.path.join(folder, name)), "note", advice) for name in names]
