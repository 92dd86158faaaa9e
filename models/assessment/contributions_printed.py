"""What is printed of the contributions: the schedule, the passes, the policies, last year, and a page for each State."""

from aspbudget.declare import Listed, Pages, Schedule, Steps

_TOTALS = ("un_rate", "rate", "contribution", "loan", "advance_change", "contingency", "credits", "payable")

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
            "credits",
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
            "joined_later",
        ),
        notes_from="summary",
    ),
    Schedule(
        title="Largest",
        about="the contributors with the largest contributions",
        table="largest",
        columns=("place", "state_in_place", "contribution_in_place"),
        chart="contribution_in_place",
    ),
    Schedule(
        title="Passes",
        about="how the scale is adjusted, from left to right, pass by pass",
        table="states",
        columns=("number", "state", "un_rate", "limit", "share_1", "held_1", "share_2", "held_2", "share_3", "rate"),
        totals=("un_rate", "share_1", "held_1", "share_2", "held_2", "share_3", "rate"),
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
    ),
)

PAGES = (
    Pages(
        about="how its rate is reached, pass by pass, and what it is asked to pay",
        table="states",
        heading="state",
        blocks=(
            Steps(
                heading="How the rate is reached, from left to right",
                header=(
                    "Pass",
                    "United Nations rate",
                    "× what is left of 100",
                    "÷ rates that share it",
                    "= rate, or its limit once held",
                    "Highest rate allowed",
                    "Held at it",
                ),
                rows=(
                    ("Pass 1", "un_rate", 100.0, "summary.rates_of_all", "share_1", "limit", "held_1"),
                    ("Pass 2", "un_rate", "summary.left_1", "summary.free_rates_1", "share_2", "limit", "held_2"),
                    ("Pass 3", "un_rate", "summary.left_2", "summary.free_rates_2", "share_3", "limit", "held_2"),
                ),
                words=(("Pass 1", "share_1"), ("Pass 2", "share_2"), ("Pass 3", "share_3")),
            ),
            Steps(
                heading="How the contribution is reached",
                header=(
                    "Contribution",
                    "Assessed base (EUR)",
                    "× rate of assessment (%)",
                    "× months of 12",
                    "= contribution (EUR)",
                ),
                rows=(("To the euro", "summary.base", "rate", "months", "contribution"),),
                words=(("Rate of assessment", "rate"),),
            ),
            Listed(
                heading="What the State is asked to pay",
                lines=("contribution", "loan", "advance_change", "contingency", "credits", "payable"),
                total=True,
            ),
            Listed(
                heading="Beside last year",
                lines=("rate_before", "change_of_rate", "contribution_before", "change", "one_million_more"),
            ),
        ),
    ),
)
