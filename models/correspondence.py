"""Letters: what the Secretariat writes to each State of its assessed contributions, when they are due, how to pay, and its arrears."""

from aspbudget.declare import (
    DAY,
    MONEY,
    NUMBER,
    RATE,
    YEAR,
    AmountsTable,
    Item,
    Letters,
    Numeral,
    Paragraph,
    RowsOfSheet,
)
from aspbudget.models.reference.state_names import NAMES

ARTICLE, PARAGRAPH = "112", "8"  # of the Rome Statute: who is in arrears of two full years has no vote
THE_YEAR = Numeral("year", YEAR)


def joins(state):
    """Whether the State joins during the year, and is assessed for some of its months."""
    return state["months"] < 12


def leaves(state):
    """Whether the State leaves during the year, and is assessed up to the day on which its withdrawal takes effect."""
    return not joins(state) and state["part_of_year"] < 1


def pays(state):
    """Whether the State is asked to pay anything."""
    return state["payable"] > 0


def is_credited(state):
    """Whether the State is credited more than it is asked to pay."""
    return state["payable"] < 0


def owes_nothing_this_year(state):
    """Whether what is credited to the State is what it is asked to pay."""
    return state["payable"] == 0


def knows_the_day(state):
    """Whether the day is known on which contributions are due."""
    return state["account_summary.due_on"] == state["account_summary.due_on"]


def is_due_on_a_day(state):
    """Whether the State pays by a day that is known."""
    return pays(state) and knows_the_day(state)


def is_due_on_no_day_yet(state):
    """Whether the State pays, and the day by which it does is not known."""
    return pays(state) and not knows_the_day(state)


def is_told_how_to_pay(state):
    """Whether the State pays, and the details of payment are entered."""
    return pays(state) and state["payment_details"] > 0


def is_not_told_how_to_pay(state):
    """Whether the State pays, and no details of payment are entered."""
    return pays(state) and state["payment_details"] == 0


def is_not_entered(state):
    """Whether neither a due nor a payment of the State is entered, so that nothing is claimed of its account."""
    return state["accounts.entered"] == 0


def is_in_arrears(state):
    """Whether contributions of earlier years are outstanding."""
    return not is_not_entered(state) and state["accounts.arrears"] > 0


def has_no_arrears(state):
    """Whether the account of the State is entered and shows no arrears."""
    return not is_not_entered(state) and state["accounts.arrears"] == 0


def owes(state):
    """Whether anything is outstanding, once its payments and credits are counted."""
    return not is_not_entered(state) and state["accounts.outstanding"] > 0


def has_paid(state):
    """Whether the State is asked to pay, and its payments have settled all that is due."""
    return pays(state) and not is_not_entered(state) and state["accounts.outstanding"] == 0


def has_overpaid(state):
    """Whether the State has paid, or is credited, more than all that is due."""
    return not is_not_entered(state) and state["accounts.overpaid"] > 0


def has_lost_its_vote(state):
    """Whether its arrears equal or exceed what was due for the two preceding full years."""
    return state["accounts.vote"] == "lost"


LETTERS = Letters(
    workbook="contributions",
    table="states",
    names=NAMES,
    subject="letter.subject",
    given={"due": "account_summary.due_on"},
    listed=(("payable", "Payable"), ("accounts.arrears", "Arrears"), ("accounts.least_to_vote", "Least to vote")),
    parts=(
        Paragraph("letter.compliments", {"year": THE_YEAR}),
        Paragraph("letter.rate", {"year": THE_YEAR, "rate": Numeral("rate", RATE), "base": Numeral("summary.base", MONEY)}),
        Paragraph("letter.joins", {"day": Numeral("entry_into_force", DAY), "months": Numeral("months", NUMBER)}, joins),
        Paragraph("letter.leaves", {"day": Numeral("withdrawal", DAY)}, leaves),
        AmountsTable(
            "letter.amounts",
            (
                Item("letter.contribution", "contribution"),
                Item("letter.loan", "loan"),
                Item("letter.advance", "advance_change"),
                Item("letter.contingency", "contingency"),
                Item("letter.credits", "credits", less=True),
            ),
            Item("letter.payable", "payable"),
        ),
        Paragraph("letter.pays", {"year": THE_YEAR, "payable": Numeral("payable", MONEY)}, pays),
        Paragraph("letter.pays_nothing", {"year": THE_YEAR}, owes_nothing_this_year),
        Paragraph("letter.is_credited", {"year": THE_YEAR}, is_credited),
        Paragraph("letter.due", {"day": Numeral("account_summary.due_on", DAY)}, is_due_on_a_day),
        Paragraph("letter.no_due_date", {}, is_due_on_no_day_yet, to_complete=True),
        RowsOfSheet("letter.how_to_pay", "payment_details", "item", "details", "payment_item", is_told_how_to_pay),
        Paragraph("letter.no_payment_details", {}, is_not_told_how_to_pay, to_complete=True),
        Paragraph("letter.not_entered", {}, is_not_entered),
        Paragraph("letter.no_arrears", {}, has_no_arrears),
        Paragraph("letter.arrears", {"arrears": Numeral("accounts.arrears", MONEY)}, is_in_arrears),
        AmountsTable(
            "letter.account",
            (
                Item("letter.arrears_row", "accounts.arrears"),
                Item("letter.outstanding_this_year", "accounts.outstanding_this_year"),
                Item("letter.working_capital_outstanding", "accounts.working_capital_outstanding"),
                Item("letter.contingency_outstanding", "accounts.contingency_outstanding"),
            ),
            Item("letter.outstanding", "accounts.outstanding"),
            owes,
        ),
        Paragraph("letter.settled", {}, has_paid),
        Paragraph("letter.overpaid", {"overpaid": Numeral("accounts.overpaid", MONEY)}, has_overpaid),
        Paragraph(
            "letter.vote",
            {"article": ARTICLE, "paragraph": PARAGRAPH, "two_years": Numeral("accounts.due_for_two_years", MONEY),
             "least": Numeral("accounts.least_to_vote", MONEY)},
            has_lost_its_vote,
        ),
        Paragraph("letter.closing"),
    ),
)  # fmt: skip
