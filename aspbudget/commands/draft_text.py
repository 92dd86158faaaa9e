"""The text of a draft resolution: from a plain text, a Word document, or what is pasted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.documents.shown_text import is_word, shown_text
from aspbudget.faults import WrongUse
from aspbudget.inputs.package import MOST_BYTES
from aspbudget.inputs.read import shown
from aspbudget.statements.plain_text import plain_text

if TYPE_CHECKING:
    from pathlib import Path

_MOST_TEXT = 5_000_000


class NoText(WrongUse):
    """The text of the draft can't be read, is none, or is too long to be one."""


class DraftText(NamedTuple):
    """The text of a draft, and what to look at in how it was read."""

    text: str
    warnings: tuple[str, ...] = ()


def draft_text(path: Path) -> DraftText:
    """Return the text of a draft from a file, or what is pasted when the file is called `-`.

    Raises `NoText` where there is none to read, `NotPlainText` or `NotWord` for a file of another kind.
    """
    name = "What was pasted" if str(path) == "-" else shown(path.name)
    try:
        data = _pasted() if str(path) == "-" else _begin(path)
    except OSError as error:
        message = f"{name} can't be read ({error.strerror})."
        raise NoText(message) from None
    found = DraftText(*(shown_text(data, name) if is_word(data) else plain_text(data, name)))
    if len(found.text) > _MOST_TEXT or len(data) > MOST_BYTES:
        message = f"{name} is longer than {_MOST_TEXT:,} characters; give the text of one draft resolution."
        raise NoText(message)
    if not found.text.strip():
        message = f"{name} holds no text; give the text of the draft, or leave --text out and write down its paragraphs."
        raise NoText(message)
    return found


def _pasted() -> bytes:
    """Return what is pasted or piped, as far as it may be a draft; a text of no file is in UTF-8."""
    if sys.stdin is None:  # who started the tool has closed it
        return b""
    source = getattr(sys.stdin, "buffer", None)
    return source.read(MOST_BYTES + 1) if source else sys.stdin.read(MOST_BYTES + 1).encode()


def _begin(path: Path) -> bytes:
    """Return the beginning of a file: one byte more than is allowed, so that a file that is too long is noticed."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
