"""Transfers: what moves from one line of the section to another in its year, and by whose authority it may."""

from aspbudget.declare import CURRENCY, Model, Rule, Sourced, Table, at_most, column, greatest, line, money, where

WITHIN, BETWEEN = "within a sub-programme", "between sub-programmes"
BY_AUTHORITY = "Sheet Authorities; Financial Rule 104.3 (from memory)"


class Authorities(Sourced):
    """One row for each authority by which appropriations are moved; while the sheet is empty, what an authority allows isn't checked."""

    authority: str = column("Authority", "Whose authority it is; transfers refer to it.", key=True, translated=True, example="Director")
    covers: str = column("Covers", "What it may move.", choices=(WITHIN, BETWEEN), example=WITHIN)
    rule: str = column("Rule", "The rule or the decision that gives it.", example="Rule on transfers", descriptive=True, cites=True, translated=True)
    limit: float = column(
        "Limit", "The most that one transfer may move; empty where there is no limit.", unit=CURRENCY, low=0, required=False
    )


class Transfers(Sourced):
    """One row for each transfer of an appropriation from one line to another, with the authority for it."""

    transfer: str = column(
        "Transfer", "A name for the row; each name once.", key=True, translated=True, example="2004, 1: travel to services"
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
        "The authority by which it was made, a row of sheet Authorities.",
        example="Director",
    )


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


@line(unit="", source=BY_AUTHORITY)
def has_an_authority(authority, authorities):
    """sheet Authorities has no row of this name; name one of its rows, or add one there with the rule that gives the authority"""
    return (authorities.count() == 0) | (authorities.count(authority=authority) > 0)


@line(unit="", source=BY_AUTHORITY)
def may_cross_sub_programmes(from_sub_programme, to_sub_programme, authority, authorities):
    """it covers transfers within a sub-programme, and this one is between two; name an authority that covers these, or correct the lines"""
    covered = (authorities.count() == 0) | (authorities.count(authority=authority, covers=BETWEEN) > 0)
    return (from_sub_programme == to_sub_programme) | covered


@line(unit="", source=BY_AUTHORITY)
def within_its_limit(amount, authority, authorities):
    """by this authority one transfer moves {wanted} at most; correct the amount, or name an authority that allows it"""
    limit = money(authorities.highest("limit", authority=authority))
    return money(amount) <= where(limit > 0, limit, money(amount))


MODEL = Model(
    title="Transfers",
    about="What moves from one line to another in the year, with the authority for it.",
    order=150,
    tables=(
        Table(Authorities),
        Table(
            Transfers,
            rules=(
                Rule(between_two_lines, at="to_object"),
                Rule(left_in_the_line, at="amount"),
                Rule(within_its_limit, at="amount"),
                Rule(has_an_authority, at="authority"),
                Rule(may_cross_sub_programmes, at="authority"),
            ),
        ),
    ),
)
