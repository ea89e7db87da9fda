"""``lumbar --lan`` as a person meets it: what it says, what it refuses, and how it stops."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest

from lumbar.bootstrap import SystemClock
from lumbar.services.pairing import Pairing
from lumbar.web.lan.announcing import announcement
from lumbar.web.lan.picture import BLOCKS, LIGHT_ON_DARK, as_image, as_text
from lumbar.web.lan.side import Side, open_side
from lumbar.web.server import listen
from tests.services.devices import CountingChance, MemoryDevices
from tests.services.scenes import CountingIds
from tests.web.lan_serving import own, pair, trusting

LAN = ["--lan", "--lan-address", "127.0.0.1", "--lan-port", "0"]
LINK = "https://192.168.1.20:8743/pair#ABCDEFGH"


def command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "lumbar", "--port", "0", "--no-browser", "--data", str(folder), *options]


def refused(folder: Path, *options: str) -> str:
    """Run a start that must fail; return the one line it says."""
    ran = subprocess.run(command(folder, *options), check=False, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout) == (2, "")
    [line] = ran.stderr.splitlines()
    return line


class Running:
    """A lumbar in a process of its own, and what it said when it started."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            command(folder, *LAN), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )  # fmt: skip
        assert self.process.stdout
        self.said = ""
        fingerprints = re.compile(r"(?:[0-9A-F]{2}:){15}[0-9A-F]{2}\n")
        while len(fingerprints.findall(self.said)) < 4:
            line = self.process.stdout.readline()
            assert line, self.process.stderr and self.process.stderr.read()
            self.said += line

    def address(self, scheme: str) -> str:
        found = re.search(rf"{scheme}://127\.0\.0\.1:\d+", self.said)
        assert found
        return found[0]

    @property
    def code(self) -> str:
        found = re.search(r"Code: ([A-Z2-9]{4}-[A-Z2-9]{4})\.", self.said)
        assert found
        return found[1]

    def phone(self) -> httpx.Client:
        """Do as a phone that was told to trust the certificate."""
        address = self.address("https")
        with httpx.Client(base_url=self.address("http"), trust_env=False) as local:
            root = local.get("/lumbar-ca.crt").content
        return httpx.Client(base_url=address, headers=own(address), verify=trusting(root), trust_env=False)

    def stop(self, how: signal.Signals) -> str:
        self.process.send_signal(how)
        _, errors = self.process.communicate(timeout=20)
        return errors


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    lumbar = Running(folder)
    try:
        yield lumbar
    finally:
        lumbar.process.kill()
        lumbar.process.communicate()


@pytest.fixture
def side(tmp_path: Path) -> Side:
    pairing = Pairing(devices=MemoryDevices(), clock=SystemClock(), ids=CountingIds(), chance=CountingChance())
    return open_side(tmp_path, ip_address("192.168.1.20"), 8743, pairing, datetime.now(UTC))


def test_a_phone_is_paired_by_the_code_in_the_terminal_and_stays_so(tmp_path: Path) -> None:
    with running(tmp_path) as lumbar, lumbar.phone() as phone:
        assert pair(phone, lumbar.code).status_code == 200
        assert phone.get("/api/today").status_code == 200
        token = phone.cookies
        root = phone.get("/lumbar-ca.crt").content
        assert "Traceback" not in lumbar.stop(signal.SIGINT)
    with running(tmp_path) as lumbar, lumbar.phone() as phone:
        assert phone.get("/lumbar-ca.crt").content == root, "what the phone trusts is still the same"
        assert phone.get("/api/today").status_code == 401
        phone.cookies = token
        assert phone.get("/api/today").status_code == 200


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_both_sides_stop_together_and_quietly(tmp_path: Path, how: signal.Signals) -> None:
    with running(tmp_path) as lumbar, lumbar.phone() as phone:
        phone.get("/api/pairing/state")
        addresses = [lumbar.address(scheme).rpartition(":")[2] for scheme in ("http", "https")]
        assert lumbar.stop(how) == ""
        for port in addresses:
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", int(port)))


