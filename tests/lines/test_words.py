"""Explaining: a formula said in words, in the order in which a reader would compute it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aspbudget.figures.naming import words
from aspbudget.lines.formula import Negative, Node, Number, Own
from aspbudget.lines.functions import A_DASH, greatest, instead_of_a_number, least, money, round_up, rounded, where
from aspbudget.lines.words import joined, say

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.lines.words import Leaf

A, B, C = Own("a"), Own("b"), Own("c")


def named(leaf: Leaf) -> str:
    """Name a column by its own name."""
    return leaf.name if isinstance(leaf, Own) else str(leaf)


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (A + B * C, "a + b × c"),
        ((A + B) * C, "(a + b) × c"),
        (A - (B - C), "a − (b − c)"),
        (A - B - C, "a − b − c"),
        (A / (B / C), "a ÷ (b ÷ c)"),
        (A / B * C, "a ÷ b × c"),
        (Negative(A + B), "−(a + b)"),
        (A**2, "a to the power of 2"),
        (money(A * B), "a × b, to the cent"),
        (rounded(A, -2), "a, to the nearest hundred"),
        (rounded(A, 0), "a, to the unit"),
        (where(B > 0, A / B, A_DASH), "a ÷ b where b is above 0, otherwise a dash"),
        (where(B > 0, A / B, instead_of_a_number("not entered")), "a ÷ b where b is above 0, otherwise “not entered”"),
        (rounded(A, 4), "a, to 4 decimals"),
        (money(A) + B, "(a, to the cent) + b"),
        (round_up(A / B), "a ÷ b, rounded up"),
        (greatest(A, B, C), "the largest of a, b and c"),
        (least(A, B), "the smallest of a and b"),
        (where(A < 12, B, C), "b where a is below 12, otherwise c"),
        (A * where(B >= 1000.5, B, C), "a × (b where b is at least 1,000.5, otherwise c)"),
        (where((A == "") & (B > 0), B, C), "b where (a is empty and b is above 0), otherwise c"),
        (where(A != "own", B, Number(0)), "b where a is not “own”, otherwise 0"),
        (where((A < 1) | (B < 1), B, C), "b where (a is below 1 or b is below 1), otherwise c"),
        (where(~(A < 1), B, C), "b where (not a is below 1), otherwise c"),
    ],
)
def a_formula_is_said_in_the_order_in_which_it_is_computed(formula: Node, said: str) -> None:
    assert say(formula, named) == said


def every_line_of_every_model_can_be_said_in_words(models: Catalogue) -> None:
    for figure in models.figures.values():
        said = words(figure, models)
        assert said
        assert not any(sign in said for sign in ("_", "[", "]", " == ", "<", ">", "None")), (figure.line.name, said)


@pytest.mark.parametrize(
    ("table", "line", "said"),
    [
        ("posts", "gross_cost", "posts × work-months ÷ 12 × annual cost, to the cent"),
        ("posts", "vacancy_saving", "gross cost × vacant share, to the cent"),
        ("posts", "net_cost", "0 where means is “pooled with the Court”, otherwise full cost"),
        ("conference_days", "teams_by_day", "the largest of morning teams and afternoon teams"),
        ("travel", "paid_days", "days where session is empty, otherwise length of the session (sheet Sessions) + 1"),
        ("section_lines", "amount", "unrounded, to the nearest hundred"),
        ("language_sets", "interpreters", "total of interpreters in sheet Booths for the same language set"),
        ("session_days", "morning_meetings",
         "number of rows in sheet Meetings for the same session and day where slot is “morning”"),
    ],
)  # fmt: skip
def a_line_of_the_models_reads_like_a_rule(table: str, line: str, said: str, models: Catalogue) -> None:
    assert words(models.figures[table, line], models) == said


def the_names_are_joined_as_in_a_sentence() -> None:
    assert [joined(["a"]), joined(["a", "b"]), joined(["a", "b", "c"])] == ["a", "a and b", "a, b and c"]
