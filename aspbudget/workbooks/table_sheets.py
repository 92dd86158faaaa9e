"""Table sheets: every table of the models row by row, with what was entered and live formulas for what was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.declare.model import FULL_COST
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Cell, sum_of
from aspbudget.lines.line import CURRENCY, MONTH
from aspbudget.lines.spreadsheet import formula
from aspbudget.workbooks.book import Filled, Group, address, excel_name
from aspbudget.workbooks.column_order import ordered
from aspbudget.workbooks.look import (
    DAY,
    DAY_IF_ANY,
    MONEY,
    PLAIN,
    PRICE,
    WORDS,
    YEAR,
    YEAR_AND_MONTH,
    YES_NO,
    decimals,
    digits_of,
    height_of,
)
from aspbudget.workbooks.typeface import lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.figures.cost import Figures
    from aspbudget.workbooks.book import Book

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
TOTAL_ROW = HEADER_ROW - 1
# A column of one row is a single cell, in which some engines neither look up nor add up by key.
_FEWEST_ROWS = 2
_LONGEST_TITLE = 32  # of what a cell says when it is chosen


def write_table(book: Book, figures: Figures, table: Table) -> None:
    """Write one table: its title, what it is, totals of its amounts, and its rows as a spreadsheet table."""
    sheet = book.sheet(table.title, table.about, Group.INPUTS if table.entered and not table.made else Group.WORKINGS)
    order = ordered(figures, table)
    for place, name in enumerate(order.names):
        _column(book, sheet, figures, table, (name, place))
    _frame(book, sheet, figures, table, order.names)
    widths = [order.widths[name] for name in order.names]
    book.head(sheet, table.title, table.about, widths)
    _heights(book, sheet, (figures, table), order.widths)
    for place, name in enumerate(order.names):
        column = figures.catalogue.columns(table.name).get(name)
        if column and column.is_switch and len(figures.tables[table.name]):
            choices = {"validate": "list", "source": [1, 0], "input_title": book.words(column.title)[:_LONGEST_TITLE], "input_message": book.words("1: yes. 0: no.")}
            sheet.data_validation(FIRST_ROW, place, FIRST_ROW + len(figures.tables[table.name]) - 1, place, choices)
    sheet.freeze_panes(FIRST_ROW, 1)
    book.paper(sheet, widths, HEADER_ROW, order.folded)


def _heights(book: Book, sheet: Worksheet, rows: tuple[Figures, Table], widths: Mapping[str, float]) -> None:
    """Give each row the height that its longest text needs."""
    figures, table = rows
    sheet.set_row(HEADER_ROW, 45)
    columns = figures.tables[table.name].columns
    most = np.ones(len(figures.tables[table.name]), dtype=int)
    for name in (name for name in widths if figures.kind(table.name, name) == "text"):
        known, places = np.unique(columns[name], return_inverse=True)
        needed = [lines(book.words(text), widths[name]) for text in figures.words.decode(known)]
        most = np.maximum(most, np.asarray(needed, dtype=int)[places])
    for row, number in enumerate(most.tolist(), start=FIRST_ROW):
        sheet.set_row(row, height_of(number))


def _frame(book: Book, sheet: Worksheet, figures: Figures, table: Table, names: Sequence[str]) -> None:
    """Make the rows a spreadsheet table, so that formulas refer to columns by their titles, wherever these stand."""
    rows = max(len(figures.tables[table.name]), _FEWEST_ROWS)
    entered = figures.catalogue.columns(table.name)
    headers = [
        {
            "header": book.places.title(table.name, name),
            "header_format": book.look.header(
                computed=name not in entered, right=figures.kind(table.name, name) != "text"
            ),
        }
        for name in names
    ]
    stated = {
        "name": excel_name(table.name),
        "columns": headers,
        "style": "Table Style Light 1",
        "autofilter": rows > 1,
    }
    sheet.add_table(HEADER_ROW, 0, HEADER_ROW + rows, len(names) - 1, stated)


def _column(book: Book, sheet: Worksheet, figures: Figures, table: Table, column: tuple[str, int]) -> None:
    """Write the cells of a column, given by its name and its place on the sheet."""
    name, place = column
    values = figures.values(table.name, name)
    book.filled[sheet.name, place] = Filled(table.name, name, FIRST_ROW, len(values))
    figure = figures.catalogue.figures.get((table.name, name))
    kind = "ratio" if figures.may_be_a_dash(table.name, name) else "text"
    entered = figure is None and table.entered and not table.made
    style, of_a_year = (book.look(kind, each, entered=entered) for each in (_number(figures, table, name), YEAR))
    if figures.kind(table.name, name) == "text" and (figure is None or figure.tree is None):
        sheet.texts((FIRST_ROW, place), values, style)
        return
    if figure is None or figure.tree is None:
        blank, rate, gap = _blank(figures, table, name), _is_rate(figures, table, name), book.look("gap", PLAIN)
        for row, (value, empty, unit) in enumerate(zip(values, blank, figures.units(table.name, name), strict=True), start=FIRST_ROW):
            _write(sheet, (row, place), None if empty else value, gap if empty and rate else of_a_year if unit == "year" else style)
        return
    text = formula(figure.tree, book.places.of(table.name))
    cells = figures.cells(table.name, name)
    plain = [_plain(each) for each in cells] if isinstance(cells, list) else np.asarray(cells, dtype=float).tolist()
    book.live_column(sheet, (FIRST_ROW, place), text, plain, style)
    if figure.line.unit == CURRENCY and len(values) and _adds_up(table, name):
        _total(book, sheet, place, values)


def _adds_up(table: Table, name: str) -> bool:
    """Whether adding up a column of amounts means something: what is charged does, prices of one unit don't."""
    return (
        table.collects
        or bool(table.plans)
        or any(name in (charge.cost, charge.full) for charge in table.charges)
        or name == FULL_COST
    )


