"""Sealed workbooks: an output workbook read again, its cells as the seal counts them, and what its own sheet Seal says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.inputs.guard import scan
from aspbudget.inputs.package import hidden_sheets, open_package, worksheets
from aspbudget.inputs.placed_tables import placed_tables
from aspbudget.inputs.properties import SEALED, SIGNED, properties
from aspbudget.inputs.read import refusing
from aspbudget.inputs.signature import SIGNATURE
from aspbudget.letters import unescaped
from aspbudget.lines.canonical import Canonical
from aspbudget.lines.seal import (
    CODE,
    ERROR,
    FORMULA,
    NUMBER,
    SEEN,
    TEXT,
    Unseen,
    as_sealed,
    book_code,
    sheet_code,
    sheet_digest,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from aspbudget.inputs.guard import Extent
    from aspbudget.lines.canonical import Tables

WHOLE = "The whole workbook"


class SealedCell(NamedTuple):
    """What a cell holds: of what kind it is, and as it stands there, a formula with its =."""

    kind: str
    content: str


@dataclass(frozen=True)
class SealedSheet:
    """A sheet: its name, its cells by row and column, counted from 1, how it is hidden, if it is, and which of its rows and columns are."""

    name: str
    cells: Mapping[tuple[int, int], SealedCell]
    state: str = ""
    unseen: Unseen = SEEN

    def content(self, at: tuple[int, int], formulas: Canonical) -> str:
        """Return what a cell holds as the seal counts it."""
        cell = self.cells[at]
        return formulas(cell.content, at[0]) if cell.kind == FORMULA else cell.content


@dataclass(frozen=True)
class SealedBook:
    """An output workbook: its sheets but that of the seal, where its tables stand, and what the seal says, of the whole and of each sheet.

    `stated` is an empty text where the file has no seal, and `codes` are empty where its sheet is gone. `stored` are the cells with a formula whose value the file has,
    `signature` is that of its sheet `seal`, where it stands in the row `signature_row` or would, or else that of its properties, an empty text where it has none.
    """

    label: str
    data: bytes
    sheets: Mapping[str, SealedSheet]
    tables: Tables
    stated: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    stored: tuple[tuple[str, int, int], ...] = ()
    signature: str = ""
    seal: str = ""
    signature_row: int = 0

    @cached_property
    def found(self) -> dict[str, str]:
        """The codes of its sheets as they are now."""
        return {name: sheet_code(digest) for name, digest in self.digests.items()}

    @cached_property
    def digests(self) -> dict[str, str]:
        """What stands for each of its sheets as they are now."""
        return {name: self._digest(sheet) for name, sheet in self.sheets.items()}

    def _digest(self, sheet: SealedSheet) -> str:
        formulas = Canonical(sheet.name, self.tables)
        return sheet_digest(((*at, sheet.cells[at].kind, sheet.content(at, formulas)) for at in sorted(sheet.cells)), sheet.state, sheet.unseen)

    @property
    def is_unaltered(self) -> bool:
        """Whether every sheet, and the seal itself, are as they were written."""
        return bool(self.codes) and self.codes == self.found and self.stated == book_code(self.found)


def read_sealed(data: bytes, label: str, names: Collection[str]) -> SealedBook:
    """Return an output workbook, whose sheet of the seal has one of these names; raise `Refused` when it can't be read or isn't safe to."""
    from aspbudget.inputs.opening import opened_with_formulas  # noqa: PLC0415 - whoever only writes sealed workbooks needs no reader of them

    extents = scan(data, label)
    extents |= {name: extent for name, extent in scan(data, label, own=True).items() if extent.rows}
    with refusing(label), open_package(data) as package:
        hidden, tables, stated = hidden_sheets(package), placed_tables(package, worksheets(package)), properties(package)
        book = opened_with_formulas(data)
        sheets = {name: _sheet(book[name], extent, hidden.get(name, "")) for name, extent in extents.items()}
    seal = next((sheets.pop(name) for name in names if name in sheets), None)
    listed = dict(_codes(seal)) if seal else {}
    code = next((each for each in listed.values() if CODE.fullmatch(each)), "")
    stored = (
        (name, *at) for name, sheet in sheets.items()
        for at, cell in sorted(sheet.cells.items()) if cell.kind == FORMULA and at not in extents[name].unstored
    )  # fmt: skip
    codes = {name: each for name, each in listed.items() if not CODE.fullmatch(each)}
    row, signature = _signature(seal) if seal else (0, "")
    return SealedBook(label, data, sheets, tables, code or stated.get(SEALED, ""), codes, tuple(stored), signature or stated.get(SIGNED, ""), seal.name if seal else "", row)


def _sheet(sheet: Any, extent: Extent, state: str) -> SealedSheet:  # noqa: ANN401 - openpyxl's read-only sheet
    cells, features = dict(_cells(sheet, extent)), extent.features
    unseen = Unseen(features.hidden_rows, features.hidden_columns, features.folded_columns)
    return SealedSheet(sheet.title, cells, state, unseen.among({row for row, _ in cells}, {column for _, column in cells}))


def _codes(seal: SealedSheet) -> Iterator[tuple[str, str]]:
    """Yield the sheets that the seal names with their codes, the whole first; whatever else the sheet holds is left out."""
    for (row, column), cell in seal.cells.items():
        first = seal.cells.get((row, 1))
        if column == 2 and first and cell.kind == first.kind == TEXT and CODE.match(cell.content) and not SIGNATURE.fullmatch(cell.content):  # noqa: PLR2004 - the column of codes
            yield first.content, cell.content


def _signature(seal: SealedSheet) -> tuple[int, str]:
    """Return the row of the signature that the sheet of the seal has, and the signature; where it has none, the row where one would stand, a blank one below the others."""
    found = ((row, cell.content) for (row, _), cell in seal.cells.items() if SIGNATURE.fullmatch(cell.content))
    return next(found, (max((row for row, _ in seal.cells), default=0) + 2, ""))


def _cells(sheet: Any, extent: Extent) -> Iterator[tuple[tuple[int, int], SealedCell]]:  # noqa: ANN401 - openpyxl's read-only sheet
    sheet.reset_dimensions()  # the file may state them wrongly
    for row, line in enumerate(sheet.iter_rows(max_row=extent.rows, max_col=extent.columns) if extent.rows else (), 1):
        for column, cell in enumerate(line, 1):
            if cell.value is not None and cell.value != "":
                yield (row, column), _cell(cell)


def _cell(cell: Any) -> SealedCell:  # noqa: ANN401 - openpyxl's read-only cell
    value = cell.value
    if cell.data_type == "f":
        return SealedCell(FORMULA, str(getattr(value, "text", value)))
    if isinstance(value, str):
        return SealedCell(ERROR if cell.data_type == "e" else TEXT, as_sealed(unescaped(value)))
    return SealedCell(NUMBER, as_sealed(value))


