"""Workbooks in tests: cells changed as a person would change them, in a copy of an input, typed or in a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
from lxml import etree
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from aspbudget.inputs.read import RawSheet, RawWorkbook
from support.made_once import once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

MANY = 500  # sheets: those of ten workbooks
_KNOWN: dict[Any, Any] = {}
TITLES = 4  # the row of the titles
FIRST = TITLES + 1
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_BOOK, _LINKS, _TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Literal(NamedTuple):
    """A text that is stored as text, even when it begins with `=`."""

    text: str


def split(cell: str) -> tuple[str, str]:
    """Return the sheet and the address of a cell named like `Posts!C6`."""
    sheet, _, address = cell.rpartition("!")
    return sheet, address


def change_cells(path: Path, cells: Mapping[str, object]) -> None:
    """Change cells of a workbook file; a text that begins with `=` is a formula, unless it is a `Literal`.

    Only the XML of these cells is written anew: loading and saving a whole workbook takes thirty times as long. A day needs a format, which openpyxl gives it.
    """
    if any(isinstance(value, date) for value in cells.values()):
        _change_cells_with_formats(path, cells)
        return
    of_sheets: dict[str, dict[str, object]] = {}
    for name, value in cells.items():
        sheet, address = split(name)
        of_sheets.setdefault(sheet, {})[address] = value
    with ZipFile(path, "a") as package:
        parts = _parts_of_sheets(package)
        for sheet, values in of_sheets.items():
            tree = etree.fromstring(package.read(parts[sheet]))
            for address, value in values.items():
                _put(tree, address, value)
            _replace(package, parts[sheet], _as_xml(tree))


def _change_cells_with_formats(path: Path, cells: Mapping[str, object]) -> None:
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        sheet, address = split(name)
        cell = book[sheet][address]
        cell.value = value.text if isinstance(value, Literal) else value
        if isinstance(value, Literal):
            cell.data_type = "s"
    book.save(path)


def _parts_of_sheets(package: ZipFile) -> dict[str, str]:
    """Return the file of each sheet in a workbook, by the sheet's name."""
    relations = {each.get("Id"): each.get("Target", "").removeprefix("/xl/") for each in etree.fromstring(package.read(_LINKS))}
    sheets = etree.fromstring(package.read(_BOOK)).iterfind(f"{MAIN}sheets/{MAIN}sheet")
    return {sheet.get("name", ""): f"xl/{relations[sheet.get(RELATION)]}" for sheet in sheets}


def _put(sheet: Any, address: str, value: object) -> None:
    """Put a value into a cell of a worksheet, which keeps its format; nothing where it is `None`."""
    row, column = coordinate_to_tuple(address)
    line = _in_order(_child(sheet, "sheetData"), "row", str(row), row, lambda each: int(each.get("r")))
    cell = _in_order(line, "c", address, column, lambda each: coordinate_to_tuple(each.get("r"))[1])
    for each in list(cell):
        cell.remove(each)
    cell.attrib.pop("t", None)
    if isinstance(value, bool):
        cell.set("t", "b")
        etree.SubElement(cell, f"{MAIN}v").text = str(int(value))
    elif isinstance(value, int | float):
        etree.SubElement(cell, f"{MAIN}v").text = repr(value)
    elif isinstance(value, str) and value.startswith("=") and len(value) > 1:
        etree.SubElement(cell, f"{MAIN}f").text = value[1:]
    elif isinstance(value, str) and value in ERROR_CODES:
        cell.set("t", "e")
        etree.SubElement(cell, f"{MAIN}v").text = value
    elif value is not None:
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = value.text if isinstance(value, Literal) else str(value)


def _child(parent: Any, tag: str) -> Any:
    return next(parent.iterfind(MAIN + tag))


def _in_order(parent: Any, tag: str, name: str, place: int, placed: Callable[[Any], int]) -> Any:
    """Return the row or cell of a name, made in its place where there is none."""
    after = next((each for each in parent if placed(each) >= place), None)
    if after is not None and placed(after) == place:
        return after
    made = etree.Element(MAIN + tag, {"r": name})
    parent.insert(len(parent) if after is None else parent.index(after), made)
    return made


def _replace(package: ZipFile, name: str, data: bytes) -> None:
    """Write a file of a package anew, with the date that it had."""
    old = package.getinfo(name)
    _remove(package, name)
    package.writestr(ZipInfo(name, old.date_time), data, ZIP_DEFLATED)


def _remove(package: ZipFile, name: str) -> None:
    """Leave a file out of a package, where it is there."""
    if old := package.NameToInfo.pop(name, None):
        package.filelist.remove(old)


