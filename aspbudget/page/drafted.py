"""Drafted rows: what a browser needs to make the rows of a statement again when rows of its draft, or of its section, come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.lines.browser import reading
from aspbudget.lines.formula import At, Gather, Own, parts
from aspbudget.lines.texts import dates_to_days
from aspbudget.statements.by_case import by_case
from aspbudget.statements.cases import ALL_PARAGRAPHS, ONE_PARAGRAPH
from aspbudget.statements.checks import MOST_OPTIONS, MOST_SHOWN
from aspbudget.statements.choices import ONE
from aspbudget.statements.draft import ALL, DRAFT, NONE, PROVISION, SECTION
from aspbudget.statements.draft_sheets import combined
from aspbudget.statements.effect import ALONE, BEFORE, NOTHING, PROVIDED, WITH
from aspbudget.statements.line_sheets import CASE_LINES, JOINT_LINES, LINES
from aspbudget.statements.printed_lines import as_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Charge, Rule, Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.lines.browser import Reading
    from aspbudget.lines.formula import Node
    from aspbudget.statements.rows import DraftRows

_WORDS = {
    "recurrent": RECURRENT, "one_time": ONE_TIME, "all": ALL, "none": NONE, "section": SECTION, "provision": PROVISION, "draft": DRAFT,
    "before": BEFORE, "provided": PROVIDED, "with": WITH, "alone": ALONE, "nothing": NOTHING, "every": ALL_PARAGRAPHS, "one": ONE_PARAGRAPH,
}  # fmt: skip


def made_again(draft: DraftRows, known: Catalogue) -> dict[str, Any]:
    """Return from what the rows of a statement's tables are made: what its rows are like, and those of the section that it may come to need.

    `known` is the catalogue of the statement, which has every sheet of activities.
    """
    anatomy = draft.anatomy
    vocabulary = [name for name in anatomy.vocabulary if name in known.tables]
    return {
        "words": _WORDS | {"pooled": anatomy.practice.means.pooled},
        "answers": anatomy.practice.answers._asdict(),
        "unit": anatomy.practice.unit,
        "situations": {"most": MOST_OPTIONS, "shown": MOST_SHOWN, "one": ONE},
        "printed": {year: as_printed("additional", year) for year in draft.years},
        "lines": [name for name in (LINES, JOINT_LINES) if name in known.tables],
        "years": list(draft.years),
        "activities": [{"name": name, "sheet": known.tables[name].title, "by_case": name in anatomy.by_case, "feeds": name in anatomy.feeders} for name in anatomy.activities],
        "vocabulary": [{"name": name, "follows": anatomy.section.tables[name].follows} for name in vocabulary],
        "shared": sorted({column for each in anatomy.shared_by.values() for column in each}),
        "charged": {name: list(_charged(draft, known, name)) for name in (LINES, CASE_LINES, JOINT_LINES) if name in known.tables},
        "headings": [[table, anatomy.section.key(table)] for table in map(anatomy.section.headings, anatomy.section.axes)],
        "axes": list(anatomy.section.axes),
        "settled": {name: table.settled._asdict() for name, table in anatomy.section.tables.items() if table.settled and name in known.tables},
        "beside": {name: _unused(draft, known, name) for name in (*anatomy.activities, *vocabulary)},
    }  # fmt: skip


def _charged(draft: DraftRows, known: Catalogue, lines: str) -> Iterator[dict[str, Any]]:
    """Yield from which columns of which tables a sheet of lines has its rows: paragraph, the keys across and down, and kind."""
    anatomy = draft.anatomy
    for name in anatomy.charged:
        for charge in anatomy.section.tables[name].charges:
            if lines == LINES and name in anatomy.local:
                yield _columns(draft, name, charge, ("paragraph", "recurrence"))
            if by_case(name) in known.tables:
                yield _columns(draft, by_case(name), charge, ("asked_by", "asked_as")) | {"when": ["view", [ALONE, WITH]]}
                if "origin" in known.names(by_case(name)):
                    yield _columns(draft, by_case(name), charge, ("paragraph", "recurrence")) | {"when": ["origin", [PROVISION]]}


def _columns(draft: DraftRows, table: str, charge: Charge, asked: tuple[str, str]) -> dict[str, Any]:
    return {"of": table, "by": [asked[0], *charge.place(draft.anatomy.section.axes), asked[1]]}


def _unused(draft: DraftRows, known: Catalogue, name: str) -> dict[str, Any]:
    """Return the rows of a sheet that the statement doesn't have, with their numbers."""
    frame, used = draft.inputs.frames[name], draft.rows[name].index
    kept = ~frame.index.isin(used)
    columns = [each for column, each in known.columns(name).items() if column in frame]
    if not kept.any():
        return {"numbers": [], "cells": {each.name: [] for each in columns}}
    rest = frame[kept]
    return {"numbers": [int(number) for number in rest.index], "cells": {each.name: _cells(rest, each) for each in columns}}


def _cells(frame: pd.DataFrame, column: Column) -> list[str | float | None]:
    """Return the cells of a column as the browser's engine has them: texts, numbers and the numbers of days."""
    values = frame[column.name]
    if column.textual:
        return [None if pd.isna(each) else str(each) for each in values]
    numbers = dates_to_days(values) if column.kind == "date" else np.asarray(values.astype(float))
    return [None if empty else float(number) for number, empty in zip(numbers, values.isna(), strict=True)]


def rules_of(draft: DraftRows, known: Catalogue) -> Iterator[tuple[Table, Rule, Reading]]:
    """Yield the rules by which the rows of a draft are checked, with the tree of each, as far as the statement has what they look at.

    Rows of a sheet that the statement lacks are none.
    """
    checked = combined(draft.anatomy)
    for table in checked.tables.values():
        for rule in table.rules if table.name in known.tables else ():
            tree = rule.holds.tree(checked.symbols(table, rule.holds))
            if not rule.remarked and rule.at in ("", *known.columns(table.name)) and all(_has(known, table.name, part) for part in parts(tree)):
                yield table, rule, _without(known, reading(tree))


def _has(known: Catalogue, own: str, part: Node) -> bool:
    """Whether a statement has the columns at which a part of a rule looks; of a sheet that it lacks, whether the part only adds up its rows."""
    match part:
        case Own(name):
            return name in known.names(own)
        case At(table, column, by):
            return table in known.tables and {column, by} <= {*known.names(table)}
        case Gather(_, table, column, criteria):
            return table not in known.tables or {column, *(name for name, _ in criteria)} - {""} <= {*known.names(table)}
    return True


def _without(known: Catalogue, tree: Reading) -> Reading:
    """Return a tree in which nothing is added up of sheets that a statement lacks."""
    match tree:
        case ["total" | "count" | "highest", str(table), *_] if table not in known.tables:
            return 0.0
        case [*inside]:
            return [_without(known, each) for each in inside]
    return tree
