"""Proposals: what is filled in for the officer in the workbook of a draft, from its paragraphs."""

from __future__ import annotations

import pytest

from aspbudget.models.statements import PRACTICE
from aspbudget.statements.paragraphs import Operative
from aspbudget.statements.proposals import leads_in, paragraph_rows


def answers(*numbers: str) -> list[tuple[str | None, str | None]]:
    """Return the answer and the reason that are proposed for each of some paragraphs."""
    rows = paragraph_rows([Operative(number, "Requests …") for number in numbers], PRACTICE)
    return [(row.get("answer"), row.get("reason")) for row in rows]


def a_paragraph_that_leads_in_to_letters_is_answered_below_them() -> None:
    assert answers("3", "3 (a)", "3 (b)", "3 (c)", "4") == [("see below", "(a)-(c)"), *[(None, None)] * 4]


def a_letter_that_leads_in_to_numbers_is_answered_below_too() -> None:
    assert answers("3", "3 (a)", "3 (a) (i)", "3 (a) (ii)", "3 (b)")[:2] == [("see below", "(a)-(b)"), ("see below", "(i)-(ii)")]


def a_single_letter_is_named_once() -> None:
    assert answers("annex 5.1", "annex 5.1 (a)")[0] == ("see below", "(a)")


@pytest.mark.parametrize("other", ["31", "3 bis", "3 [2]", "3.1", "3"])
def no_other_number_is_taken_for_a_sub_paragraph(other: str) -> None:
    assert not leads_in("3", [other])
    assert answers("3", other)[0] == (None, None)
