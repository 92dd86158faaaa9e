"""Stored: the cells of a worksheet as its file stores them, which the guard takes up on its way, and the values that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.inputs.beside_cells import day_of, duration_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.inputs.beside_cells import Shown

KINDS = ("n", "s", "str", "inlineStr", "b", "e")  # of cells: numbers, shared texts, texts of formulas, texts of their own, TRUE and FALSE, errors
_OF_REALS = (".", "E", "e")


class StoredCell(NamedTuple):
    """A cell that holds something as the file stores it: its place, its kind, the number of its style, and the text of its value."""

    row: int
    column: int
    kind: str
    style: str
    text: str


class StoredValue(NamedTuple):
    """What a cell holds: its value, whether that is an error, and whether the cell shows it as per cent."""

    row: int
    column: int
    value: Any
    failed: bool
    per_cent: bool


def values(cells: Iterable[StoredCell], shown: Shown) -> Iterator[StoredValue]:
    """Yield what cells hold, given the texts and the formats of their workbook; raise `ValueError` or `LookupError` where one isn't what its kind says."""
    for row, column, kind, shown_by, text in cells:
        style = int(shown_by)
        if style and style >= shown.styles:
            raise LookupError(style)
        failed, value = _value(kind, style, text, shown)
        yield StoredValue(row, column, value, failed, style > 0 and style in shown.per_cent)


def _value(kind: str, style: int, text: str, shown: Shown) -> tuple[bool, Any]:
    """Return whether a cell holds an error, and its value: a number of which the style shows a day as that day."""
    if kind == "s":
        return False, shown.texts[int(text)]
    if kind == "n":
        number = float(text) if any(sign in text for sign in _OF_REALS) else int(text)
        return _day(number, style, shown) if style in shown.days else (False, number)
    if kind == "b":
        return False, bool(int(text))
    return kind == "e", text


def _day(number: float, style: int, shown: Shown) -> tuple[bool, Any]:
    try:
        return False, duration_of(number) if style in shown.durations else day_of(number, shown.epoch)
    except (OverflowError, ValueError):
        return True, "#VALUE!"
