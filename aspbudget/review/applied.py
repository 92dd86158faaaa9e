"""Applied: where each rule of an organisation is applied in a cycle, by which figures, checks and cells, and what there conflicts with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aspbudget.faults import count
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.figures.citations import cited
from aspbudget.figures.regulations import CHECK, EXAMPLE, FIGURE, citations, regulations
from aspbudget.inputs.cited import Citing, cells_citing
from aspbudget.lines.adding import add_up
from aspbudget.lines.line import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.faults import Fault, Remark
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.regulations import Citation, Regulation
    from aspbudget.inputs.ready import Ready


class Place(NamedTuple):
    """Where a rule is applied by the models: a figure, a check or a text, in which workbook, and what a figure comes to in the cycle, if it adds up."""

    workbook: str
    citation: Citation
    value: str = ""


@dataclass(frozen=True)
class Application:
    """A rule as it is applied in a cycle: by which figures, checks, texts and cells (by their workbook), and which faults and remarks rest on it."""

    rule: Regulation
    figures: list[Place] = field(default_factory=list)
    checks: list[Place] = field(default_factory=list)
    texts: list[Place] = field(default_factory=list)
    cells: list[tuple[str, Citing]] = field(default_factory=list)
    conflicts: list[Fault | Remark] = field(default_factory=list)

    @property
    def is_applied(self) -> bool:
        """Whether anything applies it."""
        return bool(self.figures or self.checks or self.texts or self.cells)


def applications(package: str, ready: Sequence[Ready], found: Sequence[Fault | Remark]) -> dict[str, Application]:
    """Return every rule of a content package, by number, as it is applied in the workbooks that are ready, with what was found in the others too."""
    known = {number: Application(rule) for number, rule in regulations(package).items()}
    computed = {each.workbook: each for each in ready}
    for place in _places(package):
        applied = known[place.citation.number]
        kind = {FIGURE: applied.figures, CHECK: applied.checks}.get(place.citation.kind, applied.texts)
        kind.append(_valued(place, computed.get(place.workbook)))
    for each in ready:
        for number, citing in cells_citing(each.catalogue, each.inputs).items():
            if number in known:
                known[number].cells.extend((each.inputs.label, cells) for cells in citing)
    for finding in found:
        for number in _conflicting(package, finding.message):
            known[number].conflicts.append(finding)
    return known


def unlisted_cells(package: str, ready: Sequence[Ready]) -> Iterator[tuple[str, Citing]]:
    """Yield what cells cite that the content doesn't list, each with its cells."""
    for each in ready:
        for number, citing in cells_citing(each.catalogue, each.inputs).items():
            if number not in regulations(package):
                yield from ((number, cells) for cells in citing)


@cache
def _places(package: str) -> tuple[Place, ...]:
    """Return each place where the models of a content package apply a rule, and its letters."""
    found = [Place(name, each) for name in workbooks(package) for each in citations(catalogue(name, package).models)]
    letters = [Place("", each) for each in citations((), package)]
    return tuple(place for place in (*found, *letters) if place.citation.kind != EXAMPLE)


def _valued(place: Place, ready: Ready | None) -> Place:
    """Return a place with what its figure comes to in a cycle, and with its unit in its title; as it is for what doesn't add up."""
    citation = place.citation
    if ready is None or citation.kind != FIGURE:
        return place
    title = ready.catalogue.title(citation.table, citation.name, str(ready.inputs.cycle["currency"]))
    return place._replace(citation=citation._replace(title=title), value=_value(ready.figures, citation.table, citation.name))


def _value(figures: Figures, table: str, name: str) -> str:
    """Return the total of amounts, or the one value of a table of a single row. A row without a number is counted, and adds nothing."""
    costed, figure = figures.tables[table], figures.catalogue.figures[table, name]
    if figure.line.unit != CURRENCY:
        return figures.formatted(table, name, 0) if len(costed) == 1 and not costed.table.entered else ""
    numbers = [float(value) for value in costed.columns[name] if not np.isnan(value)]
    without = len(costed) - len(numbers)
    if not numbers:
        return figure.without_number if without else ""
    rest = f", and {count(without, 'row')} {figure.without_number}" if without else ""
    return f"{add_up(numbers):,.2f}{rest}"


def _conflicting(package: str, message: str) -> tuple[str, ...]:
    """Return the rules with which a fault conflicts: those that its message cites, and those on which the check rests that found it."""
    named = [number for number in cited(message) if number in regulations(package)]
    checks = [place.citation for place in _places(package) if place.citation.kind == CHECK]
    resting = [each.number for each in checks if re.search(_wording(each.demands), message, re.IGNORECASE)]
    return tuple(dict.fromkeys((*named, *resting)))


def _wording(demands: str) -> str:
    """Return the pattern of the messages of a check, in which the amounts differ from case to case."""
    return ".+?".join(map(re.escape, re.split(r"\{\w+\}", demands)))
