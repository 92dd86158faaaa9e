"""Starting rows: a new workbook has what the models' files hold, the assumptions as missing, and rows that are plainly examples."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.small_section import CATALOGUE

from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.start import all_rows, known_rows, starting_rows

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue


def started(catalogue: Catalogue, frames: dict[str, pd.DataFrame] | None = None) -> dict[str, pd.DataFrame]:
    """Return the rows of every entered table of a new cycle, by table."""
    tables = [table for table in catalogue.tables.values() if table.entered]
    return {table.name: rows for table, rows in all_rows(catalogue, tables, frames or {}, "2007")}


def the_cycle_is_the_one_that_was_asked_for() -> None:
    assert starting_rows(CATALOGUE, CATALOGUE.tables["cycle"], "2007")["cycle"].tolist() == ["2007"]


def every_assumption_is_missing_and_says_what_it_is() -> None:
    (rate,) = starting_rows(CATALOGUE, CATALOGUE.tables["assumptions"], "2007").to_dict("records")
    assert (rate["assumption"], rate["unit"], rate["status"]) == ("vacancy_rate", "share", "missing")
    assert rate["what"] == "The share of time in which posts are vacant."
    assert pd.isna(rate["value"])


def an_example_fills_in_what_is_required_and_its_key_says_that_it_is_one() -> None:
    (post,) = starting_rows(CATALOGUE, CATALOGUE.tables["posts"], "2007").to_dict("records")
    assert post["post"] == f"{EXAMPLE}: post"
    assert (post["months"], post["programme"]) == (0, "…")
    assert all(pd.isna(post[name]) for name in ("price", "starts", "remark"))  # no rate is made up


def the_examples_of_the_product_stay_within_what_their_columns_allow(models: Catalogue) -> None:
    for name, rows in started(models).items():
        columns = models.columns(name)
        for column in columns.values():
            for cell in rows[column.name].dropna():
                unmarked = cell.removeprefix(f"{EXAMPLE}: ") if column.key else cell  # the mark, by which no row is read, stands before its key
                assert not column.choices or unmarked in column.choices, (name, column.name)
                assert column.low is None or column.textual or isinstance(cell, datetime) or float(cell) >= column.low, (name, column.name)


def a_table_starts_with_what_the_file_of_its_content_has(models: Catalogue) -> None:
    rows = starting_rows(models, models.tables["objects"], "2007")
    assert len(rows) > 5
    assert not rows[models.key("objects")].str.startswith(EXAMPLE).any()


def the_rows_that_are_known_are_those_of_a_new_cycle_but_for_the_sheets_that_begin_with_an_example(models: Catalogue) -> None:
    known = {table.name: rows for table, rows in known_rows(models, "2007")}
    examples = {name for name, rows in started(models).items() if (key := models.key(name)) and rows[key].astype(str).str.startswith(EXAMPLE).any()}
    assert len(examples) > 5
    assert not examples & known.keys()
    assert {name for name in started(models) if models.key(name)} <= known.keys() | examples
    assert all(rows.equals(started(models)[name]) for name, rows in known.items() if name in models.tables)


def the_rows_that_are_carried_over_stay_and_every_other_sheet_starts_anew() -> None:
    posts = pd.DataFrame({"post": ["Director"], "months": [12.0], "gone": ["a column of before"]})
    found = started(CATALOGUE, {"posts": posts})
    assert list(found["posts"].columns) == list(CATALOGUE.columns("posts"))
    assert found["posts"]["post"].tolist() == ["Director"]
    assert found["programmes"]["programme"].tolist() == [f"{EXAMPLE}: programme"]


@pytest.mark.parametrize(("name", "unit"), [("vacancy_rate", "share"), ("of_before", None)])
def an_assumption_that_is_carried_over_is_completed_by_what_is_known_of_it(name: str, unit: str | None) -> None:
    kept = pd.DataFrame({"assumption": [name], "value": [0.2], "what": ["As was stated"]})
    (rate,) = started(CATALOGUE, {"assumptions": kept})["assumptions"].to_dict("records")
    assert (rate["value"], rate["what"]) == (0.2, "As was stated")
    assert (None if pd.isna(rate["unit"]) else rate["unit"]) == unit
