"""The calendar: the bodies served, their sessions and meetings, where they meet and in which languages."""

from aspbudget.declare import (
    CURRENCY,
    Date,
    Distinct,
    EachDay,
    EachOf,
    Model,
    Moved,
    Rate,
    Rule,
    Series,
    Sheet,
    Sourced,
    Table,
    column,
    line,
    month_of,
    new_year,
    round_down,
    where,
    year_of,
)
from aspbudget.models.causes import CALENDAR, PRICE
from aspbudget.models.following_year import DAYS_OF_A_SESSION, carry
from aspbudget.models.languages import (
    NO,
    YES,
    Booths,
    Languages,
    LanguageSets,
    documents_issued,
    interpreters,
    is_interpreted,
    languages,
    languages_interpreted,
    service_price,
    services_of_set,
)
from aspbudget.models.requirement import DECISION, EXPLAINED, POOLED, Serviced

MORNING, AFTERNOON, BOTH = "morning", "afternoon", "both"
EVENING, NIGHT = "evening", "night"
SLOTS = (MORNING, AFTERNOON, EVENING, NIGHT)
WEEKDAYS, EVERY_DAY = "weekdays", "every day"
FEBRUARY = 2
WEEK = 7  # a spreadsheet counts days from a Saturday
LEAP_DAY = 59  # days after 1 January: 29 February, or 1 March where the year has none


class Bodies(Sheet):
    """One row for each body that the Secretariat serves."""

    body: str = column("Body", "The body's name.", key=True, translated=True, example="Committee on Budget and Finance")
    decision: str = column(
        "Decision",
        "The decision that has the Secretariat serve it; a body needs one.",
        example="ICC-ASP/2/Res.3, annex, 4",
        descriptive=True,
        pattern=DECISION,
        cites=True,
    )


class Venues(Rate):
    """One row for each place where meetings are held or to which people travel."""

    venue: str = column("Venue", "Its name.", key=True, translated=True, example="The Hague")
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
    court_services: str = column(
        "Services of the Court",
        "Whether the Court's own services, with which others are pooled, can be had there. Empty: it isn't said.",
        choices=(YES, NO),
        required=False,
        newer=True,
    )


class Holidays(Sheet):
    """One row for each holiday of the Court or of a place: meetings on it are remarked on, and cost the same."""

    holiday: str = column("Holiday", "Its name; each name once.", key=True, translated=True, example="Good Friday 2004")
    day: Date = column("Day", "Its day.")
    place: str = column("Venue", "Where it is kept. Empty: everywhere.", refers="venues", required=False, formerly=("Place", "Endroit"))


class Sessions(Sourced):
    """One row for each session: the days on which one or more bodies meet at one place."""

    session: str = column("Session", "Its name; meetings refer to it.", key=True, translated=True, example="Committee, third session")
    body: str = column("Body", "The body that holds it.", refers="bodies")
    venue: str = column("Venue", "Where it is held.", refers="venues")
    first_day: Date = column("First day", "The first day of meetings.", within=True)
    last_day: Date = column("Last day", "The last day of meetings.", within=True)
    moved_to: Date = column(
        "Moved to",
        "Another first day: the session, its meetings and their limits are read as many days later or earlier, and nothing else need be typed. "
        "Empty: they are held as entered.",
        required=False,
        newer=True,
        descriptive=True,
    )
    sub_programme: str = column(
        "Sub-programme", "The sub-programme that bears interpretation.", refers="sub_programmes"
    )
    object: str = column("Object", "The object of expenditure for interpretation.", refers="objects")
    mandate: str = column("Mandate", "The decision that convenes it.", example="ICC-ASP/2/Res.7, 19", descriptive=True, cites=True)


