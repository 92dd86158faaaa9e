"""Interpretation: teams of interpreters for the conference days that the calendar of meetings makes."""

from aspbudget.declare import (
    CURRENCY,
    Assumption,
    Charge,
    Distinct,
    Model,
    Table,
    greatest,
    line,
    money,
    round_up,
    where,
)
from aspbudget.models.causes import PRICE
from aspbudget.models.conference_days import (
    CONFERENCE_DAYS,
    CONFERENCE_WEEKS,
    MINIMUM_RULE,
    OF_THE_DAY,
    OF_THE_WEEK,
)
from aspbudget.models.interpreters_terms import TermsOfInterpreters, late_apart, late_known
from aspbudget.models.months import PLANNED, WITH_SESSION
from aspbudget.models.requirement import MEETINGS_SERVICING, net_cost

INTERPRETATION = Distinct(
    name="interpretation",
    title="Interpretation",
    about="What interpretation costs, by session and means.",
    of="conference_days",
    by=("session", "means"),
)


@line(unit="text", source="Sheet Sessions")
def venue(session, sessions):
    """Where the session is held."""
    return sessions.at(session, "venue")


@line(unit="team-days", source="Sheet Conference days")
def team_days(conference_days, session, means):
    """The teams of all days of the session, added up."""
    return conference_days.total("teams", session=session, means=means)


@line(unit="interpreter-days", source="Sheets Conference days and Conference weeks")
def interpreter_days(conference_days, conference_weeks, session, means):
    """The interpreters of all days of the session, added up, with those whom a limit of meetings makes a week need."""
    further = conference_weeks.total("further_interpreter_days", session=session, means=means)
    return conference_days.total("interpreters", session=session, means=means) + further


@line(unit="interpreters", source="The busiest week of the session, sheet Conference weeks")
def engaged(conference_weeks, session, means):
    """How many different interpreters the session needs: as many as its busiest week."""
    return conference_weeks.highest("engaged_in_the_week", session=session, means=means)


@line(unit="interpreters", source="Sheet Conference days")
def busiest_day(conference_days, session, means):
    """How many interpreters the busiest day of the session needs."""
    return conference_days.highest("interpreters", session=session, means=means)


@line(unit="days", source=MINIMUM_RULE)
def missing_days(conference_days, session, means, venue, terms_of_interpreters):
    """How many days the session lacks to the minimum of days."""
    days = conference_days.count(session=session, means=means)
    return greatest(terms_of_interpreters.total("minimum_days", venue=venue) - days, 0)


@line(unit="interpreter-days", source=MINIMUM_RULE)
def days_to_the_minimum(conference_days, conference_weeks, session, means, missing_days, busiest_day):
    """The days beyond those served, and those of the limit of a week, for which interpreters are paid, so that each is paid for the minimum."""
    of_session = {"session": session, "means": means}
    beyond = conference_days.total("paid_beyond_service", **of_session) + missing_days * busiest_day
    return greatest(beyond - conference_weeks.total("further_interpreter_days", **of_session), 0)


@line(unit=CURRENCY, source="Interpreter-days, and days to the minimum, × price of a day")
def fees(interpreter_days, days_to_the_minimum, venue, venues):
    """What the interpreters are paid."""
    return money((interpreter_days + days_to_the_minimum) * venues.at(venue, "interpreter_day"))


@line(unit=CURRENCY, source="Interpreters of evenings and nights × supplement × price of a day, sheet Terms of interpreters")
def late_supplements(conference_days, session, means, venue, venues, terms_of_interpreters):
    """What they are paid in addition for evenings and nights."""
    of_session = {"session": session, "means": means}
    evenings = conference_days.total("evening_interpreters", **of_session) * terms_of_interpreters.total("evening", venue=venue)
    nights = conference_days.total("night_interpreters", **of_session) * terms_of_interpreters.total("night", venue=venue)
    return money((evenings + nights) * venues.at(venue, "interpreter_day"))


@line(unit="interpreters", source="Share recruited elsewhere, sheet Venues")
def travellers(engaged, venue, venues):
    """How many of the interpreters must travel."""
    return round_up(engaged * venues.at(venue, "recruited_elsewhere"))


@line(unit=CURRENCY, source="Travellers × paid travel days × price of a day, sheet Terms of interpreters")
def travel_fees(travellers, venue, venues, terms_of_interpreters):
    """What they are paid for the days of their journeys."""
    days = terms_of_interpreters.total("travel_days", venue=venue)
    return money(travellers * days * venues.at(venue, "interpreter_day"))


@line(unit=CURRENCY, source="All fees × charges, sheet Terms of interpreters")
def social_charges(fees, late_supplements, travel_fees, venue, terms_of_interpreters):
    """Social charges on all that the interpreters are paid."""
    return money((fees + late_supplements + travel_fees) * terms_of_interpreters.total("charges", venue=venue))


@line(unit=CURRENCY, source="Travellers × fare")
def fares(travellers, venue, venues):
    """What their journeys cost."""
    return money(travellers * venues.at(venue, "interpreter_fare"))


@line(unit="days", source="Subsistence days, sheet Terms of interpreters; without a row there, 1, for they arrive the day before")
def further_subsistence_days(venue, terms_of_interpreters):
    """For how many days beyond those of the session travellers have subsistence."""
    stated = terms_of_interpreters.count(venue=venue) > 0
    return where(stated, terms_of_interpreters.total("subsistence_days", venue=venue), 1)


@line(unit=CURRENCY, source="Travellers × (days of the session + further days) × daily subsistence allowance")
def subsistence(travellers, session, sessions, further_subsistence_days, venue, venues):
    """What their subsistence costs."""
    days = sessions.at(session, "length") + further_subsistence_days
    return money(travellers * days * venues.at(venue, "daily_allowance"))


@line(unit=CURRENCY, source="Team-days × technicians for a team × price of a day")
def technicians(team_days, technicians_per_team, venue, venues):
    """What sound technicians cost."""
    return money(team_days * technicians_per_team * venues.at(venue, "technician_day"))


@line(unit=CURRENCY, source="Services of the language sets of the meetings, sheet Meetings")
def services(meetings, session, means):
    """What services that aren't interpreters cost, such as a remote platform."""
    return money(meetings.total("services", session=session, means=means))


@line(unit=CURRENCY, source="Fees, supplements, travel fees, charges, journeys, subsistence, technicians and services")
def full_cost(fees, late_supplements, travel_fees, social_charges, fares, subsistence, technicians, services):
    """What interpretation costs, whoever bears it."""
    return fees + late_supplements + travel_fees + social_charges + fares + subsistence + technicians + services


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
    about="A team serves two slots a day, so a day needs as many teams as its busiest slot has meetings at once; a limit of meetings a week, "
    "late meetings and other terms of interpreters where they apply.",
    order=70,
    tables=(
        Table(TermsOfInterpreters, lines=(late_known, late_apart), follows="venue", cause=PRICE),
        Table(CONFERENCE_DAYS, lines=OF_THE_DAY),
        Table(CONFERENCE_WEEKS, lines=OF_THE_WEEK),
        Table(
            INTERPRETATION,
            lines=(
                venue,
                team_days,
                interpreter_days,
                engaged,
                busiest_day,
                missing_days,
                days_to_the_minimum,
                fees,
                late_supplements,
                travellers,
                travel_fees,
                social_charges,
                fares,
                further_subsistence_days,
                subsistence,
                technicians,
                services,
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
