"""Printed tables as values: rows with their subtotals, headings across, and the amount in each cell, on a table of six cells."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from aspbudget.declare.layout import Printed, Shown
from aspbudget.declare.model import GENERAL, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import Figures, cost
from aspbudget.figures.printed import Row, amounts, cycle_before, is_full, keys_across, lines_of, rows_down
from aspbudget.lines.line import line
from aspbudget.lines.table import Crossing


class Towns(Sheet):
    """A town."""

    town: str = column("Town", "The town.", key=True)
    name: str = column("Name", "Its name.")


class Things(Sheet):
    """A thing that is bought."""

    thing: str = column("Thing", "The thing.", key=True)
    group: str = column("Group", "Its group.")


class Bills(Sheet):
    """A bill."""

    bill: str = column("Bill", "Its name.", key=True)
    town: str = column("Town", "Where.", refers="towns")
    thing: str = column("Thing", "For what.", refers="things")
    paid: float = column("Paid", "How much.")


@line(unit="", source="A test")
def spent(bills: Any, town: Any, thing: Any) -> Any:
    """What was paid."""
    return bills.total("paid", town=town, thing=thing)


@line(unit="", source="A test")
def number(bills: Any, town: Any, thing: Any) -> Any:
    """How many bills there are."""
    return bills.count(town=town, thing=thing)


GRID = Crossing("grid", "Grid", "Every town with every thing.", (("town", "towns"), ("thing", "things")))
LAYOUT = Printed("Grid", "what was paid", "grid", (("spent", "Paid"), ("number", "Bills")), "thing", "group", "town", heading="name", when=("bills",))
FRAMES = {
    "cycle": pd.DataFrame([{"cycle": "2004", "section": "A", "currency": "EUR", "prepared_on": pd.NaT, "prepared_by": "", "reviewed_by": "", "languages": ""}]),
    "assumptions": pd.DataFrame(columns=["assumption", "value", "unit", "what", "source", "status", "dated", "lowest", "highest"]).astype(
        {"value": float, "lowest": float, "highest": float, "dated": "datetime64[ns]"}
    ),
    "towns": pd.DataFrame({"town": ["1", "2"], "name": ["First", "Second"]}),
    "things": pd.DataFrame({"thing": ["pens", "ink", "cars"], "group": ["paper", "paper", "steel"]}),
    "bills": pd.DataFrame({"bill": ["a", "b", "c"], "town": ["2", "2", "1"], "thing": ["ink", "ink", "cars"], "paid": [10.4, 20.2, 1.5]}),
}


@pytest.fixture(scope="module")
def bound() -> Catalogue:
    """Towns, things, bills, and the table of what was paid."""
    tables = (Table(Towns), Table(Things), Table(Bills), Table(GRID, (spent, number)))
    return Catalogue((GENERAL, Model("Bills", "", 1, tables, printed=(LAYOUT,))))


@pytest.fixture(scope="module")
def figures(bound: Catalogue) -> Figures:
    """The figures of three bills."""
    return cost(bound, FRAMES, {})


def the_rows_are_the_keys_with_a_subtotal_after_each_group_and_a_total(figures: Figures) -> None:
    assert rows_down(figures, LAYOUT) == [
        Row("pens", "key"), Row("ink", "key"), Row("Subtotal paper", "subtotal"), Row("cars", "key"), Row("Subtotal steel", "subtotal"), Row("Total", "total"),
    ]  # fmt: skip


def the_keys_across_have_their_headings_or_else_themselves(figures: Figures) -> None:
    assert keys_across(figures, LAYOUT) == [("1", "First"), ("2", "Second")]
    bare = Printed("Grid", "", "grid", LAYOUT.figures, "thing", "group", "town")
    assert keys_across(figures, bare) == [("1", "1"), ("2", "2")]


def an_amount_is_found_by_its_row_and_its_column(figures: Figures) -> None:
    found = amounts(figures, LAYOUT, "spent")
    assert len(found) == 6
    assert found["ink", "2"] == pytest.approx(30.6)
    assert (found["cars", "1"], found["cars", "2"]) == (1.5, 0)


def a_printed_line_is_whole_and_found_by_what_runs_across_and_then_down(figures: Figures) -> None:
    assert lines_of(figures, LAYOUT)["2", "ink"] == 31
    assert lines_of(figures, LAYOUT, "number")["2", "ink"] == 2


def a_table_is_full_when_a_table_of_earlier_years_has_rows(bound: Catalogue, figures: Figures) -> None:
    assert is_full(figures, LAYOUT)
    none = cost(bound, FRAMES | {"bills": FRAMES["bills"].iloc[:0]}, {})
    assert not is_full(none, LAYOUT)


@pytest.mark.parametrize(("cycle", "back", "before"), [("2004", 1, "2003"), ("2004", 2, "2002"), ("2004-2005", 1, "")])
def the_cycle_before_is_a_year_less_and_none_of_two_years(bound: Catalogue, cycle: str, back: int, before: str) -> None:
    figures = cost(bound, FRAMES | {"cycle": FRAMES["cycle"].assign(cycle=cycle)}, {})
    assert cycle_before(figures, back) == before


def the_last_year_of_a_layout_is_the_column_of_one_cycle_back() -> None:
    earlier = (Shown("spent", "Spent", back=2), Shown("approved", "Approved", back=1))
    assert Printed("", "", "grid", LAYOUT.figures, "thing", "group", "town", earlier=earlier).last_year == "approved"
    assert LAYOUT.last_year == ""
