"""The copy for the second engine: a finished workbook whose formulas refer to the columns of tables by the addresses of their cells.

IronCalc takes more than twice as long to read references by titles. Where the tables stand and what their columns are called is read from the
finished file, as `verify` reads it. A formula that reads the same in several rows of a column, but for the number of its row, stands there once for all of
them, as spreadsheets themselves save one: the engine reads it once, and computes it in each row. With titles it goes wrong in that, with addresses it
doesn't. All else in the workbook is as it was.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile, ZipInfo

from aspbudget.inputs.package import UnsafeError, open_package, own_worksheets
from aspbudget.inputs.placed_tables import placed_tables
from aspbudget.letters import as_markup, from_markup, unescaped
from aspbudget.lines.addressed import Addressed, for_rows, is_alike
from aspbudget.lines.canonical import ROW
from aspbudget.lines.rows_summed import Summed, Typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aspbudget.inputs.package import Package
    from aspbudget.lines.rows_summed import Rows, Sum

_FORMULAS = re.compile(r'(<c r="([A-Z]+)([0-9]+)"[^>]*><f)>([^<]*)')
_LAST_ROW = 1_048_576  # of every sheet: how far down a formula goes on is not known where it stands first
_TEXTS = "xl/sharedStrings.xml"
_TEXT = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_PIECE = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")


def by_addresses(workbook: bytes) -> bytes:
    """Return a workbook with addresses in place of references to tables; what is no workbook is returned as it is, for the engine to refuse."""
    made = BytesIO()
    try:
        with open_package(workbook) as package, ZipFile(made, "w") as copy:
            sheets = own_worksheets(package)
            tables, names = placed_tables(package, sheets), {part: name for name, part in sheets.items()}
            typed = _typed(package, sheets)
            for item in package.infolist():
                part = package.read(item)
                copy.writestr(ZipInfo(item.filename), _addressed(part, _Formulas(Addressed(names[item.filename], tables), Summed(names[item.filename], typed))) if item.filename in names else part)
    except UnsafeError:
        return workbook
    return made.getvalue()


class _Formulas(NamedTuple):
    """The formulas of one sheet: by addresses, and their sums over the rows that concern them."""

    by_addresses: Addressed
    summed: Summed


def _addressed(part: bytes, formulas: _Formulas) -> bytes:
    """Return a sheet with its formulas by addresses, those that are alike in the rows of a column once."""
    around: dict[str, _Around] = {}
    shared: dict[tuple[str, str, Rows], str] = {}  # what a further cell has in place of a formula, by its column, the formula of all rows, and the rows that are summed

    def by_address(found: re.Match[str]) -> str:
        before, column, row, text = found.groups()
        of_rows = for_rows(text, row)
        if of_rows not in around:
            around[of_rows] = _around(formulas, from_markup(of_rows))
        formula = around[of_rows]
        rows = formulas.summed.rows(formula.sums, int(row)) if formula.sums else ()
        if again := shared.get((column, of_rows, rows)):
            return before + again
        written = row.join(formula.pieces) if not any(rows) else as_markup(Summed.over(formula.text, formula.sums, rows).replace(ROW, row))
        if not formula.alike:
            return f"{before}>{written}"
        number = len(shared)
        shared[column, of_rows, rows] = f' t="shared" si="{number}">'
        return f'{before} t="shared" ref="{column}{row}:{column}{_LAST_ROW}" si="{number}">{written}'

    return _FORMULAS.sub(by_address, part.decode()).encode()


class _Around(NamedTuple):
    """A formula by addresses, with `ROW` for its own row and as what stands around that in the file; whether one text says it for all rows, and its sums over many rows."""

    text: str
    pieces: list[str]
    alike: bool
    sums: tuple[Sum, ...]


def _around(formulas: _Formulas, of_rows: str) -> _Around:
    plain = formulas.by_addresses.around_rows(of_rows)
    text = ROW.join(plain)
    return _Around(text, [as_markup(each) for each in plain], is_alike(plain), formulas.summed.sums(text))


def _typed(package: Package, sheets: Mapping[str, str]) -> Callable[[str, str], Typed]:
    """Return what tells, of a workbook, what was typed into a column of a sheet; it reads that when it is asked."""

    @cache
    def texts() -> list[str]:
        found = _TEXT.findall(package.read(_TEXTS).decode()) if _TEXTS in package.namelist() else []
        return [unescaped(from_markup("".join(_PIECE.findall(each)))) for each in found]

    @cache
    def typed(sheet: str, column: str) -> Typed:
        cells = re.findall(rf'<c r="{column}([0-9]+)"([^>]*)>(?:<v>([0-9]+)</v></c>)?', package.read(sheets[sheet]).decode())
        shared = {int(row): texts()[int(place)] for row, kind, place in cells if place and ' t="s"' in kind}
        return Typed(shared, frozenset(int(row) for row, kind, _ in cells if int(row) not in shared and not kind.endswith("/")))

    return typed
