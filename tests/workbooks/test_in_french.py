"""A workbook in French: the same figures in the same cells, in other words, with States in the order of the French alphabet; what has no French is counted, never English unsaid."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from support import libreoffice
from support.drafting import FRIDAY, bought, draft, meeting, paragraphs, post, rows, section
from support.workbooks import change_cells

from aspbudget.content import words
from aspbudget.figures.in_order import in_order
from aspbudget.inputs.ready import prepare
from aspbudget.language import Language
from aspbudget.letters import alphabetical
from aspbudget.statements.costing import statement
from aspbudget.workbooks.cycle_book import Form, write_workbook
from aspbudget.workbooks.reconcile import agree, reconcile
from aspbudget.workbooks.statement_book import write_statement
from aspbudget.workbooks.translated_values import translation
from aspbudget.workbooks.translation import Untranslated
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.workbook import Workbook

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.workbooks.cycle_book import Emitted
    from aspbudget.workbooks.translation import Translation

pytestmark = pytest.mark.slow
WORD = re.compile(r"[a-zà-ÿ]{3}")


@dataclass(frozen=True)
class Both:
    """A workbook in the language of its inputs, with its names in the order of those in French, and in French, and the words of the latter; both are opened once, and left as they are."""

    english: Emitted
    french: Emitted
    words: Translation

    @cached_property
    def in_english(self) -> Workbook:
        """The workbook in English, opened."""
        return openpyxl.load_workbook(BytesIO(self.english.data))

    @cached_property
    def in_french(self) -> Workbook:
        """The workbook in French, opened."""
        return openpyxl.load_workbook(BytesIO(self.french.data))

    @property
    def pairs(self) -> Iterator[tuple[str, str, object, object]]:
        """Every cell with its sheet in French, its address, and what stands there in English and in French, formulas as formulas."""
        for left, right in zip(_sheets(self.in_english), _sheets(self.in_french), strict=True):
            for row, other in zip(left.iter_rows(), right.iter_rows(max_row=left.max_row, max_col=left.max_column), strict=True):
                yield from ((right.title, cell.coordinate, cell.value, opposite.value) for cell, opposite in zip(row, other, strict=True))


def _sheets(book: Workbook) -> list[openpyxl.worksheet.worksheet.Worksheet]:
    """Return the sheets but for the one that counts what has no French, which is longer by that."""
    return [sheet for sheet in book.worksheets if sheet.title not in ("To confirm", "À confirmer")]


@pytest.fixture(scope="module")
def contributions_of_2004() -> Ready:
    """The contributions of 2004."""
    found = prepare(Workspace(Path(__file__).resolve().parents[2]), "2004", lambda _: None, ("contributions",)).of("contributions")
    assert found
    return found


@pytest.fixture(scope="session", params=["section", "contributions", "statement"])
def both(request: pytest.FixtureRequest, models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The section and the contributions of 2004, and a statement."""
    if request.param == "statement":
        given = {
            "paragraphs": paragraphs(p1="activities", p2="not yet determinable"), "meetings": rows(meeting("One", FRIDAY)), "posts": rows(post("Officer")),
            "alternatives": rows({"alternative": "A", "what": "…"}, counts=1), "operating_requirements": rows(bought("once", recurrence="one-time", alternative="A")),
        }  # fmt: skip
        found = draft(tmp_path_factory.mktemp("draft"), section(models, {}), given)
        of = statement(found)
        return Both(write_statement(found, of), write_statement(found, of, language="fr"), translation(found.figures, found.inputs, "fr"))
    place = Workspace(tmp_path_factory.mktemp("cycle"))
    shutil.copytree(Path(__file__).resolve().parents[2] / "inputs" / "2004", place.root / "inputs" / "2004")
    change_cells(place.inputs("2004", "contributions.xlsx"), {"Scale!E5": "A decision of which no list has the French", "Scale!G5": None})
    each = next(ready for ready in prepare(place, "2004", lambda _: None).workbooks if ready.workbook == request.param)
    if request.param == "section":  # whose texts all have their French
        each.inputs.frames["posts"].loc[each.inputs.frames["posts"]["post"] == "Legal Officer", "post_fr"] = None
    said = translation(each.figures, each.inputs, "fr")
    return Both(write_workbook(in_order(each.figures, said), each.inputs), write_workbook(each.figures, each.inputs, form=Form(language="fr")), said)


def the_states_stand_in_the_french_order_with_the_figures_that_they_have_in_english(contributions_of_2004: Ready) -> None:
    one, other = (openpyxl.load_workbook(BytesIO(write_workbook(contributions_of_2004.figures, contributions_of_2004.inputs, form=Form(language=language)).data), data_only=True) for language in (None, "fr"))
    for left, right in (("States", "États"), ("Accounts", "Comptes"), ("Scale", "Barème"), ("First bill", "Premier appel"), ("Status", "Statut")):
        english, french = (_by_code(each) for each in (one[left], other[right]))
        assert [*english] != [*french]
        assert english == {code: french[code] for code in english}
    schedule = [row[:2] for row in other["Tableau des contributions"].iter_rows(min_row=6, values_only=True) if isinstance(row[0], int)]
    assert schedule[:5] == [(1, "Afghanistan"), (2, "Afrique du Sud"), (3, "Albanie"), (4, "Allemagne"), (5, "Andorre")]
    assert [name for _, name in schedule] == sorted((name for _, name in schedule), key=alphabetical)


