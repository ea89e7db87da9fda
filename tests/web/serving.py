"""The real server in a process of its own."""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx

START = "from lumbar.web.server import serve; serve(port=0, data_folder={folder!r}, open_browser=False)"


class Server:
    """A server on a free port, over the data of a folder."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", START.format(folder=str(folder))],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        said = self._process.stdout.readline() if self._process.stdout else ""
        self.address = next(word for word in said.split() if word.startswith("http://"))

    def client(self) -> httpx.Client:
        """Return a client that speaks as one of the server's own pages."""
        return httpx.Client(base_url=self.address, headers={"origin": self.address}, timeout=30, trust_env=False)

    def kill(self) -> None:
        """Kill it with signal 9: nothing of it runs on, not even to say goodbye."""
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
