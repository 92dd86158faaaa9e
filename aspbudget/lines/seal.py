"""The seal: short codes of what the cells of a workbook hold, by which a change made after it was written is found, however it was saved."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.letters import composed
from aspbudget.lines.canonical import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

_LETTERS, _OF_SHEET, _OF_BOOK = 4, 16, 8
_AT_ONCE = 4096  # cells
_SIGNED = "aspbudget seal 1"  # what a signature is of: it fits nothing else that the key may have signed
CODE = re.compile(r"[A-Z2-7]{4}-[A-Z2-7]{4}")
TEXT, NUMBER, FORMULA, ERROR = "text", "number", "formula", "error"
Content = tuple[int, int, str, str]


class Unseen(NamedTuple):
    """Which rows and columns of a sheet that hold something are hidden, and which columns stand in an outline, open or closed; all counted from 1."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    folded: tuple[int, ...] = ()

    def among(self, rows: AbstractSet[int], columns: AbstractSet[int]) -> Unseen:
        """Return those of them among the rows and columns that hold cells: whether the others are seen makes no difference."""
        return Unseen(*(tuple(sorted(set(mine) & filled)) for mine, filled in ((self.rows, rows), (self.columns, columns), (self.folded, columns))))


SEEN = Unseen()


def as_sealed(value: object) -> str:
    """Return a value as the seal counts it: a text with its letters in one form, a number with fifteen digits, yes and no as 1 and 0."""
    if isinstance(value, str):
        return composed(value.replace("\r\n", "\n").replace("\r", "\n"))
    return number_text(float(value))  # type: ignore[arg-type]  # numbers, and what is true or not


def sheet_digest(cells: Iterable[Content], state: str = "", unseen: Unseen = SEEN) -> str:
    """Return what stands for a sheet, in 64 digits: for what its cells hold, row by row, and how it is hidden, if it is, or some of its rows and columns.

    A cell is its row and column, counted from 1, what kind of content it has, and that as it counts; empty texts count as nothing.
    """
    return digest((f"{row}{within(column, kind)}{content}" for row, column, kind, content in cells if content), state, unseen)


def within(column: int, kind: str) -> str:
    """Return what stands between the row of a cell and its content where a sheet is sealed: its column, counted from 1, and the kind of its content."""
    return f"\x1f{column}\x1f{kind}\x1f"


def digest(cells: Iterable[str], state: str = "", unseen: Unseen = SEEN) -> str:
    """Return what stands for a sheet, as `sheet_digest` does, of its cells as they are sealed: each its row, what is `within`, and its content."""
    lines = chain(cells, (f"{what}\x1f{','.join(map(str, numbers))}" for what, numbers in unseen._asdict().items() if numbers))
    found = hashlib.sha256(state.encode())
    while some := list(islice(lines, _AT_ONCE)):  # a sheet of thousands of rows is never one text
        found.update("\x1e".join(("", *some)).encode())
    return found.hexdigest()


def sheet_code(digest: str) -> str:
    """Return the code of a sheet, such as `7K3F-9QPL-A2BC-D3EF`, from what stands for it."""
    return _code(bytes.fromhex(digest), _OF_SHEET)


def whole(codes: Mapping[str, str]) -> str:
    """Return what stands for a whole workbook: the codes, or more, of its sheets by their names; in whatever order they stand."""
    return "\x1e".join(f"{name}\x1f{codes[name]}" for name in sorted(codes))


def book_code(codes: Mapping[str, str]) -> str:
    """Return the code of a workbook, such as `7K3F-9QPL`, from the codes of its sheets."""
    return short_code(whole(codes).encode(), _OF_BOOK)


def signable(digests: Mapping[str, str]) -> bytes:
    """Return what a signature signs of a workbook: what stands for each of its sheets, whole, and neither its file's name nor the clock."""
    return f"{_SIGNED}\x1e{whole(digests)}".encode()


def short_code(data: bytes, length: int) -> str:
    """Return a code of so many letters and digits of any bytes, in groups of four."""
    return _code(hashlib.sha256(data).digest(), length)


def _code(digest: bytes, length: int) -> str:
    letters = base64.b32encode(digest).decode()[:length]
    return "-".join(letters[place : place + _LETTERS] for place in range(0, length, _LETTERS))
