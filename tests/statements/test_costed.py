"""Costed drafts: read beside their section, computed with all that is asked, and a draft as long as something is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl import load_workbook
from support.drafting import ACTIVITY, FRIDAY, MONDAY, PLACE, bought, draft, head, meeting, paragraphs, rows, section

from aspbudget.figures.cost import cost
from aspbudget.statements.costed import costed
from aspbudget.statements.costing import statement

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

SIGNED = {"prepared_by": "A. Officer", "reviewed_by": "B. Reviewer", "prepared_on": pd.Timestamp(2003, 9, 10), "rule": "rule 13"}


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section with a plenary, a hall by the day, a price that is missing, and three meetings that have no day."""
    return section(models, {
        "Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}], "Prices": [{"Price": "fee", "Amount": None, "Status": "missing"}],
        "Conference services": [{"Service": "hall", "For each": "day with meetings"}], "Meetings to place": [{"Meeting": "of the section", "Meetings": 3}],
    })  # fmt: skip


@pytest.fixture(scope="module")
def found(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """Paragraph 1 buys a room and a thing without a price; 2, which is left out, an hour; its alternative, out too, holds a meeting."""
    given = {
        "draft_resolution": head(**SIGNED),
        "paragraphs": paragraphs(p1="activities", p2="activities").assign(counts=[1, 0]),
        "alternatives": rows({"alternative": "A", "counts": 0, "what": "…"}),
        "operating_requirements": rows(bought("room"), bought("thing", price="fee", status="illustrative"), bought("hour", paragraph="2", price="hour")),
        "meetings": rows(meeting("Group", FRIDAY, alternative="A")),
    }
    return draft(tmp_path_factory.mktemp("costed"), small_section, given)


def net(found: Costed, year: int = 2004) -> dict[str, float]:
    """Return the net of each line of a statement, unrounded."""
    frame = found.figures.frame("statement_lines")
    return dict(zip(frame["line"], frame[f"net_{year}"], strict=True))


def a_line_is_there_for_what_is_left_out_so_that_a_switch_brings_it_in(found: Costed) -> None:
    assert net(found) == {
        "1 / 4100 / Temporary assistance for meetings / recurrent": 0,
        "1 / 4100 / Contractual services / recurrent": 400,
        "2 / 4100 / Contractual services / recurrent": 0,
    }


def a_switch_that_is_turned_makes_the_same_rows_cost_what_they_cost(found: Costed) -> None:
    frames = found.frames | {name: found.frames[name].assign(counts=1.0) for name in ("paragraphs", "alternatives")}
    all_in = replace(found, figures=cost(found.figures.catalogue, frames, found.draft_rows.inputs.named))
    assert net(all_in) == {
        "1 / 4100 / Temporary assistance for meetings / recurrent": 7200,  # one more day of a team
        "1 / 4100 / Contractual services / recurrent": 400 + 400,  # the room that is bought, and that of the further day
        "2 / 4100 / Contractual services / recurrent": 30,
    }


def the_heading_is_the_one_row_of_the_draft(found: Costed) -> None:
    assert (found.heading["symbol"], found.heading["resolution"], found.heading["prepared_by"]) == ("L.1", "A draft", "A. Officer")


def the_rows_of_the_draft_have_the_cells_of_its_workbook_and_those_of_the_section_their_own(found: Costed) -> None:
    inputs = found.inputs
    tables = found.section.catalogue.tables
    assert inputs.place(tables["operating_requirements"], "requirement", -5) == ("Operating requirements", "A5")
    assert inputs.place(tables["meetings"], "meeting", 2)[1].endswith(" of section.xlsx")


def the_frames_are_those_of_the_statement_with_the_rows_that_the_tool_makes(found: Costed) -> None:
    frames = found.frames
    assert list(frames["operating_requirements"]["requirement"]) == ["room", "thing", "hour"]
    assert list(frames["statement_lines"].columns) == ["line", "paragraph", "sub_programme", "object", "kind"]
    assert len(frames["cases"]) == len(found.draft_rows.cases_compared.cases) == 4
    assert found.inputs.frames.keys() <= found.figures.catalogue.tables.keys()


def a_statement_is_a_draft_while_a_rate_is_missing_or_a_row_illustrative(found: Costed) -> None:
    assert found.standing.reasons == ("1 missing", "1 illustrative")
    assert found.standing.word == "DRAFT"


def an_illustrative_document_is_counted_though_copies_by_language_could_complete_it(small_section: Ready, tmp_path: Path) -> None:
    report = ACTIVITY | PLACE | {"document": "Report", "session": "session", "phase": "pre-session", "number": 1, "words": 10, "language_set": "two languages"}
    given = {"draft_resolution": head(**SIGNED), "documents": rows(report | {"copies": 0, "object": "Travel", "status": "illustrative"})}
    assert draft(tmp_path, small_section, given).standing.illustrative == (("documents", -5),)


def the_meetings_of_the_section_that_have_no_day_are_no_concern_of_a_draft(found: Costed) -> None:
    assert found.waiting == 0


def the_meetings_of_a_draft_that_have_no_day_make_it_a_draft(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    waiting = {"meeting": "working group", "session": "session", "body": "Working Group", "number": 2, "language_set": "six languages"}
    stated = {"means": "own", "source": "a case", "status": "derived"}
    given = {"draft_resolution": head(**SIGNED), "operating_requirements": rows(bought("room")), "meetings_to_place": rows(waiting | stated)}
    late = draft(tmp_path_factory.mktemp("waiting"), small_section, given)
    assert late.waiting == 2
    assert late.standing.reasons == ("2 to place have no day",)


def a_statement_that_is_signed_and_has_all_its_rates_is_final(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    given = {"draft_resolution": head(**SIGNED), "operating_requirements": rows(bought("room"))}
    assert draft(tmp_path_factory.mktemp("final"), small_section, given).standing.sentence == "FINAL"


def a_statement_is_signed_by_its_own_officers_and_not_those_of_the_section(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    unsigned = draft(tmp_path_factory.mktemp("unsigned"), small_section, {"operating_requirements": rows(bought("room"))})
    assert unsigned.standing.reasons == ("prepared by, reviewed by, date not filled in", "rule not filled in")


def a_workbook_made_before_four_columns_were_is_read_as_if_they_were_empty(small_section: Ready, tmp_path: Path) -> None:
    given = {"operating_requirements": rows(bought("room"))}
    whole = statement(draft(tmp_path, small_section, given))
    path = tmp_path / "L.1.xlsx"
    for sheet, title in (("Draft resolution", "Version"), ("Draft resolution", "Against"), ("Draft resolution", "Submitted under"), ("Paragraphs", "Leaves out")):
        book = load_workbook(path)
        titles = [cell.value for cell in book[sheet][4]]
        book[sheet].delete_cols(titles.index(title) + 1)
        book.save(path)
    assert statement(costed(small_section, path, "inputs/2004/statements/L.1.xlsx")) == whole
