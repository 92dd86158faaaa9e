"""Kept sheets: whatever an officer's own cell holds is written again, and a name that is too long is cut."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from io import BytesIO

import openpyxl
import xlsxwriter

from aspbudget.inputs.own import OwnSheet
from aspbudget.workbooks.kept_sheets import write_note, write_sheets
from aspbudget.workbooks.look import DAY, Look

DATE = datetime(2004, 5, 3)  # noqa: DTZ001 - a spreadsheet's dates have no time zone


def a_note_is_written_as_what_it_is() -> None:
    notes = ["=1+1", 12.5, DATE, True, None, "=WEOG"]
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet, look = book.add_worksheet(), Look(book)
        for row, note in enumerate(notes):
            write_note(sheet, (row, 0), note, look)
    found = openpyxl.load_workbook(data).active
    assert [cell.value for (cell,) in found.iter_rows()] == notes
    assert (found["A1"].data_type, found["A3"].number_format) == ("s", DAY)


def an_own_sheet_with_a_name_that_is_too_long_is_kept_under_a_shorter_one() -> None:
    long = "My " + "long " * 8
    cells = {(1, 1): (1, "General"), (2, 3): (time(9, 30), "hh:mm"), (3, 1): (timedelta(hours=30), "[h]:mm")}
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        write_sheets(book, [OwnSheet(f"{long}{last}", cells, (), hidden=False) for last in "ab"])
    found = openpyxl.load_workbook(data)
    assert found.sheetnames == ["My long long long long long 1", "My long long long long long 2"]
    assert found.worksheets[0]["C2"].value == time(9, 30)
