"""Models: what a cost model declares: its tables, its assumptions, its rules, and what it charges to the section."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from aspbudget.declare.sheet import Date, Rate, Sheet, column, limits, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from aspbudget.declare.glance import Glance
    from aspbudget.declare.layout import Pages, Printed, Schedule, Timetable
    from aspbudget.declare.prefilled import Prefilled
    from aspbudget.declare.series import Opening
    from aspbudget.lines.line import Line
    from aspbudget.lines.table import Crossing, Distinct, Numbered


CYCLE_LANGUAGES = "languages"  # the column of sheet Cycle
SECTION = "section"  # the workbook that is budgeted for; others, such as contributions, are workbooks of their own


class Cycle(Sheet):
    """The budget of which this workbook holds the inputs: one row."""

    cycle: str = column("Cycle", "The year that is budgeted for, as in the folder's name.", key=True)
    section: str = column("Title", "The title printed above the section.", translated=True)
    currency: str = column("Currency", "The currency in which the section is presented.", refers="currencies")
    prepared_on: Date = column("Date", "The date printed on the outputs. They say DRAFT while empty.", required=False)
    prepared_by: str = column(
        "Prepared by", "Who answers for the figures. Outputs say DRAFT while empty.", required=False
    )
    reviewed_by: str = column("Reviewed by", "Who has reviewed them. Outputs say DRAFT while empty.", required=False)
    reviewed_version: str = column(
        "Reviewed version", "The code of the version that was reviewed, as check and cost print it. What changes after that is DRAFT again. Empty: whichever.",
        required=False, newer=True,
    )  # fmt: skip
    languages: str = column(
        "Languages", "The languages in which workbooks and statements are written beside that of the inputs: fr. Empty: none.", required=False, newer=True
    )


class Assumptions(Rate):
    """Named values that hold for the whole cycle. The lines of the models use them by their names."""

    assumption: str = column("Assumption", "The name by which the lines know the value; don't change it.", key=True)
    value: float = column("Value", "The value; leave it empty only when the status is missing.", rate=True)
    unit: str = column("Unit", "What the value is counted in.", required=False)
    what: str = column("What it is", "What the value says.", required=False, translated=True)


class Renamed(Sheet):
    """One row for each row that is last cycle's under another name, so that it isn't taken for one that was discontinued and one that was added."""

    renaming: str = column(
        "Renaming", "A name for the row; each name once.", key=True, example="the annual session"
    )
    sheet: str = column("Sheet", "The sheet whose row has another name now.", example="Sessions")
    before: str = column("Before", "Its name in the cycle before.", example="Third session")
    now: str = column("Now", "Its name in this cycle.", example="Fourth session")


class ControlTotals(Sheet):
    """One row for each sum or count that was established apart from this workbook. Where the workbook has another, check doubts it, and nothing is refused."""

    control: str = column("Control", "A name for the row; each name once.", key=True, example="cost of the posts")
    sheet: str = column("Sheet", "The sheet whose rows are counted or added up.", example="Posts")
    adds: str = column(
        "Column", "The column that is added up, one with figures worked out included, such as Full cost; empty to count rows.",
        required=False, example="Full cost",
    )  # fmt: skip
    among: str = column("Among", "Only the rows that have this text in one of their columns; empty for all.", required=False)
    expected: float = column("Expected", "The sum, or how many rows there are.", example=0)


# The causes that the bridge itself tells apart; the models add those of their own, and say in which order they are costed.
LAPSED, FULL_YEAR, MOVED, ADDED, REMOVED, METHOD = "one-time", "full-year", "volume", "new", "savings", "method"


@dataclass(frozen=True)
class Cause:
    """Why a section differs from the one before it: a bar of the bridge. Causes are costed in the order of declaration.

    Causes of one `group`, which are declared one after the other, have a subtotal of that name.
    """

    name: str
    title: str
    about: str
    group: str = ""


class ModelError(Exception):
    """A model is declared wrongly: a name that doesn't exist or exists twice, or figures that need each other in a circle."""


@dataclass(frozen=True)
class Assumption:
    """A named value for the whole cycle, such as an exchange rate; its figure is a row of the input's Assumptions sheet.

    A value `of_cycle` is the cycle's own year, and may be no other. `otherwise` is the value in a workbook made before it could be
    changed there.
    """

    name: str
    unit: str
    about: str
    low: float | None = None
    high: float | None = None
    cause: str = MOVED
    of_cycle: bool = False
    otherwise: float | None = None

    @property
    def limits(self) -> str:
        """The bounds as a phrase: `from 0 to 1`, `0 or more`."""
        return limits(self.low, self.high)

    @property
    def title(self) -> str:
        """The name as words."""
        return sentence(self.name)


FULL_COST = "full_cost"  # the line that says what a row costs, whoever bears it, unless a charge names another


