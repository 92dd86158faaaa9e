"""Names of a statement's figures: paragraphs, lines, years and amounts in any order, and rows of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.review.explanation import explain
from aspbudget.review.names import UnknownFigure
from aspbudget.statements.costed import costed
from aspbudget.statements.costing import statement as stated
from aspbudget.statements.statement import Amounts
from aspbudget.statements.statement_names import names_of

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

PATH = REPOSITORY / "inputs" / "2004" / "statements" / "ICC-ASP-2-Res.7.xlsx"


@pytest.fixture(scope="module")
def found(ready: Ready) -> Costed:
    """The statement of a draft beside the section as proposed."""
    return costed(ready, PATH, "inputs/2004/statements/ICC-ASP-2-Res.7.xlsx")


def amount(found: Costed, name: str) -> float:
    """Return the amount of a figure of the statement by its name."""
    return float(explain(found.figures, found.inputs, names_of(found), name).step.value.split()[0].replace(",", ""))


def a_total_is_what_is_additional_in_the_budget_year_when_nothing_else_is_named(found: Costed) -> None:
    whole = stated(found)
    assert amount(found, "Total") == whole.total.additional
    assert amount(found, "Full cost") == amount(found, "full / total") == whole.total.full
    assert amount(found, str(whole.years[1])) == whole.in_year(whole.years[1]).additional


def every_amount_of_every_paragraph_is_the_one_that_is_printed(found: Costed) -> None:
    whole = stated(found)
    priced = [each.number for each in whole.paragraphs if any(whole.paragraph(each.number))]
    assert len(priced) > 3
    for number in priced:
        for part in Amounts._fields:
            assert amount(found, f"{number} / {part}") == getattr(whole.paragraph(number), part)
            assert amount(found, f"OP {number} / {part} / {whole.year}") == getattr(whole.paragraph(number), part)


def the_joint_effect_has_a_name(found: Costed) -> None:
    assert amount(found, "Joint effect / Full cost") == stated(found).joint.full < 0


def a_line_of_the_section_is_named_by_its_keys(found: Costed) -> None:
    whole = stated(found)
    line = next(line for line in whole.lines if line.paragraph and line.amounts.full)
    same = [each.amounts.full for each in whole.lines if (each.across, each.down, each.year) == (line.across, line.down, whole.year)]
    assert amount(found, f"{line.across} / {line.down} / Full cost") == sum(same)


def a_row_of_the_draft_has_a_name_as_in_a_section(found: Costed) -> None:
    table = next(name for name in ("documents", "meetings") if len(found.figures.tables.get(name, ())))
    title, key = found.figures.catalogue.tables[table].title, found.figures.key_of(table, 0)
    column = next(iter(found.figures.catalogue.columns(table).values()))
    assert explain(found.figures, found.inputs, names_of(found), f"{title} / {key} / {column.title}").step.value == key


def an_unknown_paragraph_is_refused(found: Costed) -> None:
    with pytest.raises(UnknownFigure, match=r'^No figure is called "paragraf 11"; did you mean "paragraph 11"\?$'):
        names_of(found).find("paragraf 11")
