"""The selftest: classic errors planted into the contributions, one of a kind in a column, and what each is caught by."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from conftest import REPOSITORY

from aspbudget.doubts.classic_errors import Planting
from aspbudget.doubts.doubts import doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.expected_rows import expected_as_known
from aspbudget.doubts.selftest import Caught, Subject, Tried, measured, share_caught, tried
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read

pytestmark = pytest.mark.slow

MODELS = catalogue("contributions")


@cache
def subject() -> Subject:
    """Return the contributions of 2025, to be compared with what is known of that year."""
    raw = read(REPOSITORY / "inputs" / "2025" / "contributions.xlsx", "inputs/2025/contributions.xlsx")
    inputs = check(MODELS, raw, "2025")
    return Subject(raw, Evidence(inputs, (expected_as_known(MODELS, inputs),)), lambda other: check(MODELS, other, "2025"))


@cache
def found() -> tuple[Tried, ...]:
    """Return what became of the errors, one of a kind in a column."""
    return tuple(tried(subject(), 1))


def there_is_no_doubt_about_the_contributions_of_the_repository() -> None:
    assert doubts(subject().evidence).open == ()


def every_classic_error_that_matters_in_the_contributions_is_caught() -> None:
    silent = [each for each in found() if each.matters and each.caught is Caught.SILENT]
    assert silent == []
    assert share_caught(list(found())) == 1.0


def the_errors_are_of_every_kind_that_the_input_has_room_for() -> None:
    assert set(Counter(each.kind for each in found())) == {
        "digits exchanged", "ten times as much", "fraction for per cent", "another valid value", "two rows' values exchanged", "column sorted alone",
        "row repeated under another name", "row missing", "row emptied", "row hidden", "total filled in like a row",
    }  # fmt: skip


def each_error_is_planted_into_a_copy() -> None:
    before = {name: dict(sheet.cells) for name, sheet in subject().raw.sheets.items()}
    planted = list(Planting(subject().raw, subject().evidence, 1).errors())
    assert {name: dict(sheet.cells) for name, sheet in subject().raw.sheets.items()} == before
    assert all(each.workbook.sheets[each.sheet] is not subject().raw.sheets[each.sheet] for each in planted)


def an_error_that_nothing_catches_is_silent() -> None:
    blind = Subject(subject().raw, Evidence(subject().evidence.inputs), subject().checked)
    silent = any(each.matters and each.caught is Caught.SILENT for each in tried(blind, 1))
    assert silent, "without what is known of the year, some errors pass: what catches them is the comparison"


def the_figures_by_which_errors_are_measured_are_those_of_the_schedule() -> None:
    figures = measured(subject().evidence)
    assert len(figures) == len(subject().evidence.inputs.frames["states"])
    assert round(sum(figures.values())) == round(float(subject().evidence.figures.frame("states")["payable"].sum()))


def a_sample_has_so_many_errors_and_they_are_among_all() -> None:
    sample = [each[:4] for each in tried(subject(), 1, 2)]
    assert len(sample) == 2
    assert set(sample) <= {each[:4] for each in Planting(subject().raw, subject().evidence, 1).errors()}
