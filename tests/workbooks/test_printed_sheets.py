"""Printed tables: every amount is its line's in the table's scale, and subtotals and totals add up what stands above them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.small_section import FRAMES, PRINTED, figures, new_book, opened, rows, values

from aspbudget.declare.layout import Shown
from aspbudget.workbooks.book import LEGEND
from aspbudget.workbooks.look import NOT_ENTERED, SHARE, decimals
from aspbudget.workbooks.printed_sheets import write_details, write_printed

if TYPE_CHECKING:
    from aspbudget.workbooks.book import Book

DOWN = ["Salaries", "Training", "Subtotal Staff", "Travel", "Subtotal Other", "Total"]


@pytest.fixture
def book() -> Book:
    """A book with the printed table and the page of each programme."""
    made = new_book()
    write_printed(made, figures(), PRINTED)
    write_details(made, figures(), PRINTED)
    return made


def grid(book: Book, sheet: str, first: int = 6) -> list[list[object]]:
    """Return the values of a block whose first row of figures is this one, row by row."""
    found = values(book, sheet)
    width = max(column for _, column in found)
    return [[found[row, column] for column in range(2, width + 1)] for row in range(first, first + len(DOWN))]


def a_printed_table_foots_down_and_across(book: Book) -> None:
    assert grid(book, "Section") == [
        pytest.approx(row) for row in ([10.8, 2.7, 13.5], [0, 0, 0], [10.8, 2.7, 13.5], [1.1, 0, 1.1], [1.1, 0, 1.1], [11.9, 2.7, 14.6])
    ]


def the_rows_and_columns_are_those_of_the_crossing(book: Book) -> None:
    written = rows(opened(book), "Section")
    assert written[4] == ["Amount – Thousands of EUR", "A Alpha", "B Beta", "Total"]
    assert [line[0] for line in written[5 : 5 + len(DOWN)]] == DOWN
    assert written[-1][0] == LEGEND


def no_subtotal_is_added_up_twice(book: Book) -> None:
    sheet = opened(book)["Section"]
    assert (sheet["B8"].value, sheet["B10"].value) == ("=SUM(B6:B7)", "=SUM(B9:B9)")
    assert sheet["B11"].value == "=SUM(B6:B7,B9:B9)"
    assert sheet["D11"].value == "=SUM(B11:C11)"


def every_amount_is_looked_up_by_its_keys_and_divided(book: Book) -> None:
    sheet = opened(book)["Section"]
    keys = 'SectionLines[[Object]],$A6,SectionLines[[Programme]],"A"'
    assert sheet["B6"].value == f"=SUMIFS(SectionLines[[Amount (EUR)]],{keys})/1000"
    assert sheet["B6"].number_format == decimals(1)


def the_headline_is_the_grand_total_and_where_it_stands() -> None:
    book = new_book()
    found = write_printed(book, figures(), PRINTED)
    assert (found.what, found.cell) == ("Section, total (thousands of EUR)", "'Section'!$D$11")
    assert found.value == pytest.approx(14.6)
    assert book.formulas["Section", 11, 4] == pytest.approx(14.6)


def a_page_shows_what_each_model_charges_and_the_printed_amount(book: Book) -> None:
    assert grid(book, "A") == [
        pytest.approx(row)
        for row in ([10.8, 10.8, 10.8], [0, 0, 0], [10.8, 10.8, 10.8], [1.125, 1.125, 1.1], [1.125, 1.125, 1.1], [11.925, 11.925, 11.9])
    ]
    written = rows(opened(book), "A")
    assert written[1][0] == "A Alpha"
    assert written[4] == ["Object – Thousands of EUR", "Posts", "Unrounded", "Printed"]


def a_table_of_two_lines_has_a_block_for_each_and_is_about_its_first() -> None:
    both = replace(PRINTED, figures=(("amount", "Amount"), ("unrounded", "Unrounded")), divide=1, digits=2)
    book = new_book()
    assert write_printed(book, figures(), both).value == 14_600
    assert grid(book, "Section")[-1] == [11_900, 2_700, 14_600]
    assert grid(book, "Section", 6 + len(DOWN) + 2)[-1] == [11_925, 2_700, 14_625]


def the_full_form_stands_first_and_a_share_is_that_of_the_totals() -> None:
    earlier = (Shown("unrounded", "Approved", back=1), Shown("amount", "Proposed"), Shown("amount", "Share", share_of="unrounded"))
    full = replace(PRINTED, divide=1, digits=0, earlier=earlier, when=("posts",))
    book = new_book()
    found = write_printed(book, figures(), full)
    assert [grid(book, "Section")[row][:2] for row in (0, 3, 5)] == [[13_500, 13_500], [1_125, 1_100], [14_625, 14_600]]
    shares = [values(book, "Section")[row, 4] for row in (6, 7, 9, 11)]
    assert shares.pop(1) == "n/a"  # of nothing
    assert shares == pytest.approx([100, 100 * 1_100 / 1_125, 100 * 14_600 / 14_625])
    assert found.cell == "'Section'!$D$19"
    sheet = opened(book)["Section"]
    assert [sheet.cell(5, column).value for column in (2, 3)] == ["Approved 2003", "Proposed 2004"]
    assert sheet["D11"].number_format == SHARE
    assert sheet["D7"].alignment.horizontal == "right"
    assert sheet["D7"].value == '=IF(B7>0,C7/B7*100,"n/a")'


def a_column_of_which_nothing_is_entered_shows_so_and_not_nil() -> None:
    """The amounts of a section without posts are 0 because no post is entered."""
    book = new_book()
    write_printed(book, figures(FRAMES["posts"].iloc[:0]), replace(PRINTED, figures=(("net_cost_of_posts", "Posts"),)))
    assert opened(book)["Section"]["B6"].number_format == NOT_ENTERED
    assert grid(book, "Section")[-1] == [0, 0, 0]


def a_group_whose_rows_come_one_by_one_is_added_up_row_by_row() -> None:
    other = FRAMES["posts"].assign(object=["Travel", "Training", "Salaries"])
    book = new_book()
    write_printed(book, figures(other), PRINTED)
    assert [row[-1] for row in grid(book, "Section")] == pytest.approx([1.1, 2.7, 3.8, 10.8, 10.8, 14.6])
