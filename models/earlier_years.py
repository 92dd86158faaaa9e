"""Earlier years: what was approved for last year and spent in the year before, by sub-programme and object."""

import pandas as pd

from aspbudget.declare import CURRENCY, Model, Renamed, Rule, Sourced, Table, column, line, money
from aspbudget.models.rounding import as_printed

PRINTED = "Half up to the nearest hundred for each printed line, as the proposed amounts"


class Approved(Sourced):
    """One row for each line of last year's approved section; empty in the first year."""

    line: str = column("Line", "A name for the row; each name once.", key=True, example="4100 / Travel")
    sub_programme: str = column("Sub-programme", "The sub-programme.", refers="sub_programmes")
    object: str = column("Object", "The object of expenditure.", refers="objects")
    amount: float = column("Approved", "What the Assembly approved for last year, in the cycle's currency.", unit=CURRENCY, low=0)
    one_time: float = column("Of which one-time", "What of it was for last year only.", unit=CURRENCY, low=0, required=False)


class Expenditure(Sourced):
    """One row for each line of the expenditure of the year before last; empty while there was none."""

    line: str = column("Line", "A name for the row; each name once.", key=True, example="4100 / Travel")
    sub_programme: str = column("Sub-programme", "The sub-programme.", refers="sub_programmes")
    object: str = column("Object", "The object of expenditure.", refers="objects")
    amount: float = column("Expenditure", "What was spent in the year before last, in the cycle's currency.", unit=CURRENCY)


@line(unit="", source="One-time items are part of what was approved")
def one_time_is_a_part(amount, one_time):
    """what was one-time is part of what was approved, and can't be more"""
    return money(one_time) <= money(amount)


@line(unit=CURRENCY, source=PRINTED, label="Expenditure")
def spent(expenditure, sub_programme, object):
    """What was spent on the line in the year before last."""
    return as_printed(expenditure.total("amount", sub_programme=sub_programme, object=object))


@line(unit=CURRENCY, source=PRINTED, label="Approved")
def appropriation(approved, sub_programme, object):
    """What was approved for the line for last year."""
    return as_printed(approved.total("amount", sub_programme=sub_programme, object=object))


def carry(cycle, rows, figures):
    """Return what a new cycle starts with: the old section as approved, no one-time rows, and names as they now are.

    What was spent is known only where the old cycle holds the whole year's performance.
    """
    kept = {name: _recurrent(frame) for name, frame in rows.items()}
    empty = {name: rows[name].iloc[:0] for name in ("renamed", "expenditure") if name in rows}
    return kept | empty | {"approved": _approved(rows, figures), "expenditure": _spent(cycle, rows)}


def carry_approved(cycle, rows):
    """Return the rows that a new cycle starts with where the old section is the one that was approved: its amounts say so."""
    return rows | {"approved": rows["approved"].assign(source=f"The section of {cycle} as approved; give the resolution that approved it")}


def _recurrent(frame):
    return frame[frame["recurrence"] != "one-time"] if "recurrence" in frame else frame


def _approved(rows, figures):
    lines = figures.frame("section_lines")
    lines = lines[lines["amount"] != 0]
    name = rows["cycle"]["cycle"].iloc[0]
    once = _one_time(figures)
    parts = [min(once.get(pair, 0), amount) for pair, amount in zip(_pairs(lines), lines["amount"], strict=True)]
    return pd.DataFrame(
        {
            "line": [" / ".join(pair) for pair in _pairs(lines)],
            "sub_programme": lines["sub_programme"],
            "object": lines["object"],
            "amount": lines["amount"],
            "one_time": [part or None for part in parts],
            "source": f"The section of {name} as proposed; put here what the Assembly approved, with its resolution",
            "status": "derived",
        },
        dtype=object,
    )


def _pairs(frame):
    return list(zip(frame["sub_programme"], frame["object"], strict=True))


def _one_time(figures):
    """Return what the one-time rows of each line cost, half up to the nearest hundred."""
    costs = {}
    for table in figures.catalogue.tables.values():
        frame = figures.frame(table.name)
        for charge in table.charges if "recurrence" in frame else ():
            rows = frame[frame["recurrence"] == "one-time"]
            places = zip(*(rows[name] for name in charge.place(figures.catalogue.axes)), strict=True)
            for place, amount in zip(places, rows[charge.cost], strict=True):
                costs[place] = costs.get(place, 0) + amount
    return {pair: 100 * ((round(amount, 2) + 50) // 100) for pair, amount in costs.items()}


def _spent(cycle, rows):
    frame = rows["performance"]
    frame = frame[(frame["year"] == int(cycle[:4]) - 2) & (frame["month"] == 12)]
    return pd.DataFrame(
        {
            "line": [" / ".join(pair) for pair in _pairs(frame)],
            "sub_programme": frame["sub_programme"],
            "object": frame["object"],
            "amount": frame["expended"],
            "source": frame["source"],
            "status": frame["status"],
        },
        dtype=object,
    )


MODEL = Model(
    title="Earlier years",
    about="What was approved for last year and spent in the year before, printed beside what is proposed.",
    order=130,
    carry=carry,
    carry_approved=carry_approved,
    carried=(
        "there are no rows that were for that cycle only; sheet Approved holds the earlier section, as approved where the cycle keeps that "
        "among its baselines, and else as proposed: put there what was approved"
    ),
    tables=(
        Table(Approved, rules=(Rule(one_time_is_a_part, at="one_time"),)),
        Table(Expenditure),
        Table(Renamed),
    ),
)
