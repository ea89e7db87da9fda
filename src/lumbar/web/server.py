"""The server: the app on one address of this machine, until it is stopped."""

import socket
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Thread

import uvicorn

from lumbar import bootstrap
from lumbar.services.practice import Practice
from lumbar.storage.revision import NewerDatabase
from lumbar.web.app import create_app, local_hosts

HOST = "127.0.0.1"
PORT = 8700


class CannotServe(Exception):
    """The server cannot start; says why in one line."""


def serve(*, port: int = PORT, data_folder: str | Path | None = None, open_browser: bool = True) -> None:
    """Serve the app on this machine's own address until it is stopped.

    One line on standard output says where it is. Port 0 takes any free one.

    Raises:
        CannotServe: the port is taken, or the data cannot be opened.
    """
    folder = bootstrap.data_folder(data_folder)
    listener = _listen(HOST, port)
    try:
        store = bootstrap.open_data(folder)
    except (OSError, NewerDatabase, bootstrap.UnreadableData) as error:
        listener.close()
        raise CannotServe(f"the data in {folder} cannot be opened: {error}") from None
    port = listener.getsockname()[1]
    address = f"http://{HOST}:{port}"

    @cache
    def practice() -> Practice:
        return bootstrap.open_practice(store)

    app = create_app(practice, allowed_hosts=local_hosts(port), data_folder=str(folder))
    print(f"lumbar is at {address} and keeps everything in {folder}. Stop it with Ctrl-C.", flush=True)  # noqa: T201
    if open_browser:
        bootstrap.open_page(address)
    _warm(practice)
    try:
        _run(app, listener)
    except KeyboardInterrupt:
        pass  # how a person stops it
    finally:
        store.close()


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        why = error.strerror or str(error)
        raise CannotServe(f"port {port} on {host} cannot be used: {why}. Is lumbar running already?") from None
    return listener


def _warm(practice: Callable[[], Practice]) -> None:
    """Read the library while the first page is on its way."""
    Thread(target=practice, name="warm", daemon=True).start()


def _run(app: object, listener: socket.socket) -> None:
    config = uvicorn.Config(
        app,  # type: ignore[arg-type] # its own narrower idea of an ASGI app
        log_level="warning",
        lifespan="off",
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=[listener])
