"""Two sections beside each other in a notebook: the bridge, which leaves nothing over, the lines that moved and the cells behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support.section_of_2004 import LINES, TOTAL

from aspbudget.commands.notebook import compare

if TYPE_CHECKING:
    from aspbudget.commands.notebook_comparison import OpenComparison

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def comparison() -> OpenComparison:
    """The sections of 2004 and 2005 compared, as a notebook has them."""
    return compare("2004", "2005", REPOSITORY)


def the_bridge_leads_from_what_was_approved_to_what_is_proposed(comparison: OpenComparison) -> None:
    found = comparison.frame()
    assert found.loc["Approved, 2004", "total"] == TOTAL
    assert found.iloc[:-1].sum().to_list() == found.loc["Proposed, 2005"].to_list()
    assert list(found.titled().columns) == ["4100 (EUR)", "4200 (EUR)", "4400 (EUR)", "4500 (EUR)", "Total (EUR)"]


def the_lines_that_moved_are_those_of_both_sections(comparison: OpenComparison) -> None:
    found = comparison.by_line()
    assert {line: amount for line, amount in found["before"].items() if amount} == {line: amount for line, amount in LINES.items() if line in found.index}
    assert (found["before"] + found["difference"]).equals(found["now"])


def a_cell_that_changed_has_its_place_and_its_cause(comparison: OpenComparison) -> None:
    found = comparison.by_cell().query("sheet == 'Currencies' and column == 'Rate'")
    assert found[["row", "before", "now", "cause", "cell"]].to_numpy().tolist() == [["USD", "0.8568", "0.806", "exchange", "B6"]]


def a_comparison_is_shown_as_its_bridge_and_as_on_the_page(comparison: OpenComparison) -> None:
    lines = repr(comparison).splitlines()
    assert lines[:2] == ["From 2004 to 2005", "Thousands of EUR"]
    assert lines[-1] == "Residual: –"
    assert "New mandates" in comparison._repr_html_()
    assert "iframe" in comparison.view()._repr_html_()
    assert {"frame", "by_line", "by_cell", "view"} <= {*dir(comparison)}
