"""Temporary assistance: people engaged by the month."""

from aspbudget.declare import CURRENCY, Charge, Model, Table, column, line, money
from aspbudget.models.months import PLANNED, TEMPORARY_ASSISTANCE, as_planned
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost
from aspbudget.models.standard_costs import COSTED, TEMPORARY, annual_cost, category_of_grade, costed_at, duty_station


class TemporaryAssistance(Requirement):
    """One row for each function for which people are engaged by the month."""

    function: str = column("Function", "What the person does; each name once.", key=True, translated=True)
    grade: str = column("Grade", "The grade at which the person is engaged.", refers="grades")
    persons: float = column("Persons", "How many people.", whole=True, low=0, high=500, example=1)
    work_months: float = column("Work-months", "For how many months each.", low=0, high=12, example=3)
    duty_station: str = duty_station()


@line(unit=CURRENCY, source="A twelfth of the annual cost")
def monthly_cost(annual_cost):
    """What one person of the grade costs for a month."""
    return annual_cost / 12


@line(unit="share", source="Sheet Vacancy rates, temporary; nothing where it has none")
def vacant_share(category_of_grade, sub_programme, vacancy_rates):
    """What share of the cost is saved while people are not yet engaged."""
    return vacancy_rates.total("share", category=category_of_grade, sub_programme=sub_programme, standing=TEMPORARY)


@line(unit=CURRENCY, source="Persons × work-months × monthly cost × (1 − vacant share); published statements are linear in months")
def full_cost(persons, work_months, monthly_cost, vacant_share):
    """What the people cost, whoever bears it."""
    return money(persons * work_months * monthly_cost * (1 - vacant_share))


MODEL = Model(
    title="Temporary assistance",
    about="Persons × work-months × a twelfth of the standard cost of the grade, less what vacancies save.",
    order=50,
    tables=(
        Table(
            TemporaryAssistance,
            lines=(costed_at, annual_cost, monthly_cost, category_of_grade, vacant_share, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("persons", "work_months", "monthly_cost"), months=PLANNED),),
            rules=(EXPLAINED, COSTED, WITHIN_THE_FRAMEWORK),
            in_year=as_planned(TEMPORARY_ASSISTANCE, "function"),
        ),
    ),
)
