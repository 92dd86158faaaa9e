"""A section in which each service, slot, term of interpreters and quantity for each is used: what three engines make of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support import libreoffice
from support.drafting import FRIDAY, MONDAY, PLACE, TUESDAY, draft, meeting, post, rows, section

from aspbudget.statements.costing import statement
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import agree, reconcile
from aspbudget.workbooks.statement_book import write_statement

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed
    from aspbudget.workbooks.cycle_book import Emitted

pytestmark = pytest.mark.slow
Row = dict[str, Any]
SLOTS = ("morning", "afternoon", "evening", "night")


def whole() -> dict[str, list[Row]]:
    """Return the rows of a section in which everything is used: six meetings in a week in which a team serves five, on two days all slots."""
    days = {"mon": MONDAY, "tue": TUESDAY}
    held = [{"Meeting": f"{name} {slot}", "Day": day.date(), "Slot": slot, "Language set": "two languages" if name == "tue" else "six languages"}
            for name, day in days.items() for slot in SLOTS]  # fmt: skip
    terms = {"Venue": "The Hague", "Meetings a week": 5, "Minimum days": 3, "Paid travel days": 1.5, "Subsistence days": 2, "Charges": 0.09,
             "Late meetings": "a team with a slot left", "Evening supplement": 0.5, "Night supplement": 1}  # fmt: skip
    each = {"session": "language", "day with meetings": "language", "meeting": "language"}
    return {
        "Assumptions": [{"Assumption": "states_parties", "Value": 90}],
        "Holidays": [{"Holiday": "the Court's own", "Day": date(2004, 9, 8), "Venue": "The Hague"}, {"Holiday": "everywhere", "Day": date(2004, 9, 9)}],
        "Terms of interpreters": [terms, terms | {"Venue": "New York", "Late meetings": "a team of its own"}],
        "Languages": [{"Language": "Sign language", "Documents": "no"}, {"Language": "Remote platform", "Documents": "no"}],
        "Booths": [{"Booth": "sign", "Language set": "six languages", "Language": "Sign language", "Interpreters": 2},
                   {"Booth": "platform", "Language set": "two languages", "Language": "Remote platform", "Interpreters": 0, "Service priced as": "room"}],
        "Sessions": [{"Session": "abroad", "Venue": "New York", "First day": date(2004, 10, 4), "Last day": date(2004, 10, 8), "Moved to": date(2004, 10, 11)}],
        "Bodies": [{"Body": "Bureau", "Decision": "ICC-ASP/2/Res.3, annex, 4"}],
        "Meetings": [*held, *({"Meeting": f"abroad {slot}", "Session": "abroad", "Body": "Bureau", "Day": date(2004, 10, 4), "Slot": slot} for slot in SLOTS)],
        "Document kinds": [{"Document kind": "report", "Pages": 30}],
        "Documents": [{"Document": "Report", "Words": 5000, "Copies": 10, "Recycled words": 700, "Annex words": 900, "Document kind": "report"},
                      {"Document": "Long report", "Words": 20000, "Document kind": "report", "Waiver": "ICC-ASP/2/Res.7, 1"}],
        "Copies by language": [{"Row": "Report: French", "Document": "Report", "Language": "French", "Copies": 40}],
        "Conference services": [*({"Service": name, "For each": name, "Quantity of each": of_each} for name, of_each in each.items()),
                                {"Service": "plates", "For each": "session", "Quantity of each": "State Party"}, {"Service": "copier", "For each": "session"}],
        "Posts": [{"Post": "Officer", "Posts": 3}, {"Post": "Adviser", "Needs": "given apart"}],
        "Operating requirements": [{"Requirement": "desk", "Quantity of each": "post"}, {"Requirement": "flag", "Quantity of each": "State Party"}],
        "Prices": [{"Price": "room abroad", "Amount": 333, "Currency": "USD", "Venue": "New York", "Instead of": "room"}],
    }  # fmt: skip


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """The section in which everything is used."""
    return section(models, whole())


@pytest.fixture(scope="module")
def costed(beside: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """A draft beside it that meets in each slot of a further day, has a post, and a service for each language."""
    held = rows(*(meeting(f"group {slot}", FRIDAY, slot) for slot in SLOTS))
    service = {"paragraph": "1", "first_year": 2004, "recurrence": "recurrent", "means": "own", "source": "a case", "status": "derived", "service": "more booths",
               "kind": "rooms", "session": "session", "quantity": 1, "each": "meeting", "price": "room", "object": "Travel", "of_each": "language"} | PLACE  # fmt: skip
    given = {"meetings": held, "posts": rows(post("adviser of the draft")), "conference_services": rows(service)}
    return draft(tmp_path_factory.mktemp("costed"), beside, given)


@pytest.fixture(scope="module")
def emitted(beside: Ready, costed: Costed) -> dict[str, Emitted]:
    """The workbook of the section, and that of the statement."""
    return {"section": write_workbook(beside.figures, beside.inputs), "statement": write_statement(costed, statement(costed))}


def each_service_and_slot_and_term_is_used(beside: Ready) -> None:
    used = {name: beside.figures.frame(name) for name in ("conference_days", "conference_weeks", "interpretation", "documents", "conference_services")}
    for name, columns in {
        "conference_days": ("evening_teams", "night_teams", "further_late_teams", "paid_beyond_service"),
        "conference_weeks": ("teams_of_the_limit", "further_interpreter_days"),
        "interpretation": ("days_to_the_minimum", "late_supplements", "travel_fees", "social_charges", "services"),
        "documents": ("annex_pages",),
        "conference_services": ("times", "needed"),
    }.items():
        assert [column for column in columns if not used[name][column].any()] == []


@pytest.mark.parametrize("name", ["section", "statement"])
def a_second_engine_computes_every_cell_of_it_alike(emitted: dict[str, Emitted], name: str) -> None:
    assert {sheet for sheet, _, _ in emitted[name].formulas} >= {"Language sets", "Posts"}
    assert reconcile(emitted[name].data, emitted[name].formulas).differences == ()


@libreoffice.needed
def a_spreadsheet_computes_every_cell_of_both_alike(emitted: dict[str, Emitted], tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.xlsx" for name in emitted]
    for path, each in zip(paths, emitted.values(), strict=True):
        path.write_bytes(each.data)
    for (name, each), back in zip(emitted.items(), libreoffice.recalculated_together(paths), strict=True):
        assert {place: (value, back.get(place)) for place, value in each.formulas.items() if not _same(value, back.get(place))} == {}, name


def _same(value: object, found: object) -> bool:
    """Whether a value came back; an empty text comes back as no cell, and a day as one."""
    if value == "" and found is None:
        return True
    return hasattr(found, "year") or agree(value, float(found) if isinstance(found, int) and isinstance(value, float) else found)  # type: ignore[arg-type]
