"""The package: what an .xlsx or .docx file is made of, opened only when it is whole and no larger than such a file can be."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections import Counter
from io import BytesIO
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from aspbudget.faults import Fault
from aspbudget.inputs.kinds import WORKBOOK, Kind
from aspbudget.letters import composed
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipInfo

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE  # an input workbook is well below 1 MB; more means pictures or a wrong file
MOST_EXPANDED = 64 * MEGABYTE  # what one run may hold in memory without strain
MOST_RATIO = 200  # real sheets shrink 5 to 50 times; a bomb shrinks about 1,000 times
RATIO_FROM = MEGABYTE  # below this size any ratio is harmless
MOST_PARTS = 2_000  # a workbook with a hundred sheets, each with notes and a drawing, has some 500
MOST_ELEMENTS = 250_000  # styles, texts and settings: more than the 65,000 styles that a spreadsheet allows
LONGEST_TAG = MEGABYTE  # real tags are below a thousand bytes; a parser holds the whole of one
CHUNK = 65_536

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main "
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main "
LINK = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
PART = "http://schemas.openxmlformats.org/package/2006/content-types Override"
BOOK = ("sheet.main+xml", "template.main+xml")
CONTENTS = "[Content_Types].xml"
BROKEN = (BadZipFile, ExpatError, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)

SAVE = WORKBOOK.save
MACROS = "The workbook holds macros: save it as .xlsx, which holds none."
STRICT_BOOK = 'This is a "Strict Open XML" workbook: save it as "Excel Workbook (.xlsx)".'
INSIDE = {
    "content.xml": "an OpenDocument file",
    "xl/workbook.bin": "a binary .xlsb workbook",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "Index/Document.iwa": "an Apple Numbers file",
}


class UnsafeError(Exception):
    """The workbook is not safe or not readable, for these reasons; `cell` is the address where it was noticed."""

    def __init__(self, *reasons: str, cell: str = "") -> None:
        self.cell = cell
        super().__init__(*reasons)

    def faults(self, label: str, sheet: str = "") -> list[Fault]:
        """Return the reasons as faults of a workbook, or of one of its sheets."""
        return [Fault(label, sheet, self.cell, reason) for reason in self.args]


class Package(ZipFile):
    """A file of parts, of the kind that it should be."""

    kind: Kind = WORKBOOK


def damaged(what: str) -> str:
    """Return the message for a workbook that is not whole."""
    return WORKBOOK.damaged(what)


def open_package(data: bytes, kind: Kind = WORKBOOK) -> Package:
    """Return the opened package of a file of a kind; raise `UnsafeError` with every reason why it is none."""
    if len(data) > MOST_BYTES:
        raise UnsafeError(kind.beyond("The file", "bytes", (len(data), MOST_BYTES), kind.slim))
    if not data.startswith(b"PK"):
        raise UnsafeError(kind.refusal(data))
    try:
        package = Package(BytesIO(data))
    except BROKEN as error:
        raise UnsafeError(kind.damaged(f"it is incomplete or not a true {kind.ending} file")) from error
    package.kind = kind
    if reasons := list(_directory(package.infolist(), kind)):
        raise UnsafeError(*reasons)
    return package


def many(what: str, unit: str, most: int) -> str:
    """Return the message for something of which there is too much."""
    return f"{what} holds more than {most:,} {unit}: copy the tables to a new workbook."


def _directory(parts: list[ZipInfo], kind: Kind) -> Iterator[str]:
    """Yield what the zip directory by itself shows to be wrong."""
    if len(parts) > MOST_PARTS:
        yield kind.beyond("The file", "parts", (len(parts), MOST_PARTS))
        return
    expanded = add_up(part.file_size for part in parts)
    if expanded > MOST_EXPANDED:
        yield kind.beyond("The file", "bytes once expanded", (expanded, MOST_EXPANDED), kind.unused)
    for name, times in Counter(part.filename.casefold() for part in parts).items():
        if times > 1:
            yield kind.damaged(f"the part {name!a} stands in it {times} times")
    for part in parts:
        yield from _entry(part, kind)


def _entry(part: ZipInfo, kind: Kind) -> Iterator[str]:
    path = part.filename
    if path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"):
        yield f"The file holds a part with the unsafe name {path!a}: {kind.save}."
    if part.flag_bits & 1:
        yield kind.locked()
    if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield f"The part {path!a} is compressed in a way that no {kind.program} uses: {kind.save}."
    if part.file_size > max(RATIO_FROM, MOST_RATIO * part.compress_size):
        ratio = part.file_size // max(1, part.compress_size)
        yield f"The part {path!a} is compressed {ratio:,} times; at most {MOST_RATIO} times is allowed: {kind.save}."


def worksheets(package: Package) -> dict[str, str]:
    """Return the part of each worksheet by the sheet's name, when all that is not a worksheet is in order."""
    names = set(package.namelist())
    types = _types(package, names)
    book = _book(types)
    sheets = _sheets(package, book, names)
    stated = {name for name in names if name in types or name.casefold().endswith((".xml", ".rels"))}
    for part in sorted(stated - {CONTENTS, book, _links(book), *sheets.values()}):
        elements(package, part)
    if absent := [name for name, part in sheets.items() if part not in names]:
        raise UnsafeError(*(damaged(f'the sheet "{name}" is missing') for name in absent))
    return sheets