class Meetings(Serviced):
    """One row for each meeting: up to three hours in the morning, the afternoon, the evening or the night of a day."""

    meeting: str = column("Meeting", "A name for the row; each name once.", key=True, translated=True, example="ASP 1")
    session: str = column("Session", "The session within which it is held.", refers="sessions")
    body: str = column("Body", "The body that meets.", refers="bodies")
    day: Date = column("Day", "The day on which it is held.")
    slot: str = column("Slot", "The part of the day.", choices=SLOTS, example=MORNING)
    language_set: str = column("Language set", "The languages that are interpreted.", refers="language_sets")


class RangesOfMeetings(Serviced):
    """One row for meetings that are alike, day after day: it stands for one row of sheet Meetings in each slot of each of its days."""

    range: str = column("Range", "A name for the row; its meetings are numbered after it.", key=True, translated=True, example="Working group")
    session: str = column("Session", "The session within which they are held.", refers="sessions")
    body: str = column("Body", "The body that meets.", refers="bodies")
    first_day: Date = column("First day", "The day of the first meeting.")
    last_day: Date = column("Last day", "The day of the last meeting.")
    slots: str = column("Slots", "The parts of each day.", choices=(MORNING, AFTERNOON, BOTH, EVENING, NIGHT), example=BOTH)
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


@line(unit="interpreters", source="Sheet Language sets", label="Team")
def team(language_set, language_sets):
    """How many interpreters the meeting needs."""
    return language_sets.at(language_set, "interpreters")


@line(unit="languages", source="Sheet Language sets")
def interpreted(language_set, language_sets):
    """How many languages are interpreted at the meeting."""
    return language_sets.at(language_set, "languages_interpreted")


@line(unit="text", source="Sheet Sessions")
def held_at(session, sessions):
    """Where the meeting is held."""
    return sessions.at(session, "venue")


@line(unit="teams", source="A meeting that is interpreted needs one team")
def teams(team):
    """How many teams of interpreters the meeting needs: one, or none when nothing is interpreted."""
    return where(team > 0, 1, 0)


@line(unit=CURRENCY, source="Sheet Language sets")
def services(language_set, language_sets):
    """What services of the meeting that aren't interpreters cost, such as a remote platform."""
    return language_sets.at(language_set, "services_of_set")


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


@line(unit="languages", source="The meeting of the session with the most languages, sheet Meetings")
def languages_at_most(meetings, session):
    """How many languages are interpreted at a meeting of the session, at most."""
    return meetings.highest("interpreted", session=session)


@line(unit="languages", source="The meeting of each day with the most languages, sheet Calendar", label="Languages by day")
def languages_by_day(session_days, session):
    """How many languages are interpreted on each day at a meeting, at most, added up over the days of the session."""
    return session_days.total("languages_of_the_day", session=session)


@line(unit="languages", source="Sheet Meetings", label="Languages by meeting")
def languages_by_meeting(meetings, session):
    """How many languages are interpreted at each meeting, added up over the meetings of the session."""
    return meetings.total("interpreted", session=session)


@line(unit="languages", source="The meeting of the day with the most languages, sheet Meetings", label="Languages")
def languages_of_the_day(meetings, session, day):
    """How many languages are interpreted at a meeting of the day, at most."""
    return meetings.highest("interpreted", session=session, day=day)


@line(unit="text", source="As entered")
def kept_at(place):
    """Where the holiday is kept."""
    return where(place == "", "everywhere", place)


@line(unit="meetings", source="Sheet Meetings")
def morning_meetings(meetings, session, day):
    """How many meetings are held at once in the morning."""
    return meetings.count(session=session, day=day, slot=MORNING)


@line(unit="meetings", source="Sheet Meetings")
def afternoon_meetings(meetings, session, day):
    """How many meetings are held at once in the afternoon."""
    return meetings.count(session=session, day=day, slot=AFTERNOON)


@line(unit="meetings", source="Sheet Meetings")
def evening_meetings(meetings, session, day):
    """How many meetings are held at once in the evening."""
    return meetings.count(session=session, day=day, slot=EVENING)


