"""Random payment histories of States, and their status worked out in exact decimals from the words of the rules.

Nothing here is taken from the models: payments settle the kinds of due in an order (the Working Capital Fund, the Contingency Fund, then
contributions), the oldest of a kind first; under article 112, paragraph 8, a State Party has no vote when its arrears equal or exceed the
contributions due for the two preceding full years. Of a State for which neither a due nor a payment is entered nothing is known.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

CENT, NOTHING = Decimal("0.01"), Decimal(0)
WORKING_CAPITAL, CONTINGENCY, CONTRIBUTIONS = "Working Capital Fund", "Contingency Fund", "Contributions"
ORDER = (WORKING_CAPITAL, CONTINGENCY, CONTRIBUTIONS)


class Due(NamedTuple):
    """What a State was assessed for an earlier year, and whether for the whole of it."""

    year: int
    amount: Decimal
    full: bool


class FundDue(NamedTuple):
    """What a State owed to a fund for an earlier year."""

    year: int
    fund: str
    amount: Decimal


class Payment(NamedTuple):
    """What a State paid on a day."""

    day: date
    amount: Decimal


@dataclass(frozen=True)
class History:
    """What a State was asked for, year by year, what it is asked for in `year` (credited, when below nothing), and what it paid.

    `advance` and `contingency` are what of `asked` is for the two funds; an advance below nothing is given back. `order` is that in which
    payments settle the kinds of due.
    """

    code: str
    year: int
    party: bool
    asked: Decimal
    dues: tuple[Due, ...]
    payments: tuple[Payment, ...]
    fund_dues: tuple[FundDue, ...] = ()
    advance: Decimal = NOTHING
    contingency: Decimal = NOTHING
    order: tuple[str, ...] = ORDER

    @property
    def entered(self) -> bool:
        """Whether anything is entered of the State's account."""
        return bool(self.dues or self.fund_dues or self.payments)

    @property
    def credited(self) -> Decimal:
        """All that settles dues: payments, and what this year's credits leave."""
        return sum((each.amount for each in self.payments), max(-self.asked, NOTHING))

    @property
    def of_this_year(self) -> dict[str, Decimal]:
        """What is due this year, by kind: credits have settled the contribution first, then the Contingency Fund."""
        left, found = max(self.asked, NOTHING), {}
        for kind, amount in ((WORKING_CAPITAL, max(self.advance, NOTHING)), (CONTINGENCY, self.contingency)):
            found[kind] = min(amount, left)
            left -= found[kind]
        return found | {CONTRIBUTIONS: left}

    @property
    def all_due(self) -> list[tuple[str, int, Decimal]]:
        """All that is due, as kind, year and amount, in the order in which it is settled."""
        found = [(CONTRIBUTIONS, due.year, due.amount) for due in self.dues] + [(due.fund, due.year, due.amount) for due in self.fund_dues]
        found += [(kind, self.year, amount) for kind, amount in self.of_this_year.items()]
        return sorted(found, key=lambda due: (self.order.index(due[0]), due[1]))

    def outstanding(self, more: Decimal = NOTHING) -> dict[tuple[str, int], Decimal]:
        """Return what is outstanding by kind and year; with a payment of so much more."""
        found, left = {}, self.credited + more
        for kind, year, amount in self.all_due:
            settled = min(amount, left)
            found[kind, year], left = amount - settled, left - settled
        return found

    @property
    def outstanding_by_year(self) -> dict[int, Decimal]:
        """What is outstanding of the contributions of each earlier year."""
        return {year: amount for (kind, year), amount in self.outstanding().items() if kind == CONTRIBUTIONS and year < self.year}

    def arrears(self, more: Decimal = NOTHING) -> Decimal:
        """Return what is outstanding of the contributions of all earlier years; with a payment of so much more."""
        outstanding = self.outstanding(more).items()
        return sum((amount for (kind, year), amount in outstanding if kind == CONTRIBUTIONS and year < self.year), NOTHING)

    @property
    def status(self) -> dict[str, Decimal | None]:
        """The State's row of the status, by the names of the lines; none where nothing is entered."""
        outstanding, all_due = self.outstanding(), sum((amount for *_, amount in self.all_due), NOTHING)
        of_fund = {fund: sum((amount for (kind, _), amount in outstanding.items() if kind == fund), NOTHING) for fund in ORDER[:2]}
        known: dict[str, Decimal | None] = {
            "due_before": sum((due.amount for due in self.dues), NOTHING),
            "fund_due_before": sum((due.amount for due in self.fund_dues), NOTHING),
            "due_this_year": max(self.asked, NOTHING),
            "paid": sum((each.amount for each in self.payments), NOTHING),
        }
        known = {name: value if self.entered or name == "due_this_year" else None for name, value in known.items()}
        return known | {name: value if self.entered else None for name, value in {
            "arrears": self.arrears(),
            "outstanding_this_year": outstanding[CONTRIBUTIONS, self.year],
            "working_capital_outstanding": of_fund[WORKING_CAPITAL],
            "contingency_outstanding": of_fund[CONTINGENCY],
            "outstanding": sum(outstanding.values(), NOTHING),
            "overpaid": max(self.credited - all_due, NOTHING),
        }.items()} | {"least_to_vote": None if self.vote == "not entered" else self.least_to_vote()}  # fmt: skip

    @property
    def vote(self) -> str:
        """The State's vote in words."""
        return "not a State Party" if not self.party else "not entered" if not self.entered else "lost" if self.loses_its_vote() else "kept"

    def loses_its_vote(self, more: Decimal = NOTHING) -> bool:
        """Return whether its arrears cost the State its vote; also after a payment of so much more."""
        two, arrears = [due for due in self.dues if due.full and due.year in (self.year - 1, self.year - 2)], self.arrears(more)
        return self.party and len(two) == 2 and arrears > 0 and arrears >= sum(due.amount for due in two)

    def least_to_vote(self) -> Decimal:
        """Return the least that gives the vote back, found by halving: with it the vote is back, with a cent less it isn't."""
        if not self.loses_its_vote():
            return NOTHING
        too_little, enough = 0, int(sum(self.outstanding().values(), NOTHING) / CENT)
        while enough - too_little > 1:
            middle = (too_little + enough) // 2
            if self.loses_its_vote(middle * CENT):
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


