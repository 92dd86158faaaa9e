"""Rules: what breaks one is reported at its cell, word for word, unless a cell that it is made of is faulty already."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from aspbudget.declare.model import GENERAL, Assumption, Model, Rule, Table
from aspbudget.declare.sheet import Date, Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import cost
from aspbudget.figures.rules import as_shown, broken_rules, uncomputed
from aspbudget.lines.line import line


class Towns(Sheet):
    """A town."""

    town: str = column("Town", "The town.", key=True)
    beds: float = column("Beds", "How many beds it has.")


class Trips(Sheet):
    """A trip."""

    trip: str = column("Trip", "Its name.", key=True)
    town: str = column("Where to", "Where to.", refers="towns")
    people: float = column("People", "How many.")
    leaves: Date = column("Leaves", "When it begins.")
    returns: Date = column("Returns", "When it ends.")
    fee: float = column("Fee", "What is paid.", required=False)


@line(unit="", source="A test")
def comes_back(leaves: Any, returns: Any) -> Any:
    """a trip can't end before it begins"""
    return returns >= leaves


@line(unit="", source="A test")
def sleeps_somewhere(people: Any, town: Any, towns: Any) -> Any:
    """{found} people need more than the {wanted} beds there are"""
    return people <= towns.at(town, "beds")


@line(unit="", source="A test")
def beds_are_enough(trips: Any, beds_in_all: Any) -> Any:
    """{found} people travel, and there are {wanted} beds"""
    return trips.total("people") <= beds_in_all


@line(unit="", source="A test")
def few_travel(trips: Any) -> Any:
    """{found} trips are more than {wanted}; join some of them"""
    return trips.count() <= 3


@line(unit="", source="A test")
def fee_a_head(fee: Any, people: Any) -> Any:
    """What each pays."""
    return fee / people


@line(unit="", source="A test", label="Share of the beds")
def share_of_beds(people: Any, beds_in_all: Any) -> Any:
    """How much of all beds it takes."""
    return people / beds_in_all


@line(unit="", source="A test")
def has_beds(beds: Any) -> Any:
    """a town has beds or none"""
    return beds >= 0


@line(unit="", source="A test")
def takes_a_hundredth(share_of_beds: Any) -> Any:
    """it is more than a hundredth of all beds"""
    return share_of_beds <= 0.01


@line(unit="", source="A test")
def has_a_fee(fee: Any) -> Any:
    """enter it, or 0 if there is none"""
    return fee > 0


RULES = (Rule(comes_back, at="returns"), Rule(sleeps_somewhere, at="people"), Rule(few_travel), Rule(beds_are_enough, assumption="beds_in_all"))


@pytest.fixture(scope="module")
def bound() -> Catalogue:
    """Trips to towns, with four rules: two of a cell, one of the sheet, one of an assumption."""
    tables = (Table(Towns), Table(Trips, (fee_a_head, share_of_beds), rules=RULES))
    return Catalogue((GENERAL, Model("Trips", "", 1, tables, (Assumption("beds_in_all", "beds", "All beds."),))))


GENERAL_FRAMES = {
    "cycle": pd.DataFrame([{"cycle": "2004", "section": "A", "currency": "EUR", "prepared_on": pd.NaT, "prepared_by": "", "reviewed_by": "", "languages": ""}]),
    "assumptions": pd.DataFrame(
        [{"assumption": "beds_in_all", "value": 1000.0, "unit": "", "what": "", "source": "", "status": "", "dated": pd.NaT, "lowest": 0.0, "highest": 0.0}],
        index=[5],
    ).astype({"dated": "datetime64[ns]"}),
}


def frames(*people: float, **changed: object) -> dict[str, pd.DataFrame]:
    """Return trips to Bern, which has 2,500 beds, with as many people; the first trip stands in row 5."""
    trips = [
        {"trip": f"trip {place}", "town": "Bern", "people": float(number), "leaves": "2004-09-06", "returns": "2004-09-10", "fee": 100.0} | changed
        for place, number in enumerate(people)
    ]
    columns = [each.name for each in Trips.columns()]
    frame = pd.DataFrame(trips, columns=columns, index=range(5, 5 + len(trips)))
    frame = frame.astype({"leaves": "datetime64[ns]", "returns": "datetime64[ns]", "people": float, "fee": float})
    return GENERAL_FRAMES | {"towns": pd.DataFrame({"town": ["Bern"], "beds": [2500.0]}, index=[5]), "trips": frame}