@line(unit="meetings", source="Sheet Meetings")
def night_meetings(meetings, session, day):
    """How many meetings are held at once in the night."""
    return meetings.count(session=session, day=day, slot=NIGHT)


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


@line(unit="", source="The days of the week")
def on_a_weekday(day):
    """that is a Saturday or a Sunday"""
    return day - WEEK * round_down(day / WEEK, 0) > 1


@line(unit="", source="Sheet Holidays")
def on_no_holiday(day, held_at, holidays):
    """that is a holiday, sheet Holidays"""
    return holidays.count(day=day, kept_at=held_at) + holidays.count(day=day, kept_at="everywhere") == 0


@line(unit="", source="A day that three years in four don't have")
def not_on_the_leap_day(day):
    """that is a day that the next year doesn't have"""
    return (month_of(day) != FEBRUARY) | (day != new_year(year_of(day)) + LEAP_DAY)


@line(unit="", source="Sheet Venues, Services of the Court")
def can_be_pooled(means, held_at, venues):
    """the session is held at a place without the Court's services; give another means, or leave it if they are brought there"""
    return (means != POOLED) | (venues.at(held_at, "court_services") != NO)


@line(unit="", source="The terms of interpreters")
def lateness_has_its_rule(slot, session, sessions, terms_of_interpreters):
    """a meeting in the evening or the night is served as the terms of interpreters say; fill in Late meetings on sheet Terms of interpreters for the venue, or give another slot"""
    known = terms_of_interpreters.total("late_known", venue=sessions.at(session, "venue"))
    return ((slot != EVENING) & (slot != NIGHT)) | (known > 0)


IN_EACH_SLOT = Series(
    "meetings",
    "meeting",
    EachDay("day", "first_day", "last_day", on="days", weekdays={"": (0, 1, 2, 3, 4), WEEKDAYS: (0, 1, 2, 3, 4), EVERY_DAY: (0, 1, 2, 3, 4, 5, 6)}),
    EachOf("slot", "slots", {BOTH: (MORNING, AFTERNOON)} | {slot: (slot,) for slot in SLOTS}),
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
    carry=carry,
    carried="sessions and their meetings stand on the same weekdays of the same weeks of the year: what differs is given under Moved to",
    tables=(
        Table(Bodies, terms="body"),
        Table(Languages),
        Table(LanguageSets, lines=(languages, interpreters, languages_interpreted, services_of_set), cause=CALENDAR),
        Table(Booths, lines=(documents_issued, is_interpreted, service_price), follows="language_set", cause=CALENDAR),
        Table(Venues, lines=(daily_allowance, interpreter_fare, interpreter_day, technician_day), cause=PRICE, terms="venue"),
        Table(Holidays, lines=(kept_at,), optional=True),
        Table(
            Sessions,
            lines=(length, working_days, meetings_held, languages_at_most, languages_by_day, languages_by_meeting),
            rules=(Rule(ends_after_it_starts, at="last_day"),),
            cause=CALENDAR,
            moved=Moved("moved_to", "first_day", DAYS_OF_A_SESSION),
        ),
        Table(
            Meetings,
            lines=(team, teams, interpreted, services, held_at),
            rules=(
                EXPLAINED,
                Rule(within_its_session, at="day"),
                Rule(no_other_meeting, at="slot"),
                Rule(lateness_has_its_rule, at="slot"),
                Rule(on_a_weekday, at="day", remarked=True),
                Rule(on_no_holiday, at="day", remarked=True),
                Rule(not_on_the_leap_day, at="day", remarked=True),
                Rule(can_be_pooled, at="means", remarked=True),
            ),
            follows="session",
            cause=CALENDAR,
            described_by=("body", "day", "slot", "language_set"),
        ),
        Table(RangesOfMeetings, opens=IN_EACH_SLOT),
        Table(SESSION_DAYS, lines=(morning_meetings, afternoon_meetings, evening_meetings, night_meetings, languages_of_the_day)),
    ),
)
