"""The browser, and the real app for it to open: on a free port, over SQLite, on a clock that can be moved."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from lumbar.bootstrap import open_data
from lumbar.storage.store import SqlStore
from lumbar.web.app import STATIC, create_app, local_hosts
from lumbar.web.security import Receive, Scope, Send
from lumbar.web.server import HOST, listen
from tests.services.scenes import FakeClock, practice

LIGHT = ("chromium-headless-shell",)
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
DRAWS = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")
"""Drawing in three dimensions without a graphics card; together with "--disable-gpu" they do nothing."""


def chromium_path(*, light: bool = True) -> str | None:
    """Find the browser: the one LUMBAR_CHROMIUM names, else the first there is; None without one.

    Args:
        light: rather the one that can't open a window. It is the same engine, and half the work for the machine.
    """
    named = os.environ.get("LUMBAR_CHROMIUM")
    if named:
        return shutil.which(named)
    names = (*LIGHT, *NAMES) if light else NAMES
    return next((found for name in names if (found := shutil.which(name))), None)


class App:
    """Where the app is, its clock, and its server, which can go away and come back."""

    def __init__(self, store: SqlStore, folder: Path, *, data_shown_as: str, static: Path) -> None:
        self.clock = FakeClock()
        self.store = store
        self.folder = folder
        """Where its data is."""
        self.requests: list[str] = []
        """What reached the server: method and path, in order."""
        self._data_shown_as = data_shown_as
        self._static = static
        self._port = 0
        self._practice = practice(store, self.clock)
        self._server: uvicorn.Server | None = None
        self._thread = Thread()

    @property
    def base(self) -> str:
        """The address, the same one each time it starts."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Serve from a thread of this process, as before where it was stopped."""
        listener = listen(HOST, self._port)
        self._port = listener.getsockname()[1]
        app = create_app(
            lambda: self._practice,
            allowed_hosts=local_hosts(self._port),
            data_folder=self._data_shown_as,
            static=self._static,
        )

        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            self.requests.append(f"{scope['method']} {scope['path']}")
            await app(scope, receive, send)

        self._server = uvicorn.Server(
            uvicorn.Config(noted, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
        )
        self._thread = Thread(target=self._server.run, kwargs={"sockets": [listener]})
        self._thread.start()

    def stop(self) -> None:
        """Stop answering: whoever asks now finds nobody."""
        if self._server is not None:
            self._server.should_exit = True
            self._thread.join()
            self._server = None


@contextmanager
def serving(folder: Path, *, data_shown_as: str = "", static: Path = STATIC) -> Iterator[App]:
    """Serve the app until the block is left."""
    with closing(open_data(folder)) as store:
        app = App(store, folder, data_shown_as=data_shown_as or str(folder), static=static)
        app.start()
        try:
            yield app
        finally:
            app.stop()
