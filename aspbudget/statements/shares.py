"""Shares: what a draft resolution would add to the assessment of each State, to the unit, adding up to the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.declare.sheet import Sheet, column
from aspbudget.lines.functions import above, round_down, rounded, where
from aspbudget.lines.line import CURRENCY, Line, line

if TYPE_CHECKING:
    from collections.abc import Callable

REMAINDERS = "Net requirements × rate; what is cut off to the euro goes, a euro each, to the largest remainders"


class Shares(Sheet):
    """One row for each State assessed for the cycle, with its rate."""

    state: str = column("State", "The State's code.", key=True)
    name: str = column("Name", "Its name.")
    number: float = column("Number", "Its place in the list, which parts equal remainders.", whole=True)
    rate: float = column("Rate", "Its rate of assessment; of a State that joins during the year, for its months.", unit="%")


def lines(net: str, tables: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines of the shares; `net` is the printed column that is shared, added up over `tables`."""

    def shared(*symbols: Any) -> Any:  # noqa: ANN401
        shares, rate, *rows = symbols
        return sum(each.total(net) for each in rows) * rate / shares.total("rate")

    def additional(cut_off: Any, remainder_key: Any, shares: Any, *rows: Any) -> Any:  # noqa: ANN401
        missing = sum(each.total(net) for each in rows) - shares.total("cut_off")
        return cut_off + where(shares.count(remainder_key=above(remainder_key)) < missing, 1, 0)

    return (
        _line(shared, ("shares", "rate", *tables), "The State's share of the net requirements, unrounded.", "Share"),
        cut_off,
        remainder_key,
        _line(additional, ("cut_off", "remainder_key", "shares", *tables), "What is added to the State's assessment.", "Added"),
    )


@line(unit=CURRENCY, source=REMAINDERS, label="Cut off to the euro")
def cut_off(shared: Any) -> Any:  # noqa: ANN401
    """The share without what is below a euro."""
    return round_down(shared, 0)


@line(unit="", source=REMAINDERS, label="Ranked remainder")
def remainder_key(shared: Any, cut_off: Any, number: Any) -> Any:  # noqa: ANN401
    """What is cut off, in millionths, with the place in the list to part equals: the larger comes first."""
    return rounded((shared - cut_off) * 1_000_000, 0) - number / 1000


def _line(function: Callable[..., Any], parameters: tuple[str, ...], meaning: str, label: str) -> Line:
    return Line(function.__name__, function, parameters, meaning, CURRENCY, REMAINDERS, label=label)
