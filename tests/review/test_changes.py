"""Changes: rows of two small sections matched by their keys, each with its cause, its cell, and whether a figure depends on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.drafting import MONDAY, section

from aspbudget.figures.drivers import drivers
from aspbudget.review.changes import Change, Matched, Suggestion, changes, matched, suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.catalogue import Catalogue

Rows = list[dict[str, Any]]
ROOMS: Rows = [{"Requirement": "rooms", "Quantity": 2}]
PLENARY: Rows = [{"Meeting": "Plenary", "Day": MONDAY.date()}]
SECOND = {"Meeting": "Second", "Day": MONDAY.date(), "Slot": "afternoon"}
RESUMED: Rows = [{"Session": "resumed", "First day": date(2004, 10, 4), "Last day": date(2004, 10, 5)}]


def both(models: Catalogue, old: Mapping[str, Rows], new: Mapping[str, Rows]) -> Matched:
    """Return two cases matched row for row, with the columns on which the section depends."""
    return matched(models, section(models, old).inputs, section(models, new).inputs, drivers(models, "section_lines", "amount"))


def found(models: Catalogue, old: Mapping[str, Rows], new: Mapping[str, Rows]) -> dict[tuple[str, str, str], Change]:
    """Return the changes between two cases by sheet, key and column."""
    return {(each.sheet, each.key, each.column): each for each in changes(both(models, old, new))}


@pytest.fixture(scope="module")
def moved(models: Catalogue) -> dict[tuple[str, str, str], Change]:
    """Two sections between which prices, quantities, notes and rows moved."""
    once = {"Requirement": "once", "Recurrence": "one-time"}
    old = {
        "Operating requirements": [*ROOMS, once, {"Requirement": "gone"}, {"Requirement": "lent"}],
        "Meetings": [*PLENARY, SECOND],
        "Assumptions": [{"Assumption": "vacancy_rate", "Value": 0.1}],
    }
    new = {
        "Operating requirements": [{"Requirement": "come"}, {"Requirement": "lent", "Means": "pooled with the Court"}, *(row | {"Quantity": 3, "Mandate": "another"} for row in ROOMS)],
        "Prices": [{"Price": "room", "Amount": 450, "Source": "a letter"}],
        "Currencies": [{"Currency": "USD", "Rate": 0.9}],
        "Assumptions": [{"Assumption": "vacancy_rate", "Value": 0.2}],
        "Meetings": [*PLENARY, {"Meeting": "Held later", "Day": date(2004, 10, 4), "Session": "resumed"}],
        "Sessions": RESUMED,
    }
    return found(models, old, new)


@pytest.mark.parametrize(("title", "place"), [("Postes", "Postes!C2"), ("Posts", "Posts!C2")])
def a_cell_is_placed_on_its_sheet_as_the_workbook_calls_that(models: Catalogue, title: str, place: str) -> None:
    compared = both(models, {"Posts": [{"Post": "P", "Posts": 1}]}, {"Posts": [{"Post": "P", "Posts": 2}]})
    called = models.as_called({"posts": title}, {"posts": models.columns("posts")})
    french = replace(compared, new=replace(compared.new, worded=called))
    assert [each.place for each in changes(french) if each.column == "Posts"] == [place]


def a_cell_that_moved_says_what_it_was_and_what_it_is(moved: dict[tuple[str, str, str], Change]) -> None:
    change = moved["Operating requirements", "rooms", "Quantity"]
    assert (change.kind, change.old, change.new, change.counts) == ("changed", 2.0, 3.0, True)


def each_cell_belongs_to_the_cause_of_its_column_or_of_its_table(moved: dict[tuple[str, str, str], Change]) -> None:
    cells = {
        ("Operating requirements", "rooms", "Quantity"): "volume",
        ("Operating requirements", "lent", "Means"): "savings",
        ("Prices", "room", "Amount"): "price",
        ("Currencies", "USD", "Rate"): "exchange",
        ("Assumptions", "vacancy_rate", "Value"): "pay",
    }
    assert {cell: moved[cell].cause for cell in cells} == cells


def a_note_that_moved_counts_for_nothing(moved: dict[tuple[str, str, str], Change]) -> None:
    notes = [("Operating requirements", "rooms", "Mandate"), ("Prices", "room", "Source")]
    assert [moved[note].counts for note in notes] == [False, False]


def a_row_that_went_is_a_saving_unless_it_was_for_its_cycle_only(moved: dict[tuple[str, str, str], Change]) -> None:
    gone, once = (moved["Operating requirements", key, ""] for key in ("gone", "once"))
    assert (gone.kind, gone.cause, gone.old, gone.new) == ("removed", "savings", "gone", None)
    assert (once.kind, once.cause) == ("removed", "one-time")


def a_row_that_came_is_a_new_mandate(moved: dict[tuple[str, str, str], Change]) -> None:
    come = moved["Operating requirements", "come", ""]
    assert (come.kind, come.cause, come.old, come.new) == ("added", "new", None, "come")


def a_meeting_is_new_with_its_session_and_a_change_of_the_calendar_within_one_that_was_there(moved: dict[tuple[str, str, str], Change]) -> None:
    assert moved["Meetings", "Held later", ""].cause == "new"
    assert moved["Meetings", "Second", ""].cause == "calendar"


def a_row_to_which_others_refer_belongs_to_the_cause_of_its_table(moved: dict[tuple[str, str, str], Change]) -> None:
    assert moved["Sessions", "resumed", ""].cause == "calendar"


def a_document_to_which_copies_refer_costs_by_itself_and_they_come_and_go_for_its_reason(models: Catalogue) -> None:
    def issued(*names: str, **more: object) -> dict[str, Rows]:
        return {"Documents": [{"Document": name} | more for name in names],
                "Copies by language": [{"Row": f"{name}, French", "Document": name, "Language": "French", "Copies": 5} for name in names]}  # fmt: skip

    causes = {(sheet, key): each.cause for (sheet, key, _), each in found(models, issued("kept", "gone"), issued("kept", "come")).items()}
    assert causes == {(sheet, f"{key}{more}"): cause for sheet, more in (("Documents", ""), ("Copies by language", ", French"))
                      for key, cause in (("gone", "savings"), ("come", "new"))}  # fmt: skip
    once = found(models, issued("once", Recurrence="one-time"), issued())
    assert {each.cause for each in once.values()} == {"one-time"}
    more = issued("kept")
    fewer = more | {"Copies by language": []}
    assert {each.cause for each in found(models, fewer, more).values()} == {"volume"}


def a_cell_is_that_of_the_later_workbook_or_of_the_earlier_for_a_row_that_went(models: Catalogue) -> None:
    old = {"Operating requirements": [{"Requirement": "first"}, {"Requirement": "gone"}, *ROOMS]}
    new = {"Operating requirements": [{"Requirement": "first"}, {"Requirement": "come"}, {"Requirement": "more"}, *(row | {"Quantity": 5} for row in ROOMS)]}
    cells = {key[1]: each.cell for key, each in found(models, old, new).items()}
    # The titles stand in row 1 of a case, so that the second row is row 3 and the fourth row 5.
    assert (cells["gone"], cells["come"], cells["more"]) == ("A3", "A3", "A4")
    letters = section(models, new).inputs.letters["operating_requirements"]
    assert cells["rooms"] == f"{letters['quantity']}5"


@pytest.mark.slow
def a_row_that_an_officer_renamed_is_one_row_and_so_is_what_refers_to_it(models: Catalogue) -> None:
    old = {"Prices": [{"Price": "hall", "Amount": 400}], "Operating requirements": [{"Requirement": "rooms", "Price": "hall"}]}
    new = {"Prices": [{"Price": "great hall", "Amount": 450}], "Operating requirements": [{"Requirement": "rooms", "Price": "great hall"}]}
    renamed = {"Renamed": [{"Renaming": "the hall", "Sheet": "Prices", "Before": "hall", "Now": "great hall"}]}
    counted = {place for place, each in found(models, old, new | renamed).items() if each.counts}
    assert counted == {("Prices", "great hall", "Amount")}
    without = {place for place, each in found(models, old, new).items() if each.counts}
    assert without == {("Prices", "hall", ""), ("Prices", "great hall", ""), ("Operating requirements", "rooms", "Price")}


def a_pair_of_tables_has_its_rows_before_and_now_in_the_order_of_today(models: Catalogue) -> None:
    old = {"Operating requirements": [{"Requirement": "b"}, {"Requirement": "gone"}, {"Requirement": "a", "Quantity": 9}]}
    new = {"Operating requirements": [{"Requirement": "a"}, {"Requirement": "come"}, {"Requirement": "b"}]}
    pair = both(models, old, new).pairs["operating_requirements"]
    assert (pair.both, pair.went, pair.came) == (["a", "b"], ["gone"], ["come"])
    then, now = pair.whole
    assert list(then.index) == list(now.index) == ["a", "come", "b", "gone"]
    assert list(then["quantity"]) == [9, 1, 1, 1]


@pytest.mark.slow
def a_row_under_a_name_that_is_like_it_is_suggested_where_its_cells_agree(models: Catalogue) -> None:
    old = {"Operating requirements": [{"Requirement": "rent of the rooms", "Quantity": 2, "Periods": 12}]}
    alike = {"Operating requirements": [{"Requirement": "rent of rooms", "Quantity": 3, "Periods": 12}, {"Requirement": "zebra", "Quantity": 2}]}
    assert list(suggestions(both(models, old, alike))) == [Suggestion("Operating requirements", "rent of the rooms", "rent of rooms")]
    other = {"Requirement": "rent of rooms", "Quantity": 3, "Periods": 1, "Price": "hour", "Object": "Travel", "Sub-programme": "4100", "Means": "outsourced", "Reason": "…"}
    assert list(suggestions(both(models, old, {"Operating requirements": [other]}))) == []
    assert list(suggestions(both(models, old, {"Operating requirements": [{"Requirement": "rented cars", "Quantity": 2, "Periods": 12}]}))) == []


def a_change_in_json_leaves_out_what_only_the_tool_knows(moved: dict[tuple[str, str, str], Change]) -> None:
    document = moved["Prices", "room", "Amount"].as_dict()
    assert document == {"kind": "changed", "sheet": "Prices", "key": "room", "column": "Amount", "old": 400.0, "new": 450.0, "cause": "price", "cell": document["cell"]}
