"""Statements of a cycle: a draft's workbook read beside its section, checked, costed, and told line by line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget import read
from aspbudget.charged import Charged
from aspbudget.check import check
from aspbudget.cost import Figures, cost
from aspbudget.draft import Anatomy, combined
from aspbudget.drafted import Drafted
from aspbudget.faults import allowed, nearest
from aspbudget.inputs import Inputs
from aspbudget.layout import Timetable
from aspbudget.ledger import as_printed
from aspbudget.line_sheets import JOINT_LINES, LINES
from aspbudget.practice import RECURRENT
from aspbudget.printed import amounts, keys_across
from aspbudget.rules import Broken
from aspbudget.standing import standing
from aspbudget.statement import JOINT, Amounts, Line, Option, Paragraph, Share, Statement, added
from aspbudget.told import activities

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aspbudget.catalogue import Catalogue
    from aspbudget.model import Table
    from aspbudget.ready import Ready
    from aspbudget.standing import Standing

MOST_OPTIONS = 64
_PARTS = ("full", "provision", "pooled", "shared", "net")


def file_name(symbol: str) -> str:
    """Return the name, without its ending, of the workbook that holds a draft: `ICC-ASP/2/Res.7` → `ICC-ASP-2-Res.7`."""
    return "".join("-" if letter in '/\\:*?"<>| ' else letter for letter in symbol.strip())


@dataclass(frozen=True)
class Costed:
    """A draft beside its section: its inputs, the figures of its statement, and what they say."""

    section: Ready
    drafted: Drafted
    figures: Figures

    @property
    def inputs(self) -> Inputs:
        """The inputs as the statement's tables hold them, so that they can be told and counted."""
        draft = self.drafted.inputs
        frames = {name: frame for name, frame in self.frames.items() if name in self.figures.catalogue.tables}
        return Inputs(draft.label, draft.sha256, frames, draft.letters, self.figures, draft.examples, self.section.inputs)

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The rows of all tables that are not derived, as they were costed."""
        catalogue = self.figures.catalogue
        made = [table.name for table in catalogue.tables.values() if table.made]
        return self.drafted.frames({}) | {name: self.figures.frame(name)[list(catalogue.columns(name))] for name in made}

    @cached_property
    def standing(self) -> Standing:
        """Whether the statement is a draft, and why."""
        found = standing(self.figures.catalogue, self.inputs, self.heading)
        return replace(found, reasons=(*found.reasons, f"{self.waiting:,.10g} to place have no day")) if self.waiting else found

    @property
    def waiting(self) -> float:
        """How many of what the draft holds have no day yet, so that they are in no figure."""
        grid = next(iter(self.section.catalogue.layouts(Timetable)), None)
        frame = self.drafted.inputs.frames[grid.waiting[0]] if grid else pd.DataFrame()
        return float(frame.loc[frame.index < 0, grid.waiting[1]].sum()) if grid else 0.0

    @property
    def heading(self) -> dict[str, Any]:
        """The single row of sheet Draft resolution."""
        return {str(name): value for name, value in self.drafted.inputs.frames["draft_resolution"].iloc[0].items()}


def costed(section: Ready, path: Path, label: str, shares: pd.DataFrame | None = None) -> Costed:
    """Read, check and cost a draft beside its section, on demand with what each State would be assessed.

    Raises `Refused` with every fault.
    """
    raw = read.read(path, label)
    anatomy = Anatomy(section.catalogue)
    known = combined(anatomy)
    inputs = check(known, raw, section.cycle, section.inputs, lambda frames: _further(known, anatomy, frames, (path.stem, section.cycle)))
    drafted = Drafted(anatomy, inputs, shares)
    return Costed(section, drafted, figures(drafted))


def figures(drafted: Drafted) -> Figures:
    """Return the figures of a statement: its rows are costed once, all of them in, to see which lines they reach."""
    models = drafted.ledger.catalogue()
    none = {table.name: _empty(models, table) for table in models.tables.values() if table.made}
    frames = none | drafted.frames({})
    all_in = {name: frames[name].assign(counts=1.0) for name in ("paragraphs", "alternatives")}
    first = cost(models, frames | all_in, drafted.inputs.named)
    return cost(models, drafted.frames(Charged(drafted).lines(first), drafted.situations.moving(first)), drafted.inputs.named)


def _empty(models: Catalogue, table: Table) -> pd.DataFrame:
    return pd.DataFrame(columns=list(models.columns(table.name)), dtype="str")


def lines(figures: Figures, years: tuple[int, ...]) -> tuple[Line, ...]:
    """Return the printed lines of a statement that hold anything, those of paragraphs first."""
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
    """Return what a costed draft says."""
    head, section, draft = found.heading, found.section, found.drafted
    layout = section.layout
    return Statement(
        practice=draft.anatomy.practice,
        axes=section.catalogue.axes,
        symbol=str(head["symbol"]),
        title=str(head["resolution"]),
        cycle=section.cycle,
        currency=str(section.inputs.cycle["currency"]),
        section=str(section.inputs.cycle["section"]),
        headings=tuple(keys_across(section.figures, layout)),
        section_total=sum(amounts(section.figures, layout, layout.figure).values()),
        years=draft.years,
        met_from=str(head["met_from"]),
        prepared_by=_said(head["prepared_by"]),
        reviewed_by=_said(head["reviewed_by"]),
        prepared_on=_said(head["prepared_on"]),
        reasons=found.standing.reasons,
        paragraphs=tuple(_paragraphs(draft)),
        activities=tuple(activities(found)),
        lines=lines(found.figures, draft.years),
        alternatives=tuple(_alternatives(draft)),
        options=options(found),
        shares=tuple(_shares(found.figures)),
    )


def _said(value: object) -> str:
    if value is None or value != value:  # noqa: PLR0124 - what is empty is unequal to itself
        return ""
    return f"{value.day} {value:%B %Y}" if isinstance(value, pd.Timestamp) else str(value)


def _paragraphs(draft: Drafted) -> Iterator[Paragraph]:
    for row in draft.inputs.frames["paragraphs"].fillna({"low": 0.0, "high": 0.0}).to_dict("records"):
        number, text, answer, reason = (_said(row[name]) for name in ("paragraph", "text", "answer", "reason"))
        yield Paragraph(number, text, answer, reason, float(row["low"]), float(row["high"]), counts=bool(row["counts"]))


def _alternatives(draft: Drafted) -> Iterator[tuple[str, str, bool]]:
    for row in draft.inputs.frames["alternatives"].to_dict("records"):
        yield str(row["alternative"]), str(row["what"]), bool(row["counts"])


def _shares(figures: Figures) -> Iterator[Share]:
    if "shares" in figures.tables:
        for row in figures.frame("shares").to_dict("records"):
            yield Share(str(row["state"]), str(row["name"]), float(row["rate"]), float(row["additional"]))


def options(found: Costed) -> tuple[Option, ...]:
    """Return what the draft costs for every combination of its alternatives, all computed in one run."""
    draft, figures = found.drafted, found.figures
    names = [str(name) for name in draft.inputs.frames["alternatives"]["alternative"]]
    if not names:
        return ()
    chosen = np.array(list(product((0.0, 1.0), repeat=len(names))))
    models = figures.catalogue if draft.shares is None else replace(draft, shares=None).ledger.catalogue()
    computed = cost(models, found.frames, draft.inputs.named, {("alternatives", "counts"): chosen})
    by_year = {year: _totals(computed, year, len(chosen)) for year in draft.years}
    return tuple(
        Option(
            tuple(name for name, held in zip(names, choice, strict=True) if held),
            by_year[draft.years[0]][place],
            added(amounts[place] for amounts in by_year.values()),
        )
        for place, choice in enumerate(chosen)
    )


def _totals(computed: Figures, year: int, scenarios: int) -> list[Amounts]:
    """Return the sum of all printed lines of a year in each scenario."""
    tables = [computed.tables[name] for name in (LINES, JOINT_LINES) if name in computed.tables]
    sums = [
        sum(np.broadcast_to(table.columns[as_printed(part, year)], (scenarios, len(table))).sum(axis=1) for table in tables)
        for part in _PARTS
    ]
    return [Amounts(*map(float, each)) for each in zip(*sums, strict=True)]


def _further(
    catalogue: Catalogue, anatomy: Anatomy, frames: Mapping[str, pd.DataFrame], named: tuple[str, str]
) -> Iterator[Broken]:
    """Yield what is wrong with the draft's own sheets beyond their cells: its symbol, its years, and what it cites of the section."""
    name, cycle = named
    yield from _one_draft(catalogue, frames, name)
    yield from _years(catalogue, anatomy, frames, int(cycle[-4:]))
    yield from _too_many(catalogue, frames)
    yield from _provided(catalogue, anatomy, frames)


