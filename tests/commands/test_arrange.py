"""Arranging: the cheapest placement is the cheapest of all, keeps every limit, and says which one leaves none."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from conftest import REPOSITORY, Place
from support.chance import some
from support.french import put_into_french
from support.placements import Case, all_ways, costs, drawn, inputs

from aspbudget.cli import DONE, FAULTS
from aspbudget.faults import Refused
from aspbudget.models.calendar import AFTERNOON, MORNING
from aspbudget.models.meetings_to_place import APART, BEFORE_ALL, BEFORE_LAST, BOTH, MORNINGS
from aspbudget.models.placement.arrange import BEYOND, FREE, FURTHER, PARALLEL, Arrangement, NoPlacement, arrange
from aspbudget.models.placement.unplaced import BROKEN, FULL, TIGHT
from aspbudget.models.requirement import POOLED

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue

pytestmark = pytest.mark.slow
BODIES = [{"Body": "Credentials", "Decision": "ICC-ASP/2/Res.3, annex, 4"}]
CENT = 0.005
# Of the first calendars drawn, those whose own meetings break their limits are refused before anything is placed.
REFUSED = {1, 10, 11, 18, 20, 24, 26, 38, 39, 43, 47, 57, 58}
SEEDS = [seed for seed in range(60) if seed not in REFUSED]
MANY = 60
DAY_1, DAY_2 = date(2004, 9, 6), date(2004, 9, 7)
TEAM = 14 * 500 + 200  # a day of fourteen interpreters and a technician, as the cases have them
JOURNEYS = 7 * (1000 + 6 * 200)  # half of a team travels, for the days of the session and one more


def case(**sheets: list[dict[str, Any]]) -> Case:
    """Return a case with the rows given by sheet, `_` for a blank in its name."""
    return {name.replace("_", " "): rows for name, rows in sheets.items()}


def held(day: date, slot: str = MORNING, body: str = "Assembly") -> dict[str, Any]:
    """Return a meeting that has its day."""
    return {"Meeting": f"{body}, {day}, {slot}", "Day": day, "Slot": slot, "Body": body}


def waiting(**row: Any) -> dict[str, Any]:
    """Return a meeting that has none."""
    return {"Meeting": "Group", "Body": "Working Group"} | {
        name.replace("_", " "): value for name, value in row.items()
    }


def limited(rule: str, body: str = "Working Group", other: str = "Assembly") -> dict[str, Any]:
    """Return a limit between two bodies."""
    return {"Limit": f"{body} {rule} {other}", "Body": body, "Rule": rule, "Other body": other}


def arranged(models: Catalogue, sheets: Case) -> Arrangement:
    """Return the cheapest placement of a case."""
    found = inputs(models, sheets)
    return arrange(models, found.frames, found.named)


def places(found: Arrangement) -> list[tuple[date, str]]:
    """Return the slots of a placement."""
    return [(each.day, each.slot) for each in found.placed]


@pytest.mark.parametrize("seed", sorted(REFUSED))
def a_calendar_that_breaks_its_own_limits_is_refused(seed: int, models: Catalogue) -> None:
    with pytest.raises(Refused):
        inputs(models, drawn(seed))


# The three laws, by the models.


def a_meeting_in_a_free_slot_of_a_serviced_day_costs_no_team(models: Catalogue) -> None:
    found = arranged(models, case(Meetings=[held(DAY_1)], Meetings_to_place=[waiting()]))
    assert places(found) == [(DAY_1, AFTERNOON)]
    assert (found.marginal, found.placed[0].served) == (0, FREE)


def a_meeting_in_parallel_costs_one_team(models: Catalogue) -> None:
    full = [held(DAY_1), held(DAY_1, AFTERNOON)]
    one_day = [{"Session": "session", "Last day": DAY_1}]
    found = arranged(models, case(Sessions=one_day, Meetings=full, Meetings_to_place=[waiting()]))
    assert found.marginal == TEAM + 7 * (1000 + 2 * 200)
    assert found.placed[0].served == PARALLEL


def a_meeting_on_a_further_day_costs_a_day(models: Catalogue) -> None:
    full = [held(DAY_1), held(DAY_1, AFTERNOON)]
    day = [{"Service": "room", "Quantity": 2, "For each": "day with meetings"}]
    found = arranged(models, case(Meetings=full, Meetings_to_place=[waiting()], Conference_services=day))
    assert places(found) == [(DAY_2, MORNING)]
    assert found.marginal == TEAM + 2 * 400  # cheaper than in parallel, where as many again would have to travel
    assert found.placed[0].served == FURTHER


def a_day_so_dear_that_parallel_is_cheaper_is_not_opened(models: Catalogue) -> None:
    full = [held(DAY_1), held(DAY_1, AFTERNOON)]
    day = [{"Service": "room", "Quantity": 100, "For each": "day with meetings"}]
    found = arranged(models, case(Meetings=full, Meetings_to_place=[waiting()], Conference_services=day))
    assert places(found) == [(DAY_1, MORNING)]
    assert found.marginal == TEAM + JOURNEYS


def a_meeting_beyond_the_limit_of_a_week_waits_for_the_next_where_there_is_one(models: Catalogue) -> None:
    limit = [{"Venue": "The Hague", "Meetings a week": 2, "Subsistence days": 1}]
    week = case(Meetings=[held(DAY_1), held(DAY_2)], Meetings_to_place=[waiting()], Terms_of_interpreters=limit)
    found = arranged(models, week)
    assert (places(found), found.placed[0].served) == ([(DAY_1, AFTERNOON)], BEYOND)
    assert found.marginal == pytest.approx(2 * 14 * 500 + JOURNEYS, abs=CENT)  # a second team for both days of the week
    longer = arranged(models, week | {"Sessions": [{"Session": "session", "Last day": date(2004, 9, 17)}]})
    assert (places(longer), longer.placed[0].served) == ([(date(2004, 9, 13), MORNING)], FURTHER)
    assert longer.marginal == pytest.approx(TEAM, abs=CENT)


def a_day_is_chosen_whose_fullest_meeting_has_the_booths_already(models: Catalogue) -> None:
    booths = [{"Service": "booths", "For each": "day with meetings", "Quantity of each": "language"}]
    quiet = held(DAY_1, body="Credentials") | {"Language set": "no interpretation"}
    found = arranged(models, case(Bodies=BODIES, Meetings=[quiet, held(DAY_2)], Meetings_to_place=[waiting()], Conference_services=booths))
    assert (places(found), found.marginal) == ([(DAY_2, AFTERNOON)], 0)
    alone = case(Bodies=BODIES, Sessions=[{"Session": "session", "Last day": DAY_1}], Meetings=[quiet], Meetings_to_place=[waiting()], Conference_services=booths)
    assert arranged(models, alone).marginal == pytest.approx(TEAM + 7 * (1000 + 2 * 200) + 6 * 400, abs=CENT)


# Proven against exhaustive search.


@pytest.mark.parametrize("seed", some(SEEDS, 8))
def the_placement_is_the_cheapest_of_all_that_there_are(seed: int, models: Catalogue) -> None:
    sheets = drawn(seed)
    given = inputs(models, sheets)
    ways = list(all_ways(sheets))
    if not ways:
        with pytest.raises(NoPlacement):
            arrange(models, given.frames, given.named)
        return
    found = arrange(models, given.frames, given.named)
    least = min(costs(models, sheets, ways))
    assert found.marginal == pytest.approx(least, abs=CENT)
    assert found.solved == pytest.approx(least, abs=CENT)
    assert found.agrees
    chosen = {(each.body, each.day, each.slot) for each in found.placed}
    assert chosen in [{(each.body, each.day, each.slot) for each in way} for way in ways]


def the_random_calendars_are_of_every_kind(models: Catalogue) -> None:
    ways = {seed: list(all_ways(drawn(seed))) for seed in SEEDS}
    assert sum(not found for found in ways.values()) > len(SEEDS) / 10
    several = [seed for seed, found in ways.items() if 1 < len(found) < MANY][:8]
    different = [len(set(costs(models, drawn(seed), ways[seed]))) for seed in several]
    assert sum(number > 1 for number in different) > 2, different


# Each limit is kept, and matters.


def a_body_never_meets_twice_in_one_slot(models: Catalogue) -> None:
    one_day = [{"Session": "session", "Last day": DAY_1}]
    found = arranged(models, case(Sessions=one_day, Meetings_to_place=[waiting(Meetings=2)]))
    assert places(found) == [(DAY_1, MORNING), (DAY_1, AFTERNOON)]
    assert [each.meeting for each in found.placed] == ["Group, 1", "Group, 2"]


def no_meeting_is_placed_on_a_weekend_unless_meetings_are_held_there(models: Catalogue) -> None:
    session = [{"Session": "session", "First day": date(2004, 9, 11), "Last day": date(2004, 9, 13)}]
    saturday, monday = date(2004, 9, 11), date(2004, 9, 13)
    assert places(arranged(models, case(Sessions=session, Meetings_to_place=[waiting()]))) == [(monday, MORNING)]
    served = case(Sessions=session, Meetings=[held(saturday)], Meetings_to_place=[waiting()])
    assert places(arranged(models, served)) == [(saturday, AFTERNOON)]


SILENT = {"Language set": "no interpretation"}
LIMITS: dict[str, tuple[list[dict[str, Any]], Case, tuple[date, str], tuple[date, str]]] = {
    # For each limit a calendar in which it decides, its row, and the placement with it and without it.
    "slots a day": (
        [held(DAY_1)],
        {"Session limits": [{"Limit": "mornings", "Slots a day": MORNINGS}]}, (DAY_2, MORNING), (DAY_1, AFTERNOON)),
    "rooms": (
        [held(DAY_1), held(DAY_1, AFTERNOON, "Credentials") | SILENT],
        {"Session limits": [{"Limit": "rooms", "Rooms": 1}]}, (DAY_2, MORNING), (DAY_1, AFTERNOON)),
    "not at the same time": (
        [held(DAY_1), held(DAY_1, AFTERNOON) | SILENT],
        {"Body limits": [limited(APART)]}, (DAY_2, MORNING), (DAY_1, AFTERNOON)),
    "before every meeting": ([held(DAY_2)], {"Body limits": [limited(BEFORE_ALL)]}, (DAY_1, MORNING), (DAY_2, AFTERNOON)),
    "before the last meeting": ([held(DAY_2)], {"Body limits": [limited(BEFORE_LAST)]}, (DAY_1, MORNING), (DAY_2, AFTERNOON)),
    "earliest day": (
        [held(DAY_1)],
        {"Meetings to place": [{"Meeting": "Group", "Earliest day": DAY_2}]}, (DAY_2, MORNING), (DAY_1, AFTERNOON)),
    "latest day": (
        [held(DAY_2)],
        {"Meetings to place": [{"Meeting": "Group", "Latest day": DAY_1}]}, (DAY_1, MORNING), (DAY_2, AFTERNOON)),
}  # fmt: skip


@pytest.mark.parametrize("limit", LIMITS)
def each_limit_is_kept_and_without_it_another_placement_is_cheaper(limit: str, models: Catalogue) -> None:
    meetings, rows, kept, free = LIMITS[limit]
    calendar = {"Bodies": BODIES, "Meetings": meetings, "Meetings to place": [waiting()]}
    with_it = calendar | rows
    with_it["Meetings to place"] = [calendar["Meetings to place"][0] | rows.get("Meetings to place", [{}])[0]]
    one, other = arranged(models, with_it), arranged(models, calendar)
    assert (places(one), places(other)) == ([kept], [free])
    assert one.marginal > other.marginal


def the_last_meeting_is_a_weaker_limit_than_every_meeting(models: Catalogue) -> None:
    meetings = [held(DAY_1), held(DAY_2, AFTERNOON)]
    calendar = {"Meetings": meetings, "Meetings to place": [waiting()]}
    assert places(arranged(models, calendar | {"Body limits": [limited(BEFORE_LAST)]})) == [(DAY_1, AFTERNOON)]
    with pytest.raises(NoPlacement, match="with this limit"):
        arranged(models, calendar | {"Body limits": [limited(BEFORE_ALL)]})


def a_tie_goes_to_the_earliest_slot_and_to_what_stands_higher_on_the_sheet(models: Catalogue) -> None:
    rows = [waiting(Meeting=name) | SILENT for name in ("Second by name", "First by name")]
    found = arranged(models, case(Meetings_to_place=rows))
    assert places(found) == [(DAY_1, MORNING), (DAY_1, AFTERNOON)]
    assert [each.meeting for each in found.placed] == ["Second by name", "First by name"]


def a_placement_is_the_same_each_time(models: Catalogue) -> None:
    sheets = drawn(3) | {"Session limits": [], "Body limits": []}
    assert arranged(models, sheets).as_dict() == arranged(models, sheets).as_dict()


def a_meeting_pooled_with_the_court_costs_nothing_wherever_it_stands(models: Catalogue) -> None:
    found = arranged(models, case(Meetings_to_place=[waiting(Means=POOLED)]))
    assert (found.marginal, found.placed[0].served) == (0, FURTHER)


def the_meetings_of_each_add_up_to_all(models: Catalogue) -> None:
    found = arranged(models, drawn(3) | {"Session limits": [], "Body limits": []})
    assert sum(each.cost for each in found.placed) == pytest.approx(found.marginal, abs=CENT)
    assert found.earliest >= found.marginal


def the_frames_given_are_not_altered_and_those_returned_hold_the_meetings(models: Catalogue) -> None:
    given = inputs(models, case(Meetings=[held(DAY_1)], Meetings_to_place=[waiting(Meetings=2)]))
    before = {name: frame.copy() for name, frame in given.frames.items()}
    found = arrange(models, given.frames, given.named)
    assert all(frame.equals(given.frames[name]) for name, frame in before.items())
    assert list(found.frames["meetings"]["meeting"])[1:] == ["Group, 1", "Group, 2"]
    assert len(found.frames["meetings_to_place"]) == 0
    again = arrange(models, found.frames, given.named)
    assert (again.placed, again.marginal) == ((), 0)


def a_name_that_is_taken_is_numbered(models: Catalogue) -> None:
    taken = held(DAY_1) | {"Meeting": "group"}
    found = arranged(models, case(Meetings=[taken], Meetings_to_place=[waiting()]))
    assert [each.meeting for each in found.placed] == ["Group, 1"]


def the_messages_say_what_to_do() -> None:
    assert BROKEN == "sheet Meetings breaks this limit already; move a meeting there, or change the limit"
    assert FULL == "a body meets once in a slot, and the limits hold; lengthen the session, ease a limit, or hold fewer"
    assert TIGHT == (
        "with this limit sheet Meetings to place finds no slots, without it it would; change it, or place fewer meetings"
    )


# At the command line.

GROUP = {"A": "Drafting", "B": "Credentials Committee", "C": "Assembly, third session", "D": "two languages"}
GROUP |= {"E": 2, "H": "own", "J": "The test", "K": "derived"}


def filled(place: Place, **other: object) -> Place:
    """Return a workspace in which two meetings of the Credentials Committee have no day, with other cells of their row."""
    place.change({f"Meetings to place!{column}5": value for column, value in (GROUP | other).items()})
    return place


def the_command_places_the_meetings_and_writes_the_section_with_them(place: Place) -> None:
    before = filled(place).input.read_bytes()
    said = place.run("slots", "2004", "--arrange")
    assert said.code == DONE, said.err
    lines = said.out.splitlines()
    assert "Placed where they cost least, EUR:" in lines
    assert any(line.split()[:2] == ["Drafting,", "1"] and line.endswith("in parallel") for line in lines)
    assert any(line.split()[:2] == ["Drafting,", "2"] and line.endswith(FREE) for line in lines)
    assert lines[-1] == "Written   outputs/2004/arranged.xlsx"
    assert place.input.read_bytes() == before
    assert not place.output.exists()
    book = openpyxl.load_workbook(place.root / "outputs/2004/arranged.xlsx", data_only=True)
    assert "with the meetings placed" in str(book["Calendar"]["B1"].value)
    assert [row[0].value for row in book["Meetings"].iter_rows(min_row=6)][-2:] == ["Drafting, 1", "Drafting, 2"]


def the_placement_in_json_is_one_document(place: Place) -> None:
    said = filled(place).run("slots", "2004", "--arrange", "--json")
    assert (said.code, said.err) == (DONE, "")
    document = said.document
    assert list(document) == ["cycle", "currency", "sessions", "meetings_to_place", "arrangement", "files", "drafts"]
    arrangement = document["arrangement"]
    assert list(arrangement) == ["placed", "marginal", "earliest", "solver_agrees"]
    assert sum(each["cost"] for each in arrangement["placed"]) == pytest.approx(arrangement["marginal"])
    assert arrangement["solver_agrees"] is True
    assert document["meetings_to_place"] == []


def a_cycle_with_nothing_to_place_says_so_and_writes_nothing(place: Place) -> None:
    said = place.run("slots", "2004", "--arrange")
    assert (said.code, said.out.splitlines()[-1]) == (DONE, "Nothing to place: sheet Meetings to place has no rows.")
    assert not (place.root / "outputs").exists()


def no_other_workbook_than_the_section_is_needed(place: Place) -> None:
    """Contributions that can't be read keep nobody from the slots."""
    place.workspace.inputs("2004", "contributions.xlsx").write_bytes(b"no workbook")
    said = place.run("slots", "2004", "--arrange")
    assert (said.code, said.out.splitlines()[-1]) == (DONE, "Nothing to place: sheet Meetings to place has no rows.")
    assert place.run("check", "2004").code == FAULTS


