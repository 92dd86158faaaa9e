"""A small section in tests: two programmes and three posts, every cost of which can be worked out by hand, and its workbook.

The posts cost 12,000, 3,000 and 1,250; with a tenth of them vacant 10,800, 2,700 and 1,125, printed as 10,800, 2,700 and 1,100.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pandas as pd

from aspbudget.declare.layout import Listed, Pages, Printed, Schedule, Steps
from aspbudget.declare.model import GENERAL, Assumption, Charge, Model, Table
from aspbudget.declare.sheet import Date, Sheet, Sourced, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import Figures, cost
from aspbudget.inputs.inputs import Inputs
from aspbudget.inputs.ready import Ready
from aspbudget.lines.functions import money, rounded
from aspbudget.lines.line import CURRENCY, line
from aspbudget.lines.table import Crossing, Numbered
from aspbudget.review.comparison import compare
from aspbudget.workbooks.book import Book, Places
from aspbudget.workbooks.cycle_book import name_assumptions, write_workbook
from aspbudget.workbooks.seal_sheet import reserve_seal, write_seal
from aspbudget.workbooks.table_sheets import write_table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from aspbudget.review.comparison import Comparison


class Programmes(Sheet):
    """A programme."""

    programme: str = column("Programme", "Its number.", key=True)
    name: str = column("Name", "Its name.")


class Objects(Sheet):
    """An object of expenditure."""

    object: str = column("Object", "Its name.", key=True)
    group: str = column("Group", "With what it is added up.")


class Posts(Sourced):
    """A post and how long it is filled."""

    post: str = column("Post", "Its name.", key=True)
    programme: str = column("Programme", "Where it is.", refers="programmes")
    object: str = column("Object", "To what it is charged.", refers="objects")
    months: float = column("Work-months", "How long it is filled.", low=0, high=12)
    price: float = column("Price", "A month of it.", unit="EUR", rate=True)
    starts: Date = column("Starts", "From when.", required=False)
    remark: str = column("Remark", "Anything.", required=False)
    bonus: float = column("Bonus", "Paid once.", required=False)


@line(unit=CURRENCY, source="Staff Regulations")
def full_cost(months, price):
    """What the post costs when it is always filled."""
    return months * price


@line(unit=CURRENCY, source="Financial Regulations and Rules")
def net_cost(full_cost, vacancy_rate):
    """The cost less what vacancies save."""
    return money(full_cost * (1 - vacancy_rate))


@line(unit=CURRENCY, source="Practice")
def amount(unrounded):
    """The printed line, to the nearest hundred."""
    return rounded(unrounded, -2)


@line(unit=CURRENCY, source="Practice")
def base(posts):
    """What all posts cost."""
    return posts.total("net_cost")


@line(unit="%", source="Practice")
def part(net_cost, summary):
    """The post's part of all that posts cost."""
    return 100 * net_cost / summary.at(1, "base")


PRINTED = Printed(
    "Section", "What is asked for.", "section_lines", (("amount", "Amount"),), "object", "group", "programme", "name",
    divide=1_000, digits=1, detail=True,
)  # fmt: skip
SCHEDULE = Schedule(
    "Costs of posts", "What each post costs.", "posts", ("post", "programme", "net_cost", "part"), totals=("net_cost",),
    notes=("base",), notes_from="summary",
)  # fmt: skip
PAGES = Pages(
    "what the post costs", "posts", "programme",
    (
        Steps("Step by step", ("Step", "Cost", "Rate"), (("Full", "full_cost", 100), ("All", "summary.base", "part")), (("Full", "full_cost"),)),
        Listed("In figures", ("months", "net_cost"), total=True),
    ),
)  # fmt: skip
TABLES = (
    Table(Programmes),
    Table(Objects),
    Table(Posts, (full_cost, net_cost, part), (Charge("net_cost"),)),
    Table(Numbered("summary", "Summary", "All posts together.", "number"), (base,)),
    Table(Crossing("section_lines", "Section lines", "A line.", (("programme", "programmes"), ("object", "objects"))), (amount,), collects=True),
)  # fmt: skip
STAFF = Model(
    "Staff", "Posts.", 1, TABLES, (Assumption("vacancy_rate", "share", "The share of time in which posts are vacant."),),
    printed=(PRINTED, SCHEDULE), pages=(PAGES,),
)  # fmt: skip
CATALOGUE = Catalogue((GENERAL, STAFF))
FRAMES = {
    "cycle": pd.DataFrame(
        {"cycle": ["2004"], "section": ["A small section"], "currency": ["EUR"], "prepared_on": [pd.NaT], "prepared_by": [None],
         "reviewed_by": [None], "reviewed_version": [None], "languages": [None]}, index=[5],
    ).astype({"prepared_on": "datetime64[us]"}),
    "assumptions": pd.DataFrame(
        {"assumption": ["vacancy_rate"], "value": [0.1], "unit": ["share"], "what": ["Vacancies."], "dated": [pd.NaT],
         "lowest": [0.05], "highest": [0.2], "source": ["A decision"], "status": ["published"]}, index=[5],
    ).astype({"dated": "datetime64[us]"}),
    "control_totals": pd.DataFrame({"control": [], "sheet": [], "adds": [], "among": [], "expected": np.array([], dtype=float)}),
    "programmes": pd.DataFrame({"programme": ["A", "B"], "name": ["Alpha", "Beta"]}, index=[5, 6]),
    "objects": pd.DataFrame({"object": ["Salaries", "Training", "Travel"], "group": ["Staff", "Staff", "Other"]}, index=[5, 6, 7]),
    "posts": pd.DataFrame(
        {
            "post": ["Director", "Editor", "Mission"], "programme": ["A", "B", "A"], "object": ["Salaries", "Salaries", "Travel"],
            "months": [12.0, 6.0, 1.0], "price": [1_000.0, 500.0, 1_250.0],
            "starts": np.array(["2004-07-01", "NaT", "2004-09-06"], dtype="datetime64[us]"),
            "remark": ["new", None, "=1+1"], "bonus": [np.nan, 5.0, np.nan],
            "source": ["A decision", "An estimate", "An offer"], "status": ["published", "illustrative", "published"],
        },
        index=[5, 6, 8],
    ),
}  # fmt: skip


