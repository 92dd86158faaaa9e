"""Idle: a cost is nothing where nothing causes it, and not because a price is missing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aspbudget.lines.formula import Own, node
from aspbudget.lines.functions import money, where
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.idle import Idle

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.lines.formula import Node

DAYS, ROOMS, PRICE = np.array([0.0, 2.0, 2.0]), np.array([1.0, 0.0, 3.0]), np.zeros(3)


def idle(formula: Node) -> list[bool]:
    """Return in which of three rows a formula of days, rooms and a price that is missing is nothing."""
    known = {"days", "rooms", "price"}
    anatomy = SimpleNamespace(beyond={("rooms", "days"), ("rooms", "rooms")}, looks_beyond=lambda _, name: name in known)
    found = Idle(anatomy, "rooms", {"days": DAYS, "rooms": ROOMS, "price": PRICE}).formula(formula)  # type: ignore[arg-type] - what it asks of an anatomy
    return list(np.broadcast_to(found, 3))


@pytest.mark.parametrize(
    ("formula", "nothing"),
    [
        (Own("days"), [True, False, False]),
        (Own("price"), [False, False, False]),
        (money(Own("days") * Own("rooms") * Own("price")), [True, True, False]),
        (-Own("days") / Own("price"), [True, False, False]),
        (Own("days") + Own("rooms"), [False, False, False]),
        (Own("days") - Own("days") * Own("price"), [True, False, False]),
        (where(Own("price") > 0, 0, Own("days")), [True, False, False]),
        (where(Own("price") > 0, 1, Own("days")), [False, False, False]),
        (node(0) * Own("price"), [True, True, True]),
    ],
)
def a_product_is_nothing_where_a_factor_is_and_a_sum_where_all_of_it_is(formula: Node, nothing: list[bool]) -> None:
    assert idle(formula) == nothing


def the_cost_of_a_service_is_nothing_without_days_or_languages_whatever_its_price(models: Catalogue) -> None:
    computed = {"times": np.array([0.0, 1.0, 1.0]), "needed": np.array([1.0, 0.0, 1.0]), "full_cost": np.zeros(3), "net_cost": np.zeros(3)}
    found = Idle(Anatomy(models), "conference_services", computed)
    assert [list(found.column(name)) for name in ("full_cost", "net_cost")] == [[True, True, False]] * 2  # type: ignore[arg-type] - arrays
