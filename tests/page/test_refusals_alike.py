"""Refusals alike: what the page refuses, `what-if` refuses in the same words, and what it takes, `what-if` takes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from conftest import REPOSITORY
from support import browser
from support.page_changes import Made, made
from support.refused_alike import unlike
from support.workbooks import change_cells

from aspbudget.commands.drafts import read_statements
from aspbudget.commands.what_if import varied
from aspbudget.faults import Refused
from aspbudget.inputs.variant import Change
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from aspbudget.declare.sheet import Column
    from aspbudget.faults import Fault

SECTION, CONTRIBUTIONS, FAR, STATEMENT = 0, 1, 2, 3
pytestmark = pytest.mark.usefixtures("once_a_file")
VALUES = {
    "text": ("", "no such", "=1", "TRUE", "a\u200bb", "x" * 300), "number": ("", "-1", "much", "1e9", "1_000", "0x10"),
    "whole": ("", "2.5", "99", "Infinity"), "date": ("", "soon", "1990-01-05"),
}  # fmt: skip

# What the page says of a value in a cell, and what then is wrong elsewhere; it is put back.
TRY = """([place, name, key, title, typed]) => { const { books } = budget, shape = books.table(place, name), column = shape.columns.find((each) => each.title === title);
const id = books.book(place).ids(name)[books.book(place).column(name, shape.key).indexOf(key)];
if (!column || !Changes.allowed(shape, column, id)) return null;
const { value, wrong } = Changes.read(books, place, column, typed), found = wrong ? [wrong] : budget.change({ place, table: name, name: column.name, row: id, value });
const elsewhere = found.length || document.getElementById("yours").hidden ? [] : [...document.querySelectorAll("#changes .refused p")].slice(1).map((each) => each.textContent);
budget.changes.length = 0; budget.applied();
return [...found, ...elsewhere]; }"""

# What the page says of each of several values typed one after the other.
EACH = """(typed) => { const { books } = budget, said = typed.map(([place, name, key, title, text]) => { const book = books.book(place), row = book.ids(name)[book.column(name, books.table(place, name).key).indexOf(key)];
return budget.change({ place, table: name, name: books.table(place, name).columns.find((each) => each.title === title).name, row, value: text }); });
budget.changes.length = 0; budget.applied(); return said; }"""


class Typed(NamedTuple):
    """A value typed into a cell: its book, its table, the key of its row, its column and the text."""

    place: int
    table: str
    key: str
    title: str
    text: str


@pytest.fixture(scope="module")
def page(shown_of_2004: Page) -> Page:
    """The page of 2004, of which each test puts back what it tries."""
    return shown_of_2004


def of_python(one: Made, typed: Typed, workspace: Workspace | None = None) -> list[str]:
    """Return what `what-if` says of a value in a cell."""
    return [fault.message for fault in faults_of(one, [typed], workspace)]


def faults_of(one: Made, several: list[Typed], workspace: Workspace | None = None) -> list[Fault]:
    """Return what `what-if` finds wrong with values in cells of one book, typed together."""
    (place, *_), workspace = several[0], workspace or Workspace(REPOSITORY)
    workbooks = one.cycle.workbooks
    ready = workbooks[place] if place < len(workbooks) else one.drafts[place - len(workbooks)]
    named = ready.workbook if place < len(workbooks) else str(ready.heading["symbol"])
    tables = (ready.catalogue if place < len(workbooks) else ready.figures.catalogue).tables
    try:
        variant = varied(workspace, one.cycle, "typed", [Change(tables[table].title, key, title, text, None, named) for _, table, key, title, text in several], one.drafts)
        if place >= len(workbooks):
            read_statements(workspace, variant.cycle, lambda _: None, variant.data)
    except Refused as refused:
        return list(refused.faults)
    return []


def unlike_in_python(one: Made, tried: dict[Typed, list[str]]) -> list[tuple[Typed, list[str], list[str]]]:
    """Return the values of one book of which Python says something else than the page.

    What the page takes is typed together, and so is what it refuses; a value of which that doesn't tell at its own cell is typed alone.
    """
    taken, refused = [typed for typed, said in tried.items() if not said], [typed for typed, said in tried.items() if said]
    alone = taken if faults_of(one, taken) else []
    together = faults_of(one, refused)
    alone += [typed for typed in refused if unlike(tried[typed], [fault.message for fault in together if (fault.sheet, fault.cell) == at(one, typed)])]
    return [(typed, tried[typed], found) for typed in alone if unlike(tried[typed], found := of_python(one, typed))]


def at(one: Made, typed: Typed) -> tuple[str, str]:
    """Return the sheet and the address of a cell of a workbook."""
    figures, inputs = one.figures[typed.place], one.cycle.workbooks[typed.place].inputs
    table, frame = figures.catalogue.tables[typed.table], inputs.frames[typed.table]
    row = list(map(str, frame[figures.catalogue.key(typed.table)])).index(typed.key)
    name = next(name for name, column in figures.catalogue.columns(typed.table).items() if column.title == typed.title)
    return inputs.place(table, name, int(frame.index[row]))


def kinds(one: Made, place: int, every: int) -> Iterator[Typed]:
    """Yield values for one column of each kind of a book, right for none or for some: in turn, one of so many."""
    figures, seen, at = one.figures[place], set[Any](), 0
    for table in (each for each in figures.catalogue.tables.values() if each.entered and len(figures.tables[each.name]) and figures.catalogue.key(each.name)):
        key = figures.values(table.name, figures.catalogue.key(table.name))[-1]
        for column in figures.catalogue.columns(table.name).values():
            if not column.key and not column.cites and not column.translated and (kind := _kind(column)) not in seen:
                seen.add(kind)
                for text in VALUES[column.kind]:
                    at += 1
                    if at % every == 0:
                        yield Typed(place, table.name, str(key), column.title, text)


def _kind(column: Column) -> tuple[Any, ...]:
    return column.kind, column.required, bool(column.choices), bool(column.refers), column.low, column.high, column.rate, bool(column.pattern), column.looked_up, column.within, column.instead


@browser.needed
@pytest.mark.parametrize(("place", "every"), [(SECTION, 11), (CONTRIBUTIONS, 7)], ids=["section", "contributions"])
def each_value_of_each_kind_of_column_is_taken_or_refused_alike(page: Page, page_of_2004: Made, place: int, every: int) -> None:
    said = {typed: page.evaluate(TRY, list(typed)) for typed in kinds(page_of_2004, place, every)}
    tried = {typed: found for typed, found in said.items() if found is not None}
    assert len(tried) > 8
    assert len([typed for typed, found in tried.items() if found]) > 4
    assert unlike_in_python(page_of_2004, tried) == []


@browser.needed
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (Typed(STATEMENT, "posts", "Officer", "Posts", "13"), "At most is "),
        (Typed(FAR, "provision", "Photocopier", "Paragraph", "99"), "which is not in sheet Paragraphs"),
        (Typed(STATEMENT, "provision", "Bureau, in session, 1", "Sheet", "Temporary assistance"), "which the section has not on sheet Temporary assistance."),
        (Typed(FAR, "provision", "Posts: Legal Officer", "Paragraph", "annex 5.5"), "so that it costs something"),
        (Typed(STATEMENT, "provision", "Bureau, in session, 1", "Row", "Bureau, in sesion, 1"), "; did you mean "),
        (Typed(SECTION, "currencies", "USD", "Rate", "3"), "mend one of them."),
        (Typed(SECTION, "currencies", "USD", "Units per euro", "0.2"), "empty one of the two."),
        (Typed(SECTION, "documents", "", "Document kind", "report"), "The sheet has no rows yet"),
    ],
    ids=["a range", "a paragraph", "a row cited that its sheet lacks", "a row that costs more", "a name like another", "a rate", "a rate in two ways", "an empty sheet"],
)
def each_refusal_that_rests_on_other_cells_is_the_same(page: Page, page_of_2004: Made, typed: Typed, message: str) -> None:
    figures = page_of_2004.figures[typed.place]
    keys = figures.values(typed.table, figures.catalogue.key(typed.table))
    known = next((key for key in keys if typed.key and typed.key in key), keys[-1])
    found = page.evaluate(TRY, list(typed._replace(key=known)))
    assert any(message in each for each in found), found
    assert not unlike(found, of_python(page_of_2004, typed._replace(key=known)))


@browser.needed
def a_paragraph_met_within_existing_resources_may_cite_what_is_provided_for(page: Page, page_of_2004: Made) -> None:
    figures = page_of_2004.figures[STATEMENT]
    cited = next(key for key in figures.values("provision", "provision") if "Report of the Special Working Group" in key)
    typed = Typed(STATEMENT, "provision", cited, "Paragraph", "4")
    assert figures.values("paragraphs", "answer")[figures.values("paragraphs", "paragraph").index("4")] == "within existing resources"
    assert (page.evaluate(TRY, list(typed)), of_python(page_of_2004, typed)) == ([], [])


@browser.needed
def a_statement_that_cites_a_row_that_was_added_to_another_section_says_that_it_cannot_follow(page: Page) -> None:
    cites = """() => { const { given } = budget.books.book(0).tables.get("travel"), like = Object.fromEntries(Object.entries(given).map(([name, column]) => [name, column[0]]));
const said = [...budget.add(0, "travel", { ...like, journey: "A further journey" }), ...budget.changed(Object.entries({ sheet: "Travel", row: "A further journey" }).map(([name, value]) => ({ place: 2, table: "provision", name, row: 0, value })))], { behind } = budget.books.books[2];
budget.changes.length = 0; budget.applied(); return [said, behind, budget.books.books[2].behind]; }"""
    assert page.evaluate(cites) == [[], True, False]


@browser.needed
def the_section_with_which_a_draft_is_compared_is_named_in_its_workbook_alone(page: Page) -> None:
    assert page.evaluate("['against', 'resolution'].map((name) => Changes.allowed(budget.books.table(3, 'draft_resolution'), budget.books.described(3, 'draft_resolution', name), 0))") == [False, True]


@browser.needed
def a_cell_that_the_workbook_of_a_draft_fills_in_is_asked_for_on_the_page(page: Page) -> None:
    read = "(name) => Changes.read(budget.books, 3, budget.books.described(3, 'posts', name), '').wrong"
    assert [page.evaluate(read, name) for name in ("source", "paragraph")] == ["Source is empty, which the workbook then fills in from another sheet; the page can't: give it here.", "Paragraph is empty; it must hold text."]


@pytest.fixture(scope="module")
def at_the_limit(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Made]:
    """The cycle of 2004, with its page, in which a part of the travel that a draft asks for is absorbed, and the alternatives of another leave as many situations as are priced."""
    folder: Path = tmp_path_factory.mktemp("limit")
    shutil.copytree(REPOSITORY / "inputs" / "2004", folder / "inputs" / "2004")
    drafts = folder / "inputs" / "2004" / "statements"
    cells = ("Journeys", "1", None, "4200", "Travel", 2004, None, "one-time", 5000, "a mission")
    change_cells(drafts / "ICC-ASP-2-Res.3.xlsx", {f"Absorbed!{letter}5": value for letter, value in zip("ABCDEFGHIJ", cells, strict=True)})
    rows = [(name, 0, "a further one", "length") for name in ("one", "two", "three", "four", "five")]
    change_cells(drafts / "ICC-ASP-2-Res.7.xlsx", {f"Alternatives!{letter}{row}": value for row, cells in enumerate(rows, start=9) for letter, value in zip("ABCD", cells, strict=True)})
    return Workspace(folder), made(Workspace(folder), "2004", folder / "budget.html")


@pytest.fixture(scope="module")
def page_at_the_limit(chromium: Browser, at_the_limit: tuple[Workspace, Made]) -> Iterator[Page]:
    """That page, opened once; an error that it reports fails."""
    with browser.shown(chromium, at_the_limit[1].path) as shown:
        yield shown


@browser.needed
def no_more_is_absorbed_on_the_page_than_a_line_needs(page_at_the_limit: Page, at_the_limit: tuple[Workspace, Made]) -> None:
    workspace, one = at_the_limit
    amounts = [Typed(FAR, "absorbed", "Journeys", title, text) for title, text in (("Amount", "12000"), ("Amount", "11000"), ("Paragraph", "2"))]
    said = [page_at_the_limit.evaluate(TRY, list(typed)) for typed in amounts]
    assert ["12,000 would be absorbed in 2004 for paragraph 1 on 4200 / Travel, one-time, which needs 11,895 there" in "".join(each) for each in said] == [True, False, False]
    assert [bool(each) for each in said] == [True, False, True]
    assert [typed for typed, found in zip(amounts, said, strict=True) if unlike(found, of_python(one, typed, workspace))] == []


@browser.needed
def a_text_that_a_spreadsheet_takes_for_the_number_of_another_is_refused_alike(page: Page, page_of_2004: Made) -> None:
    states = page_of_2004.figures[CONTRIBUTIONS].values("states", page_of_2004.figures[CONTRIBUTIONS].catalogue.key("states"))
    tried = [Typed(CONTRIBUTIONS, "states", states[row], "Regional group", text) for row, text in ((2, "123"), (3, "0123"))]
    changes = [Change("States", each.key, each.title, each.text, None, "contributions") for each in tried]
    with pytest.raises(Refused) as refused:
        varied(Workspace(REPOSITORY), page_of_2004.cycle, "typed", changes, page_of_2004.drafts)
    said = page.evaluate(EACH, [list(each) for each in tried])
    (fault,) = refused.value.faults
    assert said == [[], [fault.message]]
    assert "takes for the number" in fault.message


@browser.needed
def no_more_situations_are_left_than_are_priced_and_the_page_says_so_in_the_same_words(page_at_the_limit: Page, at_the_limit: tuple[Workspace, Made]) -> None:
    workspace, one = at_the_limit
    typed = Typed(STATEMENT, "alternatives", "two", "Choice", "")
    said = page_at_the_limit.evaluate(TRY, list(typed))
    assert ["9 alternatives make 80 combinations; at most 64 are priced" in each for each in said] == [True]
    assert not unlike([each.split(": ", 1)[1] for each in said], of_python(one, typed, workspace))