def a_limit_that_leaves_no_placement_is_a_fault_at_its_cell(place: Place) -> None:
    cells = dict(zip("ABCDEF", ["Rooms", "Assembly, third session", BOTH, 2, "The test", "derived"], strict=True))
    filled(place, E=8).change({f"Session limits!{column}5": value for column, value in cells.items()})
    said = place.run("slots", "2004", "--arrange")
    assert said.code == FAULTS
    assert said.out.splitlines() == [
        "inputs/2004/section.xlsx",
        f"  Session limits!D5: Rooms is 2; {TIGHT}.",
        "",
        "1 cell to correct. Nothing was written.",
    ]
    assert not (place.root / "outputs").exists()


def the_meetings_for_which_there_are_no_slots_are_a_fault_at_their_number(place: Place) -> None:
    said = filled(place, E=9).run("slots", "2004", "--arrange", "--json")
    assert said.code == FAULTS
    assert said.faults == [
        f"Meetings to place!E5: Meetings is 9; only 8 find a slot: {FULL}.",
    ]


def a_limit_that_the_meetings_break_already_is_a_fault_at_its_cell(place: Place) -> None:
    cells = [
        "Alone",
        "Assembly, third session",
        "Bureau",
        APART,
        "Assembly of States Parties",
        "None",
        "The test",
        "derived",
    ]
    filled(place).change({f"Body limits!{column}5": value for column, value in zip("ABCDEFGH", cells, strict=True)})
    said = place.run("slots", "2004", "--arrange", "--json")
    assert said.faults == [
        f'Body limits!D5: Rule is "not at the same time as"; {BROKEN}.',
    ]


def a_placement_is_found_for_every_cycle_that_is_here(place: Place) -> None:
    shutil.copytree(REPOSITORY / "inputs" / "2005", place.root / "inputs" / "2005")
    place.change(
        {f"Meetings to place!{column}5": value for column, value in (GROUP | {"C": "Assembly, fourth session"}).items()}, "2005"
    )  # fmt: skip
    arrangement = place.run("slots", "2005", "--arrange", "--json").document["arrangement"]
    assert len(arrangement["placed"]) == 2
    assert arrangement["solver_agrees"]


def a_section_in_french_says_the_name_of_its_own_sheet(place: Place) -> None:
    put_into_french(place.input)
    said = place.run("slots", "2004", "--arrange")
    assert (said.code, said.out.splitlines()[-1]) == (DONE, "Nothing to place: sheet Séances à placer has no rows.")
