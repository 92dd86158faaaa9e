"""Plain sheets: the cells of a worksheet as writers of spreadsheets put them down, all of one pattern, which an expression finds without following the XML.

A sheet with anything else among its cells is left to the guard, which follows it element by element and says what is wrong with it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from aspbudget.inputs.stored import StoredCell
from aspbudget.lines.addresses import number_of

_BEGIN, _END = b"<sheetData>", b"</sheetData>"
_NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARED = rb'(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="\w+")?\s?\?>\s*)?'
_HEAD = re.compile(_DECLARED + rb'<worksheet(?:\s[\w:]+="[^"<]*")*?\sxmlns="' + re.escape(_NAMESPACE) + rb'"[\s>]')
_NOT_AROUND = re.compile(rb"<(?:row|c|f|v|is|t)[\s/>]|<!|<\?")  # what stands among the cells alone, and what may hide that it doesn't
_NOTED = re.compile(rb"<(col|mergeCell)(?=[\s/>])(?:((?:\s[\w:]+=\"[^\"<&]*\")*)\s?/?>)?")
_TOKEN = re.compile(
    r'<row r="([1-9][0-9]{0,6})"((?: [\w:]+="[^"<&]*")*)/?>'
    r'|<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="(n|s|str|b|e)")?'
    r'(?:/>|>(?:<f((?: [\w:]+="[^"<&]*")*)(?:/>|>[^<]*</f>))?(?:<v>([^<]*)</v>)?</c>)'
    r"|</row>"
)
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_SIGN = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


class PlainCells(NamedTuple):
    """What there is among the cells of a sheet.

    How many elements, cells filled, and cells begun down to the last that is filled; how far the filled ones reach; the rows that have attributes, the
    formulas with theirs, those of which no value is stored, and the values as stored.
    """

    elements: int
    filled: int
    down: int
    reach: tuple[int, int]
    rows: list[tuple[int, dict[str, str]]]
    formulas: list[tuple[tuple[int, int], dict[str, str]]]
    unstored: set[tuple[int, int]]
    stored: list[StoredCell]


class PlainSheet(NamedTuple):
    """What there is in a worksheet: its cells, and around them how many elements, and those that describe columns (`col`) and merge cells (`mergeCell`)."""

    cells: PlainCells
    elements: int
    noted: list[tuple[str, dict[str, str]]]


def plain_sheet(part: bytes) -> PlainSheet | None:
    """Return what there is in a worksheet, given that its XML is well-formed; nothing where it isn't written as plain ones are."""
    begin, end = part.find(_BEGIN), part.find(_END)
    if not (0 < begin < end and _HEAD.match(part) and part.count(_END) == part.count(_NAMESPACE) == part.count(b"xmlns=") == 1):
        return None
    head, tail = part[:begin], part[end + len(_END) :]
    around = head[head.index(b"<worksheet") :] + tail
    noted = _NOTED.findall(around)
    if _NOT_AROUND.search(around) or not all(written for _, written in noted):
        return None
    cells = plain_cells(part[begin + len(_BEGIN) : end].decode())
    elements = around.count(b"<") - around.count(b"</") + 1
    return PlainSheet(cells, elements, [(kind.decode(), dict(_ATTRIBUTE.findall(written.decode()))) for kind, written in noted]) if cells else None


def plain_cells(cells: str) -> PlainCells | None:  # noqa: C901 - one loop through all cells, in which a call for each would take as long as all the rest
    """Return what there is among the cells of a sheet; nothing where a row or a cell is not plain, or out of order."""
    end, row, number, column, begun, filled, down, furthest, lowest = 0, 0, "0", 0, 0, 0, 0, 0, 0
    rows, formulas, unstored, stored = [], [], set(), []
    for token in iter(_TOKEN.scanner(cells).match, None):  # type: ignore[attr-defined]
        begins, of_row, letters, in_row, style, kind, formula, text = token.groups()
        end = token.end()
        if letters:
            place = number_of(letters)
            if in_row != number or place <= column:
                return None
            column, begun = place, begun + 1
            if text:
                text = with_signs(text) if "&" in text else text
                stored.append(StoredCell(row, column, kind or "n", style or "0", text))
            valued = text and not text.isspace()
            if formula is not None:
                formulas.append(((row, column), dict(_ATTRIBUTE.findall(formula)) if formula else {}))
                if not valued and (text is None or kind != "str"):
                    unstored.add((row, column))
            elif not valued:
                continue
            filled, down, lowest = filled + 1, begun, row
            furthest = max(furthest, column)
        elif begins:
            if int(begins) <= row:
                return None
            row, number, column = int(begins), begins, 0
            if of_row:
                rows.append((row, dict(_ATTRIBUTE.findall(of_row))))
    if end != len(cells) or "\r" in cells:
        return None
    return PlainCells(cells.count("<") - cells.count("</"), filled, down, (lowest, furthest), rows, formulas, unstored, stored)


def with_signs(text: str) -> str:
    """Return a text with the signs that its XML gives by their names or numbers."""
    return _SIGN.sub(lambda found: chr(int(found[1], 16)) if found[1] else chr(int(found[2])) if found[2] else _NAMED[found[3]], text)
