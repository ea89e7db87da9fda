"""The command line."""

from lumbar.cli.commands import main

__all__ = ["main"]
