"""Costs: what meetings add to their sessions wherever they stand, by the rules of the models, but not rounded."""

from collections import defaultdict

from aspbudget.declare import add_up
from aspbudget.models.placement.places import Fixed, busiest, fullest
from aspbudget.models.placement.weeks import further


def added(problem, placed):
    """Return what meetings add, given as groups with their times."""
    stood = (Fixed(group.session, group.body, group.means, group.team, group.interpreted, time) for group, time in placed)
    return _cost(problem, [*problem.fixed, *stood]) - _cost(problem, problem.fixed)


def _cost(problem, stood):
    days = {(each.session, each.time.day) for each in stood}
    whole = add_up(problem.prices[session].day for session, _ in days)
    whole += add_up(problem.prices[each.session].meeting for each in stood)
    return whole + _of_languages(problem, stood) + _of_interpreters(problem, stood)


def _of_languages(problem, stood):
    """Return what is paid for each language, as for booths."""
    by_day, by_session = fullest(stood), defaultdict(float)
    for (session, _), number in by_day.items():
        by_session[session] = max(by_session[session], number)
    whole = add_up(problem.prices[session].languages[0] * number for session, number in by_session.items())
    whole += add_up(problem.prices[session].languages[1] * number for (session, _), number in by_day.items())
    return whole + add_up(problem.prices[each.session].languages[2] * each.interpreted for each in stood)


def _of_interpreters(problem, stood):
    """Return what interpreters and technicians are paid, with the journeys of those who travel."""
    interpreters, teams = busiest(stood)
    whole, engaged = further(problem, stood)
    for (session, means, day), number in interpreters.items():
        prices = problem.prices[session]
        whole += number * prices.interpreter + teams[session, means, day] * prices.team
    return whole + add_up(problem.prices[session].travellers(number) * problem.prices[session].traveller for (session, _), number in engaged.items())
