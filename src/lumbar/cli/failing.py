"""How a command fails: exit code 2, one line per problem on standard error, nothing written."""

import sys
from collections.abc import Iterable

BAD_INPUT = 2


class Failure(Exception):
    """A command cannot go on; ``lines`` say why, one problem each."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("; ".join(self.lines))


def report(failure: Failure) -> int:
    """Print the problems to standard error and return the exit code."""
    for line in failure.lines:
        print(line, file=sys.stderr)
    return BAD_INPUT
