"""The guard: refuses a workbook that is unsafe or unreadable, before the library that reads its cells sees it."""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import product
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from aspbudget.faults import Fault, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipInfo

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE  # an input workbook is well below 1 MB; more means pictures or a wrong file
MOST_EXPANDED = 64 * MEGABYTE  # what one run may hold in memory without strain
MOST_RATIO = 200  # real sheets shrink 5 to 50 times; a bomb shrinks about 1,000 times
RATIO_FROM = MEGABYTE  # below this size any ratio is harmless
MOST_PARTS = 2_000  # a workbook with a hundred sheets, each with notes and a drawing, has some 500
MOST_ROWS = 20_000  # ten times the largest table of any section; two cells in opposite corners hang a reader
MOST_COLUMNS = 256  # to column IV
MOST_CELLS = 300_000  # a thousand rows of fifteen columns on each of twenty sheets; a few seconds of reading
MOST_ELEMENTS = 250_000  # styles, texts and settings: more than the 65,000 styles that a spreadsheet allows
MOST_ON_SHEET = 2_000_000  # rows, cells, formulas and values of the most cells allowed
LONGEST_TAG = MEGABYTE  # real tags are below a thousand bytes; a parser holds the whole of one
CHUNK = 65_536

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main "
LINK = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
PART = "http://schemas.openxmlformats.org/package/2006/content-types Override"
ROW, CELL, FORMULA, VALUE, INLINE = (MAIN + tag for tag in ("row", "c", "f", "v", "is"))
ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
FILLING = {VALUE, INLINE}
BOOK = ("sheet.main+xml", "template.main+xml")
CONTENTS = "[Content_Types].xml"
BROKEN = (BadZipFile, ExpatError, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)

