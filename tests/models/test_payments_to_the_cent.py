"""Payments to the cent: random histories of dues and payments, against their status in exact decimals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from random import Random

import openpyxl
import pytest
from conftest import REPOSITORY, Place
from support.chance import some
from support.payment_figures import MODELS, dues, figures, fund_dues, payments
from support.payment_histories import ORDER, History, Year, ageing, drawn
from support.workbooks import FIRST, add_sheets

from aspbudget.declare.layout import Schedule
from aspbudget.inputs.ready import prepare
from aspbudget.workspace import Workspace

YEAR, AT_ONCE = 2025, 300
CONTINGENCY_OF_EACH = Decimal("1234.56")


def histories(number: int, seed: int) -> list[History]:
    """Draw histories; payments settle the kinds of due in a random order, the same for all."""
    random = Random(seed)
    order = random.choice(list(permutations(ORDER)))
    return [drawn(random, f"S{place:05}", Year(YEAR, order, CONTINGENCY_OF_EACH)) for place in range(number)]


def exactly(value: float | str) -> Decimal | None:
    """Return an amount in exact decimals, which must be the one number that a spreadsheet has for so many cents; none where nothing is entered."""
    if value == "not entered":
        return None
    found = Decimal(f"{value:.2f}")
    assert float(found) == value, f"{value!r} is no number of cents"
    return found


def differences(found: list[History], *, in_order: bool = True) -> list[object]:
    """Return what the figures of these histories say otherwise than exact decimals do."""
    computed = figures(found, in_order=in_order)
    wrong: list[object] = [
        (history, name, shown)
        for name in found[0].status
        for history, shown in zip(found, computed.cells("accounts", name), strict=True)
        if exactly(shown) != history.status[name]
    ]
    wrong += [(history, vote) for history, vote in zip(found, computed.values("accounts", "vote"), strict=True) if vote != history.vote]
    by_year = computed.frame("ageing").set_index("due_year")
    shown = {int(year): (exactly(row["outstanding_for_year"]), int(row["owing_for_year"])) for year, row in by_year.iterrows()}
    return wrong + [(year, shown.get(year), wanted) for year, wanted in ageing(found).items() if shown.get(year) != wanted]


def the_status_of_three_hundred_random_histories_is_exact_to_the_cent() -> None:
    assert differences(histories(AT_ONCE, seed=112)) == []


def the_order_of_the_financial_regulations_holds_where_none_is_entered() -> None:
    found = [replace(each, order=ORDER) for each in histories(AT_ONCE, seed=8)]
    assert differences(found, in_order=False) == []


def the_random_histories_reach_every_edge_of_the_rule() -> None:
    drawn = histories(AT_ONCE, seed=112)
    found = [each.status for each in drawn if each.entered]
    amount = lambda each, name: each[name] or Decimal(0)  # noqa: E731
    assert sum(each["least_to_vote"] == Decimal("0.01") for each in found) > AT_ONCE / 20
    assert sum(each.vote == "kept" and each.arrears() > 0 for each in drawn) > AT_ONCE / 5
    assert sum(each["arrears"] == 0 < amount(each, "due_before") for each in found) > AT_ONCE / 20
    assert sum(amount(each, "overpaid") > 0 for each in found) > AT_ONCE / 20
    assert sum(amount(each, "working_capital_outstanding") > 0 for each in found) > AT_ONCE / 20
    assert sum(amount(each, "contingency_outstanding") > 0 for each in found) > AT_ONCE / 20
    assert 0 < len(drawn) - len(found) < AT_ONCE / 10


def the_random_histories_settle_in_every_order() -> None:
    assert {histories(1, seed)[0].order for seed in range(34)} == set(permutations(ORDER))


@pytest.mark.slow
@pytest.mark.parametrize("seed", some(range(34), 6))
def the_status_of_ten_thousand_random_histories_is_exact_to_the_cent(seed: int) -> None:
    assert differences(histories(AT_ONCE, seed)) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", some((1, 2, 3), 1))
def a_second_engine_agrees_with_a_random_history_of_every_state(empty_place: Place, seed: int) -> None:
    found = histories_of_2025(Random(seed))
    enter(empty_place, found)
    assert empty_place.run("cost", "2025").code == 0
    output = empty_place.workspace.outputs("2025", "contributions.xlsx")
    status = openpyxl.load_workbook(output, data_only=True)["Status"]
    names = [name for each in MODELS.layouts(Schedule) if each.title == "Status" for name in each.columns]
    rows_of_states = [row for row in status.iter_rows(min_row=FIRST, values_only=True) if row[0] in {each.code for each in found}]
    shown = [dict(zip(names, row, strict=True)) for row in rows_of_states]
    assert {row["code"]: row["vote"] for row in shown} == {each.code: each.vote for each in found}
    assert {row["code"]: {name: exactly(row[name]) for name in found[0].status} for row in shown} == {each.code: each.status for each in found}


def histories_of_2025(random: Random) -> list[History]:
    """Return a random history of each State assessed for 2025, which is asked for what the repository's own inputs say."""
    contributions = prepare(Workspace(REPOSITORY), "2025", lambda _: None, ("contributions",)).workbooks[0]
    states = contributions.figures.frame("states")
    asked = [exactly(each) for each in states["payable"]]
    order = random.choice(list(permutations(ORDER)))
    drawings = zip(states["code"], asked, strict=True)
    return [replace(drawn(random, code, Year(YEAR, order), asked=amount), party=True) for code, amount in drawings]


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
    order = [(kind, place) for place, kind in enumerate(found[0].order, start=1)]
    sheets = (
        ("Fund dues", ("Due", "Account", "Fund", "Year", "Amount"), fund_dues(found)),
        ("Order of settlement", ("Kind of due", "Place"), order),
        ("Requests for payment", ("Request", "Year", "Requested", "Days to pay"), [("2025", YEAR, date(YEAR, 5, 3), 30)]),
    )
    add_sheets(path, [(title, (*columns, "Source", "Status"), [(*row, "accounts", "published") for row in rows]) for title, columns, rows in sheets])
