"""Laws of figures: amounts are compared to the cent, in lines, in rules, and where rows are counted by an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from aspbudget.declare.model import Assumption, Model, ModelError, Rule, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.lines.functions import above, greatest, least, money, round_down, round_up, rounded, where
from aspbudget.lines.line import CURRENCY, Line, line

if TYPE_CHECKING:
    from collections.abc import Callable


class Accounts(Sheet):
    """An account."""

    account: str = column("Account", "Its name.", key=True)
    other: str = column("Other", "Another account.", refers="accounts")
    due: float = column("Due", "What is due.", unit=CURRENCY)
    paid: float = column("Paid", "What was paid.", unit=CURRENCY)
    months: float = column("Months", "For how long.", unit="months")


@line(unit=CURRENCY, source="A test")
def owed(due, paid):
    """What is owed, to the cent."""
    return money(due - paid)


@line(unit=CURRENCY, source="A test")
def owed_in_binary(due, paid):
    """What is owed, as binary numbers have it."""
    return due - paid


FEE = Assumption("fee", CURRENCY, "What an account costs.", 0)
DECIMALS = Assumption("decimals", "decimals", "0 or 2.", 0, 2)
MORE_DECIMALS = Assumption("more_decimals", "decimals", "Any number of them.", 0, 4)
NAMES = ("accounts", "account", "other", "due", "paid", "months", "owed", "owed_in_binary", "fee", "decimals", "more_decimals")


class Known:
    """What a line may use, by name."""

    def __init__(self, *symbols: Any) -> None:
        self.__dict__.update(zip(NAMES, symbols, strict=True))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def bound(compared: Callable[[Any], Any], *, as_rule: bool = False) -> Catalogue:
    """Return the accounts bound together with a line, or a rule, that compares something."""
    compares = Line("compares", lambda *symbols: compared(Known(*symbols)), NAMES, "Compares.", "", "A test")
    rules, lines = ((Rule(compares, at="due"),), ()) if as_rule else ((), (compares,))
    table = Table(Accounts, lines=(owed, owed_in_binary, *lines), rules=rules)
    return Catalogue((Model("Ledger", "", 1, (table,), (FEE, DECIMALS, MORE_DECIMALS)),))


REFUSED = {
    "owed_in_binary": lambda it: it.owed_in_binary > 0,
    "paid": lambda it: it.paid == 0,
    "fee": lambda it: it.owed >= it.fee,
    "due − paid": lambda it: it.due - it.paid != 0,
    "owed × 0.5": lambda it: it.owed * 0.5 < 100,
    "owed ÷ months": lambda it: it.owed / it.months <= 100,
    "−paid": lambda it: -it.paid < 0,
    "the smallest of owed and paid": lambda it: least(it.owed, it.paid) > 0,
    "the largest of owed_in_binary and 0": lambda it: greatest(it.owed_in_binary, 0) > 0,
    "owed where months is above 0, otherwise due": lambda it: where(it.months > 0, it.owed, it.due) > 0,
    "owed, to 4 decimals": lambda it: rounded(it.owed, 4) > 0,
    "due, to more_decimals decimals": lambda it: rounded(it.due, it.more_decimals) > 0,
    "accounts.owed": lambda it: it.accounts.total("owed") > 0,
    "accounts.owed_in_binary": lambda it: it.accounts.at(it.other, "owed_in_binary") > 0,
    "accounts.paid": lambda it: it.accounts.highest("paid") > 0,
    "0.005": lambda it: it.owed > 0.005,
}

COUNTED = {
    "accounts.owed_in_binary": lambda it: it.accounts.count(owed_in_binary=above(0)),
    "due": lambda it: it.accounts.count(owed=above(it.due)),
    "accounts.due": lambda it: it.accounts.total("months", due=it.owed),
}

ALLOWED = (
    lambda it: it.owed > 0,
    lambda it: money(it.paid) == money(it.due),
    lambda it: money(it.accounts.total("owed") - it.fee) > 0,
    lambda it: it.accounts.at(it.other, "owed") > 0,
    lambda it: it.accounts.highest("owed", other=it.other) > 0,
    lambda it: it.accounts.count(owed=above(it.owed)) > 0,
    lambda it: where(it.months > 0, -it.owed, greatest(it.owed, 0)) > 0,
    lambda it: rounded(it.due, it.decimals) > 0,
    lambda it: rounded(it.due, -2) > round_down(it.paid, 2),
    lambda it: round_up(it.due) > 0,
    lambda it: it.owed / it.due > 0.333,  # a share, not an amount
    lambda it: it.months - 0.1 > 0,
    lambda it: it.accounts.total("months") / 7 > 0,
    lambda it: it.owed > 0.25,
)


def message(what: str) -> str:
    return (
        f"Model Ledger, line compares of accounts: it compares an amount that is not rounded to the cent, {what}; "
        "sums of cents are not exact in binary, so write money(...) around it, or around what that line gives."
    )


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("as_rule", [False, True], ids=["line", "rule"])
def an_amount_that_is_not_rounded_to_the_cent_is_not_compared(what: str, as_rule: bool) -> None:  # noqa: FBT001
    with pytest.raises(ModelError) as refused:
        bound(REFUSED[what], as_rule=as_rule)
    assert str(refused.value) == message(what)


@pytest.mark.parametrize("what", COUNTED)
def no_row_is_found_by_an_amount_that_is_not_rounded_to_the_cent(what: str) -> None:
    with pytest.raises(ModelError) as refused:
        bound(COUNTED[what])
    assert str(refused.value) == message(what)


def an_amount_is_no_key_unless_it_is_rounded_to_the_cent() -> None:
    with pytest.raises(ModelError) as refused:
        bound(lambda it: it.accounts.at(it.owed, "months", by="paid"))
    assert str(refused.value) == message("accounts.paid")


def every_amount_of_a_line_that_is_compared_unrounded_is_named_once() -> None:
    with pytest.raises(ModelError) as refused:
        bound(lambda it: (it.paid > 0) & (it.paid < 9) & (it.due > 0))
    assert str(refused.value).splitlines() == [message("paid"), message("due")]


@pytest.mark.parametrize("compared", ALLOWED)
def an_amount_to_the_cent_a_share_and_a_number_are_compared(compared: Callable[[Any], Any]) -> None:
    for as_rule in (False, True):
        assert ("accounts", "owed") in bound(compared, as_rule=as_rule).figures
