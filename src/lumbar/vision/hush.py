"""Holds back what a library written in another language says on standard error as it starts."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

NOISE = re.compile(rb"(INFO|WARNING): |[IW]\d{4} \d\d:\d\d:\d\d|^\s*$")
"""How the lines begin that say no more than that all is as usual."""


@contextmanager
def hush() -> Iterator[None]:
    """Hold back standard error, and then pass on what isn't noise.

    Use it for a moment only: what is said meanwhile comes late, and is lost if the process dies.
    """
    sys.stderr.flush()
    with tempfile.TemporaryFile() as held:
        error = os.dup(2)
        try:
            os.dup2(held.fileno(), 2)
            try:
                yield
            finally:
                sys.stderr.flush()
                os.dup2(error, 2)
                held.seek(0)
                for line in held:
                    if not NOISE.match(line):
                        os.write(error, line)
        finally:
            os.close(error)
