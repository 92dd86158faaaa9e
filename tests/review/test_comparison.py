"""Comparisons of two small sections as one document: the inputs that moved, the lines that moved, and the bridge between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from support.drafting import section

from aspbudget.review.comparison import Comparison, compare

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue

# Two rooms at 400 become three at 450, an hour goes, a journey comes, a source changes, a name too.
OLD = {
    "Operating requirements": [
        {"Requirement": "rooms", "Quantity": 2}, {"Requirement": "hours", "Quantity": 10, "Price": "hour", "Sub-programme": "4100"},
        {"Requirement": "rent of the desk"}, {"Requirement": "kept"},
    ],
}  # fmt: skip
NEW = {
    "Operating requirements": [
        {"Requirement": "rooms", "Quantity": 3}, {"Requirement": "journey", "Price": "journey", "Object": "Travel"},
        {"Requirement": "rent of desk"}, {"Requirement": "kept", "Source": "another"},
    ],
    "Prices": [{"Price": "room", "Amount": 450}],
}  # fmt: skip
CONTRACTS = {"sub_programme": "4200", "object": "Contractual services"}
HOURS = {"sub_programme": "4100", "object": "Contractual services"}
TRAVEL = {"sub_programme": "4200", "object": "Travel"}


@pytest.fixture(scope="module")
def found(models: Catalogue) -> Comparison:
    """The two sections compared, with the average over all orders of the causes."""
    return compare(section(models, OLD), section(models, NEW), split=True)


@pytest.fixture(scope="module")
def document(found: Comparison) -> dict[str, Any]:
    """The comparison as a document."""
    return found.as_dict()


@pytest.mark.slow
def the_printed_lines_are_those_of_both_sections(found: Comparison) -> None:
    old, new = found.figures
    place = ("4200", "Contractual services")
    assert (old[place], new[place]) == (2 * 400 + 400 + 400, 2300)  # five times 450 is 2,250, half up
    assert tuple(found.axes) == ("sub_programme", "object")


def the_lines_that_moved_are_in_the_document_and_no_others(document: dict[str, Any]) -> None:
    moved = [HOURS | {"old": 300, "new": 0}, CONTRACTS | {"old": 1600, "new": 2300}, TRAVEL | {"old": 0, "new": 1000}]
    assert sorted(document["figures"], key=str) == sorted(moved, key=str)


def the_totals_are_those_of_the_sections(document: dict[str, Any]) -> None:
    assert (document["old"]["total"], document["new"]["total"]) == (1900, 3300)
    assert document["new"]["cycle"] == "2004"


def the_inputs_that_moved_are_listed_by_kind_and_notes_are_counted(document: dict[str, Any]) -> None:
    inputs = document["inputs"]
    assert {(each["key"], each["column"]) for each in inputs["changed"]} == {("rooms", "Quantity"), ("room", "Amount")}
    assert {each["key"] for each in inputs["added"]} == {"journey", "rent of desk"}
    assert {each["key"] for each in inputs["removed"]} == {"hours", "rent of the desk"}
    assert inputs["renamed"] == [{"sheet": "Operating requirements", "before": "rent of the desk", "now": "rent of desk"}]
    assert inputs["notes"] == 1


def the_changes_that_count_are_those_on_which_the_section_depends(found: Comparison) -> None:
    assert len(found.changes) - len(found.counted) == 1
    assert {each.column for each in found.changes if not each.counts} == {"Source"}


def the_bridge_of_the_document_goes_cause_by_cause_from_one_section_to_the_other(document: dict[str, Any]) -> None:
    bridge = document["bridge"]
    assert (bridge["from"], bridge["start"], bridge["end"], bridge["residual"]) == ("the earlier section as costed today", 1900, 3300, 0)
    # Four rooms dearer by 50 are 200; a desk comes at 450, printed as 500; one more room takes 2,250 to 2,700; then one desk goes.
    assert {each["cause"]: each["amount"] for each in bridge["causes"] if each["amount"]} == {
        "price": 200, "volume": 400, "new": 1000 + 500, "savings": -300 - 400,
    }  # fmt: skip


def a_cause_says_its_lines_its_rows_and_its_cells(document: dict[str, Any]) -> None:
    bars = {each["cause"]: each for each in document["bridge"]["causes"]}
    assert bars["volume"]["lines"] == [CONTRACTS | {"amount": 400}]
    assert bars["volume"]["rows"] == [{"sheet": "Operating requirements", "key": "rooms", **CONTRACTS, "amount": 450.0}]
    assert [(each["sheet"], each["key"], each["column"]) for each in bars["volume"]["inputs"]] == [("Operating requirements", "rooms", "Quantity")]
    assert {row["key"]: row["amount"] for row in bars["savings"]["rows"]} == {"hours": -300.0, "rent of the desk": -450.0}


def the_averages_over_all_orders_add_up_to_the_same_change(document: dict[str, Any]) -> None:
    averages = {each["cause"]: each.get("symmetric", 0) for each in document["bridge"]["causes"]}
    assert sum(averages.values()) == pytest.approx(3300 - 1900)
    assert averages["savings"] != -700  # the price of the desk that goes depends on the order


def no_average_is_in_the_document_unless_it_is_asked_for(found: Comparison) -> None:
    document = replace(found, split=None).as_dict()
    assert not [each for each in document["bridge"]["causes"] if "symmetric" in each]
