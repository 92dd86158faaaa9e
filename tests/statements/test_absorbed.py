"""Absorbed: only what is declared is absorbed, never more than a line needs, and each amount says what is done without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.drafting import FRIDAY, MONDAY, bought, draft, meeting, paragraphs, rows, section

from aspbudget.faults import Refused
from aspbudget.statements.costing import statement
from aspbudget.statements.options import options
from aspbudget.statements.statement import JOINT, Absorption, Amounts

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

SERVICING, CONTRACTS = "Temporary assistance for meetings", "Contractual services"
ROOM = {"paragraph": "1", "sub_programme": "4100", "object": CONTRACTS, "first_year": 2004, "recurrence": "recurrent", "done_without": "a reception"}


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """A section with a plenary on Monday."""
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]})


def absorbed(*given: dict[str, Any]) -> pd.DataFrame:
    """Return the rows of sheet Absorbed; each is of a room unless it says otherwise."""
    return rows(*({"absorbed": f"amount {place}"} | ROOM | each for place, each in enumerate(given)))


def room(**more: object) -> pd.DataFrame:
    """Return a room of the draft: 400 a year."""
    return rows(bought("room", **more))


def the_absorbed_part_is_taken_off_what_the_section_would_have_to_add(beside: Ready, tmp_path: Path) -> None:
    said = statement(draft(tmp_path, beside, {"operating_requirements": room(), "absorbed": absorbed({"amount": 300, "last_year": 2005})}))
    assert [said.in_year(year) for year in said.years] == [
        Amounts(400, absorbed=300, additional=100), Amounts(400, absorbed=300, additional=100), Amounts(400, additional=400),
    ]  # fmt: skip
    assert said.absorptions == (Absorption("1", "4100", CONTRACTS, 300.0, "a reception"),)


def no_amount_is_absorbed_that_is_not_declared(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"meetings": rows(meeting("Group", MONDAY, "afternoon"))})
    assert statement(found).total == Amounts(22_600, provided=22_600)
    assert "absorbed" not in found.figures.catalogue.tables


def an_absorbed_amount_goes_with_its_alternative(beside: Ready, tmp_path: Path) -> None:
    given = {
        "alternatives": rows({"alternative": "A", "counts": 0, "what": "a room"}),
        "operating_requirements": room(alternative="A"),
        "absorbed": absorbed({"amount": 300, "alternative": "A"}),
    }
    found = draft(tmp_path, beside, given)
    assert (statement(found).total, statement(found).absorptions) == (Amounts(), ())
    assert [each.years[0] for each in options(found.draft_rows, found.figures)] == [Amounts(), Amounts(400, absorbed=300, additional=100)]


def the_paragraphs_that_share_a_team_absorb_no_more_than_they_need_together(beside: Ready, tmp_path: Path) -> None:
    team = {"object": SERVICING, "amount": 20_000}
    given = {
        "paragraphs": paragraphs(p1="activities", p2="activities"),
        "meetings": rows(meeting("One", FRIDAY), meeting("Two", FRIDAY, "afternoon", paragraph="2")),
    }
    apart = statement(draft(tmp_path, beside, given)).total
    assert apart.additional == 7_200  # one team for a further day, for both
    with_all = given | {"absorbed": absorbed(team | {"amount": 7_200}, team | {"amount": 7_200, "paragraph": "2"})}
    said = statement(draft(tmp_path, beside, with_all))
    assert [said.paragraph(each).additional for each in ("1", "2", JOINT)] == [0, 0, 0]
    assert said.total == Amounts(apart.full, apart.provided, 0, 7_200, 0)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"amount": 401}, ("401 would be absorbed in 2004 for paragraph 1 on 4100 / Contractual services, recurrent, which needs 400 there: "
         "absorb no more than that, or name the line that needs it.")),
        ({"amount": 1, "object": "Travel"}, ("1 would be absorbed in 2004 for paragraph 1 on 4100 / Travel, recurrent, which needs 0 there: "
         "absorb no more than that, or name the line that needs it.")),
        ({"amount": 1, "done_without": None}, "Done without is empty; it must hold text."),
        ({"amount": 0}, "Amount is 0; what is absorbed is an amount of money; give it, or clear the row."),
    ],
)  # fmt: skip
def no_more_is_absorbed_than_a_line_needs_nor_anything_without_what_is_done_without(
    more: dict[str, Any], said: str, beside: Ready, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        draft(tmp_path, beside, {"operating_requirements": room(), "absorbed": absorbed(more)})
    assert [(fault.sheet, fault.message) for fault in refused.value.faults] == [("Absorbed", said)]
