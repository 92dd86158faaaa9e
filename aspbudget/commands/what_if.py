"""The command `what-if`: the section and what each State pays, with cells and rows of the inputs changed in a copy; the inputs stay as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.console import Console
from aspbudget.commands.drafts import read_statements
from aspbudget.commands.outcome import Case, Outcome, side_by_side
from aspbudget.copies.changed_copy import Changed, applied, belongs
from aspbudget.faults import Refused, WrongUse, nearest
from aspbudget.files.one_file import put, refuse
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read_bytes
from aspbudget.inputs.ready import Cycle, Ready, prepare
from aspbudget.inputs.variant import NoSuchCell, Wanted, listed, parsed
from aspbudget.phrase import AsTyped, phrase
from aspbudget.statements.costing import statement
from aspbudget.statements.draft_sheets import combined
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.proving import proof_of
from aspbudget.workbooks.reconcile import Disagreement
from aspbudget.workbooks.statement_book import write_statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from aspbudget.faults import Fault
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.statements.costed import Costed
    from aspbudget.verbs import Asked
    from aspbudget.workbooks.cycle_book import Emitted
    from aspbudget.workspace import Workspace

_LISTS = ".json"
_MOST = 5
_MARK = "VARIANT, not what is proposed: {name}"


class Variant(NamedTuple):
    """What follows from changes: its name, the cells that were changed, the cycle and its statements with them, and the bytes of the workbooks that were changed.

    `faults` are those for which the statements can't follow, as one that cites a row that is removed.
    """

    name: str
    cells: tuple[Changed, ...]
    cycle: Cycle
    drafts: tuple[Costed, ...]
    faults: tuple[Fault, ...]
    data: Mapping[str, bytes]


def what_if(asked: Asked) -> Answer:
    """Compute a cycle with cells changed, as often as there are lists of changes, beside what it is now."""
    options, workspace = asked.options, asked.workspace
    cycle = workspace.cycle(options.cycle)
    wanted = _wanted(options.changes)
    target = {name: Path(path) for name, path in (("output", options.output), ("accept", options.accept)) if path}
    if target and len(wanted) > 1:
        message = f"One variant can be written at a time, and there are {len(wanted)}; name one list of changes."
        raise WrongUse(message)
    for path in target.values():
        refuse(path, ".xlsx")
    if len(wanted) > _MOST:
        message = f"At most {_MOST} variants stand side by side, and there are {len(wanted)}; name fewer lists of changes."
        raise WrongUse(message)
    checked = prepare(workspace, cycle, asked.say)
    drafts, faults = _drafts(asked, checked, wanted)
    found_of = [varied(workspace, checked, name, changes, drafts) for name, changes in wanted.items()]
    variants = [each._replace(faults=faults) if faults else _followed(asked, each, drafts) for each in found_of]
    files = _written(target, variants[0]) if target else []
    base, words = Case.of(workspace, checked, drafts), Console.of_cycle(checked)
    found = [Outcome(each.name, each.cells, base, Case.of(workspace, each.cycle, each.drafts), each.faults, words) for each in variants]
    document = {"cycle": checked.name, "currency": base.currency, "variants": [each.as_dict() for each in found], "files": files}
    beside = side_by_side(base, found, words) if len(found) > 1 else ()
    lines = (line for at, each in enumerate(found) for line in ([""] * bool(at) + list(each.lines())))
    return Answer(document, [*lines, *beside, *([words(phrase("Written   {file}", file=AsTyped(", ".join(files))))] if files else [])])


def _wanted(given: Sequence[str]) -> dict[str, list[Wanted]]:
    """Return the changes of each variant, by its name: a list that the page wrote is one, and all that are written out are one together."""
    variants: dict[str, list[Wanted]] = {}
    for text in given:
        if text.casefold().endswith(_LISTS):
            variants[Path(text).stem] = list(_listed(Path(text)))
        else:
            variants.setdefault("as written", []).append(parsed(text))
    return variants


def _listed(path: Path) -> Iterator[Wanted]:
    """Yield the changes of a list; raise `NoSuchCell` where the file is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        found = [listed(each) for each in document["changes"]]
    except FileNotFoundError:
        message = f"There is no file {path}; name the list of changes that the page lets you download, or write a change out."
        raise NoSuchCell(message) from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"{path} is no list of changes; download one from the page of the cycle."
        raise NoSuchCell(message) from error
    if not found:
        message = f"{path} has no change."
        raise NoSuchCell(message)
    yield from found


