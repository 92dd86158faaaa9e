"""Reconciling: a second engine computes every formula again, whatever value is stored beside it."""

from __future__ import annotations

from importlib.metadata import version
from io import BytesIO
from typing import TYPE_CHECKING

import ironcalc
import openpyxl
import pytest
import xlsxwriter
from support import libreoffice

from aspbudget.workbooks import reconcile as module
from aspbudget.workbooks.reconcile import Difference, NotRecalculatedError, Reconciliation, address, agree, reconcile

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = {
    ("Posts", 1, 2): ("=A1*2", 5.0),
    ("Posts", 2, 2): ("=ROUND(A1*0.35,1)", 0.9),
    ("Posts", 1, 3): ('=IF(A1>2,"high","low")', "high"),
    ("Posts", 2, 3): ("=A1>2", True),
    ("Posts", 4, 30): ('="#N/A"', "#N/A"),
    ("Total 2004", 1, 1): ("=Posts!B1+0.1+0.2", 5.3),
}
ENGINE = f"IronCalc {version('ironcalc')}"
VALUES = {cell: value for cell, (_, value) in FORMULAS.items()}


def workbook(stored: object = -1, formulas: dict[tuple[str, int, int], tuple[str, object]] | None = None) -> bytes:
    """Return a workbook with 2.5 in Posts!A1 and every formula with the same stored value."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        sheets = {name: book.add_worksheet(name) for name in ("Posts", "Total 2004")}
        sheets["Posts"].write_number(0, 0, 2.5)
        for (sheet, row, column), (text, _) in (formulas or FORMULAS).items():
            sheets[sheet].write_formula(row - 1, column - 1, text, None, stored)
    return data.getvalue()


def every_cell_that_agrees_is_counted() -> None:
    assert reconcile(workbook(), VALUES) == Reconciliation(ENGINE, len(FORMULAS), ())


def a_workbook_is_read_from_its_path_too(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    data = workbook()
    path.write_bytes(data)
    assert reconcile(path, VALUES) == reconcile(str(path), VALUES) == Reconciliation(ENGINE, len(FORMULAS), ())
    assert path.read_bytes() == data


def a_poisoned_stored_value_comes_back_corrected() -> None:
    result = reconcile(workbook(stored=999), dict.fromkeys([("Posts", 1, 2)], 999.0))
    assert result.differences == (Difference("Posts", "B1", 999.0, 5.0),)


def every_difference_is_named_by_sheet_and_cell_in_their_order() -> None:
    wrong = {("Total 2004", 1, 1): 5.31, ("Posts", 4, 30): "#N/a", ("Posts", 2, 2): 0.89, ("Posts", 1, 2): 5.0}
    assert [str(each) for each in reconcile(workbook(), wrong).differences] == [
        "sheet Posts, cell B2: written 0.89, recalculated 0.9.",
        'sheet Posts, cell AD4: written "#N/a", recalculated "#N/A".',
        "sheet Total 2004, cell A1: written 5.31, recalculated 5.3.",
    ]


@pytest.mark.parametrize(
    "text", ["=1/0", '=MATCH("x",A1:A2,0)', "=NOSUCH(1)", "=(-1)^0.5/0", "=Missing!A1", "=A1:A2 B1"]
)
@pytest.mark.parametrize("written", ["#DIV/0!", "#N/A", "#NAME?", 0.0, "", float("nan"), float("inf"), None])
def an_error_is_equal_to_nothing(text: str, written: object) -> None:
    cell = ("Posts", 9, 1)
    result = reconcile(workbook(formulas={cell: (text, None)}), {cell: written})
    assert [(each.sheet, each.cell) for each in result.differences] == [("Posts", "A9")]
    assert str(result.differences[0].recalculated).startswith("#")


def a_cell_or_a_sheet_that_is_not_there_is_a_difference() -> None:
    result = reconcile(workbook(), {("Nowhere", 1, 1): 1.0, ("Posts", 50, 50): 1.0})
    assert [str(each) for each in result.differences] == [
        "sheet Posts, cell AX50: written 1, recalculated nothing.",
        "sheet Nowhere, cell A1: written 1, recalculated nothing.",
    ]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (0.0012, 0.0012 + 1e-8),
        (1.0, 1.0),
        (123_456_789.12, 123_456_789.12 * (1 + 1e-15)),
        ("a", "a"),
        (True, True),
        (0, 0.0),
    ],
)
def the_values_that_differ_in_their_last_digits_alone_agree(written: object, found: object) -> None:
    assert agree(written, found)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (0.0012, 0.0013),
        (0.0012, 0.0012002),
        (100.0, 100.01),
        (123_456_789.12, 123_456_789.13),
        (1.0, True),
        (0.0, False),
        (1.0, "1"),
        ("a", "A"),
        ("", None),
        (0.0, None),
        (float("nan"), float("nan")),
        (float("inf"), float("inf")),
    ],
)
def the_values_that_differ_do_not_agree(written: object, found: object) -> None:
    assert not agree(written, found)


def an_address_is_that_of_a_spreadsheet() -> None:
    assert [address(6, column) for column in (3, 26, 27, 702, 703)] == ["C6", "Z6", "AA6", "ZZ6", "AAA6"]


@pytest.mark.parametrize("data", [b"", b"not a workbook", workbook()[:900]])
def a_file_that_the_engine_cannot_read_is_an_error_of_its_own(data: bytes) -> None:
    with pytest.raises(
        NotRecalculatedError, match=rf"^{ENGINE} could not recalculate the workbook \(.+\); its figures are"
    ):
        reconcile(data, VALUES)


def a_file_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(NotRecalculatedError, match="No such file"):
        reconcile(tmp_path / "nothing.xlsx", VALUES)


def a_panic_of_the_engine_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "recalculated", lambda _: ironcalc.test_panic())
    with pytest.raises(NotRecalculatedError, match="panics for testing"):
        reconcile(b"", {})


def an_interruption_is_never_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "recalculated", interrupted)
    with pytest.raises(KeyboardInterrupt):
        reconcile(b"", {})


def every_one_of_six_thousand_formulas_is_compared() -> None:
    formulas = {("Posts", row, 2): (f"={row}*2", 0) for row in range(1, 6_001)}
    wrong = {cell: cell[1] * 2.0 + (cell[1] == 4_321) for cell in formulas}
    result = reconcile(workbook(formulas=formulas), wrong)
    assert (result.cells, [each.cell for each in result.differences]) == (len(formulas), ["B4321"])


@libreoffice.needed
@pytest.mark.parametrize("poisoned", [True, False])
def the_third_engine_corrects_a_poisoned_value_as_well(tmp_path: Path, *, poisoned: bool) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(workbook(stored=999))
    found = libreoffice.recalculated(path, poisoned=poisoned)
    assert {cell: found[cell] for cell in FORMULAS} == VALUES
    assert libreoffice.cells(path)["Posts", 1, 2] == 999


def every_stored_value_of_a_formula_can_be_poisoned(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(workbook(stored="right"))
    assert libreoffice.poison(path) == len(FORMULAS)
    found = libreoffice.cells(path)
    assert {found[cell] for cell in FORMULAS} == {libreoffice.POISON}
    assert found["Posts", 1, 1] == 2.5
    assert reconcile(path, VALUES).differences == ()


def the_titles_repeated_on_each_page_are_taken_out_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Posts", "Travel"):
            book.add_worksheet(name).repeat_rows(4)
        book.define_name("rate", "=Posts!$A$1")
        book.get_worksheet_by_name("Posts").write_formula("B1", "=rate+1", None, 1)
    before = libreoffice.cells(path)
    assert libreoffice.without_titles(path) == 2
    book = openpyxl.load_workbook(path)
    assert [sheet.print_title_rows for sheet in book.worksheets] == [None, None]
    assert (list(book.defined_names), libreoffice.cells(path)) == (["rate"], before)


@libreoffice.needed
def a_canary_that_is_not_corrected_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, profile = tmp_path / "section.xlsx", tmp_path / "profile"
    path.write_bytes(workbook(stored=999))
    monkeypatch.setattr(libreoffice, "_profile", lambda _: profile)  # with settings that nobody made
    with pytest.raises(libreoffice.NotRecalculatedError, match=r"the canary's 2 \+ 2 came back as 987654\.25\.$"):
        libreoffice.recalculated(path)


def a_missing_spreadsheet_skips_its_tests_unless_they_are_required(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    monkeypatch.delenv(libreoffice.REQUIRED, raising=False)
    assert not libreoffice.available()
    monkeypatch.setenv(libreoffice.REQUIRED, "1")
    assert libreoffice.available()
    with pytest.raises(libreoffice.NotRecalculatedError, match="LibreOffice isn't installed"):
        libreoffice.recalculated(tmp_path / "section.xlsx")
