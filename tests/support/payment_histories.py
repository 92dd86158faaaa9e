"""Random payment histories of States, and their status worked out in exact decimals from the words of the rules.

Nothing here is taken from the models: payments settle the oldest dues first; under article 112, paragraph 8, a State Party has no vote
when its arrears equal or exceed the contributions due for the two preceding full years.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

CENT, NOTHING = Decimal("0.01"), Decimal(0)


class Due(NamedTuple):
    """What a State was assessed for an earlier year, and whether for the whole of it."""

    year: int
    amount: Decimal
    full: bool


class Payment(NamedTuple):
    """What a State paid on a day."""

    day: date
    amount: Decimal


@dataclass(frozen=True)
class History:
    """What a State was asked for, year by year, what it is asked for in `year` (credited, when below nothing), and what it paid."""

    code: str
    year: int
    party: bool
    asked: Decimal
    dues: tuple[Due, ...]
    payments: tuple[Payment, ...]

    @property
    def credited(self) -> Decimal:
        """All that settles dues: payments, and what this year's credits leave."""
        return sum((each.amount for each in self.payments), max(-self.asked, NOTHING))

    @property
    def outstanding_by_year(self) -> dict[int, Decimal]:
        """What is outstanding of each earlier year, the oldest settled first."""
        found, left = {}, self.credited
        for due in sorted(self.dues):
            settled = min(due.amount, left)
            found[due.year], left = due.amount - settled, left - settled
        return found

    @property
    def status(self) -> dict[str, Decimal]:
        """The State's row of the status, by the names of the lines."""
        before, asked = sum((due.amount for due in self.dues), NOTHING), max(self.asked, NOTHING)
        arrears = sum(self.outstanding_by_year.values(), NOTHING)
        of_the_year = min(asked, max(before + asked - self.credited, NOTHING))
        return {
            "due_before": before,
            "due_this_year": asked,
            "paid": sum((each.amount for each in self.payments), NOTHING),
            "arrears": arrears,
            "outstanding_this_year": of_the_year,
            "outstanding": arrears + of_the_year,
            "overpaid": max(self.credited - before - asked, NOTHING),
            "vote_lost": Decimal(self.loses_its_vote(arrears)),
            "least_to_vote": self.least_to_vote(arrears),
        }

    def loses_its_vote(self, arrears: Decimal) -> bool:
        """Whether arrears of this amount cost the State its vote."""
        two = [due for due in self.dues if due.full and due.year in (self.year - 1, self.year - 2)]
        return self.party and len(two) == 2 and arrears > 0 and arrears >= sum(due.amount for due in two)

    def least_to_vote(self, arrears: Decimal) -> Decimal:
        """The least that gives the vote back, found by halving: with it the vote is back, with a cent less it isn't."""
        if not self.loses_its_vote(arrears):
            return NOTHING
        too_little, enough = 0, int(arrears / CENT)
        while enough - too_little > 1:
            middle = (too_little + enough) // 2
            if self.loses_its_vote(arrears - middle * CENT):
                too_little = middle
            else:
                enough = middle
        return enough * CENT


def ageing(histories: Iterable[History]) -> dict[int, tuple[Decimal, int]]:
    """Return, for each earlier year, what is outstanding and how many States owe."""
    outstanding: Counter[int] = Counter()
    owing: Counter[int] = Counter()
    for history in histories:
        for year, amount in history.outstanding_by_year.items():
            outstanding[year] += amount  # type: ignore[assignment] - a counter of decimals
            owing[year] += int(amount > 0)
    return {year: (Decimal(outstanding[year]), owing[year]) for year in owing}


def drawn(random: Random, code: str, year: int, *, asked: Decimal | None = None) -> History:
    """Draw a history: up to six years of dues to the cent, paid in parts, often to the cent or a cent off what a rule turns on."""
    years = [year - back for back in range(1, random.randint(1, 6) + 1) if random.random() < 0.95]
    dues = tuple(Due(each, _amount(random), random.random() < 0.95) for each in years)
    random_asked = random.choice((NOTHING, _amount(random), -_amount(random)))
    history = History(code, year, random.random() < 0.95, random_asked if asked is None else asked, tuple(random.sample(dues, len(dues))), ())
    parts = _parts(random, max(_paid(random, history), NOTHING))
    payments = tuple(Payment(date(year, 1, 1) + timedelta(random.randrange(365)), part) for part in parts)
    return History(history.code, year, history.party, history.asked, history.dues, payments)


def _amount(random: Random) -> Decimal:
    """Draw an amount of a size that is small or large, seldom nothing."""
    return random.choice((0, *[1] * 30)) * CENT * random.randint(1, 10 ** random.randint(1, 10))


def _paid(random: Random, history: History) -> Decimal:
    """Draw what is paid in all: anything, or what settles the oldest dues, or all but the last two years; to the cent, or a cent off."""
    oldest = sorted(history.dues)
    settled = oldest[: random.randint(0, len(oldest))]
    but_two = [due for due in oldest if due.year < history.year - 2]
    everything = sum((due.amount for due in oldest), NOTHING)
    whole = random.choice((
        _amount(random), everything, everything + max(history.asked, NOTHING), sum((due.amount for due in settled), NOTHING),
        *[sum((due.amount for due in but_two), NOTHING)] * 3,
    ))  # fmt: skip
    return whole - max(-history.asked, NOTHING) + random.choice((NOTHING, NOTHING, CENT, -CENT))


def _parts(random: Random, whole: Decimal) -> list[Decimal]:
    """Split an amount into up to eight parts, each a number of cents."""
    cents = int(whole / CENT)
    cuts = sorted(random.randint(0, cents) for _ in range(random.randint(0, 7)))
    return [CENT * (after - before) for before, after in zip([0, *cuts], [*cuts, cents], strict=True) if after > before]
