"""Tables of names in the order of another language: each row keeps its figures and its place in the input."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from aspbudget.content import BUILT_IN
from aspbudget.figures.in_order import in_order, named_in_order, order_of
from aspbudget.inputs.ready import prepare
from aspbudget.language import Language
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from aspbudget.figures.cost import Figures

NAMES = ["Albania", "Germany", "Marshall Islands", "Saint Lucia", "San Marino", "South Africa"]


@pytest.fixture(scope="module")
def contributions() -> Figures:
    """The figures of the contributions of 2004."""
    found = prepare(Workspace(Path(__file__).resolve().parents[2]), "2004", lambda _: None, ("contributions",)).of("contributions")
    assert found
    return found.figures


def french(name: str) -> str:
    """Return what a State is called in French."""
    return Language("fr", BUILT_IN).translated("state", name)


def the_names_stand_as_the_united_nations_lists_them_in_french() -> None:
    assert [french(NAMES[place]) for place in order_of(NAMES, french)] == ["Afrique du Sud", "Albanie", "Allemagne", "Îles Marshall", "Sainte-Lucie", "Saint-Marin"]


def each_row_keeps_its_figures_to_the_last_digit_and_its_place_in_the_input(contributions: Figures) -> None:
    arranged = in_order(contributions, french)
    one, other = (each.frame("states").reset_index().set_index("code") for each in (contributions, arranged))
    assert list(one.index) != list(other.index)
    assert other.loc[one.index].equals(one)


def a_table_without_names_stays_as_it_is(contributions: Figures) -> None:
    arranged = in_order(contributions, french)
    moved = {name for name, each in contributions.tables.items() if not np.array_equal(each.places, arranged.tables[name].places)}
    assert moved == {name for name, each in contributions.catalogue.tables.items() if each.alphabetical}


def every_scenario_moves_with_its_row(contributions: Figures) -> None:
    states = contributions.tables["states"]
    twice = replace(contributions, tables=contributions.tables | {"states": replace(states, columns=states.columns | {"rate": np.vstack([states.columns["rate"], states.columns["rate"] * 2])})})
    found = in_order(twice, french)
    assert np.array_equal(found.tables["states"].columns["rate"][1], in_order(contributions, french).tables["states"].columns["rate"] * 2)


def no_rows_of_names_are_none_in_any_order() -> None:
    assert named_in_order(None, french) is None
