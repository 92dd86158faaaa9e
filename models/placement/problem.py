"""The problem posed: what a cycle's figures say about its meetings to place, their limits, and what slots cost."""

from aspbudget.declare import add_up
from aspbudget.models.conference_services import DAY, LANGUAGE, MEETING, SESSION
from aspbudget.models.meetings_to_place import BOTH, MORNINGS
from aspbudget.models.placement.places import PARTS, Fixed, Group, Limit, Pair, Prices, Problem, Stated, Time
from aspbudget.models.requirement import POOLED

SLOTS = {BOTH: 2, MORNINGS: 1}
_NONE = {"charges": 0.0, "travel_days": 0.0, "subsistence_days": 1.0, "meetings_a_week": 0.0, "minimum_days": 0.0}  # a venue without a row in sheet Terms of interpreters


def problem(figures):
    """Return what a cycle's figures say about its meetings to place."""
    sessions, fixed = _rows(figures, "sessions"), tuple(map(_placed, _rows(figures, "meetings")))
    limits = _rows(figures, "session_limits")
    return Problem(
        tuple(map(_group, _rows(figures, "meetings_to_place"))),
        fixed,
        {each["session"]: (each["first_day"], each["last_day"]) for each in sessions},
        {each["session"]: _prices(figures, each) for each in sessions},
        _stated(limits, "slots", SLOTS.get),
        _stated(limits, "rooms", int),
        tuple(map(_pair, _rows(figures, "body_limits"))),
        frozenset((each.session, each.time.day) for each in fixed),
    )


def _rows(figures, table):
    """Return the rows of a table with their places on the sheet: texts in words, days as a spreadsheet counts them."""
    costed = figures.tables[table]
    columns = {
        name: figures.values(table, name) if figures.kind(table, name) == "text" else column.tolist()
        for name, column in costed.columns.items()
    } | {"row": costed.places.tolist()}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def _placed(row):
    time = Time(row["day"], PARTS.index(row["slot"]))
    return Fixed(row["session"], row["body"], row["means"], row["team"], row["interpreted"], time)


def _group(row):
    return Group(**{name: row[name] for name in Group._fields} | {"number": int(row["number"])})


def _pair(row):
    return Pair(row["row"], row["session"], row["body"], row["rule"], row["other_body"])


def _stated(rows, name, numbers):
    """Return the limits of a column, each number by `numbers`; one that is not stated is none."""
    return tuple(
        Stated(Limit("session_limits", name, each["row"]), each["session"], numbers(each[name]))
        for each in rows
        if each[name]
    )


def _prices(figures, session):
    """Return the prices of a session, those of conference services only where they are not pooled."""
    venue = next(each for each in _rows(figures, "venues") if each["venue"] == session["venue"])
    services = [
        each
        for each in _rows(figures, "conference_services")
        if each["session"] == session["session"] and each["means"] != POOLED
    ]
    of_languages = [each for each in services if each["of_each"] == LANGUAGE]
    others = [each for each in services if each["of_each"] != LANGUAGE]
    day, meeting = (_price(others, kind) for kind in (DAY, MEETING))
    languages = (_price(of_languages, SESSION), _price(of_languages, DAY), _price(of_languages, MEETING))
    terms = next((each for each in _rows(figures, "terms_of_interpreters") if each["venue"] == session["venue"]), _NONE)
    team = float(figures.named["technicians_per_team"]) * venue["technician_day"]
    paid_day = venue["interpreter_day"] * (1 + terms["charges"])
    days = session["length"] + terms["subsistence_days"]
    traveller = venue["interpreter_fare"] + days * venue["daily_allowance"] + terms["travel_days"] * paid_day
    return Prices(paid_day, team, traveller, venue["recruited_elsewhere"], day, meeting, languages, terms["meetings_a_week"], terms["minimum_days"])


def _price(services, each):
    """Return what services cost each time that they are needed: for the session, on a day with meetings, or for a meeting."""
    return add_up(service["needed"] * service["unit_price"] for service in services if service["each"] == each)
