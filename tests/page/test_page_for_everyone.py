"""The page for everyone: each of its views, with all that opens in it, holds the conditions of WCAG 2.1, levels A and AA, that axe-core can try."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import REPOSITORY
from support import browser
from support.page_changes import page_of

from aspbudget.commands.page import pages_of
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CONDITIONS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}, "resultTypes": ["violations"]}
MOST = 8  # rows of a table that are tried; those that follow are like them, and taken out so that the test is quick

# A price changed, so that the list of changes is there.
CHANGED = """() => { budget.change({ place: 0, table: "prices", name: "amount", row: 1, value: 999 }); }"""
# A view with everything in it open: what folds, and a figure beside it down to its cells.
OPENED = """(view) => { location.hash = view; return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
const shown = document.getElementById(view);
for (const each of document.querySelectorAll("details")) each.open = true;
[...shown.querySelectorAll("button.figure")].find((each) => each.offsetParent)?.click();
document.querySelector("#explained details, #explained [aria-expanded=false]")?.click();
done(!shown.classList.contains("away")); }))); }"""
SHORTENED = """(most) => { for (const body of document.querySelectorAll("main tbody")) for (const row of [...body.rows].filter((each) => !each.hidden).slice(most)) row.remove(); }"""
VIEWS = "[...document.querySelectorAll('main > section')].map((each) => each.id)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser, launched once."""
    with browser.launched() as launched:
        yield launched


@pytest.fixture(scope="module", params=[None, "fr"], ids=["English", "French"])
def page(request: pytest.FixtureRequest, chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of 2004 in a language, with something changed."""
    one = page_of("2004", tmp_path_factory)
    path: Path = tmp_path_factory.mktemp("everyone") / "budget.html"
    path.write_bytes(pages_of(Workspace(REPOSITORY), one.cycle, one.drafts)(request.param))
    opened, _ = browser.opened(chromium, path)
    opened.evaluate(CHANGED)
    opened.evaluate(SHORTENED, MOST)
    return opened


def violations(page: Page) -> list[str]:
    """Return the conditions that what is shown doesn't hold, each with the first place."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - where the browser is there

    found: list[dict[str, Any]] = Axe().run(page, options=CONDITIONS).response["violations"]
    return [f"{each['id']}: {len(each['nodes'])} × {each['nodes'][0]['html'][:200]}" for each in found]


@browser.needed
@pytest.mark.parametrize("size", [browser.PHONE, browser.WIDE], ids=["phone", "wide"])
def each_view_holds_what_is_asked_of_pages_that_everyone_can_read(page: Page, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type] - it is a width and a height
    found = {}
    for view in page.evaluate(VIEWS):
        assert page.evaluate(OPENED, view), view
        found[view] = violations(page)
    assert {view: wrong for view, wrong in found.items() if wrong} == {}
    assert len(found) > 5
    assert page.is_visible("#changes")


@browser.needed
def a_control_without_a_name_and_a_text_that_can_hardly_be_read_are_found(page: Page) -> None:
    page.evaluate("() => { location.hash = 'glance'; const part = document.createElement('p'), field = document.createElement('input'); part.id = 'wrong'; part.style.color = '#ccc'; part.style.background = '#fff'; part.append('Hardly read', field); document.querySelector('h1').after(part); }")
    found = " ".join(violations(page))
    page.evaluate("() => document.getElementById('wrong').remove()")
    assert "label: 1" in found
    assert "color-contrast: 1" in found
