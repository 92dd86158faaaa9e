"""The copy for the second engine: without a reference by titles, and computed to the same values as the workbook it is made of."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
import xlsxwriter

from aspbudget.recalculation import is_error, recalculated
from aspbudget.workbooks import proof_copy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.recalculation import Model
    from aspbudget.workbooks.cycle_book import Emitted

TITLES = ("Post", "Grade", "Interpreter's fare [EUR] & more", "Less < than", "Looked up")
CELLS = re.compile(r"<sheetData>.*</sheetData>")
FORMULAS = (
    "=Posts[[#This Row],[Interpreter''s fare '[EUR'] & more]]*2",
    '=IF(Posts[[#This Row],[Grade]]<>"Posts[[Grade]]","a [b] < ""c""",0)',
    "=INDEX(Posts[[Interpreter''s fare '[EUR'] & more]],MATCH(Posts[[#This Row],[Post]],Posts[[Post]],0))",
)


def workbook() -> bytes:
    """Return a workbook with a table whose titles have every sign that means something, and a sheet beside it."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet, other = book.add_worksheet("What's due"), book.add_worksheet("Sums")
        sheet.add_table("B5:F8", {"name": "Posts", "columns": [{"header": title} for title in TITLES]})
        for row in range(5, 8):
            sheet.write_row(row, 1, [f"post {row}", "P-3", row * 1.5])
            sheet.write_formula(row, 4, FORMULAS[row % 2], None, -1)
            sheet.write_formula(row, 5, FORMULAS[2], None, -1)
        other.write_formula("A1", "=SUM(Posts[[Interpreter''s fare '[EUR'] & more]])", None, -1)
        other.write_formula("A2", "=A1/0+Posts", None, -1)
    return data.getvalue()


def by_addresses(data: bytes) -> bytes:
    """Return the copy of a workbook that is written into a file."""
    made = BytesIO()
    proof_copy.by_addresses(data, made)
    return made.getvalue()


def values(model: Model) -> Mapping[tuple[int, int, int], object]:
    """Return the value of every cell, and whether it is an error."""
    cells = [(each.sheet, each.row, each.column) if hasattr(each, "row") else tuple(each[:3]) for each in model.get_all_cells()]
    return {cell: (found := model.get_cell_value(*cell), is_error(model, cell, found)) for cell in cells}


def formulas(data: bytes) -> list[str]:
    """Return the formulas of a workbook as its file has them."""
    with ZipFile(BytesIO(data)) as package:
        return [each for name in package.namelist() if "worksheets/sheet" in name for each in re.findall(r"<f[^>]*>(.*?)</f>", package.read(name).decode())]


def a_copy_refers_to_no_table_and_has_the_same_values() -> None:
    data = workbook()
    copy = by_addresses(data)
    assert formulas(copy)[:2] == ['IF($C6&lt;&gt;"Posts[[Grade]]","a [b] &lt; ""c""",0)', "INDEX($D$6:$D$8,MATCH($B6,$B$6:$B$8,0))"]
    assert "SUM('What''s due'!$D$6:$D$8)" in formulas(copy)
    assert values(recalculated(copy)) == values(recalculated(data))


def a_long_sheet_is_copied_in_pieces_to_the_same_bytes(emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = by_addresses(emitted.data)
    monkeypatch.setattr(proof_copy, "_AT_ONCE", 1)  # a piece for each row
    assert by_addresses(emitted.data) == whole


def a_copy_differs_in_its_formulas_alone_and_is_the_same_each_time() -> None:
    data = workbook()
    one, other = by_addresses(data), by_addresses(data)
    assert one == other
    with ZipFile(BytesIO(data)) as before, ZipFile(BytesIO(one)) as after:
        changed = [name for name in after.namelist() if before.read(name) != after.read(name)]
        cells, copied = ([re.sub(r"<f[^>]*>.*?</f>", "", CELLS.findall(package.read(name).decode())[0]) for name in changed] for package in (before, after))
    assert changed == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]
    assert cells == copied


