"""Effect: which rows count in which of the cases that a statement compares, where one row's cost depends on the others.

For a draft that asks for a meeting, with rooms that are paid by the day on which anything meets:

    row                                           the section   section and draft   draft only   without any meeting
    meeting of the section                                  1                   1            0                     0
    meeting that the draft adds                             0                   1            1                     0
    meeting of the section that the draft cites             1                   1            1                     0
    room of the section                                     1                   1            1                     1
    room that the draft adds                                0                   1            0                     0
    room of the section that the draft cites                1                   1            0                     0

So the full cost of the meeting is “draft only” less “without any meeting”, and its net cost “section and draft” less “the section”. In a
free slot of a day that the section services anyway, the last two are equal: the net cost is 0. To cite a row is to answer, on sheet
Provision, that the section already provides for what is asked. In years in which it isn't needed, or when its paragraph or its
alternative is left out, a row that the draft adds doesn't count at all, and a cited one counts as any other row of the section.
“What the section provides” counts rows as “the section” does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.declare.sheet import Sheet, column
from aspbudget.lines.functions import where
from aspbudget.lines.line import line
from aspbudget.statements.draft import ALL, DRAFT, PROVISION, SECTION, in_force

if TYPE_CHECKING:
    from aspbudget.declare.practice import Practice
    from aspbudget.lines.line import Line

BEFORE, WITH, ALONE, NOTHING = "the section", "section and draft", "draft only", "without any meeting"
PROVIDED = "what the section provides"


class Of(Sheet):
    """What a case is: what is held in it, of which paragraph, of which kind, in which years."""

    view: str = column(
        "View",
        "The section as it stands, or what it provides for already; the section with what is asked; what is asked "
        "standing alone; or without any meeting.",
        choices=(BEFORE, PROVIDED, WITH, ALONE, NOTHING),
    )
    asked_by: str = column("Asked by", "The operative paragraph whose activities count: one, all, or none.")
    asked_as: str = column("Kind", "Which of them count: recurrent, one-time, all or none.")
    year: float = column("From year", "The first year that the case stands for.", unit="year")
    until: float = column("To year", "The last year that it stands for: nothing that is asked changes in between.", unit="year")


class Cases(Of):
    """One row for each situation that is compared."""

    case: str = column("Case", "A name for the row.", key=True)

    class Config:
        """The name on the tab."""

        title = "Situations compared"


@line(unit="text", source="Sheet Situations compared")
def view(case: Any, cases: Any) -> Any:  # noqa: ANN401
    """Which situation the case is."""
    return cases.at(case, "view")


@line(unit="text", source="Sheet Situations compared")
def asked_by(case: Any, cases: Any) -> Any:  # noqa: ANN401
    """The operative paragraph whose activities count in the case."""
    return cases.at(case, "asked_by")


@line(unit="text", source="Sheet Situations compared", label="Kind")
def asked_as(case: Any, cases: Any) -> Any:  # noqa: ANN401
    """Which kind of activities counts in the case."""
    return cases.at(case, "asked_as")


@line(unit="year", source="Sheet Situations compared", label="From year")
def year(case: Any, cases: Any) -> Any:  # noqa: ANN401
    """The first year that the case stands for."""
    return cases.at(case, "year")


@line(unit="year", source="Sheet Situations compared", label="To year")
def until(case: Any, cases: Any) -> Any:  # noqa: ANN401
    """The last year that the case stands for."""
    return cases.at(case, "until")


def in_effect(practice: Practice, *, serving: bool) -> Line:
    """Return the line that says whether a row counts in a case: 1 when it does, 0 when it doesn't.

    `serving` is for rows that serve meetings and whose cost depends on them, such as rooms by the day: those of the section count also
    in “draft only” and “without any meeting”, where a room costs something only on days with a meeting. Without it the line is for the meetings
    themselves. The table at the head of this module gives each case.
    """
    idle = int(serving)

    def in_effect(  # noqa: PLR0913, PLR0917 - one parameter for each column of the row and of its case
        view: Any, asked_by: Any, asked_as: Any, year: Any, origin: Any, paragraph: Any, recurrence: Any, first_year: Any, last_year: Any, chosen: Any,  # noqa: ANN401
    ) -> Any:  # fmt: skip  # noqa: ANN401
        mine = ((asked_by == ALL) | (asked_by == paragraph)) & ((asked_as == ALL) | (asked_as == recurrence))
        views = view == WITH if idle else (view == WITH) | (view == ALONE)
        needed = chosen * in_force(year, first_year, last_year, recurrence)
        asked = where(views, needed, where(origin == PROVISION, 1 - needed, 0) if idle else 0)
        there = ((view == BEFORE) | (view == PROVIDED) | (view == WITH)) & (origin != DRAFT)
        others = where(origin == DRAFT, 0, idle)
        return where(there, 1, where((origin != SECTION) & mine, asked, others))

    in_effect.__doc__ = "1 when the row counts in the case, 0 when it doesn't."
    return line(unit="", source=practice.marginal)(in_effect)


@line(unit="", source="Sheet Situations compared", label="Changes within the case")
def unsettled(year: Any, until: Any, recurrence: Any, first_year: Any, last_year: Any) -> Any:  # noqa: ANN401
    """1 when the row begins or ends within the years of its case, so that the tool must be run again; otherwise 0."""
    first = in_force(year, first_year, last_year, recurrence)
    return where(first == in_force(until, first_year, last_year, recurrence), 0, 1)


@line(unit="", source="Rows that count in the case")
def occurs(in_effect: Any) -> Any:  # noqa: ANN401
    """1 when any row that counts belongs here, otherwise 0."""
    return where(in_effect > 0, 1, 0)
