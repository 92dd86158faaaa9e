"""Laws of figures: amounts are compared to the cent, in lines, in rules, and where rows are counted; nothing is computed from a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from aspbudget.declare.model import Assumption, Model, ModelError, Rule, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.lines.functions import (
    A_DASH,
    above,
    greatest,
    instead_of_a_number,
    least,
    money,
    round_down,
    round_up,
    rounded,
    where,
)
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


@line(unit="share", source="A test")
def share_paid(due, paid):
    """What share of what is due was paid; a dash where nothing is due."""
    return where(money(due) > 0, where(paid / due > 1, 1, paid / due), A_DASH)


def dashed(function: Callable[..., Any], *parameters: str, as_rule: bool = False) -> Catalogue:
    """Return the accounts bound together with a line that may be a dash, and a line, or a rule, made by a function."""
    made = Line("made", function, parameters, "Made up.", "share", "A test")
    rules, lines = ((Rule(made, at="due"),), ()) if as_rule else ((), (made,))
    return Catalogue((Model("Ledger", "", 1, (Table(Accounts, lines=(share_paid, *lines), rules=rules),)),))


FROM_A_DASH = [
    (lambda share_paid: share_paid * 100, ("share_paid",)),
    (lambda other, accounts: accounts.at(other, "share_paid"), ("other", "accounts")),
    (lambda accounts: accounts.total("share_paid"), ("accounts",)),
    (lambda accounts: accounts.count(share_paid=1), ("accounts",)),
    (lambda months, accounts: accounts.at(months, "account", by="share_paid"), ("months", "accounts")),
]


@pytest.mark.parametrize(("function", "parameters"), FROM_A_DASH)
def no_line_is_computed_from_one_that_may_be_a_dash(function: Callable[..., Any], parameters: tuple[str, ...]) -> None:
    with pytest.raises(ModelError) as refused:
        dashed(function, *parameters)
    assert str(refused.value) == (
        "Model Ledger, line made of accounts: it is computed from share_paid, which may be a dash; compute it from what share_paid is made of."
    )


def no_rule_rests_on_a_line_that_may_be_a_dash() -> None:
    with pytest.raises(ModelError, match="it is computed from share_paid, which may be a dash"):
        dashed(lambda share_paid: share_paid <= 1, "share_paid", as_rule=True)


@pytest.mark.parametrize("function", [
    lambda months: where(months > 0, 1 / months, A_DASH) * 100,
    lambda months: where(months == A_DASH, 0, 1),
    lambda months: where(months > 0, least(A_DASH, months), A_DASH),
])  # fmt: skip
def a_dash_is_all_that_a_line_gives_or_no_part_of_it(function: Callable[..., Any]) -> None:
    with pytest.raises(ModelError) as refused:
        dashed(function, "months")
    assert str(refused.value) == (
        "Model Ledger, line made of accounts: it computes with a dash; a dash can only be all that a line gives, as in "
        "where(whole > 0, part / whole, A_DASH)."
    )


def the_words_in_place_of_a_number_are_the_same_in_every_branch() -> None:
    with pytest.raises(ModelError) as refused:
        dashed(lambda months: where(months > 12, A_DASH, where(months > 0, 1 / months, instead_of_a_number("not entered"))), "months")
    assert str(refused.value) == (
        "Model Ledger, line made of accounts: it gives several words in place of a number; give the same in every case, or say the "
        "difference in a line of text."
    )


def a_line_may_give_a_dash_in_any_branch() -> None:
    bound = dashed(lambda months: where(months > 12, A_DASH, where(months > 0, 1 / months, A_DASH)), "months")
    assert [name for (_, name), figure in bound.figures.items() if figure.may_be_a_dash] == ["share_paid", "made"]
