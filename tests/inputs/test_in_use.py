"""In use: which rows of a sheet others depend on, so that what a row lacks matters only where it is used."""

from __future__ import annotations

from support.inputs_of_2004 import MODELS

from aspbudget.inputs.in_use import use


def a_row_is_used_where_a_column_of_another_sheet_refers_to_it() -> None:
    assert use(MODELS, "languages").others == (("booths", "language"), ("copies_by_language", "language"))
    assert not use(MODELS, "languages").always


def a_sheet_that_is_opened_into_others_uses_what_it_refers_to() -> None:
    assert "ranges_of_meetings" not in MODELS.tables
    assert ("ranges_of_meetings", "session") in use(MODELS, "sessions").others


def a_row_can_stand_for_another_of_its_own_sheet() -> None:
    assert use(MODELS, "prices").own == ("instead_of",)
    assert "prices" not in {table for table, _ in use(MODELS, "prices").others}


def every_row_is_used_where_none_refers_to_it_or_only_those_that_complete_it() -> None:
    assert use(MODELS, "posts").always
    completed = use(MODELS, "documents")
    assert completed.others == (("copies_by_language", "document"),)
    assert completed.always
