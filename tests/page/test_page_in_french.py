"""The page in French: the same figures, every word of the tool, the list of changes that the command line reads, and what has no translation."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import browser
from support.page_changes import Made, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.usefixtures("once_a_file")
REPOSITORY = Path(__file__).resolve().parents[2]
MOST_BYTES = 800_000
NARROW = "\N{NO-BREAK SPACE}"
OF_ENGLISH = re.compile(r"\b(the|figures?|which|other|amount|what|where|row|sheet|added|total of)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The page of 2005 in French."""
    return page_of("2005", tmp_path_factory, "fr")


@pytest.fixture(scope="module")
def page(chromium: Browser, one: Made) -> Iterator[Page]:
    """That page, opened once."""
    with browser.shown(chromium, one.path) as found:
        yield found


@browser.needed
def every_figure_of_the_french_page_is_computed_again_and_is_the_same(page: Page, one: Made) -> None:
    count = sum(len(figures.tables[table]) for figures in one.figures for table, _ in figures.catalogue.figures)
    said = page.inner_text("#agreement")
    assert re.fullmatch(rf"Les {count:,} chiffres calculés à nouveau dans ce navigateur, en [0-9]+ ms, sont ceux qui ont été donnés\.".replace(",", NARROW, 1), said)
    assert (page.evaluate("document.documentElement.lang"), one.path.stat().st_size < MOST_BYTES) == ("fr", True)


@browser.needed
def every_text_that_a_browser_writes_anew_is_the_one_that_stands_in_the_french_file(page: Page, one: Made) -> None:
    still = page.context.browser.new_context(java_script_enabled=False).new_page()  # type: ignore[union-attr] - it is launched
    still.goto(one.path.as_uri())
    for view in ("glance", "section"):
        page.evaluate(f"location.hash = '{view}'")
        page.wait_for_function(f"!document.getElementById('{view}').classList.contains('away')")
        written = still.locator(f"#{view} [data-of]:not(#share)").all_text_contents()
        assert [text.lstrip("+") for text in page.locator(f"#{view} [data-of]:not(#share)").all_text_contents()] == written
        assert sum("," in text for text in written) > 10
    still.close()


@browser.needed
def the_currency_stands_after_the_amount_of_a_statement(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = page_of("2004", tmp_path_factory, "fr").path.read_text(encoding="utf-8")
    amounts = re.findall(r'class="asked">Ressources supplémentaires pour 2004\W*<strong><span [^>]*>([^<]*)</span>([^<]*)</strong>', text)
    assert [(amount, currency.strip()) for amount, currency in amounts] == [(f"1{NARROW}104{NARROW}800", "EUR"), ("0", "EUR")]


@browser.needed
def a_value_is_refused_in_french_and_a_list_of_changes_names_its_cell_as_the_inputs_do(page: Page) -> None:
    page.evaluate("location.hash = 'inputs'")
    page.select_option("#sheet", label="Postes")
    page.click("#cells button[data-cell='+0.posts.first_month.0']")
    page.fill("#explained form input", "13")
    page.evaluate("document.querySelector('#explained form').noValidate = true")
    page.click("#explained form button")
    title = page.evaluate("Words.of('First month')")
    assert title != "First month"
    assert page.inner_text("#explained .refused") == f"{title}{NARROW}: 13{NARROW}; il faut de 1 à 12."
    page.fill("#explained form input", "3")
    page.click("#explained form button")
    with page.expect_download() as waiting:
        page.click("#changes >> text=Télécharger la liste")
    (change,) = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["changes"]
    assert [change[name] for name in ("workbook", "sheet", "column", "value")] == ["section", "Posts", "First month", 3]
    assert change["row"] == page.evaluate("budget.books.book(0).column('posts', 'post')[0]")
    page.evaluate("budget.changes.length = 0; budget.applied(); document.querySelector('.close').click()")


@browser.needed
def the_assumptions_stand_under_their_french_titles_and_a_year_as_one(page: Page) -> None:
    page.evaluate("location.hash = 'inputs'")
    page.select_option("#sheet", "0.assumptions")
    found = dict(page.evaluate("[...document.querySelectorAll('#cells tbody tr')].map((row) => [row.cells[0].textContent, row.cells[1].textContent])"))
    assert found["Année des prix"] == "2005"
    assert not [name for name in found if "_" in name]
    row = page.evaluate("budget.books.book(0).column('assumptions', 'assumption').indexOf('vacancy_rate')")
    assert page.evaluate("(row) => budget.change({ place: 0, table: 'assumptions', name: 'value', row, value: 0.15 })", row) == []
    assert page.inner_text("#changes li").startswith(f"Hypothèses / Taux de vacance / Valeur{NARROW}: ")
    page.evaluate("budget.changes.length = 0; budget.applied()")


@browser.needed
def the_way_to_a_figure_is_said_in_french(page: Page) -> None:
    page.evaluate("location.hash = 'section'")
    page.wait_for_function("!document.getElementById('section').classList.contains('away')")
    page.click("#section button.figure >> nth=0")
    said = page.inner_text("#explained")
    assert "Règle" in said
    assert OF_ENGLISH.findall(said) == []
    page.click(".close")


@browser.needed
def a_text_without_translation_is_listed_with_what_is_to_be_confirmed_and_the_tool_has_every_word(page: Page) -> None:
    page.evaluate("location.hash = 'to-confirm'")
    page.wait_for_function("!document.getElementById('to-confirm').classList.contains('away')")
    listed = page.inner_text("#to-confirm table >> nth=1")
    assert listed.startswith("Ce qui n’a pas de traduction, et figure tel qu’il a été saisi")
    assert "Feuille Voyages" in listed  # sources of the next cycle have no French yet
    assert "Mots de l’outil" not in listed
