"""Addresses of cells: columns by their letters and by their numbers, rows and columns counted from 1."""

from __future__ import annotations

import re
from functools import lru_cache

_ALPHABET, _BEFORE_A = 26, ord("A") - 1
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]*)")


@lru_cache(maxsize=1024)
def letters_of(column: int) -> str:
    """Return the letters of a column: `A` for 1, `AB` for 28."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, _ALPHABET)
        letters = chr(letter + 1 + _BEFORE_A) + letters
    return letters


@lru_cache(maxsize=1024)
def number_of(letters: str) -> int:
    """Return the number of a column: 1 for `A`, 28 for `AB`."""
    column = 0
    for letter in letters:
        column = column * _ALPHABET + ord(letter) - _BEFORE_A
    return column


def place_of(cell: str) -> tuple[int, int]:
    """Return the row and the column of a cell: 4 and 28 for `AB4`; raise `ValueError` where that is no address."""
    found = _CELL.fullmatch(cell)
    if not found:
        reason = f"{cell!a} is not the address of a cell"
        raise ValueError(reason)
    return int(found[2]), number_of(found[1])
