"""The page in a real browser: it agrees with Python on every figure, after any change, and nothing that is typed is ever run."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from pypdf import PdfReader
from support import browser
from support.page_changes import Made, Tried, changeable, changed, differences, drawn, made, page_of, try_out
from support.section_of_2004 import LINES, MEETINGS, MOVED, PRICE, TOTAL, UNROUNDED_MEETINGS, printed, share_of_germany

from aspbudget.commands.page import pages_of
from aspbudget.declare.layout import Timetable
from aspbudget.figures.cost import cost
from aspbudget.figures.printed import lines_of
from aspbudget.lines.texts import days_to_dates
from aspbudget.page.books import Book
from aspbudget.page.shown import in_words
from aspbudget.page.views import timetable
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Place
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.usefixtures("once_a_file")
REPOSITORY = Path(__file__).resolve().parents[2]
CYCLES = ("2004", "2005", "2025")
TYPED_IN, SOURCED = ("prices", "standard_costs", "posts", "meetings", "cycle"), ("Prices", "Standard costs", "Posts", "Meetings")
TOUCHED = """() => [...document.querySelectorAll('nav a, main > section:not(.away) :is(button, select, input, summary)')].filter((each) => each.offsetParent)
.map((each) => [each.outerHTML.slice(0, 80), (each.matches('.figure') ? each.closest('td, th') : each.closest('.touched') ?? each).getBoundingClientRect()])
.filter(([, { height }]) => height < 43.5).map(([each, { height }]) => [each, height])"""  # 44 pixels, but for what is lost in rounding
# Every cell of the first rows, and of each that follows one, in turn of every column, so that each text and each column is opened; of a sheet in which nothing was typed no more than begin it.
CLICKED = """(all) => { [...document.querySelectorAll('#cells tbody tr')].forEach((row, at) => { const found = [...row.querySelectorAll('button.figure')];
for (const each of at < 4 ? found : all ? [found[at % found.length]] : []) each?.click(); }); }"""
MOST_BYTES, MOST_PAGES = 800_000, 15
MANY = 20  # rates of four decimals: a page of a schedule of States has more
CHANGES, SWITCHES = 12, 6
SCRIPTS = 4  # what the page says, its books, their texts, and the one that runs


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The pages of all cycles of the repository."""
    return {cycle: page_of(cycle, tmp_path_factory) for cycle in CYCLES}


@pytest.fixture(scope="module")
def opened(chromium: Browser, pages: dict[str, Made]) -> Iterator[Callable[[str], tuple[Page, list[str]]]]:
    """The page of a cycle with the errors that it reports, opened once for the tests that change nothing, or put back what they change."""
    found: dict[str, tuple[Page, list[str]]] = {}
    yield lambda cycle: found.get(cycle) or found.setdefault(cycle, browser.opened(chromium, pages[cycle].path))
    for page, wrong in found.values():
        browser.closed(page, wrong)


@pytest.fixture
def live(shown_of_2004: Page, opened_of_2004: tuple[Page, list[str]]) -> Page:
    """The page of 2004 as it is when it is opened; any error that it reports fails the test that comes next, and the last one."""
    browser.as_opened(shown_of_2004)
    assert opened_of_2004[1] == []
    return shown_of_2004


# It agrees.


@browser.needed
@pytest.mark.parametrize("cycle", CYCLES)
def every_figure_of_every_cycle_is_computed_again_and_is_the_same(opened: Callable[[str], tuple[Page, list[str]]], pages: dict[str, Made], cycle: str) -> None:
    page, wrong = opened(cycle)
    count = sum(len(figures.tables[table]) for figures in pages[cycle].figures for table, _ in figures.catalogue.figures)
    assert re.fullmatch(rf"All {count:,} figures computed again in this browser, in [0-9]+ ms, are those that were given\.", page.inner_text("#agreement"))
    assert wrong == []


