"""Models: where a charge belongs, and the words of assumptions and of the general sheets."""

from __future__ import annotations

from aspbudget.declare.model import GENERAL, Assumption, Assumptions, Axes, Charge, ControlTotals, Cycle


def a_charge_says_where_a_cost_belongs() -> None:
    axes = Axes("sub_programme", "object")
    assert Charge("net_cost").place(axes) == ("sub_programme", "object")
    assert Charge("net_cost", under={"object": "object_of_grade"}).place(axes) == ("sub_programme", "object_of_grade")


def an_assumption_has_a_title_in_words() -> None:
    assert Assumption("vacancy_rate", "", "").title == "Vacancy rate"


def the_general_sheets_say_what_their_rows_are() -> None:
    assert [table.rows for table in GENERAL.tables] == [Cycle, Assumptions, ControlTotals]
    assert all(table.about for table in GENERAL.tables)
