"""Both sides of lumbar in a thread of this process: this computer's, and the home network's over real TLS."""

import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import httpx

from lumbar.bootstrap import SystemChance
from lumbar.services.pairing import Pairing
from lumbar.services.practice import Practice
from lumbar.web.app import create_sides, local_hosts
from lumbar.web.lan.side import Side, open_side
from lumbar.web.server import Beside, listen, server_of
from tests.services.devices import MemoryDevices
from tests.services.scenes import CountingIds, FakeClock

HERE = "127.0.0.1"


@dataclass(frozen=True)
class Sides:
    """Where both sides are, and the clock that codes and devices go by."""

    local_address: str
    side: Side
    clock: FakeClock

    @contextmanager
    def local(self) -> Iterator[httpx.Client]:
        """Speak to this computer's side, as one of its own pages."""
        with httpx.Client(base_url=self.local_address, headers=own(self.local_address), trust_env=False) as client:
            yield client

    @contextmanager
    def phone(self) -> Iterator[httpx.Client]:
        """Speak to the home network's side as a page of its own on a phone that trusts the authority."""
        address = self.side.address
        with httpx.Client(
            base_url=address, headers=own(address), verify=trusting(self.side.root), trust_env=False
        ) as client:
            yield client

    def code(self) -> str:
        """Ask for a code at this computer."""
        with self.local() as client:
            answer = client.post("/api/pairing/code")
        assert answer.status_code == 200
        code: str = answer.json()["code"]
        return code

    @contextmanager
    def paired_phone(self, name: str = "Phone") -> Iterator[httpx.Client]:
        """Speak as a phone that was paired."""
        with self.phone() as client:
            assert pair(client, self.code(), name).status_code == 200
            yield client


def own(address: str) -> dict[str, str]:
    return {"origin": address, "sec-fetch-site": "same-origin"}


def pair(client: httpx.Client, code: str, name: str = "Phone", **more: Any) -> httpx.Response:
    return client.post("/api/pairing", json={"code": code, "name": name}, **more)


def trusting(root: bytes) -> ssl.SSLContext:
    """Return what a browser does that trusts this authority and no other: the whole chain, and the host's name."""
    context = ssl.create_default_context(cadata=root.decode())
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    assert context.check_hostname
    return context


@contextmanager
def serving_sides(folder: Path, static: Path, practice: Practice, clock: FakeClock) -> Iterator[Sides]:
    """Serve both sides until the block is left; the certificates go by the real time, as those who check them."""
    with ExitStack() as opened:
        listener, outside = (opened.enter_context(listen(HERE, 0)) for _ in range(2))
        pairing = Pairing(devices=MemoryDevices(), clock=clock, ids=CountingIds(), chance=SystemChance())
        side = open_side(folder, ip_address(HERE), outside.getsockname()[1], pairing, datetime.now(UTC))
        port = listener.getsockname()[1]
        here, there = create_sides(lambda: practice, side, allowed_hosts=local_hosts(port), static=static)
        server = server_of(here, Beside(app=there, certificate=side.certificate, listener=outside))
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield Sides(f"http://{HERE}:{port}", side, clock)
        finally:
            server.should_exit = True
            thread.join()
