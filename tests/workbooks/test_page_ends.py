"""Ends of pages: where the rows of a sheet go on to another page, and that no total stands there alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.small_section import new_book, opened

from aspbudget.workbooks.look import Page, print_on_a4
from aspbudget.workbooks.page_ends import UPRIGHT, keep_lines, keep_total, rows_of_pages

if TYPE_CHECKING:
    from aspbudget.workbooks.book import Book

NARROW, HEADER = (20.0, 12.0), 4


def printed(portrait: bool = True) -> Book:  # noqa: FBT001, FBT002
    """Return a book with a sheet that is set up for print."""
    book = new_book()
    print_on_a4(book.sheet("States"), Page(HEADER, "Contributions", draft=False, portrait=portrait), book.words.heads)
    return book


def a_page_ends_where_its_rows_fill_it_and_each_but_the_first_repeats_the_titles() -> None:
    sheet = printed().file.get_worksheet_by_name("States")
    assert list(rows_of_pages(sheet, NARROW, HEADER, 200)) == [51, 101, 151]
    sheet.set_row_pixels(2, 220)
    assert list(rows_of_pages(sheet, NARROW, HEADER, 110)) == [41, 91]
    sheet.set_row_pixels(HEADER, 120)
    assert list(rows_of_pages(sheet, NARROW, HEADER, 110)) == [36, 81]
    assert list(rows_of_pages(sheet, NARROW, -1, 50)) == [36]


def a_wide_sheet_is_made_smaller_and_holds_more_rows() -> None:
    wide = (UPRIGHT[0] * 2 - 5) / 7
    assert next(rows_of_pages(printed().file.get_worksheet_by_name("States"), (wide,), HEADER, 200)) == 103
    assert next(rows_of_pages(printed(portrait=False).file.get_worksheet_by_name("States"), NARROW, HEADER, 200)) == 35


@pytest.mark.parametrize(("total", "breaks"), [(45, []), (49, []), (50, [47]), (51, [48]), (53, [50]), (54, []), (100, [97]), (104, [])])
def the_last_rows_go_to_another_page_with_a_total_that_would_be_there_nearly_alone(total: int, breaks: list[int]) -> None:
    book = printed()
    keep_total(book.file.get_worksheet_by_name("States"), NARROW, HEADER, total)
    assert [each.id for each in opened(book)["States"].row_breaks.brk] == breaks


def a_list_of_one_page_or_of_a_few_rows_has_no_page_ended() -> None:
    book = printed()
    sheet = book.file.get_worksheet_by_name("States")
    sheet.set_row_pixels(3, 900)
    keep_total(sheet, NARROW, HEADER, HEADER + 2)
    assert list(opened(book)["States"].row_breaks.brk) == []


@pytest.mark.parametrize(("first", "breaks"), [(30, []), (39, []), (40, []), (41, [41]), (45, [45]), (50, [50]), (52, []), (60, [])])
def the_lines_below_a_list_begin_a_page_where_the_end_of_one_would_part_them(first: int, breaks: list[int]) -> None:
    book = printed()
    keep_lines(book.file.get_worksheet_by_name("States"), NARROW, HEADER, range(first, first + 10))
    assert [each.id for each in opened(book)["States"].row_breaks.brk] == breaks


def the_lines_that_follow_their_total_to_another_page_end_no_second_one() -> None:
    book = printed()
    sheet = book.file.get_worksheet_by_name("States")
    keep_total(sheet, NARROW, HEADER, 51)
    keep_lines(sheet, NARROW, HEADER, range(53, 110))
    assert [each.id for each in opened(book)["States"].row_breaks.brk] == [48]
