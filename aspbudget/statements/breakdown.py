"""Breakdowns: the lines of a statement by conference service, by line of the section, and by source of funds."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.lines.adding import add_up
from aspbudget.statements.statement import JOINT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aspbudget.statements.statement import Activity, Amounts, Line, Statement


class Requirement(NamedTuple):
    """The part of a line's full cost that belongs to one conference service; `service` is empty for what is no conference servicing."""

    service: str
    across: str
    down: str
    year: int
    full: float


def requirements(statement: Statement) -> tuple[Requirement, ...]:
    """Return the full cost of every line, divided among the conference services of its activities.

    A line is a whole number of units, such as hundreds. Where its activities belong to several services, units are divided in
    proportion to their costs, and those left over go to the largest remainders, so that the parts add up to the line. Meetings have
    no cost of their own: where a paragraph has any, what its other activities don't explain is for servicing them. A joint line
    is divided as the paragraphs' lines at its place are; where any of them is for servicing meetings, so is the whole joint line.
    """
    asked = _asked(statement)
    apart = [each for line in statement.lines if line.paragraph != JOINT for each in _parts(line, _weights(line, asked.get(line.paragraph, []), statement), statement)]
    joint = [
        each for line in statement.lines if line.paragraph == JOINT for each in _parts(line, _joint_weights(line, apart, statement), statement)
    ]
    return (*apart, *joint)


def _parts(line: Line, weights: Mapping[str, float], statement: Statement) -> Iterator[Requirement]:
    for service, full in _divided(line.amounts.full, weights, statement.practice.unit).items():
        if full:
            yield Requirement(service, line.across, line.down, line.year, full)


def _asked(statement: Statement) -> dict[str, list[Activity]]:
    """Return the activities of each paragraph, without those of alternatives that are left out."""
    out = {name for name, _, counts in statement.alternatives if not counts}
    found: dict[str, list[Activity]] = {}
    for each in statement.activities:
        if each.alternative not in out:
            found.setdefault(each.paragraph, []).append(each)
    return found


def _weights(line: Line, asked: Sequence[Activity], statement: Statement) -> dict[str, float]:
    """Return the full cost of the activities behind a paragraph's line, by conference service; `asked` are all of that paragraph."""
    servicing = statement.practice.servicing
    weights: dict[str, float] = {}
    for each in asked:
        if _charged_to(each, line):
            weights[each.service] = weights.get(each.service, 0.0) + each.full
    rest = line.amounts.full - add_up(weights.values())
    meetings = any(not each.down or (each.service == servicing and not each.full and _charged_to(each, line)) for each in asked)
    if meetings and rest > statement.practice.unit / 2:
        weights[servicing] = weights.get(servicing, 0.0) + rest
    return weights


def _charged_to(activity: Activity, line: Line) -> bool:
    same = (activity.across, activity.down, activity.kind) == (line.across, line.down, line.kind)
    return same and activity.first_year <= line.year <= (activity.last_year or line.year)


def _joint_weights(line: Line, apart: list[Requirement], statement: Statement) -> dict[str, float]:
    weights: dict[str, float] = {}
    for each in apart:
        if (each.across, each.down, each.year) == (line.across, line.down, line.year):
            weights[each.service] = weights.get(each.service, 0.0) + each.full
    servicing = statement.practice.servicing
    return {servicing: 1.0} if servicing in weights else weights


def _divided(amount: float, weights: Mapping[str, float], unit: int) -> dict[str, float]:
    if amount < 0:
        return {key: -part for key, part in _divided(-amount, weights, unit).items()}
    weighing = {key: weight for key, weight in weights.items() if weight > 0} or dict.fromkeys(weights, 1.0) or {"": 1.0}
    if len(weighing) == 1:
        return {next(iter(weighing)): amount}
    units, total = round_half_up(amount / unit), add_up(weighing.values())
    shares = {key: units * weight / total for key, weight in weighing.items()}
    parts = {key: int(share) for key, share in shares.items()}
    left = units - add_up(parts.values())
    for key in sorted(shares, key=lambda key: (parts[key] - shares[key], key))[:left]:
        parts[key] += 1
    return {key: float(part * unit) for key, part in parts.items()}


def round_half_up(number: float) -> int:
    """Return the nearest whole number, the larger of two that are as near."""
    return int(number + 0.5)


def summed(statement: Statement, **fields: str | int) -> Amounts:
    """Return the sum of the lines whose fields are as given, e.g. `summed(statement, year=2004, kind="one-time")`."""
    if not fields:
        return statement.of()
    of_line, wanted = attrgetter(*fields), next(iter(fields.values())) if len(fields) == 1 else tuple(fields.values())
    return statement.of(lambda line: of_line(line) == wanted)


def keys(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Return the places in the section that lines have, pairs of keys across and down, each once, in the order of the lines."""
    return tuple(dict.fromkeys((line.across, line.down) for line in statement.lines))


def added_to_assessment(statement: Statement) -> dict[str, float]:
    """Return what each source of funds would add to the contributions assessed for the first year.

    A source that is not assessed, such as an existing fund, adds nothing; the others add the additional requirements of that year.
    """
    net, practice = statement.total.additional, statement.practice
    return {source: 0.0 if source == practice.unassessed else net for source in practice.sources}


def share_of_section(statement: Statement) -> float:
    """Return the additional requirements of the first year in per cent of the section without the draft; 0 where the section is 0."""
    net = statement.total.additional
    return 100 * net / statement.section_total if statement.section_total else 0.0
