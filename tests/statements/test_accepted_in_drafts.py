"""What is accepted in a draft although it was doubted: in its workbook and in its text, with the reason, in each language; it makes no draft of it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from support.drafting import bought, draft, head, paragraphs, rows, section
from support.workbooks import TITLES

from aspbudget.documents.annexes import annexes
from aspbudget.documents.blocks import Heading, Text
from aspbudget.documents.foreign import plain
from aspbudget.documents.numerals import unexplained
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.statements.consolidated import consolidated
from aspbudget.statements.costed import costed
from aspbudget.statements.costing import statement
from aspbudget.statements.statement import AcceptedDoubt
from aspbudget.workbooks.statement_book import write_statement

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

REASON = "the offer of 8,765 lamps"
SHEETS = {"Operating requirements": 5, "Paragraphs": 6}  # each with the row in which column Accepted says why


@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """A section without rows of its own."""
    return section(models, {})


def accepting(folder: Path, beside: Ready, symbol: str = "L.1") -> Costed:
    """Return a draft whose officer accepts a row that is priced, and one of a sheet that is in no statement as it is."""
    given = {"draft_resolution": head(symbol=symbol), "paragraphs": paragraphs(p1="activities", p2="activities"), "operating_requirements": rows(bought(f"room {symbol}"), bought("hour", paragraph="2"))}
    draft(folder, beside, given, symbol)
    path = folder / f"{symbol}.xlsx"
    book = load_workbook(path)
    for name, row in SHEETS.items():
        column = book[name].max_column + 3
        book[name].cell(TITLES, column, "Accepted")
        book[name].cell(row, column, REASON)
    book.save(path)
    return costed(beside, path, f"inputs/2004/statements/{path.name}")


@pytest.fixture(scope="module")
def found(beside: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """That draft, costed."""
    return accepting(tmp_path_factory.mktemp("accepted"), beside)


def a_statement_has_what_is_accepted_in_its_draft_and_makes_no_draft_of_it(found: Costed) -> None:
    assert statement(found).accepted == (AcceptedDoubt("Paragraphs", "2", REASON), AcceptedDoubt("Operating requirements", "room L.1", REASON))
    assert not [reason for reason in found.standing.reasons if "accept" in reason]


@pytest.mark.parametrize(("language", "sheet", "status", "about"), [(None, "To confirm", "accepted", "it makes no draft."), ("fr", "À confirmer", "accepté", "le document n’en est pas pour autant un projet.")])
def the_workbook_of_a_statement_lists_it_with_its_cell_and_reason(found: Costed, language: str | None, sheet: str, status: str, about: str) -> None:
    listed = load_workbook(BytesIO(write_statement(found, statement(found), language=language).data))[sheet]
    lines = [[cell for cell in line if cell is not None] for line in listed.iter_rows(values_only=True)]
    separator = "; " if language is None else "\N{NO-BREAK SPACE}; "
    assert [line for line in lines if line[:1] == [status]] == [[status, f"Paragraphs A6{separator}Operating requirements A5", f"2{separator}room L.1", REASON]]
    assert any(about in str(cell) for line in lines for cell in line)


@pytest.mark.parametrize(("language", "title", "first"), [
    ("en", "Annex {number}. What was doubted and accepted, with the reasons given", f"Accepted although it was doubted: 2 (sheet Paragraphs). The reason given: {REASON}."),
    ("fr", "Annexe {number}. Ce qui a été mis en doute et accepté, avec les motifs donnés", f"Accepté bien que mis en doute : 2 (feuille Paragraphs). Le motif donné : {REASON}."),
])  # fmt: skip
def the_text_of_a_statement_has_an_annex_of_it(found: Costed, language: str, title: str, first: str) -> None:
    said, terms = statement(found), Terms(language)
    blocks = list(annexes(said, terms))
    at = next(place for place, block in enumerate(blocks) if isinstance(block, Heading) and block.text == title)
    texts = [plain(block.text) for block in blocks[at + 1 :] if isinstance(block, Text)]
    assert (texts[0].replace(NO_BREAK, " "), len(texts)) == (first, len(SHEETS))
    assert unexplained(texts, said, terms) == []
    none = list(annexes(replace(said, accepted=()), terms))
    assert [block for block in blocks if block not in none] == blocks[at:]


def the_whole_of_several_drafts_has_what_is_accepted_in_each(beside: Ready, tmp_path: Path) -> None:
    both = consolidated([accepting(tmp_path, beside, symbol) for symbol in ("L.1", "L.2")])
    assert [each.name for each in both.whole.accepted] == ["L.1, 2", "room L.1", "L.2, 2", "room L.2"]
    assert [each.cell for each in both.found.accepted][:2] == ["A6 of L.1.xlsx", "A5 of L.1.xlsx"]
