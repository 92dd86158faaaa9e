"""Page numbers through a set of documents: each goes on where the one before it ended, and says how many pages all have together."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from aspbudget.paper.office import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BEFORE_NUMBERS = [f"{_WORD}{name}" for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")]
_PAGES = re.compile(r"\s*NUMPAGES\b")
_SHEET, _TEXT = re.compile(r"xl/worksheets/sheet\d+\.xml"), re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_FIRST = "xl/worksheets/sheet1.xml"  # which every workbook prints; the sheets after it go on by themselves
_FOOT, _CODE, _SET_UP = re.compile(rb"<(?:odd|even|first)Footer>[^<]*"), re.compile(rb"&amp;(?:&amp;|.)"), re.compile(rb"<pageSetup ")


def numbered(document: Document, first: int, total: int) -> Document:
    """Return a document whose pages begin with a number, and that says of `total` pages where it gave the number of its own."""
    if Path(document.name).suffix == ".docx":
        return Document(document.name, _rewritten(document.data, _TEXT, lambda _, part: _text(part, first, total)))
    return Document(document.name, _rewritten(document.data, _SHEET, lambda name, part: _sheet(part, first if name == _FIRST else None, total)))


def _rewritten(data: bytes, parts: re.Pattern[str], change: Callable[[str, bytes], bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as read, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as written:
        for each in read.infolist():
            part = read.read(each)
            written.writestr(each, change(each.filename, part) if parts.fullmatch(each.filename) else part)
    return out.getvalue()


def _sheet(part: bytes, first: int | None, total: int) -> bytes:
    """Return a sheet of a workbook that says how many pages there are, and whose pages begin with a number, where one is given."""
    said = _FOOT.sub(lambda foot: _CODE.sub(lambda code: b"%d" % total if code[0] == b"&amp;N" else code[0], foot[0]), part)
    return said if first is None else _SET_UP.sub(b'<pageSetup useFirstPageNumber="1" firstPageNumber="%d" ' % first, said)


def _text(part: bytes, first: int, total: int) -> bytes:
    """Return a part of a text: its first section begins with a number, later ones go on, and fields that count pages are words."""
    root = etree.fromstring(part)
    for place, section in enumerate(root.iter(f"{_WORD}sectPr")):
        _begin(section, first if place == 0 else None)
    for field in [each for each in root.iter(f"{_WORD}fldSimple") if _PAGES.match(each.get(f"{_WORD}instr", ""))]:
        _word(field, total)
    for paragraph in root.iter(f"{_WORD}p"):
        for runs in list(_fields(paragraph)):
            _word(runs[0], total)
            for run in runs[1:]:
                run.getparent().remove(run)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _begin(section: etree._Element, number: int | None) -> None:
    """Let the pages of a section begin with a number, or go on where there is none."""
    numbers = section.find(f"{_WORD}pgNumType")
    if numbers is None and number is not None:
        numbers = etree.Element(f"{_WORD}pgNumType")
        section.insert(sum(each.tag in _BEFORE_NUMBERS for each in section), numbers)
    if numbers is not None:
        numbers.attrib.pop(f"{_WORD}start", None)
        numbers.attrib.update({f"{_WORD}start": str(number)} if number is not None else {})


def _fields(paragraph: etree._Element) -> Iterator[list[etree._Element]]:
    """Yield the runs of each field of a paragraph that counts pages, as Word writes them: from its beginning to its end."""
    runs: list[etree._Element] = []
    for run in paragraph.iter(f"{_WORD}r"):
        kinds = [mark.get(f"{_WORD}fldCharType") for mark in run.iter(f"{_WORD}fldChar")]
        runs = [run] if "begin" in kinds else [*runs, run] if runs else []
        if "end" in kinds:
            if _PAGES.match("".join(words.text or "" for each in runs for words in each.iter(f"{_WORD}instrText"))):
                yield runs
            runs = []


def _word(place: etree._Element, total: int) -> None:
    """Put the number of pages in the place of a field, or of the run with which one begins, in the look that this has."""
    run = etree.Element(f"{_WORD}r")
    looks = next(place.iter(f"{_WORD}rPr"), None)
    if looks is not None:
        run.append(looks)
    etree.SubElement(run, f"{_WORD}t").text = str(total)
    place.getparent().replace(place, run)
