"""Costed drafts: a draft's workbook, read together with its section, checked, and computed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.faults import Refused
from aspbudget.figures.cost import Figures, cost
from aspbudget.figures.renewed import renewed
from aspbudget.figures.scenarios import rested_on
from aspbudget.inputs import read
from aspbudget.inputs.accepted import accepted_rows
from aspbudget.inputs.check import check
from aspbudget.inputs.inputs import Inputs
from aspbudget.inputs.standing import given, standing
from aspbudget.inputs.version import version
from aspbudget.statements.absorbed import too_much
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.baseline import Baseline, cited
from aspbudget.statements.baseline import found as baseline_of
from aspbudget.statements.checks import wrong_with
from aspbudget.statements.draft_sheets import combined
from aspbudget.statements.options import as_computed, options, out_of_range
from aspbudget.statements.reached import Reached
from aspbudget.statements.rows import DraftRows
from aspbudget.statements.statement import PROPOSED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.accepted import Accepted
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.ready import Ready
    from aspbudget.inputs.standing import Standing
    from aspbudget.statements.statement import Option, Statement

_KEPT = ("options", "standing", "version")  # what is small, and said at the end


@dataclass(frozen=True)
class Costed:
    """A computed draft: the section with which it is compared, and the name of that, its rows, and the figures of its statement; and that itself, once it is made."""

    section: Ready
    draft_rows: DraftRows
    figures: Figures
    baseline: str = PROPOSED
    made: list[Statement] = field(default_factory=list, init=False, compare=False, repr=False)

    @cached_property
    def checked(self) -> Costed:
        """The draft as it is printed, once it is checked and nothing of it is doubted any more.

        Its inputs have no figures but those of its statement, without what the models computed of all rows of its section with its own; rows that were
        sorted from them are sorted again where they are needed. Of many drafts of a cycle most that is in memory is this.
        """
        inputs = replace(self.draft_rows.inputs, figures=self.figures)
        found = replace(self, draft_rows=replace(self.draft_rows, inputs=inputs))
        vars(found).update((name, known) for name, known in vars(self).items() if name in _KEPT)
        return found

    def let_go(self) -> None:
        """Let go of all that can be made again of the rows and the figures, once what is made of the draft is finished; not of what is said of it at the end."""
        kept = {name: getattr(self, name) for name in _KEPT}
        for each in (self, self.draft_rows):
            for name in vars(each).keys() - {own.name for own in fields(each)}:
                del vars(each)[name]
        vars(self).update(kept)
        self.figures.contexts.clear()

    @cached_property
    def inputs(self) -> Inputs:
        """The inputs as the tables of the statement have them, so that missing and illustrative rows can be listed and counted."""
        draft = self.draft_rows.inputs
        frames = {name: frame for name, frame in self.frames.items() if name in self.figures.catalogue.tables}
        return Inputs(draft.label, draft.sha256, frames, draft.letters, self.figures, draft.examples, draft.section,
                      {**self.section.inputs.absent, **draft.absent}, draft.remarks, opened=draft.opened, prefilled=draft.prefilled, several=draft.several, worded=draft.worded)  # fmt: skip

    @cached_property
    def accepted(self) -> tuple[Accepted, ...]:
        """The rows of the draft in which an officer has accepted what is doubted, whether the statement has their sheet or not."""
        return tuple(accepted_rows(combined(self.draft_rows.anatomy), self.draft_rows.inputs))

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """The rows of all tables that are not derived, by name, as they were computed."""
        return as_computed(self.draft_rows, self.figures)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """What the draft costs in every situation that its choices leave; none where it has no alternatives."""
        return options(self.draft_rows, self.figures)

    @cached_property
    def standing(self) -> Standing:
        """Whether the statement is DRAFT or FINAL, and why."""
        found = standing(self.figures.catalogue, self.inputs, self.heading)
        more = [*([] if given(self.heading["rule"]) else ["rule not filled in"]), *([f"{self.waiting:,.10g} to place have no day"] if self.waiting else [])]
        return replace(found, reasons=(*found.reasons, *more))

    @cached_property
    def version(self) -> str:
        """The code of what its workbook says, and its section's."""
        return version(self.inputs)

    @property
    def label(self) -> str:
        """How its workbook is shown."""
        return self.draft_rows.inputs.label

    @property
    def waiting(self) -> float:
        """How many of the meetings that the draft asks for have no day yet, so that they are in no figure."""
        return self.draft_rows.waiting

    @property
    def heading(self) -> dict[str, Any]:
        """The row of sheet Draft resolution; of several drafts that are read as one, what all of them say."""
        return self.draft_rows.heading


