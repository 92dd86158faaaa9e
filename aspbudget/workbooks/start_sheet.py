"""Sheet Start here: the first sheet of an input workbook: what it is, and what is left to do on each of its sheets, live."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from aspbudget.inputs.days import in_the_cycle, years
from aspbudget.inputs.inputs import EXAMPLE, START
from aspbudget.inputs.left_to_do import ILLUSTRATIVE, MISSING, left_to_do, needed
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Bound, Call, Cell, Gather, Named, Node, Number, Text
from aspbudget.workbooks import input_words as words
from aspbudget.workbooks.in_use_sheet import no_example, statuses
from aspbudget.workbooks.look import BLUE, DAY, FILLS, SHAPES, TITLE_HEIGHT, WHOLE, WORDS, Page, height, print_on_a4

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.inputs.left_to_do import Left
    from aspbudget.workbooks.input_ranges import Ranges, Writing

BEGINS, ENDS = "cycle_begins", "cycle_ends"
_DAYS, _HEADLINE, _HEADER = (5, 6), 8, 9
_FIRST = _HEADER + 1
_ON_ONE_PAGE = 45  # sheets: a list of so many, as a draft's, is on one page, for else a row or two stand alone on a second one
_WIDTHS = (26, 23, 8, 11, 9, 12, 12, 13, 25, 70)
_COUNTED = range(2, 8)
_LEFT = (4, 7)  # the first and the last column of what is left to do
_TO_DO = 8
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the day from which spreadsheets count


class Listed(NamedTuple):
    """A sheet as it is listed: its table, the title of its group, and the number of that group, from 0."""

    table: Table
    group: str
    number: int


def write_start(writing: Writing, sheet: Worksheet, listed: Sequence[Listed], frames: Mapping[str, pd.DataFrame], lines: Sequence[tuple[str, str]]) -> None:
    """Write the sheet: the lines that say what the workbook is, the days of its cycle, and a row for each sheet with what is left to do on it."""
    sheet.set_tab_color(BLUE)
    look, say = writing.look, writing.say
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, TITLE_HEIGHT)
    sheet.write_string(0, 0, writing.title, look("title"))
    for row, (heading, text) in enumerate(lines, start=1):
        sheet.write_string(row, 0, say(heading), look("strong"))
        sheet.write_string(row, 1, say(words.of_cycle(text, writing.cycle)), look("text_line"))
    cycle = _write_days(writing, sheet, frames)
    found = left_to_do(writing.catalogue, frames, cycle)
    _frame(writing, sheet, len(listed))
    for row, each in enumerate(listed, start=_FIRST):
        _write_sheet(writing, sheet, row, each, found[each.table.name])
    _mark(writing, sheet, len(listed))
    _totals(writing, sheet, [found[each.table.name] for each in listed])
    _write_legend(writing, sheet, _FIRST + len(listed) + 2)
    print_on_a4(sheet, Page(_HEADER, writing.title, draft=False), say.heads)
    sheet.fit_to_pages(1, int(len(listed) <= _ON_ONE_PAGE))


def _write_legend(writing: Writing, sheet: Worksheet, row: int) -> None:
    """Write the legend as wide as the list, for in one line it would be wider and print all that is above it smaller."""
    text = writing.say(words.LEGEND)
    sheet.set_row(row, height([(text, add_up(_WIDTHS))]))
    sheet.merge_range(row, 0, row, len(_WIDTHS) - 1, text, writing.look("remark_across"))


def _write_days(writing: Writing, sheet: Worksheet, frames: Mapping[str, pd.DataFrame]) -> str:
    """Write the first and the last day of the cycle, by which dates are looked at, and return its name as the workbook has it."""
    table = "cycle"
    entered = writing.ranges.has(table)
    typed = [str(text) for text in frames[table][table]] if entered else [writing.cycle]
    cycle = typed[0] if typed else ""
    name = Call("item", (Cell(writing.ranges.column(table, table)), Number(2)), "text") if entered else Text(cycle)
    for row, title, part, value in zip(_DAYS, (words.BEGINS, words.ENDS), _days(name), _values(cycle), strict=True):
        sheet.write_string(row, 0, writing.say(title), writing.look("strong"))
        writing.live(sheet, (row, 1), Call("or_else", (part, Text(words.NO_CYCLE))), value, writing.look("day", writing.say.formats(DAY)))
    for row, defined in zip(_DAYS, (BEGINS, ENDS), strict=True):
        writing.book.define_name(defined, f"={quote_sheetname(writing.say.sheet(START))}!{xl_range_abs(row, 1, row, 1)}")
    return cycle


def _days(cycle: Node) -> tuple[Node, Node]:
    """Return the first and the last day of a cycle from its name."""
    first, last = (Call("in_number", (Call(letters, (cycle, Number(4)), "text"),)) for letters in ("first_letters", "last_letters"))
    return Call("new_year", (first,)), Binary("-", Call("new_year", (Binary("+", last, Number(1)),)), Number(1))


def _values(cycle: str) -> tuple[float | str, float | str]:
    span = years(cycle)
    if not span:
        return words.NO_CYCLE, words.NO_CYCLE
    return float((datetime(span[0], 1, 1) - _EPOCH).days), float((datetime(span[1], 12, 31) - _EPOCH).days)  # noqa: DTZ001 - days have no zone


def _frame(writing: Writing, sheet: Worksheet, number: int) -> None:
    """Make the list a spreadsheet table with one row of titles."""
    heads = [{"header": title, "header_format": writing.look.header(right=place in _COUNTED)} for place, title in enumerate(writing.say.titles(list(words.HEADS)))]
    sheet.set_row(_HEADER, 32)
    sheet.add_table(_HEADER, 0, _HEADER + number, len(words.HEADS) - 1, {"name": "StartHere", "columns": heads, "style": None, "autofilter": False})


def _mark(writing: Writing, sheet: Worksheet, number: int) -> None:
    """Colour what is to do, beside its sign, as the cells of the sheets are."""
    for sign, status in ((SHAPES[MISSING], MISSING), (SHAPES[ILLUSTRATIVE], ILLUSTRATIVE)):
        stated = {"type": "text", "criteria": "begins with", "value": sign, "format": writing.book.add_format(FILLS[status])}
        sheet.conditional_format(_FIRST, _TO_DO, _FIRST + number - 1, _TO_DO, stated)


def _write_sheet(writing: Writing, sheet: Worksheet, row: int, listed: Listed, left: Left) -> None:
    """Write the row of a sheet: its link, its group, its counts, what is to do, and what a row of it is."""
    look, table, say = writing.look, listed.table, writing.say
    about = say(table.about).replace("\n", " ")
    sheet.set_row(row, height([(about, _WIDTHS[-1])]))
    sheet.write_url(row, 0, writing.url(table.title), look("link"), say.sheet(table.title))
    sheet.write_string(row, 1, say(listed.group), look.band(listed.number))
    parts = counts(writing.ranges, table)
    for place, part, value in zip(_COUNTED, parts, left, strict=True):
        writing.live(sheet, (row, place), part, value, look("text", WHOLE))
    cells = [Cell(xl_range_abs(row, place, row, place).replace("$", "")) for place in _COUNTED]
    writing.live(sheet, (row, _TO_DO), _to_do(cells), _to_do_now(left), look("text", WORDS))
    sheet.write_string(row, _TO_DO + 1, about, look("text"))


def counts(ranges: Ranges, table: Table) -> tuple[Node, ...]:
    """Return what a sheet has and still needs as formulas, in the order of `Left`."""
    name, key = table.name, ranges.catalogue.key(table.name)
    examples = Gather("count", name, key, ((key, Text(f"{ranges.say(EXAMPLE)}*")),))
    rows = Binary("-", Binary("-", Gather("count", name, key, ()), Number(1)), examples)
    dated = in_the_cycle(ranges.catalogue).get(name, ())
    rowed = _rowed(ranges, key)
    bounds = Bound("<", Named(BEGINS)), Bound(">", Named(ENDS))
    outside = Call("sum", tuple(Gather("count", name, day, ((day, bound), *rowed)) for day in dated for bound in bounds)) if dated else Number(0)
    return rows, examples, _empty(ranges, table, rows), _having(ranges, table, MISSING), _having(ranges, table, ILLUSTRATIVE), outside


def _rowed(ranges: Ranges, key: str) -> tuple[tuple[str, Node], ...]:
    """Return what makes a row one that counts: it has a key, which is no example's."""
    return (key, Text("<>")), (key, no_example(ranges))


