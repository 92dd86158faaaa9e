"""The inputs of another organisation, a river commission: what an officer fills in of its budget for 2030."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = "river_commission"
HEADER = 4
ROWS = {
    "Cycle": ({"Title": "Budget of the River Commission", "Currency": "CHF"},),
    "Assumptions": ({"Assumption": "reading_price", "Value": 12.25, "Source": "Contract", "Status": "published"},),
    "Departments": ({"Department": "HYD", "Name": "Hydrology"}, {"Department": "FLD", "Name": "Field office"}),
    "Accounts": ({"Account": "Field work", "Chapter": "Operations"}, {"Account": "Data", "Chapter": "Operations"}),
    "Gauges": (
        {"Gauge": "Upper bridge", "Department": "HYD", "Charged to": "Data", "Readings": 365, "Source": "Plan", "Status": "published"},
        {"Gauge": "Lower bridge", "Department": "FLD", "Charged to": "Field work", "Readings": 51, "Source": "Plan", "Status": "published"},
    ),
}


def fill(path: Path) -> None:
    """Fill the sheets of a new input workbook in, as an officer would."""
    book = openpyxl.load_workbook(path)
    for name, rows in ROWS.items():
        sheet = book[name]
        columns = {cell.value: cell.column for cell in sheet[HEADER]}
        for place, row in enumerate(rows, start=HEADER + 1):
            for title, value in row.items():
                sheet.cell(place, columns[title]).value = value
    book.save(path)
