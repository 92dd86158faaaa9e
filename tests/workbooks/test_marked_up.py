"""Marked-up tables: a table for readers is one for programs too, looks as it did, and says which row has its titles."""

from __future__ import annotations

from support.small_section import new_book, opened

from aspbudget.workbooks.marked_up import Area, mark_up


def a_table_is_marked_with_its_titles_and_keeps_their_look() -> None:
    book = new_book()
    sheet = book.sheet("Why it changed")
    for place, title in enumerate(("Step", "Amount")):
        sheet.write_string(4, place, title, book.look.header(right=place > 0))
    sheet.write_string(5, 0, "Prices", book.look("text"))
    sheet.write_number(5, 1, 8.7, book.look("text"))
    mark_up(sheet, Area(4, 5, 1))
    mark_up(sheet, Area(4, 4, 1))  # of titles alone
    found = opened(book)["Why it changed"]
    (table,) = found.tables.values()
    assert (table.name, table.ref, table.autoFilter, [each.name for each in table.tableColumns]) == ("Printed_Why_it_changed_1", "A5:B6", None, ["Step", "Amount"])
    assert table.tableStyleInfo is None or table.tableStyleInfo.name is None
    assert (found["B5"].value, found["B5"].alignment.horizontal, found["A5"].font.b) == ("Amount", "right", True)


def a_list_keeps_the_buttons_by_which_it_is_filtered() -> None:
    book = new_book()
    sheet = book.sheet("By line")
    sheet.write_string(4, 0, "Line", book.look.header())
    sheet.write_string(5, 0, "Travel", book.look("text"))
    mark_up(sheet, Area(4, 5, 0), filtered=True)
    (table,) = opened(book)["By line"].tables.values()
    assert table.autoFilter.ref == "A5:A6"
