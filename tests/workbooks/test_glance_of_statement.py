"""At a glance of a statement: what is additional comes first, each paragraph has its bar, and what no total holds is named."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from support.drafting import bought, draft, head, paragraphs, post, rows, section

from aspbudget.declare.layout import AT_A_GLANCE
from aspbudget.statements.costing import statement
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.reconcile import reconcile
from aspbudget.workbooks.statement_book import write_statement

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.workbooks.cycle_book import Emitted

SHARES = pd.DataFrame({"state": ["FRE", "RUR"], "name": ["Freedonia", "Ruritania"], "number": [1.0, 2.0], "rate": [75.0, 25.0]})


@pytest.fixture(scope="module")
def emitted(models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    """A draft whose first paragraph asks for a room, its second for two; the third is open, the fourth within what is there."""
    asked = rows(bought("room"), bought("rooms", paragraph="2", quantity=2), bought("more", alternative="B"))
    given = {
        "paragraphs": paragraphs(p1="activities", p2="activities", p3="not yet determinable", p4="within existing resources"),
        "alternatives": rows({"alternative": "B", "what": "…", "counts": 1}),
        "posts": rows(post("Officer", paragraph="2")),
        "operating_requirements": asked,
    }
    found = draft(tmp_path_factory.mktemp("draft"), section(models, {}), given, shares=SHARES)
    return write_statement(found, statement(found))


@pytest.fixture(scope="module")
def sheet(emitted: Emitted) -> Worksheet:
    """Its first sheet, with values."""
    return openpyxl.load_workbook(BytesIO(emitted.data), data_only=True).worksheets[0]


def texts(sheet: Worksheet) -> list[str]:
    """Return what stands on a sheet."""
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def the_first_sheet_says_what_is_additional_and_what_that_leaves_out(sheet: Worksheet) -> None:
    assert sheet.title == AT_A_GLANCE
    assert str(sheet["A4"].value).endswith(" of additional requirements in 2004")
    assert sheet["A5"].value == "Not counted: what paragraph 3 leaves open"
    assert sheet["A8"].value == "31,600"  # four rooms at 400, and a post for half a year


def the_paragraphs_that_ask_for_something_have_their_amounts_and_the_total_foots(sheet: Worksheet) -> None:
    found = {str(row[0]).partition(" ")[0]: row[1:5] for row in sheet.iter_rows(values_only=True) if str(row[0])[:2] in ("1 ", "2 ", "To")}
    assert found.keys() == {"1", "2", "Total"}
    assert found["Total"] == tuple(pytest.approx(one + other) for one, other in zip(found["1"], found["2"], strict=True))
    assert any(text.startswith("The paragraph that adds most is 2: EUR ") for text in texts(sheet))
    assert "Paragraphs without a cost: 1 not yet determinable, 1 within existing resources." in texts(sheet)


def the_range_that_is_in_no_total_stands_with_its_paragraph(sheet: Worksheet) -> None:
    (row,) = [row for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("3 ")]
    assert row[1:3] == (100, 200)


def the_choices_of_the_text_have_their_effect(sheet: Worksheet) -> None:
    assert words.CHOICES in texts(sheet)
    assert words.NOW in texts(sheet)


def the_state_that_is_chosen_has_what_it_would_be_assessed(sheet: Worksheet) -> None:
    assert any(text.endswith(" at a rate of 75.0000 %") for text in texts(sheet))


def every_formula_of_the_sheet_is_proven(emitted: Emitted) -> None:
    assert sum(name == AT_A_GLANCE for name, _, _ in emitted.formulas) > 30
    assert not reconcile(emitted.data, emitted.formulas).differences


def a_draft_that_costs_nothing_says_so(models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> None:
    nothing = draft(tmp_path_factory.mktemp("draft"), section(models, {}), {"paragraphs": paragraphs(p1="no implication")})
    emitted = write_statement(nothing, statement(nothing))
    found = openpyxl.load_workbook(BytesIO(emitted.data), data_only=True).worksheets[0]
    assert found["A4"].value == "No additional requirements in 2004"
    assert {words.NO_COST, words.NO_RANGES_OPEN, words.NO_CHOICES} <= set(texts(found))


@pytest.mark.parametrize(("quantity", "shown"), [(7, "EUR 28"), (0, "EUR 0")])
def a_state_sees_what_each_per_cent_of_its_rate_would_bear(models: Catalogue, tmp_path: Path, quantity: int, shown: str) -> None:
    found = draft(tmp_path, section(models, {}), {"paragraphs": paragraphs(p1="activities"), "operating_requirements": rows(bought("room", quantity=quantity))})
    emitted = write_statement(found, statement(found))
    sheet = openpyxl.load_workbook(BytesIO(emitted.data), data_only=True).worksheets[0]
    said = texts(sheet)
    assert said[said.index(words.YOUR_STATE) + 2] == shown
    assert not reconcile(emitted.data, emitted.formulas).differences


@pytest.mark.parametrize(
    ("language", "met_from", "said"),
    [
        (None, "proposed programme budget", "What it would be assessed in addition in 2004, for each per cent of its rate of assessment"),
        (None, "Contingency Fund", "Nothing in 2004, as it would be met from: Contingency Fund; if it were assessed, for each per cent of its rate of assessment"),
        ("fr", "Contingency Fund", "Rien en 2004 (financement : Fonds en cas d’imprévus) ; s’il fallait le mettre en recouvrement, pour chaque point de pourcentage"),
    ],
)  # fmt: skip
def a_state_is_told_that_an_existing_fund_would_pay_and_what_it_would_bear_if_it_were_assessed(
    models: Catalogue, tmp_path: Path, language: str | None, met_from: str, said: str
) -> None:
    asked = {"draft_resolution": head(met_from=met_from), "operating_requirements": rows(bought("room"))}
    found = draft(tmp_path, section(models, {}), asked)
    data = write_statement(found, statement(found), language=language).data
    lines = texts(openpyxl.load_workbook(BytesIO(data), data_only=True).worksheets[0])
    assert any(unspaced(line).startswith(unspaced(said)) for line in lines)


@pytest.mark.parametrize(("met_from", "said"), [("proposed programme budget", "Choose: what"), ("Contingency Fund", "Choose: nothing in 2004, as it would be met from: Contingency Fund; ")])
def a_state_that_is_chosen_is_told_so_too(models: Catalogue, tmp_path: Path, met_from: str, said: str) -> None:
    found = draft(tmp_path, section(models, {}), {"draft_resolution": head(met_from=met_from), "operating_requirements": rows(bought("room"))}, shares=SHARES)
    lines = texts(openpyxl.load_workbook(BytesIO(write_statement(found, statement(found)).data), data_only=True).worksheets[0])
    assert [line.startswith(said) for line in lines if line.startswith("Choose: ")] == [True]


def unspaced(text: str) -> str:
    """Return a text without its spaces, of which French has several kinds."""
    return "".join(text.split())


@pytest.mark.parametrize(("language", "shown"), [(None, ["1 a room", "2 two rooms"]), ("fr", ["1 une salle", "2 two rooms"])])
def each_paragraph_is_named_in_the_few_words_that_were_typed_for_it_in_the_language_or_in_that_of_the_inputs(
    models: Catalogue, tmp_path: Path, language: str | None, shown: list[str]
) -> None:
    named = paragraphs(p1="activities", p2="activities").assign(short=["a room", "two rooms"], short_fr=["une salle", None])
    found = draft(tmp_path, section(models, {}), {"paragraphs": named, "operating_requirements": rows(bought("room"), bought("rooms", paragraph="2", quantity=2))})
    book = openpyxl.load_workbook(BytesIO(write_statement(found, statement(found), language=language).data), data_only=True)
    assert [text for text in texts(book.worksheets[0]) if text in shown] == shown
    summary = next(each for each in book.worksheets if each.title in ("Summary", "Récapitulatif"))
    assert [f"{row[0]} {row[1]}" for row in summary.iter_rows(values_only=True) if row[0] in ("1", "2")] == shown
    listed = [str(cell.value) for each in book.worksheets if each.title in ("À confirmer", "To confirm") for row in each.iter_rows() for cell in row]
    assert any("two rooms" in text for text in listed) == bool(language)
