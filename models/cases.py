"""Cases: what is held in each of the situations that a statement compares, where one row's cost depends on the others."""

from aspbudget.functions import where
from aspbudget.line import line
from aspbudget.models.drafts import ALL, DRAFT, PRACTICE, PROVISION, SECTION, in_force
from aspbudget.sheet import Sheet, column

BEFORE, WITH, ALONE, NOTHING = "the section", "the section with it", "it alone", "nothing held"
PROVIDED = "what the section provides"


class Of(Sheet):
    """What a case is: what is held in it, of which paragraph, of which kind, in which years."""

    view: str = column(
        "View",
        "The section as it stands, or what it provides for already; the section with what is asked; what is asked "
        "standing alone; or nothing held.",
        choices=(BEFORE, PROVIDED, WITH, ALONE, NOTHING),
    )
    asked_by: str = column("Asked by", "The operative paragraph whose activities count: one, all, or none.")
    asked_as: str = column("Kind", "Which of them count: recurrent, one-time, all or none.")
    year: float = column("From year", "The first year that the case stands for.", unit="year")
    until: float = column("To year", "The last year that it stands for: nothing that is asked changes in between.", unit="year")


class Cases(Of):
    """One row for each situation that is compared."""

    case: str = column("Case", "A name for the row.", key=True)


@line(unit="text", source="Sheet Cases")
def view(case, cases):
    """Which situation the case is."""
    return cases.at(case, "view")


@line(unit="text", source="Sheet Cases")
def asked_by(case, cases):
    """The operative paragraph whose activities count in the case."""
    return cases.at(case, "asked_by")


@line(unit="text", source="Sheet Cases", label="Kind")
def asked_as(case, cases):
    """Which kind of activities counts in the case."""
    return cases.at(case, "asked_as")


@line(unit="year", source="Sheet Cases", label="From year")
def year(case, cases):
    """The first year that the case stands for."""
    return cases.at(case, "year")


@line(unit="year", source="Sheet Cases", label="To year")
def until(case, cases):
    """The last year that the case stands for."""
    return cases.at(case, "until")


def _in_effect(idle):
    def in_effect(view, asked_by, asked_as, year, origin, paragraph, recurrence, first_year, last_year, chosen):
        mine = ((asked_by == ALL) | (asked_by == paragraph)) & ((asked_as == ALL) | (asked_as == recurrence))
        views = view == WITH if idle else (view == WITH) | (view == ALONE)
        needed = chosen * in_force(year, first_year, last_year, recurrence)
        asked = where(views, needed, where(origin == PROVISION, 1 - needed, 0) if idle else 0)
        held = ((view == BEFORE) | (view == PROVIDED) | (view == WITH)) & (origin != DRAFT)
        others = where(origin == DRAFT, 0, idle)
        return where(held, 1, where((origin != SECTION) & mine, asked, others))

    in_effect.__doc__ = "1 when the row counts in the case, 0 when it doesn't."
    return line(unit="", source=PRACTICE)(in_effect)


# What is held (meetings) counts where it is asked for. What serves it (rooms, by the day) is there in every case, idle where
# nothing is held; asked for by the draft, it serves the section and the draft together; cited as provided for, it is
# charged as it stands in the section, and is there idle only as long as it isn't cited.
HELD, SERVING = _in_effect(0), _in_effect(1)


@line(unit="", source="Sheet Cases", label="Changes within the case")
def unsettled(year, until, recurrence, first_year, last_year):
    """1 when the row begins or ends within the years of its case, so that the tool must be run again; otherwise 0."""
    first = in_force(year, first_year, last_year, recurrence)
    return where(first == in_force(until, first_year, last_year, recurrence), 0, 1)


@line(unit="", source="Rows that count in the case")
def occurs(in_effect):
    """1 when any row that counts belongs here, otherwise 0."""
    return where(in_effect > 0, 1, 0)
