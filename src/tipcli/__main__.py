"""The entry point of the `tips` command and of `python -m tipcli`."""

import os
import sys

_NO_MEMORY = b"tips: there is not enough memory. Nothing was changed.\n"


def main() -> None:
    """Run the command line and end the process with its status."""
    try:
        from tipcli.express import run

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    except (MemoryError, SystemError):  # a SystemError is what an import may make of it
        # Even an orderly exit may need more than there is.
        os.write(2, _NO_MEMORY)
        os._exit(3)
    except (ImportError, OSError) as error:  # before there is a boundary: a torn install, or no room for a library
        is_memory = "map" in str(error)
        sys.stderr.write(_NO_MEMORY.decode() if is_memory else f"tips: cannot start: {error}. Install tipcli again.\n")
        status = 3
    sys.exit(status)


if __name__ == "__main__":
    main()
