"""The selftest: classic errors planted one by one into an officer's own input, in memory, and what each is caught by."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.doubts.classic_errors import Planting
from aspbudget.doubts.doubts import doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.faults import Refused
from aspbudget.figures.printed import printed_figures
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aspbudget.doubts.evidence import Doubt
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook

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


class Subject(NamedTuple):
    """An input to be tried: as it was read, with what it is compared with, and how a workbook like it is checked."""

    raw: RawWorkbook
    evidence: Evidence
    checked: Callable[[RawWorkbook], Inputs]


def tried(subject: Subject, most: int) -> Iterator[Tried]:
    """Plant at most so many errors of each kind in each column, one at a time, and yield what became of each."""
    before, known = measured(subject.evidence), _known(subject.evidence)
    for planted in Planting(subject.raw, subject.evidence, most).errors():
        try:
            inputs = subject.checked(planted.workbook)
        except Refused:
            yield Tried(*planted[:4], Caught.FAULT, moves=False, matters=True)
            continue
        evidence = Evidence(inputs, subject.evidence.expected)
        after = measured(evidence)
        yield Tried(*planted[:4], _caught(evidence, known), moves=before != after, matters=_matters(before, after))


def _known(evidence: Evidence) -> set[str]:
    """Return the doubts and remarks that there are without any planted error."""
    return {_words(each) for each in doubts(evidence).open} | {str(remark) for remark in evidence.inputs.remarks}


def _words(doubt: Doubt) -> str:
    return f"{doubt.table.name} {doubt.column} {doubt.row} {doubt.message}"


def _caught(evidence: Evidence, known: set[str]) -> Caught:
    if any(_words(each) not in known for each in doubts(evidence).open):
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


def share_caught(found: list[Tried]) -> float | None:
    """Return what share of the errors that matter was caught; `None` where none matters."""
    matter = [each for each in found if each.matters]
    caught = [each for each in matter if each.caught is not Caught.SILENT]
    return len(caught) / len(matter) if matter else None
