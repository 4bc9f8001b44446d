"""What `python -m tipcli` runs. It ends in the ordinary way, as profilers and debuggers expect."""

import sys

from tipcli.express import outcome

if __name__ == "__main__":
    sys.exit(outcome(sys.argv[1:]))
