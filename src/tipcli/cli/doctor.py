"""doctor."""

from tipcli.cli import answers
from tipcli.cli.options import Output, command


@command
def doctor(*, output: Output) -> None:
    """tips doctor
    tips doctor --json                 for a bug report
    """
    answers.doctor(output.printer("doctor"))
