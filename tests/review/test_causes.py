"""Causes: those that models declare in their order, then those that columns only name, then the bridge's own."""

from __future__ import annotations

from itertools import groupby

from aspbudget.declare.model import Assumption, Cause, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.review.causes import causes

OWN = ["one-time", "volume", "new", "savings", "method"]


class Trips(Sheet):
    """A trip."""

    trip: str = column("Trip", "Its name.", key=True)
    fare: float = column("Fare", "What it costs.", cause="fare_war")


def bound(*declared: Cause, cause: str = "volume", assumed: str = "volume") -> Catalogue:
    """Return trips, in a table of this cause, with an assumption of that one, and with declared causes."""
    return Catalogue((Model("Trips", "", 1, (Table(Trips, cause=cause),), (Assumption("tax", "", "A tax.", cause=assumed),), causes=declared),))


def names(catalogue: Catalogue) -> list[str]:
    """Return the names of the causes in their order."""
    return [cause.name for cause in causes(catalogue)]


def a_cause_that_only_a_column_a_table_or_an_assumption_names_comes_before_those_of_the_bridge() -> None:
    assert names(bound(cause="fuel", assumed="law")) == ["fare_war", "fuel", "law", *OWN]
    assert causes(bound())[0] == Cause("fare_war", "Fare war", "")


def a_cause_that_is_declared_has_the_title_of_the_model_and_its_place() -> None:
    shown = (Cause("fuel", "Fuel prices", "…"), Cause("savings", "Efficiencies", "…"), Cause("fare_war", "Fares", "…"))
    found = causes(bound(*shown, cause="fuel"))
    assert found[:3] == shown
    assert [cause.name for cause in found[3:]] == ["one-time", "volume", "new", "method"]


def a_cause_that_is_declared_comes_before_one_that_is_only_named() -> None:
    assert names(bound(Cause("fuel", "Fuel prices", "…"), cause="fuel")) == ["fuel", "fare_war", *OWN]


def the_causes_of_the_product_are_costed_from_prices_to_method(models: Catalogue) -> None:
    assert names(models) == ["one-time", "full-year", "price", "exchange", "pay", "new", "calendar", "volume", "savings", "method"]


def the_causes_of_one_group_stand_together(models: Catalogue) -> None:
    groups = [cause.group for cause in causes(models)]
    assert [title for title, _ in groupby(groups)] == ["Technical adjustments", "Recosting", "Resource changes", ""]


def the_full_year_is_a_cause_only_where_rows_have_other_values_in_later_years() -> None:
    later = Catalogue((Model("Trips", "", 1, (Table(Trips, later=(("fare", 10),)),)),))
    assert names(later) == ["fare_war", "one-time", "full-year", *OWN[1:]]
