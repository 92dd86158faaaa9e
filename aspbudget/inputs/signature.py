"""Signatures: that the holder of a key has signed what a file holds, by Ed25519 of the library cryptography, which is needed only where someone signs."""

from __future__ import annotations

import base64
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.faults import WrongUse
from aspbudget.lines.seal import short_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE = re.compile(r"[A-Z2-7]{4}(-[A-Z2-7]{4}){3} [A-Za-z0-9+/]{86}==")  # the code of a key, and 64 bytes
_OF_KEY = 16
_ENCRYPTED = b"ENCRYPTED PRIVATE KEY"


class NoSigner(WrongUse):
    """The library that signs isn't installed here."""


class NoKey(WrongUse):
    """A file is no key of the kind that is needed, or its passphrase is another one."""


class Pair(NamedTuple):
    """The two keys of a person or an office, as files hold them: the private one signs, the public one is given to everyone."""

    private: bytes
    public: bytes


def refuse_without_library() -> None:
    """Raise `NoSigner` where nothing can be signed or checked here."""
    if find_spec("cryptography") is None:
        message = 'Signatures are made and checked by the library cryptography, which isn\'t installed here: pip install "aspbudget[signature]".'
        raise NoSigner(message)


def new_pair(passphrase: str) -> Pair:
    """Return a new pair of keys, the private one locked with a passphrase where one is given."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - only those who sign pay for it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as above

    key = Ed25519PrivateKey.generate()
    lock = serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    return Pair(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock), _public_bytes(key.public_key()))


def is_locked(private: bytes) -> bool:
    """Whether a private key can't be used without its passphrase."""
    return _ENCRYPTED in private


def signature(private: bytes, passphrase: Callable[[], str], signed: bytes) -> str:
    """Return the signature of some bytes with the code of the key, as one line; `passphrase` is asked for where the key is locked. Raises `NoKey`."""
    key = _private_key(private, passphrase)
    return f"{key_code(_public_bytes(key.public_key()))} {base64.b64encode(key.sign(signed)).decode()}"


def fits(public: bytes, stated: str, signed: bytes) -> bool:
    """Whether a signature is that of some bytes by the private key of a public one. Raises `NoKey`."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above

    key = _public_key(public)
    try:
        key.verify(base64.b64decode(stated.rpartition(" ")[2], validate=True), signed)
    except (InvalidSignature, ValueError):
        return False
    return True


def key_of(stated: str) -> str:
    """Return the code of the key by which a signature says that it was made."""
    return stated.partition(" ")[0]


def key_code(public: bytes) -> str:
    """Return the code of a public key, such as `7K3F-9QPL-A2BC-D3EF`, by which two people make sure by telephone that they have the same one. Raises `NoKey`."""
    return short_code(_public_bytes(_public_key(public)), _OF_KEY)


def _private_key(private: bytes, passphrase: Callable[[], str]) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415 - as above

    locked = is_locked(private)
    secret = passphrase().encode() if locked else None
    try:
        key = load_pem_private_key(private, secret)
    except (ValueError, TypeError) as error:
        message = "The key can't be opened with this passphrase." if locked else "The file is no private key; name the one that new-key has written, which ends with .key."
        raise NoKey(message) from error
    if isinstance(key, Ed25519PrivateKey):
        return key
    message = "The file is a private key of another kind; make one with: aspbudget new-key"
    raise NoKey(message)


def _public_key(public: bytes) -> Ed25519PublicKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.serialization import load_pem_public_key  # noqa: PLC0415 - as above

    try:
        key = load_pem_public_key(public)
    except ValueError as error:
        message = "The file is no public key; name the one that new-key has written, which ends with .pub."
        raise NoKey(message) from error
    if isinstance(key, Ed25519PublicKey):
        return key
    message = "The file is a public key of another kind than those that new-key writes."
    raise NoKey(message)


def _public_bytes(key: Ed25519PublicKey) -> bytes:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - as above

    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
