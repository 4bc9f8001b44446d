"""topics and doctor."""

from __future__ import annotations

from tipcli import doctor as health
from tipcli.cli.face import Face
from tipcli.cli.options import Output, command
from tipcli.errors import AccessError
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


@command
def doctor(*, output: Output) -> None:
    """tips doctor
    tips doctor --json                 for a bug report
    """
    face = Face(output, piped="plain")
    checks = health.examine()
    face.show(face.view.checks(checks))
    if wrong := sum(check.state == "wrong" for check in checks):
        raise AccessError(f"{wrong} of {len(checks)} checks found something wrong", "What to do stands with each.")
