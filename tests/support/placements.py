"""Placements in tests: small calendars drawn at random, and every way to place their meetings, costed by the models."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.figures.cost import Figures, cost
from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawWorkbook
from aspbudget.models.calendar import AFTERNOON, MORNING
from aspbudget.models.meetings_to_place import APART, BEFORE_ALL, BEFORE_LAST, BOTH, MORNINGS
from support.cases import sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

MONDAY = date(2004, 9, 6)
BODIES = ("Assembly", "Working Group", "Credentials")
SETS = ("six languages", "six languages", "three languages", "two languages", "no interpretation")

Row = dict[str, Any]
Case = dict[str, list[Row]]


class Stood(NamedTuple):
    """A meeting with its place: its row among the meetings to place, or none, its body, its day and its slot."""

    row: Row
    body: str
    day: date
    slot: str

    @property
    def time(self) -> tuple[date, int]:
        """The slot, in the order of time."""
        return self.day, (MORNING, AFTERNOON).index(self.slot)


def drawn(seed: int) -> Case:
    """Return a small calendar drawn at random: a session, some meetings that have a day and some that have none, and limits."""
    draw = random.Random(seed)
    days = draw.choice((1, 2, 2, 2, 3))
    first = MONDAY + timedelta(draw.choice((0, 0, 0, 3)))  # from Thursday, a third day and more are of the weekend
    return {
        "Bodies": [{"Body": "Credentials", "Decision": "ICC-ASP/2/Res.3, annex, 4"}],
        "Prices": [
            {"Price": "interpreter's day", "Amount": draw.choice((300, 500.5))},
            {"Price": "technician's day", "Amount": draw.choice((0, 200))},
            {"Price": "journey", "Amount": draw.choice((0, 400, 1000))},
            {"Price": "room", "Amount": draw.choice((0, 700, 9000))},
        ],
        "Venues": [{"Venue": "The Hague", "Recruited elsewhere": draw.choice((0, 0.3, 0.8, 1))}],
        "Sessions": [{"Session": "session", "First day": first, "Last day": first + timedelta(days - 1)}],
        "Meetings": _held(draw, first, days),
        "Meetings to place": _waiting(draw, first, days),
        "Session limits": [
            {"Limit": "rooms", "Slots a day": draw.choice((BOTH, BOTH, MORNINGS)), "Rooms": draw.choice((1, 2, 2, 3, None))} for _ in range(draw.choice((0, 1)))
        ],
        "Body limits": _limits(draw),
        "Conference services": [{"Service": "rooms", "For each": "day with meetings"}, {"Service": "water", "For each": "meeting"}, *_of_languages(seed)],
        "Terms of interpreters": _terms(seed),
    }  # fmt: skip


def _of_languages(seed: int) -> list[Row]:
    """Return services for each language, drawn apart, so that the rest of a calendar is the same with them and without."""
    draw = random.Random(-1 - seed)
    kinds = draw.sample(("session", "day with meetings", "meeting"), draw.choice((0, 1, 1, 2)))
    return [{"Service": f"booths by the {kind}", "For each": kind, "Quantity of each": "language"} for kind in kinds]


def _terms(seed: int) -> list[Row]:
    """Return terms of interpreters with a limit of meetings a week, or none, drawn apart like services for each language."""
    draw = random.Random(-1000 - seed)
    stated = {"Meetings a week": draw.choice((1, 2, 2, 3)), "Minimum days": draw.choice((None, 1)), "Paid travel days": draw.choice((0, 1.5)), "Subsistence days": 1}
    return [{"Venue": "The Hague", "Charges": draw.choice((0, 0.09))} | stated] if draw.random() < 2 / 3 else []


def _held(draw: random.Random, first: date, days: int) -> list[Row]:
    places = [
        (body, first + timedelta(day), slot) for body in BODIES for day in range(days) for slot in (MORNING, AFTERNOON)
    ]
    chosen = draw.sample(places, draw.randint(0, min(4, len(places))))
    return [
        {"Meeting": f"held {number}", "Body": body, "Day": day, "Slot": slot} | _served(draw)
        for number, (body, day, slot) in enumerate(chosen)
    ]


def _served(draw: random.Random) -> Row:
    means = draw.choice(("own", "own", "own", "outsourced", "pooled with the Court"))
    return {"Language set": draw.choice(SETS), "Means": means, "Reason": "none to pool"}


def _waiting(draw: random.Random, first: date, days: int) -> list[Row]:
    rows = []
    for number in range(draw.randint(1, 3)):
        row = {"Meeting": f"waiting {number}", "Body": draw.choice(BODIES), "Meetings": draw.choice((1, 1, 2))}
        day = first + timedelta(draw.randrange(days))
        rows.append(row | _served(draw) | draw.choice(({}, {}, {}, {"Earliest day": day}, {"Latest day": day})))
    return rows


def _limits(draw: random.Random) -> list[Row]:
    rules = draw.choices((APART, BEFORE_ALL, BEFORE_LAST), k=draw.choice((0, 0, 0, 1, 2)))
    pairs = [draw.sample(BODIES, 2) for _ in rules]
    return [
        {"Limit": f"limit {number}", "Body": one, "Rule": rule, "Other body": other, "Mandate": "none"}
        for number, (rule, (one, other)) in enumerate(zip(rules, pairs, strict=True))
    ]


def inputs(models: Catalogue, case: Case) -> Inputs:
    """Return the inputs of a case, checked."""
    sheets = {table.title: sheet(table, models, case) for table in models.tables.values() if table.entered}
    return check(models, RawWorkbook("case", "", sheets))


def all_ways(case: Case) -> Iterator[tuple[Stood, ...]]:
    """Yield every way to place the meetings of a case that its limits allow, each tried and none passed over."""
    (session,) = case["Sessions"]
    held = tuple(Stood({}, row["Body"], row["Day"], row["Slot"]) for row in case["Meetings"])
    used = {each.day for each in held}
    span = [
        session["First day"] + timedelta(day) for day in range((session["Last day"] - session["First day"]).days + 1)
    ]
    times = [(day, slot) for day in span if day.weekday() < 5 or day in used for slot in (MORNING, AFTERNOON)]
    choices = [list(combinations(times, row["Meetings"])) for row in case["Meetings to place"]]
    for chosen in product(*choices):
        placed = tuple(
            Stood(row, row["Body"], *time)
            for row, group in zip(case["Meetings to place"], chosen, strict=True)
            for time in group
        )
        if _allowed(case, held, placed):
            yield placed


def _allowed(case: Case, held: tuple[Stood, ...], placed: tuple[Stood, ...]) -> bool:
    stood = (*held, *placed)
    most = Counter((each.time, each.body) for each in stood)
    limits = case["Session limits"]
    return (
        max(most.values()) == 1
        and all(each.row.get("Earliest day", each.day) <= each.day for each in placed)
        and all(each.row.get("Latest day", each.day) >= each.day for each in placed)
        and (not limits or _fits(stood, limits[0]))
        and all(_holds(limit, stood) for limit in case["Body limits"])
    )


def _fits(stood: tuple[Stood, ...], limit: Row) -> bool:
    at_once = max(Counter(each.time for each in stood).values())
    slots = limit["Slots a day"] == BOTH or all(each.slot == MORNING for each in stood)
    return slots and (not limit["Rooms"] or at_once <= limit["Rooms"])


def _holds(limit: Row, stood: tuple[Stood, ...]) -> bool:
    ones, others = ([each.time for each in stood if each.body == limit[name]] for name in ("Body", "Other body"))
    if not ones or not others:
        return True
    if limit["Rule"] == APART:
        return not set(ones) & set(others)
    return max(ones) < (min(others) if limit["Rule"] == BEFORE_ALL else max(others))


def costs(models: Catalogue, case: Case, ways: list[tuple[Stood, ...]]) -> list[float]:
    """Return what each way adds by the models: all are costed at once, each in a copy of the session with bodies of its own."""
    names = ["before", *(f"way {number}" for number in range(len(ways)))]
    whole = {
        name: rows for name, rows in case.items() if name not in ("Meetings to place", "Session limits", "Body limits")
    }
    copied = whole | {
        "Sessions": [row | {"Session": name} for name in ["session", *names] for row in case["Sessions"]],
        "Bodies": [*case["Bodies"], *({"Body": f"{body}, {name}", "Decision": "ICC-ASP/2/Res.3, annex, 4"} for name in names for body in BODIES)],
        "Conference services": [
            row | {"Service": f"{row['Service']}, {name}", "Session": name} for name in names for row in case["Conference services"]
        ],
        "Meetings": [
            row | {"Meeting": f"{row['Meeting']}, {place}, {name}", "Session": name, "Body": f"{row['Body']}, {name}"}
            for name, way in zip(names, [(), *ways], strict=True)
            for place, row in enumerate([*case["Meetings"], *(each.row | {"Day": each.day, "Slot": each.slot} for each in way)])
        ],
    }  # fmt: skip
    for row in copied["Meetings"]:
        for name in ("Meetings", "Earliest day", "Latest day"):
            row.pop(name, None)
    found = inputs(models, copied)
    sums = by_session(cost(models, found.frames, found.named))
    return [round(sums.get(name, 0.0) - sums.get("before", 0.0), 6) for name in names[1:]]


def by_session(figures: Figures) -> Counter[str]:
    """Return what interpretation and conference services of each session cost the section."""
    sums: Counter[str] = Counter()
    for table in ("interpretation", "conference_services"):
        for name, amount in zip(figures.values(table, "session"), figures.values(table, "net_cost"), strict=True):
            sums[name] += float(amount)
    return sums
