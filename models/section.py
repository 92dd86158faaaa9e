"""The section: what all models charge, added up by sub-programme and object of expenditure, and the staffing table."""

import pandas as pd

from aspbudget.declare import (
    CURRENCY,
    N_A,
    Crossing,
    Glance,
    Model,
    Printed,
    Sheet,
    Shown,
    Table,
    Tile,
    column,
    line,
    where,
)
from aspbudget.models.causes import RECOSTING
from aspbudget.models.earlier_years import appropriation, spent
from aspbudget.models.rounding import as_printed


class SubProgrammes(Sheet):
    """One row for each sub-programme, in the order in which they are printed."""

    sub_programme: str = column("Sub-programme", "Its number.", key=True, example="4100")
    name: str = column("Name", "Its name, as printed.", example="Conference of the Assembly")

    class Config:
        """The name on the tab."""

        title = "Sub-programmes"


class Objects(Sheet):
    """One row for each object of expenditure, in the order in which they are printed."""

    object: str = column("Object", "Its name, as printed.", key=True, example="Professional staff")
    group: str = column(
        "Group", "The subtotal to which it belongs; the rows of a group stand together.", example="staff"
    )


SECTION_LINES = Crossing(
    name="section_lines",
    title="Section lines",
    about="Every sub-programme with every object of expenditure: what each model charges to it, and the printed amount.",
    of=(("sub_programme", "sub_programmes"), ("object", "objects")),
)

STAFFING_LINES = Crossing(
    name="staffing_lines",
    title="Staffing lines",
    about="Every grade with every sub-programme: the posts established there.",
    of=(("grade", "grades"), ("sub_programme", "sub_programmes")),
)


@line(unit=CURRENCY, source="Half up to the nearest hundred for each printed line, as in published budget statements")
def amount(unrounded):
    """The printed amount: the cost of the line, half up to the nearest hundred; totals add up printed amounts."""
    return as_printed(unrounded)


@line(unit=CURRENCY, source="Proposed less approved", label="Change")
def change(amount, appropriation):
    """The resource change: what is proposed, less what was approved for last year."""
    return amount - appropriation


@line(unit="per cent", source="Change ÷ approved; a percentage of nothing is not available", label="Change")
def change_share(change, appropriation):
    """The resource change as a share of what was approved; n/a where nothing was."""
    return where(appropriation > 0, change / appropriation * 100, N_A)


@line(unit="posts", source="Staffing table: the posts of a grade in a sub-programme", label="Posts")
def established(posts, grade, sub_programme):
    """The number of posts of the grade in the sub-programme."""
    return posts.total("number", grade=grade, sub_programme=sub_programme)


@line(unit="posts", source="Staffing table: posts that the section creates", label="Of which new")
def new_posts(posts, grade, sub_programme):
    """How many of them are new in this cycle."""
    return posts.total("number", grade=grade, sub_programme=sub_programme, standing="new")


def start(cycle):
    """Return the title and the currency with which a new cycle starts."""
    title = "Major Programme IV: Secretariat of the Assembly of States Parties"
    return {"cycle": pd.DataFrame([{"cycle": cycle, "section": title, "currency": "EUR"}])}


MODEL = Model(
    title="Section",
    about="What all models charge, by sub-programme and object of expenditure, and the staffing table.",
    order=10,
    start=start,
    tables=(
        Table(SubProgrammes, terms="sub_programme"),
        Table(Objects, terms="object"),
        Table(SECTION_LINES, lines=(amount, spent, appropriation, change, change_share), collects=True),
        Table(STAFFING_LINES, lines=(established, new_posts)),
    ),
    sheets={
        "Contents": "Days, and lines by sub-programme and object, are derived when the tool runs: sheet Checks says when a change needs that.",
        "Staffing changes": "The posts that were added, discontinued or moved since the earlier cycle.",
        "Services at no cost": "Services pooled with the Court at no cost, and what they would have cost.",
        "By line": "The same by sub-programme and object of expenditure, year by year.",
        "Calendar": "The days on which meetings are held, without the draft and with it: what is held at once, and the teams it takes.",
    },
    titles={"Services at no cost": "Services shared with the Court"},
    glance=Glance(recosting=RECOSTING, tiles=(Tile("Posts", "staffing_lines", "established", "of which {new_posts} new"),), tried=("assumptions", "prices", "meetings", "language_sets", "grades", "currencies")),
    printed=(
        Printed(
            title="Section",
            about="what is proposed, by object of expenditure and sub-programme",
            table="section_lines",
            figures=(("amount", "Proposed"),),
            down="object",
            group="group",
            across="sub_programme",
            heading="name",
            divide=1000,
            digits=1,
            detail=True,
            earlier=(
                Shown("spent", "Expenditure", back=2),
                Shown("appropriation", "Approved", back=1),
                Shown("change", "Resource changes: amount"),
                Shown("change", "Resource changes: %", share_of="appropriation"),
                Shown("amount", "Proposed"),
            ),
            when=("expenditure", "approved"),
        ),
        Printed(
            title="Staffing",
            about="the posts of each grade, by sub-programme",
            table="staffing_lines",
            figures=(("established", "Posts"), ("new_posts", "Of which new")),
            down="grade",
            group="category",
            across="sub_programme",
            heading="name",
        ),
    ),
)