def a_copy_has_the_cells_of_sheets_and_nothing_that_has_no_part_in_computing() -> None:
    copy = by_addresses(workbook())
    with ZipFile(BytesIO(copy)) as package:
        assert not [name for name in package.namelist() if name.startswith(("xl/tables", "xl/worksheets/_rels", "docProps"))]
        assert not re.sub(r"<\?xml.*?\?>\s*<worksheet[^>]*>|</worksheet>", "", CELLS.sub("", package.read("xl/worksheets/sheet1.xml").decode()))


@pytest.mark.parametrize("data", [b"", b"no workbook"])
def a_file_that_is_no_workbook_is_left_for_the_engine_to_refuse(data: bytes) -> None:
    assert by_addresses(data) == data


def a_formula_of_several_rows_stands_there_once_and_is_computed_in_each() -> None:
    data = workbook()
    copy = by_addresses(data)
    assert formulas(copy)[4:6] == ["", ""], "The third row has the formulas of the first, and of the one above it."
    assert len(set(values(recalculated(copy)).values())) > 6


def alike(right: str = "", wrong: str = "") -> bytes:
    """Return a workbook with a formula in the four rows of a table, in the second of which something is wrong."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Posts")
        sheet.add_table("A5:B9", {"name": "Posts", "columns": [{"header": "Grade"}, {"header": "Cost"}]})
        sheet.write_row("D1", [100, 200])
        for row in range(6, 10):
            formula = f'=Posts[[#This Row],[Grade]]*7+A{row}*2+$D$1+SUM(Posts[[Grade]])+RIGHT("row {row}",1)*1000+A$6'
            sheet.write_number(row - 1, 0, row)
            sheet.write_formula(row - 1, 1, formula.replace(right, wrong, 1) if row == 7 else formula)
    return data.getvalue()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("$D$1", "$E$1"), ("A7", "A8"), ("A7", "A$9"), ('"row 7"', '"row 8"'), ("SUM(Posts[[Grade]])", "Posts[[#This Row],[Grade]]"), ("*2", "*3"), ("A$6", "A7")],
)
def a_formula_that_is_wrong_in_one_row_is_found_there_and_nowhere_else(right: str, wrong: str) -> None:
    written, found = (values(recalculated(by_addresses(data))) for data in (alike(), alike(right, wrong)))
    assert written == values(recalculated(alike()))
    assert {cell for cell, value in found.items() if value != written[cell]} == {(0, 7, 2)}


def a_section_is_computed_by_addresses_as_it_is_written(emitted: Emitted) -> None:
    copy = by_addresses(emitted.data)
    assert [each for each in formulas(copy) if "[[" in each] == []
    written, found = values(recalculated(emitted.data)), values(recalculated(copy))
    assert {cell: found[cell] for cell in written} == written


def drafts(*, other: int = 0, swapped: int = 0) -> bytes:
    """Return a workbook that sums, for each of several paragraphs, what hundreds of activities cost; one of them can be another number, or two change their paragraphs."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheet, sums = book.add_worksheet("Activities"), book.add_worksheet("Sums")
        sheet.add_table("A5:C805", {"name": "Activities", "columns": [{"header": "Paragraph"}, {"header": "Kind"}, {"header": "Cost"}]})
        sums.add_table("A1:B21", {"name": "Lines", "columns": [{"header": "Paragraph"}, {"header": "Cost"}]})
        for row in range(800):
            paragraph = (row + 400) % 800 if swapped and row in (swapped, (swapped + 400) % 800) else row
            sheet.write_row(row + 5, 0, [f"L & M.{paragraph // 40}, 1", "recurrent" if row % 3 else "one-time", other if row == 700 and other else row * 1.25])
        for row in range(20):
            sums.write_string(row + 1, 0, f"L & m.{row}, 1")
            asked = 'Activities[[Paragraph]],Lines[[#This Row],[Paragraph]],Activities[[Kind]],"recurrent"'
            sums.write_formula(row + 1, 1, f"=0+SUMIFS(Activities[[Cost]],{asked})")
    return data.getvalue()


