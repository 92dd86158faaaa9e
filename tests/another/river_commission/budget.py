"""The budget: what all models charge, by department and account, in whole units of the currency."""

from aspbudget.declare import CURRENCY, Crossing, Model, Printed, Sheet, Table, column, line, rounded


class Departments(Sheet):
    """One row for each department."""

    department: str = column("Department", "Its short name.", key=True, example="HYD")
    name: str = column("Name", "Its name, as printed.", example="Hydrology")


class Accounts(Sheet):
    """One row for each account, in the order in which they are printed."""

    account: str = column("Account", "Its name.", key=True, example="Field work")
    chapter: str = column("Chapter", "The chapter under which it is added up.", example="Operations")


@line(unit=CURRENCY, source="Financial rules: amounts are printed in whole units")
def amount(unrounded):
    """The printed amount: the cost of the line to the unit."""
    return rounded(unrounded, 0)


MODEL = Model(
    title="Budget",
    about="What all models charge, by department and account.",
    order=10,
    tables=(
        Table(Departments),
        Table(Accounts),
        Table(
            Crossing("budget_lines", "Budget lines", "Every department with every account.", (("department", "departments"), ("account", "accounts"))),
            lines=(amount,),
            collects=True,
        ),
    ),
    printed=(
        Printed(
            title="Budget", about="what is proposed, by account and department", table="budget_lines", figures=(("amount", "Proposed"),),
            down="account", group="chapter", across="department", heading="name", digits=0, detail=True,
        ),
    ),
)  # fmt: skip
