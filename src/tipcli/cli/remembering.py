"""history and forget: what was shown when, where a person wants that to be remembered."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tipcli.cli import screen_write
from tipcli.cli.options import Output, Quiet, command, whole_number
from tipcli.kept import history as kept
from tipcli.library import Library
from tipcli.model.errors import NotFoundError, TipsError, UsageError
from tipcli.model.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipcli.cli.printer import Printer

_TURN_ON = "To keep one from now on: tips history --on"
_SHOWN = 30


@command
def history(
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            parser=whole_number,
            help="The last so many, 30 unless you say; 0 is all.",
            show_default=False,
        ),
    ] = _SHOWN,
    *,
    on: Annotated[bool, typer.Option("--on", help="Remember what is shown from now on.", show_default=False)] = False,
    off: Annotated[
        bool, typer.Option("--off", help="Forget it all, and remember no more.", show_default=False)
    ] = False,
    output: Output,
) -> None:
    """tips history --on              remember what show, random and today show, on this machine
    tips history                   what was shown when
    tips list --unseen             what was not
    tips history --off
    """
    printer = output.printer("history")
    if on and off:
        raise UsageError("--on and --off contradict each other", "Use one of them.")
    if on:
        kept.begin()
        off_by = "TIPS_HISTORY is off, and as long as it is nothing is written" if kept.is_off() else ""
        off_by = off_by or ("config.toml says history = false" if printer.preferences.history is False else "")
        printer.note(f"A history is kept; but {off_by}." if off_by else "A history is kept. To wipe it: tips forget")
    elif off:
        kept.end()
        printer.note("No history is kept, and what there was is gone.")
    else:
        _show(printer, limit)


@command
def forget(*, quiet: Quiet) -> None:
    """tips forget                    wipe the history; it goes on from now"""
    was_there = bool(kept.shown())
    kept.wipe()
    with suppress(OSError):
        screen_write.drop()
    quiet.notices().note("The history is wiped." if was_there else "There was no history.")


def _show(printer: Printer, limit: int) -> None:
    entries = list(reversed(kept.shown()))[: limit or None]
    if not entries and printer.format not in ("json", "jsonl"):
        is_kept = kept.is_kept()
        raise NotFoundError("nothing was shown yet" if is_kept else "no history is kept", "" if is_kept else _TURN_ON)
    titles = _titles(printer, {entry[2] for entry in entries})
    rows = [
        (_local(time), clean_line(how), ref.removeprefix("service/"), titles.get(ref, clean_line(slug)))
        for time, how, ref, slug in entries
    ]
    printer.show(_text(printer.format, rows))


def _text(form: str, rows: list[tuple[str, str, str, str]]) -> Iterator[str]:
    keys = ("time", "by", "ref", "title")
    if form == "json":
        yield json.dumps([dict(zip(keys, row, strict=True)) for row in rows], indent=2, ensure_ascii=False) + "\n"
        return
    for time, how, ref, title in rows:
        if form == "jsonl":
            yield json.dumps(dict(zip(keys, (time, how, ref, title), strict=True)), ensure_ascii=False) + "\n"
        elif form == "tsv":
            yield f"{time}\t{how}\t{ref}\t{title}\n"
        elif form == "markdown":
            yield f"- {_minute(time)}, {how}: **{ref}** {title}\n"
        else:
            yield f"{_minute(time)}  {how:6}  {ref}. {title}\n"


def _titles(printer: Printer, refs: set[str]) -> dict[str, str]:
    """Return the titles of the tips that there still are."""
    found: dict[str, str] = {}
    with Library(printer.warn) as library:
        for ref in refs:
            try:
                [tip] = library.resolve([ref])
            except (TipsError, ValueError):
                continue
            found[ref] = tip.title
    return found


def _local(time: str) -> str:
    """Return a UTC time with its offset, as the clock on the wall had it."""
    try:
        return datetime.strptime(time, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone().isoformat()
    except (ValueError, OverflowError):
        return clean_line(time)


def _minute(time: str) -> str:
    return time[:16].replace("T", " ")
