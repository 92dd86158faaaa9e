"""Printed lines: full cost down to what is additional, step by step and year by year, rounded to the hundred only where it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import FRIDAY, MONDAY, bought, draft, meeting, paragraphs, post, rows, section

from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.printed_lines import PrintedLines, as_printed

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

YEARS = (2004, 2005, 2006)
STEPS = ("full", "own", "net", "additional")
PRINTED = ("full", "pooled", "provided", "absorbed", "additional")


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section with a plenary, and with seven hours of a service at 30."""
    seven = {"Requirement": "seven hours", "Quantity": 7, "Price": "hour", "Sub-programme": "4100"}
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}], "Operating requirements": [seven]})


@pytest.fixture(scope="module")
def found(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """Paragraph 1: four hours of its own, four that are pooled, seven that the section has; 2: a meeting; 3: a post from July."""
    hours = {"price": "hour", "recurrence": "recurrent"}
    given = {
        "paragraphs": paragraphs(p1="activities", p2="activities", p3="activities"),
        "operating_requirements": rows(
            bought("own", quantity=4, **hours, last_year=2005), bought("pooled", quantity=4, means="pooled with the Court", **hours)
        ),
        "provision": rows({"provision": "seven", "paragraph": "1", "sheet": "Operating requirements", "row": "seven hours"}),
        "meetings": rows(meeting("Group", FRIDAY, paragraph="2")),
        "posts": rows(post("Officer", paragraph="3")),
    }
    return draft(tmp_path_factory.mktemp("printed"), small_section, given)


def amounts(found: Costed, paragraph: str, year: int, *, printed: bool) -> list[float]:
    """Return the steps of a paragraph's one line, or its amounts as they are printed."""
    frame = found.figures.frame("statement_lines")
    row = frame[frame["paragraph"] == paragraph]
    assert len(row) == 1
    names = [as_printed(part, year) for part in PRINTED] if printed else [f"{step}_{year}" for step in STEPS]
    return [float(row[name].iloc[0]) for name in names]


def each_step_takes_one_thing_off_before_anything_is_rounded(found: Costed) -> None:
    # 15 hours in all, less 4 that are pooled, less 7 that the section provides for.
    assert amounts(found, "1", 2004, printed=False) == [15 * 30, 11 * 30, 4 * 30, 4 * 30]
    assert amounts(found, "1", 2006, printed=False) == [11 * 30, 7 * 30, 0, 0]


def each_part_is_one_printed_step_less_the_next(found: Costed) -> None:
    # Printed: 450 → 500 (half up), 330 → 300, 120 → 100.
    assert amounts(found, "1", 2004, printed=True) == [500, 200, 200, 0, 100]
    # Printed: 330 → 300, 210 → 200, 0.
    assert amounts(found, "1", 2006, printed=True) == [300, 100, 200, 0, 0]


def every_printed_line_is_full_less_its_parts(found: Costed) -> None:
    frame = found.figures.frame("statement_lines")
    for year in YEARS:
        full, *taken_off, additional = (frame[as_printed(part, year)] for part in PRINTED)
        assert (full - sum(taken_off) == additional).all()


def a_line_of_cases_takes_its_amounts_from_their_differences(found: Costed) -> None:
    # A team for a day is 7,200; standing alone it travels as well, for 15,400, which the plenary's team does anyway: that is provided for.
    assert amounts(found, "2", 2004, printed=False) == [22_600, 22_600, 7_200, 7_200]
    assert amounts(found, "2", 2004, printed=True) == [22_600, 0, 15_400, 0, 7_200]


def a_post_costs_its_first_year_and_then_a_whole_one(found: Costed) -> None:
    # Half a year at 120,000 less half for delayed recruitment; then a year less a tenth for vacancies.
    assert [amounts(found, "3", year, printed=False)[-1] for year in YEARS] == [30_000, 108_000, 108_000]


def a_row_that_stands_in_a_later_year_costs_what_its_changed_columns_make_it(found: Costed) -> None:
    posts = found.figures.frame("posts").iloc[0]
    assert (posts["work_months"], posts["work_months_later"]) == (6, 12)
    assert (posts["gross_cost"], posts["gross_cost_later"]) == (60_000, 120_000)
    assert (posts["vacancy_saving"], posts["vacancy_saving_later"]) == (30_000, 12_000)
    assert "annual_cost_later" not in posts.index  # nothing that it is made of changes


def a_statement_without_meetings_has_no_cases(models: Catalogue) -> None:
    printed = PrintedLines(Anatomy(models), YEARS, frozenset({"posts", "grades", "currencies"}))
    assert not printed.by_case
    assert printed.local == ("posts",)
    known = printed.catalogue().tables
    assert {"posts", "grades", "currencies", "statement_lines"} <= known.keys()
    assert not {"cases", "case_lines", "joint_lines", "meetings", "meetings_by_case", "travel", "shares"} & known.keys()


def a_statement_with_a_meeting_has_its_tables_once_plain_and_once_by_case(models: Catalogue) -> None:
    printed = PrintedLines(Anatomy(models), (2004,), frozenset({"meetings"}), shared=True)
    assert printed.by_case
    assert printed.local == ()
    known = printed.catalogue().tables
    assert {"cases", "meetings", "meetings_by_case", "interpretation_by_case", "case_lines", "joint_lines", "shares"} <= known.keys()
    assert "interpretation" not in known  # it is made of days, which differ with the case
    assert not [name for name in known if known[name].charges and not name.endswith("_by_case")]


def a_line_is_known_by_its_paragraph_its_place_and_its_kind(models: Catalogue) -> None:
    printed = PrintedLines(Anatomy(models), YEARS, frozenset())
    assert printed.keys == ("paragraph", "sub_programme", "object", "kind")
    assert as_printed("full", 2005) == "printed_full_2005"
