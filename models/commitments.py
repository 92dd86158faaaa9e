"""Commitments: what is allotted, committed and spent of each line in its year, entry by entry, with date and authority."""

from aspbudget.declare import (
    CURRENCY,
    Date,
    Model,
    Rule,
    Sourced,
    Table,
    at_most,
    column,
    greatest,
    line,
    money,
    month_of,
    where,
    year_of,
)
from aspbudget.models.requirement import RES3

ALLOTMENT, COMMITMENT, EXPENDITURE = "allotment", "commitment", "expenditure"
_OF_NONE = "(none)"
REPORTED = f"{RES3}, 5.4 (c)"


class Accounts(Sourced):
    """One row for each allotment, commitment or expenditure; for a line that has any, they are what sheet Performance reports."""

    entry: str = column("Entry", "A name for the row; each name once.", key=True, translated=True, example="2004, 17: rooms, September")
    kind: str = column(
        "Kind",
        "allotment: a part of the appropriation that may be used; commitment: what is ordered; expenditure: what is paid.",
        choices=(ALLOTMENT, COMMITMENT, EXPENDITURE),
        example=COMMITMENT,
    )
    date: Date = column("Date", "The day on which it was made.")
    sub_programme: str = column("Sub-programme", "The sub-programme.", refers="sub_programmes")
    object: str = column("Object", "The object of expenditure.", refers="objects")
    amount: float = column("Amount", "How much, in the cycle's currency.", unit=CURRENCY, low=0)
    against: str = column("Against", "For what pays a commitment: its entry.", refers="accounts", required=False)
    authority: str = column("Authority", "Who authorized it.", example="Director", descriptive=True)


@line(unit="year", source="Date")
def year(date):
    """The year to which it belongs."""
    return year_of(date)


@line(unit="month of the year", source="Date")
def month(date):
    """The month in which it was made."""
    return month_of(date)


@line(unit="text", source="Against")
def pays(against):
    """The commitment that it pays."""
    return where(against == "", _OF_NONE, against)


@line(unit=CURRENCY, source=REPORTED)
def binds(kind, against, amount):
    """What it takes of the allotment: a commitment its amount, and an expenditure its amount unless it pays a commitment."""
    return where((kind == ALLOTMENT) | (against != ""), 0, amount)


@line(unit=CURRENCY, source=REPORTED)
def still_open(kind, amount, against):
    """What it adds to open commitments: a commitment its amount, and what pays one takes that off again."""
    paid = where((kind == EXPENDITURE) & (against != ""), -amount, 0)
    return where(kind == COMMITMENT, amount, paid)


@line(unit="", source=f"{REPORTED}; a line without a row in sheet Performance is not known")
def within_the_appropriation(kind, amount, sub_programme, object, year, month, date, accounts, performance, transfers):
    """after the other allotments until that day the appropriation has {wanted} left; correct the amount, the line or the date"""
    line = {"sub_programme": sub_programme, "object": object, "year": year}
    until = {"year": year, "month": at_most(month)}
    gained = transfers.total("amount", to_sub_programme=sub_programme, to_object=object, **until)
    given = transfers.total("amount", from_sub_programme=sub_programme, from_object=object, **until)
    others = accounts.total("amount", kind=ALLOTMENT, date=at_most(date), **line) - amount
    left = money(greatest(performance.highest("allotted", **line) + gained - given - others, 0))
    known = (kind == ALLOTMENT) & (performance.count(**line) > 0)
    return money(amount) <= where(known, left, money(amount))


@line(unit="", source=f"{REPORTED}; Financial Rule 104.2 (from memory); what is committed and spent without an allotment of the line is held against sheet Performance alone")
def within_the_allotment(amount, binds, sub_programme, object, year, date, accounts):
    """after what else is committed and spent until that day the allotments have {wanted} left; correct the amount, the line or the date"""
    until = {"sub_programme": sub_programme, "object": object, "year": year, "date": at_most(date)}
    others = accounts.total("binds", **until) - binds
    left = money(greatest(accounts.total("amount", kind=ALLOTMENT, **until) - others, 0))
    allotted = accounts.count(kind=ALLOTMENT, sub_programme=sub_programme, object=object, year=year) > 0
    return money(amount) <= where(allotted & (money(binds) > 0), left, money(amount))


@line(unit="", source="An expenditure pays a commitment of its own line")
def pays_a_commitment(kind, against, pays, sub_programme, object, accounts):
    """an expenditure is against a commitment of the same line; name one, or leave it empty"""
    found = accounts.count(entry=pays, kind=COMMITMENT, sub_programme=sub_programme, object=object)
    return (against == "") | ((kind == EXPENDITURE) & (found > 0))


@line(unit="", source="No more is paid on a commitment than was committed")
def within_the_commitment(amount, against, pays, sub_programme, object, accounts):
    """after what else was paid on it the commitment has {wanted} left; correct the amount, or enter what more is committed"""
    others = accounts.total("amount", pays=pays, sub_programme=sub_programme, object=object) - amount
    left = money(greatest(accounts.total("amount", entry=pays) - others, 0))
    return money(amount) <= where(against == "", money(amount), left)


MODEL = Model(
    title="Commitments",
    about="Allotments, commitments and expenditure, entry by entry; no more than is available.",
    order=155,
    tables=(
        Table(
            Accounts,
            lines=(year, month, pays, binds, still_open),
            rules=(
                Rule(pays_a_commitment, at="against"),
                Rule(within_the_appropriation, at="amount"),
                Rule(within_the_allotment, at="amount"),
                Rule(within_the_commitment, at="amount"),
            ),
        ),
    ),
)
