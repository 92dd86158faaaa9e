"""A sheet of an output workbook, whose cells are written as they are: byte for byte as XlsxWriter writes them, and faster."""

from __future__ import annotations

from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name, xl_range
from xlsxwriter.worksheet import (
    CellBlankTuple,
    CellDatetimeTuple,
    CellFormulaTuple,
    CellNumberTuple,
    CellStringTuple,
    RowInfo,
    Worksheet,
)

from aspbudget.letters import as_markup
from aspbudget.lines.canonical import ROW
from aspbudget.lines.spreadsheet import formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsxwriter.format import Format

    from aspbudget.lines.formula import Node
    from aspbudget.lines.spreadsheet import Places

Value = float | str | bool
_ROWS_OF_A_SPAN = 16
_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


class Formula(NamedTuple):
    """A cell with a formula as all rows of its column have it: `alike`, with `ROW` for the number of the row, so that it is kept once for all of them."""

    alike: str
    format: Format | None
    value: Value


class ByRow:
    """A formula that rows of a sheet have alike: its tree by the number of a row, and its text, which is made once, with `ROW` for that number."""

    def __init__(self, tree: Callable[[str], Node], places: Places) -> None:
        self.tree, self.text = tree, formula(tree(ROW), places)


class LiveSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter states no types
    """A sheet that writes formulas as they are: ours give newer functions their full names, and none is of an array, so none need be looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.fh: Any  # as XlsxWriter sets it when it writes the sheet
        self._begun: dict[tuple[Any, ...], str] = {}

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        return formula.removeprefix("=")

    def live(self, at: tuple[int, int], formula: str, style: Format, value: Value) -> None:
        """Keep a formula with its value for when the sheet is written; `ROW` in it is the number of its row."""
        if not self._check_dimensions(*at):
            self.table[at[0]][at[1]] = Formula(self._prepare_formula(formula), style, value)

    def live_column(self, at: tuple[int, int], formula: str, style: Format, values: Sequence[Value]) -> None:
        """Keep one formula of the rows of a table, from a cell down, with the value that it has in each; `ROW` in it is the number of the row."""
        if not self._has_room(at, len(values)):
            return
        (first, column), alike, table, made = at, self._prepare_formula(formula), self.table, tuple.__new__
        for row, value in enumerate(values, start=first):
            table[row][column] = made(Formula, (alike, style, value))

    def texts(self, at: tuple[int, int], texts: Iterable[str], style: Format | None) -> None:
        """Write texts, from a cell down, one below the other; those that are empty are cells with a look and nothing in them."""
        (first, column), known, written = at, dict[str, Any](), list(texts)
        if not self._has_room(at, len(written)):
            return
        for row, text in enumerate(written, start=first):
            cell = known.get(text)
            if cell is None:
                self._write_string(row, column, text, style) if text else self._write_blank(row, column, None, style)
                known[text] = self.table[row].get(column)
            else:
                self.table[row][column] = cell
                self.str_table.count += bool(text)  # how many cells have a text, as the file states

    def add_table(self, first_row: int, first_col: int, last_row: int, last_col: int, options: dict[str, Any]) -> int:
        """Add a table of cells that are written by themselves; XlsxWriter would ask of each of its cells whether it is of another table."""
        failed = int(super().add_table(first_row, first_col, first_row + 1, last_col, options))
        if not failed:
            table, area = self.tables[-1], xl_range(first_row, first_col, last_row, last_col)
            table |= {name: area for name in ("range", "a_range", "autofilter") if table.get(name)}
        return failed

    def _has_room(self, at: tuple[int, int], rows: int) -> bool:
        """Whether a sheet has so many rows below a cell, and they are at least one."""
        return rows > 0 and not self._check_dimensions(*at) and not self._check_dimensions(at[0] + rows - 1, at[1])

    def _calculate_spans(self) -> None:
        """State for each sixteen rows the first and the last column that is filled; notes count too, and are left to XlsxWriter."""
        if self.comments:
            super()._calculate_spans()
            return
        filled: dict[int, list[int]] = {}
        for row, line in self.table.items():
            if line:
                filled.setdefault(row // _ROWS_OF_A_SPAN, []).extend((min(line), max(line)))
        self.row_spans = {block: f"{min(columns) + 1}:{max(columns) + 1}" for block, columns in filled.items()}

    def _write_rows(self) -> None:
        """Write the rows as XlsxWriter does, byte for byte, without asking of each cell of the sheet whether it is there; what is written is kept no longer."""
        if self.comments:
            super()._write_rows()
            return
        self._calculate_spans()
        looks: dict[tuple[int, int], str] = {}
        for row in sorted({*self.row_info, *(row for row, line in self.table.items() if line)}):
            line, stated = self.table.get(row), (row, self.row_spans.get(row // _ROWS_OF_A_SPAN), self.row_info.get(row))
            if not line:
                self._write_empty_row(*stated)
                continue
            self._write_row(*stated)
            self._write_line(row, line, looks)
            self._xml_end_tag("row")
        self.table.clear()

    def _write_row(self, row: int, spans: str | None, row_info: RowInfo | None = None, empty_row: bool = False) -> None:  # noqa: FBT001, FBT002 - as XlsxWriter calls it
        """Begin a row; most rows have the looks of one before, and differ from it in their number alone."""
        looks = row_info and (row_info.height, row_info.row_format, row_info.hidden, row_info.level, row_info.collapsed)
        after = self._begun.get((spans, looks, empty_row))
        if after is None:
            file, alone = self.fh, StringIO()
            self.fh = alone
            super()._write_row(row, spans, row_info, empty_row)
            self.fh = file
            _, _, after = alone.getvalue().split('"', 2)
            self._begun[spans, looks, empty_row] = after
        self.fh.write(f'<row r="{row + 1}"{after}')

    def _write_line(self, row: int, line: dict[int, Any], looks: dict[tuple[int, int], str]) -> None:
        """Write the cells of a row; `looks` are how the cells of a column with a format begin, with `ROW` for the number of the row."""
        cells, at = list[str](), str(row + 1)
        for column in sorted(line):
            cell = line[column]
            style, inside = cell.format, _INSIDE.get(type(cell))
            if not style or inside is None:
                self.fh.write("".join(cells).replace(ROW, at))
                cells.clear()
                self._write_cell(row, column, cell)
                continue
            look = looks.get((column, id(style)))
            if look is None:
                look = looks[column, id(style)] = f'<c r="{xl_col_to_name(column)}{ROW}" s="{style._get_xf_index()}"'  # noqa: SLF001 - as XlsxWriter's own sheet asks
            cells.append(look)
            cells.append(inside(cell))
        self.fh.write("".join(cells).replace(ROW, at))

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401 - XlsxWriter states no types
        """Write a cell as XlsxWriter does, which knows no formulas of several rows."""
        super()._write_cell(row, col, CellFormulaTuple(cell.alike.replace(ROW, str(row + 1)), cell.format, cell.value) if type(cell) is Formula else cell)


def _stored(value: Value) -> tuple[str, str | float]:
    """Return the value of a formula as a file has it, and the attribute that says of what kind it is."""
    if isinstance(value, bool):
        return ' t="b"', int(value)
    if isinstance(value, str):
        return (' t="e"' if value in _ERRORS else ' t="str"' if value else ""), _as_data(value)
    return "", value


_as_data = lru_cache(maxsize=65_536)(as_markup)


def _formula(cell: Formula) -> str:
    alike, _, value = cell
    if type(value) is float:
        return f"><f>{_as_data(alike)}</f><v>{value}</v></c>"
    kind, stored = _stored(value)
    return f"{kind}><f>{_as_data(alike)}</f><v>{stored}</v></c>"


# What stands in the element of a cell after its address and its look, with `ROW` for the number of its row.
_INSIDE: dict[type, Callable[[Any], str]] = {
    Formula: _formula,
    CellStringTuple: lambda cell: f' t="s"><v>{cell[0]}</v></c>',
    CellNumberTuple: lambda cell: f"><v>{cell[0]:.16G}</v></c>",
    CellDatetimeTuple: lambda cell: f"><v>{cell[0]:.16G}</v></c>",
    CellBlankTuple: lambda _: "/>",
}
