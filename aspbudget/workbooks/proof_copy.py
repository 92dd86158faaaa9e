"""The copy for the second engine: a finished workbook whose formulas refer to the columns of tables by the addresses of their cells.

IronCalc takes more than twice as long to read references by titles. Where the tables stand and what their columns are called is read from the
finished file, as `verify` reads it. A formula that reads the same in several rows of a column, but for the number of its row, stands there once for all of
them, as spreadsheets themselves save one: the engine reads it once, and computes it in each row. With titles it goes wrong in that, with addresses it
doesn't. All else in the workbook is as it was.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile, ZipInfo

from aspbudget.inputs.package import UnsafeError, open_package, own_worksheets
from aspbudget.inputs.placed_tables import placed_tables
from aspbudget.letters import as_markup, from_markup
from aspbudget.lines.addressed import Addressed, for_rows, is_alike

_FORMULAS = re.compile(r'(<c r="([A-Z]+)([0-9]+)"[^>]*><f)>([^<]*)')
_LAST_ROW = 1_048_576  # of every sheet: how far down a formula goes on is not known where it stands first


def by_addresses(workbook: bytes) -> bytes:
    """Return a workbook with addresses in place of references to tables; what is no workbook is returned as it is, for the engine to refuse."""
    made = BytesIO()
    try:
        with open_package(workbook) as package, ZipFile(made, "w") as copy:
            sheets = own_worksheets(package)
            tables, names = placed_tables(package, sheets), {part: name for name, part in sheets.items()}
            for item in package.infolist():
                part = package.read(item)
                copy.writestr(ZipInfo(item.filename), _addressed(part, Addressed(names[item.filename], tables)) if item.filename in names else part)
    except UnsafeError:
        return workbook
    return made.getvalue()


def _addressed(part: bytes, formulas: Addressed) -> bytes:
    """Return a sheet with its formulas by addresses, those that are alike in the rows of a column once."""
    around: dict[str, tuple[list[str], bool]] = {}
    shared: dict[tuple[str, str], str] = {}  # what a further cell has in place of a formula, by its column and the formula of all rows

    def by_address(found: re.Match[str]) -> str:
        before, column, row, text = found.groups()
        of_rows = for_rows(text, row)
        if again := shared.get((column, of_rows)):
            return before + again
        if of_rows not in around:
            plain = formulas.around_rows(from_markup(of_rows))
            around[of_rows] = [as_markup(each) for each in plain], is_alike(plain)
        pieces, alike = around[of_rows]
        if not alike:
            return f"{before}>{row.join(pieces)}"
        number = len(shared)
        shared[column, of_rows] = f' t="shared" si="{number}">'
        return f'{before} t="shared" ref="{column}{row}:{column}{_LAST_ROW}" si="{number}">{row.join(pieces)}'

    return _FORMULAS.sub(by_address, part.decode()).encode()
