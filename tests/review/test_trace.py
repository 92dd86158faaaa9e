"""Tracing: a printed figure followed down to input cells, each with its source and its own value."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import coordinate_to_tuple

from aspbudget.commands.explained_lines import parts_of
from aspbudget.review.names import Names
from aspbudget.review.trace import Formula, Step, Tracer, trace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.ready import Ready

PRINTED = "4100 / Temporary assistance for meetings"
CELL = re.compile(
    r"^inputs/2004/section\.xlsx, (?P<sheet>[^!]+)!(?P<cell>[A-Z]+[0-9]+)(; (?P<status>\w+): (?P<source>.+))?$"
)


def explained(ready: Ready, name: str) -> Step:
    """Return the explanation of a figure of 2004."""
    return trace(ready.figures, ready.inputs, Names.of(ready.figures).find(name).asked)


def steps(step: Step) -> Iterator[Step]:
    """Yield a step and all below it."""
    yield step
    for part in step.made_of:
        yield from steps(part)


def shown(value: object) -> str:
    """Return an input cell's value as an explanation shows it."""
    if isinstance(value, datetime):
        return f"{value.day} {value:%B %Y}"
    return f"{value:,.10g}" if isinstance(value, int | float) else "empty" if value is None else str(value)


@pytest.mark.slow
def every_leaf_of_every_printed_figure_is_an_input_cell_that_holds_its_value(ready: Ready, raw: RawWorkbook) -> None:
    cells = 0
    for row in range(len(ready.figures.tables["section_lines"])):
        for step in steps(trace(ready.figures, ready.inputs, (ready.layout.table, ready.layout.figure, row))):
            if step.words or step.source == "explained above":
                continue
            found = CELL.match(step.source)
            assert found, step
            line, place = coordinate_to_tuple(found["cell"])
            held = raw.sheets[found["sheet"]].cells[line].get(place)
            value = step.value.replace(",", "").split()[0] if isinstance(held, int | float) else step.value
            assert value == (shown(held).replace(",", "") if isinstance(held, int | float) else shown(held)), step
            cells += 1
    assert cells > 500


def a_printed_figure_is_explained_in_words_then_numbers_then_result(ready: Ready) -> None:
    step = explained(ready, PRINTED)
    unrounded = step.made_of[0]
    assert step.words == "unrounded, to the nearest hundred"
    assert step.numbers == f"{unrounded.value.removesuffix(' EUR')}, to the nearest hundred"
    assert step.source.startswith("Half up to the nearest hundred")
    assert list(parts_of(step))[:3] == [f"{unrounded.name}: {unrounded.value}", f"  = {unrounded.words}", f"  = {unrounded.numbers}"]
    assert [part.name.split(" of ")[0] for part in unrounded.made_of] == ["temporary assistance", "interpretation", "documents"]


def each_level_is_explained_only_when_it_is_asked_for(ready: Ready) -> None:
    place = Names.of(ready.figures).find(PRINTED).asked
    none, one, two = (trace(ready.figures, ready.inputs, place, depth) for depth in (0, 1, 2))
    assert (none.made_of, none.parts) == ((), 1)
    assert [(part.made_of, part.parts) for part in one.made_of] == [((), 3)]
    assert [part.name for part in two.made_of[0].made_of] == [part.name for part in explained(ready, PRINTED).made_of[0].made_of]


def a_total_is_a_formula_that_stands_in_no_table(ready: Ready) -> None:
    asked = Names.of(ready.figures).find("Total").asked
    step = trace(ready.figures, ready.inputs, asked, 1)
    amounts = ready.figures.tables["section_lines"].columns["amount"]
    assert isinstance(asked, Formula)
    assert step.value == f"{sum(amounts):,.2f} EUR"
    assert step.words == "total of amount in sheet Section lines"
    assert step.parts == len(step.made_of) == sum(amount != 0 for amount in amounts)


def the_addends_that_are_shown_come_to_the_total(ready: Ready) -> None:
    sums = 0
    for name in ("4100 / Travel", "4200 / Professional staff", PRINTED, "4500 / Overtime"):
        for step in steps(explained(ready, name)):
            addends = re.fullmatch(r"\(([-0-9.,]+(?: \+ [-0-9.,]+)+)\)", step.numbers)
            if addends:
                total = sum(float(number.replace(",", "")) for number in addends[1].split(" + "))
                assert abs(total - float(step.value.split()[0].replace(",", ""))) < 0.005, step
                sums += 1
    assert sums > 3


def a_figure_of_any_sheet_is_found_by_sheet_row_and_column(ready: Ready) -> None:
    step = explained(ready, "Posts / Legal Officer / Full cost")
    assert step.name == "full cost of Legal Officer"
    assert step.words == "gross cost − vacancy saving"
    assert any(part.source.startswith("inputs/2004/section.xlsx, Assumptions!B") for part in steps(step))


@pytest.mark.slow
def every_figure_of_every_row_can_be_explained(ready: Ready) -> None:
    figures = ready.figures
    tracer = Tracer(figures, ready.inputs)
    for table in figures.catalogue.tables.values():
        rows = len(figures.tables[table.name])
        for line in table.lines:
            for row in sorted({0, rows // 2, rows - 1} & set(range(rows))):
                tracer.explained.clear()
                step = tracer.step((table.name, line.name, row), 1)  # what it is made of is a figure of a row as well
                assert step.value
                assert "nan" not in step.value
                assert figures.key_of(table.name, row) in step.name


def a_figure_that_is_used_twice_is_told_once(ready: Ready) -> None:
    told = [step.name for step in steps(explained(ready, PRINTED)) if step.words]
    assert len(told) == len(set(told))
    assert any(step.source == "explained above" for step in steps(explained(ready, PRINTED)))


def an_explanation_is_a_document_too(ready: Ready) -> None:
    step = explained(ready, PRINTED)
    assert json.loads(json.dumps(step.as_dict()))["made_of"][0]["name"] == step.made_of[0].name


def a_pooled_requirement_says_why_it_costs_nothing(ready: Ready) -> None:
    names, means = (ready.figures.values("documents", name) for name in ("document", "means"))
    pooled = [name for name, by in zip(names, means, strict=True) if by == "pooled with the Court"]
    step = explained(ready, f"Documents / {pooled[0]} / Net cost")
    assert (step.value, step.words) == ("0.00 EUR", "0 where means is “pooled with the Court”, otherwise full cost")


def a_share_of_nothing_is_not_available_and_has_no_unit(ready: Ready) -> None:
    found = trace(ready.figures, ready.inputs, ("section_lines", "change_share", 0))
    assert (found.value, found.words) == ("n/a", "change ÷ approved × 100 where approved is above 0, otherwise “n/a”")
