"""Payment details: to which account States pay, as the letters to them say."""

from aspbudget.declare import Model, Sourced, Table, column


class PaymentDetails(Sourced):
    """One row for each thing that a State must know to pay, in the order in which the letters print it; without rows the letters are drafts."""

    item: str = column("Item", "What it is, such as Account holder, Bank, IBAN, BIC or Reference.", key=True, example="IBAN")
    details: str = column("Details", "What the letters say of it.", descriptive=True, example="…")


def carry(_, rows, figures):
    """Return the rows of a new cycle with the details of payment of the old one."""
    return rows | {"payment_details": figures.frame("payment_details")[list(figures.catalogue.columns("payment_details"))]}


MODEL = Model(
    title="Payment details",
    about="To which account States pay: rows that the letters print.",
    order=30,
    workbook="contributions",
    carry=carry,
    carried="the details of payment stay",
    tables=(Table(PaymentDetails, optional=True),),
)
