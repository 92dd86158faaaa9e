"""Figures renewed are those that are computed from nothing, whatever differs between two inputs, and what rests on no difference is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from conftest import REPOSITORY
from support.chance import some

from aspbudget.commands.compare import side
from aspbudget.figures.cost import cost
from aspbudget.figures.renewed import renewed
from aspbudget.figures.scenarios import rested_on
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.ready import Ready


@pytest.fixture(scope="module")
def section() -> Ready:
    """The section of 2005."""
    return side(Workspace(REPOSITORY), "2005")


def same(one: Figures, other: Figures) -> bool:
    """Whether two have the same tables in the same order, with the same columns, rows, texts and numbers to the last bit."""
    assert {*one.tables} == {*other.tables}
    for name, costed in one.tables.items():
        assert [*costed.columns] == [*other.tables[name].columns]
        assert costed.places.tolist() == other.tables[name].places.tolist()
        for column in costed.columns:
            np.testing.assert_array_equal(np.asarray(one.values(name, column)), np.asarray(other.values(name, column)), f"{name}.{column}")
    return True


def changed(frames: dict[str, pd.DataFrame], chance: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Return some tables with a number that is doubled, a text that is another row's, or a row less."""
    found = {}
    for name in chance.choice([name for name, frame in frames.items() if len(frame) > 1 and name != "assumptions"], 3, replace=False):
        frame = frames[name].copy()
        column = chance.choice(frame.columns[1:])
        if chance.random() < 0.3:
            frame = frame.drop(frame.index[-1])
        elif frame[column].dtype == float:
            frame[column] = frame[column] * 2
        else:
            frame[column] = frame[column].to_numpy()[::-1]
        found[str(name)] = frame
    return found


@pytest.mark.parametrize("number", some(range(40), 8))
def each_change_of_rows_and_assumptions_gives_what_is_computed_from_nothing(section: Ready, number: int) -> None:
    chance = np.random.default_rng(number)
    inputs = section.inputs
    frames, named = changed(inputs.frames, chance), dict(inputs.named)
    named[str(chance.choice(list(named)))] += 0.25
    again = renewed(section.figures, frames, named)
    assert same(again, cost(section.catalogue, inputs.frames | frames, named))
    assert same(renewed(again, {name: inputs.frames[name] for name in frames}, inputs.named), section.figures), "and back"


def a_figure_that_rests_on_no_difference_is_the_column_that_was_computed_before(section: Ready) -> None:
    """Twice the trips change what travel costs, and what adds it up; what posts cost is not computed again."""
    travel = section.inputs.frames["travel"]
    before, again = section.figures, renewed(section.figures, {"travel": travel.assign(trips=travel["trips"] * 2)}, section.inputs.named)
    assert again.tables["travel"].column("net_cost").tolist() == (before.tables["travel"].column("net_cost") * 2).tolist()
    assert again.tables["posts"].column("net_cost") is before.tables["posts"].column("net_cost")


def a_table_that_loses_all_its_rows_costs_nothing_any_more(section: Ready) -> None:
    none = {"travel": section.inputs.frames["travel"].iloc[:0]}
    again = renewed(section.figures, none, section.inputs.named)
    assert len(section.figures.tables["travel"]) > len(again.tables["travel"]) == 0
    assert same(again, cost(section.catalogue, section.inputs.frames | none, section.inputs.named))


def the_figures_of_which_only_some_were_computed_are_completed(section: Ready) -> None:
    """What travel costs was computed alone; it is taken over, and the posts, of which there is one less, and the section are computed."""
    inputs, less = section.inputs, {"posts": section.inputs.frames["posts"].iloc[:-1]}
    travel = cost(section.catalogue, inputs.frames, inputs.named, alone=rested_on(section.catalogue, [("travel", "net_cost")]))
    assert "net_cost" not in travel.tables["posts"].columns
    again = renewed(travel, less, inputs.named)
    assert again.tables["travel"].column("net_cost") is travel.tables["travel"].column("net_cost")
    assert same(again, cost(section.catalogue, inputs.frames | less, inputs.named))
