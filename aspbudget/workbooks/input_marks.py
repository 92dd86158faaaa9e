"""Input marks: formats that follow what cells hold, so that a row that needs something is seen at the cell, by a sign before its colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.inputs.days import in_the_cycle
from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.left_to_do import MISSING, needed
from aspbudget.lines.formula import Binary, Call, Named, Node, Number, Own, Text
from aspbudget.lines.spreadsheet import formula
from aspbudget.workbooks.input_ranges import FIRST_ROW, SPARE_ROWS
from aspbudget.workbooks.look import DAY, FILLS, GREY, PALE_GREY, RED, SHAPES
from aspbudget.workbooks.start_sheet import BEGINS, ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.workbooks.input_ranges import Writing

_OUTSIDE = {"bg_color": "#FCE4D6", "font_color": RED, "bold": True, "num_format": f'"✕ "{DAY}'}
_EXAMPLE = {"italic": True, "font_color": GREY, "bg_color": PALE_GREY}


def mark(writing: Writing, sheet: Worksheet, table: Table, rows: int) -> None:
    """Give the cells of a sheet that has so many rows, and of rows to come, the formats that follow what they hold."""
    ranges = writing.ranges.of(table.name)
    last = FIRST_ROW + rows + SPARE_ROWS
    columns = list(writing.catalogue.columns(table.name))
    for names, condition, style, more in _marks(writing, table):
        for first, after in _runs([columns.index(name) for name in names]):
            stated = {"type": "formula", "criteria": formula(condition, ranges), "format": writing.book.add_format(style)}
            sheet.conditional_format(FIRST_ROW, first, last, after, stated | more)


def _marks(writing: Writing, table: Table) -> Iterator[tuple[list[str], Node, dict[str, Any], dict[str, Any]]]:
    """Yield which columns are marked, when, and how; what comes first rules out what comes after it."""
    catalogue, begins = writing.catalogue, writing.say(EXAMPLE)
    columns, key = catalogue.columns(table.name), catalogue.key(table.name)
    example = _is(Call("first_letters", (Own(key), Number(len(begins))), "text"), Text(begins))
    yield list(columns), example, _EXAMPLE, {"stop_if_true": True}
    if "status" in columns:
        for status, shape in SHAPES.items():
            signed = {"num_format": f'"{shape} "@'}
            yield ["status"], _is(Own("status"), Text(status)), signed | FILLS.get(status, {}), {}
            if status in FILLS:
                yield [key], _is(Own("status"), Text(status)), signed | (FILLS[status] if status == MISSING else {}), {}
        for rate in (column.name for column in columns.values() if column.rate):
            lacking = Call("and", (_is(Own("status"), Text(MISSING)), _is(Own(rate), Text(""))), "truth")
            yield [rate], lacking, FILLS[MISSING], {}
    for name in needed(catalogue, table.name):
        begun = Binary("<>", Own(key), Text(""), "truth")
        yield [name], Call("and", (begun, _is(Own(name), Text(""))), "truth"), FILLS[MISSING], {}
    for day in in_the_cycle(catalogue).get(table.name, ()):
        before, after = Binary("<", Own(day), Named(BEGINS), "truth"), Binary(">", Own(day), Named(ENDS), "truth")
        filled = Binary("<>", Own(day), Text(""), "truth")
        yield [day], Call("and", (filled, Call("or", (before, after), "truth")), "truth"), _OUTSIDE, {}


def _is(part: Node, text: Text) -> Node:
    return Binary("=", part, text, "truth")


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of places that follow one another."""
    begun = before = places[0]
    for place in [*places[1:], -1]:
        if place != before + 1:
            yield begun, before
            begun = place
        before = place
