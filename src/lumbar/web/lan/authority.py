"""The authority: what a phone is told to trust, made once, and able to vouch for home networks only.

It is two certificates. The *root* is what a phone trusts; its key signs one thing, the *signer*, and is then thrown
away. The signer's key is kept, and signs this machine's certificates. Both carry the same limits. A browser is
bound to heed those of the signer, while the limits of a trusted root are outside of what RFC 5280 (section 6)
obliges it to check. So a stolen key is of no use against any other site.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from lumbar.web.lan.addresses import LOCAL, NETWORKS
from lumbar.web.lan.keeping import keep_new

LIFE = timedelta(days=3650)
EARLIER = timedelta(days=1)
"""A certificate begins before it is made, for phones whose clock is slow."""
HOST_LETTERS = 30
"""A name in a certificate has 64 letters at most."""


class UnusableAuthority(Exception):
    """The authority that is kept cannot be used; says why, and what to do, in one line."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            f"{file} {why}. Move it away, and lumbar makes a new one, which your devices must be told to trust anew"
        )


@dataclass(frozen=True, kw_only=True)
class Authority:
    """The two certificates, and the key of the second."""

    root: x509.Certificate
    signer: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def authority_in(file: Path, host: str, now: datetime) -> Authority:
    """Return the authority kept in the file, made first where there is none. Nothing is ever written over it.

    Raises:
        UnusableAuthority: the file is damaged, or its time is over.
        OSError: it cannot be read or written.
    """
    if not file.exists():
        made = make(host, now)
        keep_new(file, written(made))
        return made
    try:
        found = _read(file.read_bytes())
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        raise UnusableAuthority(file, "is damaged") from None
    end = min(found.root.not_valid_after_utc, found.signer.not_valid_after_utc)
    if now >= end:
        raise UnusableAuthority(file, f"ended on {end.date()}")
    return found


def make(host: str, now: datetime) -> Authority:
    """Make an authority; its name says of which machine and day it is, for who sees it in a list."""
    root_key, signer_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    name = f"lumbar on {host[:HOST_LETTERS]} ({now.date()})"
    root = _certificate(name, root_key.public_key(), now, path_length=1).issuer_name(common_name(name))
    signer = (
        _certificate(f"{name}, signer", signer_key.public_key(), now, path_length=0)
        .issuer_name(common_name(name))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
    )
    return Authority(root=root.sign(root_key, SHA256()), signer=signer.sign(root_key, SHA256()), key=signer_key)


def written(authority: Authority) -> bytes:
    """Write the authority as it is kept: the key, the signer, the root."""
    return private_pem(authority.key) + pem(authority.signer) + pem(authority.root)


def pem(certificate: x509.Certificate) -> bytes:
    """Write a certificate as text."""
    return certificate.public_bytes(Encoding.PEM)


def private_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Write a key as text."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def fingerprint(certificate: x509.Certificate) -> str:
    """Write the SHA-256 fingerprint as browsers and phones show it: pairs of digits with colons."""
    return certificate.fingerprint(SHA256()).hex(":").upper()


def key_usage(**uses: bool) -> x509.KeyUsage:
    """Return the named uses of a key, and no others."""
    none = dict.fromkeys(
        (
            "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
            "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    return x509.KeyUsage(**{**none, **uses})


def common_name(text: str) -> x509.Name:
    """Write a name as certificates do."""
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _limits() -> x509.NameConstraints:
    networks: list[IPv4Network | IPv6Network] = list(NETWORKS)
    return x509.NameConstraints(
        permitted_subtrees=[x509.DNSName(LOCAL), *(x509.IPAddress(network) for network in networks)],
        excluded_subtrees=None,
    )


def _certificate(
    name: str, key: ec.EllipticCurvePublicKey, now: datetime, *, path_length: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(common_name(name))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(now + LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(key_usage(key_cert_sign=True), critical=True)
        .add_extension(_limits(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _read(content: bytes) -> Authority:
    key = load_pem_private_key(content, password=None)
    signer, root = x509.load_pem_x509_certificates(content)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or signer.public_key() != key.public_key():
        raise ValueError("the key is of another certificate")
    signer.verify_directly_issued_by(root)
    return Authority(root=root, signer=signer, key=key)
