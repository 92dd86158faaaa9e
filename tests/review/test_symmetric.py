"""The symmetric split: what a cause moves on average over all orders, worked out by hand for two causes and for three."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.drafting import section

from aspbudget.review.bridge import Between
from aspbudget.review.symmetric import symmetric

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue

PLACE = ("4200", "Contractual services")


def split(models: Catalogue, old: dict[str, list[dict[str, Any]]], new: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Return what each cause moves of the one line that two cases have."""
    found = symmetric(Between.of(section(models, old), section(models, new)))
    assert not [place for lines in found.values() for place, amount in lines.items() if amount and place != PLACE]
    return {cause: lines[PLACE] for cause, lines in found.items()}


def bought(quantity: float, price: float, rate: float = 0.8, currency: str = "EUR") -> dict[str, list[dict[str, Any]]]:
    """Return a case that buys rooms at a price, in a currency at its rate."""
    return {
        "Operating requirements": [{"Requirement": "rooms", "Quantity": quantity}],
        "Prices": [{"Price": "room", "Amount": price, "Currency": currency}],
        "Currencies": [{"Currency": "USD", "Rate": rate}],
    }


def each_of_two_causes_has_the_average_of_coming_first_and_last(models: Catalogue) -> None:
    # Two rooms at 400 are 800, two at 450 are 900, three at 400 are 1,200, three at 450 are 1,350, printed 1,400.
    # Price: 100 first, 200 last. Volume: 400 first, 500 last.
    assert split(models, bought(2, 400), bought(3, 450)) == {"price": 150, "volume": 450}


def a_cause_that_is_alone_has_the_whole_change(models: Catalogue) -> None:
    assert split(models, bought(2, 400), bought(2, 450)) == {"price": 100}


@pytest.mark.slow
def each_of_three_causes_has_cents_that_add_up_to_the_change(models: Catalogue) -> None:
    # A room for 100 dollars at a rate of 1 is 100; one thing doubled is 200, two are 400, all three 800. Each comes first in
    # two orders of six (100), second in two (200), and last in two (400): 233.33 each, and the first takes the cent that is left.
    found = split(models, bought(1, 100, 1, "USD"), bought(2, 200, 2, "USD"))
    assert found == {"price": 233.34, "exchange": 233.33, "volume": 233.33}


def no_cause_has_a_share_where_nothing_moved(models: Catalogue) -> None:
    assert split(models, bought(2, 400), bought(2, 400)) == {}
