"""Breakdowns: the lines of a statement by conference service, by sub-programme and object, and by source of funds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.statement import CONTINGENCY, JOINT, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.statement import Activity, Amounts, Line, Statement
    from aspbudget.terms import Terms

SERVICING = "meetings servicing"
_HUNDRED = 100


class Requirement(NamedTuple):
    """What a line requires at full cost for one conference service; `service` is empty for what is not conference servicing."""

    service: str
    sub_programme: str
    object: str
    year: int
    full: float


def requirements(statement: Statement) -> tuple[Requirement, ...]:
    """Return the full cost of every line, divided among the conference services of its activities.

    A line is a whole number of hundreds; where its activities belong to several services, each is given hundreds in
    proportion to what they cost, and the hundreds that are left over go to the largest remainders, so that the parts add
    up to the line. Meetings are costed by the day and have no cost of their own: where a paragraph has any, what its
    other activities do not explain is for servicing them. So are joint lines, where any servicing is charged.
    """
    apart = [each for line in statement.lines if line.paragraph != JOINT for each in _parts(line, _weights(line, statement))]
    joint = [
        each for line in statement.lines if line.paragraph == JOINT for each in _parts(line, _joint_weights(line, apart))
    ]
    return (*apart, *joint)


def _parts(line: Line, weights: Mapping[str, float]) -> Iterator[Requirement]:
    for service, full in _divided(line.amounts.full, weights).items():
        if full:
            yield Requirement(service, line.sub_programme, line.object, line.year, full)


def _weights(line: Line, statement: Statement) -> dict[str, float]:
    """Return what the activities behind a line of a paragraph cost, by service."""
    out = {name for name, _, counts in statement.alternatives if not counts}
    asked = [each for each in statement.activities if each.paragraph == line.paragraph and each.alternative not in out]
    weights: dict[str, float] = {}
    for each in asked:
        if _charged_to(each, line):
            weights[each.service] = weights.get(each.service, 0.0) + each.full
    rest = line.amounts.full - sum(weights.values())
    meetings = any(not each.object or (each.service == SERVICING and not each.full) for each in asked)
    if meetings and rest > _HUNDRED / 2:
        weights[SERVICING] = weights.get(SERVICING, 0.0) + rest
    return weights


def _charged_to(activity: Activity, line: Line) -> bool:
    same = (activity.sub_programme, activity.object, activity.kind) == (line.sub_programme, line.object, line.kind)
    return same and activity.first_year <= line.year <= (activity.last_year or line.year)


def _joint_weights(line: Line, apart: list[Requirement]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for each in apart:
        if (each.sub_programme, each.object, each.year) == (line.sub_programme, line.object, line.year):
            weights[each.service] = weights.get(each.service, 0.0) + each.full
    return {SERVICING: 1.0} if SERVICING in weights else weights


def _divided(amount: float, weights: Mapping[str, float]) -> dict[str, float]:
    if amount < 0:
        return {key: -part for key, part in _divided(-amount, weights).items()}
    weighing = {key: weight for key, weight in weights.items() if weight > 0} or dict.fromkeys(weights, 1.0) or {"": 1.0}
    if len(weighing) == 1:
        return {next(iter(weighing)): amount}
    hundreds, total = round_half_up(amount / _HUNDRED), sum(weighing.values())
    shares = {key: hundreds * weight / total for key, weight in weighing.items()}
    parts = {key: int(share) for key, share in shares.items()}
    left = hundreds - sum(parts.values())
    for key in sorted(shares, key=lambda key: (parts[key] - shares[key], key))[:left]:
        parts[key] += 1
    return {key: float(part * _HUNDRED) for key, part in parts.items()}


def round_half_up(number: float) -> int:
    """Return the nearest whole number, the larger of two that are as near."""
    return int(number + 0.5)


def sub_programme_name(statement: Statement, number: str, terms: Terms) -> str:
    """Return a sub-programme with its name: that of the list of terms, unless the section calls it something else."""
    listed, called = terms.value("sub_programme", number), dict(statement.sub_programmes).get(number, "")
    known = terms.english("sub_programme", number) in (f"{number} {called}", number)
    return listed if not called or (known and listed != number) else f"{number} {called}"


def summed(statement: Statement, **fields: str | int) -> Amounts:
    """Return the sum of the lines whose fields are as given, e.g. `summed(statement, year=2004, kind="one-time")`."""
    return statement.of(lambda line: all(getattr(line, name) == value for name, value in fields.items()))


def keys(statement: Statement) -> tuple[tuple[str, str], ...]:
    """Return the sub-programmes and objects of the lines, each pair once, as they come."""
    return tuple(dict.fromkeys((line.sub_programme, line.object) for line in statement.lines))


def added_to_assessment(statement: Statement) -> dict[str, float]:
    """Return what each source of funds would add to the contributions assessed for the first year.

    Whatever is met from the Contingency Fund adds nothing to them; the others add the net requirements of that year.
    """
    net = statement.in_year(statement.years[0]).net
    return {source: 0.0 if source == CONTINGENCY else net for source in SOURCES}


def share_of_section(statement: Statement) -> float:
    """Return the net requirements of the first year in per cent of the section without the draft; nothing without a section."""
    net = statement.in_year(statement.years[0]).net
    return 100 * net / statement.section_total if statement.section_total else 0.0
