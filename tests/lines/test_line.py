"""Lines: a figure declared once, called with columns, or with symbols."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from aspbudget.lines.formula import NotAFormula, Own
from aspbudget.lines.functions import money, where
from aspbudget.lines.line import CURRENCY, line


@line(unit=CURRENCY, source="Financial Regulations and Rules, rule 103.2")
def vacancy_saving(gross_cost, months, vacancy_rate, new_post_delay):
    """What vacancies save.

    The delay factor for a post opened part-way through the year, otherwise the vacancy rate.
    """
    return money(gross_cost * where(months < 12, new_post_delay, vacancy_rate))


@line(unit=CURRENCY, source="Staff Regulations, annex I")
def standard_cost(grade, grades):
    """The standard cost of the post's grade."""
    return grades.at(grade, "cost")


@line(unit="text", source="Staff Regulations, annex I")
def category(grade, grades):
    """The category of the post's grade."""
    return grades.at(grade, "category")


@line(unit="text", source="Practice", label="Kind of post")
def kind_of_post(months):
    """Whether the post is for the whole year."""
    return where(months < 12, "part", "full")


@line(unit="days", source="The calendar")
def days(first_day, last_day):
    """The days of a session, its first and last included."""
    return last_day - first_day + 1


@line(unit="number", source="Largest remainder", live=False)
def share(amount):
    """The share of an amount in the whole."""
    return np.asarray(amount) / np.sum(amount)


GRADES = pd.DataFrame({"cost": [200.0, 100.0], "category": ["P", "GS"]}, index=pd.Index(["P-2", "GS-4"], name="grade"))


def a_line_is_known_by_its_function() -> None:
    assert vacancy_saving.name == "vacancy_saving"
    assert vacancy_saving.parameters == ("gross_cost", "months", "vacancy_rate", "new_post_delay")
    assert vacancy_saving.meaning == (
        "What vacancies save.\n\n"
        "The delay factor for a post opened part-way through the year, otherwise the vacancy rate."
    )
    assert (vacancy_saving.unit, vacancy_saving.source) == (CURRENCY, "Financial Regulations and Rules, rule 103.2")
    assert (vacancy_saving.live, share.live, kind_of_post.label) == (True, False, "Kind of post")


def a_line_called_with_arrays_computes_every_row() -> None:
    result = vacancy_saving(np.array([100, 200.005]), np.array([12, 6]), 0.05, 0.5)
    assert result.tolist() == [5.0, 100.0]


def a_line_called_with_numbers_computes_one_row() -> None:
    assert float(vacancy_saving(200.01, 6, 0.05, 0.5)) == 100.01


def a_line_called_by_names_needs_no_order() -> None:
    result = vacancy_saving(
        new_post_delay=0.5, vacancy_rate=0.05, months=np.array([12.0]), gross_cost=np.array([100.0])
    )
    assert result.tolist() == [5.0]


def a_line_called_with_series_keeps_their_index() -> None:
    result = vacancy_saving(
        pd.Series([100.0, 200.0], index=["a", "b"]), pd.Series([12, 6], index=["a", "b"]), 0.05, 0.5
    )
    pd.testing.assert_series_equal(result, pd.Series([5.0, 100.0], index=["a", "b"]))


def a_line_looks_up_in_a_data_frame_whose_index_is_the_key() -> None:
    result = standard_cost(pd.Series(["GS-4", "P-2", "D-2"], index=[5, 6, 9]), GRADES)
    pd.testing.assert_series_equal(result, pd.Series([100.0, 200.0, np.nan], index=[5, 6, 9]))


def a_line_that_finds_texts_gives_texts() -> None:
    assert category(pd.Series(["P-2", "GS-4", "D-2"]), GRADES).tolist() == ["P", "GS", "#N/A"]
    assert kind_of_post(np.array([12, 3])).tolist() == ["full", "part"]


def a_line_that_uses_no_column_is_the_same_in_every_row() -> None:
    @line(unit="number", source="Practice")
    def teams(months):  # noqa: ARG001 - it is the column that the figure stands beside
        """The number of teams."""
        return 2

    assert teams(pd.Series([1.0, 2.0], index=["a", "b"])).to_dict() == {"a": 2.0, "b": 2.0}


def a_line_counts_days_between_dates() -> None:
    first, last = pd.Series(pd.to_datetime(["2004-09-06"])), pd.Series(pd.to_datetime(["2004-09-10"]))
    assert days(first, last).tolist() == [5.0]


def a_line_that_is_not_live_is_the_function_itself() -> None:
    assert share([1.0, 3.0]).tolist() == [0.25, 0.75]


def each_scenario_of_a_line_is_what_it_is_alone() -> None:
    rates = np.linspace(0, 1, 10_000)
    gross, months = np.array([100.0, 250.5, 1.0]), np.array([12.0, 6.0, 12.0])
    together = vacancy_saving(gross, months, rates[:, None], 0.5)
    assert together.shape == (10_000, 3)
    for place in (0, 1, 4_321, 9_999):
        assert together[place].tolist() == vacancy_saving(gross, months, rates[place], 0.5).tolist()


def a_line_called_with_symbols_is_its_tree() -> None:
    tree = kind_of_post.tree({"months": Own("months", "number")})
    assert (tree.helper, tree.kind) == ("where", "text")


def a_line_that_a_spreadsheet_cannot_say_is_named() -> None:
    @line(unit="number", source="Practice")
    def teams(meetings):
        """The number of teams."""
        return np.ceil(meetings / 2)

    with pytest.raises(NotAFormula, match=r"^Line teams: A line can't use ceil; use round_up\(amount\)\.$"):
        teams(np.array([3.0]))


def a_line_that_branches_is_told_what_to_use() -> None:
    @line(unit="number", source="Practice")
    def teams(meetings):
        """The number of teams."""
        return 1 if meetings < 2 else 2

    with pytest.raises(NotAFormula, match=r"^Line teams: A line can't use if, .*; use where\(condition,"):
        teams(np.array([3.0]))


def a_missing_input_is_named() -> None:
    with pytest.raises(TypeError, match="missing a required argument: 'vacancy_rate'"):
        vacancy_saving(np.array([1.0]), np.array([1.0]))


def a_line_takes_what_its_function_takes_however_that_was_written() -> None:
    def by_name(first, *, second): ...

    def any_number(*amounts): ...

    assert [line(unit="", source="")(function).parameters for function in (by_name, any_number)] == [("first", "second"), ("amounts",)]
