"""The command `adopt`: drafts that were adopted carry their rows into the section as approved, a new input workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.console import Console
from aspbudget.commands.drafts import draft, section_for
from aspbudget.commands.text import aligned
from aspbudget.commands.version_faults import faults_of
from aspbudget.declare.model import SECTION
from aspbudget.faults import Fault, Refused, Unproven, WrongUse
from aspbudget.figures.printed import amounts
from aspbudget.files.publish import publish
from aspbudget.inputs.check import check
from aspbudget.inputs.own import Notes, notes, own_sheets
from aspbudget.inputs.read import RawWorkbook, read_bytes
from aspbudget.inputs.ready import Ready, prepare
from aspbudget.inputs.version import SIGNATURES
from aspbudget.inputs.worded import as_worded, language_of
from aspbudget.lines.adding import add_up
from aspbudget.phrase import AsTyped, counted, phrase
from aspbudget.statements import adopted
from aspbudget.statements.baseline import Baseline
from aspbudget.statements.checks import file_name
from aspbudget.statements.costed import Costed, costed
from aspbudget.statements.costing import statement as statement_by
from aspbudget.statements.statement import APPROVED
from aspbudget.verbs import Answer
from aspbudget.workbooks.input_book import Form, write_inputs
from aspbudget.workspace import BASELINES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import Any

    import pandas as pd

    from aspbudget.statements.statement import Absorption, Statement
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

NEW = f"{APPROVED} (new)"
_CARRIED = "Carried   {count:,} row of {draft}, each with its paragraph in column Notes", "Carried   {count:,} rows of {draft}, each with its paragraph in column Notes"
_LATER = "Later     {sheet}, {row}, begins in {year}: add it to the section of that year"
_ABSORBED = (
    "Absorbed  {amount:,.0f} under {across} / {down} counts twice in the approved section, as the draft says in words alone which of its rows are done "
    "without. Lower these by that amount: {without}"
)


class ApprovedExists(WrongUse):
    """A section as approved waits to be put in place; it is never written over."""


class NotTheSum(Unproven):
    """The section with an adopted draft does not cost what the section and the draft do; nothing was written."""


class Step(NamedTuple):
    """A draft that was adopted: what it was read as, and its statement beside the section with the drafts adopted before it."""

    found: Costed
    statement: Statement


@dataclass
class Adopting:
    """Drafts being adopted one after the other: the cycle's `section`, that with what was adopted so far, and the workbook of that."""

    workspace: Workspace
    section: Ready
    step: Ready
    data: bytes
    label: str
    steps: list[Step] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def adopt(self, path: Path) -> None:
        """Carry the rows of a draft into the section as approved so far; what is wrong with it is kept among the faults."""
        label = self.workspace.label(path)
        if self._holds(path):
            self.faults.append(Fault(label, "", "", f"{self.step.inputs.label} has its rows already, as its notes say: it was adopted before. Leave it out."))
            return
        try:
            found = costed(self.section, path, label, None, lambda _: Baseline(APPROVED, self.step, self.section))
        except Refused as refused:
            self.faults += [fault for fault in refused.faults if fault not in self.faults]
            return
        wrong = list(faults_of(self.workspace, self.section, found, path))
        self.faults += wrong
        if not wrong:
            self._carry(found, statement_by(found))

    def _holds(self, path: Path) -> bool:
        """Whether notes of the section as approved say that its rows are those of a draft."""
        written = notes(self.section.catalogue, read_bytes(self.data, self.label), self.step.inputs)
        return any(file_name(str(note).partition(",")[0]) == path.stem for each in written.values() for note in each.of_rows.values())

    def _carry(self, found: Costed, statement: Statement) -> None:
        raw = read_bytes(self.data, self.step.inputs.label)
        self.data = _workbook(self.step, raw, adopted.approved(found), adopted.origins(found, statement))
        after = _read(self.data, self.label, self.section)
        sums = adopted.unrounded(self.step), adopted.adds(found), adopted.unrounded(after)
        if not adopted.foots(*sums):
            message = f"The section with {statement.symbol} costs {sums[2]:,.2f}, but {sums[0]:,.2f} without it, to which it adds {sums[1]:,.2f}; nothing was written."
            raise NotTheSum(message)
        self.step = after
        self.steps.append(Step(found, statement))


def adopt(asked: Asked) -> Answer:
    """Write the section as approved: that of the cycle, or the one approved so far, with the rows of drafts that were adopted.

    Raises `ApprovedExists`, `NotTheSum`, or `Refused` with the faults of all drafts; then nothing is written.
    """
    workspace, options = asked.workspace, asked.options
    cycle = workspace.cycle(options.cycle)
    paths = list(dict.fromkeys(draft(workspace, cycle, symbol, asked.say) for symbol in options.symbols))
    base, target = _places(workspace, cycle)
    section = section_for(prepare(workspace, cycle, asked.say, (SECTION,)), *map(workspace.label, paths))
    data = base.read_bytes()
    before = section if base == workspace.inputs(cycle) else _read(data, workspace.label(base), section)
    work = Adopting(workspace, section, before, data, workspace.label(target))
    for path in paths:
        asked.say(f"Reading   {workspace.label(path)}")
        work.adopt(path)
    if work.faults:
        raise Refused(work.faults)
    publish({target: work.data})
    return Answer(_document(work, before), _lines(work, before))


