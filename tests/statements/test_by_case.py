"""Drafts: what a resolution costs is the section with its rows less the section without them, told paragraph by paragraph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from conftest import REPOSITORY
from support.drafting import (
    ACTIVITY,
    FRIDAY,
    MONDAY,
    PLACE,
    TUESDAY,
    bought,
    draft,
    meeting,
    paragraphs,
    post,
    rows,
    section,
)

from aspbudget.figures.cost import cost
from aspbudget.statements.costed import Costed, costed, figures
from aspbudget.statements.costing import statement
from aspbudget.statements.statement import JOINT, Amounts

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

pytestmark = pytest.mark.slow
# One six-language plenary a day: 14 interpreters at 500, half of whom travel (1,000 each and 6 days at 200), a technician at 200.
PLENARIES = [{"Meeting": "Plenary 1", "Day": MONDAY.date()}, {"Meeting": "Plenary 2", "Day": TUESDAY.date()}]
TEAM_DAY = 14 * 500 + 200
TEAM_TRAVEL = 7 * 1000 + 7 * 6 * 200


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """A section with a plenary on two mornings."""
    return section(models, {"Meetings": PLENARIES})


def net(found: Costed, year: int = 2004) -> float:
    """Return the net requirements of a year, unrounded."""
    known = [found.figures.tables[name] for name in ("statement_lines", "joint_lines") if name in found.figures.tables]
    return float(sum(table.columns[f"net_{year}"].sum() for table in known))


def amounts(found: Costed, paragraph: str = "1", year: int = 2004) -> Amounts:
    """Return what a paragraph costs in a year, as printed."""
    return statement(found).of(lambda line: line.paragraph == paragraph and line.year == year)


def a_working_group_in_a_free_slot_costs_no_team(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"meetings": rows(meeting("Group", MONDAY, "afternoon"))})
    assert net(found) == 0
    assert amounts(found) == Amounts(full=22600, provided=22600)  # 7,200 + 15,400: the section has engaged that team anyway


def a_working_group_in_parallel_costs_a_team(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"meetings": rows(meeting("Group", MONDAY))})
    assert net(found) == TEAM_DAY + TEAM_TRAVEL
    assert amounts(found) == Amounts(full=22600, additional=22600)


def a_further_day_costs_a_day(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"meetings": rows(meeting("Group", FRIDAY))})
    assert net(found) == TEAM_DAY
    assert amounts(found) == Amounts(full=22600, provided=22600 - 7200, additional=7200)


def a_team_that_two_paragraphs_share_is_a_joint_effect(beside: Ready, tmp_path: Path) -> None:
    meetings = rows(meeting("One", FRIDAY), meeting("Two", FRIDAY, "afternoon", paragraph="2"))
    found = draft(tmp_path, beside, {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": meetings})
    said = statement(found)
    assert net(found) == TEAM_DAY
    assert [amounts(found, each).additional for each in ("1", "2", JOINT)] == [7200, 7200, -7200]
    assert said.total.additional == 7200


def a_post_costs_its_first_year_rate_and_then_a_whole_year(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"posts": rows(post("Officer"))})
    assert [net(found, year) for year in (2004, 2005, 2006)] == [30_000, 108_000, 108_000]  # half of 60,000; then nine tenths of 120,000


def a_requirement_is_paid_from_its_first_year_to_its_last(beside: Ready, tmp_path: Path) -> None:
    given = rows(
        bought("once", recurrence="one-time"), bought("later", first_year=2005), bought("until", last_year=2005), bought("on")
    )
    found = draft(tmp_path, beside, {"operating_requirements": given})
    assert [net(found, year) for year in (2004, 2005, 2006)] == [1200, 1200, 800]
    kinds = {(line.year, line.kind): line.amounts.additional for line in statement(found).lines}
    assert kinds == {(2004, "one-time"): 400, (2004, "recurrent"): 800, (2005, "recurrent"): 1200, (2006, "recurrent"): 800}


def a_pooled_requirement_is_shown_and_costs_nothing(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"operating_requirements": rows(bought("room", means="pooled with the Court"))})
    assert amounts(found) == Amounts(full=400, pooled=400)


def a_row_of_the_section_that_provides_for_it_is_shown_and_adds_nothing(beside: Ready, tmp_path: Path) -> None:
    provision = rows({"provision": "plenary", "paragraph": "1", "sheet": "Meetings", "row": "Plenary 1"})
    found = draft(tmp_path, beside, {"provision": provision})
    assert net(found) == 0
    assert amounts(found) == Amounts(full=22600, provided=22600)


def a_service_by_the_day_moves_with_the_days_of_the_draft(models: Catalogue, tmp_path: Path) -> None:
    service = {"Service": "room", "Kind": "rooms", "Session": "session", "Quantity": 1, "For each": "day with meetings",
               "Price": "room", "Object": "Contractual services"}  # fmt: skip
    held = section(models, {"Meetings": PLENARIES, "Conference services": [service]})
    quiet = {"language_set": "no interpretation"}
    for day, cost_of_it in ((MONDAY, Amounts(full=400, provided=400)), (FRIDAY, Amounts(full=400, additional=400))):
        found = draft(tmp_path, held, {"meetings": rows(meeting("Group", day, **quiet))})
        assert amounts(found) == cost_of_it


@pytest.fixture(scope="module")
def served(models: Catalogue) -> Ready:
    """A section with a plenary on two mornings, and a room on each day with meetings."""
    return section(models, {"Meetings": PLENARIES, "Conference services": [{"Service": "room", "For each": "day with meetings"}]})


def serving(name: str, **more: object) -> dict[str, object]:
    """Return a service of the draft: one room on each day with meetings."""
    stated = {"service": name, "kind": "rooms", "session": "session", "quantity": 1, "each": "day with meetings", "price": "room"}
    return ACTIVITY | PLACE | stated | {"object": "Contractual services"} | more


def a_paragraph_that_only_serves_the_meetings_of_another_is_in_the_joint_effect(served: Ready, tmp_path: Path) -> None:
    given = {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": rows(meeting("Group", FRIDAY))}
    found = draft(tmp_path, served, given | {"conference_services": rows(serving("room of the draft", paragraph="2"))})
    assert amounts(found, "1") == Amounts(full=23_000, provided=15_400, additional=7600)
    assert amounts(found, "2") == Amounts(full=800, additional=800)
    assert amounts(found, JOINT) == Amounts(full=400, additional=400)  # it serves the third day as well


def a_service_that_is_cited_grows_with_the_days_of_the_draft(served: Ready, tmp_path: Path) -> None:
    room = {"provision": "room", "paragraph": "1", "sheet": "Conference services", "row": "room"}
    quiet = rows(meeting("Group", FRIDAY, language_set="no interpretation"))
    found = draft(tmp_path, served, {"meetings": quiet, "provision": rows(room)})
    assert amounts(found) == Amounts(full=1200, provided=800, additional=400)
    alternatives = rows({"alternative": "A", "counts": 0, "what": "…"})
    less = draft(tmp_path, served, {"meetings": quiet, "alternatives": alternatives, "provision": rows(room | {"alternative": "A"})})
    assert amounts(less) == Amounts(full=400, additional=400)  # what isn't cited serves the meeting as any other does


def a_service_without_a_price_yet_is_there_for_the_price_to_come(models: Catalogue, tmp_path: Path) -> None:
    service = [{"Service": "room", "For each": "day with meetings"}]
    held = section(models, {"Meetings": PLENARIES, "Conference services": service, "Prices": [{"Price": "room", "Amount": None, "Status": "missing"}]})
    found = draft(tmp_path, held, {"meetings": rows(meeting("Group", FRIDAY))})
    assert list(found.figures.frame("conference_services_by_case")["times"]) == [2, 3, 1]  # before, with the draft, and the draft alone


def the_net_is_the_section_with_the_draft_less_the_section_without_it(ready: Ready) -> None:
    """The whole of it, indicative alternatives too, is proven by the section's own models: the rows are put beside the section's and costed."""
    given = real(ready).draft_rows
    switched = {"alternatives": given.inputs.frames["alternatives"].assign(counts=1.0)}
    draft_rows = replace(given, inputs=replace(given.inputs, frames=given.inputs.frames | switched))
    found = Costed(ready, draft_rows, figures(draft_rows))
    inputs = found.draft_rows.inputs.frames
    held = dict(zip(inputs["alternatives"]["alternative"], inputs["alternatives"]["counts"], strict=True))
    frames = {name: pd.concat([frame, added(inputs[name], held)[frame.columns]]) if name in inputs else frame
              for name, frame in ready.inputs.frames.items()}  # fmt: skip
    with_it = cost(ready.catalogue, frames, ready.inputs.named)
    more = total(with_it) - total(ready.figures)
    assert more == pytest.approx(net(found), abs=0.005)
    assert more > 100_000


def added(frame: pd.DataFrame, held: dict[str, float]) -> pd.DataFrame:
    """Return the draft's rows of a sheet that count in 2004."""
    own = frame[frame.index < 0]
    if "first_year" not in own:
        return own
    chosen = own["alternative"].map(held).fillna(1) * (own["first_year"] <= 2004)
    return own[chosen == 1]


