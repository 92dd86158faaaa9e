"""What is measured in a workbook: its sheets, its pages, the room of its texts, its colours, and what it says of itself."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
from lxml import etree
from support.workbooks import MAIN, RELATION

from aspbudget.workbooks.book import BACK
from look.figure import Figure, least, most, none
from look.for_everyone import accessibility, is_without_tables
from look.sheets import INPUTS, READERS, WORKINGS, Seen, is_in_print

if TYPE_CHECKING:
    from collections.abc import Iterator

FRENCH = ".fr"
PAGES = {"section": 15, "contributions": 8, "statement": 6}
_READERS = {"section": 17, "contributions": 12, "statement": 12}
_CALENDAR = "[$-40C]"  # what a number format that is French begins with
_SIGNS = ("–", "..", "n/a", "n.d.")
_SCREEN, _LETTERS = 1_320, 8
_PAGE = re.compile(rb"/Type\s*/Page[^s]")
_IDENTIFIER = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")
_TIMEOUT = 180
_FORMULA = re.compile(rb"<f[ >][^<]*</f>")
_EMPTY = f'<worksheet xmlns="{MAIN.strip("{}")}"><sheetData/></worksheet>'.encode()


def kind_of(path: Path) -> str:
    """Return what a workbook is, in whatever language: a section, contributions or a statement."""
    name = path.stem.removesuffix(FRENCH)
    return name if name in PAGES else "statement"


def measured(path: Path) -> Iterator[Figure]:
    """Yield every figure of a workbook but the number of its pages."""
    book = openpyxl.load_workbook(path, data_only=True)
    sheets = [Seen(sheet) for sheet in book.worksheets]
    readers = [each for each in sheets if each.group == READERS]
    on_paper = [each for each in readers if each.is_printed]
    yield most("sheets for readers", len(readers), _READERS[kind_of(path)])
    yield none("sheets out of the order of their groups", _out_of_order(sheets))
    yield none("sheets without rows", [each.sheet.title for each in sheets if each.sheet.max_row <= 5 or not any(cell.row > 5 for cell in each.cells)])
    yield none("inputs or workings that are printed unasked", [each.sheet.title for each in sheets if each.group != READERS and each.is_printed])
    smallest = min(on_paper, key=lambda each: each.letters)
    yield least("smallest letters in print, points", round(smallest.letters, 2), _LETTERS, smallest.sheet.title)
    widest = max((each for each in sheets if each.group != READERS), key=lambda each: each.dots)
    yield most("widest sheet of inputs or workings, dots on the screen", widest.dots, _SCREEN, widest.sheet.title)
    yield from without_room(sheets)
    yield none("merged cells in readers' tables", [place for each in readers for place in each.merged_in_tables()])
    yield none("names of ours that reach a reader", [f"{each.sheet.title}!{cell.coordinate}" for each in readers for cell in each.cells if _IDENTIFIER.search(str(cell.value))])
    yield from _said(book, sheets)
    yield from accessibility(path, book)
    if path.stem.endswith(FRENCH):
        yield from in_the_notation_of(book, _CALENDAR)


def without_room(sheets: list[Seen]) -> Iterator[Figure]:
    """Yield the figures of what a reader can't see whole, in whatever language it is written."""
    yield none("texts that are cut in readers' sheets", [place for each in sheets if each.group == READERS for place in each.cut()])
    yield none("numbers wider than their columns", [place for each in sheets for place in each.too_wide()])
    yield none("first rows of sheets that take two lines", [place for each in sheets if each.group == READERS for place in each.identity_in_lines()])
    yield none("signs for numbers that stand at the left", [place for each in sheets if each.group == READERS for place in each.signs_at_the_left(_SIGNS)])


def in_the_notation_of(book: openpyxl.Workbook, calendar: str) -> Iterator[Figure]:
    """Yield how many numbers have a format with points or groups of digits that doesn't say in which language these are written."""
    cells = (cell for sheet in book.worksheets for cell in Seen(sheet).cells)
    loose = [f"{cell.parent.title}!{cell.coordinate}" for cell in cells if isinstance(cell.value, int | float) and re.search("[,.]", cell.number_format) and not cell.number_format.startswith(calendar)]
    yield none("numbers that another spreadsheet writes in its own language", loose)


def _said(book: openpyxl.Workbook, sheets: list[Seen]) -> Iterator[Figure]:
    """Yield the figures of what sheets and the file say of themselves."""
    linked = [each for each in sheets if not is_without_tables(each)]
    yield none("sheets without a way back to the contents", [each.sheet.title for each in linked if each.sheet["A1"].value != each.say(BACK)])
    word = sheets[0].say("DRAFT")
    draft = word in str(book.worksheets[0].oddFooter.left.text)
    yield none("sheets of a draft that don't say so in a cell", [each.sheet.title for each in sheets if draft and not any(word in str(cell.value) for cell in each.cells)])


def _out_of_order(sheets: list[Seen]) -> list[str]:
    order = [(READERS, INPUTS, WORKINGS).index(each.group) for each in sheets]
    return [each.sheet.title for each, place, before in zip(sheets[1:], order[1:], order, strict=False) if place < before]


def pages(paths: list[Path], office: str) -> list[Figure]:
    """Return how many pages LibreOffice, started once, prints of each workbook, no two of one name; each kind has its aim."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        copies = [_as_printed(path, Path(folder) / path.name) for path in paths]
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, copies)]
        subprocess.run(command, check=True, capture_output=True, timeout=_TIMEOUT)
        found = [len(_PAGE.findall((Path(folder) / f"{path.stem}.pdf").read_bytes())) for path in paths]
    return [most("pages when it is printed whole", number, PAGES[kind_of(path)]) for path, number in zip(paths, found, strict=True)]


def _as_printed(path: Path, other: Path) -> Path:
    """Return a workbook with nothing in the sheets that aren't printed, and with the values of formulas in the others: the pages of it are the same, and loaded sooner."""
    with ZipFile(path) as read, ZipFile(other, "w") as written:
        targets = {each.get("Id"): f"xl/{each.get('Target')}" for each in etree.fromstring(read.read("xl/_rels/workbook.xml.rels"))}
        book = etree.fromstring(read.read("xl/workbook.xml"))
        parts = [targets[each.get(RELATION)] for each in book.find(f"{MAIN}sheets")]
        areas = {parts[int(each.get("localSheetId"))]: each.text for each in book.iter(f"{MAIN}definedName") if each.get("name") == "_xlnm.Print_Area"}
        for info in read.infolist():
            data = read.read(info)
            if info.filename in parts:
                data = _FORMULA.sub(b"", data) if is_in_print(areas.get(info.filename)) else _EMPTY
            written.writestr(info, data)
    return other
