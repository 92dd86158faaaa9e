"""Months: in which months of the year each requirement is planned, and what the section plans for each month."""

from aspbudget.declare import (
    CURRENCY,
    Crossing,
    Line,
    Model,
    Months,
    Numbered,
    Rule,
    Sourced,
    Table,
    at_most,
    column,
    greatest,
    least,
    line,
    money,
    month_of,
    where,
)

JANUARY, DECEMBER = 1, 12
TEMPORARY_ASSISTANCE, OVERTIME, TRAVEL = "Temporary assistance", "Overtime", "Travel"
OPERATING_REQUIREMENTS = "Operating requirements"
PLANNED = Months("planned_monthly", "planned_from", "planned_until")
MONTH_OF_YEAR = "month of the year"
SESSION_MONTHS = "The months of its session, sheet Sessions"


class PlannedMonths(Sourced):
    """One row for each requirement without a date of its own that is planned for part of the year; others are planned evenly over it."""

    plan: str = column("Plan", "A name for the row; each name once.", key=True, example="Reception: its session")
    sheet: str = column(
        "Sheet",
        "The sheet of the requirement.",
        choices=(TEMPORARY_ASSISTANCE, OVERTIME, TRAVEL, OPERATING_REQUIREMENTS),
        example=OPERATING_REQUIREMENTS,
    )
    row: str = column("Row", "The name of the requirement on that sheet.", example="Reception, session of the Assembly")
    session: str = column(
        "Session", "The session in whose months it falls, wherever that moves.", refers="sessions", required=False
    )
    first_month: float = column(
        "First month", "Without a session: its first month.", whole=True, low=1, high=12, required=False
    )
    last_month: float = column(
        "Last month", "Without a session: its last month.", whole=True, low=1, high=12, required=False
    )


class PhaseMonths(Sourced):
    """One row for each phase of documentation that isn't the months of the session: how many months before or after them it falls."""

    phase: str = column("Phase", "The phase, a row of sheet Phases.", key=True, refers="phases")
    begins: float = column(
        "Begins",
        "How many months after the month of the session's first day it begins; before it, below 0.",
        whole=True,
        low=-11,
        high=11,
        example=-2,
    )
    ends: float = column(
        "Ends",
        "How many months after the month of the session's last day it ends; before it, below 0.",
        whole=True,
        low=-11,
        high=11,
        example=0,
    )


@line(unit=MONTH_OF_YEAR, source="Sheet Sessions, or as entered", label="From")
def from_month(session, sessions, first_month):
    """The first month of the requirement."""
    return where(session == "", first_month, month_of(sessions.at(session, "first_day")))


@line(unit=MONTH_OF_YEAR, source="Sheet Sessions, or as entered", label="Until")
def until_month(session, sessions, last_month):
    """The last month of the requirement."""
    return where(session == "", last_month, month_of(sessions.at(session, "last_day")))


@line(unit="", source="A plan needs its months")
def has_months(session, first_month, last_month):
    """a plan has either a session, or a first and a last month that is no earlier, and not both; fill in one of them"""
    months = (first_month > 0) & (last_month >= first_month)
    return ((session != "") & (first_month == 0) & (last_month == 0)) | ((session == "") & months)


@line(unit="", source="A plan is of a requirement")
def is_of_a_requirement(sheet, row, temporary_assistance, overtime, travel, operating_requirements):
    """that sheet has no row of this name; correct the name or the sheet, or clear the row"""
    other = where(sheet == TRAVEL, travel.count(journey=row), operating_requirements.count(requirement=row))
    found = where(sheet == OVERTIME, overtime.count(overtime=row), other)
    return where(sheet == TEMPORARY_ASSISTANCE, temporary_assistance.count(function=row), found) > 0


@line(unit="", source="A requirement has one plan")
def is_the_only_plan(sheet, row, planned_months):
    """the requirement has another row on this sheet; clear one of them"""
    return planned_months.count(sheet=sheet, row=row) == 1


@line(unit="", source="A phase ends after it begins")
def phase_ends_after_it_begins(begins, ends):
    """a phase can't end before it begins; correct one of the two"""
    return ends >= begins


@line(unit=CURRENCY, source="Net cost ÷ months from the first to the last", label="Net cost a month")
def planned_monthly(net_cost, planned_from, planned_until):
    """What is planned for each month from the first to the last."""
    return net_cost / (planned_until - planned_from + 1)


