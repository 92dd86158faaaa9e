"""Live text: a sentence is a formula, and the words that it has are those that a spreadsheet computes."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from support.small_section import new_book

from aspbudget.lines.formula import Cell, Number
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import at_least, either, less, named, share, signed, size, worded
from aspbudget.workbooks.reconcile import reconcile


def amount(value: float) -> Live:
    """Return a number as a formula."""
    return Live(Number(value), value)


SENTENCES = {
    "1,234.6": size(amount(-1234.56), 1), "0.3": size(amount(0.25), 1), "15": size(amount(15), 0), "0.0": size(amount(-0.04), 1),
    "+41.9": signed(amount(41.9), 1), "(36.5)": signed(amount(-36.5), 1), "+0.0": signed(amount(0), 1),
    "2.5 % more": worded("{share} % {more}", share=size(share(amount(25), amount(1000)), 1), more=either(at_least(amount(25), 0), "more", "less")),
    "7 less": worded("{change} {more}", change=size(less(amount(3), amount(10)), 0), more=either(at_least(amount(-7), 0), "more", "less")),
    "0.0 %": worded("{share} %", share=size(share(amount(5), amount(0)), 1)),
}  # fmt: skip


def every_sentence_is_what_the_second_engine_reads() -> None:
    book = new_book()
    sheet = book.sheet("Words")
    for row, sentence in enumerate(SENTENCES.values()):
        book.live(sheet, (row, 0), sentence.part, sentence.value, book.look("text"))
    assert [sentence.value for sentence in SENTENCES.values()] == list(SENTENCES)
    assert reconcile(book.close("Words"), book.formulas).differences == ()


@pytest.mark.parametrize(("how", "found"), [("greatest", ("b", 5.0)), ("least", ("c", -2.0))])
def the_first_of_the_largest_and_of_the_smallest_is_named(how: str, found: tuple[str, float]) -> None:
    rows = [("a", 1.0), ("b", 5.0), ("c", -2.0), ("d", 5.0)]
    book = new_book()
    sheet = book.sheet("Words")
    for row, (name, value) in enumerate(rows):
        sheet.write_row(row, 0, (name, value))
    name, value = named(how, "$A$1:$A$4", "$B$1:$B$4", rows)
    for column, each in enumerate((name, value), start=3):
        book.live(sheet, (0, column), each.part, each.value, book.look("text"))
    assert (name.value, value.value) == found
    data = book.close("Words")
    assert reconcile(data, book.formulas).differences == ()
    assert openpyxl.load_workbook(BytesIO(data))["Words"]["D1"].value.startswith("=INDEX(")


def a_sentence_refers_to_cells() -> None:
    book = new_book()
    sheet = book.sheet("Words")
    book.live(sheet, (0, 0), worded("of {amount}", amount=size(Live(Cell("B1"), 3.0), 0)).part, "of 3", book.look("text"))
    sheet.write_number(0, 1, 3)
    assert reconcile(book.close("Words"), book.formulas).differences == ()
