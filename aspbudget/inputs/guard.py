"""The guard: refuses a workbook that is unsafe or unreadable, before the library that reads its cells sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING

from aspbudget.declare.sheet import is_own
from aspbudget.faults import Fault, Refused
from aspbudget.inputs.features import NOTED, Features, Noting
from aspbudget.inputs.package import (
    BROKEN,
    MAIN,
    Handlers,
    UnsafeError,
    damaged,
    hidden_sheets,
    open_package,
    send,
    stream,
    worksheets,
)
from aspbudget.inputs.plain_sheet import plain_sheet
from aspbudget.inputs.stored import KINDS, StoredCell
from aspbudget.letters import composed
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from aspbudget.inputs.package import Package
    from aspbudget.inputs.plain_sheet import PlainSheet

MOST_ROWS = 20_000  # ten times the largest table of any section; two cells in opposite corners hang a reader
MOST_COLUMNS = 256  # to column IV
MOST_CELLS = 300_000  # that hold something: a thousand rows of fifteen columns on each of twenty sheets; a few seconds of reading
MOST_ON_SHEET = 2_000_000  # rows, cells, formulas and values, with the empty cells that only have borders
MOST_IN_ALL = 3_000_000  # of these, on all sheets
MOST_AT_ONCE = 4_000_000  # bytes of a sheet that are looked through at once; of longer ones each piece is followed by itself
MOST_DOWN = 2 * MOST_CELLS  # cells down to the last that is filled, empty ones between included: each takes the reader its time

ROW, CELL, FORMULA, VALUE, INLINE, LETTERS = (MAIN + tag for tag in ("row", "c", "f", "v", "is", "t"))
FILLING = {VALUE, INLINE, LETTERS}
SHAPES = {VALUE: "v", INLINE: "i", LETTERS: "t"}
SHAPES_OF = {"inlineStr": "it"}  # a text of one piece; what other kinds of cells hold is their value alone
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
SPREADING = ("array", "dataTable")
TOO_FAR = (
    f"This cell lies beyond row {MOST_ROWS:,} or column IV, where no table reaches: "
    "delete the rows and columns that are not used."
)
CROWDED = (
    "The sheet holds {:,} filled cells, of {:,} in the workbook; at most {:,} are allowed: "
    "delete the unused rows below the table."
)
SPARSE = (
    "The sheet has {:,} cells down to the last that is filled, of {:,} in the workbook, most of them empty; at most {:,} are read: "
    "delete the rows that are not used."
)


@dataclass(frozen=True)
class Extent:
    """How far a worksheet is filled: its last row and column, the cells whose formulas have no stored value, and what else it has.

    `stored` are its cells as the file stores them; `None` where the file stores some in a way that is not plain, so that only a reader of all
    that spreadsheets may write can tell what they hold.
    """

    rows: int = 0
    columns: int = 0
    unstored: frozenset[tuple[int, int]] = frozenset()
    features: Features = field(default_factory=Features)
    stored: tuple[StoredCell, ...] | None = field(default=(), compare=False, repr=False)


def scan(data: bytes, label: str, *, own: bool = False, unread: Collection[str] = ()) -> dict[str, Extent]:
    """Return the extent of each worksheet of a workbook by its name, in order.

    The officer's own sheets are passed over, as if they were empty, and so are those that stay `unread`, and all the others where only the `own` are wanted. Raises `Refused` when the file is not an .xlsx workbook, is damaged, or is beyond the limits of this module.
    """
    try:
        with open_package(data) as package:
            return _extents(package, label, lambda name: is_own(name) == own and composed(name) not in unread)
    except UnsafeError as unsafe:
        raise Refused(unsafe.faults(label)) from unsafe


def _extents(package: Package, label: str, wanted: Callable[[str], bool]) -> dict[str, Extent]:
    faults: list[Fault] = []
    extents: dict[str, Extent] = {}
    read: dict[str, _Worksheet] = {}
    sheets, hidden = worksheets(package), hidden_sheets(package)
    for name, part in sheets.items():
        extents[name] = Extent(features=Features(hidden.get(name, "")))
        if not wanted(name):
            continue
        read[name] = _Worksheet()
        try:
            read[name] = _plain(package, part) or read[name].followed(package, part)
            extents[name] = read[name].extent(hidden.get(name, ""))
        except UnsafeError as unsafe:
            found = unsafe.faults(label, name)
            extents[name] = replace(extents[name], features=Features(hidden.get(name, ""), unsafe=tuple(found)))
            faults += [] if name in hidden else found
        if add_up(sheet.elements for sheet in read.values()) > MOST_IN_ALL:
            raise UnsafeError(_too_long("The workbook", MOST_IN_ALL))
    for name in set(hidden) & set(read):  # one that is no table of ours is passed over, however large
        if crowded := tuple(_crowded({name: read.pop(name)}, label)):
            extents[name] = Extent(features=Features(hidden[name], unsafe=crowded))
    faults += _crowded(read, label)
    if faults:
        raise Refused(faults)
    return extents


def _too_long(what: str, most: int) -> str:
    return f"{what} has more than {most:,} rows and cells, filled or only formatted: delete the unused rows below the tables."


def _crowded(sheets: dict[str, _Worksheet], label: str) -> Iterator[Fault]:
    """Yield the fault of the sheet to blame when the sheets hold more filled cells than a workbook may, or too many between them."""
    filled, down = ({name: getattr(sheet, what) for name, sheet in sheets.items()} for what in ("cells", "down"))
    if add_up(filled.values()) > MOST_CELLS:
        fullest = max(filled, key=filled.__getitem__)
        yield Fault(label, fullest, "", CROWDED.format(filled[fullest], add_up(filled.values()), MOST_CELLS))
    elif add_up(down.values()) > MOST_DOWN:
        longest = max(down, key=down.__getitem__)
        yield Fault(label, longest, "", SPARSE.format(down[longest], add_up(down.values()), MOST_DOWN))


def _plain(package: Package, part: str) -> _Worksheet | None:
    """Return what is counted in a worksheet whose cells are plain, as it is found by following its XML; nothing where that has to be followed."""
    if package.getinfo(part).file_size > MOST_AT_ONCE:
        return None
    try:
        data = package.read(part)
        send(package, part, BytesIO(data), Handlers())  # whether it is XML, and safe
        sheet = plain_sheet(data)
        return _Worksheet().counted(sheet) if sheet else None
    except (UnsafeError, *BROKEN):
        return None


class _Worksheet:
    """What has been counted in a worksheet so far, while its XML is read piece by piece."""

    def __init__(self) -> None:
        self.elements = self.cells = self.begun = self.down = 0
        self.row = self.column = self.rows = self.columns = 0
        self.address, self.kind = "", "n"
        self.formula: str | None = None  # the range that the cell's formula fills, empty for the cell alone
        self.filled = self.inside = self.stored = False
        self.unstored: set[tuple[int, int]] = set()
        self.noting = Noting(MOST_COLUMNS)
        self.taking = self.after = self.odd = False
        self.shape, self.style = "", "0"
        self.texts: list[str] = []
        self.stored_cells: list[StoredCell] = []

    def followed(self, package: Package, part: str) -> _Worksheet:
        """Return this, once it has followed the sheet's XML element by element."""
        stream(package, part, Handlers(self.start, self.text, self.end))
        self.settle()
        return self

    def extent(self, hidden: str) -> Extent:
        """Return the extent of the sheet."""
        stored = None if self.odd else tuple(self.stored_cells)
        return Extent(self.rows, self.columns, frozenset(self.unstored), self.noting.features(hidden), stored)

    def counted(self, sheet: PlainSheet) -> _Worksheet | None:
        """Return this with what a plain sheet has; nothing where its cells are too many, or lie too far, or where a formula may fill several."""
        cells = sheet.cells
        if cells.reach[0] > MOST_ROWS or cells.reach[1] > MOST_COLUMNS or cells.filled > MOST_CELLS:
            return None
        if any(attributes and attributes.get("t") in SPREADING for _, attributes in cells.formulas):
            return None
        for kind, attributes in sheet.noted:
            self.noting.element(MAIN + kind, attributes, (0, 0))
        for row, attributes in cells.rows:
            self.noting.element(ROW, attributes, (row, 0))
        self.noting.formulas.update(place for place, _ in cells.formulas)
        self.elements, self.cells, self.down, (self.rows, self.columns) = sheet.elements + cells.elements, cells.filled, cells.down, cells.reach
        self.unstored, self.stored_cells = cells.unstored, cells.stored
        return self

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ON_SHEET:
            raise UnsafeError(_too_long("The sheet", MOST_ON_SHEET))
        if tag == CELL:
            self.begin_cell(attributes)
        elif tag in FILLING:
            self.inside, self.stored = True, self.stored or self.kind == "str"
            self.take(tag)
        elif tag == FORMULA:
            self.formula = attributes.get("ref", "") if attributes.get("t") in SPREADING else ""
            self.fill()
        elif tag == ROW:
            self.begin_row(attributes)
        else:
            self.inside = False  # a text after an empty value, such as the foot of the pages, is none of the cell's
            self.after = self.row > 0
        if tag in NOTED:
            self.noting.element(tag, attributes, (self.row, self.column))

    def text(self, words: str) -> None:
        if self.inside and not words.isspace():
            self.stored = True
            self.fill()
        if self.taking:
            self.texts.append(words)

    def end(self, _: str) -> None:
        self.taking = False

    def take(self, tag: str) -> None:
        """Begin to take up the text of a cell's value; one that follows something that is no part of a cell is not plain."""
        self.taking, self.odd = tag != INLINE, self.odd or self.after
        self.shape += SHAPES[tag]

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.settle()
        self.odd |= self.after
        row = int(attributes.get("r", self.row + 1))
        if row <= self.row:
            raise UnsafeError(damaged(f"row {row} does not follow row {self.row}"))
        self.row, self.column = row, 0

    def begin_cell(self, attributes: dict[str, str]) -> None:
        self.settle()
        self.begun += 1
        self.odd |= self.after
        self.kind, self.address, self.style = attributes.get("t", "n"), attributes.get("r", ""), attributes.get("s", "0")
        row, column = _address(self.address) if self.address else (self.row, self.column + 1)
        if row != self.row or column <= self.column:
            raise UnsafeError(damaged("this cell is out of order"), cell=self.address)
        self.column = column

    def fill(self) -> None:
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise UnsafeError(TOO_FAR, cell=self.address)
        self.rows, self.columns = self.row, max(self.columns, self.column)
        self.cells, self.filled, self.down = self.cells + (not self.filled), True, self.begun

    def settle(self) -> None:
        if self.formula is not None and not self.stored:
            spread = self.spread(self.formula)
            if self.cells <= MOST_CELLS:  # beyond, cells are only counted
                self.unstored.add((self.row, self.column))
                self.unstored.update(spread)
        if self.shape:
            self.odd |= self.shape != SHAPES_OF.get(self.kind, SHAPES[VALUE]) or self.kind not in KINDS
            if self.cells <= MOST_CELLS and (text := "".join(self.texts)):
                self.stored_cells.append(StoredCell(self.row, self.column, self.kind, self.style, text))
            self.shape = ""
            self.texts.clear()
        self.formula, self.filled, self.inside, self.stored = None, False, False, False

    def spread(self, area: str) -> Iterator[tuple[int, int]]:
        """Return the cells that a formula fills, and count them."""
        corners = [_address(corner) for corner in area.split(":") if corner]
        rows, columns = (range(ends[0], ends[-1] + 1) for ends in zip(*corners, strict=True)) if corners else ((), ())
        self.cells += len(rows) * len(columns)
        return product(rows, columns)


@lru_cache(maxsize=65_536)
def _address(text: str) -> tuple[int, int]:
    match = ADDRESS.fullmatch(text)
    if not match:
        raise UnsafeError(damaged(f"{text!a} is not the address of a cell"))
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
