"""The Host State loan: what States that shared in it pay no more, so that the others go on paying what they did."""

from aspbudget.declare import Model, Sourced, Table, column


class LoanEnded(Sourced):
    """One row for each State that shared in the Host State loan and pays no more: it withdrew, or paid the rest at once."""

    code: str = column("Code", "The State's code in sheet Scale.", key=True, refers="scale", example="BDI")
    ended_rate: float = column(
        "Loan rate basis", "The rate by which it shared in the loan, less the part of it that it had paid at once, in per cent.", low=0, high=100, example=0.0016
    )  # fmt: skip


MODEL = Model(
    title="Host State loan",
    about="Each State that shares in the loan pays a constant part of it; what others paid before they withdrew, or paid the rest at "
    "once, is not asked of those that remain.",
    order=15,
    workbook="contributions",
    tables=(Table(LoanEnded),),
)
