"""A run: read, check, cost, write, reconcile, and only then put the workbook in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aspbudget import read
from aspbudget.catalogue import Catalogue, catalogue, workbooks
from aspbudget.check import check
from aspbudget.faults import Fault, Refused, count
from aspbudget.layout import Printed
from aspbudget.printed import amounts
from aspbudget.reconcile import Reconciliation, reconcile
from aspbudget.standing import standing
from aspbudget.workbook import write_workbook
from aspbudget.workspace import INPUTS, STATEMENTS, NoCycle, Workspace, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    import pandas as pd

    from aspbudget.compare import Comparison
    from aspbudget.cost import Figures
    from aspbudget.inputs import Inputs
    from aspbudget.issued import Issued
    from aspbudget.standing import Standing
    from aspbudget.statement import Statement
    from aspbudget.statements import Costed


_MOST_SHOWN = 20


class Disagreement(Exception):
    """The second engine computed other values than were written; nothing was put in place."""

    def __init__(self, reconciliations: list[Reconciliation]) -> None:
        self.differences = [difference for each in reconciliations for difference in each.differences]
        shown = [str(difference) for difference in self.differences[:_MOST_SHOWN]]
        more = len(self.differences) - len(shown)
        super().__init__("\n".join([*shown, *([f"… and {more:,} more."] if more else [])]))


@dataclass(frozen=True)
class Ready:
    """The workbook of a cycle whose inputs are checked and whose figures are computed."""

    cycle: str
    workbook: str
    inputs: Inputs
    figures: Figures

    @property
    def catalogue(self) -> Catalogue:
        """The models."""
        return self.figures.catalogue

    @property
    def layout(self) -> Printed:
        """The printed table of the section: the first that the models declare."""
        return self.catalogue.layouts(Printed)[0]

    @cached_property
    def standing(self) -> Standing:
        """Whether the outputs are a draft, and why."""
        return standing(self.catalogue, self.inputs)


@dataclass(frozen=True)
class Run:
    """A finished run: what was computed, what was written, and what the second engine found."""

    ready: tuple[Ready, ...]
    workbooks: tuple[str, ...]
    reconciliations: tuple[Reconciliation, ...]
    statements: tuple[tuple[Issued, tuple[str, ...]], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that was written: the workbooks, then those of the statements."""
        return (*self.workbooks, *(file for _, files in self.statements for file in files))

    @property
    def section(self) -> Ready | None:
        """The section, when the cycle has one."""
        return next((ready for ready in self.ready if ready.workbook == "section"), None)

    def as_dict(self) -> dict[str, Any]:
        """Return the run as its JSON document; a cycle with contributions alone has no lines of a section."""
        section = section_of(self.section) if self.section else []
        standings = [ready.standing for ready in self.ready]
        return {
            "cycle": self.ready[0].cycle,
            "currency": str(self.ready[0].inputs.cycle["currency"]),
            "status": next((standing.word for standing in standings if standing.reasons), standings[0].word),
            "section": section,
            "total": sum(line["amount"] for line in section),
            "files": list(self.files),
            "checks": [
                {"name": name, "engine": each.engine, "cells": each.cells, "different": len(each.differences)}
                for name, each in (
                    *zip(self.workbooks, self.reconciliations, strict=True),
                    *(pair for issued, files in self.statements for pair in zip(files, (issued.reconciliation, issued.text), strict=True)),
                )
            ],
            "assumptions": {
                "illustrative": sum(len(standing.illustrative) for standing in standings),
                "missing": sum(len(standing.missing) for standing in standings),
            },
        }


def prepare(
    workspace: Workspace, cycle: str, say: Callable[[str], None], only: Collection[str] = ()
) -> tuple[Ready, ...]:
    """Read and check all input workbooks of a cycle, or `only` some, and compute their figures.

    Raises `Refused` with every fault of all.
    """
    ready: list[Ready] = []
    known = workbooks()
    faults = [Fault(workspace.label(path), "", "", _unread(known)) for path in workspace.strangers(cycle, known)]
    for workbook in workspace.workbooks(cycle, [name for name in known if not only or name in only]):
        try:
            ready.append(_prepared(workspace, cycle, workbook, say))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    return tuple(ready)


