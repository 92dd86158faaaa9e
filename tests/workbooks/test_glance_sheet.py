"""At a glance: the first sheet answers how much, why, for what, how sure and what is missing, and follows the figures."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from support.small_section import CATALOGUE, FRAMES, comparison, figures, inputs, new_book, rows, values, with_tables

from aspbudget.content import languages
from aspbudget.declare.glance import Glance, Tile
from aspbudget.declare.layout import AT_A_GLANCE
from aspbudget.figures.catalogue import Catalogue, catalogue
from aspbudget.inputs.standing import standing
from aspbudget.language import Language
from aspbudget.review.causes import causes
from aspbudget.review.sensitivity import register
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import CHECKS_FAILING
from aspbudget.workbooks.bridge_sheet import CAUSE, END, SUBTOTAL, TOTAL, Step, write_bridge
from aspbudget.workbooks.glance_page import DATA, LAST, WIDTHS, GlancePage
from aspbudget.workbooks.glance_section import Answers
from aspbudget.workbooks.glance_sheet import write_glance
from aspbudget.workbooks.reconcile import reconcile
from aspbudget.workbooks.reliability_sheet import write_reliability
from aspbudget.workbooks.translation import Translation
from aspbudget.workbooks.typeface import fits

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from aspbudget.review.comparison import Comparison
    from aspbudget.workbooks.book import Book

STATES = pd.DataFrame({"name": ["Freedonia", "Ruritania"], "rate": [75.0, 25.0]})


def glanced(found: Comparison | None, states: pd.DataFrame | None = None) -> Book:
    """Return a book of the small section with its first sheet, beside the year before or alone."""
    book = new_book()
    book.sheet(AT_A_GLANCE)
    computed = figures() if found is None else found.between.new.figures
    given = inputs(computed)
    with_tables(book, computed)
    steps = write_bridge(book, found) if found else []
    layout = CATALOGUE.layouts(type(CATALOGUE.section))[0]
    resting = write_reliability(book, computed, given, layout)
    write_glance(book, computed, given, Answers(steps, resting, register(computed.catalogue, given, layout), standing(CATALOGUE, given), states))
    book.file.define_name(CHECKS_FAILING, f"='{AT_A_GLANCE}'!$ZZ$1")  # the sheet of checks is not written here
    return book


@pytest.fixture(scope="module")
def data() -> bytes:
    """The workbook whose section rose from 8,100 to 14,600."""
    return glanced(comparison(), STATES).close("A small section")


@pytest.fixture(scope="module")
def sheet(data: bytes) -> Worksheet:
    """Its first sheet, with the values that were written."""
    return openpyxl.load_workbook(BytesIO(data), data_only=True)[AT_A_GLANCE]


def texts(sheet: Worksheet) -> list[str]:
    """Return what is printed on a sheet, row by row."""
    return [str(cell.value) for row in sheet.iter_rows(max_col=LAST + 1) for cell in row if cell.value is not None]


def row_of(sheet: Worksheet, label: str) -> list[object]:
    """Return the row that begins with a label."""
    return next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == label)


def the_first_sentence_says_how_much_and_how_much_more(sheet: Worksheet) -> None:
    assert sheet["A4"].value == "EUR 14.6 thousand proposed for 2004: 6.5 (80.2 %) more than 2003, as costed today"


def the_first_rows_are_those_of_every_sheet(sheet: Worksheet) -> None:
    assert (sheet["A1"].value, sheet["B1"].value) == ("← Contents", "DRAFT · A small section, 2004")
    assert [sheet[cell].value for cell in ("A2", "A3")] == [AT_A_GLANCE, CATALOGUE.about(AT_A_GLANCE)]


def the_large_figures_are_what_is_proposed_and_the_change(sheet: Worksheet) -> None:
    assert [sheet.cell(7, column).value for column in (1, 2)] == ["14.6", "+6.5"]
    assert sheet["B8"].value == "+80.2 % on 8.1"


def each_cause_has_its_amount_its_per_cent_and_its_bar(sheet: Worksheet) -> None:
    assert "Largest rise: Volume, +5.4; no fall" in texts(sheet)
    assert row_of(sheet, "Volume")[1:3] == pytest.approx([5.4, 66.667], abs=0.001)
    assert row_of(sheet, "Volume")[DATA : DATA + 2] == pytest.approx([5.4, 0])
    assert row_of(sheet, "Change")[1] == pytest.approx(6.5)


def the_money_of_each_part_foots_by_group(sheet: Worksheet) -> None:
    assert row_of(sheet, "A Alpha")[1:4] == pytest.approx([10.8, 1.1, 11.9])
    assert row_of(sheet, "B Beta")[1:4] == pytest.approx([2.7, 0, 2.7])
    assert next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Total")[1:4] == pytest.approx([13.5, 1.1, 14.6])
    assert "A Alpha takes 82 % of the money" in texts(sheet)


def the_widest_range_is_named_as_a_person_says_it(sheet: Worksheet) -> None:
    assert any(text.startswith("Vacancy rate could move it most: a range of") for text in texts(sheet))
    assert not any("vacancy_rate" in text for text in texts(sheet))
    low, high = row_of(sheet, "Vacancy rate")[2:4]
    assert low == pytest.approx(0.81, abs=0.02)
    assert high == pytest.approx(-1.63, abs=0.02)


def the_money_is_added_up_by_its_weakest_source(sheet: Worksheet) -> None:
    found = {label: row_of(sheet, label)[1:3] for label in ("● published", "◐ derived", "○ illustrative", "✕ missing")}
    assert sum(part for part, _ in found.values()) == pytest.approx(1)
    assert found["✕ missing"] == [0, 0]


def the_reader_chooses_a_state_and_sees_its_share(sheet: Worksheet) -> None:
    assert "EUR 10,950" in texts(sheet)
    assert "at a rate of 75.0000 %" in texts(sheet)
    assert "each per cent of a rate: EUR 146" in texts(sheet), "on paper nobody can choose"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == "$M$3:$M$4"


def the_names_of_what_is_missing_and_who_answers_stand_at_the_foot(sheet: Worksheet) -> None:
    assert words.NOTHING_MISSING in texts(sheet)
    assert {words.PREPARED, words.REVIEWED, words.DATE} <= set(texts(sheet))


@pytest.mark.parametrize("language", languages())
def no_cause_of_a_change_is_cut_for_want_of_room(language: str) -> None:
    said = Translation(Language(language))
    titles = [text for each in causes(catalogue()) for text in (each.title, each.group)]
    assert [said(text) for text in titles if not fits(said(text), WIDTHS[0] - 4)] == []


def every_formula_of_the_sheet_is_proven(data: bytes) -> None:
    book = glanced(comparison(), STATES)
    assert len(values(book, AT_A_GLANCE)) > 50
    assert book.close("A small section") == data
    assert reconcile(data, book.formulas).differences == ()


def a_section_without_an_earlier_one_says_so_plainly() -> None:
    book = glanced(None)
    sheet = openpyxl.load_workbook(BytesIO(book.close("A small section")), data_only=True)[AT_A_GLANCE]
    assert sheet["A4"].value == "EUR 14.6 thousand proposed for 2004; no section of 2003 to compare with"
    assert [[cell.value for cell in sheet[row][:7] if cell.value][1] for row in (6, 7, 8)] == [words.CHANGE, words.NOT_COMPARED, "no section of 2003 to compare with"]
    assert words.WHY_NOT in texts(sheet)
    assert words.YOUR_STATE not in texts(sheet)


def the_page_is_one_upright_sheet_of_a4_without_the_data_of_charts(sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth) == ("portrait", None, None)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert re.fullmatch(rf"'{AT_A_GLANCE}'!\$A\$1:\$G\$\d+", str(sheet.print_area))


def every_chart_says_its_finding_in_words_and_begins_at_zero(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        drawn = "".join(archive.read(name).decode() for name in archive.namelist() if "drawings/drawing" in name)
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    findings = re.findall(r'descr="([^"]*)"', drawn)
    assert len(findings) == len(charts) == 5
    assert all(finding.endswith(".") and len(finding) > 20 for finding in findings)
    assert not any("<c:min " in chart for chart in charts)


def the_models_say_which_group_is_recosting_and_what_else_is_counted() -> None:
    staff = replace(CATALOGUE.models[1], glance=Glance((Tile("Months", "posts", "months", "of which {bonus} paid"),), recosting="Prices"))
    from aspbudget.figures.cost import cost  # noqa: PLC0415

    computed = cost(Catalogue((CATALOGUE.models[0], staff)), FRAMES, {"vacancy_rate": 0.1})
    book = new_book()
    book.sheet(AT_A_GLANCE)
    given = inputs(computed)
    resting = write_reliability(book, computed, given, computed.catalogue.section)
    parts = (("Approved", END), ("Pay", CAUSE), ("Prices", SUBTOTAL), ("Change", TOTAL), ("Proposed", END))
    steps = [Step(title, kind, f"'{AT_A_GLANCE}'!$ZZ${row}", 1.0) for row, (title, kind) in enumerate(parts, start=2)]
    write_glance(book, computed, given, Answers(steps, resting, [], standing(CATALOGUE, given)))
    found = rows(openpyxl.load_workbook(BytesIO(book.close("A small section"))), AT_A_GLANCE)
    assert [found[5][column] for column in (0, 1, 3, 5)] == ["Proposed 2004", "Change", "Before prices", "Months"]
    assert values(book, AT_A_GLANCE)[7, 6] == "19"


def a_long_name_is_cut_where_its_columns_end() -> None:
    book = new_book()
    page = GlancePage(book, book.sheet(AT_A_GLANCE))
    assert page.short("Vacancy  rate", 0, 0) == "Vacancy rate"
    cut = page.short("the office of the registrar " * 9, 0, 1)
    assert cut.endswith("…")
    assert cut.removesuffix("…").split()[-1] in ("the", "office", "of", "registrar")  # whole words
    assert fits(cut, WIDTHS[0] + WIDTHS[1])
    assert not fits(cut + "registrar", WIDTHS[0] + WIDTHS[1] - 4)
