"""Names in common: texts that the names of rows, or other texts of the row, contradict."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.doubted import as_expected, new_doubts, with_cells, with_row

from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.names_in_common import unlike_their_names

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready

DIRECTOR = "Director to New York, Bureau and delegations"
FILES = "Setting up files and accounts"


def there_is_no_doubt_about_the_names_of_the_section(ready: Ready) -> None:
    assert list(unlike_their_names(Evidence(ready.inputs))) == []


@pytest.mark.parametrize(("table", "cells", "found"), [
    ("travel", {(DIRECTOR, "category"): "member of the Committee"}, ("B13", f'Category of "{DIRECTOR}" is member of the Committee; the names of the 2 other rows with that say so.')),
    ("travel", {("Staff to New York, hand-over", "category"): "expert"}, ("B12", 'Category of "Staff to New York, hand-over" is expert; its name says "staff", and those of 6 other rows say what they have.')),
    ("travel", {(DIRECTOR, "fare"): "Fare, expert to The Hague"}, ("B13", f'Fare of "{DIRECTOR}" is Fare, expert to The Hague, which says "expert", and Category is staff; in 3 other rows the two agree.')),
    ("temporary_assistance", {(FILES, "grade"): "USG"}, ("B6", f'Grade of "{FILES}" is USG, which no other row of any sheet has; each of the 8 other rows has one that rows of other sheets have too.')),
    ("temporary_assistance", {(FILES, "sub_programme"): "4400"}, ("G6", f'Sub-programme of "{FILES}" is 4400; the names of all 8 other rows with that, on any sheet, have the word "bureau" or "president".')),
    ("temporary_assistance", {(FILES, "sub_programme"): "4500"}, ("G6", f'Sub-programme of "{FILES}" is 4500; the names of all 22 other rows with that, on any sheet, have the word "committee".')),
])  # fmt: skip
def a_text_is_doubted_that_names_contradict(ready: Ready, table: str, cells: dict[tuple[str, str], str], found: tuple[str, str]) -> None:
    assert found in [each[1:] for each in new_doubts(unlike_their_names, ready.inputs, with_cells(ready.inputs, table, cells))]


def a_row_whose_name_says_to_whom_it_belongs_is_not_asked_about(ready: Ready) -> None:
    after = with_row(ready.inputs, "temporary_assistance", FILES, function="Assistant of the President", sub_programme="4400")
    assert list(unlike_their_names(Evidence(after))) == []


def a_row_that_the_cycle_before_did_not_have_was_decided_for_this_one(ready: Ready) -> None:
    after = with_row(ready.inputs, "temporary_assistance", FILES, function="Setting up another file", sub_programme="4400")
    assert [each.column for each in unlike_their_names(Evidence(after))] == ["sub_programme"]
    assert list(unlike_their_names(Evidence(after, (as_expected(ready.inputs),)))) == []
