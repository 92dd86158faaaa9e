"""Words in the language of the inputs within a text in another: what has no translation is marked, for readers and for Word."""

from __future__ import annotations

import re

BEGIN, _END = "\x02", "\x03"  # no document can hold them, so that a mark that is left over is never printed
_MARKED = re.compile(f"{BEGIN}([^{_END}]*){_END}")


def marked(text: str) -> str:
    """Return a text marked as one in the language of the inputs: it is printed in italics, as words of that language."""
    return f"{BEGIN}{text}{_END}" if text else text


def parted(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a text in order, each with whether it is marked."""
    pieces = _MARKED.split(text)
    return [(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece]


def plain(text: str) -> str:
    """Return a text without marks, as it is printed."""
    return "".join(piece for piece, _ in parted(text))
