"""Cuts: what a session would save is what the section costs less when it and all rows that name it are taken out and everything is computed anew."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from aspbudget.figures.cost import Figures, cost
from aspbudget.lines.adding import add_up
from aspbudget.review.cuts import Cuts

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.inputs.ready import Ready
    from aspbudget.workbooks.cycle_book import Emitted

SESSIONS = ("Committee, second session", "Bureau, spring meeting", "Committee, third session", "Bureau, summer meeting", "Assembly, third session")
OF_THE_COMMITTEE, SAVED = SESSIONS[0], 74_777.18  # 20,805.18 of interpretation, 7,734 of documents, 2,750 of services, and 43,488 of travel


def unrounded(figures: Figures) -> float:
    """Return what all models charge, before lines are rounded."""
    return float(add_up(figures.tables["section_lines"].columns["unrounded"]))


def without(ready: Ready, session: str) -> Figures:
    """Return the figures of a section without a session, its meetings, and whatever else names it."""
    frames = {name: _left(ready, name, frame, session) for name, frame in ready.inputs.frames.items()}
    return cost(ready.catalogue, frames, {name: float(value) for name, value in ready.figures.named.items()})


def _left(ready: Ready, table: str, frame: pd.DataFrame, session: str) -> pd.DataFrame:
    known = ready.catalogue.columns(table) if table in ready.catalogue.tables else {}
    naming = [name for name, column in known.items() if column.refers == "sessions" or (table, name) == ("sessions", "session")]
    return frame[~frame[naming].astype(str).eq(session).any(axis=1)] if naming else frame


@pytest.mark.parametrize("session", SESSIONS)
def a_session_saves_what_the_section_costs_less_without_all_that_names_it(session: str, ready: Ready) -> None:
    saved = Cuts(ready.figures, "sessions").amount(session)
    assert saved > 0
    assert saved == pytest.approx(unrounded(ready.figures) - unrounded(without(ready, session)), abs=0.005)


def the_second_session_of_the_committee_saves_its_interpretation_documents_services_and_travel(ready: Ready) -> None:
    cuts = Cuts(ready.figures, "sessions")
    assert [each.table.name for each in cuts.naming] == ["interpretation", "documents", "conference_services", "travel"]
    assert cuts.amount(OF_THE_COMMITTEE) == pytest.approx(SAVED, abs=0.005)


def a_session_that_nothing_names_saves_nothing(ready: Ready) -> None:
    assert Cuts(ready.figures, "sessions").amount("Committee, ninth session") == 0


def there_are_no_cuts_of_rows_that_no_charged_table_names(ready: Ready) -> None:
    assert Cuts(ready.figures, "documents").naming == ()


def the_calendar_says_beside_each_session_what_its_cut_would_save(emitted: Emitted) -> None:
    sheet = openpyxl.load_workbook(BytesIO(emitted.data), data_only=True)["Calendar"]
    beside = {str(sheet.cell(row, 1).value): str(sheet.cell(row, 3).value) for row in range(6, sheet.max_row + 1)}
    assert beside[OF_THE_COMMITTEE] == "a cut of it would save EUR 74,777"
    assert [beside[session].startswith("a cut of it would save EUR ") for session in SESSIONS] == [True] * len(SESSIONS)


def the_first_sheet_says_where_a_reader_on_paper_finds_what_a_cut_would_save(emitted: Emitted) -> None:
    sheet = openpyxl.load_workbook(BytesIO(emitted.data), data_only=True)["At a glance"]
    assert "What a cut would save on paper: sessions, sheet Calendar; what each line is made of, sheet Justification." in [row[0].value for row in sheet.iter_rows(max_col=1)]
