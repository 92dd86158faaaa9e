"""Plain text: the text of a draft's file, in whichever encoding it was saved; what is no plain text is named, with the remedy."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from unicodedata import category

from aspbudget.faults import WrongUse

_MARKS = {  # the longer first: the mark of UTF-16 begins that of UTF-32
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_WINDOWS = "cp1252"
_BEGINNING = 1_000  # bytes, by which a file of another kind is known
_AS_WORD = "save it as Word Document (.docx)"
_PASTE = "copy its text and paste it with --text -"
_KINDS = (  # how a file begins, what it is, and what to do
    (b"{\\rtf", "Rich Text", f"open it in Word and {_AS_WORD}"),
    (b"%PDF", "a PDF document", f"open it in Word and {_AS_WORD}, or {_PASTE}"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document (.doc), or protected with a password", f"open it in Word and {_AS_WORD} without a password"),
    (b"MIME-Version:", "a web page", f"open it in Word and {_AS_WORD}, or {_PASTE}"),
    (b"<", "a web page or XML text", f"open it in Word and {_AS_WORD}, or {_PASTE}"),
    (b"PK", "neither plain text nor a Word document", f"open it where it was written and {_AS_WORD}"),
)
_UNTOLD = (
    "{} is not plain text in UTF-8, UTF-16 or Windows-1252; save it as plain text in UTF-8: in Word, Save As, Plain Text, then Other encoding, "
    "Unicode (UTF-8); in Notepad, Save As, Encoding, UTF-8."
)
_GUESSED = "{} is not in UTF-8 and was read as Windows-1252; look whether its accents are right."


class NotPlainText(WrongUse):
    """A file is no plain text, or in an encoding that can't be told."""


class Decoded(NamedTuple):
    """The text of a file, and what to look at in it where its encoding is only likely."""

    text: str
    warnings: tuple[str, ...] = ()


def plain_text(data: bytes, name: str) -> Decoded:
    """Return the text of a file, which messages call `name`: in UTF-8, in UTF-16 or UTF-32 as their mark says, or in Windows-1252.

    Raises `NotPlainText` for a file of another kind, and for one that is text in none of these.
    """
    _refuse_other_kinds(data[:_BEGINNING], name)
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise NotPlainText(_UNTOLD.format(name)) from None
    if encoding != "utf-8" and not _is_text(text):
        raise NotPlainText(_UNTOLD.format(name))
    _refuse_other_kinds(text[:_BEGINNING].encode(), name)
    return Decoded(text, (_GUESSED.format(name),) if encoding == _WINDOWS else ())


def _refuse_other_kinds(beginning: bytes, name: str) -> None:
    begins = beginning.removeprefix(codecs.BOM_UTF8).lstrip()
    for signature, kind, remedy in _KINDS:
        if begins.startswith(signature):
            message = f"{name} is {kind}; {remedy}."
            raise NotPlainText(message)


def _encoding(data: bytes) -> str:
    """Return the encoding that a mark names; else UTF-16 where every other byte is nothing, UTF-8 where it is, and Windows-1252."""
    if named := next((name for mark, name in _MARKS.items() if data.startswith(mark)), ""):
        return named
    if data.count(b"\0") > len(data) // 4 and b"\0" not in (data[::2] if data[0] else data[1::2]):
        return "utf-16-le" if data[0] else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _WINDOWS
    return "utf-8"


def _is_text(text: str) -> bool:
    """Whether a text holds letters, and no control characters but those that part lines and pages."""
    return bool(re.search(r"[^\W\d_]", text)) and not any(category(mark) == "Cc" for mark in set(text) - set("\t\n\r\f\v\x85"))
