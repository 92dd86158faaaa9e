"""Breakdowns: lines divided among conference services by largest remainders, and sums by place and by source of funds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.statements import (
    ALL,
    CONTINGENCY,
    DOCUMENTS,
    FREE,
    MEETINGS,
    PROGRAMME_BUDGET,
    REVISED,
    RICH,
    SUPPLEMENTARY,
    activity,
    line,
)

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.statements.breakdown import (
    added_to_assessment,
    keys,
    requirements,
    round_half_up,
    share_of_section,
    summed,
)
from aspbudget.statements.statement import JOINT, Amounts

PLACE = ("4100", DOCUMENTS)


def divided(amount: float, *costs: tuple[str, float], **more: object) -> dict[str, float]:
    """Return what a one-time line of 2004 comes to by service, given what its activities cost by service."""
    rows = tuple(activity("1", f"document {place}", service=service, down=DOCUMENTS, full=full, **more) for place, (service, full) in enumerate(costs))
    statement = replace(FREE, activities=rows, lines=(line("1", PLACE, 2004, ONE_TIME, Amounts(full=amount)),))
    return {each.service: each.full for each in requirements(statement)}


def a_line_of_one_service_is_wholly_of_that_service() -> None:
    assert divided(1200, ("pre-session", 1_183.4)) == {"pre-session": 1200}


def the_hundreds_that_are_left_over_go_to_the_largest_remainders() -> None:
    # Ten hundreds by 1.4 : 1 : 1 are 4.12, 2.94 and 2.94: four, and two each, and the two that are left to the two remainders of 0.94.
    assert divided(1000, ("a", 140), ("b", 100), ("c", 100)) == {"a": 400, "b": 300, "c": 300}
    # Seven hundreds by 1 : 1 are three each; the one that is left goes to the first by its name.
    assert divided(700, ("b", 50), ("a", 50)) == {"a": 400, "b": 300}


def a_service_that_gets_no_hundred_has_no_requirement() -> None:
    assert divided(300, ("a", 290), ("b", 4)) == {"a": 300}


def a_negative_line_is_divided_as_a_positive_one() -> None:
    assert divided(-1000, ("a", 100), ("b", 100), ("c", 140)) == {"a": -300, "b": -300, "c": -400}


def an_activity_of_another_line_or_of_an_alternative_that_is_out_has_no_part() -> None:
    rows = (
        activity("1", "here", service="a", down=DOCUMENTS, full=100), activity("1", "elsewhere", service="b", across="4200", down=DOCUMENTS, full=100),
        activity("1", "recurrent", service="c", down=DOCUMENTS, full=100, kind=RECURRENT), activity("2", "of another", service="d", down=DOCUMENTS, full=100),
        activity("1", "left out", service="e", down=DOCUMENTS, full=100, alternative="A"),
        activity("1", "later", service="f", down=DOCUMENTS, full=100, first_year=2005, last_year=2006),
    )  # fmt: skip
    lines = (line("1", PLACE, 2004, ONE_TIME, Amounts(full=500)),)
    statement = replace(FREE, activities=rows, lines=lines, alternatives=(("A", "…", False),))
    assert [(each.service, each.full) for each in requirements(statement)] == [("a", 500)]
    with_it = replace(statement, alternatives=(("A", "…", True),))
    assert {each.service for each in requirements(with_it)} == {"a", "e"}


def the_cost_that_documents_do_not_explain_is_for_servicing_where_there_are_meetings() -> None:
    rows = (activity("1", "meeting", down="", across=""), activity("1", "report", service="post-session", full=2_000))
    statement = replace(FREE, activities=rows, lines=(line("1", ("4100", MEETINGS), 2004, ONE_TIME, Amounts(full=9_000)),))
    assert {each.service: each.full for each in requirements(statement)} == {"post-session": 2_000, "meetings servicing": 7_000}
    without = replace(statement, activities=rows[1:])
    assert {each.service: each.full for each in requirements(without)} == {"post-session": 9_000}


def a_line_is_divided_among_services_without_a_remainder() -> None:
    for statement in ALL.values():
        found = requirements(statement)
        for year in statement.years:
            assert sum(each.full for each in found if each.year == year) == statement.in_year(year).full
    divided = {each.service: each.full for each in requirements(RICH) if each.down == DOCUMENTS and each.across == "4500" and each.year == 2004}
    assert divided == {"summary records": 3_300.0, "in-session": 1_200.0}


def the_rest_of_a_line_of_several_years_and_a_joint_saving_are_for_servicing_meetings() -> None:
    report = replace(RICH.activities[7], down=MEETINGS, kind=RECURRENT, full=5_091.0, last_year=0)
    meetings = [each for each in RICH.activities if not each.down]
    joint = line("", ("4100", MEETINGS), 2004, RECURRENT, Amounts(-2_000.0, additional=-2_000.0))
    lines = (line("18", ("4100", MEETINGS), 2004, RECURRENT, Amounts(29_600.0, additional=29_600.0)), joint)
    found = requirements(replace(RICH, activities=(*meetings, report), lines=lines))
    assert [(each.service, each.full) for each in found] == [
        ("post-session", 5_100.0), ("meetings servicing", 24_500.0), ("meetings servicing", -2_000.0)
    ]  # fmt: skip


def a_joint_line_is_divided_as_the_lines_of_the_paragraphs_in_its_place() -> None:
    rows = (activity("1", "x", service="a", down=DOCUMENTS, full=300), activity("2", "y", service="b", down=DOCUMENTS, full=100))
    lines = (
        line("1", PLACE, 2004, ONE_TIME, Amounts(full=300)), line("2", PLACE, 2004, ONE_TIME, Amounts(full=100)),
        line(JOINT, PLACE, 2004, RECURRENT, Amounts(full=-200)),
    )  # fmt: skip
    found = requirements(replace(FREE, activities=rows, lines=lines))
    assert [(each.service, each.full) for each in found[2:]] == [("a", -200)]  # 1.5 and 0.5 hundreds: the remainders are equal, a comes first
    assert sum(each.full for each in found) == 200


@pytest.mark.parametrize(("number", "whole"), [(2.4, 2), (2.5, 3), (3.5, 4), (0.0, 0)])
def a_half_is_rounded_up(number: float, whole: int) -> None:
    assert round_half_up(number) == whole


LINES = (
    line("1", ("4100", DOCUMENTS), 2004, ONE_TIME, Amounts(300, additional=300)), line("1", ("4200", MEETINGS), 2004, RECURRENT, Amounts(500, additional=500)),
    line("2", ("4100", DOCUMENTS), 2005, RECURRENT, Amounts(700, additional=700)),
)  # fmt: skip
STATEMENT = replace(FREE, lines=LINES, section_total=16_000.0)


def a_sum_is_of_the_lines_whose_fields_are_as_given() -> None:
    assert summed(STATEMENT, year=2004).additional == 800
    assert summed(STATEMENT, year=2004, kind=ONE_TIME).additional == 300
    assert summed(STATEMENT, across="4100", down=DOCUMENTS).additional == 1000
    assert summed(STATEMENT, paragraph="9") == Amounts()


def the_places_of_a_statement_are_each_once_as_they_come() -> None:
    assert keys(STATEMENT) == (("4100", DOCUMENTS), ("4200", MEETINGS))


def a_source_adds_what_is_additional_in_the_budget_year_to_the_assessment_unless_it_is_a_fund() -> None:
    assert added_to_assessment(STATEMENT) == {CONTINGENCY: 0, PROGRAMME_BUDGET: 800, REVISED: 800, SUPPLEMENTARY: 800}


def the_share_of_the_section_is_in_per_cent_and_of_no_section_nothing() -> None:
    assert share_of_section(STATEMENT) == 5
    assert share_of_section(replace(STATEMENT, section_total=0.0)) == 0