def test_nothing_of_a_person_is_at_the_open_side(tmp_path: Path) -> None:
    with running(tmp_path) as lumbar, lumbar.phone() as phone:
        assert phone.get("/api/about").status_code == 401, "it would tell where the data is"
        assert str(tmp_path) not in phone.get("/").text


def test_a_port_that_is_taken_is_one_clear_line(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path / "data", *LAN[:3], "--lan-port", str(port))
    assert said == (f"port {port} on 127.0.0.1 cannot be used: Address already in use. Is lumbar running already?")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("10.255.255.254", "10.255.255.254 is not an address of this computer"),
        ("8.8.8.8", "8.8.8.8 is not an address of a home network, so lumbar stays away from it"),
        ("kitchen", '--lan-address: expected an IP address such as 192.168.1.20, found "kitchen"'),
    ],
)
def test_an_address_that_will_not_do_is_one_clear_line(tmp_path: Path, address: str, says: str) -> None:
    assert refused(tmp_path / "data", "--lan", "--lan-address", address) == says
    assert not (tmp_path / "data").exists()


def test_a_damaged_authority_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "lan").mkdir()
    kept = tmp_path / "lan" / "authority.pem"
    kept.write_text("a shopping list", encoding="utf-8")
    assert refused(tmp_path, *LAN).startswith(f"{kept} is damaged. Move it away")
    assert kept.read_text(encoding="utf-8") == "a shopping list"


def test_certificates_that_cannot_be_kept_are_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "lan").write_text("not a folder", encoding="utf-8")
    assert refused(tmp_path, *LAN).startswith(f"the certificates in {tmp_path} cannot be opened: ")


@pytest.mark.parametrize("option", ["--lan-port", "--lan-address"])
def test_its_options_without_it_are_refused(tmp_path: Path, option: str) -> None:
    assert refused(tmp_path / "data", option, "8743") == f"{option}: expected --lan beside it, found none"


def test_a_listener_sends_small_answers_at_once() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP, "asyncio turns Nagle's algorithm off for these only"


def test_the_terminal_says_what_a_person_needs(side: Side) -> None:
    code = side.pairing.make_code()
    said = announcement(side, code, encoding="utf-8", colours=False)
    assert "https://192.168.1.20:8743" in said
    assert code.readable in said
    assert as_text(side.link(code), encoding="utf-8", colours=False) in said
    joined = re.sub(r"(?<=[0-9A-F])\n +(?=[0-9A-F]{2}:)", ":", said)
    assert side.fingerprint in joined
    assert side.root_fingerprint in joined
    assert max(map(len, said.splitlines())) <= 110


def test_a_terminal_without_blocks_gets_no_picture(side: Side) -> None:
    said = announcement(side, side.pairing.make_code(), encoding="ascii", colours=False)
    assert said.isascii()
    assert "Code: " in said


def test_the_picture_is_light_on_dark_in_every_terminal() -> None:
    plain = as_text(LINK, encoding="utf-8", colours=False).splitlines()
    coloured = as_text(LINK, encoding="utf-8", colours=True).splitlines()
    assert set("".join(plain)) == set(BLOCKS + " ")
    assert len({len(line) for line in plain}) == 1
    assert all(line.startswith(LIGHT_ON_DARK) for line in coloured)
    assert [re.sub(r"\x1b\[[\d;]+m", "", line) for line in coloured] == plain


def test_the_picture_for_a_page_is_data_and_its_own_background() -> None:
    image = as_image(LINK)
    assert image.startswith("data:image/svg+xml;charset=utf-8,")
    assert "%23fff" in image
    assert as_image(LINK) == image != as_image(f"{LINK}J")


def test_a_side_at_the_port_of_https_is_written_without_it(tmp_path: Path) -> None:
    pairing = Pairing(devices=MemoryDevices(), clock=SystemClock(), ids=CountingIds(), chance=CountingChance())
    side = open_side(tmp_path, ip_address("fd00::20"), 443, pairing, datetime.now(UTC) + timedelta(hours=1))
    assert side.address == "https://[fd00::20]"
