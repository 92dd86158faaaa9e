"""Meetings that find no slot: which cells of the input are to blame, and why."""

from dataclasses import replace

from aspbudget.figures.rules import Broken, as_shown
from aspbudget.models.placement.cheapest import solve, unplaced
from aspbudget.models.placement.places import Limit

BROKEN = "sheet Meetings breaks this limit already; move a meeting there, or change the limit"
TIGHT = (
    "with this limit sheet Meetings to place finds no slots, without it it would; change it, or place fewer meetings"
)
FULL = "a body meets once in a slot, and the limits hold; lengthen the session, ease a limit, or hold fewer"


def blamed(figures, posed):
    """Return the cells to blame when there is no placement: what sheet Meetings breaks, or the limits, or the meetings.

    A limit is to blame when there is a placement without it. Where there is none without any single limit, as many
    meetings as possible are placed, and the rows of the others are to blame.
    """
    broken = [pair for pair in posed.pairs if unplaced(replace(posed, pairs=(pair,))) is None]
    if broken:
        return [_broken(figures, Limit("body_limits", "rule", pair.row), BROKEN) for pair in broken]
    limits = [limit for limit in posed.limits() if solve(posed, limit, priced=False) is not None]
    if limits:
        return [_broken(figures, limit, TIGHT) for limit in limits]
    left = unplaced(posed) or dict.fromkeys(posed.groups, 0)
    return [
        _broken(
            figures,
            Limit("meetings_to_place", "number", group.row),
            f"only {group.number - missing} find a slot: {FULL}",
        )
        for group, missing in left.items()
    ]


def _broken(figures, limit, why):
    title = figures.catalogue.columns(limit.table)[limit.column].title
    value = as_shown(figures.frame(limit.table).at[limit.row, limit.column])
    return Broken(figures.catalogue.tables[limit.table], limit.column, limit.row, f"{title} is {value}; {why}.")
