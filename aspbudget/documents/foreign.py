"""Words in another language than the text in which they stand: what has no translation is marked with its language, for readers and for Word."""

from __future__ import annotations

import re
from functools import cache

from aspbudget.notation import Notation

BEGIN, _OF, _END = "\x02", "\x04", "\x03"  # no document can hold them, so that a mark that is left over is never printed
_MARKED = re.compile(f"{BEGIN}([^{_OF}{_END}]*){_OF}([^{_END}]*){_END}")
_PARTS = 3  # of a marked text: what stands before it, itself, and its language


def marked(text: str, language: str) -> str:
    """Return a text marked as one in another language: it is printed in italics, as words of that language."""
    return f"{BEGIN}{text}{_OF}{language}{_END}" if text else text


def parted(text: str) -> list[tuple[str, str]]:
    """Return the pieces of a text in order, each with its language where it is marked, and with an empty text where it is not."""
    pieces = [*_MARKED.split(text), "", ""]
    found = [pair for at in range(0, len(pieces), _PARTS) for pair in ((pieces[at], ""), (pieces[at + 1], pieces[at + 2]))]
    return [(piece, language) for piece, language in found if piece]


def plain(text: str) -> str:
    """Return a text without marks, as it is printed."""
    return "".join(piece for piece, _ in parted(text))


@cache
def locale(language: str) -> str:
    """Return how Word names a language: `fr-FR`."""
    return Notation(language, language).mark("locale")
