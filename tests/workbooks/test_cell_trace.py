"""Cells explained: any cell of a workbook is followed by the formula that was written there, down to the input."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aspbudget.inputs.ready import prepare
from aspbudget.workbooks.cell_trace import A_SENTENCE, A_TEXT, LIVE, explain_cell
from aspbudget.workbooks.cycle_book import lay_out
from aspbudget.workbooks.reconcile import address
from aspbudget.workbooks.written_cells import UnknownCell, WrittenCells
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready
    from aspbudget.review.explanation import Explanation
    from aspbudget.workbooks.book import Book

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def book(ready: Ready) -> Book:
    """The workbook of the section of 2004, laid out."""
    return lay_out(ready.figures, ready.inputs)


def explained(book: Book, ready: Ready, name: str, depth: int = 0) -> Explanation:
    """Return the explanation of a cell of the section."""
    return explain_cell(book, ready.figures, ready.inputs, name, depth)


def printed(book: Book, label: str, column: int) -> str:
    """Return the address of the cell of a row of the printed section, by its label."""
    rows = [row for row in book.file.get_worksheet_by_name("Section").table if WrittenCells(book).shown(WrittenCells(book).at(f"Section!A{row + 1}")) == label]
    return f"Section!{address(rows[0] + 1, column)}"


def a_printed_cell_is_its_formula_in_words_and_in_numbers(book: Book, ready: Ready) -> None:
    figures = ready.figures.frame("section_lines").set_index(["sub_programme", "object"])["amount"]
    found = explained(book, ready, printed(book, "Travel", 2), depth=1)
    assert found.step.value == f"{figures['4100', 'Travel'] / 1000:,.1f}"
    assert found.step.words == "total of amount in sheet Section lines where object is “Travel” and sub-programme is “4100” ÷ 1,000"
    assert found.step.numbers == f"{figures['4100', 'Travel']:,.10g} ÷ 1,000"
    assert found.step.source == LIVE
    assert [part.name for part in found.step.made_of] == ["amount of 4100, Travel"]
    assert "thousands of EUR" in found.about


def a_total_of_a_printed_sheet_is_made_of_cells_and_these_of_figures(book: Book, ready: Ready) -> None:
    found = explained(book, ready, printed(book, "Total", 2), depth=2)
    assert found.name.endswith(", Total, 4100 " + ready.figures.values("sub_programmes", "name")[0])
    assert all("(Section!B" in part.name for part in found.step.made_of)
    assert any(below.name.startswith("amount of 4100, ") for part in found.step.made_of for below in part.made_of)
    assert found.statuses == explained(book, ready, printed(book, "Total", 2)).statuses


def a_cell_of_a_sheet_of_rows_is_the_figure_or_the_input_that_stands_there(book: Book, ready: Ready) -> None:
    cells = WrittenCells(book)
    for (sheet, column), filled in book.filled.items():
        if sheet != "Posts":
            continue
        name = f"Posts!{address(filled.first + 1, column + 1)}"
        if cells.value(type(cells.at("Posts!A6"))("Posts", filled.first, column)) is None:
            continue
        step = explained(book, ready, name).step
        computed = (filled.table, filled.name) in ready.catalogue.figures
        assert step.source.startswith("inputs/2004/section.xlsx, Posts!") != computed


@pytest.mark.slow
def every_formula_of_the_workbook_is_explained_with_the_value_that_was_written(book: Book, ready: Ready) -> None:
    sheets: dict[str, int] = {}
    for sheet, row, column in book.formulas:
        if sheets.setdefault(sheet, 0) < 12:
            sheets[sheet] += 1
            found = explained(book, ready, f"{sheet}!{address(row, column)}")
            assert found.step.words
            assert found.step.value or book.formulas[sheet, row, column] == ""
    assert len(sheets) > 40


def a_text_and_a_sentence_are_told_apart_from_figures(book: Book, ready: Ready) -> None:
    assert explained(book, ready, "Section!A2").step.source == A_TEXT
    sentences = [cell for cell in book.trees if cell[0] == "At a glance" and getattr(book.tree(*cell), "kind", "") == "text"]
    sheet, row, column = sentences[0]
    found = explained(book, ready, f"{sheet}!{address(row + 1, column + 1)}")
    assert (found.step.words, found.step.numbers) == (A_SENTENCE, "")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Sektion!C10", 'No sheet is called "Sektion"; did you mean "Section"?'),
        ("Section!ZZ99", "Cell Section!ZZ99 holds nothing."),
        ("'section'!$zz$99", "Cell Section!ZZ99 holds nothing."),
    ],
)
def a_cell_that_is_not_there_is_refused(name: str, message: str, book: Book, ready: Ready) -> None:
    with pytest.raises(UnknownCell) as error:
        explained(book, ready, name)
    assert str(error.value) == message


def a_cell_is_found_by_the_name_of_its_sheet_in_the_french_workbook(book: Book, ready: Ready) -> None:
    assert explain_cell(book, ready.figures, ready.inputs, "Postes!A5") == explain_cell(book, ready.figures, ready.inputs, "Posts!A5")


@pytest.mark.parametrize("column", ["C", "D", "F"])
def a_cell_of_a_state_is_said_of_its_name_and_not_of_its_row_or_code(column: str) -> None:
    contributions = prepare(Workspace(REPOSITORY), "2004", lambda _: None, ("contributions",)).workbooks[0]
    laid_out = lay_out(contributions.figures, contributions.inputs)
    name = WrittenCells(laid_out).shown(WrittenCells(laid_out).at("Schedule!B12"))
    found = explain_cell(laid_out, contributions.figures, contributions.inputs, f"Schedule!{column}12", 1)
    assert f" of {name} (sheet States)" in found.step.words
    assert [part.name.rpartition(" of ")[2] for part in found.step.made_of] == [name]
