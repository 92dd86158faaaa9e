"""Shared out, compared: what each State is asked for in two years, and what of the change its rate and the sum make."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import REPOSITORY

from aspbudget.commands.compare import side
from aspbudget.review.shared_out import InTwoCurrencies, Moved, SharedOut
from aspbudget.workspace import Workspace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found() -> SharedOut:
    """The contributions of 2004 and 2025 compared."""
    workspace = Workspace(REPOSITORY)
    return SharedOut(*(side(workspace, cycle, "contributions") for cycle in ("2004", "2025")))


def the_rows_add_up_to_the_last_total_of_the_schedule(found: SharedOut) -> None:
    for ready, total in ((found.old, found.total.before), (found.new, found.total.now)):
        assert total == pytest.approx(ready.figures.frame("states")["payable"].sum(), abs=0.005)
    assert found.title == "Payable"


def every_part_of_a_change_adds_up_to_it(found: SharedOut) -> None:
    for row in (*found.rows, found.total):
        assert row.by_rate + row.by_sum + row.by_rest == pytest.approx(row.now - row.before, abs=0.005)


def a_state_whose_rate_stayed_moves_with_the_sum_alone(found: SharedOut) -> None:
    same = SharedOut(found.old, found.old)
    assert {(row.change, row.by_rate, row.by_sum) for row in same.rows} == {(0, 0, 0)}
    assert same.changes == ()


def the_sum_moves_each_state_by_its_part_of_it_and_the_rates_move_all_together_by_nothing_but_rounding(found: SharedOut) -> None:
    old, new = (ready.figures.frame("states").set_index("code")["contribution"] for ready in (found.old, found.new))
    germany = next(row for row in found.rows if row.key == "DEU")
    assert germany.by_sum == round(old["DEU"] * new.sum() / old.sum() - old["DEU"])
    assert germany.by_rate == new["DEU"] - old["DEU"] - germany.by_sum
    assert abs(found.total.by_rate) < len(found.rows) / 2


def a_state_that_joined_or_left_moves_by_all_of_its_rate(found: SharedOut) -> None:
    rows = {row.key: row for row in found.rows}
    assert (rows["JPN"].before, rows["JPN"].by_sum) == (0, 0)
    assert (rows["BDI"].now, rows["BDI"].by_rest) == (0, 0)
    assert rows["BDI"].name == "Burundi"


def no_amounts_in_two_currencies_are_compared(found: SharedOut) -> None:
    frames = found.new.inputs.frames
    other = replace(found.new, inputs=replace(found.new.inputs, frames={**frames, "cycle": frames["cycle"].assign(currency="USD")}))
    with pytest.raises(InTwoCurrencies, match=r"^inputs/2004/contributions\.xlsx is in EUR and inputs/2025/contributions\.xlsx in USD; only amounts in one currency can be compared\.$"):
        SharedOut(found.old, other)


def a_row_without_amounts_moves_by_nothing() -> None:
    assert Moved("XXX", "Nowhere", 0, 0, 0, 0).by_rest == 0
