"""A statement in a notebook: shown as its paragraphs with their costs, and by paragraph, alternative, activity and State."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.commands.notebook import statement_of

if TYPE_CHECKING:
    from aspbudget.commands.notebook_statement import OpenStatement

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def statement() -> OpenStatement:
    """The statement of a draft with alternatives, as a notebook has it."""
    return statement_of("2004", "ICC-ASP/2/Res.7", REPOSITORY)


def a_statement_is_shown_as_its_paragraphs_with_their_costs(statement: OpenStatement) -> None:
    lines = repr(statement).splitlines()
    total = statement.total
    assert lines[:2] == ["Budgetary implications of ICC-ASP/2/Res.7", "2004, EUR"]
    assert next(line.split() for line in lines if line.startswith("Total")) == ["Total", f"{total.full:,.0f}", f"{total.provided:,.0f}", f"{total.pooled:,.0f}", "–", "–"]
    assert lines[-1].startswith("Status    DRAFT: 2 missing; ")
    assert statement._repr_html_().count("<tr>") == len(statement.by_paragraph()) + 2


def the_paragraphs_add_up_to_the_total_in_each_year(statement: OpenStatement) -> None:
    for year in statement.years:
        assert statement.by_paragraph(year)[["full", "provided", "pooled", "absorbed", "additional"]].sum().to_list() == list(statement.in_year(year))


def the_alternatives_alone_and_together_are_those_of_the_statement(statement: OpenStatement) -> None:
    alone, together = statement.by_indication(), statement.by_alternative()
    assert together.loc["none"].to_list() == [each.additional for each in map(statement.in_year, statement.years)]
    assert together.loc["parallel group, office in New York", "2004"] == alone.loc[["parallel group", "office in New York"], "2004"].sum()
    assert list(alone.titled().columns) == [f"Additional {year} (EUR)" for year in statement.years]


def the_activities_and_states_are_frames(statement: OpenStatement) -> None:
    assert len(statement.by_activity()) == len(statement.activities)
    assert "Full (EUR)" in statement.by_activity().titled().columns
    assert list(statement.by_state().columns) == ["state", "rate", "amount"]
    assert "Sub-programme" in statement.frame().titled().columns


def the_names_of_what_a_statement_says_complete_on_tab(statement: OpenStatement) -> None:
    assert {"by_paragraph", "frame", "symbol", "total", "ranges"} <= {*dir(statement)}
    with pytest.raises(AttributeError, match=r'^There is no "simbol" here; did you mean "symbol"\?$'):
        _ = statement.simbol
