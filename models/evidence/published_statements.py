"""Published statements of budgetary implications: what the cost models make of their inputs, beside what they printed.

A line of a statement is known in one of three ways. Its price is stated; or its quantities are, and the price is found
from what other statements printed for the same thing; or nothing but an amount is stated, or no other statement has the
price: then the amount is taken as it stands, and proves no more than that it is rounded and added up as printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aspbudget.declare import add_up
from aspbudget.models.evidence.published_costs import Input, cost, costs, printed
from aspbudget.models.evidence.published_lines import about, lines, symbols
from aspbudget.models.evidence.published_prices import Found, Observation, fit

if TYPE_CHECKING:
    from aspbudget.models.evidence.published_lines import Line

FITTED_ON_OTHERS = "price fitted on others"
PRICE_STATED = "price stated"
AMOUNT_STATED = "amount stated"
NO_OTHER = "no other statement has the price"
AS_STATED = (AMOUNT_STATED, NO_OTHER)


@dataclass(frozen=True)
class Outcome:
    """A printed line beside the computed one: how its price is known, the prices found, and those that no other has.

    `ends`, from the lowest to the highest, is what the line would be at any of the prices that do as well as those found. `elsewhere` is
    whether another statement prints the same amount for the same quantities: then the line predicts nothing.
    """

    line: Line
    computed: Decimal
    evidence: str
    found: tuple[Found, ...] = ()
    missing: tuple[str, ...] = ()
    elsewhere: bool = False
    ends: tuple[Decimal, Decimal] | None = None

    @property
    def predicts(self) -> bool:
        """Whether the line is computed from more than its own amount or price, or the same line of another statement."""
        return self.evidence == FITTED_ON_OTHERS and not self.elsewhere

    @property
    def lowest(self) -> Decimal:
        """The line at the lowest of the prices that do as well."""
        return self.ends[0] if self.ends else self.computed

    @property
    def highest(self) -> Decimal:
        """The line at the highest of the prices that do as well."""
        return self.ends[1] if self.ends else self.computed

    @property
    def comes_out(self) -> bool:
        """Whether the computed line is the printed one."""
        return self.computed == self.line.published


@dataclass(frozen=True)
class Statement:
    """A statement with what is computed for it; the total is nothing where only some of its lines are known."""

    name: str
    symbol: str
    year: int
    total: Decimal | None
    reading: str
    remark: str
    lines: tuple[Outcome, ...]

    @property
    def computed(self) -> Decimal:
        """The total of the computed lines, each rounded."""
        return add_up((each.computed for each in self.lines), Decimal(0))

    @property
    def comes_out(self) -> bool:
        """Whether every printed line and the total come out."""
        return self.total in (None, self.computed) and all(each.comes_out for each in self.lines)

    def count(self, *evidence: str) -> int:
        """Return how many lines are known in one of the ways."""
        return sum(each.evidence in evidence for each in self.lines)


def statements() -> tuple[Statement, ...]:
    """Return every statement with its lines computed."""
    return tuple(
        Statement(
            str(name),
            row["symbol"],
            int(row["date"][:4]),
            Decimal(row["total"]) if row["total"] else None,
            row["reading"],
            row["remark"],
            tuple(outcome(line, lines()) for line in lines() if line.statement == name),
        )
        for name, row in about().to_dict("index").items()
    )


def outcome(line: Line, held: tuple[Line, ...]) -> Outcome:
    """Return a printed line beside what the cost models compute for it; prices are found from other lines of `held`."""
    if any(given.stated for given in line.inputs):
        amounts = (cost(given, given.stated / given.priced[0]) for given in line.inputs)
        return Outcome(line, Decimal(printed(add_up(amounts))), PRICE_STATED)
    if line.inputs[0].kind == "sum":
        return Outcome(line, _as_it_stands(line), AMOUNT_STATED)
    known = [others(line, given.price, held) for given in line.inputs]
    if not all(known):
        missing = tuple(given.price for given, found in zip(line.inputs, known, strict=True) if not found)
        return Outcome(line, _as_it_stands(line), NO_OTHER, missing=missing)
    found = tuple(map(fit, known))
    at_each = [costs(given, [each.prices, *each.corners]) for given, each in zip(line.inputs, found, strict=True)]
    whole = (add_up(middle for middle, *_ in at_each), add_up(min(corners) for _, *corners in at_each), add_up(max(corners) for _, *corners in at_each))
    computed, lowest, highest = (Decimal(printed(amount)) for amount in whole)
    return Outcome(line, computed, FITTED_ON_OTHERS, found, elsewhere=_elsewhere(line, known), ends=(lowest, highest))


def _elsewhere(line: Line, known: list[list[Observation]]) -> bool:
    """Whether another statement prints the amount of a line of one input for the same quantities."""
    given, amount = line.inputs[0], float(line.published) / line.inputs[0].alike
    return len(known) == 1 and any((each.quantities, each.amount) == (given.priced, amount) for each in known[0])


def others(line: Line, price: str, held: tuple[Line, ...]) -> list[Observation]:
    """Return what all statements but the line's own printed for a price; one that shares a symbol with it is its own."""
    own = symbols(line.statement)
    return [
        Observation(each.statement, each.inputs[0].priced, float(each.published) / each.inputs[0].alike)
        for each in held
        if each.statement != line.statement
        and not own & symbols(each.statement)
        and [given.price for given in each.inputs] == [price]
    ]


def _as_it_stands(line: Line) -> Decimal:
    return Decimal(printed(cost(Input("sum"), float(line.published))))
