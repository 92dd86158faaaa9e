"""Stored: the cells of a worksheet as its file stores them, which the guard takes up on its way, and the values that they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl.utils.datetime import from_excel

from aspbudget.inputs.opening import is_per_cent_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def values(cells: Iterable[StoredCell], book: Any) -> Iterator[StoredValue]:  # noqa: ANN401 - openpyxl's workbook
    """Yield what cells hold, given the texts and the formats of their workbook; one that isn't what its kind says raises as openpyxl does."""
    per_cent: dict[int, bool] = {}
    for row, column, kind, shown_by, text in cells:
        style = int(shown_by)
        failed, value = _value(kind, style, text, book)
        if style not in per_cent:
            per_cent[style] = bool(style) and is_per_cent_style(book, style)
        yield StoredValue(row, column, value, failed, per_cent[style])


def _value(kind: str, style: int, text: str, book: Any) -> tuple[bool, Any]:  # noqa: ANN401 - as above
    """Return whether a cell holds an error, and its value: a number of which the style shows a day as that day."""
    if kind == "s":
        return False, book.shared_strings[int(text)]
    if kind == "n":
        number = float(text) if any(sign in text for sign in _OF_REALS) else int(text)
        return _day(number, style, book) if style in book._date_formats else (False, number)  # noqa: SLF001 - the only way to ask
    if kind == "b":
        return False, bool(int(text))
    return kind == "e", text


def _day(number: float, style: int, book: Any) -> tuple[bool, Any]:  # noqa: ANN401 - as above
    try:
        return False, from_excel(number, book.epoch, timedelta=style in book._timedelta_formats)  # noqa: SLF001 - as above
    except (OverflowError, ValueError):
        return True, "#VALUE!"
