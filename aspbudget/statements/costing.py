"""Costing a statement: its printed lines, and the statement as one value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.declare.practice import RECURRENT
from aspbudget.declare.sheet import in_words
from aspbudget.figures.in_order import in_order, order_of
from aspbudget.figures.printed import amounts, keys_across
from aspbudget.lines.adding import add_up
from aspbudget.statements.absorbed import ABSORBED, in_year
from aspbudget.statements.activities import activities
from aspbudget.statements.choices import choices
from aspbudget.statements.draft_sheets import HEAD, PARAGRAPHS
from aspbudget.statements.line_sheets import JOINT_LINES, LINES
from aspbudget.statements.options import alternatives, indications
from aspbudget.statements.printed_lines import as_printed
from aspbudget.statements.printed_words import translated
from aspbudget.statements.statement import (
    JOINT,
    Absorption,
    AcceptedDoubt,
    Amounts,
    Line,
    Paragraph,
    Share,
    Statement,
)
from aspbudget.statements.unpriced import Unpriced
from aspbudget.statements.versions import DRAFTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.figures.cost import Figures
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.rows import DraftRows

_PARTS = Amounts._fields


def lines(figures: Figures, years: tuple[int, ...]) -> tuple[Line, ...]:
    """Return the printed lines of a statement that have any amount, those of paragraphs first, then the joint ones."""
    return (*_lines(figures, LINES, years), *(_lines(figures, JOINT_LINES, years) if JOINT_LINES in figures.catalogue.tables else ()))


def _lines(figures: Figures, table: str, years: tuple[int, ...]) -> Iterator[Line]:
    columns = figures.tables[table].columns
    keys, axes = figures.frame(table), [name for name in figures.catalogue.columns(table) if name not in ("line", "paragraph", "kind")]
    for row, each in enumerate(keys.to_dict("records")):
        for year in years:
            amounts = Amounts(*(float(columns[as_printed(name, year)][row]) for name in _PARTS))
            if any(amounts):
                paragraph = each.get("paragraph", JOINT)
                yield Line(paragraph, each[axes[0]], each[axes[1]], year, each.get("kind", RECURRENT), amounts)


def statement(found: Costed) -> Statement:
    """Return the statement of a computed draft: all that its workbook, its texts and the page print; it is made once."""
    if not found.made:
        found.made.append(_statement(found))
    return found.made[0]


def _statement(found: Costed) -> Statement:
    head, section, draft = found.heading, found.section, found.draft_rows
    layout, priced, unpriced = section.layout, found.options, Unpriced(draft)
    return Statement(
        practice=draft.anatomy.practice,
        axes=section.catalogue.axes,
        symbol=str(head["symbol"]),
        title=head["resolution"],
        cycle=section.cycle,
        currency=str(section.inputs.cycle["currency"]),
        section=str(section.inputs.cycle["section"]),
        headings=tuple(keys_across(section.figures, layout)),
        section_total=add_up(amounts(section.figures, layout, layout.figure).values()),
        years=draft.years,
        met_from=str(head["met_from"]),
        prepared_by=_text(head["prepared_by"]),
        reviewed_by=_text(head["reviewed_by"]),
        prepared_on=_text(head["prepared_on"]),
        reasons=found.standing.reasons,
        paragraphs=tuple(_paragraphs(draft, unpriced)),
        activities=tuple(activities(found)),
        lines=lines(found.figures, draft.years),
        alternatives=tuple(alternatives(draft)),
        choices=tuple(each for each in choices(draft.inputs.frames["alternatives"]) if each.name),
        options=priced,
        shares=tuple(_shares(found.figures)),
        absorptions=tuple(_absorptions(found)),
        baseline=found.baseline,
        version=_text(head["version"]),
        state=_text(head["state"]) or DRAFTED,
        dated=_text(head["dated"]),
        rule=_text(head["rule"]),
        excludes=unpriced.counted,
        indications=tuple(indications(draft, priced)),
        **{name: _text(head[name]) for name in ("document", "item", "distribution", "original")},
        translated=tuple(translated(head, draft.anatomy.practice, HEAD)),
        accepted=tuple(AcceptedDoubt(each.table.title, in_words(each.name), each.reason) for each in found.accepted),
    )


def _text(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - what is empty is unequal to itself
        return ""
    return f"{value.day} {value:%B %Y}" if isinstance(value, pd.Timestamp) else str(value)


def _paragraphs(draft: DraftRows, unpriced: Unpriced) -> Iterator[Paragraph]:
    for row in draft.inputs.frames["paragraphs"].fillna({"low": 0.0, "high": 0.0}).to_dict("records"):
        number, text, answer, reason, typed = (_text(row[name]) for name in ("paragraph", "text", "answer", "reason", "excludes"))
        excludes = (*filter(None, [typed]), *unpriced.of(number)) if row["high"] else ()
        words = tuple(translated(row, draft.anatomy.practice, PARAGRAPHS))
        yield Paragraph(number, text, answer, reason, float(row["low"]), float(row["high"]), bool(row["counts"]), excludes, _text(row["short"]), words)


def _absorptions(found: Costed) -> Iterator[Absorption]:
    """Yield what is absorbed in any year, of the rows that count."""
    draft, figures = found.draft_rows, found.figures
    names = ("paragraph", *draft.anatomy.section.axes)
    for row in figures.frame(ABSORBED).to_dict("records") if draft.printed_lines.absorbs else ():
        if any(row[in_year(year)] for year in draft.years):
            paragraph, across, down = (str(row[name]) for name in names)
            yield Absorption(paragraph, across, down, float(row["amount"]), str(row["done_without"]))


def _shares(figures: Figures) -> Iterator[Share]:
    if "shares" in figures.tables:
        for row in figures.frame("shares").to_dict("records"):
            yield Share(str(row["code"]), str(row["state"]), float(row["rate"]), float(row["additional"]))


def shares_in_order(found: Costed, statement: Statement, called: Callable[[str], str]) -> tuple[Costed, Statement]:
    """Return a draft and its statement with the shares of States in the order of what these are called in another language."""
    shares = tuple(statement.shares[row] for row in order_of((each.state for each in statement.shares), called))
    return replace(found, figures=in_order(found.figures, called)), replace(statement, shares=shares)
