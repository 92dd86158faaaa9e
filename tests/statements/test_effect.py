"""Effect: which rows count in which case, worked out by hand for every case, whose row it is, and who asks for it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest

from aspbudget.models.statements import PRACTICE
from aspbudget.statements.draft import ALL, DRAFT, NONE, PROVISION, SECTION
from aspbudget.statements.effect import (
    ALONE,
    BEFORE,
    NOTHING,
    PROVIDED,
    WITH,
    Cases,
    asked_as,
    asked_by,
    in_effect,
    occurs,
    unsettled,
    until,
    view,
    year,
)

CASES = (BEFORE, PROVIDED, WITH, ALONE, NOTHING)
MINE, OTHER = "11", "12"

# Whose row it is and which paragraph it answers, in a case of paragraph 11; then whether it counts in each of the five cases.
MEETINGS = {
    (SECTION, NONE): (1, 1, 1, 0, 0),
    (PROVISION, MINE): (1, 1, 1, 1, 0),
    (PROVISION, OTHER): (1, 1, 1, 0, 0),
    (DRAFT, MINE): (0, 0, 1, 1, 0),
    (DRAFT, OTHER): (0, 0, 0, 0, 0),
}
SERVING = {
    (SECTION, NONE): (1, 1, 1, 1, 1),
    (PROVISION, MINE): (1, 1, 1, 0, 0),
    (PROVISION, OTHER): (1, 1, 1, 1, 1),
    (DRAFT, MINE): (0, 0, 1, 0, 0),
    (DRAFT, OTHER): (0, 0, 0, 0, 0),
}
LEFT_OUT_MEETINGS = {(PROVISION, MINE): (1, 1, 1, 0, 0), (DRAFT, MINE): (0, 0, 0, 0, 0)}
LEFT_OUT_SERVING = {(PROVISION, MINE): (1, 1, 1, 1, 1), (DRAFT, MINE): (0, 0, 0, 0, 0)}

ROW = {"asked_by": MINE, "asked_as": "recurrent", "year": 2004, "recurrence": "recurrent", "first_year": 2004, "last_year": 0, "chosen": 1}


def counts(*, serving: bool, **row: object) -> float:
    """Return whether one row counts in one case."""
    return float(np.ravel(in_effect(PRACTICE, serving=serving)(**(ROW | row)))[0])


def in_all_cases(*, serving: bool, **row: object) -> tuple[float, ...]:
    """Return whether a row counts in each of the five cases."""
    return tuple(counts(serving=serving, view=each, **row) for each in CASES)


@pytest.mark.parametrize(("origin", "paragraph"), MEETINGS)
def a_meeting_counts_where_it_takes_place_and_where_it_is_asked_for(origin: str, paragraph: str) -> None:
    assert in_all_cases(serving=False, origin=origin, paragraph=paragraph) == MEETINGS[origin, paragraph]


@pytest.mark.parametrize(("origin", "paragraph"), SERVING)
def a_room_is_there_in_every_case_unless_it_is_asked_for_or_cited(origin: str, paragraph: str) -> None:
    assert in_all_cases(serving=True, origin=origin, paragraph=paragraph) == SERVING[origin, paragraph]


@pytest.mark.parametrize(("origin", "paragraph"), LEFT_OUT_MEETINGS)
def a_row_whose_alternative_is_left_out_counts_only_as_far_as_the_section_has_it(origin: str, paragraph: str) -> None:
    row = {"origin": origin, "paragraph": paragraph, "chosen": 0}
    assert in_all_cases(serving=False, **row) == LEFT_OUT_MEETINGS[origin, paragraph]
    assert in_all_cases(serving=True, **row) == LEFT_OUT_SERVING[origin, paragraph]


@pytest.mark.parametrize(("of_year", "needed"), [(2003, 0), (2004, 1), (2005, 1), (2006, 0)])
def a_row_counts_in_the_years_in_which_it_is_needed(of_year: int, needed: int) -> None:
    row = {"origin": DRAFT, "paragraph": MINE, "year": of_year, "last_year": 2005}
    assert counts(serving=False, view=WITH, **row) == needed
    assert counts(serving=True, view=WITH, **row) == needed


def a_case_of_all_paragraphs_counts_what_any_of_them_asks_for_in_any_kind() -> None:
    every = {"asked_by": ALL, "asked_as": ALL, "view": ALONE, "origin": DRAFT}
    asked = product((MINE, OTHER), ("recurrent", "one-time"))
    assert {counts(serving=False, paragraph=paragraph, recurrence=kind, **every) for paragraph, kind in asked} == {1}


def a_room_of_the_section_is_there_in_a_case_of_all_paragraphs_as_well() -> None:
    row = {"asked_by": ALL, "asked_as": ALL, "origin": SECTION, "paragraph": NONE}
    assert in_all_cases(serving=True, **row) == (1, 1, 1, 1, 1)
    assert in_all_cases(serving=False, **row) == (1, 1, 1, 0, 0)


def a_case_of_one_kind_leaves_the_other_kind_of_the_same_paragraph_out() -> None:
    row = {"origin": DRAFT, "paragraph": MINE, "view": WITH}
    assert [counts(serving=False, recurrence=kind, **row) for kind in ("recurrent", "one-time")] == [1, 0]


@pytest.mark.parametrize(
    ("recurrence", "first", "last", "expected"),
    [("recurrent", 2004, 0, 0), ("recurrent", 2004, 2005, 1), ("recurrent", 2005, 0, 1), ("one-time", 2004, 0, 1), ("recurrent", 2007, 0, 0)],
)
def a_row_that_begins_or_ends_within_its_case_is_unsettled(recurrence: str, first: int, last: int, expected: int) -> None:
    row = {"year": 2004, "until": 2006, "recurrence": recurrence, "first_year": first, "last_year": last}
    assert np.ravel(unsettled(**row))[0] == expected


def a_place_occurs_where_any_row_that_counts_belongs() -> None:
    assert list(np.ravel(occurs(np.array([0, 1, 3])))) == [0, 1, 1]


def a_row_made_of_a_case_says_what_the_case_is() -> None:
    stated = {"view": ["draft only"], "asked_by": ["11"], "asked_as": ["one-time"], "year": [2004.0], "until": [2006.0]}
    cases = pd.DataFrame(stated, index=pd.Index(["C"], name="case"))
    shown = [np.ravel(each(case=np.array(["C"]), cases=cases))[0] for each in (view, asked_by, asked_as, year, until)]
    assert shown == ["draft only", "11", "one-time", 2004.0, 2006.0]


def a_case_is_of_a_view_that_the_lines_know() -> None:
    columns = {column.name: column for column in Cases.columns()}
    assert columns["view"].choices == CASES
    assert [name for name, column in columns.items() if column.key] == ["case"]
