"""The guard takes up cells as their file stores them, and what is read of them is what openpyxl reads; what is not plain is left to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import INPUT
from support.made_by_hand import parts, zipped

from aspbudget.faults import Refused
from aspbudget.inputs.guard import scan
from aspbudget.inputs.inputs import IN_USE
from aspbudget.inputs.read import Failed, as_openpyxl_has_them, as_stored, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aspbudget.inputs.read import Cells

_BOOKS = sorted(INPUT.parents[1].rglob("*.xlsx"))


def listed(cells: dict[str, Cells]) -> Iterator[tuple[object, ...]]:
    """Yield each cell with its value's kind and how it is written, so that 1, 1.0 and TRUE are three."""
    for sheet, rows in cells.items():
        for row, line in rows.items():
            yield from ((sheet, row, place, type(value), repr(value)) for place, value in line.items())


def row(cells: str) -> bytes:
    """Return a workbook of which row 1 has these cells."""
    return zipped(parts(f'<row r="1">{cells}</row>'))


@pytest.mark.parametrize("path", _BOOKS, ids=lambda path: "/".join(path.parts[-2:]))
def every_cell_of_an_input_is_what_openpyxl_reads(path: Path) -> None:
    data = path.read_bytes()
    extents = {name: extent for name, extent in scan(data, path.name).items() if name != IN_USE}
    found = list(listed(as_stored(data, extents)))
    assert len(found) > 1_000
    assert found == list(listed(as_openpyxl_has_them(data, path.name, extents)))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>12</v></c>', 12),
        ('<c r="A1"><v>\n 12 </v>\n </c>', 12),
        ('<c r="A1"><v>1.2E1</v></c>', 12.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#N/A</v></c>', Failed("#N/A")),
        ('<c r="A1" t="str"><f>"a"</f><v> a_x0041_</v>\n</c>', " aA"),
        ('<c r="A1" t="str"><v><![CDATA[a<b]]></v></c>', "a<b"),
        ('<c r="A1" t="inlineStr"><is><t>P-4</t></is></c>', "P-4"),
    ],
)
def a_plain_cell_is_taken_up(cell: str, value: object) -> None:
    data = row(cell)
    extents = scan(data, "section.xlsx")
    assert list(listed(as_stored(data, extents))) == [("Posts", 1, 1, type(value), repr(value))]
    assert list(listed(as_openpyxl_has_them(data, "section.xlsx", extents))) == [("Posts", 1, 1, type(value), repr(value))]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A1" t="inlineStr"><is><r><t>P</t></r><r><t>-4</t></r></is></c>',
        '<c r="A1" t="inlineStr"><is><t>P-4</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
        '<c r="A1"><v>1</v><v>2</v></c>',
        '<c r="A1"><is><t>1</t></is></c>',
        '<c r="A1" t="d"><v>2003-10-01</v></c>',
        '<c r="A1"><extLst/><v>1</v></c>',
        '<extLst/><c r="A1"><v>1</v></c>',
    ],
)
def a_cell_that_is_not_plain_is_read_by_openpyxl(cells: str) -> None:
    data = row(cells)
    extents = scan(data, "section.xlsx")
    assert extents["Posts"].stored is None
    assert as_stored(data, extents) == {}
    assert read_bytes(data, "section.xlsx").sheets["Posts"].cells == as_openpyxl_has_them(data, "section.xlsx", extents)["Posts"]


@pytest.mark.parametrize("cell", ['<c r="A1"><v>x</v></c>', '<c r="A1" t="s"><v>7</v></c>', '<c r="A1" s="99"><v>1</v></c>', '<c r="A1" t="b"><v>yes</v></c>'])
def a_value_that_is_not_of_its_kind_is_refused_as_before(cell: str) -> None:
    data = row(cell)
    extents = scan(data, "section.xlsx")
    assert as_stored(data, extents) == {}
    with pytest.raises(Refused) as before:
        as_openpyxl_has_them(data, "section.xlsx", extents)
    with pytest.raises(Refused) as now:
        read_bytes(data, "section.xlsx")
    assert str(now.value) == str(before.value)
