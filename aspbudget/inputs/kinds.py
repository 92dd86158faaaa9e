"""Kinds of files: what a file should be, in the words of the messages about it, and what another file is by its first bytes."""

from __future__ import annotations

import re
from typing import NamedTuple

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {b"%PDF": "a PDF document", b"{\\rtf": "an RTF document"}
_START = 65_536
_PASSWORD = "a zip archive with a password"  # noqa: S105 - a kind of file


class Kind(NamedTuple):
    """What a file should be: a noun, its ending, its whole name, the program that writes it, and how to save one.

    `slim` is what to remove from a file that is too large, `unused` from one that is too large only once it is expanded;
    `older` is the stream that tells a file of the program's older kind, and its ending.
    """

    noun: str
    ending: str
    name: str
    program: str
    save: str
    slim: str
    unused: str
    older: tuple[str, str]

    def damaged(self, what: str) -> str:
        """Return the message for a file that is not whole."""
        return f"The file is damaged ({what}): restore it from a copy, or {self.save}."

    def other(self, found: str) -> str:
        """Return the message for a file of another kind."""
        return f"This is {found}, not {self.name}: use a {self.noun} saved as {self.ending}."

    def locked(self, what: str = _PASSWORD) -> str:
        """Return the message for a file that a password locks."""
        return f"{'The file' if what == _PASSWORD else f'The {self.noun}'} is {what}: save it as {self.ending} without a password."

    def beyond(self, what: str, unit: str, numbers: tuple[int, int], remedy: str = "") -> str:
        """Return the message for something that holds more than the most that is allowed."""
        number, most = numbers
        return f"{what} holds {number:,} {unit}; at most {most:,} are allowed: {remedy or self.save}."

    def refusal(self, data: bytes) -> str:
        """Return the message for a file that is no package at all."""
        if not data.strip(b"\0"):
            return "The file is empty: restore it from a copy."
        if data.startswith(OLE):
            return self._ole(data)
        named = (kind for signature, kind in _SIGNATURES.items() if data.startswith(signature))
        return self.other(next(named, _text_or_unknown(data[:_START])))

    def _ole(self, data: bytes) -> str:
        stream, ending = self.older
        if "EncryptedPackage".encode("utf-16-le") in data:
            return self.locked("encrypted with a password")
        if stream.encode("utf-16-le") in data:
            return f"This is an old {ending} file: open it and save it as {self.ending}."
        return f"This is either encrypted with a password or an old {ending} file: save it as {self.ending} without a password."


WORKBOOK = Kind(
    "workbook", ".xlsx", "an .xlsx workbook", "spreadsheet", "open it in a spreadsheet and save it again as .xlsx",
    "remove pictures and unused sheets", "remove what the tables do not use", ("Workbook", ".xls"),
)  # fmt: skip


def _text_or_unknown(start: bytes) -> str:
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<"):
        return "a web page or XML text"
    text = start.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\0-\x08\x0e-\x1f]", start)
    return "a CSV or other text file" if text else "a file of an unknown kind"
