"""Reading: a workbook's cells as the officer typed them."""

from __future__ import annotations

import hashlib
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any

from aspbudget.faults import Fault, Refused, nearest
from aspbudget.inputs.beside_cells import beside_cells
from aspbudget.inputs.features import Features
from aspbudget.inputs.formats import PerCent
from aspbudget.inputs.guard import scan
from aspbudget.inputs.inputs import IN_USE
from aspbudget.inputs.package import MOST_BYTES, SAVE, open_package
from aspbudget.inputs.stored import values
from aspbudget.language import wordings
from aspbudget.letters import composed, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aspbudget.inputs.beside_cells import Shown
    from aspbudget.inputs.guard import Extent

SHOWN = 60  # the characters of a text that a message repeats
Cells = dict[int, dict[int, object]]
EXACT = 10**15  # the whole numbers that a spreadsheet keeps to the last digit


@dataclass(frozen=True)
class Failed:
    """The error, such as `#REF!`, that a cell has in place of a value."""

    code: str


@dataclass(frozen=True)
class Uncalculated:
    """A formula in a cell whose value is not saved in the workbook."""


@dataclass(frozen=True)
class RawSheet:
    """A sheet as typed: row number → column number → value, both counted from 1, without the empty cells.

    Texts are in one form, so that the same letters are the same text; a number that its cell shows as per cent is a `PerCent`.
    `typed` is the table that was made of it, by the table's name and with what it was made with, so that a workbook of which one sheet changes is typed again in that one only.
    """

    name: str
    cells: dict[int, dict[int, object]]
    features: Features = field(default_factory=Features)
    typed: dict[str, tuple[tuple[object, ...], Any]] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True)
class RawWorkbook:
    """A workbook as typed, and the hash of its bytes, by which a result names the file that it was made from; and the bytes themselves."""

    label: str
    sha256: str
    sheets: dict[str, RawSheet]
    data: bytes = field(default=b"", repr=False)


def read(path: Path, label: str) -> RawWorkbook:
    """Return a workbook's cells, a formula as its stored value; the file is read once, never written nor locked.

    Raises `Refused` when the file cannot be read, or is not safe to read.
    """
    return read_bytes(file_bytes(path, label), label)


def read_bytes(data: bytes, label: str) -> RawWorkbook:
    """Return the cells of a workbook that is no file, as `read` does."""
    unread = wordings(IN_USE)  # such a sheet is long, and no one reads it
    extents = scan(data, label, unread=unread)
    read = {name: extent for name, extent in extents.items() if composed(name) not in unread}
    cells = as_stored(data, read) or as_openpyxl_has_them(data, label, read)
    sheets = {composed(name): RawSheet(composed(name), cells.get(name, {}), extent.features) for name, extent in extents.items()}
    return RawWorkbook(label, hashlib.sha256(data).hexdigest(), sheets, data)


def as_stored(data: bytes, extents: Mapping[str, Extent]) -> dict[str, Cells]:
    """Return the cells of sheets as the guard has taken them up; nothing where anything in the workbook is not as plain as that.

    The values are those that openpyxl has for them, which reads the workbook again where this returns nothing, and says what is wrong.
    """
    if any(extent.stored is None for extent in extents.values()):
        return {}
    try:
        with open_package(data) as package:
            shown_by = beside_cells(package)
        return {name: _stored(extent, shown_by) for name, extent in extents.items()}
    except Exception:  # noqa: BLE001 - whatever it is, openpyxl is asked, and says it
        return {}


def _stored(extent: Extent, shown_by: Shown) -> Cells:
    cells: Cells = {}
    for row, column, value, failed, per_cent in values(extent.stored or (), shown_by):
        if row <= extent.rows and column <= extent.columns and (found := _value(value, failed=failed, per_cent=per_cent)) is not None:
            cells.setdefault(row, {})[column] = found
    return _with_unstored(cells, extent)


def as_openpyxl_has_them(data: bytes, label: str, extents: Mapping[str, Extent]) -> dict[str, Cells]:
    """Return the cells of sheets as openpyxl reads them; raise `Refused` where it doesn't."""
    from aspbudget.inputs.opening import opened  # noqa: PLC0415 - it takes longer to load than most workbooks to read, and few are read by it

    with refusing(label):
        book = opened(data)
    cells = {}
    for name, extent in extents.items():
        with refusing(label, name):
            cells[name] = _cells(book[name], extent)
    return cells


def file_bytes(path: Path, label: str) -> bytes:
    """Return the bytes of a file, no more than a workbook may have and one; raise `Refused` where it can't be read."""
    try:
        if path.is_file() or not path.exists():
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        reason = "This is not a file: give the name of an .xlsx workbook."
    except FileNotFoundError:
        near = nearest(path.name, (other.name for other in path.parent.glob("*.xlsx")))
        reason = f"The file does not exist{near or '.'} Check its name and folder."
    except PermissionError:
        reason = "The file may not be opened: close it elsewhere, or ask for permission to read it."
    except OSError as error:
        reason = f"The file cannot be read ({error.strerror}): restore it from a copy."
    raise Refused([Fault(label, "", "", reason)])


@contextmanager
def refusing(label: str, sheet: str = "") -> Iterator[None]:
    """Turn whatever the reader of cells trips over into a fault."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they are of features that play no part in an input
            yield
    except Exception as error:
        reason = f"The file breaks the rules of the .xlsx format ({type(error).__name__}: {shown(error)}): {SAVE}."
        raise Refused([Fault(label, sheet, "", reason)]) from error


def _cells(sheet: Any, extent: Extent) -> Cells:  # noqa: ANN401 - openpyxl's read-only sheet
    from aspbudget.inputs.opening import shows_per_cent  # noqa: PLC0415 - as above

    sheet.reset_dimensions()  # the file may state them wrongly
    cells: Cells = {}
    rows = islice(sheet.iter_rows(max_col=extent.columns), extent.rows)  # nothing after the last filled row is read
    for row, line in enumerate(rows, 1):
        values = ((place, _value(cell.value, failed=cell.data_type == "e", per_cent=shows_per_cent(cell))) for place, cell in enumerate(line, 1))
        if filled := {place: value for place, value in values if value is not None}:
            cells[row] = filled
    return _with_unstored(cells, extent)


def _with_unstored(cells: Cells, extent: Extent) -> Cells:
    for row, place in extent.unstored:
        cells.setdefault(row, {})[place] = Uncalculated()
    return cells


def _value(value: object, *, failed: bool, per_cent: bool) -> object:
    """Return what a cell holds, given its value, whether that is an error, and whether the cell shows it as per cent."""
    if isinstance(value, str):
        return Failed(value) if failed else composed(unescaped(value)) if value.strip() else None
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(str(value)) if abs(value) > EXACT else value
        return PerCent(number) if per_cent else number
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


def shown(value: object) -> str:
    """Return a text as messages show it: on one line, without characters that can't be seen, and not too long."""
    text = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(value).strip())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
