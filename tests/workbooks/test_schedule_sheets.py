"""Schedules: each row is looked up by its key, in the order of its numbers or as entered, with totals and notes below."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from support.small_section import FRAMES, SCHEDULE, figures, new_book, opened, rows, values

from aspbudget.declare.layout import Schedule
from aspbudget.figures.printed import printed_lists
from aspbudget.workbooks import schedule_sheets
from aspbudget.workbooks.look import DAY, RATE, WHOLE, decimals
from aspbudget.workbooks.schedule_sheets import title_with_unit, write_schedule


def a_schedule_has_a_row_for_each_key_its_total_and_its_notes() -> None:
    book = new_book()
    write_schedule(book, figures(), SCHEDULE)
    written = rows(opened(book), "Costs of posts")
    assert written[4] == ["Post", "Programme", "Net cost (EUR)", "Part (%)"]
    assert [line[0] for line in written[5:8]] == ["Director", "Editor", "Mission"]
    assert written[6][2] == "=INDEX(Posts[[Net cost (EUR)]],MATCH($A7,Posts[[Post]],0))"
    assert written[8] == ["", "Total", "=SUM(C6:C8)", ""]
    assert written[10][0] == "Base (EUR): What all posts cost."


def the_values_are_those_of_the_posts() -> None:
    book = new_book()
    write_schedule(book, figures(), SCHEDULE)
    found = values(book, "Costs of posts")
    assert [found[row, 3] for row in (6, 7, 8, 9)] == [10_800, 2_700, 1_125, 14_625]
    assert [found[row, 4] for row in (6, 7, 8)] == pytest.approx([100 * cost / 14_625 for cost in (10_800, 2_700, 1_125)])
    assert found[11, 4] == 14_625


def the_headline_is_the_total_of_the_last_column_that_is_added_up() -> None:
    found = write_schedule(new_book(), figures(), SCHEDULE)
    assert found is not None
    assert (found.what, found.cell, found.value) == ("Costs of posts, total of Net cost (EUR)", "'Costs of posts'!$C$9", 14_625)
    assert write_schedule(new_book(), figures(), replace(SCHEDULE, totals=())) is None


def every_number_has_the_form_of_its_unit() -> None:
    book = new_book()
    write_schedule(book, figures(), SCHEDULE)
    sheet = opened(book)["Costs of posts"]
    assert [sheet.cell(6, column).number_format for column in (3, 4)] == [WHOLE, RATE]


def the_amounts_of_a_schedule_have_as_many_decimals_as_it_says() -> None:
    book = new_book()
    write_schedule(book, figures(), replace(SCHEDULE, digits=2))
    sheet = opened(book)["Costs of posts"]
    assert (sheet["C6"].number_format, round(sheet.column_dimensions["C"].width)) == (decimals(2), 12)


def a_schedule_by_number_is_in_the_order_of_the_numbers() -> None:
    by_months = Schedule("By months", "Posts.", "posts", ("months", "post"))
    book = new_book()
    write_schedule(book, figures(), by_months)
    assert [line[0] for line in rows(opened(book), "By months")[5:8]] == [1, 6, 12]
    assert [values(book, "By months")[row, 2] for row in (6, 7, 8)] == ["Mission", "Editor", "Director"]


def a_date_is_looked_up_as_the_day_that_a_spreadsheet_counts() -> None:
    book = new_book()
    write_schedule(book, figures(), Schedule("By day", "Posts.", "posts", ("post", "programme", "starts")))
    sheet = opened(book)["By day"]
    assert sheet["C6"].value == "=INDEX(Posts[[Starts]],MATCH($A6,Posts[[Post]],0))"
    assert (sheet["C6"].number_format, values(book, "By day")[6, 3]) == (DAY, 38_169)  # 1 July 2004


def a_list_that_compares_is_printed_only_where_there_is_something_to_compare_with() -> None:
    found = figures()
    columns = found.tables["posts"].columns

    def printed(when: str) -> list[str]:
        layouts = SimpleNamespace(layouts=lambda _: [replace(SCHEDULE, when=when)])
        return [each.title for each in printed_lists(SimpleNamespace(catalogue=layouts, is_shown=found.is_shown, tables=found.tables))]

    assert columns["net_cost"].any()
    assert (printed(""), printed("net_cost")) == ([SCHEDULE.title], [SCHEDULE.title])
    columns["net_cost"] = 0 * columns["net_cost"]
    assert printed("net_cost") == []


def a_schedule_without_rows_adds_up_to_nothing() -> None:
    book = new_book()
    none = replace(SCHEDULE, columns=("post", "programme", "net_cost"), notes=())
    found = write_schedule(book, figures(FRAMES["posts"].iloc[:0]), none)
    assert found is not None
    assert found.value == 0
    assert rows(opened(book), "Costs of posts")[5] == ["", "Total", "=0"]


def a_long_name_has_what_an_upright_page_has_left() -> None:
    widths, upright = {}, {}
    for length in (20, 40, 200):
        posts = FRAMES["posts"].copy()
        posts.loc[posts.index[0], "post"] = "D" * length
        book = new_book()
        write_schedule(book, figures(posts), SCHEDULE)
        sheet = opened(book)["Costs of posts"]
        widths[length], upright[length] = round(sheet.column_dimensions["A"].width), sheet.page_setup.orientation
    assert (widths[20], widths[40]) == (21, 41)  # as many characters, and what a file adds to each column
    assert 41 < widths[200] < 201
    assert set(upright.values()) == {"portrait"}


def an_amount_that_was_typed_has_its_unit_as_one_that_is_computed() -> None:
    book = new_book()
    write_schedule(book, figures(), replace(SCHEDULE, columns=("post", "price", "months", "net_cost")))
    assert rows(opened(book), "Costs of posts")[4] == ["Post", "Price (EUR)", "Work-months", "Net cost (EUR)"]


def a_title_that_is_folded_away_does_not_make_the_row_of_titles_higher(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule_sheets, "title_with_unit", lambda *of: "Paid once " * 20 if of[-1] == "bonus" else title_with_unit(*of))
    without = FRAMES["posts"].assign(bonus=0.0)
    heights = []
    for columns in (("post", "net_cost"), ("post", "bonus", "net_cost")):
        book = new_book()
        write_schedule(book, figures(without), replace(SCHEDULE, columns=columns, totals=columns[1:], notes=()))
        heights.append(opened(book)["Costs of posts"].row_dimensions[5].height)
    assert heights[0] == heights[1]
