"""The inputs of another organisation, a river commission: what an officer fills in of its budget for 2030."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import openpyxl

from aspbudget.cli import DONE, main

CONTENT = "river_commission"
HOME = Path(__file__).parents[1] / "another"  # where its content stands
COMMAND = (sys.executable, "-m", "aspbudget.cli")
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


def begun(root: Path, cycle: str) -> Path:
    """Begin a workspace of the commission, and return its input workbook of a cycle, filled in."""
    root.mkdir(parents=True)
    (root / "aspbudget.toml").write_text(f'content = "{CONTENT}"\n', encoding="utf-8")
    with patch.object(sys, "path", [*sys.path, str(HOME)]), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        assert main(["new", cycle, "--workspace", str(root)]) == DONE
    section = root / "inputs" / cycle / "section.xlsx"
    fill(section)
    return section


def finding_it() -> dict[str, str]:
    """Return the environment of a process that finds the commission's content, as if it were installed."""
    return os.environ | {"PYTHONPATH": str(HOME)}
