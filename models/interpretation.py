"""Interpretation: teams of interpreters for the conference days that the calendar of meetings makes."""

from aspbudget.declare import CURRENCY, Assumption, Charge, Distinct, Model, Table, greatest, line, money, round_up
from aspbudget.models.calendar import AFTERNOON, MORNING
from aspbudget.models.months import PLANNED, WITH_SESSION
from aspbudget.models.requirement import MEETINGS_SERVICING, net_cost

TEAM_RULE = "A team serves the morning and the afternoon of a day; meetings held at once each need a team"

CONFERENCE_DAYS = Distinct(
    name="conference_days",
    title="Conference days",
    about="The days on which meetings are held, by session and means, and the interpreters that they need.",
    of="meetings",
    by=("session", "day", "means"),
)

INTERPRETATION = Distinct(
    name="interpretation",
    title="Interpretation",
    about="What interpretation costs, by session and means.",
    of="conference_days",
    by=("session", "means"),
)


@line(unit="teams", source=TEAM_RULE)
def morning_teams(meetings, session, day, means):
    """How many teams the meetings of the morning need."""
    return meetings.total("teams", session=session, day=day, means=means, slot=MORNING)


@line(unit="teams", source=TEAM_RULE)
def afternoon_teams(meetings, session, day, means):
    """How many teams the meetings of the afternoon need."""
    return meetings.total("teams", session=session, day=day, means=means, slot=AFTERNOON)


@line(unit="teams", source=TEAM_RULE)
def teams(morning_teams, afternoon_teams):
    """How many teams the day needs: as many as the busier half of it."""
    return greatest(morning_teams, afternoon_teams)


@line(unit="interpreters", source=TEAM_RULE)
def morning_interpreters(meetings, session, day, means):
    """How many interpreters the meetings of the morning need."""
    return meetings.total("team", session=session, day=day, means=means, slot=MORNING)


@line(unit="interpreters", source=TEAM_RULE)
def afternoon_interpreters(meetings, session, day, means):
    """How many interpreters the meetings of the afternoon need."""
    return meetings.total("team", session=session, day=day, means=means, slot=AFTERNOON)


@line(unit="interpreters", source=TEAM_RULE)
def interpreters(morning_interpreters, afternoon_interpreters):
    """How many interpreters the day needs: as many as the busier half of it."""
    return greatest(morning_interpreters, afternoon_interpreters)


@line(unit="text", source="Sheet Sessions")
def venue(session, sessions):
    """Where the session is held."""
    return sessions.at(session, "venue")


@line(unit="team-days", source="Sheet Conference days")
def team_days(conference_days, session, means):
    """The teams of all days of the session, added up."""
    return conference_days.total("teams", session=session, means=means)


@line(unit="interpreter-days", source="Sheet Conference days")
def interpreter_days(conference_days, session, means):
    """The interpreters of all days of the session, added up."""
    return conference_days.total("interpreters", session=session, means=means)


@line(unit="interpreters", source="The busiest day of the session, sheet Conference days")
def engaged(conference_days, session, means):
    """How many different interpreters the session needs: as many as its busiest day."""
    return conference_days.highest("interpreters", session=session, means=means)


@line(unit=CURRENCY, source="Interpreter-days × price of a day")
def fees(interpreter_days, venue, venues):
    """What the interpreters are paid."""
    return money(interpreter_days * venues.at(venue, "interpreter_day"))


@line(unit="interpreters", source="Share recruited elsewhere, sheet Venues")
def travellers(engaged, venue, venues):
    """How many of the interpreters must travel."""
    return round_up(engaged * venues.at(venue, "recruited_elsewhere"))


@line(unit=CURRENCY, source="Travellers × fare")
def fares(travellers, venue, venues):
    """What their journeys cost."""
    return money(travellers * venues.at(venue, "interpreter_fare"))


@line(unit=CURRENCY, source="Travellers × (days of the session + 1) × daily subsistence allowance")
def subsistence(travellers, session, sessions, venue, venues):
    """What their subsistence costs; they arrive the day before."""
    days = sessions.at(session, "length") + 1
    return money(travellers * days * venues.at(venue, "daily_allowance"))


@line(unit=CURRENCY, source="Team-days × technicians for a team × price of a day")
def technicians(team_days, technicians_per_team, venue, venues):
    """What sound technicians cost."""
    return money(team_days * technicians_per_team * venues.at(venue, "technician_day"))


@line(unit=CURRENCY, source="Fees, journeys, subsistence and technicians")
def full_cost(fees, fares, subsistence, technicians):
    """What interpretation costs, whoever bears it."""
    return fees + fares + subsistence + technicians


@line(unit="text", source="Sheet Sessions", label="Sub-programme")
def sub_programme(session, sessions):
    """The sub-programme that bears interpretation of the session."""
    return sessions.at(session, "sub_programme")


@line(unit="text", source="Sheet Sessions", label="Object")
def object_of_session(session, sessions):
    """The object of expenditure for interpretation of the session."""
    return sessions.at(session, "object")


MODEL = Model(
    title="Interpretation",
    about="A team serves two slots a day, so a day needs as many teams as its busier half has meetings at once.",
    order=70,
    tables=(
        Table(
            CONFERENCE_DAYS,
            lines=(
                morning_teams,
                afternoon_teams,
                teams,
                morning_interpreters,
                afternoon_interpreters,
                interpreters,
            ),
        ),
        Table(
            INTERPRETATION,
            lines=(
                venue,
                team_days,
                interpreter_days,
                engaged,
                fees,
                travellers,
                fares,
                subsistence,
                technicians,
                full_cost,
                net_cost,
                sub_programme,
                object_of_session,
            ),
            charges=(
                Charge(
                    "net_cost",
                    under={"object": "object_of_session"},
                    drivers=("interpreter_days",),
                    service=MEETINGS_SERVICING,
                    months=PLANNED,
                ),
            ),
            in_year=WITH_SESSION,
        ),
    ),
    assumptions=(
        Assumption("technicians_per_team", "technicians", "How many sound technicians each team's room needs.", 0, 10),
    ),
)
