"""Drafts: what a resolution costs is the section with its rows less the section without them, told paragraph by paragraph."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from conftest import REPOSITORY
from openpyxl import load_workbook
from support.drafting import (
    ACTIVITY,
    FRIDAY,
    MONDAY,
    PLACE,
    TUESDAY,
    bought,
    draft,
    head,
    meeting,
    paragraphs,
    post,
    rows,
    section,
)

from aspbudget.commands.new_statement import draft_workbook
from aspbudget.faults import Refused
from aspbudget.figures.cost import cost
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.costed import costed, figures
from aspbudget.statements.costing import lines, statement
from aspbudget.statements.statement import JOINT, Amounts

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

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
    assert amounts(found) == Amounts(full=22600, shared=22600)  # 7,200 + 15,400, all of which is served anyway


def a_working_group_in_parallel_costs_a_team(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"meetings": rows(meeting("Group", MONDAY))})
    assert net(found) == TEAM_DAY + TEAM_TRAVEL
    assert amounts(found) == Amounts(full=22600, net=22600)


def a_further_day_costs_a_day(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"meetings": rows(meeting("Group", FRIDAY))})
    assert net(found) == TEAM_DAY
    assert amounts(found) == Amounts(full=22600, shared=22600 - 7200, net=7200)


def a_team_that_two_paragraphs_share_is_a_joint_effect(beside: Ready, tmp_path: Path) -> None:
    meetings = rows(meeting("One", FRIDAY), meeting("Two", FRIDAY, "afternoon", paragraph="2"))
    found = draft(tmp_path, beside, {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": meetings})
    said = statement(found)
    assert net(found) == TEAM_DAY
    assert [amounts(found, each).net for each in ("1", "2", JOINT)] == [7200, 7200, -7200]
    assert said.in_year(2004).net == 7200


def a_post_costs_its_first_year_rate_and_then_a_whole_year(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"posts": rows(post("Officer"))})
    assert [net(found, year) for year in (2004, 2005, 2006)] == [30_000, 108_000, 108_000]  # half of 60,000; then nine tenths of 120,000


def a_requirement_is_paid_from_its_first_year_to_its_last(beside: Ready, tmp_path: Path) -> None:
    given = rows(
        bought("once", recurrence="one-time"), bought("later", first_year=2005), bought("until", last_year=2005), bought("on")
    )
    found = draft(tmp_path, beside, {"operating_requirements": given})
    assert [net(found, year) for year in (2004, 2005, 2006)] == [1200, 1200, 800]
    kinds = {(line.year, line.kind): line.amounts.net for line in statement(found).lines}
    assert kinds == {(2004, "one-time"): 400, (2004, "recurrent"): 800, (2005, "recurrent"): 1200, (2006, "recurrent"): 800}


def a_pooled_requirement_is_shown_and_costs_nothing(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"operating_requirements": rows(bought("room", means="pooled with the Court"))})
    assert amounts(found) == Amounts(full=400, pooled=400)


def a_row_of_the_section_that_provides_for_it_is_shown_and_adds_nothing(beside: Ready, tmp_path: Path) -> None:
    provision = rows({"provision": "plenary", "paragraph": "1", "sheet": "Meetings", "row": "Plenary 1"})
    found = draft(tmp_path, beside, {"provision": provision})
    assert net(found) == 0
    assert amounts(found) == Amounts(full=22600, provision=22600)


def a_service_by_the_day_moves_with_the_days_of_the_draft(models: Catalogue, tmp_path: Path) -> None:
    service = {"Service": "room", "Kind": "rooms", "Session": "session", "Quantity": 1, "For each": "day with meetings",
               "Price": "room", "Object": "Contractual services"}  # fmt: skip
    held = section(models, {"Meetings": PLENARIES, "Conference services": [service]})
    quiet = {"language_set": "no interpretation"}
    for day, cost_of_it in ((MONDAY, Amounts(full=400, shared=400)), (FRIDAY, Amounts(full=400, net=400))):
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
    assert amounts(found, "1") == Amounts(full=23_000, shared=15_400, net=7600)
    assert amounts(found, "2") == Amounts(full=800, net=800)
    assert amounts(found, JOINT) == Amounts(full=400, net=400)  # it serves the third day as well


def a_service_that_is_cited_grows_with_the_days_of_the_draft(served: Ready, tmp_path: Path) -> None:
    room = {"provision": "room", "paragraph": "1", "sheet": "Conference services", "row": "room"}
    quiet = rows(meeting("Group", FRIDAY, language_set="no interpretation"))
    found = draft(tmp_path, served, {"meetings": quiet, "provision": rows(room)})
    assert amounts(found) == Amounts(full=1200, provision=800, net=400)
    alternatives = rows({"alternative": "A", "counts": 0, "what": "…"})
    less = draft(tmp_path, served, {"meetings": quiet, "alternatives": alternatives, "provision": rows(room | {"alternative": "A"})})
    assert amounts(less) == Amounts(full=400, net=400)  # what isn't cited serves the meeting as any other does


def a_service_without_a_price_yet_is_there_for_the_price_to_come(models: Catalogue, tmp_path: Path) -> None:
    service = [{"Service": "room", "For each": "day with meetings"}]
    held = section(models, {"Meetings": PLENARIES, "Conference services": service, "Prices": [{"Price": "room", "Amount": None, "Status": "missing"}]})
    found = draft(tmp_path, held, {"meetings": rows(meeting("Group", FRIDAY))})
    assert list(found.figures.frame("conference_services_by_case")["times"]) == [2, 3, 1]  # before, with the draft, and the draft alone


def the_net_is_the_section_with_the_draft_less_the_section_without_it(ready: Ready) -> None:
    """The whole of it is proven by the section's own models: the rows are put beside those of the section and costed."""
    found = real(ready)
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


