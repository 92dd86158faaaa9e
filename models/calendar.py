"""The calendar: the bodies served, their sessions and meetings, where they meet and in which languages."""

from aspbudget.declare import (
    CURRENCY,
    Date,
    Distinct,
    EachDay,
    EachOf,
    Model,
    Rate,
    Rule,
    Series,
    Sheet,
    Sourced,
    Table,
    column,
    line,
    where,
)
from aspbudget.models.causes import CALENDAR, PRICE
from aspbudget.models.requirement import DECISION, EXPLAINED, Serviced

MORNING, AFTERNOON, BOTH = "morning", "afternoon", "both"
WEEKDAYS, EVERY_DAY = "weekdays", "every day"


class Bodies(Sheet):
    """One row for each body that the Secretariat serves."""

    body: str = column("Body", "The body's name.", key=True, example="Committee on Budget and Finance")
    decision: str = column(
        "Decision",
        "The decision that has the Secretariat serve it; a body needs one.",
        example="ICC-ASP/2/Res.3, annex, 4",
        descriptive=True,
        pattern=DECISION,
        cites=True,
    )


class Languages(Sheet):
    """One row for each language that is interpreted or translated."""

    language: str = column("Language", "Its name.", key=True, example="French")
    standing: str = column(
        "Standing", "Official, working, or other.", required=False, example="official", descriptive=True
    )


class LanguageSets(Sourced):
    """One row for each combination of languages in which meetings are held or documents are issued."""

    language_set: str = column("Language set", "Its name; meetings and documents refer to it.", key=True)


class Booths(Sourced):
    """One row for each language of each set: how many interpreters its booth needs."""

    booth: str = column("Booth", "A name for the row; each name once.", key=True, example="six languages: French")
    language_set: str = column("Language set", "The set to which it belongs.", refers="language_sets")
    language: str = column("Language", "The language.", refers="languages")
    interpreters: float = column(
        "Interpreters", "How many interpreters the booth needs for a day of two meetings.", whole=True, low=0, high=10
    )


class Venues(Rate):
    """One row for each place where meetings are held or to which people travel."""

    venue: str = column("Venue", "Its name.", key=True, example="The Hague")
    subsistence: float = column("Daily subsistence", "The daily subsistence allowance there.", low=0, rate=True)
    currency: str = column("Currency", "The currency of the allowance.", refers="currencies")
    recruited_elsewhere: float = column(
        "Recruited elsewhere",
        "The share of interpreters who must travel there.",
        low=0,
        high=1,
        example=0.5,
        cause=CALENDAR,
    )
    fare: str = column("Journey priced as", "The price of their journey, a row of sheet Prices.", refers="prices")
    interpreter: str = column("Interpreter priced as", "The price of one day, a row of sheet Prices.", refers="prices")
    technician: str = column("Technician priced as", "The price of one day, a row of sheet Prices.", refers="prices")


class Sessions(Sourced):
    """One row for each session: the days on which one or more bodies meet at one place."""

    session: str = column("Session", "Its name; meetings refer to it.", key=True, example="Committee, third session")
    body: str = column("Body", "The body that holds it.", refers="bodies")
    venue: str = column("Venue", "Where it is held.", refers="venues")
    first_day: Date = column("First day", "The first day of meetings.", within=True)
    last_day: Date = column("Last day", "The last day of meetings.", within=True)
    sub_programme: str = column(
        "Sub-programme", "The sub-programme that bears interpretation.", refers="sub_programmes"
    )
    object: str = column("Object", "The object of expenditure for interpretation.", refers="objects")
    mandate: str = column("Mandate", "The decision that convenes it.", example="ICC-ASP/2/Res.7, 19", descriptive=True, cites=True)


class Meetings(Serviced):
    """One row for each meeting: up to three hours in the morning or the afternoon of a day."""

    meeting: str = column("Meeting", "A name for the row; each name once.", key=True, example="ASP 1")
    session: str = column("Session", "The session within which it is held.", refers="sessions")
    body: str = column("Body", "The body that meets.", refers="bodies")
    day: Date = column("Day", "The day on which it is held.")
    slot: str = column("Slot", "The half of the day.", choices=(MORNING, AFTERNOON), example=MORNING)
    language_set: str = column("Language set", "The languages that are interpreted.", refers="language_sets")


class RangesOfMeetings(Serviced):
    """One row for meetings that are alike, day after day: it stands for one row of sheet Meetings in each slot of each of its days."""

    range: str = column("Range", "A name for the row; its meetings are numbered after it.", key=True, example="Working group")
    session: str = column("Session", "The session within which they are held.", refers="sessions")
    body: str = column("Body", "The body that meets.", refers="bodies")
    first_day: Date = column("First day", "The day of the first meeting.")
    last_day: Date = column("Last day", "The day of the last meeting.")
    slots: str = column("Slots", "The halves of each day.", choices=(MORNING, AFTERNOON, BOTH), example=BOTH)
    days: str = column("Days", "Empty: Monday to Friday only.", choices=(WEEKDAYS, EVERY_DAY), required=False)
    language_set: str = column("Language set", "The languages that are interpreted.", refers="language_sets")


