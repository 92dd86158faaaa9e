"""Formulas: cells whose formula gives another value now than is stored in the workbook, which is the one that counts."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from aspbudget.faults import Remark
from aspbudget.figures.rules import ALIKE, as_shown
from aspbudget.inputs.beside_cells import FROM_1900, day_of
from aspbudget.lines.addresses import number_of
from aspbudget.phrase import AsTyped, counted, in_a_row, phrase
from aspbudget.recalculation import NotAnswered, recalculated_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.inputs.findings import Finding
    from aspbudget.recalculation import Formula, Value

_VOLATILE = re.compile(r"\b(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY)\(", re.IGNORECASE)
_LAST_DIGITS = 1e-9
_NOT_COMPUTED_ONE = "The formula could not be computed anew; open the workbook in a spreadsheet, let it calculate, and save it, to be sure of what is stored."
_NOT_COMPUTED = (
    "{number} formulas, the first in cell {cell} of sheet {sheet}, could not be computed anew; "
    "open the workbook in a spreadsheet, let it calculate, and save it, to be sure of what is stored."
)
_CHANGES_BY_ITSELF = "{title} is a formula with {function}, which gives another value by itself; the stored one is used: enter the value."
_ANOTHER_NOW = (
    "{title} is {stored} as stored, but its formula now gives {now}; {stored} is used: "
    "if it should be {now}, open the workbook in a spreadsheet, let it calculate, and save it."
)
_THE_SAME_ONE = "The same goes for {count:,} more cell of the column, the last in row {last}."
_THE_SAME = "The same goes for {count:,} more cells of the column, the last in row {last}."


class _Cell(NamedTuple):
    """A cell of a table that holds a formula."""

    table: Table
    column: Column
    row: int
    letter: str


def out_of_date(finding: Finding) -> Iterator[Remark]:
    """Yield a remark for each formula that gives another value now, or by itself another every day, and one for those that can't be computed.

    Formulas in a cell that no figure reads are left alone; a workbook without formulas costs no time.
    """
    cells = list(_formulas(finding)) if finding.raw.data else []
    if not cells:
        return
    label, places = finding.raw.label, [(cell.table.title, cell.row, number_of(cell.letter)) for cell in cells]
    try:
        found = list(zip(cells, recalculated_apart(finding.raw.data, places), strict=True))
    except NotAnswered:
        yield _not_computed(label, cells)
        return
    failed = [cell for cell, formula in found if formula.failed and not _VOLATILE.search(formula.text)]
    if failed:
        yield _not_computed(label, failed)
    yield from _grouped(label, [(cell, formula) for cell, formula in found if cell not in failed])


def cells_with_formulas(finding: Finding) -> dict[str, frozenset[tuple[int, str]]]:
    """Return the cells of tables that hold a formula, by table, as the row of its frame and the column."""
    found: dict[str, set[tuple[int, str]]] = {}
    for cell in _formulas(finding):
        found.setdefault(cell.table.name, set()).add((-cell.row if finding.section else cell.row, cell.column.name))
    return {name: frozenset(cells) for name, cells in found.items()}


def _not_computed(label: str, cells: Sequence[_Cell]) -> Remark:
    """Return the remark on formulas that the second engine can't compute, so that their stored values are taken on trust."""
    first = cells[0]
    at = f"{first.letter}{first.row}"
    if len(cells) == 1:
        return Remark(label, first.table.title, at, phrase(_NOT_COMPUTED_ONE))
    return Remark(label, "", "", phrase(_NOT_COMPUTED, number=f"{len(cells):,}", cell=AsTyped(at), sheet=AsTyped(first.table.title)))


def _formulas(finding: Finding) -> Iterator[_Cell]:
    """Yield the cells with formulas in the rows and columns of tables."""
    for table in finding.catalogue.sheets.values():
        sheet = finding.raw.sheets.get(table.title)
        if sheet is None or not sheet.features.formulas or table.name not in finding.frames:
            continue
        rows = {abs(int(row)) for row in finding.frames[table.name].index if (row < 0) == bool(finding.section)}
        columns = {number_of(letter): (name, letter) for name, letter in finding.letters[table.name].items()}
        for row, place in sorted(sheet.features.formulas, key=lambda cell: (cell[1], cell[0])):
            if row in rows and place in columns:
                name, letter = columns[place]
                yield _Cell(table, finding.catalogue.columns(table.name)[name], row, letter)


def _grouped(label: str, found: list[tuple[_Cell, Formula]]) -> Iterator[Remark]:
    """Yield the remarks on cells, those of a column as one when they are many."""
    groups: dict[tuple[str, str, bool], list[tuple[_Cell, str]]] = {}
    for cell, formula in found:
        if message := _message(cell.column, formula):
            volatile = bool(_VOLATILE.search(formula.text))
            groups.setdefault((cell.table.name, cell.column.name, volatile), []).append((cell, message))
    for group in groups.values():
        yield from _counted(label, group)


def _counted(label: str, group: Sequence[tuple[_Cell, str]]) -> Iterator[Remark]:
    others = len(group) - 1 if len(group) > ALIKE else 0
    more = [counted(_THE_SAME_ONE, _THE_SAME, others, last=str(group[-1][0].row))] if others else []
    for cell, message in group[:1] if others else group:
        yield Remark(label, cell.table.title, f"{cell.letter}{cell.row}", in_a_row([message, *more]))


def _message(column: Column, formula: Formula) -> str:
    """Return what is remarkable about a formula; nothing where its stored value is what it gives."""
    if volatile := _VOLATILE.search(formula.text):
        return phrase(_CHANGES_BY_ITSELF, title=AsTyped(column.title), function=AsTyped(volatile[1].upper()))
    if _same(formula.stored, formula.recalculated):
        return ""
    stored, now = (_shown(column, value) for value in (formula.stored, formula.recalculated))
    return phrase(_ANOTHER_NOW, title=AsTyped(column.title), stored=stored, now=now)


def _same(stored: Value, now: Value) -> bool:
    """Whether two values are the same but for the last digits, in which spreadsheets differ; an empty text is as good as nothing."""
    if isinstance(stored, str | bool) or isinstance(now, str | bool) or stored is None or now is None:
        return (stored or "") == (now or "") and isinstance(stored, bool) == isinstance(now, bool)
    return abs(stored - now) <= _LAST_DIGITS * max(1.0, abs(stored))


def _shown(column: Column, value: Value) -> str:
    shown: Any = value
    if column.kind == "date" and isinstance(value, int | float) and not isinstance(value, bool):
        day = day_of(value)
        shown = pd.Timestamp(day if isinstance(day, datetime) else datetime.combine(FROM_1900, day))
    return as_shown(float(shown) if isinstance(shown, int) and not isinstance(shown, bool) else shown, column.digits)