def _by_code(sheet: openpyxl.worksheet.worksheet.Worksheet) -> dict[str, list[float]]:
    """Return the numbers of each row by the code of its State."""
    rows = [row for row in sheet.iter_rows(min_row=6, values_only=True) if re.fullmatch("[A-Z]{3}", str(row[0]))]
    return {row[0]: [value for value in row if isinstance(value, int | float)] for row in rows}


def every_figure_stands_in_the_same_cell_in_both_languages(both: Both) -> None:
    different = [(sheet, at, one, other) for sheet, at, one, other in both.pairs if type(one) is not type(other) or (not isinstance(one, str) and one != other)]
    assert different == []
    one, other = ({place[1:]: value for place, value in each.formulas.items() if not isinstance(value, str)} for each in (both.english, both.french))
    assert one.keys() == other.keys()
    values = [[value for value in each.formulas.values() if not isinstance(value, str)] for each in (both.english, both.french)]
    assert values[0] == values[1]


def every_table_that_is_marked_up_in_one_language_is_in_the_other(both: Both) -> None:
    one, other = _sheets(both.in_english), _sheets(both.in_french)
    areas = [(right.title, [table.ref for table in left.tables.values()], [table.ref for table in right.tables.values()]) for left, right in zip(one, other, strict=True)]
    assert any(marked for _, marked, _ in areas)
    assert [each for each in areas if each[1] != each[2]] == []


def a_second_engine_computes_every_word_and_figure_of_the_french_workbook(both: Both) -> None:
    assert reconcile(both.french.data, both.french.formulas).differences == ()


@libreoffice.needed
@pytest.mark.parametrize("both", ["section", pytest.param("contributions", marks=pytest.mark.long), "statement"], indirect=True)
def a_third_spreadsheet_computes_the_same_in_french(both: Both, tmp_path: Path) -> None:
    path = tmp_path / "classeur.xlsx"
    path.write_bytes(both.french.data)
    cells = libreoffice.recalculated(path)
    assert [(place, value, cells.get(place)) for place, value in both.french.formulas.items() if not agree(value, cells.get(place) or ("" if value == "" else cells.get(place)))] == []


def every_text_that_reads_the_same_in_both_languages_is_a_name_or_is_counted(both: Both) -> None:
    said = both.words
    alike = {text for _, _, text, other in both.pairs if isinstance(text, str) and text == other and not text.startswith("=") and WORD.search(text)}
    unsaid = [text for text in alike if text not in said.typed and said.values.get(text) != text and said(text) != text]
    assert unsaid == []
    listed = {text for text in alike if text in words() and Language("fr").say(text) != text}
    assert listed == set()


def no_word_of_the_tool_is_english(both: Both) -> None:
    counted = [row[1].value for row in both.in_french["À confirmer"].iter_rows(min_row=5) if row[0].value == "non traduit"]
    assert [each for each in counted if each.startswith("Mots de l’outil")] == []


def a_text_typed_without_french_is_in_italics_and_counted_by_its_sheet(both: Both) -> None:
    book = both.in_french
    sheet = book["À confirmer"]
    counted = {row[1].value: row[3].value for row in sheet.iter_rows(min_row=5) if row[0].value == "non traduit"}
    assert counted
    assert all(re.fullmatch(r".+ : [\d\xa0]+ textes?", each.replace("\xa0:", " :")) for each in counted)
    shown = [cell for each in _sheets(book) for row in each.iter_rows() for cell in row
             if isinstance(cell.value, str) and cell.value in both.words.typed and cell.value not in both.words.values and WORD.search(cell.value)]  # fmt: skip
    dated = {cell.value for cell in shown if both.words.language.date(cell.value) != cell.value}
    assert [f"{cell.parent.title}!{get_column_letter(cell.column)}{cell.row}" for cell in shown if not cell.font.italic and cell.value not in dated and isinstance(both.words(cell.value), Untranslated) and "_" not in cell.value] == []


def the_file_says_that_it_is_french_and_its_days_are(both: Both) -> None:
    with zipfile.ZipFile(BytesIO(both.french.data)) as package:
        assert b"<dc:language>fr-FR</dc:language>" in package.read("docProps/core.xml")
        styles = package.read("xl/styles.xml").decode()
    assert "[$-40C]d mmm yyyy" in styles
    assert "[$-40C]#,##0.0;" in styles
    assert not re.search(r'formatCode="[+#0][^"]*[,.]', styles)  # no number with a point or groups is left to whoever opens it
    assert "&quot;yes&quot;" not in styles


def every_number_in_a_sentence_is_french_whatever_the_readers_spreadsheet_writes(both: Both) -> None:
    formulas = [value for _, _, _, value in both.pairs if isinstance(value, str) and "FIXED(" in value]
    assert formulas
    assert all("SUBSTITUTE(SUBSTITUTE(FIXED(" in each for each in formulas)
