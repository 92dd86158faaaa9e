"""Due on joining: what a State that joins owes once, besides its contribution: premises, and advances to the funds."""

from aspbudget.declare import CURRENCY, Model, Rule, Sourced, Table, at_least, column, line, new_year
from aspbudget.models.assessment.contributions_start import one_off_rows


class DueOnJoining(Sourced):
    """One row for each State that joins this year and owes something once, such as for premises and advances to the funds of earlier years."""

    code: str = column("Code", "The State's code in sheet Scale; it joins this year.", key=True, refers="scale", example="DEU")
    amount: float = column("Amount", "What it owes once, in the cycle's currency, besides its contribution and this year's advance.", unit=CURRENCY, low=0, example=0)


@line(unit="", source="Sheet Due on joining")
def joins_this_year(code, states, year):
    """no State of sheet States that joins this year has this code; clear the row, or correct column In force there"""
    return states.count(code=code, entry_into_force=at_least(new_year(year))) == 1


def start(cycle):
    """Return what the States that join in the year of a new cycle are known to owe once."""
    rows = one_off_rows(int(cycle[:4]))
    return {"due_on_joining": rows} if len(rows) else {}


MODEL = Model(
    title="Due on joining",
    about="What a State that joins owes once, in the year in which it joins: premises, and advances that others made earlier.",
    order=14,
    workbook="contributions",
    start=start,
    tables=(Table(DueOnJoining, rules=(Rule(joins_this_year, at="code"),)),),
)
