"""Choices: the alternatives of a draft that exclude each other, and the situations that are left to be priced.

Brackets such as `[two days] [three days]` are two alternatives of one choice: the text keeps one of them, or neither. A draft with two
such choices has 9 situations, or 4 where it must keep one of each; not the 16 of four alternatives that stand or fall by themselves.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.declare.model import Rule
from aspbudget.declare.sheet import Sheet, column
from aspbudget.lines.functions import where
from aspbudget.lines.line import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

ONE, AT_MOST_ONE = "exactly one", "at most one"
INCLUDED = ("In", "Retenu")  # what the column that includes a paragraph or an alternative was called, in either language
_NO_CHOICE = "(none)"


class Alternatives(Sheet):
    """One row for each alternative of the draft: bracketed text that may stay or go; empty when there is none."""

    alternative: str = column("Alternative", "Its name; activities refer to it.", key=True, example="A", translated=True)
    counts: float = column("Included", "yes to count its activities; no to leave them out.", whole=True, low=0, high=1, example=1, formerly=INCLUDED)
    what: str = column("What it is", "What the text would say.", example="a second working group", descriptive=True, translated=True)
    choice: str = column(
        "Choice", "A name for the choice to which it is one answer: alternatives of one choice exclude each other. Empty where it stands or "
        "falls by itself.", required=False, newer=True, translated=True,
    )  # fmt: skip
    of_choice: str = column(
        "Of the choice", "How many alternatives of the choice the text keeps: exactly one, or at most one, as where this is empty.",
        choices=(ONE, AT_MOST_ONE), required=False, newer=True,
    )  # fmt: skip


@line(unit="text", source="Alternatives of one choice exclude each other")
def chosen_for(choice: Any) -> Any:  # noqa: ANN401
    """The choice to which the alternative is an answer."""
    return where(choice == "", _NO_CHOICE, choice)


@line(unit="", source="Of a choice at most one alternative counts, and one does where the text keeps exactly one")
def against_choice(counts: Any, choice: Any, of_choice: Any, chosen_for: Any, alternatives: Any) -> Any:  # noqa: ANN401
    """1 when the row is in beside another of its choice, or none of its choice is in though one must be; otherwise 0."""
    chosen = alternatives.total("counts", chosen_for=chosen_for)
    against = where(chosen > 1, counts, where((chosen == 0) & (of_choice == ONE), 1, 0))
    return where(choice == "", 0, against)


@line(unit="", source="Alternatives of one choice exclude each other")
def stands_alone(counts: Any, choice: Any, chosen_for: Any, alternatives: Any) -> Any:  # noqa: ANN401
    """another alternative of its choice is in as well, and at most one of a choice counts; set the others to no"""
    return (choice == "") | (counts == 0) | (alternatives.total("counts", chosen_for=chosen_for) <= 1)


@line(unit="", source="A choice of which the text keeps exactly one")
def one_is_in(choice: Any, of_choice: Any, chosen_for: Any, alternatives: Any) -> Any:  # noqa: ANN401
    """none of its choice is in, though the text keeps exactly one; set the one that counts in the amounts to yes"""
    return (choice == "") | (of_choice != ONE) | (alternatives.total("counts", chosen_for=chosen_for) > 0)


@line(unit="", source="A choice is between two alternatives or more")
def has_another(choice: Any, chosen_for: Any, alternatives: Any) -> Any:  # noqa: ANN401
    """no other alternative is of this choice; give its name to those that exclude each other, or clear it"""
    return (choice == "") | (alternatives.count(chosen_for=chosen_for) > 1)


@line(unit="", source="A choice is described alike at all its alternatives")
def described_alike(choice: Any, of_choice: Any, chosen_for: Any, alternatives: Any) -> Any:  # noqa: ANN401
    """another alternative of its choice has exactly one; give the same in all of them"""
    return (choice == "") | (of_choice == ONE) | (alternatives.count(chosen_for=chosen_for, of_choice=ONE) == 0)


@line(unit="", source="How many are kept is known of a choice only")
def belongs_to_a_choice(choice: Any, of_choice: Any) -> Any:  # noqa: ANN401
    """it is for alternatives of a choice; name the choice, or clear the cell"""
    return (of_choice == "") | (choice != "")


CHOICE_LINES = (chosen_for, against_choice)
CHOICE_RULES = (
    Rule(has_another, at="choice"), Rule(stands_alone, at="counts"), Rule(one_is_in, at="counts"), Rule(described_alike, at="of_choice"), Rule(belongs_to_a_choice, at="of_choice"),
)  # fmt: skip


class Choice(NamedTuple):
    """Alternatives of which the text keeps one: the name of the choice, those that it lies between, and whether one must stay.

    An alternative that stands or falls by itself is a choice without a name.
    """

    name: str
    alternatives: tuple[str, ...]
    one_stays: bool = False

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers that the text may give, an empty text for none of the alternatives."""
        return self.alternatives if self.one_stays else ("", *self.alternatives)


def choices(alternatives: pd.DataFrame) -> tuple[Choice, ...]:
    """Return the choices that rows of sheet Alternatives make, in the order in which each begins."""
    found: dict[tuple[str, str], Choice] = {}
    for row in alternatives.fillna({"choice": "", "of_choice": ""}).to_dict("records"):
        name, alternative = str(row["choice"]), str(row["alternative"])
        of_one = (name, "" if name else alternative)
        before = found.get(of_one, Choice(name, ()))
        found[of_one] = Choice(name, (*before.alternatives, alternative), before.one_stays or row["of_choice"] == ONE)
    return tuple(found.values())


def situations(of: Sequence[Choice]) -> Iterator[frozenset[str]]:
    """Yield the alternatives that are in, for each situation that choices leave: every answer to one with every answer to the others."""
    for answers in product(*(each.answers for each in of)):
        yield frozenset(answers) - {""}


def number_of_situations(of: Sequence[Choice]) -> int:
    """Return how many situations choices leave: 9 for two choices between two alternatives each, 4 where one of each must stay."""
    return prod(len(each.answers) for each in of)
