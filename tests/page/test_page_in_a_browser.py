"""The page in a real browser: it agrees with Python on every figure, after any change, and nothing that is typed is ever run."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from support import browser
from support.page_changes import Made, Tried, changeable, changed, differences, drawn, made, try_out

from aspbudget.commands.page import page_of
from aspbudget.page.shown import in_words
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


REPOSITORY = Path(__file__).resolve().parents[2]
CYCLES = ("2004", "2005", "2025")
MOST_BYTES, MOST_PAGES = 1_000_000, 15
CHANGES, SWITCHES = 12, 6


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The pages of all cycles of the repository."""
    folder = tmp_path_factory.mktemp("pages")
    return {cycle: made(Workspace(REPOSITORY), cycle, folder / f"{cycle}.html") for cycle in CYCLES}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser."""
    with browser.launched() as launched:
        yield launched


@pytest.fixture(scope="module")
def opened(chromium: Browser, pages: dict[str, Made]) -> Iterator[tuple[Page, list[str]]]:
    """The page of 2004, opened once for all tests that leave it as it was."""
    found = browser.opened(chromium, pages["2004"].path)
    yield found
    found[0].close()


@pytest.fixture
def live(opened: tuple[Page, list[str]]) -> Page:
    """The page of 2004 as it is when it is opened; any error that it reports fails the test that comes next, and the last one."""
    page, wrong = opened
    page.evaluate("() => { budget.changes.length = 0; budget.applied(); location.hash = 'glance'; if (!document.getElementById('explained').hidden) document.querySelector('.close').click(); }")
    page.wait_for_function("!document.getElementById('glance').classList.contains('away')")
    assert wrong == []
    return page


# It agrees.


@browser.needed
@pytest.mark.parametrize("cycle", CYCLES)
def every_figure_of_every_cycle_is_computed_again_and_is_the_same(chromium: Browser, pages: dict[str, Made], cycle: str) -> None:
    page, wrong = browser.opened(chromium, pages[cycle].path)
    count = sum(len(figures.tables[table]) for figures in pages[cycle].figures for table, _ in figures.catalogue.figures)
    assert re.fullmatch(rf"All {count:,} figures computed again in this browser, in [0-9]+ ms, are those that were given\.", page.inner_text("#agreement"))
    assert wrong == []
    page.close()


@browser.needed
def a_figure_that_is_another_is_counted_and_marked_and_the_page_says_not_to_rely_on_it(chromium: Browser, pages: dict[str, Made], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = pages["2005"]
    column = one.figures[0].tables["section_lines"].columns["amount"]
    monkeypatch.setitem(one.figures[0].tables["section_lines"].columns, "amount", np.where(np.arange(len(column)) == 3, column + 100, column))
    path = tmp_path / "altered.html"
    path.write_bytes(page_of(Workspace(REPOSITORY), one.cycle, one.drafts))
    page, _ = browser.opened(chromium, path, view="#section")
    count = sum(len(figures.tables[table]) for figures in one.figures for table, _ in figures.catalogue.figures)
    assert page.inner_text("#agreement").startswith(f"1 of {count:,} figures computed again in this browser are not those that were given; they are marked. Do not rely on this page.")
    assert page.locator("#section .doubtful").count() > 0
    assert page.locator("#section button.figure:not(.doubtful)").count() > 0
    page.close()


@browser.needed
def every_text_that_a_browser_shows_is_the_one_that_stands_in_the_file(chromium: Browser, pages: dict[str, Made]) -> None:
    texts = "() => [...document.querySelectorAll('main > section:not(.away) [data-of]:not(#share)')].map((each) => [each.dataset.of, each.textContent])"
    still = chromium.new_context(java_script_enabled=False).new_page()
    still.goto(pages["2005"].path.as_uri())
    page, _ = browser.opened(chromium, pages["2005"].path)
    compared = 0
    for view in ("glance", "section"):
        page.evaluate(f"location.hash = '{view}'")
        page.wait_for_function(f"!document.getElementById('{view}').classList.contains('away')")
        written = still.locator(f"#{view} [data-of]:not(#share)").all_text_contents()
        assert [text.lstrip("+") for _, text in page.evaluate(texts)] == written
        compared += len(written)
    assert compared > 150
    page.close()


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
    live.click("#cells button >> text='411.264'")
    live.fill("#explained input[type=number]", "528")
    live.click("#explained form button")
    assert live.inner_text("#changes ol li") == "Prices / Interpreter's day, The Hague / Amount: 411.264 → 528 Undo"
    assert re.fullmatch(r"[0-9,.]+ → [0-9,.]+ \(▲ [0-9.]+\)", live.inner_text("#outcome"))
    live.click("#changes >> text=Undo >> nth=0")
    assert not live.is_visible("#yours")
    assert live.evaluate("budget.books.value(document.querySelector('.asked [data-of]').dataset.of)") == before


@browser.needed
@pytest.mark.parametrize(
    ("sheet", "cell", "typed", "refused"),
    [
        ("Prices", "0.prices.amount.55", "-3", "Amount is -3; it must be 0 or more."),
        ("Prices", "0.prices.amount.55", "630", "Amount is 630, but Low is 340 and High is 540; mend one of them."),
        ("Prices", "0.prices.amount.55", "", "Amount is empty; give it, or set Status to missing."),
        ("Posts", "0.posts.first_month.0", "13", "First month is 13; it must be from 1 to 12."),
        ("Posts", "0.posts.first_month.0", "2.5", "First month is 2.5; it must be a whole number."),
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


@browser.needed
def a_figure_is_opened_level_by_level_down_to_its_cell_with_source_and_status(live: Page) -> None:
    live.evaluate("location.hash = 'section'")
    live.click("#section button.figure >> text='188.9' >> nth=0")
    assert live.inner_text("#explained h3") == "Amount of 4100, Temporary assistance for meetings"
    assert live.inner_text("#explained .value") == "188,900.00 EUR"
    assert "= 188,908.53, to the nearest hundred" in live.inner_text("#explained")
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
    page, _ = browser.opened(chromium, pages["2004"].path, view="#glance/DEU")
    assert page.inner_text("#share") == "Germany, with 17.9151 per cent, bears EUR 310,540 of it."
    page.select_option("#state", label="France")
    assert page.evaluate("location.hash") == "#glance/FRA"
    page.close()


@browser.needed
def the_changes_are_downloaded_as_a_list_of_cells(live: Page) -> None:
    live.evaluate("budget.change({ place: 0, table: 'currencies', name: 'rate', row: 1, value: 0.8 })")
    with live.expect_download() as waiting:
        live.click("#changes >> text=Download")
    document = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert document == {"cycle": "2004", "changes": [{"workbook": "section", "sheet": "Currencies", "row": "USD", "column": "Rate", "was": 0.8568, "value": 0.8}]}


# It lets nothing in or out.


@browser.needed
@pytest.mark.parametrize(
    "attempt",
    [
        "fetch('https://example.org/')", "new Promise((done, fail) => { setTimeout('window.hit = 1', 0); setTimeout(() => (window.hit ? done() : fail()), 50); })", "import('data:text/javascript,export default 1')",
        "new Promise((done, fail) => { const image = new Image(); image.onerror = fail; image.onload = done; image.src = 'https://example.org/a.png'; })",
        "new Promise((done, fail) => { const script = document.createElement('script'); script.textContent = 'window.hit = 1'; document.body.append(script); window.hit ? done() : fail(); })",
        "new Promise((done, fail) => { const part = document.createElement('div'); part.innerHTML = '<b onclick=\"window.hit = 1\">x</b>'; document.body.append(part); part.firstChild.click(); window.hit ? done() : fail(); })",
        "new Promise((done, fail) => { try { new WebSocket('wss://example.org/').onerror = fail; } catch (reason) { fail(reason); } })",
        "new Promise((done, fail) => { const part = document.createElement('p'); part.setAttribute('style', 'color: red'); document.body.append(part); getComputedStyle(part).color === 'rgb(255, 0, 0)' ? done() : fail(); })",
    ],
)  # fmt: skip
def the_policy_lets_nothing_be_loaded_run_or_sent(chromium: Browser, pages: dict[str, Made], attempt: str) -> None:
    page, _ = browser.opened(chromium, pages["2005"].path)
    assert page.evaluate(f"({attempt}).then(() => 'it went through', () => 'refused')") == "refused"
    page.close()


@cache
def payloads() -> tuple[str, ...]:
    """Return texts that would be run, loaded or mistaken for markup where a text is put into a page carelessly."""
    hit = "window.hit=1"
    elements = [f"<script>{hit}</script>", f"<img src=x onerror={hit}>", f"<svg onload={hit}>", f"<svg><script>{hit}</script></svg>", f"<iframe srcdoc='<script>parent.{hit}</script>'>",
                f"<body onload={hit}>", f"<details open ontoggle={hit}>", f"<input autofocus onfocus={hit}>", f"<video src=x onerror={hit}>", f"<a href=javascript:{hit}>a</a>",
                f"<math><mtext></p><style><img src=x onerror={hit}>", f"<noscript><p title='</noscript><img src=x onerror={hit}>'>", f"<template><img src=x onerror={hit}></template>",
                f"<object data=javascript:{hit}>", f"<embed src=javascript:{hit}>", f"<link rel=stylesheet href=javascript:{hit}>", f"<meta http-equiv=refresh content='0;javascript:{hit}'>",
                f"<form action=javascript:{hit}><button>a</button></form>", "<base href=https://example.org/>", f"<marquee onstart={hit}>", f"<audio src onerror={hit}>", f"<style>@import 'javascript:{hit}'</style>"]  # fmt: skip
    breaks = ["</script>", "</style>", "</title>", "</textarea>", "</svg>", "</table>", "-->", "<!--", "]]>", "<![CDATA[", "'>", '">', "&quot;>", "&lt;script&gt;", "</button>", "</td></tr></table>"]
    words = ["javascript:alert(1)", "data:text/html,<b>x", "${7*7}", "{{7*7}}", "`${1}`", "__proto__", "constructor", "toString", "hasOwnProperty", "\\u003cscript\\u003e", "&#60;script&#62;",
             "%3Cscript%3E", "0.prices.amount.1", "+0.prices.amount.1", "null", "undefined", "NaN", "true", "<b>", "a\\", "'", '"', "`", "<", ">", "&", "&amp;"]  # fmt: skip
    return tuple(dict.fromkeys([*elements, *(f"{each}<img src=x onerror={hit}>" for each in breaks), *words]))


@browser.needed
def no_text_of_an_officer_is_ever_run(chromium: Browser, tmp_path: Path, change_cells_of: Any) -> None:
    assert len(payloads()) >= 60
    shutil.copytree(REPOSITORY / "inputs" / "2005", tmp_path / "inputs" / "2005")
    typed = change_cells_of(tmp_path / "inputs" / "2005" / "section.xlsx", payloads())
    assert len(typed) >= 60
    one = made(Workspace(tmp_path), "2005", tmp_path / "hostile.html")
    text = one.path.read_text(encoding="utf-8")
    assert (text.count("<script"), text.count("<style"), text.count("<img")) == (2, 1, 0)
    page, wrong = browser.opened(chromium, one.path)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for view in page.evaluate("[...document.querySelectorAll('main > section')].map((each) => each.id)"):
        page.evaluate(f"location.hash = '{view}'")
        page.wait_for_function(f"!document.getElementById('{view}').classList.contains('away')")
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate("location.hash = 'inputs'")
    for sheet in page.evaluate("[...document.querySelectorAll('#sheet option')].map((each) => each.value)"):
        page.select_option("#sheet", sheet)
        page.evaluate("for (const each of document.querySelectorAll('#cells button')) each.click()")
    assert page.evaluate("[window.hit, document.scripts.length, document.images.length, document.querySelectorAll('iframe, object, embed, math, video, audio, base, [onclick], [onerror], [onload]').length]") == [None, 2, 0, 0]
    assert (wrong, dialogs) == ([], [])
    everything = json.dumps(page.evaluate("budget.books.books.map((book) => Object.fromEntries(book.shape.tables.map((table) => [table.name, table.cells])))"), ensure_ascii=False)
    assert [each for each in typed if json.dumps(each, ensure_ascii=False)[1:-1] not in everything] == []
    page.close()


@pytest.fixture
def change_cells_of() -> Any:
    """Type texts into cells of a workbook that hold texts nobody looks up: sources, and what things are called."""
    from openpyxl import load_workbook  # noqa: PLC0415 - one test needs it

    def change(path: Path, texts: tuple[str, ...]) -> list[str]:
        book = load_workbook(path)
        sheet = book["Prices"]
        source = next(cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == "Source")
        rows = [row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 1).value]
        more = book["Standard costs"]
        other = next(cell.column for row in more.iter_rows(max_row=6) for cell in row if cell.value == "Source")
        places = [*((sheet, row, source) for row in rows), *((more, row, other) for row in range(5, more.max_row + 1) if more.cell(row, 1).value)]
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
    assert all(word in still for word in ("1,733.4", "Temporary assistance for meetings", "Afghanistan", "No price is known of"))
    assert "http" not in re.sub(r"http-equiv", "", re.sub(r'<script type="application/gzip".*?</script>', "", still, flags=re.DOTALL)).replace("http://www.w3.org/2000/svg", "")


def the_same_figures_give_the_same_bytes(pages: dict[str, Made]) -> None:
    one = pages["2005"]
    assert page_of(Workspace(REPOSITORY), one.cycle, one.drafts) == one.path.read_bytes()


@browser.needed
@pytest.mark.parametrize("cycle", CYCLES)
def no_view_on_a_phone_is_wider_than_the_screen(chromium: Browser, pages: dict[str, Made], cycle: str) -> None:
    page, _ = browser.opened(chromium, pages[cycle].path, browser.PHONE)
    for view in page.evaluate("[...document.querySelectorAll('main > section')].map((each) => each.id)"):
        page.evaluate(f"location.hash = '{view}'")
        page.wait_for_function(f"!document.getElementById('{view}').classList.contains('away')")
        assert (view, page.evaluate("document.documentElement.scrollWidth")) == (view, browser.PHONE["width"])
    page.close()


@browser.needed
@pytest.mark.parametrize("cycle", CYCLES)
def the_page_prints_on_few_pages(chromium: Browser, pages: dict[str, Made], cycle: str) -> None:
    page, _ = browser.opened(chromium, pages[cycle].path)
    printed = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "12mm"))
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= MOST_PAGES
    page.close()


@browser.needed
def every_control_has_a_name_and_every_cell_a_head(live: Page) -> None:
    nameless = "() => [...document.querySelectorAll('button, input, select, a')].filter((each) => !(each.textContent.trim() || each.getAttribute('aria-label') || each.labels?.length)).map((each) => each.outerHTML)"
    assert live.evaluate(nameless) == []
    assert live.evaluate("[...document.querySelectorAll('main table')].filter((each) => !each.caption || !each.querySelector('th[scope=row]')).map((each) => each.caption?.textContent)") == []
    assert live.evaluate("document.documentElement.lang") == "en"
