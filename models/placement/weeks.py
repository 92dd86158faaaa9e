"""Weeks: what a limit of meetings that a team serves in a week makes meetings cost, and the same as part of the programme."""

from collections import defaultdict
from math import ceil
from typing import NamedTuple

from aspbudget.declare import add_up
from aspbudget.models.placement.places import busiest
from aspbudget.models.requirement import POOLED

_MONDAY, _WEEK = 2, 7  # a spreadsheet counts days from one before a Monday, which is day 2


class Week(NamedTuple):
    """A week of a session whose interpreters are met by one means, from its Monday."""

    session: str
    means: str
    monday: float


class Need(NamedTuple):
    """What the limit makes a week need: how many teams (none where one suffices), how large, for how many days."""

    teams: int
    team: float
    days: float

    @property
    def interpreters(self):
        """How many interpreters the teams have."""
        return self.teams * self.team


def monday(day):
    """Return the Monday of the week to which a day belongs."""
    return (day - _MONDAY) // _WEEK * _WEEK + _MONDAY


def needs(problem, stood):
    """Return what the limit makes each week of meetings need."""
    found = defaultdict(list)
    for each in stood:
        if each.team and each.means != POOLED:
            found[Week(each.session, each.means, monday(each.time.day))].append(each)
    return {week: _need(problem.prices[week.session], held) for week, held in found.items()}


def _need(prices, held):
    limit, served = prices.meetings_a_week, len(held)
    teams = ceil(served / limit) if limit and served > limit else 0
    return Need(teams, max(each.team for each in held), max(len({each.time.day for each in held}), prices.minimum_days))


def further(problem, stood):
    """Return what interpreters are paid beyond those of the days, and how many are engaged in each session by one means."""
    by_week, engaged, whole = defaultdict(float), defaultdict(float), 0.0
    for (session, means, day), number in busiest(stood)[0].items():
        by_week[Week(session, means, monday(day))] += number
        engaged[session, means] = max(engaged[session, means], number)
    for week, need in needs(problem, stood).items():
        whole += max(need.interpreters * need.days - by_week[week], 0) * problem.prices[week.session].interpreter
        engaged[week.session, week.means] = max(engaged[week.session, week.means], need.interpreters)
    return whole, engaged


def limit(programme, problem, week, choices, numbers):
    """Add the limit of a week to a programme: `choices` are its groups with their times and places, `numbers` the interpreters of its days.

    Exactly one need is chosen of all that may come up, and the cheapest that the meetings allow. Returns the interpreters of each need.
    """
    prices = problem.prices[week.session]
    fixed = [each for each in problem.fixed if (each.session, each.means, monday(each.time.day)) == week and each.team]
    if not prices.meetings_a_week:
        return {}
    sizes = sorted({each.team for each in fixed} | {group.team for group, _, _ in choices})
    days = {each.time.day for each in fixed} | {time.day for _, time, _ in choices}
    most = ceil((len(fixed) + len(choices)) / prices.meetings_a_week)
    chosen = {Need(teams, size, max(count, prices.minimum_days)): programme.number(0, 1, whole=True)
              for teams in (0, *range(2, most + 1)) for size in sizes for count in range(1, len(days) + 1)}  # fmt: skip
    programme.limit(dict.fromkeys(chosen.values(), 1.0), 1, 1)
    capacity = {place: float(max(need.teams, 1) * prices.meetings_a_week) for need, place in chosen.items()}
    programme.limit(capacity | {place: -1.0 for _, _, place in choices}, low=len(fixed))
    for team, places in [(each.team, {}) for each in fixed] + [(group.team, {place: -1.0}) for group, _, place in choices]:
        programme.limit({place: 1.0 for need, place in chosen.items() if need.team >= team} | places, low=0.0 if places else 1.0)
    _served(programme, chosen, fixed, choices)
    beyond = programme.number(0, cost=prices.interpreter)
    paid = {place: -need.interpreters * need.days for need, place in chosen.items()}
    held = busiest(problem.fixed)[0]
    others = add_up(held[key] for key in list(held) if Week(*key[:2], monday(key[2])) == week and key[2] not in numbers)
    programme.limit({beyond: 1.0} | dict.fromkeys(numbers.values(), 1.0) | paid, low=-others)
    return {place: need.interpreters for need, place in chosen.items()}


def _served(programme, chosen, fixed, choices):
    """A day is served where any meeting is held on it, and all of them are the days of the need."""
    held = {each.time.day for each in fixed}
    days = {}
    for _, time, place in choices:
        if time.day not in held:
            if time.day not in days:
                days[time.day] = programme.number(0, 1)
            programme.limit({days[time.day]: 1.0, place: -1.0}, low=0)
    programme.limit({place: need.days for need, place in chosen.items()} | dict.fromkeys(days.values(), -1.0), low=len(held))
