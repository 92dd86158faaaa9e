"""Formulas of a changed copy: those that depend on what was changed lose their stored values, and no others do."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from support.made_by_hand import BOOK, KIND, LINKS, OPEN, SHEET, TYPES, links, parts, types, zipped

from aspbudget.copies.areas import area_of
from aspbudget.copies.book_copy import BookCopy
from aspbudget.copies.dependents import Formula, Named, dependents

NAMED = Named({"rate": "Posts!$C$3", "twice": "rate*2", "beside": "Posts!A1", "a": "b", "b": "a", "ytd2004": "Posts!$C$3", "first": "Posts!$A$1", "last": "Posts!$D$9"}, {"costs": ("posts", area_of("A1:D9"))})


def depends(text: str | None, place: tuple[int, int] = (5, 9), stands: tuple[int, int] | None = None) -> bool:
    """Whether a formula of sheet Posts depends on its cell C3."""
    formula = Formula("Posts", place, area_of("I5"), text, stands or place)
    return dependents([formula], {"POSTS": [(3, 3)]}, [], NAMED) == [formula]


@pytest.mark.parametrize(
    "text",
    ["C3", "$C$3*2", "SUM(A1:D9)", "SUM(D9:A1)", "SUM(C:C)", "SUM(3:3)", "Posts!C3", "'posts'!C3", "rate", "RATE+1", "twice", "a+rate", "Costs[Amount]", "SUM(Costs[[#All],[Amount]])",
     'INDIRECT("A1")', "SUM(OFFSET(A1,1,1))", "unknown", "SUM(Posts:Travel!A1)", "SUM('Posts:Travel'!A1)", "SUM(INDEX(A1:A2,1):INDEX(D1:D9,2))", "SUM(A1:Posts!D9)", "IF(TRUE,C3,0)",
     "LOG10(C3)", "[1]Rates!A1", "beside", "Other[Amount]", "YTD2004*2", "SUM(A1:last)", "SUM(first:D9)", "SUM(first : last)", "'a\"b'!A1+C3+'c\"d'!A1", None],
)  # fmt: skip
def a_formula_that_may_read_a_changed_cell_depends_on_it(text: str | None) -> None:
    assert depends(text)


@pytest.mark.parametrize("text", ["C4", "SUM(A1:B9)", "SUM(D:F)", "SUM(4:9)", "Travel!C3", "'It''s'!C3", '"C3"&D4', '"a ""C3"" b"', "Costs[[#This Row],[Amount]]", "a", "LOG10(D4)", "TRUE", "1E3", "TODAY()", "AC3", "SUM(A$1:$B9)", "SUM($D:$F)", "SUM($4:$9)", "first+last"])  # fmt: skip
def a_formula_that_reads_none_of_the_changed_cells_does_not(text: str) -> None:
    assert not depends(text)


def a_shared_formula_reads_from_its_own_cell() -> None:
    assert depends("B2", place=(6, 10), stands=(5, 9))
    assert not depends("C3", place=(6, 10), stands=(5, 9))
    assert depends("$C$3", place=(6, 10), stands=(5, 9))
    assert depends("C$3", place=(6, 9), stands=(5, 9))


def a_formula_depends_on_others_that_do_and_on_all_that_one_fills() -> None:
    chain = [Formula("Travel", (1, 1), area_of("A1:A4"), "Posts!C3", (1, 1)), Formula("Travel", (2, 2), area_of("B2"), "A4*2", (2, 2)), Formula("Posts", (9, 9), area_of("I9"), "Travel!B2", (9, 9))]
    alone = Formula("Travel", (5, 1), area_of("A5"), "A6", (5, 1))
    assert dependents([*reversed(chain), alone], {"Posts": [(3, 3)]}, [], NAMED) == chain
    assert dependents([alone], {}, ["Travel"], NAMED) == [alone]


def written(rows: str, calculation: str = "") -> bytes:
    """Return a workbook with these rows, with an order of computing, and with settings of calculation."""
    made = parts(rows)
    chained = {
        BOOK: str(made[BOOK]).replace("</workbook>", f"{calculation}</workbook>"),
        LINKS: links("worksheets/sheet1.xml").replace("</Relationships>", f'<Relationship Id="rId9" Type="{OPEN}/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>'),
        TYPES: types(workbook=f"{KIND}.sheet.main+xml", calcChain=f"{KIND}.calcChain+xml"),
        "xl/calcChain.xml": f'<calcChain xmlns="{OPEN}/spreadsheetml/2006/main"><c r="B1" i="1"/></calcChain>',
    }
    return zipped(made | chained)


ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*2</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><v>5</v></c><c r="B2"><f t="shared" si="0"/><v>10</v></c><c r="C2" t="str"><f>"a"&amp;B2</f><v>a10</v></c></row>'
    '<row r="3"><c r="A3"><v>7</v></c><c r="B3"><f t="shared" si="0"/><v>14</v></c></row>'
)


def stored_and_written(data: bytes) -> tuple[dict[str, object], dict[str, object]]:
    """Return the stored values of a workbook, and its formulas, by their cells."""
    values, formulas = (openpyxl.load_workbook(BytesIO(data), data_only=only)["Posts"] for only in (True, False))
    return tuple({cell.coordinate: cell.value for line in sheet for cell in line if cell.column > 1} for sheet in (values, formulas))  # type: ignore[return-value]


def a_formula_that_depends_on_a_changed_cell_loses_its_value_and_others_keep_theirs() -> None:
    copied = BookCopy(written(ROWS))
    copied.put("Posts", (2, 1), 6)
    values, formulas = stored_and_written(copied.data())
    assert values == {"B1": 2, "C1": None, "B2": None, "C2": None, "B3": 14, "C3": None}
    assert formulas == {"B1": "=A1*2", "C1": None, "B2": "=A2*2", "C2": '="a"&B2', "B3": "=A3*2", "C3": None}


def a_formula_that_others_share_leaves_them_theirs_when_it_is_written_over() -> None:
    copied = BookCopy(written(ROWS))
    copied.put("Posts", (1, 2), 100)
    values, formulas = stored_and_written(copied.data())
    assert (values["B1"], values["B2"], values["B3"]) == (100, 10, 14)
    assert (formulas["B1"], formulas["B2"], formulas["B3"]) == (100, "=A2*2", "=A3*2")
    again = BookCopy(written(ROWS))
    again.put("Posts", (1, 2), None)
    again.put("Posts", (2, 1), 6)
    values, formulas = stored_and_written(again.data())
    assert (values["B1"], values["B2"], values["C2"], values["B3"], formulas["B2"]) == (None, None, None, 14, "=A2*2")


@pytest.mark.parametrize("calculation", ["", '<calcPr calcId="191029" calcMode="manual"/>'])
def a_copy_is_computed_when_it_is_opened_and_says_no_order_of_computing(calculation: str) -> None:
    copied = BookCopy(written(ROWS, calculation))
    copied.put("Posts", (1, 1), 6)
    with ZipFile(BytesIO(copied.data())) as package:
        assert "xl/calcChain.xml" not in package.namelist()
        assert b"calcChain" not in package.read(LINKS) + package.read(TYPES)
        book = package.read(BOOK).decode()
    assert book.count("<calcPr") == 1
    assert 'fullCalcOnLoad="1"' in book
    assert ('calcMode="manual"' in book) is bool(calculation)


def a_value_on_which_no_formula_depends_leaves_them_all_as_they_are() -> None:
    copied = BookCopy(written(ROWS))
    copied.put("Posts", (9, 1), "x")
    data = copied.data()
    assert stored_and_written(data)[0]["C2"] == "a10"
    with ZipFile(BytesIO(data)) as package:
        assert b"fullCalcOnLoad" not in package.read(BOOK)
        assert package.read(SHEET).decode().startswith(str(parts(ROWS)[SHEET]).partition("</sheetData>")[0])
