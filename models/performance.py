"""Budget performance: appropriation, commitments and expenditure to date, and what they come to in the year."""

from aspbudget.declare import (
    CURRENCY,
    N_A,
    Model,
    Rule,
    Schedule,
    Sourced,
    Table,
    above,
    at_most,
    column,
    greatest,
    least,
    line,
    money,
    where,
    year_of,
)
from aspbudget.models.commitments import EXPENDITURE, REPORTED

MONTHS = 12
# A line within this share of its appropriation is on course; a choice of presentation, not of a rule.
ON_COURSE = 0.05


class Performance(Sourced):
    """One row for each line and month of report: what was available, committed and spent by the end of that month."""

    entry: str = column("Entry", "A name for the row; each name once.", key=True, example="2004, June: 4100 / Travel")
    sub_programme: str = column("Sub-programme", "The sub-programme.", refers="sub_programmes")
    object: str = column("Object", "The object of expenditure.", refers="objects")
    year: float = column(
        "Year", "The year of which it is a report.", unit="year", whole=True, low=2002, high=2100, example=2004
    )
    month: float = column("Month", "The month by whose end, 1 to 12.", whole=True, low=1, high=12, example=6)
    allotted: float = column("Appropriation", "What was approved for the line for the whole year.", unit=CURRENCY, low=0)
    committed: float = column("Commitments", "What is committed and not yet spent.", unit=CURRENCY, low=0)
    expended: float = column("Expenditure", "What has been spent since the beginning of the year.", unit=CURRENCY, low=0)


@line(unit=CURRENCY, source="Sheet Transfers")
def received(transfers, sub_programme, object, year, month):
    """What other lines gave to this one until then."""
    return money(
        transfers.total("amount", to_sub_programme=sub_programme, to_object=object, year=year, month=at_most(month))
    )


@line(unit=CURRENCY, source="Sheet Transfers")
def given(transfers, sub_programme, object, year, month):
    """What this line gave to others until then."""
    return money(
        transfers.total("amount", from_sub_programme=sub_programme, from_object=object, year=year, month=at_most(month))
    )


@line(unit=CURRENCY, source="Appropriation, with transfers")
def available(allotted, received, given):
    """The appropriation after transfers."""
    return money(allotted + received - given)


@line(unit="per cent", source=REPORTED)
def implementation_rate(available, expended):
    """The share of the appropriation that has been spent; n/a where there is none to spend."""
    return where(available > 0, expended / available * 100, N_A)


@line(unit=CURRENCY, source="Expenditure ÷ months × 12", label="Straight-line forecast")
def straight_line(expended, month):
    """What is spent by the end of the year if each month costs as much as those before it."""
    return money(expended / month * MONTHS)


@line(unit=CURRENCY, source="Last year's rows of this sheet", label="Last year by this month")
def by_this_month(performance, sub_programme, object, year, month):
    """What the line had spent by the same month of the year before."""
    return money(performance.total("expended", sub_programme=sub_programme, object=object, year=year - 1, month=month))


@line(unit=CURRENCY, source="Last year's rows of this sheet", label="Whole of last year")
def whole_year(performance, sub_programme, object, year):
    """What the line had spent by the end of the year before."""
    return money(performance.total("expended", sub_programme=sub_programme, object=object, year=year - 1, month=MONTHS))


@line(
    unit=CURRENCY, source="Expenditure × last year's whole ÷ last year's by the same month", label="Seasonal forecast"
)
def seasonal(expended, by_this_month, whole_year, straight_line):
    """What is spent by the end of the year with last year's shape; in a straight line where that isn't known."""
    return where(
        by_this_month > 0,
        where(whole_year > 0, money(expended * whole_year / by_this_month), straight_line),
        straight_line,
    )


@line(unit=CURRENCY, source="Sheet Spending plan; for the year of this budget, sheet Plan by month", label="Plan of the year")
def plan_of_year(spending_plan, plan_by_month, sessions, sub_programme, object, year):
    """What was planned for the line in the year; nothing where no plan of that year is known."""
    of_line = {"sub_programme": sub_programme, "object": object}
    own = where(year == year_of(sessions.highest("first_day")), plan_by_month.total("planned", **of_line), 0)
    entered = spending_plan.count(year=year, **of_line) > 0
    return money(where(entered, spending_plan.total("amount", year=year, **of_line), own))


