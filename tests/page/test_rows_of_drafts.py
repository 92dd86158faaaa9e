"""Rows of drafts: the statement that the page makes again, with rows that came and went, is the one that Python makes of the same list of changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from conftest import REPOSITORY
from support import browser

from aspbudget.commands.drafts import read_statements
from aspbudget.commands.what_if import varied
from aspbudget.figures.printed import lines_of
from aspbudget.inputs.variant import listed
from aspbudget.statements.line_sheets import JOINT_LINES, LINES
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from support.page_changes import Made

    from aspbudget.figures.cost import Figures

pytestmark = pytest.mark.usefixtures("once_a_file")
SECTION, FAR, NEAR = 0, 2, 3  # the places of the section, of a statement compared with another, and of one compared with the section
RENT = "Rent of the representation, first half-year"
FIRST, HEAD, OFFICER = "Structure, parallel, 1", "Head of the representation at United Nations Headquarters", "Legal Officer"
CITING = "Meetings: Committee II, 1"
OF_A_DRAFT = ["meetings", "posts", "temporary_assistance", "overtime", "documents", "conference_services", "travel", "operating_requirements"]

# Changes as a person makes them: of cells by key, rows like others or of all their cells, rows less; `trying` tries what a sheet must take, the others push what several cells say together.
STEPS = """(steps) => { const { books } = budget, said = [];
for (const [kind, place, table, key, more] of steps) {
  const book = books.book(place), { given } = book.tables.get(table), shape = books.table(place, table), row = given[shape.key].indexOf(key), id = book.ids(table)[row];
  if (kind === "like") said.push(...budget.add(place, table, { ...Object.fromEntries(Object.entries(given).map(([name, column]) => [name, column[row]])), ...more }));
  else if (kind === "new") said.push(...budget.add(place, table, { [shape.key]: key, ...more }));
  else if (kind === "gone") said.push(...budget.remove(place, table, id));
  else if (kind === "cell") for (const [name, value] of Object.entries(more)) said.push(...budget.change({ place, table, name, row: id, value }));
  else { for (const [name, value] of Object.entries(more)) if (given[name][row] !== value) budget.changes.push({ place, table, name, row: id, value, from: given[name][row], key }); budget.applied(); }
}
return said; }"""
AMOUNTS = """(place) => { const book = budget.books.book(place), found = {};
for (const table of ["statement_lines", "joint_lines"]) { const { columns, length } = book.tables.get(table);
  for (const name of Object.keys(columns).filter((each) => each.startsWith("printed_"))) for (let row = 0; row < length; row += 1) if (columns[name][row]) found[[table, columns.line[row], name].join(" | ")] = columns[name][row]; }
return found; }"""
LIST = "() => Changes.asList(budget.books, budget.changes)"


def day(month: int, number: int) -> int:
    """Return a day of 2004 as the page has it."""
    return (date(2004, month, number) - date(1899, 12, 30)).days


def answered(paragraph: str) -> list[Any]:
    """Return the change by which rows may answer a paragraph."""
    return ["push", NEAR, "paragraphs", paragraph, {"answer": "activities", "low": None, "high": None}]


def included(alternative: str) -> list[Any]:
    """Return the change by which an alternative counts."""
    return ["push", NEAR, "alternatives", alternative, {"counts": 1}]


def like(place: int, table: str, key: str, **more: object) -> list[Any]:
    """Return a row more, like another but for some cells."""
    return ["like", place, table, key, more]


TRIES = {
    "a price that the section has more, by which a row more of the draft is priced": [
        like(SECTION, "prices", "Interpreter's journey", price="A new price", amount=777), answered("5"),
        like(NEAR, "operating_requirements", RENT, requirement="Another rent", paragraph="5", alternative=None, price="A new price"),
    ],
    "a post in a line that no other row reaches": [answered("5"), like(NEAR, "posts", HEAD, post="Archivist", paragraph="5", alternative=None, grade="P-3", sub_programme="4400")],
    "meetings of a further paragraph, once, and in a session of its own": [
        answered("18"), answered("9"), answered("10"), included("parallel group"), like(NEAR, "meetings", FIRST, meeting="More, 1", recurrence="one-time", paragraph="9", alternative=None, day=day(9, 8)),
        like(NEAR, "meetings", FIRST, meeting="More, 2", last_year=2005, paragraph="10", alternative=None, session="Committee, third session", day=day(8, 3)),
    ],
    "a meeting and a service less": [answered("18"), included("further day"), ["gone", NEAR, "meetings", "Structure, further day, 1", None], ["gone", NEAR, "conference_services", "Booths, further day", None]],
    "a service more in the section": [answered("18"), included("further day"), like(SECTION, "conference_services", "Rooms, Committee, second session", service="Rooms once more")],
    "rows on sheets on which the draft has none": [
        answered("5"),
        ["new", NEAR, "temporary_assistance", "Archivist for the transfer", {"paragraph": "5", "first_year": 2004, "recurrence": "one-time", "grade": "P-3", "persons": 1, "work_months": 4, "duty_station": "The Hague", "object": "General temporary assistance", "sub_programme": "4400", "mandate": "paragraph 5", "means": "own", "source": "A trial", "status": "illustrative"}],
        ["new", NEAR, "overtime", "Evenings of the transfer", {"paragraph": "5", "first_year": 2005, "recurrence": "recurrent", "hours": 40, "price": "Overtime, hour", "object": "Overtime", "sub_programme": "4200", "mandate": "paragraph 5", "means": "own", "source": "A trial", "status": "illustrative"}],
    ],
    "a row cited on a sheet on which the draft has none": [answered("5"), ["push", NEAR, "provision", CITING, {"paragraph": "5", "sheet": "Temporary assistance", "row": "Secretary of the Committee, two sessions"}]],
    "a row cited of the section that is proposed, on which the draft has none": [["push", FAR, "provision", "Operating requirements: Photocopier", {"sheet": "Travel", "row": "Staff, Assembly, third session"}]],
    "a cell of a row that a draft compared with another section cites": [["cell", SECTION, "posts", OFFICER, {"number": 2}]],
}  # fmt: skip

# What is changed one after the other, and made by Python once: each moves other lines of a statement.
TOGETHER = (
    ("a price that the section has more, by which a row more of the draft is priced", "a post in a line that no other row reaches", "rows on sheets on which the draft has none", "a row cited of the section that is proposed, on which the draft has none"),
    ("meetings of a further paragraph, once, and in a session of its own", "a row cited on a sheet on which the draft has none", "a cell of a row that a draft compared with another section cites"),
    ("a meeting and a service less", "a service more in the section"),
)


@pytest.fixture
def page(shown_of_2004: Page) -> Page:
    """The page of 2004 without any change."""
    shown_of_2004.evaluate("() => { budget.changes.length = 0; budget.applied(); }")
    return shown_of_2004


def amounts(figures: Figures) -> dict[str, float]:
    """Return the printed amounts of a statement that are not 0, by sheet, line and column."""
    found = {}
    for table in (LINES, JOINT_LINES):
        columns = figures.tables[table].columns
        for name in (each for each in columns if each.startswith("printed_")):
            found |= {f"{table} | {line} | {name}": float(value) for line, value in zip(figures.values(table, "line"), columns[name], strict=True) if value}
    return found


@browser.needed
@pytest.mark.parametrize("together", TOGETHER, ids=["; ".join(names) for names in TOGETHER])
def a_statement_whose_rows_come_and_go_is_the_one_that_python_makes_of_the_list(page: Page, page_of_2004: Made, together: tuple[str, ...]) -> None:
    shown = [page.evaluate(AMOUNTS, place) for place in (FAR, NEAR)]
    for steps in map(TRIES.__getitem__, together):
        before = shown
        assert page.evaluate(STEPS, steps) == []
        shown = [page.evaluate(AMOUNTS, place) for place in (FAR, NEAR)]
        assert shown != before, steps
    workspace = Workspace(REPOSITORY)
    variant = varied(workspace, page_of_2004.cycle, "", [listed(each) for each in page.evaluate(LIST)], page_of_2004.drafts)
    after = read_statements(workspace, variant.cycle, lambda _: None, variant.data)
    assert shown == [pytest.approx(amounts(each.figures)) for each in after]
    assert page.evaluate("budget.books.books.map((book) => Boolean(book.behind))") == [False] * 4
    section = variant.cycle.workbooks[0]
    assert page.evaluate("[...budget.books.book(0).column('section_lines', 'amount')]") == pytest.approx(list(lines_of(section.figures, section.layout).values()))


@browser.needed
def a_paragraph_on_which_an_amount_now_rests_has_its_row_and_the_total_has_its_amount(page: Page) -> None:
    page.evaluate("location.hash = 'statement-2'")
    page.wait_for_function("!document.getElementById('statement-2').classList.contains('away')")
    assert page.inner_text("#statement-2 .asked") == "Additional appropriation for 2004: EUR 0"
    assert page.evaluate(STEPS, TRIES["a post in a line that no other row reaches"]) == []
    row = page.locator("#statement-2 tr[data-row='4']")
    assert row.locator("th").inner_text().startswith("5\n")
    amount = row.locator("td").nth(5).locator("button").evaluate("(each) => each.firstChild.textContent")
    assert page.inner_text("#statement-2 .asked strong") == f"EUR {amount}"
    assert not page.is_visible("#statement-2 .note >> nth=0")
    page.evaluate("() => { budget.changes.length = 0; budget.applied(); }")
    assert page.locator("#statement-2 tr[data-row='4']:visible").count() == 0


@browser.needed
def a_page_that_nobody_has_changed_offers_the_rows_that_a_draft_may_cite(shown_of_2004: Page) -> None:
    shown_of_2004.reload()
    shown_of_2004.wait_for_function("document.documentElement.dataset.agree", timeout=120_000)
    assert shown_of_2004.evaluate("budget.books.books.map((book) => Boolean(book.beside))") == [False] * 4
    assert "Staff, Assembly, third session" in shown_of_2004.evaluate("budget.books.keys(2, 'travel')")


@browser.needed
def no_row_is_added_where_its_schema_does_not_allow_it(page: Page) -> None:
    growing = page.evaluate("budget.books.books.map((book) => book.shape.tables.filter((table) => table.grows).map((table) => table.name))")
    assert growing[NEAR] == OF_A_DRAFT
    assert not {"cycle", "assumptions", "control_totals", "sub_programmes", "objects"} & set(growing[SECTION])
    fields = page.evaluate("Rows.form(budget.books, 3, budget.books.table(3, 'posts'), { cells: {}, known: false, done: () => [] }).textContent")
    assert "Paragraph" in fields
    assert "Whose row" not in fields


@browser.needed
@pytest.mark.parametrize(
    ("steps", "refused"),
    [
        ([like(NEAR, "posts", HEAD, post="Archivist", recurrence="one-time", last_year=2006)], "Last year is 2006; a one-time activity is for its first year only; empty the last year, or call it recurrent."),
        ([["cell", NEAR, "meetings", FIRST, {"day": day(9, 20)}]], "Day is 20 September 2004; the meeting is outside its session; give a day from the session's first to its last, or another session."),
    ],
)
def a_row_of_a_draft_is_refused_as_its_workbook_would_be(page: Page, steps: list[Any], refused: str) -> None:
    assert page.evaluate(STEPS, steps) == [refused]


@browser.needed
@pytest.mark.parametrize(("sheet", "said"), [
    ("paragraphs", "Rows are added and removed in the workbook: inputs/2004/statements/ICC-ASP-2-Res.7.xlsx, sheet Paragraphs."),
    ("prices", "Here they can be added on sheet Prices of the section (Section), to which the rows of this statement refer too."),
    ("objects", "Rows are added and removed in the workbook: inputs/2004/statements/ICC-ASP-2-Res.7.xlsx, sheet Objects."),
    ("draft_resolution", "No rows are added to this sheet, nor removed from it."),
])  # fmt: skip
def a_sheet_to_which_the_page_adds_no_rows_says_where_they_are_added(page: Page, sheet: str, said: str) -> None:
    page.evaluate("location.hash = 'inputs'")
    page.select_option("#sheet", f"{NEAR}.{sheet}")
    assert said in page.inner_text("#cells .note")
