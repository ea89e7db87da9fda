"""Addresses: where this machine is to be found on the home network, and by which name."""

import re
import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

NETWORKS = tuple(
    ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "127.0.0.0/8",
        "fc00::/7",
        "::1/128",
    )
)
"""What is never an address of the internet: private networks, those without a router, and this machine itself."""
ANYWHERE = ("192.0.2.1", 9)
"""An address kept for documentation: nobody has it, so the way there is the way to everywhere."""
LOCAL = "local"
"""Names under this one are found on the network one is in, and nowhere else (RFC 6762)."""
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


class NoAddress(Exception):
    """There is no address to serve at; says why in one line."""


def home_address(given: str | None, way_out: Callable[[], str] | None = None) -> Address:
    """Return the address that was given, or else the one this machine has on its network.

    Raises:
        NoAddress: there is none, or it is not one of a home network.
    """
    if given is None:
        found, hint = _found(way_out or _way_out), "; name another with --lan-address"
    else:
        found, hint = given, ""
    try:
        address = ip_address(found)
    except ValueError:
        raise NoAddress(f'--lan-address: expected an IP address such as 192.168.1.20, found "{found}"') from None
    if not any(address in network for network in NETWORKS):
        raise NoAddress(f"{address} is not an address of a home network, so lumbar stays away from it{hint}")
    return address


def machine_name(said: str | None = None) -> str | None:
    """Return the name this machine answers to on its network, such as ``kitchen.local``; None without one."""
    label = (socket.gethostname() if said is None else said).lower().partition(".")[0]
    return f"{label}.{LOCAL}" if _LABEL.fullmatch(label) and label != "localhost" else None


def in_url(address: Address) -> str:
    """Write an address as it stands in a URL."""
    return f"[{address}]" if address.version == 6 else str(address)


def _found(way_out: Callable[[], str]) -> str:
    try:
        return way_out()
    except OSError:
        raise NoAddress(
            "no network was found: connect this computer to one, or name its address with --lan-address"
        ) from None


def _way_out() -> str:
    """Ask the system which of its addresses it would send from; connecting a datagram socket sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.connect(ANYWHERE)
        address: str = asking.getsockname()[0]
        return address