def faults(bound: Catalogue, given: dict[str, pd.DataFrame], faulty: set[tuple[str, str, int]] | None = None, beds: float = 1000.0) -> list[tuple[str, str, int, str]]:
    """Return the rules that are broken: the table, the column to blame, its row, and what is wrong."""
    _, broken = broken_rules(bound, given, {"beds_in_all": beds}, faulty or set())
    return [(each.table.name, each.column, each.row, each.message) for each in broken]


def no_rule_is_broken_by_rows_that_meet_it(bound: Catalogue) -> None:
    assert faults(bound, frames(3, 4)) == []


def each_row_that_breaks_a_rule_is_reported_at_its_cell_with_what_stands_there(bound: Catalogue) -> None:
    given = frames(3, 4)
    given["trips"].loc[6, "returns"] = pd.Timestamp(2004, 9, 1)
    assert faults(bound, given) == [("trips", "returns", 6, "Returns is 1 September 2004; a trip can't end before it begins.")]


def the_two_sides_of_a_comparison_stand_in_their_places(bound: Catalogue) -> None:
    assert faults(bound, frames(3, 2600), beds=9999) == [
        ("trips", "people", 6, "People is 2,600; 2,600 people need more than the 2,500 beds there are."),
    ]  # fmt: skip


def a_rule_of_a_whole_sheet_is_reported_once_in_no_row(bound: Catalogue) -> None:
    assert faults(bound, frames(1, 1, 1)) == []
    assert faults(bound, frames(1, 1, 1, 1)) == [("trips", "trip", 0, "4 trips are more than 3; join some of them.")]


