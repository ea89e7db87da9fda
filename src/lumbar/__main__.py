"""Runs the command line with ``python -m lumbar``."""

import sys

from lumbar.cli import main

if __name__ == "__main__":
    sys.exit(main())
