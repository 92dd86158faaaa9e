"""Reliability: a cost is as sure as the weakest source on which it rests, of what is needed and of what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import section

from aspbudget.review.reliability import STATUSES, reliability

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.review.reliability import Rest

PRICES = [{"Price": "room", "Status": "published"}, {"Price": "hour", "Status": "illustrative"}]
BOUGHT = [
    {"Requirement": "rooms", "Quantity": 2, "Status": "derived"},
    {"Requirement": "hours", "Quantity": 10, "Price": "hour", "Status": "published"},
    {"Requirement": "further hours", "Quantity": 5, "Price": "hour", "Status": "missing"},
    {"Requirement": "nothing", "Quantity": 0, "Status": "missing"},
]


@pytest.fixture(scope="module")
def found(models: Catalogue) -> dict[str, Rest]:
    """What is charged, by its key."""
    ready = section(models, {"Prices": PRICES, "Operating requirements": BOUGHT})
    return {each.requirement.key: each for each in reliability(ready.figures, ready.inputs, ready.layout)}


def a_row_is_as_sure_as_what_says_that_it_is_needed_and_as_its_price(found: dict[str, Rest]) -> None:
    assert (found["rooms"].needed, found["hours"].needed) == ("derived", "published")
    assert found["hours"].priced == "illustrative"
    assert STATUSES.index(found["rooms"].priced) < STATUSES.index("illustrative")


def a_row_that_costs_nothing_is_no_money_to_be_sure_of(found: dict[str, Rest]) -> None:
    assert found.keys() == {"rooms", "hours", "further hours"}


def a_chain_holds_as_its_weakest_link_does_however_sure_the_others_are(found: dict[str, Rest]) -> None:
    assert (found["further hours"].needed, found["further hours"].priced) == ("missing", "illustrative")
