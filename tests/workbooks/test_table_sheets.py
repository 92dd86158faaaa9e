"""Table sheets: what was entered stands as it was entered, what is computed is a live formula, and what is charged is added up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.small_section import CATALOGUE, FRAMES, Objects, Programmes, figures, new_book, opened, values

from aspbudget.declare.model import GENERAL, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import cost
from aspbudget.lines.functions import instead_of_a_number, month_of, where, year_of
from aspbudget.lines.line import CURRENCY, MONTH, line
from aspbudget.workbooks.book import Book, Places
from aspbudget.workbooks.look import DAY, DAY_IF_ANY, PRICE, WHOLE, WORDS, YEAR_AND_MONTH, YES_NO
from aspbudget.workbooks.table_sheets import FIRST_ROW, HEADER_ROW, TOTAL_ROW, write_table

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# What the rows are and what they cost first; words and notes behind them, in an outline.
TITLES = ["Post", "Work-months", "Price", "Starts", "Bonus", "Part (%)", "Full cost (EUR)", "Net cost (EUR)"]
FOLDED = ["Programme", "Object", "Remark", "Source", "Status"]


def written(name: str = "posts", posts: pd.DataFrame | None = None) -> tuple[Book, Worksheet]:
    """Return a book with one table in it, and its sheet as it is opened."""
    book = new_book()
    table: Table = CATALOGUE.tables[name]
    write_table(book, figures(posts), table)
    return book, opened(book)[table.title]


def a_table_has_its_columns_and_its_lines_under_their_titles() -> None:
    _, sheet = written()
    assert [cell.value for cell in sheet[HEADER_ROW + 1]] == [*TITLES, *FOLDED]
    (table,) = sheet.tables.values()
    assert (table.displayName, table.ref) == ("Posts", "A5:M8")
    assert (sheet["A2"].value, sheet["A3"].value) == ("Posts", "A post and how long it is filled.")


def the_cost_of_rows_is_seen_on_one_screen_and_words_and_notes_are_folded_behind_it() -> None:
    _, sheet = written()
    hidden = {name: (each.hidden, each.outlineLevel) for name, each in sheet.column_dimensions.items()}
    assert hidden["I"] == (True, 1)  # a group: openpyxl gives its first column for all
    assert (sheet.column_dimensions["I"].min, sheet.column_dimensions["N"].collapsed) == (9, True)
    assert not any(hidden.get(name, (False, 0))[0] for name in "ABCDEFGH")


def every_cell_that_was_entered_holds_what_was_entered() -> None:
    _, sheet = written()
    lines = [[cell.value for cell in (*row[:5], *row[8:])] for row in sheet.iter_rows(min_row=FIRST_ROW + 1)]
    assert lines == [
        ["Director", 12, 1_000, datetime(2004, 7, 1), None, "A", "Salaries", "new", "A decision", "published"],  # noqa: DTZ001
        ["Editor", 6, 500, None, 5, "B", "Salaries", None, "An estimate", "illustrative"],
        ["Mission", 1, 1_250, datetime(2004, 9, 6), None, "A", "Travel", "=1+1", "An offer", "published"],  # noqa: DTZ001
    ]
    assert sheet["K8"].data_type == "s"


def every_line_is_a_formula_of_its_row_with_its_value() -> None:
    book, sheet = written()
    own = "Posts[[#This Row],"
    assert [sheet[f"G{row}"].value for row in (6, 7, 8)] == [f"={own}[Work-months]]*{own}[Price]]"] * 3
    assert sheet["H6"].value == f"=ROUND({own}[Full cost (EUR)]]*(1-vacancy_rate),2)"
    assert [values(book, "Posts")[row, 8] for row in (6, 7, 8)] == [10_800, 2_700, 1_125]


def the_columns_that_are_charged_are_added_up_and_prices_are_not() -> None:
    book, sheet = written()
    totals = {cell.column: cell.value for cell in sheet[TOTAL_ROW + 1] if cell.value}
    assert totals == {1: "Total", 7: "=SUM(G6:G8)", 8: "=SUM(H6:H8)"}
    assert (values(book, "Posts")[4, 7], values(book, "Posts")[4, 8]) == (16_250, 14_625)


def a_collecting_table_adds_up_every_column_of_amounts() -> None:
    book, _ = written("section_lines")
    assert [values(book, "Section lines")[4, column] for column in (3, 4, 5)] == [14_625, 14_625, 14_600]


@pytest.mark.parametrize(("column", "form"), [("A", WORDS), ("B", WHOLE), ("D", DAY), ("G", PRICE)])
def a_column_has_the_form_of_its_kind(column: str, form: str) -> None:
    assert written()[1][f"{column}6"].number_format == form


def a_cell_that_was_entered_is_blue_and_one_that_is_computed_is_not() -> None:
    _, sheet = written()
    assert sheet["A6"].font.color.rgb == sheet["B6"].font.color.rgb == "FF1F4E9E"
    assert sheet["G6"].font.color is None or sheet["G6"].font.color.rgb != "FF1F4E9E"


def a_rate_that_is_missing_is_an_empty_cell_that_shows_and_a_price_of_nothing_is_0() -> None:
    posts = FRAMES["posts"].copy()
    posts.loc[[5, 6], "price"] = [float("nan"), 0.0]
    posts.loc[5, "status"] = "missing"
    _, sheet = written(posts=posts)
    assert (sheet["C6"].value, sheet["C7"].value) == (None, 0)
    assert sheet["C6"].fill.start_color.rgb == "FFF8CBAD"
    assert sheet["C7"].fill.start_color.rgb != "FFF8CBAD"


def a_table_of_one_row_or_none_is_a_range_of_two() -> None:
    for count in (0, 1):
        _, sheet = written(posts=FRAMES["posts"].iloc[:count])
        (table,) = sheet.tables.values()
        assert table.ref == "A5:M7"


@line(unit="date", source="Practice")
def ends_on(starts):
    """The day on which the post ends, where it is known when it starts."""
    return where(starts > 0, starts + 30, 0)


@line(unit=MONTH, source="Practice")
def month(ends_on):
    """The month in which it ends."""
    return year_of(ends_on) * 100 + month_of(ends_on)


@line(unit=CURRENCY, source="Practice")
def bonus_known(bonus):
    """What is paid once, where it is known."""
    return where(bonus > 0, bonus, instead_of_a_number("not entered"))


def a_day_that_is_none_is_a_dash_a_month_has_its_year_and_words_stand_where_numbers_do() -> None:
    table = replace(CATALOGUE.tables["posts"], lines=(ends_on, month, bonus_known), charges=())
    models = Catalogue((GENERAL, Model("Staff", "", 1, (Table(Programmes), Table(Objects), table))))
    book = Book(Places(models, "EUR"), "Posts", draft=True)
    write_table(book, cost(models, FRAMES, {}), table)
    sheet = opened(book)["Posts"]
    place = {cell.value: cell.column for cell in sheet[HEADER_ROW + 1]}
    assert [sheet.cell(FIRST_ROW + 1, place[title]).number_format for title in ("Ends on", "Month")] == [DAY_IF_ANY, YEAR_AND_MONTH]
    known = place["Bonus known (EUR)"]
    assert [values(book, "Posts")[row, known] for row in (6, 7, 8)] == ["not entered", 5, "not entered"]
    assert sheet.cell(FIRST_ROW + 1, known).alignment.horizontal == "right"


def an_answer_of_yes_or_no_is_chosen_from_a_list_and_shown_as_a_word() -> None:
    class Switches(Sheet):
        """A switch."""

        name: str = column("Name", "Its name.", key=True)
        counts: float = column("In", "Whether it counts.", whole=True, low=0, high=1)

    models = Catalogue((GENERAL, Model("Switches", "", 1, (Table(Switches),))))
    book = Book(Places(models, "EUR"), "Switches", draft=True)
    frames = FRAMES | {"switches": pd.DataFrame({"name": ["A", "B"], "counts": [1.0, 0.0]}, index=[5, 6])}
    write_table(book, cost(models, frames, {}), models.tables["switches"])
    sheet = opened(book)["Switches"]
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1, sheet["B6"].number_format) == ("B6:B7", '"1,0"', YES_NO)
