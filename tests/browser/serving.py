"""The browser, and the real app for it to open: on a free port, over SQLite, on a clock that can be moved."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn

from lumbar.bootstrap import open_data
from lumbar.web.app import create_app, local_hosts
from tests.services.scenes import FakeClock, practice

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str | None:
    """Find the browser: the one LUMBAR_CHROMIUM names, else the first on the path; None without one."""
    named = os.environ.get("LUMBAR_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@dataclass
class App:
    """Where the app is, and its clock."""

    base: str
    clock: FakeClock


@contextmanager
def serving(folder: Path, *, data_shown_as: str = "") -> Iterator[App]:
    """Serve the app from a thread of this process, until the block is left."""
    clock = FakeClock()
    with socket.create_server(("127.0.0.1", 0)) as listener, closing(open_data(folder)) as store:
        port = listener.getsockname()[1]
        here = practice(store, clock)
        guarded = create_app(
            lambda: here, allowed_hosts=local_hosts(port), data_folder=data_shown_as or str(folder)
        )
        server = uvicorn.Server(uvicorn.Config(guarded, log_level="warning", lifespan="off"))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield App(base=f"http://127.0.0.1:{port}", clock=clock)
        finally:
            server.should_exit = True
            thread.join()
