"""Live text: sentences that follow the figures of a workbook, each a formula together with the words that it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Call, Cell, Number, Sentence, Text
from aspbudget.lines.rounding import round_half_away
from aspbudget.phrase import phrase
from aspbudget.workbooks.listing import Live

if TYPE_CHECKING:
    from collections.abc import Sequence

Words = Live | str


def _live(words: Words) -> Live:
    return Live(Text(words), words) if isinstance(words, str) else words


def worded(wording: str, /, **parts: Words) -> Live:
    """Return a sentence whose gaps are filled in: `worded("{amount} proposed for {cycle}", amount=…, cycle="2005")`."""
    every = {name: _live(each) for name, each in parts.items()}
    value = phrase(wording, **{name: each.value for name, each in every.items()})
    return Live(Sentence(wording, tuple((name, each.part) for name, each in every.items())), value)


def size(amount: Live, digits: int) -> Live:
    """Return how large an amount is, without its sign, in digits: (1,234.56) with one decimal is `1,234.6`."""
    whole = Call("greatest", (amount.part, Binary("-", Number(0), amount.part)))
    return in_digits(Live(whole, abs(float(amount.value))), digits)


def in_digits(amount: Live, digits: int) -> Live:
    """Return an amount that is never below 0 in digits, rounded."""
    rounded = Call("rounded", (amount.part, Number(digits)))
    return Live(Call("in_digits", (rounded, Number(digits)), "text"), phrase(f"{{amount:,.{digits}f}}", amount=_rounded(float(amount.value), digits)))


def signed(amount: Live, digits: int) -> Live:
    """Return an amount with its sign, as tables show it: `+41.9`, or `(36.5)` for a decrease."""
    shown = size(amount, digits)
    return either(at_least(amount, 0.0), worded("+{shown}", shown=shown), worded("({shown})", shown=shown))


def at_least(amount: Live, bound: float) -> Live:
    """Return whether an amount is a bound or more."""
    return Live(Binary(">=", amount.part, Number(bound), "truth"), float(amount.value) >= bound)


def either(test: Live, one: Words, other: Words) -> Live:
    """Return the one text where the test holds, the other where it doesn't."""
    first, second = _live(one), _live(other)
    return Live(Call("where", (test.part, first.part, second.part), "text"), first.value if test.value else second.value)


def added(amounts: Sequence[Live]) -> Live:
    """Return amounts added up."""
    return Live(Call("sum", tuple(each.part for each in amounts)), float(add_up(float(each.value) for each in amounts)))


def less(one: Live, other: Live) -> Live:
    """Return one amount less another."""
    return Live(Binary("-", one.part, other.part), float(one.value) - float(other.value))


def share(part: Live, whole: Live) -> Live:
    """Return what per cent of a whole a part is; 0 of nothing."""
    nothing = Binary("=", whole.part, Number(0), "truth")
    ratio = Binary("*", Binary("/", part.part, whole.part), Number(100))
    value = float(part.value) / float(whole.value) * 100 if whole.value else 0.0
    return Live(Call("where", (nothing, Number(0), ratio)), value)


def named(how: str, names: str, amounts: str, rows: Sequence[tuple[str, float]]) -> tuple[Live, Live]:
    """Return the name and the amount of the `greatest` or the `least` of some rows, whose names and amounts stand in two ranges."""
    value = (max if how == "greatest" else min)(amount for _, amount in rows)
    amount = Call(how, (Cell(amounts),))
    name = next(name for name, each in rows if each == value)
    at = Call("place", (amount, Cell(amounts)))
    return Live(Call("item", (Cell(names), at), "text"), name), Live(amount, value)


def _rounded(value: float, digits: int) -> float:
    return float(round_half_away(np.asarray(value), np.asarray(digits)))
