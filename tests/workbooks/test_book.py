"""The book: each formula is kept with its value, and each sheet that says what it is stands in the list of sheets."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from support.small_section import CATALOGUE, new_book, opened

from aspbudget.lines.formula import Binary, Named, Number, Own
from aspbudget.workbooks.book import ALL_HOLD, CHECKS_FAILING, Book, Entry, Group, Places, address, excel_name

PLACES = Places(CATALOGUE, "EUR")


def a_book_remembers_the_sheets_that_say_what_they_are() -> None:
    book = new_book()
    book.sheet("Costs", "What posts cost.")
    book.sheet("Unlisted")
    book.sheet("Posts", "What was entered.", Group.INPUTS)
    assert book.listed == [Entry("Costs", "What posts cost."), Entry("Posts", "What was entered.", Group.INPUTS)]


def the_sheets_stand_in_groups_and_each_group_has_its_colour() -> None:
    book = Book(PLACES, "A small section, 2004", draft=True)
    for name, group in (("Lines", Group.WORKINGS), ("Posts", Group.INPUTS), ("Costs", Group.READERS), ("Checks", Group.READERS)):
        book.sheet(name, "", group)
    book.sheet("Contents")
    book.sheet("At a glance")
    found = opened(book)
    assert found.sheetnames == ["At a glance", "Contents", "Costs", "Checks", "Posts", "Lines"]
    assert [sheet.sheet_properties.tabColor.rgb for sheet in found.worksheets[-3:]] == ["FF1F3864", "FF0072B2", "FF7F7F7F"]
    assert found.active.title == "At a glance"


def every_sheet_says_what_it_is_of_whether_it_is_a_draft_and_of_when_and_leads_back() -> None:
    book = Book(PLACES, "A small section, 2004", draft=True, dated="1 May 2003")
    book.head(book.sheet("Costs"), "Costs", "What posts cost.", [20, 80])
    sheet = opened(book)["Costs"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["← Contents", "DRAFT · A small section, 2004 · 1 May 2003"], ["Costs", None], ["What posts cost.", None],
    ]  # fmt: skip
    assert sheet["A1"].hyperlink.location == "'Contents'!A1"
    assert Book(PLACES, "A small section, 2004", draft=False).identity == "A small section, 2004"


def a_line_that_is_wider_than_the_page_is_wrapped_over_its_columns_and_a_short_one_is_not() -> None:
    book = new_book()
    book.head(book.sheet("Costs"), "Costs", "What posts cost. " * 9, [20, 20, 20])
    sheet = opened(book)["Costs"]
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A3:C3"]
    assert sheet.row_dimensions[3].height > 2 * 12.8


def no_sheets_but_those_of_readers_are_printed_with_the_workbook() -> None:
    book = new_book()
    book.paper(book.sheet("Costs"), [20], 0)
    book.paper(book.sheet("Long", printed=False), [20], 0)
    book.paper(book.sheet("Posts", "", Group.INPUTS), [20], 0)
    found = opened(book)
    assert not found["Costs"].print_area
    for name in ("Long", "Posts"):
        assert found[name].print_area.replace("$", "").split("!")[1] in ("AMJ1", "AMJ1:AMJ1")
        assert (found[name]["AMJ1"].value, found[name].column_dimensions["AMJ"].hidden) == (None, True)


def the_columns_that_are_folded_can_be_opened_and_take_no_room_on_paper() -> None:
    book = new_book()
    book.paper(book.sheet("Costs"), [40, 40, 90], 0, [2])
    sheet = opened(book)["Costs"]
    folded = sheet.column_dimensions["C"]
    assert (folded.hidden, folded.outlineLevel, sheet.column_dimensions["D"].collapsed) == (True, 1, True)
    assert sheet.page_setup.orientation == "portrait"


def a_formula_is_written_with_its_value_and_remembered_by_its_cell() -> None:
    book = new_book()
    sheet = book.sheet("Costs")
    book.live(sheet, (2, 1), Binary("+", Number(1), Number(2)), 3.0, book.look("text"))
    book.live(sheet, (3, 1), "=SUM(B3,4)", 7.0, book.look("text"))
    assert book.formulas == {("Costs", 3, 2): 3.0, ("Costs", 4, 2): 7.0}
    found = opened(book)["Costs"]
    assert (found["B3"].value, found["B4"].value) == ("=1+2", "=SUM(B3,4)")


def a_printed_table_says_above_it_whether_all_comparisons_hold() -> None:
    book = new_book()
    book.file.define_name(CHECKS_FAILING, "='Costs'!$A$9")
    book.verdict(book.sheet("Costs"), 3)
    assert book.formulas == {("Costs", 4, 1): ALL_HOLD}
    cells = [row[0].value for row in opened(book)["Costs"].iter_rows()]
    assert CHECKS_FAILING in str(cells[3])


def the_file_says_what_it_is_who_answers_for_it_and_in_which_language() -> None:
    book = Book(PLACES, "A small section, 2004", draft=True, author="A. Officer, Small section")
    book.sheet("Costs")
    known = openpyxl.load_workbook(BytesIO(book.close("A small section"))).properties
    assert (known.title, known.creator, known.language) == ("A small section", "A. Officer, Small section", "en-GB")


def no_text_becomes_a_formula_a_number_or_a_link() -> None:
    book = new_book()
    sheet = book.sheet("Costs")
    for row, text in enumerate(("=1+1", "http://example.org", "4100")):
        sheet.write_string(row, 0, text)
        sheet.write(row, 1, text)
    for row in opened(book)["Costs"].iter_rows():
        assert [(cell.data_type, cell.hyperlink) for cell in row] == [("s", None)] * 2


def the_same_content_gives_the_same_bytes() -> None:
    books = [new_book() for _ in range(2)]
    for book in books:
        book.sheet("Costs").write_number(0, 0, 7)
    first = books[0].close("A title")
    assert first == books[1].close("A title")
    other = new_book()
    other.sheet("Costs").write_number(0, 0, 8)
    assert other.close("A title") != first


def a_column_is_referred_to_by_its_title_and_in_its_own_row_by_the_row() -> None:
    assert PLACES.column("posts", "net_cost") == "Posts[[Net cost (EUR)]]"
    assert PLACES.of("posts").own("months") == "Posts[[#This Row],[Work-months]]"
    assert PLACES.of("section_lines").own("amount") == "SectionLines[[#This Row],[Amount (EUR)]]"
    assert PLACES.named("vacancy_rate") == "vacancy_rate"
    assert Places(CATALOGUE, "CHF").title("posts", "net_cost") == "Net cost (CHF)"


def a_formula_of_a_table_reads_its_own_row() -> None:
    book = new_book()
    sheet = book.sheet("Costs")
    book.places = PLACES.of("posts")
    book.live(sheet, (0, 0), Binary("*", Own("months"), Named("vacancy_rate")), 1.2, book.look("text"))
    assert opened(book)["Costs"]["A1"].value == "=Posts[[#This Row],[Work-months]]*vacancy_rate"


@pytest.mark.parametrize(("table", "name"), [("posts", "Posts"), ("section_lines", "SectionLines")])
def a_table_has_a_name_without_blanks(table: str, name: str) -> None:
    assert excel_name(table) == name


@pytest.mark.parametrize(("fixed", "cell"), [("", "AB7"), ("r", "AB$7"), ("c", "$AB7"), ("rc", "$AB$7")])
def an_address_is_fixed_where_it_is_asked_to_be(fixed: str, cell: str) -> None:
    assert address(6, 27, fixed=fixed) == cell


def a_finished_book_lets_go_of_what_it_was_made_of() -> None:
    book = new_book()
    sheet = book.sheet("Costs")
    book.live(sheet, (0, 0), Number(7), 7, book.look("text"))
    assert book.close("A title")
    assert (vars(sheet), book.trees, book.buffer.closed) == ({}, {}, True)
    assert book.formulas == {("Costs", 1, 1): 7}
