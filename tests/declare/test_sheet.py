"""Sheets: a class says once what a sheet may hold, and everything else is read from it."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
import pytest

from aspbudget.declare.sheet import (
    STATUSES,
    Column,
    Date,
    Rate,
    Sheet,
    Sourced,
    column,
    in_words,
    limits,
    sentence,
    snake,
)


class LanguageSets(Rate):
    """A set of languages.

    Meetings are interpreted into all of them.
    """

    name_of_set: str = column("Language set", "Its name.", key=True)
    languages: int = column("Languages", "How many.", whole=True, low=1, high=6)
    price: float = column("Price", "A day of it.", unit="EUR", rate=True, low=0)
    since: Date = column("Since", "From when.", required=False, within=True)
    body: str = column("Body", "For whom.", refers="bodies", cause="volume", lapses="one-time", descriptive=True)
    kind: str = column("Kind", "Of which kind.", choices=("full", "part"), example="part")


class Years(Sheet):
    """A year."""

    class Config:
        """The name on its tab is its own."""

        title = "Financial years"

    year: float = column("Year", "The year.", key=True, unit="year", low=2002, high=2200)


COLUMNS = {each.name: each for each in LanguageSets.columns()}


def a_sheet_has_its_own_columns_first_and_those_of_its_bases_after_them() -> None:
    own = ["name_of_set", "languages", "price", "since", "body", "kind"]
    assert list(COLUMNS) == [*own, "dated", "lowest", "highest", "source", "status"]
    assert LanguageSets.keys() == ("name_of_set",)


def a_sheet_is_named_after_its_class_or_as_it_says() -> None:
    assert (LanguageSets.table(), LanguageSets.title()) == ("language_sets", "Language sets")
    assert (Years.table(), Years.title()) == ("years", "Financial years")
    assert LanguageSets.about() == "A set of languages.\n\nMeetings are interpreted into all of them."


@pytest.mark.parametrize(
    ("name", "kind"),
    [("name_of_set", "text"), ("languages", "whole"), ("price", "number"), ("since", "date"), ("status", "text")],
)
def a_column_has_the_kind_of_its_annotation(name: str, kind: str) -> None:
    assert COLUMNS[name].kind == kind
    assert COLUMNS[name].textual == (kind == "text")


def a_column_keeps_all_that_it_states() -> None:
    assert COLUMNS["price"] == Column("price", "Price", "number", "A day of it.", unit="EUR", required=False, low=0, rate=True)
    assert COLUMNS["body"] == Column(
        "body", "Body", "text", "For whom.", refers="bodies", cause="volume", lapses="one-time", descriptive=True
    )
    assert COLUMNS["since"] == Column("since", "Since", "date", "From when.", required=False, within=True)
    assert (COLUMNS["kind"].choices, COLUMNS["kind"].example) == (("full", "part"), "part")
    assert COLUMNS["status"].choices == STATUSES


@pytest.mark.parametrize(
    ("low", "high", "phrase"),
    [(0, 12, "from 0 to 12"), (0, None, "0 or more"), (None, 12_000, "12,000 or less"), (0.5, 1, "from 0.5 to 1"), (None, None, "")],
)
def the_bounds_are_a_phrase(low: float | None, high: float | None, phrase: str) -> None:
    assert limits(low, high) == phrase


def a_year_is_shown_without_a_mark_between_its_thousands() -> None:
    (year,) = Years.columns()
    assert year.limits == "from 2002 to 2200"
    assert f"{2004:{year.digits}}" == "2004"
    assert f"{2004:{COLUMNS['price'].digits}}" == "2,004"


def a_sheet_is_a_schema_that_finds_what_its_columns_do_not_allow() -> None:
    frame = pd.DataFrame({"year": [2004.0, 2001.0, 2004.0]})
    with pytest.raises(pa.errors.SchemaErrors) as failed:
        Years.to_schema().validate(frame, lazy=True)
    cases = failed.value.failure_cases
    assert set(zip(cases["check"], cases["failure_case"], strict=True)) == {
        ("greater_than_or_equal_to(2002)", 2001.0),
        ("field_uniqueness", 2004.0),
    }


def a_row_with_a_source_says_of_what_standing_its_figures_are() -> None:
    assert [each.name for each in Sourced.columns()] == ["source", "status"]


def a_name_is_written_as_lines_write_it_and_as_words() -> None:
    assert (snake("LanguageSets"), snake("Posts"), snake("P4Posts")) == ("language_sets", "posts", "p4_posts")
    assert (sentence("standard_cost"), sentence("LanguageSets")) == ("Standard cost", "Language sets")


@pytest.mark.parametrize(("key", "shown"), [("vacancy_rate", "Vacancy rate"), ("Vacancy rate", "Vacancy rate"), ("overtime", "overtime"), ("P-5, The Hague", "P-5, The Hague")])
def a_reader_is_shown_the_name_of_an_assumption_as_words_and_any_other_key_as_it_is(key: str, shown: str) -> None:
    assert in_words(key) == shown


def test_a_column_that_states_something_otherwise_is_a_copy_and_states_nothing_unknown() -> None:
    stated = Column("months", "Work-months", "number", "How long the post is filled.", low=0, high=12)
    renamed = stated.but(title="Mois de travail")
    assert (renamed.title, renamed.high, stated.title) == ("Mois de travail", 12, "Work-months")
    assert renamed.but(title="Work-months") == stated
    with pytest.raises(TypeError, match="A column states no titel"):
        stated.but(titel="Mois")