@browser.needed
def a_figure_that_is_another_is_counted_and_marked_and_the_page_says_not_to_rely_on_it(chromium: Browser, pages: dict[str, Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = pages["2005"]
    column = one.figures[0].tables["section_lines"].columns["amount"]
    monkeypatch.setitem(one.figures[0].tables["section_lines"].columns, "amount", np.where(np.arange(len(column)) == 3, column + 100, column))
    path = tmp_path / "altered.html"
    path.write_bytes(pages_of(Workspace(REPOSITORY), one.cycle, one.drafts)(None))
    page, wrong = browser.opened(chromium, path, view="#section")
    count = sum(len(figures.tables[table]) for figures in one.figures for table, _ in figures.catalogue.figures)
    assert page.inner_text("#agreement").startswith(f"1 of {count:,} figures computed again in this browser are not those that were given; they are marked. Do not rely on this page.")
    assert page.locator("#section .doubtful").count() > 0
    assert page.locator("#section button.figure:not(.doubtful)").count() > 0
    browser.closed(page, wrong)


@browser.needed
def every_text_that_a_browser_shows_is_the_one_that_stands_in_the_file(chromium: Browser, opened: Callable[[str], tuple[Page, list[str]]], pages: dict[str, Made]) -> None:
    texts = "() => [...document.querySelectorAll('main > section:not(.away) [data-of]:not(#share)')].map((each) => [each.dataset.of, each.textContent])"
    still = chromium.new_context(java_script_enabled=False).new_page()
    still.goto(pages["2005"].path.as_uri())
    page, _ = opened("2005")
    compared = 0
    for view in ("glance", "section"):
        page.evaluate(f"location.hash = '{view}'")
        page.wait_for_function(f"!document.getElementById('{view}').classList.contains('away')")
        written = still.locator(f"#{view} [data-of]:not(#share)").all_text_contents()
        assert [text.lstrip("+") for _, text in page.evaluate(texts)] == written
        compared += len(written)
    assert compared > 150
    still.close()


@browser.needed
def every_number_is_written_as_python_writes_it(live: Page) -> None:
    random = Random(7)
    hows = ("scale:1000:1", "scale:1:2", "fixed:0", "fixed:1", "fixed:4", "percent:1", "general", "year", "date", "month")
    numbers = [random.choice((1, -1)) * random.choice((random.randint(0, 10**9) / 10 ** random.randint(0, 6), random.random() * 10 ** random.randint(-7, 12), 0.25, 12.5, 0.0)) for _ in range(400)]
    cases = [(number, how) for number in numbers for how in hows if how not in ("date", "month", "year") or number > 0]
    cases = [(float(int(number)) + 40_000 if how == "date" and number < 1e6 else number, how) for number, how in cases if how != "date" or number < 1e6]
    cases = [(float(200_000 + int(number) % 100), how) if how == "month" else (number, how) for number, how in cases]
    found = live.evaluate("(cases) => cases.map(([number, how]) => Figures.inWords(number, how))", cases)
    assert [(case, text) for case, text in zip(cases, found, strict=True) if in_words(*case) != text] == []


# What follows from a change.


@browser.needed
@pytest.mark.parametrize(("place", "seed"), [(0, 1), (1, 2)], ids=["section", "contributions"])
def every_figure_after_any_change_of_cells_and_rows_is_the_one_that_python_computes(live: Page, pages: dict[str, Made], place: int, seed: int) -> None:
    figures, growing, random = pages["2004"].figures[place], pages["2004"].growing(place), Random(seed)
    cells, moved = list(changeable(figures)), 0
    assert len(cells) > 1_000
    assert len(growing) > 4
    for _ in range(CHANGES):
        changes = drawn(random, cells, figures, growing)
        after = changed(figures, changes)
        try_out(live, place, changes, figures)
        assert (changes, differences(live, place, after)) == (changes, [])
        moved += any(not np.array_equal(after.tables[table].columns[name], figures.tables[table].columns[name], equal_nan=True) for table, name in figures.catalogue.figures)
    assert moved > CHANGES / 3


@browser.needed
def each_switch_of_a_statement_gives_what_python_computes(live: Page, pages: dict[str, Made]) -> None:
    tried, first = 0, len(pages["2004"].cycle.workbooks)
    for place, draft in enumerate(pages["2004"].drafts, first):
        figures = draft.figures
        for table in ("paragraphs", "alternatives"):
            counts = figures.values(table, "counts")
            reached = [row for row in range(len(counts)) if row % SWITCHES == 0 or table == "alternatives"]
            for row in reached:
                switch = [Tried(table, row, "counts", 1.0 - float(counts[row]))]
                try_out(live, place, switch, figures)
                assert (switch, differences(live, place, changed(figures, switch))) == (switch, [])
                tried += 1
    assert tried > 10


@browser.needed
def a_price_moves_what_hangs_on_it_and_undoing_puts_everything_back(live: Page) -> None:
    live.evaluate("location.hash = 'inputs'")
    live.select_option("#sheet", label="Prices")
    before = live.evaluate("budget.books.value(document.querySelector('.asked [data-of]').dataset.of)")
    live.click(f"#cells button >> text='{PRICE.before}'")
    live.fill("#explained input[type=number]", str(PRICE.now))
    live.click("#explained form button")
    moved = sum(MOVED.values())
    assert live.inner_text("#changes ol li") == f"{PRICE.row}: {PRICE.before} → {PRICE.now} Undo"
    assert live.inner_text("#outcome") == f"{printed(TOTAL)} → {printed(TOTAL + moved)} (▼ {printed(-moved)})"
    live.click("#changes >> text=Undo >> nth=0")
    assert not live.is_visible("#yours")
    assert live.evaluate("budget.books.value(document.querySelector('.asked [data-of]').dataset.of)") == before


@browser.needed
@pytest.mark.parametrize(
    ("sheet", "cell", "typed", "refused"),
    [
        ("Prices", "0.prices.amount.55", "-3", "Amount is -3; it must be 0 or more."),
        ("Prices", "0.prices.amount.55", "630", f"Amount is 630, but Low is {PRICE.low} and High is {PRICE.high}; mend one of them."),
        ("Prices", "0.prices.amount.55", "", "Amount is empty; give it, or set Status to missing."),
        ("Posts", "0.posts.first_month.0", "13", "First month is 13; it must be from 1 to 12."),
        ("Posts", "0.posts.first_month.0", "2.5", "First month is 2.5; it must be a whole number, from 1 to 12."),
    ],
)
def a_value_that_the_workbook_would_not_take_is_refused_in_its_words(live: Page, sheet: str, cell: str, typed: str, refused: str) -> None:
    live.evaluate("location.hash = 'inputs'")
    live.select_option("#sheet", label=sheet)
    live.click(f"#cells button[data-cell='+{cell}']")
    live.fill("#explained form input", typed)
    live.evaluate("document.querySelector('#explained form').noValidate = true")
    live.click("#explained form button")
    assert live.inner_text("#explained .refused") == refused
    assert not live.is_visible("#yours")


TRY = """([sheet, key, title, typed]) => { const shape = budget.books.book(0).shape.tables.find((table) => table.title === sheet);
const row = budget.books.book(0).column(shape.name, shape.key).indexOf(key), column = shape.columns.find((each) => each.title === title);
const { value, wrong } = Changes.read(budget.books, 0, column, typed);
return wrong ? [wrong] : budget.change({ place: 0, table: shape.name, name: column.name, row, value }); }"""
HAGUE = "Interpreter's day, The Hague"
OF_CELLS = [
    ("Prices", "Interpreter's journey", "Amount", ""), ("Prices", HAGUE, "Amount", "much"), ("Prices", "Interpreter's day", "Status", "missing"),
    ("Posts", "Director of the Secretariat", "Mandate", ""), ("Posts", "Director of the Secretariat", "Sub-programme", ""), ("Posts", "Legal Officer", "First month", "13"),
    ("Posts", "Legal Officer", "Posts", "1.5"), ("Posts", "Senior Legal Officer", "Standing", "old"), ("Bodies", "Bureau", "Decision", "some decision"),
    ("Assumptions", "vacancy_rate", "Value", "900"),
]  # fmt: skip
OF_RULES = [
    ("Currencies", "EUR", "Rate", "2"), ("Meetings", "Committee II, 1", "Day", "2004-04-23"), ("Meetings", "Committee II, 3", "Slot", "evening"),
    ("Posts", "Director of the Secretariat", "Last month", "3"), ("Posts", "Legal Officer", "Means", "outsourced"), ("Travel", "Members of the Committee, second session", "Days", "3"),
]  # fmt: skip


@browser.needed
@pytest.mark.parametrize("changes", [OF_CELLS, OF_RULES], ids=["cells", "rules"])
def each_thing_that_the_page_refuses_the_workbook_refuses_in_the_same_words(live: Page, place: Place, changes: list[tuple[str, str, str, str]]) -> None:
    refused = {change: live.evaluate(TRY, list(change)) for change in changes}
    assert [change for change, messages in refused.items() if len(messages) != 1] == []
    faults = place.run("what-if", "2004", *(f"{sheet} / {key} / {title} = {typed}" for sheet, key, title, typed in changes), "--json").faults
    assert [message for (message,) in refused.values() if not any(message.removesuffix(".") in fault for fault in faults)] == []
    assert not live.is_visible("#yours")


@browser.needed
def a_letter_that_can_not_be_seen_is_named_and_refused(live: Page) -> None:
    assert live.evaluate(TRY, ["Posts", "Legal Officer", "Source", "a\u202eb"]) == ['Source is "a\ufffdb", with a character that cannot be seen, Right-to-left override (U+202E): type it again.']


@browser.needed
def a_rule_that_is_broken_elsewhere_is_said_until_it_is_mended_and_nothing_is_downloaded_until_then(live: Page) -> None:
    session = live.evaluate("budget.books.book(0).column('sessions', 'last_day')[0]")
    assert live.evaluate("(day) => budget.change({ place: 0, table: 'sessions', name: 'last_day', row: 0, value: day - 1 })", session) == []
    said = live.inner_text("#changes .refused")
    assert said.startswith("A workbook like this would be refused:")
    assert re.search(r"Sheet Meetings, cell D[0-9]+: Day is 31 March 2004; the meeting is outside its session", said)
    assert live.is_disabled("#changes >> text=Download as a list")
    assert live.evaluate("(day) => budget.change({ place: 0, table: 'sessions', name: 'last_day', row: 0, value: day })", session) == []
    assert not live.is_visible("#yours")


@browser.needed
def a_row_is_added_like_another_changed_and_undone_with_the_keyboard_alone(live: Page) -> None:
    live.evaluate("location.hash = 'inputs'")
    live.select_option("#sheet", label="Posts")
    live.locator("#cells button[aria-label='Add one like it: Legal Officer']").focus()
    live.keyboard.press("Enter")
    assert live.evaluate("document.activeElement.closest('label').textContent") == "Post"
    live.keyboard.type("legal officer")
    live.keyboard.press("Enter")
    assert re.fullmatch(r'Post "Legal Officer" stands in row [0-9]+ already; each may stand once\.|Post "legal officer" stands in row [0-9]+ already; each may stand once\.', live.inner_text("#explained .refused"))
    live.keyboard.press("Control+A")
    live.keyboard.type("Archivist")
    live.keyboard.press("Enter")
    assert (live.is_visible("#explained"), live.evaluate("document.activeElement.textContent")) == (False, "Archivist")
    assert live.inner_text("#changes ol li") == "Posts / Archivist: row added Undo"
    assert re.fullmatch(r"[0-9,.]+ → [0-9,.]+ \(▲ [0-9,.]+\)", live.inner_text("#outcome"))
    assert live.get_attribute("#outcome", "aria-live") == "polite"
    live.locator("#cells button[aria-label='Edit: Archivist']").focus()
    live.keyboard.press("Enter")
    live.locator("#explained label", has_text="First month").locator("input").fill("12")
    live.keyboard.press("Enter")
    assert live.evaluate("budget.changes.map((each) => each.added?.first_month)") == [12]
    live.locator("#changes button[aria-label^='Undo: Posts']").focus()
    live.keyboard.press("Enter")
    assert (live.is_visible("#yours"), live.evaluate("budget.books.book(0).column('posts', 'post').includes('Archivist')")) == (False, False)


@browser.needed
def a_row_on_which_others_rest_stays_and_says_where_they_stand(live: Page) -> None:
    live.evaluate("location.hash = 'inputs'")
    live.select_option("#sheet", label="Sessions")
    live.click("#cells button[aria-label='Remove: Bureau, summer meeting']")
    said = live.inner_text("#explained")
    assert "The row stays" in said
    assert re.search(r'Sheet Meetings, cell B[0-9]+: Session is "Bureau, summer meeting", which is not in sheet Sessions; it must be one of: ', said)
    assert live.evaluate("budget.changes.length") == 0
    live.select_option("#sheet", label="Sub-programmes")
    assert "Rows are added and removed in the workbook: inputs/2004/section.xlsx, sheet Sub-programmes." in live.inner_text("#cells")
    assert live.locator("#add").count() == 0


LIKE = """([place, table, row, key, other]) => { const { given } = budget.books.book(place).tables.get(table);
const cells = Object.fromEntries(Object.entries(given).map(([name, column]) => [name, column[row]]));
return budget.add(place, table, { ...cells, [budget.books.table(place, table).key]: key, ...other }); }"""


@browser.needed
def a_further_day_of_meetings_stands_in_the_calendar_and_one_that_is_gone_does_not(live: Page, pages: dict[str, Made]) -> None:
    ready = pages["2004"].cycle.workbooks[0]
    meetings, last = ready.figures.frame("meetings").reset_index(drop=True), float(ready.figures.tables["sessions"].columns["last_day"][0])
    live.evaluate("location.hash = 'calendar'")
    assert live.evaluate("(day) => budget.change({ place: 0, table: 'sessions', name: 'last_day', row: 0, value: day })", last + 1) == []
    assert live.evaluate(LIKE, [0, "meetings", 0, "Committee II, more", {"day": last + 1}]) == []
    assert live.evaluate("budget.remove(0, 'meetings', 0)") == []
    day = days_to_dates(np.array([last + 1]))[0]
    frames = {table.name: ready.figures.frame(table.name)[list(ready.catalogue.columns(table.name))].reset_index(drop=True) for table in ready.catalogue.tables.values() if table.entered}
    frames["meetings"] = pd.concat([frames["meetings"].drop(index=0), frames["meetings"].loc[[0]].assign(meeting="Committee II, more", day=day).set_axis([len(meetings)])])
    frames["sessions"] = frames["sessions"].assign(last_day=[day, *frames["sessions"]["last_day"][1:]])
    after = cost(ready.catalogue, frames, ready.inputs.named)
    drawn_again = live.evaluate("[...document.querySelectorAll('#calendar tr')].map((row) => [...row.cells].map((cell) => cell.textContent))")
    view = timetable(0, Book("", "", after, ready.inputs), ready.catalogue.layouts(Timetable)[0]).element()
    assert drawn_again == [["".join(cell.itertext()) for cell in row] for row in view.iter("tr")]
    assert any("Committee II, more" in cell for row in drawn_again for cell in row)
    assert not live.is_visible(".behind")
    live.evaluate("location.hash = 'statement-2'")
    live.wait_for_function("!document.getElementById('statement-2').classList.contains('away')")
    assert live.is_visible("#statement-2 .behind")


@browser.needed
def a_list_has_the_rows_that_there_are_and_its_total_adds_them_up(live: Page, pages: dict[str, Made]) -> None:
    figures = pages["2004"].figures[1]
    live.evaluate("location.hash = 'contributions'")
    tried = [Tried("states", 0, new="USA"), Tried("states", 4)]
    try_out(live, 1, tried, figures)
    after = changed(figures, tried)
    found = live.evaluate("[...document.querySelector('#contributions table').tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.firstElementChild?.firstChild?.textContent ?? cell.textContent))")
    heads = live.evaluate("[...document.querySelector('#contributions table').tHead.rows[0].cells].map((head) => [head.dataset.name, head.dataset.as])")
    names = [row[0] for row in found[:-1]]
    assert (len(names), sorted(names)) == (len(after.tables["states"]), sorted(after.values("states", "state")))
    at = next(place for place, (name, _) in enumerate(heads) if name == "contribution")
    assert found[-1][at] == in_words(float(after.tables["states"].columns["contribution"].sum()), heads[at][1])
    live.evaluate("budget.changes.length = 0; budget.applied()")
    assert live.evaluate("document.querySelectorAll('#contributions table')[0].tBodies[0].rows.length") == len(figures.tables["states"]) + 1


@browser.needed
def a_list_of_changes_from_the_page_gives_what_the_page_shows(live: Page, place: Place, pages: dict[str, Made], tmp_path: Path) -> None:
    random, shown, checked = Random(11), [], pages["2004"].cycle
    for number in range(2):
        live.evaluate("budget.changes.length = 0; budget.applied()")
        changes = [price_within_its_bounds(live, random) for _ in range(2)]
        assert live.evaluate("(changes) => changes.flatMap((each) => budget.change(each))", changes) == []
        if number % 2:
            assert live.evaluate(LIKE, [0, "posts", 3 + number, "A post more", {"first_month": 1 + number}]) == []
            assert live.evaluate("(row) => budget.remove(0, 'travel', row)", number) == []
        with live.expect_download() as waiting:
            live.click("#changes >> text=Download")
        waiting.value.save_as(tmp_path / f"variant-{number}.json")
        shown.append(live.evaluate("[...budget.books.book(0).column('section_lines', 'amount')]"))
    document = place.run("what-if", "2004", *(str(tmp_path / f"variant-{number}.json") for number in range(2)), "--json").document
    base = lines_of(checked.workbooks[0].figures, checked.workbooks[0].layout)
    for variant, amounts in zip(document["variants"], shown, strict=True):
        moved = {(each["sub_programme"], each["object"]): each["now"] for each in variant["lines"]}
        assert [moved.get(at, amount) for at, amount in base.items()] == [round(amount) for amount in amounts]
    assert len({json.dumps(each["lines"]) for each in document["variants"]}) == 2


def price_within_its_bounds(page: Page, random: Random) -> dict[str, object]:
    """Return a change of a rate of the section that keeps within its low and its high."""
    prices = page.evaluate("(() => { const { columns } = budget.books.book(0).tables.get('prices'); return columns.amount.map((value, row) => [row, value, columns.lowest[row], columns.highest[row], columns.status[row]]); })()")
    row, _, low, high, _ = random.choice([each for each in prices if each[3] > each[2] > 0 and each[4] != "missing" and each[1] > 0])
    return {"place": 0, "table": "prices", "name": "amount", "row": row, "value": round(low + (high - low) * random.random(), 2)}


@browser.needed
def a_figure_is_opened_level_by_level_down_to_its_cell_with_source_and_status(live: Page) -> None:
    live.evaluate("location.hash = 'section'")
    line = LINES[f"4100 / {MEETINGS}"]
    live.click(f"#section button.figure >> text='{printed(line)}' >> nth=0")
    assert live.inner_text("#explained h3") == f"Amount of 4100, {MEETINGS}"
    assert live.inner_text("#explained .value") == f"{line:,.2f} EUR"
    assert f"= {UNROUNDED_MEETINGS:,.2f}, to the nearest hundred" in live.inner_text("#explained")
    levels = 1
    while live.locator("#explained h4", has_text="Made of").count():
        live.locator("#explained ul.parts").first.locator("button").first.click()
        levels += 1
    assert levels >= 5
    assert re.search(r"inputs/2004/section\.xlsx, sheet [A-Z][a-z ]+, [A-Z]+[0-9]+\n+[●◐○✕] (published|derived|illustrative|missing): .", live.inner_text("#explained"))
    live.keyboard.press("Escape")
    assert not live.is_visible("#explained")


@browser.needed
def the_state_that_a_reader_chose_stays_in_the_address(chromium: Browser, pages: dict[str, Made]) -> None:
    page, wrong = browser.opened(chromium, pages["2004"].path, view="#glance/DEU")
    assert page.inner_text("#share") == f"Germany, with 17.9151 per cent, bears EUR {share_of_germany(TOTAL):,} of it."
    page.select_option("#state", label="France")
    assert page.evaluate("location.hash") == "#glance/FRA"
    browser.closed(page, wrong)


@browser.needed
def the_changes_are_downloaded_as_a_list_of_cells(live: Page) -> None:
    live.evaluate("budget.change({ place: 0, table: 'currencies', name: 'rate', row: 1, value: 0.8 })")
    with live.expect_download() as waiting:
        live.click("#changes >> text=Download")
    document = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert document == {"cycle": "2004", "changes": [{"workbook": "section", "sheet": "Currencies", "row": "USD", "column": "Rate", "was": 0.8568, "value": 0.8}]}


# It lets nothing in or out.


ATTEMPTS = (
    "fetch('https://example.org/')", "new Promise((done, fail) => { setTimeout('window.hit = 1', 0); setTimeout(() => (window.hit ? done() : fail()), 50); })", "import('data:text/javascript,export default 1')",
    "new Promise((done, fail) => { const image = new Image(); image.onerror = fail; image.onload = done; image.src = 'https://example.org/a.png'; })",
    "new Promise((done, fail) => { const script = document.createElement('script'); script.textContent = 'window.hit = 1'; document.body.append(script); window.hit ? done() : fail(); })",
    "new Promise((done, fail) => { const part = document.createElement('div'); part.innerHTML = '<b onclick=\"window.hit = 1\">x</b>'; document.body.append(part); part.firstChild.click(); window.hit ? done() : fail(); })",
    "new Promise((done, fail) => { try { new WebSocket('wss://example.org/').onerror = fail; } catch (reason) { fail(reason); } })",
    "new Promise((done, fail) => { const part = document.createElement('p'); part.setAttribute('style', 'color: red'); document.body.append(part); getComputedStyle(part).color === 'rgb(255, 0, 0)' ? done() : fail(); })",
)  # fmt: skip


@browser.needed
def the_policy_lets_nothing_be_loaded_run_or_sent(opened: Callable[[str], tuple[Page, list[str]]]) -> None:
    page, wrong = opened("2005")
    parts = page.evaluate("document.body.children.length")
    assert [attempt for attempt in ATTEMPTS if page.evaluate(f"({attempt}).then(() => 'it went through', () => 'refused')") != "refused"] == []
    page.evaluate("(parts) => { while (document.body.children.length > parts) document.body.lastElementChild.remove(); }", parts)
    wrong.clear()


@cache
def payloads() -> tuple[str, ...]:
    """Return texts that would be run, loaded or mistaken for markup where a text is put into a page carelessly."""
    hit = "window.hit=1"
    elements = [f"<script>{hit}</script>", f"<img src=x onerror={hit}>", f"<svg onload={hit}>", f"<svg><script>{hit}</script></svg>", f"<iframe srcdoc='<script>parent.{hit}</script>'>",
                f"<body onload={hit}>", f"<details open ontoggle={hit}>", f"<input autofocus onfocus={hit}>", f"<video src=x onerror={hit}>", f"<a href=javascript:{hit}>a</a>",
                f"<math><mtext></p><style><img src=x onerror={hit}>", f"<noscript><p title='</noscript><img src=x onerror={hit}>'>", f"<template><img src=x onerror={hit}></template>",
                f"<object data=javascript:{hit}>", f"<embed src=javascript:{hit}>", f"<link rel=stylesheet href=javascript:{hit}>", f"<meta http-equiv=refresh content='0;javascript:{hit}'>",
                f"<form action=javascript:{hit}><button>a</button></form>", "<base href=https://example.org/>", f"<marquee onstart={hit}>", f"<audio src onerror={hit}>", f"<style>@import 'javascript:{hit}'</style>"]  # fmt: skip
    elements += [f"<ScRiPt>{hit}</sCrIpT>", f"<img src=x onerror={hit}//", f"<plaintext><img src=x onerror={hit}>", f"<xmp><p title='</xmp><img src=x onerror={hit}>'>", f"<select><img src=x onerror={hit}></select>",
                 f"<button popovertarget=a onclick={hit}>", f"<style>p{{animation:a}}@keyframes a{{}}</style><p onanimationstart={hit}>", f"<dialog open onfocus={hit} autofocus>", f"<isindex action=javascript:{hit}>"]  # fmt: skip
    breaks = ["</script>", "</SCRIPT >", "</script/>", "<!--<script>", "--!>", "</noscript>", "</select>", "</template>", "&#60;", "&lt", "</style>", "</title>", "</textarea>", "</svg>", "</table>", "-->", "<!--", "]]>", "<![CDATA[", "'>", '">', "&quot;>", "&lt;script&gt;", "</button>", "</td></tr></table>"]
    words = ["javascript:alert(1)", "data:text/html,<b>x", "${7*7}", "{{7*7}}", "`${1}`", "__proto__", "constructor", "toString", "hasOwnProperty", "\\u003cscript\\u003e", "&#60;script&#62;",
             "%3Cscript%3E", "0.prices.amount.1", "+0.prices.amount.1", "null", "undefined", "NaN", "true", "<b>", "a\\", "'", '"', "`", "<", ">", "&", "&amp;",
             "~", "~0", "~12", "~~", "{title}", "{found}", "{0}", "{", "$&", "$`", "$'", "$1", "$$", "valueOf", "__defineGetter__", "prototype", "length", "#glance/DEU", "0.prices.amount.*", "0.prices.amount.amount=1",
             "-0.prices.amount.0", "1e999", "0x10", "[object Object]", "＜img src=x onerror=window.hit=1＞", "+1+cmd|' /C calc'!A0", "@SUM(1)", "blob:null/1", "view-source:x", "\\", "\\u2028", "\\x3c", "]]", "[[", '"]'
             ]  # fmt: skip
    return tuple(dict.fromkeys([*elements, *(f"{each}<img src=x onerror={hit}>" for each in breaks), *words]))


@browser.needed
def no_text_of_an_officer_is_ever_run(chromium: Browser, tmp_path: Path, change_cells_of: Any) -> None:
    assert len(payloads()) >= 60
    shutil.copytree(REPOSITORY / "inputs" / "2005", tmp_path / "inputs" / "2005")
    typed = change_cells_of(tmp_path / "inputs" / "2005" / "section.xlsx", payloads())
    assert typed == [*payloads()]
    one = made(Workspace(tmp_path), "2005", tmp_path / "hostile.html")
    text = one.path.read_text(encoding="utf-8")
    assert (text.count("<script"), text.count("<style"), text.count("<img")) == (SCRIPTS, 1, 0)
    page, wrong = browser.opened(chromium, one.path)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for _ in browser.views(page):
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate("location.hash = 'inputs'")
    for sheet in page.evaluate("[...document.querySelectorAll('#sheet option')].map((each) => each.value)"):
        page.select_option("#sheet", sheet)
        page.evaluate(CLICKED, sheet.split(".")[1] in TYPED_IN)
    assert page.evaluate("[window.hit, document.scripts.length, document.images.length, document.querySelectorAll('iframe, object, embed, math, video, audio, base, [onclick], [onerror], [onload]').length]") == [None, SCRIPTS, 0, 0]
    assert (wrong, dialogs) == ([], [])
    everything = json.dumps(page.evaluate("budget.books.books.map((book) => Object.fromEntries(book.shape.tables.map((table) => [table.name, table.cells])))"), ensure_ascii=False)
    assert [each for each in typed if json.dumps(each, ensure_ascii=False)[1:-1] not in everything] == []
    page.close()


@browser.needed
def no_text_of_a_row_that_is_added_is_ever_run_and_the_list_has_it_as_it_is(live: Page) -> None:
    live.evaluate("window.hit = undefined; location.hash = 'inputs'")
    live.select_option("#sheet", label="Posts")
    live.evaluate("""(texts) => { const { given } = budget.books.book(0).tables.get('posts'), cells = Object.fromEntries(Object.entries(given).map(([name, column]) => [name, column[3]]));
        texts.forEach((source, at) => budget.changes.push({ place: 0, table: 'posts', row: 100 + at, key: `Post ${at}`, added: { ...cells, post: `Post ${at}`, source } })); budget.applied(); }""", list(payloads()))
    live.evaluate(CLICKED.replace("#cells tbody tr", "#cells tr.added"), arg=True)
    with live.expect_download() as waiting:
        live.click("#changes >> text=Download")
    document = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert [each["added"]["Source"] for each in document["changes"]] == list(payloads())
    assert live.evaluate("[window.hit ?? null, document.scripts.length, document.images.length, document.querySelectorAll('iframe, object, embed, math, video, audio, base, [onclick], [onerror], [onload]').length]") == [None, SCRIPTS, 0, 0]


@pytest.fixture
def change_cells_of() -> Any:
    """Type texts into cells of a workbook that hold texts nobody looks up: sources, and what things are called."""
    from openpyxl import load_workbook  # noqa: PLC0415 - one test needs it

    def change(path: Path, texts: tuple[str, ...]) -> list[str]:
        book = load_workbook(path)
        heads = [(sheet, cell.column) for sheet in map(book.__getitem__, SOURCED) for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == "Source"]
        places = [(sheet, row, source) for sheet, source in heads for row in range(5, sheet.max_row + 1) if sheet.cell(row, 1).value]
        typed = []
        for (where, row, column), text in zip(places, texts, strict=False):
            where.cell(row, column).value = text
            where.cell(row, column).data_type = "s"
            typed.append(text)
        with suppress(StopIteration):
            title = next(cell for row in book["Cycle"].iter_rows() for cell in row if isinstance(cell.value, str) and cell.value.startswith("Major"))
            title.value = f"{title.value} {texts[0]}"
        book.save(path)
        return typed

    return change


# It can be read.


def no_script_of_the_page_runs_or_writes_a_text_as_code_or_markup() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "aspbudget" / "page").glob("*.js"))
    assert re.findall(r"\beval\b|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.on[a-z]+ =|https?:", scripts) == []


