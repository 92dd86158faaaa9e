"""A cycle in a notebook: shown as its table, its figures by name, explained, varied, in scenarios, and as on its page."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from conftest import REPOSITORY
from support.section_of_2004 import LINES, MEETINGS, MOVED, PRICE, TOTAL, printed

from aspbudget.commands import report
from aspbudget.commands.notebook_cycle import OpenCycle
from aspbudget.faults import Refused, WrongUse
from aspbudget.figures.cost import cost
from aspbudget.inputs.ready import Cycle
from aspbudget.review.explanation import explain_in_cycle
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.inputs.ready import Ready


@pytest.fixture(scope="module")
def section(ready: Ready) -> OpenCycle:
    """The section of 2004, as a notebook has it."""
    return OpenCycle(Workspace(REPOSITORY), Cycle("2004", (ready,)), ready)


def a_cycle_is_shown_as_its_table_with_its_standing(section: OpenCycle, ready: Ready) -> None:
    lines = repr(section).splitlines()
    assert lines[:2] == ["Major Programme IV: Secretariat of the Assembly of States Parties, 2004", "Thousands of EUR"]
    assert [line.split() for line in lines[3:21]] == [line.split() for line in report.section(ready)]
    standing = list(report.status(ready))
    assert lines[-len(standing):] == standing
    shown = section._repr_html_()
    assert shown.count("<tr>") == 18
    assert f">{printed(TOTAL)}</td>" in shown
    assert ready.standing.sentence.removeprefix("DRAFT: ") in shown


def the_names_of_a_cycle_complete_on_tab(section: OpenCycle) -> None:
    assert {"explain", "what_if", "scenarios", "view", "frame", "posts", "section_lines"} <= {*dir(section)}
    assert not [name for name in dir(section) if name.startswith("_")]


def a_table_is_a_frame_by_its_name(section: OpenCycle, ready: Ready) -> None:
    assert ready.figures.frame("posts").equals(section.posts)
    assert "Net cost (EUR)" in section.posts.titled().columns


def the_printed_table_has_its_subtotals_and_foots(section: OpenCycle) -> None:
    found = section.printed()
    assert found.loc[MEETINGS, "4100"] == LINES[f"4100 / {MEETINGS}"]
    assert found.loc["Total", "total"] == section.total == TOTAL
    kinds = found.index.str.startswith("Subtotal")
    assert found[kinds]["total"].sum() == found[~kinds].drop(index="Total")["total"].sum() == TOTAL
    assert "4100 Conference of the Assembly (EUR)" in found.titled().columns


def an_explanation_is_that_of_the_command(section: OpenCycle, ready: Ready) -> None:
    found = section.explain("4100 / Travel", depth=2)
    step = explain_in_cycle(Cycle("2004", (ready,)), "4100 / Travel", 2).step
    assert tuple(found.iloc[0]) == (0, step.name, step.value, step.words, step.numbers, step.source)
    assert list(found["figure"][found["level"] == 1]) == [part.name for part in step.made_of]
    assert found["level"].max() == 2
    assert list(found.titled().columns) == ["Level", "Figure", "Value", "In words", "In numbers", "Source"]


@pytest.mark.parametrize("changes", [{PRICE.row: PRICE.now}, f"{PRICE.row} = {PRICE.now}", {PRICE.row: f"= {PRICE.now}"[2:]}])
def a_change_moves_what_it_moves_on_the_command_line(section: OpenCycle, changes: Any) -> None:
    found = section.what_if(changes)
    assert found["difference"].to_dict() == MOVED | {"Total": sum(MOVED.values())}
    assert found["now"].to_dict() == {line: LINES[line] for line in MOVED} | {"Total": TOTAL}
    assert list(found.titled().columns) == ["Now (EUR)", "Variant (EUR)", "Difference (EUR)"]


def a_change_is_a_factor_or_a_percentage_too(section: OpenCycle) -> None:
    factor, share = (section.what_if({"Prices / Reception / Amount": text}).at["Total", "difference"] for text in ("× 1.1", "+ 10 %"))
    assert factor == share == 900  # a reception costs 9,000


def a_scenario_is_the_section_costed_with_its_assumptions(section: OpenCycle, ready: Ready) -> None:
    found = section.scenarios(delayed_recruitment_rate=[0.1, 0.3], vacancy_rate=0.1 * np.ones(2))
    again = cost(ready.catalogue, ready.inputs.frames, {**ready.inputs.named, "delayed_recruitment_rate": np.float64(0.3)})
    assert found["total"].to_list() == [TOTAL, again.tables["section_lines"].columns["amount"].sum()]
    assert found["total"][1] < TOTAL
    assert found[list(LINES)].iloc[0].to_dict() == LINES
    assert "Delayed recruitment rate" in found.titled().columns


def a_view_of_the_page_stands_in_a_frame_of_its_own_without_a_script(section: OpenCycle) -> None:
    shown = section.view("section")
    assert repr(shown) == "Section"
    frame = shown._repr_html_()
    page = unescape(frame.partition('srcdoc="')[2].partition('"')[0])
    assert ('sandbox=""' in frame, "<script" in page) == (True, False)
    assert printed(TOTAL) in page


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        (lambda section: section.pots, AttributeError, 'There is no "pots" here; did you mean "posts"?'),
        (lambda section: section.frame("pots"), WrongUse, 'There is no table "pots"; did you mean "posts"?'),
        (lambda section: section.scenarios(vacancy_rte=[0.1]), WrongUse, 'There is no assumption "vacancy_rte"; did you mean "vacancy_rate"?'),
        (lambda section: section.scenarios(vacancy_rate="much"), WrongUse, "Vacancy rate must be a number, or one for each scenario, such as [0.05, 0.10]."),
        (lambda section: section.scenarios(vacancy_rate=[[0.1], [0.2]]), WrongUse, "Vacancy rate must be a number, or one for each scenario, such as [0.05, 0.10]."),
        (lambda section: section.scenarios(vacancy_rate=[]), WrongUse, "Vacancy rate must be a number, or one for each scenario, such as [0.05, 0.10]."),
        (lambda section: section.scenarios(vacancy_rate=[0.1, 2]), WrongUse, "Vacancy rate must be from 0 to 1; a value of the scenarios is not."),
        (lambda section: section.scenarios(price_year=[2003, 2004]), WrongUse, "Rows are looked up by price_year, which can't differ between scenarios; what_if has another for all."),
        (lambda section: section.scenarios(vacancy_rate=[np.nan]), WrongUse, "Vacancy rate must be from 0 to 1; a value of the scenarios is not."),
        (
            lambda section: section.scenarios(vacancy_rate=[0.1, 0.2], terminal_expenses=[60]),
            WrongUse, "Each assumption needs a value for each scenario, and there are 2 of vacancy_rate and 1 of terminal_expenses.",
        ),
        (lambda section: section.view("secton"), WrongUse, 'The page has no view "secton"; did you mean "section"? It has glance, section, calendar, to-confirm, sources.'),
        (lambda section: section.what_if({PRICE.row: 1}, by="place"), WrongUse, 'What moves is shown by "line" or by "state", not by "place".'),
        (lambda section: section.what_if({}), WrongUse, "There is no change; give one, as {'Currencies / USD / Rate': 0.8}."),
        (lambda section: section.explain("4100 / Travl"), WrongUse, 'No figure is called "4100 / Travl"; did you mean "4100 / Travel"?'),
    ],
)  # fmt: skip
def a_name_that_is_not_there_is_refused_with_the_nearest_that_is(section: OpenCycle, asked: Callable[[OpenCycle], object], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as found:
        asked(section)
    assert str(found.value) == message


def a_variant_is_refused_where_a_workbook_would_be(section: OpenCycle) -> None:
    with pytest.raises(Refused, match=f"Amount is 5,280, but Low is {PRICE.low} and High is {PRICE.high}; mend one of them"):
        section.what_if({PRICE.row: 5280})
