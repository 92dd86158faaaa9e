"""References: where a text refers to a table or an annex, of which Word counts the number, and where a caption has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aspbudget.documents.terms import Terms

_BEGIN, _END = "\x04", "\x05"  # no document can hold them, so that a mark that is left over is never printed
_MARKED = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def reference(key: str) -> str:
    """Return a reference to a table or an annex by its key, which is printed as its number."""
    return f"{_BEGIN}{key}{_END}"


def referring(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a text in order, each with whether it is the key of a reference."""
    pieces = _MARKED.split(text)
    return [(piece, bool(place % 2)) for place, piece in enumerate(pieces) if piece]


def numbered(caption: str, terms: Terms) -> str:
    """Return the caption of a table with the place of its number, which Word counts."""
    return terms.say("caption.table", number="{number}", caption=caption)


def roman(number: int) -> str:
    """Return a number below 40 in Roman numerals, by which annexes are counted."""
    return "X" * (number // 10) + _ONES[number % 10]