@line(unit=CURRENCY, source="Sheet Spending plan; for the year of this budget, sheet Plan by month", label="Plan until then")
def plan_until_then(spending_plan, plan_by_month, sessions, sub_programme, object, year, month):
    """What was planned for the line from January to the end of the month."""
    of_line = {"sub_programme": sub_programme, "object": object}
    own = plan_by_month.total("planned", month=at_most(month), **of_line)
    own = where(year == year_of(sessions.highest("first_day")), own, 0)
    begun = {"first_month": at_most(month), "last_month": above(month)}
    over = spending_plan.total("amount", year=year, last_month=at_most(month), **of_line)
    running = month * spending_plan.total("monthly", year=year, **begun, **of_line)
    running = running - spending_plan.total("before_it_begins", year=year, **begun, **of_line)
    entered = spending_plan.count(year=year, **of_line) > 0
    return money(where(entered, over + running, own))


@line(unit=CURRENCY, source="The plan's share for the months to come, of what is available", label="Planned for the months to come")
def still_to_come(available, plan_of_year, plan_until_then):
    """What of the available is planned for the months that are still to come; 0 where no plan is known."""
    return where(plan_of_year > 0, money(available - available * plan_until_then / plan_of_year), 0)


@line(unit=CURRENCY, source="Available less what is planned for the months to come")
def planned_to_date(available, still_to_come, plan_of_year):
    """What was to be spent by the end of the month; n/a where no plan is known."""
    return where(plan_of_year > 0, money(available - still_to_come), N_A)


@line(unit=CURRENCY, source="Planned to date less expenditure", label="Behind (ahead of) plan")
def behind_plan(available, still_to_come, expended, plan_of_year):
    """What was planned by now and isn't spent, or below nothing what is spent and wasn't planned by now; n/a where no plan is known."""
    return where(plan_of_year > 0, money(available - still_to_come - expended), N_A)


@line(unit=CURRENCY, source="Commitments; the year's own end leaves none open", label="Open commitments")
def still_open(committed, month):
    """What is committed and can still be spent in the year: nothing more once all its months have passed."""
    return where(month < MONTHS, committed, 0)


@line(
    unit=CURRENCY,
    source="The plan of the months to come; what is spent of a line of which nothing was planned by now is an advance on it",
    label="Still due by the plan",
)
def still_due(still_to_come, expended, plan_until_then):
    """What the months to come will still take: their plan, less what was spent in advance where nothing was planned by now."""
    return where(plan_until_then > 0, still_to_come, money(greatest(still_to_come - expended, 0)))


@line(
    unit=CURRENCY,
    source="Expenditure, what is still due by the plan, and commitments as far as the line is behind plan",
    label="Calendar forecast",
)
def calendar(available, still_to_come, still_due, expended, still_open):
    """What is spent by the end of the year if the months to come go as planned. Of what is behind plan only what is committed is still spent; the rest lapses."""
    behind = greatest(available - still_to_come - expended, 0)
    return money(expended + still_due + least(still_open, behind))


@line(unit=CURRENCY, source="Expenditure, what is still due by the plan, and all that is behind plan", label="If what is behind is still spent")
def catching_up(available, still_to_come, still_due, expended, plan_of_year):
    """The other way to see it: nothing lapses, and what is behind plan is spent later in the year; n/a where no plan is known."""
    late = money(expended + still_due + greatest(available - still_to_come - expended, 0))
    return where(plan_of_year > 0, late, N_A)


@line(unit=CURRENCY, source="The calendar forecast, and no less than what is spent and committed; without a plan, the seasonal one", label="Forecast")
def expected(calendar, seasonal, plan_of_year, expended, still_open):
    """What the line will have spent by the end of the year: by its calendar where a plan is known, and no less than what is bound."""
    return money(greatest(where(plan_of_year > 0, calendar, seasonal), expended + still_open))


