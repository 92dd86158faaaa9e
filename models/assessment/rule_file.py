"""The file of a rule of assessment: the titles and the one row of cells in it, as spreadsheets save them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NoReturn

from aspbudget.declare import Fault, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 1_000_000  # a row of parameters has some hundred letters


def one_row(label: str, data: bytes) -> tuple[list[str], list[str], int]:
    """Return the titles of a file with a rule, its cells, and their row; raise `Refused` where it holds no rule, or several."""
    rows = list(_rows(label, data))
    filled = [(number, [cell.strip() for cell in cells]) for number, cells in rows if any(cell.strip() for cell in cells)]
    if len(filled) < 2:
        _refuse(label, "", "The file holds no rule; it must hold the titles of the columns in its first row, and the rule in the second.")
    if len(filled) > 2:
        _refuse(label, f"A{filled[2][0]}", "This is a second rule; keep one rule in a file.")
    (_, titles), (row, cells) = filled
    return titles, cells, row


def _rows(label: str, data: bytes) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file of cells parted by commas or, as some spreadsheets save them, by semicolons."""
    if len(data) > _MOST or b"\0" in data:
        _refuse(label, "", "This is no file of cells parted by commas; save the rule as CSV.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.lstrip().partition("\n")[0]
    apart = ";" if head.count(";") > head.count(",") else ","
    try:
        yield from enumerate(csv.reader(io.StringIO(text), delimiter=apart, strict=True), start=1)
    except csv.Error as error:
        _refuse(label, "", f"The cells can't be told apart ({error}); save the rule as CSV.")


def _refuse(label: str, cell: str, message: str) -> NoReturn:
    raise Refused([Fault(label, "", cell, message)])
