"""Sheet Rows in use: of sheets to which others refer, the status of each row on which a figure depends, for sheet Start here to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name

from aspbudget.inputs.inputs import EXAMPLE, IN_USE, START, is_example
from aspbudget.inputs.left_to_do import statuses_in_use
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Node, Number, Text
from aspbudget.lines.spreadsheet import formula
from aspbudget.phrase import phrase
from aspbudget.workbooks.input_ranges import FIRST_ROW, HEADER_ROW
from aspbudget.workbooks.input_words import ABOUT_IN_USE, BACK
from aspbudget.workbooks.look import WORDS, WORKED_OUT, Page, leave_out, print_on_a4
from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.workbooks.input_ranges import Ranges, Writing

_MORE = 100  # rows that may be added to a sheet before this one is too short for it
_WIDTHS = 30, 12
_PLACE, _ROW = "\1", "\2"  # in the formula of all rows: the place of a row in the columns of its sheet, and the number of the row on this one


def statuses(ranges: Ranges, table: str) -> Cell:
    """Return the column of sheet Rows in use that has the statuses of a sheet."""
    place = list(ranges.uses).index(table)
    return Cell(ranges.on(IN_USE, 2 * place + 1))


def no_example(ranges: Ranges) -> Text:
    """Return what the key of a row is that is no example."""
    return Text(f"<>{ranges.say(EXAMPLE)}*")


def write_in_use(writing: Writing, sheet: Worksheet, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write a column for each sheet to which others refer: a formula for each of its rows, and for rows that may be added."""
    look, say = writing.look, writing.say
    sheet.set_tab_color(WORKED_OUT)
    sheet.write_string(0, 0, say(IN_USE), look("title"))
    sheet.write_string(1, 0, say(phrase(ABOUT_IN_USE, start=START)), look("subtitle"))
    sheet.write_url(2, 0, writing.url(START), look("link"), say(BACK))
    sheet.set_row(HEADER_ROW, 32)
    for place, table in enumerate(writing.ranges.uses):
        _write_rows(writing, sheet, 2 * place, writing.catalogue.sheets[table], frames)
    sheet.freeze_panes(FIRST_ROW, 0)
    print_on_a4(sheet, Page(HEADER_ROW, writing.title, draft=False), say.heads)
    sheet.fit_to_pages(1, 0)
    leave_out(sheet)


def _write_rows(writing: Writing, sheet: Worksheet, place: int, table: Table, frames: Mapping[str, pd.DataFrame]) -> None:
    """Write, from a column on, the key of each row of a sheet and beside it the status of those in use."""
    look, ranges, key = writing.look, writing.ranges, writing.catalogue.key(table.name)
    for column, title in enumerate((table.title, writing.catalogue.columns(table.name)["status"].title)):
        sheet.write_string(HEADER_ROW, place + column, writing.say(title), look.header())
        sheet.set_column(place + column, place + column, _WIDTHS[column])
    of_key = formula(_key(ranges, _cell(ranges, table.name, key)), ranges)
    of_status = formula(_status(ranges, table, Cell(f"{xl_col_to_name(place)}{_ROW}", "text")), ranges)
    known = list(zip(frames[table.name][key], statuses_in_use(writing.catalogue, frames, table.name), strict=True))
    for number, (text, status) in enumerate([*known, *[("", "")] * _MORE]):
        row = FIRST_ROW + number
        shown = Shown("" if is_example(text) else text or "")
        writing.put(sheet, (row, place), _in_row(of_key, number), shown, look("text", WORDS))
        writing.put(sheet, (row, place + 1), _in_row(of_status, number), status, look("text", WORDS))


def _in_row(text: str, number: int) -> str:
    """Return the formula of all rows for one of them, by its number from 0."""
    return text.replace(_PLACE, str(number + 2)).replace(_ROW, str(FIRST_ROW + number + 1))


def _key(ranges: Ranges, cell: Node) -> Node:
    """Return the key of a row, an empty text for an example and for a row that isn't there."""
    mark = ranges.say(EXAMPLE)
    example = Binary("=", Call("first_letters", (cell, Number(len(mark))), "text"), Text(mark), "truth")
    return Call("where", (example, Text(""), Call("joined", (cell, Text("")), "text")), "text")


def _status(ranges: Ranges, table: Table, key: Node) -> Node:
    """Return the status of a row of a sheet where others refer to its key; an empty text elsewhere."""
    by = ranges.uses[table.name]
    own = [_cell(ranges, table.name, column) for column in by.own]
    uses = [_uses(ranges, by.others, key), *(Call("where", (_is_empty(each), Number(0), _uses(ranges, by.others, each))) for each in own)]
    used = Binary(">", Call("sum", tuple(uses)), Number(0), "truth")
    found = Call("where", (used, Call("joined", (_cell(ranges, table.name, "status"), Text("")), "text"), Text("")), "text")
    return Call("where", (_is_empty(key), Text(""), found), "text")


def _cell(ranges: Ranges, table: str, column: str) -> Node:
    return Call("item", (Cell(ranges.column(table, column)), Cell(_PLACE)), "any")


def _is_empty(cell: Node) -> Node:
    return Binary("=", cell, Text(""), "truth")


def _uses(ranges: Ranges, others: tuple[tuple[str, str], ...], key: Node) -> Node:
    """Return how many rows refer to a key, examples not counted."""
    counts = [Gather("count", other, column, ((column, key), (ranges.catalogue.key(other), no_example(ranges)))) for other, column in others if ranges.has(other)]
    return Call("sum", tuple(counts))
