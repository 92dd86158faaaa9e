"""Income: what the Assembly lets the Secretariat receive; shown beside the section and never deducted from it."""

from aspbudget.declare import CURRENCY, Model, Rule, Sourced, Table, column, line, money
from aspbudget.models.requirement import DECISION, RES3


class Income(Sourced):
    """One row for each income or voluntary contribution that the Assembly has decided to allow."""

    income: str = column("Income", "What it is and from whom; each name once.", key=True, translated=True)
    kind: str = column(
        "Kind",
        "Own income, or a voluntary contribution.",
        choices=("income", "voluntary contribution"),
        example="income",
        descriptive=True,
    )
    amount: float = column("Amount", "How much, in its own currency.", low=0, example=0)
    currency: str = column("Currency", "The currency of the amount.", refers="currencies")
    decision: str = column(
        "Decision", "The resolution by which the Assembly allows it.", required=False, pattern=DECISION, cites=True
    )


@line(unit=CURRENCY, source="The amount at the cycle's rate of its currency", label="Amount")
def amount_allowed(amount, currency, currencies):
    """The amount in the cycle's currency."""
    return money(amount * currencies.at(currency, "worth"))


@line(unit="", source=f"{RES3}, 9")
def decided_by_the_assembly(decision):
    """income and voluntary contributions are refused unless the row cites the resolution by which the Assembly decides otherwise (ICC-ASP/2/Res.3, annex, 9)"""
    return decision != ""


MODEL = Model(
    title="Income",
    about="Income and voluntary contributions that the Assembly has decided to allow; not deducted from the section.",
    order=120,
    tables=(Table(Income, lines=(amount_allowed,), rules=(Rule(decided_by_the_assembly, at="decision"),)),),
)