def _one_draft(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], name: str) -> Iterator[Broken]:
    table = catalogue.tables["draft_resolution"]
    frame = frames.get(table.name)
    if frame is None:
        return
    if not len(frame):
        yield Broken(table, "symbol", 0, "The sheet is empty; it needs one row that says which draft resolution this is.")
    for row, symbol in frame["symbol"].dropna().items():
        if row != frame.index[0]:
            yield Broken(table, "symbol", int(str(row)), "A workbook holds one draft resolution; clear this row.")
        elif file_name(symbol) != name:
            message = f'Symbol is "{symbol}", but the workbook is named {name}.xlsx; name it {file_name(symbol)}.xlsx, or correct the symbol.'
            yield Broken(table, "symbol", int(str(row)), message)


def _years(catalogue: Catalogue, anatomy: Anatomy, frames: Mapping[str, pd.DataFrame], year: int) -> Iterator[Broken]:
    """Yield the activities that begin in no year of the statement: they would be in no figure, or in one as if they stood already."""
    last = year + anatomy.practice.later_years
    for name in anatomy.activities:
        begun = frames[name]["first_year"].dropna() if name in frames else pd.Series(dtype=float)
        for row, first in begun[(begun < year) | (begun > last)].items():
            message = f"First year is {first:.10g}; the statement covers {year} to {last}: give one of these years."
            yield Broken(catalogue.tables[name], "first_year", int(str(row)), message)


