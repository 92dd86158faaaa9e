"""Justifications: what a printed line is made of and why it moved, word for word, from amounts worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import section

from aspbudget.review.bridge import Between, bridge
from aspbudget.review.justification import Justification

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

CONTRACTS, TRAVEL = "Contractual services", "Travel"
BOUGHT = [
    {"Requirement": "rooms", "Quantity": 2, "Periods": 3},
    {"Requirement": "hours", "Quantity": 10, "Price": "hour"},
    {"Requirement": "words", "Quantity": 500, "Price": "translated word"},
    {"Requirement": "edited", "Quantity": 400, "Price": "edited word"},
    {"Requirement": "one document", "Quantity": 0.5, "Price": "document"},
    {"Requirement": "lent room", "Means": "pooled with the Court", "Quantity": 4},
    {"Requirement": "lent hours", "Means": "pooled with the Court", "Quantity": 5, "Price": "hour"},
    {"Requirement": "journey", "Price": "journey", "Object": TRAVEL, "Means": "pooled with the Court"},
    {"Requirement": "nothing", "Quantity": 0},
]
APPROVED = [
    {"Line": "4200 / Contractual services", "Sub-programme": "4200", "Object": CONTRACTS, "Approved": 2000},
    {"Line": "4100 / Travel", "Sub-programme": "4100", "Object": TRAVEL, "Approved": 500},
    {"Line": "4500 / Travel", "Sub-programme": "4500", "Object": TRAVEL, "Approved": 300},
]


@pytest.fixture(scope="module")
def new(models: Catalogue) -> Ready:
    """A section that buys for 2,400, 300, 100, 20 and 50, and has three things pooled."""
    journeys = [{"Journey": "a mission", "Trips": 1, "Destination": "New York", "Session": None, "Days": 2, "Sub-programme": "4500"}]
    return section(models, {"Operating requirements": BOUGHT, "Approved": APPROVED, "Travel": journeys})


@pytest.fixture(scope="module")
def old(models: Catalogue) -> Ready:
    """The section before it: a room less, and a service that is no longer bought."""
    before = [BOUGHT[0] | {"Quantity": 1}, *BOUGHT[1:], {"Requirement": "gone"}, {"Requirement": "gone elsewhere", "Sub-programme": "4100"}]
    return section(models, {"Operating requirements": before})


@pytest.fixture(scope="module")
def words(new: Ready) -> Justification:
    """The words for its lines, without an earlier section."""
    return Justification(new.figures, new.layout, "EUR")


def the_requirements_are_every_charged_row_the_dearest_first(words: Justification) -> None:
    assert [(each.key, each.cost, each.full) for each in words.requirements] == [
        ("rooms", 2400, 2400), ("a mission", 1500, 1500), ("hours", 300, 300), ("words", 100, 100), ("one document", 50, 50), ("edited", 20, 20),
        ("journey", 0, 1000), ("lent hours", 0, 150), ("lent room", 0, 1600), ("nothing", 0, 0),
    ]  # fmt: skip


def a_line_says_how_much_it_is_what_was_approved_and_what_it_is_for(words: Justification) -> None:
    # 2,400 + 300 + 100 + 20 + 50 = 2,870, printed as 2,900: 900 more than 2,000, or 45 per cent of it.
    assert words.text(("4200", CONTRACTS)) == (
        "EUR\N{NO-BREAK SPACE}2,900 is proposed, EUR\N{NO-BREAK SPACE}900 (45.0 per cent) more than approved for 2003. "
        "It provides for rooms (needed 2 × periods 3 × unit price EUR\N{NO-BREAK SPACE}400.00: EUR\N{NO-BREAK SPACE}2,400); "
        "hours (needed 10 × unit price EUR\N{NO-BREAK SPACE}30.00: EUR\N{NO-BREAK SPACE}300); "
        "words (needed 500 × unit price EUR\N{NO-BREAK SPACE}0.20: EUR\N{NO-BREAK SPACE}100); 2 other requirements (EUR\N{NO-BREAK SPACE}70). "
        "2 requirements pooled at no cost would have cost EUR\N{NO-BREAK SPACE}1,750."
    )


def a_product_that_is_not_the_cost_is_only_listed(words: Justification) -> None:
    # A journey for 1,000, two days at 250 dollars, of 0.80 each, and 100 for terminals: 1,500, of which a product of 1, 1 and 2 says nothing.
    assert words.text(("4500", TRAVEL)) == (
        "EUR\N{NO-BREAK SPACE}1,500 is proposed, EUR\N{NO-BREAK SPACE}1,200 (400.0 per cent) more than approved for 2003. "
        "It provides for a mission (persons 1, trips 1, paid days 2: EUR\N{NO-BREAK SPACE}1,500)."
    )


def a_line_of_which_nothing_is_left_says_so(words: Justification) -> None:
    assert words.text(("4100", TRAVEL)) == "Nothing is proposed, EUR\N{NO-BREAK SPACE}500 (100.0 per cent) less than approved for 2003."


def a_line_that_is_pooled_whole_says_what_it_would_have_cost(words: Justification) -> None:
    assert words.text(("4200", TRAVEL)) == "Nothing is proposed, as approved for 2003. 1 requirement pooled at no cost would have cost EUR\N{NO-BREAK SPACE}1,000."


def a_line_says_nothing_of_what_was_approved_where_that_is_not_known(old: Ready) -> None:
    shown = Justification(old.figures, old.layout, "USD").text(("4200", CONTRACTS))
    assert shown.startswith("USD\N{NO-BREAK SPACE}2,100 is proposed. It provides for rooms (periods 3 × unit price")


def a_line_that_was_not_there_before_has_no_percentage(models: Catalogue) -> None:
    only = section(models, {"Operating requirements": BOUGHT[:1], "Approved": APPROVED[1:2]})
    shown = Justification(only.figures, only.layout, "EUR").text(("4200", CONTRACTS))
    assert shown.startswith("EUR\N{NO-BREAK SPACE}2,400 is proposed, EUR\N{NO-BREAK SPACE}2,400 more than approved for 2003. ")


def a_line_says_which_causes_moved_it_and_by_which_rows(old: Ready, new: Ready) -> None:
    words = Justification(new.figures, new.layout, "EUR", bridge(Between.of(old, new)))
    # A second room for three periods is 1,200 more; the service that is gone was 400. What is printed moves from 2,100 to 2,900.
    assert words.text(("4200", CONTRACTS)).endswith(
        "What changed: other quantities +1,200 (rooms); savings and efficiencies −400 (gone)."
    )


def a_cause_of_more_than_three_rows_names_the_first_and_counts_the_rest(models: Catalogue, new: Ready) -> None:
    half = section(models, {"Operating requirements": [row | {"Periods": 0.5 * float(str(row.get("Periods", 1)))} for row in BOUGHT]})
    shown = Justification(new.figures, new.layout, "EUR", bridge(Between.of(half, new))).text(("4200", CONTRACTS))
    assert shown.endswith("(rooms and 4 more).")


def a_price_of_one_thing_is_not_said_twice_and_a_cause_of_all_rows_of_a_line_does_not_repeat_their_names(models: Catalogue) -> None:
    dear = section(models, {"Operating requirements": [BOUGHT[0] | {"Quantity": 1, "Periods": 1}]})
    dearer = section(models, {"Operating requirements": [BOUGHT[0] | {"Quantity": 2, "Periods": 1}]})
    of_one = Justification(dear.figures, dear.layout, "EUR").text(("4200", CONTRACTS))
    assert "It provides for rooms (EUR\N{NO-BREAK SPACE}400)." in of_one
    moved = Justification(dearer.figures, dearer.layout, "EUR", bridge(Between.of(dear, dearer))).text(("4200", CONTRACTS))
    assert moved.endswith("It provides for rooms (needed 2 × unit price EUR\N{NO-BREAK SPACE}400.00: EUR\N{NO-BREAK SPACE}800). What changed: other quantities +400.")
