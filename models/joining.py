"""Due on joining: what a State that joins owes once, besides its contribution: premises, and advances to the funds."""

from aspbudget.declare import CURRENCY, Model, Rule, Sourced, Table, column, line, new_year
from aspbudget.models.assessment.contributions_start import one_off_rows


class DueOnJoining(Sourced):
    """One row for each State that joins this year and owes something once, such as for premises and advances to the funds of earlier years."""

    code: str = column("Code", "The State, a row of sheet States.", key=True, refers="states", example="DEU")
    amount: float = column("Amount", "What it owes once, in the cycle's currency, besides its contribution and this year's advance.", unit=CURRENCY, low=0, example=0)


@line(unit="", source="Sheet Due on joining")
def joins_this_year(code, states, year):
    """it joined before this year (column In force of sheet States); clear the row, or correct the day"""
    return states.at(code, "entry_into_force") >= new_year(year)


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
