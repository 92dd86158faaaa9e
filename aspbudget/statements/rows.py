"""Rows of a statement: those that the draft adds or cites, and the rows of the section on which their cost depends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare.layout import Timetable
from aspbudget.declare.model import CONTROL_TOTALS
from aspbudget.declare.practice import RECURRENT
from aspbudget.inputs.inputs import BEYOND, filled
from aspbudget.phrase import in_a_row
from aspbudget.statements.absorbed import ABSORBED
from aspbudget.statements.cases import CaseRows, as_shared, needed_in
from aspbudget.statements.draft import DRAFT, NONE, PROVISION, SECTION
from aspbudget.statements.printed_lines import PrintedLines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.inputs.inputs import Inputs
    from aspbudget.statements.anatomy import Anatomy

_STATED = ("paragraph", "alternative")  # of a row that a draft cites


@dataclass(frozen=True)
class DraftRows:
    """The checked inputs of a draft and its section, sorted into the rows of a statement's tables.

    In `inputs.frames` a row of the section has its row number, a row of the draft the negative of it, and one that only the proposed section
    has, where the draft is compared with another, a number beyond those of a sheet. `shares` are the States with
    their rates, where the statement shows what each would be assessed. With `every` sheet to which a draft may add rows the statement has
    those without rows as well, for rows that are yet to come.
    """

    anatomy: Anatomy
    inputs: Inputs
    shares: pd.DataFrame | None = None
    every: bool = False

    @property
    def with_every_sheet(self) -> DraftRows:
        """The same rows, sorted already, for a statement that has every sheet to which the draft may add any."""
        found = replace(self, every=True)
        known = {"rows": self.rows, "cases_compared": self.cases_compared, **vars(self)}  # which both need, and one of them sorts
        vars(found).update((name, each) for name, each in known.items() if name not in ("every", "printed_lines"))
        return found

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget year and those after it that a statement covers."""
        year = int(str(self.inputs.cycle["cycle"])[-4:])
        return tuple(range(year, year + self.anatomy.practice.later_years + 1))

    @cached_property
    def printed_lines(self) -> PrintedLines:
        """What the statement's catalogue is made from."""
        own = {ABSORBED: self.inputs.frames[ABSORBED]}
        rows = {name: self.inputs.frames[name] for name in self.rows} if self.every else self.rows
        used = {name for name, frame in (rows | own).items() if len(frame)} | ({*self.anatomy.activities} if self.every else set())
        return PrintedLines(self.anatomy, self.years, frozenset(used), self.shares is not None)

    @cached_property
    def asked(self) -> dict[str, pd.DataFrame]:
        """The rows of each activity that answer the draft: those that it adds, and those of the section that it cites on sheet Provision."""
        return {name: self._asked(name) for name in self.anatomy.activities}

    def _asked(self, name: str) -> pd.DataFrame:
        """Return the draft's own rows of an activity, then those of the section that it cites, with the paragraph that they answer in its columns.

        Those that only the proposed section has, and not that with which the draft is compared, have numbers beyond those of a sheet.
        """
        frame, stated = self.inputs.frames[name], self._stated(name)
        rows, keys = frame.index.tolist(), frame[self.anatomy.section.key(name)].tolist() if stated else []
        own = [place for place, row in enumerate(rows) if row < 0]
        cited = [place for place, key in enumerate(keys) if rows[place] > 0 and key in stated]
        found = frame.take([*own, *cited])
        origin = [*[DRAFT] * len(own), *(DRAFT if rows[place] > BEYOND else PROVISION for place in cited)]
        texts = {column: [*found[column].tolist()[: len(own)], *(stated[keys[place]][at] for place in cited)] for at, column in enumerate(_STATED) if cited}
        found = found.assign(**{column: pd.array(each, dtype="str") for column, each in ({"origin": origin} | texts).items()})
        return _begun(found, self.years[0], len(own)) if cited else found

    def _stated(self, name: str) -> dict[str, tuple[str, str]]:
        """Return, for each row of an activity that the draft cites on sheet Provision, by its key, what is stated there."""
        title, provision = self.anatomy.section.tables[name].title, self.inputs.frames["provision"]
        cited = zip(*(provision[column].tolist() for column in ("sheet", "row", *_STATED)), strict=True)
        return {row: (paragraph, alternative) for sheet, row, paragraph, alternative in cited if sheet == title}

    @cached_property
    def rows(self) -> dict[str, pd.DataFrame]:
        """The rows of every activity and of every sheet to which they refer, without those of the section that don't affect the statement."""
        found = {name: self._with_section(name) for name in self.anatomy.activities}
        return found | self._vocabulary(found)

    def _with_section(self, name: str) -> pd.DataFrame:
        """Return what is asked for; where costs depend on other rows, together with the section's own rows of the same sessions."""
        asked = self.asked[name]
        if name not in self.anatomy.by_case or not any(len(self.asked[each]) for each in self.anatomy.by_case if each in self.asked):
            return asked
        frame, taken = self.inputs.frames[name], {*asked.index.tolist()}
        near = [(as_shared(frame[column]), values) for column, values in self._shared.items() if column in frame]
        own = [place for place, row in enumerate(frame.index.tolist())  # of those beyond a sheet only the cited ones are here
               if row > 0 and row not in taken and all(cells[place] in values for cells, values in near)]  # fmt: skip
        if not own:
            return asked
        words = {column: pd.array([text] * len(own), dtype="str") for column, text in (("origin", SECTION), ("paragraph", NONE))}
        return pd.concat([_begun(frame.take(own).assign(**words), self.years[0]), asked])

    @cached_property
    def _shared(self) -> Mapping[str, set[object]]:
        """For each column in which rows must agree to affect each other, such as the session, the values that the rows asked for have."""
        columns = {column for each in self.anatomy.shared_by.values() for column in each}
        asked = [self.asked[name] for name in self.anatomy.activities if name in self.anatomy.by_case]
        return {column: {value for frame in asked if column in frame for value in as_shared(frame[column])} for column in columns}

    def _vocabulary(self, rows: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Return the rows that others refer to, directly or not, and the rows that complete those."""
        found: dict[str, list[int]] = {name: [] for name in self.anatomy.vocabulary}
        open_ = dict(rows)
        while open_:
            needed = self._needed(open_)
            before = dict(found)
            for name in found:
                found[name] = self._wanted(name, found, needed.get(name, set()))
            open_ = {name: self.inputs.frames[name].take(places) for name, places in found.items() if len(places) > len(before[name])}
        return {name: self.inputs.frames[name].take(places) for name, places in found.items()}

    def _needed(self, frames: Mapping[str, pd.DataFrame]) -> dict[str, set[str]]:
        needed: dict[str, set[str]] = {}
        for name, frame in frames.items():
            for column in self.anatomy.section.columns(name).values() if len(frame) else ():
                if column.refers:
                    needed.setdefault(column.refers, set()).update(text for _, text in filled(frame[column.name]))
        return needed

    def _wanted(self, name: str, found: Mapping[str, list[int]], keys: set[str]) -> list[int]:
        """Return the places of rows of a sheet that are found already, that have one of these keys, or that complete a row found on another sheet."""
        section = self.anatomy.section
        follows = section.tables[name].follows
        if not (keys or follows):
            return found[name]
        chosen = {*found[name], *(place for place, key in enumerate(self._cells(name, section.key(name))) if key in keys)}
        other = section.columns(name)[follows].refers if follows else ""
        if other in found:
            of_others = self._cells(other, section.key(other)) if found[other] else []
            completed = {of_others[place] for place in found[other]}
            chosen |= {place for place, key in enumerate(self._cells(name, follows) if completed else ()) if key in completed}
        return sorted(chosen)

    def _cells(self, table: str, column: str) -> list[Any]:
        return list(self.inputs.frames[table][column].tolist())

    @cached_property
    def heading(self) -> dict[str, Any]:
        """The row of sheet Draft resolution; of several drafts that are read as one, what all of them say."""
        return {str(name): _of_all_drafts(values) for name, values in self.inputs.frames["draft_resolution"].items()}

    @property
    def waiting(self) -> float:
        """How many of the meetings that the draft asks for have no day yet, so that they are in no figure."""
        grid = next(iter(self.anatomy.section.layouts(Timetable)), None)
        frame = self.inputs.frames[grid.waiting[0]] if grid else pd.DataFrame()
        return float(frame.loc[frame.index < 0, grid.waiting[1]].sum()) if grid else 0.0

    def with_draft(self) -> dict[str, pd.DataFrame]:
        """Return the section's tables with the rows that the draft adds in the first year, where their paragraph and alternative are in."""
        section = self.inputs.section.frames if self.inputs.section else {}
        return {name: self._with_draft(name, frame[frame.index <= BEYOND]) for name, frame in section.items()}

    def _with_draft(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        added = self.added(name)
        return pd.concat([frame, added[list(frame.columns)]]) if len(added) else frame

    def added(self, name: str) -> pd.DataFrame:
        """Return the rows that the draft adds to a table: of activities those that count in the first year, of others all."""
        frame = self.inputs.frames.get(name, pd.DataFrame())
        if name not in self.anatomy.activities:
            return frame[(frame.index < 0) | (frame.index > BEYOND)]
        counting = self.counting(name)
        return counting[np.array(needed_in(counting, self.years[0]), dtype=bool)]

    def needed(self) -> dict[str, pd.DataFrame]:
        """Return, by table, the rows that the draft adds in the first year, and of the sheets to which they refer only those that they need."""
        activities = {name: self.added(name) for name in self.anatomy.activities}
        own = {name: frame[(frame.index < 0) | (frame.index > BEYOND)] for name, frame in self._vocabulary(activities).items()}
        return activities | own

    def counting(self, name: str) -> pd.DataFrame:
        """Return the rows that the draft adds to a table of activities in any year, where their paragraph and alternative are in."""
        added = self.asked[name][self.asked[name]["origin"] == DRAFT]
        return added[self.counts(added)]

    def counts(self, frame: pd.DataFrame) -> pd.Series:
        """Return, row by row, whether both the paragraph and the alternative are in."""
        switches = [self.inputs.frames[name].set_index(key)["counts"] for name, key in (("paragraphs", "paragraph"), ("alternatives", "alternative"))]
        paragraph, alternative = (frame[key].map(switch) for key, switch in zip(("paragraph", "alternative"), switches, strict=True))
        return (paragraph == 1) & (alternative.fillna(1) == 1)

    def asking(self, alternative: str) -> tuple[str, ...]:
        """Return the paragraphs that rows of an alternative answer, in the order of the draft."""
        cells = (zip(frame["paragraph"].tolist(), frame["alternative"].tolist(), strict=True) for frame in self.asked.values())
        found = {number for frame in cells for number, its in frame if its == alternative}
        return tuple(number for number in self.paragraphs if number in found)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The numbers of the operative paragraphs, in the order of the draft."""
        return tuple(self.inputs.frames["paragraphs"]["paragraph"])

    @cached_property
    def cases_compared(self) -> CaseRows:
        """The cases that are compared, and the rows that may count in each."""
        return CaseRows(self.anatomy, self.years, self.paragraphs, self.asked, self.rows)

    def frames(
        self, lines: Mapping[str, pd.DataFrame], in_each_case: Mapping[str, pd.DataFrame] | None = None
    ) -> dict[str, pd.DataFrame]:
        """Return the rows of every table that is not derived, by its name, with the given rows of the sheets of lines.

        `in_each_case` gives the rows that may count in each case, where not all of them are wanted.
        """
        general = {name: self.inputs.frames[name] for name in ("cycle", "assumptions")} | {CONTROL_TOTALS: self.inputs.frames[CONTROL_TOTALS].iloc[:0]}
        own = {name: self.inputs.frames[name] for name in ("draft_resolution", "paragraphs", "alternatives", "provision", ABSORBED)}
        made = {"cases": self.cases_compared.cases, **lines} | ({} if self.shares is None else {"shares": self.shares.rename(columns={"state": "code", "name": "state"})})
        return general | own | self.rows | dict(in_each_case or self.cases_compared.in_each_case) | made


def _of_all_drafts(values: pd.Series) -> Any:  # noqa: ANN401 - whatever a cell may hold
    """Return what every row of a column says: texts one after the other, the last of days, and nothing where one says nothing."""
    if values.isna().any():
        return values[values.isna()].iloc[0]
    return in_a_row(dict.fromkeys(values), ", ") if isinstance(values.iloc[0], str) else values.max()


def _begun(frame: pd.DataFrame, year: int, own: int = 0) -> pd.DataFrame:
    """Return rows of the section, those after the draft's own, with the columns of activities: needed from this year on, recurrent unless they say one-time."""
    kinds = frame["recurrence"].tolist()
    kinds[own:] = [kind if isinstance(kind, str) else RECURRENT for kind in kinds[own:]]
    first, last = (frame[name].to_numpy(dtype=float, copy=True) for name in ("first_year", "last_year"))
    first[own:], last[own:] = year, np.nan
    return frame.assign(recurrence=pd.array(kinds, dtype="str"), first_year=first, last_year=last)
