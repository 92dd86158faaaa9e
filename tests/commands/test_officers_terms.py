"""The wordings that officers gave, in documents and workbooks that show what more than one of their workbooks says."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from aspbudget.commands.baselines import Baselines
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.drafts import draft, read_drafts
from aspbudget.commands.officers_terms import of_section, of_statement, of_text
from aspbudget.declare.narrative import narrative
from aspbudget.documents.section_text import SectionText
from aspbudget.inputs.ready import prepare
from aspbudget.statements.consolidated import Consolidated, consolidated
from aspbudget.workbooks.statement_book import write_statement
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready

pytestmark = pytest.mark.slow
PLACE = Workspace(Path(__file__).resolve().parents[2])
DRAFTS = ("ICC-ASP/2/Res.7", "ICC-ASP/2/Res.3")


def _section(cycle: str) -> Ready:
    found = prepare(PLACE, cycle, lambda _: None, ("section",)).section
    assert found
    return found


@pytest.fixture(scope="module")
def together() -> Consolidated:
    """The two drafts of 2004, beside the section as proposed."""
    paths = {draft(PLACE, "2004", each): None for each in DRAFTS}
    return consolidated(read_drafts(Baselines(PLACE, _section("2004"), lambda _: None, "proposed"), paths))


def a_name_that_only_the_cycle_before_has_is_worded_as_its_officer_did() -> None:
    ready = _section("2005")
    found = SectionText(ready, with_earlier(PLACE, ready), narrative(PLACE.content))
    gone = "Hand-over from the provisional secretariat"
    assert of_section(ready, "fr").untranslated(gone) != "Passation avec le secrétariat provisoire"
    assert of_text(found, "fr").untranslated(gone) == "Passation avec le secrétariat provisoire"
    assert of_text(found, "fr").untranslated("Director of the Secretariat") == "Directeur du Secrétariat"


def a_name_that_drafts_read_as_one_leave_out_is_worded_as_in_its_own_draft(together: Consolidated) -> None:
    assert "Office in New York" in {name for each in together.whole.paragraphs for name in each.excludes}
    assert of_statement(together.found, "fr").untranslated("Office in New York") == "Bureau à New York"


def a_consolidated_workbook_has_each_title_and_each_citation_in_french(together: Consolidated) -> None:
    book = openpyxl.load_workbook(BytesIO(write_statement(together.found, together.whole, language="fr").data), read_only=True)
    texts = [str(value) for sheet in ("En bref", "Récapitulatif") for row in book[sheet].iter_rows(values_only=True) for value in row if value]
    assert any("Création du Secrétariat permanent" in each and "Renforcement de la Cour pénale internationale" in each for each in texts)
    assert [each for each in texts if "New York" in each and "Office" in each] == []
    listed = [row[1] for row in book["À confirmer"].iter_rows(values_only=True) if row[0] == "non traduit"]
    assert [each.replace("\N{NO-BREAK SPACE}", " ") for each in listed] == ["Feuille Paragraphes : 59 textes"]