def _places(workspace: Workspace, cycle: str) -> tuple[Path, Path]:
    """Return the workbook that drafts are adopted into, and where the section as approved goes; raise `ApprovedExists` where that is taken."""
    approved, new = (workspace.inputs(cycle, f"{BASELINES}/{name}.xlsx") for name in (APPROVED, NEW))
    if not approved.exists():
        return workspace.inputs(cycle), approved
    if new.exists():
        message = (
            f"{workspace.label(new)} was adopted before and is not in place yet; put it in the place of {approved.name}, or move it away, "
            "and run this again. Inputs are never written over."
        )
        raise ApprovedExists(message)
    return approved, new


def _read(data: bytes, label: str, section: Ready) -> Ready:
    """Return a section as approved, checked and computed; raise `Refused` with its faults, and where it is of another year or currency."""
    inputs = check(section.catalogue, read_bytes(data, label), section.cycle)
    return Baseline(APPROVED, Ready(section.cycle, SECTION, inputs, inputs.figures), section).checked().section


def _workbook(section: Ready, raw: RawWorkbook, frames: Mapping[str, pd.DataFrame], origins: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return an input workbook with these rows, and with the notes and the own sheets of that of the section; who signed is left empty."""
    models = section.catalogue
    title = frames["cycle"].astype(object)
    title[list(SIGNATURES)] = None
    kept = {name: frame for name, frame in (dict(frames) | {"cycle": title}).items() if len(frame) or _has(as_worded(models, raw).sheets, name, raw)}
    written = notes(models, raw, section.inputs)
    for name, rows in origins.items():
        before = written.get(name, Notes())
        written[name] = Notes({**before.of_rows, **rows}, before.below)
    file = BytesIO()
    write_inputs(file, models, kept, section.cycle, Form(notes=written, own=own_sheets(raw), language=language_of(models, raw)))
    return file.getvalue()


def _has(sheets: Mapping[str, Any], name: str, raw: RawWorkbook) -> bool:
    return name in sheets and sheets[name].title in raw.sheets


def _printed(section: Ready) -> float:
    return add_up(amounts(section.figures, section.layout, section.layout.figure).values())


def _document(work: Adopting, before: Ready) -> dict[str, Any]:
    """Return what was adopted as a JSON document; amounts are of the budget year, in cents before rounding where they say so."""
    return {
        "cycle": work.section.cycle,
        "currency": str(work.section.inputs.cycle["currency"]),
        "base": before.inputs.label,
        "section": int(_printed(before)),
        "adopted": [
            {"symbol": each.statement.symbol, "version": each.statement.version, "state": each.statement.state, "dated": each.statement.dated,
             "additional": int(each.statement.total.additional), "absorbed": int(each.statement.total.absorbed),
             "adds_unrounded": round(adopted.adds(each.found), 2), "rows": _rows(each), "later": [_later(*row) for row in adopted.later(each.found)]}
            for each in work.steps
        ],
        "approved": int(_printed(work.step)),
        "unrounded": {"section": round(adopted.unrounded(before), 2), "approved": round(adopted.unrounded(work.step), 2)},
        "files": [work.label],
    }  # fmt: skip


def _rows(step: Step) -> int:
    return sum(len(each) for each in adopted.origins(step.found, step.statement).values())


def _later(sheet: str, row: str, year: int) -> dict[str, object]:
    return {"sheet": sheet, "row": row, "first_year": year}


def _lines(work: Adopting, before: Ready) -> Iterator[str]:
    """Yield what was adopted as text: the section before, what each draft adds, the section as approved, and what is still to be done."""
    words = Console.of(before.catalogue, before.inputs)
    yield words(phrase("Adopted into {workbook}, {currency}, {cycle}", workbook=AsTyped(before.inputs.label), currency=work.section.inputs.cycle["currency"], cycle=work.section.cycle))
    yield ""
    yield _row(words("Section without them"), (_printed(before), adopted.unrounded(before)), words)
    for step in work.steps:
        yield _row(f"  {words(step.statement.titled)}", (step.statement.total.additional + step.statement.total.absorbed, adopted.adds(step.found)), words)
    yield _row(words("Section as approved"), (_printed(work.step), adopted.unrounded(work.step)), words)
    yield ""
    for step in work.steps:
        yield words(counted(*_CARRIED, _rows(step), draft=AsTyped(step.statement.symbol)))
        yield from (words(phrase(_LATER, sheet=words(sheet), row=AsTyped(row), year=str(year))) for sheet, row, year in adopted.later(step.found))
        yield from (words(_still_in(each)) for each in step.statement.absorptions)
    yield words(phrase("Written   {file}", file=AsTyped(work.label)))
    if work.label.endswith(f"{NEW}.xlsx"):
        yield words(phrase("Next      look at it, and put it in the place of {file}, which is as it was", file=AsTyped(f"{APPROVED}.xlsx")))


def _still_in(absorbed: Absorption) -> str:
    """Return why what is absorbed stays in the section as approved beside what it pays for, and what to take out of it."""
    return phrase(_ABSORBED, amount=absorbed.amount, across=absorbed.across, down=absorbed.down, without=AsTyped(absorbed.done_without))


def _row(label: str, amounts: tuple[float, float], words: Console) -> str:
    printed, cents = amounts
    return aligned(label, [words(f"{printed:,.0f}"), words(f"{cents:,.2f}")], 60, 16)
