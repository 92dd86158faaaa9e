"""A marked copy: each faulty or doubtful cell coloured and noted, all of them listed and linked, and the original untouched."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import openpyxl
from openpyxl.comments import Comment

from aspbudget.language import Language
from aspbudget.workbooks.marked_book import DOUBT, FAULT, REMARK, Mark, marked


def original() -> bytes:
    """Return a workbook with two sheets, a note, merged cells and a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Posts"
    sheet["A5"], sheet["C6"], sheet["D6"] = "Director", -1, "=C6*2"
    sheet["C6"].comment = Comment("as agreed", "an officer")
    sheet.merge_cells("A8:B9")
    book.create_sheet("Price's")["A5"] = "Fare"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


MARKS = (
    Mark(FAULT, "Posts", "C6", "Posts is -1; it must be 0 or more."),
    Mark(DOUBT, "Price's", "A5", "=Fare is another one."),
    Mark(REMARK, "Posts", "B9", "A merged cell."),
    Mark(DOUBT, "Posts", "", '"Secretary" is not there.'),
    Mark(FAULT, "Posts", "C6 of section.xlsx", "A cell of another workbook."),
    Mark(FAULT, "Nowhere", "A1", "The sheet is missing."),
)


def a_marked_cell_is_coloured_and_has_its_message_as_a_note_below_the_officers_own() -> None:
    book = openpyxl.load_workbook(BytesIO(marked(original(), MARKS)))
    cell = book["Posts"]["C6"]
    assert (cell.value, cell.fill.fgColor.rgb) == (-1, "FFF8CBAD")
    assert cell.comment is not None
    assert cell.comment.text == "as agreed\nFault: Posts is -1; it must be 0 or more."
    assert book["Price's"]["A5"].comment.text == "Doubt: =Fare is another one."
    assert book["Posts"]["A8"].comment.text == "Remark: A merged cell.", "of merged cells the first"


def every_mark_is_listed_on_the_first_sheet_and_linked_where_there_is_a_cell() -> None:
    sheet = openpyxl.load_workbook(BytesIO(marked(original(), MARKS))).worksheets[0]
    assert sheet.title == "Marked"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=8)]
    assert rows == [[mark.kind, mark.sheet, mark.cell or None, mark.message] for mark in MARKS]
    assert [sheet.cell(row, 3).hyperlink and sheet.cell(row, 3).hyperlink.location for row in range(3, 9)] == ["'Posts'!C6", "'Price''s'!A5", "'Posts'!B9", None, None, None]
    assert sheet["D4"].data_type == "s", "a message is no formula"


def a_copy_keeps_what_no_one_here_knows_and_the_stored_values_of_formulas() -> None:
    file = BytesIO(with_a_stored_value(original()))
    with ZipFile(file, "a") as package:
        package.writestr("xl/pivotTables/pivotTable1.xml", "<p/>")
        package.writestr("xl/slicers/slicer1.xml", "<s/>")
        package.writestr("xl/printerSettings/printerSettings1.bin", b"\0\1")
    before, after = ({part: package.read(part) for part in package.namelist()} for package in (ZipFile(file), ZipFile(BytesIO(marked(file.getvalue(), MARKS)))))
    written = {name for name in before if before[name] != after[name]}
    assert written == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/comments/comment1.xml", "xl/drawings/commentsDrawing1.vml"}
    assert openpyxl.load_workbook(BytesIO(marked(file.getvalue(), MARKS)), data_only=True)["Posts"]["D6"].value == -2


def with_a_stored_value(data: bytes) -> bytes:
    """Return a workbook in which the formula has its value, as a spreadsheet stores it."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(file, "w") as target:
        for part in package.namelist():
            target.writestr(part, package.read(part).replace(b"<f>C6*2</f><v></v>", b"<f>C6*2</f><v>-2</v>"))
    return file.getvalue()


def a_sheet_that_is_called_marked_keeps_its_name() -> None:
    book = openpyxl.load_workbook(BytesIO(original()))
    book.create_sheet("Marked")
    file = BytesIO()
    book.save(file)
    assert openpyxl.load_workbook(BytesIO(marked(file.getvalue(), MARKS))).sheetnames == ["Marked 2", "Posts", "Price's", "Marked"]


def a_copy_of_a_french_workbook_lists_and_notes_in_french() -> None:
    copy = marked(original(), MARKS[:2], Language("fr"))
    book = openpyxl.load_workbook(BytesIO(copy))
    rows = [[str(cell.value).replace("\u00a0", " ").replace("\u202f", " ") for cell in row] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert book.sheetnames[0] == "À vérifier"
    assert rows[0] == ["Élément", "Feuille", "Cellule", "Observation"]
    assert [row[0] for row in rows[1:]] == ["Erreur", "Doute"]
    assert book["Posts"]["C6"].comment.text.replace("\u00a0", " ") == "as agreed\nErreur : Posts is -1; it must be 0 or more."
