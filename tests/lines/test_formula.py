"""Formulas: what a line may say, and the words in which everything else is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from aspbudget.lines.formula import Binary, Named, Negative, NotAFormula, Number, Own, Text, node, parts
from aspbudget.lines.functions import greatest, least, money, where

months = Own("months", "number")
grade = Own("grade", "text")
level = Own("level", "text")


def refusal(declare) -> str:
    """Return the words in which something is refused."""
    with pytest.raises(NotAFormula) as refused:
        declare()
    return str(refused.value)


@pytest.mark.parametrize(
    ("made", "operator"),
    [
        (lambda: months + 1, "+"),
        (lambda: 1 + months, "+"),
        (lambda: months - 1, "-"),
        (lambda: 1 - months, "-"),
        (lambda: months * 2, "*"),
        (lambda: 2 * months, "*"),
        (lambda: months / 2, "/"),
        (lambda: 2 / months, "/"),
        (lambda: months**2, "^"),
        (lambda: 2**months, "^"),
        (lambda: months < 6, "<"),
        (lambda: months <= 6, "<="),
        (lambda: months > 6, ">"),
        (lambda: months >= 6, ">="),
        (lambda: months == 6, "="),
        (lambda: months != 6, "<>"),
    ],
)
def an_operator_on_a_figure_is_kept_as_it_was_written(made, operator: str) -> None:
    made = made()
    assert made.operator == operator
    assert made.kind == ("number" if operator in "+-*/^" else "truth")
    assert any(side is months for side in (made.left, made.right))


def the_sides_of_a_difference_are_never_swapped() -> None:
    made = 1 - months
    assert made.left.value == 1
    assert made.right is months


def the_parts_of_a_formula_come_outermost_first() -> None:
    made = money(-months + Named("rate"))
    assert [type(part) for part in parts(made)][1:] == [Binary, Negative, Own, Named, Number]


@pytest.mark.parametrize(
    ("declare", "message"),
    [
        (lambda: np.maximum(months, 1), "A line can't use maximum; use greatest(a, b)."),
        (lambda: np.minimum(months, 1), "A line can't use minimum; use least(a, b)."),
        (lambda: np.ceil(months), "A line can't use ceil; use round_up(amount)."),
        (lambda: np.where(months, 1, 2), "A line can't use where; use where(condition, then, otherwise)."),
        (lambda: np.sqrt(months), "A line can't use sqrt; use arithmetic, comparisons and the helpers of a line."),
        (months.__round__, "A line can't use round; use money(amount) or rounded(amount, digits)."),
        (lambda: months.round(2), "A line can't use round; use money(amount) or rounded(amount, digits)."),
        (lambda: months.sum(), 'A line can\'t use sum; use table.total("column", key=...).'),  # noqa: PLW0108 - asking for the attribute is refused already
        (lambda: months.map({}), 'A line can\'t use map; use table.at(key, "column").'),
        (lambda: months.isin([1]), "A line can't use isin; use a comparison with each value, joined by |."),
        (lambda: months.fillna(0), "A line can't use fillna; use an optional column, whose empty cells count as 0."),
        (lambda: months.clip(0, 1), "A line can't use clip; use least(greatest(amount, low), high)."),
        (lambda: abs(months), "A line can't use abs; use greatest(a, -a)."),
        (months.__float__, "A line can't use float; use arithmetic, comparisons and the helpers of a line."),
        (lambda: int(months), "A line can't use int; use arithmetic, comparisons and the helpers of a line."),
        (lambda: months.rolling(3), "A line can't use rolling; use arithmetic, comparisons and the helpers of a line."),
        (lambda: node([1]), "A formula can't hold [1]; it holds numbers, texts, and figures by their names."),
        (lambda: node(bool(1)), "A formula can't hold True; it holds numbers, texts, and figures by their names."),
        (lambda: months + "one", '+ needs a number, but "one" is a text.'),
        (lambda: grade * 2, "* needs a number, but grade is a text."),
        (lambda: -grade, "- needs a number, but grade is a text."),
        (lambda: money(grade), "rounded needs a number, but grade is a text."),
        (lambda: where(months, 1, 2), "where needs a truth, but months is a number."),
        (lambda: where(months < 1, 1, "one"), 'where needs a number, but "one" is a text.'),
        (lambda: (months < 1) & months, "and needs a truth, but months is a number."),
        (lambda: months | (months < 1), "or needs a truth, but months is a number."),
        (lambda: ~months, "not needs a truth, but months is a number."),
        (lambda: grade == 1, "A comparison with grade needs a text, but one side is a number."),
        (lambda: grade < level, "Texts have no order in a line, so they can't be compared with <; use == or !=."),
        (
            lambda: (months < 1) == (months < 2),
            "A line can't compare two conditions with =; join them with &, | and ~.",
        ),
        (least, "least needs at least one value."),
        (greatest, "greatest needs at least one value."),
    ],
)
def every_thing_that_a_spreadsheet_cannot_say_is_refused(declare, message: str) -> None:
    assert refusal(declare) == message


IF = (
    "A line can't use if, and, or, not, or a chain such as a < b < c, because it is one formula for every row; "
    "use where(condition, then, otherwise), &, | and ~."
)
LOOP = "A line can't loop over its rows; it is one formula for every row. Add rows up with table.total(...)."


@pytest.mark.parametrize(
    ("declare", "message"),
    [
        (lambda: 1 if months < 1 else 2, IF),
        (lambda: months < 1 and months > 0, IF),
        (lambda: not months, IF),
        (lambda: 0 < months < 1, IF),
        (lambda: max(months, 1), IF),
        (lambda: sum(months), LOOP),
        (lambda: [row for row in months], LOOP),  # noqa: C416 - the loop is what is refused
    ],
)
def no_branch_and_no_loop_is_allowed(declare, message: str) -> None:
    assert refusal(declare) == message


def a_figure_can_be_kept_in_a_set_although_its_equality_is_a_formula() -> None:
    assert len({months, grade}) == len({"months", "grade"})


def a_text_stays_a_text_even_when_it_reads_like_a_formula() -> None:
    made = node("=1+1")
    assert isinstance(made, Text)
    assert made.value == "=1+1"


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def no_number_without_an_end_is_a_part_of_a_formula(value: float) -> None:
    assert refusal(lambda: node(value)).startswith(f"A formula can't hold {value!r};")
