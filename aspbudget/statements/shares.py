"""Shares: what a draft resolution would add to the assessment of each State, in whole units of money that add up to the net requirements."""

from __future__ import annotations

from typing import Any

from aspbudget.declare.sheet import Sheet, column
from aspbudget.lines.adding import add_up
from aspbudget.lines.functions import above, round_down, rounded, where
from aspbudget.lines.line import CURRENCY, Line
from aspbudget.phrase import phrase


class Shares(Sheet):
    """One row for each State assessed for the cycle, with its rate."""

    code: str = column("State", "The State's code.", key=True)
    state: str = column("Name", "Its name.")
    number: float = column("Number", "Its place in the list, which parts equal remainders.", whole=True)
    rate: float = column("Rate", "Its rate of assessment; of a State that joins during the year, for its months.", unit="%")


def lines(net: str, tables: tuple[str, ...], unit: str) -> tuple[Line, ...]:
    """Return the lines of the shares of States in the net requirements.

    `net` is the printed column that is shared, added up over `tables`. Each share is cut off to a whole `unit`, such as the euro, and
    the units left over go, one each, to the largest remainders: 10 shared 1:1:1 is 3.33 each, cut off 3, 3, 3; the unit left over
    goes to the State that comes first in the list.
    """
    each = phrase("an {title}" if unit[0] in "aio" else "a {title}", title=unit)
    source = phrase("Net requirements × rate; what is cut off to the {unit} goes, {each} each, to the largest remainders", unit=unit, each=each)

    def shared(*symbols: Any) -> Any:  # noqa: ANN401
        shares, rate, *rows = symbols
        return add_up(each.total(net) for each in rows) * rate / shares.total("rate")

    def cut_off(shared: Any) -> Any:  # noqa: ANN401
        return round_down(shared, 0)

    def remainder_key(shared: Any, cut_off: Any, number: Any) -> Any:  # noqa: ANN401
        return rounded((shared - cut_off) * 1_000_000, 0) - number / 1000

    def additional(cut_off: Any, remainder_key: Any, shares: Any, *rows: Any) -> Any:  # noqa: ANN401
        missing = rounded(add_up(each.total(net) for each in rows) - shares.total("cut_off"), 0)
        return cut_off + where(shares.count(remainder_key=above(remainder_key)) < missing, 1, 0)

    ranked = "What is cut off, in millionths, with the place in the list to part equals: the larger comes first."
    return (
        Line("shared", shared, ("shares", "rate", *tables), "The State's share of the net requirements, unrounded.", CURRENCY, source, label="Share"),
        Line("cut_off", cut_off, ("shared",), phrase("The share without what is below a {unit}.", unit=unit), CURRENCY, source, label=phrase("Cut off to the {unit}", unit=unit)),
        Line("remainder_key", remainder_key, ("shared", "cut_off", "number"), ranked, "", source, label="Ranked remainder"),
        Line("additional", additional, ("cut_off", "remainder_key", "shares", *tables), "What is added to the State's assessment.", CURRENCY, source, label="Added"),
    )
