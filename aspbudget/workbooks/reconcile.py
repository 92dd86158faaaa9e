"""Reconciling: a second engine recalculates the emitted workbook, and every cell is compared with what was written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from math import isfinite
from typing import TYPE_CHECKING

from aspbudget.faults import Unproven
from aspbudget.lines.addresses import letters_of
from aspbudget.recalculation import is_error, recalculated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from aspbudget.recalculation import Model, Place, Value

# Two engines add the same numbers in different orders, so their last digits differ: by 4e-15 of the value in the fuzz
# tests, and by up to 1e-8 where amounts of a hundred million cancel out.
_RELATIVE = 1e-12
_ABSOLUTE = 1e-7


class NotRecalculatedError(Unproven):
    """The second engine could not read or calculate the workbook, so its figures are not proven."""


@dataclass(frozen=True)
class Difference:
    """A cell whose written value isn't what the second engine computes: None where the workbook has no such cell."""

    sheet: str
    cell: str
    written: Value
    recalculated: Value

    def __str__(self) -> str:
        """Return the one line that a person reads: `sheet Posts, cell C6: written 999, recalculated 1,200.5`."""
        values = f"written {_shown(self.written)}, recalculated {_shown(self.recalculated)}"
        return f"sheet {self.sheet}, cell {self.cell}: {values}."


@dataclass(frozen=True)
class Reconciliation:
    """What was compared: by which engine, how many cells, and every cell that differs, by sheet, row and column.

    It was `before` where that was in an earlier run, and in `full` where the workbook was recalculated as it is written, not by addresses alone.
    """

    engine: str
    cells: int
    differences: Sequence[Difference]
    before: bool = False
    full: bool = False


_MOST_SHOWN = 20


class Disagreement(Unproven):
    """The second engine computed other values than were written; nothing was put in place."""

    def __init__(self, reconciliations: Iterable[Reconciliation]) -> None:
        self.differences = [difference for each in reconciliations for difference in each.differences]
        shown = [str(difference) for difference in self.differences[:_MOST_SHOWN]]
        more = len(self.differences) - len(shown)
        super().__init__("\n".join([*shown, *([f"… and {more:,} more."] if more else []), "The second engine disagrees."]))


def reconcile(workbook: str | Path | bytes, written: Mapping[Place, Value]) -> Reconciliation:
    """Recalculate a workbook with IronCalc and compare every cell of `written` with what it computes.

    `written` gives the value of each formula by its sheet's name, its row and its column, both counted from 1. Numbers
    are equal when they differ by no more than the last digits of adding in another order; texts and conditions when
    they are the same; an error is equal to nothing. Raises `NotRecalculatedError` when IronCalc can't calculate it.
    """
    try:
        return Reconciliation(engine(), len(written), tuple(_differences(recalculated(workbook), written)))
    except BaseException as error:
        # The engine's own panics are no Exceptions, so that they'd pass every net; nothing else is caught here.
        if type(error).__name__ not in ("PanicException", "WorkbookError"):
            raise
        message = f"{engine()} could not recalculate the workbook ({error}); its figures are not proven."
        raise NotRecalculatedError(message) from error


@cache
def engine() -> str:
    """Return the name and the version of the second engine."""
    return f"IronCalc {version('ironcalc')}"


def address(row: int, column: int) -> str:
    """Return a cell's address from its row and column, counted from 1: `C6`."""
    return f"{letters_of(column)}{row}"


def agree(written: Value, recalculated: Value) -> bool:
    """Whether two values of a cell are the same; a number that isn't finite is an error, and equal to nothing."""
    if isinstance(written, bool) or isinstance(recalculated, bool):
        return written is recalculated
    if isinstance(written, str) or isinstance(recalculated, str):
        return written == recalculated
    if written is None or recalculated is None:
        return False
    return isfinite(written) and abs(written - recalculated) <= _ABSOLUTE + _RELATIVE * abs(written)


def _differences(model: Model, written: Mapping[Place, Value]) -> Iterable[Difference]:
    sheets = {sheet["name"]: place for place, sheet in enumerate(model.get_worksheets_properties())}
    order = {name: place for place, name in enumerate(dict.fromkeys([*sheets, *(sheet for sheet, _, _ in written)]))}
    different: dict[Place, Value] = {}
    for cell, value in written.items():
        sheet, row, column = cell
        found = model.get_cell_value(sheets[sheet], row, column) if sheet in sheets else None
        if type(found) is type(value) is float and found == value and isfinite(value):
            continue  # as nearly all are
        if not agree(value, found) or is_error(model, (sheets[sheet], row, column), found):
            different[cell] = found
    for cell in sorted(different, key=lambda cell: (order[cell[0]], *cell[1:])):
        yield Difference(cell[0], address(*cell[1:]), written[cell], different[cell])


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return "nothing" if value is None else str(value) if isinstance(value, bool) else f"{value:,.12g}"
