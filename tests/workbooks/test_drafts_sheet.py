"""The sheet of drafts: live sums of the paragraphs of each draft, which follow every switch, and a joint effect with which they foot."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from look.sheets import Seen
from support import libreoffice
from support.drafting import FRIDAY, MONDAY, bought, draft, head, meeting, paragraphs, rows, section
from test_statement_book import different, switched, turned

from aspbudget.lines.formula import NOT_AVAILABLE
from aspbudget.statements.consolidated import Consolidated, consolidated
from aspbudget.statements.costing import statement
from aspbudget.workbooks.drafts_sheet import drafts_sheet
from aspbudget.workbooks.reconcile import reconcile
from aspbudget.workbooks.statement_book import write_statement

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.workbooks.cycle_book import Emitted

pytestmark = pytest.mark.slow
SWITCHES = (("paragraphs", "L.1, 1"), ("paragraphs", "L.2, 1"))  # of a draft that shares within itself, and of one that shares with another alone


@pytest.fixture(scope="module")
def emitted(found: Consolidated) -> Emitted:
    """The workbook of the consolidated statement."""
    return write_statement(found.found, found.whole, lambda summary: drafts_sheet(found, summary))


@pytest.fixture(scope="module")
def found(models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Consolidated:
    """Two drafts that share a team on Friday, with each other and within the first, and cite one meeting."""
    bodies = [{"Body": f"group {number}", "Decision": "ICC-ASP/2/Res.3, annex, 4"} for number in range(3)]
    beside, folder = section(models, {"Bodies": bodies, "Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]}), tmp_path_factory.mktemp("drafts")
    cited = rows({"provision": "plenary", "paragraph": "1", "sheet": "Meetings", "row": "Plenary"})
    two = rows(meeting("One", FRIDAY, body="group 0"), meeting("Two", FRIDAY, "afternoon", paragraph="2", body="group 1"))
    one = {"draft_resolution": head(symbol="L.1"), "paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": two, "provision": cited}
    other = {"draft_resolution": head(symbol="L.2"), "meetings": rows(meeting("One", FRIDAY, body="group 2")), "provision": cited,
             "operating_requirements": rows(bought("room"))}  # fmt: skip
    return consolidated([draft(folder, beside, given, name) for name, given in (("L.1", one), ("L.2", other))], ())


def the_second_engine_agrees_with_every_cell_of_the_drafts(emitted: Emitted) -> None:
    assert not reconcile(emitted.data, emitted.formulas).differences
    assert {sheet for sheet, *_ in emitted.formulas} >= {"Drafts", "Summary", "Checks"}


def the_drafts_share_something_within_and_between_them(found: Consolidated) -> None:
    first, second = found.drafts
    assert found.within(first, 2004).additional < 0
    assert found.within(second, 2004).provided > 0
    assert found.joint(2004).additional


def the_amounts_shared_within_drafts_are_folded_away_so_that_the_others_can_be_read_in_print(emitted: Emitted) -> None:
    sheet = openpyxl.load_workbook(BytesIO(emitted.data))["Drafts"]
    seen = Seen(sheet)
    titles = {str(cell.value).partition(",")[0]: seen.widths[cell.column] for cell in sheet[5]}
    assert (titles["Shared within"], bool(titles["Draft"]), seen.letters >= 8) == (0, True, True)
    joint = next(row for row in sheet.iter_rows(min_row=6) if row[0].value == "Joint effect between drafts")
    assert {cell.value for cell in joint if not seen.widths[cell.column]} == {NOT_AVAILABLE}


@libreoffice.needed
def every_switch_of_a_paragraph_moves_the_drafts_as_the_tool_would(found: Consolidated, emitted: Emitted, tmp_path: Path) -> None:
    paths = [tmp_path / f"{place}.xlsx" for place in range(len(SWITCHES))]
    for path, (table, key) in zip(paths, SWITCHES, strict=True):
        path.write_bytes(emitted.data)
        turned(path, found.found, table, key)
    for (table, key), cells in zip(SWITCHES, libreoffice.recalculated_together(paths, poisoned=False), strict=True):
        expected = switched(found.found, table, key)
        turn = replace(found, found=expected, whole=statement(expected))
        again = write_statement(turn.found, turn.whole)
        assert not [each for each in different(again, cells) if each[0][0] != "Checks"], key  # type: ignore[index]
        total = next(value for place, value in sorted(cells.items(), reverse=True) if place[0] == "Drafts" and place[2] == 7)
        assert total == turn.whole.total.additional
