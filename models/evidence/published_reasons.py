"""Why a published line or total comes out, or doesn't, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare import count
from aspbudget.models.evidence.published_lines import symbol
from aspbudget.models.evidence.published_statements import AMOUNT_STATED, FITTED_ON_OTHERS, NO_OTHER, PRICE_STATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aspbudget.models.evidence.published_costs import Input
    from aspbudget.models.evidence.published_prices import Found
    from aspbudget.models.evidence.published_statements import Outcome, Statement

_NAMED = 3
_PER = {"meeting": "a meeting", "month": "a month", "day": "a day", "service": "a meeting", "unit": "a unit"}
_TOO_FINE = "Printed to less than a hundred"
_WAYS = {
    FITTED_ON_OTHERS: "at a price fitted on other statements",
    PRICE_STATED: "at a stated price",
    AMOUNT_STATED: "as stated",
    NO_OTHER: "as stated because no other statement has the price",
}


def reason_of_line(outcome: Outcome) -> str:
    """Return how the price of a line is known, from which statements, and what else is known of it."""
    line = outcome.line
    parts = [_price(given, found) for given, found in zip(line.inputs, outcome.found, strict=False)]
    if outcome.lowest < outcome.highest:
        parts.append(f"The prices that do as well give {outcome.lowest:,} to {outcome.highest:,}")
    if outcome.evidence == NO_OTHER:
        parts = [f"No other statement has the price: {'; '.join(outcome.missing)}"]
    if outcome.evidence == PRICE_STATED:
        parts = ["The statement gives the price"]
    if line.published % 100:
        parts.append(_TOO_FINE)
    return ". ".join([*parts, line.remark] if line.remark else parts)


def reason_of_total(statement: Statement) -> str:
    """Return how the lines of a statement are known, which of them don't come out, and how they were read."""
    counts = {way: statement.count(way) for way in _WAYS}
    ways = ", ".join(f"{number} {_WAYS[way]}" for way, number in counts.items() if number)
    missed = [each.line.object for each in statement.lines if not each.comes_out]
    parts = [f"{count(len(statement.lines), 'printed line')}: {ways}"]
    parts += [f"Not reproduced: {', '.join(missed)}"] if missed else ["Every printed line comes out"]
    return ". ".join([*parts, statement.remark] if statement.remark else parts)


def _price(given: Input, found: Found) -> str:
    price, document = found.prices
    shown = f"{price:,.4f} a word" if "document" in given.kind else f"{price:,.2f} {_PER[given.kind]}"
    more = f" and {document:,.2f} a document" if document else ""
    if not found.reproduced:
        return f"At {shown}{more}, between {_symbols(found.others)}, which don't agree on a price"
    against = f"; not every line of {_symbols(found.others)} comes out at it" if found.others else ""
    return f"At {shown}{more}, fitted on {_symbols(found.reproduced)}{against}"


def _symbols(statements: Sequence[str]) -> str:
    named = list(dict.fromkeys(symbol(each) for each in statements))
    shown = named[:_NAMED] if len(named) > _NAMED + 1 else named
    rest = [f"{len(named) - len(shown)} more"] if len(shown) < len(named) else []
    *first, last = [*shown, *rest]
    return f"{', '.join(first)} and {last}" if first else last
