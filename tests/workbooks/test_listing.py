"""Lists: each cell is a text, a value or a live formula, and the foot adds up the columns that ask for it."""

from __future__ import annotations

from dataclasses import replace

from support.small_section import new_book, opened, rows, values

from aspbudget.lines.formula import NOT_ENTERED, Binary, Cell, Number
from aspbudget.workbooks.book import LEGEND, Entry
from aspbudget.workbooks.listing import FIRST, HEADER, Head, Listing, Live, number
from aspbudget.workbooks.look import MONEY, PRICE_IF_ENTERED, WHOLE

DOUBLE = Live(Binary("*", Cell("B6"), Number(2)), 20.0)
HEADS = (Head("Post", 20), Head("Cost", 12, MONEY, total=True), Head("Double", 12, WHOLE, total=True), Head("Remark", 20))
ROWS = (("Director", 10.0, DOUBLE, "new"), ("Editor", -4.0, None, "=1+1"))
LISTING = Listing("Costs", "What posts cost.", HEADS, ROWS)


def a_list_has_its_titles_its_rows_and_totals_at_its_foot() -> None:
    book = new_book()
    LISTING.write(book)
    assert values(book, "Costs") == {(6, 3): 20.0, (8, 2): 6.0, (8, 3): 20.0}
    written = rows(opened(book), "Costs")
    assert [line[0] for line in written[:3]] == ["← Contents", "Costs", "What posts cost."]
    assert written[HEADER] == ["Post", "Cost", "Double", "Remark"]
    assert written[FIRST:] == [
        ["Director", 10, "=B6*2", "new"],
        ["Editor", -4, None, "=1+1"],
        ["Total", "=SUM(B6:B7)", "=SUM(C6:C7)", ""],
        [None] * 4,
        [LEGEND, None, None, None],
    ]


def a_text_that_looks_like_a_formula_is_a_text_and_a_value_is_grey() -> None:
    book = new_book()
    LISTING.write(book)
    sheet = opened(book)["Costs"]
    assert sheet["D7"].data_type == "s"
    assert (sheet["B6"].font.italic, sheet["C6"].font.italic) == (True, False)
    assert (sheet["B6"].number_format, sheet["C6"].number_format) == (MONEY, WHOLE)


def a_list_without_rows_or_without_sums_has_no_total() -> None:
    book = new_book()
    Listing("Empty", "Nothing.", HEADS, ()).write(book)
    Listing("Words", "Only words.", (Head("Post", 20),), (("Director",),)).write(book)
    found = opened(book)
    assert "Total" not in [line[0] for line in rows(found, "Empty")]
    assert rows(found, "Words")[FIRST:] == [["Director", None]]


def a_list_is_listed_by_what_it_is_or_by_less() -> None:
    book = new_book()
    LISTING.write(book)
    Listing("Short", "What posts cost. And much more.", HEADS, (), "What posts cost.").write(book)
    assert book.listed == [Entry("Costs", "What posts cost."), Entry("Short", "What posts cost.")]


def a_list_can_be_sorted_by_any_column_and_its_titles_stay_in_sight() -> None:
    book = new_book()
    LISTING.write(book)
    sheet = opened(book)["Costs"]
    assert ([table.autoFilter.ref for table in sheet.tables.values()], sheet.freeze_panes) == (["A5:D7"], "A6")


def the_rows_of_a_long_list_that_a_page_holds_are_printed_and_the_others_on_demand() -> None:
    book = new_book()
    long = replace(LISTING, rows=[("Post", 1.0, 2.0, "new")] * 60, on_one_page=True)
    long.write(book)
    replace(long, name="High", rows=[("Post " * 40, 1.0, 2.0, "")] * 60).write(book)
    replace(LISTING, name="Short", on_one_page=True).write(book)
    found = opened(book)
    last = {name: int(found[name].print_area.rpartition("$")[2]) for name in ("Costs", "High")}
    assert 6 < last["High"] < last["Costs"] < 65
    assert found["Short"].print_area == ""


def a_column_in_which_no_row_has_anything_is_folded_away() -> None:
    book = new_book()
    replace(LISTING, rows=tuple((name, cost, double, "") for name, cost, double, _ in ROWS)).write(book)
    sheet = opened(book)["Costs"]
    assert (sheet.column_dimensions["D"].hidden, sheet.column_dimensions["C"].hidden) == (True, False)


def a_cell_adds_its_value_to_the_total_and_a_text_nothing() -> None:
    assert [number(item) for item in (2.5, 3, DOUBLE, Live(Number(1), "text"), "7", None)] == [2.5, 3.0, 20.0, 0.0, 0.0, 0.0]


def a_sign_for_a_number_stands_below_the_title_of_its_column_and_a_cell_may_have_a_format_of_its_own() -> None:
    book = new_book()
    replace(LISTING, rows=[("..", NOT_ENTERED, Live(Number(0), 0.0, PRICE_IF_ENTERED), "n/a")]).write(book)
    sheet = opened(book)["Costs"]
    assert [sheet[cell].alignment.horizontal for cell in ("A6", "B6", "D6")] == ["left", "right", "left"]
    assert [sheet[cell].number_format for cell in ("C6", "C7")] == [PRICE_IF_ENTERED, WHOLE]