def _total(book: Book, sheet: Worksheet, place: int, values: Any) -> None:  # noqa: ANN401 - an array of amounts
    below = Cell(f"{address(FIRST_ROW, place)}:{address(FIRST_ROW + len(values) - 1, place)}")
    book.live(sheet, (TOTAL_ROW, place), sum_of(below), float(add_up(values.tolist())), book.look("total", MONEY))
    sheet.write_string(TOTAL_ROW, 0, "Total", book.look("total"))


def _is_rate(figures: Figures, table: Table, name: str) -> bool:
    column = figures.catalogue.columns(table.name).get(name)
    return column is not None and column.rate


def _blank(figures: Figures, table: Table, name: str) -> list[bool]:
    """Whether each cell of an entered column was left empty: an empty optional number, or a missing rate."""
    column = figures.catalogue.columns(table.name).get(name)
    costed = figures.tables[table.name]
    if column is None or not table.entered or (column.required and not column.rate):
        return [False] * len(costed)
    values = costed.columns[name]
    if column.rate:
        status = figures.values(table.name, "status")
        return [value == 0 and state == "missing" for value, state in zip(values, status, strict=True)]
    return [value == 0 for value in values]


def _write(sheet: Worksheet, at: tuple[int, int], value: Any, style: Any) -> None:  # noqa: ANN401
    if value is None or value == "":
        sheet.write_blank(*at, None, style)
    elif isinstance(value, str):
        sheet.write_string(*at, value, style)
    elif hasattr(value, "astype") and value.dtype.kind == "M":
        sheet.write_datetime(*at, value.astype(object), style)
    else:
        sheet.write_number(*at, float(value), style)


def _plain(value: Any) -> float | str:  # noqa: ANN401 - a numpy scalar of any type
    return value if isinstance(value, str) else float(value)


def _number(figures: Figures, table: Table, name: str) -> str:
    if figures.kind(table.name, name) == "text":
        return WORDS
    figure = figures.catalogue.figures.get((table.name, name))
    if figures.dated(table.name, name):
        return DAY_IF_ANY if figure and not figures.tables[table.name].columns[name].all() else DAY
    column = figures.catalogue.columns(table.name).get(name)
    unit = figure.line.unit if figure else column.unit if column else ""
    if unit in ("year", MONTH):
        return YEAR if unit == "year" else YEAR_AND_MONTH
    if figure and figure.line.unit == CURRENCY:
        return PRICE
    return YES_NO if column and column.is_switch else decimals(digits_of(figures.values(table.name, name)))
