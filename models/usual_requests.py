"""Usual requests: what drafts ask for again and again, each one row that stands for the rows of other sheets."""

from aspbudget.declare import Date, column
from aspbudget.models.requirement import Serviced

REPORT, WORKING_GROUP, SESSION_ELSEWHERE, MISSION, POST, ASSISTANCE = "report", "working group", "session elsewhere", "mission", "post", "temporary assistance"


class UsualRequests(Serviced):
    """One row for each usual request: it stands for rows of other sheets, as the list usual_requests.csv has them for its kind."""

    request: str = column("Request", "A name for what is asked; its rows are named after it.", key=True, translated=True, example="Report on premises")
    kind: str = column(
        "Kind",
        "report: needs Session, may say Words and Language set; working group: a session of its own at the Court, needs Body and both days; "
        "session elsewhere: the same with Venue, and Persons and Fare for the staff who travel; mission: needs Persons, Venue, Days and Fare; "
        "post: needs Grade; temporary assistance: people engaged by the month, needs Grade and Work-months.",
        choices=(REPORT, WORKING_GROUP, SESSION_ELSEWHERE, MISSION, POST, ASSISTANCE),
    )
    session: str = column("Session", "The session for which a report is issued.", refers="sessions", required=False)
    words: float = column("Words", "How many words a report has; empty: 8,500.", whole=True, low=1, high=1_000_000, required=False)
    language_set: str = column("Language set", "Of the report or the meetings; empty: six languages.", refers="language_sets", required=False)
    body: str = column("Body", "The body that meets.", refers="bodies", required=False)
    first_day: Date = column("First day", "The day of its first meetings.", required=False)
    last_day: Date = column("Last day", "The day of its last meetings.", required=False)
    venue: str = column("Venue", "Where the session is held, or the mission goes.", refers="venues", required=False)
    persons: float = column("Persons", "How many staff travel, or how many posts or people there are; of these, empty: 1.", whole=True, low=1, high=1000, required=False)
    days: float = column("Days", "How many days of allowance each is paid on a mission.", low=1, high=366, required=False)
    fare: str = column("Fare", "The price of one journey there and back, a row of sheet Prices.", refers="prices", required=False)
    grade: str = column("Grade", "The grade of the post.", refers="grades", required=False)
    work_months: float = column("Work-months", "For how many months each is engaged.", low=0, high=12, required=False, newer=True)
