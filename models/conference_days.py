"""Conference days and weeks: which teams of interpreters the calendar of meetings makes each day and each week need."""

from aspbudget.declare import Distinct, above, below, greatest, least, line, round_down, round_up, where
from aspbudget.models.calendar import AFTERNOON, EVENING, MORNING, NIGHT

TEAM_RULE = "A team serves the morning and the afternoon of a day; meetings held at once each need a team"
LATE_RULE = "A team serves two slots a day; late meetings as sheet Terms of interpreters says"
WEEK_RULE = "Meetings a week, sheet Terms of interpreters"
MINIMUM_RULE = "Minimum days, sheet Terms of interpreters"
_MONDAY, _WEEK = 2, 7  # a spreadsheet counts days from one before a Monday, which is day 2

CONFERENCE_DAYS = Distinct(
    name="conference_days",
    title="Conference days",
    about="The days on which meetings are held, by session and means, and the interpreters that they need.",
    of="meetings",
    by=("session", "day", "means"),
)

CONFERENCE_WEEKS = Distinct(
    name="conference_weeks",
    title="Conference weeks",
    about="The weeks in which meetings are held, by session and means, and the interpreters whom a limit of meetings a week makes them need.",
    of="conference_days",
    by=("session", "week", "means"),
)


@line(unit="teams", source=TEAM_RULE)
def morning_teams(meetings, session, day, means):
    """How many teams the meetings of the morning need."""
    return meetings.total("teams", session=session, day=day, means=means, slot=MORNING)


@line(unit="teams", source=TEAM_RULE)
def afternoon_teams(meetings, session, day, means):
    """How many teams the meetings of the afternoon need."""
    return meetings.total("teams", session=session, day=day, means=means, slot=AFTERNOON)


@line(unit="teams", source=LATE_RULE)
def evening_teams(meetings, session, day, means):
    """How many teams the meetings of the evening need."""
    return meetings.total("teams", session=session, day=day, means=means, slot=EVENING)


@line(unit="teams", source=LATE_RULE)
def night_teams(meetings, session, day, means):
    """How many teams the meetings of the night need."""
    return meetings.total("teams", session=session, day=day, means=means, slot=NIGHT)


@line(unit="meetings", source="Sheet Meetings")
def meetings_served(morning_teams, afternoon_teams, evening_teams, night_teams):
    """How many meetings of the day are interpreted."""
    return morning_teams + afternoon_teams + evening_teams + night_teams


@line(unit="", source="Sheet Terms of interpreters, for the venue of the session")
def late_teams_apart(session, sessions, terms_of_interpreters):
    """1 when late meetings always have a team of their own."""
    return terms_of_interpreters.total("late_apart", venue=sessions.at(session, "venue"))


@line(unit="teams", source=TEAM_RULE)
def teams_by_day(morning_teams, afternoon_teams):
    """How many teams the busier of the morning and the afternoon needs."""
    return greatest(morning_teams, afternoon_teams)


@line(unit="teams", source=LATE_RULE)
def late_teams(evening_teams, night_teams):
    """How many teams the busier of the evening and the night needs."""
    return greatest(evening_teams, night_teams)


def _further(evening, night, late, with_a_slot_left):
    """Return how much is needed beyond what serves the morning and the afternoon, when those who serve only one of them have a slot left."""
    return greatest(least(late, evening + night - with_a_slot_left), 0)


@line(unit="teams", source=LATE_RULE)
def teams_with_a_slot_left(morning_teams, afternoon_teams, teams_by_day):
    """How many teams serve either the morning or the afternoon, so that they can serve once more."""
    return teams_by_day - least(morning_teams, afternoon_teams)


@line(unit="teams", source=LATE_RULE)
def further_late_teams(evening_teams, night_teams, late_teams, teams_with_a_slot_left, late_teams_apart):
    """How many further teams the evening and the night need: all, where late teams are apart, or those that no team with a slot left can be."""
    return where(late_teams_apart > 0, late_teams, _further(evening_teams, night_teams, late_teams, teams_with_a_slot_left))


@line(unit="teams", source=LATE_RULE)
def teams(teams_by_day, further_late_teams):
    """How many teams the day needs: as many as the busier of morning and afternoon, and further ones for late meetings."""
    return teams_by_day + further_late_teams


@line(unit="interpreters", source=TEAM_RULE)
def morning_interpreters(meetings, session, day, means):
    """How many interpreters the meetings of the morning need."""
    return meetings.total("team", session=session, day=day, means=means, slot=MORNING)


