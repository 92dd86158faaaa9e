"""Scenarios: what follows from assumptions is computed again in each, to the last bit, and all else is left as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from aspbudget.figures import scenarios
from aspbudget.figures.cost import cost
from aspbudget.figures.scenarios import changed, in_scenarios

if TYPE_CHECKING:
    from collections.abc import Container

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.ready import Ready

SECTION = ("section_lines", "amount")


@pytest.fixture(scope="module")
def assumptions(ready: Ready) -> list[str]:
    """The assumptions that may differ between scenarios: all but the years by which rows are looked up."""
    return [name for name, each in ready.catalogue.assumptions.items() if not each.of_cycle]


def each_assumption_moves_what_it_moves_in_a_run_of_its_own(ready: Ready, assumptions: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenarios, "AT_ONCE", 2)  # three scenarios are two parts
    figures, moving = cost(ready.catalogue, ready.inputs.frames, ready.inputs.named), 0
    for name in assumptions:
        values = ready.inputs.named[name] * np.array([1.0, 0.5, 1.5])
        found = in_scenarios(figures, {name: values}, SECTION)
        alone = [cost(ready.catalogue, ready.inputs.frames, {**ready.inputs.named, name: value}).tables[SECTION[0]].columns[SECTION[1]] for value in values]
        np.testing.assert_array_equal(found, np.stack(alone))
        moving += bool((found[1] != found[0]).any())
    assert moving > len(assumptions) / 2


def the_figures_that_do_not_follow_or_are_not_wanted_are_not_computed_again(ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    figures, again = cost(ready.catalogue, ready.inputs.frames, ready.inputs.named), []
    computed = scenarios.complete

    def complete(these: Figures, alone: Container[tuple[str, str]]) -> None:
        known = {(name, column) for name, costed in these.tables.items() for column in costed.columns}
        computed(these, alone)
        again.extend({(name, column) for name, costed in these.tables.items() for column in costed.columns} - known)

    monkeypatch.setattr(scenarios, "complete", complete)
    in_scenarios(figures, {"vacancy_rate": np.array([0.1, 0.2])}, SECTION)
    assert {("posts", "vacant_share"), SECTION} <= {*again}
    assert not [place for place in again if place[0] in {"meetings", "plan_by_month", "performance"}]
    assert len(again) < len(ready.catalogue.figures) / 4


def there_is_one_scenario_without_an_assumption(ready: Ready) -> None:
    found = in_scenarios(ready.figures, {}, SECTION)
    np.testing.assert_array_equal(found[0], ready.figures.tables[SECTION[0]].columns[SECTION[1]])


def each_entered_rate_moves_what_it_moves_in_a_run_of_its_own(ready: Ready) -> None:
    catalogue, inputs, moving = ready.catalogue, ready.inputs, 0
    vacancies = {"delayed_recruitment_rate": np.array([0.1, 0.1, 0.3])}
    numbers = [(table, name) for table in inputs.frames for name, column in catalogue.columns(table).items() if column.rate]
    assert len(numbers) > 2
    for table, name in numbers:
        column = ready.figures.tables[table].columns[name]
        columns = {(table, name): column * np.array([[1.0], [0.5], [1.5]])}
        found = changed(ready.figures, vacancies, columns, [SECTION]).tables[SECTION[0]].columns[SECTION[1]]
        again = cost(catalogue, inputs.frames, {**inputs.named, **vacancies}, columns).tables[SECTION[0]].columns[SECTION[1]]
        np.testing.assert_array_equal(found, again)
        moving += bool((found[1] != found[0]).any())
        assert (found[2] != found[1]).any()
    assert moving > 2


def no_figure_is_computed_on_which_what_is_wanted_does_not_rest_and_none_that_was_there_is_changed(ready: Ready) -> None:
    before = {table: dict(costed.columns) for table, costed in ready.figures.tables.items()}
    found = changed(ready.figures, {"vacancy_rate": np.array([0.1, 0.2])}, {}, [("posts", "net_cost")])
    assert found.tables["posts"].columns["net_cost"].shape[0] == 2
    assert SECTION[1] not in found.tables[SECTION[0]].columns
    assert all(columns[name] is ready.figures.tables[table].columns[name] for table, columns in before.items() for name in columns)
    assert {table: set(costed.columns) for table, costed in ready.figures.tables.items()} == {table: set(columns) for table, columns in before.items()}