class Axes(NamedTuple):
    """The two columns by which charges are added up into lines: one runs across the printed table, the other down it.

    With `Axes("programme", "object")` a line of the section is a programme and an object of expenditure, such as 4100 and Travel.
    """

    across: str
    down: str


class Months(NamedTuple):
    """Over which months of the year a charge is planned: the line that is a row's cost in each of them, and the columns with the first and the last."""

    monthly: str
    first: str
    last: str


@dataclass(frozen=True)
class Charge:
    """What the rows of a table add to the section: the line that is their cost, and the columns that say to which line it belongs.

    The columns are those with the names of the axes, unless `under` names another: with `Charge("net_cost", under={"object":
    "object_of_grade"})` a post is charged to the programme in its column `programme` and to the object that its line
    `object_of_grade` gives. `full` is the line for what a row would cost were nothing pooled. `drivers` are the columns and lines
    that a justification names, whose product is roughly the cost: quantities, then the price. `service` is the conference service
    to which a statement puts the cost, or the column that names it; empty for what is no conference service. `months` says over which
    months the cost of a row is planned; without it, evenly over the year.
    """

    cost: str
    under: Mapping[str, str] = field(default_factory=dict)
    full: str = FULL_COST
    drivers: tuple[str, ...] = ()
    service: str = ""
    months: Months | None = None

    def place(self, axes: Axes) -> tuple[str, str]:
        """Return the columns of the table that say where its rows belong: across the printed table, and down."""
        return self.under.get(axes.across, axes.across), self.under.get(axes.down, axes.down)


@dataclass(frozen=True)
class Rule:
    """A condition on rows that one column alone can't check: the line that must be true, and the column whose cell is at fault.

    The docstring of `holds` says what is wrong; in a comparison, {found} and {wanted} are replaced by its two sides. A rule without
    a column is about the whole sheet, such as a sum, and is reported once; one about an `assumption` is reported at its cell. A rule
    `when_empty` is about the rows whose cell is empty, for a column in which an empty cell is not the same as 0. What breaks a rule that
    is only `remarked` on is no fault: it may be so on purpose, and whoever signs should know.
    """

    holds: Line
    at: str = ""
    assumption: str = ""
    when_empty: bool = False
    remarked: bool = False


class Moved(NamedTuple):
    """How rows are moved to other days by one entry: the column `to` gives the new value of the column `first`, and all their days follow.

    `days` are the columns of dates that move by as many days: each with its table, and the column there that names the row.
    """

    to: str
    first: str
    days: tuple[tuple[str, str, str], ...]


class Settled(NamedTuple):
    """A quantity that the section works out from other sheets, as workstations for each post, and that a statement takes as it is there.

    The `line` multiplies the `column` by what stands under `each`. In a statement the rows of the section have its value in the column; rows
    of a draft give the whole themselves.
    """

    column: str
    each: str
    line: str


@dataclass(frozen=True)
class Comparison:
    """Two lines of a table of one row that must agree, live on sheet Checks; `within`, if any, is the line that says how far they may differ."""

    what: str
    table: str
    one: str
    other: str
    within: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet of a model, or a table derived from others, with its lines, its rules, and what it charges to the section.

    * A table that `collects` also has one line for what each model charges to the row, and their sum; a table of distinct keys
      has a line `rows`, which counts the rows of its source, so that a row that belongs nowhere is noticed.
    * `cause` is the cause to which the bridge puts changes in the table. A row that is added or removed is a new mandate or a saving.
      Where the table `follows` another by one of its columns, this is so only if the row referred to is new or gone as well (the
      meetings of a new session); otherwise it is part of the volume.
    * `later` gives the values of columns in the years after a row's first: a new post is established then, and what it costs more
      for that is the full-year effect.
    * `described_by` are the columns that describe a row in words where it has no cost of its own, or where a driver of its cost depends on other rows.
    * A table that is `made` has a sheet, but its rows are the tool's, not a person's.
    * `terms` is the group of the list of terms that words the keys of a sheet of headings in each language.
    * A table that is `optional` is one from which no figure is computed: an input may lack its sheet, and an output has none without rows.
    * A table that is `worded` holds texts for documents alone: no output workbook shows it.
    * A sheet that `opens` is only a shorter way to type: each of its rows stands for several of other sheets, and no figure reads it.
    * `prefilled` says what empty cells of a row stand for.
    * `in_year` are lines for those who administer the budget in its year, such as the months in which a row is planned. They come
      after the others; a statement, which counts in years, leaves them out.
    * A table that `plans` crosses the lines of the section with months, which the column so named numbers from 1 to 12. It has one line
      for what each model plans for the line and the month, and their sum.
    * A table that is `alphabetical` has in a workbook in another language than that of its inputs its rows in the order of the texts of the
      column so named, as they are in that language.
    * `tab` is what the sheet is called in a workbook that names it otherwise, as one in another language does.
    * `settled` is a quantity that a statement takes as the section has it; `moved` says how a row is moved to other days by one entry.
    """

    rows: type[Sheet] | Distinct | Crossing | Numbered
    lines: tuple[Line, ...] = ()
    charges: tuple[Charge, ...] = ()
    rules: tuple[Rule, ...] = ()
    collects: bool = False
    cause: str = MOVED
    follows: str = ""
    later: tuple[tuple[str, str | float], ...] = ()
    described_by: tuple[str, ...] = ()
    made: bool = False
    terms: str = ""
    optional: bool = False
    worded: bool = False
    opens: Opening | None = None
    prefilled: Prefilled | None = None
    in_year: tuple[Line, ...] = ()
    plans: str = ""
    settled: Settled | None = None
    moved: Moved | None = None
    tab: str = ""
    alphabetical: str = ""

    @property
    def entered(self) -> bool:
        """Whether people enter the rows; otherwise they are derived from other tables."""
        return isinstance(self.rows, type)

    @property
    def sheet(self) -> type[Sheet]:
        """The input sheet of a table whose rows are entered."""
        if not isinstance(self.rows, type):
            message = f"Table {self.name} has no input sheet: its rows are derived."
            raise TypeError(message)
        return self.rows

    @cached_property
    def name(self) -> str:
        """The name by which lines refer to the table."""
        return self.rows.table() if isinstance(self.rows, type) else self.rows.name

    @property
    def title(self) -> str:
        """The name on the sheet's tab."""
        return self.tab or (self.rows.title() if isinstance(self.rows, type) else self.rows.title)

    @property
    def about(self) -> str:
        """What a row is."""
        return self.rows.about() if isinstance(self.rows, type) else self.rows.about

    def line(self, name: str) -> Line:
        """Return a line of the table by its name."""
        return next(line for line in self.lines if line.name == name)


