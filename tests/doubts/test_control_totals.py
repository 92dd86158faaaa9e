"""Control totals: a sum or a count that an officer has from elsewhere, beside what the workbook has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from support.doubted import as_expected, with_cells

from aspbudget.declare.model import CONTROL_TOTALS
from aspbudget.doubts.control_totals import off_control, stated, unguarded
from aspbudget.doubts.evidence import Evidence
from aspbudget.figures.cost import cost

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def doubted(ready: Ready, **stated: Any) -> list[tuple[str, str]]:
    """Return which column of a control total is doubted, and why."""
    row = {"control": "a control", "sheet": "Posts", "adds": None, "among": None, "expected": 0.0} | stated
    inputs = replace(ready.inputs, frames=ready.inputs.frames | {CONTROL_TOTALS: pd.DataFrame([row], index=[5])})
    return [(each.column, each.message) for each in off_control(Evidence(inputs))]


def there_is_no_doubt_about_what_the_workbook_has(ready: Ready) -> None:
    posts = ready.figures.frame("posts")
    assert doubted(ready, expected=float(len(posts))) == []
    assert doubted(ready, adds="Net cost", expected=float(posts["net_cost"].sum())) == []
    assert doubted(ready, adds="Net cost (EUR)", expected=float(posts["net_cost"].sum())) == []
    assert doubted(ready, among="P-3", expected=float((posts["grade"] == "P-3").sum())) == []


def a_count_that_differs_is_doubted(ready: Ready) -> None:
    rows = len(ready.figures.frame("posts"))
    assert doubted(ready, expected=99.0) == [("expected", f"Sheet Posts has {rows} rows; 99 were expected.")]


def a_sum_that_differs_by_a_cent_is_doubted_with_the_difference(ready: Ready) -> None:
    number = ready.figures.frame("posts")["number"].sum()
    assert doubted(ready, adds="Posts", expected=number + 2) == [
        ("expected", f"Posts of sheet Posts adds up to {number:.0f}; {number + 2:.0f} was expected: -2.")
    ]
    assert len(doubted(ready, adds="Posts", expected=number + 0.01)) == 1


def a_control_that_names_what_is_not_there_is_doubted_with_the_nearest(ready: Ready) -> None:
    assert doubted(ready, sheet="Post") == [("sheet", 'There is no sheet "Post"; did you mean "Posts"? Nothing is compared.')]
    assert doubted(ready, adds="Nett cost") == [("adds", 'Sheet Posts has no numbers in a column "Nett cost"; did you mean "Net cost"? Nothing is compared.')]


def the_control_totals_of_a_workbook_are_those_that_it_meets(ready: Ready) -> None:
    totals = stated(Evidence(ready.inputs)).assign(control="a control")
    kept = replace(ready.inputs, frames=ready.inputs.frames | {CONTROL_TOTALS: totals})
    assert list(off_control(Evidence(kept))) == []
    after = with_cells(kept, "posts", {("Secretary", "grade"): "P-3"})
    figures = cost(ready.catalogue, after.frames, after.named)
    said = [each.message for each in off_control(Evidence(replace(after, figures=figures)))]
    assert f"Sheet Posts, P-3, has {int((after.frames['posts']['grade'] == 'P-3').sum())} rows; {int((ready.inputs.frames['posts']['grade'] == 'P-3').sum())} were expected." in said


def a_sheet_of_which_nothing_is_known_from_elsewhere_is_unguarded_until_a_total_is_stated(ready: Ready) -> None:
    assert sorted(unguarded(Evidence(ready.inputs))) == ["Conference services", "Documents", "Operating requirements", "Overtime", "Posts", "Temporary assistance", "Travel"]
    assert unguarded(Evidence(ready.inputs, (as_expected(ready.inputs),))) == []
    total = pd.DataFrame([{"control": "posts", "sheet": "Posts", "adds": None, "among": None, "expected": 14.0}], index=[5])
    stated_one = replace(ready.inputs, frames=ready.inputs.frames | {CONTROL_TOTALS: total})
    assert "Posts" not in unguarded(Evidence(stated_one))
    assert "Travel" in unguarded(Evidence(stated_one))
