"""Temporary assistance: people engaged by the month."""

from aspbudget.declare import CURRENCY, Charge, Model, Table, column, line, money
from aspbudget.models.months import PLANNED, TEMPORARY_ASSISTANCE, as_planned
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost


class TemporaryAssistance(Requirement):
    """One row for each function for which people are engaged by the month."""

    function: str = column("Function", "What the person does; each name once.", key=True)
    grade: str = column("Grade", "The grade at which the person is engaged.", refers="grades")
    persons: float = column("Persons", "How many people.", whole=True, low=0, high=500, example=1)
    work_months: float = column("Work-months", "For how many months each.", low=0, high=12, example=3)


@line(unit=CURRENCY, source="A twelfth of the standard cost of the grade, sheet Grades")
def monthly_cost(grade, grades):
    """What one person of the grade costs for a month."""
    return grades.at(grade, "annual_cost") / 12


@line(unit=CURRENCY, source="Persons × work-months × monthly cost; published statements are linear in months")
def full_cost(persons, work_months, monthly_cost):
    """What the people cost, whoever bears it."""
    return money(persons * work_months * monthly_cost)


MODEL = Model(
    title="Temporary assistance",
    about="Persons × work-months × a twelfth of the standard cost of the grade.",
    order=50,
    tables=(
        Table(
            TemporaryAssistance,
            lines=(monthly_cost, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("persons", "work_months", "monthly_cost"), months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK),
            in_year=as_planned(TEMPORARY_ASSISTANCE, "function"),
        ),
    ),
)
