"""Baselines: the section with which a draft is compared, as proposed, as approved, or another of the same year.

A draft cites, on sheet Provision, the rows of the proposed section that answer its paragraphs. What the baseline has of these is provided
for; what it hasn't is what the draft adds. Say the proposed section has the posts of a secretariat that a draft establishes. Beside the
proposed section they are provided for, and the draft adds nothing; beside a section without them they are the price of the draft:

    row cited by the draft     in the proposed section     in the baseline     the row is
    Post of a director         yes                         no                  additional
    Meeting of the assembly    yes                         yes                 provided for, as the baseline has it
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.faults import Fault, Refused
from aspbudget.inputs.cells import table as typed_table
from aspbudget.inputs.inputs import BEYOND
from aspbudget.inputs.worded import as_worded
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.statement import PROPOSED

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.anatomy import Anatomy

AGAINST = "against"


class NoBaseline(Exception):
    """There is no section of the name with which a draft is to be compared; the message says which there are."""


@dataclass(frozen=True)
class Baseline:
    """The `section` with which a draft is compared, under its name, and the section as `proposed`, whose rows the draft cites."""

    name: str
    section: Ready
    proposed: Ready

    @classmethod
    def of(cls, proposed: Ready) -> Baseline:
        """Return the cycle's own section as the baseline."""
        return cls(PROPOSED, proposed, proposed)

    def checked(self) -> Baseline:
        """Return the baseline; raise `Refused` where it is of another year or currency than the proposed section, so that nothing can be compared."""
        inputs, own = self.section.inputs, self.proposed.inputs.cycle
        row, table = int(inputs.frames["cycle"].index[0]), self.section.catalogue.tables["cycle"]
        faults = [
            Fault(inputs.label, *inputs.place(table, name, row), f'{title} is "{inputs.cycle[name]}", but the draft is of {own[name]}: {remedy}')
            for name, title, remedy in _SAME if inputs.cycle[name] != own[name]
        ]  # fmt: skip
        if faults:
            raise Refused(faults)
        return self

    @cached_property
    def inputs(self) -> Inputs:
        """The inputs of the baseline, with the rows that only the proposed section has; these have numbers beyond those of a sheet. All drafts beside it share them."""
        anatomy, section, proposed = anatomy_of(self.section.catalogue), settled(self.section), settled(self.proposed)
        if self.section is self.proposed:
            return section
        more = {name: _only_proposed(anatomy, name, section, proposed) for name in (*anatomy.activities, *anatomy.vocabulary)}
        more = {name: frame for name, frame in more.items() if len(frame)}  # a frame takes its time to leave out none of no rows
        more = {name: frame[_with_what_they_complete(anatomy, name, more, section)] for name, frame in more.items()}
        joined = {name: pd.concat([section.frames[name], frame]) for name, frame in more.items() if len(frame)}
        return replace(section, frames=section.frames | joined, further=proposed)


_SAME = (
    ("cycle", "Cycle", "a draft is compared with a section of its own year; correct the cell, or compare it with another."),
    ("currency", "Currency", "a draft is compared with a section in its own currency; correct the cell, or compare it with another."),
)


def settled(section: Ready) -> Inputs:
    """Return the inputs of a section with the quantities that it works out from other sheets, such as one for each post, as whole ones."""
    found = [(section.inputs.frames[table.name], table.name, table.settled) for table in section.catalogue.tables.values() if table.settled]
    whole = {name: {each.column: section.figures.values(name, each.line), each.each: [None] * len(frame)} for frame, name, each in found}
    frames = {name: frame.assign(**{column: pd.Series(values, frame.index, frame[column].dtype) for column, values in whole[name].items()}) for frame, name, _ in found}
    return replace(section.inputs, frames=section.inputs.frames | frames)


def _only_proposed(anatomy: Anatomy, name: str, section: Inputs, proposed: Inputs) -> pd.DataFrame:
    key = anatomy.section.key(name)
    frame = proposed.frames[name]
    known = {*section.frames[name][key].tolist()}
    found = frame.take([place for place, text in enumerate(frame[key].tolist()) if text not in known])
    return found.set_axis(found.index + BEYOND)


def _with_what_they_complete(anatomy: Anatomy, name: str, more: dict[str, pd.DataFrame], section: Inputs) -> pd.Series:
    """Return which rows may join the baseline: one that completes a row of another sheet, as a booth does a language set, only with that row.

    It may also complete a row of the baseline that nothing completes there, as a baseline that was made before such rows has grades.
    """
    frame, follows = more[name], anatomy.section.tables[name].follows
    if not follows or name in anatomy.activities:
        return pd.Series(data=True, index=frame.index)
    other = anatomy.section.columns(name)[follows].refers
    joins = frame[follows].isin(more[other][anatomy.section.key(other)]) if other in more else pd.Series(data=False, index=frame.index)
    return joins | ~frame[follows].isin(section.frames[name][follows])


def cited(anatomy: Anatomy, inputs: Inputs) -> Inputs:
    """Return the checked inputs of a draft without the activities that only the proposed section has and that the draft doesn't cite."""
    beyond = {name: frame for name, frame in inputs.frames.items() if name in anatomy.activities and (frame.index > BEYOND).any()}
    frames = {name: frame[(frame.index <= BEYOND) | _cited(anatomy, inputs, name)] for name, frame in beyond.items()}
    return replace(inputs, frames=inputs.frames | frames)


def _cited(anatomy: Anatomy, inputs: Inputs, name: str) -> pd.Series:
    provision = inputs.frames["provision"]
    mine = provision[provision["sheet"] == anatomy.section.tables[name].title]
    return inputs.frames[name][anatomy.section.key(name)].isin(mine["row"])


def declared(catalogue: Catalogue, raw: RawWorkbook) -> tuple[str, str]:
    """Return the name of the baseline that the workbook of a draft gives, empty where it gives none, and its cell."""
    catalogue = as_worded(catalogue, raw)
    table = catalogue.tables["draft_resolution"]
    if table.title not in raw.sheets:
        return "", ""
    typed = typed_table(raw.sheets[table.title], raw.label, tuple(catalogue.columns(table.name).values()))
    if not len(typed.frame) or AGAINST not in typed.letters:
        return "", ""
    value = typed.frame[AGAINST].iloc[0]
    return "" if pd.isna(value) else str(value), f"{typed.letters[AGAINST]}{typed.frame.index[0]}"


def found(find: Callable[[str], Baseline], catalogue: Catalogue, raw: RawWorkbook) -> Baseline:
    """Return the baseline of a draft, which `find` finds by the name in its workbook; raise `Refused` at that cell where there is none."""
    name, cell = declared(catalogue, raw)
    try:
        return find(name)
    except NoBaseline as none:
        raise Refused([Fault(raw.label, as_worded(catalogue, raw).tables["draft_resolution"].title, cell, str(none))]) from none
