"""Where the home network finds this computer."""

import pytest

from lumbar.web.lan.addresses import NoAddress, home_address, in_url, machine_name


@pytest.mark.parametrize(
    "address", ["192.168.1.20", "10.0.0.7", "172.31.255.1", "169.254.3.4", "127.0.0.1", "fd12:3456::1", "::1"]
)
def test_an_address_of_a_home_network_is_taken(address: str) -> None:
    assert str(home_address(address)) == address
    assert str(home_address(None, lambda: address)) == address


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "100.64.0.1", "172.32.0.1", "192.0.2.2", "0.0.0.0", "2001:db8::1", "::"]
)
def test_an_address_of_the_internet_is_not(address: str) -> None:
    with pytest.raises(NoAddress, match="not an address of a home network"):
        home_address(address)
    with pytest.raises(NoAddress, match="name another with --lan-address"):
        home_address(None, lambda: address)


@pytest.mark.parametrize("given", ["", "kitchen.local", "192.168.1", "192.168.1.20:8743", "192.168.1.0/24"])
def test_what_is_no_address_is_said_to_be_none(given: str) -> None:
    with pytest.raises(NoAddress, match=f'--lan-address: expected an IP address .*, found "{given}"'):
        home_address(given)


def test_without_a_network_it_says_what_to_do() -> None:
    def nowhere() -> str:
        raise OSError("Network is unreachable")

    with pytest.raises(NoAddress, match="no network was found: connect this computer to one"):
        home_address(None, nowhere)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("kitchen", "kitchen.local"),
        ("Kitchen-PC", "kitchen-pc.local"),
        ("kitchen.lan", "kitchen.local"),
        ("kitchen.fritz.box", "kitchen.local"),
        ("localhost", None),
        ("localhost.localdomain", None),
        ("my_pc", None),
        ("-pc", None),
        ("küche", None),
        ("x" * 64, None),
        ("", None),
    ],
)
def test_a_machine_has_a_name_if_it_can_be_one(said: str, name: str | None) -> None:
    assert machine_name(said) == name


def test_an_address_stands_in_a_url_as_browsers_write_it() -> None:
    assert in_url(home_address("192.168.1.20")) == "192.168.1.20"
    assert in_url(home_address("fd00::20")) == "[fd00::20]"
