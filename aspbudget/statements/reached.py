"""Reached lines: the printed lines to which the rows of a draft are charged, known before their amounts are computed.

A new post and its holder's travel, both asked for by paragraph 11, reach two lines: (`11`, its programme, `Posts`, `recurrent`) and
(`11`, its programme, `Travel`, `recurrent`). The sheets of lines have these rows and no others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.declare.practice import ONE_TIME, RECURRENT
from aspbudget.statements.by_case import by_case
from aspbudget.statements.draft import ALL, PROVISION
from aspbudget.statements.effect import ALONE, WITH
from aspbudget.statements.line_sheets import CASE_LINES, JOINT_LINES, LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.declare.model import Axes, Charge
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.statements.rows import DraftRows

Place = tuple[str, str, str, str]
_OF_ROWS, _OF_CASES = ("paragraph", "recurrence", "origin"), ("asked_by", "asked_as", "view")


@dataclass(frozen=True)
class Reached:
    """The places where a draft is charged: tuples of paragraph, the keys across and down of the section, and kind."""

    draft_rows: DraftRows

    @property
    def section(self) -> Catalogue:
        """The models of the section."""
        return self.draft_rows.anatomy.section

    def asked_of(self, models: Catalogue) -> Iterator[tuple[str, str]]:
        """Yield the columns, as table and name, that `lines` asks of a first computation: where rows are charged, and in which cases."""
        for name in self.draft_rows.anatomy.charged:
            own = {column for charge in self.section.tables[name].charges for column in (*_OF_ROWS, *_OF_CASES, *charge.place(self.section.axes))}
            yield from ((table, column) for table in (name, by_case(name)) if table in models.tables for column in models.names(table) if column in own)

    def lines(self, figures: Figures) -> dict[str, pd.DataFrame]:
        """Return the rows of the sheets of lines, a DataFrame by the name of each: statement lines, lines by case, and joint lines.

        `figures` are those of a first computation, in which the sheets of lines are still empty; it must have what `asked_of` says.
        """
        local = {place for name in self.draft_rows.printed_lines.local for place in self._places(figures, name)}
        by_cases = {place for each in self._cases_charged(figures) for place in each}
        alone = {place for place in by_cases if place[0] != ALL}
        kind = ONE_TIME if {kind for _, kind in self.draft_rows.cases_compared.groups} == {ONE_TIME} else RECURRENT
        joint = {(ALL, *place[1:3], kind) for place in by_cases if place[0] == ALL}
        sets = {LINES: local | alone, CASE_LINES: alone, JOINT_LINES: joint}
        rank = self._rank(figures)
        rows = {name: _named(sorted(places, key=rank), self.section.axes) for name, places in sets.items() if name in figures.catalogue.tables}
        return {name: frame.drop(columns="paragraph") if name == JOINT_LINES else frame for name, frame in rows.items()}

    def _rank(self, figures: Figures) -> Callable[[Place], tuple[int, int, int, str]]:
        """Return the sorting key of lines: by the paragraphs of the draft, then in the order of the section."""
        order = {number: place for place, number in enumerate([*self.draft_rows.paragraphs, ALL])}
        across, down = ({key: place for place, key in enumerate(keys)} for keys in headings(figures, self.section))
        return lambda place: (order[place[0]], across[place[1]], down[place[2]], place[3])

    def _places(self, figures: Figures, name: str) -> list[Place]:
        """Return where the rows of an activity are charged: paragraph, keys across and down, and kind."""
        columns = [("paragraph", *each.place(self.section.axes), "recurrence") for each in self.section.tables[name].charges]
        return [place for each in columns for place in zip(*(figures.values(name, column) for column in each), strict=True)]

    def _cases_charged(self, figures: Figures) -> list[list[Place]]:
        """Return, for each charge of a table computed by case, where it is charged in “draft only” and “section and draft”, and for cited rows."""
        names = [name for name in self.draft_rows.anatomy.charged if name in self.draft_rows.anatomy.by_case] if self.draft_rows.printed_lines.by_case else []
        return [self._charged(figures, by_case(name), charge) for name in names for charge in self.section.tables[name].charges]

    def _charged(self, figures: Figures, name: str, charge: Charge) -> list[Place]:
        columns = ("asked_by", *charge.place(self.section.axes), "asked_as")
        places = list(zip(*(figures.values(name, column) for column in columns), strict=True))
        asked = [view in (ALONE, WITH) for view in figures.values(name, "view")]
        found = [place for place, chosen in zip(places, asked, strict=True) if chosen]
        if "origin" not in figures.tables[name].columns:
            return found
        columns = ("paragraph", *charge.place(self.section.axes), "recurrence")
        cited = zip(figures.values(name, "origin"), zip(*(figures.values(name, column) for column in columns), strict=True), strict=True)
        return [*found, *(place for origin, place in cited if origin == PROVISION)]


def _named(places: list[Place], axes: Axes) -> pd.DataFrame:
    """Return lines as a DataFrame, with a name for each: `11 / 4100 / Travel / recurrent`."""
    frame = pd.DataFrame(places, columns=["paragraph", *axes, "kind"], dtype="str")
    frame.insert(0, "line", [" / ".join(place) for place in places])
    return frame


def headings(figures: Figures, section: Catalogue) -> list[list[str]]:
    """Return the keys of the section in its order: first those that run across the printed table, then those that run down."""
    tables = [section.headings(axis) for axis in section.axes]
    return [list(figures.values(table, section.key(table))) for table in tables]
