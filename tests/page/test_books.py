"""Books: which cells follow others, which rows another stands for, and in which books a row is the same."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support import browser

from aspbudget.commands.page import pages_of
from aspbudget.figures.cost import cost
from aspbudget.inputs.inputs import Cell, Origin
from aspbudget.inputs.ready import Cycle, Ready
from aspbudget.lines.formula import NOT_AVAILABLE
from aspbudget.page.books import Book
from aspbudget.page.shown import Shown, alone, format_of, terms
from aspbudget.page.views import Unsure, View
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from support.page_changes import Made

pytestmark = pytest.mark.usefixtures("once_a_file")
FIRST, SECOND = Cell("posts", "Posts", 5, "first_month"), Cell("posts", "Posts", 6, "first_month")
HAGUE = "Interpreter's day, The Hague"


@pytest.fixture(scope="module")
def following(ready: Ready) -> Ready:
    """The section of 2004, as if the second post began when the first does, and its first meeting stood in another row."""
    meeting = int(ready.inputs.frames["meetings"].index[0])
    origin = Origin("ranges_of_meetings", "Ranges of meetings", 5, {}, "range")
    return replace(ready, inputs=replace(ready.inputs, prefilled={SECOND: FIRST}, opened={("meetings", meeting): origin}))


def a_cell_that_was_left_empty_follows_the_one_that_stands_for_it(following: Ready) -> None:
    found = Book("section", "Section", following.figures, following.inputs).as_dict()
    assert found["follows"] == [["posts", "first_month", 0, "posts", "first_month", 1]]


def a_row_for_which_another_stands_can_not_be_changed(following: Ready) -> None:
    tables = {table["name"]: table for table in Book("section", "Section", following.figures, following.inputs).as_dict()["tables"]}
    assert (tables["meetings"]["fixed"], tables["posts"]["fixed"]) == ([0], [])
    assert (tables["posts"]["letters"]["grade"], tables["posts"]["numbers"][0]) == ("B", 5)


def each_figure_of_a_column_is_worded_as_it_is_where_it_stands_alone(ready: Ready) -> None:
    book = Book("section", "Section", ready.figures, ready.inputs)
    without = 0
    for table in ready.catalogue.tables.values():
        rows = range(len(ready.figures.tables[table.name]))[:20]
        for name in ready.catalogue.names(table.name):
            how = format_of(book, table.name, name)
            shown = [Shown(how, terms(0, book, table.name, name, [row])).text for row in rows]
            assert alone(book, table.name, name, how)[: len(rows)] == shown, (table.name, name)
            without += ready.figures.may_be_a_dash(table.name, name) and NOT_AVAILABLE in shown
    assert without, "There are figures that have no number."


@browser.needed
def a_change_is_one_of_every_cell_that_follows(following: Ready, chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "budget.html"
    path.write_bytes(pages_of(Workspace(REPOSITORY), Cycle("2004", (following,)), ())(None))
    page, wrong = browser.opened(chromium, path)
    page.evaluate("budget.change({ place: 0, table: 'posts', name: 'first_month', row: 0, value: 12 })")
    found = page.evaluate("[budget.books.book(0).column('posts', 'first_month').slice(0, 2), [...budget.books.book(0).column('posts', 'net_cost')]]")
    browser.closed(page, wrong)
    assert wrong == []
    frame = following.figures.frame("posts")[list(following.catalogue.columns("posts"))]
    frames = {table.name: following.figures.frame(table.name) for table in following.catalogue.tables.values() if table.entered}
    again = cost(following.catalogue, frames | {"posts": frame.assign(first_month=[12.0, 12.0, *frame["first_month"][2:]])}, following.inputs.named)
    assert found == [[12, 12], pytest.approx(again.values("posts", "net_cost").tolist())]


@browser.needed
def a_price_of_the_section_moves_the_statement_compared_with_it_and_not_one_compared_with_another(page_of_2004: Made, shown_of_2004: Page) -> None:
    checked, drafts, page = page_of_2004.cycle, page_of_2004.drafts, shown_of_2004
    books = [Book("", "", each.figures, each.inputs) for each in (*checked.workbooks, *drafts)]
    assert [book.source for book in books] == [
        "inputs/2004/section.xlsx", "inputs/2004/contributions.xlsx", "inputs/2004/baselines/provisional.xlsx", "inputs/2004/section.xlsx",
    ]  # fmt: skip
    row = checked.workbooks[0].figures.values("prices", "price").index(HAGUE)
    page.evaluate("(row) => { budget.changes.length = 0; budget.change({ place: 0, table: 'prices', name: 'amount', row, value: 528, key: '' }); }", row)
    lines = "(place) => budget.books.book(place).column('statement_lines', 'printed_full_2004')"
    moved = [page.evaluate(lines, place) for place in (2, 3)]
    asked = drafts[1]
    prices = asked.frames["prices"]
    dearer = prices.assign(amount=prices["amount"].where(prices["price"] != HAGUE, 528.0))
    again = cost(asked.figures.catalogue, asked.frames | {"prices": dearer}, asked.draft_rows.inputs.named)
    assert moved[0] == pytest.approx(drafts[0].figures.values("statement_lines", "printed_full_2004").tolist())
    assert moved[1] == pytest.approx(again.values("statement_lines", "printed_full_2004").tolist())
    assert moved[1] != pytest.approx(asked.figures.values("statement_lines", "printed_full_2004").tolist())


@browser.needed
def the_cells_that_readers_change_first_are_open_and_the_bar_of_changes_says_what_the_state_bears(page_of_2004: Made, chromium: Browser) -> None:
    page, wrong = browser.opened(chromium, page_of_2004.path, view="#inputs/DEU")
    assert page.locator("#sheet optgroup").first.locator("option").all_text_contents() == ["Assumptions", "Prices", "Meetings", "Language sets", "Grades", "Currencies"]
    assert "How many States Parties there are." in page.inner_text("#cells")
    page.evaluate("(price) => { const { books } = budget; budget.change({ place: 0, table: 'prices', name: 'amount', row: books.book(0).column('prices', 'price').indexOf(price), value: 528 }); }", HAGUE)
    assert re.fullmatch(r"Germany, with [0-9.]+ per cent, bears EUR [0-9,]+ of it instead of [0-9,]+\.", page.inner_text("#yours .borne"))
    assert page.inner_text("#yours .borne") == page.locator("#share").text_content()
    page.evaluate("location.hash = 'glance'")
    page.select_option("#state", index=0)
    assert (page.inner_text("#yours .borne"), wrong) == ("", [])
    browser.closed(page, wrong)


def a_row_that_an_officer_has_accepted_is_listed_on_the_page_with_its_reason(ready: Ready) -> None:
    given = replace(ready.inputs, accepted={("posts", 6): "reclassified <b>", ("posts", 9_999): "a row that is not there"})
    plain, accepting = (unsure(Book("section", "Section", ready.figures, inputs), ready).element() for inputs in (ready.inputs, given))
    *_, listed = accepting.findall(".//table")
    assert [len(found.findall(".//table")) for found in (plain, accepting)] == [1, 2]
    assert [[cell.text for cell in row] for row in listed.findall("tbody/tr")] == [["Posts", str(ready.inputs.frames["posts"].at[6, "post"]), "reclassified <b>"]]


def unsure(book: Book, ready: Ready) -> View:
    """Return what is to be confirmed of one book."""
    found = Unsure()
    found.add(book, ready.standing)
    return found.view()
