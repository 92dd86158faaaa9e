"""Payments to the cent: random histories of dues and payments, against their status in exact decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from conftest import REPOSITORY, Place
from support.payment_histories import History, ageing, drawn
from support.workbooks import FIRST

from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import Figures, cost
from aspbudget.inputs.ready import prepare
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

MODELS = catalogue("contributions")
YEAR, AT_ONCE = 2025, 300
NAMED = {"year": YEAR, "ceiling": 100, "least_developed_limit": 100, "smallest_payment": 0.01, "bill_decimals": 2}


def histories(number: int, seed: int) -> list[History]:
    random = Random(seed)
    return [drawn(random, f"S{place:05}", YEAR) for place in range(number)]


def figures(found: list[History]) -> Figures:
    """Return the figures of States with these histories; what each is asked for this year is entered as a credit with its sign turned."""
    codes = [history.code for history in found]
    states = {"rate": 1.0, "code": codes, "number": range(len(found)), "months": 12.0, "credits": [-float(each.asked) for each in found]}
    sheets = {
        "scale": {"code": codes, "rate": 1.0, "state": codes},
        "states": states | {"least_developed": "no", "loan_payer": "yes", "loan_base_rate": 1.0},
        "accounts": {"code": codes, "party": ["yes" if each.party else "no" for each in found]},
        "dues": rows(dues(found), "due", "account", "due_year", "full_year", "amount"),
        "payments": rows(payments(found), "payment", "account", "received", "amount"),
    }
    frames = {table.name: _frame(table.name, sheets.get(table.name, {})) for table in MODELS.tables.values() if table.entered}
    return cost(MODELS, frames, dict.fromkeys(MODELS.assumptions, 0.0) | NAMED)


def rows(found: Iterable[tuple[object, ...]], *names: str) -> dict[str, list[object]]:
    return {name: list(column) for name, column in zip(names, zip(*found, strict=True), strict=True)}


def dues(found: Iterable[History]) -> list[tuple[object, ...]]:
    return [(f"{each.code} {due.year}", each.code, due.year, "yes" if due.full else "no", float(due.amount)) for each in found for due in each.dues]


def payments(found: Iterable[History]) -> list[tuple[object, ...]]:
    return [(f"{each.code} {place}", each.code, paid.day, float(paid.amount)) for each in found for place, paid in enumerate(each.payments)]


def _frame(table: str, given: dict[str, object]) -> pd.DataFrame:
    length = max((len(column) for column in given.values() if isinstance(column, list)), default=0)
    columns = MODELS.columns(table).values()
    return pd.DataFrame({each.name: given.get(each.name, "" if each.textual else 0.0) for each in columns}, index=range(length))


def exactly(value: float) -> Decimal:
    """Return an amount in exact decimals; it must be the one number that a spreadsheet has for so many cents."""
    found = Decimal(f"{value:.2f}")
    assert float(found) == value, f"{value!r} is no number of cents"
    return found


def differences(found: list[History]) -> list[object]:
    """Return what the figures of these histories say otherwise than exact decimals do."""
    computed = figures(found)
    accounts = computed.frame("accounts").set_index("code")
    wrong: list[object] = [
        (history, name, accounts.at[history.code, name])
        for history in found
        for name, wanted in history.status.items()
        if exactly(accounts.at[history.code, name]) != wanted
    ]
    by_year = computed.frame("ageing").set_index("due_year")
    shown = {int(year): (exactly(row["outstanding_for_year"]), int(row["owing_for_year"])) for year, row in by_year.iterrows()}
    return wrong + [(year, shown.get(year), wanted) for year, wanted in ageing(found).items() if shown.get(year) != wanted]


def the_status_of_three_hundred_random_histories_is_exact_to_the_cent() -> None:
    assert differences(histories(AT_ONCE, seed=112)) == []


def the_random_histories_reach_every_edge_of_the_rule() -> None:
    found = [history.status for history in histories(AT_ONCE, seed=112)]
    assert sum(each["least_to_vote"] == Decimal("0.01") for each in found) > AT_ONCE / 20
    assert sum(each["vote_lost"] == 0 and each["arrears"] > 0 for each in found) > AT_ONCE / 5
    assert sum(each["arrears"] == 0 < each["due_before"] for each in found) > AT_ONCE / 20
    assert sum(each["overpaid"] > 0 for each in found) > AT_ONCE / 20


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(34))
def the_status_of_ten_thousand_random_histories_is_exact_to_the_cent(seed: int) -> None:
    assert differences(histories(AT_ONCE, seed)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def a_second_engine_agrees_with_a_random_history_of_every_state(empty_place: Place, seed: int) -> None:
    found = histories_of_2025(Random(seed))
    enter(empty_place, found)
    assert empty_place.run("cost", "2025").code == 0
    output = empty_place.workspace.outputs("2025", "contributions.xlsx")
    status = openpyxl.load_workbook(output, data_only=True)["Status"]
    shown = {row[0]: row[2:] for row in status.iter_rows(min_row=FIRST + 1, values_only=True) if row[0]}
    names = ("due_before", "due_this_year", "paid", "arrears", "outstanding_this_year", "outstanding", "overpaid", "vote_lost", "least_to_vote")
    assert {code: dict(zip(names, map(exactly, row), strict=True)) for code, row in shown.items()} == {each.code: each.status for each in found}


def histories_of_2025(random: Random) -> list[History]:
    """Return a random history of each State assessed for 2025, which is asked for what the repository's own inputs say."""
    contributions = prepare(Workspace(REPOSITORY), "2025", lambda _: None, ("contributions",)).workbooks[0]
    states = contributions.figures.frame("states")
    asked = [exactly(each) for each in states["payable"]]
    drawings = zip(states["code"], asked, strict=True)
    return [replace(drawn(random, code, YEAR, asked=amount), party=True) for code, amount in drawings]


def enter(place: Place, found: list[History]) -> None:
    """Write histories into the contributions of 2025, as an officer would enter them."""
    path = place.workspace.inputs("2025", "contributions.xlsx")
    path.parent.mkdir(parents=True)
    book = openpyxl.load_workbook(REPOSITORY / "inputs" / "2025" / "contributions.xlsx")
    for sheet, entered in (("Dues", dues(found)), ("Payments", payments(found))):
        for row, cells in enumerate(entered, start=FIRST):
            for column, cell in enumerate((*cells, "accounts", "published"), start=1):
                book[sheet].cell(row, column, cell)
    book.save(path)
