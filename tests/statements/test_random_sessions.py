"""Random sessions: the rows of several random drafts, put into the section, give the same cents as their consolidated statement."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.drafting import draft, head, section
from test_random_drafts import ACTIVITIES, Apart, Made, said, total

from aspbudget.statements.consolidated import Consolidated, consolidated
from aspbudget.statements.costing import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.statements.costed import Costed

pytestmark = pytest.mark.slow
SEEDS = (1, 4, *(pytest.param(seed, marks=pytest.mark.long) for seed in (3, 7)))
SYMBOLS = ("L.1", "L.2", "L.3")


ORDERS = list(permutations(SYMBOLS))[::2]  # each draft comes first once


@pytest.fixture(scope="module", params=SEEDS)
def drafts(request: pytest.FixtureRequest, models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> tuple[Costed, ...]:
    """Three random drafts beside one random section; their groups are others, so that any may meet at once."""
    made = Made.of(request.param)
    rows = made.section()
    rows["Bodies"] += [{"Body": f"group {place} of {symbol}", "Decision": "ICC-ASP/2/Res.3, annex, 4"} for place in range(4) for symbol in SYMBOLS]
    beside, folder = section(models, rows), tmp_path_factory.mktemp("session")
    return tuple(_draft(made, beside, folder, symbol) for symbol in SYMBOLS)


def _draft(made: Made, beside: object, folder: Path, symbol: str) -> Costed:
    given = made.draft()
    if "meetings" in given:
        given["meetings"] = given["meetings"].assign(body=[f"{body} of {symbol}" for body in given["meetings"]["body"]])
    return draft(folder, beside, given | {"draft_resolution": head(symbol=symbol)}, symbol)  # type: ignore[arg-type]


def _in_an_order(drafts: tuple[Costed, ...], order: tuple[str, ...]) -> Consolidated:
    """Return the consolidated statement of the drafts adopted in an order, and named in it."""
    return consolidated([each for symbol in order for each in drafts if each.heading["symbol"] == symbol], order)


@pytest.fixture(scope="module")
def in_orders(drafts: tuple[Costed, ...]) -> dict[tuple[str, ...], Consolidated]:
    """The consolidated statement by the order in which the drafts are adopted."""
    return {order: _in_an_order(drafts, order) for order in ORDERS}


@pytest.fixture(scope="module")
def apart(drafts: tuple[Costed, ...]) -> dict[str, Apart]:
    """The drafts by their symbols, each to be costed by the section's own models."""
    return {str(each.heading["symbol"]): Apart(each) for each in drafts}


@pytest.fixture(scope="module")
def added(apart: dict[str, Apart]) -> Callable[[Iterable[str], int], float]:
    """What the rows of drafts add to the section in a year, whatever their order."""
    asked = cache(lambda symbols, year: in_the_section([apart[symbol] for symbol in symbols], year))
    return lambda symbols, year: asked(tuple(sorted(symbols)), year)


def in_the_section(apart: list[Apart], year: int) -> float:
    """Return what the rows of all drafts add to the section, costed by its own models alone."""
    first = apart[0]
    frames = {name: first.held(name) for name in ACTIVITIES}
    with_all = {name: pd.concat([frame, *(_called(each, each.own(name, year)) for each in apart)]) for name, frame in frames.items()}
    return total(first.costed(**with_all)) - first.before


def _called(apart: Apart, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a draft under names that no other draft has."""
    key, symbol = frame.columns[0], apart.found.heading["symbol"]
    return frame.assign(**{key: [f"{name}, {symbol}" for name in frame[key]]})


def the_rows_of_random_drafts_put_into_the_section_give_the_cents_of_their_consolidated_statement(drafts: tuple[Costed, ...], added: Callable[[Iterable[str], int], float]) -> None:
    found = consolidated(drafts)
    for year in found.whole.years:
        assert said(found.found, f"net_{year}") == pytest.approx(added(SYMBOLS, year), abs=0.006)


def the_rows_of_the_drafts_adopted_so_far_give_what_they_add_in_turn(added: Callable[[Iterable[str], int], float], in_orders: dict[tuple[str, ...], Consolidated]) -> None:
    """Printed amounts are rounded line by line, so that they differ by less than a hundred a line."""
    for order, found in in_orders.items():
        known = {each.symbol: each for each in found.drafts}
        for turn in range(1, len(order) + 1):
            printed = sum(known[symbol].in_order[0].additional for symbol in order[:turn])
            assert printed == pytest.approx(added(order[:turn], found.whole.year), abs=50 * max(len(found.whole.lines), 1))


def any_order(found: Consolidated) -> tuple[object, ...]:
    """Return what may not depend on the order of drafts."""
    return found.whole, [found.joint(year) for year in found.whole.years], sorted(found.joint_lines())


def the_order_of_random_drafts_changes_no_total_and_each_by_itself_is_its_own_statement(drafts: tuple[Costed, ...], in_orders: dict[tuple[str, ...], Consolidated]) -> None:
    every = [*in_orders.values(), consolidated(drafts, ORDERS[-1])]
    assert all(any_order(each) == any_order(every[0]) for each in every)
    alone = {str(each.heading["symbol"]): statement(each) for each in drafts}
    for found in every:
        first = found.drafts[0]
        own = alone[first.symbol]
        assert list(first.in_order) == [first.in_year(year) for year in own.years] == [own.in_year(year) for year in own.years]
