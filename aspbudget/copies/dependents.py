"""Dependents: the formulas of a workbook whose values may be others once some of its cells are, by what they name; where that can't be told, they are."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.copies.areas import Area, area_of
from aspbudget.inputs.guard import MOST_COLUMNS
from aspbudget.lines.addresses import letters_of, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.copies.sheet_copy import Place

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_SHEET = r"(?:(?:'(?P<quoted>(?:[^']|'')+)'|(?P<sheet>[^\W\d][\w.]*))!)?"
_NAMED = re.compile(
    _SHEET
    + r"(?:(?P<cells>\$?[A-Z]{1,3}\$?[0-9]+(?::\$?[A-Z]{1,3}\$?[0-9]+)?)(?![\w(.!\[])|(?P<columns>\$?[A-Z]{1,3}:\$?[A-Z]{1,3})(?![\w(.!\[])|(?P<rows>\$?[0-9]+:\$?[0-9]+)(?![\w(.])"
    r"|(?P<name>[^\W\d][\w.\\]*)(?P<after>\s*\(|\[(?:[^\[\]]|\[[^\]]*\])*\])?)"
)
_ONE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)([0-9]+)")
_ANYWHERE = ("INDIRECT", "OFFSET")
# A range between what functions give, of several sheets, or in another workbook; and a sheet whose name has a double quote.
_JOINED = re.compile(r"\)\s*:|:\s*[^\W\d]\w*\(|:\s*(?:'[^']*'|[^\W\d][\w.]*)!|\[[0-9]+\]|'[^']*:[^']*'!")
# What stands on both sides of a range; where it is no cell, column or row but a name, what lies between can't be told.
_ENDS, _END = re.compile(r"([$\w.\\]+)\s*:\s*([$\w.\\]+)"), re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+|\$?[A-Z]{1,3}|\$?[0-9]+")
_QUOTED = re.compile(r"'[^']*\"[^']*'!")
_CONSTANTS = ("TRUE", "FALSE")


class Formula(NamedTuple):
    """A formula: its sheet, its cell, the area that it fills, and its text, which for one of several that share it stands in another cell; without a text it may read any."""

    sheet: str
    place: Place
    fills: Area
    text: str | None
    stands: Place


class Named(NamedTuple):
    """What a workbook calls by names: formulas by the names that are defined for them, and tables as a sheet and an area; all names in small letters."""

    defined: Mapping[str, str]
    tables: Mapping[str, tuple[str, Area]]


Areas = set[tuple[str, Area]]  # each with its sheet, in small letters


def dependents(formulas: Iterable[Formula], changed: Mapping[str, Iterable[Place]], renewed: Iterable[str], named: Named) -> list[Formula]:
    """Return the formulas that depend on changed cells, given by their sheets, on any of sheets that are renewed as a whole, or on other formulas that do."""
    cells = _Cells(renewed)
    for sheet, places in changed.items():
        for place in places:
            cells.add(sheet, place)
    reading = _Reading(named)
    waiting = [(formula, reading.areas(formula)) for formula in formulas]
    found: list[Formula] = []
    while True:
        meets = {each: cells.meet(*each) for _, areas in waiting for each in areas or ()}
        reached = [formula for formula, areas in waiting if areas is None or any(meets[each] for each in areas)]
        if not reached:
            return found
        found += reached
        waiting = [each for each in waiting if each[1] is not None and not any(meets[area] for area in each[1])]
        for formula in reached:
            fills = formula.fills
            for row in range(fills.top, fills.bottom + 1):
                for column in range(fills.left, min(fills.right, MOST_COLUMNS) + 1):
                    cells.add(formula.sheet, (row, column))


class _Cells:
    """Cells of sheets, and all of some sheets, of which an area may hold some."""

    def __init__(self, whole: Iterable[str]) -> None:
        self._whole = {sheet.casefold() for sheet in whole}
        self._rows: dict[str, dict[int, list[int]]] = {}

    def add(self, sheet: str, place: Place) -> None:
        """Take up one more cell, given by the name of its sheet in whatever letters."""
        rows = self._rows.setdefault(sheet.casefold(), {}).setdefault(place[1], [])
        insort(rows, place[0])

    def meet(self, sheet: str, area: Area) -> bool:
        """Whether an area of a sheet holds any of the cells."""
        for column, rows in self._rows.get(sheet, {}).items():
            if area.left <= column <= area.right:
                first = bisect_left(rows, area.top)
                if first < len(rows) and rows[first] <= area.bottom:
                    return True
        return sheet in self._whole


class _Reading:
    """What formulas read, given what a workbook calls by names; what several name alike is looked at once."""

    def __init__(self, named: Named) -> None:
        self.named = named
        self._known: dict[tuple[str, Place], Area] = {}

    def areas(self, formula: Formula) -> Areas | None:
        """Return the areas that a formula reads; nothing where it may read any."""
        if formula.text is None:
            return None
        shift = formula.place[0] - formula.stands[0], formula.place[1] - formula.stands[1]
        found: Areas = set()
        texts, names = [(formula.text, shift)], set[str]()
        for text, moved in texts:  # which grow by the meanings of the names that they have
            meanings = set(self._meanings(text, formula, moved, found, own=not names))
            if None in meanings:
                return None
            more = {name for name in meanings if name} - names
            names |= more
            texts += [(self.named.defined[name], (0, 0)) for name in sorted(more)]
        return found

    def _meanings(self, text: str, formula: Formula, shift: Place, found: Areas, *, own: bool) -> Iterator[str | None]:
        """Add to `found` the areas that a text reads; yield each name that is defined for a formula, and `None` for what can't be told."""
        plain = _TEXT.sub('""', text)
        if _JOINED.search(plain) or _QUOTED.search(text) or any(not _END.fullmatch(end) for ends in _ENDS.findall(plain) for end in ends):
            yield None
        here = formula.sheet.casefold()
        for quoted, named_sheet, cells, columns, rows, name, after in {*_NAMED.findall(plain)}:
            sheet = (quoted.replace("''", "'") or named_sheet).casefold() or here
            if cells and cells.casefold() in self.named.defined:
                yield cells.casefold()  # a name may be that of a cell beyond the last column, as YTD2004
            elif cells:
                found.add((sheet, self._area(cells, shift)))
                if not own and cells.count("$") != cells.count(":") * 2 + 2:
                    yield None  # where a name begins to count depends on the cell in which it stands
            elif columns or rows:
                found.add((sheet, _whole(columns, rows)))
            elif after.strip() == "(":
                yield from [None] if name.upper().removeprefix("_XLFN.") in _ANYWHERE else []
            elif after:
                yield from [] if self._table(name, after, formula, found) else [None]
            elif name.upper() not in _CONSTANTS:
                yield name.casefold() if name.casefold() in self.named.defined else None

    def _area(self, cells: str, shift: Place) -> Area:
        if (cells, shift) not in self._known:
            self._known[cells, shift] = _shifted(cells, shift)
        return self._known[cells, shift]

    def _table(self, name: str, part: str, formula: Formula, found: Areas) -> bool:
        """Add to `found` what a formula names of a table: its row of it, or all; return whether the table is known."""
        if name.casefold() not in self.named.tables:
            return False
        sheet, area = self.named.tables[name.casefold()]
        row = formula.place[0]
        found.add((sheet, area._replace(top=row, bottom=row) if "#this row" in part.casefold() else area))
        return True


def _whole(columns: str, rows: str) -> Area:
    """Return the whole columns, or the whole rows, of a name such as `A:B` or `4:9`."""
    ends = (columns or rows).replace("$", "").split(":")
    first, last = sorted(map(number_of, ends) if columns else map(int, ends))
    return Area(1, _LAST_ROW, first, last) if columns else Area(first, last, 1, _LAST_COLUMN)


def _shifted(cells: str, shift: Place) -> Area:
    """Return the area of cells as a formula names them from another cell than the one in which its text stands."""
    if shift != (0, 0):
        cells = _ONE.sub(lambda one: _moved(one, shift), cells)
    return area_of(cells.replace("$", ""))


def _moved(one: re.Match[str], shift: Place) -> str:
    column = number_of(one[2]) + (0 if one[1] else shift[1])
    row = int(one[4]) + (0 if one[3] else shift[0])
    return f"{letters_of(max(column, 1))}{max(row, 1)}"