def own_worksheets(package: Package) -> dict[str, str]:
    """Return the part of each worksheet of a workbook of the tool's own by the sheet's name; nothing else in it is looked at."""
    names = set(package.namelist())
    return _sheets(package, _book(_types(package, names)), names)


def _sheets(package: Package, book: str, names: set[str]) -> dict[str, str]:
    links = _links(book)
    if absent := [part for part in (book, links) if part not in names]:
        raise UnsafeError(*(damaged(f"{part} is missing") for part in absent))
    return _targets(_sheet_links(package, book), elements(package, links, LINK), posixpath.dirname(book))


def _links(part: str) -> str:
    """Return the part that says what belongs to a part."""
    folder, base = posixpath.split(part)
    return f"{folder}/_rels/{base}.rels"


def hidden_sheets(package: Package) -> dict[str, str]:
    """Return the names of the sheets that a spreadsheet doesn't show, and how they are hidden: `hidden` or `veryHidden`."""
    sheets = elements(package, book_part(package), MAIN + "sheet")
    states = {sheet.get("name", ""): sheet.get("state", "visible") for sheet in sheets}
    return {name: state for name, state in states.items() if state != "visible"}


def stated(package: Package) -> dict[str, str]:
    """Return what each part of a workbook that is XML is said to be."""
    return _types(package, set(package.namelist()))


def book_part(package: Package) -> str:
    """Return the part that is the workbook itself."""
    return _book(stated(package))


def _book(types: dict[str, str]) -> str:
    """Return the part that is the workbook itself."""
    book, *others = [part for part in types if types[part].endswith(BOOK)] or ["xl/workbook.xml"]
    if others:
        raise UnsafeError(damaged("it holds more than one workbook"))
    return book


def _types(package: Package, names: set[str]) -> dict[str, str]:
    """Return the type of each part that the package declares as XML, or refuse another kind of file."""
    if kinds := [kind for part, kind in INSIDE.items() if part in names]:
        raise UnsafeError(WORKBOOK.other(kinds[0]))
    if CONTENTS not in names:
        raise UnsafeError(WORKBOOK.other("a zip archive"))
    stated = elements(package, CONTENTS, PART)
    types = {part.get("PartName", "").removeprefix("/"): part.get("ContentType", "") for part in stated}
    macros = any("macro" in kind.casefold() for kind in types.values())
    if macros or any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnsafeError(MACROS)
    return {part: kind for part, kind in types.items() if kind.endswith("+xml")}


def _sheet_links(package: Package, book: str) -> dict[str, str]:
    """Return the link of each sheet by its name."""
    sheets = elements(package, book, MAIN + "sheet")
    if not sheets and elements(package, book, STRICT + "sheet"):
        raise UnsafeError(STRICT_BOOK)
    if not sheets:
        raise UnsafeError(damaged(f"{book} names no sheet"))
    times = Counter(composed(sheet.get("name", "")).casefold() for sheet in sheets)
    if twice := [name for name in times if times[name] > 1]:
        raise UnsafeError(*(damaged(f'two sheets are named "{name}"') for name in twice))
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


def elements(package: Package, part: str, *wanted: str) -> list[dict[str, str]]:
    """Return the attributes, without their name spaces, of each element of a part that is wanted, in the order in which they stand there."""
    found: list[dict[str, str]] = []
    if not wanted and package.getinfo(part).file_size < MOST_ELEMENTS * len("<a/>"):  # no need to count: it can't hold too many
        stream(package, part, Handlers())
        return found
    seen = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        if seen > MOST_ELEMENTS:
            raise UnsafeError(many(f"The part {part}", "elements", MOST_ELEMENTS))
        if tag in wanted:
            found.append({key.rpartition(" ")[2]: value for key, value in attributes.items()})

    stream(package, part, Handlers(start))
    return found


class Handlers(NamedTuple):
    """What is called as a part is read: for each start of an element with its attributes, each text, and each end."""

    start: Callable[[str, dict[str, str]], None] | None = None
    text: Callable[[str], None] | None = None
    end: Callable[[str], None] | None = None


def stream(package: Package, part: str, handlers: Handlers) -> None:
    """Send the elements of a part past the handlers, a bounded piece at a time."""
    try:
        with package.open(part) as source:
            send(package, part, source, handlers)
    except BROKEN as error:
        raise UnsafeError(package.kind.damaged(f"{part} cannot be read")) from error


def send(package: Package, part: str, source: IO[bytes], handlers: Handlers) -> None:
    """Send the elements of a part, or of some of it that is XML by itself, past the handlers; raise one of `BROKEN` where it isn't XML."""
    kind = package.kind

    def doctype(*_: object) -> None:
        reason = f"The part {part} declares a document type (DTD), which no {kind.program} writes: {kind.save}."
        raise UnsafeError(reason)

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler, parser.CharacterDataHandler, parser.EndElementHandler = handlers
    while chunk := source.read(CHUNK):
        parser.Parse(chunk)
        if source.tell() - parser.CurrentByteIndex > LONGEST_TAG:
            raise UnsafeError(kind.damaged(f"{part} holds a tag that does not end"))
    parser.Parse(b"", True)
