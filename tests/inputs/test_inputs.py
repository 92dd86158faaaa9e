"""Inputs: a checked workbook knows its assumptions, its cycle, the cells of its values, and which rows are still in doubt."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from aspbudget.declare.model import GENERAL, Model, Table
from aspbudget.declare.sheet import Sheet, Sourced, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import Figures
from aspbudget.inputs.inputs import Inputs
from aspbudget.lines.texts import Words


class Grades(Sourced):
    """A grade and what it costs."""

    grade: str = column("Grade", "The grade.", key=True)
    standard_cost: float = column("Standard cost", "A year of it.", rate=True)


class Posts(Sheet):
    """A post."""

    post: str = column("Post", "The post.", key=True)
    grade: str = column("Grade", "Its grade.", refers="grades")


class Journeys(Sourced):
    """A journey, to which no other sheet refers."""

    journey: str = column("Journey", "The journey.", key=True)


CATALOGUE = Catalogue((GENERAL, Model("Staff", "Posts.", 1, (Table(Grades), Table(Posts), Table(Journeys)))))
FRAMES = {
    "cycle": pd.DataFrame({"cycle": ["2004"], "currency": ["EUR"]}, index=[5]),
    "assumptions": pd.DataFrame(
        {"assumption": ["vacancy_rate", "words_per_page"], "value": [0.1, None], "status": ["published", "missing"]}, index=[5, 6]
    ),
    "grades": pd.DataFrame({"grade": ["P-1", "P-2", "P-3"], "status": ["missing", "missing", "published"]}, index=[5, 7, 8]),
    "posts": pd.DataFrame({"post": ["Director"], "grade": ["P-2"]}, index=[5]),
    "journeys": pd.DataFrame({"journey": ["Geneva", "Bonn"], "status": ["illustrative", "missing"]}, index=[5, 6]),
}
LETTERS = {"grades": {"grade": "A", "standard_cost": "C"}}
INPUTS = Inputs("inputs/2004/section.xlsx", "", FRAMES, LETTERS, Figures(CATALOGUE, {}, {}, Words()))
DRAFT = replace(INPUTS, label="inputs/2004/statements/L-1.xlsx", section=INPUTS, letters={"grades": {"standard_cost": "D"}})


def an_assumption_that_is_missing_counts_as_nothing() -> None:
    assert INPUTS.named == {"vacancy_rate": 0.1, "words_per_page": 0.0}


def the_cycle_is_the_one_row_of_its_sheet() -> None:
    assert INPUTS.cycle == {"cycle": "2004", "currency": "EUR"}


@pytest.mark.parametrize(("name", "cell"), [("standard_cost", "C7"), ("grade", "A7"), ("status", "A7")])
def a_value_has_its_cell_and_one_whose_column_is_not_there_that_of_the_first(name: str, cell: str) -> None:
    assert INPUTS.place(CATALOGUE.tables["grades"], name, 7) == ("Grades", cell)


def a_row_of_a_draft_is_below_nothing_and_a_row_of_its_section_names_the_workbook() -> None:
    grades = CATALOGUE.tables["grades"]
    assert DRAFT.place(grades, "standard_cost", -7) == ("Grades", "D7")
    assert DRAFT.place(grades, "standard_cost", 7) == ("Grades", "C7 of section.xlsx")


def a_row_counts_when_another_refers_to_it_or_when_none_could() -> None:
    assert INPUTS.counted(CATALOGUE, "missing") == [("assumptions", 6), ("grades", 7), ("journeys", 6)]
    assert INPUTS.counted(CATALOGUE, "illustrative") == [("journeys", 5)]
    assert INPUTS.counted(CATALOGUE, "published") == [("assumptions", 5)]