@line(unit="text", source="The plan first, then last year, then a straight line", label="Forecast from")
def forecast_from(plan_of_year, by_this_month, whole_year):
    """From what the forecast is made: the plan of the months to come, last year's shape, or a straight line."""
    shaped = (money(by_this_month) > 0) & (money(whole_year) > 0)
    return where(plan_of_year > 0, "the plan", where(shaped, "last year", "straight line"))


@line(unit=CURRENCY, source="Forecast less available", label="Over (under)")
def difference(expected, available):
    """By how much the line will overspend, or underspend when it is below nothing."""
    return money(expected - available)


@line(unit="text", source=f"Within {ON_COURSE:.0%} of what is available, a line is on course")
def outlook(difference, available):
    """Whether the line will overspend, underspend, or is on course."""
    margin = money(available * ON_COURSE)
    return where(difference > margin, "overspends", where(difference < -margin, "underspends", "on course"))


@line(unit="", source=REPORTED)
def spent_of_the_available(expended, available):
    """no more than {wanted} is available; correct the amount, or enter on sheet Transfers what moved to the line, with its authority"""
    return money(expended) <= greatest(available, 0)


@line(unit="", source=REPORTED)
def committed_of_the_available(committed, expended, available):
    """no more than {wanted} is available after what is spent; correct the amount, or enter on sheet Transfers what moved to the line, with its authority"""
    left = money(greatest(available - expended, 0))
    return money(committed) <= where(money(expended) > greatest(available, 0), money(committed), left)


@line(unit="", source="Sheet Accounts, where the line has entries of the year")
def spent_as_in_the_accounts(expended, sub_programme, object, year, month, accounts):
    """sheet Accounts has {wanted} spent until that month; correct one of the two"""
    line = {"sub_programme": sub_programme, "object": object, "year": year}
    spent = accounts.total("amount", kind=EXPENDITURE, month=at_most(month), **line)
    return money(expended) == money(where(accounts.count(**line) > 0, spent, expended))


@line(unit="", source="Sheet Accounts, where the line has entries of the year")
def committed_as_in_the_accounts(committed, sub_programme, object, year, month, accounts):
    """sheet Accounts has {wanted} committed and not paid at the end of that month; correct one of the two"""
    line = {"sub_programme": sub_programme, "object": object, "year": year}
    still_open = accounts.total("still_open", month=at_most(month), **line)
    return money(committed) == money(where(accounts.count(**line) > 0, still_open, committed))


MODEL = Model(
    title="Budget performance",
    about="Appropriation against expenditure: implementation, and forecasts to the end of the year.",
    order=140,
    tables=(
        Table(
            Performance,
            lines=(
                received,
                given,
                available,
                implementation_rate,
                straight_line,
                by_this_month,
                whole_year,
                seasonal,
                plan_of_year,
                plan_until_then,
                still_to_come,
                planned_to_date,
                behind_plan,
                still_open,
                still_due,
                calendar,
                catching_up,
                expected,
                forecast_from,
                difference,
                outlook,
            ),
            rules=(
                Rule(spent_of_the_available, at="expended"),
                Rule(spent_as_in_the_accounts, at="expended"),
                Rule(committed_of_the_available, at="committed"),
                Rule(committed_as_in_the_accounts, at="committed"),
            ),
        ),
    ),
    printed=(
        Schedule(
            title="Implementation",
            about="what was planned and spent of each line, and what it comes to by the end of the year: what is spent, the plan of the "
            "months to come, and of what is behind plan only what is committed",
            table="performance",
            printed=False,
            columns=(
                "entry",
                "available",
                "planned_to_date",
                "expended",
                "committed",
                "implementation_rate",
                "behind_plan",
                "straight_line",
                "expected",
                "difference",
                "outlook",
                "forecast_from",
            ),
            totals=(
                "available",
                "planned_to_date",
                "expended",
                "committed",
                "behind_plan",
                "straight_line",
                "expected",
                "difference",
            ),
        ),
    ),
)
