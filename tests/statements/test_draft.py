"""Sheets of a draft: when a row is needed, whether it counts, and what the rules say of each answer."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import cost
from aspbudget.figures.rules import broken_rules
from aspbudget.lines.line import line
from aspbudget.models.statements import PRACTICE
from aspbudget.statements.draft import (
    DRAFT,
    PROVISION,
    SECTION,
    Activity,
    Alternatives,
    answer_rules,
    chosen,
    ends_after_its_start,
    in_force,
    is_a_number,
    model_of_draft,
    once_is_one_year,
)

if TYPE_CHECKING:
    from collections.abc import Callable

NONE, WITHIN, ACTIVITIES, REPORT, UNKNOWN, BELOW = PRACTICE.answers


def first(value: object) -> object:
    """Return the one value that a line computes."""
    found = np.ravel(value)[0]
    return bool(found) if isinstance(found, np.bool_) else found


@pytest.mark.parametrize(
    ("recurrence", "last", "needed"),
    [("recurrent", 0, (0, 1, 1, 1)), ("recurrent", 2005, (0, 1, 1, 0)), ("recurrent", 2004, (0, 1, 0, 0)), ("one-time", 0, (0, 1, 0, 0)), ("one-time", 2004, (0, 1, 0, 0))],
)
def an_activity_is_in_force_from_its_first_year_to_its_last(recurrence: str, last: int, needed: tuple[int, ...]) -> None:
    def force(year, first_year, last_year, recurrence):
        """Whether it is needed."""
        return in_force(year, first_year, last_year, recurrence)

    declared = line(unit="", source="A test")(force)
    assert tuple(first(declared(year, 2004, last, recurrence)) for year in (2003, 2004, 2005, 2006)) == needed


SWITCHES = pd.DataFrame({"counts": [1.0, 0.0]}, index=pd.Index(["1", "2"], name="paragraph"))
BRACKETS = pd.DataFrame({"counts": [1.0, 0.0]}, index=pd.Index(["A", "B"], name="alternative"))


@pytest.mark.parametrize(
    ("origin", "paragraph", "alternative", "expected"),
    [(DRAFT, "1", "", 1), (DRAFT, "2", "", 0), (DRAFT, "1", "A", 1), (DRAFT, "1", "B", 0), (DRAFT, "2", "A", 0), (PROVISION, "2", "", 0), (PROVISION, "1", "A", 1)],
)
def a_row_counts_when_its_paragraph_and_its_alternative_are_in(origin: str, paragraph: str, alternative: str, expected: int) -> None:
    assert first(chosen(origin, paragraph, alternative, SWITCHES, BRACKETS)) == expected


def a_row_of_the_section_always_counts() -> None:
    assert [first(chosen(SECTION, paragraph, "B", SWITCHES, BRACKETS)) for paragraph in ("none", "2")] == [1, 1]


def a_paragraph_is_not_called_like_all_or_none_of_them() -> None:
    assert [first(is_a_number(number)) for number in ("11", "5.1 (a)", "all", "none")] == [True, True, False, False]


def an_activity_ends_in_its_first_year_or_later_or_never() -> None:
    assert [first(ends_after_its_start(2005, last)) for last in (2004, 2005, 2006, 0)] == [False, True, True, True]


def a_one_time_activity_has_no_last_year_but_its_first() -> None:
    assert [first(once_is_one_year("one-time", 2005, last)) for last in (0, 2005, 2006)] == [True, True, False]
    assert first(once_is_one_year("recurrent", 2005, 2006))


def holds(name: str, **cells: object) -> bool:
    """Return whether a rule of the sheet of paragraphs, given by its name, holds for these cells."""
    paragraphs = next(table for table in model_of_draft(PRACTICE).tables if table.name == "paragraphs")
    rule = next(rule.holds for rule in paragraphs.rules if rule.holds.name == name)
    return bool(first(rule(**cells)))


def an_answer_that_costs_nothing_new_or_is_unknown_needs_a_reason() -> None:
    assert {answer: holds("reason_is_given", answer=answer, reason="") for answer in PRACTICE.answers} == {
        NONE: True, WITHIN: False, ACTIVITIES: True, REPORT: True, UNKNOWN: False, BELOW: True,
    }  # fmt: skip
    assert all(holds("reason_is_given", answer=answer, reason="as before") for answer in PRACTICE.answers)


@pytest.mark.parametrize(("low", "high", "given"), [(0, 0, False), (0, 5, True), (5, 5, True), (6, 5, False)])
def a_range_goes_up_and_is_for_what_is_unknown_or_may_follow_from_a_report_with_its_reason(low: float, high: float, given: bool) -> None:  # noqa: FBT001 - a case
    assert holds("range_is_given", answer=UNKNOWN, low=low, high=high) == given
    assert holds("range_is_given", answer=NONE, low=low, high=high)
    assert holds("range_is_needed", answer=UNKNOWN, low=low, high=high)
    assert holds("range_is_needed", answer=NONE, low=low, high=high) == (not low and not high)
    assert holds("range_is_needed", answer=REPORT, low=low, high=high) == (given or not high)
    assert holds("range_has_its_reason", answer=REPORT, reason="", high=high) == (not high)
    assert holds("range_has_its_reason", answer=REPORT, reason="an assumption", high=high)


class Jobs(Sheet):
    """An activity of a draft."""

    job: str = column("Job", "Its name.", key=True)
    paragraph: str = column("Paragraph", "Who asks.")
    means: str = column("Means", "How it is met.")


class Provision(Sheet):
    """A row that provides."""

    provision: str = column("Provision", "Its name.", key=True)
    paragraph: str = column("Paragraph", "What it answers.")


class Paragraphs(Sheet):
    """A paragraph."""

    paragraph: str = column("Paragraph", "Its number.", key=True)
    answer: str = column("Answer", "Its answer.")


@pytest.fixture(scope="module")
def wrong() -> Callable[..., list[str]]:
    """What is wrong with an answer to paragraph 1, given the means of the jobs that cite it and how many rows provide for it."""
    tables = (Table(Jobs), Table(Provision), Table(Paragraphs, rules=answer_rules(PRACTICE, ("jobs",))))
    bound = Catalogue((Model("Draft", "", 1, tables),))

    def found(answer: str, *means: str, provided: int = 0) -> list[str]:
        jobs = pd.DataFrame({"job": [str(place) for place, _ in enumerate(means)], "paragraph": "1", "means": means}, dtype="str")
        provision = pd.DataFrame({"provision": [str(place) for place in range(provided)], "paragraph": ["1"] * provided}, dtype="str")
        paragraphs = pd.DataFrame({"paragraph": ["1"], "answer": [answer]}, index=[5])
        _, broken = broken_rules(bound, {"jobs": jobs, "provision": provision, "paragraphs": paragraphs}, {}, set())
        return [each.message.partition("; ")[2].partition(";")[0] for each in broken]

    return found


POOLED, OWN = PRACTICE.means.pooled, PRACTICE.means.own
NOTHING_CITES = "no row of any sheet cites the paragraph"
ROWS_CITE = "rows of other sheets cite the paragraph"
COSTS = "the paragraph has activities that are not pooled with the Court, so that they cost something"


def an_answer_of_activities_needs_a_row_that_cites_it(wrong: Callable[..., list[str]]) -> None:
    assert wrong(ACTIVITIES) == [NOTHING_CITES]
    assert wrong(ACTIVITIES, OWN) == wrong(ACTIVITIES, provided=1) == []
    assert wrong(REPORT) == [NOTHING_CITES]
    assert wrong(REPORT, OWN) == wrong(REPORT, provided=1) == []


def an_answer_without_activities_has_no_row(wrong: Callable[..., list[str]]) -> None:
    assert wrong(NONE) == []
    assert wrong(NONE, POOLED) == wrong(NONE, provided=1) == [ROWS_CITE]


def an_answer_of_what_is_unknown_has_no_row_that_provides_but_may_have_indicative_ones(wrong: Callable[..., list[str]]) -> None:
    assert wrong(UNKNOWN) == wrong(UNKNOWN, OWN) == []
    assert wrong(UNKNOWN, provided=1) == [ROWS_CITE]


def an_answer_within_resources_has_rows_that_cost_nothing(wrong: Callable[..., list[str]]) -> None:
    assert wrong(WITHIN) == wrong(WITHIN, POOLED, POOLED) == wrong(WITHIN, POOLED, provided=2) == []
    assert wrong(WITHIN, POOLED, OWN) == [COSTS]


def an_activity_names_its_row_first_then_what_asks_for_it() -> None:
    class Trips(Activity):
        """A trip."""

        people: float = column("People", "How many.")
        trip: str = column("Trip", "Its name.", key=True)

    assert [each.name for each in Trips.columns()] == ["trip", "paragraph", "alternative", "first_year", "last_year", "recurrence", "people"]


def the_sheets_of_a_draft_have_the_choices_of_the_practice() -> None:
    tables = {table.name: {column.name: column for column in table.sheet.columns()} for table in model_of_draft(PRACTICE).tables}
    assert list(tables) == ["draft_resolution", "paragraphs", "alternatives", "provision"]
    assert tables["draft_resolution"]["met_from"].choices == PRACTICE.sources
    assert tables["paragraphs"]["answer"].choices == tuple(PRACTICE.answers)
    assert tables["provision"]["paragraph"].refers == "paragraphs"


def a_statement_without_alternatives_counts_every_paragraph_that_is_in() -> None:
    bound = Catalogue((Model("A", "", 1, (Table(Alternatives), Table(Numbers), Table(Rows, (renamed,)))),))
    rows = [{"row": f"{origin} {number}", "origin": origin, "asked": number, "or_else": ""} for origin, number in product((DRAFT, SECTION), ("1", "2"))]
    frames = {
        "alternatives": pd.DataFrame({"alternative": [], "counts": np.array([], dtype=float), "what": [], "choice": [], "of_choice": []}, dtype="str").astype({"counts": float}),
        "numbers": SWITCHES.reset_index(names="number"), "rows": pd.DataFrame(rows),
    }  # fmt: skip
    assert list(cost(bound, frames, {}).values("rows", "renamed")) == [1, 0, 1, 1]


class Numbers(Sheet):
    """A paragraph."""

    number: str = column("Number", "Its number.", key=True)
    counts: float = column("In", "Whether it counts.")


class Rows(Sheet):
    """A row."""

    row: str = column("Row", "Its name.", key=True)
    origin: str = column("Whose", "Whose row it is.")
    asked: str = column("Asked", "By which paragraph.")
    or_else: str = column("Or else", "Its alternative.", required=False)


@line(unit="", source="A test")
def renamed(origin, asked, or_else, numbers, alternatives):
    """Whether it counts."""
    return chosen.function(origin, asked, or_else, numbers, alternatives)