class Year(NamedTuple):
    """A year that is assessed: the order in which payments settle the kinds of due, and what each State is asked for the Contingency Fund."""

    year: int
    order: tuple[str, ...] = ORDER
    contingency: Decimal = NOTHING


def drawn(random: Random, code: str, of: Year, *, asked: Decimal | None = None) -> History:
    """Draw a history: up to six years of dues to the cent, paid in parts, often to the cent or a cent off what a rule turns on."""
    years = [of.year - back for back in range(1, random.randint(1, 6) + 1) if random.random() < 0.95]
    dues = tuple(Due(each, _amount(random), random.random() < 0.95) for each in years)
    funds = tuple(FundDue(of.year - back, fund, _amount(random)) for fund in ORDER[:2] for back in range(1, 4) if random.random() < 0.15)
    random_asked = random.choice((NOTHING, _amount(random), -_amount(random)))
    advance = NOTHING if asked is not None else random.choice((NOTHING, _amount(random), -_amount(random)))
    history = History(
        code, of.year, random.random() < 0.95, random_asked if asked is None else asked, tuple(random.sample(dues, len(dues))), (), funds,
        advance, of.contingency, of.order,
    )  # fmt: skip
    if random.random() < 0.03:
        return replace(history, dues=(), fund_dues=())
    parts = _parts(random, max(_paid(random, history), NOTHING))
    return replace(history, payments=tuple(Payment(date(of.year, 1, 1) + timedelta(random.randrange(365)), part) for part in parts))


def _amount(random: Random) -> Decimal:
    """Draw an amount of a size that is small or large, seldom nothing."""
    return random.choice((0, *[1] * 30)) * CENT * random.randint(1, 10 ** random.randint(1, 10))


def _paid(random: Random, history: History) -> Decimal:
    """Draw what is paid in all: anything, or what settles some of the dues, or all but the last two years; to the cent, or a cent off."""
    all_due = history.all_due
    contributions = [place for place, (kind, *_) in enumerate(all_due) if kind == CONTRIBUTIONS]
    but_two = [place for place in contributions if all_due[place][1] < history.year - 2]
    first = but_two[-1] + 1 if but_two else contributions[0]
    upto = random.choice((random.randint(0, len(all_due)), len(all_due), contributions[-1], first, first, first))
    whole = random.choice((_amount(random), *[sum((amount for *_, amount in all_due[:upto]), NOTHING)] * 5))
    return whole - max(-history.asked, NOTHING) + random.choice((NOTHING, NOTHING, CENT, -CENT))


def _parts(random: Random, whole: Decimal) -> list[Decimal]:
    """Split an amount into up to eight parts, each a number of cents."""
    cents = int(whole / CENT)
    cuts = sorted(random.randint(0, cents) for _ in range(random.randint(0, 7)))
    return [CENT * (after - before) for before, after in zip([0, *cuts], [*cuts, cents], strict=True) if after > before]
