"""What is printed of the contributions: the schedule, the steps of the scale, the policies, last year, and a page for each State."""

from aspbudget.declare import Chosen, Glance, Listed, Pages, Ranked, Schedule, Steps, Tile

_TOTALS = ("un_rate", "rate", "contribution", "loan", "advance_change", "contingency", "one_off", "credited", "payable")

PRINTED = (
    Schedule(
        title="Schedule",
        about="what each State is asked to pay",
        table="states",
        columns=(
            "number",
            "state",
            "un_rate",
            "rate",
            "contribution",
            "loan",
            "advance_change",
            "contingency",
            "one_off",
            "credited",
            "payable",
        ),
        totals=_TOTALS,
        notes=(
            "approved",
            "less_the_loan",
            "less_the_surplus",
            "base",
            "sum_of_contributions",
            "difference",
            "sum_of_rates",
            "loan_assessed",
            "working_capital_level",
            "to_be_asked_for",
            "asked_for",
            "rounding_allowed",
        ),
        notes_from="summary",
        shared="contribution",
    ),
    Schedule(
        title="Steps of the scale",
        about="how the scale is adjusted, from left to right, step by step",
        table="states",
        columns=(
            "number",
            "state",
            "un_rate",
            "part_of_year",
            "fixed_rate",
            "rescaled_rate",
            "limit",
            "least_developed_rate",
            "share_of_rest",
            "at_ceiling",
            "at_minimum",
            "exact_rate",
            "rate",
        ),
        printed=False,
        totals=("un_rate", "fixed_rate", "rescaled_rate", "least_developed_rate", "share_of_rest", "at_ceiling", "at_minimum", "exact_rate", "rate"),
    ),
    Schedule(
        title="Residual policies",
        about="three ways to settle what rounding leaves, and their effect on each State",
        table="states",
        columns=(
            "number",
            "state",
            "rate_as_rounded",
            "rate_largest_remainder",
            "rate_equal_bills",
            "bill_as_rounded",
            "bill_largest_remainder",
            "bill_equal_bills",
            "effect_largest_remainder",
            "effect_equal_bills",
        ),
        workings=True,
        totals=(
            "rate_as_rounded",
            "rate_largest_remainder",
            "rate_equal_bills",
            "bill_as_rounded",
            "bill_largest_remainder",
            "bill_equal_bills",
            "effect_largest_remainder",
            "effect_equal_bills",
        ),
    ),
    Schedule(
        title="Against last year",
        about="rates and contributions beside those of last year, and what one million more would cost",
        table="states",
        columns=(
            "number",
            "state",
            "rate_before",
            "rate",
            "change_of_rate",
            "contribution_before",
            "contribution",
            "change",
            "one_million_more",
        ),
        totals=("rate", "contribution_before", "contribution", "change", "one_million_more"),
        when="rate_before",
    ),
)

PAGES = (
    Pages(
        about="how its rate is reached, step by step, and what it is asked to pay",
        table="states",
        heading="state",
        blocks=(
            Steps(
                heading="How the rate is reached, from left to right",
                header=(
                    "Step",
                    "United Nations rate that shares",
                    "× what is left of 100",
                    "÷ rates that share it",
                    "= rate, or what it is held to",
                    "Highest rate allowed",
                    "Held at it",
                ),
                rows=(
                    ("All States", "rate_that_shares", "summary.left_by_fixed", "summary.rates_of_all", "rescaled_rate", "limit", "at_limit"),
                    (
                        "Least developed apart",
                        "rate_of_others",
                        "summary.left_by_least_developed",
                        "summary.rates_of_others",
                        "share_of_rest",
                        "limit",
                        "at_ceiling",
                    ),
                    ("Those at the ceiling apart", "free_rate", "summary.left_below_ceiling", "summary.free_rates", "exact_rate", "limit", "at_limit"),
                ),
                words=(
                    ("All States", "rescaled_rate"),
                    ("Least developed apart", "share_of_rest"),
                    ("Those at the ceiling apart", "exact_rate"),
                ),
            ),
            Steps(
                heading="How the contribution is reached",
                header=("Contribution", "Assessed base (EUR)", "× rate of assessment (%)", "= contribution (EUR)"),
                rows=(("To the euro", "summary.base", "rate", "contribution"),),
                words=(("Rate of assessment", "rate"),),
            ),
            Listed(
                heading="What the State is asked to pay",
                lines=("contribution", "loan", "advance_change", "contingency", "one_off", "credits", "surplus_credit", "payable"),
                total=True,
            ),
            Listed(
                heading="Beside last year",
                lines=("rate_before", "change_of_rate", "contribution_before", "change", "one_million_more"),
            ),
        ),
    ),
)

MILLION = 1_000_000

GLANCE = Glance(
    claim="EUR {0} million assessed on {2} States",
    tiles=(
        Tile("Contributions", "states", "contribution", "millions of EUR", divide=MILLION, digits=1),
        Tile("Against last year", "states", "contribution", before="contribution_before", divide=MILLION, digits=1),
        Tile("States", "states", "rate", "{summary.at_least_developed_limit} least developed held at their limit", counted=True),
        Tile("To be paid", "states", "payable", "with loan, funds and credits", divide=MILLION, digits=1),
    ),
    ranked=Ranked("States", "largest", "state_in_place", "contribution_in_place", "states", "state", "contribution", "contribution_before"),
    chosen=Chosen(
        "Your State",
        "Choose: its bill, its rate, last year, and arrears",
        "states",
        "state",
        ("payable", "contribution", "rate", "contribution_before", "change", "accounts.arrears"),
        known_by={"contribution_before": "contribution_before", "change": "contribution_before"},
    ),
)