def figures(posts: pd.DataFrame | None = None) -> Figures:
    """Return the figures of the small section, or of other posts in their place."""
    frames = FRAMES if posts is None else FRAMES | {"posts": posts}
    return cost(CATALOGUE, frames, {"vacancy_rate": 0.1})


def inputs(computed: Figures) -> Inputs:
    """Return the inputs of the small section as they are once they are checked."""
    letters = {name: {column: "ABCDEFGHIJ"[place] for place, column in enumerate(frame)} for name, frame in FRAMES.items()}
    return Inputs("inputs/2004/section.xlsx", "0" * 64, FRAMES, letters, computed)


def earlier_posts() -> pd.DataFrame:
    """Return the posts of the year before: the director for half of it, and no mission."""
    posts = FRAMES["posts"].drop(index=8)
    posts.loc[5, "months"] = 6.0
    return posts


def ready(cycle: str, posts: pd.DataFrame) -> Ready:
    """Return the small section of a cycle, with these posts."""
    frames = FRAMES | {"posts": posts, "cycle": FRAMES["cycle"].assign(cycle=cycle)}
    computed = cost(CATALOGUE, frames, {"vacancy_rate": 0.1})
    return Ready(cycle, "section", replace(inputs(computed), frames=frames), computed)


def comparison() -> Comparison:
    """Return the sections of 2003 and 2004 compared: 8,100 and 14,600."""
    return compare(ready("2003", earlier_posts()), ready("2004", FRAMES["posts"]))


def new_book() -> Book:
    """Return a book in which nothing is written yet."""
    return Book(Places(CATALOGUE, "EUR"), "A small section, 2004", draft=True)


def with_tables(book: Book, computed: Figures) -> None:
    """Write all tables of the section, to which the formulas of the other sheets refer, and name its assumptions."""
    for table in CATALOGUE.tables.values():
        if table.name != "cycle":
            write_table(book, computed, table)
    name_assumptions(book, computed)


def opened(book: Book) -> Workbook:
    """Close a book and open what was written."""
    return openpyxl.load_workbook(BytesIO(book.close("A small section")))


def rows(found: Workbook, sheet: str) -> list[list[object]]:
    """Return what is written in the rows of a sheet, a formula as its text."""
    return [[cell.value for cell in row] for row in found[sheet].iter_rows()]


def values(book: Book, sheet: str) -> dict[tuple[int, int], object]:
    """Return the values that were written with the formulas of a sheet, by row and column, both counted from 1."""
    return {(row, column): value for (name, row, column), value in book.formulas.items() if name == sheet}


def sealed() -> bytes:
    """Return the workbook of the tables of the small section, sealed."""
    book = new_book()
    seal = reserve_seal(book)
    with_tables(book, figures())
    write_seal(book, seal)
    return book.close("A small section")


@cache
def whole() -> bytes:
    """Return the workbook of the small section with every sheet that a run writes."""
    computed = figures()
    return write_workbook(computed, inputs(computed)).data