def add_sheets(path: Path, sheets: Iterable[tuple[str, tuple[str, ...], Iterable[tuple[object, ...]]]]) -> None:
    """Put sheets into a workbook file, in the place of those of the same titles, each with its titles of columns and its rows.

    The other sheets stay as they are, and aren't read; a day needs a format, which openpyxl gives it.
    """
    given = {title: (columns, *rows) for title, columns, rows in sheets}
    if any(isinstance(value, date) for rows in given.values() for row in rows for value in row):
        _add_sheets_with_formats(path, given)
        return
    with ZipFile(path, "a") as package:
        parts = _parts_of_sheets(package)
        for title, rows in given.items():
            tree = etree.Element(f"{MAIN}worksheet", nsmap={None: MAIN.strip("{}")})
            etree.SubElement(tree, f"{MAIN}sheetData")
            for number, row in enumerate(rows, 1):
                for place, value in enumerate(row, 1):
                    _put(tree, f"{get_column_letter(place)}{number}", value)
            if title in parts:
                _remove(package, parts[title].replace("worksheets/", "worksheets/_rels/") + ".rels")
                _replace(package, parts[title], _as_xml(tree))
            else:
                package.writestr(ZipInfo(_listed(package, title), package.infolist()[0].date_time), _as_xml(tree), ZIP_DEFLATED)


def _listed(package: ZipFile, title: str) -> str:
    """List one more sheet in a workbook, and return the part in which it is to be."""
    book, links, types = (etree.fromstring(package.read(name)) for name in (_BOOK, _LINKS, _TYPES))
    sheets = _child(book, "sheets")
    number = max(int(each.get("sheetId")) for each in sheets) + 1
    part = f"worksheets/added{number}.xml"
    etree.SubElement(sheets, f"{MAIN}sheet", {"name": title, "sheetId": str(number), RELATION: f"added{number}"})
    etree.SubElement(links, links[0].tag, {"Id": f"added{number}", "Type": RELATION[1:].replace("}id", "/worksheet"), "Target": part})
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    etree.SubElement(types, types[0].tag.replace("Default", "Override"), {"PartName": f"/xl/{part}", "ContentType": kind})
    for name, tree in ((_BOOK, book), (_LINKS, links), (_TYPES, types)):
        _replace(package, name, _as_xml(tree))
    return f"xl/{part}"


def _as_xml(tree: Any) -> bytes:
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)  # type: ignore[no-any-return]


def _add_sheets_with_formats(path: Path, sheets: Mapping[str, Iterable[tuple[object, ...]]]) -> None:
    book = openpyxl.load_workbook(path)
    for title, rows in sheets.items():
        if title in book.sheetnames:
            del book[title]
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)


def _copied(sheet: RawSheet) -> RawSheet:
    return RawSheet(sheet.name, {row: dict(line) for row, line in sheet.cells.items()})


def _as_it_is(sheet: RawSheet) -> RawSheet:
    """Return a copy of a sheet that stays as it is; all workbooks in which it does have the same, so that it is typed once."""
    return once(_KNOWN, id(sheet), lambda: (_copied(sheet), sheet), MANY)[0]


def changed(raw: RawWorkbook, cells: Mapping[str, object], without: Iterable[str] = ()) -> RawWorkbook:
    """Return a workbook as typed with cells changed, `None` for an empty one, and without some of its sheets."""
    own = {split(name)[0] for name in cells}
    sheets = {name: _copied(sheet) if name in own else _as_it_is(sheet) for name, sheet in raw.sheets.items()}
    for name, value in cells.items():
        sheet, address = split(name)
        row, column = coordinate_to_tuple(address)
        lines = sheets.setdefault(sheet, RawSheet(sheet, {})).cells
        lines.setdefault(row, {})[column] = value
        if value is None:
            del lines[row][column]
    return RawWorkbook(
        raw.label, raw.sha256, {name: sheet for name, sheet in sheets.items() if name not in set(without)}
    )


def cell(raw: RawWorkbook, sheet: str, title: str, key: str = "") -> str:
    """Return the name of the cell under a title in the row with a key, or in the first row: `Posts!C6`."""
    cells = raw.sheets[sheet].cells
    column = next(place for place, found in cells[TITLES].items() if found == title)
    row = next((row for row, line in cells.items() if row > TITLES and line.get(1) == key), FIRST) if key else FIRST
    return f"{sheet}!{get_column_letter(column)}{row}"


def column(raw: RawWorkbook, sheet: str, title: str) -> list[str]:
    """Return the names of the cells under a title in all rows: `States!I5`, `States!I6` …"""
    cells = raw.sheets[sheet].cells
    place = next(place for place, found in cells[TITLES].items() if found == title)
    return [f"{sheet}!{get_column_letter(place)}{row}" for row in sorted(cells) if row > TITLES]
