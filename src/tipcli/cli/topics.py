"""topics."""

from __future__ import annotations

from tipcli.cli.face import Face
from tipcli.cli.options import Output, command
from tipcli.library import Library


@command
def topics(*, output: Output) -> None:
    """tips topics
    tips topics | cut -f1              their names, for a script
    tips list -t patience              the tips of one
    """
    face = Face(output, piped="tsv")
    with Library(face.warn) as library:
        face.show(face.view.topics(library.topics()))
