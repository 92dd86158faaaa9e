"""Charging: what tables charge to a line, added up where each says that it belongs, and rows counted by the keys made of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from support.journeys import DAYS, FRAMES, GIFTS, HEADINGS, TRAVEL

from aspbudget.declare.model import Charge, Model, Months, Table
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.charging import charges, planned, rows_found
from aspbudget.figures.cost import Figures, cost
from aspbudget.lines.line import CURRENCY, Line, line
from aspbudget.lines.table import Crossing, Numbered


@pytest.fixture(scope="module")
def computed() -> Figures:
    """The figures of three journeys and two gifts."""
    return cost(Catalogue((HEADINGS, TRAVEL, GIFTS)), FRAMES, {})


def column(computed: Figures, name: str) -> dict[tuple[str, str], float]:
    """Return a column of the lines, by town and purpose."""
    return dict(computed.frame("lines").set_index(["town", "purpose"])[name])


def a_charge_is_added_up_in_the_line_in_which_its_row_says_that_it_belongs(computed: Figures) -> None:
    assert column(computed, "return_fare_of_journeys") == {("A", "work"): 80, ("A", "peace"): 0, ("B", "work"): 40, ("B", "peace"): 0}
    assert column(computed, "worth_of_gifts") == {("A", "work"): 5, ("A", "peace"): 7, ("B", "work"): 0, ("B", "peace"): 0}


def the_lines_of_all_charges_add_up_before_anything_is_made_of_them(computed: Figures) -> None:
    assert column(computed, "unrounded") == {("A", "work"): 80 + 4 + 5, ("A", "peace"): 7, ("B", "work"): 40 + 2, ("B", "peace"): 0}
    assert column(computed, "tenfold") == {("A", "work"): 890, ("A", "peace"): 70, ("B", "work"): 420, ("B", "peace"): 0}


def each_charge_has_a_line_named_after_its_cost_and_its_table() -> None:
    (gifts,) = GIFTS.tables
    found = charges([(gifts, gifts.charges[0])], ("town", "purpose"))
    assert [(each.name, each.parameters, each.unit) for each in found] == [
        ("worth_of_gifts", ("gifts", "town", "purpose"), CURRENCY), ("unrounded", ("worth_of_gifts",), CURRENCY),
    ]  # fmt: skip
    assert (found[0].label, found[0].meaning) == ("Gifts", "What sheet Gifts charges to the line.")


PLAN = Crossing("plan", "Plan", "Every line in every month.", (("town", "towns"), ("purpose", "purposes"), ("month", "year")))
YEAR = Model("Year", "", 4, (Table(Numbered("year", "Year", "The months.", "month", 12)), Table(PLAN, plans="month")))


@line(unit=CURRENCY, source="A test")
def monthly(worth: Any) -> Any:
    """A third of it."""
    return worth / 3


def by_month(*models: Model) -> dict[tuple[str, str, float], dict[str, float]]:
    """Return the plan by town, purpose and month, as the models have it."""
    return dict(cost(Catalogue((HEADINGS, *models, YEAR)), FRAMES, {}).frame("plan").set_index(["town", "purpose", "month"]).to_dict("index"))


def a_charge_of_which_nothing_is_said_does_not_ask_for_the_month() -> None:
    (gifts,) = GIFTS.tables
    of_gifts, _ = planned([(gifts, replace(gifts.charges[0], months=None))], ("town", "purpose"), "month")
    assert of_gifts.parameters == ("gifts", "town", "purpose")
    assert of_gifts.meaning == "What sheet Gifts plans for the line in the month: a twelfth of its cost."


def a_charge_of_which_nothing_is_said_is_planned_evenly_over_the_year() -> None:
    found = by_month(TRAVEL, GIFTS)
    assert len(found) == 2 * 2 * 12
    for month in range(1, 13):
        assert found["A", "work", month]["return_fare_of_journeys"] == 80 / 12
        assert found["A", "work", month]["planned"] == pytest.approx((80 + 4 + 5) / 12)


def a_charge_is_planned_in_the_months_from_its_first_to_its_last_and_is_whole_in_all_of_them() -> None:
    from_to = {"first": lambda worth: worth, "last": lambda worth: worth + 2}
    lines = [monthly, *(Line(name, function, ("worth",), "A month.", "", "A test") for name, function in from_to.items())]
    table = replace(GIFTS.tables[0], in_year=tuple(lines), charges=(Charge("worth", months=Months("monthly", "first", "last")),))
    found = by_month(TRAVEL, replace(GIFTS, tables=(table,)))
    assert [found["A", "work", month]["worth_of_gifts"] for month in (4, 5, 6, 7, 8)] == [0, 5 / 3, 5 / 3, 5 / 3, 0]
    assert [found["A", "peace", month]["worth_of_gifts"] for month in (6, 7, 9, 10)] == [0, 7 / 3, 7 / 3, 0]


def a_line_for_the_months_alone_is_left_out_where_years_are_counted() -> None:
    table = replace(GIFTS.tables[0], in_year=(monthly,), charges=(Charge("worth", months=Months("monthly", "worth", "worth")),))
    whole = Catalogue((HEADINGS, TRAVEL, replace(GIFTS, tables=(table,)), YEAR))
    assert ("gifts", "monthly") in whole.figures
    assert ("gifts", "monthly") not in whole.by_years.figures
    assert whole.by_years.tables["gifts"].charges == (Charge("worth"),)
    assert (plain := Catalogue((HEADINGS, TRAVEL, GIFTS))) is plain.by_years


def rows_of_days(journeys: pd.DataFrame) -> list[tuple[str, float]]:
    """Return the class of each day of travel, by class, with the number of its journeys."""
    found = cost(Catalogue((HEADINGS, TRAVEL, GIFTS)), FRAMES | {"journeys": journeys}, {})
    return list(zip(found.values("days", "carriage"), found.values("days", "rows"), strict=True))


def each_row_made_of_keys_counts_the_rows_that_it_is_made_of() -> None:
    journeys = FRAMES["journeys"].assign(on=pd.to_datetime(["2004-06-01", "2004-06-02", "2004-06-01"]), fare=[10.0, 10.0, 10.0])
    assert rows_of_days(journeys) == [("second", 2), ("second", 1)]
    assert rows_of_days(FRAMES["journeys"]) == [("second", 1), ("first", 2)]
    declared = rows_found(DAYS, "Journeys")
    assert (declared.parameters, declared.meaning, declared.label) == (("journeys", "on", "carriage"), "How many rows of sheet Journeys belong here.", "Journeys")
