"""The server: the app on this machine's own address, and with ``lan`` on one of the home network beside it."""

import asyncio
import errno
import socket
import ssl
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from types import FrameType

import uvicorn

from lumbar import bootstrap
from lumbar.services.practice import Practice
from lumbar.storage.revision import NewerDatabase
from lumbar.storage.store import SqlStore
from lumbar.vocabulary.shape import BadDocument
from lumbar.web.app import create_app, create_sides, local_hosts
from lumbar.web.lan.addresses import NoAddress, home_address
from lumbar.web.lan.announcing import announcement
from lumbar.web.lan.authority import UnusableAuthority
from lumbar.web.lan.side import Side, open_side
from lumbar.web.security import App

HOST = "127.0.0.1"
PORT = 8700
LAN_PORT = 8743
CIPHERS = "ECDHE+AESGCM:ECDHE+CHACHA20"
"""For TLS 1.2: what is encrypted today stays so when a key is stolen tomorrow. TLS 1.3 has no others."""


GOODBYE_S = 1


class CannotServe(Exception):
    """The server cannot start; says why in one line."""


@dataclass(frozen=True, kw_only=True)
class Lan:
    """What is asked of the home network's side; without an address, the one this machine has there."""

    address: str | None = None
    port: int = LAN_PORT


def serve(
    *,
    port: int = PORT,
    data_folder: str | Path | None = None,
    open_browser: bool = True,
    lan: Lan | None = None,
) -> None:
    """Serve the app on this machine's own address, and with ``lan`` on the home network, until it is stopped.

    One line on standard output says where it is, and some more where the home network finds it. Port 0 takes any
    free one.

    Raises:
        CannotServe: a port is taken, the data or the certificates cannot be opened, or there is no home network.
    """
    folder = bootstrap.data_folder(data_folder)
    with ExitStack() as opened:
        listener = opened.enter_context(listen(HOST, port))
        outside = opened.enter_context(_listen_outside(lan)) if lan else None
        store = opened.enter_context(closing(_open_data(folder)))
        side = _open_side(folder, outside, store) if outside else None
        port = listener.getsockname()[1]
        address = f"http://{HOST}:{port}"

        questionnaires = _open_questionnaires(folder)

        @cache
        def practice() -> Practice:
            return bootstrap.open_practice(store, folder, questionnaires)

        hosts = local_hosts(port)
        if side and outside:
            here, there = create_sides(practice, side, allowed_hosts=hosts, data_folder=str(folder))
            server = server_of(here, Beside(app=there, certificate=side.certificate, listener=outside))
        else:
            server = server_of(create_app(practice, allowed_hosts=hosts, data_folder=str(folder)))
        _say(f"lumbar is at {address} and keeps everything in {folder}. Stop it with Ctrl-C.")
        if side:
            _announce(side)
        if open_browser:
            bootstrap.open_page(address)
        _warm(practice)
        with suppress(KeyboardInterrupt):  # how a person stops it
            server.run(sockets=[listener])


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is served beside the app: another app, over TLS, at a listener of its own."""

    app: App
    certificate: Path
    listener: socket.socket


def server_of(app: App, beside: Beside | None = None) -> uvicorn.Server:
    """Return a server for the app; what is beside it starts and stops with it."""
    if beside is None:
        return uvicorn.Server(_config(app))
    return _Leading(_config(app), _Following(_config(beside.app, beside.certificate)), beside.listener)


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - how a person learns where it is


def _announce(side: Side) -> None:
    encoding = sys.stdout.encoding or "ascii"
    _say(announcement(side, side.pairing.make_code(), encoding=encoding, colours=sys.stdout.isatty()))


def _open_data(folder: Path) -> SqlStore:
    try:
        return bootstrap.open_data(folder)
    except (OSError, NewerDatabase, bootstrap.UnreadableData) as error:
        raise CannotServe(f"the data in {folder} cannot be opened: {error}") from None


def _open_questionnaires(folder: Path) -> bootstrap.Questionnaires:
    try:
        return bootstrap.open_questionnaires(folder)
    except BadDocument as error:
        raise CannotServe("; ".join(str(problem) for problem in error.problems)) from None


def _open_side(folder: Path, outside: socket.socket, store: SqlStore) -> Side:
    host, port = outside.getsockname()[:2]
    now = bootstrap.SystemClock().now()
    try:
        return open_side(folder, ip_address(host), port, bootstrap.open_pairing(store), now)
    except UnusableAuthority as error:
        raise CannotServe(str(error)) from None
    except OSError as error:
        raise CannotServe(f"the certificates in {folder} cannot be opened: {error}") from None


def _listen_outside(lan: Lan) -> socket.socket:
    try:
        address = home_address(lan.address)
    except NoAddress as error:
        raise CannotServe(str(error)) from None
    return listen(str(address), lan.port)


def listen(host: str, port: int) -> socket.socket:
    """Listen at an address.

    The protocol is named because asyncio only then sends small answers at once; else each waits 40 ms for company.

    Raises:
        CannotServe: the port is taken, or the address is another machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise CannotServe(f"{host} is not an address of this computer") from None
        why = error.strerror or str(error)
        raise CannotServe(f"port {port} on {host} cannot be used: {why}. Is lumbar running already?") from None
    return listener


def _warm(practice: Callable[[], Practice]) -> None:
    """Read the library while the first page is on its way."""
    Thread(target=practice, name="warm", daemon=True).start()


def _config(app: App, certificate: Path | None = None) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        log_level="warning",
        lifespan="off",
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=5,
        ssl_certfile=certificate,
        ssl_ciphers=CIPHERS,
    )
    config.load()
    if config.ssl:
        config.ssl.minimum_version = ssl.TLSVersion.TLSv1_2
    return config


class _Following(uvicorn.Server):
    """A server over TLS that leaves the signals to the one it follows."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop. TLS has both ends say goodbye; a sleeping phone is not waited for."""
        stopping = asyncio.create_task(super().shutdown(sockets))
        await asyncio.wait([stopping], timeout=GOODBYE_S)
        for connection in list(self.server_state.connections):
            if connection.transport.is_closing():
                connection.transport.abort()
        await stopping


class _Leading(uvicorn.Server):
    """A server that another starts and stops with."""

    def __init__(self, config: uvicorn.Config, following: uvicorn.Server, listener: socket.socket) -> None:
        super().__init__(config)
        self._following = following
        self._listener = listener
        self._followed: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start both."""
        await super().startup(sockets)
        self._followed = asyncio.create_task(self._following.serve(sockets=[self._listener]))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let both finish what they are at, and stop."""
        self._following.should_exit = True
        await super().shutdown(sockets)
        if self._followed:
            await self._followed

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Hear a signal for both: the second Ctrl-C means at once."""
        super().handle_exit(sig, frame)
        self._following.force_exit = self.force_exit
