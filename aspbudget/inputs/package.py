"""The package: what an .xlsx file is made of, opened only when it is one, whole, and no larger than a workbook can be."""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from aspbudget.faults import Fault
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


class UnsafeError(Exception):
    """The workbook is not safe or not readable, for these reasons; `cell` is the address where it was noticed."""

    def __init__(self, *reasons: str, cell: str = "") -> None:
        self.cell = cell
        super().__init__(*reasons)

    def faults(self, label: str, sheet: str = "") -> list[Fault]:
        """Return the reasons as faults of a workbook, or of one of its sheets."""
        return [Fault(label, sheet, self.cell, reason) for reason in self.args]


def damaged(what: str) -> str:
    """Return the message for a file that is not whole."""
    return f"The file is damaged ({what}): restore it from a copy, or {SAVE}."


def _not_xlsx(kind: str) -> str:
    return f"This is {kind}, not an .xlsx workbook: use a workbook saved as .xlsx."


def open_package(data: bytes) -> ZipFile:
    """Return the opened package of a workbook; raise `UnsafeError` with every reason why it is none."""
    if len(data) > MOST_BYTES:
        raise UnsafeError(_beyond("The file", "bytes", len(data), MOST_BYTES, "remove pictures and unused sheets"))
    if not data.startswith(b"PK"):
        raise UnsafeError(_kind(data))
    try:
        package = ZipFile(BytesIO(data))
    except BROKEN as error:
        raise UnsafeError(damaged("it is incomplete or not a true .xlsx file")) from error
    if reasons := list(_directory(package.infolist())):
        raise UnsafeError(*reasons)
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


def many(what: str, unit: str, most: int) -> str:
    """Return the message for something of which there is too much."""
    return f"{what} holds more than {most:,} {unit}: copy the tables to a new workbook."


def _directory(parts: list[ZipInfo]) -> Iterator[str]:
    """Yield what the zip directory by itself shows to be wrong."""
    if len(parts) > MOST_PARTS:
        yield _beyond("The file", "parts", len(parts), MOST_PARTS, SAVE)
        return
    expanded = add_up(part.file_size for part in parts)
    if expanded > MOST_EXPANDED:
        yield _beyond("The file", "bytes once expanded", expanded, MOST_EXPANDED, "remove what the tables do not use")
    for name, times in Counter(part.filename.casefold() for part in parts).items():
        if times > 1:
            yield damaged(f"the part {name!a} stands in it {times} times")
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


def worksheets(package: ZipFile) -> dict[str, str]:
    """Return the part of each worksheet by the sheet's name, when all that is not a worksheet is in order."""
    names = set(package.namelist())
    types = _types(package, names)
    book, *others = [part for part in types if types[part].endswith(BOOK)] or ["xl/workbook.xml"]
    if others:
        raise UnsafeError(damaged("it holds more than one workbook"))
    folder, base = posixpath.split(book)
    links = f"{folder}/_rels/{base}.rels"
    if absent := [part for part in (book, links) if part not in names]:
        raise UnsafeError(*(damaged(f"{part} is missing") for part in absent))
    sheets = _targets(_sheet_links(package, book), _elements(package, links, LINK), folder)
    stated = {name for name in names if name in types or name.casefold().endswith((".xml", ".rels"))}
    for part in sorted(stated - {CONTENTS, book, links, *sheets.values()}):
        _elements(package, part)
    if absent := [name for name, part in sheets.items() if part not in names]:
        raise UnsafeError(*(damaged(f'the sheet "{name}" is missing') for name in absent))
    return sheets


def _types(package: ZipFile, names: set[str]) -> dict[str, str]:
    """Return the type of each part that the package declares as XML, or refuse another kind of file."""
    if kinds := [kind for part, kind in INSIDE.items() if part in names]:
        raise UnsafeError(_not_xlsx(kinds[0]))
    if CONTENTS not in names:
        raise UnsafeError(_not_xlsx("a zip archive"))
    stated = _elements(package, CONTENTS, PART)
    types = {part.get("PartName", "").removeprefix("/"): part.get("ContentType", "") for part in stated}
    macros = any("macro" in kind.casefold() for kind in types.values())
    if macros or any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise UnsafeError(MACROS)
    return {part: kind for part, kind in types.items() if kind.endswith("+xml")}


def _sheet_links(package: ZipFile, book: str) -> dict[str, str]:
    """Return the link of each sheet by its name."""
    sheets = _elements(package, book, MAIN + "sheet")
    if not sheets and _elements(package, book, STRICT + "sheet"):
        raise UnsafeError(STRICT_BOOK)
    if not sheets:
        raise UnsafeError(damaged(f"{book} names no sheet"))
    times = Counter(sheet.get("name", "").casefold() for sheet in sheets)
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


def _elements(package: ZipFile, part: str, wanted: str = "") -> list[dict[str, str]]:
    """Return the attributes, without their name spaces, of each wanted element of a part."""
    found: list[dict[str, str]] = []
    seen = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal seen
        seen += 1
        if seen > MOST_ELEMENTS:
            raise UnsafeError(many(f"The part {part}", "elements", MOST_ELEMENTS))
        if tag == wanted:
            found.append({key.rpartition(" ")[2]: value for key, value in attributes.items()})

    stream(package, part, start)
    return found


def stream(
    package: ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Send the elements of a part past the two functions, a bounded piece at a time."""

    def doctype(*_: object) -> None:
        reason = f"The part {part} declares a document type (DTD), which no spreadsheet writes: {SAVE}."
        raise UnsafeError(reason)

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
                    raise UnsafeError(damaged(f"{part} holds a tag that does not end"))
            parser.Parse(b"", True)
    except BROKEN as error:
        raise UnsafeError(damaged(f"{part} cannot be read")) from error
