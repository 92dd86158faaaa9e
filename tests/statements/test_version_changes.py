"""Changes between versions of a draft: paragraphs that came, went, read otherwise or have another number, and the money that moved."""

from __future__ import annotations

from dataclasses import replace

from support.statements import RICH, paragraph

from aspbudget.statements.statement import Amounts
from aspbudget.statements.version_changes import ADDED, CHANGED, DROPPED, RENUMBERED, changes, difference


def a_version_that_is_the_same_has_no_changes() -> None:
    found = changes(RICH, replace(RICH, version="Rev.1"))
    assert found.same
    assert (found.paragraphs, found.money) == ((), ())


def a_paragraph_that_came_went_or_reads_otherwise_is_named_with_what_differs() -> None:
    first, second, *rest = RICH.paragraphs
    other = paragraph("99", "Urges all States to consider the matter again at the next session;")
    later = replace(RICH, paragraphs=(replace(second, text=f"{second.text} without delay", reason="asked for"), *rest, other))
    found = changes(RICH, later)
    assert [(each.kind, each.number) for each in found.paragraphs] == [(CHANGED, second.number), (ADDED, "99"), (DROPPED, first.number)]
    assert found.paragraphs[0].parts == ("text", "reason")


def a_paragraph_under_another_number_is_the_same_and_its_money_has_not_moved() -> None:
    paid = next(line.paragraph for line in RICH.lines if line.paragraph)
    later = replace(
        RICH,
        paragraphs=tuple(replace(each, number="50") if each.number == paid else each for each in RICH.paragraphs),
        lines=tuple(line._replace(paragraph="50") if line.paragraph == paid else line for line in RICH.lines),
    )
    found = changes(RICH, later)
    assert [(each.kind, each.number, each.parts) for each in found.paragraphs] == [(RENUMBERED, "50", ("number",))]
    assert found.money == ()


def the_money_of_each_line_moves_by_what_the_totals_do() -> None:
    first, second, *rest = RICH.lines
    more = Amounts(*(amount + 100 for amount in first.amounts))
    later = replace(RICH, lines=(first._replace(amounts=more), *rest))
    found = changes(RICH, later)
    assert {(each.paragraph, each.year) for each in found.money} == {(first.paragraph, first.year), (second.paragraph, second.year)}
    for year in RICH.years:
        moved = Amounts(*map(sum, zip(Amounts(), *(each.difference for each in found.in_year(year)), strict=True)))
        assert moved == difference(RICH.in_year(year), later.in_year(year))
