"""Plain drafts in tests: the rows that a draft's workbook has, on its sheets and in its columns, without what the tool adds to be read by people."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd
import xlsxwriter

from aspbudget.declare.sheet import NO, NOTES, YES
from aspbudget.inputs.inputs import START
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.draft_sheets import combined, readable
from aspbudget.workbooks.input_ranges import FIRST_ROW, HEADER_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue


def plain_draft(section: Catalogue, frames: Mapping[str, pd.DataFrame]) -> bytes:
    """Return a draft beside a section of these models, which is read as the workbook that the tool makes of the same rows."""
    anatomy = anatomy_of(section)
    known, file = combined(anatomy), BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}) as book:
        book.add_worksheet(START)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for table in readable(known, anatomy):
            sheet = book.add_worksheet(table.title)
            titles = [column.title for column in known.columns(table.name).values()]
            sheet.write_row(HEADER_ROW, 0, titles if NOTES in titles else [*titles, NOTES])
            for at, value in _cells(known, table, frames.get(table.name)):
                _write(sheet, at, value, day)
    return file.getvalue()


def _cells(known: Catalogue, table: Table, frame: pd.DataFrame | None) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield the cells of a table that aren't empty, each with its place."""
    for place, (name, column) in enumerate(known.columns(table.name).items()):
        for row, value in enumerate(frame[name].tolist() if frame is not None and name in frame else ()):
            if not (value is None or value == "" or pd.isna(value)):
                yield (FIRST_ROW + row, place), (NO, YES)[int(value)] if column.is_switch else value


def _write(sheet: Worksheet, at: tuple[int, int], value: object, day: xlsxwriter.format.Format) -> None:
    if isinstance(value, str):
        sheet.write_string(*at, value)
    elif hasattr(value, "year"):
        sheet.write_datetime(*at, pd.Timestamp(value).to_pydatetime(), day)
    else:
        sheet.write_number(*at, float(value))  # type: ignore[arg-type] - what is no text and no day is a number
