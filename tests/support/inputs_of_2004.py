"""The inputs of 2004 in tests: their cells by name, and the faults that are found when some of them are changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from aspbudget.declare.groups import in_order
from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read
from support.workbooks import TITLES, cell, changed

if TYPE_CHECKING:
    from aspbudget.declare.model import Table
    from aspbudget.faults import Fault
    from aspbudget.inputs.read import RawWorkbook

MODELS = catalogue()
ENTERED = in_order(MODELS.package, MODELS.workbook, (table for table in MODELS.tables.values() if table.entered))
INPUT = Path(__file__).resolve().parents[2] / "inputs" / "2004" / "section.xlsx"
LABEL = "inputs/2004/section.xlsx"


@cache
def typed() -> RawWorkbook:
    """Return the inputs of 2004 as typed."""
    return read(INPUT, LABEL)


def at(sheet: str, title: str, key: str = "") -> str:
    """Return the name of a cell of the inputs of 2004, such as `Posts!C6`."""
    return cell(typed(), sheet, title, key)


def listed(raw: RawWorkbook) -> list[str]:
    """Return the faults of a workbook, each as `Sheet!C6: message`."""
    return [f"{fault.sheet}!{fault.cell}: {fault.message}" for fault in faults_of(raw)]


def faults_of(raw: RawWorkbook) -> tuple[Fault, ...]:
    """Return the faults of a workbook."""
    try:
        check(MODELS, raw, "2004")
    except Refused as refused:
        return refused.faults
    return ()


def faults(cells: dict[str, object] | None = None, *, without: tuple[str, ...] = ()) -> list[str]:
    """Return the faults of the inputs of 2004 with some cells changed and some sheets left out."""
    return listed(changed(typed(), cells or {}, without))


def places(table: Table) -> dict[str, str]:
    """Return the letter of each column of a sheet, in the order of the models, which is that of the sheet."""
    return {
        column.name: get_column_letter(place) for place, column in enumerate(MODELS.columns(table.name).values(), 1)
    }


def without_rows(sheet: str) -> list[str]:
    """Return the faults when a sheet has no rows."""
    rows = {row: line for row, line in typed().sheets[sheet].cells.items() if row > TITLES}
    return faults({f"{sheet}!{get_column_letter(place)}{row}": None for row, line in rows.items() for place in line})
