"""The following year: a session and its meetings stand on the same weekdays of the same weeks in the calendar of a new cycle."""

from datetime import date, timedelta

import pandas as pd

SESSIONS = "sessions"
# Every column that holds a day of a session, with the column that names the session.
DAYS_OF_A_SESSION = (
    (SESSIONS, "first_day", "session"),
    (SESSIONS, "last_day", "session"),
    ("meetings", "day", "session"),
    ("ranges_of_meetings", "first_day", "session"),
    ("ranges_of_meetings", "last_day", "session"),
    ("meetings_to_place", "earliest", "session"),
    ("meetings_to_place", "latest", "session"),
)
WEEK = timedelta(days=7)
LAST_WEEK = 52  # a year of 53 weeks is followed by one of 52


def in_a_later_year(first, last, years):
    """Return by how much a session moves so that it is on the same weekdays of the same week, so many years later, and in no other year."""
    year, week, weekday = first.isocalendar()
    moved = date.fromisocalendar(year + years, min(week, LAST_WEEK), weekday) - first
    if (first + moved).year < first.year + years:
        return moved + WEEK
    return moved - WEEK if (last + moved).year > last.year + years else moved


def carry(cycle, rows, figures):
    """Return the calendar of a new cycle: each session with its meetings, moved by whole weeks."""
    years = int(cycle[:4]) - int(str(figures.frame("cycle")["cycle"].iloc[0])[:4])
    sessions = rows[SESSIONS]
    moved = {
        name: pd.Timedelta(in_a_later_year(first.date(), last.date(), years))
        for name, first, last in zip(sessions["session"], sessions["first_day"], sessions["last_day"], strict=True)
    }
    found = dict(rows)
    for name, column, of in DAYS_OF_A_SESSION:
        if name in found and len(found[name]):
            found[name] = found[name].assign(**{column: found[name][column] + found[name][of].map(moved)})
    return found
