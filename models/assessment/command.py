"""The command `assess`: what States pay in a year, as text and as a JSON document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from aspbudget.declare import alphabetical, count
from aspbudget.models.assessment.assess import assessment as found_for
from aspbudget.models.assessment.assessed_book import book_of
from aspbudget.models.assessment.not_assessable import NotAssessable
from aspbudget.models.assessment.one_assessment import PARTS
from aspbudget.models.assessment.rule_cells import CELLS
from aspbudget.models.assessment.rules import rule_of
from aspbudget.models.reference import facts as reference
from aspbudget.verbs import Answer, Row, cut, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aspbudget.models.assessment.one_assessment import Assessment
    from aspbudget.verbs import Asked

_LONGEST = 40  # signs of a name in a table
_SHORT = {"least developed country": "LDC"}
NOT_PARAMETERS = ("code", "organisation", "source", "status", "note")


def assess(asked: Asked) -> Answer:
    """Assess a base on the States Parties of a year, or by another organisation's rule on its members, from the built-in reference data."""
    options = asked.options
    if options.rules:
        return known_rules()
    if options.year is None:
        message = "Name the year that is assessed, such as: aspbudget assess 2025"
        raise NotAssessable(message)
    chosen = {"include": options.include, "exclude": options.exclude, "on": options.on, "ceiling": not options.no_ceiling}
    rule = rule_of(options.rule) if options.rule else None
    found = found_for(options.year, options.base, options.host_state_loan, options.policy, **chosen, rule=rule, scale=options.scale)
    return Answer(found.as_dict(options.state), lines(found, options.state), book_of(found, Path(options.output)) if options.output else None)


def known_rules() -> Answer:
    """List the rules of assessment that are known, each with its parameters."""
    table = reference.assessment_rules()
    return Answer({"rules": table.to_dict("records")}, _rules(table.to_dict("records")))


def _rules(rows: list[dict[str, str]]) -> Iterator[str]:
    for row in rows:
        yield f"{row['code']:<8}{row['organisation']}"
        stated = [f"{name} {text}" for name, text in row.items() if name not in NOT_PARAMETERS and text not in ("", "none")]
        yield f"{'':8}{'; '.join(stated)}"
        yield from [f"{'':8}{row['note']}"] if row["note"] else []
    yield ""
    yield "One of your own is a file of cells parted by commas: some of these titles in its first row, the rule in its second; what it leaves out is none:"
    yield f"{'':8}{','.join(CELLS)}"


def lines(found: Assessment, codes: Collection[str]) -> Iterator[str]:
    """Yield an assessment as text: the base and its source, the States asked for, the sums and the named difference."""
    states = found.of(codes).sort_values("state", key=lambda names: names.map(alphabetical))
    loan = bool(found.host_state_loan)
    yield from _head(found)
    if loan:
        yield f"Loan      {found.host_state_loan:,.10g} EUR for the Host State, shared by {count(int((found.states['loan'] > 0).sum()), 'State')}"
    yield f"Policy    {found.policy}"
    yield ""
    rows = [Row(f"{'':5}State", ["UN rate", "Rate", found.currency, *(["Loan"] if loan else [])])]
    for code, row in zip(states.index, states.to_dict("records"), strict=True):
        amounts = [f"{row['assessed']:,}", *([f"{row['loan']:,}"] if loan else [])]
        rows.append(Row(f"{code:<5}{cut(row['state'], _LONGEST)}", [row["written"], found.written_rate(row["rate"]), *amounts], remark=_remark(row)))
    yield from table(rows)
    yield ""
    yield ", ".join([count(len(found.states), "State" if found.rule is None else "member"), *at_limits(found)])
    yield f"Sum of rates      {found.sum_of_rates:>18}"
    yield f"Sum of bills      {found.sum_of_bills:>18,}"
    yield f"Base              {found.base:>18,.15g}"
    yield f"Difference        {found.difference:>18,.10g}  as {_rounding(found)}"


def _head(found: Assessment) -> Iterator[str]:
    yield f"Assessed contributions, {found.year}" + (f", with the States as on {found.on.isoformat()}" if found.on else "")
    yield from [f"Scale     that of {found.scale}, used on purpose in place of that of {found.year}"] if found.scale is not None else []
    if found.rule:
        named = f", {found.rule.organisation}" if found.rule.organisation else ""
        yield f"Rule      {found.rule.code}{named}: the United Nations scale of {found.rule.scale_year(found.year)}"
        yield from [f"Members   those of {found.members_of}, the nearest year of which they are known"] if found.members_of != found.year else []
        yield from [f"Note      {found.rule.note}"] if found.rule.note else []
    yield f"Base      {found.base:,.15g} {found.currency}, {found.source}"


def _rounding(found: Assessment) -> str:
    if found.rule is None:
        return "rates are rounded to four decimals and bills to the euro"
    rates = f"rates are rounded to {count(found.decimals, 'decimal')} and bills" if found.decimals is not None else "bills are rounded"
    return f"{rates} to whole {found.currency}"


def at_limits(found: Assessment) -> Iterator[str]:
    """Yield how many States each limit holds, where it holds any."""
    limits = found.states["limit"].value_counts()
    if "least developed country" in limits:
        yield f"{limits['least developed country']} at the limit of least developed countries (LDC)"
    if "ceiling" in limits:
        yield f"{limits['ceiling']} at the ceiling" + (", which no amounts by State prove" if found.rule is None else "")
    if "minimum" in limits:
        yield f"{limits['minimum']} at the minimum"
    if "fixed" in limits:
        yield f"{limits['fixed']} with a fixed share or sum"


def _remark(row: dict[str, Any]) -> str:
    parts = [f"{row[name]} {name}" for name in PARTS if row[name]]
    return "  ".join(each for each in (*parts, _SHORT.get(row["limit"], row["limit"])) if each)