def _unread(known: list[str]) -> str:
    names = " or ".join(f"{name}.xlsx" for name in known)
    return f"This file is not read; save it as {names}, or move it out of the folder."


def _prepared(workspace: Workspace, cycle: str, workbook: str, say: Callable[[str], None]) -> Ready:
    path = workspace.inputs(cycle, f"{workbook}.xlsx")
    label = workspace.label(path)
    say(f"Reading   {label}")
    raw = read.read(path, label)
    say(f"Checking  {len(raw.sheets)} sheets")
    models = catalogue(workbook)
    inputs = check(models, raw, cycle)
    if inputs.examples:
        say(f"Ignoring  {count(inputs.examples, 'example row')}")
    say(f"Costing   {sum(len(frame) for frame in inputs.frames.values()):,} rows, {len(models.figures)} lines")
    return Ready(cycle, workbook, inputs, inputs.figures)


def run(workspace: Workspace, cycle: str, say: Callable[[str], None], *, pages: bool = False) -> Run:
    """Do the main job for a cycle, on demand with the models' pages.

    Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    ready = prepare(workspace, cycle, say)
    drafts = read_statements(workspace, ready, say)
    finished: dict[Path, bytes] = {}
    found: list[Reconciliation] = []
    for each in ready:
        path = workspace.outputs(cycle, f"{each.workbook}.xlsx")
        say(f"Writing   {workspace.label(path)}")
        emitted = write_workbook(each.figures, each.inputs, pages=pages, found=_earlier(workspace, each))
        say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
        found.append(reconcile(emitted.data, emitted.formulas))
        finished[path] = emitted.data
    issued = _issued(workspace, drafts, say)
    every = [*found, *(one for each in issued for one in (each.reconciliation, each.text))]
    if any(each.differences for each in every):
        raise Disagreement(every)
    publish(finished | {path: data for each in issued for path, data in each.files.items()})
    labels = tuple(tuple(map(workspace.label, each.files)) for each in issued)
    return Run(ready, tuple(map(workspace.label, finished)), tuple(found), tuple(zip(issued, labels, strict=True)))


def read_statements(workspace: Workspace, ready: tuple[Ready, ...], say: Callable[[str], None]) -> tuple[Costed, ...]:
    """Read, check and cost the statements of a cycle; raise `Refused` with every fault of all of them."""
    from aspbudget.issued import drafts, read_drafts  # noqa: PLC0415 - most cycles have no statements

    paths = drafts(workspace, ready[0].cycle) if (workspace.root / INPUTS / ready[0].cycle / STATEMENTS).exists() else []
    section = next((each for each in ready if each.workbook == "section"), None)
    if paths and section is None:
        message = "A statement needs its section; put section.xlsx into the folder of the cycle."
        raise Refused(Fault(workspace.label(path), "", "", message) for path in paths)
    return read_drafts(workspace, section, paths, None, say) if section and paths else ()


def _issued(workspace: Workspace, drafts: tuple[Costed, ...], say: Callable[[str], None]) -> list[Issued]:
    if not drafts:
        return []
    from aspbudget.issued import ENGLISH, issue  # noqa: PLC0415 - as above

    return [issue(workspace, each, ENGLISH, say) for each in drafts]


def run_statement(
    workspace: Workspace, cycle: str, symbol: str, options: tuple[str, bool], say: Callable[[str], None]
) -> tuple[Issued, tuple[str, ...]]:
    """Issue one statement of a cycle, in a language and, if so asked, with what each State would be assessed.

    Returns it with its files as shown. Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    from aspbudget.issued import draft, issue, read_drafts  # noqa: PLC0415 - as above

    language, per_state = options
    path = draft(workspace, cycle, symbol)
    ready = prepare(workspace, cycle, say, () if per_state else ("section",))
    section = next((each for each in ready if each.workbook == "section"), None)
    if section is None:
        message = "A statement needs its section; put section.xlsx into the folder of the cycle."
        raise Refused([Fault(workspace.label(path), "", "", message)])
    shares = rates(ready) if per_state else None
    issued = issue(workspace, read_drafts(workspace, section, [path], shares, say)[0], language, say)
    if issued.reconciliation.differences or issued.text.differences:
        raise Disagreement([issued.reconciliation, issued.text])
    publish(issued.files)
    return issued, tuple(map(workspace.label, issued.files))