def _empty(ranges: Ranges, table: Table, rows: Node) -> Node:
    """Return how many cells are empty that may not be: those of all rows and of the titles, less the filled ones."""
    names, key = needed(ranges.catalogue, table.name), ranges.catalogue.key(table.name)
    if not names:
        return Number(0)
    filled = Call("sum", tuple(Gather("count", table.name, name, ((name, Text("<>")), *_rowed(ranges, key))) for name in names))
    return Binary("-", Binary("*", Number(len(names)), Binary("+", rows, Number(1))), filled)


def _having(ranges: Ranges, table: Table, status: str) -> Node:
    """Return how many rows in use have a status."""
    if "status" not in ranges.catalogue.columns(table.name):
        return Number(0)
    if table.name in ranges.uses:
        return Call("count_where", (statuses(ranges, table.name), Text(status)))
    key = ranges.catalogue.key(table.name)
    return Gather("count", table.name, "status", (("status", Text(status)), *_rowed(ranges, key)))


def _to_do(cells: Sequence[Cell]) -> Node:
    """Return in words what is to be done on a sheet first, from the cells of its counts."""
    rows, _, empty, missing, illustrative, outside = cells
    part: Node = Call("where", (Binary("=", rows, Number(0), "truth"), Text(words.NO_ROWS), Text(words.NOTHING_TO_DO)), "text")
    for cell, text in ((illustrative, words.TO_DO_ILLUSTRATIVE), (outside, words.TO_DO_OUTSIDE), (missing, words.TO_DO_MISSING), (empty, words.TO_DO_EMPTY)):
        part = Call("where", (Binary(">", cell, Number(0), "truth"), Text(text), part), "text")
    return part