def _too_many(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    table = catalogue.tables["alternatives"]
    number = len(frames[table.name]) if table.name in frames else 0
    if 2**number > MOST_OPTIONS:
        message = (
            f"{number} alternatives make {2**number:,} combinations; at most {MOST_OPTIONS} are priced: "
            "join alternatives that stand or fall together, or price the draft in parts."
        )
        yield Broken(table, "alternative", int(frames[table.name].index[-1]), message)


def _provided(catalogue: Catalogue, anatomy: Anatomy, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    table = catalogue.tables["provision"]
    frame = frames.get(table.name)
    titles = {catalogue.tables[name].title: name for name in anatomy.activities}
    cited: dict[tuple[str, str], int] = {}
    for row, sheet, key in [] if frame is None else zip(frame.index, frame["sheet"], frame["row"], strict=True):
        if pd.isna(sheet) or pd.isna(key):
            continue
        if sheet not in titles:
            yield Broken(table, "sheet", row, f'Sheet is "{sheet}"; it must be one of: {allowed(titles)}{nearest(sheet, titles) or "."}')
            continue
        rows = frames[titles[sheet]]
        keys = list(rows.loc[rows.index > 0, catalogue.key(titles[sheet])])
        if key not in keys:
            yield Broken(table, "row", row, f'Row is "{key}", which the section has not on sheet {sheet}{nearest(key, keys) or "."}')
        elif (sheet, key) in cited:
            yield Broken(table, "row", row, f'Row "{key}" is cited in row {abs(cited[sheet, key])} already; each may be cited once.')
        cited.setdefault((sheet, key), row)
