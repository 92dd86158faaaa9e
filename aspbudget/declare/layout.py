"""Layouts: the tables, lists, calendars and pages that a model has printed, declared together with its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.phrase import altered, phrase

if TYPE_CHECKING:
    from collections.abc import Collection

# The sheets that the tool adds to what the models have printed, and what each is. No row that has a sheet of its own, such as
# a sub-programme, may be called like one of them.
AT_A_GLANCE, CONTENTS, HISTORY = "At a glance", "Contents", "History"  # the last is a name that spreadsheets keep for themselves
BRIDGE, BY_CAUSE, ROW_BY_ROW, CHANGES, SAVINGS = "Why it changed", "Changes by line", "Changes by row", "Changes of the input", "Savings"
JUSTIFICATION, POOLED, REGISTER, RELIABILITY = "Justification", "Services at no cost", "What matters most", "Reliability"
DERIVATION, RULES_APPLIED, CHECKS, TO_CONFIRM, NOTES, SEAL = "Derivation", "Rules applied", "Checks", "To confirm", "Notes and sources", "Seal"
SUMMARY, BY_LINE, BY_YEAR, SLOTS, COMBINATIONS, PER_STATE = "Summary", "By line", "By year", "Calendar", "Combinations", "Per State"
DRAFTS = "Drafts"
SHEETS = {
    AT_A_GLANCE: "The answer on one page, live: how much, for what and for whom, and what is missing.",
    CONTENTS: "Rows that follow from others are derived when the tool runs: sheet Checks says when a change needs that.",
    RELIABILITY: "Every row that is charged, with the weakest source of what is needed and of its prices, so that money can be added up by how sure it is.",
    BRIDGE: "Why the section moved from what was approved to what is proposed, by cause and printed line.",
    BY_CAUSE: "Every printed line from what was approved to what is proposed, by cause.",
    ROW_BY_ROW: "The rows of the models whose cost each cause moved.",
    CHANGES: "The cells of the input that moved since the earlier cycle, and the rows that were added or discontinued.",
    SAVINGS: "Savings and efficiencies, row by row, and what they do to the baseline.",
    JUSTIFICATION: "What each printed line is made of and why it moved, in words to be pasted into the narrative.",
    POOLED: "Services that are pooled at no cost, and what they would have cost.",
    REGISTER: "The rates and assumptions, first those that matter most, so that they are renewed first.",
    DERIVATION: "How each column is derived, in words, with the source of its rule.",
    RULES_APPLIED: "The rules and decisions on which the figures rest: what each asks, how that is known, and where it is applied.",
    CHECKS: "What was compared, and whether it agrees.",
    TO_CONFIRM: "The rows that are illustrative or missing.",
    NOTES: "What the workbook rests on: its inputs, who answers for it, how it was proven, and what its signs and words mean.",
    SEAL: "A code of what each sheet holds, by which a change made after the workbook was written is found.",
}
STATEMENT_SHEETS = {
    DRAFTS: "What each draft costs by itself, what they share, and what all of them cost together.",
    SUMMARY: "What each operative paragraph costs: at full cost, what is provided for, pooled and absorbed, and what is additional.",
    BY_LINE: "The same by line of the section.",
    BY_YEAR: "The same by year, recurrent and one-time.",
    SLOTS: "The days of the calendar, without the draft and with it: what takes place at once, and what serves it.",
    COMBINATIONS: "What the draft costs with each combination of its alternatives.",
    PER_STATE: "What the additional requirements of the budget year would add to the assessment of each State.",
}


def of(currency: str) -> str:
    """Return a currency as it follows thousands or millions: `of EUR`, in French « d’euros »."""
    return phrase("of {currency}", currency=currency)


def beside_scale(currency: str) -> str:
    """Return a currency as a sentence has it beside `thousand`: `EUR`, in French « d’euros », which follows « milliers »."""
    return altered(of(currency), lambda text: text.removeprefix("of "))


class Scale(NamedTuple):
    """A scale of money in print: by what amounts are divided, and how many decimals are shown."""

    divide: float = 1
    digits: int = 2

    @property
    def name(self) -> str:
        """The scale as a word: units, thousands or millions."""
        return {1: "units", 1_000: "thousands", 1_000_000: "millions"}[int(self.divide)]

    def unit(self, currency: str) -> str:
        """Return what amounts are counted in: `thousands of EUR`, or the currency itself."""
        return currency if self.divide == 1 else phrase("{scale} {of_currency}", scale=self.name, of_currency=of(currency))

    def text(self, amount: float) -> str:
        """Return an amount as it is printed: in scale, a dash for nothing, a loss in brackets; `1,733.4` for 1,733,400 in thousands."""
        scaled = amount / self.divide
        if scaled == 0:
            return "–"
        wording = f"{{amount:,.{self.digits}f}}"
        return phrase(wording if scaled > 0 else f"({wording})", amount=abs(scaled))


THOUSANDS = Scale(1_000, 1)


@dataclass(frozen=True)
class Shown:
    """A column of the full form of a printed table: a line, its label, and how many cycles `back` it is; 0 is this one.

    With `share_of`, the line is shown in per cent of that other line; a total's share is that of the two sums.
    """

    figure: str
    label: str
    back: int = 0
    share_of: str = ""


@dataclass(frozen=True)
class Printed:
    """A table printed for readers: a crossing laid out with one of its columns down the page and the other across.

    `figures` are the lines printed, name and label, each in a block of its own; amounts of money are divided by `divide` and shown with
    `digits` decimals. Rows have subtotals by the column `group` of the table whose keys run down; `heading` is the column that names
    what runs across. With `detail`, each key that runs across also has a page of its own, with what each model charges to it.
    `earlier` are the columns of the full form, which shows this cycle together with earlier ones, once a table of `when` has rows.
    """

    title: str
    about: str
    table: str
    figures: tuple[tuple[str, str], ...]
    down: str
    group: str
    across: str
    heading: str = ""
    divide: float = 1
    digits: int = 2
    detail: bool = False
    earlier: tuple[Shown, ...] = ()
    when: tuple[str, ...] = ()

    @property
    def scale(self) -> Scale:
        """The scale in which its amounts of money are printed."""
        return Scale(self.divide, self.digits)

    @property
    def figure(self) -> str:
        """The line that the table is about: its first."""
        return self.figures[0][0]

    @property
    def last_year(self) -> str:
        """The line for what was approved for the cycle before this one; an empty text where the table doesn't show it."""
        return next((each.figure for each in self.earlier if each.back == 1), "")


