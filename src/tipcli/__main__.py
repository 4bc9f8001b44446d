"""The entry point of the `tips` command and of `python -m tipcli`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its status."""
    try:
        from tipcli.cli.main import run

        status = run()
    except KeyboardInterrupt:
        status = 130
    except (
        MemoryError,
        ImportError,
        OSError,
    ) as error:  # before there is a boundary: a limit on memory, a torn install
        sys.stderr.write(f"tips: cannot start: {str(error) or 'there is not enough memory'}\n")
        status = 3
    sys.exit(status)


if __name__ == "__main__":
    main()
