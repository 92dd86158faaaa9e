"""One draft: the drafts of a session read as one, so that what they share is counted once and any order of them gives the same.

Every paragraph is named with its draft, `L.5, 11`. What alternatives leave out is left out; a price or a session that two drafts have
alike stands once, and so does a row of the section that two drafts cite. Rows of two drafts with one name get that of their draft as well:

    draft   meeting      as one                    draft   price          as one
    L.5     Group        Group (L.5)               L.5     room, 400      room, 400
    L.6     Group        Group (L.6)               L.6     room, 400
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.declare.sheet import Sourced
from aspbudget.faults import Fault, Refused
from aspbudget.figures.rules import broken_rules
from aspbudget.inputs.inputs import SPAN
from aspbudget.inputs.read import shown
from aspbudget.statements.absorbed import ABSORBED
from aspbudget.statements.draft_sheets import HEAD, PARAGRAPHS, combined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.statements.anatomy import Anatomy

Names = dict[str, dict[str, str]]
CITED = "provision"
_GENERAL = ("cycle", "assumptions")


@dataclass(frozen=True)
class OneDraft:
    """Several drafts with the same baseline as one: `drafts` are their checked inputs.

    A row of the section that several of them cite stands for the first of these in `citing`, the places of the drafts in some order.
    """

    anatomy: Anatomy
    drafts: tuple[Inputs, ...]
    citing: tuple[int, ...]

    def inputs(self) -> Inputs:
        """Return the inputs of all drafts as those of one; raise `Refused` where two of them don't go together."""
        if faults := list(self._different()):
            raise Refused(faults)
        first = self.drafts[0]
        whole = replace(
            first, label=", ".join(each.label for each in self.drafts), sha256=", ".join(each.sha256 for each in self.drafts),
            frames={name: self._frame(name) for name in first.frames}, letters={}, examples=0, opened={}, prefilled={}, several=self.drafts,
            absent={name: title for each in self.drafts for name, title in each.absent.items()},
            remarks=tuple(remark for each in self.drafts for remark in each.remarks),
            accepted={(name, row - (place + 1) * SPAN): reason for place, each in enumerate(self.drafts) for (name, row), reason in each.accepted.items()},
        )  # fmt: skip
        if faults := list(self._against_rules(whole)):
            raise Refused(faults)
        return whole

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols of the drafts."""
        return tuple(str(each.frames[HEAD]["symbol"].iloc[0]) for each in self.drafts)

    @property
    def cites_twice(self) -> bool:
        """Whether a row of the section is cited by several drafts."""
        cited = self._cited
        return bool(cited.duplicated(["sheet", "row"]).any())

    @cached_property
    def catalogue(self) -> Catalogue:
        """The sheets of a draft together with those of the section."""
        return combined(self.anatomy)

    def _frame(self, name: str) -> pd.DataFrame:
        """Return the rows of a sheet: those of the section once, then those of the drafts."""
        frames = [each.frames[name] for each in self.drafts]
        first = frames[0]
        if name in _GENERAL:
            return first
        known = (*self.anatomy.activities, *self.anatomy.vocabulary)
        if name == CITED:
            return self._cited.drop_duplicates(["sheet", "row"])
        if name not in (*known, HEAD, PARAGRAPHS, ABSORBED):
            return first.iloc[:0]  # the choices are made, and what stands for other rows is opened
        section = _of_the_section(frames) if name in known else first.iloc[:0]
        own = joined([self._own(place, name) for place in range(len(frames))], first)
        if name in self.anatomy.vocabulary:
            own = own[~own[self.catalogue.key(name)].duplicated()]
        return joined([section, own], first)

    @cached_property
    def _cited(self) -> pd.DataFrame:
        """The rows of sheet Provision, in the order in which they are considered, those that count first."""
        rows = joined([self._own(place, CITED) for place in self.citing], self.drafts[0].frames[CITED])
        counts = joined([self._own(place, PARAGRAPHS) for place in self.citing], self.drafts[0].frames[PARAGRAPHS]).set_index("paragraph")["counts"]
        order = (-rows["paragraph"].map(counts).astype(float)).argsort(kind="stable")
        return rows.iloc[order]

    def _own(self, place: int, name: str) -> pd.DataFrame:
        """Return the rows of a sheet that are a draft's own and that its alternatives leave in, under the names that they have as one."""
        frames = self.drafts[place].frames
        rows = frames[name][frames[name].index < 0]
        if not len(rows):
            return rows
        if name in (*self.anatomy.activities, CITED, ABSORBED):
            kept = frames["alternatives"].set_index("alternative")["counts"]
            rows = rows[rows["alternative"].map(kept).fillna(1) == 1]
            rows = rows.assign(alternative=pd.array([None] * len(rows), dtype="str"))
        renamed = {column: pd.array([names.get(text, text) for text in rows[column]], dtype="str") for column, names in self._renamed(place, name)}
        return rows.assign(**renamed).set_axis(rows.index - (place + 1) * SPAN)

    def _renamed(self, place: int, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield the columns of a sheet whose texts are other ones as one draft, with these."""
        known = self._names[place]
        if name in known:
            yield self.catalogue.key(name), known[name]
        for column in self.catalogue.columns(name).values():
            if column.refers in known:
                yield column.name, known[column.refers]

    @cached_property
    def _names(self) -> list[Names]:
        """For each draft, by sheet, the new name of each row that needs one: of every paragraph, and of what is called alike in two drafts."""
        sheets = (*self.anatomy.activities, CITED, ABSORBED)
        keys = {name: [[str(key) for key in self._keys(each, name)] for each in self.drafts] for name in sheets}
        many = {name: Counter(key.casefold() for found in keys[name] for key in found) for name in sheets}
        return [
            {name: {key: f"{key} ({symbol})" for key in keys[name][place] if many[name][key.casefold()] > 1} for name in sheets}
            | {PARAGRAPHS: {str(number): f"{symbol}, {number}" for number in self.drafts[place].frames[PARAGRAPHS]["paragraph"]}}
            for place, symbol in enumerate(self.symbols)
        ]

    def _keys(self, draft: Inputs, name: str) -> pd.Series:
        frame = draft.frames[name]
        return frame.loc[frame.index < 0, self.catalogue.key(name)]

    def _different(self) -> Iterator[Fault]:
        """Yield the rows of sheets to which activities refer that two drafts have under one name, and not alike."""
        for name in self.anatomy.vocabulary:
            known: dict[str, tuple[Inputs, int, dict[str, Any]]] = {}
            for draft in self.drafts:
                frame = draft.frames[name]
                for row, values in frame[frame.index < 0].astype(object).iterrows():
                    this = (draft, int(str(row)), {str(column): value for column, value in values.items()})
                    before = known.setdefault(str(values[self.catalogue.key(name)]).casefold(), this)
                    yield from self._differing(name, this, before)

    def _differing(self, name: str, this: tuple[Inputs, int, dict[str, Any]], before: tuple[Inputs, int, dict[str, Any]]) -> Iterator[Fault]:
        """Yield a fault for the first column in which a row isn't as another draft has it; sources may differ."""
        (draft, row, values), (other, at, known) = this, before
        table = self.catalogue.tables[name]
        for column in self.catalogue.columns(name).values():
            one, two = values[column.name], known[column.name]
            if one == two or (pd.isna(one) and pd.isna(two)) or (column.name == "source" and issubclass(table.sheet, Sourced)):
                continue
            key = shown(values[self.catalogue.key(name)])
            place = "!".join(other.place(table, column.name, at))
            message = (
                f'{column.title} of "{key}" is {_quoted(one)}, but {_quoted(two)} in {other.label}, {place}: two drafts of one statement have it alike; '
                "correct one of them, or give one of the two rows another name."
            )
            yield Fault(draft.label, *draft.place(table, column.name, row), message)
            return

    def _against_rules(self, whole: Inputs) -> Iterator[Fault]:
        """Yield the rows that break a rule only once the rows of all drafts are there."""
        _, broken = broken_rules(self.catalogue, whole.frames, whole.named, set())
        asked = (*self.anatomy.activities, *self.anatomy.vocabulary)
        for each in broken:
            if each.message and each.row and each.table.name in asked:
                inputs, row = whole.draft(each.row) if each.row < 0 else whole.in_section(each.row)
                place = inputs.place(self.catalogue.tables[each.table.name], each.column, row)
                yield Fault(inputs.label, *place, f"{each.message} This is so only together with the other drafts: {self._others(inputs)}.")

    def _others(self, draft: Inputs) -> str:
        return ", ".join(each.label for each in self.drafts if each is not draft)


def _of_the_section(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of the section in the same sheet of several drafts, each once; most often all have the same."""
    first, *others = (frame[frame.index > 0] for frame in frames)
    more = [rows for rows in others if not rows.index.equals(first.index)]
    section = joined([first, *more], frames[0])
    return section[~section.index.duplicated()] if more else section


def joined(frames: Iterable[pd.DataFrame], like: pd.DataFrame) -> pd.DataFrame:
    """Return rows one after the other, with the columns of a frame, and none where there are none."""
    found = [frame for frame in frames if len(frame)]
    if len(found) == 1 and found[0].dtypes.equals(like.dtypes):
        return found[0]
    return pd.concat(found).astype(like.dtypes.to_dict()) if found else like.iloc[:0]


def _quoted(value: object) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "empty"
    return f'"{shown(value)}"' if isinstance(value, str) else f"{value:,.10g}" if isinstance(value, (int, float)) else f"{value:%-d %B %Y}"