def months(first, last, source):
    """Return the lines that plan a row by month; `first` and `last` are, for each of the two months, its formula and what that needs."""
    sides = ((PLANNED.first, "Planned from", "first", *first), (PLANNED.last, "Planned until", "last", *last))
    return (
        *(
            Line(name, function, needs, f"The {side} month of the year for which it is planned.", MONTH_OF_YEAR, source, label=label)
            for name, label, side, function, needs in sides
        ),
        planned_monthly,
    )


def _of_session(day):
    return lambda session, sessions: month_of(sessions.at(session, day)), ("session", "sessions")


def _as_planned(planned, otherwise, sheet, key):
    def function(planned_months, row):
        known = planned_months.count(sheet=sheet, row=row) > 0
        return where(known, planned_months.total(planned, sheet=sheet, row=row), otherwise)

    return function, ("planned_months", key)


def _of_session_or(day, planned):
    function, needs = planned
    there, of_session = _of_session(day)
    return lambda session, sessions, *rest: where(session == "", function(*rest), there(session, sessions)), (*of_session, *needs)


def _by_phase(day, moved):
    def function(session, sessions, phase, phase_months):
        there = month_of(sessions.at(session, day)) + phase_months.total(moved, phase=phase)
        return least(greatest(there, JANUARY), DECEMBER)

    return function, ("session", "sessions", "phase", "phase_months")


def as_planned(sheet, key):
    """Return the lines for a sheet whose rows have no dates: in the months of sheet Planned months, or evenly over the year."""
    first, last = _as_planned("from_month", JANUARY, sheet, key), _as_planned("until_month", DECEMBER, sheet, key)
    return months(first, last, "Sheet Planned months; without a row there, the whole year")


def with_session_or_as_planned(sheet, key):
    """Return the lines for a sheet whose rows may have a session: in its months, or else as sheet Planned months says."""
    first, last = _as_planned("from_month", JANUARY, sheet, key), _as_planned("until_month", DECEMBER, sheet, key)
    source = f"{SESSION_MONTHS}; without a session, sheet Planned months, or the whole year"
    return months(_of_session_or("first_day", first), _of_session_or("last_day", last), source)


WITH_SESSION = months(_of_session("first_day"), _of_session("last_day"), SESSION_MONTHS)
BY_PHASE = months(
    _by_phase("first_day", "begins"),
    _by_phase("last_day", "ends"),
    f"{SESSION_MONTHS}, moved as sheet Phase months says, within the year",
)


PLAN_BY_MONTH = Crossing(
    name="plan_by_month",
    title="Plan by month",
    about="Every line of the section in every month: what each model plans for it, which adds up to the section.",
    of=(("sub_programme", "sub_programmes"), ("object", "objects"), ("month", "months_of_the_year")),
)


@line(unit=CURRENCY, source="Sheet Plan by month", label="Planned")
def planned_in_the_month(plan_by_month, month):
    """What the section plans for the month."""
    return money(plan_by_month.total("planned", month=month))


@line(unit=CURRENCY, source="Sheet Plan by month", label="Planned by its end")
def planned_by_its_end(plan_by_month, month):
    """What the section plans from January to the end of the month."""
    return money(plan_by_month.total("planned", month=at_most(month)))


def carry(_cycle, rows, _figures):
    """Return the plans of a new cycle: those of requirements that it still has."""
    plans = rows["planned_months"]
    names = {TEMPORARY_ASSISTANCE: "temporary_assistance", OVERTIME: "overtime", TRAVEL: "travel"}
    tables = names | {OPERATING_REQUIREMENTS: "operating_requirements"}
    there = [row in set(rows[tables[sheet]].iloc[:, 0]) for sheet, row in zip(plans["sheet"], plans["row"], strict=True)]
    return rows | {"planned_months": plans[there]}


MODEL = Model(
    title="Months",
    about="In which months each requirement is planned: posts by their months, what serves a session in its months, documents before "
    "and after it by phase, other requirements in the months that are entered or evenly over the year.",
    order=135,
    carry=carry,
    tables=(
        Table(
            PlannedMonths,
            lines=(from_month, until_month),
            rules=(
                Rule(is_of_a_requirement, at="row"),
                Rule(is_the_only_plan, at="row"),
                Rule(has_months, at="first_month"),
            ),
        ),
        Table(PhaseMonths, rules=(Rule(phase_ends_after_it_begins, at="ends"),)),
        Table(
            Numbered(
                "months_of_the_year", "Months", "What the section plans for each month of the year.", "month", DECEMBER
            ),
            lines=(planned_in_the_month, planned_by_its_end),
        ),
        Table(PLAN_BY_MONTH, plans="month"),
    ),
)
