"""topics."""

from tipcli.cli import answers
from tipcli.cli.options import Output, command


@command
def topics(*, output: Output) -> None:
    """tips topics
    tips topics | cut -f1              their names, for a script
    tips list -t patience              the tips of one
    """
    answers.topics(output.printer("topics"))