def a_sum_over_many_rows_is_computed_over_those_that_concern_it_and_to_the_same_value() -> None:
    copy = by_addresses(drafts())
    sums = [each for each in formulas(copy) if "SUMIFS" in each]
    assert "Activities!$C$6:$C$805" not in "".join(sums).replace("'", "")
    assert len(set(sums)) > 10, "Each paragraph has rows of its own."
    assert values(recalculated(copy)) == values(recalculated(drafts()))


@pytest.mark.parametrize(("wrong", "found"), [({"other": 5000}, {17}), ({"swapped": 50}, {1, 11})], ids=["an amount", "paragraphs"])
def a_row_that_is_another_is_found_in_the_sums_that_it_concerns(wrong: Mapping[str, int], found: set[int]) -> None:
    written, changed = (values(recalculated(by_addresses(data))) for data in (drafts(), drafts(**wrong)))
    assert {row - 2 for (sheet, row, column), value in changed.items() if (sheet, column) == (1, 2) and value != written[sheet, row, column]} == found


def looked_up(right: str = "", wrong: str = "", at: int = 8) -> bytes:
    """Return a workbook that takes three columns of each row from another sheet, in a row of which something is wrong."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        prices, travel = book.add_worksheet("Prices"), book.add_worksheet("Travel")
        prices.add_table("A5:D9", {"name": "Prices", "columns": [{"header": each} for each in ("Price", "One", "Other", "Third")]})
        for row in range(5, 9):
            prices.write_row(row, 0, [f"price {row}", row * 1.5, row * 2.5, f"text {row}"])
        for row in range(5, 12):
            travel.write_string(row, 0, "none" if row == 6 else f"Price {5 + row % 4}")
            for place, title in enumerate(("One", "Other", "Third"), start=1):
                formula = f"=INDEX(Prices[[{title}]],MATCH($A{row + 1},Prices[[Price]],0))"
                travel.write_formula(row, place, formula.replace(right, wrong) if (row, place) == (at, 2) else formula, None, -1)
    return data.getvalue()


def a_look_up_that_several_formulas_of_a_row_have_is_made_once_and_gives_the_same_values() -> None:
    copy = by_addresses(looked_up())
    assert "".join(formulas(copy)).count("MATCH(") == 1, "It is written once, for all rows."
    written = values(recalculated(looked_up()))
    found = values(recalculated(copy))
    assert {cell: found[cell] for cell in written} == written
    assert {column for _, _, column in found.keys() - written.keys()} == {15_001}
    assert any(error for _, error in written.values()), "What isn't found is an error in both."


@pytest.mark.parametrize(("right", "wrong"), [("$A9", "$A8"), ("Prices[[Price]]", "Prices[[Third]]"), ("[[Other]]", "[[One]]")])
def a_look_up_that_is_wrong_in_one_cell_is_found_there_and_nowhere_else(right: str, wrong: str) -> None:
    written, found = (values(recalculated(by_addresses(data))) for data in (looked_up(), looked_up(right, wrong)))
    assert {cell for cell, value in written.items() if value != found[cell]} == {(1, 9, 3)}


def a_look_up_that_has_a_cell_of_its_own_already_stays_there() -> None:
    data, look_up = BytesIO(), "MATCH($A{row},$F$1:$F$3,0)"
    with xlsxwriter.Workbook(data) as book:
        sheet = book.add_worksheet("Travel")
        sheet.write_column("F1", ["one", "two", "three"])
        for row, text in enumerate(["three", "none", "one"]):
            sheet.write_string(row, 0, text)
            for column, formula in enumerate(["={}", "={}*10", "={}*100"], start=1):
                sheet.write_formula(row, column, formula.format(look_up.format(row=row + 1)), None, -1)
    written, found = (values(recalculated(each)) for each in (data.getvalue(), by_addresses(data.getvalue())))
    assert {cell: found[cell] for cell in written} == written
    assert [written[0, 1, column][0] for column in (2, 3, 4)] == [3, 30, 300]
