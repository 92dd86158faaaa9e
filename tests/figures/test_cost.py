"""Costing: all figures of a cycle, computed in the order in which they need each other."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from aspbudget.declare.model import Assumption, Model, Table
from aspbudget.declare.sheet import Date, Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import Figures, cost
from aspbudget.lines.functions import A_DASH, instead_of_a_number, money, month_of, where, year_of
from aspbudget.lines.line import CURRENCY, MONTH, Line, line
from aspbudget.lines.table import Crossing, Distinct
from aspbudget.lines.texts import dates_to_days, days_to_dates


class Grades(Sheet):
    """A grade and what it costs."""

    grade: str = column("Grade", "The grade.", key=True)
    standard_cost: float = column("Standard cost", "A year of it.", rate=True)


class Posts(Sheet):
    """A post and how long it is filled."""

    post: str = column("Post", "The post.", key=True)
    grade: str = column("Grade", "Its grade.", refers="grades")
    months: float = column("Work-months", "How long it is filled.", low=0, high=12)
    starts: Date = column("Starts", "From when.", required=False)
    note: str = column("Note", "Anything.", required=False)
    bonus: float = column("Bonus", "Paid once.", required=False)


@line(unit=CURRENCY, source="Staff Regulations")
def gross_cost(grade, months, bonus, grades):
    """A share of the standard cost."""
    return grades.at(grade, "standard_cost") * months / 12 + bonus


@line(unit=CURRENCY, source="Financial Regulations and Rules")
def net_cost(gross_cost, months, vacancy_rate, new_post_delay):
    """The cost less vacancies."""
    return money(gross_cost * where(months < 12, new_post_delay, vacancy_rate))


@line(unit="", source="Practice")
def monthly_bonus(bonus, months):
    """How much of the bonus falls on a month; a dash where there is none."""
    return where(bonus > 0, bonus / months, A_DASH)


@line(unit="text", source="Practice")
def kind_of_post(months):
    """Whether the post is for the whole year."""
    return where(months < 12, "part", "full")


@line(unit="date", source="Practice")
def reviewed_on(starts):
    """A week after the start."""
    return where(starts > 0, starts + 7, 0)


@line(unit=CURRENCY, source="Practice")
def total_cost(grade, posts):
    """What all posts of the grade cost."""
    return posts.total("net_cost", grade=grade)


@line(unit=CURRENCY, source="Practice")
def part_cost(grade, kind_of_post, posts):
    """What posts of the grade and kind cost."""
    return posts.total("net_cost", grade=grade, kind_of_post=kind_of_post)


@line(unit="number", source="Practice", live=False)
def rank(net_cost):
    """The place of the post by its cost, the dearest first."""
    return (-net_cost).argsort().argsort() + 1


@line(unit="date", source="Practice")
def known_start(starts):
    """When the post starts; words where that is not known."""
    return where(starts > 0, starts, instead_of_a_number("not entered"))


@line(unit=MONTH, source="Practice")
def month(starts):
    """The month in which the post starts."""
    return year_of(starts) * 100 + month_of(starts)


HELD = Distinct("held", "Held", "A grade and kind that are held.", "posts", ("grade", "kind_of_post"))
GRID = Crossing("grid", "Grid", "Every grade with every post.", (("grade", "grades"), ("post", "posts")))

RATES = {"vacancy_rate": 0.9, "new_post_delay": 0.5}
GRADES = pd.DataFrame({"grade": ["P-1", "P-2"], "standard_cost": [1200.0, 2400.0]}, index=[5, 6])
POSTS = pd.DataFrame(
    {
        "post": ["Director", "Editor", "Clerk"],
        "grade": ["P-2", "P-1", "P-2"],
        "months": [6.0, 12.0, 3.0],
        "starts": np.array(["2004-07-01", "NaT", "2004-09-06"], dtype="datetime64[us]"),
        "note": ["new", None, "moved"],
        "bonus": [np.nan, 0.05, 100.0],
    },
    index=[5, 6, 8],
)


def bound(*more: Line) -> Catalogue:
    """Return a small catalogue with tables of every sort."""
    assumptions = tuple(Assumption(name, "share", "A share.") for name in RATES)
    posts = Table(Posts, (net_cost, gross_cost, kind_of_post, reviewed_on, *more))
    tables = (Table(Grades, (total_cost,)), Table(HELD, (part_cost,)), Table(GRID), posts)
    return Catalogue((Model("Staff", "Posts.", 1, tables, assumptions),))


def costed(
    *more: Line, posts: pd.DataFrame = POSTS, rates: dict[str, Any] | None = None, changes: dict[Any, Any] | None = None
) -> Figures:
    """Return the figures of the small catalogue."""
    return cost(bound(*more), {"grades": GRADES, "posts": posts}, RATES | (rates or {}), changes)


def every_figure_is_computed_from_the_sheets_and_the_assumptions() -> None:
    frame = costed().frame("posts")
    assert frame.index.tolist() == [5, 6, 8]
    assert frame["gross_cost"].tolist() == [1200.0, 1200.05, 700.0]
    assert frame["net_cost"].tolist() == [600.0, 1080.05, 350.0]


def a_total_of_another_table_is_computed_after_it() -> None:
    assert costed().frame("grades")["total_cost"].tolist() == [1080.05, 950.0]


def the_value_of_one_row_is_that_of_its_column_and_no_other_row_is_put_into_words() -> None:
    figures = costed()
    for name in figures.tables["posts"].columns:
        assert [str(figures.value("posts", name, row)) for row in range(3)] == [str(value) for value in figures.values("posts", name)]
    figures.tables["posts"].columns["note"][1:] = len(figures.words.texts)  # a text that isn't there
    assert figures.value("posts", "note", 0) == "new"


def an_empty_cell_is_no_text_no_number_and_no_date() -> None:
    frame = costed().frame("posts")
    assert frame["note"].tolist() == ["new", "", "moved"]
    assert frame["bonus"].tolist() == [0.0, 0.05, 100.0]
    assert frame["starts"].isna().tolist() == [False, True, False]


def a_figure_is_a_date_where_its_unit_says_so() -> None:
    found = costed().values("posts", "reviewed_on")
    assert [str(day) for day in found] == ["2004-07-08", "NaT", "2004-09-13"]


def a_table_of_distinct_keys_has_each_combination_once_in_the_order_met() -> None:
    frame = costed().frame("held")
    assert frame[["grade", "kind_of_post"]].to_numpy().tolist() == [["P-2", "part"], ["P-1", "full"]]
    assert frame["part_cost"].tolist() == [950.0, 1080.05]
    assert frame["part_cost"].sum() == costed().frame("posts")["net_cost"].sum()


def each_distinct_key_is_told_apart_without_case_so_that_nothing_counts_twice() -> None:
    figures = costed(posts=POSTS.assign(grade=["P-2", "P-1", "p-2"]))
    frame = figures.frame("held")
    assert frame["grade"].tolist() == ["P-2", "P-1"]
    assert frame["part_cost"].sum() == figures.frame("posts")["net_cost"].sum()


def a_crossing_has_every_combination() -> None:
    frame = costed().frame("grid")
    assert frame["grade"].tolist() == ["P-1"] * 3 + ["P-2"] * 3
    assert frame["post"].tolist() == ["Director", "Editor", "Clerk"] * 2


def a_figure_that_is_not_live_is_the_function_of_its_values() -> None:
    assert costed(rank).frame("posts")["rank"].tolist() == [2.0, 1.0, 3.0]


def a_figure_that_cannot_be_had_is_a_gap_at_its_row() -> None:
    figures = costed(posts=POSTS.assign(grade=["P-2", "P-1", "D-9"]))
    found = [(gap.figure.table.name, gap.figure.line.name, gap.place) for gap in figures.gaps()]
    assert found[:2] == [("posts", "gross_cost", 8), ("posts", "net_cost", 8)]
    assert costed().gaps() == []


def a_text_that_cannot_be_had_is_a_gap_too() -> None:
    lost = Line("lost", lambda post, held: held.count(grade=post), ("post", "held"), "m", "number", "s")
    looked = Line("looked", lambda note, posts: posts.at(note, "grade"), ("note", "posts"), "m", "text", "s")
    found = [(gap.figure.line.name, gap.place) for gap in costed(lost, looked).gaps()]
    assert found == [("looked", 5), ("looked", 6), ("looked", 8)]


def a_dash_is_no_gap_and_stands_in_the_cell_of_a_spreadsheet() -> None:
    figures = costed(monthly_bonus)
    assert figures.gaps() == []
    assert figures.cells("posts", "monthly_bonus") == ["–", 0.05 / 12, 100.0 / 3]
    assert [figures.formatted("posts", "monthly_bonus", row) for row in (0, 2)] == ["–", "33.33333333"]
    assert np.isnan(figures.values("posts", "monthly_bonus")[0])
    assert figures.frame("posts")["monthly_bonus"].mean() == (0.05 / 12 + 100 / 3) / 2  # of the two that have one


def an_error_in_a_row_is_a_gap_also_where_other_rows_have_a_dash() -> None:
    figures = costed(monthly_bonus, posts=POSTS.assign(months=[6.0, 0.0, 3.0]))
    assert [(gap.figure.line.name, gap.place) for gap in figures.gaps()] == [("monthly_bonus", 6)]


@pytest.mark.parametrize("table", ["posts", "grades", "held"])
def each_scenario_is_what_it_is_alone(table: str) -> None:
    rates = np.linspace(0, 1, 1_000)
    bonus = np.linspace(0, 11, 1_000)[:, None] * np.array([1.0, 0.5, 0.25])
    together = costed(rates={"vacancy_rate": rates}, changes={("posts", "bonus"): bonus})
    for place in (0, 1, 500, 999):
        alone = costed(posts=POSTS.assign(bonus=bonus[place]), rates={"vacancy_rate": rates[place]})
        for name, values in alone.tables[table].columns.items():
            column = together.tables[table].columns[name]
            np.testing.assert_array_equal(column[place] if column.ndim > 1 else column, values)


def a_table_of_distinct_keys_that_differ_between_scenarios_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A key to look up or add up by can't differ between scenarios\.$"):
        costed(changes={("posts", "months"): np.array([[12.0, 12.0, 12.0], [6.0, 6.0, 6.0]])})


def a_scenario_of_one_assumption_moves_every_total() -> None:
    figures = costed(rates={"vacancy_rate": np.array([0.9, 0.8])})
    assert figures.values("grades", "total_cost").tolist() == [[1080.05, 950.0], [960.04, 950.0]]


@pytest.mark.parametrize(("day", "number"), [("1900-03-01", 61), ("2004-09-06", 38236), ("2026-01-01", 46023)])
def a_day_is_the_number_by_which_a_spreadsheet_knows_it(day: str, number: int) -> None:
    assert dates_to_days(np.array([day], dtype="datetime64[D]")).tolist() == [number]
    assert str(days_to_dates(np.array([float(number)]))[0]) == day


def no_date_is_0_and_0_is_no_date() -> None:
    assert dates_to_days(np.array(["NaT"], dtype="datetime64[D]")).tolist() == [0.0]
    assert np.isnat(days_to_dates(np.array([0.0]))).all()


def the_words_in_place_of_a_number_are_the_cell_and_its_text() -> None:
    found = costed(known_start)
    assert found.cells("posts", "known_start") == [38_169, "not entered", 38_236]
    assert [found.formatted("posts", "known_start", row) for row in range(3)] == ["1 July 2004", "not entered", "6 September 2004"]
    assert found.gaps() == []


def a_month_is_shown_as_year_and_month() -> None:
    assert costed(month).formatted("posts", "month", 2) == "2004-09"


@pytest.mark.parametrize(("by", "entered", "in_order"), [
    (("months",), [[6.0], [12.0], [3.0]], [[3.0], [6.0], [12.0]]),
    (("grade", "months"), [["P-2", 6.0], ["P-1", 12.0], ["P-2", 3.0]], [["P-1", 12.0], ["P-2", 3.0], ["P-2", 6.0]]),
])  # fmt: skip
def the_rows_of_distinct_keys_are_as_entered_or_in_order(by: tuple[str, ...], entered: list[object], in_order: list[object]) -> None:
    for ordered, wanted in ((False, entered), (True, in_order)):
        keys = Table(Distinct("found", "Found", "Keys.", "posts", by, in_order=ordered))
        tables = (Table(Grades), Table(Posts, (gross_cost, net_cost)), keys)
        models = Catalogue((Model("Staff", "Posts.", 1, tables, tuple(Assumption(name, "share", "A share.") for name in RATES)),))
        found = cost(models, {"grades": GRADES, "posts": POSTS}, RATES)
        assert found.frame("found")[list(by)].to_numpy().tolist() == wanted


@pytest.mark.parametrize(("bonus", "rows"), [([0.0, 0.0, 0.0], 0), ([0.0, 0.05, 0.0], 3)])
def a_table_that_has_rows_only_when_a_line_is_above_0_somewhere_has_a_sheet_only_then(bonus: list[float], rows: int) -> None:
    keys = Table(Distinct("found", "Found", "Keys.", "posts", ("post",), when="bonus"))
    tables = (Table(Grades), Table(Posts, (gross_cost, net_cost)), keys)
    models = Catalogue((Model("Staff", "Posts.", 1, tables, tuple(Assumption(name, "share", "A share.") for name in RATES)),))
    found = cost(models, {"grades": GRADES, "posts": POSTS.assign(bonus=bonus)}, RATES)
    assert (len(found.tables["found"]), found.is_shown("found")) == (rows, rows > 0)
