"""Cases: what a statement compares where one row's cost depends on the others, and the rows that may count in each case.

For a draft whose paragraph 11 asks for a recurrent meeting from 2004 on, the cases are “the section” and, for paragraph 11 and
2004, “section and draft”, “draft only” and “without any meeting”. Each lists the meetings of the sessions concerned, and what serves them
(rooms), and no others. `effect.py` says which of these rows count.
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
    from collections.abc import Iterator, Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.statements.anatomy import Anatomy

Group = tuple[str, str]
ALL_PARAGRAPHS, ONE_PARAGRAPH = "all paragraphs", "paragraph {paragraph}, {kind}"


@dataclass(frozen=True)
class CaseRows:
    """The cases that a draft compares, from the rows that it asks for and the rows of the section that may affect their cost.

    `asked` gives, by activity, the rows that the draft adds or cites; `rows` gives these together with the section's own. `paragraphs`
    are the operative paragraphs in the order of the draft. A group is a paragraph with a kind, such as `("11", "recurrent")`.
    """

    anatomy: Anatomy
    years: tuple[int, ...]
    paragraphs: tuple[str, ...]
    asked: Mapping[str, pd.DataFrame]
    rows: Mapping[str, pd.DataFrame]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups, paragraph and kind, that ask for any activity computed by case, in the order of the draft."""
        asked = [self.asked[name] for name in self.anatomy.activities if name in self.anatomy.by_case]
        pairs = [pair for frame in asked for pair in zip(frame["paragraph"], frame["recurrence"], strict=True)]
        order = list(self.paragraphs)
        return tuple(sorted(set(pairs), key=lambda pair: (order.index(pair[0]), pair[1])))

    @cached_property
    def cases(self) -> pd.DataFrame:
        """The rows of sheet Situations compared: one for each case, and for each run of years in which the same activities are needed."""
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
        """The groups for which the draft adds rows of its own; the others only cite rows that the section already has."""
        return tuple(group for group in self.groups if any((frame["origin"] == DRAFT).any() for frame in self._of(group).values()))

    @cached_property
    def _holding(self) -> tuple[Group, ...]:
        """The groups that ask for meetings, or for whatever else makes days that must be serviced."""
        return tuple(group for group in self.groups if any(len(self._of(group)[name]) for name in self.anatomy.feeders))

    @cached_property
    def _citing(self) -> tuple[Group, ...]:
        """The groups that cite rows of the section whose cost depends on the meetings, such as rooms by the day."""
        return tuple(group for group in self.groups if self._cites(group))

    def _cites(self, group: Group) -> bool:
        return any((self._of(group)[name]["origin"] == PROVISION).any() for name in self.anatomy.serving)

    def _views(self, group: Group) -> tuple[str, ...]:
        """Return which cases a group needs: “section and draft” where it adds rows, “draft only” where it asks for meetings.

        All groups together have cases only where there are several, so that they may share a day.
        """
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
        """Return the runs of years in which the same rows of a group are needed, as first and last year: `[(2004, 2004), (2005, 2006)]`."""
        needed = {year: [tuple(needed_in(frame, year)) for frame in self._of(group).values()] for year in self.years}
        runs: list[tuple[int, int]] = []
        for year in self.years:
            same = bool(runs) and needed[year] == needed[runs[-1][0]]
            runs = [*runs[:-1], (runs[-1][0], year)] if same else [*runs, (year, year)]
        return runs

    @cached_property
    def in_each_case(self) -> dict[str, pd.DataFrame]:
        """The rows that may count in each case, a DataFrame for each activity computed by case, by the name of its table by case."""
        several = [name for name in self.anatomy.activities if name in self.anatomy.by_case]
        return {by_case(name): self._pairs(name) for name in several}

    def _pairs(self, name: str) -> pd.DataFrame:
        key, cases = self.anatomy.section.key(name), self.cases.to_dict("records")
        asked = [(str(case["view"]), (str(case["asked_by"]), str(case["asked_as"]))) for case in cases]
        counting = {each: self._counting(name, *each) for each in dict.fromkeys(asked)}  # the same in each run of years
        rows = [(*case.values(), text) for case, each in zip(cases, asked, strict=True) for text in counting[each]]
        return pd.DataFrame(rows, columns=[*self.cases.columns, key])

    def _counting(self, name: str, view: str, group: Group) -> list[str]:
        """Return the keys of the rows of an activity that may count in a case; of the section only those in the same sessions as what is asked for."""
        key = self.anatomy.section.key(name)
        mine = self._of(group)[name] if group != (NONE, NONE) else self.asked[name].iloc[:0]
        if view in (BEFORE, WITH, PROVIDED):
            return [*self._own[name, view == PROVIDED], *mine.loc[mine["origin"] == DRAFT, key]]
        if name in self.anatomy.feeders:
            return [] if view == NOTHING else [*mine[key]]
        frame = self.rows[name]
        near = self._near(frame[~frame.index.isin(mine.index) & (frame["origin"] != DRAFT)], (group,))
        return [*near[key], *(mine.loc[mine["origin"] == PROVISION, key] if view == NOTHING else mine[key])]

    @cached_property
    def _own(self) -> dict[tuple[str, bool], list[str]]:
        """The keys of the section's rows of each activity that may count beside rows that the draft adds, and, with true, beside those that it cites."""
        sides = {view == PROVIDED for view in self.cases["view"] if view in (BEFORE, WITH, PROVIDED)}
        return {(name, cited): self._rows_in_use(name, cited=cited) for name in self.anatomy.activities if name in self.anatomy.by_case for cited in sides}

    def _rows_in_use(self, name: str, *, cited: bool) -> list[str]:
        frame, key = self.rows[name], self.anatomy.section.key(name)
        own = self._near(frame[frame["origin"] != DRAFT], self._citing if cited else self._adding)
        return [*(own.loc[own["origin"] == PROVISION, key] if cited and name not in self.anatomy.feeders else own[key])]

    def _near(self, frame: pd.DataFrame, groups: tuple[Group, ...]) -> pd.DataFrame:
        """Return the rows that may be added up with those that groups ask for: they agree in a column such as the session."""
        asked = [rows for group in groups for rows in self._of(group).values()]
        for column in {column for each in self.anatomy.shared_by.values() for column in each} & {*frame.columns}:
            values = {value for rows in asked if column in rows for value in rows[column]}
            frame = frame.loc[frame[column].isin(values)]
        return frame

    def asked_of(self, models: Catalogue) -> Iterator[tuple[str, str]]:
        """Yield the columns, as table and name, that `moving` asks of a first computation: what depends on more rows than its own, and where rows come from."""
        for name in (each for each in self.anatomy.serving if by_case(each) in models.tables):
            yield from ((by_case(name), column) for column in models.names(by_case(name)) if column == "origin" or (name, column) in self.anatomy.beyond)

    def moving(self, figures: Figures) -> dict[str, pd.DataFrame]:
        """Return `in_each_case` without rows that serve meetings and make no difference to any amount, so that the workbook stays small.

        They are the same with the draft and without it, such as a room of the section that is hired for the whole session, or cost nothing
        in “without any meeting”. `figures` are those of a first computation, in which every row was listed; it must have what `asked_of` says.
        """
        names = {name: by_case(name) for name in self.anatomy.serving if by_case(name) in self.in_each_case}
        return self.in_each_case | {table: self._moving(figures, name, self.in_each_case[table]) for name, table in names.items()}

    def _moving(self, figures: Figures, name: str, in_each_case: pd.DataFrame) -> pd.DataFrame:
        if not len(in_each_case):
            return in_each_case
        key, computed = self.anatomy.section.key(name), figures.tables[by_case(name)].columns
        moved = [column for table, column in sorted(self.anatomy.beyond) if table == name]  # not the costs alone: while a price is missing they are 0, whatever changes
        costs = in_each_case.assign(**{column: computed[column] for column in moved}, origin=figures.values(by_case(name), "origin"))
        side = np.where(costs["view"].isin((BEFORE, WITH)), BEFORE, costs["asked_by"] + " " + costs["asked_as"])
        alike = (costs.groupby([side, costs[key]])[moved].transform("nunique") == 1).all(axis=1)
        idle = (costs["view"] == NOTHING) & (costs[moved] == 0).all(axis=1)
        kept = (costs["view"] == PROVIDED) | (costs["origin"] == DRAFT) | ((costs["origin"] == PROVISION) & (side != BEFORE))
        moving: pd.DataFrame = in_each_case.loc[(kept | ~(alike | idle)).to_numpy()]
        return moving


def needed_in(frame: pd.DataFrame, year: int) -> list[bool]:
    """Return, row by row, whether an activity is needed in a year: a one-time one in its first year, a recurrent one until its last, if any."""
    last = np.where(frame["recurrence"] == RECURRENT, frame["last_year"].fillna(year), frame["first_year"])
    return list((frame["first_year"] <= year) & (year <= last))


def _called(paragraph: str, kind: str) -> str:
    return ALL_PARAGRAPHS if paragraph == ALL else ONE_PARAGRAPH.format(paragraph=paragraph, kind=kind)