def every_combination_of_alternatives_is_what_a_run_of_its_own_gives(ready: Ready) -> None:
    found = real(ready)
    options = {option.alternatives: option for option in statement(found).options}
    names = list(found.draft_rows.inputs.frames["alternatives"]["alternative"])
    for chosen in product((0.0, 1.0), repeat=len(names)):
        frames = dict(found.frames)
        frames["alternatives"] = frames["alternatives"].assign(counts=list(chosen))
        alone = cost(found.figures.catalogue, frames, found.draft_rows.inputs.named)
        held = tuple(name for name, each in zip(names, chosen, strict=True) if each)
        years = found.draft_rows.years
        assert options[held].all_years.net == sum(line.amounts.net for line in lines(alone, years))
    assert len(options) == 8


def every_table_of_a_statement_foots(ready: Ready) -> None:
    said = statement(real(ready))
    numbers = [each.number for each in said.paragraphs]
    by_paragraph = [said.of(lambda line, number=number: line.paragraph == number) for number in (*numbers, JOINT)]
    assert tuple(map(sum, zip(*by_paragraph, strict=True))) == said.total
    assert tuple(map(sum, zip(*map(said.in_year, said.years), strict=True))) == said.total
    for line in said.lines:
        assert line.amounts.full == sum(line.amounts[1:])
        assert all(amount % 100 == 0 for amount in line.amounts)


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


def the_anatomy_of_the_section_is_found_in_its_formulas(models: Catalogue) -> None:
    anatomy = Anatomy(models)
    assert anatomy.feeders == ("meetings",)
    assert anatomy.serving == ("conference_services",)
    assert anatomy.shared_by == {"meetings": ("session",)}
    assert set(anatomy.local) == {"posts", "temporary_assistance", "overtime", "documents", "travel", "operating_requirements"}
    assert ("sessions", "working_days") in anatomy.beyond
    assert ("sessions", "length") not in anatomy.beyond


