"""Pages: one sheet for each row of a table, on which every figure is looked up by the row's key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.small_section import PAGES, figures, new_book, opened, rows, values

from aspbudget.declare.layout import Listed
from aspbudget.workbooks.book import Entry, Group
from aspbudget.workbooks.look import DAY, PLAIN, RATE, WHOLE
from aspbudget.workbooks.pages import count_of_formulas, write_pages

OWN = "MATCH($B$4,Posts[[Post]],0))"


def there_is_a_page_for_each_row_and_the_first_is_listed_for_all() -> None:
    book = new_book()
    write_pages(book, figures(), PAGES)
    assert book.listed == [Entry("Director", "The first of 3 pages, one for each row of sheet Posts: what the post costs.", Group.PAGES)]
    assert opened(book).sheetnames == ["Director", "Editor", "Mission"]


def a_page_has_its_key_its_steps_and_its_figures_in_words_and_numbers() -> None:
    book = new_book()
    write_pages(book, figures(), PAGES)
    written = [[cell for cell in line if cell is not None] for line in rows(opened(book), "Editor")]
    assert written[:4] == [["← Contents", "DRAFT · A small section, 2004"], [f"=INDEX(Posts[[Programme]],{OWN}"], [], ["Post", "Editor"]]
    assert written[5:10] == [
        ["Step by step"],
        ["Step", "Cost", "Rate"],
        ["Full", f"=INDEX(Posts[[Full cost (EUR)]],{OWN}", 100],
        ["All", "=INDEX(Summary[[Base (EUR)]],MATCH(1,Summary[[Number]],0))", f"=INDEX(Posts[[Part (%)]],{OWN}"],
        ["Full: What the post costs when it is always filled."],
    ]
    assert written[11:] == [
        ["In figures"],
        ["Work-months", "How long it is filled.", f"=INDEX(Posts[[Work-months]],{OWN}"],
        ["Net cost (EUR)", "The cost less what vacancies save.", f"=INDEX(Posts[[Net cost (EUR)]],{OWN}"],
    ]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [("Director", ("A", 12_000, 14_625, 12, 10_800)), ("Editor", ("B", 3_000, 14_625, 6, 2_700)), ("Mission", ("A", 1_250, 14_625, 1, 1_125))],
)
def each_page_has_the_values_of_its_row(sheet: str, expected: tuple[object, ...]) -> None:
    book = new_book()
    write_pages(book, figures(), PAGES)
    found = values(book, sheet)
    assert tuple(found[place] for place in ((2, 1), (8, 2), (9, 2), (13, 7), (14, 7))) == expected
    assert found[9, 3] == pytest.approx(100 * float(str(expected[-1])) / 14_625)


def a_date_on_a_page_is_the_day_that_a_spreadsheet_counts() -> None:
    book = new_book()
    write_pages(book, figures(), replace(PAGES, blocks=(Listed("When", ("starts",)),)))
    sheet = opened(book)["Director"]
    assert sheet["G7"].value == f"=INDEX(Posts[[Starts]],{OWN}"
    assert (sheet["G7"].number_format, values(book, "Director")[7, 7]) == (DAY, 38_169)  # 1 July 2004


def the_formulas_are_counted_before_they_are_written() -> None:
    book = new_book()
    write_pages(book, figures(), PAGES)
    assert count_of_formulas(figures(), PAGES) == len(book.formulas) == 18


def every_figure_has_the_form_of_its_unit_and_a_page_is_one_upright_page() -> None:
    book = new_book()
    write_pages(book, figures(), PAGES)
    sheet = opened(book)["Director"]
    assert [sheet[cell].number_format for cell in ("B8", "C8", "C9", "G13")] == [WHOLE, PLAIN, RATE, PLAIN]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight or 1) == ("portrait", 1)
    assert sheet.print_area.replace("$", "") == "'Director'!A1:G16"


def a_figure_that_was_entered_has_the_form_of_its_unit_too(monkeypatch: pytest.MonkeyPatch) -> None:
    computed = figures()
    columns = computed.catalogue.columns("posts")
    forms = []
    for unit in ("%", ""):
        monkeypatch.setattr(type(computed.catalogue), "columns", lambda _, table, unit=unit: columns | {"months": replace(columns["months"], unit=unit)} if table == "posts" else {})
        book = new_book()
        write_pages(book, computed, PAGES)
        forms.append(opened(book)["Director"]["G13"].number_format)
    assert forms == [RATE, PLAIN]
