"""The command `rules`: the rules and decisions that figures rest on, what each asks, where it is applied in a cycle, and what conflicts with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.faults import Refused, WrongUse, allowed, count, nearest
from aspbudget.figures.catalogue import workbooks
from aspbudget.figures.citations import cited
from aspbudget.figures.regulations import LISTED, READING, regulations
from aspbudget.inputs.ready import prepare
from aspbudget.review.applied import applications, unlisted_cells
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aspbudget.faults import Fault, Remark
    from aspbudget.inputs.ready import Ready
    from aspbudget.review.applied import Application, Place
    from aspbudget.verbs import Asked

TITLE = "Financial Regulations and Rules, and decisions"


class UnknownRule(WrongUse):
    """A number is that of no rule which is listed, or of several."""


class _Read(NamedTuple):
    """What was read of a cycle: its name, the workbooks without a fault, and all faults and remarks."""

    cycle: str
    ready: tuple[Ready, ...] = ()
    found: tuple[Fault | Remark, ...] = ()

    @property
    def of(self) -> str:
        """The cycle, as it stands at the end of a heading."""
        return f" in {self.cycle}" if self.cycle else ""


def rules(asked: Asked) -> Answer:
    """List the rules with what applies them, or show one in depth; raise `UnknownRule` for a number that is not listed."""
    package = asked.workspace.content
    if not regulations(package):
        return Answer({"cycle": None, "rules": []}, [f"The content {package} lists no rules: it has no {LISTED}."])
    number = numbered(asked.options.number, package) if asked.options.number else ""
    read = _read(asked)
    found = applications(package, read.ready, read.found)
    if number:
        return Answer({"cycle": read.cycle or None, "rule": as_dict(found[number])}, in_depth(found[number], read))
    others = {f"{each}, sheet {cells.sheet}": len(cells.cells) for each, cells in unlisted_cells(package, read.ready)}
    document = {"cycle": read.cycle or None, "rules": [as_dict(each) for each in found.values()], "not_listed": list(others)}
    return Answer(document, listed(found, read, others))


def numbered(text: str, package: str) -> str:
    """Return the number of the rule that a person means: `5.8` for regulation 5.8, `annex 8.3` for that paragraph of a decision."""
    known = regulations(package)
    whole = [number for number in (*cited(text), text) if number in known]
    short = text.casefold().replace(",", "").split()
    ends = whole[:1] or [number for number in known if number.casefold().replace(",", "").split()[-len(short) :] == short]
    if len(ends) == 1:
        return ends[0]
    if ends:
        message = f'"{text}" is the number of several rules: {allowed(ends)}. Write the whole number.'
        raise UnknownRule(message)
    hint = nearest(next(iter(cited(text)), text), known) or "."
    message = f'"{text}" is the number of no rule that is listed{hint} aspbudget rules lists all.'
    raise UnknownRule(message)


def _read(asked: Asked) -> _Read:
    """Read each workbook of the cycle by itself, so that a fault in one leaves the figures of the other; nothing where there is no cycle."""
    workspace, options = asked.workspace, asked.options
    if not (options.cycle or workspace.cycles()):
        return _Read("")
    cycle = asked.cycle()
    ready: list[Ready] = []
    found: dict[Fault | Remark, None] = {}
    for workbook in workspace.workbooks(cycle, workbooks(workspace.content)):
        try:
            ready += prepare(workspace, cycle, lambda _: None, only=(workbook,)).workbooks
        except Refused as refused:
            found |= dict.fromkeys(refused.faults)
    found |= dict.fromkeys(remark for each in ready for remark in each.inputs.remarks)
    return _Read(cycle, tuple(ready), tuple(found))


def listed(found: Mapping[str, Application], read: _Read, others: Mapping[str, int]) -> Iterator[str]:
    """Yield all rules as text: number, status, what it asks, and what applies it."""
    yield f"{TITLE}: {count(len(found), 'rule')}, as they are applied{read.of}"
    for number, each in found.items():
        yield ""
        yield f"{number} ({each.rule.status}): {each.rule.asks}"
        yield f"  {_applied(each)}"
        yield from [f"  In conflict: {count(len(each.conflicts), 'fault or remark')}"] if each.conflicts else []
    yield from ["", "Cited by cells, and not listed:"] if others else []
    yield from (f"  {name}: {count(cells, 'cell')}" for name, cells in others.items())


def _applied(application: Application) -> str:
    """Return in short what applies a rule."""
    cells = sum(len(citing.cells) for _, citing in application.cells)
    kinds = {"figure": len(application.figures), "check": len(application.checks), "text": len(application.texts), "cell": cells}
    parts = [count(number, noun) for noun, number in kinds.items() if number]
    nothing = "For reading only." if application.rule.applied == READING else "Applied by nothing in this cycle."
    return f"Applied by {', '.join(parts)}." if parts else nothing


def in_depth(application: Application, read: _Read) -> Iterator[str]:
    """Yield one rule as text: what it asks and how that is known, each place that applies it, and what conflicts with it."""
    rule = application.rule
    yield f"{rule.number}, {rule.instrument}"
    yield f"  {rule.asks}"
    yield f"  {rule.status.capitalize()}: {rule.source}."
    yield from [] if application.is_applied else ["", _applied(application)]
    yield from _part(f"Figures that rest on it{read.of}", application.figures, lambda each: f": {each.value}" if each.value else "")
    yield from _checks(application.checks)
    yield from _part("Texts that name it", application.texts, lambda _: "")
    yield from ["", "Cells that cite it, and what their rows cost; a row that cites several rules is counted under each"] if application.cells else []
    for label, citing in application.cells:
        cost = "" if citing.amount is None else f": {citing.amount:,.2f}"
        yield f"  {label}, {citing.sheet}{cost} ({allowed(cell.rpartition('!')[2] for cell in citing.cells)})"
    yield ""
    yield f"In conflict with it{read.of}"
    yield from (f"  {each}" for each in application.conflicts)
    yield from [] if application.conflicts else [f"  {_no_conflict(application)}"]


def _checks(places: Sequence[Place]) -> Iterator[str]:
    """Yield the checks that rest on a rule, each once with all sheets on which it is made; amounts that differ from case to case are left out."""
    sheets: dict[str, list[str]] = {}
    for each in places:
        sheets.setdefault(re.sub(r"\{\w+\}", "…", each.citation.demands), []).append(" / ".join(_names(each)))
    yield from ["", "Checks that rest on it"] if sheets else []
    for demands, names in sheets.items():
        yield f"  {demands}"
        yield from (f"    {name}" for name in names)


def _names(place: Place) -> list[str]:
    return [name for name in (place.workbook, place.citation.sheet, place.citation.title) if name]


def _no_conflict(application: Application) -> str:
    return "Nothing was found." if application.checks else "Nothing was found; no check rests on it."


def _part(heading: str, places: Sequence[Place], said: Any) -> Iterator[str]:  # noqa: ANN401 - what is added to each place
    yield from ["", heading] if places else []
    for each in places:
        yield f"  {' / '.join(_names(each))}{said(each)}"


def as_dict(application: Application) -> dict[str, Any]:
    """Return a rule with what applies it as its JSON document."""
    return {
        **application.rule._asdict(),
        "figures": [{**_place(each), "value": each.value or None} for each in application.figures],
        "checks": [{**_place(each), "demands": each.citation.demands} for each in application.checks],
        "texts": [_place(each) for each in application.texts],
        "cells": [
            {"workbook": label, "sheet": citing.sheet, "cells": list(citing.cells), "amount": citing.amount} for label, citing in application.cells
        ],
        "conflicts": [each.as_dict() for each in application.conflicts],
    }


def _place(place: Place) -> dict[str, str]:
    return {"workbook": place.workbook, "sheet": place.citation.sheet, "name": place.citation.name, "title": place.citation.title}
