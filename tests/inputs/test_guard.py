"""The guard refuses a sheet that is unsafe or unreadable, says why in words, and lets everything else pass."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
from support.made_by_hand import BOOK, LINKS, OPEN, SAVE, SHEET, book, links, parts, refusal, sheet, zipped

from aspbudget.faults import Refused
from aspbudget.inputs import guard
from aspbudget.inputs.features import Features
from aspbudget.inputs.guard import Extent, scan


def extent(rows: str) -> Extent:
    """Return what the guard sees on a sheet with these rows."""
    return scan(zipped(parts(rows)), "section.xlsx")["Posts"]


def a_plain_workbook_passes_with_the_extent_of_each_sheet() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        made.add_worksheet("Posts").write(4, 2, "P-4")
        made.add_worksheet("Rates & more").write_formula("B2", "=1+1", None, 2)
        made.add_worksheet("Empty")
    none: frozenset[tuple[int, int]] = frozenset()
    assert scan(stream.getvalue(), "section.xlsx") == {
        "Posts": Extent(5, 3, none),
        "Rates & more": Extent(2, 2, none, Features(formulas=frozenset({(2, 2)}))),
        "Empty": Extent(0, 0, none),
    }


def a_part_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(zipped(parts()))
    position = data.find(b"PK\x01\x02", data.rfind(b"PK\x01\x02")) + 16
    data[position] ^= 0xFF
    assert refusal(bytes(data)) == (
        f"section.xlsx, sheet Posts: The file is damaged ({SHEET} cannot be read): restore it from a copy, or {SAVE}"
    )


def no_damage_goes_further_than_a_refusal() -> None:
    whole = zipped(parts('<row r="1"><c r="A1"><v>1</v></c></row>'))
    damaged = [whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :] for place in range(len(whole))]
    refused = 0
    for data in [*damaged, *(whole[:length] for length in range(0, len(whole), 9))]:
        try:
            scan(data, "section.xlsx")
        except Refused:
            refused += 1
    assert refused > len(whole) / 2


@pytest.mark.parametrize("address", ["A1048576", "A20001", "IW1", "XFD1048576"])
def a_value_in_a_far_corner_is_refused(address: str) -> None:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert refusal(zipped(parts(f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'))) == (
        f"section.xlsx, sheet Posts, cell {address}: This cell lies beyond row 20,000 or column IV, "
        "where no table reaches: delete the rows and columns that are not used."
    )


def a_value_in_the_last_allowed_cell_passes() -> None:
    assert extent('<row r="20000"><c r="IV20000"><v>1</v></c></row>') == Extent(20_000, 256, frozenset())


def an_empty_cell_in_a_far_corner_is_harmless() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="12"><c r="XFD1048576" s="1"/></row>'
    assert extent(rows) == Extent(1, 1, frozenset())


def every_sheet_that_is_unsafe_is_named_at_once() -> None:
    far = sheet('<row r="30000"><c r="A30000"><v>1</v></c></row>')
    changes = {
        BOOK: book("Posts", "Travel"),
        LINKS: links("worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml"),
        SHEET: far,
        "xl/worksheets/sheet2.xml": far,
    }
    places = [line.partition(":")[0] for line in refusal(zipped(parts() | changes)).splitlines()]
    assert places == ["section.xlsx, sheet Posts, cell A30000", "section.xlsx, sheet Travel, cell A30000"]


TWO_SHEETS = {BOOK: book("Posts", "Travel"), LINKS: links("worksheets/sheet1.xml", "worksheets/sheet2.xml")}
TRAVEL = "xl/worksheets/sheet2.xml"


def filled(rows: int) -> str:
    """Return rows of two cells that hold something, and two that are only formatted."""
    cells = '<c r="A{0}"><v>1</v></c><c r="B{0}" s="1"/><c r="C{0}" t="inlineStr"><is><t>a</t></is></c><c r="D{0}" s="1"/>'
    return "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(1, rows + 1))


def the_fullest_sheet_of_a_workbook_of_too_many_filled_cells_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_CELLS", 10)
    changes = TWO_SHEETS | {SHEET: sheet(filled(4)), TRAVEL: sheet(filled(2))}
    assert refusal(zipped(parts() | changes)) == (
        "section.xlsx, sheet Posts: The sheet holds 8 filled cells, of 12 in the workbook; at most 10 are allowed: "
        "delete the unused rows below the table."
    )


def an_empty_cell_does_not_count_however_it_is_formatted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_CELLS", 12)
    changes = TWO_SHEETS | {SHEET: sheet(filled(4)), TRAVEL: sheet(filled(2))}
    assert scan(zipped(parts() | changes), "section.xlsx")["Posts"] == Extent(4, 3, frozenset())


def the_empty_cells_above_a_filled_one_have_a_limit_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_DOWN", 20)
    long = f'<row r="1">{"<c/>" * 16}</row><row r="2"><c><v>1</v></c></row>{"<row/>" * 50}'
    assert scan(zipped(parts(long)), "section.xlsx")["Posts"] == Extent(2, 1, frozenset())
    changes = TWO_SHEETS | {SHEET: sheet(long), TRAVEL: sheet(filled(2))}
    assert refusal(zipped(parts() | changes)) == (
        "section.xlsx, sheet Posts: The sheet has 17 cells down to the last that is filled, of 24 in the workbook, most of them empty; at most 20 are read: "
        "delete the rows that are not used."
    )


def a_cell_with_a_formula_and_its_value_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_CELLS", 1)
    assert extent('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>') == Extent(1, 1, frozenset(), Features(formulas=frozenset({(1, 1)})))


def a_sheet_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_ON_SHEET", 20)
    changes = TWO_SHEETS | {SHEET: sheet(f'<row r="1">{"<x/>" * 20}</row>'), TRAVEL: sheet("")}
    assert refusal(zipped(parts() | changes)) == (
        "section.xlsx, sheet Posts: "
        "The sheet has more than 20 rows and cells, filled or only formatted: delete the unused rows below the tables."
    )


def a_workbook_of_too_many_elements_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_IN_ALL", 30)
    rows = f'<row r="1">{"<x/>" * 15}</row>'
    assert refusal(zipped(parts() | TWO_SHEETS | {SHEET: sheet(rows), TRAVEL: sheet(rows)})) == (
        "section.xlsx: The workbook has more than 30 rows and cells, filled or only formatted: delete the unused rows below the tables."
    )


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<row r="2"/><row r="2"/>', "row 2 does not follow row 2"),
        ('<row r="-1"/>', "row -1 does not follow row 0"),
        ('<row r="one"/>', f"{SHEET} cannot be read"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "this cell is out of order"),
        ('<row r="1"><c r="A2"/></row>', "this cell is out of order"),
        ('<row r="1"><c r="1A"/></row>', "'1A' is not the address of a cell"),
        ('<row r="1"><c r="A1"><f t="array" ref="A1:?"/></c></row>', "'?' is not the address of a cell"),
    ],
)
def a_sheet_out_of_order_is_refused(rows: str, what: str) -> None:
    assert f"The file is damaged ({what}): " in refusal(zipped(parts(rows)))


@pytest.mark.parametrize(
    ("cell", "unstored"),
    [
        ("<f>1+1</f>", {(7, 3)}),
        ("<f>1+1</f><v/>", {(7, 3)}),
        ("<f>1+1</f><v>\n</v>", {(7, 3)}),
        ('<f t="shared" si="0"/>', {(7, 3)}),
        ("<f>1+1</f><v>2</v>", set()),
        ('<f t="shared" ref="A1:A9" si="0">1</f><v>0</v>', set()),
        ("<f>1+1</f><is><t>two</t></is>", set()),
        ("<v>2</v>", set()),
        ("", set()),
    ],
)
def a_formula_with_no_stored_value_is_found(cell: str, unstored: set[tuple[int, int]]) -> None:
    assert extent(f'<row r="7"><c r="C7">{cell}</c><c r="D7"><v>1</v></c></row>').unstored == unstored


@pytest.mark.parametrize(("cell", "unstored"), [("<v></v>", set()), ("<v>a</v>", set()), ("", {(1, 1)})])
def a_stored_empty_text_is_a_stored_value(cell: str, unstored: set[tuple[int, int]]) -> None:
    assert extent(f'<row r="1"><c r="A1" t="str"><f>""</f>{cell}</c></row>') == Extent(1, 1, frozenset(unstored), Features(formulas=frozenset({(1, 1)})))


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def a_formula_that_fills_a_range_without_values_leaves_the_whole_range_unstored(kind: str) -> None:
    found = extent(f'<row r="2"><c r="B2"><f t="{kind}" ref="B2:C3">A1:B2</f></c></row>')
    assert found.unstored == {(2, 2), (2, 3), (3, 2), (3, 3)}


def a_formula_that_fills_an_absurd_range_is_refused() -> None:
    rows = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f></c></row>'
    assert "The sheet holds 17,179,869,185 filled cells, " in refusal(zipped(parts(rows)))


@pytest.mark.parametrize("kind", ["n", "s", "str", "b", "e", "inlineStr"])
def a_value_of_any_kind_counts_as_filled(kind: str) -> None:
    content = "<is><t>1</t></is>" if kind == "inlineStr" else "<v>1</v>"
    assert extent(f'<row r="3"><c r="B3" t="{kind}">{content}</c></row>') == Extent(3, 2, frozenset())


def a_cell_without_an_address_follows_the_one_before() -> None:
    assert extent("<row/><row><c/><c><v>1</v></c></row>") == Extent(2, 2, frozenset())


def a_prefix_for_the_name_space_is_understood() -> None:
    row = '<x:row r="4"><x:c r="B4"><x:v>1</x:v></x:c></x:row>'
    prefixed = f'<x:worksheet xmlns:x="{OPEN}/spreadsheetml/2006/main"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    assert scan(zipped(parts() | {SHEET: prefixed}), "section.xlsx")["Posts"] == Extent(4, 2, frozenset())
