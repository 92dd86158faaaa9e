"""Printed words: a draft's workbook may say in short, and in another language, what its statement prints, and no figure reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import bought, draft, head, paragraphs, rows, section

from aspbudget.models.statements import PRACTICE
from aspbudget.statements.costing import statement
from aspbudget.statements.printed_words import printed_words, translated

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready



@pytest.fixture(scope="module")
def beside(models: Catalogue) -> Ready:
    """An empty section."""
    return section(models, {})


def the_columns_are_those_of_the_text_and_of_each_other_language() -> None:
    assert [each.title for each in printed_words(PRACTICE, "draft_resolution").columns()] == ["Document", "Agenda item", "Distribution", "Original", "Title in French"]
    assert [each.title for each in printed_words(PRACTICE, "paragraphs").columns()] == ["In short", "Text in French", "In short in French", "Reason in French"]
    assert all(each.newer and not each.required for table in ("draft_resolution", "paragraphs") for each in printed_words(PRACTICE, table).columns())


def the_words_reach_the_statement_and_change_no_figure(beside: Ready, tmp_path: Path) -> None:
    plain = {"operating_requirements": rows(bought("room")), "paragraphs": paragraphs(p1="activities")}
    worded = plain | {
        "draft_resolution": head(document="A/2/10", item="Item 9", distribution="General", original="English", resolution_fr="Un projet"),
        "paragraphs": paragraphs(p1="activities").assign(short="a room", short_fr="une salle", text_fr="Demande une salle"),
    }
    one, other = statement(draft(tmp_path, beside, plain)), statement(draft(tmp_path, beside, worded))
    assert (other.lines, other.reasons) == (one.lines, one.reasons)
    assert (one.document, one.item, one.translated, one.paragraphs[0].short) == ("", "", (), "")
    assert (other.document, other.item, other.distribution, other.original) == ("A/2/10", "Item 9", "General", "English")
    assert other.translated == (("resolution_fr", "Un projet"),)
    assert other.paragraphs[0].short == "a room"
    assert other.paragraphs[0].translated == (("text_fr", "Demande une salle"), ("short_fr", "une salle"))


def an_empty_cell_is_no_translation() -> None:
    assert list(translated({"text_fr": None, "short_fr": "", "reason_fr": float("nan")}, PRACTICE, "paragraphs")) == []
