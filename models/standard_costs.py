"""Standard costs: what a year of each grade costs at each duty station, part by part, and how much of it vacancies save."""

from aspbudget.declare import CURRENCY, Model, Rate, Rule, Table, column, line, money, where
from aspbudget.models.causes import PAY
from aspbudget.models.rates import OWN_RATE, recosted_by

NET_PAY, POST_ADJUSTMENT, COMMON_STAFF_COSTS = "net pay", "post adjustment", "common staff costs"
NEW, ESTABLISHED, TEMPORARY = "new", "established", "temporary"
NO_STATION = "none"


class StandardCosts(Rate):
    """One row for each part of what a year of a grade costs at a duty station, each in its own currency and with its own index."""

    part_row: str = column(
        "Standard cost", "A name for the row; each name once.", key=True, translated=True, example="P-4, The Hague: net pay"
    )
    grade: str = column("Grade", "The grade.", refers="grades")
    duty_station: str = column("Duty station", "Where people work, a row of sheet Venues.", refers="venues")
    part: str = column(
        "Part", "Which part of the cost it is.", choices=(NET_PAY, POST_ADJUSTMENT, COMMON_STAFF_COSTS), example=NET_PAY
    )
    amount: float = column("Amount", "What it comes to for one post for a year, in its own currency.", low=0, rate=True)
    currency: str = column("Currency", "The currency of the amount.", refers="currencies")
    at_prices_of: str = column(
        "At prices of", "The row of sheet Indices that says of which kind and year the amount is. Empty: it is taken as it is.",
        refers="indices", required=False,
    )  # fmt: skip


class VacancyRates(Rate):
    """One row for each rate of vacancy that is not the cycle's general one: by category, sub-programme and standing."""

    vacancy: str = column("Rate for", "A name for the row; each name once.", key=True, translated=True, example="4200: GS-staff, new")
    category: str = column("Category", "The category, as sheet Grades has it.", example="GS-staff")
    sub_programme: str = column("Sub-programme", "The sub-programme.", refers="sub_programmes")
    standing: str = column(
        "Standing",
        "established or new: for posts of that standing; temporary: for people engaged by the month.",
        choices=(ESTABLISHED, NEW, TEMPORARY),
        example=NEW,
    )
    share: float = column("Share", "The share of their cost that is saved.", low=0, high=1, rate=True, example=0.5)


@line(unit=CURRENCY, source=f"The amount in its own currency, recosted, {OWN_RATE}", label="Annual cost")
def annual_part(amount, recosted_by, currency, currencies):
    """What the part costs for a year, in the cycle's currency."""
    return money(amount * recosted_by * currencies.at(currency, "worth"))


@line(unit="", source="A part is counted once")
def part_is_there_once(standard_costs, grade, duty_station, part):
    """the grade has {found} rows for this part at this duty station; keep one of them"""
    return standard_costs.count(grade=grade, duty_station=duty_station, part=part) == 1


@line(unit="", source="Categories of sheet Grades")
def category_is_known(category, grades):
    """no grade has this category; write it as sheet Grades does"""
    return grades.count(category=category) > 0


@line(unit="", source="One rate for one standing")
def rate_is_there_once(vacancy_rates, category, sub_programme, standing):
    """the category has {found} rates of this standing in this sub-programme; keep one of them"""
    return vacancy_rates.count(category=category, sub_programme=sub_programme, standing=standing) == 1


# What posts and people engaged by the month have in common: where they work, and what a year of them costs there.
@line(unit="text", source="Sheet Grades", label="Category")
def category_of_grade(grade, grades):
    """The category of the grade."""
    return grades.at(grade, "category")


@line(unit="text", source=f"The duty station; {NO_STATION} where the standard cost of the grade holds", label="Costed at")
def costed_at(duty_station):
    """The duty station whose standard costs are paid."""
    return where(duty_station == "", NO_STATION, duty_station)


@line(unit=CURRENCY, source="Sheet Standard costs; sheet Grades where no duty station is given")
def annual_cost(duty_station, costed_at, grade, grades, standard_costs):
    """What one of the grade costs for a whole year."""
    there = standard_costs.total("annual_part", grade=grade, duty_station=costed_at)
    return where(duty_station == "", grades.at(grade, "annual_cost"), there)


@line(unit="", source="Standard costs by grade and duty station")
def has_a_standard_cost(duty_station, costed_at, grade, standard_costs):
    """sheet Standard costs has nothing for the grade at this duty station; add its parts there, or correct the grade or the duty station"""
    return (duty_station == "") | (standard_costs.count(grade=grade, duty_station=costed_at) > 0)


COSTED = Rule(has_a_standard_cost, at="duty_station")


def duty_station():
    """Return the column of a row that says where people work."""
    return column(
        "Duty station",
        "Where they work: sheet Standard costs says what the grade costs there. Empty: the standard cost on sheet Grades.",
        refers="venues",
        required=False,
        newer=True,
        cause=PAY,
    )


MODEL = Model(
    title="Standard costs",
    about="What a year of each grade costs at each duty station, part by part, and rates of vacancy by category and sub-programme.",
    order=35,
    tables=(
        Table(
            StandardCosts,
            lines=(recosted_by, annual_part),
            cause=PAY,
            follows="grade",
            rules=(Rule(part_is_there_once, at="part"),),
        ),
        Table(
            VacancyRates,
            cause=PAY,
            follows="sub_programme",
            rules=(Rule(category_is_known, at="category"), Rule(rate_is_there_once, at="standing")),
        ),
    ),
)
