"""Figures of payment histories: the sheets of the contributions as an officer would fill them in, and what the models make of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import Figures, cost

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from support.payment_histories import History

MODELS = catalogue("contributions")
NAMED = {"ceiling": 100, "least_developed_limit": 100, "rate_decimals": 4, "smallest_payment": 0.01, "bill_decimals": 2}


def figures(found: list[History], *, in_order: bool = True, requested: date | None = None) -> Figures:
    """Return the figures of States with these histories, with the order in which payments settle dues entered or left to the default.

    What each is asked for this year, less what of it is for the funds, is entered as a credit with its sign turned.
    """
    codes = [history.code for history in found]
    states = {
        "rate": 1.0, "code": codes, "number": range(len(found)), "months": 12.0, "advance_before": [-float(each.advance) for each in found],
        "credits": [float(each.advance + each.contingency - each.asked) for each in found],
    }  # fmt: skip
    sheets = {
        "scale": {"code": codes, "rate": 1.0, "state": codes},
        "states": states | {"least_developed": "no", "loan_payer": "yes", "loan_base_rate": 1.0},
        "accounts": {"code": codes, "party": ["yes" if each.party else "no" for each in found]},
        "dues": rows(dues(found), "due", "account", "due_year", "full_year", "amount"),
        "fund_dues": rows(fund_dues(found), "due", "account", "fund", "due_year", "amount"),
        "payments": rows(payments(found), "payment", "account", "received", "amount"),
        "order_of_settlement": rows(enumerate(found[0].order, start=1), "place", "kind") if in_order else {},
        "requests_for_payment": rows([("the year", found[0].year, requested, 30)], "request", "due_year", "requested", "days_to_pay") if requested else {},
    }
    frames = {table.name: _frame(table.name, sheets.get(table.name, {})) for table in MODELS.tables.values() if table.entered}
    replenished = {"contingency_replenishment": float(found[0].contingency * 100) / round(100 / len(found), 4)}
    return cost(MODELS, frames, dict.fromkeys(MODELS.assumptions, 0.0) | NAMED | {"year": found[0].year} | replenished)


def rows(found: Iterable[tuple[object, ...]], *names: str) -> dict[str, list[object]]:
    """Return rows as the columns of a sheet."""
    listed = list(found)
    return {name: [row[place] for row in listed] for place, name in enumerate(names)}


def dues(found: Iterable[History]) -> list[tuple[object, ...]]:
    return [(f"{each.code} {due.year}", each.code, due.year, "yes" if due.full else "no", float(due.amount)) for each in found for due in each.dues]


def fund_dues(found: Iterable[History]) -> list[tuple[object, ...]]:
    return [(f"{each.code} {due.year} {due.fund}", each.code, due.fund, due.year, float(due.amount)) for each in found for due in each.fund_dues]


def payments(found: Iterable[History]) -> list[tuple[object, ...]]:
    return [(f"{each.code} {place}", each.code, paid.day, float(paid.amount)) for each in found for place, paid in enumerate(each.payments)]


def _frame(table: str, given: dict[str, object]) -> pd.DataFrame:
    length = max((len(column) for column in given.values() if isinstance(column, list)), default=0)
    columns = MODELS.columns(table).values()
    return pd.DataFrame({each.name: given.get(each.name, "" if each.textual else 0.0) for each in columns}, index=range(length))
