"""Input words: every text that an input workbook has of the tool's own, each whole, with {places} for what differs."""

from __future__ import annotations

from aspbudget.declare.sheet import NOTES
from aspbudget.inputs.inputs import EXAMPLE, START
from aspbudget.phrase import Phrase, phrase
from aspbudget.workbooks.look import marked

TITLE = "Inputs {cycle}"
MADE_BY = "Made by aspbudget new"
BACK = phrase("← {sheet}", sheet=START)

# Sheet Start here.
HOW = ("How to fill it in", "One row for each thing, from the row below the titles. Cells that need something show ✕ or ○; sheet Instructions says more.")
BEGINS, ENDS, NO_CYCLE = "First day of the cycle", "Last day of the cycle", "–"
NOTHING_LEFT = "● Nothing is left to do"
SOME_LEFT = "✕ Left to do: the sheets that are marked below"
ALL_SHEETS = "All sheets"
HEADS = ("Sheet", "Group", "Rows", EXAMPLE, "Cells to fill in", "Missing", "Illustrative", "Dates outside the cycle", "To do", "What a row is")
TO_DO_MISSING, TO_DO_ILLUSTRATIVE = (marked(status) for status in ("missing", "illustrative"))
TO_DO_EMPTY = "✕ cells to fill in"
TO_DO_OUTSIDE, NO_ROWS, NOTHING_TO_DO = "✕ dates outside the cycle", "– no rows", "● nothing"
LEGEND = phrase(
    "Rows that begin with {example} are never counted: write over them or delete them. Cells to fill in are those that may not be empty in a row. Missing and illustrative are rows on which a figure depends, by their status; "
    "the output says DRAFT while there are any. The numbers follow what you enter. A sheet that was made without rows is not printed until its print area is cleared.",
    example=EXAMPLE,
)

# Sheet Rows in use.
ABOUT_IN_USE = "The status of each row on which a figure depends, in the order of its sheet, for sheets to which others refer. Sheet {start} counts from here; nothing is read from here."

# Every sheet.
FOLDED = "Columns are folded away at the right: the sign + above them opens them."
ABOUT_NOTES = "Your own: nothing is read from here. May be empty, and may hold anything."
A_ROW_OF, HERE_OR_THERE = "A row of sheet {sheet}.", "A row of sheet {sheet}, here or in the section."
BY_NAME = "A name in its place is read too."
ONE_OF, MUST_BE, MAY_BE_EMPTY = "One of: {choices}.", "Must be {what}.", "May be empty."
KINDS = {"text": "", "number": "A number.", "whole": "A whole number.", "date": "A date."}
KINDS_WITHIN = {"number": "A number {limits}.", "whole": "A whole number {limits}.", "date": "A date {limits}.", "text": "{limits}."}
ABOUT_NAMES = "What the section has, to be picked or copied; nothing is read from here."

# Sheet Instructions.
BEGIN = (
    ("What this is", "The inputs of one cycle's budget. The tool reads this workbook and never writes to it."),
    ("How to fill it in", ("One row for each thing, from the row below the titles; leave no title out and rename none. "
     "Point at a title to read what its column may hold. Cells with a list offer the allowed values.")),
    ("Examples", phrase("A row whose first cell begins with {example} shows how to fill the sheet in. It is never counted: "
     "write over it or delete it.", example=EXAMPLE)),
    ("Rates", ("Every rate says where it comes from and how sure it is: published, derived, illustrative or missing. A rate "
     "that nobody knows stays empty with status missing; it counts as nothing and the output says DRAFT and lists it.")),
    ("Signs", "✕ a row or a rate is missing, or a date is outside the cycle; ○ a row is a person's own number. The sign is shown with the cell and is no part of it."),
    ("Your own", phrase('The column {notes} of every sheet, and sheets of your own whose names begin with "My " or "_", are yours: no figure '
     "reads them. A workbook made from this one with aspbudget new --from keeps the notes of the rows that it keeps, and your sheets "
     "with their values, widths and number formats, without formulas.", notes=NOTES)),
)  # fmt: skip
CARRIED = (
    "Carried over",
    "In a workbook made from an earlier cycle {carried}. Other dates are still those of the earlier cycle; where they must lie in the cycle, they are faults until they are changed.",
)
END = (
    ("Formulas", "A cell may hold a formula; its value as last saved is used."),
    ("When it is filled in", ("Run: aspbudget check {cycle} – it lists every cell to correct. "
     "Then run: aspbudget cost {cycle} – it writes the section.")),
)  # fmt: skip


def of_cycle(text: str, cycle: str) -> str:
    """Return a line of instructions, which may name the cycle."""
    return text if isinstance(text, Phrase) else phrase(text, cycle=cycle)
