"""The placement: meetings that have no date in the slots where the section costs least, costed by its own models."""

from dataclasses import dataclass
from itertools import chain, count
from typing import NamedTuple

import pandas as pd

from aspbudget.figures.cost import cost
from aspbudget.figures.renewed import renewed
from aspbudget.figures.timetable import NoPlacement
from aspbudget.models.placement.cheapest import solve
from aspbudget.models.placement.costs import added
from aspbudget.models.placement.places import PARTS, Fixed, busiest
from aspbudget.models.placement.problem import problem
from aspbudget.models.placement.unplaced import blamed
from aspbudget.models.placement.weeks import Week, monday, needs
from aspbudget.models.requirement import POOLED

CENT = 0.005
FREE, PARALLEL, FURTHER = "free slot of a serviced day", "in parallel", "further day"
FIRST, LARGER, SILENT = "first team of the day", "free slot, larger team", "no interpretation"
BEYOND = "beyond the limit of a team's week"


class Placed(NamedTuple):
    """A meeting with its place: its name, where it comes from, when it is held, how it is served, and what it adds."""

    meeting: str
    session: str
    body: str
    day: object
    slot: str
    served: str
    cost: float


@dataclass(frozen=True)
class Arrangement:
    """The cheapest placement: what it adds by the models and by the solver, and what the earliest one would add.

    `frames` are the inputs with the meetings in sheet Meetings, `figures` what they cost.
    """

    placed: tuple[Placed, ...]
    marginal: float
    solved: float
    earliest: float
    frames: dict
    figures: object

    @property
    def agrees(self):
        """Whether what the solver minimised is what the models cost, but for the rounding of amounts to the cent."""
        return abs(self.marginal - self.solved) <= CENT * (1 + 4 * len(self.placed))

    def as_dict(self):
        """Return the placement as its JSON document."""
        return {
            "placed": [each._asdict() | {"day": str(each.day), "cost": round(each.cost, 2)} for each in self.placed],
            "marginal": round(self.marginal, 2),
            "earliest": round(self.earliest, 2),
            "solver_agrees": self.agrees,
        }

    def lines(self, currency, sheet):
        """Yield the placement as text: each meeting with its slot and what it adds, and what the earliest would add; `sheet` is what that of the meetings is called."""
        if not self.placed:
            yield f"Nothing to place: sheet {sheet} has no rows."
            return
        width = max(len(each.meeting) for each in self.placed)
        yield f"Placed where they cost least, {currency}:"
        for each in self.placed:
            when = f"{each.day:%a} {each.day.day:>2} {each.day:%b %Y}  {each.slot:<9}"
            yield f"  {each.meeting:<{width}}  {when}  {each.cost:>12,.2f}  {each.served}"
        yield f"  {'All of them add':<{width + 29}}{self.marginal:>12,.2f}"
        yield f"  {'The earliest slots would add':<{width + 29}}{self.earliest:>12,.2f}"
        if not self.agrees:
            yield f"The solver minimised another amount, {self.solved:,.2f}: a model charges what it does not know of."


def arrange(catalogue, frames, named):
    """Return the cheapest placement of the meetings to place; raise `NoPlacement` when the limits leave none.

    Of placements that cost the same, the earliest is taken, and what stands higher on the sheet comes first. `frames`
    are tables by their names, as they are checked, and `named` the assumptions; nothing of them is altered.
    """
    before = cost(catalogue, frames, named)
    posed = problem(before)
    chosen = solve(posed)
    if chosen is None:
        raise NoPlacement(blamed(before, posed))
    models = _Models(before, frames, named)
    costed = [before, *(models.figures(chosen[: place + 1]) for place in range(len(chosen)))]
    steps = [models.added(each) for each in costed]
    names = list(_names(chosen, frames["meetings"]["meeting"]))
    placed = tuple(
        Placed(name, group.session, group.body, time.date, PARTS[time.part], served, after - earlier)
        for name, (group, time), served, earlier, after in zip(
            names, chosen, _served(posed, chosen), steps, steps[1:], strict=False
        )
    )
    earliest = models.added(models.figures(solve(posed, priced=False)))
    return Arrangement(placed, steps[-1], added(posed, chosen), earliest, models.inputs(chosen), costed[-1])


def total(figures):
    """Return what the section costs before its lines are rounded."""
    return float(figures.tables["section_lines"].columns["unrounded"].sum())


@dataclass(frozen=True)
class _Models:
    """The models, which cost a placement like any other rows of sheet Meetings, and what the section costs before any."""

    before: object
    frames: dict
    named: dict

    def added(self, figures):
        """Return what meetings add to the section."""
        return round(total(figures) - total(self.before), 6)

    def figures(self, chosen):
        """Return what the section costs with meetings in their places; what rests on none of them is as it was."""
        inputs = self.inputs(chosen)
        return renewed(self.before, {name: inputs[name] for name in ("meetings", "meetings_to_place")}, self.named)

    def inputs(self, chosen):
        """Return the inputs with meetings in their places."""
        meetings, waiting = self.frames["meetings"], self.frames["meetings_to_place"]
        rows = [
            waiting.loc[group.row].to_dict()
            | {"meeting": name, "day": pd.Timestamp(time.date), "slot": PARTS[time.part]}
            for name, (group, time) in zip(_names(chosen, meetings["meeting"]), chosen, strict=True)
        ]
        kinds = meetings.dtypes.to_dict()
        whole = pd.DataFrame([*meetings.to_dict("records"), *rows], columns=list(kinds)).astype(kinds)
        last = int(meetings.index.max()) if len(meetings) else 0
        whole.index = pd.Index([*meetings.index, *range(last + 1, last + 1 + len(rows))])
        left = waiting[~waiting.index.isin([group.row for group, _ in chosen])]
        return {**self.frames, "meetings": whole, "meetings_to_place": left}


def _names(chosen, known):
    """Yield a name for each meeting: that of its row, numbered where the row has several, and used by no other."""
    taken = {str(name).casefold() for name in known}
    for group, _ in chosen:
        own = [group.meeting] if group.number == 1 else []
        numbered = (f"{group.meeting}, {place}" for place in count(1))
        name = next(name for name in chain(own, numbered) if name.casefold() not in taken)
        taken.add(name.casefold())
        yield name


def _served(posed, chosen):
    """Yield how each meeting is served, after those before it."""
    stood = list(posed.fixed)
    for group, time in chosen:
        own = Fixed(group.session, group.body, group.means, group.team, group.interpreted, time)
        yield BEYOND if _is_beyond(posed, stood, own) else _how(stood, own)
        stood.append(own)


def _is_beyond(posed, stood, own):
    """Return whether a meeting makes its week need teams that the limit of meetings a week asks for."""
    week = Week(own.session, own.means, monday(own.time.day))
    before, after = (needs(posed, held).get(week) for held in (stood, [*stood, own]))
    return bool(after) and after.teams > (before.teams if before else 0)


def _how(stood, own):
    key = (own.session, own.means, own.time.day)
    if (own.session, own.time.day) not in {(each.session, each.time.day) for each in stood}:
        return FURTHER
    if own.means == POOLED or not own.team:
        return POOLED if own.team else SILENT
    (interpreters, teams), (more, larger) = busiest(stood), busiest([*stood, own])
    if not teams[key]:
        return FIRST
    if larger[key] > teams[key]:
        return PARALLEL
    return LARGER if more[key] > interpreters[key] else FREE