def rates(ready: tuple[Ready, ...]) -> pd.DataFrame:
    """Return the States assessed for a cycle with their rates: those of its contributions, or of the built-in scale.

    The rate of a State that joins during the year is for its months.
    """
    import pandas as pd  # noqa: PLC0415 - loaded already

    found = next((each for each in ready if each.workbook == "contributions"), None)
    if found:
        states = found.figures.frame("states")
        states = states[states["rate"] > 0]
        columns = {"state": states["code"], "name": states["state"], "rate": states["rate"] * states["months"] / 12}
    else:
        from aspbudget.models.assessment import assess  # noqa: PLC0415 - only where a cycle has no contributions

        states = assess(int(ready[0].cycle[-4:]), 0.0)
        months = states.get("months", 12)
        columns = {"state": states.index, "name": states["state"], "rate": states["rate"] * months / 12}
    frame = pd.DataFrame({name: list(values) for name, values in columns.items()})
    frame = frame.sort_values("name", ignore_index=True)
    return frame.assign(number=[float(place) for place in range(1, len(frame) + 1)])[["state", "name", "number", "rate"]]


def _earlier(workspace: Workspace, ready: Ready) -> Comparison | str:
    """Return how a section compares with the earlier one in the workspace, or why that can't be said."""
    from aspbudget.compare import with_earlier  # noqa: PLC0415 - it compares what is made ready here

    return with_earlier(workspace, ready)


def section_of(ready: Ready) -> list[dict[str, Any]]:
    """Return the section, a row for each sub-programme and object: what it costs, and the printed amount."""
    layout, figures = ready.layout, ready.figures
    printed = amounts(figures, layout, layout.figure)
    unrounded = amounts(figures, layout, "unrounded")
    return [
        {
            "sub_programme": across,
            "object": down,
            "unrounded": round_cents(unrounded[down, across]),
            "amount": int(printed[down, across]),
        }
        for down, across in printed
    ]


def round_cents(amount: float) -> float:
    """Return an amount without the noise of adding up cents in binary."""
    return float(f"{amount:.2f}")


def costed(cycle: str | None = None, workspace: str | Path = ".", workbook: str = "section") -> Figures:
    """Return all figures of a cycle, for a notebook: `costed("2004").frame("posts")` is a DataFrame.

    The newest cycle is taken when none is named. Raises `Refused` with every fault of the inputs.
    """
    place = Workspace(Path(workspace).resolve())
    chosen = place.cycle(cycle)
    for ready in prepare(place, chosen, lambda _: None):
        if ready.workbook == workbook:
            return ready.figures
    message = f"Cycle {chosen} has no {workbook}.xlsx; it has {', '.join(place.workbooks(chosen, workbooks()))}."
    raise NoCycle(message)


def statement_of(cycle: str, symbol: str, workspace: str | Path = ".") -> Statement:
    """Return what a draft resolution costs, for a notebook: `statement_of("2004", "ICC-ASP/2/Res.7").frame()` is a DataFrame.

    Raises `Refused` with every fault of the inputs, and `NoCycle` where there is no such draft.
    """
    from aspbudget.issued import draft, read_drafts  # noqa: PLC0415 - as above
    from aspbudget.statements import statement  # noqa: PLC0415 - as above

    place = Workspace(Path(workspace).resolve())
    path = draft(place, place.cycle(cycle), symbol)
    section = prepare(place, cycle, lambda _: None, ("section",))[0]
    return statement(read_drafts(place, section, [path], None, lambda _: None)[0])