SPREADING = ("array", "dataTable")
TOO_FAR = (
    f"This cell lies beyond row {MOST_ROWS:,} or column IV, where no table reaches: "
    "delete the rows and columns that are not used."
)
SAVE = "open it in a spreadsheet and save it again as .xlsx"
MACROS = "The workbook holds macros: save it as .xlsx, which holds none."
STRICT_BOOK = 'This is a "Strict Open XML" workbook: save it as "Excel Workbook (.xlsx)".'
SIGNATURES = {b"%PDF": "a PDF document", b"{\\rtf": "an RTF document"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INSIDE = {
    "content.xml": "an OpenDocument file",
    "xl/workbook.bin": "a binary .xlsb workbook",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "Index/Document.iwa": "an Apple Numbers file",
}


@dataclass(frozen=True)
class Extent:
    """What one worksheet holds: its last filled row and column, and where formulas have no stored value."""

    rows: int
    columns: int
    unstored: frozenset[tuple[int, int]]


class _UnsafeError(Exception):
    """The workbook is not safe or not readable, for these reasons; `cell` is where it was seen."""

    def __init__(self, *reasons: str, cell: str = "") -> None:
        self.cell = cell
        super().__init__(*reasons)

    def faults(self, label: str, sheet: str = "") -> list[Fault]:
        return [Fault(label, sheet, self.cell, reason) for reason in self.args]


def scan(data: bytes, label: str) -> dict[str, Extent]:
    """Return the extent of each worksheet of a workbook by its name, in order.

    Raises `Refused` when the file is not an .xlsx workbook, is damaged, or is beyond the limits of this module.
    """
    try:
        with _package(data) as package:
            return _extents(package, label)
    except _UnsafeError as unsafe:
        raise Refused(unsafe.faults(label)) from unsafe


def _extents(package: ZipFile, label: str) -> dict[str, Extent]:
    faults: list[Fault] = []
    extents: dict[str, Extent] = {}
    room = MOST_CELLS
    for name, part in _worksheets(package).items():
        sheet = _Worksheet(room)
        try:
            extents[name] = sheet.read(package, part)
        except _UnsafeError as unsafe:
            faults += unsafe.faults(label, name)
        room -= sheet.cells
    if faults:
        raise Refused(faults)
    return extents


def _damaged(what: str) -> str:
    return f"The file is damaged ({what}): restore it from a copy, or {SAVE}."


def _not_xlsx(kind: str) -> str:
    return f"This is {kind}, not an .xlsx workbook: use a workbook saved as .xlsx."


def _package(data: bytes) -> ZipFile:
    if len(data) > MOST_BYTES:
        raise _UnsafeError(_beyond("The file", "bytes", len(data), MOST_BYTES, "remove pictures and unused sheets"))
    if not data.startswith(b"PK"):
        raise _UnsafeError(_kind(data))
    try:
        package = ZipFile(BytesIO(data))
    except BROKEN as error:
        raise _UnsafeError(_damaged("it is incomplete or not a true .xlsx file")) from error
    if reasons := list(_directory(package.infolist())):
        raise _UnsafeError(*reasons)
    return package


def _kind(data: bytes) -> str:
    if not data.strip(b"\0"):
        return "The file is empty: restore it from a copy."
    if data.startswith(OLE):
        return _ole(data)
    named = (kind for signature, kind in SIGNATURES.items() if data.startswith(signature))
    return _not_xlsx(next(named, _text_or_unknown(data[:CHUNK])))


def _ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "The workbook is encrypted with a password: save it as .xlsx without a password."
    if "Workbook".encode("utf-16-le") in data:
        return "This is an old .xls file: open it and save it as .xlsx."
    return "This is either encrypted with a password or an old .xls file: save it as .xlsx without a password."


def _text_or_unknown(start: bytes) -> str:
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if bare.startswith(b"<"):
        return "a web page or XML text"
    text = start.startswith((b"\xff\xfe", b"\xfe\xff")) or not re.search(rb"[\0-\x08\x0e-\x1f]", start)
    return "a CSV or other text file" if text else "a file of an unknown kind"


def _beyond(what: str, unit: str, number: int, most: int, remedy: str) -> str:
    return f"{what} holds {number:,} {unit}; at most {most:,} are allowed: {remedy}."


def _many(what: str, unit: str, most: int) -> str:
    return f"{what} holds more than {most:,} {unit}: copy the tables to a new workbook."


def _directory(parts: list[ZipInfo]) -> Iterator[str]:
    """Yield what the zip directory alone shows to be wrong."""
    if len(parts) > MOST_PARTS:
        yield _beyond("The file", "parts", len(parts), MOST_PARTS, SAVE)
        return
    expanded = sum(part.file_size for part in parts)
    if expanded > MOST_EXPANDED:
        yield _beyond("The file", "bytes once expanded", expanded, MOST_EXPANDED, "remove what the tables do not use")
    for name, times in Counter(part.filename.casefold() for part in parts).items():
        if times > 1:
            yield _damaged(f"the part {name!a} stands in it {times} times")
    for part in parts:
        yield from _entry(part)


def _entry(part: ZipInfo) -> Iterator[str]:
    path = part.filename
    if path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"):
        yield f"The file holds a part with the unsafe name {path!a}: {SAVE}."
    if part.flag_bits & 1:
        yield "The file is a zip archive with a password: save it as .xlsx without a password."
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield f"The part {path!a} is compressed in a way that no spreadsheet uses: {SAVE}."
    if part.file_size > max(RATIO_FROM, MOST_RATIO * part.compress_size):
        ratio = part.file_size // max(1, part.compress_size)
        yield f"The part {path!a} is compressed {ratio:,} times; at most {MOST_RATIO} times is allowed: {SAVE}."


def _worksheets(package: ZipFile) -> dict[str, str]:
    """Return the part of each worksheet by the sheet's name, when all that is not a worksheet is in order."""
    names = set(package.namelist())
    types = _types(package, names)
    book, *others = [part for part in types if types[part].endswith(BOOK)] or ["xl/workbook.xml"]
    if others:
        raise _UnsafeError(_damaged("it holds more than one workbook"))
    folder, base = posixpath.split(book)
    links = f"{folder}/_rels/{base}.rels"
    if absent := [part for part in (book, links) if part not in names]:
        raise _UnsafeError(*(_damaged(f"{part} is missing") for part in absent))
    sheets = _targets(_sheet_links(package, book), _elements(package, links, LINK), folder)
    stated = {name for name in names if name in types or name.casefold().endswith((".xml", ".rels"))}
    for part in sorted(stated - {CONTENTS, book, links, *sheets.values()}):
        _elements(package, part)
    if absent := [name for name, part in sheets.items() if part not in names]:
        raise _UnsafeError(*(_damaged(f'the sheet "{name}" is missing') for name in absent))
    return sheets


def _types(package: ZipFile, names: set[str]) -> dict[str, str]:
    """Return the type of each part that the package declares as XML, or refuse another kind of file."""
    if kinds := [kind for part, kind in INSIDE.items() if part in names]:
        raise _UnsafeError(_not_xlsx(kinds[0]))
    if CONTENTS not in names:
        raise _UnsafeError(_not_xlsx("a zip archive"))
    stated = _elements(package, CONTENTS, PART)
    types = {part.get("PartName", "").removeprefix("/"): part.get("ContentType", "") for part in stated}
    macros = any("macro" in kind.casefold() for kind in types.values())
    if macros or any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise _UnsafeError(MACROS)
    return {part: kind for part, kind in types.items() if kind.endswith("+xml")}


def _sheet_links(package: ZipFile, book: str) -> dict[str, str]:
    """Return the link of each sheet by its name."""
    sheets = _elements(package, book, MAIN + "sheet")
    if not sheets and _elements(package, book, STRICT + "sheet"):
        raise _UnsafeError(STRICT_BOOK)
    if not sheets:
        raise _UnsafeError(_damaged(f"{book} names no sheet"))
    times = Counter(sheet.get("name", "").casefold() for sheet in sheets)
    if twice := [name for name in times if times[name] > 1]:
        raise _UnsafeError(*(_damaged(f'two sheets are named "{name}"') for name in twice))
    return {sheet.get("name", ""): sheet.get("id", "") for sheet in sheets}


def _targets(sheets: dict[str, str], links: list[dict[str, str]], folder: str) -> dict[str, str]:
    """Return the part of each worksheet by its name; sheets that are only a chart have no cells and are left out."""
    linked = {link.get("Id", ""): link for link in links}
    charts = {identity for identity, link in linked.items() if link.get("Type", "").endswith("/chartsheet")}
    return {
        name: posixpath.normpath(posixpath.join("/", folder, linked.get(identity, {}).get("Target", "")))[1:]
        for name, identity in sheets.items()
        if identity not in charts
    }


def _elements(package: ZipFile, part: str, wanted: str = "") -> list[dict[str, str]]:
    """Return the attributes, without their name spaces, of each wanted element of a part."""
    found: list[dict[str, str]] = []
    seen = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        if seen > MOST_ELEMENTS:
            raise _UnsafeError(_many(f"The part {part}", "elements", MOST_ELEMENTS))
        if tag == wanted:
            found.append({key.rpartition(" ")[2]: value for key, value in attributes.items()})

    _stream(package, part, start)
    return found


def _stream(
    package: ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Send the elements of a part past the two functions, a bounded piece at a time."""

    def doctype(*_: object) -> None:
        reason = f"The part {part} declares a document type (DTD), which no spreadsheet writes: {SAVE}."
        raise _UnsafeError(reason)

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    try:
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk)
                if stream.tell() - parser.CurrentByteIndex > LONGEST_TAG:
                    raise _UnsafeError(_damaged(f"{part} holds a tag that does not end"))
            parser.Parse(b"", True)  # noqa: FBT003 - the parser takes no keyword
    except BROKEN as error:
        raise _UnsafeError(_damaged(f"{part} cannot be read")) from error


class _Worksheet:
    """What a worksheet is seen to hold while its XML streams past."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.elements = self.cells = 0
        self.row = self.column = self.rows = self.columns = 0
        self.address, self.kind = "", "n"
        self.formula: str | None = None  # the range that the cell's formula fills, empty for the cell alone
        self.inside = self.stored = False
        self.unstored: set[tuple[int, int]] = set()

    def read(self, package: ZipFile, part: str) -> Extent:
        _stream(package, part, self.start, self.text)
        self.settle()
        return Extent(self.rows, self.columns, frozenset(self.unstored))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ON_SHEET:
            raise _UnsafeError(_many("The sheet", "elements", MOST_ON_SHEET))
        if tag == CELL:
            self.begin_cell(attributes)
        elif tag in FILLING:
            self.inside, self.stored = True, self.stored or self.kind == "str"
        elif tag == FORMULA:
            self.formula = attributes.get("ref", "") if attributes.get("t") in SPREADING else ""
            self.fill()
        elif tag == ROW:
            self.begin_row(attributes)

    def text(self, words: str) -> None:
        if self.inside and not words.isspace():
            self.stored = True
            self.fill()

    def begin_row(self, attributes: dict[str, str]) -> None:
        self.settle()
        row = int(attributes.get("r", self.row + 1))
        if row <= self.row:
            raise _UnsafeError(_damaged(f"row {row} does not follow row {self.row}"))
        self.row, self.column = row, 0

    def begin_cell(self, attributes: dict[str, str]) -> None:
        self.settle()
        self.take(1)
        self.kind, self.address = attributes.get("t", "n"), attributes.get("r", "")
        row, column = _address(self.address) if self.address else (self.row, self.column + 1)
        if row != self.row or column <= self.column:
            raise _UnsafeError(_damaged("this cell is out of order"), cell=self.address)
        self.column = column

    def take(self, cells: int) -> None:
        self.cells += cells
        if self.cells > self.room:
            raise _UnsafeError(_many("The workbook", "cells", MOST_CELLS))

    def fill(self) -> None:
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise _UnsafeError(TOO_FAR, cell=self.address)
        self.rows, self.columns = self.row, max(self.columns, self.column)

    def settle(self) -> None:
        if self.formula is not None and not self.stored:
            self.unstored.add((self.row, self.column))
            self.unstored.update(self.spread(self.formula))
        self.formula, self.inside, self.stored = None, False, False

    def spread(self, area: str) -> Iterator[tuple[int, int]]:
        corners = [_address(corner) for corner in area.split(":") if corner]
        rows, columns = (range(ends[0], ends[-1] + 1) for ends in zip(*corners, strict=True)) if corners else ((), ())
        self.take(len(rows) * len(columns))
        return product(rows, columns)


@lru_cache(maxsize=65_536)
def _address(text: str) -> tuple[int, int]:
    match = ADDRESS.fullmatch(text)
    if not match:
        raise _UnsafeError(_damaged(f"{text!a} is not the address of a cell"))
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
