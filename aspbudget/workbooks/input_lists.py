"""Input lists: what the cells of an input sheet offer or allow, and the note at the title of each column that says so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from aspbudget.declare.sheet import NO, YES
from aspbudget.inputs.inputs import NAMES
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Number
from aspbudget.lines.spreadsheet import formula
from aspbudget.phrase import in_a_row, phrase
from aspbudget.workbooks import input_words as words
from aspbudget.workbooks.input_ranges import FIRST_ROW, HEADER_ROW
from aspbudget.workbooks.look import WORDS, Page, leave_out, pages_across, print_on_a4

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.workbooks.input_ranges import Ranges, Writing

_NAMES_WIDTH = 34
_FAR = 1e12


def name_keys(writing: Writing) -> None:
    """Give the keys of each sheet to which others refer a name, by which lists offer them: as many as the sheet has rows."""
    ranges, catalogue = writing.ranges, writing.catalogue
    referred = {column.refers for table in ranges.tables for column in catalogue.columns(table.name).values()}
    for table in (table for table in ranges.tables if table.name in referred):
        key = catalogue.key(table.name)
        column = ranges.column(table.name, key)
        sheet, _, cells = column.rpartition("!")
        title = Cell(f"{sheet}!{cells.partition(':')[0]}")
        rows = Call("greatest", (Number(1), Binary("-", Gather("count", table.name, key, ()), Number(1))))
        writing.book.define_name(keys_name(table.name), formula(Call("cells_from", (title, Number(1), Number(0), rows, Number(1))), ranges))


def keys_name(table: str) -> str:
    """Return the name by which lists know the keys of a sheet."""
    return f"keys_of_{table}"


def rule(ranges: Ranges, column: Column, elsewhere: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return what the cells of a column offer, or allow; nothing for any text. `elsewhere` are the names of another workbook, by table."""
    found = _offered(ranges.say.sheet(NAMES), list(elsewhere).index(column.refers), elsewhere[column.refers]) if column.refers in elsewhere else _rule(ranges, column)
    if not found:
        return {}
    return found | {"ignore_blank": True, "error_title": ranges.say(column.title)[:32], "error_message": ranges.say(note(ranges.catalogue, column, elsewhere))[:255]}


def _rule(ranges: Ranges, column: Column) -> dict[str, Any]:
    if column.choices:
        return {"validate": "list", "source": [ranges.say(choice) for choice in column.choices]}
    if ranges.has(column.refers):
        by_name = {"error_type": "information"} if column.names else {}  # a spreadsheet knows the keys alone
        return {"validate": "list", "source": f"={keys_name(column.refers)}"} | by_name
    if column.kind == "date":
        return {"validate": "date", "criteria": ">=", "value": datetime(1998, 7, 17, tzinfo=UTC).replace(tzinfo=None)}
    if column.textual:
        return {}
    if column.is_switch:
        return {"validate": "list", "source": [ranges.say(YES), ranges.say(NO)], "error_type": "information"}  # a spreadsheet knows only these, not Yes or 1
    kind = "integer" if column.kind == "whole" else "decimal"
    low, high = column.low if column.low is not None else -_FAR, column.high if column.high is not None else _FAR
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _offered(sheet: str, place: int, keys: list[str]) -> dict[str, Any]:
    """Return the list that a cell offers of the section's names; others may be typed, and are checked later."""
    if not keys:
        return {}
    names = xl_range_abs(FIRST_ROW, place, FIRST_ROW + len(keys) - 1, place)
    return {"validate": "list", "source": f"={quote_sheetname(sheet)}!{names}", "error_type": "information"}


def note(catalogue: Catalogue, column: Column, elsewhere: Mapping[str, list[str]]) -> str:
    """Return the note on a column's title: what the column is, what it may contain, and whether it may be empty."""
    refers = words.HERE_OR_THERE if column.refers in elsewhere else words.A_ROW_OF
    kinds = words.KINDS_WITHIN if column.limits else words.KINDS
    allowed = [
        phrase(refers, sheet=catalogue.tables[column.refers].title) if column.refers in catalogue.tables else "",
        words.BY_NAME if column.names else "",
        phrase(words.ONE_OF, choices=in_a_row(column.choices, ", ")) if column.choices else "",
        phrase(words.MUST_BE, what=column.pattern.about) if column.pattern else "",
        phrase(words.ONE_OF, choices=in_a_row((YES, NO), ", ")) if column.is_switch else phrase(kinds[column.kind], limits=column.limits) if kinds[column.kind] else "",
        "" if column.prefilled or (column.required and not column.rate) else words.MAY_BE_EMPTY,
    ]
    return in_a_row([column.about, *(part for part in allowed if part)], "\n")


def write_names(writing: Writing, sheet: Worksheet, elsewhere: Mapping[str, list[str]]) -> None:
    """Write the names that the section has, a column for each of its sheets, for the lists of the other sheets."""
    look, say = writing.look, writing.say
    sheet.write_string(0, 0, say(NAMES), look("title"))
    sheet.write_string(1, 0, say(words.ABOUT_NAMES), look("subtitle"))
    for place, (name, keys) in enumerate(elsewhere.items()):
        sheet.write_string(HEADER_ROW, place, say(writing.catalogue.tables[name].title), look.header())
        sheet.set_column(place, place, _NAMES_WIDTH)
        for row, key in enumerate(keys, start=FIRST_ROW):
            sheet.write_string(row, place, key, look("text", WORDS))
    sheet.freeze_panes(FIRST_ROW, 0)
    pages_across(sheet, [_NAMES_WIDTH] * len(elsewhere), 0)
    print_on_a4(sheet, Page(HEADER_ROW, writing.title, draft=False), say.heads)
    leave_out(sheet)