FAULTS = {
    "a paragraph without an answer": (
        {"paragraphs": paragraphs(p1="activities", p2="")}, {"posts": [post("P")]},
        "sheet Paragraphs, cell D6: Answer is empty; it must be one of: no implication, within existing resources, activities, not yet determinable.",
    ),
    "an activity that cites no paragraph": (
        {}, {"posts": [post("P", paragraph=None), post("Q")]}, "sheet Posts, cell B5: Paragraph is empty; it must hold text.",
    ),
    "an activity that cites an unknown paragraph": (
        {}, {"posts": [post("P", paragraph="9"), post("Q")]},
        'sheet Posts, cell B5: Paragraph is "9", which is not in sheet Paragraphs; it must be one of: 1.',
    ),
    "a paragraph called all": (
        {"paragraphs": paragraphs(pAll="activities")}, {"posts": [post("P", paragraph="All")]},
        ('sheet Paragraphs, cell A5: Paragraph is "All"; the word stands for all paragraphs together, or for none of them; '
        "give the paragraph's number, as in the text."),
    ),
    "not yet determinable without a range": (
        {"paragraphs": paragraphs(p1="not yet determinable").assign(low=None, high=None)}, {},
        "sheet Paragraphs, cell G5: At most is 0; what can't be determined yet needs a range, from at least to at most; give both, the second the larger.",
    ),
    "not yet determinable without a reason": (
        {"paragraphs": paragraphs(p1="not yet determinable").assign(reason=None)}, {},
        "sheet Paragraphs, cell E5: Reason is empty; what is met within existing resources, or can't be determined yet, needs a reason; give it.",
    ),
    "an outsourced activity without the reason": (
        {}, {"operating_requirements": [bought("room", means="outsourced")]},
        ("sheet Operating requirements, cell N5: Reason is empty; an outsourced requirement states why pooling with the Court could not meet it "
        "(ICC-ASP/2/Res.3, annex, 8.3)."),
    ),
    "a meeting on a day outside its session": (
        {}, {"meetings": [meeting("late", FRIDAY.replace(day=13))]},
        ("sheet Meetings, cell I5: Day is 13 September 2004; the meeting is outside its session; give a day from the session's first to its last, "
        "or another session."),
    ),
    "an alternative that is unknown": (
        {"alternatives": rows({"alternative": "A", "counts": 1, "what": "…"})}, {"posts": [post("P", alternative="B")]},
        'sheet Posts, cell C5: Alternative is "B", which is not in sheet Alternatives; it must be one of: A.',
    ),
    "a post that starts after its last month": (
        {}, {"posts": [post("P", first_month=9, last_month=3)]},
        "sheet Posts, cell K5: Last month is 3; a post can't end before it starts; the last month must be the first month or later.",
    ),
    "an activity that ends before it starts": (
        {}, {"posts": [post("P", first_year=2005, last_year=2004)]},
        "sheet Posts, cell E5: Last year is 2004; an activity can't end before it starts; the last year must be the first year or later, or empty.",
    ),
    "activities that nothing asks for": (
        {}, {}, 'sheet Paragraphs, cell D5: Answer is "activities"; no row of any sheet cites the paragraph; add its activities, or change the answer.',
    ),
    "activities of a paragraph without implications": (
        {"paragraphs": paragraphs(p1="no implication")}, {"posts": [post("P")]},
        'sheet Paragraphs, cell D5: Answer is "no implication"; rows of other sheets cite the paragraph; clear them, or answer: activities.',
    ),
    "a price that the section has": (
        {"prices": rows({"price": "room", "per": "day", "amount": 1, "currency": "EUR", "source": "…", "status": "derived"})},
        {"posts": [post("P")]}, 'sheet Prices, cell A5: Price "room" stands in the section already; each may stand once.',
    ),
    "a provision that the section has not": (
        {"provision": rows({"provision": "p", "paragraph": "1", "sheet": "Meetings", "row": "Plenary 11"})}, {},
        'sheet Provision, cell E5: Row is "Plenary 11", which the section has not on sheet Meetings; did you mean "Plenary 1"?',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def each_fault_is_told_at_its_cell(case: str, beside: Ready, tmp_path: Path) -> None:
    given, sheets, message = FAULTS[case]
    with pytest.raises(Refused) as refused:
        draft(tmp_path, beside, given | {name: rows(*added_rows) for name, added_rows in sheets.items()})
    assert [str(fault) for fault in refused.value.faults] == [f"inputs/2004/statements/L.1.xlsx, {message}"]


def a_draft_of_seven_alternatives_is_too_many(beside: Ready, tmp_path: Path) -> None:
    names = [f"A{place}" for place in range(7)]
    alternatives = rows(*({"alternative": name, "what": "…"} for name in names), counts=1)
    posts = rows(*(post(f"P {name}", alternative=name) for name in names))
    with pytest.raises(Refused, match="7 alternatives make 128 combinations; at most 64 are priced"):
        draft(tmp_path, beside, {"alternatives": alternatives, "posts": posts})


def a_symbol_that_is_not_the_workbooks_is_a_fault(beside: Ready, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r'Symbol is "L.1", but the workbook is named L.2.xlsx; name it L.1.xlsx, or correct the symbol'):
        draft(tmp_path, beside, {"posts": rows(post("P"))}, name="L.2")


def a_draft_that_costs_alone_what_it_costs_beside_the_section_shares_nothing(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"posts": rows(post("Officer"))})
    assert "meetings_by_case" not in found.figures.catalogue.tables
    assert amounts(found) == Amounts(full=30_000, net=30_000)
    assert np.isfinite(figures(found.draft_rows).tables["statement_lines"].columns["net_2006"]).all()


def a_sheet_of_activities_that_was_deleted_is_a_fault(beside: Ready, tmp_path: Path) -> None:
    path = tmp_path / "L.1.xlsx"
    path.write_bytes(draft_workbook(beside, {"draft_resolution": head(), "paragraphs": paragraphs(p1="no implication")}))
    book = load_workbook(path)
    del book["Posts"], book["Prices"]  # of these, only the one may be left out: its names are those of the section
    book.save(path)
    with pytest.raises(Refused) as refused:
        costed(beside, path, "L.1.xlsx")
    assert [(fault.sheet, fault.message[:21]) for fault in refused.value.faults] == [("Posts", "The sheet is missing;")]


SHARES = pd.DataFrame({"state": ["AAA", "BBB", "CCC"], "name": ["A", "B", "C"], "number": [1.0, 2.0, 3.0], "rate": [33.3, 33.3, 33.4]})


def the_shares_of_states_add_up_to_the_net_to_the_euro(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"posts": rows(post("Officer"))}, shares=SHARES)
    said = statement(found)
    assert [share.amount for share in said.shares] == [9990, 9990, 10020]
    assert sum(share.amount for share in said.shares) == said.in_year(2004).net == 30_000
    third = SHARES.assign(rate=1.0)  # 10,000 each; of 30,400 one euro is left over, which goes to the first
    more = draft(tmp_path, beside, {"posts": rows(post("Officer")), "operating_requirements": rows(bought("room"))}, shares=third)
    assert [share.amount for share in statement(more).shares] == [10134, 10133, 10133]


def no_share_is_told_unless_it_is_asked_for(beside: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, beside, {"posts": rows(post("Officer"))})
    assert "shares" not in found.figures.tables
    assert statement(found).shares == ()