def costed(
    section: Ready, path: Path, label: str, shares: pd.DataFrame | None = None, find: Callable[[str], Baseline] | None = None
) -> Costed:
    """Read, check and compute a draft; `shares` are the States, where what each would be assessed is wanted.

    It is compared with the baseline that `find` finds by the name in its workbook; without `find`, with the section. Raises `Refused` with
    every fault.
    """
    return costed_as_read(section, read.read(path, label), path.stem, shares, find)


def costed_as_read(
    section: Ready, raw: RawWorkbook, name: str, shares: pd.DataFrame | None = None, find: Callable[[str], Baseline] | None = None
) -> Costed:
    """Check and compute a draft whose workbook is read already, as one of which a copy was changed; `name` is that of its file."""
    return costed_beside(_baseline(section, raw, find), raw, name, shares)


def costed_beside(baseline: Baseline, raw: RawWorkbook, name: str, shares: pd.DataFrame | None) -> Costed:
    """Check and compute a draft beside its baseline; raise `Refused` with every fault."""
    draft_rows = _rows(baseline, raw, name, shares)
    found = Costed(baseline.section, draft_rows, figures(draft_rows), baseline.name)
    if faults := [*too_much(found.figures, draft_rows.inputs, draft_rows.years, baseline.proposed.catalogue.axes), *out_of_range(draft_rows, lambda: found.options)]:
        raise Refused(faults)
    return found


def rows_as_read(section: Ready, raw: RawWorkbook, name: str, find: Callable[[str], Baseline] | None = None) -> DraftRows:
    """Check a draft as `costed_as_read` does, and return its rows, of which nothing is computed yet; raise `Refused` with every fault."""
    return _rows(_baseline(section, raw, find), raw, name, None)


def _baseline(section: Ready, raw: RawWorkbook, find: Callable[[str], Baseline] | None) -> Baseline:
    return baseline_of(find, combined(anatomy_of(section.catalogue)), raw) if find else Baseline.of(section)


def _rows(baseline: Baseline, raw: RawWorkbook, name: str, shares: pd.DataFrame | None) -> DraftRows:
    anatomy = anatomy_of(baseline.proposed.catalogue)
    return DraftRows(anatomy, cited(anatomy, checked(raw, baseline, name)), shares)


def checked(raw: RawWorkbook, baseline: Baseline, name: str) -> Inputs:
    """Return the checked rows of a draft, whose file has a name, together with those of its baseline; raise `Refused` with every fault."""
    section = baseline.section
    anatomy = anatomy_of(section.catalogue)
    known = combined(anatomy)
    return check(known, raw, section.cycle, baseline.inputs, lambda frames: wrong_with(known, anatomy, frames, (name, section.cycle)))


def figures(draft_rows: DraftRows) -> Figures:
    """Return the figures of a statement, computed twice: first with everything in, no more of them than tells which lines rows reach, then what differs as stated, and the rest."""
    models = draft_rows.printed_lines.catalogue()
    none = {table.name: _empty(models, table) for table in models.tables.values() if table.made}
    frames = none | draft_rows.frames({})
    all_in = frames | {name: frames[name].assign(counts=1.0) for name in ("paragraphs", "alternatives")}
    reached, compared = Reached(draft_rows), draft_rows.cases_compared
    asked = rested_on(models, {*reached.asked_of(models), *compared.asked_of(models)})
    first = cost(models, all_in, draft_rows.inputs.named, alone=asked)
    stated = draft_rows.frames(reached.lines(first), compared.moving(first))
    return renewed(first, {name: frame for name, frame in stated.items() if name in models.tables and frame is not all_in[name]}, draft_rows.inputs.named)


def _empty(models: Catalogue, table: Table) -> pd.DataFrame:
    return pd.DataFrame(columns=list(models.columns(table.name)), dtype="str")
