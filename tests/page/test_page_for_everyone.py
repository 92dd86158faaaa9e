"""The page for everyone: each of its views, with all that opens in it, holds the conditions of WCAG 2.1, levels A and AA, that axe-core can try."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support import browser
from support.page_changes import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.usefixtures("once_a_file")
CONDITIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}, "resultTypes": ["violations"]}
MOST = 3  # rows of a table, and parts of a view made alike, that are tried; those that follow are like them, and taken out so that the test is quick

# A price changed, so that the list of changes is there.
CHANGED = """() => { budget.change({ place: 0, table: "prices", name: "amount", row: 1, value: 999 }); }"""
# All views at once with everything in them open: what folds, and a figure beside them down to its cells; those that were tried are as they are shown one by one.
OPENED = """() => { const views = [...document.querySelectorAll('main > section')];
views.find((each) => each.id === 'section').querySelector('button.figure').click();
document.querySelector("#explained details, #explained [aria-expanded=false]")?.click();
for (const each of document.querySelectorAll("details")) each.open = true;
for (const each of views) each.classList.remove("away");
return views.map((each) => each.id).filter((name) => document.getElementById(name).offsetParent); }"""
SHORTENED = """(most) => { for (const body of document.querySelectorAll("main tbody")) for (const row of [...body.rows].filter((each) => !each.hidden).slice(most)) row.remove();
for (const view of document.querySelectorAll("main > section")) { const seen = {};
  for (const each of view.querySelectorAll(":scope > details")) { const shape = [...each.querySelectorAll("*")].map((part) => [part.tagName, ...part.attributes].map((one) => one.name ?? one).concat(part.className, !part.textContent).join()).join(); seen[shape] = (seen[shape] ?? 0) + 1; if (seen[shape] > most) each.remove(); } } }"""


@pytest.fixture(scope="module", params=[None, "fr"], ids=["English", "French"])
def page(request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of 2004 in a language, with something changed."""
    opened, wrong = browser.opened(chromium, page_of("2004", tmp_path_factory, request.param).path)
    opened.evaluate(CHANGED)
    opened.evaluate(SHORTENED, MOST)
    yield opened
    browser.closed(opened, wrong)


def violations(page: Page, within: str | None = None) -> list[str]:
    """Return the conditions that what is shown, or a part of it, doesn't hold, each with the first place."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - where the browser is there

    found: list[dict[str, Any]] = Axe().run(page, within, CONDITIONS).response["violations"]
    return [f"{each['id']}: {len(each['nodes'])} × {each['nodes'][0]['html'][:200]}" for each in found]


@browser.needed
def every_view_holds_what_is_asked_of_pages_that_everyone_can_read(page: Page) -> None:
    page.evaluate("location.hash = 'inputs'")
    page.wait_for_selector("#cells tbody tr")
    page.evaluate(SHORTENED, MOST)
    assert {"glance", "section", "inputs", "calendar", "to-confirm", "sources"} <= {*page.evaluate(OPENED)}
    assert page.is_visible("#changes")
    assert page.is_visible("#explained")
    for size in (browser.PHONE, browser.WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type] - it is a width and a height
        assert violations(page) == [], size


@browser.needed
@pytest.mark.parametrize(("planted", "condition"), [
    ("<p>Hardly read</p>", "color-contrast"), ("<button type='button'></button>", "button-name"), ("<input>", "label"),
])  # fmt: skip
def a_text_that_can_hardly_be_read_and_a_control_without_a_name_are_found(page: Page, planted: str, condition: str) -> None:
    page.evaluate("(markup) => { const part = document.createElement('div'); part.id = 'wrong'; part.innerHTML = markup; part.style.color = '#ccc'; part.style.background = '#fff'; document.querySelector('h1').after(part); }", planted)
    found = violations(page, "#wrong")
    page.evaluate("document.getElementById('wrong').remove()")
    assert [each.split(":")[0] for each in found] == [condition]


@browser.needed
@pytest.mark.parametrize(("row", "column"), [("#statement-1 .printed tbody tr.key", 2), ("#statement-1 .printed tbody tr.key", 6), ("#contributions .list tbody tr.key", -1), ("#section .printed tbody tr.key", -1)])
def the_amount_that_is_asked_for_is_seen_whole_on_a_phone_before_a_table_is_moved(page: Page, row: str, column: int) -> None:
    page.set_viewport_size(browser.PHONE)  # type: ignore[arg-type] - it is a width and a height
    page.evaluate("() => { document.getElementById('explained').hidden = true; for (const each of document.querySelectorAll('main > section')) each.classList.remove('away'); }")
    seen = """([row, column]) => { const cell = [...document.querySelector(row).cells].at(column); cell.scrollIntoView({ block: "center", inline: "nearest" });
    for (const wide of document.querySelectorAll(".wide")) wide.scrollLeft = 0;
    const { left, right, top, bottom } = cell.getBoundingClientRect(), at = (across) => cell.contains(document.elementFromPoint(across, (top + bottom) / 2));
    return [at(left + 3), at(right - 3)]; }"""
    assert page.evaluate(seen, [row, column]) == [True, True]