def the_page_is_small_and_every_table_and_text_is_in_it_without_a_script(pages: dict[str, Made]) -> None:
    for one in pages.values():
        text = one.path.read_text(encoding="utf-8")
        assert len(text.encode()) < MOST_BYTES
        assert text.count("<caption>") == text.count("<table")
    still = pages["2004"].path.read_text(encoding="utf-8")
    assert all(word in still for word in (printed(TOTAL), MEETINGS, "Afghanistan", "No price is known of"))
    assert "http" not in re.sub(r"http-equiv", "", re.sub(r'<script type="application/gzip".*?</script>', "", still, flags=re.DOTALL)).replace("http://www.w3.org/2000/svg", "")


def the_same_figures_give_the_same_bytes(pages: dict[str, Made]) -> None:
    one = pages["2005"]
    assert pages_of(Workspace(REPOSITORY), one.cycle, one.drafts)(None) == one.path.read_bytes()


@browser.needed
@pytest.mark.parametrize("cycle", CYCLES)
def no_view_on_a_phone_is_wider_than_the_screen_nor_anything_too_small_for_a_finger(opened: Callable[[str], tuple[Page, list[str]]], cycle: str) -> None:
    with browser.in_the_hand(opened(cycle)[0]) as page:
        assert page.evaluate("matchMedia('(pointer: coarse)').matches")
        for view in browser.views(page):
            assert (view, page.evaluate("document.documentElement.scrollWidth")) == (view, browser.PHONE["width"])
            assert (view, page.evaluate(TOUCHED)) == (view, [])


