"""A new cycle of contributions: a year without a scale has the nearest, marked; before the first financial period there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read
from aspbudget.models.assessment.new_cycle import NobodyAssessed, carry, start
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from conftest import Place

MODELS = catalogue("contributions")


@pytest.mark.parametrize(
    ("cycle", "why"),
    [
        ("2001", "No State was a Party on 1 January 2002; the first"),
        ("2002", "No State was a Party on 1 January 2002; the first"),
        ("2003", "The first"),
    ],
)
def a_cycle_before_the_first_financial_period_or_a_part_of_it_is_refused_with_what_to_do(cycle: str, why: str) -> None:
    with pytest.raises(NobodyAssessed) as error:
        start(cycle)
    assert str(error.value) == (
        f"{why} financial period was 1 September 2002 to 31 December 2003, so that {cycle} has no contributions of its own; name the cycle 2002-2003."
    )


def the_first_financial_period_starts_with_the_states_of_2003_each_to_be_confirmed() -> None:
    rows = start("2002-2003")
    named = rows["assumptions"].set_index("assumption")["value"]
    assert (named["year"], named["approved_appropriations"]) == (2003, 30_893_500)
    assert set(rows["states"]["status"]) == {"illustrative"}
    assert "rate_before" not in rows["states"]


@pytest.mark.parametrize(("year", "nearest"), [(1999, 2001), (2003, 2003), (2025, 2025), (2028, 2027), (2040, 2027)])
def the_nearest_scale_is_that_of_the_year_itself_or_of_the_year_next_to_it(year: int, nearest: int) -> None:
    assert reference.nearest_scale(year) == nearest


def a_year_without_a_scale_starts_with_the_nearest_every_row_of_it_marked() -> None:
    rows = start("2028")
    assert set(rows["scale"]["source"]) == {"The scale of 2027, in place of that of 2028"}
    assert set(rows["scale"]["status"]) == {"illustrative"}
    fixed = rows["assumptions"].set_index("assumption")
    assert fixed.loc[["scale_sum", "scale_decimals"], "status"].tolist() == ["illustrative"] * 2
    assert fixed.at["year", "value"] == 2028
    assert set(start("2027")["scale"]["status"]) != {"illustrative"}


def a_cycle_carried_to_a_year_without_a_scale_is_of_that_year_and_has_the_nearest() -> None:
    inputs = check(MODELS, read(REPOSITORY / "inputs" / "2025" / "contributions.xlsx", "contributions.xlsx"), "2025")
    rows = carry("2028", dict(inputs.frames), inputs.figures)
    assert rows["assumptions"].set_index("assumption").at["year", "value"] == 2028
    assert set(rows["scale"]["status"]) == {"illustrative"}
    assert rows["states"]["contribution_before"].notna().all()


def a_year_without_a_scale_is_made_checked_and_stays_a_draft(empty_place: Place) -> None:
    assert empty_place.run("new", "2028").code == 0
    found = empty_place.run("check", "2028")
    assert found.code == 0
    assert "131 illustrative" in found.out
