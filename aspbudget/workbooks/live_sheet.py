"""A sheet of an output workbook, whose cells are written as they are: byte for byte as XlsxWriter writes them, and faster."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    Worksheet,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsxwriter.format import Format

Value = float | str | bool
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class LiveSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter states no types
    """A sheet that writes formulas as they are: ours give newer functions their full names, and none is of an array, so none need be looked for."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        return formula.removeprefix("=")

    def live(self, at: tuple[int, int], formula: str, style: Format, value: Value) -> None:
        """Keep a formula with its value for when the sheet is written."""
        if not self._check_dimensions(*at):
            self.table[at[0]][at[1]] = CellFormulaTuple(self._prepare_formula(formula), style, value)

    def live_column(self, at: tuple[int, int], formula: str, style: Format, values: Sequence[Value]) -> None:
        """Keep one formula of the rows of a table, from a cell down, with the value that it has in each."""
        first, column = at
        if not values or self._check_dimensions(*at) or self._check_dimensions(first + len(values) - 1, column):
            return
        text = self._prepare_formula(formula)
        for row, value in enumerate(values, start=first):
            self.table[row][column] = CellFormulaTuple(text, style, value)

    def _write_cell(self, row: int, col: int, cell: tuple[Any, ...]) -> None:
        """Write a cell that has a look of its own as XlsxWriter does, byte for byte, without asking of each of its parts what it may be."""
        inside = _INSIDE.get(type(cell)) if cell.format else None  # type: ignore[attr-defined]  # all kinds of cells have one
        if inside is None:
            super()._write_cell(row, col, cell)
            return
        look = cell.format._get_xf_index()  # type: ignore[attr-defined]  # noqa: SLF001 - as XlsxWriter's own sheet asks
        self.fh.write(f'<c r="{_letters(col)}{row + 1}" s="{look}"{inside(cell)}')


_letters = lru_cache(maxsize=None)(xl_col_to_name)


def _stored(value: Value) -> tuple[str, str | float]:
    """Return the value of a formula as a file has it, and the attribute that says of what kind it is."""
    if isinstance(value, bool):
        return ' t="b"', int(value)
    if isinstance(value, str):
        return (' t="e"' if value in _ERRORS else ' t="str"' if value else ""), _as_data(value)
    return "", value


@lru_cache(maxsize=65_536)
def _as_data(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _formula(cell: Any) -> str:  # noqa: ANN401 - XlsxWriter states no types
    kind, value = _stored(cell.value)
    return f"{kind}><f>{_as_data(cell.formula)}</f><v>{value}</v></c>"


# What stands in the element of a cell after its address and its look.
_INSIDE: dict[type, Callable[[Any], str]] = {
    CellFormulaTuple: _formula,
    CellStringTuple: lambda cell: f' t="s"><v>{cell.string}</v></c>',
    CellNumberTuple: lambda cell: f"><v>{cell.number:.16G}</v></c>",
    CellDatetimeTuple: lambda cell: f"><v>{cell.number:.16G}</v></c>",
    CellBlankTuple: lambda _: "/>",
}