@dataclass(frozen=True)
class Schedule:
    """A list printed for readers: some columns of a table, row by row, with totals at its foot.

    The first column is the key by which rows are looked up and, where it is a number, ordered. `totals` are the columns that are added
    up; `notes` are lines of the one-row table `notes_from`, printed below. Amounts of money are shown with `digits` decimals. A list that
    readers need only when they ask for it is not `printed` with the workbook; one that shows how figures are worked out stands among the
    `workings`. `shared` is the column of what a row bears of a sum that is shared out by rates, so that two schedules can be compared. One that compares
    with what may not be entered names in `when` the column without which there is nothing to compare with, and then is left out.
    """

    title: str
    about: str
    table: str
    columns: tuple[str, ...]
    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    notes_from: str = ""
    printed: bool = True
    workings: bool = False
    digits: int = 0
    shared: str = ""
    when: str = ""


@dataclass(frozen=True)
class Timetable:
    """A calendar printed as a grid: a row for each day of each period, and for each part of the day what takes place in it.

    The rows of `table` (meetings) are placed by their columns `period`, `day` and `part`; a cell shows their column `shown`. The rows
    of `periods` (sessions) last from the first to the last of `days`. `serving` is a table with a row for each day (conference days);
    `served` names its columns for what serves the day, each with what of it is used in each part: `("teams", ("morning_teams",
    "afternoon_teams"))`, so that 2 teams of which 1 is used in the morning leave 1 free. The table and column `limit` say how many
    rows may take place at once in a period, those of `waiting` how many have no day yet. `arrange` names the function
    (`module:function`) that places these where they cost least: from a catalogue, the tables and the assumptions it makes an
    `Arrangement`, or raises `NoPlacement`. Parts that are `late` are shown only where something takes place in one of them.
    """

    title: str
    about: str
    table: str
    shown: str
    periods: str
    period: str
    days: tuple[str, str]
    day: str
    part: str
    parts: tuple[str, ...]
    serving: str
    served: tuple[tuple[str, tuple[str, ...]], ...]
    limit: tuple[str, str]
    waiting: tuple[str, str]
    arrange: str = ""
    late: tuple[str, ...] = ()

    def with_parts(self, used: Collection[str]) -> Timetable:
        """Return the layout without the late parts of the day in which nothing takes place."""
        kept = [place for place, part in enumerate(self.parts) if part in used or part not in self.late]
        served = tuple((whole, tuple(parts[place] for place in kept)) for whole, parts in self.served)
        return replace(self, parts=tuple(self.parts[place] for place in kept), served=served)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table that the grid shows or places its rows by."""
        return (self.period, self.day, self.part, self.shown)


@dataclass(frozen=True)
class Steps:
    """A block of a page that is read from left to right: a row for each step, and what each step means, in words.

    The first cell of a row is its label; every other is a number, a column of the page's table, or a line of a table of one
    row (`summary.base`). `words` names, for each label, the line whose meaning is printed.
    """

    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Listed:
    """A block of a page that lists figures of its row: the title of each, what it means, and its value; the last may be a `total`.

    A figure of another table with the same keys is named with it (`accounts.arrears`). Amounts of money are shown with `digits` decimals.
    """

    heading: str
    lines: tuple[str, ...]
    total: bool = False
    digits: int = 0


@dataclass(frozen=True)
class Pages:
    """A page for each row of a table, made on demand: headed by a column of it, named by its key.

    Several models may have blocks for the rows of one table: they stand on one page, in the order of the models.
    """

    about: str
    table: str
    heading: str
    blocks: tuple[Steps | Listed, ...]
