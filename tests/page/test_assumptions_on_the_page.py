"""Assumptions on the page: a reader finds each by its title, a year is written as one, and what follows from it is what its own name stands in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support import browser

if TYPE_CHECKING:

    from playwright.sync_api import Page

pytestmark = pytest.mark.usefixtures("once_a_file")
CELLS = """() => [...document.querySelectorAll('#cells tbody tr')].map((row) => [row.cells[0].textContent, row.cells[1].textContent])"""
NAMED = "(name) => budget.books.book(0).column('assumptions', 'assumption').indexOf(name)"
CHANGE = "(row) => budget.change({ place: 0, table: 'assumptions', name: 'value', row, value: 0.2 })"


@pytest.fixture(scope="module")
def page(shown_of_2004: Page) -> Page:
    """The assumptions of the section of 2004, opened once."""
    shown_of_2004.evaluate("location.hash = 'inputs'")
    shown_of_2004.select_option("#sheet", "0.assumptions")
    return shown_of_2004


@browser.needed
def an_assumption_stands_under_its_title_and_a_year_has_no_mark_of_thousands(page: Page) -> None:
    found = dict(page.evaluate(CELLS))
    assert found["Vacancy rate"] == "0.1"
    assert found["Price year"] == found["Pay year"] == "2004"
    assert not [name for name in found if "_" in name]


@browser.needed
def the_list_of_changes_and_a_variant_say_the_title_and_what_is_downloaded_the_name_that_lines_know(page: Page) -> None:
    assert page.evaluate(CHANGE, page.evaluate(NAMED, "vacancy_rate")) == []
    assert page.inner_text("#changes li").startswith("Assumptions / Vacancy rate / Value: 0.1 → 0.2")
    page.click("#changes >> text=Keep beside others")
    assert page.inner_text("#changes tbody th").split("\n") == ["Variant 1", "Assumptions / Vacancy rate / Value: 0.1 → 0.2"]
    with page.expect_download() as waiting:
        page.click("#changes >> text=Download as a list")
    changes: list[dict[str, Any]] = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["changes"]
    assert [each["row"] for each in changes] == ["vacancy_rate"]


@browser.needed
def a_variant_of_many_changes_says_the_first_and_how_many_more_there_are(page: Page) -> None:
    page.evaluate("() => { for (const row of [0, 1, 2, 3, 4]) budget.change({ place: 0, table: 'prices', name: 'amount', row, value: budget.books.book(0).column('prices', 'lowest')[row] || 1 }); }")
    count = page.evaluate("budget.changes.length")
    page.click("#changes >> text=Keep beside others")
    said = page.locator("#changes tbody th small").last.inner_text()
    assert count > 4
    assert (said.count("→"), said.endswith(f"; … and {count - 3} more")) == (3, True)


@browser.needed
def an_assumption_says_which_figures_have_its_own_name_in_them(page: Page) -> None:
    page.click(f"#cells button[data-cell='+0.assumptions.value.{page.evaluate(NAMED, 'price_year')}']")
    assert page.inner_text("#explained .value") == "2004"
    assert page.locator("#explained ul.parts li").all_inner_texts() == ["Year of the cycle, sheet Indices"]
    page.click(f"#cells button[data-cell='+0.assumptions.value.{page.evaluate(NAMED, 'vacancy_rate')}']")
    assert page.locator("#explained ul.parts li").all_inner_texts() == ["Vacant share, sheet Posts"]
