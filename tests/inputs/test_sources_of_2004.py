"""The amounts of 2004 that rest on documents: each worked out again from what its source gives, and the same in every workbook that has its row."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import REPOSITORY
from support.workbooks import TITLES

if TYPE_CHECKING:
    from openpyxl import Workbook

    from aspbudget.inputs.ready import Ready

BOOKS = ("2004/section.xlsx", "2004/baselines/provisional.xlsx", "2005/section.xlsx")
FRANCS, DOLLARS = Decimal("1.5396"), Decimal("1.1671")  # for a euro, European Central Bank, 1 October 2003
DAY_IN_FRANCS = 819  # agreement of AIIC with the Global Union Federations, 1999-2004
EURO_OF_THE_BUDGET = Decimal("0.8568")  # for a dollar, sheet Currencies
FROM_GENEVA = Decimal(141_600) / 49  # dollars for each of the conference staff from Geneva, A/C.1/47/L.43
ALLOWANCE, DAYS = 190, 6
WORDS_OF_A_PAGE = 330
MEETINGS = 10
MEETING_IN_NEW_YORK = Decimal(7_687)  # dollars, A/C.6/50/L.16


@cache
def workbook(book: str) -> Workbook:
    """Return an input workbook."""
    return openpyxl.load_workbook(REPOSITORY / "inputs" / book)


def row_of(book: str, sheet: str, key: str) -> dict[str, object]:
    """Return a row of an input workbook by its titles."""
    cells = workbook(book)[sheet].iter_rows(min_row=TITLES, values_only=True)
    titles = next(cells)
    return next(dict(zip(titles, row, strict=True)) for row in cells if row[0] == key)


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize(
    ("price", "amount", "status", "document"),
    [
        ("Interpreter's day, The Hague", DAY_IN_FRANCS / FRANCS, "derived", "aiic.net/page/669"),
        ("Interpreter's day", DAY_IN_FRANCS / FRANCS * DOLLARS, "derived", "aiic.net/page/669"),
        ("Interpreter's journey", FROM_GENEVA * EURO_OF_THE_BUDGET - DAYS * ALLOWANCE, "illustrative", "A/C.1/47/L.43"),
    ],
)
def a_price_is_what_its_document_makes_it(book: str, price: str, amount: Decimal, status: str, document: str) -> None:
    row = row_of(book, "Prices", price)
    assert (row["Amount"], row["Status"]) == (float(round(amount, 2)), status)
    assert document in str(row["Source"])


@pytest.mark.parametrize(
    ("book", "session", "report"),
    [(BOOKS[0], "third", "third"), (BOOKS[1], "third", "third"), (BOOKS[2], "fourth", "fifth")],
)
def the_official_records_are_as_long_as_those_before_and_mostly_printed_again(book: str, session: str, report: str) -> None:
    records = row_of(book, "Documents", f"Official Records of the {session} session")
    autumn = row_of(book, "Documents", f"Committee, report on its {report} session")
    spring = row_of(book, "Documents", f"Committee, report on its {'second' if report == 'third' else 'fourth'} session")
    budget = row_of(book, "Documents", f"Court's reports and draft budget for {2005 if book.startswith('2004') else 2006}")
    assert records["Words"] == 261 * WORDS_OF_A_PAGE  # the pages of ICC-ASP/2/10
    assert autumn["Words"] == 27 * WORDS_OF_A_PAGE  # the pages of ICC-ASP/4/27
    assert records["Recycled words"] == budget["Documents"] * budget["Words"] + spring["Words"] + autumn["Words"]  # type: ignore[operator] - numbers


def a_meeting_in_six_languages_costs_about_what_the_united_nations_published(ready: Ready) -> None:
    figures = ready.figures
    session = list(figures.values("interpretation", "session")).index("Assembly, third session")
    of_each = Decimal(str(figures.values("interpretation", "full_cost")[session])) / MEETINGS
    assert Decimal("0.9") < of_each / (MEETING_IN_NEW_YORK * EURO_OF_THE_BUDGET) < Decimal("1.1")