@line(unit=CURRENCY, source="The allowance in its own currency, at the cycle's rate of that currency")
def daily_allowance(subsistence, currency, currencies):
    """The daily subsistence allowance in the cycle's currency."""
    return subsistence * currencies.at(currency, "worth")


@line(unit=CURRENCY, source="Sheet Prices", label="Fare")
def interpreter_fare(fare, prices):
    """What the journey of an interpreter who is recruited elsewhere costs."""
    return prices.at(fare, "unit_price")


@line(unit=CURRENCY, source="Sheet Prices", label="Day of an interpreter")
def interpreter_day(interpreter, prices):
    """What an interpreter is paid for a day."""
    return prices.at(interpreter, "unit_price")


@line(unit=CURRENCY, source="Sheet Prices", label="Day of a technician")
def technician_day(technician, prices):
    """What a sound technician is paid for a day."""
    return prices.at(technician, "unit_price")


@line(unit="languages", source="The booths of the set, sheet Booths")
def languages(booths, language_set):
    """How many languages the set has."""
    return booths.count(language_set=language_set)


@line(unit="interpreters", source="The booths of the set, sheet Booths", label="Team")
def interpreters(booths, language_set):
    """How many interpreters one team for the set has."""
    return booths.total("interpreters", language_set=language_set)


@line(unit="interpreters", source="Sheet Language sets", label="Team")
def team(language_set, language_sets):
    """How many interpreters the meeting needs."""
    return language_sets.at(language_set, "interpreters")


@line(unit="teams", source="A meeting that is interpreted needs one team")
def teams(team):
    """How many teams of interpreters the meeting needs: one, or none when nothing is interpreted."""
    return where(team > 0, 1, 0)


@line(unit="days", source="Calendar days from the first to the last, both included")
def length(first_day, last_day):
    """How many days the session lasts, weekends included."""
    return last_day - first_day + 1


@line(unit="days", source="Days of the session on which at least one meeting is held")
def working_days(session_days, session):
    """On how many days of the session meetings are held."""
    return session_days.count(session=session)


@line(unit="meetings", source="Sheet Meetings", label="Meetings held")
def meetings_held(meetings, session):
    """How many meetings the session has."""
    return meetings.count(session=session)


@line(unit="meetings", source="Sheet Meetings")
def morning_meetings(meetings, session, day):
    """How many meetings are held at once in the morning."""
    return meetings.count(session=session, day=day, slot=MORNING)


@line(unit="meetings", source="Sheet Meetings")
def afternoon_meetings(meetings, session, day):
    """How many meetings are held at once in the afternoon."""
    return meetings.count(session=session, day=day, slot=AFTERNOON)


@line(unit="", source="The calendar of a session")
def ends_after_it_starts(first_day, last_day):
    """a session can't end before it starts; the last day must be the first day or later"""
    return last_day >= first_day


@line(unit="", source="The calendar of a session")
def within_its_session(day, session, sessions):
    """the meeting is outside its session; give a day from the session's first to its last, or another session"""
    return (day >= sessions.at(session, "first_day")) & (day <= sessions.at(session, "last_day"))


@line(unit="", source="A body holds one meeting at a time")
def no_other_meeting(meetings, body, day, slot):
    """the body has another meeting in this slot of the day; give one of them another slot, another day or another body, or clear it"""
    return meetings.count(body=body, day=day, slot=slot) == 1


IN_EACH_SLOT = Series(
    "meetings",
    "meeting",
    EachDay("day", "first_day", "last_day", on="days", weekdays={"": (0, 1, 2, 3, 4), WEEKDAYS: (0, 1, 2, 3, 4), EVERY_DAY: (0, 1, 2, 3, 4, 5, 6)}),
    EachOf("slot", "slots", {MORNING: (MORNING,), AFTERNOON: (AFTERNOON,), BOTH: (MORNING, AFTERNOON)}),
)

SESSION_DAYS = Distinct(
    name="session_days",
    title="Session days",
    about="The days of the sessions on which meetings are held, and how many are held at once.",
    of="meetings",
    by=("session", "day"),
)

MODEL = Model(
    title="Calendar",
    about="The bodies served, their sessions and meetings, where they meet and in which languages.",
    order=30,
    tables=(
        Table(Bodies, terms="body"),
        Table(Languages),
        Table(LanguageSets, lines=(languages, interpreters), cause=CALENDAR),
        Table(Booths, follows="language_set", cause=CALENDAR),
        Table(Venues, lines=(daily_allowance, interpreter_fare, interpreter_day, technician_day), cause=PRICE, terms="venue"),
        Table(
            Sessions,
            lines=(length, working_days, meetings_held),
            rules=(Rule(ends_after_it_starts, at="last_day"),),
            cause=CALENDAR,
        ),
        Table(
            Meetings,
            lines=(team, teams),
            rules=(EXPLAINED, Rule(within_its_session, at="day"), Rule(no_other_meeting, at="slot")),
            follows="session",
            cause=CALENDAR,
            described_by=("body", "day", "slot", "language_set"),
        ),
        Table(RangesOfMeetings, opens=IN_EACH_SLOT),
        Table(SESSION_DAYS, lines=(morning_meetings, afternoon_meetings)),
    ),
)
