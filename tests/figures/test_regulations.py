"""Regulations: every rule that the models cite is listed, every listed one is applied, and none is quoted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from aspbudget.content import BUILT_IN
from aspbudget.declare.model import GENERAL, Model, ModelError, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures import regulations as listed
from aspbudget.figures.catalogue import Catalogue, catalogue, workbooks
from aspbudget.figures.citations import cited
from aspbudget.figures.regulations import (
    FIGURES,
    MANDATES,
    Regulation,
    citations,
    lacking,
    regulations,
    unapplied,
    unlisted,
)
from aspbudget.lines.line import CURRENCY, Line, line

if TYPE_CHECKING:
    from collections.abc import Iterator

from conftest import REPOSITORY

KNOWN = regulations(BUILT_IN)
A_RULE = Regulation("regulation 5.8", "Rules", "The oldest is settled first.", "read", "The rules", FIGURES)


class Dues(Sheet):
    """What is due."""

    due: str = column("Due", "What is due.", key=True)
    amount: float = column("Amount", "How much.", unit=CURRENCY)


def resting_on(source: str) -> Line:
    """Return a line with a source."""

    @line(unit=CURRENCY, source=source)
    def doubled(amount: object) -> object:
        """Twice what is due."""
        return amount * 2  # type: ignore[operator]

    return doubled


def dues(source: str) -> Model:
    """Return a model with one line of a source."""
    return Model("Dues", "What is due.", 1, (Table(Dues, (resting_on(source),)),))


@cache
def all_models() -> tuple[Model, ...]:
    """Return every model that comes with the tool."""
    return tuple(model for name in workbooks(BUILT_IN) for model in catalogue(name).models)


def every_rule_that_a_model_or_a_letter_cites_is_listed() -> None:
    assert unlisted(all_models(), BUILT_IN) == []
    assert {each.number for each in citations((), BUILT_IN)} == {"article 112 (8)"}
    assert {each.number for each in citations(all_models(), BUILT_IN)} <= KNOWN.keys()


def every_listed_rule_is_applied_or_is_for_reading() -> None:
    assert unapplied(all_models(), BUILT_IN) == []


def every_rule_of_mandates_is_cited_by_a_cell_of_the_inputs() -> None:
    cited_by_cells = {number for text in _texts_of_inputs() for number in cited(text)}
    assert {number for number, rule in KNOWN.items() if rule.applied == MANDATES} <= cited_by_cells


def _texts_of_inputs() -> Iterator[str]:
    for path in sorted((REPOSITORY / "inputs").glob("*/section.xlsx")):
        for sheet in load_workbook(path, read_only=True):
            yield from (str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str))


def a_model_that_cites_a_rule_which_is_not_listed_is_not_bound() -> None:
    with pytest.raises(ModelError) as refused:
        Catalogue((GENERAL, dues("Financial Regulation 5.9")))
    assert str(refused.value) == (
        'Sheet Dues, doubled: reference/regulations.csv lacks regulation 5.9, which it cites; did you mean "regulation 5.8"? '
        "Add its row, or correct the citation."
    )


def a_rule_known_from_memory_alone_is_cited_as_such() -> None:
    assert unlisted([dues("Financial Regulation 5.8")], BUILT_IN) == [
        "Sheet Dues, doubled: regulation 5.8 is known from memory alone, so say in its source: (from memory)."
    ]
    assert unlisted([dues("Financial Regulation 5.8 (from memory)")], BUILT_IN) == []


def a_content_package_without_a_list_cites_what_it_likes() -> None:
    assert unlisted([dues("Regulation 99.9")], "river_commission") == []


def a_rule_that_nothing_applies_is_found() -> None:
    assert "regulation 5.8: no figure, check or text cites it; say that it is applied by mandates, or for reading." in unapplied([], BUILT_IN)


def a_rule_for_reading_that_is_cited_is_found() -> None:
    assert "regulation 4.8: it is cited, so it is applied by figures." in unapplied([dues("Financial Regulation 4.8 (from memory)")], BUILT_IN)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"number": "Regulation no. 5"}, "it is not written as a citation is found, such as regulation 5.8 or article 112 (8)."),
        ({"status": "known"}, "its status is read, derived or from memory, and it is applied by figures, mandates or for reading."),
        ({"source": ""}, "say what it belongs to, what it asks, and how that is known."),
        ({"asks": "Pay “the oldest” first."}, "what it asks is in quotation marks; say it in the office's own words."),
    ],
)
def a_row_that_is_no_rule_or_quotes_one_is_refused(changes: dict[str, str], why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = A_RULE._replace(**changes)
    monkeypatch.setattr(listed.content, "rows", lambda *_: [row._asdict()])
    with pytest.raises(ModelError) as refused:
        regulations.__wrapped__("any")  # type: ignore[attr-defined] - the list of the test, not the one that is kept
    assert str(refused.value) == f"reference/regulations.csv, {row.number}: {why}"


def a_rule_has_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listed.content, "rows", lambda *_: [A_RULE._asdict()] * 2)
    with pytest.raises(ModelError, match=r"regulation 5\.8: it has two rows; keep one of them\."):
        regulations.__wrapped__("any")  # type: ignore[attr-defined] - as above


def a_paragraph_can_be_missing_only_of_a_decision_listed_as_a_whole() -> None:
    assert lacking(BUILT_IN, "ICC-ASP/2/Res.3, annex, 8.9 and 8.3; ICC-ASP/2/Res.7, 2; regulation 9.9") == ("ICC-ASP/2/Res.3, annex, 8.9",)
