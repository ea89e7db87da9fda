"""The authority and this machine's certificate: made once, renewed in time, and of no use elsewhere."""

import os
import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from lumbar.web.lan import authority as authorities
from lumbar.web.lan.addresses import NETWORKS
from lumbar.web.lan.authority import Authority, UnusableAuthority, authority_in, fingerprint, make, written
from lumbar.web.lan.certificate import certificate_in, sign
from tests.web.lan_serving import trusting

NOW = datetime.now(UTC).replace(microsecond=0)
PHONE_SEES = ip_address("192.168.1.20")
NAME = "kitchen.local"
YEAR = timedelta(days=365)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "certificate.pem"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make("kitchen.local", NOW)


def shake(chain: Path, root: bytes, name: str) -> None:
    """Shake hands in memory; raises what a client says that looks for the name and trusts the root alone."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(chain)
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting(root).wrap_bio(down, up, server_hostname=name)
    server = serving.wrap_bio(up, down, server_side=True)
    waiting = [client, server]
    while waiting:
        for each in list(waiting):
            try:
                each.do_handshake()
                waiting.remove(each)
            except ssl.SSLWantReadError:
                continue


def parts(authority: Authority) -> list[bytes]:
    """Return what is kept of an authority: the key, the signer, the root."""
    ends = b"-----BEGIN"
    return [ends + part for part in written(authority).split(ends)[1:]]


def constraints(certificate: x509.Certificate) -> x509.Extension[x509.NameConstraints]:
    return certificate.extensions.get_extension_for_class(x509.NameConstraints)


class TestAuthority:
    def test_it_is_made_once(self, file: Path) -> None:
        first = authority_in(file, "kitchen.local", NOW)
        content = file.read_bytes()
        again = authority_in(file, "another.local", NOW + YEAR)
        assert (again.root, again.signer) == (first.root, first.signer)
        assert file.read_bytes() == content

    @pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
    def test_its_key_is_for_the_owners_eyes_only(self, file: Path) -> None:
        before = os.umask(0)
        try:
            authority_in(file, "kitchen.local", NOW)
        finally:
            os.umask(before)
        assert file.stat().st_mode & 0o777 == 0o600

    def test_the_key_of_what_devices_trust_is_kept_nowhere(self, file: Path) -> None:
        found = authority_in(file, "kitchen.local", NOW)
        content = file.read_bytes()
        assert content.count(b"PRIVATE KEY-----") == 2, "one key, between its two lines"
        key = load_pem_private_key(content, password=None)
        assert key.public_key() == found.signer.public_key() != found.root.public_key()

    def test_both_certificates_are_limited_to_home_networks(self, authority: Authority) -> None:
        for certificate in (authority.root, authority.signer):
            limits = constraints(certificate)
            assert limits.critical
            assert limits.value.excluded_subtrees is None
            permitted = limits.value.permitted_subtrees or []
            names = [name.value for name in permitted if isinstance(name, x509.DNSName)]
            networks = [name.value for name in permitted if isinstance(name, x509.IPAddress)]
            assert names == ["local"]
            assert networks == list(NETWORKS)

    def test_no_address_of_the_internet_is_within_the_limits(self) -> None:
        assert not any(network.is_global for network in NETWORKS)
        for address in ("8.8.8.8", "1.1.1.1", "100.64.0.1", "172.32.0.1", "192.169.0.1", "2001:4860:4860::8888"):
            assert not any(ip_address(address) in network for network in NETWORKS)

    def test_the_signer_may_sign_servers_only_and_no_further_authority(self, authority: Authority) -> None:
        extensions = authority.signer.extensions
        basic = extensions.get_extension_for_class(x509.BasicConstraints)
        assert (basic.critical, basic.value.ca, basic.value.path_length) == (True, True, 0)
        uses = extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        assert list(uses) == [ExtendedKeyUsageOID.SERVER_AUTH]

    def test_its_name_says_of_which_machine_and_day_it_is(self) -> None:
        made = make("a-very-long-name-of-a-machine-" * 2, NOW)
        [name] = made.root.subject
        assert str(name.value).startswith("lumbar on a-very-long-name")
        assert str(NOW.date()) in str(name.value)

    def test_the_fingerprint_is_written_as_phones_show_it(self, authority: Authority) -> None:
        shown = fingerprint(authority.root)
        assert len(shown.split(":")) == 32
        assert shown == shown.upper()

    def test_an_authority_whose_time_is_over_is_one_clear_line(self, file: Path) -> None:
        authority_in(file, "kitchen.local", NOW)
        content = file.read_bytes()
        with pytest.raises(UnusableAuthority, match=r"ended on \d{4}-\d\d-\d\d\. Move it away") as refused:
            authority_in(file, "kitchen.local", NOW + authorities.LIFE)
        assert "\n" not in str(refused.value)
        assert file.read_bytes() == content

    @pytest.mark.parametrize(
        "damaged",
        [
            lambda own, other: [],
            lambda own, other: [b"a shopping list\n"],
            lambda own, other: own[:2],
            lambda own, other: [*own[:2], own[2][:-200]],
            lambda own, other: own[1:],
            lambda own, other: [*own, *other],
            lambda own, other: [other[0], *own[1:]],
            lambda own, other: [*own[:2], other[2]],
            lambda own, other: [own[0], own[2], own[1]],
            lambda own, other: [own[0].replace(b"M", b"N"), *own[1:]],
        ],
        ids=["empty", "text", "no root", "half a root", "no key", "two", "another key", "another root", "order",
             "letters changed"],
    )  # fmt: skip
    def test_a_damaged_one_is_one_clear_line_and_stays_as_it_is(
        self, file: Path, damaged: Callable[[list[bytes], list[bytes]], list[bytes]]
    ) -> None:
        own, other = (parts(make(host, NOW)) for host in ("kitchen", "attic"))
        content = b"".join(damaged(own, other))
        file.write_bytes(content)
        with pytest.raises(UnusableAuthority, match=r"certificate\.pem is damaged\. Move it away") as refused:
            authority_in(file, "kitchen.local", NOW)
        assert "\n" not in str(refused.value)
        assert file.read_bytes() == content

    def test_a_file_that_cannot_be_read_is_not_written_over(self, tmp_path: Path) -> None:
        (tmp_path / "authority.pem").mkdir()
        with pytest.raises(OSError, match=r"Is a directory|Permission"):
            authority_in(tmp_path / "authority.pem", "kitchen.local", NOW)


class TestCertificate:
    def test_a_client_that_trusts_the_root_finds_the_machine_by_address_and_name(
        self, file: Path, authority: Authority
    ) -> None:
        certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        for name in (str(PHONE_SEES), NAME):
            shake(file, authorities.pem(authority.root), name)
        for name in ("192.168.1.21", "attic.local"):
            with pytest.raises(ssl.SSLCertVerificationError):
                shake(file, authorities.pem(authority.root), name)

    def test_it_works_by_an_address_of_the_newer_kind(self, file: Path, authority: Authority) -> None:
        certificate_in(file, authority, ip_address("fd00::20"), None, NOW)
        shake(file, authorities.pem(authority.root), "fd00::20")

    @pytest.mark.parametrize("name", ["lumbar.example", "local.example", "kitchenlocal", "8.8.8.8", "2001:4860::1"])
    def test_a_stolen_key_is_of_no_use_for_another_site(
        self, tmp_path: Path, file: Path, authority: Authority, name: str
    ) -> None:
        """The thief signs what they like; the limits of the signer, and of the root alone, both refuse it."""
        try:
            forged: x509.GeneralName = x509.IPAddress(ip_address(name))
        except ValueError:
            forged = x509.DNSName(name)
        key = ec.generate_private_key(ec.SECP256R1())
        made = sign(authority, key.public_key(), "thief", x509.SubjectAlternativeName([forged]), NOW)
        file.write_bytes(authorities.private_pem(key) + authorities.pem(made) + authorities.pem(authority.signer))
        with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
            shake(file, authorities.pem(authority.root), name)

    def test_it_is_kept_until_thirty_days_before_its_end(self, file: Path, authority: Authority) -> None:
        first = certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        last_day = first.not_valid_after_utc - timedelta(days=30)
        assert certificate_in(file, authority, PHONE_SEES, NAME, last_day - timedelta(seconds=1)) == first
        renewed = certificate_in(file, authority, PHONE_SEES, NAME, last_day)
        assert renewed != first
        assert certificate_in(file, authority, PHONE_SEES, NAME, last_day) == renewed

    def test_browsers_take_one_of_397_days_at_most(self, file: Path, authority: Authority) -> None:
        made = certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        assert made.not_valid_after_utc - made.not_valid_before_utc == timedelta(days=397)
        assert made.not_valid_before_utc == NOW - timedelta(days=1), "phones have slow clocks"

    def test_it_does_not_outlast_its_authority(self, file: Path, authority: Authority) -> None:
        late = authority.signer.not_valid_after_utc - timedelta(days=60)
        made = certificate_in(file, authority, PHONE_SEES, NAME, late)
        assert made.not_valid_after_utc == authority.signer.not_valid_after_utc

    @pytest.mark.parametrize(
        ("address", "name"), [("192.168.1.21", NAME), ("192.168.1.20", "attic.local"), ("192.168.1.20", None)]
    )
    def test_a_new_one_is_made_for_other_addresses(
        self, file: Path, authority: Authority, address: str, name: str | None
    ) -> None:
        first = certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        assert certificate_in(file, authority, ip_address(address), name, NOW) != first
        shake(file, authorities.pem(authority.root), name or address)

    def test_a_new_one_is_made_for_another_authority(self, file: Path, authority: Authority) -> None:
        certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        other = make("kitchen.local", NOW)
        certificate_in(file, other, PHONE_SEES, NAME, NOW)
        shake(file, authorities.pem(other.root), NAME)

    @pytest.mark.parametrize("kept", [b"", b"a shopping list", b"\xff"])
    def test_a_damaged_one_is_made_anew(self, file: Path, authority: Authority, kept: bytes) -> None:
        file.write_bytes(kept)
        certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        shake(file, authorities.pem(authority.root), NAME)
        assert [each.name for each in file.parent.iterdir()] == [file.name]

    @pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
    def test_its_key_is_for_the_owners_eyes_only(self, file: Path, authority: Authority) -> None:
        unfinished = file.with_name(f"{file.name}.new")
        for left in (file, unfinished):
            left.write_bytes(b"readable by all")
            left.chmod(0o644)
        certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        assert file.stat().st_mode & 0o777 == 0o600

    def test_a_clock_that_was_put_back_makes_a_new_one(self, file: Path, authority: Authority) -> None:
        first = certificate_in(file, authority, PHONE_SEES, NAME, NOW)
        assert certificate_in(file, authority, PHONE_SEES, NAME, NOW - timedelta(days=2)) != first


def test_networks_are_as_the_standards_name_them() -> None:
    assert {ip_network("10.0.0.0/8"), ip_network("172.16.0.0/12"), ip_network("192.168.0.0/16")} <= set(NETWORKS)
