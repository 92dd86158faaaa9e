"""The first bill and the second: what States were asked to pay on 1 January, and once others have joined or left during the year.

Nothing of the scale is declared here again: the first bill has the steps of the scale, read over the States as they were on 1 January.
"""

from dataclasses import replace

from aspbudget.declare import CURRENCY, Distinct, Model, Schedule, Table, line, money, new_year, where
from aspbudget.models.assessment.residual_policies import RATES
from aspbudget.models.assessment.scale import STEPS
from aspbudget.models.assessment.working_capital import ADVANCES
from aspbudget.models.contributions import contingency, contribution

ON_1_JANUARY = "The States as on 1 January: one that joins later is not assessed yet, one that leaves later is for the whole year"

FIRST_BILL = Distinct(
    "first_bill", "First bill", "Each State as on 1 January, before others joined or left: its rate, and what it was first asked to pay.",
    of="states", by=("code",), when="joins_or_leaves",
)  # fmt: skip


@line(unit="", source="Sheet States", label="No.")
def number(code, states):
    """The State's place in the schedule, as on sheet States."""
    return states.at(code, "number")


@line(unit="text", source="Sheet States", label="Least developed")
def least_developed(code, states):
    """Whether it is on the list of least developed countries."""
    return states.at(code, "least_developed")


@line(unit="part", source=ON_1_JANUARY, label="Part of the year")
def part_of_year(code, states, year):
    """What part of the year the State was first assessed for: the whole, or nothing where it joined later."""
    joined_later = (states.at(code, "entry_into_force") > new_year(year)) & (states.at(code, "exception") == "")
    return where(joined_later, 0, states.at(code, "months") / 12)


@line(unit="%", source="Sheet States", label="Fixed share")
def fixed_share(code, states, part_of_year):
    """Its share, where one is fixed and it was assessed on 1 January."""
    return where(part_of_year > 0, states.at(code, "fixed_share"), 0)


@line(unit=CURRENCY, source="Sheet States", label="Fixed sum")
def fixed_sum(code, states, part_of_year):
    """The sum that it pays, where one is fixed and it was assessed on 1 January."""
    return where(part_of_year > 0, states.at(code, "fixed_sum"), 0)


@line(unit=CURRENCY, source="Sheet States", label="Advance last year")
def advance_before(code, states, part_of_year):
    """What it had advanced to the Working Capital Fund."""
    return where(part_of_year > 0, states.at(code, "advance_before"), 0)


@line(unit=CURRENCY, source="Sheet States", label="Loan and credits")
def loan_less_credits(code, states, part_of_year):
    """Its share in the Host State loan less what is credited to it, which joining and leaving do not change."""
    return where(part_of_year > 0, money(states.at(code, "loan") - states.at(code, "credited")), 0)


@line(unit=CURRENCY, source="Contribution, loan, funds, less what is credited", label="First asked for")
def first_asked_for(contribution, advance_change, contingency, loan_less_credits):
    """What the State was first asked to pay."""
    return money(contribution + advance_change + contingency + loan_less_credits)


@line(unit="%", source="Sheet States", label="Rate recomputed")
def rate_recomputed(code, states):
    """The State's rate with all who joined or left during the year."""
    return states.at(code, "rate")


@line(unit=CURRENCY, source="Sheet States", label="Contribution recomputed")
def contribution_recomputed(code, states):
    """What the State is assessed towards the budget with all who joined or left."""
    return states.at(code, "contribution")


@line(unit=CURRENCY, source="Sheet States", label="Due on joining")
def due_once(code, states):
    """What the State owes once because it joins this year."""
    return states.at(code, "one_off")


@line(unit=CURRENCY, source="Sheet States", label="Asked for when recomputed")
def asked_for_recomputed(code, states):
    """What the State is asked to pay in all with those who joined or left."""
    return states.at(code, "payable")


@line(unit=CURRENCY, source="What is asked for, recomputed, less what was first asked for")
def second_bill(asked_for_recomputed, first_asked_for):
    """What the State is asked for besides, or gets back, because others joined or left; of one that joins, all."""
    return money(asked_for_recomputed - first_asked_for)


LABELS = {"rate": "First rate"}
OVER_THE_FIRST = tuple(
    replace(each.reading(states=FIRST_BILL.name), label=LABELS.get(each.name, each.label)) for each in (*STEPS, *RATES) if each.name != part_of_year.name
)
FIRST_CONTRIBUTION = replace(contribution, label="First contribution")

MODEL = Model(
    title="First bill",
    about="In a year in which a State joins or leaves: what all were first asked to pay, as on 1 January, and what joining and leaving changed.",
    order=16,
    workbook="contributions",
    tables=(
        Table(
            FIRST_BILL,
            lines=(
                number, least_developed, part_of_year, fixed_share, fixed_sum, *OVER_THE_FIRST, FIRST_CONTRIBUTION, advance_before, *ADVANCES,
                contingency, loan_less_credits, first_asked_for, rate_recomputed, contribution_recomputed, due_once, asked_for_recomputed, second_bill,
            ),
            alphabetical="state",
        ),
    ),
    printed=(
        Schedule(
            title="First and second bill",
            about="what each State was first asked to pay, as on 1 January, and what changed because others joined or left",
            table=FIRST_BILL.name,
            columns=(
                "number", "state", "rate", "contribution", "first_asked_for", "rate_recomputed", "contribution_recomputed", "due_once",
                "asked_for_recomputed", "second_bill",
            ),
            totals=(
                "rate", "contribution", "first_asked_for", "rate_recomputed", "contribution_recomputed", "due_once", "asked_for_recomputed", "second_bill",
            ),
            printed=False,
        ),
    ),
)  # fmt: skip
