"""Cases: what a statement compares where one row's cost depends on the others, and the rows that may count in each case.

For a draft whose paragraph 11 asks for a recurrent meeting: “the section”; “the section with it, paragraph 11, recurrent, 2004”;
“it alone, …” and “nothing held, …”, each with the meetings and rooms of the same sessions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aspbudget.declare.practice import RECURRENT
from aspbudget.statements.by_case import by_case
from aspbudget.statements.draft import ALL, DRAFT, NONE, PROVISION
from aspbudget.statements.effect import ALONE, BEFORE, NOTHING, PROVIDED, WITH, Cases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.cost import Figures
    from aspbudget.statements.anatomy import Anatomy

Group = tuple[str, str]


@dataclass(frozen=True)
class CaseRows:
    """The cases that a draft compares, from the rows that it asks for and those of the section beside them.

    `asked` and `rows` give them by activity, `paragraphs` are the operative paragraphs in the order of the draft.
    """

    anatomy: Anatomy
    years: tuple[int, ...]
    paragraphs: tuple[str, ...]
    asked: Mapping[str, pd.DataFrame]
    rows: Mapping[str, pd.DataFrame]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The paragraphs, each with a kind, whose activities are computed by case."""
        asked = [self.asked[name] for name in self.anatomy.activities if name in self.anatomy.by_case]
        pairs = [pair for frame in asked for pair in zip(frame["paragraph"], frame["recurrence"], strict=True)]
        order = list(self.paragraphs)
        return tuple(sorted(set(pairs), key=lambda pair: (order.index(pair[0]), pair[1])))

    @cached_property
    def cases(self) -> pd.DataFrame:
        """The cases that are compared, each for a run of years in which nothing that is asked changes."""
        own = [view for view, groups in ((BEFORE, self._adding), (PROVIDED, self._citing)) if groups]
        rows = [(view, view, NONE, NONE, self.years[0], self.years[-1]) for view in own]
        for group in (*self.groups, *(((ALL, ALL),) if len(self.groups) > 1 else ())):
            if ALONE in self._views(group):
                runs = self._runs(group) if self._cites(group) else [(self.years[0], self.years[-1])]
                rows += [(f"{NOTHING}, {_called(*group)}, {first}", NOTHING, *group, first, last) for first, last in runs]
            for first, last in self._runs(group) if self._views(group) else ():
                rows += [(f"{view}, {_called(*group)}, {first}", view, *group, first, last) for view in self._views(group)]
        return pd.DataFrame(rows, columns=[column.name for column in Cases.columns()])

    @cached_property
    def _adding(self) -> tuple[Group, ...]:
        """The groups that add rows of the draft's own; the others only cite what the section provides for."""
        return tuple(group for group in self.groups if any((frame["origin"] == DRAFT).any() for frame in self._of(group).values()))

    @cached_property
    def _holding(self) -> tuple[Group, ...]:
        """The groups that ask for what is held: meetings."""
        return tuple(group for group in self.groups if any(len(self._of(group)[name]) for name in self.anatomy.feeders))

    @cached_property
    def _citing(self) -> tuple[Group, ...]:
        """The groups that cite rows of the section that serve what is held."""
        return tuple(group for group in self.groups if self._cites(group))

    def _cites(self, group: Group) -> bool:
        return any((self._of(group)[name]["origin"] == PROVISION).any() for name in self.anatomy.serving)

    def _views(self, group: Group) -> tuple[str, ...]:
        """Return the cases that a group needs; all groups together only where there are several that may meet."""
        several = len(self._adding) > 1 or len({*self._holding, *self._citing}) > 1
        every = (several,) if group == (ALL, ALL) else ()
        beside, alone = (all(every) and any(group in (each, (ALL, ALL)) for each in groups) for groups in (self._adding, self._holding))
        return ((WITH,) if beside else ()) + ((ALONE,) if alone else ())

    def _of(self, group: Group) -> dict[str, pd.DataFrame]:
        """Return the rows that a group asks for, of the activities that are computed by case."""
        return self._by_group[group]

    @cached_property
    def _by_group(self) -> dict[Group, dict[str, pd.DataFrame]]:
        asked = {name: self.asked[name] for name in self.anatomy.activities if name in self.anatomy.by_case}
        return {(ALL, ALL): asked} | {
            (paragraph, kind): {name: frame[(frame["paragraph"] == paragraph) & (frame["recurrence"] == kind)] for name, frame in asked.items()}
            for paragraph, kind in self.groups
        }  # fmt: skip

    def _runs(self, group: Group) -> list[tuple[int, int]]:
        """Return the runs of years in which the same rows of a group are needed: the first and the last year of each."""
        needed = {year: [tuple(needed_in(frame, year)) for frame in self._of(group).values()] for year in self.years}
        runs: list[tuple[int, int]] = []
        for year in self.years:
            same = bool(runs) and needed[year] == needed[runs[-1][0]]
            runs = [*runs[:-1], (runs[-1][0], year)] if same else [*runs, (year, year)]
        return runs

    @cached_property
    def in_each_case(self) -> dict[str, pd.DataFrame]:
        """For each activity that is computed by case, by the name of its table: the rows that may count in each case."""
        several = [name for name in self.anatomy.activities if name in self.anatomy.by_case]
        return {by_case(name): self._pairs(name) for name in several}

    def _pairs(self, name: str) -> pd.DataFrame:
        key = self.anatomy.section.key(name)
        rows = [(*case.values(), text) for case in self.cases.to_dict("records")
                for text in self._counting(name, str(case["view"]), (case["asked_by"], case["asked_as"]))[key]]  # fmt: skip
        return pd.DataFrame(rows, columns=[*self.cases.columns, key])

    def _counting(self, name: str, view: str, group: Group) -> pd.DataFrame:
        """Return the rows of an activity that may count in a case; rows of the section only where they meet what is asked."""
        frame, mine = self.rows[name], self._of(group)[name] if group != (NONE, NONE) else self.asked[name].iloc[:0]
        others = frame[~frame.index.isin(mine.index) & (frame["origin"] != DRAFT)]
        if view in (BEFORE, WITH, PROVIDED):
            added = mine[mine["origin"] == DRAFT]
            own = self._near(frame[frame["origin"] != DRAFT], self._citing if view == PROVIDED else self._adding)
            if view == PROVIDED and name not in self.anatomy.feeders:
                own = own[own["origin"] == PROVISION]
            return _rows(own, added)
        if name in self.anatomy.feeders:
            return mine.iloc[:0] if view == NOTHING else mine
        return _rows(self._near(others, (group,)), mine[mine["origin"] == PROVISION] if view == NOTHING else mine)

    def _near(self, frame: pd.DataFrame, groups: tuple[Group, ...]) -> pd.DataFrame:
        """Return the rows that may be added up with those that groups ask for."""
        asked = [rows for group in groups for rows in self._of(group).values()]
        for column in {column for each in self.anatomy.shared_by.values() for column in each} & {*frame.columns}:
            values = {value for rows in asked if column in rows for value in rows[column]}
            frame = frame.loc[frame[column].isin(values)]
        return frame

    def moving(self, figures: Figures) -> dict[str, pd.DataFrame]:
        """Return what is held in each case without the rows that cost the same with what is asked and without it."""
        names = {name: by_case(name) for name in self.anatomy.serving if by_case(name) in self.in_each_case}
        return self.in_each_case | {table: self._moving(figures, name, self.in_each_case[table]) for name, table in names.items()}

    def _moving(self, figures: Figures, name: str, in_each_case: pd.DataFrame) -> pd.DataFrame:
        if not len(in_each_case):
            return in_each_case
        key, computed = self.anatomy.section.key(name), figures.tables[by_case(name)].columns
        moved = [column for table, column in sorted(self.anatomy.beyond) if table == name]  # a price may be missing yet: its cost tells nothing
        costs = in_each_case.assign(**{column: computed[column] for column in moved}, origin=figures.values(by_case(name), "origin"))
        side = np.where(costs["view"].isin((BEFORE, WITH)), BEFORE, costs["asked_by"] + " " + costs["asked_as"])
        alike = (costs.groupby([side, costs[key]])[moved].transform("nunique") == 1).all(axis=1)
        idle = (costs["view"] == NOTHING) & (costs[moved] == 0).all(axis=1)
        kept = (costs["view"] == PROVIDED) | (costs["origin"] == DRAFT) | ((costs["origin"] == PROVISION) & (side != BEFORE))
        moving: pd.DataFrame = in_each_case.loc[(kept | ~(alike | idle)).to_numpy()]
        return moving


def _rows(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    whole: pd.DataFrame = pd.concat([one, other])
    return whole


def needed_in(frame: pd.DataFrame, year: int) -> list[bool]:
    """Return which rows are needed in a year."""
    last = np.where(frame["recurrence"] == RECURRENT, frame["last_year"].fillna(year), frame["first_year"])
    return list((frame["first_year"] <= year) & (year <= last))


def _called(paragraph: str, kind: str) -> str:
    return "all paragraphs" if paragraph == ALL else f"paragraph {paragraph}, {kind}"
