"""What commands return when they are done: a finished run and an issued statement, where their files are, and their JSON documents."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.figures.printed import amounts
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from aspbudget.files.publish import Placed
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.review.comparison import Comparison
    from aspbudget.statements.consolidated import Consolidated
    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Amounts, Line, Option, Statement
    from aspbudget.workbooks.reconcile import Reconciliation
    from aspbudget.workspace import Workspace

WORKBOOK = ".xlsx"


@dataclass(frozen=True)
class Issued:
    """An issued statement: its figures, its files by path, and the outcome of checking each, the workbook in each of its languages first, then the texts.

    A second engine recalculates the workbook. A text is read back: each number in it must be a figure of the statement or appear
    in the words of its inputs.
    """

    found: Costed
    statement: Statement
    files: dict[Path, bytes]
    checked: tuple[Reconciliation, ...]

    @property
    def recalculated(self) -> list[Reconciliation]:
        """What the second engine found in its workbooks, one in each language."""
        return [found for path, found in zip(self.files, self.checked, strict=True) if path.suffix == WORKBOOK]

    @property
    def read_back(self) -> list[Reconciliation]:
        """What was found when its texts were read back."""
        return [found for path, found in zip(self.files, self.checked, strict=True) if path.suffix != WORKBOOK]

    def as_dict(self, labels: Sequence[str]) -> dict[str, Any]:
        """Return the statement as its JSON document; amounts are as printed, of the budget year unless they stand with their year.

        `labels` are its files.
        """
        statement, axes = self.statement, self.statement.axes
        return {
            "symbol": statement.symbol,
            "version": statement.version,
            "state": statement.state,
            "dated": statement.dated,
            "baseline": statement.baseline,
            "currency": statement.currency,
            "year": statement.year,
            "status": self.found.standing.word,
            "paragraphs": [
                {"paragraph": each.number, "answer": each.answer, **_amounts(statement.paragraph(each.number))} for each in statement.paragraphs
            ],
            "joint": _amounts(statement.joint),
            "totals": _amounts(statement.total),
            "years": [{"year": year, **_amounts(statement.in_year(year))} for year in statement.years],
            "ranges": [{"paragraph": each.number, "low": each.low, "high": each.high, "reason": each.reason, "excludes": list(each.excludes)}
                       for each in statement.ranges],
            "excludes": list(statement.excludes),
            "indications": [
                {"paragraph": each.paragraph, "alternative": each.alternative,
                 "years": [{"year": year, "additional": int(amount)} for year, amount in zip(statement.years, each.years, strict=True)]}
                for each in statement.indications
            ],
            "lines": [
                {"paragraph": line.paragraph or None, axes.across: line.across, axes.down: line.down, "year": line.year, "kind": line.kind,
                 **_amounts(line.amounts)} for line in statement.lines
            ],
            "absorbed": [{"paragraph": each.paragraph, axes.across: each.across, axes.down: each.down, "amount": each.amount,
                          "done_without": each.done_without} for each in statement.absorptions],
            "alternatives": [
                {"in": list(each.alternatives), "choices": _choices(statement, each), "years": [{"year": year, **_amounts(amounts)} for year, amounts in zip(statement.years, each.years, strict=True)]}
                for each in statement.options
            ],
            "states": [{"state": each.code, "rate": each.rate, "amount": int(each.amount)} for each in statement.shares],
            "remarks": remarks_of(self.found.draft_rows.inputs),
            "files": list(labels),
        }  # fmt: skip


def _amounts(amounts: Amounts) -> dict[str, int]:
    return {name: int(amount) for name, amount in amounts._asdict().items()}


def _choices(statement: Statement, option: Option) -> dict[str, str | None]:
    """Return what an option keeps of each choice; nothing where it keeps none."""
    return {choice: kept or None for choice, kept in statement.answers(option) if choice}


@dataclass(frozen=True)
class IssuedTogether(Issued):
    """An issued consolidated statement: that of several drafts as one, and what each of these costs by itself and in the order of adoption."""

    consolidated: Consolidated

    def as_dict(self, labels: Sequence[str]) -> dict[str, Any]:
        """Return the consolidated statement as its JSON document; amounts are as printed, of the budget year unless they stand with their year."""
        whole, found = self.statement, self.consolidated
        return {
            "drafts": [
                {"symbol": each.symbol, "own": _amounts(each.in_year(whole.year)), "in_order": _amounts(each.in_order[0]) if each.in_order else None}
                for each in found.drafts
            ],
            "order": list(found.adopted) or None,
            "baseline": whole.baseline,
            "currency": whole.currency,
            "year": whole.year,
            "status": self.found.standing.word,
            "joint": _amounts(found.joint(whole.year)),
            "totals": _amounts(whole.total),
            "years": [{"year": year, **_amounts(whole.in_year(year)), "joint": _amounts(found.joint(year))} for year in whole.years],
            "excludes": list(whole.excludes),
            "lines": [*(self._line(each.symbol, line) for each in found.drafts for line in each.lines), *(self._line(None, line) for line in found.joint_lines())],
            "states": [{"state": each.code, "rate": each.rate, "amount": int(each.amount)} for each in whole.shares],
            "remarks": remarks_of(self.found.draft_rows.inputs),
            "files": list(labels),
        }  # fmt: skip

    def _line(self, symbol: str | None, line: Line) -> dict[str, Any]:
        """Return a printed line of a draft, or one of the joint effect between drafts."""
        axes = self.statement.axes
        return {"draft": symbol, "paragraph": line.paragraph or None, axes.across: line.across, axes.down: line.down, "year": line.year,
                "kind": line.kind or None, **_amounts(line.amounts)}  # fmt: skip


@dataclass(frozen=True)
class Put:
    """Where finished files were put, as paths are shown, by the path that was asked for; and the edited files that were kept, likewise.

    `same` are those that lay there already as they are made.
    """

    files: dict[Path, str]
    edited: dict[Path, str]
    same: frozenset[Path] = frozenset()

    @classmethod
    def of(cls, workspace: Workspace, placed: Mapping[Path, Placed], same: Iterable[Path] = ()) -> Put:
        """Return where files were put, in the words of a workspace."""
        edited = {path: workspace.label(each.edited) for path, each in placed.items() if each.edited}
        return cls({path: workspace.label(each.path) for path, each in placed.items()}, edited, frozenset(same))

    def labels(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """Return where files are, as shown."""
        return tuple(self.files[path] for path in paths)

    def edited_files(self) -> list[dict[str, str]]:
        """Return the edited files that were kept, each with the new file, as they appear in a JSON document."""
        return [{"kept": edited, "new": self.files[path]} for path, edited in self.edited.items()]


class Readers(NamedTuple):
    """The readers' sets: the files that a run writes for them alone, and how many pages each document of a set has, by where the set goes.

    That in the language of the inputs is the first.
    """

    files: dict[Path, bytes]
    pages: Mapping[Path, Mapping[Path, int]]

    def as_dict(self, put: Put) -> dict[str, Any]:
        """Return the sets as they appear in a JSON document: the file of the first and the pages of each of its documents, and below it those in further languages."""
        first, *further = [{"file": put.files[place], "documents": [{"file": put.files[path], "pages": number} for path, number in pages.items()]} for place, pages in self.pages.items()]
        return first | {"further": further}


@dataclass(frozen=True)
class Run:
    """A finished run: what was computed, where it was put, what the second engine found, and which older outputs are left there.

    `earlier` is how the section compares with that of the cycle before, or in words why there is no comparison; `page` is the page for a
    browser, `unmade` why there is none; `readers` are the readers' sets, where they were asked for; `moved` says what moved since a
    review.
    """

    cycle: Cycle
    workbooks: tuple[Path, ...]
    reconciliations: tuple[Reconciliation, ...]
    statements: tuple[Issued, ...]
    put: Put
    left: tuple[str, ...] = ()
    earlier: Comparison | str = ""
    page: tuple[Path, ...] = ()
    unmade: str = ""
    readers: Readers | None = None
    moved: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that was written: the workbooks, then those of the statements, the page for a browser, and those of the readers' set."""
        return (*self.compared, *self.put.labels(self.page), *self.put.labels(self.readers.files if self.readers else ()))

    @property
    def compared(self) -> tuple[str, ...]:
        """The files in which every figure was compared: all but the page, which compares them itself in the browser, and the readers' set, made of them."""
        return self.put.labels([*self.workbooks, *(path for each in self.statements for path in each.files)])

    def as_dict(self) -> dict[str, Any]:
        """Return the run as its JSON document; a cycle with contributions alone has no lines of a section."""
        section = section_of(self.cycle.section) if self.cycle.section else []
        standings = [ready.standing for ready in self.cycle.workbooks]
        return {
            "cycle": self.cycle.name,
            "currency": str(self.cycle.workbooks[0].inputs.cycle["currency"]),
            "status": next((standing.word for standing in standings if standing.reasons), standings[0].word),
            "section": section,
            "total": add_up(line["amount"] for line in section),
            "remarks": remarks_of(*(each.inputs for each in self.cycle.workbooks), *(each.found.draft_rows.inputs for each in self.statements)),
            "files": list(self.files),
            "edited": self.put.edited_files(),
            "left": list(self.left),
            "pdf": self.readers.as_dict(self.put) if self.readers else None,
            "checks": [
                {"name": name, "engine": each.engine, "cells": each.cells, "different": len(each.differences)}
                for name, each in zip(self.compared, (*self.reconciliations, *chain.from_iterable(each.checked for each in self.statements)), strict=True)
            ],
            "assumptions": {
                "illustrative": sum(len(standing.illustrative) for standing in standings),
                "missing": sum(len(standing.missing) for standing in standings),
            },
        }


def remarks_of(*read: Inputs) -> list[dict[str, str]]:
    """Return the remarks on input workbooks as dictionaries, each once: what was found that is no mistake."""
    return [remark.as_dict() for remark in dict.fromkeys(remark for inputs in read for remark in inputs.remarks)]


def section_of(ready: Ready) -> list[dict[str, Any]]:
    """Return the lines of the section as dictionaries: its two keys, such as programme and object, its cost, and the printed amount."""
    layout, figures, axes = ready.layout, ready.figures, ready.catalogue.axes
    printed = amounts(figures, layout, layout.figure)
    unrounded = amounts(figures, layout, "unrounded")
    return [
        {
            axes.across: across,
            axes.down: down,
            "unrounded": round_cents(unrounded[down, across]),
            "amount": int(printed[down, across]),
        }
        for down, across in printed
    ]


def round_cents(amount: float) -> float:
    """Return an amount without the noise of adding up cents in binary."""
    return float(f"{amount:.2f}")