class Computed(Protocol):
    """The figures of a cycle, as far as a model may ask for them when it carries rows over to the next."""

    @property
    def catalogue(self) -> Any:  # noqa: ANN401 - the models bound together, which stand above what they declare
        """The models by which they were computed, a `Catalogue`."""

    @property
    def named(self) -> Mapping[str, Any]:
        """The assumptions by name."""

    def frame(self, table: str) -> pd.DataFrame:
        """Return a table as a DataFrame in words, numbers and dates, indexed by the row of its sheet."""


@dataclass(frozen=True)
class Model:
    """A cost model: what it is about, its tables in the order in which they are read, and its assumptions.

    * `order` is its place among the models; `workbook` the input workbook that has its sheets.
    * `start`, if any, returns the rows, by table, with which the input workbook of a new cycle begins, given the cycle's name.
    * `carry` returns what becomes of a cycle's rows in the next, given the new cycle's name, the rows by table, and the old figures;
      `carried` explains that to the officer who fills in the workbook, as part of a sentence. `carry_approved`, if any, returns what
      becomes of these rows where the old section is the one that was approved, given the old cycle's name.
    * `complete`, if any, returns rows, by table, that the content knows and a workbook needs and lacks, given its rows by table, such as the
      rates of an earlier year to which a row refers.
    * `causes` are those of the bridge, in the order in which they are costed.
    * `sheets` describes sheets that the tool adds to workbooks, such as `Services at no cost`, in the organisation's own words; `titles` are the names by which it calls them.
    * `comparisons` are what sheet Checks compares besides what the tool compares by itself.
    * `printed` are its tables, lists and calendars in print, `pages` those made on demand; `glance` is what the workbook's first sheet shows.
    """

    title: str
    about: str
    order: int
    tables: tuple[Table, ...]
    assumptions: tuple[Assumption, ...] = ()
    workbook: str = SECTION
    start: Callable[[str], dict[str, pd.DataFrame]] | None = None
    carry: Callable[[str, dict[str, pd.DataFrame], Computed], dict[str, pd.DataFrame]] | None = None
    carry_approved: Callable[[str, dict[str, pd.DataFrame]], dict[str, pd.DataFrame]] | None = None
    carried: str = ""
    complete: Callable[[Mapping[str, pd.DataFrame]], Mapping[str, pd.DataFrame]] | None = None
    causes: tuple[Cause, ...] = ()
    sheets: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    printed: tuple[Printed | Schedule | Timetable, ...] = ()
    pages: tuple[Pages, ...] = ()
    glance: Glance | None = None


def _without_controls(_cycle: str, rows: dict[str, pd.DataFrame], _figures: Computed) -> dict[str, pd.DataFrame]:
    """Return the rows of a new cycle: sums established for the old one say nothing of it."""
    return rows | {name: rows[name].iloc[:0] for name in (CONTROL_TOTALS,) if name in rows}


CONTROL_TOTALS = ControlTotals.table()
GENERAL = Model(
    title="General",
    about="What holds for the whole cycle: its title, its currency, who answers for it, its named assumptions, and sums to be compared with.",
    order=0,
    tables=(Table(Cycle), Table(Assumptions), Table(ControlTotals, optional=True)),
    carry=_without_controls,
)
