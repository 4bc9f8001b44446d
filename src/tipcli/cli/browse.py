"""list, search and show."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from tipcli.cli import complete
from tipcli.cli.face import Face
from tipcli.cli.options import Output, Selection, command, nothing_passes, whole_number
from tipcli.errors import NotFoundError
from tipcli.index import ORDERS
from tipcli.library import Library
from tipcli.text import quoted

Sort = StrEnum("Sort", list(ORDERS))  # type: ignore[misc]
_SCREENFUL = 100
_COUNTED = 1000  # hits; more are not counted


@command
def list_tips(
    selection: Selection,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            parser=whole_number,
            help="At most so many; 0 is all. On a terminal 100 unless you say.",
        ),
    ] = None,
    sort: Annotated[
        Sort,
        typer.Option("--sort", metavar="BY", help="Sort by date (newest first), title or number.", show_default=False),
    ] = Sort.date,  # type: ignore[attr-defined]
    reverse: Annotated[bool, typer.Option("--reverse", help="Turn the order round.")] = False,  # noqa: FBT002
    *,
    output: Output,
) -> None:
    """tips list                          newest first
    tips list -t empathy -t patience   of either topic
    tips list --since 2025 --sort title
    tips list | cut -f1,3              ref and title, for a script
    """
    face = Face(output, piped="tsv")
    with Library(face.warn) as library:
        filters = library.checked(selection.filters())
        size = library.count(filters)
        is_cut = limit is None and face.on_terminal and size > _SCREENFUL
        limit = (limit or 0) if not is_cut else _SCREENFUL
        face.show(face.view.tips(library.list_tips(filters, order=str(sort), reverse=reverse, limit=limit)))
    if not size:
        raise nothing_passes()
    if is_cut:
        face.note(f"{limit} of {size:,} tips; '--limit 0' shows all.")


@command
def search(
    query: Annotated[list[str], typer.Argument(help="What to look for; any text.", metavar="QUERY...")],
    selection: Selection,
    limit: Annotated[
        int,
        typer.Option(
            "--limit",
            "-n",
            metavar="N",
            parser=whole_number,
            help="At most so many, 10 unless you say; 0 is all.",
            show_default=False,
        ),
    ] = 10,
    *,
    output: Output,
) -> None:
    """tips search empathy
    tips search furious caller         other words for it count too
    tips search emapthy                and so do typos
    tips search -t channels -n 3 wait
    tips search --json refund | jq -r '.[0].ref'
    """
    face = Face(output, piped="tsv")
    text = " ".join(query)
    with Library(face.warn) as library:
        filters = library.checked(selection.filters())
        hits = library.search(text, filters, limit)
        face.show(face.view.hits(hits))
        if not hits:
            near = library.suggestions(text)
            otherwise = f"Did you mean: {', '.join(near)}?" if near else "See 'tips topics' for what there is."
            raise NotFoundError(f"nothing matches {quoted(text)}", otherwise)
        if face.on_terminal and len(hits) == limit and (found := library.hits(text, filters, _COUNTED)) > limit:
            face.note(f"{limit} of {'over ' if found >= _COUNTED else ''}{found:,} hits; '--limit 0' shows all.")


@command
def show(
    tip: Annotated[
        list[str],
        typer.Argument(help="A ref, a slug, or words of the title.", metavar="TIP...", autocompletion=complete.tips),
    ],
    *,
    output: Output,
) -> None:
    """tips show 16                       by its number
    tips show make-empathy             by the beginning of its slug
    tips show stop rolling your eyes   by words of its title
    tips show 12 30 --format markdown
    """
    face = Face(output, piped="plain")
    with Library(face.warn) as library:
        tips = library.resolve(tip)
        face.show(face.view.whole([(one, library.related(one)) for one in tips]))
