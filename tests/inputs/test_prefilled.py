"""Prefilled: what a row of a draft leaves empty it has from its paragraph, or from the draft, and counts as if it were typed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import bought, draft, head, paragraphs, rows, section

from aspbudget.faults import Refused
from aspbudget.review.names import Names
from aspbudget.review.trace import trace
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.costing import lines
from aspbudget.statements.draft_sheets import combined

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

COMMON = ("first_year", "recurrence", "means", "source", "status", "mandate")
NOTHING: dict[str, object] = dict.fromkeys(COMMON)
SAID = {"recurrence": "recurrent", "means": "own", "source": "An estimate", "status": "illustrative"}


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section that buys nothing."""
    return section(models, {})


def costed(folder: Path, beside: Ready, *, of_draft: dict[str, object], of_paragraph: dict[str, object], row: dict[str, object]) -> Costed:
    """Return a draft of one paragraph that buys five hours, with what the draft, the paragraph and the row say."""
    given: dict[str, pd.DataFrame] = {
        "draft_resolution": head(**of_draft),
        "paragraphs": paragraphs(p1="activities").assign(**of_paragraph),
        "operating_requirements": rows(bought("hours", quantity=5, price="hour", **row)),
    }
    return draft(folder, beside, given)


def requirement(found: Costed) -> dict[str, object]:
    """Return what the one row of the draft has in its common columns."""
    frame = found.draft_rows.inputs.frames["operating_requirements"]
    return {name: frame[frame.index < 0].iloc[0][name] for name in COMMON}


def a_row_has_what_its_draft_says_the_budget_year_and_its_paragraph_as_mandate(small_section: Ready, tmp_path: Path) -> None:
    found = costed(tmp_path, small_section, of_draft=SAID, of_paragraph={}, row=NOTHING)
    assert requirement(found) == SAID | {"first_year": 2004, "mandate": "L.1, 1"}
    typed = costed(tmp_path, small_section, of_draft={}, of_paragraph={}, row=SAID | {"first_year": 2004, "mandate": "x"})
    assert lines(found.figures, (2004, 2005)) == lines(typed.figures, (2004, 2005))


def a_paragraph_goes_before_its_draft_and_a_row_before_its_paragraph(small_section: Ready, tmp_path: Path) -> None:
    of_paragraph = {"recurrence": "one-time", "first_year": 2005, "status": "derived"}
    found = costed(tmp_path, small_section, of_draft=SAID, of_paragraph=of_paragraph, row=NOTHING | {"status": "published"})
    assert requirement(found) == SAID | {"recurrence": "one-time", "first_year": 2005, "status": "published", "mandate": "L.1, 1"}


@pytest.mark.parametrize(("status", "counted"), [("illustrative", 1), ("derived", 0)])
def a_row_that_is_illustrative_by_its_draft_is_counted_as_such(status: str, counted: int, small_section: Ready, tmp_path: Path) -> None:
    found = costed(tmp_path, small_section, of_draft=SAID | {"status": status}, of_paragraph={}, row=NOTHING)
    mine = [place for place in found.standing.illustrative if place[1] < 0]
    assert mine == [("operating_requirements", -5)] * counted


def a_value_is_traced_to_the_cell_that_says_it(small_section: Ready, tmp_path: Path) -> None:
    found = costed(tmp_path, small_section, of_draft=SAID, of_paragraph={"recurrence": "one-time"}, row=NOTHING)
    inputs = found.draft_rows.inputs
    table = inputs.figures.catalogue.tables["operating_requirements"]
    where = {name: "!".join(inputs.place(table, name, -5)) for name in ("recurrence", "means", "quantity")}
    assert where == {"recurrence": "Paragraphs!J5", "means": "Draft resolution!P5", "quantity": "Operating requirements!G5"}
    step = trace(inputs.figures, inputs, Names.of(inputs.figures).find("Operating requirements / hours / Net cost").asked)
    assert any("Draft resolution!P5" in part.source for part in step.made_of)


def faults(folder: Path, beside: Ready, **said: dict[str, object]) -> list[str]:
    """Return the faults of a draft, each from its sheet on."""
    with pytest.raises(Refused) as refused:
        costed(folder, beside, **{"of_draft": {}, "of_paragraph": {}, "row": NOTHING} | said)
    return [str(fault).partition(", ")[2] for fault in refused.value.faults]


def a_cell_of_which_nobody_says_anything_is_told_at_the_row(small_section: Ready, tmp_path: Path) -> None:
    found = faults(tmp_path, small_section, of_draft={**SAID, "status": None})
    assert found == ["sheet Operating requirements, cell Q5: Status is empty, here and on sheet Paragraphs and sheet Draft resolution; give it in one of them."]


def a_wrong_word_of_the_draft_is_told_there_once(small_section: Ready, tmp_path: Path) -> None:
    found = faults(tmp_path, small_section, of_draft=SAID | {"means": "borrowed"})
    assert found == ['sheet Draft resolution, cell P5: Means is "borrowed"; it must be one of: own, pooled with the Court, outsourced.']


def a_row_of_an_unknown_paragraph_is_told_for_that_alone(small_section: Ready, tmp_path: Path) -> None:
    found = faults(tmp_path, small_section, row=NOTHING | {"paragraph": None}, of_draft=SAID)
    assert found[0] == "sheet Operating requirements, cell B5: Paragraph is empty; it must hold text."
    assert len(found) == 1


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("means", "Empty: as its paragraph has it on sheet Paragraphs, or else the draft on sheet Draft resolution."),
        ("first_year", "Empty: as its paragraph has it on sheet Paragraphs, or else the draft on sheet Draft resolution; the budget year where none of them has one."),
        ("mandate", "Empty: the draft and its paragraph."),
    ],
)
def a_column_says_at_its_title_what_an_empty_cell_stands_for(column: str, words: str, models: Catalogue) -> None:
    assert combined(Anatomy(models)).columns("travel")[column].about.endswith(words)
