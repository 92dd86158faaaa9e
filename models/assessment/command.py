"""The command `assess`: what States pay in a year, as text and as a JSON document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.declare import count
from aspbudget.models.assessment.assess import PARTS
from aspbudget.models.assessment.assess import assessment as found_for
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from aspbudget.models.assessment.assess import Assessment
    from aspbudget.verbs import Asked


def assess(asked: Asked) -> Answer:
    """Assess a base on the States Parties of a year, from the built-in reference data."""
    options = asked.options
    chosen = {"include": options.include, "exclude": options.exclude, "on": options.on, "ceiling": not options.no_ceiling}
    found = found_for(options.year, options.base, options.host_state_loan, options.policy, **chosen)
    return Answer(found.as_dict(options.state), lines(found, options.state))


def lines(found: Assessment, codes: Collection[str]) -> Iterator[str]:
    """Yield an assessment as text: the base and its source, the States asked for, the sums and the named difference."""
    states = found.of(codes)
    loan = bool(found.host_state_loan)
    yield f"Assessed contributions, {found.year}" + (f", with the States as on {found.on.isoformat()}" if found.on else "")
    yield f"Base      {found.base:,.10g} EUR, {found.source}"
    if loan:
        yield f"Loan      {found.host_state_loan:,.10g} EUR for the Host State, shared by {count(int((found.states['loan'] > 0).sum()), 'State')}"
    yield f"Policy    {found.policy}"
    yield ""
    width = max(map(len, states["state"]))
    yield f"{'':5}{'State':<{width}}{'UN rate':>10}{'Rate':>11}{'EUR':>15}" + ("           Loan" if loan else "")
    for code, row in zip(states.index, states.to_dict("records"), strict=True):
        amounts = f"{row['assessed']:>15,}" + (f"{row['loan']:>15,}" if loan else "")
        yield f"{code:<5}{row['state']:<{width}}{row['written']:>10}{row['rate']:>11.4f}{amounts}{_remark(row)}"
    yield ""
    yield ", ".join([count(len(found.states), "State"), *at_limits(found)])
    yield f"Sum of rates      {found.sum_of_rates:>18}"
    yield f"Sum of bills      {found.sum_of_bills:>18,}"
    yield f"Base              {found.base:>18,.10g}"
    yield f"Difference        {found.difference:>18,.10g}  because rates are rounded to four decimals and bills to the euro"


def at_limits(found: Assessment) -> Iterator[str]:
    """Yield how many States each limit holds, where it holds any."""
    limits = found.states["limit"].value_counts()
    if "least developed country" in limits:
        yield f"{limits['least developed country']} at the limit of least developed countries"
    if "ceiling" in limits:
        yield f"{limits['ceiling']} at the ceiling, which no amounts by State prove"


def _remark(row: dict[str, Any]) -> str:
    parts = [f"{row[name]} {name}" for name in PARTS if row[name]]
    return "".join(f"  {each}" for each in (*parts, row["limit"]) if each)
