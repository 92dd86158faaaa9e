"""Statements as values: amounts, and sums of lines by year, paragraph and whatever else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.statements import DOCUMENTS, FREE, TRAVEL, line

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.statements.statement import JOINT, Amounts, Statement, added

STATEMENT = replace(
    FREE,
    lines=(
        line("1", ("4100", DOCUMENTS), 2004, ONE_TIME, Amounts(900.0, 100.0, 200.0, 50.0, 550.0)),
        line("1", ("4200", TRAVEL), 2005, RECURRENT, Amounts(700.0, additional=700.0)),
        line("2", ("4100", DOCUMENTS), 2004, RECURRENT, Amounts(400.0, pooled=400.0)),
        line(JOINT, ("4100", DOCUMENTS), 2004, RECURRENT, Amounts(-300.0, provided=-100.0, additional=-200.0)),
    ),
)


def the_sum_of_amounts_is_taken_part_by_part_and_of_none_is_nothing() -> None:
    assert added([Amounts(1, 2, 3, 4, 5), Amounts(10, 20, 30, 40, 50)]) == Amounts(11, 22, 33, 44, 55)
    assert added([]) == Amounts(0, 0, 0, 0, 0)
    assert added(iter([Amounts(full=2)])) == Amounts(full=2)


def the_total_is_that_of_the_budget_year_and_no_name_stands_for_all_years() -> None:
    assert (STATEMENT.year, STATEMENT.total) == (2004, Amounts(1000, 0, 600, 50, 350))
    assert STATEMENT.of() == Amounts(1700, 0, 600, 50, 1050)


def a_year_is_the_sum_of_its_lines() -> None:
    assert [STATEMENT.in_year(year) for year in (2004, 2005, 2006)] == [Amounts(1000, 0, 600, 50, 350), Amounts(700, additional=700), Amounts()]


def the_joint_amount_is_that_of_the_lines_of_no_single_paragraph() -> None:
    assert STATEMENT.joint == Amounts(-300, provided=-100, additional=-200)
    assert FREE.joint == Amounts()


def a_sum_may_be_of_any_lines() -> None:
    assert STATEMENT.of(lambda each: each.paragraph == "1").additional == 1250
    assert STATEMENT.of(lambda each: each.down == DOCUMENTS and each.kind == RECURRENT) == Amounts(100, -100, 400, 0, -200)


def the_lines_as_a_frame_have_the_columns_of_the_section() -> None:
    frame = STATEMENT.frame()
    assert list(frame.columns) == ["paragraph", "sub_programme", "object", "year", "kind", "full", "provided", "pooled", "absorbed", "additional"]
    assert list(frame["additional"]) == [550, 700, 0, -200]
    assert list(frame["sub_programme"]) == ["4100", "4200", "4100", "4100"]
    assert FREE.frame().empty


@pytest.mark.parametrize("statement", [STATEMENT, FREE])
def a_statement_is_the_sum_of_its_years_and_of_its_paragraphs(statement: Statement) -> None:
    assert added(map(statement.in_year, (2004, 2005))) == statement.of()
    assert added(map(statement.paragraph, ("1", "2", JOINT))) == statement.total
