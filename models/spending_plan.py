"""Spending plan: what an earlier year's section planned for each month, by which what was spent in it is judged."""

import pandas as pd

from aspbudget.declare import CURRENCY, Model, Rule, Sourced, Table, column, line


class SpendingPlan(Sourced):
    """One row for each part of a line's plan in a year: an amount, spread evenly from one month to another."""

    part: str = column("Part", "A name for the row; each name once.", key=True, example="2004: 4100 / Travel, 9 to 9")
    year: float = column("Year", "The year that was planned.", unit="year", whole=True, low=2002, high=2100, example=2004)
    sub_programme: str = column("Sub-programme", "The sub-programme.", refers="sub_programmes")
    object: str = column("Object", "The object of expenditure.", refers="objects")
    first_month: float = column("First month", "From which month on, 1 to 12.", whole=True, low=1, high=12, example=9)
    last_month: float = column("Last month", "Until which month, 1 to 12.", whole=True, low=1, high=12, example=9)
    amount: float = column("Amount", "How much in all these months, in the cycle's currency.", unit=CURRENCY, low=0)


@line(unit=CURRENCY, source="Amount ÷ months", label="A month")
def monthly(amount, first_month, last_month):
    """What is planned for each of its months."""
    return amount / (last_month - first_month + 1)


@line(unit=CURRENCY, source="A month × months of the year before the first", label="Left out before")
def before_it_begins(monthly, first_month):
    """What its months before the first would have had, were it planned from January."""
    return monthly * (first_month - 1)


@line(unit="", source="The months of a year")
def ends_after_it_begins(first_month, last_month):
    """a part of a plan can't end before it begins; the last month must be the first month or later"""
    return last_month >= first_month


def carry(_cycle, rows, figures):
    """Return the plans of a new cycle: those that the old one had of earlier years, and its own as the models plan it by month."""
    year = int(str(rows["cycle"]["cycle"].iloc[0])[:4])
    kept = rows["spending_plan"]
    if (kept["year"] == year).any():
        return rows
    parts = pd.DataFrame(_parts(figures, year), columns=[each.name for each in SpendingPlan.columns()], dtype=object)
    return rows | {"spending_plan": pd.concat([kept.astype(object), parts.reindex(columns=list(kept.columns))], ignore_index=True)}


def _parts(figures, year):
    """Return the parts of a section's plan, those of one line and the same months added up."""
    amounts = {}
    for table in figures.catalogue.tables.values():
        frame = figures.frame(table.name) if table.charges else None
        for charge in table.charges:
            months = charge.months
            between = zip(frame[months.first], frame[months.last], strict=True) if months else [(1, 12)] * len(frame)
            lines = zip(*(frame[name] for name in charge.place(figures.catalogue.axes)), strict=True)
            for place, (first, last), amount in zip(lines, between, frame[charge.cost], strict=True):
                key = (*place, int(first), int(last))
                amounts[key] = amounts.get(key, 0) + amount
    source = f"The section of {year} as proposed, by month as its models plan it"
    return [
        (f"{year}: {across} / {down}, {first} to {last}", year, across, down, first, last, round(amount, 2), source, "derived")
        for (across, down, first, last), amount in sorted(amounts.items())
        if round(amount, 2)
    ]


MODEL = Model(
    title="Spending plan",
    about="What an earlier year's section planned for each month.",
    order=145,
    carry=carry,
    carried="sheet Spending plan holds what the earlier section planned by month",
    tables=(Table(SpendingPlan, lines=(monthly, before_it_begins), rules=(Rule(ends_after_it_begins, at="last_month"),)),),
)
