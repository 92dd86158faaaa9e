"""The cheapest choice: where meetings without a day stand, as a programme for the solver."""

from collections import Counter, defaultdict

from aspbudget.declare import add_up
from aspbudget.models.meetings_to_place import APART, BEFORE_ALL
from aspbudget.models.placement.places import PARTS, Limit, busiest, fullest
from aspbudget.models.placement.weeks import Week, further, limit, monday
from aspbudget.models.requirement import POOLED
from aspbudget.solver import Programme


def solve(posed, without=None, *, priced=True):
    """Return the meetings, as groups with their times, in the order of time; nothing when there is no placement."""
    built = Built(posed, without, priced=priced)
    found = built.programme.cheapest(built.ranks())
    return None if found is None else built.read(found)


def unplaced(posed):
    """Return how many meetings of each group find no slot when as many as possible do; nothing where that can't be.

    Of several ways to leave out as few, those that stand lowest on the sheet are left out.
    """
    built = Built(posed, None, priced=False, elastic=True)
    for place in built.missing.values():
        built.programme.costs[place] = 1.0
    found = built.programme.cheapest({place: float(rank) for rank, place in enumerate(reversed(built.missing.values()))})
    return found and {group: round(found[place]) for group, place in built.missing.items() if found[place]}


class Built:
    """The choice as a programme: for each group and slot whether a meeting stands there, and what that makes a day need.

    `without` is a limit that is left out; when `elastic`, some meetings may find no slot.
    """

    def __init__(self, posed, without, *, priced=True, elastic=False):
        self.posed, self.without, self.programme = posed, without, Programme()
        self.at = {
            (group, time): self.programme.number(0, 1, whole=True)
            for group in posed.groups
            for time in posed.times(group, without)
        }
        self.missing = {group: self.programme.number(0, group.number * elastic, whole=True) for group in posed.groups}
        for group in posed.groups:
            chosen = [place for (other, _), place in self.at.items() if other == group]
            self.programme.limit(dict.fromkeys([*chosen, self.missing[group]], 1.0), group.number, group.number)
        self._bodies()
        self._rooms()
        for pair in posed.pairs:
            if without != Limit("body_limits", "rule", pair.row):
                self._pair(pair)
        if priced:
            self._days()
            self._languages()
            self._interpreters()

    def _bodies(self):
        """A body meets once in a slot, whatever the session."""
        fixed = Counter((each.body, each.time) for each in self.posed.fixed)
        for (body, time), places in self._by(lambda group, time: (group.body, time)).items():
            self.programme.limit(dict.fromkeys(places, 1.0), high=max(0, 1 - fixed[body, time]))

    def _rooms(self):
        fixed = Counter((each.session, each.time) for each in self.posed.fixed)
        for (session, time), places in self._by(lambda group, time: (group.session, time)).items():
            for stated in self.posed.rooms:
                if stated.holds(session, self.without):
                    self.programme.limit(dict.fromkeys(places, 1.0), high=max(0, stated.most - fixed[session, time]))

    def _pair(self, pair):
        """Two bodies apart, or one before the first or the last meeting of the other; a limit that nothing meets is none."""
        one, other = (self._stands(pair.session, body) for body in (pair.body, pair.other))
        for time, (terms, held) in one.items():
            if pair.rule == APART:
                against = [other[time]] if time in other else []
            elif pair.rule == BEFORE_ALL:
                against = [stands for later, stands in other.items() if later <= time]
            else:
                after = [stands for later, stands in other.items() if later > time]
                whole = dict.fromkeys(terms, 1.0) | {place: -1.0 for places, _ in after for place in places}
                if other:
                    self.programme.limit(whole, high=add_up(number for _, number in after) - held)
                continue
            for places, number in against:
                if terms or places or held + number > 1:
                    self.programme.limit(dict.fromkeys([*terms, *places], 1.0), high=1 - held - number)

    def _stands(self, session, body):
        """Return, for each slot of a session in which a body may meet, the choices there, and 1 where it meets already."""
        stands = defaultdict(lambda: ([], 0))
        for each in self.posed.fixed:
            if (each.session, each.body) == (session, body):
                stands[each.time] = ([], 1)
        for (group, time), place in self.at.items():
            if (group.session, group.body) == (session, body):
                stands[time] = ([*stands[time][0], place], stands[time][1])
        return dict(stands)

    def _days(self):
        """A day on which nothing was held yet is opened by the first meeting on it."""
        for (session, day), places in self._by(lambda group, time: (group.session, time.day)).items():
            price = self.posed.prices[session].day
            if price and (session, day) not in self.posed.open:
                opened = self.programme.number(0, 1, price)
                for place in places:
                    self.programme.limit({opened: 1.0, place: -1.0}, low=0)

    def _languages(self):
        """A day has the languages of its fullest meeting, where they have a price."""
        held = fullest(self.posed.fixed)
        for (session, day), choices in self._choices(lambda group, time: (group.session, time.day)).items():
            price = self.posed.prices[session].languages[1]
            if price:
                most = self.programme.number(held[session, day], cost=price)
                for group, place in choices:
                    self.programme.limit({most: 1.0, place: -group.interpreted}, low=0)

    def _interpreters(self):
        """A day needs the interpreters and the teams of its busier half; those who travel, of the busiest day, or of a week beyond its limit."""
        engaged, teams = busiest(self.posed.fixed)
        choices = defaultdict(lambda: defaultdict(list))
        for (group, time), place in self.at.items():
            if group.team and group.means != POOLED:
                choices[group.session, group.means][time.day].append((group, time, place))
        for (session, means), days in choices.items():
            prices = self.posed.prices[session]
            most = further(self.posed, self.posed.fixed)[1][session, means]
            travellers = self.programme.number(prices.travellers(most), cost=prices.traveller, whole=True)
            numbers = {}
            for day, found in days.items():
                key = (session, means, day)
                needed = self.programme.number(engaged[key], cost=prices.interpreter)
                served = self.programme.number(teams[key], cost=prices.team)
                numbers[day] = needed
                self.programme.limit({travellers: 1.0, needed: -prices.share}, low=0)
                for part in range(len(PARTS)):
                    self._half((session, means, day, part), found, (needed, served))
            self._weeks((session, means), numbers, days, travellers)

    def _weeks(self, of_session, numbers, days, travellers):
        """A week with more meetings than a team may serve needs further ones; those of them who travel count as well."""
        share = self.posed.prices[of_session[0]].share
        for begins in sorted({monday(day) for day in days}):
            mine = {day: number for day, number in numbers.items() if monday(day) == begins}
            chosen = [choice for day in mine for choice in days[day]]
            needed = limit(self.programme, self.posed, Week(*of_session, begins), chosen, mine)
            if needed:
                self.programme.limit({travellers: 1.0} | {place: -share * number for place, number in needed.items()}, low=0)

    def _half(self, half, found, numbers):
        fixed = [each for each in self.posed.fixed if (each.session, each.means, *each.time) == half and each.team]
        here = [(group, place) for group, time, place in found if time.part == half[-1]]
        needed, served = numbers
        self.programme.limit(
            {needed: 1.0} | {place: -group.team for group, place in here}, low=add_up(each.team for each in fixed)
        )
        self.programme.limit({served: 1.0} | {place: -1.0 for _, place in here}, low=len(fixed))

    def _by(self, key):
        return {each: [place for _, place in choices] for each, choices in self._choices(key).items()}

    def _choices(self, key):
        found = defaultdict(list)
        for (group, time), place in self.at.items():
            found[key(group, time)].append((group, place))
        return found

    def ranks(self):
        """Return how late each choice is, what stands higher on the sheet weighing more."""
        order = {time: rank for rank, time in enumerate(sorted({time for _, time in self.at}))}
        weight = {group: 2.0 * len(self.posed.groups) - place for place, group in enumerate(self.posed.groups)}
        return {place: order[time] * weight[group] for (group, time), place in self.at.items()}

    def read(self, numbers):
        """Return the chosen groups with their times, in the order of time and then of the sheet."""
        return sorted(
            (pair for pair, place in self.at.items() if numbers[place]), key=lambda pair: (pair[1], pair[0].row)
        )