def total(computed: object) -> float:
    """Return the section's total before its lines are rounded."""
    return float(computed.tables["section_lines"].columns["unrounded"].sum())


def real(ready: Ready) -> Costed:
    """Return the statement of ICC-ASP/2/Res.7, which is in the repository."""
    path = REPOSITORY / "inputs" / "2004" / "statements" / "ICC-ASP-2-Res.7.xlsx"
    return costed(ready, path, "inputs/2004/statements/ICC-ASP-2-Res.7.xlsx")


def no_row_that_begins_or_ends_is_within_a_case(ready: Ready, beside: Ready, tmp_path: Path) -> None:
    meetings = rows(meeting("2004 only", FRIDAY, recurrence="one-time"), meeting("from 2005", FRIDAY, "afternoon", first_year=2005))
    for found in (real(ready), draft(tmp_path, beside, {"meetings": meetings})):
        assert not found.figures.tables["meetings_by_case"].columns["unsettled"].any()
    assert [net(found, year) for year in (2004, 2005, 2006)] == [TEAM_DAY, TEAM_DAY, TEAM_DAY]


def a_paragraph_that_is_left_out_costs_nothing_and_leaves_the_others(beside: Ready, tmp_path: Path) -> None:
    given = {"posts": rows(post("Officer")), "operating_requirements": rows(bought("room", paragraph="2"))}
    answers = paragraphs(p1="activities", p2="activities")
    both = draft(tmp_path, beside, given | {"paragraphs": answers})
    one = draft(tmp_path, beside, given | {"paragraphs": answers.assign(counts=[0, 1])})
    assert (net(both), net(one)) == (30_400, 400)


def a_draft_that_costs_alone_what_it_costs_beside_the_section_has_nothing_provided_for(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"posts": rows(post("Officer"))})
    assert "meetings_by_case" not in found.figures.catalogue.tables
    assert amounts(found) == Amounts(full=30_000, additional=30_000)
    assert np.isfinite(figures(found.draft_rows).tables["statement_lines"].columns["net_2006"]).all()
