"""Dearest rows: one that costs many times as much as any other of its sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.doubted import with_cells

from aspbudget.doubts.dearest_rows import dearest_rows
from aspbudget.doubts.doubts import doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.figures.cost import cost

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready

HAND_OVER = "Hand-over from the provisional secretariat"


def costed(inputs: Inputs, table: str, cells: dict[tuple[str, str], float]) -> Inputs:
    """Return inputs with other cells and the figures that follow from them."""
    after = with_cells(inputs, table, cells)
    return replace(after, figures=cost(inputs.figures.catalogue, after.frames, inputs.named))


def there_is_no_doubt_where_several_rows_cost_much(ready: Ready) -> None:
    assert list(dearest_rows(Evidence(ready.inputs))) == []


def a_row_that_costs_many_times_as_much_as_the_next_is_doubted_with_both_amounts(ready: Ready) -> None:
    after = costed(ready.inputs, "temporary_assistance", {(HAND_OVER, "persons"): 10.0})
    costs = after.figures.frame("temporary_assistance")["net_cost"].sort_values(ascending=False)
    (doubt,) = dearest_rows(Evidence(after))
    assert (doubt.table.title, doubt.row) == ("Temporary assistance", int(costs.index[0]))
    assert doubt.message.startswith(f'"{HAND_OVER}" costs {costs.iloc[0]:,.0f}, {costs.iloc[0] / costs.sum():.0%}'.replace("%", " per cent of the sheet and "))
    assert f"{costs.iloc[0] / costs.iloc[1]:,.3g} times as much as the dearest of the others" in doubt.message
    assert doubt.message.endswith(f"{costs.iloc[1]:,.0f}.")


def a_row_that_costs_less_than_four_times_the_next_is_not_doubted(ready: Ready) -> None:
    before = ready.inputs.figures.frame("overtime")["net_cost"].sort_values(ascending=False)
    assert before.iloc[0] < 4 * before.iloc[1]
    more = costed(ready.inputs, "overtime", {("Session of the Assembly", "hours"): 400.0})
    assert [each.table.name for each in dearest_rows(Evidence(more))] == ["overtime"]


def the_cost_of_a_row_is_not_asked_about_where_one_of_its_cells_is(ready: Ready) -> None:
    after = costed(ready.inputs, "posts", {("Director of the Secretariat", "number"): 10.0})
    assert [each.table.name for each in dearest_rows(Evidence(after))] == ["posts"]
    assert [each.column for each in doubts(Evidence(after)).open if each.table.name == "posts"] == ["number"]
