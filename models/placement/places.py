"""Places: what a cycle's figures say about meetings without a day: where they may stand, what limits them, what it costs."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from aspbudget.declare import EPOCH
from aspbudget.models.calendar import SLOTS
from aspbudget.models.requirement import POOLED

PARTS = SLOTS
_BY_DAY = 2  # only mornings and afternoons are offered; evenings and nights are for a person to decide
_DIGITS = 9


class Time(NamedTuple):
    """A slot: a day, as a spreadsheet counts them, and 0 for the morning, 1 for the afternoon, 2 for the evening or 3 for the night."""

    day: float
    part: int

    @property
    def date(self):
        """The day as a date."""
        return (EPOCH + int(self.day)).astype(object)


class Group(NamedTuple):
    """A row of sheet Meetings to place, with the interpreters that each of its meetings needs, and how many languages are interpreted."""

    row: int
    meeting: str
    session: str
    body: str
    means: str
    team: float
    interpreted: float
    number: int
    earliest: float
    latest: float


class Fixed(NamedTuple):
    """A meeting that has its day."""

    session: str
    body: str
    means: str
    team: float
    interpreted: float
    time: Time


class Pair(NamedTuple):
    """A row of sheet Body limits."""

    row: int
    session: str
    body: str
    rule: str
    other: str


class Limit(NamedTuple):
    """The cell of a limit: its table, its column and its row."""

    table: str
    column: str
    row: int


class Stated(NamedTuple):
    """A limit on a session: how many slots a day, or rooms at a time, it has at the most."""

    limit: Limit
    session: str
    most: int

    def holds(self, session, without):
        """Return whether it is a limit on a session, and not the one that is left out."""
        return self.session == session and self.limit != without


class Prices(NamedTuple):
    """What a session pays for one interpreter, technicians of a team, one traveller, a day with meetings, and a meeting.

    `languages` are the prices for each language of its fullest meeting, of the fullest of a day, and of any meeting. A team serves no more
    than `meetings_a_week`, 0 for no limit; where that needs further ones, each is paid for `minimum_days` at least.
    """

    interpreter: float
    team: float
    traveller: float
    share: float
    day: float
    meeting: float
    languages: tuple[float, float, float]
    meetings_a_week: float
    minimum_days: float

    def travellers(self, interpreters):
        """Return how many of the interpreters of the busiest day must travel."""
        return math.ceil(round(interpreters * self.share, _DIGITS))


@dataclass(frozen=True)
class Problem:
    """Meetings to place, those that have their place, and what limits and prices the sessions have."""

    groups: tuple[Group, ...]
    fixed: tuple[Fixed, ...]
    sessions: dict[str, tuple[float, float]]
    prices: dict[str, Prices]
    slots: tuple[Stated, ...]
    rooms: tuple[Stated, ...]
    pairs: tuple[Pair, ...]
    open: frozenset[tuple[str, float]] = field(default=frozenset())

    def times(self, group, without=None):
        """Return the slots in which a meeting of a group may stand; of weekends only days on which meetings are held."""
        first, last = self.sessions[group.session]
        if group.earliest and without != Limit("meetings_to_place", "earliest", group.row):
            first = max(first, group.earliest)
        if group.latest and without != Limit("meetings_to_place", "latest", group.row):
            last = min(last, group.latest)
        parts = min((each.most for each in self.slots if each.holds(group.session, without)), default=_BY_DAY)
        days = (day for day in range(int(first), int(last) + 1) if self._serves(group.session, float(day)))
        return [Time(float(day), part) for day in days for part in range(parts)]

    def _serves(self, session, day):
        return Time(day, 0).date.weekday() < 5 or (session, day) in self.open

    def limits(self):
        """Return the cell of every limit that someone has stated."""
        named = [each.limit for each in (*self.slots, *self.rooms)]
        pairs = [Limit("body_limits", "rule", pair.row) for pair in self.pairs]
        days = [
            Limit("meetings_to_place", name, group.row)
            for group in self.groups
            for name in ("earliest", "latest")
            if getattr(group, name)
        ]
        return [*named, *pairs, *days]


def fullest(stood):
    """Return how many languages are interpreted at the meeting of each session and day with the most."""
    most = defaultdict(float)
    for each in stood:
        most[each.session, each.time.day] = max(most[each.session, each.time.day], each.interpreted)
    return most


def busiest(stood):
    """Return the interpreters and the teams of each session, means and day: those of the busier half; pooled ones are free."""
    halves, counts = Counter(), Counter()
    for each in stood:
        if each.team and each.means != POOLED:
            halves[each.session, each.means, *each.time] += each.team
            counts[each.session, each.means, *each.time] += 1
    return _larger(halves), _larger(counts)


def _larger(halves):
    larger = defaultdict(float)
    for (session, means, day, _), number in halves.items():
        larger[session, means, day] = max(larger[session, means, day], number)
    return larger
