"""The book: each formula is kept with its value, and each sheet that says what it is stands in the list of sheets."""

from __future__ import annotations

import pytest
from support.small_section import CATALOGUE, new_book, opened

from aspbudget.lines.formula import Binary, Named, Number, Own
from aspbudget.workbooks.book import ALL_HOLD, CHECKS_FAILING, Places, address, excel_name

PLACES = Places(CATALOGUE, "EUR")


def a_book_remembers_the_sheets_that_say_what_they_are_in_their_order() -> None:
    book = new_book()
    book.sheet("Costs", "What posts cost.")
    book.sheet("Workings")
    book.sheet("Checks", "What was compared.", "#595959")
    assert book.listed == [("Costs", "What posts cost."), ("Checks", "What was compared.")]
    found = opened(book)
    assert found.sheetnames == ["Read me", "Costs", "Workings", "Checks"]
    assert found["Checks"].sheet_properties.tabColor.rgb == "FF595959"


def a_formula_is_written_with_its_value_and_remembered_by_its_cell() -> None:
    book = new_book()
    sheet = book.sheet("Costs")
    book.live(sheet, (2, 1), Binary("+", Number(1), Number(2)), 3.0, book.look("text"))
    book.live(sheet, (3, 1), "=SUM(B3,4)", 7.0, book.look("text"))
    assert book.formulas == {("Costs", 3, 2): 3.0, ("Costs", 4, 2): 7.0}
    found = opened(book)["Costs"]
    assert (found["B3"].value, found["B4"].value) == ("=1+2", "=SUM(B3,4)")


def the_headings_end_with_whether_all_comparisons_hold() -> None:
    book = new_book()
    book.file.define_name(CHECKS_FAILING, "='Costs'!$A$9")
    book.headings(book.sheet("Costs"), ["Title", "Subtitle", "DRAFT: unsigned"])
    assert book.formulas == {("Costs", 4, 1): ALL_HOLD}
    cells = [row[0].value for row in opened(book)["Costs"].iter_rows()]
    assert cells[:3] == ["Title", "Subtitle", "DRAFT: unsigned"]
    assert CHECKS_FAILING in str(cells[3])


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
    assert books[0].close("A title") == books[1].close("A title")
    other = new_book()
    other.sheet("Costs").write_number(0, 0, 8)
    assert other.close("A title") != books[0].buffer.getvalue()


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
