"""The review sheets: why the section moved row by row, what it is made of in words, and which rates are worth a renewal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.small_section import (
    CATALOGUE,
    FRAMES,
    GENERAL,
    comparison,
    figures,
    inputs,
    new_book,
    opened,
    ready,
    rows,
    values,
)

from aspbudget.declare.layout import CHANGES, JUSTIFICATION, POOLED, REGISTER, ROW_BY_ROW, SAVINGS
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import cost
from aspbudget.lines.formula import NOT_ENTERED
from aspbudget.review.comparison import compare
from aspbudget.review.sensitivity import DOUBT, register
from aspbudget.workbooks.book import LEGEND
from aspbudget.workbooks.listing import FIRST
from aspbudget.workbooks.look import PRICE, PRICE_IF_ENTERED
from aspbudget.workbooks.review_sheets import write_lists

if TYPE_CHECKING:
    from aspbudget.review.comparison import Comparison
    from aspbudget.workbooks.book import Book


def reviewed(found: Comparison | None) -> Book:
    """Return a book with the review sheets of the small section, beside the year before or alone."""
    book = new_book()
    computed = figures() if found is None else found.between.new.figures
    section = computed.catalogue.section
    rates = register(computed.catalogue, inputs(computed), section) if section else []
    write_lists(book, computed, inputs(computed), found, rates)
    return book


def listed(book: Book, sheet: str) -> list[list[object]]:
    """Return the rows of a list, without its titles."""
    written = rows(opened(book), sheet)[FIRST:]
    return written[:-2] if written[-1][0] == LEGEND else written


def a_section_without_an_earlier_one_has_no_lists_of_changes_and_a_list_without_rows_is_not_written() -> None:
    assert [name for name, *_ in reviewed(None).listed] == [JUSTIFICATION, POOLED, REGISTER]
    assert [name for name, *_ in reviewed(comparison()).listed] == [
        ROW_BY_ROW, CHANGES, JUSTIFICATION, POOLED, REGISTER,
    ]  # fmt: skip


def a_workbook_without_a_section_has_no_review() -> None:
    none = cost(Catalogue((GENERAL,)), FRAMES, {})
    book = new_book()
    write_lists(book, none, inputs(none), None, [])
    assert book.listed == []


def the_rows_that_moved_add_up_to_what_each_cause_moved() -> None:
    book = reviewed(comparison())
    assert values(book, ROW_BY_ROW) == {(9, 6): 6_500}
    assert listed(book, ROW_BY_ROW) == [
        ["Volume", "A", "Salaries", "Posts", "Director", 5_400],
        ["New", "A", "Travel", "Posts", "Mission", 1_125],
        ["New", "A", "Travel", None, "Rounding of the printed line", -25],
        ["Total", "", "", "", "", "=SUM(F6:F8)"],
    ]


def the_cells_that_moved_are_listed_with_what_they_were() -> None:
    assert sorted(map(str, listed(reviewed(comparison()), CHANGES))) == sorted(
        map(
            str,
            [
                ["New", "Posts", "Mission", "row added", None, None, "A8"],
                ["Volume", "Posts", "Director", "Work-months", "6", "12", "D5"],
            ],
        )
    )


@pytest.mark.parametrize(
    ("posts", "what", "amount"),
    [
        (FRAMES["posts"].drop(index=8), "Discontinued: lowers the baseline", -1_125),
        (FRAMES["posts"].assign(months=[12.0, 6.0, 0.5]), "Less of it is needed", -562.5),
    ],
)
def a_saving_says_what_it_does_to_the_baseline(posts: object, what: str, amount: float) -> None:
    found = compare(ready("2003", FRAMES["posts"]), ready("2004", posts))  # type: ignore[arg-type]
    first, *_ = listed(reviewed(found), SAVINGS)
    assert first == [what, "A", "Travel", "Posts", "Mission", amount]


def every_printed_line_is_justified_and_nothing_else_is() -> None:
    book = reviewed(None)
    assert [values(book, JUSTIFICATION)[row, 3] for row in (6, 7, 8, 9)] == pytest.approx([10.8, 1.1, 2.7, 14.6])
    written = listed(book, JUSTIFICATION)
    assert [line[:2] for line in written] == [["A", "Salaries"], ["A", "Travel"], ["B", "Salaries"], ["Total", ""]]
    assert "Director" in str(written[0][3])
    assert "10,800" in str(written[0][3])


def a_service_that_costs_less_than_in_full_is_listed_with_both() -> None:
    book = reviewed(None)
    found = values(book, POOLED)
    assert [(found[row, 5], found[row, 6]) for row in (6, 7, 8, 9)] == [(12_000, 10_800), (3_000, 2_700), (1_250, 1_125), (16_250, 14_625)]
    assert listed(book, POOLED)[0][4] == '=SUMIFS(Posts[[Full cost (EUR)]],Posts[[Post]],"Director")'


def a_rate_is_worth_what_its_bounds_move() -> None:
    """Between 5 and 20 per cent of vacancies lie 15 per cent of 16,250: 2,437.50."""
    book = reviewed(None)
    (line,) = listed(book, REGISTER)
    assert (line[:3], line[6], line[8], line[10]) == (["Vacancy rate", "Assumptions", "● published"], 2_437.5, DOUBT["published"], "A decision")
    found = values(book, REGISTER)
    assert [found[6, column] for column in (4, 5, 6)] == [0.1, 0.05, 0.2]
    assert line[9] == "=G6*(1+H6)*I6"
    assert found[6, 10] == pytest.approx(2_437.5 * (1 + float(str(line[7]))) * DOUBT["published"])
    assert set(CATALOGUE.assumptions) == {"vacancy_rate"}


def the_bounds_of_a_rate_that_is_missing_are_not_entered_rather_than_nil(monkeypatch: pytest.MonkeyPatch) -> None:
    formats, _ = bounds(reviewed(None))
    assert formats == [PRICE, PRICE, PRICE]
    monkeypatch.setitem(FRAMES, "assumptions", FRAMES["assumptions"].assign(highest=float("nan"), status="missing"))
    assert bounds(reviewed(None)) == ([PRICE, PRICE, PRICE_IF_ENTERED], [NOT_ENTERED, NOT_ENTERED])


def bounds(book: Book) -> tuple[list[str], list[object]]:
    """Return the number formats of the value, the low and the high of the first rate, and its range and priority as they stand there."""
    sheet = opened(book)[REGISTER]
    return [sheet[cell].number_format for cell in ("D6", "E6", "F6")], [sheet[cell].value for cell in ("G6", "J6")]