def _to_do_now(left: Left) -> str:
    found = ((left.empty, words.TO_DO_EMPTY), (left.missing, words.TO_DO_MISSING), (left.outside, words.TO_DO_OUTSIDE), (left.illustrative, words.TO_DO_ILLUSTRATIVE))
    return next((text for number, text in found if number), words.NOTHING_TO_DO if left.rows else words.NO_ROWS)


def _totals(writing: Writing, sheet: Worksheet, found: Sequence[Left]) -> None:
    """Write the sums of all sheets below the list, and above it whether anything is left."""
    row, look = _FIRST + len(found), writing.look
    sums = [Call("sum", (Cell(xl_range_abs(_FIRST, place, row - 1, place)),)) for place in _COUNTED]
    values = [float(add_up(each)) for each in zip(*found, strict=True)]
    sheet.write_string(row, 0, writing.say(words.ALL_SHEETS), look("total"))
    for place in (1, _TO_DO, _TO_DO + 1):
        sheet.write_blank(row, place, None, look("total"))
    for place, part, value in zip(_COUNTED, sums, values, strict=True):
        writing.live(sheet, (row, place), part, value, look("total", WHOLE))
    total = Call("sum", (Cell(xl_range_abs(row, _LEFT[0], row, _LEFT[-1])),))
    none = Binary("=", total, Number(0), "truth")
    said = words.SOME_LEFT if any(values[2:]) else words.NOTHING_LEFT
    writing.live(sheet, (_HEADLINE, 0), Call("where", (none, Text(words.NOTHING_LEFT), Text(words.SOME_LEFT)), "text"), said, look("heading"))
