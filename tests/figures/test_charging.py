"""Charging: what tables charge to a line, added up where each says that it belongs, and rows counted by the keys made of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from aspbudget.declare.model import Charge, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.charging import charges, rows_found
from aspbudget.figures.cost import cost
from aspbudget.lines.line import CURRENCY, line
from aspbudget.lines.table import Crossing, Distinct


class Offices(Sheet):
    """An office."""

    office: str = column("Office", "Its name.", key=True)


class Items(Sheet):
    """An item."""

    item: str = column("Item", "Its name.", key=True)


class Trips(Sheet):
    """A trip, whose item is its aim."""

    trip: str = column("Trip", "Its name.", key=True)
    office: str = column("Office", "Who pays.", refers="offices")
    aim: str = column("Aim", "What for.", refers="items")
    fare: float = column("Fare", "What it costs.")
    deposit: float = column("Deposit", "What is paid before.")


class Gifts(Sheet):
    """A gift."""

    gift: str = column("Gift", "Its name.", key=True)
    office: str = column("Office", "Who pays.", refers="offices")
    item: str = column("Item", "What for.", refers="items")
    worth: float = column("Worth", "What it costs.")


@line(unit=CURRENCY, source="A test")
def printed(unrounded: Any) -> Any:
    """The sum in whole tens."""
    return unrounded * 10


GRID = Crossing("grid", "Grid", "Every office with every item.", (("office", "offices"), ("item", "items")))
USED = Distinct("used", "Used", "The offices that travel.", "trips", ("office",))
BY_AIM = {"item": "aim"}
TRIPS = Table(Trips, charges=(Charge("fare", under=BY_AIM), Charge("deposit", under=BY_AIM)))
GIFTS = Table(Gifts, charges=(Charge("worth"),))
FRAMES = {
    "offices": pd.DataFrame({"office": ["A", "B"]}),
    "items": pd.DataFrame({"item": ["work", "rest"]}),
    "trips": pd.DataFrame({"trip": ["1", "2", "3"], "office": ["A", "B", "A"], "aim": ["work"] * 3, "fare": [10.0, 20.0, 30.0], "deposit": [1.0, 2.0, 3.0]}),
    "gifts": pd.DataFrame({"gift": ["x", "y"], "office": ["A", "A"], "item": ["work", "rest"], "worth": [5.0, 7.0]}),
}


@pytest.fixture(scope="module")
def bound() -> Catalogue:
    """Two tables that charge to a grid, and one made of the keys of trips."""
    return Catalogue((Model("A", "", 1, (Table(Offices), Table(Items), TRIPS, GIFTS, Table(USED), Table(GRID, (printed,), collects=True))),))


def a_charge_is_added_up_in_the_line_in_which_its_row_says_that_it_belongs(bound: Catalogue) -> None:
    found = cost(bound, FRAMES, {}).frame("grid").set_index(["office", "item"])
    assert dict(found["fare_of_trips"]) == {("A", "work"): 40, ("A", "rest"): 0, ("B", "work"): 20, ("B", "rest"): 0}
    assert dict(found["worth_of_gifts"]) == {("A", "work"): 5, ("A", "rest"): 7, ("B", "work"): 0, ("B", "rest"): 0}


def the_lines_of_all_charges_add_up_before_anything_is_rounded(bound: Catalogue) -> None:
    found = cost(bound, FRAMES, {}).frame("grid").set_index(["office", "item"])
    assert dict(found["unrounded"]) == {("A", "work"): 40 + 4 + 5, ("A", "rest"): 7, ("B", "work"): 20 + 2, ("B", "rest"): 0}
    assert dict(found["printed"]) == {("A", "work"): 490, ("A", "rest"): 70, ("B", "work"): 220, ("B", "rest"): 0}


def each_charge_has_a_line_named_after_its_cost_and_its_table() -> None:
    found = charges([(GIFTS, GIFTS.charges[0])], ("office", "item"))
    assert [(each.name, each.parameters, each.unit) for each in found] == [
        ("worth_of_gifts", ("gifts", "office", "item"), CURRENCY), ("unrounded", ("worth_of_gifts",), CURRENCY),
    ]  # fmt: skip
    assert (found[0].label, found[0].meaning) == ("Gifts", "What sheet Gifts charges to the line.")


def each_row_made_of_keys_counts_the_rows_that_it_is_made_of(bound: Catalogue) -> None:
    found = cost(bound, FRAMES, {})
    assert dict(zip(found.values("used", "office"), found.values("used", "rows"), strict=True)) == {"A": 2, "B": 1}
    declared = rows_found(USED, "Trips")
    assert (declared.parameters, declared.meaning, declared.label) == (("trips", "office"), "How many rows of sheet Trips belong here.", "Trips")
