"""Draft sheets: the sheets of a draft's workbook as people fill them in: its own, those of activities, and those to which they refer."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from inspect import get_annotations
from typing import TYPE_CHECKING

from aspbudget.declare.model import Rule, Table
from aspbudget.declare.prefilled import Prefilled
from aspbudget.declare.sheet import Sourced
from aspbudget.figures.catalogue import Catalogue
from aspbudget.lines.line import Line
from aspbudget.phrase import phrase
from aspbudget.statements.anatomy import asking, widened
from aspbudget.statements.draft import YEARS, answer_rules, common, indicative
from aspbudget.statements.printed_words import printed_words
from aspbudget.statements.together import in_a_draft
from aspbudget.statements.usual_requests import templates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.practice import Practice
    from aspbudget.declare.sheet import Sheet
    from aspbudget.statements.anatomy import Anatomy

PARAGRAPHS, HEAD = "paragraphs", "draft_resolution"
_SOURCED = Prefilled(dict.fromkeys(("source", "status"), "Empty: as the draft has it on sheet Draft resolution."), ((HEAD, ""),))
_EMPTY = "Empty: as its paragraph has it on sheet Paragraphs, or else the draft on sheet Draft resolution."
_BUDGET_YEAR = "Empty: as its paragraph has it on sheet Paragraphs, or else the draft on sheet Draft resolution; the budget year where none of them has one."
_CITED = "Empty: the draft and its paragraph."


@lru_cache(maxsize=16)
def combined(anatomy: Anatomy) -> Catalogue:
    """Return the catalogue by which a draft is checked: its own sheets, and the section's, whose activities also have a draft's columns.

    The rows of the draft and of the section are checked together, on the same sheets and by the same rules.
    """
    section = anatomy.section
    tables = (*(_of_the_draft(anatomy, table) for table in anatomy.draft.tables), *_requests(anatomy))
    models = [
        replace(model, printed=(), tables=tuple(_asked(anatomy, table) for table in model.tables if table.name in (*anatomy.relevant, *anatomy.opening)))
        for model in section.models[1:]
    ]
    return Catalogue((section.models[0], replace(anatomy.draft, tables=tables), *models), package=section.package)


def _of_the_draft(anatomy: Anatomy, table: Table) -> Table:
    """Return a sheet of the draft's own as it is filled in: paragraphs agree with the rows that cite them, and say what these leave empty."""
    rules = answer_rules(anatomy.practice, anatomy.activities) if table.name == PARAGRAPHS else ()
    printed = table.name in (PARAGRAPHS, HEAD)
    rows = widened(table.sheet, common(anatomy.practice), printed_words(anatomy.practice, table.name)) if printed else table.rows
    return replace(table, rows=rows, rules=(*table.rules, *rules))


def _requests(anatomy: Anatomy) -> Iterator[Table]:
    """Yield the sheet of usual requests, where the organisation has one."""
    if anatomy.practice.requests:
        known = [(anatomy.section.sheets[name], _as_asked(anatomy, name)) for name in (*anatomy.activities, *anatomy.opening, *anatomy.vocabulary)]
        sheets = {table.title: (table.name, {column.title: column for column in sheet.columns()}) for table, sheet in known}
        own = tuple(get_annotations(anatomy.practice.requests))
        opens = templates(anatomy.section.package, sheets, own)
        yield Table(asking(anatomy.practice.requests), opens=opens, prefilled=_prefilled(anatomy.practice, anatomy.practice.requests))


def _as_asked(anatomy: Anatomy, name: str) -> type[Sheet]:
    """Return a sheet as the workbook of a draft has it."""
    sheet = anatomy.section.sheets[name].sheet
    return sheet if name in anatomy.vocabulary else asking(sheet)


def _prefilled(practice: Practice, sheet: type[Sheet]) -> Prefilled:
    """Return what the empty cells of an activity stand for: what its paragraph says, or else the draft, or what they are in any draft."""
    words = dict.fromkeys((column.name for column in common(practice).columns()), _EMPTY) | {"first_year": _BUDGET_YEAR}
    cited = dict(practice.cited)
    drafted = {column.name: column.drafted for column in sheet.columns() if column.drafted}
    words |= dict.fromkeys(cited, _CITED) | {name: phrase("Empty: {value}.", value=value) for name, value in drafted.items()}
    return Prefilled(words, ((PARAGRAPHS, "paragraph"), (HEAD, "")), cited | {"first_year": "{year}"} | drafted)


def _asked(anatomy: Anatomy, table: Table) -> Table:
    """Return a table of the section as a draft has it, without the rules that look in a table that no draft has: these are the section's own."""
    tables = anatomy.section.tables
    beside = {name for name in tables if name not in anatomy.relevant and table not in anatomy.section.models[0].tables}
    table = replace(table, rules=tuple(rule for rule in table.rules if beside.isdisjoint(rule.holds.parameters)))
    if table.name in anatomy.opening:
        return replace(table, rows=asking(table.sheet), prefilled=_prefilled(anatomy.practice, table.sheet))
    if table.name not in anatomy.activities:
        return replace(table, prefilled=_SOURCED) if table.entered and issubclass(table.sheet, Sourced) else table
    together = in_a_draft(table)
    rules = (*together.rules, *_whole(table), *YEARS, indicative(anatomy.practice, table.name))
    return replace(together, rows=asking(table.sheet), rules=rules, prefilled=_prefilled(anatomy.practice, table.sheet))


def _whole(table: Table) -> Iterator[Rule]:
    """Yield the rule that a draft gives a quantity as a whole, where the section may give it for each of something."""
    if settled := table.settled:
        message = "a draft gives the whole quantity; give it under {column}, and empty this cell"
        title = next(column.title for column in table.sheet.columns() if column.name == settled.column)
        yield Rule(Line("gives_the_whole", lambda each: each == "", (settled.each,), phrase(message, column=title), "", "A statement"), at=settled.each)


def readable(catalogue: Catalogue, anatomy: Anatomy) -> tuple[Table, ...]:
    """Return the tables that the workbook of a draft may have as sheets: its own, then activities, then the sheets to which they refer."""
    requests = anatomy.practice.requests
    own = [*(table.name for table in anatomy.draft.tables), *([requests.table()] if requests else [])]
    return tuple(catalogue.sheets[name] for name in (*own, *anatomy.activities, *anatomy.opening, *anatomy.vocabulary))
