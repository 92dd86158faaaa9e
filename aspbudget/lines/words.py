"""Words: a formula written in words, in any language of the list of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from aspbudget.language import Language
from aspbudget.lines.formula import (
    DASH,
    At,
    Binary,
    Bound,
    Call,
    Cell,
    Dash,
    Gather,
    Named,
    Negative,
    Node,
    Number,
    Own,
    Text,
)
from aspbudget.phrase import is_wordless

if TYPE_CHECKING:
    from collections.abc import Callable

Leaf = Own | Named | At | Gather | Cell

_STRENGTH = {"+": 2, "-": 2, "*": 3, "/": 3, "^": 4}
_PHRASES = {
    "+": "{0} + {1}", "-": "{0} − {1}", "*": "{0} × {1}", "/": "{0} ÷ {1}",
    "^": "{0} to the power of {1}",
    "=": "{0} is {1}", "<>": "{0} is not {1}",
    "<": "{0} is below {1}", "<=": "{0} is at most {1}", ">": "{0} is above {1}", ">=": "{0} is at least {1}",
    "where": "{1} where {0}, otherwise {2}",
    "round_down": "{0}, cut off after {1} decimals",
    "round_up": "{0}, rounded up",
    "year_of": "the year of {0}",
    "month_of": "the month of {0}",
    "new_year": "1 January of {0}",
    "not": "not {0}",
    "in_digits": "{0}",
    "item": "what stands in {0} at {1}",
    "place": "the place of {0} in {1}",
    "sum_where": "the total of {0} where {1} is {2}",
    "count_above": "how many of {0} are above 0",
}  # fmt: skip
_BOUNDS = {"<": "below {0}", "<=": "at most {0}", ">": "above {0}", ">=": "at least {0}"}
_SERIES = {"least": "the smallest of {0}", "greatest": "the largest of {0}"}
_PAIRS = {"and": "{0} and {1}", "or": "{0} or {1}", "sum": "{0} + {1}", "joined": "{0}, then {1}"}
_ROUNDED = {
    2: "{0}, to the cent", 0: "{0}, to the unit", -2: "{0}, to the nearest hundred", -3: "{0}, to the nearest thousand",
}  # fmt: skip
_DECIMALS = "{0}, to {1} decimals"
_EMPTY, _NIL, _QUOTED = "empty", "a dash", "“{0}”"
_WHOLE = 9
# By the names of what they are said of, for whoever says formulas elsewhere; a rounding has its digits in its name.
WORDINGS = {
    **_PHRASES, **_SERIES, **_PAIRS, **{f"rounded {digits}": wording for digits, wording in _ROUNDED.items()},
    "rounded": _DECIMALS, "empty": _EMPTY, "dash": _NIL, "quoted": _QUOTED,
}  # fmt: skip


def say(part: Node, leaf: Callable[[Leaf], str], language: Language | None = None) -> str:
    """Return a formula in words; `leaf` gives the words for a column, an assumption, a looked-up value, a total, or a cell.

    Without a language they are those of the inputs.
    """
    return _Speech(leaf, language or Language()).say(part)[0]


def joined(names: list[str], language: Language | None = None) -> str:
    """Return names as a phrase: `a`, `a and b`, `a, b and c`."""
    *first, last = names
    return (language or Language()).mark("series", first=", ".join(first), last=last) if first else last


@dataclass(frozen=True)
class _Speech:
    """The words of formulas in one language, each with how strongly its parts hold together."""

    leaf: Callable[[Leaf], str]
    language: Language

    def say(self, part: Node) -> tuple[str, int]:
        match part:
            case Number(value):
                return self.language.signed(value), _WHOLE
            case Text(text):
                return self.quoted(text) if text else self.language.say(_EMPTY), _WHOLE
            case Dash(text):
                return self.language.say(_NIL) if text == DASH else self.quoted(text), _WHOLE
            case Bound(operator, value):
                return self.language.say(_BOUNDS[operator], self.inside(value, 1)), 1
            case Negative(value):
                return f"−{self.inside(value, _WHOLE)}", _WHOLE
            case Binary(operator, left, right):
                strength = _STRENGTH.get(operator, 1)
                return self.filled(_PHRASES[operator], self.inside(left, strength), self.inside(right, strength + 1)), strength
            case Call(helper, arguments):
                return self.call(helper, arguments), 0
            case Own() | Named() | At() | Gather() | Cell():
                return self.leaf(part), _WHOLE
        message = f"No words for {type(part).__name__}."
        raise NotImplementedError(message)

    def call(self, helper: str, arguments: tuple[Node, ...]) -> str:
        """Return a function of a line in words: by the phrase that it has, as a series, or pair by pair."""
        parts = [self.inside(each, 1) for each in arguments]
        if helper in _SERIES:
            return self.language.say(_SERIES[helper], joined(parts, self.language))
        if helper in _PAIRS:
            return reduce(lambda first, second: self.filled(_PAIRS[helper], first, second), parts)
        return self.filled(_rounded(arguments[1]) if helper == "rounded" else _PHRASES[helper], *parts)

    def filled(self, wording: str, *parts: str) -> str:
        """Return a text with its gaps filled in; one without a word is the same in every language."""
        return wording.format(*parts) if is_wordless(wording) else self.language.say(wording, *parts)

    def quoted(self, text: str) -> str:
        return self.language.say(_QUOTED, self.language.say(text))

    def inside(self, part: Node, strength: int) -> str:
        text, own = self.say(part)
        return text if own >= strength else f"({text})"


def _rounded(digits: Node) -> str:
    return _ROUNDED.get(int(digits.value), _DECIMALS) if isinstance(digits, Number) else _DECIMALS
