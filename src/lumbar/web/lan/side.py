"""The side of lumbar that faces the home network: its address, its certificates, and who may come in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lumbar.services.pairing import Code, Pairing
from lumbar.web.lan.addresses import Address, in_url, machine_name
from lumbar.web.lan.authority import authority_in, fingerprint, pem
from lumbar.web.lan.certificate import certificate_in

FOLDER = "lan"
AUTHORITY = "authority.pem"
CERTIFICATE = "certificate.pem"
CA_PATH = "/lumbar-ca.crt"
"""Where the certificate to trust is to be had, by anyone."""
HTTPS = 443
"""Browsers leave this port out of an address."""


@dataclass(frozen=True, kw_only=True)
class Side:
    """Everything the home network's side is made of.

    ``hosts`` are its addresses as a browser writes them, the first of them the one that is told. ``certificate``
    is the file the server speaks TLS with; ``root`` is the certificate a phone is told to trust, as text.
    """

    hosts: tuple[str, ...]
    certificate: Path
    fingerprint: str
    root: bytes
    root_fingerprint: str
    pairing: Pairing

    @property
    def address(self) -> str:
        """Return where it is."""
        return f"https://{self.hosts[0]}"

    def link(self, code: Code) -> str:
        """Return the page that pairs by this code. What follows the # never leaves the phone by itself."""
        return f"{self.address}/pair#{code.letters}"


def open_side(folder: Path, address: Address, port: int, pairing: Pairing, now: datetime) -> Side:
    """Make the side of this address, with the certificates kept in the data folder.

    Raises:
        UnusableAuthority: what is kept there cannot be used.
        OSError: the certificates cannot be read or written.
    """
    kept = folder / FOLDER
    kept.mkdir(mode=0o700, exist_ok=True)
    name = machine_name()
    authority = authority_in(kept / AUTHORITY, name or str(address), now)
    certificate = certificate_in(kept / CERTIFICATE, authority, address, name, now)
    return Side(
        hosts=tuple(_host(each, port) for each in (in_url(address), name) if each),
        certificate=kept / CERTIFICATE,
        fingerprint=fingerprint(certificate),
        root=pem(authority.root),
        root_fingerprint=fingerprint(authority.root),
        pairing=pairing,
    )


def _host(name: str, port: int) -> str:
    return name if port == HTTPS else f"{name}:{port}"
