"""The seal: short codes of what the cells of a workbook hold, by which a change made after it was written is found, however it was saved."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from aspbudget.letters import composed
from aspbudget.lines.canonical import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LETTERS, _OF_SHEET, _OF_BOOK = 4, 16, 8
CODE = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}")
TEXT, NUMBER, FORMULA, ERROR = "text", "number", "formula", "error"
Content = tuple[int, int, str, str]


def as_sealed(value: object) -> str:
    """Return a value as the seal counts it: a text with its letters in one form, a number with fifteen digits, yes and no as 1 and 0."""
    if isinstance(value, str):
        return composed(value.replace("\r\n", "\n").replace("\r", "\n"))
    return number_text(float(value))  # type: ignore[arg-type]  # numbers, and what is true or not


def sheet_code(cells: Iterable[Content], state: str = "") -> str:
    """Return the code of a sheet, such as `7K3F-9QPL-A2BC-D3EF`, of what its cells hold, row by row, and how it is hidden, if it is.

    A cell is its row and column, counted from 1, what kind of content it has, and that as it counts; empty texts count as nothing.
    """
    lines = [f"{row}\x1f{column}\x1f{kind}\x1f{content}" for row, column, kind, content in cells if content]
    return _code("\x1e".join([state, *lines]), _OF_SHEET)


def whole(codes: Mapping[str, str]) -> str:
    """Return what stands for a whole workbook: the codes of its sheets by their names; in whatever order they stand."""
    return "\x1e".join(f"{name}\x1f{codes[name]}" for name in sorted(codes))


def book_code(codes: Mapping[str, str]) -> str:
    """Return the code of a workbook, such as `7K3F-9QPL`, from the codes of its sheets."""
    return _code(whole(codes), _OF_BOOK)


def _code(text: str, length: int) -> str:
    letters = base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:length]
    return "-".join(letters[place : place + _LETTERS] for place in range(0, length, _LETTERS))
