"""The commands `new-key` and `sign`, and what `verify` says of a signature: who answers for what an output holds, beyond what its seal shows."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.original import sealed
from aspbudget.faults import WrongUse, naming
from aspbudget.files.one_file import NoPlace, put, refuse
from aspbudget.inputs import signature
from aspbudget.inputs.properties import SIGNED, has_properties, with_property
from aspbudget.inputs.sealed import SealedBook
from aspbudget.inputs.signature import NoKey, refuse_without_library
from aspbudget.lines.seal import signable
from aspbudget.terminal import strong, wrong
from aspbudget.verbs import Answer
from aspbudget.workbooks.signed_book import signed_book
from aspbudget.workspace import INPUTS, OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.commands.original import Sealed
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

FITS, OTHER_KEY, ALTERED, NONE, UNCHECKED = "fits", "another key", "does not fit", "none", "not checked"
_PRIVATE, _PUBLIC = ".key", ".pub"
_OTHERS = 0o077  # the permissions of everyone but the owner
_MOST = 10_000  # bytes; a key has some two hundred


class NotSigned(WrongUse):
    """A file can't be signed as it is."""


class Verdict(NamedTuple):
    """What is to be said of a file's signature: one word, and the code of the key by which it says that it was made."""

    answer: str
    key: str = ""
    public: str = ""

    def lines(self) -> Iterator[str]:
        """Yield it as text; nothing of a file that has no signature and is not asked for one."""
        if self.answer == FITS:
            yield strong(f"Signed with the key of {self.public}, {self.key}")
        elif self.answer == OTHER_KEY:
            yield wrong(f"Signed with another key than that of {self.public}: it says {self.key}")
        elif self.answer == ALTERED:
            yield wrong(f"The signature does not fit: the holder of {self.public}, {self.key}, did not sign what the file holds now")
        elif self.answer == NONE and self.public:
            yield wrong("Not signed")
        elif self.answer == UNCHECKED:
            yield f"It has a signature, which says that it was made with the key {self.key}; --key PUBLIC checks it."


def verdict(found: Sealed, public: str) -> Verdict:
    """Return what is to be said of a file's signature, checked against the public key of a file where one is named. Raises `NoSigner` and `NoKey`."""
    if public:
        refuse_without_library()
    data = _key(Path(public)) if public else b""
    stated = signature.key_of(found.signature)
    if not found.signature or not public:
        return Verdict(UNCHECKED if found.signature else NONE, stated, public)
    key = signature.key_code(data)
    if signature.fits(data, found.signature, signable(found.digests)):
        return Verdict(FITS, key, public)
    return Verdict(ALTERED, key, public) if stated == key else Verdict(OTHER_KEY, stated, public)


def new_key(asked: Asked) -> Answer:
    """Make a pair of keys, as two new files: the private one, which only its owner may read, and the public one, which everyone is given."""
    refuse_without_library()
    private, public = (Path(f"{asked.options.name}{ending}") for ending in (_PRIVATE, _PUBLIC))
    _refuse_place(asked.workspace, private)
    for each in (private, public):
        refuse(each, each.suffix)
    pair = signature.new_pair(_new_passphrase())
    _put_private(private, pair.private)
    put(public, pair.public)
    return Answer({"private": str(private), "public": str(public), "key": signature.key_code(pair.public), "locked": signature.is_locked(pair.private)}, [
        f"Private   {private}, which signs: keep it to yourself, and a copy of it in a safe",
        f"Public    {public}, which is given to everyone who verifies",
        *([] if signature.is_locked(pair.private) else [wrong("It has no passphrase: whoever can read the file can sign.")]),
        strong(f"Key       {signature.key_code(pair.public)}, which the others compare with yours, by telephone"),
    ])  # fmt: skip


def sign(asked: Asked) -> Answer:
    """Write a signed copy of an output that is as it was written; the output itself stays as it is."""
    refuse_without_library()
    options, target = asked.options, Path(asked.options.output)
    path, key = Path(options.file), Path(options.key)
    refuse(target, path.suffix.casefold())
    found = sealed(asked.workspace, path)
    if not (found.is_unaltered and (isinstance(found, SealedBook) or has_properties(found.data))):
        message = f"{path} is not as it was written, so that it isn't signed; see what was altered with: aspbudget verify {path}"
        raise NotSigned(message)
    private = _key(key)
    _refuse_open(key, private)
    made = signature.signature(private, _passphrase, signable(found.digests))
    put(target, signed_book(found, made) if isinstance(found, SealedBook) else with_property(found.data, SIGNED, made))
    code = signature.key_of(made)
    return Answer({"files": [str(target)], "seal": found.stated, "key": code}, [f"Written   {target}", strong(f"Signed    seal {found.stated}, with the key {code}")])


def _key(path: Path) -> bytes:
    """Return the file of a key; raise `NoKey` where there is none or it is too large to be one."""
    if not path.is_file():
        message = f"There is no key {path}; new-key makes a pair, of which the {_PRIVATE} signs and the {_PUBLIC} verifies."
        raise NoKey(message)
    with naming(path), path.open("rb") as file:
        data = file.read(_MOST + 1)
    if len(data) > _MOST:
        message = f"{path} is no key: it is too large."
        raise NoKey(message)
    return data


def _refuse_open(path: Path, private: bytes) -> None:
    """Raise `NoKey` for a private key without a passphrase that others on this machine can read."""
    if os.name == "posix" and path.stat().st_mode & _OTHERS and not signature.is_locked(private):
        message = f"{path} has no passphrase, and others can read it: make it yours alone first (chmod 600), or make a new pair."
        raise NoKey(message)


def _refuse_place(workspace: Workspace, path: Path) -> None:
    """Raise `NoPlace` for a private key among inputs or outputs, which are given away."""
    for each in (INPUTS, OUTPUTS):
        if (workspace.root / each).resolve() in path.resolve().parents:
            message = f"{path} lies among the {each}, which are passed on: put a private key where only you look."
            raise NoPlace(message)


def _put_private(path: Path, data: bytes) -> None:
    """Put a private key in its place, readable by its owner alone from the beginning."""
    with naming(path), os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _new_passphrase() -> str:
    """Return the passphrase of a new key, asked for twice where someone types it unseen; an empty one leaves it unlocked. Raises `NoKey` where the two differ."""
    if not sys.stdin.isatty():
        return _passphrase()
    one, other = (_asked(each) for each in ("Passphrase of the new key (empty for none): ", "The same again: "))
    if one != other:
        message = "The two passphrases differ; nothing was written."
        raise NoKey(message)
    return one


def _passphrase() -> str:
    return _asked("Passphrase of the key: ")


def _asked(prompt: str) -> str:
    """Return a line that is typed unseen on a terminal, or read from what is piped in: a passphrase is never a word of the command."""
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