@line(unit="interpreters", source=TEAM_RULE)
def afternoon_interpreters(meetings, session, day, means):
    """How many interpreters the meetings of the afternoon need."""
    return meetings.total("team", session=session, day=day, means=means, slot=AFTERNOON)


@line(unit="interpreters", source=LATE_RULE)
def evening_interpreters(meetings, session, day, means):
    """How many interpreters the meetings of the evening need."""
    return meetings.total("team", session=session, day=day, means=means, slot=EVENING)


@line(unit="interpreters", source=LATE_RULE)
def night_interpreters(meetings, session, day, means):
    """How many interpreters the meetings of the night need."""
    return meetings.total("team", session=session, day=day, means=means, slot=NIGHT)


@line(unit="interpreters", source=TEAM_RULE)
def interpreters_by_day(morning_interpreters, afternoon_interpreters):
    """How many interpreters the busier of the morning and the afternoon needs."""
    return greatest(morning_interpreters, afternoon_interpreters)


@line(unit="interpreters", source=LATE_RULE)
def late_interpreters(evening_interpreters, night_interpreters):
    """How many interpreters the busier of the evening and the night needs."""
    return greatest(evening_interpreters, night_interpreters)


@line(unit="interpreters", source=LATE_RULE)
def interpreters_with_a_slot_left(morning_interpreters, afternoon_interpreters, interpreters_by_day):
    """How many interpreters serve either the morning or the afternoon, so that they can serve once more."""
    return interpreters_by_day - least(morning_interpreters, afternoon_interpreters)


@line(unit="interpreters", source=LATE_RULE)
def further_late_interpreters(
    evening_interpreters, night_interpreters, late_interpreters, interpreters_with_a_slot_left, late_teams_apart
):
    """How many further interpreters the evening and the night need: all, where late teams are apart, or those whom none with a slot left can be."""
    further = _further(evening_interpreters, night_interpreters, late_interpreters, interpreters_with_a_slot_left)
    return where(late_teams_apart > 0, late_interpreters, further)


@line(unit="interpreters", source=LATE_RULE)
def interpreters(interpreters_by_day, further_late_interpreters):
    """How many interpreters the day needs: as many as the busier of morning and afternoon, and further ones for late meetings."""
    return interpreters_by_day + further_late_interpreters


def _taken(mine, other, late, whole, apart):
    """Return how much of the day's whole can't serve another meeting in a slot: it serves one, is for late meetings, or serves two others."""
    return where(apart > 0, mine + whole - greatest(mine, other), greatest(mine, mine + other + late - whole))


@line(unit="teams", source=LATE_RULE)
def morning_teams_taken(morning_teams, afternoon_teams, meetings_served, teams, late_teams_apart):
    """How many teams of the day can't serve one meeting more in the morning."""
    late = meetings_served - morning_teams - afternoon_teams
    return _taken(morning_teams, afternoon_teams, late, teams, late_teams_apart)


@line(unit="teams", source=LATE_RULE)
def afternoon_teams_taken(morning_teams, afternoon_teams, meetings_served, teams, late_teams_apart):
    """How many teams of the day can't serve one meeting more in the afternoon."""
    late = meetings_served - morning_teams - afternoon_teams
    return _taken(afternoon_teams, morning_teams, late, teams, late_teams_apart)


@line(unit="interpreters", source=LATE_RULE)
def morning_interpreters_taken(
    morning_interpreters, afternoon_interpreters, evening_interpreters, night_interpreters, interpreters, late_teams_apart
):
    """How many interpreters of the day can't serve one meeting more in the morning."""
    late = evening_interpreters + night_interpreters
    return _taken(morning_interpreters, afternoon_interpreters, late, interpreters, late_teams_apart)


@line(unit="interpreters", source=LATE_RULE)
def afternoon_interpreters_taken(
    morning_interpreters, afternoon_interpreters, evening_interpreters, night_interpreters, interpreters, late_teams_apart
):
    """How many interpreters of the day can't serve one meeting more in the afternoon."""
    late = evening_interpreters + night_interpreters
    return _taken(afternoon_interpreters, morning_interpreters, late, interpreters, late_teams_apart)


@line(unit="date", source="The day, back to its Monday")
def week(day):
    """The Monday of the week to which the day belongs."""
    return round_down((day - _MONDAY) / _WEEK, 0) * _WEEK + _MONDAY


@line(unit="interpreters", source="Sheet Meetings")
def largest_team(meetings, session, day, means):
    """How many interpreters the largest team of the day has."""
    return meetings.highest("team", session=session, day=day, means=means)


