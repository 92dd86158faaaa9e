"""The list of contents: what a workbook is, whether it is a draft, how to use and print it, and a link to each of its sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.layout import CONTENTS
from aspbudget.phrase import in_a_row
from aspbudget.workbooks.book import Group
from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.inputs.standing import Standing
    from aspbudget.workbooks.book import Book

_WIDTHS = (30, 68, 12)
_GROUPS = {
    Group.READERS: "For readers",
    Group.INPUTS: "Inputs: what was entered",
    Group.WORKINGS: "Workings: what was worked out from it, row by row",
    Group.PAGES: "Pages, one for each row",
}
_USE = (
    "Every number is live. Blue cells hold what was entered: change one and the printed tables follow. Black cells hold formulas, which refer "
    "to columns by their titles. The input workbook stays as it is; carry a change over to it and run the tool again to keep it."
)
_PRINT = (
    "Print the whole workbook: the sheets for readers that are marked so come out, one page wide. All others have an empty area for print; to print one, "
    "choose Ignore Print Area when you print it, or select its cells and print the selection."
)
_COLUMNS = "On sheets of inputs and workings, columns that few need are folded away at the right: the sign + above them opens them."


def write_contents(book: Book, title: str, standing: Standing) -> None:
    """Write what the workbook is, and its sheets by group, each with a link and what it shows."""
    sheet = book.sheet(CONTENTS, printed=False)
    sheet.write_string(0, 0, title, book.look("title"))
    row = _intro(book, sheet, standing)
    for group, heading in _GROUPS.items():
        entries = sorted((each for each in book.listed if each.group is group), key=lambda each: book.order[each.name])
        if entries:
            sheet.write_string(row, 0, heading, book.look("heading"))
            if group is Group.READERS:
                sheet.write_string(row, 2, "On paper", book.look("heading"))
            for entry in entries:
                row += 1
                sheet.set_row(row, book.height([(entry.about, _WIDTHS[1])]))
                sheet.write_url(row, 0, f"internal:'{entry.name}'!A1", book.look("link"), entry.name)
                sheet.write_string(row, 1, Shown(book.words(entry.about).replace("\n", " ")), book.look("text"))
                if group is Group.READERS:
                    sheet.write_string(row, 2, "on demand" if entry.name in book.unprinted else "printed", book.look("text"))
            row += 1
    book.paper(sheet, _WIDTHS, -1)


def _intro(book: Book, sheet: Worksheet, standing: Standing) -> int:
    """Write what a person needs to know before they use the workbook; return the next free row."""
    rows = (
        ("What this is", "Computed by aspbudget from the input workbook that sheet Notes and sources names."),
        ("Standing", standing.sentence),
        *([("Date", book.dated)] if book.dated else []),
        ("How to use it", _USE),
        ("Columns", _COLUMNS),
        ("Adding rows", in_a_row(("A table grows when a row is typed directly under it.", book.places.catalogue.about(CONTENTS)))),
        ("Sums", "Printed lines are rounded one by one; totals add up the printed lines, so that every table foots."),
        ("Printing", _PRINT),
    )
    for row, (heading, text) in enumerate(rows, start=1):
        sheet.set_row(row, book.height([(text, _WIDTHS[1])]))
        sheet.write_string(row, 0, heading, book.look("strong"))
        sheet.write_string(row, 1, text, book.look("warning" if heading == "Standing" and standing.reasons else "text"))
    return len(rows) + 1
