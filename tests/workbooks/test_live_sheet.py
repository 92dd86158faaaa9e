"""A sheet whose cells are written as they are: the bytes are those of XlsxWriter itself."""

from __future__ import annotations

import gc
import re
import zipfile
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from aspbudget.lines.canonical import ROW
from aspbudget.workbooks.cycle_book import undisturbed
from aspbudget.workbooks.live_sheet import LiveSheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter.format import Format

VALUES = [1.5, 0.1 + 0.2, 1e21, 3, True, False, "", "a text", "<1 & \"2\" > 'é'\n", "#N/A", "#DIV/0!", "#N/A is a text"]
FORMULAS = ["=A1+2", '=IF(A1<>"a & b","x",">")', "=SUM(Posts[[Net cost (EUR)]])", "=_xlfn.MAXIFS(A:A,B:B,1)"]


def written(kind: type[Worksheet], write: Callable[..., object]) -> bytes:
    """Return a sheet with each formula and each value as its file has it."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("Sheet", kind), book.add_format({"bold": True})
        for row, value in enumerate(VALUES):
            for column, formula in enumerate(FORMULAS):
                write(sheet, (row, 25 + column), formula, bold, value)
        sheet.write_string(0, 0, "a text")
        sheet.set_row(30, None, bold)
        write(sheet, (30, 2), "=1", None, 1)
    with zipfile.ZipFile(file) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def the_bytes_of_a_formula_and_its_value_are_those_of_xlsxwriter() -> None:
    plain = written(Worksheet, lambda sheet, at, *rest: sheet.write_formula(*at, *rest))
    assert written(LiveSheet, LiveSheet.live) == plain
    assert plain.count(b"<f>") == len(VALUES) * len(FORMULAS) + 1


def of_every_kind(kind: type[Worksheet]) -> bytes:
    """Return a sheet with a cell of every kind, each with a look and without, in rows and columns that have one."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("Sheet", kind), book.add_format({"bold": True})
        sheet.set_row(3, 20, bold)
        sheet.set_column(30, 30, 12, bold)
        for row in range(2, 5):
            for column, look in ((1, bold), (29, None), (30, None), (702, bold)):
                at = row * 10 + column % 2
                sheet.write_string(at, column, "a <text>", look)
                sheet.write_number(at + 1, column, 0.1 + 0.2 + row, look)
                sheet.write_datetime(at + 2, column, datetime(2004, 9, 6), look)  # noqa: DTZ001 - a day of a workbook is of no zone
                sheet.write_boolean(at + 3, column, column == 1, look)
                sheet.write_blank(at + 4, column, None, look)
                sheet.write_array_formula(at + 5, column, at + 5, column, "=SUM(A1:A2)", look, 3)
                sheet.write_rich_string(at + 6, column, "one ", bold, "two", *([look] if look else []))
                sheet.write_url(at + 7, column, "internal:'Sheet'!A1", look, "a link")
    with zipfile.ZipFile(file) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def the_bytes_of_every_kind_of_cell_are_those_of_xlsxwriter() -> None:
    assert of_every_kind(LiveSheet) == of_every_kind(Worksheet)


def a_formula_of_many_rows_is_written_as_it_would_be_in_each_of_them() -> None:
    def column(sheet: LiveSheet, at: tuple[int, int], formula: str, style: Format, value: float | str) -> None:
        sheet.live_column(at, formula, style, [value])

    assert written(LiveSheet, column) == written(LiveSheet, LiveSheet.live)
    with xlsxwriter.Workbook(BytesIO()) as book:
        sheet, other = (book.add_worksheet(name, LiveSheet) for name in ("One", "Other"))
        sheet.live_column((4, 2), "=A1", None, [1.5, "two", 3.0])
        for row, value in enumerate([1.5, "two", 3.0], start=4):
            other.live((row, 2), "=A1", None, value)
        assert (sheet.table, sheet.dim_rowmin, sheet.dim_rowmax, sheet.dim_colmax) == (other.table, 4, 6, 2)
        sheet.live_column((9, 3), "=A1", None, [])
        assert 9 not in sheet.table


@pytest.mark.parametrize("style", [None, {"bold": True}])
@pytest.mark.parametrize("noted", [False, True])
def a_formula_that_names_its_own_row_has_the_number_of_each(style: dict[str, bool] | None, noted: bool) -> None:  # noqa: FBT001
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet", LiveSheet)
        sheet.live_column((4, 2), f"=$A{ROW}+10", book.add_format(style) if style else None, [1.0, 2.0])
        if noted:
            sheet.write_comment(0, 0, "a note")
        assert {sheet.table[row][2].alike for row in (4, 5)} == {f"$A{ROW}+10"}, "the formula is kept once for all rows"
    with zipfile.ZipFile(file) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall("<f>(.*?)</f><v>(.*?)</v>", text) == [("$A5+10", "1.0"), ("$A6+10", "2.0")]


def the_texts_below_each_other_are_written_as_they_would_be_one_by_one() -> None:
    texts = ["one", "", "two", "one", ""]

    def book_of(write: Callable[[LiveSheet, Format], None]) -> dict[str, bytes]:
        file = BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            write(book.add_worksheet("Sheet", LiveSheet), book.add_format({"bold": True}))
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}

    def one_by_one(sheet: LiveSheet, look: Format) -> None:
        for row, text in enumerate(texts, start=3):
            sheet.write_string(row, 1, text, look) if text else sheet.write_blank(row, 1, None, look)

    found = book_of(lambda sheet, look: sheet.texts((3, 1), texts, look))
    assert found == book_of(one_by_one)
    assert b'count="3" uniqueCount="2"' in found["xl/sharedStrings.xml"]


def a_table_is_marked_as_xlsxwriter_marks_it() -> None:
    def marked(kind: type[Worksheet]) -> dict[str, bytes]:
        file = BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Sheet", kind)
            sheet.add_table(4, 0, 20, 1, {"name": "Posts", "columns": [{"header": "Grade"}, {"header": "Months"}]})
            sheet.add_table(24, 0, 30, 1, {"name": "Other", "autofilter": False, "style": None, "columns": [{"header": "Grade"}, {"header": "Months"}]})
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}

    found = marked(LiveSheet)
    assert found == marked(Worksheet)
    assert b'ref="A5:B21"' in found["xl/tables/table1.xml"]


def the_cells_of_a_sheet_are_kept_no_longer_than_until_they_are_written() -> None:
    with xlsxwriter.Workbook(BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sheet", LiveSheet)
        sheet.live((0, 0), "=1+1", book.add_format({"bold": True}), 2)
        assert sheet.table
    assert not sheet.table


@pytest.mark.parametrize("was", [True, False])
def the_search_for_unused_memory_waits_while_a_workbook_is_written(was: bool) -> None:  # noqa: FBT001
    before = gc.isenabled()
    (gc.enable if was else gc.disable)()
    try:
        with suppress(ZeroDivisionError), undisturbed():
            assert not gc.isenabled()
            raise ZeroDivisionError
        assert gc.isenabled() is was
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("at", [(1_048_576, 0), (0, 16_384)])
def a_formula_beyond_the_last_row_or_column_is_not_written(at: tuple[int, int]) -> None:
    with xlsxwriter.Workbook(BytesIO()) as book:
        sheet = book.add_worksheet("Sheet", LiveSheet)
        sheet.live(at, "=1", None, 1)
        sheet.live_column(at, "=1", None, [1])
        assert not sheet.table
