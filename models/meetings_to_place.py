"""The arrangement: meetings that have no date yet, and the limits within which they may be placed."""

from aspbudget.declare import Date, Model, Rule, Sourced, Table, Timetable, below, column, greatest, line
from aspbudget.models.calendar import AFTERNOON, EVENING, NIGHT, SLOTS, interpreted, team
from aspbudget.models.requirement import EXPLAINED, Serviced

APART, BEFORE_ALL, BEFORE_LAST = "not at the same time as", "before every meeting of", "before the last meeting of"
BOTH, MORNINGS = "mornings and afternoons", "mornings only"
MEETING = "Meetings that have a day, sheet Meetings"


class MeetingsToPlace(Serviced):
    """One row for meetings that have no day yet. They cost nothing until they stand in sheet Meetings."""

    meeting: str = column("Meeting", "A name for the row; each name once.", key=True, translated=True, example="Drafting group")
    body: str = column("Body", "The body that meets.", refers="bodies")
    session: str = column("Session", "The session within which they are to be held.", refers="sessions")
    language_set: str = column("Language set", "The languages that are interpreted.", refers="language_sets")
    number: float = column(
        "Meetings", "How many meetings of up to three hours.", whole=True, low=1, high=400, example=2
    )
    earliest: Date = column("Earliest day", "The first day that will do.", required=False, within=True)
    latest: Date = column("Latest day", "The last day that will do.", required=False, within=True)


class SessionLimits(Sourced):
    """One row for each limit on the days or the rooms of a session; a session without a row has no such limit."""

    limit: str = column("Limit", "A name for the row; each name once.", key=True, translated=True, example="Rooms of the Assembly")
    session: str = column("Session", "The session.", refers="sessions")
    slots: str = column("Slots a day", "When meetings may be held.", choices=(BOTH, MORNINGS), example=BOTH)
    rooms: float = column(
        "Rooms", "How many meetings can be held at once; empty for no limit.", whole=True, low=1, high=100,
        required=False,
    )  # fmt: skip


class BodyLimits(Sourced):
    """One row for each limit between two bodies in a session: who can't meet at once, and who must meet first."""

    limit: str = column("Limit", "A name for the row; each name once.", key=True, translated=True, example="Plenary alone")
    session: str = column("Session", "The session in which it holds.", refers="sessions")
    body: str = column("Body", "The body that is limited.", refers="bodies")
    rule: str = column(
        "Rule",
        "Whether it may not meet when the other body does, must have met before the other's first meeting, or before "
        "its last, so that it can report to it.",
        choices=(APART, BEFORE_ALL, BEFORE_LAST),
        example=APART,
    )
    other_body: str = column("Other body", "The body that limits it.", refers="bodies")
    mandate: str = column(
        "Mandate", "The decision or practice that asks for it.", example="Practice of the Assembly", descriptive=True, cites=True
    )


@line(unit="interpreter-days", source="A team for each meeting, were none served by a team that is there already")
def interpreter_days_at_most(number, team):
    """How many interpreter-days the meetings would take if each needed a day of a team of its own."""
    return number * team


@line(unit="meetings", source=MEETING)
def at_once(session_days, session):
    """How many meetings of the session are held at once in its busiest slot."""
    slots = ("morning_meetings", "afternoon_meetings", "evening_meetings", "night_meetings")
    return greatest(*(session_days.highest(slot, session=session) for slot in slots))


@line(unit="meetings", source=MEETING, label="Afternoon meetings")
def in_the_afternoon(meetings, session):
    """How many meetings of the session are held in afternoons."""
    return meetings.count(session=session, slot=AFTERNOON)


@line(unit="meetings", source=MEETING, label="Too early")
def held_too_early(meetings, session, body, other_body):
    """How many meetings of the other body are held on a day before the last one on which the limited body meets."""
    last_day = meetings.highest("day", session=session, body=body)
    return meetings.count(session=session, body=other_body, day=below(last_day))


@line(unit="", source="The calendar of a session")
def earliest_is_in_the_session(earliest, session, sessions):
    """that is outside the session; give a day from the session's first to its last, or none"""
    first, last = sessions.at(session, "first_day"), sessions.at(session, "last_day")
    return (earliest == 0) | ((earliest >= first) & (earliest <= last))


@line(unit="", source="The calendar of a session")
def latest_is_in_the_session(latest, session, sessions):
    """that is outside the session; give a day from the session's first to its last, or none"""
    first, last = sessions.at(session, "first_day"), sessions.at(session, "last_day")
    return (latest == 0) | ((latest >= first) & (latest <= last))


@line(unit="", source="The calendar of a session")
def earliest_comes_first(earliest, latest):
    """the latest day can't come before the earliest"""
    return (latest == 0) | (latest >= earliest)


@line(unit="", source="A meeting needs a room")
def rooms_suffice(rooms, at_once):
    """sheet Meetings has more meetings at once than that; move one of them, or give more rooms"""
    return (rooms == 0) | (at_once <= rooms)


@line(unit="", source="A day of one slot has a morning only")
def slots_suffice(slots, in_the_afternoon):
    """sheet Meetings has meetings in the afternoon; move them, or give afternoons as well"""
    return (slots == BOTH) | (in_the_afternoon == 0)


@line(unit="", source="A limit between two bodies")
def bodies_differ(body, other_body):
    """a limit is between two bodies; give another one"""
    return body != other_body


@line(unit="", source="A limit between two bodies")
def held_before(rule, held_too_early):
    """but in sheet Meetings the other body meets on a day before that; move a meeting, or change the limit"""
    return (rule != BEFORE_ALL) | (held_too_early == 0)


MODEL = Model(
    title="Placing of meetings",
    about="Meetings that have no date yet, the limits within which they may be placed, and the days with their slots.",
    order=150,
    tables=(
        Table(
            MeetingsToPlace,
            lines=(team, interpreted, interpreter_days_at_most),
            rules=(
                EXPLAINED,
                Rule(earliest_is_in_the_session, at="earliest"),
                Rule(latest_is_in_the_session, at="latest"),
                Rule(earliest_comes_first, at="latest"),
            ),
            follows="session",
        ),
        Table(
            SessionLimits,
            lines=(at_once, in_the_afternoon),
            rules=(
                Rule(rooms_suffice, at="rooms"),
                Rule(slots_suffice, at="slots"),
            ),
        ),
        Table(
            BodyLimits,
            lines=(held_too_early,),
            rules=(Rule(bodies_differ, at="other_body"), Rule(held_before, at="rule")),
        ),
    ),
    printed=(
        Timetable(
            title="Calendar",
            about="the days of the sessions with their slots, what is held in them, and where a team that serves is free",
            table="meetings",
            shown="meeting",
            periods="sessions",
            period="session",
            days=("first_day", "last_day"),
            day="day",
            part="slot",
            parts=SLOTS,
            late=(EVENING, NIGHT),
            serving="conference_days",
            served=(
                ("teams", ("morning_teams_taken", "afternoon_teams_taken", "teams", "teams")),
                ("interpreters", ("morning_interpreters_taken", "afternoon_interpreters_taken", "interpreters", "interpreters")),
            ),
            limit=("session_limits", "rooms"),
            arrange="aspbudget.models.placement.arrange:arrange",
            waiting=("meetings_to_place", "number"),
        ),
    ),
)