@browser.needed
@pytest.mark.parametrize("cycle", CYCLES)
def the_page_prints_on_few_pages_each_with_the_titles_of_its_columns(opened: Callable[[str], tuple[Page, list[str]]], cycle: str) -> None:
    printed = opened(cycle)[0].pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "12mm"))
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= MOST_PAGES
    texts = [each.extract_text() for each in PdfReader(BytesIO(printed)).pages]
    of_states = [text for text in texts if len(re.findall(r"\d\.\d{4}", text)) > MANY]
    assert len(of_states) > 1 or cycle == "2005"
    assert [text for text in of_states if "Payable" not in text] == []
    assert [text for text in texts if "What one State pays" in text or "Steps of the scale" in text] == []  # nobody has chosen a State, or opened a list


@browser.needed
def every_control_has_a_name_and_every_cell_a_head(live: Page) -> None:
    nameless = "() => [...document.querySelectorAll('button, input, select, a')].filter((each) => !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length)).map((each) => each.outerHTML)"
    assert live.evaluate(nameless) == []
    assert live.evaluate("[...document.querySelectorAll('main table')].filter((each) => !each.caption || !each.querySelector('th[scope=row]')).map((each) => each.caption?.textContent)") == []
    assert live.evaluate("document.documentElement.lang") == "en"


@browser.needed
def a_value_of_many_rows_is_changed_in_all_at_once_and_undone_at_once(live: Page, pages: dict[str, Made]) -> None:
    live.evaluate("budget.changes.length = 0; budget.applied(); location.hash = 'inputs'")
    live.select_option("#sheet", label="Meetings")
    figures = pages["2004"].figures[0]
    sets = figures.values("meetings", "language_set")
    rows = [row for row, text in enumerate(sets) if text == sets[0]]
    live.click("#cells button[data-cell='+0.meetings.language_set.0']")
    live.select_option("#explained form select", "four languages")
    live.check(f"#explained form .every:has-text('in all {len(rows)} rows that have {sets[0]}') input")
    live.click("#explained form button[type=submit]")
    after = changed(figures, [Tried("meetings", row, "language_set", "four languages") for row in rows])
    assert differences(live, 0, after) == []
    assert live.inner_text("#changes ol").startswith(f"Meetings / {len(rows)} rows / Language set: {sets[0]} → four languages")
    assert live.evaluate("document.activeElement.type") == "submit"
    live.click("#changes ol button")
    assert live.evaluate("budget.changes.length") == 0
    live.click(".close")
