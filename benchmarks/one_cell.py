"""One cell: a draft of a workspace that differs from what it was by the words of one cell, as when an officer corrects one and runs again."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

_NUMBER = count(1)


def change_a_draft(workspace: Path) -> None:
    """Write another source into the first row with one of the first draft's sheet of paragraphs."""
    path = min((workspace / "inputs").glob("2004/statements/*.xlsx"))
    book = load_workbook(path)
    sheet = book["Paragraphs"]
    titles = next(row for row in sheet.iter_rows() if any(cell.value == "Paragraph" for cell in row))
    place = next(cell for cell in titles if cell.value == "Text")
    below = sheet.cell(titles[0].row + 1, place.column)
    below.value = f"{below.value} ({next(_NUMBER)})"
    book.save(path)
