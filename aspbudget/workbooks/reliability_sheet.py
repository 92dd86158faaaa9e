"""The sheet of reliability: every row that is charged, live, with the weakest of the sources on which it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import RELIABILITY
from aspbudget.phrase import phrase
from aspbudget.review.reliability import reliability
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import Group, address
from aspbudget.workbooks.listing import FIRST, Head, Listing, Live
from aspbudget.workbooks.look import MONEY
from aspbudget.workbooks.review_sheets import of_row

if TYPE_CHECKING:
    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.review.reliability import Rest
    from aspbudget.workbooks.book import Book

_NEEDED, _PRICED, _COST = 4, 5, 6


class Resting(NamedTuple):
    """The rows that are charged with what they rest on, and the ranges on the sheet: what is needed, prices, and cost."""

    rows: list[Rest]
    needed: str
    priced: str
    cost: str


def write_reliability(book: Book, figures: Figures, inputs: Inputs, layout: Printed) -> Resting:
    """Write every row that is charged with its cost and the weakest of its sources; return where they stand."""
    across, down = figures.catalogue.heading_titles()
    heads = (Head(across, 14), Head(down, 28), Head("Sheet", 24), Head("Row", 50), Head(words.NEEDED, 16), Head(words.PRICED, 16),
             Head(phrase("Cost ({currency})", currency=book.places.currency), 16, MONEY, total=True))  # fmt: skip
    rows = reliability(figures, inputs, layout)
    listed = [
        (*each.place, each.table.title, each.key, rest.needed, rest.priced, Live(of_row(figures, each, each.charge.cost), each.cost))
        for rest in rows
        for each in (rest.requirement,)
    ]
    Listing(RELIABILITY, book.places.catalogue.about(RELIABILITY), heads, listed, group=Group.WORKINGS).write(book)
    last = FIRST + max(len(rows), 1) - 1
    spans = [f"'{RELIABILITY}'!{address(FIRST, place, fixed='rc')}:{address(last, place, fixed='rc')}" for place in (_NEEDED, _PRICED, _COST)]
    return Resting(rows, *spans)
