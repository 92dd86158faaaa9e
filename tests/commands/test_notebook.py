"""For notebooks: figures by the name of their cycle, and a draft by its symbol, or a plain word of what there is instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

import aspbudget
from aspbudget.commands.notebook import compare, costed, statement_of
from aspbudget.faults import Refused, WrongUse
from aspbudget.workspace import NoCycle

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.inputs.ready import Ready


def the_figures_of_a_cycle_are_those_of_its_section(place: Place, ready: Ready) -> None:
    assert ready.figures.frame("section_lines").equals(costed("2004", place.root).section_lines)


def the_scenarios_of_the_docs_are_of_an_assumption_that_moves_the_section(place: Place) -> None:
    (name, low, high) = re.findall(r"section\.scenarios\((\w+)=\[([\d.]+), ([\d.]+)\]\)", (REPOSITORY / "docs" / "analysts.md").read_text(encoding="utf-8"))[0]
    totals = costed("2004", place.root).scenarios(**{name: [float(low), float(high)]})["total"]
    assert totals.iloc[0] > totals.iloc[1]


def a_cycle_may_be_named_by_its_year_as_a_number(place: Place) -> None:
    assert costed(2004, place.root).section_lines.equals(costed("2004", place.root).section_lines)
    assert len(compare(2004, 2004, place.root).frame()) == len(compare("2004", "2004", place.root).frame()) > 0
    with pytest.raises(NoCycle, match="no inputs for cycle 1999"):
        costed(1999, place.root)
    with pytest.raises(WrongUse, match=r"ICC-ASP/9/L\.9"):
        statement_of(2004, "ICC-ASP/9/L.9", place.root)


def the_newest_cycle_is_taken_when_none_is_named(place: Place) -> None:
    place.run("new", "2027")
    assert costed(workspace=str(place.root)).figures.values("cycle", "cycle") == ["2027"]


def a_workbook_that_a_cycle_lacks_is_refused_with_those_that_it_has(place: Place) -> None:
    with pytest.raises(NoCycle, match=r"^Cycle 2004 has no contributions\.xlsx; it has section\.$"):
        costed("2004", place.root, "contributions")


def no_figures_are_given_of_inputs_with_faults(place: Place) -> None:
    place.change({"Posts!B5": "P-9"})
    with pytest.raises(Refused) as refused:
        costed("2004", place.root)
    assert [fault.cell for fault in refused.value.faults] == ["B5"]


@pytest.mark.slow
def the_statement_of_a_draft_is_found_by_its_symbol() -> None:
    found = statement_of("2004", "ICC-ASP/2/Res.7", REPOSITORY)
    assert (found.symbol, found.cycle) == ("ICC-ASP/2/Res.7", "2004")
    assert found.frame()["additional"].sum() == found.of().additional


def a_draft_that_is_not_there_is_wrong_use(place: Place) -> None:
    with pytest.raises(WrongUse, match=r"ICC-ASP/9/L\.9"):
        statement_of("2004", "ICC-ASP/9/L.9", place.root)


def the_names_that_the_package_offers_complete_on_tab() -> None:
    assert {"assess", "compare", "costed", "statement_of"} == {*aspbudget.__all__} == {*dir(aspbudget)}
    assert all(callable(getattr(aspbudget, name)) for name in aspbudget.__all__)
