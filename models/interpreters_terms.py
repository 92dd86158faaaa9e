"""The terms of interpreters: what an agreement or practice says of their week, their journeys, their charges and their late hours."""

from aspbudget.declare import Sourced, column, line, where

WITH_A_SLOT_LEFT, OF_ITS_OWN = "a team with a slot left", "a team of its own"


class TermsOfInterpreters(Sourced):
    """One row for each venue whose interpreters have terms beyond fee, journey and subsistence; without a row, none apply there."""

    venue: str = column("Venue", "The venue, a row of sheet Venues.", key=True, refers="venues")
    meetings_a_week: float = column(
        "Meetings a week",
        "How many meetings a team serves in a week, Monday to Sunday, at the most; empty for no limit.",
        whole=True,
        low=1,
        high=28,
        required=False,
        example=8,
    )
    minimum_days: float = column(
        "Minimum days",
        "For how many days each interpreter is paid at least; empty: for the days served.",
        whole=True,
        low=1,
        high=31,
        required=False,
        example=2,
    )
    travel_days: float = column(
        "Paid travel days", "For how many days of journey those who travel are paid their fee.", low=0, high=10, required=False, example=1
    )
    subsistence_days: float = column(
        "Subsistence days",
        "For how many days beyond those of the session those who travel have subsistence; 1 when they arrive the day before.",
        low=0,
        high=10,
        example=1,
    )
    charges: float = column(
        "Charges", "Social charges, as a share of all fees.", low=0, high=1, required=False, example=0.09
    )
    late: str = column(
        "Late meetings",
        "Which team serves a meeting in the evening or the night: one that has served only one slot of the day, a further one only where "
        "there is none left; or always one of its own. Empty: there are no such meetings.",
        choices=(WITH_A_SLOT_LEFT, OF_ITS_OWN),
        required=False,
        example=WITH_A_SLOT_LEFT,
    )
    evening: float = column(
        "Evening supplement", "What an evening is paid beside the day, as a share of a day's fee.", low=0, high=2, required=False, example=0.5
    )
    night: float = column(
        "Night supplement", "What a night is paid beside the day, as a share of a day's fee.", low=0, high=2, required=False, example=1
    )


@line(unit="", source="As entered", label="Late meetings known")
def late_known(late):
    """1 when the terms say which team serves late meetings."""
    return where(late == "", 0, 1)


@line(unit="", source="As entered", label="Late meetings apart")
def late_apart(late):
    """1 when late meetings always have a team of their own."""
    return where(late == OF_ITS_OWN, 1, 0)
