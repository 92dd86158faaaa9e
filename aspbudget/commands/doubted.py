"""Doubts for the command line: what each input of a cycle is compared with, and its doubts as sentences at their cells."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.commands.console import ENGLISH
from aspbudget.commands.text import placed
from aspbudget.declare.model import SECTION
from aspbudget.doubts.control_totals import unguarded
from aspbudget.doubts.doubts import asked, at_its_cell, doubts, reason
from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.expected_rows import expected_as_known, expected_from_before, expected_from_version
from aspbudget.faults import Refused, allowed
from aspbudget.figures.catalogue import catalogue
from aspbudget.files.written import hash_of
from aspbudget.inputs.check import check
from aspbudget.inputs.read import file_bytes, read, read_bytes
from aspbudget.phrase import AsTyped, counted, phrase
from aspbudget.terminal import doubtful
from aspbudget.workspace import BASELINES, companion, follows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aspbudget.commands.console import Console
    from aspbudget.doubts.evidence import Expected
    from aspbudget.faults import Remark
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.statements.costed import Costed
    from aspbudget.workspace import Workspace

_DOUBTS = "Doubts    {count:,} in {workbook}, none of them a fault: correct the cell, or say in a column Accepted why it is right"
_ACCEPTED = "Accepted  {count:,} doubt in {workbook}", "Accepted  {count:,} doubts in {workbook}"
_UNSEEN = "where a row left out, or two numbers exchanged, shows only beside sheet Control totals (check --totals helps to fill it in)"
_UNGUARDED = "Unguarded {count:,} sheet in {workbook}, {unseen}: {sheets}", "Unguarded {count:,} sheets in {workbook}, {unseen}: {sheets}"


class Doubtful(NamedTuple):
    """The doubts about an input workbook, each at its cell: those that are open, and those accepted, each with the officer's reason.

    Its `unguarded` sheets cost something and are compared with nothing from elsewhere.
    """

    label: str
    open: tuple[Remark, ...]
    accepted: tuple[tuple[Remark, str], ...]
    unguarded: tuple[str, ...] = ()


def doubted(workspace: Workspace, cycle: Cycle, drafts: tuple[Costed, ...]) -> tuple[Doubtful, ...]:
    """Return the doubts about each input of a cycle, workbook by workbook."""
    return tuple(_doubted(each) for each in (*(evidence(workspace, ready, drafts) for ready in cycle.workbooks), *map(evidence_of_a_draft, drafts)))


def evidence(workspace: Workspace, ready: Ready, drafts: tuple[Costed, ...] = ()) -> Evidence:
    """Return a workbook with what it is compared with: that of the cycle before, carried over, and what the models know of the cycle.

    A section with which one of the `drafts` is compared is checked already, and isn't again.
    """
    before = _before(workspace, ready)
    carried = (expected_from_before(ready.catalogue, before, ready.inputs),) if before else ()
    known = {each.inputs.sha256: each.inputs for each in (ready, *(draft.section for draft in drafts))}
    return Evidence(ready.inputs, (*carried, expected_as_known(ready.catalogue, ready.inputs), *_versions(workspace, ready, known)))


def _versions(workspace: Workspace, ready: Ready, known: Mapping[str, Inputs]) -> Iterator[Expected]:
    """Yield the baselines of a section other than that as approved, where they have no fault; of those that are `known` by their hash, as they were checked."""
    folder, approved = workspace.inputs(ready.cycle, BASELINES), workspace.approved(ready.cycle)
    for path in sorted(folder.glob("*.xlsx")) if ready.workbook == SECTION else ():
        if path != approved and not companion(path):
            with suppress(Refused):
                data = file_bytes(path, workspace.label(path))
                version = known.get(hash_of(data)) or check(ready.catalogue, read_bytes(data, workspace.label(path)), ready.cycle)
                yield expected_from_version(ready.catalogue, version, path.name)


def evidence_of_a_draft(draft: Costed) -> Evidence:
    """Return a draft's own rows, which are compared with those of its section."""
    return Evidence(draft.draft_rows.inputs)


def _before(workspace: Workspace, ready: Ready) -> Inputs | None:
    """Return the checked workbook of the cycle before, of a section as approved where there is one; nothing where there is none, or it has faults."""
    cycle = next((each for each in workspace.cycles() if follows(each, ready.cycle)), "")
    if not cycle:
        return None
    path: Path = (workspace.approved(cycle) if ready.workbook == SECTION else None) or workspace.inputs(cycle, f"{ready.workbook}.xlsx")
    try:
        return check(catalogue(ready.workbook, workspace.content), read(path, workspace.label(path)), cycle) if path.exists() else None
    except Refused:
        return None


def _doubted(each: Evidence) -> Doubtful:
    found = doubts(each)
    accepted = tuple((at_its_cell(each, doubt), reason(each, doubt)) for doubt in found.accepted)
    return Doubtful(each.inputs.label, tuple(asked(each, doubt) for doubt in found.open), accepted, () if each.inputs.section else tuple(unguarded(each)))


def document(found: tuple[Doubtful, ...]) -> dict[str, Any]:
    """Return the doubts as they appear in a JSON document."""
    return {
        "doubts": [doubt.as_dict() for each in found for doubt in each.open],
        "unguarded": [{"workbook": each.label, "sheets": list(each.unguarded)} for each in found if each.unguarded],
        "accepted": [doubt.as_dict() | {"reason": why} for each in found for doubt, why in each.accepted],
    }


def lines(found: tuple[Doubtful, ...], words: Console = ENGLISH) -> Iterator[str]:
    """Yield the doubts as text, each workbook once as a heading over its own."""
    for each in found:
        label = AsTyped(each.label)
        if each.open:
            yield doubtful(words(phrase(_DOUBTS, count=len(each.open), workbook=label)))
            yield from (f"  {placed(doubt, words)}" for doubt in each.open)
        if each.accepted:
            yield words(counted(*_ACCEPTED, len(each.accepted), workbook=label))
        if each.unguarded:
            yield words(counted(*_UNGUARDED, len(each.unguarded), workbook=label, unseen=_UNSEEN, sheets=allowed(each.unguarded)))
