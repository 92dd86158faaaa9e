"""Shares: what each State would be assessed in addition, cut off to the euro, and the euros that are left to the largest remainders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.drafting import bought, draft, post, rows, section

from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import cost
from aspbudget.statements.costing import statement
from aspbudget.statements.shares import Shares, lines

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.inputs.ready import Ready


class Some(Sheet):
    """A line of a statement."""

    line: str = column("Line", "Its name.", key=True)
    net: float = column("Net", "What it costs.")


class Others(Sheet):
    """Another line of a statement."""

    line: str = column("Line", "Its name.", key=True)
    net: float = column("Net", "What it costs.")


@pytest.fixture(scope="module")
def bound() -> Catalogue:
    """Two tables of lines whose net is shared."""
    return Catalogue((Model("Shares", "", 1, (Table(Some), Table(Others), Table(Shares, lines("net", ("some", "others"), "euro")))),))


def assessed(bound: Catalogue, rates: tuple[float, ...], *nets: float, other: float = 0.0) -> list[float]:
    """Return what States with these rates would be assessed for lines that come to these amounts."""
    some = pd.DataFrame({"line": [str(place) for place, _ in enumerate(nets)], "net": nets})
    states = [{"code": f"S{place}", "state": f"State {place}", "number": float(place), "rate": rate} for place, rate in enumerate(rates, 1)]
    frames = {"some": some, "others": pd.DataFrame({"line": ["other"], "net": [other]}), "shares": pd.DataFrame(states)}
    return [float(amount) for amount in cost(bound, frames, {}).tables["shares"].columns["additional"]]


def each_state_pays_its_rate_of_the_whole(bound: Catalogue) -> None:
    assert assessed(bound, (50, 30, 20), 600, 400) == [500, 300, 200]


def the_lines_of_all_tables_are_shared(bound: Catalogue) -> None:
    assert assessed(bound, (75, 25), 600, 400, other=1000) == [1500, 500]


def the_euros_that_are_cut_off_go_to_the_largest_remainders(bound: Catalogue) -> None:
    # Of 100 by 12.3, 45.9 and 41.8: 12.3, 45.9 and 41.8; two euros are left, for 0.9 and for 0.8.
    assert assessed(bound, (12.3, 45.9, 41.8), 100) == [12, 46, 42]


def an_equal_remainder_goes_to_the_first_in_the_list(bound: Catalogue) -> None:
    assert assessed(bound, (1, 1, 1), 100) == [34, 33, 33]
    assert assessed(bound, (1, 1, 1), 101) == [34, 34, 33]


def the_rates_need_not_add_up_to_a_hundred(bound: Catalogue) -> None:
    assert assessed(bound, (10, 30), 100) == [25, 75]


@pytest.mark.parametrize("net", [0, 1, 7, 99, 12_345])
def the_shares_add_up_to_the_whole_to_the_euro(bound: Catalogue, net: int) -> None:
    found = assessed(bound, (8.5, 22.01, 0.001, 33.3, 14.7), net)
    assert sum(found) == net
    assert all(amount >= 0 for amount in found)


def the_rule_names_the_unit_of_money() -> None:
    shown = {each.name: (each.source, each.label) for each in lines("net", ("some",), "euro")}
    assert shown["cut_off"][1] == "Cut off to the euro"
    assert "goes, a euro each, to the largest remainders" in shown["additional"][0]


STATES = pd.DataFrame({"state": ["AAA", "BBB", "CCC"], "name": ["A", "B", "C"], "number": [1.0, 2.0, 3.0], "rate": [33.3, 33.3, 33.4]})


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section of which only the prices matter."""
    return section(models, {})


def the_shares_of_states_add_up_to_what_is_additional_to_the_euro(small_section: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, small_section, {"posts": rows(post("Officer"))}, shares=STATES)
    shown = statement(found)
    assert [share.amount for share in shown.shares] == [9990, 9990, 10020]
    assert sum(share.amount for share in shown.shares) == shown.total.additional == 30_000
    third = STATES.assign(rate=1.0)  # 10,000 each; of 30,400 one euro is left over, which goes to the first
    more = draft(tmp_path, small_section, {"posts": rows(post("Officer")), "operating_requirements": rows(bought("room"))}, shares=third)
    assert [share.amount for share in statement(more).shares] == [10134, 10133, 10133]


def no_share_is_in_a_statement_unless_it_is_asked_for(small_section: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, small_section, {"posts": rows(post("Officer"))})
    assert "shares" not in found.figures.tables
    assert statement(found).shares == ()
