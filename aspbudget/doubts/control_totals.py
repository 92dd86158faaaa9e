"""Control totals: sums and counts that an officer has established apart from the workbook, compared with what it has."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from aspbudget.declare.model import CONTROL_TOTALS
from aspbudget.doubts.evidence import NUMBERS, TEXTS, Doubt
from aspbudget.faults import nearest
from aspbudget.phrase import counted, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterator, Mapping

    from numpy.typing import NDArray

    from aspbudget.declare.model import Table
    from aspbudget.doubts.evidence import Evidence

_CENT = 0.005


class _Found(NamedTuple):
    """What a workbook has where a control total says something else, in words; or why nothing can be compared, with the column to blame."""

    column: str
    message: str


class _Sheet(NamedTuple):
    """A sheet with its figures, as its control totals are compared with it: its columns of numbers by their titles, and the texts of its cells, column by column."""

    figures: pd.DataFrame
    numbers: dict[str, str]
    texts: NDArray[np.object_]

    def among(self, text: str) -> pd.DataFrame:
        """Return the rows of which a cell has a text."""
        found: pd.DataFrame = self.figures[(self.texts == text).any(axis=0)]
        return found


def off_control(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the control totals that the workbook doesn't meet, and those that name no sheet, column or text of its own."""
    rows = evidence.inputs.frames.get(CONTROL_TOTALS)
    tables = {table.title: table for table in evidence.catalogue.tables.values()}
    read = cache(lambda title: _read(evidence, tables[title]))  # once for all that is stated of it
    for row, stated in zip(rows.index, rows.to_dict("records"), strict=True) if rows is not None else ():
        if found := _compared(read, tables, stated):
            yield Doubt(evidence.catalogue.tables[CONTROL_TOTALS], found.column, int(row), found.message)


def unguarded(evidence: Evidence) -> list[str]:
    """Return the sheets whose rows cost something and of which little is established apart: less than half of the rows by another cycle or version, and no control total."""
    named = evidence.inputs.frames.get(CONTROL_TOTALS)
    controlled = {_text(name) for name in named["sheet"].tolist()} if named is not None else set()
    return [evidence.inputs.title(table) for table, frame in evidence.tables() if table.charges and table.title not in controlled and _known_rows(evidence, table, frame) < len(frame) / 2]


def _known_rows(evidence: Evidence, table: Table, frame: pd.DataFrame) -> int:
    """Return how many rows of a sheet another cycle or version has too."""
    known = {str(key) for each in evidence.expected for key in (each.rows[table.name].index if table.name in each.rows else ())}
    return len(known.intersection(map(str, frame[evidence.catalogue.key(table.name)].tolist()))) if evidence.catalogue.key(table.name) else 0


def stated(evidence: Evidence) -> pd.DataFrame:
    """Return the control totals that a workbook meets as it is: of each sheet that counts its rows, the sum of each column of numbers and of what rows cost, and the rows with each text.

    For someone who has checked the workbook, or to measure what control totals would catch.
    """
    rows = [row for table, frame in evidence.tables() for row in _stated(evidence, table, frame)]
    return pd.DataFrame(rows, columns=["sheet", "adds", "among", "expected"])


def _stated(evidence: Evidence, table: Table, entered: pd.DataFrame) -> Iterator[tuple[str, str, str, float]]:
    numbers, texts = (list(evidence.columns(table, kinds)) for kinds in (NUMBERS, TEXTS))
    frame = evidence.figures.frame(table.name)
    if numbers or texts:
        yield table.title, "", "", float(len(frame))
    titles = {name: title for title, name in _numeric(evidence, table, frame).items()}
    added = dict.fromkeys((*(column.name for column in numbers), *(charge.cost for charge in table.charges)))
    yield from ((table.title, titles[name], "", float(frame[name].sum())) for name in added if name in titles)
    having = Counter(text for values in zip(*(frame[name].astype(str) for name in frame), strict=True) for text in set(values))
    for text in sorted({str(value) for column in texts for value in entered[column.name].dropna()} - {""}):
        yield table.title, "", text, float(having[text])


def _read(evidence: Evidence, table: Table) -> _Sheet:
    frame = evidence.figures.frame(table.name)
    return _Sheet(frame, _numeric(evidence, table, frame), np.array([frame[name].astype(str).to_numpy(object) for name in frame]))


def _compared(read: Callable[[str], _Sheet], tables: Collection[str], stated: Mapping[Hashable, Any]) -> _Found | None:
    title, column, among = (_text(stated[name]) for name in ("sheet", "adds", "among"))
    if title not in tables:
        return _Found("sheet", phrase('There is no sheet "{sheet}"{nearest} Nothing is compared.', sheet=title, nearest=nearest(title, tables) or "."))
    sheet = read(title)
    if column and column not in sheet.numbers:
        return _Found("adds", phrase('Sheet {sheet} has no numbers in a column "{column}"{nearest} Nothing is compared.', sheet=title, column=column, nearest=nearest(column, sheet.numbers) or "."))
    frame = sheet.among(among) if among else sheet.figures
    return _difference(frame[sheet.numbers[column]].sum() if column else len(frame), stated, f"{title}{f', {among},' if among else ''}")


def _numeric(evidence: Evidence, table: Table, frame: pd.DataFrame) -> dict[str, str]:
    """Return the columns of a sheet with numbers, by their titles, with and without their units."""
    currency = str(evidence.inputs.cycle["currency"])
    names = [str(name) for name in frame if frame[name].dtype.kind in "fi"]
    titled = {evidence.catalogue.title(table.name, name, currency): name for name in names}
    return titled | {title.rpartition(" (")[0]: name for title, name in titled.items() if title.endswith(")")}


def _difference(found: float, stated: Mapping[Hashable, Any], where: str) -> _Found | None:
    expected, title = float(str(stated["expected"])), _text(stated["adds"])
    if abs(found - expected) <= _CENT:
        return None
    if title:
        return _Found("expected", phrase("{column} of sheet {where} adds up to {found:,.12g}; {expected:,.12g} was expected: {difference:+,.12g}.", column=title, where=where, found=float(found), expected=expected, difference=float(found) - expected))
    return _Found("expected", counted("Sheet {where} has {count:,} row; {expected:,.12g} were expected.", "Sheet {where} has {count:,} rows; {expected:,.12g} were expected.", int(found), where=where, expected=expected))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
