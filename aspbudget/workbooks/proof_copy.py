"""The copy for the second engine: a finished workbook whose formulas refer to the columns of tables by the addresses of their cells.

IronCalc takes more than twice as long to read references by titles. Where the tables stand and what their columns are called is read from the
finished file, as `verify` reads it; all else in it is as it was.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from aspbudget.inputs.package import UnsafeError, open_package, worksheets
from aspbudget.inputs.placed_tables import placed_tables
from aspbudget.letters import as_markup, from_markup
from aspbudget.lines.addressed import Addressed

_WITH_TABLES = re.compile(r'(<c r="[A-Z]+([0-9]+)"[^>]*><f>)([^<\[]*\[[^<]*)')


def by_addresses(workbook: bytes) -> bytes:
    """Return a workbook with addresses in place of references to tables; what is no workbook is returned as it is, for the engine to refuse."""
    made = BytesIO()
    try:
        with open_package(workbook) as package, ZipFile(made, "w") as copy:
            sheets = worksheets(package)
            tables, names = placed_tables(package, sheets), {part: name for name, part in sheets.items()}
            for item in package.infolist():
                part = package.read(item)
                copy.writestr(ZipInfo(item.filename), _addressed(part, Addressed(names[item.filename], tables)) if item.filename in names else part)
    except UnsafeError:
        return workbook
    return made.getvalue()


def _addressed(part: bytes, formulas: Addressed) -> bytes:
    """Return a sheet with its formulas by addresses."""
    known: dict[str, list[str]] = {}

    def by_address(found: re.Match[str]) -> str:
        before, row, text = found.groups()
        around = known.get(text)
        if around is None:
            around = known[text] = [as_markup(each) for each in formulas.around_rows(from_markup(text))]
        return f"{before}{row.join(around)}"

    return _WITH_TABLES.sub(by_address, part.decode()).encode()
