"""Signed workbooks: the signature stands in a row of the sheet Seal, below the codes, for not every program keeps the properties of a file and each keeps its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from aspbudget.inputs.package import MAIN, open_package, worksheets
from aspbudget.inputs.properties import with_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aspbudget.inputs.sealed import SealedBook

_SPACE = f"{{{MAIN.strip()}}}"
_LABEL = "Signature"  # the same word in English and in French
_REFERENCE = re.compile(r"(.*?\D)\d+$")


def signed_book(found: SealedBook, signature: str) -> bytes:
    """Return a workbook as it is with a signature on its sheet Seal, in place of the one that it has; every other part of it stays byte for byte."""
    with open_package(found.data) as package:
        part = worksheets(package)[found.seal]
    return with_part(found.data, part, lambda content: _with_row(content, found.signature_row, (_LABEL, signature)))


def _with_row(content: bytes, number: int, texts: Iterable[str]) -> bytes:
    """Return a sheet with a last row of texts, which look like those of the row that was the last."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    rows = root.find(f"{_SPACE}sheetData")
    for row in [each for each in rows if int(each.get("r")) >= number]:
        rows.remove(row)  # it has the signature of someone before, or nothing
    looks = [cell.get("s", "0") for cell in rows[-1]]
    added = etree.SubElement(rows, f"{_SPACE}row", r=str(number))
    for letter, text, look in zip("AB", texts, looks, strict=False):
        cell = etree.SubElement(added, f"{_SPACE}c", r=f"{letter}{number}", s=look, t="inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{_SPACE}is"), f"{_SPACE}t").text = text
    dimension = root.find(f"{_SPACE}dimension")
    if dimension is not None:
        dimension.set("ref", _REFERENCE.sub(rf"\g<1>{number}", dimension.get("ref")))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
