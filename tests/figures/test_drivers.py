"""Drivers: the input columns on which a figure depends, through lines, look-ups, sums, derived tables and assumptions."""

from __future__ import annotations

from typing import Any

import pytest

from aspbudget.declare.model import GENERAL, Assumption, Charge, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.drivers import drivers
from aspbudget.lines.line import line
from aspbudget.lines.table import Crossing, Distinct


class Towns(Sheet):
    """A town."""

    town: str = column("Town", "The town.", key=True)
    tax: float = column("Tax", "What is paid there.")
    motto: str = column("Motto", "What it says of itself.")


class Aims(Sheet):
    """An aim."""

    aim: str = column("Aim", "The aim.", key=True)


class Trips(Sheet):
    """A trip to a town."""

    trip: str = column("Trip", "Its name.", key=True)
    town: str = column("Town", "Where to.", refers="towns")
    aim: str = column("Aim", "What for.", refers="aims")
    month: float = column("Month", "When.")
    people: float = column("People", "How many.")
    remark: str = column("Remark", "Anything.")


@line(unit="", source="A test")
def fee(people: Any, town: Any, towns: Any, share: Any) -> Any:
    """What the trip costs."""
    return people * towns.at(town, "tax") * share


@line(unit="", source="A test")
def doubled(people: Any) -> Any:
    """Twice as many."""
    return people * 2


@line(unit="", source="A test")
def busy(month: Any, trips: Any) -> Any:
    """How many people travel in the month."""
    return trips.total("doubled", month=month)


@line(unit="", source="A test")
def flat(share: Any) -> Any:
    """The same in every month."""
    return share * 2


@line(unit="", source="A test")
def months(day_count: Any) -> Any:
    """The same number."""
    return day_count


@line(unit="", source="A test")
def day_count(busy_months: Any) -> Any:
    """How many months are busy."""
    return busy_months.count()


MONTHS = Distinct("busy_months", "Busy months", "The months in which someone travels.", "trips", ("month",))
GRID = Crossing("grid", "Grid", "Every town with every aim.", (("town", "towns"), ("aim", "aims")))


@pytest.fixture(scope="module")
def bound() -> Catalogue:
    """Trips, the months and places in which they are made, and what they are charged with."""
    tables = (
        Table(Towns, (day_count, months)), Table(Aims), Table(Trips, (fee, doubled), (Charge("fee"),)), Table(MONTHS, (busy, flat)), Table(GRID, collects=True),
    )  # fmt: skip
    return Catalogue((GENERAL, Model("Trips", "", 1, tables, (Assumption("share", "", "A share."),))))


TRIP = {("trips", "people"), ("trips", "town"), ("towns", "tax"), ("towns", "town"), ("assumptions", "value")}


def a_line_depends_on_its_own_columns_and_on_those_that_it_looks_up(bound: Catalogue) -> None:
    assert drivers(bound, "trips", "fee") == TRIP


def a_total_depends_on_the_column_that_it_adds_up_and_on_those_that_choose_its_rows(bound: Catalogue) -> None:
    assert drivers(bound, "busy_months", "busy") == {("trips", "people"), ("trips", "month")}


def a_collecting_table_depends_on_what_is_charged_and_on_the_keys_of_its_headings(bound: Catalogue) -> None:
    assert drivers(bound, "grid", "unrounded") == TRIP | {("trips", "aim"), ("aims", "aim")}


def a_figure_of_a_derived_table_depends_on_the_columns_that_make_its_rows(bound: Catalogue) -> None:
    assert drivers(bound, "towns", "months") == {("trips", "month")}
    assert drivers(bound, "busy_months", "flat") == {("trips", "month"), ("assumptions", "value")}


def no_column_that_only_speaks_to_the_reader_drives_anything(bound: Catalogue) -> None:
    every = {place for table, figure in bound.figures for place in drivers(bound, table, figure)}
    assert not {("trips", "remark"), ("towns", "motto")} & every


def an_input_column_depends_on_itself_alone(bound: Catalogue) -> None:
    assert drivers(bound, "trips", "people") == {("trips", "people")}