def a_rule_of_an_assumption_is_reported_once_at_the_assumption(bound: Catalogue) -> None:
    assert faults(bound, frames(700, 800)) == [
        ("assumptions", "value", 5, "Beds in all is 1,000; 1,500 people travel, and there are 1,000 beds."),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", [("trips", "returns", 6), ("trips", "leaves", 6)])
def a_cell_that_is_faulty_proves_nothing_of_its_row(bound: Catalogue, cell: tuple[str, str, int]) -> None:
    given = frames(3, 4, 5)
    given["trips"].loc[[6, 7], "returns"] = pd.Timestamp(2004, 9, 1)
    assert [row for _, _, row, _ in faults(bound, given, {cell})] == [7]


def a_faulty_row_that_is_looked_up_proves_nothing_of_those_that_look_there(bound: Catalogue) -> None:
    assert faults(bound, frames(2600), {("towns", "beds", 5)}, beds=9999) == []
    assert faults(bound, frames(2600), {("towns", "beds", 6)}, beds=9999) != []


def a_look_up_that_finds_nothing_is_a_fault_of_its_own(bound: Catalogue) -> None:
    assert faults(bound, frames(2600, town="Basel"), {("trips", "fee", 99)}, beds=9999) == []


def a_sum_over_a_faulty_cell_or_over_a_sheet_that_is_missing_proves_nothing(bound: Catalogue) -> None:
    given = frames(700, 800)
    assert faults(bound, given, {("trips", "people", 6)}) == []
    assert faults(bound, given, {("trips", "people", 0)}) == []
    assert len(faults(bound, given, {("trips", "fee", 6)})) == 1


def the_rows_that_break_a_rule_because_of_one_row_elsewhere_are_one_fault_when_they_are_many(bound: Catalogue) -> None:
    given = frames(2600, 3, 2600, 2600, 2700)
    alone = [("trips", "people", row, f"People is {people}; {people} people need more than the 2,500 beds there are.") for row, people in ((5, "2,600"), (7, "2,600"))]
    assert [each for each in faults(bound, frames(2600, 3, 2600), beds=9999) if each[1] == "people"] == alone
    first, *others = [each for each in faults(bound, given, beds=99999) if each[1] == "people"]
    assert first == (*alone[0][:3], f'{alone[0][3]} The same goes for 3 more rows with Where to "Bern", the last row 9: if they are right, correct it on sheet Towns.')
    assert others == [("trips", "people", row, "") for row in (7, 8, 9)]


def the_rows_that_look_up_different_rows_or_none_are_told_one_by_one(bound: Catalogue) -> None:
    given = frames(2600, 2600, 2600, 2600)
    given["towns"] = pd.DataFrame({"town": ["Bern", "Chur"], "beds": [2500.0, 2500.0]}, index=[5, 6])
    given["trips"].loc[[7, 8], "town"] = "Chur"
    assert all(message for *_, message in faults(bound, given, beds=99999))
    late = frames(3, 3, 3, 3, 3, leaves="2004-10-01")
    assert len([message for _, column, _, message in faults(bound, late) if column == "returns" and message]) == 5


def a_cell_that_is_faulty_already_does_not_hide_the_others_that_break_the_rule() -> None:
    given = frames(2600, 2600, 2600, 2600, 2600)
    rule = Rule(sleeps_somewhere, at="fee")
    elsewhere = Catalogue((GENERAL, Model("Trips", "", 1, (Table(Towns), Table(Trips, rules=(rule,))))))
    _, broken = broken_rules(elsewhere, given, {}, {("trips", "fee", 5)})
    assert [(each.row, bool(each.message)) for each in broken] == [(6, True), (7, False), (8, False), (9, False)]


def a_row_that_looks_up_what_breaks_a_rule_itself_only_follows() -> None:
    small = Table(Towns, rules=(Rule(has_beds, at="beds"),))
    known = Catalogue((GENERAL, Model("Trips", "", 1, (small, Table(Trips, rules=(Rule(sleeps_somewhere, at="people"),))))))
    given = frames(3, 4, 2600)
    given["towns"] = pd.DataFrame({"town": ["Bern"], "beds": [-1.0]}, index=[5])
    _, broken = broken_rules(known, given, {}, set())
    assert [each.cell for each in broken] == [("towns", "beds", 5)]


def a_row_that_depends_on_an_assumption_that_breaks_a_rule_itself_only_follows() -> None:
    rules = (Rule(beds_are_enough, assumption="beds_in_all"),)
    sharing = Table(Trips, (share_of_beds,), rules=(Rule(takes_a_hundredth, at="people"),))
    known = Catalogue((GENERAL, Model("Trips", "", 1, (Table(Towns, rules=rules), sharing), (Assumption("beds_in_all", "beds", "All beds."),))))
    assert [each.cell for each in broken_rules(known, frames(50), {"beds_in_all": 1000.0}, set())[1]] == [("trips", "people", 5)]
    assert [each.cell for each in broken_rules(known, frames(50), {"beds_in_all": 49.0}, set())[1]] == [("assumptions", "value", 5)]
    assert broken_rules(known, frames(50), {"beds_in_all": 1000.0}, {("assumptions", "value", 5)})[1] == []


def a_rule_about_empty_cells_passes_over_a_cell_in_which_0_is_entered() -> None:
    known = Catalogue((GENERAL, Model("Trips", "", 1, (Table(Towns), Table(Trips, rules=(Rule(has_a_fee, at="fee", when_empty=True),))))))
    given = frames(3, 4, 5)
    given["trips"]["fee"] = [float("nan"), 0.0, 7.0]
    assert [(each.row, each.message) for each in broken_rules(known, given, {}, set())[1]] == [(5, "Fee is empty; enter it, or 0 if there is none.")]


def the_figures_come_with_the_rules(bound: Catalogue) -> None:
    figures, _ = broken_rules(bound, frames(4), {"beds_in_all": 1000.0}, set())
    assert list(figures.values("trips", "fee_a_head")) == [25]


def a_figure_that_divides_by_an_empty_cell_is_reported_at_its_row(bound: Catalogue) -> None:
    figures = cost(bound, frames(3, 0), {"beds_in_all": 10})
    assert [(each.column, each.row, each.message) for each in uncomputed(figures)] == [
        ("trip", 6, "Fee a head can't be computed for this row, because it divides by nothing or looks up something that is not there; check the row's cells."),
    ]  # fmt: skip


def a_figure_that_divides_by_an_empty_assumption_is_reported_once_at_the_assumption(bound: Catalogue) -> None:
    figures = cost(bound, frames(3, 0), {"beds_in_all": 0})
    assert [(each.table.name, each.row, each.message) for each in uncomputed(figures)] == [
        ("assumptions", 5, "Value is empty or 0, but Share of the beds on sheet Trips divides by it; give it a value."),
    ]  # fmt: skip


def no_figure_is_missing_where_all_can_be_computed(bound: Catalogue) -> None:
    assert list(uncomputed(cost(bound, frames(3, 4), {"beds_in_all": 10}))) == []


@pytest.mark.parametrize(
    ("value", "shown"),
    [(pd.Timestamp(2004, 9, 6), "6 September 2004"), (1234.5, "1,234.5"), ("Bern", '"Bern"'), ("", "empty"), (None, "empty")],
)
def a_value_is_shown_as_a_person_reads_it(value: object, shown: str) -> None:
    assert as_shown(value) == shown


def a_year_is_shown_without_its_thousands_apart() -> None:
    assert as_shown(2004.0, ".10g") == "2004"
