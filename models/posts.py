"""Posts: what established posts cost in the months in which they are planned to be filled."""

from aspbudget.declare import CURRENCY, Assumption, Charge, Model, Rule, Table, column, line, money, where
from aspbudget.models.causes import PAY
from aspbudget.models.months import PLANNED, months
from aspbudget.models.requirement import EXPLAINED, Mandated, net_cost
from aspbudget.models.standard_costs import COSTED, annual_cost, category_of_grade, costed_at, duty_station

APART = "given apart"


class Posts(Mandated):
    """One row for each post, or group of like posts of one grade, sub-programme and period."""

    post: str = column("Post", "What the post is called; each name once.", key=True, translated=True)
    grade: str = column("Grade", "The grade of the post.", refers="grades")
    number: float = column("Posts", "How many posts the row stands for.", whole=True, low=0, high=500, example=1)
    standing: str = column(
        "Standing",
        "established: the post exists; new: it is created in this cycle.",
        choices=("established", "new"),
        example="new",
    )
    first_month: float = column(
        "First month", "The month of the year from which it is to be filled.", whole=True, low=1, high=12, example=1
    )
    last_month: float = column(
        "Last month", "The month of the year until which it is kept.", whole=True, low=1, high=12, example=12
    )
    duty_station: str = duty_station()
    needs: str = column(
        "Needs",
        f"{APART}: what the post needs, such as a workstation, is given in rows of its own, as a draft gives it, and quantities for each post "
        "don't count it. Empty in the section: they count it.",
        choices=(APART,),
        required=False,
        newer=True,
        drafted=APART,
    )


@line(unit="months", source="The months from the first to the last, both included", label="Work-months")
def work_months(first_month, last_month):
    """The months of the year for which one such post is planned."""
    return last_month - first_month + 1


@line(unit="posts", source="As entered, without those whose needs are given apart", label="Posts for each")
def with_needs(number, needs):
    """How many of the posts are counted where a quantity is for each post."""
    return where(needs == APART, 0, number)


@line(unit=CURRENCY, source="Posts × work-months ÷ 12 × standard cost")
def gross_cost(number, work_months, annual_cost):
    """What the posts would cost if each were filled throughout its months."""
    return money(number * work_months / 12 * annual_cost)


@line(unit="share", source="Sheet Vacancy rates; where it has none, the delayed-recruitment rate for new posts, the vacancy rate for others")
def vacant_share(category_of_grade, sub_programme, standing, vacancy_rates, delayed_recruitment_rate, vacancy_rate):
    """What share of the cost is saved while posts are vacant: recruitment of a new post takes time, and established posts fall vacant."""
    own = {"category": category_of_grade, "sub_programme": sub_programme, "standing": standing}
    general = where(standing == "new", delayed_recruitment_rate, vacancy_rate)
    return where(vacancy_rates.count(**own) > 0, vacancy_rates.total("share", **own), general)


@line(unit=CURRENCY, source="Gross cost × vacant share")
def vacancy_saving(gross_cost, vacant_share):
    """What is saved while posts are vacant."""
    return money(gross_cost * vacant_share)


@line(unit=CURRENCY, source="Gross cost less what vacancies save")
def full_cost(gross_cost, vacancy_saving):
    """What the posts cost, whoever bears it."""
    return gross_cost - vacancy_saving


@line(unit="text", source="Sheet Grades")
def object_of_grade(grade, grades):
    """The object of expenditure for posts of the grade."""
    return grades.at(grade, "object")


@line(unit="", source="Months of the year")
def ends_after_it_starts(first_month, last_month):
    """a post can't end before it starts; the last month must be the first month or later"""
    return last_month >= first_month


IN_ITS_MONTHS = months((lambda first_month: first_month, ("first_month",)), (lambda last_month: last_month, ("last_month",)), "The months of the post")


def carry(_cycle, rows, _figures):
    """Return the posts of a new cycle: those created in the old one are established, and kept for the whole year."""
    posts = rows["posts"].copy()
    new = posts["standing"] == "new"
    posts.loc[new & (posts["last_month"] == 12), "first_month"] = 1
    posts.loc[new, "standing"] = "established"
    return rows | {"posts": posts}


MODEL = Model(
    title="Posts",
    about="Posts × work-months ÷ 12 × the standard cost of the grade, less what vacancies save.",
    order=40,
    carry=carry,
    carried="posts that were new there are established and stand for the whole year",
    tables=(
        Table(
            Posts,
            lines=(
                with_needs,
                work_months,
                costed_at,
                annual_cost,
                gross_cost,
                category_of_grade,
                vacant_share,
                vacancy_saving,
                full_cost,
                net_cost,
                object_of_grade,
            ),
            charges=(Charge("net_cost", under={"object": "object_of_grade"}, drivers=("number", "work_months", "annual_cost"), months=PLANNED),),
            rules=(EXPLAINED, COSTED, Rule(ends_after_it_starts, at="last_month")),
            in_year=IN_ITS_MONTHS,
            later=(("first_month", 1), ("last_month", 12), ("standing", "established")),
        ),
    ),
    assumptions=(
        Assumption(
            "delayed_recruitment_rate", "share", "The share of a new post's cost saved until it is filled.", 0, 1, PAY
        ),
        Assumption("vacancy_rate", "share", "The share of established posts' cost saved by vacancies.", 0, 1, PAY),
    ),
)
