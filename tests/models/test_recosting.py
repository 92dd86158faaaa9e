"""Recosting: a new year is a few cells, the dollar moves no pay in euro, and inputs made before cost the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import REPOSITORY
from support.drafting import section
from support.workbooks import FIRST, TITLES

from aspbudget.cli import DONE
from aspbudget.commands.compare import side
from aspbudget.commands.new import made
from aspbudget.figures.cost import cost
from aspbudget.review.bridge import Between, bridge
from aspbudget.review.sensitivity import register
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.review_sheets import looked_up_rate
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.figures.catalogue import Catalogue

SHEETS = ("Indices", "Standard costs", "Vacancy rates")
NEWER = {"At prices of": ("Prices",), "Duty station": ("Posts", "Temporary assistance"), "Units per euro": ("Currencies",), "Rate last year": ("Currencies",)}
YEARS = ("price_year", "pay_year")
BOTH = [
    {"At prices of": f"{kind} {year}", "Kind": kind, "Recosts": kind, "Year": year, "Index": index}
    for kind, later in (("prices", 110), ("pay", 120)) for year, index in ((2003, 100), (2004, later))
]  # fmt: skip
CASE = {
    "Indices": BOTH,
    "Prices": [{"Price": "room", "Amount": 400, "At prices of": "prices 2003"}],
    "Operating requirements": [{"Requirement": "rent", "Periods": 10}],
    "Standard costs": [{"Standard cost": "net", "Grade": "P-3", "Part": "net pay", "Amount": 100_000, "At prices of": "pay 2003"}],
    "Posts": [{"Post": "Officer", "Duty station": "The Hague"}],
}


def _as_before(path: object) -> None:
    """Take out of a workbook what inputs of the shape before have not: sheets, columns and assumptions."""
    book = openpyxl.load_workbook(path)  # type: ignore[arg-type]
    for title in SHEETS:
        del book[title]
    for title, sheets in NEWER.items():
        for sheet in sheets:
            place = next(cell.column for cell in book[sheet][TITLES] if cell.value == title)
            book[sheet].delete_cols(place)
    del book["Start here"]
    for sheet, gone in (("Instructions", SHEETS), ("Assumptions", YEARS)):
        for row in range(book[sheet].max_row, 0, -1):
            if book[sheet].cell(row, 1).value in gone:
                book[sheet].delete_rows(row)
    book.save(path)  # type: ignore[arg-type]


@pytest.mark.slow
def the_inputs_made_before_there_were_indices_cost_the_same_and_lack_nothing_but_the_sheets(place: Place) -> None:
    before = place.run("cost", "2004", "--json").document
    _as_before(place.input)
    assert place.run("check", "2004").code == DONE
    after = place.run("cost", "2004", "--json").document
    assert after["total"] == before["total"]
    assert after["assumptions"]["missing"] == before["assumptions"]["missing"]
    assert "3 sheets not in the input: Indices, Standard costs, Vacancy rates" in place.run("cost", "2004", "--prove").out


@pytest.mark.slow
def the_rules_hold_for_inputs_made_before_as_they_did(place: Place) -> None:
    _as_before(place.input)
    place.change({"Currencies!B5": 1.1, "Currencies!D5": None, "Currencies!E5": None})
    said = place.run("check", "2004")
    assert "of the cycle's own currency one unit is worth 1; correct the rate, or the currency in sheet Cycle" in said.out + said.err


@pytest.mark.slow
def a_new_year_asks_for_an_index_of_each_kind_and_recosts_by_them(place: Place) -> None:
    made(place.workspace, "2005", "2004")
    path = place.workspace.inputs("2005")
    book = openpyxl.load_workbook(path)
    indices, rates = book["Indices"], book["Currencies"]
    titles = {cell.value: cell.column for cell in indices[TITLES]}
    added = {indices.cell(row, 1).value: row for row in range(FIRST, indices.max_row + 1)}
    assert list(added) == ["prices 2004", "pay 2004", "prices 2005", "pay 2005"]
    assert indices.cell(added["pay 2005"], titles["Status"]).value == "missing"
    assert [rates.cell(row, 4).value for row in (FIRST, FIRST + 1)] == [1, 0.8568]
    assert {book["Assumptions"].cell(row, 1).value: book["Assumptions"].cell(row, 2).value for row in range(FIRST, 20)}["pay_year"] == 2005
    for row, change in ((added["prices 2005"], 2.1), (added["pay 2005"], 1.5)):
        indices.cell(row, titles["Change"]).value, indices.cell(row, titles["Status"]).value = change, "illustrative"
    for sheet in ("Sessions", "Meetings"):
        for cell in (cell for line in book[sheet].iter_rows(min_row=FIRST) for cell in line if cell.is_date and cell.value):
            cell.value = cell.value.replace(year=2005)
    book.save(path)
    found = bridge(Between.of(side(place.workspace, "2004"), side(place.workspace, "2005")))
    moved = {bar.cause.name: bar.total for bar in found.bars if bar.cells and bar.total}
    assert moved["price"] > 0
    assert moved["pay"] > 0
    assert "exchange" not in moved


@pytest.mark.slow
def the_fall_of_the_dollar_saves_no_pay_at_the_hague() -> None:
    workspace = Workspace(REPOSITORY)
    found = bridge(Between.of(side(workspace, "2004"), side(workspace, "2005")))
    exchange = next(bar for bar in found.bars if bar.cause.name == "exchange")
    assert exchange.cells
    assert not {row.sheet for row in exchange.rows} & {"Posts", "Temporary assistance", "Interpretation"}


def each_year_moves_its_own_bar_and_pay_no_bar_of_prices(models: Catalogue) -> None:
    new = section(models, CASE)
    frames = new.inputs.frames | {"assumptions": new.inputs.frames["assumptions"].copy()}
    of_years = frames["assumptions"]["assumption"].isin(YEARS)
    frames["assumptions"].loc[of_years, "value"] = 2003
    inputs = replace(new.inputs, frames=frames)
    old = replace(new, inputs=inputs, figures=cost(models, frames, inputs.named))
    moved = {bar.cause.name: bar.total for bar in bridge(Between.of(old, new)).bars if bar.total}
    assert moved == {"price": 400, "pay": 18_000}


def a_rate_that_is_given_as_units_per_euro_is_worth_what_its_bounds_say(models: Catalogue) -> None:
    said = {"Currency": "USD", "Rate": None, "Units per euro": 1.25, "Low": 0.7, "High": 0.9}
    case = {"Currencies": [said], "Prices": [{"Price": "room", "Amount": 100, "Currency": "USD"}], "Operating requirements": [{"Requirement": "rent"}]}
    found = section(models, case)
    (rate,) = register(found.catalogue, found.inputs, found.layout)
    assert (rate.key, rate.at_stake) == ("USD", 20)
    row = found.inputs.frames["currencies"].set_index("currency").to_dict("index")["USD"]
    listed = [each for each in looked_up_rate(found.figures, rate, row) if isinstance(each, Live)]
    assert [(each.value, each.number) for each in listed] == [(0.8, ""), (0.7, ""), (0.9, "")]
