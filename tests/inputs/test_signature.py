"""Signatures: a signature fits what was signed and the key that signed it, and nothing else."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from aspbudget.inputs import signature
from aspbudget.inputs.signature import (
    NoKey,
    NoSigner,
    fits,
    is_locked,
    key_code,
    key_of,
    new_pair,
    refuse_without_library,
)

PAIR, OTHER = new_pair(""), new_pair("")
STATED = signature.signature(PAIR.private, str, b"what was signed")


def a_signature_fits_what_was_signed_by_its_key() -> None:
    assert fits(PAIR.public, STATED, b"what was signed")


def a_signature_fits_nothing_else_and_no_other_key() -> None:
    assert not fits(PAIR.public, STATED, b"what was signed.")
    assert not fits(OTHER.public, STATED, b"what was signed")


@pytest.mark.parametrize("altered", ["", "A" * 88, "no signature at all", "é"])
def a_text_that_is_no_signature_does_not_fit(altered: str) -> None:
    assert not fits(PAIR.public, altered, b"what was signed")


@pytest.mark.parametrize("place", [0, 31, 32, 63])
def a_signature_with_one_bit_altered_does_not_fit(place: int) -> None:
    code, _, letters = STATED.partition(" ")
    data = bytearray(base64.b64decode(letters))
    data[place] ^= 1
    assert not fits(PAIR.public, f"{code} {base64.b64encode(data).decode()}", b"what was signed")


def the_same_is_signed_the_same_way_each_time() -> None:
    assert signature.signature(PAIR.private, str, b"what was signed") == STATED


def a_signature_says_by_which_key_it_was_made() -> None:
    assert key_of(STATED) == key_code(PAIR.public) != key_code(OTHER.public)


def a_locked_key_signs_with_its_passphrase_alone() -> None:
    locked = new_pair("Den Haag")
    assert (is_locked(locked.private), is_locked(PAIR.private)) == (True, False)
    assert fits(locked.public, signature.signature(locked.private, lambda: "Den Haag", b"a"), b"a")
    with pytest.raises(NoKey, match=r"^The key can't be opened with this passphrase\.$"):
        signature.signature(locked.private, lambda: "The Hague", b"a")


def a_file_that_is_no_key_is_refused() -> None:
    with pytest.raises(NoKey, match=r"^The file is no private key; name the one that new-key has written, which ends with \.key\.$"):
        signature.signature(PAIR.public, str, b"a")
    with pytest.raises(NoKey, match=r"^The file is no public key; name the one that new-key has written, which ends with \.pub\.$"):
        fits(PAIR.private, STATED, b"a")


def a_key_of_another_kind_is_refused() -> None:
    key = generate_private_key(SECP256R1())
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(NoKey, match=r"^The file is a private key of another kind; make one with: aspbudget new-key$"):
        signature.signature(private, str, b"a")
    with pytest.raises(NoKey, match=r"^The file is a public key of another kind than those that new-key writes\.$"):
        key_code(public)


def the_library_is_named_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signature, "find_spec", lambda _: None)
    with pytest.raises(NoSigner, match=r'^Signatures are made and checked by the library cryptography, which isn\'t installed here: pip install "aspbudget\[signature\]"\.$'):
        refuse_without_library()
