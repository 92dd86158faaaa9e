"""Naming: columns, assumptions, look-ups and sums called by the titles that people read."""

from __future__ import annotations

from typing import Any

import pytest

from aspbudget.declare.model import Assumption, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.naming import Naming, words
from aspbudget.lines.formula import Own
from aspbudget.lines.line import Line, line


class Towns(Sheet):
    """A town."""

    town: str = column("Town", "The town.", key=True)
    tax: float = column("Tax a head", "What is paid there.")

    class Config:
        """The name on the tab."""

        title = "Towns and villages"


class Trips(Sheet):
    """A trip."""

    trip: str = column("Trip", "Its name.", key=True)
    town: str = column("Where to", "Where to.", refers="towns")
    season: str = column("Season", "When.")
    people: float = column("People", "How many.")


@line(unit="", source="A test")
def fee(town: Any, towns: Any, people: Any, share_of_all: Any) -> Any:
    """What is paid."""
    return towns.at(town, "tax") * people * share_of_all


@line(unit="", source="A test", label="Fee in Bern")
def doubled(fee: Any) -> Any:
    """Twice."""
    return fee * 2


@line(unit="", source="A test")
def summer_people(town: Any, trips: Any) -> Any:
    """Who comes in summer."""
    return trips.total("people", town=town, season="summer")


@line(unit="", source="A test")
def most(trips: Any) -> Any:
    """The largest fee of all."""
    return trips.highest("doubled")


@line(unit="", source="A test")
def visits(town: Any, trips: Any) -> Any:
    """How often people come."""
    return trips.count(town=town)


KEPT = Line("kept", lambda people: people, ("people",), "As it is.", "", "A test", live=False)


@pytest.fixture(scope="module")
def bound() -> Catalogue:
    """Trips to towns."""
    tables = (Table(Towns, (summer_people, most, visits)), Table(Trips, (fee, doubled, KEPT)))
    return Catalogue((Model("Trips", "", 1, tables, (Assumption("share_of_all", "", "A share."),)),))


@pytest.mark.parametrize(
    ("table", "name", "shown"),
    [
        ("trips", "fee", "tax a head of the where to (sheet Towns and villages) × people × share of all"),
        ("trips", "doubled", "fee × 2"),
        ("towns", "summer_people", "total of people in sheet Trips for the same where to where season is “summer”"),
        ("towns", "most", "highest fee in Bern in sheet Trips"),
        ("towns", "visits", "number of rows in sheet Trips for the same where to"),
        ("trips", "kept", "Computed by the tool and written as a value; it does not change in the workbook."),
    ],
)
def a_figure_is_worded_by_the_titles_of_what_it_is_made_of(bound: Catalogue, table: str, name: str, shown: str) -> None:
    assert words(bound.figures[table, name], bound) == shown


def a_column_has_its_title_in_running_text_and_a_line_its_label(bound: Catalogue) -> None:
    naming = Naming("trips", bound)
    assert naming.leaf(Own("town")) == "where to"
    assert naming.column("trips", "doubled") == "fee in Bern"
    assert naming.sheet("towns") == "Towns and villages"
