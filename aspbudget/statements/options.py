"""Options: what a draft costs in each situation that its choices leave, and what those would add that are only indicative."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.faults import Fault
from aspbudget.figures.scenarios import changed
from aspbudget.lines.adding import add_up
from aspbudget.refusals import refusal
from aspbudget.statements.choices import choices, situations
from aspbudget.statements.line_sheets import JOINT_LINES, LINES
from aspbudget.statements.printed_lines import as_printed
from aspbudget.statements.statement import Amounts, Indication, Option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from aspbudget.figures.cost import Figures
    from aspbudget.statements.rows import DraftRows

_PARTS = Amounts._fields


def options(draft: DraftRows, figures: Figures) -> tuple[Option, ...]:
    """Return what the draft costs in every situation that its choices leave, all computed in one run; none where it has no alternatives."""
    listed = draft.inputs.frames["alternatives"]
    names = [str(name) for name in listed["alternative"]]
    if not names:
        return ()
    kept = list(situations(choices(listed)))
    chosen = np.array([[float(name in each) for name in names] for each in kept])
    printed = [(name, as_printed(part, year)) for name in (LINES, JOINT_LINES) if name in figures.tables for part in _PARTS for year in draft.years]
    computed = changed(figures, {}, {("alternatives", "counts"): chosen}, printed)
    by_year = [totals(computed, year, len(chosen)) for year in draft.years]
    return tuple(
        Option(tuple(name for name in names if name in each), tuple(amounts[place] for amounts in by_year))
        for place, each in enumerate(kept)
    )


def as_computed(draft: DraftRows, figures: Figures) -> dict[str, pd.DataFrame]:
    """Return the rows of all tables that are not derived, by name, as they were computed."""
    catalogue = figures.catalogue
    made = [table.name for table in catalogue.tables.values() if table.made]
    return draft.frames({}) | {name: figures.frame(name, catalogue.columns(name)) for name in made}


def totals(computed: Figures, year: int, scenarios: int) -> list[Amounts]:
    """Return the sum of all printed lines of a year, for each scenario, such as a situation of its alternatives."""
    tables = [computed.tables[name] for name in (LINES, JOINT_LINES) if name in computed.tables]
    sums = [
        add_up(np.broadcast_to(table.columns[as_printed(part, year)], (scenarios, len(table))).sum(axis=1) for table in tables)
        for part in _PARTS
    ]
    return [Amounts(*map(float, each)) for each in zip(*sums, strict=True)]


def alternatives(draft: DraftRows) -> Iterator[tuple[str, str, bool]]:
    """Yield the alternatives of a draft: name, text, and whether it is in."""
    for row in draft.inputs.frames["alternatives"].to_dict("records"):
        yield str(row["alternative"]), str(row["what"]), bool(row["counts"])


def indications(draft: DraftRows, priced: tuple[Option, ...]) -> Iterator[Indication]:
    """Yield the alternatives that are left out and of which all rows belong to paragraphs of a report, or that can't be determined yet."""
    answers = draft.anatomy.practice.answers
    paragraphs = dict(zip(draft.paragraphs, draft.inputs.frames["paragraphs"]["answer"], strict=True))
    known = list(alternatives(draft))
    held = {each.alternatives: each.years for each in priced}
    current = tuple(name for name, _, counts in known if counts)
    excluded = {name: {*each.alternatives} for each in choices(draft.inputs.frames["alternatives"]) for name in each.alternatives if each.name}
    for name, what, counts in known:
        asking = draft.asking(name)
        if not counts and asking and all(paragraphs[each] in (answers.report, answers.indeterminate) for each in asking):
            beside = {*current} - excluded.get(name, set())
            more = held[tuple(each for each, _, _ in known if each in (*beside, name))]
            amounts = tuple(one.additional - other.additional for one, other in zip(more, held[current], strict=True))
            yield Indication(asking[0], name, what, amounts)


def out_of_range(draft: DraftRows, priced: Callable[[], tuple[Option, ...]]) -> Iterator[Fault]:
    """Yield a fault for each bound of a range within which a priced indication doesn't lie, in a year in which it costs anything.

    Bounds may be off by half of what a printed line is rounded to; a paragraph that is left out costs nothing, and has no range to hold. `priced` gives what the
    draft costs in each situation, and is asked only where there is a range.
    """
    frame = draft.inputs.frames["paragraphs"]
    ranged = frame[(frame["high"].fillna(0.0) > 0) & (frame["counts"] > 0)]
    half = draft.anatomy.practice.unit / 2
    indicated = list(indications(draft, priced())) if len(ranged) else []
    for row, paragraph, low, high in zip(ranged.index, ranged["paragraph"], ranged["low"].fillna(0.0), ranged["high"], strict=True):
        costs = [(amount, year, each) for each in indicated if each.paragraph == paragraph for year, amount in _needed(each, draft.years)]
        least, most = (bound(costs, key=itemgetter(0), default=None) for bound in (min, max))
        if least and least[0] < low - half:
            yield _outside(draft, ("low", int(row), float(low)), *least)
        if most and most[0] > high + half:
            yield _outside(draft, ("high", int(row), float(high)), *most)


def _needed(indication: Indication, years: tuple[int, ...]) -> list[tuple[int, float]]:
    """Return the years in which an indication costs anything, with what it costs; the first year where it never does."""
    costs = list(zip(years, indication.years, strict=True))
    return [each for each in costs if each[1]] or costs[:1]


def _outside(draft: DraftRows, bound: tuple[str, int, float], amount: float, year: int, indication: Indication) -> Fault:
    column, row, stated = bound
    table = next(each for each in draft.anatomy.draft.tables if each.name == "paragraphs")
    title = {each.name: each.title for each in table.sheet.columns()}[column]
    message = refusal("out_of_range", title=title, found=f"{stated:,.0f}", alternative=indication.alternative, amount=f"{amount:,.0f}", year=str(year))
    return Fault(draft.inputs.label, *draft.inputs.place(table, column, row), message)
