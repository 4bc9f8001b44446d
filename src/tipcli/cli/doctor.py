"""doctor."""

from tipcli import doctor as health
from tipcli.cli.options import Output, command
from tipcli.model.errors import AccessError


@command
def doctor(*, output: Output) -> None:
    """tips doctor
    tips doctor --json                 for a bug report
    """
    printer = output.printer("doctor")
    checks = health.examine()
    printer.show(printer.view.checks(checks))
    if all(check.state == "ok" for check in checks):
        printer.note(f"All {len(checks)} checks are fine.")
    if wrong := sum(check.state == "wrong" for check in checks):
        raise AccessError(f"{wrong} of {len(checks)} checks found something wrong", "What to do stands with each.")
