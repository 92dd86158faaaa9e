"""The selftest: classic errors planted one by one into an officer's own input, in memory, and what each is caught by."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.model import CONTROL_TOTALS
from aspbudget.doubts.classic_errors import Planting
from aspbudget.doubts.control_totals import off_control, stated
from aspbudget.doubts.doubts import doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.faults import Refused
from aspbudget.figures.printed import printed_figures
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from aspbudget.doubts.classic_errors import Planted
    from aspbudget.doubts.evidence import Doubt
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook

_NUMBER = re.compile(r"\d[\d.,]*")
OF_A_LINE, OF_THE_TOTAL = 0.01, 0.001  # from which share on an error matters: of its own line, or of all


class Caught(Enum):
    """What an error is caught by, if anything."""

    FAULT = "fault"
    DOUBT = "doubt"
    REMARK = "remark"
    SILENT = "silent"


class Tried(NamedTuple):
    """An error that was planted: its kind and place, what was done, what caught it, and how much it moves; what is refused moves nothing."""

    kind: str
    sheet: str
    row: int
    what: str
    caught: Caught
    moves: bool
    matters: bool
    totals: bool = False  # whether it would be caught if control totals of every sheet were stated


class Subject(NamedTuple):
    """An input to be tried: as it was read, with what it is compared with, and how a workbook like it is checked."""

    raw: RawWorkbook
    evidence: Evidence
    checked: Callable[[RawWorkbook], Inputs]


def tried(subject: Subject, most: int, sample: int = 0) -> Iterator[Tried]:
    """Plant at most so many errors of each kind in each column, one at a time, and yield what became of each; of a `sample`, so many in all."""
    before, known, totals = measured(subject.evidence), _known(subject.evidence), stated(subject.evidence)
    for planted in _sampled(list(Planting(subject.raw, subject.evidence, most).errors()), sample):
        try:
            inputs = subject.checked(planted.workbook)
        except Refused:
            yield Tried(*planted[:4], Caught.FAULT, moves=False, matters=True)
            continue
        evidence = Evidence(inputs, subject.evidence.expected).since(subject.evidence.inputs)
        after, caught = measured(evidence), _caught(evidence, known)
        matters = _matters(before, after)
        if caught is Caught.SILENT and matters:  # it may show on a sheet that depends on the one where it is
            caught = _caught(replace(evidence, only=None), known)
        unmet = caught is Caught.SILENT and _is_unmet(evidence, totals)
        yield Tried(*planted[:4], caught, moves=before != after, matters=matters, totals=unmet)


def _sampled(errors: list[Planted], sample: int) -> list[Planted]:
    """Return errors drawn by lot, the same ones each time, in their order; all of them where no sample is asked for."""
    if not 0 < sample < len(errors):
        return errors
    return [errors[place] for place in sorted(Random(sample).sample(range(len(errors)), sample))]  # noqa: S311 - a sample, no secret


def _is_unmet(evidence: Evidence, totals: pd.DataFrame) -> bool:
    """Whether a workbook doesn't meet control totals; only those of the tables that are asked about are compared."""
    asked = {table.title for table, _ in evidence.tables()}
    frames = evidence.inputs.frames | {CONTROL_TOTALS: totals[totals["sheet"].isin(asked)]}
    return any(True for _ in off_control(replace(evidence, inputs=replace(evidence.inputs, frames=frames))))


def _known(evidence: Evidence) -> set[str]:
    """Return the doubts and remarks that there are without any planted error."""
    return {_words(evidence, each) for each in doubts(evidence).open} | {str(remark) for remark in evidence.inputs.remarks}


def _words(evidence: Evidence, doubt: Doubt) -> str:
    """Return what is doubted, without numbers: a doubt that there is anyway isn't another one because its row moved up, or because it counts fewer rows."""
    frame = evidence.inputs.frames[doubt.table.name]
    name = evidence.name(doubt.table, doubt.row) if evidence.catalogue.key(doubt.table.name) and doubt.row in frame.index else ""
    return f"{doubt.table.name} {doubt.column} {name} {_NUMBER.sub('', doubt.message)}"


def _caught(evidence: Evidence, known: set[str]) -> Caught:
    if any(_words(evidence, each) not in known for each in doubts(evidence).open):
        return Caught.DOUBT
    return Caught.REMARK if any(str(remark) not in known for remark in evidence.inputs.remarks) else Caught.SILENT


def measured(evidence: Evidence) -> dict[tuple[str, ...], float]:
    """Return the figures by which an error is measured: what a workbook prints first, and of a draft what it adds to those of its section."""
    found, section = printed_figures(evidence.figures), evidence.inputs.section
    before = printed_figures(section.figures) if section else {}
    return {place: amount - before.get(place, 0.0) for place, amount in found.items()}


def _matters(before: Mapping[tuple[str, ...], float], after: Mapping[tuple[str, ...], float]) -> bool:
    """Whether an error moves a line by a hundredth of it, or the total by a thousandth."""
    whole = add_up(before.values())
    if abs(add_up(after.values()) - whole) >= OF_THE_TOTAL * abs(whole) and before != after:
        return True
    lines = ((before.get(line, 0.0), after.get(line, 0.0)) for line in {*before, *after})
    return any(one != other and abs(one - other) >= OF_A_LINE * abs(one) for one, other in lines)


def share_caught(found: list[Tried], *, totals: bool = False) -> float | None:
    """Return what share of the errors that matter was caught, or would be with control `totals` of every sheet; `None` where none matters."""
    matter = [each for each in found if each.matters]
    caught = [each for each in matter if each.caught is not Caught.SILENT or (totals and each.totals)]
    return len(caught) / len(matter) if matter else None
