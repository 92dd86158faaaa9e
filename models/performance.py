"""Budget performance: appropriation, commitments and expenditure to date, and what they come to in the year."""

from aspbudget.declare import (
    A_DASH,
    CURRENCY,
    Model,
    Rule,
    Schedule,
    Sourced,
    Table,
    at_most,
    column,
    greatest,
    line,
    money,
    where,
)
from aspbudget.models.requirement import RES3

MONTHS = 12
# A line within this share of its appropriation is on course; a choice of presentation, not of a rule.
ON_COURSE = 0.05
REPORTED = f"{RES3}, 5.4 (c)"


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


class Transfers(Sourced):
    """One row for each transfer of an appropriation from one line to another, with the authority for it."""

    transfer: str = column(
        "Transfer", "A name for the row; each name once.", key=True, example="2004, 1: travel to services"
    )
    year: float = column(
        "Year", "The year of the appropriation.", unit="year", whole=True, low=2002, high=2100, example=2004
    )
    month: float = column("Month", "The month in which it was made.", whole=True, low=1, high=12, example=5)
    from_sub_programme: str = column("From sub-programme", "The sub-programme that gives.", refers="sub_programmes")
    from_object: str = column("From object", "The object that gives.", refers="objects")
    to_sub_programme: str = column("To sub-programme", "The sub-programme that receives.", refers="sub_programmes")
    to_object: str = column("To object", "The object that receives.", refers="objects")
    amount: float = column("Amount", "How much, in the cycle's currency.", unit=CURRENCY, low=0)
    authority: str = column(
        "Authority",
        "The rule or decision by which it was made.",
        example="Financial Rule on transfers",
        descriptive=True,
    )


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
    """The share of the appropriation that has been spent; a dash where there is none to spend."""
    return where(available > 0, expended / available * 100, A_DASH)


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


@line(unit=CURRENCY, source="The seasonal forecast, and no less than what is spent and committed")
def expected(seasonal, expended, committed):
    """What the line will have spent by the end of the year: its seasonal forecast, or what is bound if that is more."""
    return money(greatest(seasonal, expended + committed))


@line(unit=CURRENCY, source="Expected less available", label="Over (under)")
def difference(expected, available):
    """By how much the line will overspend, or underspend when it is below nothing."""
    return money(expected - available)


@line(unit="text", source=f"Within {ON_COURSE:.0%} of what is available, a line is on course")
def outlook(difference, available):
    """Whether the line will overspend, underspend, or is on course."""
    margin = money(available * ON_COURSE)
    return where(difference > margin, "overspends", where(difference < -margin, "underspends", "on course"))


@line(unit="", source="A transfer is between two lines")
def between_two_lines(from_sub_programme, from_object, to_sub_programme, to_object):
    """a transfer is between two different lines"""
    return (from_sub_programme != to_sub_programme) | (from_object != to_object)


@line(unit="", source="No more can be transferred out of a line than it has; a line without a row in sheet Performance is not known")
def left_in_the_line(amount, from_sub_programme, from_object, year, month, transfers, performance):
    """after the other transfers until that month the line that gives has {wanted} left; correct the amount, the line or the month"""
    line = {"sub_programme": from_sub_programme, "object": from_object, "year": year}
    until = {"year": year, "month": at_most(month)}
    gained = transfers.total("amount", to_sub_programme=from_sub_programme, to_object=from_object, **until)
    others = transfers.total("amount", from_sub_programme=from_sub_programme, from_object=from_object, **until) - amount
    left = money(greatest(performance.highest("allotted", **line) + gained - others, 0))
    return money(amount) <= where(performance.count(**line) > 0, left, money(amount))


MODEL = Model(
    title="Budget performance",
    about="Appropriation against expenditure: implementation, forecasts to the end of the year, and transfers.",
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
                expected,
                difference,
                outlook,
            ),
        ),
        Table(Transfers, rules=(Rule(between_two_lines, at="to_object"), Rule(left_in_the_line, at="amount"))),
    ),
    printed=(
        Schedule(
            title="Implementation",
            about="what has been spent of each line, and what it comes to by the end of the year",
            table="performance",
            columns=(
                "entry",
                "available",
                "expended",
                "committed",
                "implementation_rate",
                "straight_line",
                "seasonal",
                "difference",
                "outlook",
            ),
            totals=("available", "expended", "committed", "straight_line", "seasonal", "difference"),
            when_filled=True,
        ),
    ),
)
