"""The certificate of this machine: for its address and its name, signed by the authority."""

from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID

from lumbar.web.lan.addresses import Address
from lumbar.web.lan.authority import EARLIER, Authority, common_name, key_usage, pem, private_pem
from lumbar.web.lan.keeping import keep

LIFE = timedelta(days=397)
"""The longest that browsers take from anyone, the day before it is made included."""
RENEWED_BEFORE = timedelta(days=30)


def certificate_in(
    file: Path, authority: Authority, address: Address, name: str | None, now: datetime
) -> x509.Certificate:
    """Return this machine's certificate, which is kept in the file with its key and its signer.

    A new one is made where there is none, where it is for other addresses or from another authority, and thirty
    days before it ends.

    Raises:
        OSError: the file cannot be read or written.
    """
    names = _names(address, name)
    found = _read(file, authority)
    if found is not None and _serves(found, names, now):
        return found
    key = ec.generate_private_key(ec.SECP256R1())
    made = sign(authority, key.public_key(), f"lumbar at {address}", names, now)
    keep(file, private_pem(key) + pem(made) + pem(authority.signer))
    return made


def sign(
    authority: Authority,
    key: ec.EllipticCurvePublicKey,
    called: str,
    names: x509.SubjectAlternativeName,
    now: datetime,
) -> x509.Certificate:
    """Sign a certificate for whoever has the key and is found under the names."""
    signer = authority.signer
    return (
        x509.CertificateBuilder()
        .subject_name(common_name(called))
        .issuer_name(signer.subject)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - EARLIER)
        .not_valid_after(min(now - EARLIER + LIFE, signer.not_valid_after_utc))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(key_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(names, critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
        )
        .sign(authority.key, SHA256())
    )


def _names(address: Address, name: str | None) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.IPAddress(address), *([x509.DNSName(name)] if name else [])])


def _read(file: Path, authority: Authority) -> x509.Certificate | None:
    """Return what is kept, if it is whole and of this authority."""
    if not file.exists():
        return None
    content = file.read_bytes()
    try:
        key = load_pem_private_key(content, password=None)
        found = x509.load_pem_x509_certificates(content)[0]
        found.verify_directly_issued_by(authority.signer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return None
    return found if found.public_key() == key.public_key() else None


def _serves(found: x509.Certificate, names: x509.SubjectAlternativeName, now: datetime) -> bool:
    told = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return told == names and found.not_valid_before_utc <= now < found.not_valid_after_utc - RENEWED_BEFORE