@line(unit="days", source="A day with interpretation")
def days_served(teams):
    """1 where any meeting of the day is interpreted."""
    return where(teams > 0, 1, 0)


@line(unit="days", source=MINIMUM_RULE)
def busier_days(conference_days, session, day, means, interpreters):
    """How many days of the session need more interpreters than this one, or as many and come before it."""
    of_session = {"session": session, "means": means}
    as_many = conference_days.count(**of_session, interpreters=interpreters, day=below(day))
    return conference_days.count(**of_session, interpreters=above(interpreters)) + as_many


@line(unit="interpreter-days", source=MINIMUM_RULE)
def paid_beyond_service(conference_days, session, sessions, means, interpreters, busier_days, terms_of_interpreters):
    """Interpreters of the busiest day whom this day doesn't need and who are paid for it all the same, within their minimum of days."""
    least_days = terms_of_interpreters.total("minimum_days", venue=sessions.at(session, "venue"))
    idle = conference_days.highest("interpreters", session=session, means=means) - interpreters
    return where(busier_days < least_days, idle, 0)


@line(unit="days", source="Sheet Conference days")
def days_of_the_week(conference_days, session, week, means):
    """On how many days of the week meetings are interpreted."""
    return conference_days.total("days_served", session=session, week=week, means=means)


@line(unit="meetings", source="Sheet Conference days")
def meetings_of_the_week(conference_days, session, week, means):
    """How many meetings of the week are interpreted."""
    return conference_days.total("meetings_served", session=session, week=week, means=means)


@line(unit="meetings", source="Sheet Terms of interpreters, for the venue of the session", label="Limit of meetings")
def weekly_limit(session, sessions, terms_of_interpreters):
    """How many meetings a team serves in a week at the most; 0 for no limit."""
    return terms_of_interpreters.total("meetings_a_week", venue=sessions.at(session, "venue"))


@line(unit="teams", source=WEEK_RULE)
def teams_of_the_limit(meetings_of_the_week, weekly_limit):
    """How many teams the week needs because its meetings are more than the limit allows one; 0 where they aren't."""
    return where((weekly_limit > 0) & (meetings_of_the_week > weekly_limit), round_up(meetings_of_the_week / greatest(weekly_limit, 1)), 0)


@line(unit="interpreters", source="Teams of the limit × interpreters of the largest team of the week")
def interpreters_of_the_limit(conference_days, session, week, means, teams_of_the_limit):
    """How many interpreters the teams have whom the limit of meetings makes the week need."""
    return teams_of_the_limit * conference_days.highest("largest_team", session=session, week=week, means=means)


@line(unit="interpreter-days", source="Interpreters of the limit × days with interpretation, or minimum days if these are more, less interpreters of the days")
def further_interpreter_days(conference_days, interpreters_of_the_limit, days_of_the_week, session, week, means, sessions, terms_of_interpreters):
    """The days beyond those of sheet Conference days for which the interpreters are paid whom the limit of meetings makes the week need."""
    least_days = terms_of_interpreters.total("minimum_days", venue=sessions.at(session, "venue"))
    by_day = conference_days.total("interpreters", session=session, week=week, means=means)
    return greatest(interpreters_of_the_limit * greatest(days_of_the_week, least_days) - by_day, 0)


@line(unit="interpreters", source="The busiest day of the week, or the interpreters of the limit if these are more", label="Engaged")
def engaged_in_the_week(conference_days, session, week, means, interpreters_of_the_limit):
    """How many different interpreters the week needs."""
    return greatest(conference_days.highest("interpreters", session=session, week=week, means=means), interpreters_of_the_limit)


OF_THE_DAY = (
    late_teams_apart,
    morning_teams,
    afternoon_teams,
    evening_teams,
    night_teams,
    meetings_served,
    teams_by_day,
    late_teams,
    teams_with_a_slot_left,
    further_late_teams,
    teams,
    morning_interpreters,
    afternoon_interpreters,
    evening_interpreters,
    night_interpreters,
    interpreters_by_day,
    late_interpreters,
    interpreters_with_a_slot_left,
    further_late_interpreters,
    interpreters,
    morning_teams_taken,
    afternoon_teams_taken,
    morning_interpreters_taken,
    afternoon_interpreters_taken,
    week,
    largest_team,
    days_served,
    busier_days,
    paid_beyond_service,
)
OF_THE_WEEK = (
    days_of_the_week,
    meetings_of_the_week,
    weekly_limit,
    teams_of_the_limit,
    interpreters_of_the_limit,
    further_interpreter_days,
    engaged_in_the_week,
)
