"""A sheet whose formulas are written as they are: the bytes are those of XlsxWriter itself."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from aspbudget.workbooks.live_sheet import LiveSheet

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.mark.parametrize("at", [(1_048_576, 0), (0, 16_384)])
def a_formula_beyond_the_last_row_or_column_is_not_written(at: tuple[int, int]) -> None:
    with xlsxwriter.Workbook(BytesIO()) as book:
        sheet = book.add_worksheet("Sheet", LiveSheet)
        sheet.live(at, "=1", None, 1)
        assert not sheet.table
