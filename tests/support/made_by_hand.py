"""Files made by hand in tests: the parts of the smallest .xlsx workbook, zipped, and what is reported of one that is refused."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from aspbudget.faults import Refused
from aspbudget.inputs.guard import scan

OPEN = "http://schemas.openxmlformats.org"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SAVE = "open it in a spreadsheet and save it again as .xlsx."


def sheet(rows: str) -> str:
    """Return the XML of a worksheet with these rows."""
    return f'<worksheet xmlns="{OPEN}/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'


def book(*names: str) -> str:
    """Return the XML of a workbook with one sheet of each name."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1))
    spaces = f'xmlns="{OPEN}/spreadsheetml/2006/main" xmlns:r="{OPEN}/officeDocument/2006/relationships"'
    return f"<workbook {spaces}><sheets>{sheets}</sheets></workbook>"


def links(*targets: str, kind: str = "worksheet") -> str:
    """Return the XML that links the sheets of a workbook to their parts."""
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{OPEN}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for i, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{each}</Relationships>'


def types(**parts: str) -> str:
    """Return the XML that states what each part is, given as name and type."""
    each = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{kind}"/>' for name, kind in parts.items())
    return f'<Types xmlns="{OPEN}/package/2006/content-types">{each}</Types>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file with these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def parts(rows: str = "") -> dict[str, str | bytes]:
    """Return the parts of the smallest workbook whose one sheet has these rows."""
    return {
        TYPES: types(workbook=f"{KIND}.sheet.main+xml"),
        BOOK: book("Posts"),
        LINKS: links("worksheets/sheet1.xml"),
        SHEET: sheet(rows),
    }


def refusal(data: bytes) -> str:
    """Return what the guard says of a file that it must refuse."""
    with pytest.raises(Refused) as refused:
        scan(data, "section.xlsx")
    return str(refused.value)