def varied(workspace: Workspace, checked: Cycle, name: str, changes: Sequence[Wanted], drafts: Sequence[Costed] = ()) -> Variant:
    """Return what follows from changes but for statements, computed as inputs are: read, checked, and refused where a workbook would be.

    Changes of `drafts` are made in copies of their workbooks, which are read with the other statements.
    """
    cells: list[Changed] = []
    workbooks: list[Ready] = []
    data: dict[str, bytes] = {}
    places = [(each, _place(checked, drafts, each)) for each in changes]
    for ready in checked.workbooks:
        own = [each for each, place in places if place is ready]
        inputs = ready.inputs
        if own:
            path = workspace.inputs(checked.name, f"{ready.workbook}.xlsx")
            data[ready.workbook], done = applied(path.read_bytes(), ready.catalogue, inputs, own)
            cells += done
            inputs = check(ready.catalogue, read_bytes(data[ready.workbook], f"{inputs.label}, changed"), checked.name)
        workbooks.append(replace(ready, inputs=inputs, figures=inputs.figures))
    for draft in drafts:
        if own := [each for each, place in places if place is draft]:
            path, rows = workspace.root / draft.inputs.label, draft.draft_rows
            data[path.stem], done = applied(path.read_bytes(), combined(rows.anatomy), rows.inputs, own)
            cells += done
    return Variant(name, tuple(cells), Cycle(checked.name, tuple(workbooks)), (), (), data)


def _drafts(asked: Asked, checked: Cycle, wanted: Mapping[str, Sequence[Wanted]]) -> tuple[tuple[Costed, ...], tuple[Fault, ...]]:
    """Return the statements of a cycle, or the faults for which there are none yet, as of a draft that is still filled in; raise those where a change is of a draft."""
    try:
        return read_statements(asked.workspace, checked, asked.say), ()
    except Refused as refused:
        if any(each.workbook and checked.of(each.workbook) is None for changes in wanted.values() for each in changes):
            raise
        return (), tuple(refused.faults)


def _followed(asked: Asked, variant: Variant, drafts: Sequence[Costed]) -> Variant:
    """Return a variant with the statements of its cycle, or with the faults for which they can't follow; raise those of a draft that is changed itself."""
    changed = {f"{each.inputs.label}, changed" for each in drafts if Path(each.inputs.label).stem in variant.data}
    try:
        return variant._replace(drafts=read_statements(asked.workspace, variant.cycle, asked.say, variant.data))
    except Refused as refused:
        if any(fault.workbook in changed for fault in refused.faults):
            raise
        return variant._replace(faults=refused.faults)


def _place(checked: Cycle, drafts: Sequence[Costed], change: Wanted) -> Ready | Costed:
    """Return the workbook, or the draft, that has the sheet of a change; raise `NoSuchCell` where none of the cycle has."""
    if not change.workbook:
        return next((each for each in checked.workbooks if belongs(each.catalogue, change)), checked.workbooks[0])
    known = {str(each.heading["symbol"]): each for each in drafts}
    named = checked.of(change.workbook) or known.get(change.workbook)
    if named is None:
        message = f'"{change.words}" is of {change.workbook}, which is no workbook of cycle {checked.name}{nearest(change.workbook, [*(each.workbook for each in checked.workbooks), *known]) or "."}'
        raise NoSuchCell(message)
    return named


def _written(target: Mapping[str, Path], variant: Variant) -> list[str]:
    """Write the changed inputs as a new file, and the workbook of figures that follows from them, which says on every page what it is.

    Raises `WrongUse` where several workbooks are changed, of which one file could hold but one; then, and where the proof fails, nothing is written.
    """
    if len(variant.data) > 1:
        message = f"The changes are of {' and '.join(variant.data)}, and a file holds one workbook; name the changes of one of them."
        raise WrongUse(message)
    workbook, changed = next(iter(variant.data.items()))
    made = {path: changed if name == "accept" else _book(variant, workbook) for name, path in target.items()}
    for path, data in made.items():
        put(path, data)
    return list(map(str, made))


def _book(variant: Variant, workbook: str) -> bytes:
    """Return the workbook of a variant, of the cycle or of a statement, proven; its title says that it is one."""
    ready = variant.cycle.of(workbook)
    emitted = _statement(next(each for each in variant.drafts if Path(each.inputs.label.removesuffix(", changed")).stem == workbook)) if ready is None else _section(ready)
    found = proof_of(emitted.data, emitted.formulas)
    if found.differences:
        raise Disagreement([found])
    return emitted.data


def _section(ready: Ready) -> Emitted:
    inputs = ready.inputs
    marked = replace(inputs, frames=_marked(inputs, "cycle", "section", Console.of(ready.catalogue, inputs)))
    return write_workbook(marked.figures, marked)


def _statement(found: Costed) -> Emitted:
    inputs = found.draft_rows.inputs
    frames = _marked(inputs, "draft_resolution", "symbol", Console.of_draft(found))
    marked = replace(found, draft_rows=replace(found.draft_rows, inputs=replace(inputs, frames=frames)))
    return write_statement(marked, statement(marked))


def _marked(inputs: Inputs, table: str, column: str, words: Console) -> dict[str, pd.DataFrame]:
    """Return the tables of inputs with the name of what they are of marked as that of a variant."""
    frame = inputs.frames[table]
    return inputs.frames | {table: frame.assign(**{column: [words(phrase(_MARK, name=AsTyped(name))) for name in frame[column]]})}
