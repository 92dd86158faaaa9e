"""Standing: an output is a draft until it is signed, reviewed by another, and every figure is known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from support.inputs_of_2004 import MODELS, typed
from support.workbooks import changed

from aspbudget.inputs.check import check
from aspbudget.inputs.standing import Standing, given, standing

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.inputs.inputs import Inputs

SIGNED = {"prepared_by": "A. Officer", "reviewed_by": "B. Reviewer", "prepared_on": "1 August 2003"}


@cache
def known() -> Inputs:
    """Return the inputs of 2004 as they will be once every row is published."""
    inputs = check(MODELS, typed(), "2004")
    frames = {name: frame.assign(status="published") if "status" in frame else frame for name, frame in inputs.frames.items()}
    return replace(inputs, frames=frames)


def reasons(**heading: Any) -> tuple[str, ...]:
    """Return why an output of known figures is a draft when this is what its heading says."""
    return standing(MODELS, known(), SIGNED | heading).reasons


def a_heading_without_a_term_in_a_language_is_noticed() -> None:
    found = check(MODELS, typed())
    assert standing(MODELS, found).without_term == ()
    other = check(MODELS, changed(typed(), {"Bodies!A1000": "Oversight Committee", "Bodies!B1000": "ICC-ASP/2/Res.3, annex, 4"}))
    assert standing(MODELS, other).without_term == (("bodies", 1000, "fr"),)


def no_person_can_both_prepare_and_review(place: Place) -> None:
    place.change({"Cycle!E5": "A. Preparer", "Cycle!F5": " a.  preparer "})
    assert "reviewed by the same person who prepared it" in place.run("cost", "2004").out


def an_output_of_known_figures_that_is_signed_and_reviewed_is_final() -> None:
    assert reasons() == ()
    assert (Standing((), (), ()).word, Standing((), (), ()).sentence) == ("FINAL", "FINAL")


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ({"prepared_by": None}, "prepared by not filled in"),
        ({"reviewed_by": "tbd", "prepared_on": None}, "reviewed by, date not filled in"),
        ({"reviewed_by": " a.  officer"}, "reviewed by the same person who prepared it"),
    ],
)
def an_output_is_a_draft_until_two_people_have_answered_for_it(heading: dict[str, Any], reason: str) -> None:
    assert reasons(**heading) == (reason,)


def a_name_that_is_too_short_is_told_with_what_stands_there() -> None:
    assert reasons(prepared_by="A", reviewed_by="-", prepared_on=None) == (
        "date not filled in", 'prepared by is "A", which is too short for a name', 'reviewed by is "-", which is too short for a name',
    )  # fmt: skip


def a_draft_says_how_many_figures_are_missing_and_illustrative() -> None:
    inputs = known()
    statuses = ["missing", "illustrative", "illustrative"]
    travel = inputs.frames["travel"].iloc[:3].assign(status=statuses)
    found = standing(MODELS, replace(inputs, frames=inputs.frames | {"travel": travel}), SIGNED)
    assert found.sentence == "DRAFT: 1 missing; 2 illustrative"
    assert (found.missing, found.illustrative) == ((("travel", 5),), (("travel", 6), ("travel", 7)))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("A. Officer", True), ("Li", True), ("-", False), ("", False), ("TBC", False), (" to be confirmed ", False), (None, False), (float("nan"), False), (20040101, True)],
)
def a_name_is_given_when_it_names_somebody(value: object, expected: object) -> None:
    assert given(value) is expected
